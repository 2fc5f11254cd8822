//! All that links to an entry, where that is too much for the page of the entry; split into pages of a hundred.

use std::ops::Range;
use std::sync::Arc;

use super::entry::translated;
use super::split::{Split, parts, per_page, split};
use super::{Page, PageType, Plan};
use crate::model::Lang;
use crate::render::backlinks::{Group, MOST, groups, may_have_pages, shared};
use crate::render::body::Spot;
use crate::render::frame::{Head, frame, index_of};
use crate::render::refs::to_page;
use crate::render::{Press, label};
use crate::view;

/// The pages of what links to an entry.
pub const PAGE: PageType = PageType { name: "links", templates: &["links.html"], plan, make };

/// An entry that has these pages in one language has them in all, so that the switch of languages leads somewhere.
fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = &press.dossier.config.languages;
    let mut plans = Vec::new();
    for key in press.dossier.entries.keys().filter(|key| key.lang == *press.dossier.config.main() && may_have_pages(press, &key.id)) {
        let counts = languages.iter().map(|lang| groups(press, &key.id, lang).iter().map(Group::count).collect::<Vec<_>>());
        let larger =
            |(most, all): (usize, usize), counts: Vec<usize>| (counts.iter().copied().fold(most, usize::max), all.max(counts.iter().sum()));
        let (largest, total) = counts.fold((0, 0), larger);
        if largest <= MOST {
            continue;
        }
        for lang in languages {
            plans.extend(parts(press, total).filter_map(|part| {
                let plan = Plan::new(&address(press, &key.id, lang, part)?, lang, &key.id)?;
                Some(Plan { part, ..plan })
            }));
        }
    }
    plans
}

/// The address of a page of them: in the folder of the entry's own page. Nothing for an entry without one.
fn address(press: &Press<'_>, id: &str, lang: &Lang, part: usize) -> Option<String> {
    let folder = press.dossier.graph.routes.address(id, lang)?.strip_suffix("index.html")?;
    let part = if part > 1 { format!("page-{part}/") } else { String::new() };
    Some(format!("{folder}links/{part}index.html"))
}

/// The link from an entry to all that links to it.
#[must_use]
pub fn all(press: &Press<'_>, id: &str, lang: &Lang) -> Option<view::Ref> {
    Some(to_page(label(press, lang, "backlinks", "What links here"), address(press, id, lang, 1)?.into()))
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let (lang, id) = (&plan.lang, &plan.subject);
    let (Some(entry), Some(own)) = (press.dossier.shown(id, lang), press.refs.get(id, lang)) else {
        return Page::Text(String::new());
    };
    let grouped = shared(press, id, lang);
    let groups = &grouped.groups;
    let counts: Vec<usize> = groups.iter().map(Group::count).collect();
    let total = counts.iter().sum();
    let of = |part: usize| address(press, id, lang, part).unwrap_or_default();
    let Split { pages, previous, next } = split(press, plan, total, &of);
    let title = label(press, lang, "backlinks", "What links here");
    let mut head = Head::new(press, format!("{}: {title}", entry.summary.short_title()).into(), Arc::from(""));
    head.trail = vec![index_of(press, lang, &entry.summary.kind), own.clone()];
    head.translated = translated(press, id);
    let parts = groups.iter().zip(part(&counts, plan.part, per_page(press))).filter(|(_, part)| !part.is_empty());
    let spot = Spot { root: plan.path.root().into(), lang: lang.clone() };
    let shown = parts.map(|(group, part)| group.shown(press, id, &spot, part)).collect();
    let view = view::LinksPage { entry: own.clone(), groups: shown, total, pages, previous, next };
    Page::of("links.html", frame(press, plan, head), view)
}

/// Which items of each group stand on a page of so many; `counts` says how many there are of each.
fn part(counts: &[usize], part: usize, per_page: usize) -> impl Iterator<Item = Range<usize>> {
    let on_page = (part - 1) * per_page..part * per_page;
    counts.iter().scan(0, move |before, count| {
        let start = std::mem::replace(before, *before + count);
        let within = |place: usize| place.clamp(start, start + count) - start;
        Some(within(on_page.start)..within(on_page.end))
    })
}
