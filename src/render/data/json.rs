//! The whole typed graph as one JSON value: settings, kinds, entries with all their fields and texts, relations from
//! both ends. `schema` says what may stand where, and `docs/schema/graph.schema.json` is written from it.

use std::sync::Arc;

use serde_json::{Map, Number, Value as Json, json};

use super::Export;
use crate::link::Found;
use crate::link::graph::prose_relation;
use crate::model::{Entry, Node, Ref, TargetKind, Value};
use crate::render::plain::plain;

/// The name of the format.
pub const FORMAT: &str = "dossier-graph";
/// Its version: it grows when a field is removed or means something else; new fields may come at any time.
pub const VERSION: u32 = 1;

/// Fields of the front matter that have a place of their own in an entry.
const APART: &[&str] = &["kind", "title", "short_title", "summary", "date"];

/// Fields that are none of the reader's business: what the program alone is told, what is for matching and never shown, and
/// what no page names.
pub const PRIVATE: &[&str] = &["draft", "autolink", "share", "redirect_from", "made_from", "addresses", "extra"];

/// The graph, over several lines.
#[must_use]
pub fn text(export: &Export<'_>) -> String {
    // A value made of texts, numbers and lists can always be written.
    serde_json::to_string_pretty(&graph(export)).unwrap_or_default() + "\n"
}

/// The graph.
#[must_use]
pub fn graph(export: &Export<'_>) -> Json {
    let (dossier, config) = (export.press.dossier, &export.press.dossier.config);
    let jurisdictions: Map<String, Json> = config
        .jurisdiction_names
        .keys()
        .filter_map(|key| Some((key.to_string(), json!(&*config.jurisdiction(key, export.lang)?.0))))
        .collect();
    let entries: Vec<Json> = export.entries().map(|(id, one)| entry(export, id, one)).collect();
    let relations: Vec<Json> = export.entries().flat_map(|(id, entry)| relations(export, id, entry)).collect();
    json!({
        "format": FORMAT,
        "version": VERSION,
        "generator": concat!("dossier ", env!("CARGO_PKG_VERSION")),
        "dossier": filled(json!({
            "title": &*config.title(export.lang).0,
            "description": &*config.description(export.lang),
            "base_url": &*config.base_url,
            "languages": config.languages.iter().map(|lang| lang.as_str()).collect::<Vec<_>>(),
            "lang": export.lang.as_str(),
            "licence": &*config.licence,
            "contact": &*config.contact,
            "jurisdictions": jurisdictions,
            "as_of": dossier.as_of.map(|day| day.to_string()),
        })),
        "kinds": kinds(export),
        "entries": entries,
        "relations": relations,
    })
}

/// One entry with its relations, on one line: what stands beside its page.
#[must_use]
pub fn one(export: &Export<'_>, id: &Arc<str>) -> Option<String> {
    let one = export.press.dossier.shown(id, export.lang)?;
    let config = &export.press.dossier.config;
    let value = json!({
        "format": "dossier-entry",
        "version": VERSION,
        "generator": concat!("dossier ", env!("CARGO_PKG_VERSION")),
        "dossier": filled(json!({
            "title": &*config.title(export.lang).0,
            "base_url": &*config.base_url,
            "lang": export.lang.as_str(),
            "licence": &*config.licence,
            "as_of": export.press.dossier.as_of.map(|day| day.to_string()),
        })),
        "entry": entry(export, id, one),
        "relations": relations(export, id, one),
    });
    // A value made of texts, numbers and lists can always be written.
    serde_json::to_string(&value).ok().map(|text| text + "\n")
}

/// The kinds that have entries.
fn kinds(export: &Export<'_>) -> Vec<Json> {
    let lists = &export.press.lists;
    let used = export.press.dossier.config.kinds.iter().filter(|kind| !lists.of_kind(export.lang, &kind.name).is_empty());
    used.map(|kind| json!({"name": kind.name.as_str(), "label": &*kind.label, "plural": &*kind.plural, "title": &*kind.title})).collect()
}

fn entry(export: &Export<'_>, id: &Arc<str>, entry: &Arc<Entry>) -> Json {
    let (summary, dossier) = (&entry.summary, export.press.dossier);
    let common = &summary.common;
    let (_, body) = export.press.body(entry, &export.spot());
    // What leads to something designated has its notice here too.
    let html = export.press.outside.mend(&body.html, export.lang, &export.root).map_or_else(|| body.html.clone(), Arc::from);
    let fields: Map<String, Json> = summary
        .record
        .fields
        .iter()
        .filter(|(name, _)| !APART.contains(&&**name) && !PRIVATE.contains(&&**name))
        .map(|(name, value)| (name.to_string(), field(export, value)))
        .collect();
    let languages =
        dossier.config.languages.iter().filter(|lang| dossier.shown(id, lang).is_some_and(|entry| entry.summary.lang == **lang));
    filled(json!({
        "id": summary.id.as_str(),
        "kind": summary.kind.as_str(),
        "lang": summary.lang.as_str(),
        "languages": languages.map(|lang| lang.as_str()).collect::<Vec<_>>(),
        "title": &*common.title,
        "short_title": common.short_title.as_deref(),
        "summary": common.summary.as_deref(),
        "date": common.date.as_ref().map(ToString::to_string),
        "standing": summary.details.standing_on(dossier.as_of).map(crate::model::Standing::word),
        "address": dossier.graph.routes.address(id, export.lang).map(|address| &**address),
        "url": export.url(id),
        "fields": fields,
        "text": plain(&html),
        "html": &*html,
    }))
}

/// An object without what is not known: nulls and empty texts go, empty lists and objects stay.
fn filled(object: Json) -> Json {
    match object {
        Json::Object(fields) => Json::Object(fields.into_iter().filter(|(_, value)| !value.is_null() && value != "").collect()),
        other => other,
    }
}

fn field(export: &Export<'_>, value: &Value) -> Json {
    value_of(value, |_| true, &|reference| self::reference(export, reference))
}

/// A value of a front matter. Of its groups only the fields that `is_shown` says; what refers to an entry as `reference` writes it.
pub(super) fn value_of(value: &Value, is_shown: fn(&str) -> bool, reference: &dyn Fn(&Ref) -> Json) -> Json {
    let of = |value: &Value| value_of(value, is_shown, reference);
    match value {
        Value::Text(text) => json!(&**text),
        Value::Bool(value) => json!(value),
        Value::Number(number) => number_of(*number),
        Value::When(when) => json!(when.to_string()),
        Value::Ref(named) => reference(named),
        Value::List(items) => items.iter().map(of).collect(),
        Value::Group(group) => {
            let shown = group.fields.iter().filter(|(name, _)| is_shown(name));
            Json::Object(shown.map(|(name, value)| (name.to_string(), of(value))).collect())
        }
        Value::ByLanguage(texts) => Json::Object(texts.iter().map(|(lang, text)| (lang.to_string(), json!(&**text))).collect()),
        Value::Free(node) => node_of(node),
    }
}

/// An entry by its id, or what has no page by its name.
fn reference(export: &Export<'_>, reference: &Ref) -> Json {
    let dossier = export.press.dossier;
    match dossier.graph.names.find(&reference.0) {
        Found::One(id) if dossier.shown(&id, export.lang).is_some() => json!({"entry": own_id(export, &id)}),
        _ => json!({"name": &*export.press.refs.of_reference(dossier, reference, export.lang).title}),
    }
}

/// The id of an entry as its file is called.
fn own_id(export: &Export<'_>, folded: &str) -> String {
    export.press.dossier.shown(folded, export.lang).map_or_else(|| folded.to_owned(), |entry| entry.summary.id.to_string())
}

/// A whole number without a point.
fn number_of(number: f64) -> Json {
    // Below 2^53 a whole number has one spelling.
    let is_whole = number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    let whole = || format!("{number:.0}").parse::<i64>().ok();
    if is_whole { whole().map_or(Json::Null, Json::from) } else { Number::from_f64(number).map_or(Json::Null, Json::Number) }
}

/// A free value.
fn node_of(node: &Node) -> Json {
    match node {
        Node::Null => Json::Null,
        Node::Bool(value) => json!(value),
        Node::Integer(number) => json!(number),
        Node::Float(number) => number_of(*number),
        Node::Text(text) => json!(&**text),
        Node::List(items) => items.iter().map(node_of).collect(),
        Node::Map(pairs) => Json::Object(pairs.iter().map(|(key, node)| (key.to_string(), node_of(node))).collect()),
    }
}

/// What an entry points to, in the writer's order: by its fields, and then in its text with the sentence.
fn relations(export: &Export<'_>, id: &Arc<str>, entry: &Arc<Entry>) -> Vec<Json> {
    let (dossier, summary) = (export.press.dossier, &entry.summary);
    let to = |name: &str| match dossier.graph.names.find(name) {
        Found::One(to) if dossier.shown(&to, export.lang).is_some() => Some(to),
        _ => None,
    };
    let row = |to: &Arc<str>, relation: &str, field: Option<String>, sentence: Option<&str>| {
        let label = |incoming: bool| export.press.relations.label(export.lang, relation, incoming).to_string();
        filled(json!({
            "from": own_id(export, id), "to": own_id(export, to), "relation": relation, "field": field,
            "label": label(false), "inverse": label(true), "sentence": sentence,
        }))
    };
    let mut all = Vec::new();
    for (path, reference) in &summary.references {
        if let Some(to) = to(&reference.0) {
            all.push(row(&to, &dossier.relation(&summary.kind, path), Some(path.to_string()), None));
        }
    }
    for mention in &summary.mentions {
        let found = match mention.kind {
            TargetKind::File => dossier.path_id(entry, &mention.name).filter(|to| dossier.shown(to, export.lang).is_some()),
            _ => to(&mention.name),
        };
        if let Some(to) = found.filter(|to| to != id) {
            all.push(row(&to, &prose_relation(mention.kind), None, Some(&mention.sentence)));
        }
    }
    all
}
