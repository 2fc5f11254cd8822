//! The entries in the orders in which pages list them, made once a build.

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use super::refs::Refs;
use crate::kind::linked;
use crate::kind::question::Question;
use crate::link::Dossier;
use crate::model::{Entry, KindName, Lang, slug};

/// How many entries one page of a list holds.
pub const PER_PAGE: usize = 100;

/// A tag in one language.
#[derive(Debug)]
pub struct Tag {
    /// As the first entry in order writes it.
    pub label: Arc<str>,
    /// The folded ids of its entries, by title.
    pub entries: Vec<Arc<str>>,
}

/// The orders.
#[derive(Debug, Default)]
pub struct Lists {
    kinds: BTreeMap<(Lang, KindName), Vec<Arc<str>>>,
    places: HashMap<(Lang, Arc<str>), usize>,
    /// By language and the tag's form in addresses.
    pub tags: BTreeMap<(Lang, String), Tag>,
}

impl Lists {
    /// The entries of a kind: by date where the kind needs one, else by title; open questions before settled ones.
    #[must_use]
    pub fn of_kind(&self, lang: &Lang, kind: &KindName) -> &[Arc<str>] {
        self.kinds.get(&(lang.clone(), kind.clone())).map_or(&[], Vec::as_slice)
    }

    /// The entries before and after one in its kind.
    #[must_use]
    pub fn neighbours(&self, lang: &Lang, kind: &KindName, id: &Arc<str>) -> (Option<&Arc<str>>, Option<&Arc<str>>) {
        let list = self.of_kind(lang, kind);
        let Some(place) = self.places.get(&(lang.clone(), id.clone())) else { return (None, None) };
        (place.checked_sub(1).and_then(|n| list.get(n)), list.get(place + 1))
    }
}

/// An entry on its way into a list: its folded id and itself.
type Listed<'a> = (&'a Arc<str>, &'a Arc<Entry>);

/// Puts the entries in order.
#[must_use]
pub fn lists(dossier: &Dossier, refs: &Refs) -> Lists {
    let mut lists = Lists::default();
    for lang in &dossier.config.languages {
        let mut by_kind: BTreeMap<KindName, Vec<Listed<'_>>> = BTreeMap::new();
        for key in dossier.entries.keys().filter(|key| key.lang == *dossier.config.main()) {
            if let Some(entry) = dossier.shown(&key.id, lang) {
                by_kind.entry(entry.summary.kind.clone()).or_default().push((&key.id, entry));
            }
        }
        for (kind, mut entries) in by_kind {
            let dated = dossier.kind(&kind).is_some_and(|kind| kind.dated);
            entries.sort_by_cached_key(|(id, entry)| {
                let date = entry.summary.common.date.as_ref().filter(|_| dated).map(|date| date.sort_key());
                let settled = linked::details::<Question>(&entry.summary).is_some_and(|question| !question.is_open());
                (settled, date, refs.place(id, lang), Arc::clone(id))
            });
            for (place, (id, _)) in entries.iter().enumerate() {
                lists.places.insert((lang.clone(), Arc::clone(id)), place);
            }
            add_tags(&mut lists.tags, lang, &entries);
            lists.kinds.insert((lang.clone(), kind), entries.into_iter().map(|(id, _)| Arc::clone(id)).collect());
        }
        sort_tags(&mut lists.tags, refs, lang);
    }
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
