//! Every entry as others link to it, made once a build: pages take copies, which are a few shared strings.

use std::sync::{Arc, OnceLock};

use ahash::HashSet;

use super::strings::Strings;
use super::words;
use crate::kind::question::Question;
use crate::link::{Dossier, Found};
use crate::model::{Collation, Entry, Lang, Ref, Summary};
use crate::text::noted::{Changed, Table};
use crate::view;

/// References by folded id.
type OfLang = Table<Arc<str>, Known>;

/// An entry that is shown.
#[derive(Debug)]
pub struct Known {
    /// As others link to it.
    pub shown: view::Ref,
    /// Its place among all in the order of their titles.
    place: Place,
    /// What it is called where there is little room.
    pub short: Arc<str>,
    /// What pictures write of it, once one has asked: an entry stands in a dozen pictures.
    pictured: OnceLock<Pictured>,
}

/// What of an entry is the same in every picture in which it is a neighbour, as it is written there. It follows from what it is
/// called and how others link to it.
#[derive(Debug)]
pub struct Pictured {
    /// All parts, one after the other, since they are read together; and where each but the last ends.
    text: Box<str>,
    ends: [usize; 4],
    /// Whether it is called so in the language of the page, and stands nowhere: then pictures write nothing else of it.
    pub is_plain: bool,
}

impl Pictured {
    /// Puts it together: the address from the site's root, the rest of an item of a list after that, the sign before and after
    /// the numbers of its place, and the lines of the short name, each with a line break after it.
    #[must_use]
    pub fn new(parts: [&str; 5], is_plain: bool) -> Self {
        let mut text = String::with_capacity(parts.iter().map(|part| part.len()).sum());
        let mut ends = [0; 4];
        for (n, part) in parts.into_iter().enumerate() {
            text.push_str(part);
            if let Some(end) = ends.get_mut(n) {
                *end = text.len();
            }
        }
        Self { text: text.into(), ends, is_plain }
    }

    /// Its address from the site's root.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.text[..self.ends[0]]
    }

    /// An item of a list, from that address on.
    #[must_use]
    pub fn item(&self) -> &str {
        &self.text[..self.ends[1]]
    }

    /// Its sign before and after the numbers of the place.
    #[must_use]
    pub fn sign(&self) -> (&str, &str) {
        (&self.text[self.ends[1]..self.ends[2]], &self.text[self.ends[2]..self.ends[3]])
    }

    /// Its short name in lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text[self.ends[3]..].lines()
    }
}

impl Known {
    /// What pictures write of it; `make` makes it the first time, and always makes the same.
    pub fn pictured(&self, make: impl FnOnce(&Self) -> Pictured) -> &Pictured {
        self.pictured.get_or_init(|| make(self))
    }
}

/// References by language and folded id.
#[derive(Debug, Clone, Default)]
pub struct Refs {
    shown: Vec<(Lang, OfLang)>,
}

/// The place of an entry among all in the order of their titles. Its number says nothing that a page may show, and
/// moves when another title changes; of two places, which one comes first depends on the two entries alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(usize);

impl Refs {
    /// An entry that is shown.
    #[must_use]
    pub fn get(&self, id: &str, lang: &Lang) -> Option<&view::Ref> {
        self.placed(id, lang).map(|(shown, _)| shown)
    }

    /// An entry that is shown, and its place among all in the order of their titles.
    #[must_use]
    pub fn placed(&self, id: &str, lang: &Lang) -> Option<(&view::Ref, Place)> {
        self.known(id, lang).map(|known| (&known.shown, known.place))
    }

    /// An entry that is shown, with its short name.
    #[must_use]
    pub fn known(&self, id: &str, lang: &Lang) -> Option<&Known> {
        self.of_lang(lang)?.get(id)
    }

    /// The place of an entry among all in the order of their titles; one that is not shown stands last.
    #[must_use]
    pub fn place(&self, id: &str, lang: &Lang) -> Place {
        self.placed(id, lang).map_or(Place(usize::MAX), |(_, place)| place)
    }

    /// Which entries are linked to otherwise than they were.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        for (lang, now) in &self.shown {
            if let Some(before) = before.of_lang(lang) {
                now.compare(before, changed, |one, other| one.shown == other.shown && one.short == other.short);
            }
        }
    }

    /// All entries as pages in a language link to them, in no order: for templates, which are given none of them but by a
    /// view.
    pub fn of(&self, lang: &Lang) -> impl Iterator<Item = &view::Ref> {
        self.of_lang(lang).into_iter().flat_map(|of_lang| of_lang.all().values()).map(|known| &known.shown)
    }

    /// There are few languages, and this is asked for by the hundred thousand.
    fn of_lang(&self, lang: &Lang) -> Option<&OfLang> {
        self.shown.iter().find(|(of, _)| of == lang).map(|(_, of_lang)| of_lang)
    }

    /// What a reference of a front matter becomes: the entry, the title of one that is not shown as
    /// plain text, or the name itself.
    #[must_use]
    pub fn of_reference(&self, dossier: &Dossier, reference: &Ref, lang: &Lang) -> view::Ref {
        let id = match dossier.graph.names.find_in(&reference.0, |id| self.get(id, lang)) {
            Ok(shown) => return shown.clone(),
            Err(Found::One(id)) => id,
            Err(_) => return plain(reference.0.clone()),
        };
        if let Some(shown) = self.get(&id, lang) {
            return shown.clone();
        }
        let hidden = dossier.hidden_summary(&id, lang).map(|summary| summary.called(lang).0.clone());
        plain(hidden.unwrap_or_else(|| reference.0.clone()))
    }
}

/// Words without an address.
#[must_use]
pub fn plain(title: Arc<str>) -> view::Ref {
    to_page(title, Arc::from(""))
}

/// A page that is no entry.
#[must_use]
pub fn to_page(title: Arc<str>, address: Arc<str>) -> view::Ref {
    let none: Arc<str> = Arc::from("");
    view::Ref::from(view::RefFields {
        title,
        address,
        kind: none.clone(),
        summary: none.clone(),
        date: none.clone(),
        edtf: none.clone(),
        standing: none.clone(),
        standing_label: none.clone(),
        lang: none.clone(),
        text_lang: none,
    })
}

/// Makes the references of all entries in all languages.
#[must_use]
pub fn refs(dossier: &Dossier, strings: &Strings) -> Refs {
    let mut shown = Vec::new();
    for lang in &dossier.config.languages {
        let mut shared = Shared::default();
        let originals = dossier.entries.keys().filter(|key| key.lang == *dossier.config.main());
        let of_lang = originals.filter_map(|key| {
            let entry = dossier.shown(&key.id, lang)?;
            let address = dossier.graph.routes.address(&key.id, lang)?;
            let short = entry.summary.called_shortly(lang).0.clone();
            Some((key.id.clone(), of_entry(dossier, strings, &mut shared, entry, address, lang), short))
        });
        let mut of_lang: Vec<_> = of_lang.collect();
        let order = Collation::of(lang);
        of_lang.sort_by_cached_key(|(_, shown, _)| (order.key(&shown.title), shown.address.clone()));
        let placed = of_lang.into_iter().enumerate().map(|(place, (id, shown, short))| {
            let place = Place(place);
            (id, Known { shown, place, short, pictured: OnceLock::new() })
        });
        shown.push((lang.clone(), Table::new(&format!("refs {lang}"), placed.collect())));
    }
    Refs { shown }
}

/// Words that many references have, each kept once.
#[derive(Default)]
struct Shared(HashSet<Arc<str>>);

impl Shared {
    fn get(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.0.get(word) {
            return known.clone();
        }
        let new: Arc<str> = Arc::from(word);
        self.0.insert(new.clone());
        new
    }
}

fn of_entry(dossier: &Dossier, strings: &Strings, shared: &mut Shared, entry: &Entry, address: &Arc<str>, lang: &Lang) -> view::Ref {
    let summary: &Summary = &entry.summary;
    let none = shared.get("");
    let status = || crate::kind::linked::details::<Question>(summary).map(|question| &*question.status);
    let standing = summary.details.standing_on(dossier.as_of).map(crate::model::Standing::word).or_else(status);
    let date = summary.common.date.as_ref();
    let (title, title_lang) = summary.called(lang);
    view::Ref::from(view::RefFields {
        title: title.clone(),
        address: address.clone(),
        kind: shared.get(summary.kind.as_str()),
        summary: summary.common.summary.clone().unwrap_or_else(|| none.clone()),
        date: date.map_or_else(|| none.clone(), |date| words::date(date, strings, lang).into()),
        edtf: date.map_or_else(|| none.clone(), |date| date.to_string().into()),
        standing: shared.get(standing.unwrap_or("")),
        standing_label: standing.map_or_else(|| none.clone(), |word| strings.label(lang, &format!("word-{word}"), word)),
        lang: title_lang.map_or_else(|| none.clone(), |lang| Arc::from(lang.as_str())),
        text_lang: if summary.lang == *lang { none } else { Arc::from(summary.lang.as_str()) },
    })
}
