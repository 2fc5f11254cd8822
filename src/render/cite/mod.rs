//! Citations and lists of sources as a CSL style sets them. The only place that names the library.
//!
//! In: the style of the settings and the sources of the linked dossier. Out: for each source and language the
//! pieces of HTML that pages put together: its mark, its place in a list, its note for the margin. Each is made
//! once a build, since a style takes a tenth of a millisecond to ten for one source; so what a style says
//! depends on the source alone, never on where or how often a page cites it. Knows no templates and no pages.

mod facts;
mod html;
mod style;

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use hayagriva::{CitePurpose, ElemChildren};

use crate::link::Dossier;
use crate::model::{Entry, Lang};
use crate::parse::body::escape::escaped;
use crate::text::Digest;
use crate::text::noted::{Changed, Table};

pub use facts::Facts;
use facts::SLOT;
use html::Wanted;
pub use style::{Brackets, Marks, Style, names};

/// A source as a style sets it in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The digest of all it was made from.
    pub digest: Digest,
    /// Its place in a list up to the title, as HTML.
    pub before: Arc<str>,
    /// The title, as HTML; a page makes it a link.
    pub title: Arc<str>,
    /// What follows the title, as HTML.
    pub after: Arc<str>,
    /// The same without links, for a note in the margin.
    pub note: Arc<str>,
    /// What marks it in brackets, without them, where marks are names: `AFP, 2021`.
    pub mark: Arc<str>,
    /// What names it in running text, where marks are names: `AFP (2021)`.
    pub said: Arc<str>,
}

/// All sources of a dossier, set.
#[derive(Debug, Clone, Default)]
pub struct Cites {
    /// The style; none in a dossier without sources.
    pub style: Option<Arc<Style>>,
    /// What stands around a source that is named outside a text.
    pub plain: Brackets,
    references: BTreeMap<Lang, Table<Arc<str>, Arc<Reference>>>,
}

/// A source that is to be set, and the digest of all that this depends on.
#[derive(Debug)]
pub struct Task {
    /// Its folded id.
    pub id: Arc<str>,
    /// The language.
    pub lang: Lang,
    /// What the style may ask.
    pub facts: Facts,
    /// The digest of the three and of the style.
    pub digest: Digest,
}

/// A task and what came of it.
pub type Made = (Task, Arc<Reference>);

/// Every source in every language it is shown in.
#[must_use]
pub fn tasks(dossier: &Dossier, style: &Style) -> Vec<Task> {
    let mut all = Vec::new();
    for lang in &dossier.config.languages {
        for entry in dossier.of_kind("source", lang) {
            let facts = Facts::of(dossier, entry, lang);
            let digest = Digest::of_value(&(style.digest, lang, &facts));
            all.push(Task { id: entry.summary.folded.clone(), lang: lang.clone(), facts, digest });
        }
    }
    all
}

/// Sets one source. Where a letter of `2021a` could stand, a sign holds its place.
#[must_use]
pub fn set(style: &Style, task: &Task) -> Reference {
    let facts = &task.facts;
    let day = facts.is_month_declined();
    let year = if style.marks == Marks::Names { facts.year().unwrap_or_default() } else { String::new() };
    let entry = facts.entry(true);
    let rendered = style.set(&entry, &task.lang, day, None);
    let (before, title, after) = listed(&rendered, facts, &year);
    let note = if style.has_addresses {
        let short = style.set(&facts.entry(false), &task.lang, day, None);
        item(&short).map(|item| html::write(item, Wanted { plain: true, no_number: true, ..Wanted::default() }).html)
    } else {
        item(&rendered).map(|item| html::write(item, Wanted { plain: true, no_number: true, ..Wanted::default() }).html)
    };
    let (mark, said) = if style.marks == Marks::Names {
        let prose = style.set(&entry, &task.lang, day, Some(CitePurpose::Prose));
        (mark(style, &rendered, &year), first(&prose).map_or_else(String::new, |said| with_slot(html::write(said, named(&year)).html)))
    } else {
        (String::new(), String::new())
    };
    Reference {
        digest: task.digest,
        before: before.into(),
        note: note.unwrap_or_else(|| escaped(&facts.title)).into(),
        title: title.into(),
        after: after.into(),
        mark: mark.into(),
        said: said.into(),
    }
}

fn named(year: &str) -> Wanted<'_> {
    Wanted { year, ..Wanted::default() }
}

fn first(rendered: &hayagriva::Rendered) -> Option<&ElemChildren> {
    rendered.citations.first().map(|one| &one.citation)
}

fn item(rendered: &hayagriva::Rendered) -> Option<&ElemChildren> {
    rendered.bibliography.as_ref()?.items.first().map(|item| &item.content)
}

/// The place in a list, around the title; the title alone for a style that has no lists.
fn listed(rendered: &hayagriva::Rendered, facts: &Facts, year: &str) -> (String, String, String) {
    let wanted = Wanted { title: &facts.title, year, no_number: true, ..Wanted::default() };
    // A style of notes may have no list: then the note is what it has to say.
    let Some(item) = item(rendered).or_else(|| first(rendered).filter(|_| facts.year().is_none() || year.is_empty())) else {
        return (String::new(), escaped(&facts.title), String::new());
    };
    let written = html::write(item, wanted);
    match written.title {
        Some(at) => (written.html[..at.start].into(), written.html[at.clone()].into(), written.html[at.end..].into()),
        None if written.html.is_empty() => (String::new(), escaped(&facts.title), String::new()),
        None => (String::new(), escaped(&facts.title), format!(". {}", written.html)),
    }
}

/// The mark without its brackets.
fn mark(style: &Style, rendered: &hayagriva::Rendered, year: &str) -> String {
    let Some(mark) = first(rendered) else { return String::new() };
    let html = html::write(mark, named(year)).html;
    let (open, close) = (escaped(&style.brackets.open), escaped(&style.brackets.close));
    let inner = html.strip_prefix(&open).and_then(|html| html.strip_suffix(&close)).unwrap_or(&html);
    with_slot(inner.to_owned())
}

/// A text with a place for the letter, at its end if it has no year.
fn with_slot(mut html: String) -> String {
    if !html.contains(SLOT) {
        html.push(SLOT);
    }
    html
}

impl Cites {
    /// Gathers what was set. Sources of one language with the same mark get letters, in the order of their
    /// references; they are the same on every page.
    #[must_use]
    pub fn new(style: Arc<Style>, made: impl IntoIterator<Item = Made>) -> Self {
        let mut references: BTreeMap<Lang, HashMap<Arc<str>, Arc<Reference>>> = BTreeMap::new();
        let mut groups: BTreeMap<(Lang, Arc<str>), Vec<Made>> = BTreeMap::new();
        for (task, reference) in made {
            if style.marks == Marks::Names {
                groups.entry((task.lang.clone(), reference.mark.clone())).or_default().push((task, reference));
            } else {
                references.entry(task.lang).or_default().insert(task.id, reference);
            }
        }
        for (_, mut group) in groups {
            group.sort_by(|(a, first), (b, second)| (&first.note, &a.id).cmp(&(&second.note, &b.id)));
            let many = group.len() > 1;
            for (n, (task, reference)) in group.into_iter().enumerate() {
                let letter = if many { letters(n) } else { String::new() };
                references.entry(task.lang).or_default().insert(task.id, Arc::new(lettered(&reference, &letter)));
            }
        }
        let table = |(lang, of_lang): (Lang, HashMap<_, _>)| (lang.clone(), Table::new(&format!("cites {lang}"), of_lang));
        Self { style: Some(style), plain: Brackets::default(), references: references.into_iter().map(table).collect() }
    }

    /// Which sources are set otherwise than they were. Both must be of the same style.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        for (lang, now) in &self.references {
            if let Some(before) = before.references.get(lang) {
                now.compare(before, changed, |one, other| one.digest == other.digest);
            }
        }
    }

    /// A source as pages in a language show it.
    #[must_use]
    pub fn get(&self, lang: &Lang, id: &str) -> Option<&Arc<Reference>> {
        self.references.get(lang)?.get(id)
    }

    /// The digest of what pages in a language show of a source.
    #[must_use]
    pub fn digest(&self, lang: &Lang, source: &Entry) -> Option<Digest> {
        self.get(lang, &source.summary.folded).map(|reference| reference.digest)
    }
}

/// A reference with the letter in its places.
fn lettered(reference: &Reference, letter: &str) -> Reference {
    let put = |html: &Arc<str>| if html.contains(SLOT) { html.replace(SLOT, letter).into() } else { html.clone() };
    Reference {
        digest: if letter.is_empty() { reference.digest } else { Digest::of_value(&(reference.digest, letter)) },
        before: put(&reference.before),
        title: reference.title.clone(),
        after: put(&reference.after),
        note: reference.note.clone(),
        mark: put(&reference.mark),
        said: put(&reference.said),
    }
}

/// `a` to `z`, then `aa`.
fn letters(n: usize) -> String {
    let mut out = String::new();
    let mut left = n + 1;
    while left > 0 {
        left -= 1;
        out.insert(0, char::from(b'a' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([letters(0), letters(25), letters(26), letters(701), letters(702)], ["a", "z", "aa", "zz", "aaa"]);
    }
}
