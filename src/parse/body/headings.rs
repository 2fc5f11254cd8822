//! Ids of headings: GitHub's form of their words, unique in the text, and those the writer gave.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::model::{Heading, slug};

/// A heading before it has its id: all others must be known for that.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub level: u8,
    /// The id the writer asked for, already in a form that can be one.
    pub wanted: Option<String>,
    pub classes: Vec<Arc<str>>,
    /// Its words as typed.
    pub text: String,
    /// Its words as HTML without links.
    pub html: String,
    /// Its section, as pieces of the list it stands in.
    pub section: Range<u32>,
    /// The footnote it stands in, if it does.
    pub note: Option<u32>,
    /// Whether it stands in a quotation, a list or a footnote.
    pub is_nested: bool,
}

/// The id the writer asked for, in a form that can be one; `None` if nothing of it can. Ids with a colon
/// belong to the theme; blanks and quotes would end the attribute or the address.
pub(super) fn wanted_id(written: &str) -> Option<String> {
    let is_bad = |c: char| c == ':' || c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '&' | '`');
    let id: String = written.chars().map(|c| if is_bad(c) { '-' } else { c }).collect();
    id.chars().any(|c| c != '-').then_some(id)
}

/// Gives every heading its id: first the ones asked for, then the others in order, numbered if taken.
pub(super) fn with_ids(drafts: Vec<Draft>) -> Vec<Heading> {
    let mut ids = Ids::default();
    let mut given: Vec<Option<Arc<str>>> = drafts.iter().map(|draft| draft.wanted.as_deref().map(|id| ids.take(id))).collect();
    for (draft, id) in drafts.iter().zip(&mut given) {
        if id.is_none() {
            let words = slug(&draft.text);
            *id = Some(ids.take(if words.is_empty() { "section" } else { &words }));
        }
    }
    let headings = drafts.into_iter().zip(given).filter_map(|(draft, id)| {
        Some(Heading {
            level: draft.level,
            id: id?,
            text: draft.text.into(),
            html: draft.html.into(),
            classes: draft.classes,
            section: draft.section,
            is_nested: draft.is_nested,
        })
    });
    headings.collect()
}

/// Ids that are taken.
#[derive(Debug, Default)]
struct Ids {
    taken: HashSet<Arc<str>>,
    /// The next number to try, so that a thousand headings of the same words take a thousand steps.
    next: HashMap<Arc<str>, u32>,
}

impl Ids {
    /// This id, or the first `id-1`, `id-2` … that is free.
    fn take(&mut self, id: &str) -> Arc<str> {
        let plain: Arc<str> = Arc::from(id);
        if self.taken.insert(plain.clone()) {
            return plain;
        }
        let next = self.next.entry(plain).or_insert(1);
        loop {
            let numbered: Arc<str> = Arc::from(format!("{id}-{next}"));
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(headings: &[(&str, Option<&str>)]) -> Vec<String> {
        let draft = |(text, wanted): &(&str, Option<&str>)| Draft {
            text: (*text).to_owned(),
            wanted: wanted.and_then(wanted_id),
            ..Draft::default()
        };
        with_ids(headings.iter().map(draft).collect()).into_iter().map(|heading| heading.id.to_string()).collect()
    }

    #[test]
    fn ids_are_unique() {
        assert_eq!(
            ids(&[("Foo", None), ("Foo", None), ("Foo 1", None), ("!?", None), ("", None)]),
            ["foo", "foo-1", "foo-1-1", "section", "section-1"]
        );
        assert_eq!(ids(&[("Вынік", None), ("x", Some("вынік")), ("y", Some("a:b c"))]), ["вынік-1", "вынік", "a-b-c"]);
        assert_eq!(ids(&[("x", Some(":"))]), ["x"]);
    }
}
