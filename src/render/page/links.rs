//! All that links to an entry, where that is too much for the page of the entry; split into pages of a hundred.

use std::sync::Arc;

use super::entry::translated;
use super::split::{Split, parts, split};
use super::{Page, PageType, Plan};
use crate::model::Lang;
use crate::render::backlinks::{MOST, backlinks, count};
use crate::render::frame::{Head, frame, kind_index};
use crate::render::lists::PER_PAGE;
use crate::render::refs::to_page;
use crate::render::{Press, label};
use crate::view;

/// The pages of what links to an entry.
pub const PAGE: PageType = PageType { name: "links", templates: &["links.html"], plan, make };

/// An entry that has these pages in one language has them in all, so that the switch of languages leads somewhere.
fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = &press.dossier.config.languages;
    let mut plans = Vec::new();
    for key in press.dossier.entries.keys().filter(|key| key.lang == *press.dossier.config.main()) {
        if press.dossier.graph.incoming.get(&key.id).is_none_or(|edges| edges.len() <= MOST) {
            continue;
        }
        let counts = languages.iter().map(|lang| count(press, &key.id, lang));
        let (largest, total) = counts.fold((0, 0), |(most, all), (group, total)| (most.max(group), all.max(total)));
        if largest <= MOST {
            continue;
        }
        for lang in languages {
            plans.extend(parts(total).filter_map(|part| {
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
    let groups = backlinks(press, id, lang);
    let total = groups.iter().map(|group| group.items.len()).sum();
    let of = |part: usize| address(press, id, lang, part).unwrap_or_default();
    let Split { pages, previous, next } = split(plan, total, &of);
    let title = label(press, lang, "backlinks", "What links here");
    let mut head = Head::new(press, format!("{}: {title}", entry.summary.short_title()).into(), Arc::from(""));
    head.trail = vec![kind_index(press, lang, &entry.summary.kind), own.clone()];
    head.translated = translated(press, id);
    let view = view::LinksPage { entry: own.clone(), groups: part(groups, plan.part), total, pages, previous, next };
    Page::of("links.html", frame(press, plan, head), view)
}

/// What stands on a page of so many items, by group.
fn part(groups: Vec<view::Backlinks>, part: usize) -> Vec<view::Backlinks> {
    let (mut skip, mut room) = ((part - 1) * PER_PAGE, PER_PAGE);
    let mut shown = Vec::new();
    for mut group in groups {
        let passed = skip.min(group.items.len());
        skip -= passed;
        group.items.drain(..passed);
        group.items.truncate(room);
        room -= group.items.len();
        if !group.items.is_empty() {
            shown.push(group);
        }
    }
    shown
}
