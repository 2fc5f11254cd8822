//! `404.html`, which hosts show at any address: its links start at the path of `base_url`.

use super::{Page, PageType, Plan};
use crate::render::frame::{Head, frame};
use crate::render::{Press, label};
use crate::view;

/// The page for addresses that do not exist.
pub const PAGE: PageType = PageType { name: "missing", templates: &["404.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    Plan::new("404.html", press.dossier.config.main(), "").into_iter().collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let title = label(press, &plan.lang, "not-found-title", "Page not found");
    let mut head = Head::new(press, title, "".into());
    head.noindex = true;
    let mut page = frame(press, plan, head);
    page.root = press.dossier.config.base_path().into();
    page.canonical = "".into();
    page.onion = "".into();
    // There is one for all languages.
    page.languages = Vec::new();
    let kinds = press.site(&plan.lang).view.kinds.clone();
    Page::of("404.html", page, view::MissingPage { kinds })
}
