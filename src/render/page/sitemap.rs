//! `sitemap.xml` with the languages of each page; split at the protocol's limit of 50,000 addresses.

use std::collections::BTreeMap;

use super::entry::translated;
use super::feed::xml;
use super::{PAGES, Page, PageType, Plan, in_language};
use crate::render::Press;
use crate::render::frame::absolute;

/// The sitemap, where the site has an address and is the one of today.
pub const PAGE: PageType = PageType { name: "sitemap", templates: &[], plan, make };

/// The types of pages that search engines should know.
const LISTED: &[&str] = &["home", "entry", "index", "tags", "glossary", "corrections", "ledger", "register", "matrix", "timeline"];

/// The most addresses that one file may hold (sitemaps.org).
const MOST: usize = 50_000;

fn plan(press: &Press<'_>) -> Vec<Plan> {
    if press.dossier.config.base_url.is_empty() || press.dossier.as_of.is_some() {
        return Vec::new();
    }
    let lang = press.dossier.config.main();
    let files = listed(press).len().div_ceil(MOST).max(1);
    let mut plans: Vec<Plan> = Plan::new("sitemap.xml", lang, "").into_iter().collect();
    if files > 1 {
        plans.extend(
            (1..=files).filter_map(|part| Plan::new(&format!("sitemap-{part}.xml"), lang, "part").map(|plan| Plan { part, ..plan })),
        );
    }
    plans
}

/// The pages to list: every address once, under the paths without their language.
fn listed(press: &Press<'_>) -> Vec<Plan> {
    PAGES
        .iter()
        .filter(|page| LISTED.contains(&page.name))
        .flat_map(|page| (page.plan)(press))
        .filter(|plan| is_written(press, plan))
        .collect()
}

/// Whether a page is really written in its language: a fallback has its canonical address elsewhere.
fn is_written(press: &Press<'_>, plan: &Plan) -> bool {
    press.dossier.shown(&plan.subject, &plan.lang).is_none_or(|entry| entry.summary.lang == plan.lang)
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let all = listed(press);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    if plan.subject.is_empty() && all.len() > MOST {
        out += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
        for part in 1..=all.len().div_ceil(MOST) {
            out += &format!("<sitemap><loc>{}</loc></sitemap>\n", xml(&absolute(press, &format!("sitemap-{part}.xml"))));
        }
        out += "</sitemapindex>\n";
        return Page::Text(out);
    }
    out += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
    let mut alternates = BTreeMap::new();
    for page in all.iter().skip((plan.part - 1) * MOST).take(MOST) {
        out += &address(press, page, &mut alternates);
    }
    out += "</urlset>\n";
    Page::Text(out)
}

/// One address with the same page in other languages.
fn address(press: &Press<'_>, page: &Plan, alternates: &mut BTreeMap<String, String>) -> String {
    let config = &press.dossier.config;
    let folder = in_language(press, &page.lang, "");
    let own = page.path.as_str().strip_prefix(&*folder).unwrap_or(page.path.as_str());
    let links = alternates.entry(own.to_owned()).or_insert_with(|| {
        let is_entry = press.dossier.shown(&page.subject, &page.lang).is_some();
        let languages = if is_entry { translated(press, &page.subject) } else { config.languages.clone() };
        if languages.len() < 2 {
            return String::new();
        }
        let link = |lang: &crate::model::Lang| {
            let to = absolute(press, &in_language(press, lang, own));
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>\n", xml(lang.as_str()), xml(&to))
        };
        languages.iter().map(link).collect()
    });
    let entry = press.dossier.shown(&page.subject, &page.lang);
    let changed = entry.and_then(|entry| entry.summary.common.updated.max(entry.summary.common.published));
    let changed = changed.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
    format!("<url><loc>{}</loc>{changed}{links}</url>\n", xml(&absolute(press, page.path.as_str())))
}
