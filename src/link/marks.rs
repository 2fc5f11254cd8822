//! Which texts the names concern that link by themselves.
//!
//! When a name comes, goes or means another entry, only the texts are rendered again that may hold it: each text has a mark, which
//! stays the same while no such name concerns it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use super::Dossier;
use super::autolinks::{Autolinks, finder, holds_any, patterns};
use super::names::Id;
use crate::model::{Entry, Key};
use crate::text::Digest;
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
        let names = changed_names(&self.meanings, &known.names.meanings);
        let concerns = concerns(&names);
        let (entries, earlier, marks) = (dossier.entries.unnoted(), before.entries.unnoted(), known.marks.unnoted());
        let is_marked = |entry: &Entry| self.finder.is_some() && entry.summary.common.autolink;
        let same_keys = entries.len() == earlier.len() && entries.keys().eq(earlier.keys());
        if same_keys && self.finder.is_some() == known.names.finder.is_some() {
            // Nearly all are what they were: only the others are looked up.
            let others = entries
                .iter()
                .zip(earlier.values())
                .filter(|((_, entry), before)| !Arc::ptr_eq(entry, before) || concerns(&entry.body.html));
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
            let same = earlier.get(key).filter(|before| Arc::ptr_eq(before, entry) && !concerns(&entry.body.html));
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

/// The words of each name that is not in both, or does not mean the same in both, the longest first.
fn changed_names<'a>(now: &'a BTreeMap<String, (Id, Digest)>, before: &'a BTreeMap<String, (Id, Digest)>) -> Vec<Vec<&'a str>> {
    let other = |one: &'a BTreeMap<String, (Id, Digest)>, other: &'a BTreeMap<String, (Id, Digest)>| {
        one.iter().filter(|(name, meaning)| other.get(*name) != Some(*meaning)).map(|(name, _)| name.as_str())
    };
    let words = |name: &'a str| {
        let mut words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
        words.sort_by_key(|word| Reverse(word.len()));
        words
    };
    let mut names: Vec<Vec<&str>> = other(now, before).chain(other(before, now)).map(words).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Tells whether a text may hold one of these names: what holds a name holds all of its words, wherever it is broken into lines. The
/// longest is looked for first, and for all names at once: few texts hold it, as a rule.
fn concerns(names: &[Vec<&str>]) -> impl Fn(&str) -> bool {
    let longest: Vec<&str> = names.iter().filter_map(|words| words.first().copied()).collect();
    let holds_longest = holds_any(&longest);
    let holds = |html: &str, word: &str| memchr::memmem::find(html.as_bytes(), word.as_bytes()).is_some();
    move |html| !names.is_empty() && holds_longest(html) && names.iter().any(|words| words.iter().all(|word| holds(html, word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_changes_concerns_texts_with_all_its_words() {
        let meanings = |names: &[(&str, &str)]| -> BTreeMap<String, (Id, Digest)> {
            names.iter().map(|(name, id)| ((*name).to_owned(), (Id::from(*id), Digest::default()))).collect()
        };
        let before = meanings(&[("Anna of the Court", "a"), ("Borys", "b"), ("KGB", "c")]);
        let now = meanings(&[("Borys", "b"), ("KGB", "d"), ("New name", "a")]);
        let names = changed_names(&now, &before);
        assert_eq!(names, [vec!["Court", "Anna", "the", "of"], vec!["KGB"], vec!["name", "New"]]);
        assert!(changed_names(&now, &now).is_empty());
        let concerns = concerns(&names);
        for (html, expected) in
            [("Anna of\nthe Court", true), ("the Court of Minsk", false), ("a KGB", true), ("New names", true), ("a name", false)]
        {
            assert_eq!(concerns(html), expected, "{html}");
        }
        assert!(!super::concerns(&[])("KGB"));
    }
}
