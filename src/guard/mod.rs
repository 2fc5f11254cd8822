//! What must never be published: names and patterns, looked for in every byte of the finished site.
//!
//! In: the names, plain or as salted digests, the patterns, and the bytes of a file. Out: which of them stand in it. A name is
//! found whatever its case, spaces, order of words and way of being written down (entities, escapes, tags within it). What is
//! found is told of by number: neither a name nor the text around it must get into a log. It touches no disk.

mod list;
mod reading;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::AHashSet;
use regex::Regex;

use crate::text::Digest;
pub use list::{Malformed, SALT, Salted, salted};
use reading::Reading;
use words::{Words, folded};

/// The fewest letters and digits a name may have: a shorter one stands in any text by chance.
pub const SHORTEST: usize = 3;
/// The most words a name may have.
pub const LONGEST: usize = 8;

/// One of the things that must not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// The name of that number in `never_publish.names`, from 0.
    Name(usize),
    /// The pattern of that number in `never_publish.patterns`, from 0.
    Pattern(usize),
    /// The digest in that line of the file of digests, from 1.
    Hashed(usize),
}

/// Why a name cannot be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has fewer letters and digits than [`SHORTEST`].
    Short,
    /// It has more words than [`LONGEST`].
    Long,
}

/// Everything that must not be published.
#[derive(Debug, Clone, Default)]
pub struct Withheld {
    /// Names by their words in the order of the alphabet.
    names: BTreeMap<Box<str>, Item>,
    /// The words that the names are made of: most of a text is none of them.
    parts: AHashSet<Box<str>>,
    patterns: Vec<Arc<Regex>>,
    salted: Option<Salted>,
    /// How many words a name has, each number once.
    lengths: BTreeSet<usize>,
}

/// What was looked at before: pieces of text that many files share are looked up once.
#[derive(Debug, Default)]
pub struct Known(AHashSet<u64>);

impl Withheld {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name.
    ///
    /// # Errors
    /// When it has too few letters or too many words to be looked for.
    pub fn add_name(&mut self, item: Item, name: &str) -> Result<(), Unfit> {
        let words = fit(name)?;
        self.lengths.insert(words.len());
        self.parts.extend(words.iter().map(|word| Box::from(&**word)));
        self.names.entry(sorted(&words)).or_insert(item);
        Ok(())
    }

    /// Adds a regular expression, in the syntax of the `regex` crate.
    ///
    /// # Errors
    /// With the library's words when it is none, or would be too large.
    pub fn add_pattern(&mut self, pattern: &str) -> Result<(), String> {
        self.patterns.push(Arc::new(compiled(pattern)?));
        Ok(())
    }

    /// Adds names that are known by their digests only.
    pub fn add_salted(&mut self, salted: Salted) {
        self.lengths.extend(salted.lengths());
        self.salted = Some(salted);
    }

    /// Whether there is anything to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.patterns.is_empty() && self.salted.is_none()
    }

    /// What stands in a text file or any other, in its path or its bytes.
    #[must_use]
    pub fn find(&self, path: &str, bytes: &[u8], known: &mut Known) -> BTreeSet<Item> {
        let mut found = BTreeSet::new();
        for text in std::iter::once(reading::path(path)).chain(Reading::of(path, bytes)) {
            self.find_in(&text, known, &mut found);
        }
        found
    }

    fn find_in(&self, text: &str, known: &mut Known, found: &mut BTreeSet<Item>) {
        for (n, pattern) in self.patterns.iter().enumerate() {
            if pattern.is_match(text) {
                found.insert(Item::Pattern(n));
            }
        }
        if self.lengths.is_empty() {
            return;
        }
        let words = Words::of(text);
        for n in 0..words.len() {
            for &length in &self.lengths {
                let Some(row) = words.row(n, length) else { continue };
                if row.iter().all(|word| self.parts.contains(*word)) {
                    found.extend(self.names.get(&sorted(&row)).copied());
                }
                if let Some(salted) = &self.salted
                    && salted.has(length)
                    && known.0.insert(mark(&row))
                {
                    found.extend(salted.find(&sorted(&row)));
                }
            }
        }
    }
}

/// The words of a name, if it can be looked for.
fn fit(name: &str) -> Result<Vec<Box<str>>, Unfit> {
    let words: Vec<Box<str>> = folded(name).split_whitespace().map(Box::from).collect();
    if words.iter().map(|word| word.chars().count()).sum::<usize>() < SHORTEST {
        return Err(Unfit::Short);
    }
    if words.len() > LONGEST { Err(Unfit::Long) } else { Ok(words) }
}

/// Words in the order of the alphabet, with a space between: `Ann Other` and `Other, Ann` are one.
fn sorted<S: AsRef<str>>(words: &[S]) -> Box<str> {
    let mut words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.sort_unstable();
    words.join(" ").into()
}

/// A quick mark of a row of words. That two rows share one by chance is likelier than a name that is missed by it: 2^-64 a pair.
fn mark(row: &[&str]) -> u64 {
    let mut hash = 0_u64;
    for word in row {
        hash = hash.rotate_left(23) ^ xxhash_rust::xxh3::xxh3_64_with_seed(word.as_bytes(), hash);
    }
    hash
}

/// A pattern as it is looked for.
///
/// # Errors
/// With the library's words.
pub fn compiled(pattern: &str) -> Result<Regex, String> {
    // What matches nothing at all matches everywhere.
    match Regex::new(pattern) {
        Ok(regex) if regex.is_match("") => Err("it matches the empty text, and so everything".to_owned()),
        Ok(regex) => Ok(regex),
        Err(error) => Err(error.to_string().lines().last().unwrap_or("it is none").trim_start_matches("error: ").to_owned()),
    }
}

/// Whether a name can be looked for.
///
/// # Errors
/// When it has too few letters or too many words.
pub fn check_name(name: &str) -> Result<(), Unfit> {
    fit(name).map(|_| ())
}

/// The digest by which a name is known with a salt, and the number of its words.
fn digest(salt: &[u8], sorted: &str) -> Digest {
    Digest::of_parts(&[salt, sorted.as_bytes()])
}
