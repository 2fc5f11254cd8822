//! Names that link by themselves, and which texts they concern.
//!
//! All names are one automaton. When a name comes, goes or means another entry, only the texts are rendered again that may hold
//! it: each text has a mark, which stays the same while no such name concerns it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use ahash::HashMap;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::Dossier;
use super::names::Id;
use crate::model::{Entry, Key};
use crate::text::Digest;
use crate::text::bytes::{TOGETHER, which};
use crate::text::noted::{Changed, Table};

/// The names of a dossier that link by themselves, and the texts in which they do.
#[derive(Debug, Default)]
pub struct ByThemselves {
    names: Arc<Names>,
    /// The mark of each text. A text of which nothing changed links the same names in the same way while its mark is the same.
    marks: Table<Key, Digest>,
}

/// The names, made once for as many dossiers as have them.
#[derive(Debug, Default)]
struct Names {
    /// What finds them; nothing where there are none.
    finder: Option<Autolinks>,
    /// What each means, by how it is written: the entry, and the digest of how a text links to it.
    meanings: BTreeMap<String, (Id, Digest)>,
    /// The digest of all of that.
    digest: Digest,
}

impl ByThemselves {
    /// The names of a dossier whose entries and addresses are known. `before` is an earlier dossier of the same settings and
    /// options; `is_same`, whether its entries went by the same names and were at the same addresses.
    #[must_use]
    pub fn of(dossier: &Dossier, before: Option<&Dossier>, is_same: bool) -> Self {
        let known = before.map(|before| &before.graph.autolinks);
        let names = match known.filter(|_| is_same) {
            Some(known) => Arc::clone(&known.names),
            None => Arc::new(Names::of(dossier)),
        };
        let marks = match before.zip(known) {
            Some((before, known)) => names.marks_after(dossier, before, known),
            None => table(names.texts(dossier).map(|(key, _)| (key.clone(), names.digest)).collect()),
        };
        Self { names, marks }
    }

    /// The names, for the text of an entry; nothing if none link by themselves in it.
    #[must_use]
    pub fn for_text(&self, key: &Key) -> Option<&Autolinks> {
        self.marks.get(key).and(self.names.finder.as_ref())
    }

    /// What stands for all that the links of a text by such names depend on.
    #[must_use]
    pub fn mark(&self, key: &Key) -> Option<Digest> {
        self.marks.get(key).copied()
    }

    /// Which texts link otherwise than they did.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.marks.compare(&before.marks, changed, PartialEq::eq);
    }
}

impl Names {
    fn of(dossier: &Dossier) -> Self {
        let mut names = Vec::new();
        for (key, entry) in dossier.entries.unnoted().iter().filter(|(_, entry)| entry.summary.details.is_autolinked()) {
            let common = &entry.summary.common;
            let own = std::iter::once(&common.title).chain(&common.short_title).chain(&common.aliases).cloned();
            names.extend(own.chain(entry.summary.details.names()).map(|name| (name, key.id.clone())));
        }
        let patterns = patterns(&names);
        let mut links: BTreeMap<Id, Digest> = BTreeMap::new();
        for id in patterns.values() {
            links.entry(Arc::clone(id)).or_insert_with(|| link(dossier, id));
        }
        let finder = finder(&patterns);
        let meaning = |(name, id): (String, Id)| (name, (Arc::clone(&id), links[&id]));
        let meanings: BTreeMap<String, (Id, Digest)> = patterns.into_iter().map(meaning).collect();
        Self { finder, digest: Digest::of_value(&meanings), meanings }
    }

    /// The texts in which names link by themselves.
    fn texts<'a>(&'a self, dossier: &'a Dossier) -> impl Iterator<Item = (&'a Key, &'a Arc<Entry>)> {
        let entries = dossier.entries.unnoted().iter();
        entries.filter(|(_, entry)| self.finder.is_some() && entry.summary.common.autolink)
    }

    /// The marks of all texts: one that is the same, and that no name concerns which is not as it was, keeps the one it had.
    fn marks_after(&self, dossier: &Dossier, before: &Dossier, known: &ByThemselves) -> Table<Key, Digest> {
        let concerns = concerns(&words_of_changed(&self.meanings, &known.names.meanings));
        let (entries, earlier, marks) = (dossier.entries.unnoted(), before.entries.unnoted(), known.marks.unnoted());
        let is_marked = |entry: &Entry| self.finder.is_some() && entry.summary.common.autolink;
        let same_keys = entries.len() == earlier.len() && entries.keys().eq(earlier.keys());
        if same_keys && self.finder.is_some() == known.names.finder.is_some() {
            // Nearly all are what they were: only the others are looked up.
            let others = entries.iter().zip(earlier.values()).filter(|((_, entry), before)| !Arc::ptr_eq(entry, before) || concerns(entry));
            let others: Vec<(&Key, Option<Digest>)> =
                others.map(|((key, entry), _)| (key, is_marked(entry).then_some(self.digest))).collect();
            if others.iter().all(|(key, mark)| marks.get(*key) == mark.as_ref()) {
                return known.marks.clone();
            }
            let mut all = marks.clone();
            for (key, mark) in others {
                match mark {
                    Some(mark) => all.insert(key.clone(), mark),
                    None => all.remove(key),
                };
            }
            return table(all);
        }
        let mark = |key: &Key, entry: &Arc<Entry>| {
            let same = earlier.get(key).filter(|before| Arc::ptr_eq(before, entry) && !concerns(entry));
            same.and_then(|_| marks.get(key)).copied().unwrap_or(self.digest)
        };
        table(self.texts(dossier).map(|(key, entry)| (key.clone(), mark(key, entry))).collect())
    }
}

fn table(marks: HashMap<Key, Digest>) -> Table<Key, Digest> {
    Table::new("marks of autolinks", marks)
}

/// The digest of how texts link to an entry: where it is in each language, and in which language it is shown there.
fn link(dossier: &Dossier, id: &Id) -> Digest {
    let routes = &dossier.graph.routes;
    let of = |lang| (routes.address(id, lang), dossier.shown(id, lang).map(|entry| &entry.summary.lang));
    Digest::of_value(&dossier.config.languages.iter().map(of).collect::<Vec<_>>())
}

/// For each name that is not in both, or does not mean the same in both, the longest of its words: what holds the name holds that,
/// wherever the name is broken into lines.
fn words_of_changed<'a>(now: &'a BTreeMap<String, (Id, Digest)>, before: &'a BTreeMap<String, (Id, Digest)>) -> Vec<&'a str> {
    let other = |one: &'a BTreeMap<String, (Id, Digest)>, other: &'a BTreeMap<String, (Id, Digest)>| {
        one.iter().filter(|(name, meaning)| other.get(*name) != Some(*meaning)).map(|(name, _)| name.as_str())
    };
    let names = other(now, before).chain(other(before, now));
    let mut words: Vec<&str> = names.filter_map(|name| name.split(' ').max_by_key(|word| word.len())).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Tells whether a text holds one of these words.
fn concerns(words: &[&str]) -> impl Fn(&Entry) -> bool + use<> {
    // A pattern for each of them, and few of them: it can be built.
    let finder = (!words.is_empty()).then(|| AhoCorasick::new(words).ok());
    move |entry| match &finder {
        None => false,
        Some(finder) => finder.as_ref().is_none_or(|finder| finder.is_match(&*entry.body.html)),
    }
}

/// Names that link by themselves.
#[derive(Debug)]
pub struct Autolinks {
    /// Finds a name that begins where it is asked, in escaped HTML text; of several the longest.
    matcher: AhoCorasick,
    /// The entry each pattern names.
    targets: Vec<Id>,
    /// The first three bytes of all names: most words of a text begin otherwise.
    all: Beginnings,
    /// The same of names of less than six bytes, and the first six of the others: the automaton lies far apart in memory, and is asked
    /// only of words that are likely to begin a name.
    short: Beginnings,
    long: Beginnings,
}

impl Autolinks {
    /// The first name in a text from a byte on that begins where a word may begin: its entry and its bytes.
    /// `text` is escaped HTML.
    #[must_use]
    pub fn find(&self, text: &str, from: usize) -> Option<(&Id, Range<usize>)> {
        let bytes = text.as_bytes();
        if from == 0
            && let Some(found) = self.at(text, 0)
        {
            return Some(found);
        }
        // Every letter of every text is passed over here, and few end a word. A word begins behind a byte that is in none.
        let mut start = from.saturating_sub(1);
        while start < bytes.len() {
            let mut between = which(&bytes[start..], |byte| !is_within(byte));
            while between != 0 {
                let at = start + between.trailing_zeros() as usize + 1;
                if self.all.holds(first_bytes(&bytes[at..]) & THREE)
                    && let Some(found) = self.at(text, at)
                {
                    return Some(found);
                }
                between &= between - 1;
            }
            start += TOGETHER;
        }
        None
    }

    /// The name that begins at a byte, unless that stands in a word. Only here letters of other scripts are told apart.
    fn at(&self, text: &str, at: usize) -> Option<(&Id, Range<usize>)> {
        let first = first_bytes(&text.as_bytes()[at..]);
        let is_likely = self.long.holds(first & SIX) || self.short.holds(first & THREE);
        if !is_likely || text.get(..at)?.chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let found = self.matcher.find(Input::new(text).range(at..).anchored(Anchored::Yes))?;
        Some((&self.targets[found.pattern().as_usize()], found.range()))
    }
}

/// Whether no word begins after a byte, as far as one byte tells; after the end of the text none does.
fn is_within(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() | (byte == b'_') | (byte == b'&') | (byte == 0)
}

/// The first bytes of a text as a number; after its end all are 0.
fn first_bytes(text: &[u8]) -> u64 {
    let few = || {
        let mut few = [0; 8];
        few[..text.len()].copy_from_slice(text);
        few
    };
    u64::from_le_bytes(text.first_chunk().copied().unwrap_or_else(few))
}

/// The first three of them.
const THREE: u64 = (1 << (3 * 8)) - 1;
/// The first six.
const SIX: u64 = (1 << (6 * 8)) - 1;

/// How many beginnings of names are told apart.
const BEGINNINGS: usize = 1 << 17;

/// First bytes of names: a bit for each number that some have. Several have one, which costs a look more and no more.
#[derive(Debug)]
struct Beginnings(Box<[u64; BEGINNINGS / 64]>);

impl Beginnings {
    fn new() -> Self {
        Self(Box::new([0; BEGINNINGS / 64]))
    }

    fn add(&mut self, first: u64) {
        let bit = Self::bit(first);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Adds the first three bytes of a name. No name is shorter than two; after one of two anything may follow, or nothing.
    fn add_three(&mut self, name: &[u8]) {
        let first = first_bytes(name);
        match name.len() {
            2 => (0..=0xff).for_each(|third| self.add(first | third << (2 * 8))),
            _ => self.add(first & THREE),
        }
    }

    fn holds(&self, first: u64) -> bool {
        let bit = Self::bit(first);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn bit(first: u64) -> usize {
        // Knuth's multiplicative hash: the upper bits depend on all of the lower ones.
        (first.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BEGINNINGS.ilog2())) as usize
    }
}

/// Builds the one automaton that finds all these names, each with the entry it means.
#[must_use]
pub fn autolinks(names: &[(Arc<str>, Id)]) -> Option<Autolinks> {
    finder(&patterns(names))
}

/// The names as they stand in texts, HTML-escaped since texts are, with the entry that each means. A name is found as written
/// and with its first letter in the other case; an abbreviation (`KGB`) only as written.
fn patterns(names: &[(Arc<str>, Id)]) -> BTreeMap<String, Id> {
    let mut patterns: BTreeMap<String, Id> = BTreeMap::new();
    for (name, id) in names {
        for variant in variants(name) {
            // The first entry in order keeps a name that two have; links by hand are told of it.
            patterns.entry(variant).or_insert_with(|| id.clone());
        }
    }
    patterns
}

fn finder(patterns: &BTreeMap<String, Id>) -> Option<Autolinks> {
    if patterns.is_empty() {
        return None;
    }
    let (mut all, mut short, mut long) = (Beginnings::new(), Beginnings::new(), Beginnings::new());
    for name in patterns.keys().map(String::as_bytes) {
        all.add_three(name);
        if name.len() < 6 {
            short.add_three(name);
        } else {
            long.add(first_bytes(name) & SIX);
        }
    }
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).build(patterns.keys());
    Some(Autolinks { matcher: builder.ok()?, targets: patterns.values().cloned().collect(), all, short, long })
}

fn variants(name: &str) -> Vec<String> {
    let name = name.trim();
    // A name of one letter would link every initial.
    if name.chars().nth(1).is_none() {
        return Vec::new();
    }
    let mut escaped = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    let mut all = vec![escaped.clone()];
    if escaped.contains('\'') {
        all.push(escaped.replace('\'', "’"));
    }
    let mut letters = name.chars();
    let (first, second) = (letters.next(), letters.next());
    if let (Some(first), Some(second)) = (first, second)
        && !second.is_uppercase()
        && first.is_alphabetic()
    {
        for n in 0..all.len() {
            let rest = &all[n][first.len_utf8().min(all[n].len())..];
            let other: String = if first.is_uppercase() {
                first.to_lowercase().chain(rest.chars()).collect()
            } else {
                first.to_uppercase().chain(rest.chars()).collect()
            };
            all.push(other);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_are_found_where_words_begin(text in "([a-c ]|é|я|&amp;|_){0,30}", from in 0..4_usize) {
            let names: Vec<(Arc<str>, Id)> = ["ab", "ba", "b a", "éa", "яb", "ca&b"].map(|name| (Arc::from(name), Id::from(name))).into();
            let all = patterns(&names);
            let from = crate::text::place::floor_char(&text, from);
            let is_in_word = |at: usize| {
                let before = text[..at].chars().next_back();
                before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '&'))
            };
            let plain = (from..text.len()).filter(|at| text.is_char_boundary(*at) && !is_in_word(*at)).find_map(|at| {
                let longest = all.keys().filter(|name| text[at..].starts_with(&***name)).max_by_key(|name| name.len())?;
                Some((all[longest].clone(), at..at + longest.len()))
            });
            let finder = autolinks(&names).expect("there are names");
            prop_assert_eq!(finder.find(&text, from).map(|(id, at)| (id.clone(), at)), plain);
        }
    }

    #[test]
    fn a_name_that_changes_concerns_texts_with_its_longest_word() {
        let meanings = |names: &[(&str, &str)]| -> BTreeMap<String, (Id, Digest)> {
            names.iter().map(|(name, id)| ((*name).to_owned(), (Id::from(*id), Digest::default()))).collect()
        };
        let before = meanings(&[("Anna of the Court", "a"), ("Borys", "b"), ("KGB", "c")]);
        let now = meanings(&[("Borys", "b"), ("KGB", "d"), ("New name", "a")]);
        assert_eq!(words_of_changed(&now, &before), ["Court", "KGB", "name"]);
        assert!(words_of_changed(&now, &now).is_empty());
    }
}
