//! What a translation remembers of the original it was made from, and what changed there since.
//!
//! `made_from:` of a translation holds a digest of the original's front matter and of each passage of its text, in
//! order, as they were. `dossier translated` writes it. The passages of a translation stand in the order of those of
//! its original, so that a passage of the original that is no longer there as it was tells which one of the translation
//! is behind.

use crate::link::Dossier;
use crate::model::date::Day;
use crate::model::{Entry, Record, Summary, Value};
use crate::text::digest::{Feed, short_number};
use std::hash::Hasher;

/// Fields that change without anything to translate anew: names in addresses, and how the entry is published.
const APART: &[&str] = &[
    "aliases",
    "redirect_from",
    "tags",
    "related",
    "image",
    "draft",
    "published",
    "updated",
    "reviewed",
    "review_by",
    "corrections",
    "autolink",
    "share",
    "extra",
    "made_from",
];

/// What changed in the original since a translation was made of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// The passages of the translation, by number, whose original is no longer what it was.
    pub passages: Vec<usize>,
    /// Whether something changed that is no passage of the translation: a field of the front matter, a passage that was
    /// added, or any passage where those of the translation are not those of the original one by one.
    pub elsewhere: bool,
}

impl Behind {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty() && !self.elsewhere
    }
}

/// What is written of the original: the digest of its front matter, and those of its passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    front: u32,
    passages: Vec<u32>,
}

impl Memory {
    /// An original as it is now.
    #[must_use]
    pub fn of(original: &Summary) -> Self {
        Self { front: front(original), passages: original.passages.clone() }
    }

    /// What a `made_from:` says; nothing if it is no such thing.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let number = |word: &str| (word.len() == DIGITS).then(|| u32::from_str_radix(word, 16).ok()).flatten();
        let mut numbers = text.split_whitespace().map(number);
        let front = numbers.next()??;
        Some(Self { front, passages: numbers.collect::<Option<_>>()? })
    }

    /// The same after the original changed from one wording to another with nothing to translate anew, as when an entry that it
    /// links to got another id: what was remembered of the one is remembered of the other.
    #[must_use]
    pub fn carried(&self, before: &Self, after: &Self) -> Self {
        let passage = |old: &u32| {
            let at = before.passages.iter().position(|passage| passage == old);
            at.and_then(|at| after.passages.get(at)).copied().unwrap_or(*old)
        };
        let front = if self.front == before.front { after.front } else { self.front };
        Self { front, passages: self.passages.iter().map(passage).collect() }
    }

    /// How many passages the original had.
    #[must_use]
    pub fn len(&self) -> usize {
        self.passages.len()
    }

    /// Whether the original had no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }
}

/// How many hexadecimal digits a digest has in `made_from:`: enough to tell two wordings of a passage apart.
const DIGITS: usize = 8;

impl std::fmt::Display for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08x}", self.front)?;
        self.passages.iter().try_for_each(|passage| write!(f, " {passage:08x}"))
    }
}

/// The original of a translation.
#[must_use]
pub fn original<'a>(dossier: &'a Dossier, entry: &Entry) -> Option<&'a Entry> {
    let main = dossier.config.main();
    let original = (entry.summary.lang != *main).then(|| dossier.shown(&entry.summary.folded, main))??;
    (original.summary.lang == *main).then_some(original)
}

/// What changed in the original of a translation since it was made; nothing for an original, and for a translation
/// that says nothing of what it was made from.
#[must_use]
pub fn behind(dossier: &Dossier, entry: &Entry) -> Option<Behind> {
    let memory = Memory::read(entry.summary.common.made_from.as_deref()?)?;
    let now = Memory::of(&original(dossier, entry)?.summary);
    let changes = changes(&memory.passages, &now.passages);
    let is_aligned = memory.len() == entry.summary.passages.len();
    let elsewhere = memory.front != now.front || changes.added || (!is_aligned && !changes.gone.is_empty());
    Some(Behind { passages: if is_aligned { changes.gone } else { Vec::new() }, elsewhere })
}

/// The day on which an original last changed, as far as it says so.
#[must_use]
pub fn changed_on(original: &Summary) -> Option<Day> {
    let common = &original.common;
    common.corrections.iter().map(|one| one.date).chain(common.updated).max()
}

/// How many pairs of passages are compared at most. Beyond it all that lies between what is alike at the beginning and
/// at the end counts as changed.
const MOST: usize = 4 << 20;

/// What is no longer there of a row of passages, by number, and whether some were put in.
struct Changes {
    gone: Vec<usize>,
    added: bool,
}

/// Compares two rows by the longest row that both hold.
fn changes(before: &[u32], now: &[u32]) -> Changes {
    let front = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let back = before[front..].iter().rev().zip(now[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[front..before.len() - back], &now[front..now.len() - back]);
    if old.len().saturating_mul(new.len()) > MOST {
        return Changes { gone: (front..front + old.len()).collect(), added: true };
    }
    let lengths = common_lengths(old, new);
    let (mut changes, mut added, mut gone) = (Changes { gone: Vec::new(), added: false }, 0, 0);
    let (mut n, mut m) = (0, 0);
    while n < old.len() || m < new.len() {
        if n < old.len() && m < new.len() && old[n] == new[m] {
            changes.added |= added > gone;
            (added, gone, n, m) = (0, 0, n + 1, m + 1);
        } else if m == new.len() || (n < old.len() && lengths[(n + 1) * (new.len() + 1) + m] >= lengths[n * (new.len() + 1) + m + 1]) {
            changes.gone.push(front + n);
            (gone, n) = (gone + 1, n + 1);
        } else {
            (added, m) = (added + 1, m + 1);
        }
    }
    changes.added |= added > gone;
    changes
}

/// How long the longest common row is from each pair of places on: rows of `new.len() + 1`, one for each place of `old`
/// and its end.
fn common_lengths(old: &[u32], new: &[u32]) -> Vec<u32> {
    let width = new.len() + 1;
    let mut lengths = vec![0; (old.len() + 1) * width];
    for n in (0..old.len()).rev() {
        for m in (0..new.len()).rev() {
            lengths[n * width + m] = if old[n] == new[m] {
                lengths[(n + 1) * width + m + 1] + 1
            } else {
                lengths[(n + 1) * width + m].max(lengths[n * width + m + 1])
            };
        }
    }
    lengths
}

/// The digest of all in a front matter that a translation carries over. It stands in files, so it is made of what is
/// written, not of how this program keeps it.
fn front(summary: &Summary) -> u32 {
    let mut feed = Feed::default();
    feed_record(&summary.record, &mut feed, &|name| !APART.contains(&name));
    short_number(&feed.digest())
}

fn feed_record(record: &Record, feed: &mut Feed, counts: &dyn Fn(&str) -> bool) {
    let mut fields: Vec<_> = record.fields.iter().filter(|(name, _)| counts(name)).collect();
    // To put fields in another order changes nothing.
    fields.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (name, value) in fields {
        feed_text(name, feed);
        feed_value(value, feed);
    }
    feed.write(&[0]);
}

fn feed_value(value: &Value, feed: &mut Feed) {
    match value {
        Value::Text(text) => feed_text(text, feed),
        Value::Bool(value) => feed_text(if *value { "true" } else { "false" }, feed),
        Value::Number(number) => feed_text(&number.to_string(), feed),
        Value::When(when) => feed_text(&when.to_string(), feed),
        Value::Ref(reference) => feed_text(&reference.0, feed),
        Value::List(items) => items.iter().for_each(|item| feed_value(item, feed)),
        Value::Group(group) => feed_record(group, feed, &|_| true),
        Value::ByLanguage(texts) => texts.iter().flat_map(|(tag, text)| [tag, text]).for_each(|text| feed_text(text, feed)),
        // Free values are for templates and have no words to translate.
        Value::Free(_) => {}
    }
    feed.write(&[1]);
}

fn feed_text(text: &str, feed: &mut Feed) {
    feed.write(text.as_bytes());
    feed.write(&[2]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, now: &str, gone: &[usize], added: bool) {
        let numbers = |text: &str| text.bytes().map(u32::from).collect::<Vec<_>>();
        let found = changes(&numbers(before), &numbers(now));
        assert_eq!((found.gone.as_slice(), found.added), (gone, added), "{before} {now}");
    }

    #[test]
    fn what_is_gone_is_found_and_what_moved_with_it_is_not() {
        check("abc", "abc", &[], false);
        check("abc", "axc", &[1], false);
        check("abc", "abxc", &[], true);
        check("abc", "ac", &[1], false);
        check("abc", "xabyc", &[], true);
        check("abcd", "axyd", &[1, 2], false);
        check("", "a", &[], true);
        check("a", "", &[0], false);
        check("aab", "ab", &[1], false);
    }

    #[test]
    fn a_memory_is_read_as_it_is_written() {
        let memory = Memory { front: 1, passages: vec![0xdead_beef, 2] };
        assert_eq!(memory.to_string(), "00000001 deadbeef 00000002");
        assert_eq!(Memory::read(&memory.to_string()), Some(memory));
        for wrong in ["", "1", "0000000g", "00000001 2", "000000001"] {
            assert_eq!(Memory::read(wrong), None, "{wrong}");
        }
    }
}
