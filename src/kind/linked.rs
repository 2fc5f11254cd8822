//! Other entries as a kind sees them: typed, and as nodes of JSON-LD.
//!
//! In: an entry and what it may ask of the dossier. Out: the entries it points to, or nodes of schema.org. Knows
//! no kind but `actor`, whose types are types of schema.org too.

use std::any::Any;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::actor::Actor;
use crate::model::date::{Bound, Date, Interval, Precision, When};
use crate::model::{Details, Known, Look, Ref, Summary};

/// The details of an entry, if it is of that kind.
#[must_use]
pub fn details<T: Details>(summary: &Summary) -> Option<&T> {
    let details: &dyn Any = &*summary.details;
    details.downcast_ref::<T>()
}

/// The entry a reference names and its details, if it is of that kind.
pub fn find<'a, T: Details>(look: &'a dyn Look, reference: &Ref) -> Option<(Known<'a>, &'a T)> {
    let known = look.find(reference)?;
    details(known.summary).map(|details| (known, details))
}

/// One name for all names of an entry: its folded id, or the name itself where there is no such entry.
#[must_use]
pub fn folded_id(look: &dyn Look, reference: &Ref) -> Arc<str> {
    look.find(reference).map_or_else(|| crate::model::fold(&reference.0).into(), |known| known.summary.folded.clone())
}

/// A node of this type, to which [`put`] adds. What every entry has (name, address, summary, language) is added by
/// `render`.
#[must_use]
pub fn node(kind: &str) -> Map<String, Value> {
    Map::from_iter([("@type".to_owned(), json!(kind))])
}

/// Sets a property, if there is something to say: no nulls, empty texts, lists or objects; a list of one is its
/// item.
pub fn put(node: &mut Map<String, Value>, name: &str, value: impl Into<Value>) {
    let value = match value.into() {
        Value::Array(mut items) if items.len() == 1 => items.remove(0),
        other => other,
    };
    let says_nothing = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(pairs) => pairs.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    if !says_nothing {
        node.insert(name.to_owned(), value);
    }
}

/// A short node for each entry that references name: its type, name and address. What is no entry, or is not
/// shown, keeps its name only.
#[must_use]
pub fn references(look: &dyn Look, references: &[Ref]) -> Value {
    Value::Array(references.iter().map(|reference| self::reference(look, reference)).collect())
}

/// The same for those who act: what is no entry is a body of that name.
#[must_use]
pub fn actors(look: &dyn Look, references: &[Ref]) -> Value {
    let one = |name: &Ref| match look.find(name) {
        Some(_) => reference(look, name),
        None => json!({"@type": "Organization", "name": &*name.0}),
    };
    Value::Array(references.iter().map(one).collect())
}

/// A person or a body named in a record: family name first, or the name of a body, which has no comma.
#[must_use]
pub fn named(name: &str) -> Value {
    match name.split_once(',') {
        Some((family, given)) => json!({"@type": "Person", "name": format!("{} {}", given.trim(), family.trim())}),
        None => json!({"@type": "Organization", "name": name}),
    }
}

/// A short node for the entry a reference names.
#[must_use]
pub fn reference(look: &dyn Look, reference: &Ref) -> Value {
    let mut node = Map::new();
    match look.find(reference) {
        None => {
            put(&mut node, "@type", "Thing");
            put(&mut node, "name", &*reference.0);
        }
        Some(known) => {
            put(&mut node, "@type", type_of(known.summary));
            put(&mut node, "name", &*known.summary.common.title);
            put(&mut node, "url", look.absolute(known.address));
            // A claim is never named without where it stands.
            let standing = known.summary.details.standing_on(look.as_of());
            put(&mut node, "creativeWorkStatus", standing.map(|standing| json!(standing.word())));
        }
    }
    Value::Object(node)
}

/// The type of schema.org for the short node of an entry.
fn type_of(summary: &Summary) -> &'static str {
    if let Some(actor) = details::<Actor>(summary) {
        return actor.schema_type();
    }
    match summary.kind.as_str() {
        "claim" => "Claim",
        "provision" => "Legislation",
        "event" | "case" => "Event",
        "explainer" | "page" | "question" | "effect" => "Article",
        "source" => "CreativeWork",
        "term" | "instrument" => "DefinedTerm",
        "designation" => "Action",
        _ => "Thing",
    }
}

/// An article: what the editors themselves wrote. Its dates, corrections and citations are added by `render`.
#[must_use]
pub fn article(me: &Summary) -> Map<String, Value> {
    let mut article = node("Article");
    put(&mut article, "headline", &*me.common.title);
    article
}

/// A jurisdiction as a node.
#[must_use]
pub fn jurisdiction(look: &dyn Look, key: Option<&str>) -> Value {
    let name = key.and_then(|key| look.jurisdiction(key));
    name.map_or(Value::Null, |(name, _)| json!({"@type": "AdministrativeArea", "name": &*name}))
}

/// A date as ISO 8601, if it is one certain day: a machine would take `2021-08~` for exact.
#[must_use]
pub fn iso(date: &Date) -> Option<String> {
    let exact = date.precision() == Precision::Day && !date.is_uncertain() && !date.is_approximate();
    exact.then(|| date.to_string())
}

/// When something began and ended, as far as each is one certain day.
#[must_use]
pub fn iso_bounds(when: &When) -> (Option<String>, Option<String>) {
    match when {
        When::Date(date) => (iso(date), None),
        When::Interval(interval) => (interval.start().date().as_ref().and_then(iso), interval.end().date().as_ref().and_then(iso)),
    }
}

/// An interval as ISO 8601 writes it, `2021-05-14/..`, if each end is one certain day or open.
#[must_use]
pub fn iso_interval(interval: &Interval) -> Option<String> {
    let end = |bound: Bound| match bound {
        Bound::Date(date) => iso(&date),
        Bound::Open => Some("..".to_owned()),
        Bound::Unknown => None,
    };
    Some(format!("{}/{}", end(interval.start())?, end(interval.end())?))
}

#[cfg(test)]
pub(super) mod stage;
