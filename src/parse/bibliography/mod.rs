//! Bibliographies: `.bib` files and Hayagriva's `.yaml`, each record an entry of the kind `source`.
//!
//! In: one text file. Out: entries without a text of their own, whose source is named `FILE#KEY`, and
//! diagnostics. A record becomes the fields of a `source` and is read against that kind's schema, so that its
//! dates, languages and words are asked for what a front matter is. Knows no other files and no styles.
//!
//! - `bibtex` reads BibTeX and BibLaTeX, record by record, so that a broken one hides no other.
//! - `yaml_records` maps the fields of Hayagriva to those of a source.
//! - `places` finds the bytes of a record's field, when a diagnostic is handed out.

mod bibtex;
mod places;
mod yaml_records;

use std::sync::Arc;

use super::config::Config;
use super::{Head, fault_diagnostic, head_of, named, nothing};
use crate::diag::{Diagnostic, Outcome, codes};
use crate::kind::decode::written;
use crate::model::{Entry, EntryId, Node};
use crate::text::place::{Place, Span};
use crate::text::{Source, SourceId};

pub use places::{key_places, pin_record, pin_records};

/// The folder of the entries: a YAML file elsewhere is no bibliography.
const CONTENT: &str = "content/";

/// The endings of bibliographies.
const ENDINGS: [&str; 3] = [".bib", ".yaml", ".yml"];

/// A record: its citation key, the bytes of that key, and its fields in the words of a source.
struct Record {
    key: String,
    at: Span,
    fields: Vec<(Arc<str>, Node)>,
    /// Whether the record itself cannot be read: then nothing is asked of its fields.
    broken: bool,
}

/// Whether a file is a bibliography, by its place and ending.
#[must_use]
pub fn is_bibliography(id: &SourceId) -> bool {
    let name = id.as_str().as_bytes();
    let ends = |ending: &str| name.len() > ending.len() && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes());
    id.as_str().starts_with(CONTENT) && ENDINGS.iter().any(|ending| ends(ending))
}

/// The file and the key of a record, if a source is one: `content/law.bib` and `zviazda` of
/// `content/law.bib#zviazda`.
#[must_use]
pub fn record_of(source: &SourceId) -> Option<(SourceId, &str)> {
    let (file, key) = source.as_str().rsplit_once('#')?;
    let file = SourceId::new(file);
    is_bibliography(&file).then_some((file, key))
}

/// Reads the records of a bibliography.
#[must_use]
pub fn read(source: &Source, config: &Config) -> Outcome<Vec<Entry>> {
    let mut found = Vec::new();
    if let Some(fault) = &source.fault {
        found.push(fault_diagnostic(source, fault));
        return Outcome { value: Vec::new(), diagnostics: found };
    }
    let is_bibtex = source.id.as_str().to_ascii_lowercase().ends_with(".bib");
    let records = if is_bibtex { bibtex::records(source, &mut found) } else { yaml_records::records(source, &mut found) };
    let entries = records.into_iter().filter_map(|record| entry(source, record, config, &mut found)).collect();
    Outcome { value: entries, diagnostics: found }
}

fn entry(file: &Source, record: Record, config: &Config, found: &mut Vec<Diagnostic>) -> Option<Entry> {
    if !is_key(&record.key) {
        let message = format!("no text can cite the key `{}`", written(&record.key));
        found.push(
            Diagnostic::new(&codes::BROKEN_BIBLIOGRAPHY, Place::bytes(&file.id, record.at), message)
                .hint("use letters, digits, `-`, `_`, `.` and `:`, and end with a letter or a digit"),
        );
        return None;
    }
    let id = SourceId::new(&format!("{}#{}", file.id, record.key));
    let kind = config.kinds.get("source")?.clone();
    let title = record.fields.iter().find(|(name, _)| &**name == "title").and_then(|(_, node)| text_of(node));
    let head = if record.broken {
        Head::unknown(Some(&Node::Text("source".into())), title)
    } else {
        let kind_field = (Arc::from("kind"), Node::Text(Arc::from("source")));
        let node = Node::Map(std::iter::once(kind_field).chain(record.fields).collect());
        head_of(&node, &kind, &id, title, config, found)
    };
    Some(named((EntryId::new(&record.key), config.main().clone()), id, head, nothing()))
}

/// Whether `[@key]` can cite it: as `parse::body::citation` reads names.
#[must_use]
pub fn is_key(key: &str) -> bool {
    let fits = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-'));
    fits && key.starts_with(|c: char| c.is_alphanumeric() || c == '_') && !key.ends_with([':', '.', '-'])
}

/// A plain value as text.
fn text_of(node: &Node) -> Option<Arc<str>> {
    match node {
        Node::Text(text) => Some(text.clone()),
        Node::Integer(number) => Some(number.to_string().into()),
        Node::Float(number) => Some(number.to_string().into()),
        Node::Bool(value) => Some(value.to_string().into()),
        Node::Null | Node::List(_) | Node::Map(_) => None,
    }
}

/// A text as the prose of a front matter that says just this: signs of Markdown stand for themselves.
fn as_prose(text: &str) -> Arc<str> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '~' | '@' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_named_by_file_and_key() {
        let id = SourceId::new("content/law/a.bib#zviazda:2021");
        assert_eq!(record_of(&id), Some((SourceId::new("content/law/a.bib"), "zviazda:2021")));
        assert_eq!(record_of(&SourceId::new("content/a#b.md")), None);
        assert!(is_bibliography(&SourceId::new("content/A.YML")) && !is_bibliography(&SourceId::new("dossier.yaml")));
        assert!(!is_bibliography(&SourceId::new("content/.md")) && !is_bibliography(&SourceId::new("themes/x/theme.yaml")));
    }

    #[test]
    fn keys_are_what_texts_can_cite() {
        assert!(is_key("afp-2021") && is_key("DBLP:x.y") && is_key("нехта_1"));
        assert!(!is_key("") && !is_key("a b") && !is_key("conf/x") && !is_key("a-") && !is_key("-a") && !is_key("a#b"));
    }
}
