//! JSON Schema (draft 2020-12) of front matter, for editors: completion, hover and the first check while typing.
//!
//! In: the kinds. Out: one JSON value. It follows the same tables as decoding; what a schema cannot say (a date of the
//! calendar, an entry that exists) is left to `dossier check`.

use serde_json::{Map, Value, json};

use super::{Kind, Kinds, common};
use crate::model::Node;
use crate::model::schema::{Field, Relation, Shape};
use crate::yaml;

/// The schema of one kind, or of all: then `kind:` decides which fields may follow. A kind that does not exist gives the
/// schema of all.
#[must_use]
pub fn json_schema(kinds: &Kinds, kind: Option<&str>) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    let mut definitions: Map<String, Value> =
        common::schema().iter().filter(|field| field.name != "kind").map(|field| (common_name(field), field_schema(field))).collect();
    if let Some(kind) = kind.and_then(|name| kinds.get(name)) {
        schema.extend(kind_schema(kind));
    } else {
        schema.extend(any_schema(kinds));
        definitions.extend(kinds.iter().map(|kind| (kind_name(kind), Value::Object(kind_schema(kind)))));
    }
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

/// The schema of a file of settings, which has these fields and no others. `inside` says what a free field holds.
#[must_use]
pub fn file_schema(title: &str, doc: &str, fields: &[Field], inside: &[(&str, Value)]) -> Value {
    let mut properties = properties(fields);
    for (name, more) in inside {
        if let (Some(Value::Object(schema)), Value::Object(more)) = (properties.get_mut(*name), more.clone()) {
            schema.extend(more);
        }
    }
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.extend(object(title, doc, required(fields.iter()), properties));
    Value::Object(schema)
}

/// A group of groups of these fields, by names of the writer's; for [`file_schema`].
#[must_use]
pub fn groups_by_name(fields: &[Field], inside: &[(&str, Value)]) -> Value {
    let mut properties = properties(fields);
    for (name, more) in inside {
        if let (Some(Value::Object(schema)), Value::Object(more)) = (properties.get_mut(*name), more.clone()) {
            schema.extend(more);
        }
    }
    let group = json!({"type": "object", "required": required(fields.iter()), "additionalProperties": false, "properties": properties});
    json!({"type": "object", "additionalProperties": group})
}

fn properties(fields: &[Field]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.to_string(), field_schema(field))).collect()
}

fn common_name(field: &Field) -> String {
    format!("common.{}", field.name)
}

fn kind_name(kind: &Kind) -> String {
    format!("kind.{}", kind.name)
}

/// One schema for all kinds: `kind:` picks the one whose fields are allowed.
fn any_schema(kinds: &Kinds) -> Map<String, Value> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
    let docs: Vec<String> = kinds.iter().map(|kind| format!("- `{}`: {}", kind.name, kind.doc)).collect();
    let choices = kinds.iter().map(|kind| {
        json!({
            "if": {"properties": {"kind": {"const": kind.name.as_str()}}, "required": ["kind"]},
            "then": {"$ref": format!("#/$defs/{}", kind_name(kind))},
        })
    });
    let mut schema = Map::new();
    schema.insert("title".to_owned(), json!("Front matter of an entry"));
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("required".to_owned(), json!(["kind", "title"]));
    schema.insert(
        "properties".to_owned(),
        json!({"kind": {"description": format!("What the entry is.\n\n{}", docs.join("\n")), "enum": names}}),
    );
    schema.insert("allOf".to_owned(), Value::Array(choices.collect()));
    schema
}

fn kind_schema(kind: &Kind) -> Map<String, Value> {
    let mut properties = Map::new();
    let fields = common::fields(kind);
    for field in &fields {
        let is_common = common::schema().iter().any(|common| common.name == field.name);
        let schema = match &*field.name {
            "kind" => json!({"description": &*field.doc, "const": kind.name.as_str()}),
            _ if is_common => json!({"$ref": format!("#/$defs/{}", common_name(field))}),
            _ => field_schema(field),
        };
        properties.insert(field.name.to_string(), schema);
    }
    object(&kind.label, &kind.doc, required(fields.into_iter()), properties)
}

fn object(title: &str, doc: &str, required: Vec<&str>, properties: Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("title".to_owned(), json!(title));
    schema.insert("description".to_owned(), json!(doc));
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("required".to_owned(), json!(required));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema
}

fn required<'a>(fields: impl Iterator<Item = &'a Field>) -> Vec<&'a str> {
    fields.filter(|field| field.required).map(|field| &*field.name).collect()
}

fn field_schema(field: &Field) -> Value {
    let mut schema = Map::new();
    schema.insert("title".to_owned(), json!(&*field.label));
    schema.insert("description".to_owned(), json!(description(field)));
    schema.insert("examples".to_owned(), json!([example(&field.example)]));
    schema.extend(shape_schema(&field.shape));
    Value::Object(schema)
}

/// The doc of a field with what its words mean, or which entries it may name.
#[must_use]
pub fn description(field: &Field) -> String {
    let mut text = field.doc.to_string();
    let item = if let Shape::List(item) = &field.shape { item } else { &field.shape };
    match item {
        Shape::Word(words) => {
            text.push('\n');
            for (word, doc) in *words {
                text.push_str(&format!("\n- `{word}`: {doc}"));
            }
        }
        Shape::Ref(relation) => text.push_str(&format!("\n\nNames {}.", named(relation))),
        Shape::RefOrName(relation) => text.push_str(&format!("\n\nNames {}, or somebody who has none.", named(relation))),
        _ => {}
    }
    text
}

/// What a relation may point to, in words.
pub(super) fn named(relation: &Relation) -> String {
    let kinds: Vec<String> = relation.to.iter().map(|kind| format!("`{kind}`")).collect();
    match kinds.as_slice() {
        [] => "an entry of any kind by its id, an alias or its title".to_owned(),
        kinds => format!("an entry of the kind {} by its id, an alias or its title", kinds.join(" or ")),
    }
}

/// An example as JSON: the tables hold it as YAML.
fn example(text: &str) -> Value {
    yaml::decode(text).map_or_else(|_| json!(text), |node| json_of(&node))
}

fn json_of(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => json!(value),
        Node::Integer(number) => json!(number),
        Node::Float(number) => json!(number),
        Node::Text(text) => json!(&**text),
        Node::List(items) => Value::Array(items.iter().map(json_of).collect()),
        Node::Map(pairs) => Value::Object(pairs.iter().map(|(key, node)| (key.to_string(), json_of(node))).collect()),
    }
}

fn shape_schema(shape: &Shape) -> Map<String, Value> {
    let schema = match shape {
        // YAML reads `title: 2024` as a number, and decoding takes it for its digits.
        Shape::Text | Shape::Prose => json!({"type": ["string", "number"], "minLength": 1}),
        Shape::Ref(_) | Shape::RefOrName(_) => json!({"type": ["string", "integer"], "minLength": 1, "pattern": r"^\s*(?!\[\[)"}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Number => json!({"type": "number"}),
        Shape::When | Shape::Interval => {
            json!({"type": ["string", "integer"], "pattern": when_pattern(), "minimum": 1000, "maximum": 9999})
        }
        Shape::Day => json!({"type": "string", "pattern": format!("^{DAY}$")}),
        Shape::Word(words) => json!({"enum": words.iter().map(|(word, _)| *word).collect::<Vec<_>>()}),
        Shape::Jurisdiction => json!({"type": "string", "minLength": 1}),
        Shape::Language => json!({"type": "string", "pattern": format!("^{LANGUAGE}$")}),
        Shape::Url => json!({"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@\\]+([/?#][^\s\\]*)?$"}),
        Shape::Path => json!({"type": "string", "pattern": r"^(?!/)(?!(.*/)?\.\.(/|$))[^\\:]+$"}),
        Shape::List(item) => {
            let item = Value::Object(shape_schema(item));
            json!({"anyOf": [item.clone(), {"type": "array", "items": item}]})
        }
        Shape::Group(fields) => {
            let properties = properties(fields);
            json!({"type": "object", "required": required(fields.iter()), "additionalProperties": false, "properties": properties})
        }
        Shape::ByLanguage => by_language(),
        Shape::TextOrByLanguage => json!({"anyOf": [{"type": ["string", "number"], "minLength": 1}, by_language()]}),
        Shape::Free => json!({}),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn by_language() -> Value {
    json!({
        "type": "object",
        "propertyNames": {"pattern": format!("^{LANGUAGE}$")},
        "additionalProperties": {"type": ["string", "number"], "minLength": 1},
    })
}

const DAY: &str = "-?[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const LANGUAGE: &str = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*";

/// EDTF, levels 0 and 1: one date, or an interval with a date at one end at least.
fn when_pattern() -> String {
    let month = "(0[1-9]|1[0-2])";
    let rest = format!("-{month}-(0[1-9]|[12][0-9]|3[01]|XX)|-({month}|2[1-4])|-XX(-XX)?");
    let date = format!("(Y-?[1-9][0-9]{{4,14}}|-?[0-9]{{2}}(XX|[0-9]X)|-?[0-9]{{4}}({rest})?)[?~%]?");
    let open = r"(\.\.)?";
    format!("^({date}(/({date}|{open}))?|{open}/{date})$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_closed_and_complete() {
        let kinds = Kinds::with(Vec::new());
        let schema = json_schema(&kinds, None);
        assert_eq!(schema["allOf"].as_array().map(Vec::len), Some(13));
        for kind in kinds.iter() {
            let object = &schema["$defs"][kind_name(kind)];
            assert_eq!(object["additionalProperties"], json!(false), "{}", kind.name);
            assert_eq!(object["properties"]["kind"]["const"], json!(kind.name.as_str()));
            let names = object["properties"].as_object().map(|properties| properties.len());
            assert_eq!(names, Some(common::fields(kind).len()));
            for property in object["properties"].as_object().into_iter().flat_map(Map::values) {
                if let Some(name) = property["$ref"].as_str() {
                    assert!(schema.pointer(&name[1..]).is_some(), "{name}");
                }
            }
        }
        assert!(schema["$defs"]["kind.event"]["required"].as_array().is_some_and(|names| names.contains(&json!("date"))));
    }

    #[test]
    fn every_field_has_a_description_and_an_example() {
        fn look(name: &str, schema: &Value, wrong: &mut Vec<String>) {
            for (field, property) in schema["properties"].as_object().into_iter().flatten() {
                let path = format!("{name}.{field}");
                let is_reference = property["$ref"].is_string() || field == "kind" && property["const"].is_string();
                let described = property["description"].as_str().is_some_and(|text| text.len() > 4);
                let exemplified = property["examples"].as_array().is_some_and(|all| all.iter().any(|one| !one.is_null()));
                if !(is_reference || described && exemplified) {
                    wrong.push(path.clone());
                }
                for inner in
                    [property, &property["items"], &property["anyOf"][0], &property["anyOf"][1]["items"], &property["additionalProperties"]]
                {
                    look(&path, inner, wrong);
                }
            }
        }
        let mut wrong = Vec::new();
        let schema = json_schema(&Kinds::with(Vec::new()), None);
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            look(name, definition, &mut wrong);
            if name.starts_with("common.") {
                look("", &json!({"properties": {(name.clone()): definition}}), &mut wrong);
            }
        }
        assert_eq!(wrong, [] as [String; 0]);
    }

    #[test]
    fn one_kind_stands_alone() {
        let schema = json_schema(&Kinds::with(Vec::new()), Some("claim"));
        assert_eq!(schema["required"], json!(["kind", "title", "statement", "claimed_by", "history"]));
        assert_eq!(schema["properties"]["kind"]["const"], "claim");
        let history = &schema["properties"]["history"]["anyOf"][1]["items"];
        assert_eq!(history["required"], json!(["date", "standing"]));
        assert_eq!(history["properties"]["standing"]["enum"][1], "partly-confirmed");
        assert_eq!(schema["properties"]["history"]["examples"][0][0]["standing"], "claimed");
        assert!(schema["$defs"].get("kind.claim").is_none());
    }
}
