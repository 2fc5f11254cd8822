//! A provision: an article of a law, as in force over time.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::date::{Order, When};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, Happening, Interval, KindName, Look, Moment, Record, Summary};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// An amendment to what was not yet law.
pub static AMENDED_BEFORE_IN_FORCE: Code = Code {
    name: "amended-before-in-force",
    severity: Severity::Warning,
    fixed: false,
    doc: "An amendment under `amended:` is dated surely before the provision came into force. That is possible, and most often a mistyped year.\n\n**Mend it:** Mend one of the two dates.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&AMENDED_BEFORE_IN_FORCE];

/// A change to a provision.
#[derive(Debug, Clone, PartialEq)]
pub struct Amendment {
    /// When.
    pub date: When,
    /// What changed; inline Markdown.
    pub note: Option<Arc<str>>,
}

/// An article of a law.
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// The title of the law in its own language.
    pub official_title: Option<Arc<str>>,
    /// The number and date of the law.
    pub number: Option<Arc<str>>,
    /// The article in it.
    pub article: Option<Arc<str>>,
    /// Whose law.
    pub jurisdiction: Option<Arc<str>>,
    /// When it is in force.
    pub in_force: Option<Interval>,
    /// How it changed since, in the writer's order.
    pub amended: Vec<Amendment>,
}

impl Details for Provision {
    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node("Legislation");
        linked::put(&mut node, "alternateName", self.official_title.as_deref());
        let parts: Vec<&str> = [&self.number, &self.article].into_iter().filter_map(|part| part.as_deref()).collect();
        linked::put(&mut node, "legislationIdentifier", parts.join(", "));
        linked::put(&mut node, "legislationJurisdiction", linked::jurisdiction(look, self.jurisdiction.as_deref()));
        linked::put(&mut node, "legislationDate", me.common.date.as_ref().and_then(|date| linked::iso_bounds(date).0));
        linked::put(&mut node, "temporalCoverage", self.in_force.as_ref().and_then(linked::iso_interval));
        Some(Json::Object(node))
    }

    fn begins(&self) -> Option<When> {
        self.in_force.clone().map(When::Interval)
    }

    /// When it was passed, came into force, was changed and went out of force.
    fn moments(&self, me: &Summary) -> Vec<Moment> {
        let passed = me.common.date.iter().map(|date| Moment::new(date.clone(), Happening::Itself));
        let in_force = self.in_force.iter().flat_map(Moment::of_force);
        let amended = self.amended.iter().map(|one| Moment { note: one.note.clone(), ..Moment::new(one.date.clone(), Happening::Amended) });
        passed.chain(in_force).chain(amended).collect()
    }

    fn check(&self, _me: &Summary, source: &SourceId, _look: &dyn Look) -> Vec<Diagnostic> {
        let Some(in_force) = &self.in_force else { return Vec::new() };
        let whole = When::Interval(in_force.clone());
        let mut found = Vec::new();
        for (n, amendment) in self.amended.iter().enumerate() {
            if amendment.date.compare(&whole) == Order::Before {
                let place = Place::value(source, FieldPath::key("amended").item(n).then("date"));
                let message = format!("the amendment is dated `{}`, and the provision is in force `{in_force}`", amendment.date);
                found.push(
                    Diagnostic::new(&AMENDED_BEFORE_IN_FORCE, place, message)
                        .label(Place::value(source, FieldPath::key("in_force")), "in force here"),
                );
            }
        }
        found
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let amendment = |group: &Record| Some(Amendment { date: group.when("date")?, note: group.text("note") });
    Some(Arc::new(Provision {
        official_title: record.text("official_title"),
        number: record.text("number"),
        article: record.text("article"),
        jurisdiction: record.text("jurisdiction"),
        in_force: record.interval("in_force"),
        amended: record.groups("amended").into_iter().filter_map(amendment).collect(),
    }))
}

fn schema() -> Schema {
    let amendment = vec![
        Field::new("date", Shape::When, "\"2021-05-14\"", "When the change came into force.").required(),
        Field::new("note", Shape::Prose, "\"Adds the extremist formation.\"", "What changed."),
    ];
    vec![
        Field::new(
            "official_title",
            Shape::Text,
            "Об изменении законов по вопросам противодействия экстремизму",
            "The title of the law in its own language.",
        )
        .labelled("official title"),
        Field::new("number", Shape::Text, "\"104-З\"", "The number under which the law is published."),
        Field::new(
            "article",
            Shape::Text,
            "\"19.11\"",
            "The article, and its part or point. In quotes: `19.10` without them is the number 19.1.",
        ),
        Field::new("jurisdiction", Shape::Jurisdiction, "by", "Whose law it is: a key of `jurisdictions:` in `dossier.yaml`."),
        Field::new("in_force", Shape::Interval, "\"2021-06-14/..\"", "From when to when it is in force; `..` for an open end.")
            .labelled("in force"),
        Field::new(
            "amended",
            Shape::groups(amendment),
            "[{date: \"2021-05-14\", note: \"Adds the extremist formation.\"}]",
            "How it changed since.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("provision"),
        label: "provision".into(),
        plural: "provisions".into(),
        title: "Provisions".into(),
        doc: "An article of a law, as in force over time. Designations and effects rest on it.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::kind::linked::stage::Stage;

    fn check(in_force: &str, amended: &str, expected: &[&str]) {
        let provision = format!("kind: provision\ntitle: P\nin_force: {in_force}\namended: [{{date: 2023}}, {{date: {amended}}}]\n");
        assert_eq!(Stage::new(&[("p", &provision)]).check("p"), expected, "{in_force} {amended}");
    }

    #[test]
    fn what_is_amended_is_law() {
        check(
            "2021-06-14/..",
            "2012",
            &["amended-before-in-force amended[1].date: the amendment is dated `2012`, and the provision is in force `2021-06-14/..`"],
        );
        check("2021-06-14/..", "2021", &[]);
        check("../2023", "2012", &[]);
    }

    #[test]
    fn linked_data_is_legislation() {
        let text =
            "kind: provision\ntitle: P\nnumber: 104-З\narticle: \"1\"\njurisdiction: by\nin_force: 2021-06-14/..\ndate: 2021-05-14\n";
        assert_eq!(
            Stage::new(&[("p", text)]).linked_data("p"),
            concat!(
                r#"{"@type":"Legislation","legislationIdentifier":"104-З, 1","legislationJurisdiction":{"@type":"AdministrativeArea","name":"Belarus"},"#,
                r#""legislationDate":"2021-05-14","temporalCoverage":"2021-06-14/.."}"#
            )
        );
    }
}
