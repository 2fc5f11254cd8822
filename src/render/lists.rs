//! The entries in the orders in which pages list them, made once a build.

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use super::refs::Refs;
use crate::kind::linked;
use crate::kind::question::Question;
use crate::link::Dossier;
use crate::model::{Entry, KindName, Lang, slug};
use crate::text::noted::{Changed, Noted, Table};

/// How many entries one page of a list holds.
pub const PER_PAGE: usize = 100;

/// A tag in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// As the first entry in order writes it.
    pub label: Arc<str>,
    /// The folded ids of its entries, by title.
    pub entries: Vec<Arc<str>>,
}

/// The orders.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    kinds: HashMap<Lang, Table<KindName, Vec<Arc<str>>>>,
    neighbours: HashMap<Lang, Table<Arc<str>, Neighbours>>,
    /// By language and the tag's form in addresses.
    pub tags: Noted<BTreeMap<(Lang, String), Tag>>,
}

/// The entries before and after one in its kind.
type Neighbours = (Option<Arc<str>>, Option<Arc<str>>);

impl Lists {
    /// The entries of a kind: by date where the kind needs one, else by title; open questions before settled ones.
    #[must_use]
    pub fn of_kind(&self, lang: &Lang, kind: &KindName) -> &[Arc<str>] {
        self.kinds.get(lang).and_then(|of_lang| of_lang.get(kind)).map_or(&[], Vec::as_slice)
    }

    /// The entries before and after one in its kind.
    #[must_use]
    pub fn neighbours(&self, lang: &Lang, id: &Arc<str>) -> (Option<&Arc<str>>, Option<&Arc<str>>) {
        let Some((before, after)) = self.neighbours.get(lang).and_then(|of_lang| of_lang.get(id)) else { return (None, None) };
        (before.as_ref(), after.as_ref())
    }

    /// Which lists are not what they were, and which entries have other neighbours.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        #[expect(clippy::iter_over_hash_type, reason = "what changed is a set")]
        for (lang, now) in &self.kinds {
            if let Some(before) = before.kinds.get(lang) {
                now.compare(before, changed, PartialEq::eq);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "what changed is a set")]
        for (lang, now) in &self.neighbours {
            if let Some(before) = before.neighbours.get(lang) {
                now.compare(before, changed, PartialEq::eq);
            }
        }
        self.tags.compare(&before.tags, changed, PartialEq::eq);
    }
}

/// An entry on its way into a list: its folded id and itself.
type Listed<'a> = (&'a Arc<str>, &'a Arc<Entry>);

/// Puts the entries in order.
#[must_use]
pub fn lists(dossier: &Dossier, refs: &Refs) -> Lists {
    let mut lists = Lists::default();
    let mut tags = BTreeMap::new();
    for lang in &dossier.config.languages {
        let mut by_kind: BTreeMap<KindName, Vec<Listed<'_>>> = BTreeMap::new();
        for key in dossier.entries.keys().filter(|key| key.lang == *dossier.config.main()) {
            if let Some(entry) = dossier.shown(&key.id, lang) {
                by_kind.entry(entry.summary.kind.clone()).or_default().push((&key.id, entry));
            }
        }
        let (mut kinds, mut neighbours) = (HashMap::default(), HashMap::default());
        for (kind, mut entries) in by_kind {
            let dated = dossier.kind(&kind).is_some_and(|kind| kind.dated);
            entries.sort_by_cached_key(|(id, entry)| {
                let date = entry.summary.common.date.as_ref().filter(|_| dated).map(|date| date.sort_key());
                let settled = linked::details::<Question>(&entry.summary).is_some_and(|question| !question.is_open());
                (settled, date, refs.place(id, lang), Arc::clone(id))
            });
            add_tags(&mut tags, lang, &entries);
            let ids: Vec<Arc<str>> = entries.into_iter().map(|(id, _)| Arc::clone(id)).collect();
            for (place, id) in ids.iter().enumerate() {
                let before = place.checked_sub(1).and_then(|n| ids.get(n));
                neighbours.insert(id.clone(), (before.cloned(), ids.get(place + 1).cloned()));
            }
            kinds.insert(kind, ids);
        }
        sort_tags(&mut tags, refs, lang);
        lists.kinds.insert(lang.clone(), Table::new(&format!("lists {lang}"), kinds));
        lists.neighbours.insert(lang.clone(), Table::new(&format!("neighbours {lang}"), neighbours));
    }
    lists.tags = Noted::new("tags", tags);
    lists
}

fn add_tags(tags: &mut BTreeMap<(Lang, String), Tag>, lang: &Lang, entries: &[Listed<'_>]) {
    for (id, entry) in entries {
        for label in &entry.summary.common.tags {
            let name = slug(label);
            if name.is_empty() {
                continue;
            }
            let tag = tags.entry((lang.clone(), name)).or_insert_with(|| Tag { label: label.clone(), entries: Vec::new() });
            if tag.entries.last() != Some(*id) {
                tag.entries.push(Arc::clone(id));
            }
        }
    }
}

fn sort_tags(tags: &mut BTreeMap<(Lang, String), Tag>, refs: &Refs, lang: &Lang) {
    for ((_, _), tag) in tags.iter_mut().filter(|((of, _), _)| of == lang) {
        tag.entries.sort_by_cached_key(|id| (refs.place(id, lang), id.clone()));
        tag.entries.dedup();
    }
}
