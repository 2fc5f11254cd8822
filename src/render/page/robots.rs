//! `robots.txt`: everything may be read; where the sitemap is.

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
    let sitemap = if sitemap.is_empty() { String::new() } else { format!("Sitemap: {sitemap}\n") };
    Page::Text(format!("User-agent: *\nAllow: /\n{sitemap}"))
}
