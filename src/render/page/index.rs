//! The index of each kind, split into pages of a hundred.

use std::sync::Arc;

use super::{Page, PageType, Plan, in_language};
use crate::model::{KindName, Lang, slug};
use crate::render::Press;
use crate::render::frame::{Head, frame, kind_index};
use crate::render::lists::PER_PAGE;
use crate::render::refs::to_page;
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

/// The numbers of the pages of a list; none if it is empty.
pub fn parts(count: usize) -> impl Iterator<Item = usize> {
    1..=count.div_ceil(PER_PAGE)
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
    /// `kind` or `tag`.
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
    let count = parts(list.ids.len()).count();
    let shown = list.ids.iter().skip((plan.part - 1) * PER_PAGE).take(PER_PAGE);
    let page = |part: usize| (1..=count).contains(&part).then(|| to_page(part.to_string().into(), of(part).into()));
    let link = |number: usize| view::PageLink { number, address: of(number).into(), current: number == plan.part };
    view::IndexPage {
        list: list.kind,
        title: list.title,
        summary: list.summary,
        entries: entries(press, shown, &plan.lang),
        total: list.ids.len(),
        pages: if count > 1 { near(plan.part, count).map(link).collect() } else { Vec::new() },
        previous: page(plan.part - 1),
        next: page(plan.part + 1),
    }
}

fn entries<'a>(press: &Press<'_>, ids: impl Iterator<Item = &'a Arc<str>>, lang: &Lang) -> Vec<view::Ref> {
    ids.filter_map(|id| press.refs.get(id, lang)).cloned().collect()
}

/// The pages that a page of a list links to: the first, the last, and five to each side, so that a long
/// list costs no more than a short one.
pub fn near(part: usize, count: usize) -> impl Iterator<Item = usize> {
    (1..=count).filter(move |n| *n == 1 || *n == count || n.abs_diff(part) <= 5)
}
