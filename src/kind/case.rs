//! A case: one documented application of an effect to somebody.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::effect::Effect;
use super::{Kind, linked};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, KindName, Look, Record, Ref, Summary};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// A case in which the effect was not in force.
pub static CASE_OUTSIDE_EFFECT: Code = Code {
    name: "case-outside-effect",
    severity: Severity::Warning,
    fixed: false,
    doc: "A case is dated surely before or after the time in which its effect was in force (`in_force:` of the effect). Either a date is wrong, or the case shows something else. Dates that may overlap are not reported.\n\n**Mend it:** Mend the date of the case or `in_force:` of the effect, or name the effect that did apply.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&CASE_OUTSIDE_EFFECT];

/// One application of an effect. Its date is the common one.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The effects it shows.
    pub effect: Vec<Ref>,
    /// What came of it; inline Markdown.
    pub outcome: Arc<str>,
    /// Where.
    pub place: Option<Arc<str>>,
}

impl Details for Case {
    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node("Event");
        let (start, end) = me.common.date.as_ref().map(linked::iso_bounds).unwrap_or_default();
        linked::put(&mut node, "startDate", start);
        linked::put(&mut node, "endDate", end);
        linked::put(&mut node, "location", self.place.as_deref().map(|place| json!({"@type": "Place", "name": place})));
        linked::put(&mut node, "about", linked::references(look, &self.effect));
        Some(Json::Object(node))
    }

    fn check(&self, me: &Summary, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
        let Some(date) = &me.common.date else { return Vec::new() };
        let mut found = Vec::new();
        for (n, reference) in self.effect.iter().enumerate() {
            let Some((known, effect)) = linked::find::<Effect>(look, reference) else { continue };
            let Some(in_force) = &effect.in_force else { continue };
            if in_force.contains(date) == Some(false) {
                let message = format!("the case is dated `{date}`, and the effect `{}` is in force `{in_force}`", known.summary.id);
                found.push(
                    Diagnostic::new(&CASE_OUTSIDE_EFFECT, Place::value(source, FieldPath::key("effect").item(n)), message)
                        .label(Place::value(known.source, FieldPath::key("in_force")), "in force here"),
                );
            }
        }
        found
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let effect = record.references("effect");
    if effect.is_empty() {
        return None;
    }
    Some(Arc::new(Case { effect, outcome: record.text("outcome")?, place: record.text("place") }))
}

fn schema() -> Schema {
    vec![
        Field::new("effect", Shape::references(&["effect"], "cases"), "[if-you-repost]", "The effects that were applied.").required(),
        Field::new(
            "outcome",
            Shape::Prose,
            "\"Fifteen days of arrest, appealed without success\"",
            "What came of it for the person, as the sources say.",
        )
        .required(),
        Field::new("place", Shape::Text, "Homiel", "Where it was decided. Nothing that would identify a private person."),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("case"),
        label: "case".into(),
        plural: "cases".into(),
        title: "Cases".into(),
        doc: "One documented application of an effect: when, where, with what outcome. Private persons stay unnamed: write \"a resident of Homiel\".".into(),
        schema: schema(),
        dated: true,
        make,
        template: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::kind::linked::stage::Stage;

    fn check(date: &str, expected: &[&str]) {
        let effect =
            "kind: effect\ntitle: E\nwho: reader\nconduct: Reads\nconsequence: {type: none}\ntriggered_by: i\nin_force: 2021-05-14/..\n";
        let case = format!("kind: case\ntitle: C\ndate: {date}\neffect: e\noutcome: O\n");
        assert_eq!(Stage::new(&[("e", effect), ("c", &case)]).check("c"), expected, "{date}");
    }

    #[test]
    fn a_case_falls_into_the_time_of_its_effect() {
        check("2020", &["case-outside-effect effect[0]: the case is dated `2020`, and the effect `e` is in force `2021-05-14/..`"]);
        check("2021", &[]);
        check("2022-03-01", &[]);
    }
}
