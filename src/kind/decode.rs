//! A YAML tree against a list of fields: the one way from what was written to a [`Record`].
//!
//! In: the tree, the fields that may stand in it, and the words that depend on the settings. Out: a record in
//! which every value has the shape its field asks for, and one diagnostic for each mistake. What does not fit
//! is left out of the record; in a list its place is kept, so that paths (`history[2].by`) stay true. Knows
//! no kind by name and looks at no other file. The tree's depth is bounded by `yaml`.

mod address;
mod plain;
mod written;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Kinds;
use crate::diag::{Code, Diagnostic, codes, nearest};
use crate::model::schema::{Field, Shape};
use crate::model::{Node, Record, Value};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place, Step};

pub use written::written;

/// What may be written depends on the settings too.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary<'a> {
    /// The keys and names under `jurisdictions:` in `dossier.yaml`.
    pub jurisdictions: &'a BTreeMap<Arc<str>, Arc<str>>,
    /// The kinds, to say of a field that it belongs to another one.
    pub kinds: &'a Kinds,
}

/// Reads a tree against the fields that may stand in it. `base` is the path to the tree, empty for a whole
/// front matter. Every mistake is added to `found`: a value that does not fit at the value, an unknown or
/// empty field at its key, a missing field at the group that lacks it or at `kind:` (an empty path, if there is no
/// `kind:`, is the whole text).
pub fn decode(
    node: &Node,
    fields: &[&Field],
    base: &FieldPath,
    source: &SourceId,
    vocabulary: &Vocabulary<'_>,
    found: &mut Vec<Diagnostic>,
) -> Record {
    let mut reading = Reading { source, vocabulary, found };
    match node {
        Node::Map(pairs) => reading.group(pairs, fields, base),
        Node::Null => reading.group(&[], fields, base),
        other => {
            let name = if base.0.is_empty() { "the text".to_owned() } else { format!("`{}`", written(&base.to_string())) };
            reading.say(&codes::WRONG_TYPE, base, format!("{name} must be a group of fields, not {}", other.what()), None);
            Record::default()
        }
    }
}

/// One text that is being read, and what was found wrong in it so far.
struct Reading<'a> {
    source: &'a SourceId,
    vocabulary: &'a Vocabulary<'a>,
    found: &'a mut Vec<Diagnostic>,
}

/// Where a value stands: in which field, on which path. A list's items and a list of one stand in the list's
/// field.
#[derive(Clone, Copy)]
struct Spot<'a> {
    field: &'a Field,
    path: &'a FieldPath,
}

impl Reading<'_> {
    /// Reports a mistake in the value at a path.
    fn say(&mut self, code: &'static Code, path: &FieldPath, message: String, hint: Option<String>) {
        let place = Place::value(self.source, path.clone());
        self.found.push(Diagnostic::new(code, place, message).maybe_hint(hint));
    }

    /// Reports that a value is something else than its shape asks for.
    fn wrong_type(&mut self, node: &Node, expected: &str, spot: Spot<'_>, hint: Option<String>) {
        let actual = match node {
            Node::Text(text) if expected != "text" => format!("`{}`", written(text)),
            Node::Bool(value) => format!("`{value}`"),
            Node::Integer(number) => format!("`{number}`"),
            Node::Float(number) => format!("`{}`", written(&number.to_string())),
            other => other.what().to_owned(),
        };
        let message = format!("`{}` must be {expected}, not {actual}", written(&spot.path.to_string()));
        let hint = hint.or_else(|| Some(format!("for example, `{}: {}`", spot.field.name, spot.field.example)));
        self.say(&codes::WRONG_TYPE, spot.path, message, hint);
    }

    fn group(&mut self, pairs: &[(Arc<str>, Node)], fields: &[&Field], path: &FieldPath) -> Record {
        let mut record = Record::default();
        // A misspelt required field is one mistake: it is not reported as missing too.
        let mut meant: Vec<&str> = Vec::new();
        // What already stands there was not meant by another name. Nearly every group is without a mistake and asks for none.
        let free: LazyCell<Vec<&str>, _> = LazyCell::new(|| {
            let written_down: BTreeSet<&str> = pairs.iter().map(|(key, _)| &**key).collect();
            fields.iter().map(|field| &*field.name).filter(|name| !written_down.contains(name)).collect()
        });
        for (key, node) in pairs {
            let here = path.further(Step::Key(Arc::clone(key)));
            let Some(field) = fields.iter().find(|field| field.name == **key) else {
                meant.extend(self.unknown_field(key, &free, fields, &here));
                continue;
            };
            if is_empty(node) {
                if field.required {
                    let message = format!("`{here}` is empty");
                    let place = Place::key(self.source, here);
                    self.found.push(Diagnostic::new(&codes::MISSING_FIELD, place, message).hint(example(field)));
                }
            } else if let Some(value) = self.value(node, &field.shape, Spot { field, path: &here }) {
                record.fields.push((key.clone(), value));
            }
        }
        let is_written = |field: &Field| pairs.iter().any(|(key, _)| **key == *field.name);
        for field in fields.iter().filter(|field| field.required && !is_written(field)) {
            if !meant.contains(&&*field.name) {
                self.missing(field, pairs, path);
            }
        }
        record
    }

    /// Reports a required field that is not there: at the group that lacks it, in a front matter at its `kind:`,
    /// which asks for the field and stands on one line.
    fn missing(&mut self, field: &Field, pairs: &[(Arc<str>, Node)], path: &FieldPath) {
        let kind = pairs.iter().find(|(key, _)| path.0.is_empty() && **key == *"kind").map(|(_, node)| node);
        let (path, message) = match kind {
            Some(Node::Text(kind)) => (&FieldPath::key("kind"), format!("the kind `{}` needs the field `{}`", written(kind), field.name)),
            _ if path.0.is_empty() => (path, format!("the field `{}` is missing", field.name)),
            _ => (path, format!("`{}` needs the field `{}`", written(&path.to_string()), field.name)),
        };
        self.say(&codes::MISSING_FIELD, path, message, Some(example(field)));
    }

    /// Reports a field that does not belong here, and returns the one of `free` that was probably meant.
    fn unknown_field<'f>(&mut self, key: &str, free: &[&'f str], fields: &[&Field], path: &FieldPath) -> Option<&'f str> {
        let at_top = path.0.len() == 1;
        let others = if at_top { self.kinds_with(key) } else { Vec::new() };
        let meant = if others.is_empty() { nearest(key, free.iter().copied()) } else { None };
        let hint = if let Some(name) = meant {
            Some(format!("did you mean `{name}`?"))
        } else if let [others @ .., last] = others.as_slice() {
            let list = others.join("`, `");
            Some(if list.is_empty() {
                format!("`{key}` is a field of `{last}`")
            } else {
                format!("`{key}` is a field of `{list}` and `{last}`")
            })
        } else if !at_top {
            let names: Vec<&str> = fields.iter().map(|field| &*field.name).collect();
            Some(format!("the fields here are `{}`", names.join("`, `")))
        } else {
            let has_extra = fields.iter().any(|field| field.name == "extra");
            has_extra.then(|| "put fields of your own under `extra:`".to_owned())
        };
        let place = Place::key(self.source, path.clone());
        let message = format!("there is no field `{}`", written(&path.to_string()));
        self.found.push(Diagnostic::new(&codes::UNKNOWN_FIELD, place, message).maybe_hint(hint).meant(key, meant));
        meant
    }

    /// The kinds that have a field of this name.
    fn kinds_with(&self, key: &str) -> Vec<String> {
        let kinds = self.vocabulary.kinds.iter();
        kinds.filter(|kind| kind.schema.iter().any(|field| field.name == key)).map(|kind| kind.name.to_string()).collect()
    }

    /// The value of a node that is not empty, if it has the shape it must have.
    fn value(&mut self, node: &Node, shape: &Shape, spot: Spot<'_>) -> Option<Value> {
        match (shape, node) {
            (Shape::List(item), Node::List(nodes)) => Some(Value::List(self.items(nodes, item, spot))),
            (Shape::List(item), _) => self.value(node, item, spot).map(|value| Value::List(vec![value])),
            (Shape::Group(fields), Node::Map(pairs)) => {
                let fields: Vec<&Field> = fields.iter().collect();
                Some(Value::Group(self.group(pairs, &fields, spot.path)))
            }
            (Shape::ByLanguage | Shape::TextOrByLanguage, Node::Map(pairs)) => Some(Value::ByLanguage(self.by_language(pairs, spot))),
            (Shape::Group(_), _) => {
                self.wrong_type(node, "a group of fields", spot, None);
                None
            }
            (Shape::ByLanguage, _) => {
                self.wrong_type(node, "language tags with a text each", spot, None);
                None
            }
            (Shape::TextOrByLanguage, Node::List(_)) => {
                self.wrong_type(node, "text, or language tags with a text each", spot, None);
                None
            }
            (Shape::Free, _) => Some(Value::Free(node.clone())),
            _ => self.plain(node, shape, spot),
        }
    }

    /// The items of a list; one that does not fit is nothing, so that those after it keep their number.
    fn items(&mut self, nodes: &[Node], shape: &Shape, spot: Spot<'_>) -> Vec<Value> {
        let mut values = Vec::with_capacity(nodes.len());
        for (n, node) in nodes.iter().enumerate() {
            let path = spot.path.item(n);
            let value = if is_empty(node) {
                self.say(
                    &codes::WRONG_TYPE,
                    &path,
                    format!("`{path}` is empty"),
                    Some("write a value after the `-`, or take the item out".to_owned()),
                );
                None
            } else {
                self.value(node, shape, Spot { path: &path, ..spot })
            };
            values.push(value.unwrap_or(Value::Free(Node::Null)));
        }
        values
    }

    fn by_language(&mut self, pairs: &[(Arc<str>, Node)], spot: Spot<'_>) -> Vec<(Arc<str>, Arc<str>)> {
        let mut texts = Vec::new();
        for (tag, node) in pairs {
            let path = spot.path.further(Step::Key(Arc::clone(tag)));
            if let Err(hint) = address::language_tag(tag) {
                let place = Place::key(self.source, path);
                let message = format!("`{}` is no language tag", written(tag));
                self.found.push(Diagnostic::new(&codes::WRONG_TYPE, place, message).hint(hint));
            } else if !is_empty(node)
                && let Some(text) = self.text(node, Spot { path: &path, ..spot })
            {
                texts.push((tag.clone(), text));
            }
        }
        texts
    }
}

/// Whether nothing is written there: such a field counts as not written.
fn is_empty(node: &Node) -> bool {
    match node {
        Node::Null => true,
        Node::Text(text) => text.trim().is_empty(),
        Node::List(items) => items.is_empty(),
        Node::Map(pairs) => pairs.is_empty(),
        Node::Bool(_) | Node::Integer(_) | Node::Float(_) => false,
    }
}

fn example(field: &Field) -> String {
    format!("write, for example, `{}: {}`", field.name, field.example)
}

#[cfg(test)]
mod tests;
