//! All terms, by first letter; split into pages as other lists are.

use std::sync::Arc;

use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::model::KindName;
use crate::render::Press;
use crate::render::frame::{Head, frame, special};
use crate::view;

/// The glossary, where there are terms.
pub const PAGE: PageType = PageType { name: "glossary", templates: &["glossary.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for lang in &press.dossier.config.languages {
        let count = press.lists.of_kind(lang, &KindName::new("term")).len();
        plans.extend(parts(press, count).filter_map(|part| {
            let plan = Plan::new(&in_language(press, lang, &address(part)), lang, "")?;
            Some(Plan { part, ..plan })
        }));
    }
    plans
}

fn address(part: usize) -> String {
    if part == 1 { "glossary/index.html".to_owned() } else { format!("glossary/page-{part}/index.html") }
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    // The terms stand in the order of the language, and so do the letters as they turn up.
    let mut letters: Vec<(String, Vec<view::Term>)> = Vec::new();
    let all = press.lists.of_kind(&plan.lang, &KindName::new("term"));
    for id in on_page(press, plan, all) {
        let (Some(entry), Some(shown)) = (press.refs.get(id, &plan.lang), press.dossier.shown(id, &plan.lang)) else { continue };
        let first = entry.title.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
        let record = &shown.summary.record;
        let term = view::Term {
            entry: entry.clone(),
            expansion: record.text("expansion").unwrap_or_else(|| Arc::from("")),
            also: record.texts("also"),
        };
        let first: String = first.to_uppercase().collect();
        match letters.iter_mut().find(|(letter, _)| *letter == first) {
            Some((_, terms)) => terms.push(term),
            None => letters.push((first, vec![term])),
        }
    }
    let letter = |(n, (letter, terms)): (usize, (String, Vec<view::Term>))| view::Letter {
        letter: letter.into(),
        id: format!("letter:{}", n + 1).into(),
        terms,
    };
    let Split { pages, previous, next } = split(press, plan, all.len(), &|part| in_language(press, &plan.lang, &address(part)));
    let view = view::GlossaryPage { letters: letters.into_iter().enumerate().map(letter).collect(), pages, previous, next };
    let title = special(press, &plan.lang, "glossary").title.clone();
    Page::of("glossary.html", frame(press, plan, Head::new(press, title, "".into())), view)
}
