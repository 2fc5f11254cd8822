//! All that there is under one id: what links ask for by the hundred thousand.

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use super::Entries;
use crate::model::{Entry, Key, Lang, Summary};

/// All that there is under one id, by language.
#[derive(Debug, Default)]
pub struct Versions {
    /// The entry in the main language, if it is shown: most ids have nothing else, and are asked for by the hundred thousand.
    pub main: Option<Arc<Entry>>,
    /// Those in other languages that are shown.
    pub others: Vec<(Lang, Arc<Entry>)>,
    /// Those that are not.
    pub hidden: Vec<(Lang, Arc<Summary>)>,
    /// Of the shown ones that an `--as-of` day cut: their front matter as it is written.
    pub whole: Vec<(Lang, Arc<Summary>)>,
}

impl Versions {
    /// The entry as a page in this language shows it: its translation, or else the original.
    #[must_use]
    pub fn shown_in(&self, lang: &Lang) -> Option<&Arc<Entry>> {
        // The main language is not among the others: who asks for it gets the original as well.
        in_language(&self.others, lang).or(self.main.as_ref())
    }

    /// The entries that are shown.
    pub fn shown(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.main.iter().chain(self.others.iter().map(|(_, entry)| entry))
    }

    /// Whether these are the very same values: what is parsed again is taken for new.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        fn all<T>(now: &[(Lang, Arc<T>)], before: &[(Lang, Arc<T>)]) -> bool {
            now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && Arc::ptr_eq(one, other))
        }
        let same_main = match (&self.main, &other.main) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same_main && all(&self.others, &other.others) && all(&self.hidden, &other.hidden) && all(&self.whole, &other.whole)
    }
}

/// Gathers all that there is under each id; `main` is the main language.
#[must_use]
pub fn by_id(entries: &Entries, hidden: &Entries, whole: BTreeMap<Key, Arc<Summary>>, main: &Lang) -> HashMap<Arc<str>, Versions> {
    let mut by_id: HashMap<Arc<str>, Versions> = HashMap::with_capacity_and_hasher(entries.len(), Default::default());
    for (key, entry) in entries {
        let versions = by_id.entry(key.id.clone()).or_default();
        if key.lang == *main {
            versions.main = Some(entry.clone());
        } else {
            versions.others.push((key.lang.clone(), entry.clone()));
        }
    }
    for (key, entry) in hidden {
        by_id.entry(key.id.clone()).or_default().hidden.push((key.lang.clone(), entry.summary.clone()));
    }
    for (key, summary) in whole {
        by_id.entry(key.id).or_default().whole.push((key.lang, summary));
    }
    by_id
}

/// What is written in a language.
#[must_use]
pub fn in_language<'a, T>(written: &'a [(Lang, Arc<T>)], lang: &Lang) -> Option<&'a Arc<T>> {
    written.iter().find(|(of, _)| of == lang).map(|(_, version)| version)
}
