//! All terms, by first letter.

use std::sync::Arc;

use super::{Page, PageType, Plan, in_language};
use crate::model::KindName;
use crate::render::Press;
use crate::render::frame::{Head, frame, special};
use crate::view;

/// The glossary, where there are terms.
pub const PAGE: PageType = PageType { name: "glossary", templates: &["glossary.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = press.dossier.config.languages.iter();
    let with_terms = languages.filter(|lang| !press.lists.of_kind(lang, &KindName::new("term")).is_empty());
    with_terms.filter_map(|lang| Plan::new(&in_language(press, lang, "glossary/index.html"), lang, "")).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    // The terms stand in the order of the language, and so do the letters as they turn up.
    let mut letters: Vec<(String, Vec<view::Term>)> = Vec::new();
    for id in press.lists.of_kind(&plan.lang, &KindName::new("term")) {
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
    let view = view::GlossaryPage { letters: letters.into_iter().enumerate().map(letter).collect() };
    let title = special(press, &plan.lang, "glossary").title.clone();
    Page::of("glossary.html", frame(press, plan, Head::new(press, title, "".into())), view)
}
