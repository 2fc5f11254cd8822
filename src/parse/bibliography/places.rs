//! From a field of a record to its place in the bibliography. A record's diagnostics name the fields of a
//! source, as those of a front matter do; the file has other names for some of them.

use std::collections::BTreeMap;

use biblatex::RawBibliography;

use super::{bibtex, record_of};
use crate::diag::Diagnostic;
use crate::text::place::{At, FieldPath, Place, Span, Step};
use crate::text::{Snapshot, Source, SourceId};
use crate::yaml;

/// Fields of a source that Hayagriva has elsewhere, the most exact place first.
const ELSEWHERE: &[(&str, &[&[&str]])] = &[
    ("accessed", &[&["url", "date"]]),
    ("url", &[&["url", "value"], &["url"]]),
    ("container", &[&["parent", "title"], &["parent"]]),
    ("publisher", &[&["publisher", "name"], &["publisher"], &["organization"], &["parent", "publisher"]]),
    ("location", &[&["location"], &["publisher", "location"], &["parent", "location"]]),
    ("pages", &[&["page-range"]]),
    ("doi", &[&["serial-number", "doi"]]),
    ("isbn", &[&["serial-number", "isbn"]]),
    ("volume", &[&["volume"], &["parent", "volume"]]),
    ("issue", &[&["issue"], &["parent", "issue"]]),
    ("date", &[&["date"], &["parent", "date"]]),
];

/// Turns the places of records (`content/law.bib#zviazda`) into places of their files.
pub fn pin_records(diagnostics: &mut [Diagnostic], snapshot: &Snapshot) {
    let mut known: BTreeMap<SourceId, Fields> = BTreeMap::new();
    for diagnostic in diagnostics {
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.place);
        for place in std::iter::once(&mut diagnostic.place).chain(labels) {
            let Some((file, key)) = record_of(&place.source) else { continue };
            let Some(source) = snapshot.sources.get(&file) else { continue };
            let pinned = if file.as_str().to_ascii_lowercase().ends_with(".bib") {
                let fields = known.entry(file.clone()).or_insert_with(|| fields(source));
                in_bibtex(fields, source, key, &place.at)
            } else {
                in_yaml(source, key, &place.at)
            };
            *place = pinned;
        }
    }
}

/// The place of a record (`content/law.bib#zviazda`) as a place of its file.
#[must_use]
pub fn pin_record(place: &Place, snapshot: &Snapshot) -> Option<Place> {
    let (file, key) = record_of(&place.source)?;
    let source = snapshot.sources.get(&file)?;
    let is_bibtex = file.as_str().to_ascii_lowercase().ends_with(".bib");
    Some(if is_bibtex { in_bibtex(&fields(source), source, key, &place.at) } else { in_yaml(source, key, &place.at) })
}

/// Every place in a bibliography that names one of its records by the key, as it is written: the record's own, and in
/// BibTeX those of records that lean on it.
#[must_use]
pub fn key_places(source: &Source, key: &str) -> Vec<Span> {
    if !source.id.as_str().to_ascii_lowercase().ends_with(".bib") {
        let quoted = yaml::locate_key(&source.text, &FieldPath::key(key));
        return quoted
            .and_then(|at| source.text[at.clone()].find(key).map(|n| at.start + n..at.start + n + key.len()))
            .into_iter()
            .collect();
    }
    let mut all = Vec::new();
    for ((record, field), span) in fields(source) {
        if field.is_empty() && record == key {
            all.push(span);
        } else if LEANING.contains(&&*field) {
            let is_apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '{' | '}' | '"' | ','));
            let value = &source.text[span.clone()];
            let whole = value
                .match_indices(key)
                .filter(|(at, _)| is_apart(value[..*at].chars().next_back()) && is_apart(value[at + key.len()..].chars().next()));
            all.extend(whole.map(|(at, _)| span.start + at..span.start + at + key.len()));
        }
    }
    all.sort_by_key(|span| span.start);
    all
}

/// Fields of BibTeX that name other records by their keys.
const LEANING: &[&str] = &["crossref", "xref", "xdata", "related", "entryset"];

/// Where the keys of a file and the values of its fields stand; a record's own place has no field's name.
type Fields = BTreeMap<(String, String), Span>;

fn fields(source: &Source) -> Fields {
    let text = bibtex::sound(source, &mut Vec::new(), &mut Vec::new());
    let mut all = Fields::new();
    for entry in RawBibliography::parse(&text).map_or_else(|_| Vec::new(), |raw| raw.entries) {
        let key = entry.v.key.v;
        all.insert((key.to_owned(), String::new()), entry.v.key.span.clone());
        for field in &entry.v.fields {
            all.insert((key.to_owned(), field.key.v.to_ascii_lowercase()), field.value.span.clone());
        }
    }
    all
}

fn in_bibtex(fields: &Fields, source: &Source, key: &str, at: &At) -> Place {
    let span = |field: &str| fields.get(&(key.to_owned(), field.to_owned())).cloned();
    let value = match at {
        At::Value(path) | At::Key(path) => first_key(path).and_then(|name| {
            let from = bibtex::FIELDS.iter().find(|(field, _)| *field == name).map_or(&[][..], |(_, from)| from);
            from.iter().find_map(|from| span(from))
        }),
        At::Bytes(start, end) => Some(*start..*end),
        At::File => None,
    };
    value.or_else(|| span("")).map_or_else(|| Place::file(&source.id), |at| Place::bytes(&source.id, at))
}

fn in_yaml(source: &Source, key: &str, at: &At) -> Place {
    let record = FieldPath::key(key);
    let (path, is_key) = match at {
        At::File => return Place::key(&source.id, record),
        At::Bytes(start, end) => return Place::bytes(&source.id, *start..*end),
        At::Value(path) => (path, false),
        At::Key(path) => (path, true),
    };
    let Some(name) = first_key(path) else { return Place::key(&source.id, record) };
    let elsewhere = ELSEWHERE.iter().find(|(field, _)| *field == name).map_or(&[][..], |(_, places)| places);
    for steps in elsewhere {
        let there = steps.iter().fold(record.clone(), |path, step| path.then(step));
        if yaml::locate_key(&source.text, &there).is_some() {
            return Place::value(&source.id, there);
        }
    }
    let whole = FieldPath(record.0.iter().chain(&path.0).cloned().collect());
    if yaml::locate_key(&source.text, &record.then(name)).is_none() {
        return Place::key(&source.id, record);
    }
    if is_key { Place::key(&source.id, whole) } else { Place::value(&source.id, whole) }
}

fn first_key(path: &FieldPath) -> Option<&str> {
    match path.0.first() {
        Some(Step::Key(name)) => Some(name),
        _ => None,
    }
}
