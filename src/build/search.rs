//! The index of the search: the words of each entry alone, in parallel, through the memo; then an index a language, of which an
//! edit makes only the parts that it touches.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memo::PagesMemo;
use super::{Work, par_map};
use crate::link::Dossier;
use crate::model::{Entry, Key, Lang};
use crate::render::page::search::{Letter, letters};
use crate::render::search::index::{self, AllWords, Draft, Index, Lines};
use crate::render::search::terms::Terms;
use crate::render::search::words::Keys;
use crate::render::search::{self, Search, Words, words_of};
use crate::render::{OutputFile, Press};

/// How many entries are read one after the other, so that a word they share is stemmed once.
const ENTRIES: usize = 200;

/// Gives the press its search, unless the settings want none; the files of it. A theme without scripts has the letters alone.
pub fn add(press: &mut Press<'_>, memo: &PagesMemo, kept: &mut PagesMemo, work: &mut Work) -> Vec<Arc<OutputFile>> {
    if !press.dossier.config.extras.search {
        return Vec::new();
    }
    if !press.theme.manner().extras {
        let languages = press.dossier.config.languages.iter();
        let none = || Arc::from("");
        let by_letters = |lang: &Lang| Search { script: none(), parts: none(), is_whole: true, letters: by_letters(press, lang) };
        let searches = languages.map(|lang| (lang.clone(), by_letters(lang))).collect();
        press.set_search(searches);
        return Vec::new();
    }
    let Some(script) = search::script() else { return Vec::new() };
    let all = words(press.dossier, memo);
    let mut searches = BTreeMap::new();
    let mut files = vec![Arc::new(script.clone())];
    for (lang, Indexed { index, made, letters }) in indexes(press, &all, memo) {
        work.terms += index.terms().looked_at;
        work.shards += made;
        let search = Search { script: script.path.shared().clone(), parts: index.parts().clone(), is_whole: index.is_whole(), letters };
        searches.insert(lang.clone(), search);
        files.extend(index.files().cloned());
        if !memo.is_last {
            kept.indexes.insert(lang, index);
        }
    }
    if !memo.is_last {
        kept.words = all;
    }
    press.set_search(searches);
    files
}

/// All entries of a language by their first letters.
fn by_letters(press: &Press<'_>, lang: &Lang) -> Vec<Letter> {
    let originals = press.dossier.entries.keys().filter(|key| key.lang == *press.dossier.config.main());
    letters(&press.refs, lang, originals.map(|key| &key.id))
}

/// The words of every entry that is shown. An entry that is the very one of an earlier build has the words it had, and so has
/// one that says the same.
fn words(dossier: &Dossier, memo: &PagesMemo) -> AllWords {
    let entries: Vec<(&Key, &Arc<Entry>)> = dossier.entries.iter().collect();
    let chunks: Vec<_> = entries.chunks(ENTRIES).collect();
    let made = par_map(&chunks, |entries| {
        let mut keys = Keys::default();
        let mut words = |(key, entry): &(&Key, &Arc<Entry>)| match memo.words.get(*key) {
            Some((known, words)) if Arc::ptr_eq(known, entry) => words.clone(),
            known => {
                let words = words_of(entry, &mut keys);
                known.filter(|(_, known)| **known == words).map_or_else(|| Arc::new(words), |(_, known)| known.clone())
            }
        };
        entries.iter().map(&mut words).collect::<Vec<Arc<Words>>>()
    });
    let all = entries.iter().zip(made.into_iter().flatten());
    all.map(|((key, entry), words)| ((*key).clone(), (Arc::clone(entry), words))).collect()
}

/// The search of a language.
struct Indexed {
    index: Index,
    /// How many of its files were made.
    made: usize,
    letters: Vec<Letter>,
}

/// The index of each language, with its entries by letters.
fn indexes(press: &Press<'_>, all: &AllWords, memo: &PagesMemo) -> Vec<(Lang, Indexed)> {
    let languages: Vec<&Lang> = press.dossier.config.languages.iter().collect();
    // Few items, but each takes long.
    let of = |lang: &&Lang| {
        let (index, letters) = rayon::join(|| index(press, lang, all, memo.indexes.get(*lang)), || by_letters(press, lang));
        ((*lang).clone(), Indexed { index: index.0, made: index.1, letters })
    };
    languages.par_iter().map(of).collect()
}

/// The index of a language, and how many of its files were made.
fn index(press: &Press<'_>, lang: &Lang, all: &AllWords, before: Option<&Index>) -> (Index, usize) {
    let entries = index::entries(press, lang);
    let parts: Vec<_> = entries.chunks(index::ENTRIES).collect();
    let (terms, lines) = rayon::join(
        || Terms::of(index::found(press, lang, &entries, all), before.map(Index::terms)),
        || par_map(&parts, |entries| Lines::of(press, lang, entries)),
    );
    let draft = Draft::new(press, lang, &entries, terms, lines);
    let parts = draft.parts();
    let files = par_map(&parts, |part| draft.file(part, before));
    let made = files.iter().filter(|(_, is_fresh)| *is_fresh).count();
    let files = parts.into_iter().zip(files).map(|(part, (file, _))| (part, file)).collect();
    (draft.with(files), made)
}
