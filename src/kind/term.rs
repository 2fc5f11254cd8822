//! A term of the glossary.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, KindName, Look, Record, Summary};

/// A word that needs explaining.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Other words for it.
    pub also: Vec<Arc<str>>,
    /// What its letters stand for.
    pub expansion: Option<Arc<str>>,
}

impl Details for Term {
    fn linked_data(&self, _me: &Summary, _look: &dyn Look) -> Option<Json> {
        let mut node = linked::node("DefinedTerm");
        let names = self.also.iter().chain(&self.expansion).map(|name| Json::from(&**name));
        linked::put(&mut node, "alternateName", names.collect::<Vec<Json>>());
        Some(Json::Object(node))
    }

    fn names(&self) -> Vec<Arc<str>> {
        self.also.clone()
    }

    fn is_autolinked(&self) -> bool {
        true
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    Some(Arc::new(Term { also: record.texts("also"), expansion: record.text("expansion") }))
}

fn schema() -> Schema {
    vec![
        Field::new(
            "also",
            Shape::texts(),
            "[HUBAZiK, ГУБОПиК]",
            "Other words and spellings for it. Links find the term by each, and texts that mention one link to it.",
        ),
        Field::new(
            "expansion",
            Shape::Text,
            "Main Directorate for Combating Organised Crime and Corruption",
            "What the letters of an abbreviation stand for.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("term"),
        label: "term".into(),
        plural: "terms".into(),
        title: "Glossary".into(),
        doc: "A word of the glossary. Its summary is the definition; the first mention in every text links to it.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}
