//! Names that link by themselves: one automaton that finds them all, asked where a word begins.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::names::Id;
use crate::parse::body::escape::escaped;
use crate::text::bytes::{TOGETHER, which};

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
#[must_use]
pub(super) fn patterns(names: &[(Arc<str>, Id)]) -> BTreeMap<String, Id> {
    let mut patterns: BTreeMap<String, Id> = BTreeMap::new();
    for (name, id) in names {
        for variant in variants(name) {
            // The first entry in order keeps a name that two have; links by hand are told of it.
            patterns.entry(variant).or_insert_with(|| id.clone());
        }
    }
    patterns
}

/// What finds all these names, each with the entry it means; nothing where there are none.
#[must_use]
pub(super) fn finder(patterns: &BTreeMap<String, Id>) -> Option<Autolinks> {
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

/// Tells whether a text holds one of these words.
pub(super) fn holds_any(words: &[&str]) -> impl Fn(&str) -> bool + use<> {
    // A pattern for each of them, and few of them: it can be built.
    let finder = AhoCorasick::new(words).ok();
    move |text| finder.as_ref().is_none_or(|finder| finder.is_match(text))
}

fn variants(name: &str) -> Vec<String> {
    let name = name.trim();
    // A name of one letter would link every initial.
    if name.chars().nth(1).is_none() {
        return Vec::new();
    }
    let escaped = escaped(name);
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
}
