//! The index of each kind, split into pages of a hundred.

use std::sync::Arc;

use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::model::{KindName, Lang, slug};
use crate::render::body::Spot;
use crate::render::frame::{Head, frame, kind_index};
use crate::render::{Press, ledger};
use crate::view;

/// How many entries that rest on a source are named beside it.
const RESTS: usize = 3;

/// The index of each kind that has entries.
pub const PAGE: PageType = PageType { name: "index", templates: &["index.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let config = &press.dossier.config;
    let mut plans = Vec::new();
    for lang in &config.languages {
        for kind in config.kinds.iter() {
            let count = press.lists.of_kind(lang, &kind.name).len();
            plans.extend(parts(press, count).filter_map(|part| {
                let path = in_language(press, lang, &address(&kind.plural, part));
                Plan::new(&path, lang, kind.name.as_str()).map(|plan| Plan { part, ..plan })
            }));
        }
    }
    plans
}

fn address(plural: &str, part: usize) -> String {
    if part == 1 { format!("{}/index.html", slug(plural)) } else { format!("{}/page-{part}/index.html", slug(plural)) }
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let kind = KindName::new(&plan.subject);
    let known = press.dossier.kind(&kind);
    let plural = known.map_or_else(|| kind.to_string(), |kind| kind.plural.to_string());
    let title = kind_index(press, &plan.lang, &kind).title.clone();
    let ids = press.lists.of_kind(&plan.lang, &kind);
    // The doc of a kind is written for writers; readers get it only where the theme has words for them.
    let summary = press.theme.strings().get(&plan.lang, &format!("about-{kind}")).unwrap_or_else(|| Arc::from(""));
    let of = |part: usize| in_language(press, &plan.lang, &address(&plural, part));
    let mut view = list(press, plan, List { kind: "kind", title: title.clone(), summary: summary.clone(), ids }, &of);
    view.feed = super::feed::of_kind(press, &plan.lang, &kind).unwrap_or_default().into();
    if matches!(kind.as_str(), "question" | "source") {
        let spot = Spot { root: plan.path.root().into(), lang: plan.lang.clone() };
        view.items = on_page(press, plan, ids).iter().filter_map(|id| item(press, id, &spot)).collect();
    }
    Page::of("index.html", frame(press, plan, Head::new(press, title, summary)), view)
}

/// A list that is to be shown.
pub struct List<'a> {
    /// `kind`, `tag` or `letter`.
    pub kind: &'static str,
    /// Its name.
    pub title: Arc<str>,
    /// What it holds.
    pub summary: Arc<str>,
    /// The folded ids of all its entries.
    pub ids: &'a [Arc<str>],
}

/// One page of a list; `of` gives the address of each of its pages.
pub fn list(press: &Press<'_>, plan: &Plan, list: List<'_>, of: &dyn Fn(usize) -> String) -> view::IndexPage {
    let Split { pages, previous, next } = split(press, plan, list.ids.len(), of);
    view::IndexPage {
        list: list.kind,
        title: list.title,
        summary: list.summary,
        entries: entries(press, on_page(press, plan, list.ids), &plan.lang),
        items: Vec::new(),
        feed: Arc::from(""),
        total: list.ids.len(),
        pages,
        previous,
        next,
    }
}

/// An entry with what stands beside it.
fn item(press: &Press<'_>, id: &Arc<str>, spot: &Spot) -> Option<view::IndexItem> {
    let entry = press.dossier.shown(id, &spot.lang)?;
    let mut rests: Vec<&Arc<str>> = Vec::new();
    if entry.summary.kind.as_str() == "source" {
        rests.extend(press.dossier.pointing_to(id, &spot.lang).map(|edge| &edge.from.id));
        rests.sort();
        rests.dedup();
    }
    Some(view::IndexItem {
        entry: press.refs.get(id, &spot.lang)?.clone(),
        accounts: ledger::question(press, entry, spot).map_or_else(Vec::new, |question| question.accounts),
        more: rests.len().saturating_sub(RESTS),
        rests: rests.into_iter().take(RESTS).filter_map(|id| press.refs.get(id, &spot.lang)).cloned().collect(),
    })
}

fn entries(press: &Press<'_>, ids: &[Arc<str>], lang: &Lang) -> Vec<view::Ref> {
    ids.iter().filter_map(|id| press.refs.get(id, lang)).cloned().collect()
}
