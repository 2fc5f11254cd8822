//! Old addresses (`redirect_from`): a page that leads on, for hosts that know no redirects.

use super::{Page, PageType, Plan};
use crate::render::Press;
use crate::render::frame::{Head, absolute, frame};
use crate::view;

/// A page for each old address.
pub const PAGE: PageType = PageType { name: "redirect", templates: &["redirect.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    press.dossier.graph.routes.old_addresses().iter().filter_map(|(old, lang, id)| Plan::new(old, lang, id)).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let Some(to) = press.refs.get(&plan.subject, &plan.lang).cloned() else { return Page::Text(String::new()) };
    let mut head = Head::new(press, to.title.clone(), "".into());
    head.noindex = true;
    let mut page = frame(press, plan, head);
    page.canonical = absolute(press, &to.address);
    page.languages = Vec::new();
    Page::of("redirect.html", page, view::RedirectPage { to })
}
