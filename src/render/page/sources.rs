//! The sources a page rests on, and what rests on a source.
//!
//! In: a rendered text and the front matter of its entry. Out: sources as templates see them, each as the style of
//! citations sets it, with what a reader must know before opening it: where a copy is, when it was last seen, how
//! far it can be relied on, and whether it or its publisher is listed.

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use super::entry::day;
use crate::evidence::register::Register;
use crate::kind::claim::Claim;
use crate::kind::linked;
use crate::kind::question::Question;
use crate::link::{Dossier, Edge, Found};
use crate::model::{Collation, Entry, Lang, Ref, When, slug};
use crate::parse::body::escape::{attribute, escape, escaped};
use crate::render::body::{Rendered, Spot};
use crate::render::cite::Marks;
use crate::render::refs::Refs;
use crate::render::strings::{Argument, Strings};
use crate::render::{OutputPath, Press, label, words};
use crate::text::noted::Table;
use crate::text::place::{FieldPath, Step};
use crate::view;

/// Designations in force by the folded id of what they label.
type Listed = HashMap<Arc<str>, Vec<view::Listed>>;

/// The designations that may be in force, from the register, by language.
fn in_force(dossier: &Dossier, register: &Register, refs: &Refs, strings: &Strings) -> HashMap<Lang, Listed> {
    let mut all = HashMap::default();
    for lang in &dossier.config.languages {
        let mut of_lang = Listed::default();
        for act in register.acts().iter().filter(|act| act.force.counts()) {
            let Some(shown) = refs.get(&act.id, lang) else { continue };
            let date =
                |make: fn(&When, &Strings, &Lang) -> String| act.date.as_ref().map_or_else(String::new, |date| make(date, strings, lang));
            let listed = view::Listed {
                is_document: false,
                label: refs.of_reference(dossier, &act.instrument.reference, lang).title.clone(),
                since: date(words::date).into(),
                edtf: date(|date, _, _| date.to_string()).into(),
                entry: shown.clone(),
            };
            for subject in act.subjects.iter().filter_map(|subject| subject.id.clone()) {
                of_lang.entry(subject).or_default().push(listed.clone());
            }
        }
        all.insert(lang.clone(), of_lang);
    }
    all
}

/// The sources a page rests on: those its text cites, by number, and then those its front matter names.
#[must_use]
pub fn sources(press: &Press<'_>, entry: &Entry, body: &Rendered, spot: &Spot) -> Vec<view::Source> {
    let mut all: Vec<view::Source> = Vec::new();
    let mut seen: Vec<Arc<str>> = Vec::new();
    for (n, cited) in body.cited.iter().enumerate() {
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        seen.push(cited.key.id.clone());
        all.extend(source(press, &cited.key.id, spot, number, cited.places.clone()));
    }
    if marks(press) == Marks::Names {
        // A list without numbers is looked through by name.
        let order = Collation::of(&spot.lang);
        all.sort_by_cached_key(|source| (order.key(&source.before), order.key(&source.title), source.number));
    }
    let steps = entry.summary.references.iter().filter(|(path, _)| is_sources(path)).map(|(_, reference)| reference);
    for reference in entry.summary.common.sources.iter().chain(steps) {
        if let Found::One(id) = press.dossier.graph.names.find(&reference.0)
            && !seen.contains(&id)
        {
            seen.push(id.clone());
            all.extend(source(press, &id, spot, 0, Vec::new()));
        }
    }
    all
}

/// A source's own page: the source as lists have it. What it and its publisher are listed as stands there at length
/// already, with what that means for a reader.
#[must_use]
pub fn of_entry(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Option<view::Source> {
    if entry.summary.kind.as_str() != "source" {
        return None;
    }
    let mut source = source(press, &entry.summary.folded, spot, 0, Vec::new())?;
    // It stays shared where there is nothing to take away.
    if !source.listed.is_empty() {
        source.listed = Vec::new();
    }
    Some(source)
}

fn marks(press: &Press<'_>) -> Marks {
    press.cites.style.as_ref().map_or(Marks::Numbers, |style| style.marks)
}

/// Whether a field is called `sources`, at the top or in a step of a history.
fn is_sources(path: &FieldPath) -> bool {
    path.0.iter().any(|step| matches!(step, Step::Key(key) if &**key == "sources"))
}

/// A source on a page: with its number there, and the places that cite it.
fn source(press: &Press<'_>, id: &str, spot: &Spot, number: u32, places: Vec<Arc<str>>) -> Option<view::Source> {
    let known = press.sources.get(&spot.lang).and_then(|of_lang| of_lang.get(id)).cloned();
    let Known { mut source, root } = known.or_else(|| describe(press, id, &spot.lang, &HashMap::default()))?;
    // Most pages lie as deep as the source's own, and cite it nowhere: they share what is known of it.
    if root != spot.root {
        source.cited = cited(&source, &spot.root);
    }
    if number > 0 {
        (source.number, source.id, source.places) = (number, format!("source:{number}").into(), places);
    }
    Some(source)
}

/// A reference as the style sets it, its title a link to the source's page.
fn cited(source: &view::SourceFields, root: &str) -> view::Html {
    let mut html = String::with_capacity(256);
    html.push_str(&source.before);
    html.push_str("<a href=\"");
    escape(&mut html, root);
    escape(&mut html, &source.entry.address);
    html.push('"');
    if !source.entry.lang.is_empty() {
        attribute(&mut html, "lang", &source.entry.lang);
    }
    html.push('>');
    html.push_str(&source.title);
    html.push_str("</a>");
    html.push_str(&source.after);
    html.into()
}

/// A source as most pages show it: those whose way to the root of the site is that of its own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The source.
    pub source: view::Source,
    root: Arc<str>,
}

/// Sources as pages show them, by language and folded id.
pub type Described = BTreeMap<Lang, Table<Arc<str>, Known>>;

/// Describes every source once: pages share what is known of it.
#[must_use]
pub fn described(press: &Press<'_>) -> Described {
    let listed = in_force(press.dossier, &press.law.register, &press.refs, press.theme.strings());
    let none = HashMap::default();
    let of_lang = |lang: &Lang| {
        let listed = listed.get(lang).unwrap_or(&none);
        let ids = press.dossier.of_kind("source", lang).map(|entry| entry.summary.folded.clone());
        let sources = ids.filter_map(|id| Some((id.clone(), describe(press, &id, lang, listed)?)));
        Table::new(&format!("sources {lang}"), sources.collect())
    };
    press.dossier.config.languages.iter().map(|lang| (lang.clone(), of_lang(lang))).collect()
}

/// What a page says of a source.
fn describe(press: &Press<'_>, id: &str, lang: &Lang, listed: &Listed) -> Option<Known> {
    let entry = press.dossier.shown(id, lang)?;
    let shown = press.refs.get(id, lang)?.clone();
    let record = &entry.summary.record;
    let none: Arc<str> = Arc::from("");
    let text = |name: &str| record.text(name).unwrap_or_else(|| none.clone());
    let publisher = record.reference("publisher");
    let name = publisher.as_ref().map(|publisher| press.refs.of_reference(press.dossier, publisher, lang).title.clone());
    let reference = press.cites.get(lang, id);
    let accessed = record.when("accessed").and_then(|when| when.earliest());
    let reliability = text("reliability");
    let is_linked = reference.is_some_and(|reference| reference.before.contains("<a ") || reference.after.contains("<a "));
    let (url, archive_url, language) = (text("url"), text("archive_url"), text("language"));
    let accessed_in_words = accessed.map_or_else(|| none.clone(), |accessed| day(press, accessed, lang));
    let reliability_label = if reliability.is_empty() {
        none.clone()
    } else {
        label(press, lang, &format!("word-{reliability}"), &reliability.replace('-', " "))
    };
    let mut source = view::SourceFields {
        number: 0,
        marks: if marks(press) == Marks::Names { "names" } else { "numbers" },
        id: format!("source:{}", slug(id)).into(),
        before: reference.map_or_else(|| none.clone(), |reference| reference.before.clone()),
        title: reference.map_or_else(|| escaped(&shown.title).into(), |reference| reference.title.clone()),
        after: reference.map_or_else(|| none.clone(), |reference| reference.after.clone()),
        cited: none.clone(),
        entry: shown,
        publisher: name.unwrap_or_else(|| text("publisher")),
        found: found(press, lang, if is_linked { "" } else { &url }, &archive_url, &accessed_in_words).into(),
        trust: trust(press, lang, &language, &reliability_label).into(),
        is_linked,
        url,
        archive_url,
        accessed: accessed_in_words,
        accessed_edtf: accessed.map_or_else(|| none.clone(), |accessed| accessed.to_string().into()),
        language,
        reliability,
        reliability_label,
        listed: all_listed(press, id, publisher.as_ref(), listed),
        places: Vec::new(),
    };
    let root = own_spot(press, id, lang).map_or(none, |spot| spot.root);
    source.cited = cited(&source, &root);
    Some(Known { source: source.into(), root })
}

/// Where a document and its copy are, and when it was last seen. Written here and not by a template: a source stands on
/// dozens of pages, and says the same on each.
fn found(press: &Press<'_>, lang: &Lang, url: &str, copy: &str, accessed: &str) -> String {
    let mut html = String::new();
    for (address, name, english) in [(url, "source-document", "the document"), (copy, "source-archive", "archived copy")] {
        if !address.is_empty() {
            let words = label(press, lang, name, english);
            html.push_str(&format!("<a href=\"{}\" rel=\"noreferrer\">{}</a> ", escaped(address), escaped(&words)));
        }
    }
    if !accessed.is_empty() {
        html.push_str(&escaped(&press.theme.strings().format(lang, "source-accessed", &[("date", Argument::Text(accessed))])));
        // A date may end in a stop of its own: `18 жніўня 2021 г.`
        html.push_str(if accessed.ends_with('.') { " " } else { ". " });
    }
    html
}

/// The language of a document and how far it can be relied on.
fn trust(press: &Press<'_>, lang: &Lang, language: &str, reliability: &str) -> String {
    let strings = press.theme.strings();
    let mut html = String::new();
    let mut say = |name: &str, argument: &str, value: &str| {
        html.push_str(&escaped(&strings.format(lang, name, &[(argument, Argument::Text(value))])));
        html.push_str(". ");
    };
    if !language.is_empty() && *language != *lang.as_str() {
        say("source-in", "language", language);
    }
    if !reliability.is_empty() {
        say("source-reliability", "word", reliability);
    }
    html
}

/// The designations in force of a document and of who published it.
fn all_listed(press: &Press<'_>, id: &str, publisher: Option<&Ref>, of_lang: &Listed) -> Vec<view::Listed> {
    let of_document = of_lang.get(id).into_iter().flatten().map(|one| view::Listed { is_document: true, ..one.clone() });
    let publisher = publisher.and_then(|publisher| match press.dossier.graph.names.find(&publisher.0) {
        Found::One(id) => of_lang.get(&id),
        _ => None,
    });
    of_document.chain(publisher.into_iter().flatten().cloned()).collect()
}

/// The relations of those fields that say something of a source.
const SAYING: [&str; 3] = ["question-accounts-sources", "claim-history-sources", "claim-responses-sources"];

/// What an entry says at the field by which it rests on a source: the account, or the step of a claim, as
/// HTML. Steps that surely came after the day of `--as-of` say nothing.
#[must_use]
pub fn said(press: &Press<'_>, edge: &Edge, source: &str, lang: &Lang) -> Vec<view::Html> {
    // Most fields name a source and say nothing of it: to look the entry up for that would cost more than all the rest.
    if !SAYING.contains(&&*edge.relation) {
        return Vec::new();
    }
    let Some(entry) = press.dossier.entry(&edge.from) else { return Vec::new() };
    let is_source = |one: &Ref| matches!(press.dossier.graph.names.find(&one.0), Found::One(id) if *id == *source);
    let rests = |sources: &[Ref]| sources.iter().any(is_source);
    let summary = &entry.summary;
    let shown = |date: Option<&When>| match (press.dossier.as_of, date) {
        (Some(day), Some(date)) => date.is_on_or_before(day) != Some(false),
        _ => true,
    };
    // The text stands on the page of the source.
    let Some(spot) = own_spot(press, source, lang) else { return Vec::new() };
    let word = |word: &str| label(press, lang, &format!("word-{word}"), &word.replace('-', " "));
    let dated = |date: Option<&When>, word: &str, note: Option<&str>| {
        let date = date.map(|date| words::date(date, press.theme.strings(), lang));
        let head = [date.as_deref(), Some(word)].into_iter().flatten().collect::<Vec<_>>().join(" – ");
        let note = note.map_or_else(String::new, |note| format!(". {}", press.inline(entry, note, &spot)));
        format!("{}{note}", escaped(&head)).into()
    };
    match &*edge.relation {
        "question-accounts-sources" => linked::details::<Question>(summary).map_or_else(Vec::new, |question| {
            question
                .accounts
                .iter()
                .filter(|account| rests(&account.sources))
                .map(|account| press.inline(entry, &account.says, &spot))
                .collect()
        }),
        "claim-history-sources" => linked::details::<Claim>(summary).map_or_else(Vec::new, |claim| {
            let steps = claim.history.iter().filter(|step| rests(&step.sources) && shown(Some(&step.date)));
            steps.map(|step| dated(Some(&step.date), &word(step.standing.word()), step.note.as_deref())).collect()
        }),
        "claim-responses-sources" => linked::details::<Claim>(summary).map_or_else(Vec::new, |claim| {
            let answers = claim.responses.iter().filter(|answer| rests(&answer.sources) && shown(answer.date.as_ref()));
            answers.map(|answer| dated(answer.date.as_ref(), &word(answer.stance.word()), answer.note.as_deref())).collect()
        }),
        _ => Vec::new(),
    }
}

/// The spot of a source's own page.
fn own_spot(press: &Press<'_>, id: &str, lang: &Lang) -> Option<Spot> {
    let address = press.dossier.graph.routes.address(id, lang)?;
    Some(Spot { root: OutputPath::new(address)?.root().into(), lang: lang.clone() })
}
