//! The page of one entry.

use std::sync::Arc;

use super::{Page, PageType, Plan, links, sources};
use crate::model::date::Day;
use crate::model::{Date, Entry, Lang};
use crate::render::behind;
use crate::render::body::{Rendered, Spot};
use crate::render::excerpt::excerpt;
use crate::render::frame::{Head, frame, index_of, tag_of};
use crate::render::refs::to_page;
use crate::render::{Press, backlinks, card, cards, label, law, ledger, linked_data, map, reviewed, timeline, words};
use crate::view;

/// How many words a reader reads in a minute.
const WORDS_A_MINUTE: u32 = 220;

/// The page of each entry in each language.
pub const PAGE: PageType = PageType { name: "entry", templates: &["entry.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let dossier = press.dossier;
    let home = dossier.config.home.as_deref().map(crate::model::fold);
    let mut plans = Vec::new();
    for lang in &dossier.config.languages {
        for id in press.heads[lang].keys() {
            if home.as_deref() == Some(&**id) {
                continue;
            }
            let address = dossier.graph.routes.address(id, lang);
            plans.extend(address.and_then(|address| Plan::new(address, lang, id)));
        }
    }
    plans
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let Some(entry) = press.dossier.shown(&plan.subject, &plan.lang) else {
        return Page::Text(String::new());
    };
    let spot = Spot { root: plan.path.root().into(), lang: plan.lang.clone() };
    let (digest, body) = press.body(entry, &spot);
    let sources = sources::sources(press, entry, &body, &spot);
    let summary = &entry.summary;
    let index = index_of(press, &plan.lang, &summary.kind);
    let (title, _) = summary.called(&plan.lang);
    let mut head = Head::new(press, title.clone(), description(press, entry));
    head.translated = translated(press, &plan.subject);
    head.reviewed = Some(reviewed(press.dossier, summary));
    head.trail = vec![index.clone()];
    let trail = [&index, &to_page(title.clone(), plan.path.shared().clone())].map(Clone::clone);
    head.is_neutral = summary.common.neutral_share;
    head.is_article = true;
    head.picture = figure(press, entry, &spot);
    let card = cards::of_entry(press, plan, entry, &kind_label(press, entry, &plan.lang), head.picture.as_ref());
    head.card = card.clone();
    head.alternates = super::beside::of_entry(press, entry, plan.path.as_str());
    // A page that is not translated counts as the original, and so does what it says to machines.
    let is_original = summary.lang == plan.lang || head.translated.is_empty();
    if is_original && press.theme.manner().extras {
        head.linked_data = linked_data::of_entry(press, plan, entry, &trail, &sources);
    }
    let view = view(press, plan, entry, &spot, &body, index, sources);
    let strip = view.timeline.as_ref().map(|strip| strip.picture.clone());
    let quiet = strip.into_iter().chain(view.map.iter().flat_map(|map| [map.picture.clone(), map.words.clone()])).collect();
    let template = press.theme.template_for(&summary.kind, press.dossier.kind(&summary.kind).and_then(|kind| kind.template.as_deref()));
    Page::with_bodies(&template, frame(press, plan, head), view, vec![(digest, body)]).with_card(card).with_quiet(quiet)
}

/// The word of an entry's kind.
fn kind_label(press: &Press<'_>, entry: &Entry, lang: &Lang) -> Arc<str> {
    let kind = &entry.summary.kind;
    label(press, lang, &format!("kind-{kind}"), press.dossier.kind(kind).map_or("", |kind| &*kind.label))
}

fn view(
    press: &Press<'_>,
    plan: &Plan,
    entry: &Entry,
    spot: &Spot,
    body: &Rendered,
    index: view::Ref,
    sources: Vec<view::Source>,
) -> view::EntryPage {
    let (summary, lang) = (&entry.summary, &plan.lang);
    let common = &summary.common;
    let (before, after) = press.lists.neighbours(lang, &plan.subject);
    let reference = |id: Option<&Arc<str>>| id.and_then(|id| press.refs.get(id, lang)).cloned();
    let backlinks = backlinks::first(press, &plan.subject, spot);
    view::EntryPage {
        id: Arc::from(summary.id.as_str()),
        entry: reference(Some(&plan.subject)).unwrap_or_else(|| to_page(common.title.clone(), plan.path.shared().clone())),
        kind_label: kind_label(press, entry, lang),
        index,
        summary: common.summary.clone().unwrap_or_else(|| Arc::from("")),
        body: body.html.clone(),
        fallback: summary.lang != *lang,
        behind: behind::at_top(press, entry, spot),
        lang: Arc::from(summary.lang.as_str()),
        toc: if summary.headings.len() < 2 { Vec::new() } else { body.toc.clone() },
        card: card::card(press, entry, spot),
        key_points: summary.record.texts("key_points").iter().map(|text| press.inline(entry, text, spot)).collect(),
        image: figure(press, entry, spot),
        tags: tags(press, entry, lang),
        sources,
        reference: sources::of_entry(press, entry, spot),
        related: common.related.iter().map(|related| press.refs.of_reference(press.dossier, related, lang)).collect(),
        all_backlinks: backlinks.iter().any(|group| group.more > 0).then(|| links::all(press, &plan.subject, lang)).flatten(),
        backlinks,
        timeline: timeline::strip(press, entry, &plan.subject, spot),
        map: map::around(press, entry, &plan.subject, spot),
        corrections: corrections(press, entry, spot),
        dates: dates(press, entry, lang),
        minutes: summary.words.div_ceil(WORDS_A_MINUTE),
        previous: reference(before),
        next: reference(after),
        law: law::entry::law(press, &plan.subject, entry, spot),
        account: ledger::claim(press, entry, spot),
        question: ledger::question(press, entry, spot),
        open_questions: ledger::open_questions(press, &plan.subject, lang),
    }
}

fn description(press: &Press<'_>, entry: &Entry) -> Arc<str> {
    entry.summary.common.summary.clone().unwrap_or_else(|| excerpt(press, &entry.summary))
}

/// The languages in which an entry is written.
#[must_use]
pub fn translated(press: &Press<'_>, id: &str) -> Vec<Lang> {
    let written = |lang: &&Lang| press.dossier.shown(id, lang).is_some_and(|entry| entry.summary.lang == **lang);
    press.dossier.config.languages.iter().filter(written).cloned().collect()
}

fn figure(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Option<view::Figure> {
    let image = entry.summary.common.image.as_ref().filter(|_| press.theme.manner().pictures)?;
    let file = press.dossier.find_file(entry, &image.src)?;
    let (width, height) = file.asset.pixels.unwrap_or((0, 0));
    Some(view::Figure {
        address: file.address.clone(),
        alt: image.alt.clone(),
        width,
        height,
        caption: image.caption.as_ref().map_or_else(|| Arc::from(""), |text| press.inline(entry, text, spot)),
        credit: image.credit.clone().unwrap_or_else(|| Arc::from("")),
    })
}

fn tags(press: &Press<'_>, entry: &Entry, lang: &Lang) -> Vec<view::Ref> {
    entry.summary.common.tags.iter().filter_map(|tag| tag_of(press, lang, tag)).collect()
}

fn corrections(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Vec<view::Correction> {
    let is_made = |one: &&crate::model::Correction| press.dossier.as_of.is_none_or(|day| one.date <= day);
    let mut all: Vec<_> = entry.summary.common.corrections.iter().filter(is_made).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.date));
    all.into_iter().map(|one| correction(press, entry, one, spot, None)).collect()
}

/// A correction as templates see it.
#[must_use]
pub fn correction(
    press: &Press<'_>,
    entry: &Entry,
    one: &crate::model::Correction,
    spot: &Spot,
    of: Option<view::Ref>,
) -> view::Correction {
    view::Correction {
        date: day(press, one.date, &spot.lang),
        edtf: one.date.to_string().into(),
        html: press.inline(entry, &one.text, spot),
        entry: of,
    }
}

/// A day in words.
#[must_use]
pub fn day(press: &Press<'_>, day: Day, lang: &Lang) -> Arc<str> {
    let date = Date::from_day(day).map(|date| words::date(&date.into(), press.theme.strings(), lang));
    date.unwrap_or_else(|| day.to_string()).into()
}

fn dates(press: &Press<'_>, entry: &Entry, lang: &Lang) -> Vec<view::Row> {
    let common = &entry.summary.common;
    let as_of = press.dossier.as_of;
    let done = |day: Option<Day>| day.filter(|day| as_of.is_none_or(|as_of| *day <= as_of));
    // When the next review is due is a plan of today's editors: it says nothing of an earlier day.
    let due = common.review_by.filter(|_| as_of.is_none());
    let known =
        [("published", done(common.published)), ("updated", done(common.updated)), ("reviewed", done(common.reviewed)), ("review_by", due)];
    let row = |(name, known): (&str, Option<Day>)| {
        let known = known?;
        let value = view::RowValue { text: day(press, known, lang), value: known.to_string().into(), ..card::empty("date") };
        Some(view::Row { field: Arc::from(name), label: label(press, lang, &format!("field-{name}"), name), values: vec![value] })
    };
    known.into_iter().filter_map(row).collect()
}
