//! `sitemap.xml` with the languages of each page; split at the protocol's limits, 50,000 addresses and 50 MB
//! (sitemaps.org).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::feed::xml;
use super::{PAGES, Page, PageType, Plan, in_language};
use crate::model::{Lang, Summary};
use crate::render::Press;
use crate::render::frame::absolute;

/// The sitemap, where the site has an address and is the one of today.
pub const PAGE: PageType = PageType { name: "sitemap", templates: &[], plan, make };

/// The types of pages that search engines should know.
const LISTED: &[&str] = &["home", "entry", "index", "tags", "glossary", "corrections", "ledger", "register", "matrix", "timeline"];

/// What one file may hold.
#[derive(Debug, Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

/// Those of the protocol.
const LIMITS: Limits = Limits { addresses: 50_000, bytes: 52_428_800 };

/// What a file has before and after its addresses, at most.
const AROUND: usize = 400;

fn plan(press: &Press<'_>) -> Vec<Plan> {
    if press.dossier.config.base_url.is_empty() || press.dossier.as_of.is_some() {
        return Vec::new();
    }
    let lang = press.dossier.config.main();
    let files = parts(press, &listed(press)).len();
    let mut plans: Vec<Plan> = Plan::new("sitemap.xml", lang, "").into_iter().collect();
    if files > 1 {
        plans.extend(
            (1..=files).filter_map(|part| Plan::new(&format!("sitemap-{part}.xml"), lang, "part").map(|plan| Plan { part, ..plan })),
        );
    }
    plans
}

/// Which of the pages each file holds.
fn parts(press: &Press<'_>, all: &[Plan]) -> Vec<Range<usize>> {
    let config = &press.dossier.config;
    split(all.iter().map(|page| weight(page.path.as_str(), &config.base_url, config.languages.len())), LIMITS)
}

/// How many bytes an address takes at most, with those of the other languages.
fn weight(path: &str, base: &str, languages: usize) -> usize {
    // Of a byte come three where it is percent-encoded, and five where it is a sign of XML; the folder of a language comes on top.
    let address = base.len() + 6 * path.len() + 40;
    (address + 80) * (languages + 1)
}

/// Divides what has these weights so that no file breaks a limit.
fn split(weights: impl Iterator<Item = usize>, limits: Limits) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut bytes, mut count) = (0, AROUND, 0);
    for (n, weight) in weights.enumerate() {
        if n > start && (n - start >= limits.addresses || bytes + weight > limits.bytes) {
            parts.push(start..n);
            (start, bytes) = (n, AROUND);
        }
        bytes += weight;
        count = n + 1;
    }
    parts.push(start..count);
    parts
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
    head(press, plan, &plan.lang).is_none_or(|head| head.lang == plan.lang)
}

/// The front matter of the entry that a page is of, if it is of one.
fn head<'a>(press: &'a Press<'_>, page: &Plan, lang: &Lang) -> Option<&'a Arc<Summary>> {
    press.heads.get(lang)?.get(&page.subject)
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let all = listed(press);
    let parts = parts(press, &all);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    if plan.subject.is_empty() && parts.len() > 1 {
        out += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
        for part in 1..=parts.len() {
            out += &format!("<sitemap><loc>{}</loc></sitemap>\n", xml(&absolute(press, &format!("sitemap-{part}.xml"))));
        }
        out += "</sitemapindex>\n";
        return Page::Text(out);
    }
    out += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
    let mut alternates = BTreeMap::new();
    for page in parts.get(plan.part - 1).and_then(|part| all.get(part.clone())).unwrap_or_default() {
        out += &address(press, page, &mut alternates);
    }
    out += "</urlset>\n";
    Page::Text(out)
}

/// The same page in all languages, as links.
fn in_others<'a>(press: &Press<'_>, page: &Plan, alternates: &'a mut BTreeMap<String, String>) -> &'a str {
    let folder = in_language(press, &page.lang, "");
    let own = page.path.as_str().strip_prefix(&*folder).unwrap_or(page.path.as_str());
    alternates.entry(own.to_owned()).or_insert_with(|| {
        // Of an entry those in which it is written, of any other page all.
        let is_written = |lang: &&Lang| head(press, page, lang).is_none_or(|head| head.lang == **lang);
        let languages: Vec<&Lang> = press.dossier.config.languages.iter().filter(is_written).collect();
        if languages.len() < 2 {
            return String::new();
        }
        let link = |lang: &Lang| {
            let to = absolute(press, &in_language(press, lang, own));
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>\n", xml(lang.as_str()), xml(&to))
        };
        languages.into_iter().map(link).collect()
    })
}

/// One address with the same page in other languages.
fn address(press: &Press<'_>, page: &Plan, alternates: &mut BTreeMap<String, String>) -> String {
    let links = if press.dossier.config.languages.len() > 1 { in_others(press, page, alternates) } else { "" };
    let changed = head(press, page, &page.lang).and_then(|head| head.common.updated.max(head.common.published));
    let changed = changed.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
    format!("<url><loc>{}</loc>{changed}{links}</url>\n", xml(&absolute(press, page.path.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(weights: &[usize], addresses: usize, bytes: usize, expected: &str) {
        let parts = split(weights.iter().copied(), Limits { addresses, bytes: bytes + AROUND });
        assert_eq!(parts.iter().map(|part| format!("{}-{}", part.start, part.end)).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn no_file_breaks_a_limit() {
        check(&[], 2, 10, "0-0");
        check(&[1, 1], 2, 10, "0-2");
        check(&[1, 1, 1, 1, 1], 2, 10, "0-2 2-4 4-5");
        check(&[4, 4, 4, 9, 1, 1], 50, 10, "0-2 2-3 3-5 5-6");
        // What is too large by itself gets a file of its own.
        check(&[11, 1], 50, 10, "0-1 1-2");
    }

    #[test]
    fn the_weight_is_never_less_than_what_is_written() {
        for path in ["claims/a/index.html", "be/заявы/«ы»&'x/index.html"] {
            let base = "https://x.example/d/";
            let one = xml(&format!("{base}{}", crate::render::frame::encode_path(&format!("be/{path}"))));
            let link = format!("<xhtml:link rel=\"alternate\" hreflang=\"be-tarask\" href=\"{one}\"/>\n");
            let whole = format!("<url><loc>{one}</loc><lastmod>2021-08-18</lastmod>{link}{link}{link}</url>\n");
            assert!(whole.len() <= weight(path, base, 3), "{path}: {} bytes", whole.len());
        }
    }
}
