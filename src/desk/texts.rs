//! What is written: statements without citation, and names of entries that are mentioned and not linked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::{Look, MOST, Section, find};
use crate::build::par_map;
use crate::evidence::coverage::bare;
use crate::link::autolinks::{Autolinks, autolinks};
use crate::link::{Found, Resolution};
use crate::model::body::Piece;
use crate::model::{Entry, Lang};
use crate::render::body::autolinks::is_whole;
use crate::text::place::Place;

/// The shortest name that is looked for, in characters: shorter ones are words like any other.
const SHORTEST: usize = 4;

/// What texts say of other entries.
pub(super) struct Names {
    /// Names that are mentioned and not linked.
    pub unlinked: Section,
    /// Entries whose names link by themselves somewhere.
    pub spoken: BTreeSet<Arc<str>>,
}

/// What one text holds.
#[derive(Default)]
struct Read {
    bare: usize,
    sentences: Vec<String>,
    /// Entries by folded id that are named and not linked, each with the name.
    unlinked: Vec<(Arc<str>, String)>,
    spoken: BTreeSet<Arc<str>>,
}

/// Looks through all texts once.
pub(super) fn sections(look: &Look<'_>) -> (Section, Names) {
    let entries: Vec<&Arc<Entry>> = look.dossier.entries.values().collect();
    let names = names(look);
    let read = par_map(&entries, |entry| read(look, entry, names.as_ref()));
    let mut by_file: Vec<(&Arc<Entry>, Read)> = entries.into_iter().zip(read).collect();
    by_file.sort_by(|(a, _), (b, _)| a.source.cmp(&b.source));
    let spoken = by_file.iter().flat_map(|(_, read)| read.spoken.iter().cloned()).collect();
    (statements(look, &by_file), Names { unlinked: unlinked(look, &by_file), spoken })
}

fn read(look: &Look<'_>, entry: &Entry, names: Option<&Autolinks>) -> Read {
    let (count, sentences) = bare(&entry.body, MOST);
    let mut read = Read { bare: count, sentences, ..Read::default() };
    if let Some(names) = names {
        mentions(look, entry, names, &mut read);
    }
    read
}

/// The statements that rest on nothing that is named.
fn statements(look: &Look<'_>, all: &[(&Arc<Entry>, Read)]) -> Section {
    let total = all.iter().map(|(_, read)| read.bare).sum();
    let mut rows = Vec::new();
    for (entry, read) in all {
        let Some(source) = look.snapshot.sources.get(&entry.source) else { continue };
        let mut from = 0;
        for sentence in read.sentences.iter().take(MOST - rows.len()) {
            let words = plain(sentence);
            let place = find::sentence(source, &mut from, &words);
            rows.push(look.row(&entry.summary, &place, words, "cite what it rests on, `[@source]`, or link to the entry that does"));
        }
        if rows.len() == MOST {
            break;
        }
    }
    let doc = "Sentences of running text with neither a citation nor a link to another entry. Not every sentence needs one; each that says what happened does.";
    Section { name: "statements", title: "Statements without citation", doc, total, rows }
}

/// Names that could be links.
fn unlinked(look: &Look<'_>, all: &[(&Arc<Entry>, Read)]) -> Section {
    let total = all.iter().map(|(_, read)| read.unlinked.len()).sum();
    let flat = all.iter().flat_map(|(entry, read)| read.unlinked.iter().map(move |one| (entry, one)));
    let row = |(entry, (id, name)): (&&Arc<Entry>, &(Arc<str>, String))| {
        let name = plain(name);
        let place = look.snapshot.sources.get(&entry.source).map_or_else(|| Place::file(&entry.source), |source| find::name(source, &name));
        let to = look.dossier.shown(id, &entry.summary.lang).map_or_else(|| id.to_string(), |to| to.summary.id.to_string());
        let kind = look.dossier.shown(id, &entry.summary.lang).map_or("", |to| to.summary.kind.as_str());
        look.row(&entry.summary, &place, format!("speaks of “{name}”, which is a {kind}"), &format!("link to it: `[[{to}|{name}]]`"))
    };
    let doc = "A text says the title or an alias of an entry and links to it nowhere. Names of actors and terms link by themselves; these do not.";
    Section { name: "mentions", title: "Names that are not linked", doc, total, rows: flat.take(MOST).map(row).collect() }
}

/// The names of all entries, in one automaton. A name that several entries have is left out.
fn names(look: &Look<'_>) -> Option<Autolinks> {
    let mut all: BTreeMap<Arc<str>, Option<Arc<str>>> = BTreeMap::new();
    for (key, entry) in &look.dossier.entries {
        let common = &entry.summary.common;
        let own = std::iter::once(&common.title).chain(&common.short_title).chain(&common.aliases).cloned();
        for name in own.chain(entry.summary.details.names()).filter(|name| name.chars().count() >= SHORTEST) {
            let owner = all.entry(name).or_insert_with(|| Some(key.id.clone()));
            if owner.as_ref().is_some_and(|owner| *owner != key.id) {
                *owner = None;
            }
        }
    }
    let one: Vec<(Arc<str>, Arc<str>)> = all.into_iter().filter_map(|(name, id)| Some((name, id?))).collect();
    autolinks(&one)
}

/// What a text mentions.
fn mentions(look: &Look<'_>, entry: &Entry, names: &Autolinks, read: &mut Read) {
    let html = &entry.body.html;
    let mut linked: Option<BTreeSet<Arc<str>>> = None;
    let mut seen: BTreeSet<Arc<str>> = BTreeSet::new();
    for piece in &entry.body.pieces {
        let Piece::Text(bytes) = piece else { continue };
        let text = &html[bytes.start as usize..bytes.end as usize];
        let mut from = 0;
        while let Some((id, found)) = names.find(text, from) {
            if !is_whole(text, found.start, found.end) {
                from = found.start + 1;
                continue;
            }
            from = found.end;
            if *id == entry.summary.folded || seen.contains(id) || !is_a_name(text, &found) {
                continue;
            }
            seen.insert(id.clone());
            if links_itself(look, entry, id) {
                read.spoken.insert(id.clone());
            } else if !linked.get_or_insert_with(|| leads_to(look, entry)).contains(id) {
                read.unlinked.push((id.clone(), text[found].to_owned()));
            }
        }
    }
}

/// Whether words are a name where they stand. One word alone is, if its capital letter is not that of a sentence.
fn is_a_name(text: &str, found: &Range<usize>) -> bool {
    let words = &text[found.clone()];
    let before = text[..found.start].trim_end().chars().next_back();
    let begins = before.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…'));
    words.contains([' ', '-']) || words.starts_with(|c: char| !c.is_lowercase()) && !begins
}

/// Whether the name of an entry becomes a link by itself in this text.
fn links_itself(look: &Look<'_>, entry: &Entry, id: &str) -> bool {
    let lang: &Lang = &entry.summary.lang;
    let is_kind = look.dossier.shown(id, lang).is_some_and(|to| to.summary.details.is_autolinked());
    is_kind && look.dossier.config.markdown.autolink && entry.summary.common.autolink
}

/// The entries an entry leads to, by its text or its front matter.
fn leads_to(look: &Look<'_>, entry: &Entry) -> BTreeSet<Arc<str>> {
    let in_text = entry.body.targets.iter().filter_map(|target| match look.dossier.resolve(entry, target) {
        Resolution::Entry(to, _) => Some(to.summary.folded.clone()),
        _ => None,
    });
    let in_head = entry.summary.references.iter().filter_map(|(_, name)| match look.dossier.graph.names.find(&name.0) {
        Found::One(id) => Some(id),
        _ => None,
    });
    in_text.chain(in_head).collect()
}

/// Escaped text as it is read.
fn plain(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
