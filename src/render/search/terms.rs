//! The terms of one language and where they stand.
//!
//! In: the words of each entry. Out: all terms in their order, each with its places. They are kept from one build to the next: a
//! rebuild takes up the words that an edit added or took away, and no others.

use std::collections::{BTreeMap, HashMap as Map};
use std::ops::Range;
use std::sync::Arc;

use ahash::RandomState;

use super::encode::{self, Place};
use super::{Weighed, Words};

/// How many bytes of terms a file holds, where they are split.
const PART: usize = 24_000;
/// Of how many entries a dossier must be to have words that all of them share.
const FEW: usize = 30;
/// What a term must weigh to be worth a place although most entries have it: more than words of the text do.
const MARKED: u8 = 3;

/// What finds an entry in one language.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its folded id.
    pub id: Arc<str>,
    /// The words of its text as it is shown in the language.
    pub text: Option<Arc<Words>>,
    /// The words of the same entry in other languages: their names find it too.
    pub others: Vec<Arc<Words>>,
}

impl Found {
    /// Every word with its weight; some stand there twice.
    fn words(&self) -> impl Iterator<Item = &Weighed> {
        let own = self.text.iter().flat_map(|words| words.text.iter().chain(&words.names));
        own.chain(self.others.iter().flat_map(|words| &words.names))
    }

    /// Every word once, with the most it weighs.
    fn weights(&self) -> BTreeMap<&Arc<str>, u8> {
        let mut all = BTreeMap::new();
        for (key, weight) in self.words() {
            let most = all.entry(key).or_default();
            *most = (*weight).max(*most);
        }
        all
    }

    /// Whether both are found by the very same words.
    fn is_same(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<Words>, &Arc<Words>)| Arc::ptr_eq(one, other);
        let of = |found: &Self| (found.text.iter().count(), found.others.len());
        let mut pairs = self.text.iter().chain(&self.others).zip(other.text.iter().chain(&other.others));
        of(self) == of(other) && pairs.all(same)
    }
}

/// A term and where it stands.
#[derive(Debug)]
pub struct Term {
    /// The term.
    pub key: Arc<str>,
    /// All entries it stands in, by number.
    places: Vec<Place>,
    /// Whether so many entries have it that it tells them apart only where it weighs more.
    is_common: bool,
    /// How many of its places are listed.
    listed: usize,
}

impl Term {
    fn new(key: Arc<str>, places: Vec<Place>, entries: usize) -> Self {
        let is_common = entries >= FEW && places.len() > entries / 4;
        let mut term = Self { key, places, is_common, listed: 0 };
        term.listed = term.listed().count();
        term
    }

    /// The places that are written down.
    fn listed(&self) -> impl Iterator<Item = Place> {
        self.places.iter().copied().filter(|(_, weight)| !self.is_common || *weight >= MARKED)
    }

    /// About how many bytes it takes in a file.
    fn size(&self) -> usize {
        self.key.len() / 2 + 4 + self.listed * 2
    }

    /// The places with these changes: numbers in order, each with its new weight or nothing.
    fn changed(&self, changes: &[(u32, Option<u8>)]) -> Vec<Place> {
        let mut places = Vec::with_capacity(self.places.len() + changes.len());
        let mut rest = changes.iter().peekable();
        for place in &self.places {
            while let Some((number, weight)) = rest.next_if(|(number, _)| *number < place.0) {
                places.extend(weight.map(|weight| (*number, weight)));
            }
            match rest.next_if(|(number, _)| *number == place.0) {
                Some((number, weight)) => places.extend(weight.map(|weight| (*number, weight))),
                None => places.push(*place),
            }
        }
        places.extend(rest.filter_map(|(number, weight)| Some((*number, (*weight)?))));
        places
    }
}

/// All terms of a language.
#[derive(Debug)]
pub struct Terms {
    /// The entries in the order of their numbers.
    entries: Vec<Found>,
    /// The terms in their order.
    pub all: Vec<Arc<Term>>,
    /// Of how many it was looked anew where they stand.
    pub looked_at: usize,
}

impl Terms {
    /// Gathers the terms of entries, in the order of their numbers: from the last ones if the entries are the same and few have
    /// other words, which gives the same and is less work.
    #[must_use]
    pub fn of(entries: Vec<Found>, before: Option<&Self>) -> Self {
        let ids = |entries: &[Found]| entries.iter().map(|found| Arc::clone(&found.id)).collect::<Vec<_>>();
        let Some(before) = before.filter(|before| before.entries.len() == entries.len() && ids(&before.entries) == ids(&entries)) else {
            // The numbers of all entries after one that came or went are others.
            return Self::all_of(entries);
        };
        let pairs = before.entries.iter().zip(&entries).enumerate().filter(|(_, (old, new))| !old.is_same(new));
        let pairs: Vec<(usize, (&Found, &Found))> = pairs.collect();
        if pairs.len() > entries.len() / 8 {
            return Self::all_of(entries);
        }
        let mut changes: BTreeMap<&Arc<str>, Vec<(u32, Option<u8>)>> = BTreeMap::new();
        for (number, (old, new)) in pairs {
            let (old, new) = (old.weights(), new.weights());
            let more = new.iter().filter(|(key, weight)| old.get(*key) != Some(*weight)).map(|(key, weight)| (*key, Some(*weight)));
            let less = old.keys().filter(|key| !new.contains_key(*key)).map(|key| (*key, None));
            more.chain(less).for_each(|(key, weight)| changes.entry(key).or_default().push((numbered(number), weight)));
        }
        let all = before.mended(&changes, entries.len());
        let looked_at = changes.len();
        Self { all, looked_at, entries }
    }

    fn all_of(entries: Vec<Found>) -> Self {
        let mut places: Map<Arc<str>, Vec<Place>, RandomState> = Map::default();
        for (number, found) in entries.iter().enumerate() {
            let number = numbered(number);
            for (key, weight) in found.words() {
                match places.get_mut(key) {
                    Some(places) => match places.last_mut().filter(|(last, _)| *last == number) {
                        Some((_, before)) => *before = (*before).max(*weight),
                        None => places.push((number, *weight)),
                    },
                    None => {
                        places.insert(key.clone(), vec![(number, *weight)]);
                    }
                }
            }
        }
        let term = |(key, places)| Arc::new(Term::new(key, places, entries.len()));
        let mut all: Vec<Arc<Term>> = places.into_iter().map(term).collect();
        all.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        Self { looked_at: all.len(), all, entries }
    }

    /// The terms with these changes of their places.
    fn mended(&self, changes: &BTreeMap<&Arc<str>, Vec<(u32, Option<u8>)>>, entries: usize) -> Vec<Arc<Term>> {
        let mut all = Vec::with_capacity(self.all.len() + changes.len());
        let mut done = 0;
        for (key, changes) in changes {
            let at = done + self.all[done..].partition_point(|term| term.key < **key);
            all.extend_from_slice(&self.all[done..at]);
            let known = self.all.get(at).filter(|term| term.key == **key);
            done = at + usize::from(known.is_some());
            let places = match known {
                Some(term) => term.changed(changes),
                None => changes.iter().filter_map(|(number, weight)| Some((*number, (*weight)?))).collect(),
            };
            if !places.is_empty() {
                all.push(Arc::new(Term::new(Arc::clone(key), places, entries)));
            }
        }
        all.extend_from_slice(&self.all[done..]);
        all
    }

    /// The terms in parts, each of a size that a browser loads at once.
    #[must_use]
    pub fn parts(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let (mut start, mut size) = (0, 0);
        for (at, term) in self.all.iter().enumerate() {
            if size >= PART {
                parts.push(start..at);
                (start, size) = (at, 0);
            }
            size += term.size();
        }
        if start < self.all.len() {
            parts.push(start..self.all.len());
        }
        parts
    }

    /// Some of the terms in the lines of a file.
    #[must_use]
    pub fn lines(&self, part: Range<usize>) -> String {
        let mut out = String::new();
        let mut before = "";
        for term in &self.all[part] {
            line(&mut out, before, term);
            before = &term.key;
        }
        out
    }

    /// How many bytes the lines of all terms have, if it is not more than `most`.
    #[must_use]
    pub fn length(&self, most: usize) -> Option<usize> {
        let (mut length, mut out) = (0, String::new());
        let mut before = "";
        for (n, term) in self.all.iter().enumerate() {
            out.clear();
            line(&mut out, before, term);
            before = &term.key;
            // Between two lines stands a sign more.
            length += out.len() + usize::from(n > 0);
            if length > most {
                return None;
            }
        }
        Some(length)
    }
}

fn line(out: &mut String, before: &str, term: &Term) {
    encode::term(out, before, &term.key, term.is_common, term.listed());
}

/// A number as places have it. A dossier of more entries than it can count does not fit in any memory.
fn numbered(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries that are found by these words.
    fn entries(texts: &[&str]) -> Vec<Found> {
        let weighed = |word: &str| (Arc::from(word.trim_end_matches('!')), if word.ends_with('!') { 9 } else { 1 });
        let words = |text: &str| Words { names: Vec::new(), text: text.split_whitespace().map(weighed).collect() };
        let found = |(n, text): (usize, &&str)| Found { id: n.to_string().into(), text: Some(Arc::new(words(text))), others: Vec::new() };
        texts.iter().enumerate().map(found).collect()
    }

    #[test]
    fn an_edit_gives_what_a_new_index_has() {
        let mut texts: Vec<String> = (0..40).map(|n| format!("all common{} word{n} z{}", n % 2, n % 7)).collect();
        let of = |texts: &[String]| entries(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let mut terms = Terms::of(of(&texts), None);
        for (n, text) in ["all! new", "a b common1! word3", "", "all", "word39 word39! zz"].iter().enumerate() {
            texts[n * 9] = (*text).to_owned();
            // What did not change is the same value, as in a build.
            let mut now = of(&texts);
            for (number, found) in now.iter_mut().enumerate().filter(|(number, _)| *number != n * 9) {
                *found = terms.entries[number].clone();
            }
            terms = Terms::of(now, Some(&terms));
            let clean = Terms::of(of(&texts), None);
            assert_eq!(terms.lines(0..terms.all.len()), clean.lines(0..clean.all.len()), "{text}");
            assert_eq!(terms.parts(), clean.parts());
            assert!(terms.looked_at < 10 && clean.looked_at > 40, "{} and {}", terms.looked_at, clean.looked_at);
        }
        let lines = terms.lines(0..terms.all.len());
        assert_eq!(terms.length(lines.len()), Some(lines.len()));
        assert_eq!(terms.length(lines.len() - 1), None);
    }
}
