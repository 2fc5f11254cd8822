//! The search: an index of all words in files that the reader's browser loads, and the script that reads them.
//!
//! In: entries and what pages know of them. Out: files. No server takes part: what a reader looks for never leaves the
//! browser. `docs/search.md` says how it works and why it is no library.

mod encode;
pub mod index;
pub mod terms;
pub mod words;

use std::sync::Arc;

use ahash::HashMap;

use crate::model::Entry;
use crate::render::page::search::Letter;
use crate::render::{OutputFile, OutputPath};
use crate::text::Digest;
use crate::text::place::cut;
use words::Keys;

/// What the page of the search needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The address of the script; empty where the theme wants none.
    pub script: Arc<str>,
    /// The address of the file that names the parts of the index; empty without a script.
    pub parts: Arc<str>,
    /// Whether the index is one file.
    pub is_whole: bool,
    /// All entries by their first letters.
    pub letters: Vec<Letter>,
}

/// The script of the search page: how words become keys, and all else.
const SCRIPT: &str = concat!(include_str!("words.js"), include_str!("search.js"));

/// The script as a file; its address carries its digest.
#[must_use]
pub fn script() -> Option<OutputFile> {
    let path = format!("assets/search.{}.js", Digest::of(SCRIPT.as_bytes()).short(8));
    OutputPath::new(&path).map(|path| OutputFile::text(path, SCRIPT.to_owned()))
}

/// A key and how much it weighs in an entry.
pub type Weighed = (Arc<str>, u8);

/// What an entry is found by.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words of its names, which find it in every language.
    pub names: Vec<Weighed>,
    /// The words of its own text and fields, ordered, each once.
    pub text: Vec<Weighed>,
}

/// The whole of a name in one key.
const WHOLE_NAME: u8 = 18;
/// A word of a title that is a name.
const TITLE: u8 = 12;
/// A word of a title that is a sentence.
const SENTENCE: u8 = 9;
/// A word of the title of a source: whoever looks for a name wants what is known before who wrote of it.
const SOURCE: u8 = 7;
/// A word of another name.
const NAME: u8 = 9;
/// Two words of a name that others write as one.
const PAIR: u8 = 6;
/// A word of the summary or the statement.
const SUMMARY: u8 = 4;
/// A word of a heading or of a field that says whose an entry is.
const HEADING: u8 = 3;
/// From how many times on a word counts as what a text is about.
const OFTEN: u32 = 3;
/// The words of a name beyond which it is a sentence, which nobody writes as one word.
const LONGEST_NAME: usize = 4;
/// Fields whose words are looked for, beside the common ones.
const FIELDS: &[(&str, u8)] =
    &[("statement", SUMMARY), ("expansion", NAME), ("role", HEADING), ("publisher", HEADING), ("number", HEADING), ("place", HEADING)];
/// How many bytes of a text are indexed: a book within an entry must not be larger than all others.
const LONGEST_TEXT: usize = 200_000;

/// Gathers the words of an entry.
#[must_use]
pub fn words_of(entry: &Entry, keys: &mut Keys) -> Words {
    let summary = &entry.summary;
    let common = &summary.common;
    let is_belarusian = is_belarusian(summary.lang.as_str());
    let mut names: HashMap<Arc<str>, u8> = HashMap::default();
    add_name(&mut names, keys, &common.title, title_weight(entry), is_belarusian);
    for name in common.short_title.iter().chain(&common.aliases).chain(&summary.details.names()) {
        // A name may be in any language of the dossier: whatever stem a reader's word has, it is there.
        for is_belarusian in [false, true] {
            add_name(&mut names, keys, name, NAME, is_belarusian);
        }
    }
    let mut text: HashMap<Arc<str>, u8> = HashMap::default();
    let mut add = |words: &str, weight: u8| {
        for word in words::words(words) {
            let least = text.entry(keys.key(word, is_belarusian)).or_default();
            *least = weight.max(*least);
        }
    };
    add(common.summary.as_deref().unwrap_or_default(), SUMMARY);
    summary.headings.iter().for_each(|heading| add(&heading.text, HEADING));
    common.tags.iter().for_each(|tag| add(tag, HEADING));
    for (field, weight) in FIELDS {
        if let Some(value) = summary.record.text(field) {
            add(&value, *weight);
        }
    }
    let mut counts: HashMap<Arc<str>, u32> = HashMap::default();
    for word in words::words_of_html(cut(&entry.body.html, LONGEST_TEXT)) {
        *counts.entry(keys.key(word, is_belarusian)).or_default() += 1;
    }
    // Few weights make a small index: they are told apart by one sign.
    for (key, count) in in_order(counts) {
        let most = text.entry(key).or_default();
        *most = (*most).max(if count < OFTEN { 1 } else { 2 });
    }
    Words { names: in_order(names), text: in_order(text) }
}

fn title_weight(entry: &Entry) -> u8 {
    let summary = &entry.summary;
    if summary.kind.as_str() == "source" {
        return SOURCE;
    }
    if words::words(&summary.common.title).count() <= LONGEST_NAME { TITLE } else { SENTENCE }
}

/// Whether a tag is of the Belarusian language, in whichever spelling.
fn is_belarusian(tag: &str) -> bool {
    tag == "be" || tag.starts_with("be-")
}

/// Adds the words of a name; of a short one also each pair of neighbours as one word, and all of it as one.
fn add_name(names: &mut HashMap<Arc<str>, u8>, keys: &mut Keys, name: &str, weight: u8, is_belarusian: bool) {
    let words: Vec<&str> = words::words(name).collect();
    let mut add = |word: &str, weight: u8| {
        let most = names.entry(keys.key(word, is_belarusian)).or_default();
        *most = weight.max(*most);
    };
    words.iter().for_each(|word| add(word, weight));
    if words.len() <= LONGEST_NAME {
        words.windows(2).for_each(|pair| add(&pair.concat(), PAIR));
        add(&words.concat(), WHOLE_NAME);
    }
}

/// The keys in their order; the empty one, which stands for nothing, left out.
fn in_order<T>(keys: HashMap<Arc<str>, T>) -> Vec<(Arc<str>, T)> {
    let mut all: Vec<(Arc<str>, T)> = keys.into_iter().filter(|(key, _)| !key.is_empty()).collect();
    all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    all
}
