//! Hayagriva's YAML: a group of records, each under its citation key.

use std::sync::Arc;

use super::{Record, as_prose, text_of};
use crate::diag::{Diagnostic, codes};
use crate::kind::decode::written;
use crate::kind::source::TYPES;
use crate::model::Node;
use crate::text::Source;
use crate::text::place::{FieldPath, Place};
use crate::yaml;

/// Fields of Hayagriva that a source has no place for: they are kept under `extra:`.
const KEPT: &[&str] = &[
    "abstract",
    "affiliated",
    "annote",
    "archive",
    "archive-location",
    "call-number",
    "chapter",
    "genre",
    "page-total",
    "runtime",
    "serial-number",
    "time-range",
    "volume-total",
];

/// The records of a file.
pub(super) fn records(source: &Source, found: &mut Vec<Diagnostic>) -> Vec<Record> {
    let pairs = match yaml::decode(&source.text) {
        Ok(Node::Null) => return Vec::new(),
        Ok(Node::Map(pairs)) if pairs.iter().any(|(_, node)| is_record(node)) => pairs,
        Ok(_) => {
            found.push(Diagnostic::new(&codes::BROKEN_BIBLIOGRAPHY, Place::file(&source.id), "this YAML file is no bibliography").hint(
                "a bibliography of Hayagriva has `key:` and below it `type:`, `title:` and so on; keep other files out of `content/`",
            ));
            return Vec::new();
        }
        Err(problem) => {
            found.push(broken(source, &problem));
            return held(&source.text);
        }
    };
    let mut all = Vec::with_capacity(pairs.len());
    for (key, node) in &pairs {
        let path = FieldPath::key(key);
        let at = yaml::locate_key(&source.text, &path).unwrap_or(0..0);
        if let Node::Map(fields) = node {
            all.push(Record { key: key.to_string(), at, fields: fields_of(fields), broken: false });
        } else {
            let message = format!("the record `{}` must be a group of fields, not {}", written(key), node.what());
            found.push(
                Diagnostic::new(&codes::BROKEN_BIBLIOGRAPHY, Place::key(&source.id, path), message)
                    .hint("write `title:` and the other fields below it"),
            );
            all.push(Record { key: key.to_string(), at, fields: Vec::new(), broken: true });
        }
    }
    all
}

/// Whether something looks like a record: a group with a title, or with a type that documents have.
fn is_record(node: &Node) -> bool {
    let kind = node.get("type").and_then(text_of).map(|kind| kind.to_ascii_lowercase());
    node.get("title").is_some() || kind.is_some_and(|kind| TYPES.iter().any(|(word, _)| *word == kind))
}

/// The keys at the start of lines in a file that cannot be read: so that citing one is no second mistake.
fn held(text: &str) -> Vec<Record> {
    let mut all: Vec<Record> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once(':')
            && super::is_key(key)
            && !all.iter().any(|known| known.key == key)
        {
            all.push(Record { key: key.to_owned(), at: at..at + key.len(), fields: Vec::new(), broken: true });
        }
        at += line.len();
    }
    all
}

/// A key that stands twice at the top is a citation key with two meanings; anything else is broken YAML.
fn broken(source: &Source, problem: &yaml::Problem) -> Diagnostic {
    match &problem.duplicate {
        Some((key, path)) if path.0.len() == 1 => {
            let message = format!("the citation key `{}` has two meanings", written(key));
            Diagnostic::new(&codes::CITATION_KEY_TWICE, Place::bytes(&source.id, problem.at.clone()), message)
                .label(Place::key(&source.id, path.clone()), "the other one")
                .hint("rename one of them; the file is read when each key stands once")
        }
        _ => problem.diagnostic(&source.id, 0),
    }
}

/// The fields of a record in the words of a source.
fn fields_of(pairs: &[(Arc<str>, Node)]) -> Vec<(Arc<str>, Node)> {
    let mut out = Fields::default();
    for (name, node) in pairs {
        out.add(name, node);
    }
    let parent = pairs.iter().find(|(name, _)| &**name == "parent").map(|(_, node)| match node {
        Node::List(items) => items.first().unwrap_or(&Node::Null),
        node => node,
    });
    if let Some(Node::Map(fields)) = parent {
        for (name, node) in fields {
            match &**name {
                "title" => out.put("container", plain(node)),
                // What the record itself does not say, it has from what it stands in.
                "publisher" | "location" | "volume" | "issue" | "edition" | "editor" | "date" | "serial-number" | "organization" => {
                    out.add(name, node);
                }
                _ => {}
            }
        }
    } else if let Some(node) = parent {
        out.put("container", plain(node));
    }
    out.finish()
}

/// The fields of a source, while they are gathered. The first value of a name stays.
#[derive(Default)]
struct Fields {
    fields: Vec<(Arc<str>, Node)>,
    extra: Vec<(Arc<str>, Node)>,
}

impl Fields {
    fn put(&mut self, name: &str, node: Node) {
        if !self.fields.iter().any(|(known, _)| **known == *name) {
            self.fields.push((Arc::from(name), node));
        }
    }

    fn add(&mut self, name: &Arc<str>, node: &Node) {
        match &**name {
            "type" => self.put("type", text_of(node).map_or_else(|| node.clone(), |kind| Node::Text(kind.to_ascii_lowercase().into()))),
            "author" | "editor" => self.put(name, people(node)),
            "publisher" => {
                self.put("publisher", node.get("name").map_or_else(|| plain(node), plain));
                if let Some(place) = node.get("location") {
                    self.put("location", plain(place));
                }
            }
            "organization" => self.put("publisher", plain(node)),
            "page-range" => self.put("pages", plain(node)),
            "date" => self.put("date", date(node)),
            "url" => {
                self.put("url", node.get("value").map_or_else(|| node.clone(), Clone::clone));
                if let Some(seen) = node.get("date") {
                    self.put("accessed", date(seen));
                }
            }
            "serial-number" => {
                for (from, to) in [("doi", "doi"), ("isbn", "isbn")] {
                    if let Some(number) = node.get(from) {
                        self.put(to, plain(number));
                    }
                }
                self.extra.push((name.clone(), node.clone()));
            }
            "note" => self.put("note", text_of(node).map_or_else(|| node.clone(), |text| Node::Text(as_prose(&text)))),
            "title" | "edition" | "volume" | "issue" | "location" => self.put(name, plain(node)),
            "parent" => {}
            kept if KEPT.contains(&kept) => self.extra.push((name.clone(), node.clone())),
            _ => self.put(name, node.clone()),
        }
    }

    fn finish(mut self) -> Vec<(Arc<str>, Node)> {
        if !self.extra.is_empty() {
            let extra = Node::Map(std::mem::take(&mut self.extra));
            self.put("extra", extra);
        }
        self.fields
    }
}

/// A text of Hayagriva: plain, or a group with its `value:`; the braces that keep its case are dropped.
fn plain(node: &Node) -> Node {
    let node = node.get("value").unwrap_or(node);
    match text_of(node) {
        Some(text) => Node::Text(text.replace(['{', '}'], "").into()),
        None => node.clone(),
    }
}

/// People: one or a list, each a text or a group of the parts of a name.
fn people(node: &Node) -> Node {
    let one = |node: &Node| match (text_of(node), node.get("name").and_then(text_of)) {
        (Some(text), _) => Node::Text(text),
        (None, Some(family)) => {
            let part = |name: &str| node.get(name).and_then(text_of);
            let family = part("prefix").map_or_else(|| family.to_string(), |prefix| format!("{prefix} {family}"));
            let given = part("given-name").map_or_else(String::new, |given| format!(", {given}"));
            Node::Text(format!("{family}{given}").into())
        }
        (None, None) => node.clone(),
    };
    match node {
        Node::List(items) => Node::List(items.iter().map(one).collect()),
        node => Node::List(vec![one(node)]),
    }
}

/// A date: a text, or a group of year, month and day.
fn date(node: &Node) -> Node {
    let part = |name: &str| match node.get(name) {
        Some(Node::Integer(number)) => Some(*number),
        _ => None,
    };
    let Some(year) = part("year") else { return node.clone() };
    let text = match (part("month"), part("day")) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    };
    Node::Text(text.into())
}
