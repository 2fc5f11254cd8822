//! Old addresses (`redirect_from` of entries, `redirects` of the settings): a page that leads on, for hosts that know no redirects.

use super::{Page, PageType, Plan};
use crate::render::Press;
use crate::render::frame::{Head, absolute, frame};
use crate::render::refs::to_page;
use crate::view;

/// A page for each old address.
pub const PAGE: PageType = PageType { name: "redirect", templates: &["redirect.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let routes = &press.dossier.graph.routes;
    let of_entries = routes.old_addresses().into_iter().filter_map(|(old, lang, id)| Plan::new(&old, lang, id));
    // A page that is no entry is told by the `/` before it.
    let main = press.dossier.config.main();
    let of_pages = routes.moved.iter().filter_map(|(old, (to, _))| Plan::new(old, main, &format!("/{to}")));
    of_entries.chain(of_pages).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let page = |path: &str| to_page(format!("/{}", path.strip_suffix("index.html").unwrap_or(path)).into(), path.into());
    let to = plan.subject.strip_prefix('/').map(page).or_else(|| press.refs.get(&plan.subject, &plan.lang).cloned());
    let Some(to) = to else { return Page::Text(String::new()) };
    let mut head = Head::new(press, to.title.clone(), "".into());
    head.noindex = true;
    let mut page = frame(press, plan, head);
    page.canonical = absolute(press, &to.address);
    page.languages = Vec::new();
    Page::of("redirect.html", page, view::RedirectPage { to })
}
