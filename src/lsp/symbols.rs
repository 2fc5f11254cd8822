//! What there is to jump to: the headings of a text, the entries of the dossier.

use std::sync::Arc;

use super::now::Now;
use crate::model::{Entry, fold};
use crate::text::Source;
use crate::text::place::Span;

/// How many entries are told at once.
const MOST: usize = 200;

/// A heading with all that stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its words.
    pub name: String,
    /// What it is, where that is not plain: the kind of the entry.
    pub detail: Option<String>,
    /// Its own bytes.
    pub span: Span,
    /// The bytes of it and all below it.
    pub whole: Span,
    /// The headings below it.
    pub children: Vec<Symbol>,
}

/// The entry of a file with its headings, those of a lower level within those of a higher.
#[must_use]
pub fn of_text(now: Now<'_>, source: &Source) -> Vec<Symbol> {
    let Some(entry) = now.entry(source) else { return Vec::new() };
    let end = source.text.trim_end().len();
    let headings: Vec<(u8, &str, Span)> = entry
        .body
        .headings
        .iter()
        .zip(&entry.headings)
        .filter(|(heading, _)| !heading.is_nested)
        .map(|(heading, span)| (heading.level, &*heading.text, span.start..span.start + source.text[span.clone()].trim_end().len()))
        .collect();
    let children = nest(&headings, end);
    let first = source.text.find(['\n', '\r']).unwrap_or(source.text.len());
    vec![Symbol {
        name: entry.summary.common.title.to_string(),
        detail: Some(entry.summary.kind.to_string()),
        span: 0..first,
        whole: 0..end.max(first),
        children,
    }]
}

fn nest(headings: &[(u8, &str, Span)], end: usize) -> Vec<Symbol> {
    let mut all = Vec::new();
    let mut rest = headings;
    while let Some(((level, name, span), below)) = rest.split_first() {
        let count = below.iter().take_while(|(other, ..)| other > level).count();
        let end = below.get(count).map_or(end, |(_, _, next)| next.start).max(span.end);
        let name = if name.is_empty() { "#".to_owned() } else { (*name).to_owned() };
        all.push(Symbol { name, detail: None, span: span.clone(), whole: span.start..end, children: nest(&below[..count], end) });
        rest = &below[count..];
    }
    all
}

/// The entries whose names hold all the words of a query, the best first: a name that begins with it before one that
/// only holds it.
#[must_use]
pub fn of_dossier<'a>(now: Now<'a>, query: &str) -> Vec<&'a Arc<Entry>> {
    let query = fold(query);
    let words: Vec<&str> = query.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(usize, &Arc<Entry>)> = Vec::new();
    for entry in now.dossier.entries.values() {
        let names = names(entry);
        if words.iter().all(|word| names.iter().any(|name| name.contains(word))) {
            let rank = if names.contains(&query) {
                0
            } else if names.iter().any(|name| name.starts_with(&query)) {
                1
            } else {
                2
            };
            found.push((rank, entry));
        }
    }
    found.sort_by_key(|(rank, entry)| (*rank, entry.summary.folded.clone(), entry.summary.lang.clone()));
    found.into_iter().take(MOST).map(|(_, entry)| entry).collect()
}

/// What an entry goes by, in the form in which names are compared.
#[must_use]
pub fn names(entry: &Entry) -> Vec<String> {
    let common = &entry.summary.common;
    let more = entry.summary.details.names();
    let names = std::iter::once(&common.title).chain(&common.short_title).chain(&common.aliases).chain(&more).map(|name| fold(name));
    std::iter::once(entry.summary.folded.to_string()).chain(names).collect()
}
