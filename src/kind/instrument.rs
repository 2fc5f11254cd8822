//! An instrument: a type of designation the law knows.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::model::schema::{Field, Schema, Shape, Word};
use crate::model::{Details, KindName, Look, Record, Ref, Summary};

/// How heavy the stamp of an instrument is drawn. The theme knows four weights and no law.
pub const STAMPS: &[Word] = &[
    ("thin", "one thin line; the lightest, and what is drawn if nothing is said"),
    ("double", "a double line"),
    ("thick", "one thick line"),
    ("filled", "a filled block; the heaviest"),
];

/// A type of designation.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    /// Whose law knows it.
    pub jurisdiction: Option<Arc<str>>,
    /// Who may issue it.
    pub issued_by: Vec<Ref>,
    /// The provisions it rests on.
    pub under: Vec<Ref>,
    /// Where its designations are published.
    pub register: Option<Arc<str>>,
    /// How heavy its stamp is drawn: a word of [`STAMPS`].
    pub stamp: Option<Arc<str>>,
}

impl Details for Instrument {
    /// A type of designation is known to the law from the first provision on that it rests on.
    fn rests_on(&self) -> &'static [&'static str] {
        &["under"]
    }

    fn linked_data(&self, _me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node("DefinedTerm");
        linked::put(&mut node, "subjectOf", linked::references(look, &self.under));
        Some(Json::Object(node))
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    Some(Arc::new(Instrument {
        jurisdiction: record.text("jurisdiction"),
        issued_by: record.references("issued_by"),
        under: record.references("under"),
        register: record.text("register"),
        stamp: record.text("stamp"),
    }))
}

fn schema() -> Schema {
    vec![
        Field::new("jurisdiction", Shape::Jurisdiction, "by", "Whose law knows it: a key of `jurisdictions:` in `dossier.yaml`."),
        Field::new(
            "issued_by",
            Shape::references(&["actor"], "instruments it issues"),
            "[interior-ministry, kgb]",
            "Who may issue it. A class of bodies (any district court) is an entry that the single bodies are `part_of`; leave the field out where nobody can tell.",
        ),
        Field::new(
            "under",
            Shape::references(&["provision"], "instruments under it"),
            "[law-on-extremism-art-15]",
            "The provisions it rests on.",
        ),
        Field::new(
            "register",
            Shape::Text,
            "the Republican List of Extremist Materials",
            "The list in which its designations are published, and who keeps it.",
        ),
        Field::new(
            "stamp",
            Shape::Word(STAMPS),
            "double",
            "How heavy its stamp is drawn where a label is shown, so that one sees which of two weighs more.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("instrument"),
        label: "instrument".into(),
        plural: "instruments".into(),
        title: "Instruments".into(),
        doc: "A type of designation the law knows: extremist materials, extremist formation, terrorist organisation. Each has its own issuer, its own register and its own effects.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}
