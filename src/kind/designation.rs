//! A designation: an act that puts a label with legal force on somebody or something.

mod check;

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{Kind, linked};
use crate::diag::{Code, Diagnostic};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, Happening, Interval, KindName, Look, Moment, Record, Ref, Summary, When};
use crate::text::SourceId;

pub use check::{BODY_NOT_NAMED, DESIGNATED_AFTER_END, PROVISION_NOT_IN_FORCE};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&PROVISION_NOT_IN_FORCE, &DESIGNATED_AFTER_END, &BODY_NOT_NAMED];

/// An act that puts a label on somebody. Its date is the common one.
#[derive(Debug, Clone, PartialEq)]
pub struct Designation {
    /// Whom or what it labels.
    pub subject: Vec<Ref>,
    /// The type of designation.
    pub instrument: Ref,
    /// Who did it.
    pub by: Vec<Ref>,
    /// Whose law.
    pub jurisdiction: Option<Arc<str>>,
    /// When it has force.
    pub in_force: Option<Interval>,
    /// The provisions it rests on.
    pub under: Vec<Ref>,
    /// What else a reader should know of it; inline Markdown.
    pub note: Option<Arc<str>>,
}

impl Details for Designation {
    /// An `Action`: of all types there it alone has an agent, an object and an instrument.
    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node("Action");
        linked::put(&mut node, "actionStatus", json!("https://schema.org/CompletedActionStatus"));
        linked::put(&mut node, "agent", linked::actors(look, &self.by));
        linked::put(&mut node, "object", linked::references(look, &self.subject));
        linked::put(&mut node, "instrument", linked::reference(look, &self.instrument));
        linked::put(&mut node, "startTime", me.common.date.as_ref().and_then(|date| linked::iso_bounds(date).0));
        linked::put(&mut node, "location", linked::jurisdiction(look, self.jurisdiction.as_deref()));
        Some(Json::Object(node))
    }

    fn begins(&self) -> Option<When> {
        self.in_force.clone().map(When::Interval)
    }

    /// The act, and the end of its force where that is known.
    fn moments(&self, me: &Summary) -> Vec<Moment> {
        let act = me.common.date.iter().map(|date| Moment {
            by: self.by.clone(),
            note: self.note.clone(),
            ..Moment::new(date.clone(), Happening::Itself)
        });
        let end = self.in_force.iter().flat_map(Moment::of_force).filter(|moment| moment.what == Happening::OutOfForce);
        act.chain(end).collect()
    }

    fn check(&self, me: &Summary, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
        check::check(self, me, source, look)
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let subject = record.references("subject");
    if subject.is_empty() {
        return None;
    }
    Some(Arc::new(Designation {
        subject,
        instrument: record.reference("instrument")?,
        by: record.references("by"),
        jurisdiction: record.text("jurisdiction"),
        in_force: record.interval("in_force"),
        under: record.references("under"),
        note: record.text("note"),
    }))
}

fn schema() -> Schema {
    vec![
        Field::new(
            "subject",
            Shape::references(&["actor", "source"], "designations"),
            "[nexta]",
            "Whom or what it labels: actors, or single documents.",
        )
        .required(),
        Field::new(
            "instrument",
            Shape::reference(&["instrument"], "designations of this type"),
            "extremist-materials",
            "The type of designation.",
        )
        .required(),
        Field::new(
            "by",
            Shape::references(&["actor"], "designations made"),
            "[central-district-court]",
            "The court or body that decided it.",
        ),
        Field::new("jurisdiction", Shape::Jurisdiction, "by", "Where it has force: a key of `jurisdictions:` in `dossier.yaml`."),
        Field::new("in_force", Shape::Interval, "\"2021-08-18/..\"", "From when to when it has force; `..` for an open end.")
            .labelled("in force"),
        Field::new(
            "under",
            Shape::references(&["provision"], "designations under it"),
            "[law-on-extremism-art-14]",
            "The provisions it rests on.",
        ),
        Field::new(
            "note",
            Shape::Prose,
            "\"Known from the ministry's notice only; the decision itself is not public.\"",
            "What else a reader should know of the act.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("designation"),
        label: "designation".into(),
        plural: "designations".into(),
        title: "Designations".into(),
        doc: "An act of a court or an authority that puts a label with legal force on somebody or something. One act, one entry: three labels in half a year are three designations.".into(),
        schema: schema(),
        dated: true,
        make,
        template: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::kind::linked::stage::Stage;

    fn check(date: &str, in_force: &str, expected: &[&str]) {
        let provision = format!("kind: provision\ntitle: P\nin_force: {in_force}\n");
        let act = format!("kind: designation\ntitle: D\ndate: {date}\nsubject: a\ninstrument: i\nunder: [q, p]\n");
        assert_eq!(Stage::new(&[("p", &provision), ("d", &act)]).check("d"), expected, "{date} {in_force}");
    }

    #[test]
    fn an_act_rests_on_law_in_force() {
        let early =
            ["provision-not-in-force under[1]: the designation is dated `2021-05-13`, and the provision `p` is in force `2021-05-14/..`"];
        check("2021-05-13", "2021-05-14/..", &early);
        check("2021-05-14", "2021-05-14/..", &[]);
        check("2021-05", "2021-05-14/..", &[]);
        check("2021-05-13~", "2021-05-14/..", &[]);
        check(
            "2022",
            "2020/2021",
            &["provision-not-in-force under[1]: the designation is dated `2022`, and the provision `p` is in force `2020/2021`"],
        );
    }

    #[test]
    fn an_instrument_rests_on_law_in_force() {
        let check = |date: &str, law: &str, under: &str, expected: &[&str]| {
            let old = "kind: provision\ntitle: Old\nin_force: 2007/2016\n";
            let new = "kind: provision\ntitle: New\nin_force: 2021-06-14/..\n";
            let instrument = format!("kind: instrument\ntitle: I\nunder: [{law}]\n");
            let act = format!("kind: designation\ntitle: D\ndate: {date}\nsubject: a\ninstrument: i\nunder: [{under}]\n");
            let stage = Stage::new(&[("old", old), ("new", new), ("i", &instrument), ("d", &act)]);
            assert_eq!(stage.check("d"), expected, "{date} {law} {under}");
        };
        let early = [
            "provision-not-in-force instrument: the designation is dated `2020`, and its instrument `i` rests on `new` (in force `2021-06-14/..`)",
        ];
        check("2020", "new", "", &early);
        check("2021", "new", "", &[]);
        check("2015", "old, new", "", &[]);
        check("2016-05", "old, new", "", &[]);
        check("2018", "new, nobody", "", &[]);
        let between = [
            "provision-not-in-force instrument: the designation is dated `2018`, and its instrument `i` rests on `old` (in force `2007/2016`) and `new` (in force `2021-06-14/..`)",
        ];
        check("2018", "old, new", "", &between);
        let own = ["provision-not-in-force under[0]: the designation is dated `2020`, and the provision `new` is in force `2021-06-14/..`"];
        check("2020", "new", "New", &own);
    }

    #[test]
    fn a_subject_has_not_ended() {
        let check = |date: &str, active: &str, expected: &[&str]| {
            let actor = format!("kind: actor\ntitle: A\ntype: group\nactive: {active}\n");
            let act = format!("kind: designation\ntitle: D\ndate: {date}\nsubject: [x, a]\ninstrument: i\n");
            assert_eq!(Stage::new(&[("a", &actor), ("d", &act)]).check("d"), expected, "{date} {active}");
        };
        check("2021", "2015/2020", &["designated-after-end subject[1]: the designation is dated `2021`, and `a` was active `2015/2020`"]);
        check("2021", "2015/2021-03", &[]);
        check("2021", "2015/..", &[]);
        check("2014", "2015/2020", &[]);
    }

    #[test]
    fn an_act_is_of_a_body_that_may() {
        let check = |issued_by: &str, by: &str, expected: &[&str]| {
            let actor = |title: &str, whole: &str| format!("kind: actor\ntitle: {title}\ntype: court\npart_of: [{whole}]\n");
            let (courts, court, ministry) = (actor("Courts", ""), actor("Court", "courts"), actor("Ministry", ""));
            let instrument = format!("kind: instrument\ntitle: I\nissued_by: [{issued_by}]\n");
            let act = format!("kind: designation\ntitle: D\ndate: 2021\nsubject: a\ninstrument: i\nby: [{by}]\n");
            let stage = Stage::new(&[("courts", &courts), ("court", &court), ("ministry", &ministry), ("i", &instrument), ("d", &act)]);
            assert_eq!(stage.check("d"), expected, "{issued_by} {by}");
        };
        let wrong = [
            "body-not-named by[1]: `ministry` is not among those who issue `i`: `Courts` (name the right instrument, or add the body to `issued_by:` there)",
        ];
        check("Courts", "court, ministry", &wrong);
        check("courts", "Court", &[]);
        check("courts, ministry", "ministry", &[]);
        check("", "ministry", &[]);
        check("courts, hidden", "ministry", &[]);
        check("courts", "nobody", &[]);
    }

    #[test]
    fn linked_data_has_agent_and_object() {
        let act = "kind: designation\ntitle: D\ndate: 2021-08-18\nsubject: [a]\nby: court\ninstrument: i\njurisdiction: by\n";
        assert_eq!(
            Stage::new(&[("d", act)]).linked_data("d"),
            concat!(
                r#"{"@type":"Action","actionStatus":"https://schema.org/CompletedActionStatus","agent":{"@type":"Organization","name":"court"},"#,
                r#""object":{"@type":"Thing","name":"a"},"instrument":{"@type":"Thing","name":"i"},"startTime":"2021-08-18","#,
                r#""location":{"@type":"AdministrativeArea","name":"Belarus"}}"#
            )
        );
    }
}
