//! All tags, and the entries of each; both split as other lists are.

use super::index::{List, list};
use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::model::{Collation, slug};
use crate::render::Press;
use crate::render::frame::{Head, frame, special};
use crate::render::refs::to_page;
use crate::view;

/// The page of all tags and the page of each tag.
pub const PAGE: PageType = PageType { name: "tags", templates: &["tags.html", "index.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for lang in &press.dossier.config.languages {
        let count = press.lists.tags.keys().filter(|(of, _)| of == lang).count();
        // Where there are no tags yet, the page says so.
        plans.extend(parts(press, count.max(1)).filter_map(|part| {
            let plan = Plan::new(&in_language(press, lang, &all_address(part)), lang, "")?;
            Some(Plan { part, ..plan })
        }));
    }
    for ((lang, name), tag) in &press.lists.tags {
        plans.extend(parts(press, tag.entries.len()).filter_map(|part| {
            let path = in_language(press, lang, &address(name, part));
            Plan::new(&path, lang, name).map(|plan| Plan { part, ..plan })
        }));
    }
    plans
}

/// The address of a page of all tags, without the language.
fn all_address(part: usize) -> String {
    if part == 1 { "tags/index.html".to_owned() } else { format!("tags/page-{part}/index.html") }
}

/// The address of a tag's page, without the language.
#[must_use]
pub fn address(tag: &str, part: usize) -> String {
    let name = slug(tag);
    if part == 1 { format!("tags/{name}/index.html") } else { format!("tags/{name}/page-{part}/index.html") }
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let all = special(press, &plan.lang, "tags");
    if plan.subject.is_empty() {
        let order = Collation::of(&plan.lang);
        let mut tags: Vec<_> = press.lists.tags.iter().filter(|((lang, _), _)| *lang == plan.lang).collect();
        tags.sort_by_cached_key(|((_, name), tag)| (order.key(&tag.label), name.clone()));
        let count = |((_, name), tag): (&(_, String), &crate::render::lists::Tag)| view::Count {
            entry: to_page(tag.label.clone(), in_language(press, &plan.lang, &address(name, 1)).into()),
            count: tag.entries.len(),
        };
        let head = Head::new(press, all.title.clone(), "".into());
        let of = |part: usize| in_language(press, &plan.lang, &all_address(part));
        let Split { pages, previous, next } = split(press, plan, tags.len(), &of);
        let tags = on_page(press, plan, &tags).iter().copied().map(count).collect();
        return Page::of("tags.html", frame(press, plan, head), view::TagsPage { tags, pages, previous, next });
    }
    let Some(tag) = press.lists.tags.get(&(plan.lang.clone(), plan.subject.to_string())) else {
        return Page::Text(String::new());
    };
    let of = |part: usize| in_language(press, &plan.lang, &address(&plan.subject, part));
    let view = list(press, plan, List { kind: "tag", title: tag.label.clone(), summary: "".into(), ids: &tag.entries }, &of);
    let mut head = Head::new(press, tag.label.clone(), "".into());
    head.trail = vec![all];
    Page::of("index.html", frame(press, plan, head), view)
}
