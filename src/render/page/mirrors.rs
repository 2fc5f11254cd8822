//! Where else the site is: its mirrors, and its address in Tor.

use std::sync::Arc;

use super::{Page, PageType, Plan, in_language};
use crate::render::Press;
use crate::render::frame::{Head, frame, special};
use crate::view;

/// The page of mirrors, where the settings name any.
pub const PAGE: PageType = PageType { name: "mirrors", templates: &["mirrors.html"], plan, make };

/// Whether there is anything to list.
#[must_use]
pub fn is_there(press: &Press<'_>) -> bool {
    let config = &press.dossier.config;
    !config.mirrors.is_empty() || config.onion.is_some()
}

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = press.dossier.config.languages.iter().filter(|_| is_there(press));
    languages.filter_map(|lang| Plan::new(&in_language(press, lang, "mirrors/index.html"), lang, "")).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let config = &press.dossier.config;
    let title = special(press, &plan.lang, "mirrors").title.clone();
    let view = view::MirrorsPage { mirrors: config.mirrors.clone(), onion: config.onion.clone().unwrap_or_else(|| Arc::from("")) };
    Page::of("mirrors.html", frame(press, plan, Head::new(press, title, "".into())), view)
}
