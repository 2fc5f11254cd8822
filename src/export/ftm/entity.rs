//! An entity while it is made, and the two forms in which it is written.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::model::{Entry, Lang};

/// The head of statements as CSV, as `followthemoney` 4 reads it. An empty `id` is computed by the reader.
pub const COLUMNS: &str = "\"canonical_id\",\"entity_id\",\"prop\",\"prop_type\",\"schema\",\"value\",\"dataset\",\"origin\",\"lang\",\"original_value\",\"external\",\"first_seen\",\"last_seen\",\"id\"\n";

/// Properties that point to other entities, dates and addresses: those of which a reader of statements wants the type.
const TYPES: &[(&str, &[&str])] = &[
    ("entity", &["entity", "proof", "subject", "object", "member", "organization", "involved"]),
    ("date", &["date", "startDate", "endDate", "listingDate", "publishedAt", "retrievedAt", "modifiedAt"]),
    ("url", &["sourceUrl", "publisherUrl"]),
    ("name", &["name", "alias"]),
    ("country", &["country", "jurisdiction"]),
    ("language", &["language"]),
    ("text", &["summary", "notes", "description", "reason"]),
    ("address", &["location"]),
];

/// The values of a property, each with the language it is written in where that is known.
pub type Values = Vec<(String, Option<Arc<str>>)>;

/// An entity of FollowTheMoney.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its id: the data set's name and the entry's id.
    pub id: String,
    /// Its schema.
    pub schema: &'static str,
    /// Its properties.
    pub properties: BTreeMap<&'static str, Values>,
    /// The id of the entry it is made from.
    origin: Arc<str>,
    /// The day on which that entry was published.
    first_seen: Option<String>,
}

impl Entity {
    /// An entity without properties.
    #[must_use]
    pub fn new(id: String, schema: &'static str, entry: &Entry) -> Self {
        let first_seen = entry.summary.common.published.map(|day| day.to_string());
        Self { id, schema, properties: BTreeMap::new(), origin: Arc::from(entry.summary.id.as_str()), first_seen }
    }

    /// Adds a value, if there is one and it is new.
    pub fn put(&mut self, property: &'static str, value: Option<String>) {
        self.add(property, value.unwrap_or_default(), None);
    }

    /// Adds a text in a language.
    pub fn text(&mut self, property: &'static str, text: &str, lang: &Lang) {
        self.add(property, text.to_owned(), Some(Arc::from(lang.as_str())));
    }

    fn add(&mut self, property: &'static str, value: String, lang: Option<Arc<str>>) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let values = self.properties.entry(property).or_default();
        if !values.iter().any(|(known, _)| known == value) {
            values.push((value.to_owned(), lang));
        }
    }

    /// As one line of JSON.
    #[must_use]
    pub fn line(&self, dataset: &str) -> String {
        let values = |(property, values): (&&'static str, &Values)| {
            ((*property).to_owned(), Value::from(values.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>()))
        };
        let properties: Map<String, Value> = self.properties.iter().map(values).collect();
        let mut object = Map::new();
        object.insert("id".to_owned(), json!(self.id));
        object.insert("schema".to_owned(), json!(self.schema));
        object.insert("properties".to_owned(), Value::Object(properties));
        object.insert("datasets".to_owned(), json!([dataset]));
        if let Some(day) = &self.first_seen {
            object.insert("first_seen".to_owned(), json!(day));
        }
        Value::Object(object).to_string()
    }

    /// As rows of statements.
    pub fn statements(&self, dataset: &str, out: &mut String) {
        let seen = self.first_seen.as_deref().unwrap_or("");
        for (property, values) in &self.properties {
            let kind = TYPES.iter().find(|(_, properties)| properties.contains(property)).map_or("string", |(kind, _)| kind);
            for (value, lang) in values {
                let lang = lang.as_deref().filter(|_| kind == "text").and_then(super::language::iso_639_3).unwrap_or("");
                let cells =
                    [&*self.id, &*self.id, property, kind, self.schema, value, dataset, &*self.origin, lang, "", "f", seen, seen, ""];
                for (n, cell) in cells.iter().enumerate() {
                    let comma = if n == 0 { "" } else { "," };
                    let _ = write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""));
                }
                out.push('\n');
            }
        }
    }
}
