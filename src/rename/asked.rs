//! Whether the ids that were typed can be, and whether the dossier is in a state in which an entry can be renamed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::way::Way;
use super::{CANNOT_RENAME, Refusal, split_name};
use crate::diag::{Diagnostic, did_you_mean};
use crate::kind::decode::written;
use crate::link::route::{own_address, reserved_name};
use crate::link::{Dossier, Found};
use crate::model::{Entry, TargetKind, fold, folded, is_id, slug};
use crate::parse::bibliography::{is_bibliography, is_key, record_of};
use crate::text::place::Place;
use crate::text::{Snapshot, SourceId};

fn asked<T>(message: String) -> Result<T, Refusal> {
    Err(Refusal::Asked(message))
}

/// The folded id of the entry that is meant.
pub(super) fn old_id(dossier: &Dossier, old: &str) -> Result<Arc<str>, Refusal> {
    let shown = written(old);
    match dossier.graph.names.find(old) {
        Found::One(id) if *id == *fold(old) => Ok(id),
        Found::One(id) => asked(format!("no entry has the id `{shown}`; it is a name of `{id}`, and an entry is renamed by its id")),
        _ => {
            let ids = dossier.entries.values().map(|entry| entry.summary.id.as_str());
            let hint = did_you_mean(old, ids.chain(dossier.hidden.values().map(|summary| summary.id.as_str())));
            asked(format!("no entry has the id `{shown}`{}", hint.map_or_else(String::new, |hint| format!("; {hint}"))))
        }
    }
}

/// Whether the entry can have the new id.
pub(super) fn new_id(dossier: &Dossier, snapshot: &Snapshot, own: &[&Entry], new: &str) -> Result<(), Refusal> {
    let shown = written(new);
    let is_record = own.iter().any(|entry| record_of(&entry.source).is_some());
    let is_source = own.iter().any(|entry| entry.summary.kind.as_str() == "source");
    let has_file = own.iter().any(|entry| record_of(&entry.source).is_none());
    if (has_file || !is_record) && !is_id(new) {
        return asked(format!("`{shown}` is no id: use lower-case letters, digits, `-` and `_`, at most 120 bytes"));
    }
    if (is_record || is_source) && !is_key(new) {
        return asked(format!(
            "no text can cite a source as `{shown}`: use letters, digits, `-`, `_`, `.` and `:`, and end with a letter or a digit"
        ));
    }
    if let Some(why) = reserved_name(&slug(new)) {
        return asked(format!("`{shown}` can be no id: {why}"));
    }
    if own.iter().all(|entry| entry.summary.id.as_str() == new) {
        return asked(format!("the entry is called `{shown}` already"));
    }
    let old = own.first().map_or("", |entry| &*entry.summary.folded);
    match dossier.graph.names.find(new) {
        Found::One(id) if *id == *old => {}
        Found::One(id) if *id == *fold(new) => return asked(format!("an entry has the id `{shown}` already{}", where_is(dossier, &id))),
        Found::One(id) => return asked(format!("the entry `{id}` goes by the name `{shown}`{}", where_is(dossier, &id))),
        Found::Several(ids) => return asked(format!("{} entries go by the name `{shown}`: {}", ids.len(), ids.join(", "))),
        Found::None => {}
    }
    let menu = &dossier.config.menu;
    let is_taken = dossier.config.kinds.iter().any(|kind| *kind.plural == *new || kind.name.as_str() == new);
    let in_menu = menu.iter().any(|name| matches!(dossier.graph.names.find(name), Found::One(id) if *id == *old));
    if in_menu && (is_taken || crate::link::SPECIAL.contains(&new)) {
        return asked(format!("`menu:` in `dossier.yaml` names this entry, and there `{shown}` is something else; choose another id"));
    }
    address_is_free(dossier, own, new)?;
    files_are_free(dossier, snapshot, own, new)
}

fn where_is(dossier: &Dossier, id: &str) -> String {
    let lang = dossier.config.main();
    let source = dossier.shown(id, lang).map(|entry| format!(", in `{}`", entry.source));
    source.unwrap_or_else(|| if dossier.hidden_summary(id, lang).is_some() { ", a draft".to_owned() } else { String::new() })
}

/// No other entry may have the new address, nor have had it.
fn address_is_free(dossier: &Dossier, own: &[&Entry], new: &str) -> Result<(), Refusal> {
    let Some(first) = own.first() else { return Ok(()) };
    let address = own_address(&first.summary, new, &dossier.config);
    let summaries = dossier.entries.values().map(|entry| &entry.summary).chain(dossier.hidden.values());
    for other in summaries.filter(|other| other.folded != first.summary.folded && other.lang == *dossier.config.main()) {
        if own_address(other, other.id.as_str(), &dossier.config) == address {
            return asked(format!("the page would have the address `{address}`, which `{}` has", other.id));
        }
    }
    match dossier.graph.routes.redirects.get(&address) {
        Some(id) if *id != first.summary.folded => {
            asked(format!("the address `{address}` leads to `{id}`, which had it before; take it out of its `redirect_from:` first"))
        }
        _ => Ok(()),
    }
}

/// No other file may have the name, on any system.
fn files_are_free(dossier: &Dossier, snapshot: &Snapshot, own: &[&Entry], new: &str) -> Result<(), Refusal> {
    let own: BTreeSet<&SourceId> = own.iter().map(|entry| &entry.source).collect();
    let moved: BTreeSet<String> = own
        .iter()
        .filter(|source| record_of(source).is_none())
        .map(|source| fold(&format!("{}/{new}{}", source.folder(), split_name(dossier, source).1)))
        .collect();
    let others = snapshot.sources.keys().chain(snapshot.assets.keys()).filter(|id| !own.contains(id));
    match others.into_iter().find(|id| moved.contains(&*folded(id.as_str()))) {
        Some(taken) => asked(format!("there is a file `{taken}` already")),
        None => Ok(()),
    }
}

/// Refuses where it cannot be known what speaks of the entry, or what would come to speak of it.
pub(super) fn refuse_unsure(way: &Way<'_>, snapshot: &Snapshot, all: &[Arc<Entry>]) -> Result<(), Refusal> {
    let mut found = Vec::new();
    let say = |place: Place, message: String, hint: &str| Diagnostic::new(&CANNOT_RENAME, place, message).hint(hint);
    let mend = "mend its mistakes, which `dossier check` shows, and rename again";
    if way.dossier.has_doubles() {
        let place = Place::file(&SourceId::new(crate::parse::config::SETTINGS));
        found.push(say(place, "two files have one id, so it is not known what links to which".to_owned(), mend));
    }
    let speaks = |id: &SourceId| snapshot.sources.get(id).is_some_and(|source| fold(&source.text).contains(&**way.old));
    let broken: BTreeSet<SourceId> = all
        .iter()
        .filter(|entry| entry.summary.broken)
        .map(|entry| record_of(&entry.source).map_or_else(|| entry.source.clone(), |(file, _)| file))
        .collect();
    for id in broken.iter().filter(|id| speaks(id)) {
        found.push(say(Place::file(id), format!("the file has mistakes, and may speak of `{}`", way.old_id()), mend));
    }
    let holds_entries =
        |id: &SourceId| id.as_str().starts_with(crate::link::CONTENT) && (id.as_str().ends_with(".md") || is_bibliography(id));
    for source in snapshot.sources.values().filter(|source| source.fault.is_some() && holds_entries(&source.id)) {
        found.push(say(Place::file(&source.id), format!("the file cannot be read, and may speak of `{}`", way.old_id()), mend));
    }
    found.extend(all.iter().flat_map(|entry| would_mean_it(way, entry)));
    if found.is_empty() { Ok(()) } else { Err(Refusal::Found(super::pinned(found, snapshot))) }
}

/// Words that name nothing so far and would name the entry: `@name` in running text, a publisher who has no entry.
fn would_mean_it(way: &Way<'_>, entry: &Entry) -> Vec<Diagnostic> {
    let wanted = fold(way.new);
    let is_new = |name: &str| *folded(name) == *wanted && way.dossier.graph.names.find(name) == Found::None;
    let say = |place: Place| {
        let message = format!("`{}` stands here as a plain name and would become a reference to the entry", written(way.new));
        Diagnostic::new(&CANNOT_RENAME, place, message).hint("choose another id, or change these words first")
    };
    let mut found = Vec::new();
    for link in &entry.links {
        let target = entry.body.targets.get(link.target as usize);
        if target.is_some_and(|target| target.kind == TargetKind::Cite && target.optional && is_new(&target.name)) {
            found.push(say(Place::bytes(&entry.source, link.span.clone())));
        }
    }
    let references = &way.dossier.as_written(entry).references;
    found.extend(references.iter().filter(|(_, name)| is_new(&name.0)).map(|(path, _)| say(Place::value(&entry.source, path.clone()))));
    found
}
