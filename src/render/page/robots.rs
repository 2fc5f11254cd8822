//! `robots.txt`: everything may be read; where the sitemap is. A dossier as of a day has none: its pages ask to be left
//! out of indexes, which a robot must read them for.

use super::{Page, PageType, Plan};
use crate::render::Press;
use crate::render::frame::absolute;

/// `robots.txt`.
pub const PAGE: PageType = PageType { name: "robots", templates: &[], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    Plan::new("robots.txt", press.dossier.config.main(), "").into_iter().collect()
}

fn make(press: &Press<'_>, _plan: &Plan) -> Page {
    let sitemap = absolute(press, "sitemap.xml");
    let sitemap = if sitemap.is_empty() || press.dossier.as_of.is_some() { String::new() } else { format!("Sitemap: {sitemap}\n") };
    Page::Text(format!("User-agent: *\nAllow: /\n{sitemap}"))
}
