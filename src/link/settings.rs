//! What `dossier.yaml` names must be there: entries, kinds, pages, tags.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Dossier, Found, SPECIAL, moved};
use crate::diag::{Diagnostic, codes, did_you_mean};
use crate::kind::decode::written;
use crate::model::{fold, slug};
use crate::parse::config::SETTINGS;
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// What `dossier.yaml` names must be there.
pub fn settings(dossier: &Dossier) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let source = SourceId::new(SETTINGS);
    let config = &dossier.config;
    let entries = [("home", &config.home), ("contact_page", &config.contact_page), ("safety_page", &config.safety_page)];
    for (field, id) in entries.into_iter().filter_map(|(field, id)| Some((field, id.as_ref()?))) {
        if matches!(dossier.graph.names.find(id), Found::One(found) if *found == *fold(id)) {
            continue;
        }
        let hint = did_you_mean(id, dossier.entries.values().map(|entry| entry.summary.id.as_str()));
        let place = Place::value(&source, FieldPath::key(field));
        found.push(Diagnostic::new(&codes::BROKEN_LINK, place, format!("no entry has the id `{}`", written(id))).maybe_hint(hint));
    }
    let lists = [("menu", &config.menu), ("foot", &config.foot)];
    for (field, n, name) in lists.into_iter().flat_map(|(field, names)| names.iter().enumerate().map(move |(n, name)| (field, n, name))) {
        let is_kind = dossier.config.kinds.iter().any(|kind| kind.plural == **name || kind.name.as_str() == &**name);
        if !is_kind && !SPECIAL.contains(&&**name) && dossier.graph.names.find(name) == Found::None {
            let place = Place::value(&source, FieldPath::key(field).item(n));
            let plurals = dossier.config.kinds.iter().map(|kind| &*kind.plural);
            let hint = did_you_mean(name, plurals.chain(SPECIAL.iter().copied()));
            found.push(
                Diagnostic::new(&codes::BROKEN_LINK, place, format!("no kind, page or entry is called `{}`", written(name)))
                    .maybe_hint(hint),
            );
        }
    }
    found.extend(moved::missing(dossier));
    found.extend(thread_tags(dossier));
    found
}

/// Tags that a thread of the timeline names and no entry has.
fn thread_tags(dossier: &Dossier) -> Vec<Diagnostic> {
    let threads = dossier.config.threads.iter().enumerate();
    if dossier.config.threads.is_empty() {
        return Vec::new();
    }
    let entries = dossier.entries.values().map(|entry| &entry.summary).chain(dossier.hidden.values());
    let known: BTreeMap<String, &Arc<str>> = entries.flat_map(|summary| &summary.common.tags).map(|tag| (slug(tag), tag)).collect();
    let tags = threads.flat_map(|(n, thread)| thread.tags.iter().enumerate().map(move |(m, tag)| (n, m, tag)));
    let unknown = tags.filter(|(.., tag)| !known.contains_key(&slug(tag)));
    let report = |(n, m, tag): (usize, usize, &Arc<str>)| {
        let place = Place::value(&SourceId::new(SETTINGS), FieldPath::key("timeline").then("threads").item(n).then("tags").item(m));
        let hint = did_you_mean(tag, known.values().map(|tag| &***tag));
        Diagnostic::new(&codes::UNKNOWN_WORD, place, format!("no entry has the tag `{}`", written(tag))).maybe_hint(hint)
    };
    unknown.map(report).collect()
}
