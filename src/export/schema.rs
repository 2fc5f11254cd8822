//! The JSON Schema (draft 2020-12) of the graph: what stands where, and of each built-in kind its fields.

use serde_json::{Map, Value, json};

use super::json::{FORMAT, VERSION};
use crate::kind::{Kinds, common};
use crate::model::Standing;
use crate::model::schema::{Field, Shape};

/// The schema. A kind that a dossier declares has the common fields and others, of which nothing is said.
#[must_use]
pub fn graph_schema() -> Value {
    let kinds = Kinds::with(Vec::new());
    let mut definitions = Map::new();
    definitions.insert("reference".to_owned(), reference());
    for kind in kinds.iter() {
        let properties = fields(common::schema().iter().chain(&kind.schema));
        definitions.insert(format!("fields.{}", kind.name), json!({"type": "object", "description": &*kind.doc, "properties": properties}));
    }
    let by_kind = kinds.iter().map(|kind| {
        json!({
            "if": {"properties": {"kind": {"const": kind.name.as_str()}}},
            "then": {"properties": {"fields": {"$ref": format!("#/$defs/fields.{}", kind.name)}}},
        })
    });
    let mut entry = entry();
    entry.insert("allOf".to_owned(), Value::Array(by_kind.collect()));
    definitions.insert("entry".to_owned(), Value::Object(entry));
    definitions.insert("relation".to_owned(), relation());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The graph of a dossier",
        "description": "What `dossier export json` writes: the entries that are shown, with all their fields, and what they are to each other.",
        "type": "object",
        "required": ["format", "version", "generator", "dossier", "kinds", "entries", "relations"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION, "description": "It grows when a field is removed or means something else. New fields may come at any time: readers skip what they do not know."},
            "generator": {"type": "string", "description": "The program and its version."},
            "dossier": dossier(),
            "kinds": {"type": "array", "description": "The kinds that have entries.", "items": kind()},
            "entries": {"type": "array", "description": "The entries, by id. Drafts, and what is dated later than `as_of`, are not among them.", "items": {"$ref": "#/$defs/entry"}},
            "relations": {"type": "array", "description": "What points to what: from each entry, in the writer's order, first by fields, then in the text.", "items": {"$ref": "#/$defs/relation"}},
        },
        "$defs": definitions,
    })
}

fn text(doc: &str) -> Value {
    json!({"type": "string", "description": doc})
}

fn filled(doc: &str) -> Value {
    json!({"type": "string", "minLength": 1, "description": doc})
}

fn reference() -> Value {
    json!({
        "description": "An entry by its `id`; or, where there is none or it is not shown, its name.",
        "type": "object",
        "properties": {"entry": filled("The id of an entry in `entries`."), "name": text("What it is called.")},
        "oneOf": [{"required": ["entry"]}, {"required": ["name"]}],
        "additionalProperties": false,
    })
}

fn dossier() -> Value {
    json!({
        "type": "object",
        "description": "The settings of the dossier.",
        "required": ["title", "languages", "lang", "jurisdictions"],
        "properties": {
            "title": text("Its title."),
            "description": text("What it is about."),
            "base_url": text("Where it is published."),
            "languages": {"type": "array", "items": {"type": "string"}, "description": "Its languages, the main one first."},
            "lang": text("The language whose texts were taken. What is not translated is in the main one."),
            "licence": text("Whose texts may be used how."),
            "contact": text("Whom readers write to."),
            "jurisdictions": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Their keys and names."},
            "as_of": text("The day as of which it is shown; without it, as it is now."),
        },
    })
}

fn kind() -> Value {
    json!({
        "type": "object",
        "required": ["name", "label", "plural", "title"],
        "properties": {
            "name": filled("As entries name it."),
            "label": text("What one is called, in English."),
            "plural": text("The folder of its pages."),
            "title": text("The heading of its index, in English."),
        },
    })
}

fn entry() -> Map<String, Value> {
    let standings: Vec<&str> = Standing::WORDS.iter().map(|(word, _)| *word).collect();
    let entry = json!({
        "type": "object",
        "required": ["id", "kind", "lang", "languages", "title", "fields"],
        "properties": {
            "id": filled("Its id, unique in the dossier."),
            "kind": filled("Its kind."),
            "lang": filled("The language its texts are in."),
            "languages": {"type": "array", "items": {"type": "string"}, "description": "The languages it is written in."},
            "title": text("What it is called."),
            "short_title": text("A shorter title."),
            "summary": text("What it says in one or two sentences."),
            "date": text("When it was, as EDTF."),
            "standing": {"enum": standings, "description": "Where a claim stands on the day that is shown. A claim is never a fact by itself."},
            "address": text("The address of its page from the root of the site."),
            "url": text("The whole address, where the site has one."),
            "fields": {"type": "object", "description": "All other fields of its front matter. Texts may hold inline Markdown; dates are EDTF."},
            "text": text("Its text, plain."),
            "html": text("Its text as HTML. Addresses begin at `base_url`, or at the root of the site."),
        },
    });
    if let Value::Object(entry) = entry { entry } else { Map::new() }
}

fn relation() -> Value {
    json!({
        "type": "object",
        "required": ["from", "to", "relation"],
        "properties": {
            "from": filled("The id of the entry that points."),
            "to": filled("The id of the entry it points to."),
            "relation": filled("Its name: the kind and the field, as `claim-history-by`; `mention` and `cited` for links and citations in a text."),
            "field": text("The place of the reference in the front matter, as `history[0].by[1]`."),
            "label": text("What it is called from the end of the entry that points, in the language of the export."),
            "inverse": text("What it is called from the other end."),
            "sentence": text("The sentence around a link in a text."),
        },
    })
}

fn fields<'a>(fields: impl Iterator<Item = &'a Field>) -> Map<String, Value> {
    fields.map(|field| (field.name.to_string(), described(field))).collect()
}

fn described(field: &Field) -> Value {
    let mut schema = shape(&field.shape);
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), json!(&*field.doc));
    }
    schema
}

fn shape(of: &Shape) -> Value {
    match of {
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Number => json!({"type": "number"}),
        Shape::Word(words) => json!({"enum": words.iter().map(|(word, _)| *word).collect::<Vec<_>>()}),
        Shape::Ref(_) | Shape::RefOrName(_) => json!({"$ref": "#/$defs/reference"}),
        Shape::List(item) => json!({"type": "array", "items": shape(item)}),
        Shape::Group(inner) => json!({"type": "object", "properties": fields(inner.iter())}),
        Shape::ByLanguage => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Shape::TextOrByLanguage => json!({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}),
        Shape::Free => json!({}),
        _ => json!({"type": "string"}),
    }
}
