//! The home page: the text of the entry that `home:` names, and the ways in.

use std::cmp::Reverse;
use std::sync::Arc;

use super::entry::translated;
use super::{Page, PageType, Plan, in_language, sources};
use crate::model::{KindName, Lang, fold};
use crate::render::body::Spot;
use crate::render::frame::{Head, frame, kind_index, shorten};
use crate::render::{Press, linked_data};
use crate::view;

/// The home page in each language.
pub const PAGE: PageType = PageType { name: "home", templates: &["home.html"], plan, make };

/// How many claims the home page lists.
const CLAIMS: usize = 50;
/// How many of the newest entries the home page lists.
const NEWEST: usize = 10;
/// How many explainers the home page lists.
const EXPLAINERS: usize = 50;

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
    let none: Arc<str> = Arc::from("");
    let view = view::HomePage {
        body: rendered.as_ref().map_or_else(|| none.clone(), |(_, (_, body))| body.html.clone()),
        lang: entry.map_or_else(|| Arc::from(lang.as_str()), |entry| Arc::from(entry.summary.lang.as_str())),
        fallback: entry.is_some_and(|entry| entry.summary.lang != *lang),
        explainers: first(press, lang, "explainer", EXPLAINERS),
        claims: claims(press, lang),
        newest: newest(press, lang),
        kinds: kinds(press, lang),
        sources: rendered.as_ref().map_or_else(Vec::new, |(entry, (_, body))| sources::sources(press, entry, body, lang)),
    };
    let bodies = rendered.into_iter().map(|(_, kept)| kept).collect();
    Page::with_bodies("home.html", frame(press, plan, head), view, bodies)
}

fn first(press: &Press<'_>, lang: &Lang, kind: &str, most: usize) -> Vec<view::Ref> {
    let ids = press.lists.of_kind(lang, &KindName::new(kind)).iter().take(most);
    ids.filter_map(|id| press.refs.get(id, lang)).cloned().collect()
}

fn claims(press: &Press<'_>, lang: &Lang) -> Vec<view::Ref> {
    let ids = press.lists.of_kind(lang, &KindName::new("claim")).iter();
    let date =
        |id: &Arc<str>| press.dossier.shown(id, lang).and_then(|entry| entry.summary.common.date.as_ref().map(|date| date.sort_key()));
    let mut dated: Vec<_> = ids.map(|id| (Reverse(date(id)), id)).collect();
    dated.sort();
    dated.into_iter().take(CLAIMS).filter_map(|(_, id)| press.refs.get(id, lang)).cloned().collect()
}

/// The entries that were published or updated last. Sources are left out: they come with what they carry.
pub fn newest(press: &Press<'_>, lang: &Lang) -> Vec<view::Ref> {
    newest_ids(press, lang, NEWEST).into_iter().filter_map(|id| press.refs.get(&id, lang)).cloned().collect()
}

/// The ids of the newest entries.
#[must_use]
pub fn newest_ids(press: &Press<'_>, lang: &Lang, most: usize) -> Vec<Arc<str>> {
    let keys = press.dossier.entries.keys().filter(|key| key.lang == *press.dossier.config.main());
    let mut dated: Vec<_> = keys
        .filter_map(|key| {
            let entry = press.dossier.shown(&key.id, lang)?;
            let common = &entry.summary.common;
            let day = common.updated.max(common.published)?;
            (entry.summary.kind.as_str() != "source").then_some((Reverse(day), &key.id))
        })
        .collect();
    dated.sort();
    dated.into_iter().take(most).map(|(_, id)| id.clone()).collect()
}

/// The indexes of the kinds, each with the number of its entries.
pub fn kinds(press: &Press<'_>, lang: &Lang) -> Vec<view::Count> {
    let all = press.dossier.config.kinds.iter().map(|kind| (kind, press.lists.of_kind(lang, &kind.name).len()));
    all.filter(|(_, count)| *count > 0).map(|(kind, count)| view::Count { entry: kind_index(press, lang, &kind.name), count }).collect()
}
