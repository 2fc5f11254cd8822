//! The languages of an entry: which are missing, and which are older than the original.
//!
//! No clock: a translation that remembers nothing of its original is as old as the latest day that its own front matter names.

use std::sync::Arc;

use super::{Look, Section, section};
use crate::evidence::translation::{behind, changed_on, original};
use crate::model::date::Day;
use crate::model::{Common, Entry, Key, Lang};
use crate::parse::bibliography::record_of;
use crate::text::place::{FieldPath, Place};

/// Entries that are not written in all languages. Sources are not translated.
pub(super) fn missing(look: &Look<'_>) -> Section {
    let config = &look.dossier.config;
    let others = config.languages.get(1..).unwrap_or(&[]);
    let lacks = |entry: &Arc<Entry>| {
        let in_lang = |lang: &&Lang| Key { id: entry.summary.folded.clone(), lang: (*lang).clone() };
        let is_missing =
            |lang: &&Lang| !look.dossier.entries.contains_key(&in_lang(lang)) && !look.dossier.hidden.contains_key(&in_lang(lang));
        others.iter().filter(is_missing).map(|lang| lang.as_str().to_owned()).collect::<Vec<_>>()
    };
    let originals = originals(look).filter(|entry| entry.summary.kind.as_str() != "source");
    let mut all: Vec<(&Arc<Entry>, Vec<String>)> =
        originals.map(|entry| (entry, lacks(entry))).filter(|(_, langs)| !langs.is_empty()).collect();
    // In the order in which kinds are listed everywhere: long reads first, glossary last.
    let order = |entry: &Entry| config.kinds.order.iter().position(|kind| *kind == entry.summary.kind);
    all.sort_by_key(|(entry, _)| (order(entry), entry.source.clone()));
    let doc = "Readers of these languages get the original with a notice. A translation stands beside it: `ID.LANGUAGE.md`.";
    section(("untranslated", "Translations that are missing", doc), all, |(entry, langs)| {
        let id = &entry.summary.id;
        let advice = format!("write `{id}.{}.md` beside it", langs[0]);
        look.row(&entry.summary, &Place::key(&entry.source, FieldPath::key("title")), format!("not in {}", langs.join(", ")), &advice)
    })
}

/// Translations of what has changed since: by what they remember of their original, or else by the days.
pub(super) fn older(look: &Look<'_>) -> Section {
    let main = look.dossier.config.main();
    let translations = look.dossier.entries.iter().filter(|(key, _)| key.lang != *main);
    let mut all: Vec<(&Arc<Entry>, String)> = translations.filter_map(|(_, entry)| Some((entry, age(look, entry)?))).collect();
    all.sort_by_key(|(entry, _)| &entry.source);
    let doc = "The original has changed since, by what `made_from:` remembers of it, or by its days where a translation remembers nothing. Bring the translation up to date, then run `dossier translated ID`.";
    section(("outdated", "Translations older than their original", doc), all, |(entry, age)| {
        let field = if entry.summary.common.made_from.is_some() { "made_from" } else { "title" };
        let advice = format!("compare the two, then run `dossier translated {}`", entry.summary.id);
        look.row(&entry.summary, &Place::key(&entry.source, FieldPath::key(field)), format!("in {}: {age}", entry.summary.lang), &advice)
    })
}

/// In what a translation is older than its original, if it is.
fn age(look: &Look<'_>, entry: &Entry) -> Option<String> {
    if let Some(behind) = behind(look.dossier, entry) {
        return match behind.passages.as_slice() {
            [] if behind.elsewhere => Some("the original has changed in its front matter, or has more passages".to_owned()),
            [] => None,
            [_] => Some("one passage of the original has changed".to_owned()),
            several => Some(format!("{} passages of the original have changed", several.len())),
        };
    }
    let changed = changed_on(&original(look.dossier, entry)?.summary)?;
    let seen = seen(&entry.summary.common);
    let own = seen.map_or_else(|| "the translation names no day".to_owned(), |day| format!("the translation is of {day}"));
    seen.is_none_or(|seen| seen < changed).then(|| format!("the original changed on {changed}, {own}"))
}

fn originals<'a>(look: &'a Look<'_>) -> impl Iterator<Item = &'a Arc<Entry>> {
    let main = look.dossier.config.main();
    look.dossier.entries.values().filter(move |entry| entry.summary.lang == *main && record_of(&entry.source).is_none())
}

/// The last day on which somebody had a translation in hand.
fn seen(common: &Common) -> Option<Day> {
    common.corrections.iter().map(|one| one.date).chain(common.updated).chain(common.reviewed).chain(common.published).max()
}
