//! What a style may ask about a source, gathered from its entry, and the same as the library's own record.

use std::hash::Hash;
use std::sync::Arc;

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, FormatString, Person, Publisher, QualifiedUrl};

use crate::link::{Dossier, Found};
use crate::model::date::{Day, Part};
use crate::model::{self, Lang, Ref, When};

/// Kinds of documents that stand in something: what published them is that.
const IN_SOMETHING: &[&str] = &["article", "web", "post", "thread", "video", "audio", "blog", "newspaper", "entry", "scene", "misc"];

/// Stands where a style would write the letter of `2021a`; no text holds it.
pub(super) const SLOT: char = '\u{fdd0}';

/// What a style may ask about a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Facts {
    id: Arc<str>,
    kind: Arc<str>,
    /// The title, whole.
    pub title: Arc<str>,
    short_title: Option<Arc<str>>,
    authors: Vec<Arc<str>>,
    editors: Vec<Arc<str>>,
    publisher: Option<Arc<str>>,
    /// Text fields by name, those that are there.
    texts: Vec<(&'static str, Arc<str>)>,
    /// Year, month and day from 1, and whether it is about then.
    date: Option<(i32, Option<u8>, Option<u8>, bool)>,
    accessed: Option<Day>,
    language: Arc<str>,
}

/// Text fields that are handed on as they are.
const TEXTS: &[&str] = &["container", "edition", "volume", "issue", "pages", "location", "doi", "isbn", "url"];

impl Facts {
    /// What the dossier says of a source, as pages in a language show it.
    #[must_use]
    pub fn of(dossier: &Dossier, entry: &model::Entry, lang: &Lang) -> Self {
        let (summary, record) = (&entry.summary, &entry.summary.record);
        let text = |name: &str| record.text(name);
        let publisher = record.reference("publisher").map(|name| shown_name(dossier, &name, lang)).or_else(|| text("publisher"));
        Self {
            id: Arc::from(summary.id.as_str()),
            kind: text("type").unwrap_or_else(|| Arc::from("misc")),
            title: clean(&summary.common.title),
            short_title: summary.common.short_title.as_deref().map(clean),
            authors: record.texts("author").iter().map(|name| clean(name)).collect(),
            editors: record.texts("editor").iter().map(|name| clean(name)).collect(),
            publisher: publisher.map(|name| clean(&name)),
            texts: TEXTS.iter().filter_map(|name| Some((*name, clean(&text(name)?)))).collect(),
            date: summary.common.date.as_ref().and_then(date),
            accessed: record.when("accessed").and_then(|when| when.earliest()),
            language: text("language").unwrap_or_else(|| Arc::from(summary.lang.as_str())),
        }
    }

    /// Whether the month stands after a day or after "about": then it is in another case in some languages.
    #[must_use]
    pub fn is_month_declined(&self) -> bool {
        self.date.is_some_and(|(_, _, day, approximate)| day.is_some() || approximate)
    }

    /// The year of the date as it is written.
    #[must_use]
    pub fn year(&self) -> Option<String> {
        self.date.map(|(year, ..)| year.to_string())
    }

    fn text(&self, name: &str) -> Option<&Arc<str>> {
        self.texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }

    /// Who said it, or else who published it: never empty for a source that names either.
    fn people(&self) -> (Vec<Person>, bool) {
        let people: Vec<Person> = self.authors.iter().filter_map(|name| person(name)).collect();
        match &self.publisher {
            Some(publisher) if people.is_empty() && self.editors.is_empty() => (vec![body(publisher)], true),
            _ => (people, false),
        }
    }

    /// The library's record. A short one has no addresses: a note in the margin links to nothing.
    #[must_use]
    pub fn entry(&self, with_address: bool) -> Entry {
        let kind: EntryType = self.kind.parse().unwrap_or(EntryType::Misc);
        let mut entry = Entry::new(&self.id, kind);
        let title = match &self.short_title {
            Some(short) => FormatString::with_short(&*self.title, &**short),
            None => FormatString::with_value(&*self.title),
        };
        entry.set_title(title);
        let (people, is_publisher) = self.people();
        if !people.is_empty() {
            entry.set_authors(people);
        }
        let editors: Vec<Person> = self.editors.iter().filter_map(|name| person(name)).collect();
        if !editors.is_empty() {
            entry.set_editors(editors);
        }
        self.set_container(&mut entry, is_publisher);
        self.set_numbers(&mut entry);
        if let Some((year, month, day, approximate)) = self.date {
            entry.set_date(Date { year, month: month.map(|n| n - 1), day: day.map(|n| n - 1), approximate, season: None });
        }
        if let (true, Some(url)) = (with_address, self.text("url").and_then(|url| url.parse().ok())) {
            entry.set_url(QualifiedUrl::new(url, self.accessed.and_then(seen)));
        }
        if let Ok(language) = self.language.parse() {
            entry.set_language(language);
        }
        entry
    }

    fn set_container(&self, entry: &mut Entry, is_publisher: bool) {
        let publisher = self.publisher.as_ref().filter(|_| !is_publisher);
        let stands_in = IN_SOMETHING.contains(&&*self.kind);
        let container = self.text("container").or(publisher.filter(|_| stands_in));
        if let Some(title) = container {
            let kind = match &*self.kind {
                "article" => EntryType::Newspaper,
                "chapter" => EntryType::Book,
                "anthos" => EntryType::Anthology,
                "entry" => EntryType::Reference,
                _ => EntryType::Web,
            };
            let mut parent = Entry::new(&self.id, kind);
            parent.set_title(FormatString::with_value(&**title));
            entry.set_parents(vec![parent]);
        }
        let named = publisher.filter(|_| self.text("container").is_some() || !stands_in);
        let place = self.text("location").map(|place| FormatString::with_value(&**place));
        if named.is_some() || place.is_some() {
            entry.set_publisher(Publisher::new(named.map(|name| FormatString::with_value(&**name)), place));
        }
    }

    fn set_numbers(&self, entry: &mut Entry) {
        if let Some(Ok(number)) = self.text("edition").map(|text| text.parse()) {
            entry.set_edition(number);
        }
        if let Some(Ok(number)) = self.text("volume").map(|text| text.parse()) {
            entry.set_volume(number);
        }
        if let Some(Ok(number)) = self.text("issue").map(|text| text.parse()) {
            entry.set_issue(number);
        }
        if let Some(Ok(pages)) = self.text("pages").map(|text| text.parse()) {
            entry.set_page_range(pages);
        }
        if let Some(doi) = self.text("doi") {
            entry.set_doi(doi.to_string());
        }
        if let Some(isbn) = self.text("isbn") {
            entry.set_isbn(isbn.to_string());
        }
    }
}

/// The name under which a page in a language shows somebody: the title of its entry, or the name as written.
fn shown_name(dossier: &Dossier, name: &Ref, lang: &Lang) -> Arc<str> {
    let Found::One(id) = dossier.graph.names.find(&name.0) else { return name.0.clone() };
    // A plain name may be that of something else: a report is called as the body that wrote it.
    let shown =
        dossier.shown(&id, lang).filter(|entry| entry.summary.kind.as_str() == "actor").map(|entry| entry.summary.called(lang).0.clone());
    let hidden = || dossier.hidden.iter().find(|(key, _)| key.id == id).map(|(_, summary)| summary.called(lang).0.clone());
    shown.or_else(hidden).unwrap_or_else(|| name.0.clone())
}

fn clean(text: &str) -> Arc<str> {
    if text.contains(SLOT) { text.replace(SLOT, "").into() } else { Arc::from(text) }
}

/// Somebody named family name first; a name without a comma is that of a body and stays as it is.
fn person(name: &str) -> Option<Person> {
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(body(one)),
        [family, given] => Some(Person { given_name: Some((*given).to_owned()), ..body(family) }),
        [family, suffix, given @ ..] => {
            Some(Person { given_name: Some(given.join(", ")), suffix: Some((*suffix).to_owned()), ..body(family) })
        }
    }
}

fn body(name: &str) -> Person {
    Person { name: name.to_owned(), given_name: None, prefix: None, suffix: None, comma_suffix: false, alias: None }
}

/// As much of a date as a style can set: of an interval the year that both ends share.
fn date(when: &When) -> Option<(i32, Option<u8>, Option<u8>, bool)> {
    match when {
        When::Date(date) => {
            let parts = date.parts();
            if parts.year_blanks > 0 {
                return None;
            }
            let known = |part: Option<Part>| match part {
                Some(Part::Known(number)) => Some(number),
                _ => None,
            };
            let month = known(parts.month);
            let day = month.and(known(parts.day));
            Some((i32::try_from(parts.year).ok()?, month, day, date.is_approximate() || date.is_uncertain()))
        }
        When::Interval(_) => {
            let (from, to) = (when.earliest()?, when.latest()?);
            let same = from.year() == to.year();
            same.then(|| i32::try_from(from.year()).ok()).flatten().map(|year| (year, None, None, when.is_uncertain()))
        }
    }
}

fn seen(day: Day) -> Option<Date> {
    Some(Date {
        year: i32::try_from(day.year()).ok()?,
        month: Some(day.month() - 1),
        day: Some(day.day() - 1),
        approximate: false,
        season: None,
    })
}
