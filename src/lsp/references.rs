//! Everything that names an entry: links, citations, relations, the settings; each with its exact bytes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::definition::{Goal, place_of};
use super::now::Now;
use super::under::{What, under};
use crate::check::prose::texts;
use crate::link::{Found, Miss, Resolution};
use crate::model::{Entry, Key, Target};
use crate::parse::bibliography::pin_record;
use crate::parse::body::inline;
use crate::parse::config::SETTINGS;
use crate::text::place::{At, FieldPath, Place};
use crate::text::{Source, SourceId};
use crate::yaml;

/// The folded id of the entry that is meant at a byte of a file: the one that something there leads to, or the file's own.
#[must_use]
pub fn meant(now: Now<'_>, source: &Source, offset: usize) -> Option<Arc<str>> {
    match under(now, source, offset)?.what {
        What::Entry(entry, _) => Some(entry.summary.folded.clone()),
        What::Itself(_) => Some(now.entry(source)?.summary.folded.clone()),
        What::Here(_) | What::File(_) | What::Field(_) | What::Kind(_) | What::Word(..) => None,
    }
}

/// Where an entry is named, in the order of the files; with where it is written, if that is asked for. The dossier must
/// be the one of the newest texts.
#[must_use]
pub fn references(now: Now<'_>, id: &str, with_itself: bool) -> Vec<Goal> {
    let mut found: BTreeSet<(SourceId, usize, usize)> = BTreeSet::new();
    let mut add = |place: Place| {
        let Some(source) = now.snapshot.sources.get(&place.source) else { return };
        let place = yaml::pin(&place, source);
        if let At::Bytes(start, end) = place.at {
            found.insert((place.source, start, end));
        }
    };
    for entry in naming(now, id) {
        links(now, entry, id).into_iter().for_each(&mut add);
        relations(now, entry, id).into_iter().for_each(&mut add);
    }
    for entry in now.dossier.entries.values() {
        prose(now, entry, id).into_iter().for_each(&mut add);
    }
    settings(now, id).into_iter().for_each(&mut add);
    if with_itself {
        for (_, entry) in now.dossier.entries.iter().filter(|(key, _)| *key.id == *id) {
            if let Some((file, span)) = place_of(now, &entry.source) {
                found.insert((file, span.start, span.end));
            }
        }
    }
    found.into_iter().map(|(source, start, end)| (source, start..end)).collect()
}

/// The entries that point to it, and its own texts, which may link to themselves.
fn naming<'a>(now: Now<'a>, id: &'a str) -> Vec<&'a Arc<Entry>> {
    let incoming = now.dossier.graph.incoming.get(id).map_or(&[][..], |edges| edges);
    let mut keys: BTreeSet<&Key> = incoming.iter().map(|edge| &edge.from).collect();
    keys.extend(now.dossier.entries.keys().filter(|key| *key.id == *id));
    keys.into_iter().filter_map(|key| now.dossier.entry(key)).collect()
}

fn links(now: Now<'_>, entry: &Entry, id: &str) -> Vec<Place> {
    let target = |number: u32| entry.body.targets.get(number as usize);
    let links = entry.links.iter().filter(|link| target(link.target).is_some_and(|target| leads_to(now, entry, target, id)));
    links.map(|link| Place::bytes(&entry.source, link.span.clone())).collect()
}

/// Whether a link of an entry leads to the one with this id, be the heading there or not.
fn leads_to(now: Now<'_>, entry: &Entry, target: &Target, id: &str) -> bool {
    if target.name.is_empty() {
        return false;
    }
    match now.dossier.resolve(entry, target) {
        Resolution::Entry(to, _) => *to.summary.folded == *id,
        Resolution::Miss(Miss::NoHeading(key)) => *key.id == *id,
        _ => false,
    }
}

fn relations(now: Now<'_>, entry: &Entry, id: &str) -> Vec<Place> {
    let is_meant = |name: &str| matches!(now.dossier.graph.names.find(name), Found::One(found) if *found == *id);
    let named = entry.summary.references.iter().filter(|(_, reference)| is_meant(&reference.0));
    let places = named.map(|(path, _)| Place::value(&entry.source, path.clone()));
    places.map(|place| pin_record(&place, now.snapshot).unwrap_or(place)).collect()
}

/// Links in texts of the front matter: the name where it stands in the value, else the value.
fn prose(now: Now<'_>, entry: &Entry, id: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (path, text) in texts(now.dossier, &entry.summary) {
        let parsed = inline(text, &entry.source, &now.dossier.config.markdown, &entry.summary.lang);
        let names = parsed.targets.iter().filter(|target| leads_to(now, entry, target, id)).map(|target| &target.name);
        let names: BTreeSet<&str> = names.map(|name| &**name).collect();
        if names.is_empty() {
            continue;
        }
        let place = Place::value(&entry.source, path);
        let place = pin_record(&place, now.snapshot).unwrap_or(place);
        let Some(source) = now.snapshot.sources.get(&place.source) else { continue };
        let place = yaml::pin(&place, source);
        let At::Bytes(start, end) = place.at else { continue };
        let raw = source.text.get(start..end).unwrap_or("");
        let found = names.iter().flat_map(|name| raw.match_indices(name).map(|(at, name)| start + at..start + at + name.len()));
        let found: Vec<Place> = found.map(|span| Place::bytes(&place.source, span)).collect();
        places.extend(if found.is_empty() { vec![place] } else { found });
    }
    places
}

/// The home page and the menu.
fn settings(now: Now<'_>, id: &str) -> Vec<Place> {
    let config = &now.dossier.config;
    let is_meant = |name: &str| matches!(now.dossier.graph.names.find(name), Found::One(found) if *found == *id);
    let home = config.home.iter().filter(|name| is_meant(name)).map(|_| FieldPath::key("home"));
    let kinds = |name: &str| config.kinds.iter().any(|kind| kind.plural == *name || kind.name.as_str() == name);
    let menu = config.menu.iter().enumerate().filter(|(_, name)| is_meant(name) && !kinds(name));
    let menu = menu.map(|(n, _)| FieldPath::key("menu").item(n));
    home.chain(menu).map(|path| Place::value(&SourceId::new(SETTINGS), path)).collect()
}
