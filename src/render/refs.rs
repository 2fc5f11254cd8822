//! Every entry as others link to it, made once a build: pages take copies, which are a few shared strings.

use std::sync::{Arc, OnceLock};

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
    /// That broken into lines, once a picture has asked: an entry stands in a dozen pictures.
    lines: OnceLock<Box<[String]>>,
}

impl Known {
    /// Its short name in lines; `break_up` makes them the first time, and always makes the same.
    pub fn lines(&self, break_up: impl FnOnce(&str) -> Vec<String>) -> &[String] {
        self.lines.get_or_init(|| break_up(&self.short).into())
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
        let Found::One(id) = dossier.graph.names.find(&reference.0) else { return plain(reference.0.clone()) };
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
        let originals = dossier.entries.keys().filter(|key| key.lang == *dossier.config.main());
        let of_lang = originals.filter_map(|key| {
            let entry = dossier.shown(&key.id, lang)?;
            let address = dossier.graph.routes.address(&key.id, lang)?;
            let short = entry.summary.called_shortly(lang).0.clone();
            Some((key.id.clone(), of_entry(dossier, strings, entry, address, lang), short))
        });
        let mut of_lang: Vec<_> = of_lang.collect();
        let order = Collation::of(lang);
        of_lang.sort_by_cached_key(|(_, shown, _)| (order.key(&shown.title), shown.address.clone()));
        let placed = of_lang.into_iter().enumerate().map(|(place, (id, shown, short))| {
            let place = Place(place);
            (id, Known { shown, place, short, lines: OnceLock::new() })
        });
        shown.push((lang.clone(), Table::new(&format!("refs {lang}"), placed.collect())));
    }
    Refs { shown }
}

fn of_entry(dossier: &Dossier, strings: &Strings, entry: &Entry, address: &Arc<str>, lang: &Lang) -> view::Ref {
    let summary: &Summary = &entry.summary;
    let none: Arc<str> = Arc::from("");
    let status = || crate::kind::linked::details::<Question>(summary).map(|question| &*question.status);
    let standing = summary.details.standing_on(dossier.as_of).map(crate::model::Standing::word).or_else(status);
    let date = summary.common.date.as_ref();
    let (title, title_lang) = summary.called(lang);
    view::Ref::from(view::RefFields {
        title: title.clone(),
        address: address.clone(),
        kind: Arc::from(summary.kind.as_str()),
        summary: summary.common.summary.clone().unwrap_or_else(|| none.clone()),
        date: date.map_or_else(|| none.clone(), |date| words::date(date, strings, lang).into()),
        edtf: date.map_or_else(|| none.clone(), |date| date.to_string().into()),
        standing: standing.map_or_else(|| none.clone(), Arc::from),
        standing_label: standing.map_or_else(|| none.clone(), |word| strings.label(lang, &format!("word-{word}"), word)),
        lang: title_lang.map_or_else(|| none.clone(), |lang| Arc::from(lang.as_str())),
        text_lang: if summary.lang == *lang { none } else { Arc::from(summary.lang.as_str()) },
    })
}
