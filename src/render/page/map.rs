//! The map of relations of the whole dossier.

use super::{Page, PageType, Plan, in_language};
use crate::evidence::map::is_there;
use crate::render::Press;
use crate::render::frame::{Head, frame, special};
use crate::render::map::whole::undrawn;

/// The map, where entries have relations to one another.
pub const PAGE: PageType = PageType { name: "map", templates: &["map.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = press.dossier.config.languages.iter().filter(|lang| is_there(press.dossier, lang));
    languages.filter_map(|lang| Plan::new(&in_language(press, lang, "map/index.html"), lang, "")).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let title = special(press, &plan.lang, "map").title.clone();
    let about = super::super::label(press, &plan.lang, "map-about", "");
    // There is one for each language, and pages are planned for no others.
    let view = undrawn(press, &press.maps[&plan.lang], &plan.lang, plan.path.root().into());
    let frame = Box::new(frame(press, plan, Head::new(press, title, about)));
    let places = Some(view.places.clone());
    Page::View { template: "map.html".into(), frame, view: Box::new(view), bodies: Vec::new(), places }
}
