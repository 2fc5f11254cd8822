//! Entries as a whole: drafts, claims that nobody has answered, entries that nothing links to.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Look, Section, section};
use crate::evidence::ledger::{Reply, account};
use crate::link::Found;
use crate::model::{Entry, Stance, Summary};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// Drafts, shown or not.
pub(super) fn drafts(look: &Look<'_>) -> Section {
    let shown = look.dossier.entries.values().map(|entry| (&entry.source, &*entry.summary));
    let hidden = look.dossier.hidden_files();
    let hidden = hidden.into_iter().filter_map(|(source, key)| Some((source, &**look.dossier.hidden.get(key)?)));
    let mut all: Vec<(&SourceId, &Summary)> = shown.chain(hidden).filter(|(_, summary)| summary.common.draft).collect();
    all.sort_by_key(|(source, _)| *source);
    let doc = "Entries with `draft: true`. They are no part of the site, and links to them are plain words.";
    section(("drafts", "Drafts", doc), all, |(source, summary)| {
        let place = Place::key(source, FieldPath::key("draft"));
        look.row(summary, &place, format!("a draft of the kind {}", summary.kind), "finish it and take `draft:` out, or remove the file")
    })
}

/// Claims to which nobody has said anything.
pub(super) fn unanswered(look: &Look<'_>) -> Section {
    let main = look.dossier.config.main();
    let claims = look.dossier.of_kind("claim", main);
    let all: Vec<(&Arc<Entry>, Vec<String>)> = claims.filter_map(|entry| silent(look, entry).map(|asked| (entry, asked))).collect();
    let doc = "Nobody has confirmed, denied or declined to comment. Ask, and record under `responses:` who said what, or stayed silent since when.";
    section(("unanswered", "Claims nobody has answered", doc), all, |(entry, asked)| {
        let what = if asked.is_empty() { "no answer is recorded".to_owned() } else { format!("asked, and silent: {}", asked.join("; ")) };
        let field = if asked.is_empty() { "history" } else { "responses" };
        look.row(
            &entry.summary,
            &Place::key(&entry.source, FieldPath::key(field)),
            what,
            "look for an answer; a silence that lasts is an answer to be dated",
        )
    })
}

/// Who was asked and is silent; nothing if somebody has said something.
fn silent(look: &Look<'_>, entry: &Entry) -> Option<Vec<String>> {
    let main = look.dossier.config.main();
    let account = account(look.dossier, entry, main)?;
    if account.answers.iter().any(|answer| answer.reply != Reply::Stance(Stance::Silent)) {
        return None;
    }
    let name = |answer: &crate::evidence::ledger::Answer<'_>| {
        let who = match look.dossier.graph.names.find(&answer.by.0) {
            Found::One(id) => look.dossier.shown(&id, main).map(|entry| entry.summary.short_title().to_string()),
            _ => None,
        };
        let who = who.unwrap_or_else(|| answer.by.0.to_string());
        answer.date.map_or_else(|| who.clone(), |date| format!("{who}, since {date}"))
    };
    Some(account.answers.iter().map(name).collect())
}

/// Entries that nothing links to: no text, no field, no menu. `spoken` are those whose names link by themselves somewhere.
pub(super) fn orphans(look: &Look<'_>, spoken: &BTreeSet<Arc<str>>) -> Section {
    let config = &look.dossier.config;
    let named: BTreeSet<Arc<str>> = config
        .home
        .iter()
        .chain(&config.menu)
        .filter_map(|name| if let Found::One(id) = look.dossier.graph.names.find(name) { Some(id) } else { None })
        .collect();
    let is_linked = |entry: &Entry| {
        let id = &entry.summary.folded;
        let edges = look.dossier.graph.incoming.get(id);
        named.contains(id) || spoken.contains(id) || edges.is_some_and(|edges| edges.iter().any(|edge| edge.from.id != *id))
    };
    let originals = look.dossier.entries.values().filter(|entry| entry.summary.lang == *config.main());
    let all: Vec<&Arc<Entry>> = originals.filter(|entry| !is_linked(entry)).collect();
    let doc = "Readers find them in an index or by the search alone. Link to them where a text speaks of them, or name them in `related:`.";
    section(("unlinked", "Entries nothing links to", doc), all, |entry| {
        let summary = &entry.summary;
        let advice = if summary.kind.as_str() == "source" {
            format!("cite it: `[@{}]`", summary.id)
        } else {
            format!("link to it: `[[{}]]`", summary.id)
        };
        look.row(summary, &Place::key(&entry.source, FieldPath::key("title")), format!("nothing links to this {}", summary.kind), &advice)
    })
}
