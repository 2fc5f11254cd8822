//! A designation: an act that puts a label with legal force on somebody or something.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::provision::Provision;
use super::{Kind, linked};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, Happening, Interval, KindName, Look, Moment, Record, Ref, Summary, When};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// A designation that rests on what was no law that day.
pub static PROVISION_NOT_IN_FORCE: Code = Code {
    name: "provision-not-in-force",
    severity: Severity::Error,
    fixed: false,
    doc: "A designation is dated surely before or after the time in which a provision under `under:` was in force. An act cannot rest on an article that did not apply that day. Dates that may overlap are not reported.\n\n**Mend it:** Mend the date of the designation or `in_force:` of the provision, or name the provision that did apply. If the authority really relied on it, say so in the text and leave it out of `under:`.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&PROVISION_NOT_IN_FORCE];

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
        linked::put(&mut node, "agent", linked::references(look, &self.by));
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
        let Some(date) = &me.common.date else { return Vec::new() };
        let mut found = Vec::new();
        for (n, reference) in self.under.iter().enumerate() {
            let Some((known, provision)) = linked::find::<Provision>(look, reference) else { continue };
            let Some(in_force) = &provision.in_force else { continue };
            if in_force.contains(date) == Some(false) {
                let message =
                    format!("the designation is dated `{date}`, and the provision `{}` is in force `{in_force}`", known.summary.id);
                found.push(
                    Diagnostic::new(&PROVISION_NOT_IN_FORCE, Place::value(source, FieldPath::key("under").item(n)), message)
                        .label(Place::value(known.source, FieldPath::key("in_force")), "in force here"),
                );
            }
        }
        found
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
    fn linked_data_has_agent_and_object() {
        let act = "kind: designation\ntitle: D\ndate: 2021-08-18\nsubject: [a]\nby: court\ninstrument: i\njurisdiction: by\n";
        assert_eq!(
            Stage::new(&[("d", act)]).linked_data("d"),
            concat!(
                r#"{"@type":"Action","actionStatus":"https://schema.org/CompletedActionStatus","agent":{"@type":"Thing","name":"court"},"#,
                r#""object":{"@type":"Thing","name":"a"},"instrument":{"@type":"Thing","name":"i"},"startTime":"2021-08-18","#,
                r#""location":{"@type":"AdministrativeArea","name":"Belarus"}}"#
            )
        );
    }
}
