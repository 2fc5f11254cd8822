//! The home page: the text of the entry that `home:` names, and the ways in.

use std::cmp::Reverse;
use std::sync::Arc;

use super::entry::day;
use super::entry::translated;
use super::ledger::of_standing;
use super::{Page, PageType, Plan, in_language, sources};
use crate::evidence::ledger::Filter;
use crate::model::{KindName, Lang, Standing, fold};
use crate::render::body::Spot;
use crate::render::frame::{Head, frame, kind_index, shorten, special};
use crate::render::{Press, cards, label, last_look, ledger, linked_data};
use crate::view;

/// The home page in each language.
pub const PAGE: PageType = PageType { name: "home", templates: &["home.html"], plan, make };

/// How many claims the home page lists.
const CLAIMS: usize = 50;
/// How many of the newest entries the home page lists.
const NEWEST: usize = 10;
/// How many explainers the home page lists.
const EXPLAINERS: usize = 50;
/// How many claims of one standing the home page lists, if all are too many.
const FEW: usize = 8;
/// How many changes the home page lists.
const CHANGES: usize = 6;
/// In which order the home page shows the standings: those that others spoke to first.
const STANDINGS: [Standing; 6] =
    [Standing::Confirmed, Standing::PartlyConfirmed, Standing::Disputed, Standing::Denied, Standing::Claimed, Standing::Retracted];

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = press.dossier.config.languages.iter();
    languages.filter_map(|lang| Plan::new(&in_language(press, lang, "index.html"), lang, "")).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let (dossier, lang) = (press.dossier, &plan.lang);
    let home = dossier.config.home.as_deref().map(fold);
    let entry = home.as_deref().and_then(|id| dossier.shown(id, lang));
    let spot = Spot { root: plan.path.root().into(), lang: lang.clone() };
    let rendered = entry.map(|entry| (entry, press.body(entry, &spot)));
    let config = &dossier.config;
    let title = entry.map_or_else(|| config.title(lang).0, |entry| entry.summary.common.title.clone());
    let about = entry.and_then(|entry| entry.summary.common.summary.clone()).unwrap_or_else(|| config.description(lang));
    let mut head = Head::new(press, title, shorten(&about, 300));
    if let Some(id) = &home {
        head.translated = translated(press, id);
    }
    head.linked_data = linked_data::of_site(press, plan);
    let card = cards::of_home(press, lang, &config.title(lang).0);
    head.card = card.clone();
    head.alternates = super::beside::of_dossier(press, lang);
    head.reviewed = Some(entry.and_then(|entry| last_look(dossier, &entry.summary)).max(*press.reviewed));
    let body = rendered.as_ref().map_or_else(|| Arc::from(""), |(_, (_, body))| body.html.clone());
    let (opening, rest) = body.split_at(body.find("<h2").unwrap_or(body.len()));
    let view = view::HomePage {
        opening: opening.into(),
        rest: rest.into(),
        standings: standings(press, lang),
        claims_total: press.ledgers[lang].of(&Filter::All).len(),
        ledger: (!press.ledgers[lang].is_empty()).then(|| special(press, lang, "ledger")),
        changes: changes(press, lang),
        body: body.clone(),
        lang: entry.map_or_else(|| Arc::from(lang.as_str()), |entry| Arc::from(entry.summary.lang.as_str())),
        fallback: entry.is_some_and(|entry| entry.summary.lang != *lang),
        explainers: first(press, lang, "explainer", EXPLAINERS),
        claims: claims(press, lang),
        newest: newest(press, lang),
        kinds: kinds(press, lang),
        sources: rendered.as_ref().map_or_else(Vec::new, |(entry, (_, body))| sources::sources(press, entry, body, &spot)),
    };
    let bodies = rendered.into_iter().map(|(_, kept)| kept).collect();
    Page::with_bodies("home.html", frame(press, plan, head), view, bodies).with_card(card)
}

fn first(press: &Press<'_>, lang: &Lang, kind: &str, most: usize) -> Vec<view::Ref> {
    let ids = press.lists.of_kind(lang, &KindName::new(kind)).iter().take(most);
    ids.filter_map(|id| press.refs.get(id, lang)).cloned().collect()
}

fn claims(press: &Press<'_>, lang: &Lang) -> Vec<view::Ref> {
    let ids = press.lists.of_kind(lang, &KindName::new("claim")).iter();
    let heads = &*press.heads[lang];
    let date = |id: &Arc<str>| heads.get(id).and_then(|head| head.common.date.as_ref().map(|date| date.sort_key()));
    let mut dated: Vec<_> = ids.map(|id| (Reverse(date(id)), id)).collect();
    dated.sort();
    dated.into_iter().take(CLAIMS).filter_map(|(_, id)| press.refs.get(id, lang)).cloned().collect()
}

/// The claims by standing.
fn standings(press: &Press<'_>, lang: &Lang) -> Vec<view::HomeStanding> {
    let of = &press.ledgers[lang];
    let most = if of.of(&Filter::All).len() > CLAIMS { FEW } else { CLAIMS };
    let one = |standing: Standing| {
        let ids = of.of(&Filter::Standing(standing));
        let word = standing.word();
        (!ids.is_empty()).then(|| view::HomeStanding {
            standing: Arc::from(word),
            label: ledger::word(press, lang, word),
            meaning: label(press, lang, &format!("standing-means-{word}"), ""),
            count: ids.len(),
            all: of_standing(press, standing, lang),
            rows: ids.iter().rev().take(most).filter_map(|id| ledger::row(press, id, lang)).collect(),
        })
    };
    STANDINGS.into_iter().filter_map(one).collect()
}

/// What was added, updated or corrected last.
fn changes(press: &Press<'_>, lang: &Lang) -> Vec<view::Change> {
    let one = |id: Arc<str>| {
        let common = &press.heads[lang].get(&id)?.common;
        let last = common.updated.max(common.published)?;
        let is_corrected = common.corrections.iter().any(|correction| correction.date == last);
        let is_updated = common.updated == Some(last) && common.published != Some(last);
        Some(view::Change {
            date: day(press, last, lang),
            edtf: last.to_string().into(),
            word: if is_corrected {
                "corrected"
            } else if is_updated {
                "updated"
            } else {
                "added"
            },
            entry: press.refs.get(&id, lang)?.clone(),
        })
    };
    newest_ids(press, lang, CHANGES).into_iter().filter_map(one).collect()
}

/// The entries that were published or updated last. Sources are left out: they come with what they carry.
pub fn newest(press: &Press<'_>, lang: &Lang) -> Vec<view::Ref> {
    newest_ids(press, lang, NEWEST).into_iter().filter_map(|id| press.refs.get(&id, lang)).cloned().collect()
}

/// The ids of the newest entries.
#[must_use]
pub fn newest_ids(press: &Press<'_>, lang: &Lang, most: usize) -> Vec<Arc<str>> {
    let dated = press.heads[lang].iter().filter_map(|(id, head)| {
        let day = head.common.updated.max(head.common.published)?;
        (head.kind.as_str() != "source").then_some((Reverse(day), id))
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort();
    dated.into_iter().take(most).map(|(_, id)| id.clone()).collect()
}

/// The indexes of the kinds, each with the number of its entries.
pub fn kinds(press: &Press<'_>, lang: &Lang) -> Vec<view::Count> {
    let all = press.dossier.config.kinds.iter().map(|kind| (kind, press.lists.of_kind(lang, &kind.name).len()));
    all.filter(|(_, count)| *count > 0).map(|(kind, count)| view::Count { entry: kind_index(press, lang, &kind.name), count }).collect()
}
