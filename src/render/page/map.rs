//! The map of relations of the whole dossier. In a theme without pictures it is a list, which is split as all are.

use super::split::{parts, per_page, split};
use super::{Page, PageType, Plan, in_language};
use crate::evidence::map::is_there;
use crate::render::Press;
use crate::render::frame::{Head, frame, special};
use crate::render::map::whole::undrawn;

/// The map, where entries have relations to one another.
pub const PAGE: PageType = PageType { name: "map", templates: &["map.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = press.dossier.config.languages.iter().filter(|lang| is_there(press.dossier, lang));
    let is_list = !press.theme.manner().pictures;
    let mut plans = Vec::new();
    for lang in languages {
        let count = if is_list { press.maps[lang].entries.len() } else { 1 };
        plans.extend(parts(press, count).filter_map(|part| {
            let plan = Plan::new(&in_language(press, lang, &address(part)), lang, "")?;
            Some(Plan { part, ..plan })
        }));
    }
    plans
}

fn address(part: usize) -> String {
    if part == 1 { "map/index.html".to_owned() } else { format!("map/page-{part}/index.html") }
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let lang = &plan.lang;
    let title = special(press, lang, "map").title.clone();
    let about = super::super::label(press, lang, "map-about", "");
    // There is one for each language, and pages are planned for no others.
    let whole = &press.maps[lang];
    let mut view = undrawn(press, whole, lang, plan.path.root().into());
    if !press.theme.manner().pictures {
        let pages = split(press, plan, whole.entries.len(), &|part| in_language(press, lang, &address(part)));
        view = view.part((plan.part, per_page(press)), pages);
    }
    let frame = Box::new(frame(press, plan, Head::new(press, title, about)));
    let settled = view.settled.clone();
    Page::View { template: "map.html".into(), frame, view: Box::new(view), bodies: Vec::new(), settled, card: None, quiet: Vec::new() }
}
