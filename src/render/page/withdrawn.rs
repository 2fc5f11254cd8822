//! What stands at an address whose entry was withdrawn for good: that it was, since when, and why if the writer says so. Nothing
//! of what stood there.

use std::sync::Arc;

use super::entry::day;
use super::{Page, PageType, Plan, in_language};
use crate::render::frame::{Head, frame};
use crate::render::{Press, label};
use crate::view;

/// A page for each address that was withdrawn, in each language.
pub const PAGE: PageType = PageType { name: "withdrawn", templates: &["withdrawn.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let config = &press.dossier.config;
    let withdrawn = press.dossier.graph.routes.withdrawn.iter();
    withdrawn
        .flat_map(|(path, number)| {
            let page = move |lang| Plan::new(&in_language(press, lang, path), lang, &number.to_string());
            config.languages.iter().filter_map(page)
        })
        .collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let config = &press.dossier.config;
    let mut head = Head::new(press, label(press, &plan.lang, "withdrawn", "Withdrawn"), "".into());
    head.noindex = true;
    let page = frame(press, plan, head);
    let withdrawn = plan.subject.parse().ok().and_then(|number: usize| config.hosting.withdrawn.iter().find(|one| one.number == number));
    let none = || Arc::from("");
    let (reason, lang) = withdrawn.map_or_else(|| (none(), None), |one| one.reason.in_language(&plan.lang, &config.languages));
    let date = withdrawn.and_then(|one| one.date);
    let view = view::WithdrawnPage {
        date: date.map_or_else(none, |date| day(press, date, &plan.lang)),
        edtf: date.map_or_else(none, |date| date.to_string().into()),
        reason,
        reason_lang: lang.map_or_else(none, |lang| Arc::from(lang.as_str())),
    };
    Page::of("withdrawn.html", page, view)
}
