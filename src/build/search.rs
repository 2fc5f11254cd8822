//! The index of the search: the words of each entry alone, in parallel, through the memo; then an index a language.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memo::PagesMemo;
use super::par_map;
use crate::link::Dossier;
use crate::model::{Entry, Key, Lang};
use crate::render::page::search::{Letter, letters};
use crate::render::search::index::{AllWords, Index, index};
use crate::render::search::words::Keys;
use crate::render::search::{self, Search, Words, words_of};
use crate::render::{OutputFile, Press};

/// How many entries are read one after the other, so that a word they share is stemmed once.
const ENTRIES: usize = 200;

/// Gives the press its search, unless the settings want none; the files of it. A theme without scripts has the letters alone.
pub fn add(press: &mut Press<'_>, memo: &PagesMemo, kept: &mut PagesMemo) -> Vec<Arc<OutputFile>> {
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
    let all = words(press.dossier, memo, kept);
    let mut searches = BTreeMap::new();
    let mut files = vec![Arc::new(script.clone())];
    for (lang, index) in indexes(press, &all) {
        let letters = by_letters(press, &lang);
        let search = Search { script: script.path.shared().clone(), parts: index.parts, is_whole: index.is_whole, letters };
        searches.insert(lang, search);
        files.extend(index.files.into_iter().map(Arc::new));
    }
    press.set_search(searches);
    files
}

/// All entries of a language by their first letters.
fn by_letters(press: &Press<'_>, lang: &Lang) -> Vec<Letter> {
    let originals = press.dossier.entries.keys().filter(|key| key.lang == *press.dossier.config.main());
    letters(&press.refs, lang, originals.map(|key| &key.id))
}

/// The words of every entry that is shown. An entry that is the very one of an earlier build has the words it had.
fn words(dossier: &Dossier, memo: &PagesMemo, kept: &mut PagesMemo) -> AllWords {
    let entries: Vec<(&Key, &Arc<Entry>)> = dossier.entries.iter().collect();
    let chunks: Vec<_> = entries.chunks(ENTRIES).collect();
    let made = par_map(&chunks, |entries| {
        let mut keys = Keys::default();
        let mut words = |(key, entry): &(&Key, &Arc<Entry>)| {
            let known = memo.words.get(*key).filter(|(known, _)| Arc::ptr_eq(known, entry));
            known.map_or_else(|| Arc::new(words_of(entry, &mut keys)), |(_, words)| words.clone())
        };
        entries.iter().map(&mut words).collect::<Vec<Arc<Words>>>()
    });
    let all: AllWords = entries.iter().map(|(key, _)| (*key).clone()).zip(made.into_iter().flatten()).collect();
    if !memo.is_last {
        kept.words =
            entries.iter().filter_map(|(key, entry)| Some(((*key).clone(), (Arc::clone(entry), all.get(*key)?.clone())))).collect();
    }
    all
}

/// The index of each language.
fn indexes(press: &Press<'_>, all: &AllWords) -> BTreeMap<Lang, Index> {
    let languages: Vec<&Lang> = press.dossier.config.languages.iter().collect();
    // Few items, but each takes long.
    let made: Vec<Index> = languages.par_iter().map(|lang| index(press, lang, all)).collect();
    languages.into_iter().cloned().zip(made).collect()
}
