//! The index of each kind, split into pages of a hundred.

use std::sync::Arc;

use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::model::{KindName, Lang, slug};
use crate::render::Press;
use crate::render::frame::{Head, frame, kind_index};
use crate::view;

/// The index of each kind that has entries.
pub const PAGE: PageType = PageType { name: "index", templates: &["index.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let config = &press.dossier.config;
    let mut plans = Vec::new();
    for lang in &config.languages {
        for kind in config.kinds.iter() {
            let count = press.lists.of_kind(lang, &kind.name).len();
            plans.extend(parts(count).filter_map(|part| {
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
    let view = list(press, plan, List { kind: "kind", title: title.clone(), summary: summary.clone(), ids }, &of);
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
    let Split { pages, previous, next } = split(plan, list.ids.len(), of);
    view::IndexPage {
        list: list.kind,
        title: list.title,
        summary: list.summary,
        entries: entries(press, on_page(plan, list.ids), &plan.lang),
        total: list.ids.len(),
        pages,
        previous,
        next,
    }
}

fn entries(press: &Press<'_>, ids: &[Arc<str>], lang: &Lang) -> Vec<view::Ref> {
    ids.iter().filter_map(|id| press.refs.get(id, lang)).cloned().collect()
}
