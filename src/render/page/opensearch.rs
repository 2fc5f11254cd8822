//! `opensearch.xml`: how a browser may ask the search of the site.
//!
//! The query stands behind the `#` of the template: a browser sends no server that part of an address, and no log can hold
//! it. The page of the search takes it out of the address as it opens. There is no address of the description itself in it,
//! since a browser would ask that one again and again for changes.

use super::feed::xml;
use super::{Page, PageType, Plan, in_language};
use crate::model::Lang;
use crate::parse::body::escape::escaped;
use crate::render::Press;
use crate::render::frame::{absolute, shorten, special};

/// One description a language, where the theme has a script to search with, and the site an address and is the one of today.
pub const PAGE: PageType = PageType { name: "opensearch", templates: &[], plan, make };

/// How long a short name may be, in letters (OpenSearch 1.1).
const SHORT: usize = 16;
/// How long a description may be.
const LONG: usize = 1024;

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let languages = press.search.keys().filter(|_| is_there(press));
    languages.filter_map(|lang| Plan::new(&address(press, lang), lang, "")).collect()
}

/// Whether a browser may be told of the search.
#[must_use]
pub fn is_there(press: &Press<'_>) -> bool {
    let config = &press.dossier.config;
    config.machines.opensearch && press.theme.manner().extras && !config.base_url.is_empty() && press.dossier.as_of.is_none()
}

/// Where the description is.
#[must_use]
pub fn address(press: &Press<'_>, lang: &Lang) -> String {
    in_language(press, lang, "opensearch.xml")
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let config = &press.dossier.config;
    let (title, _) = config.title(&plan.lang);
    let short: String = title.chars().take(SHORT).collect();
    let page = absolute(press, &special(press, &plan.lang, "search").address);
    let about = config.description(&plan.lang);
    let about = shorten(if about.is_empty() { &title } else { &about }, LONG);
    Page::Text(format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<LongName>{}</LongName>\n<Description>{}</Description>\n\
         <Url type=\"text/html\" method=\"get\" template=\"{}#q={{searchTerms}}\"/>\n\
         <Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n",
        xml(short.trim_end()),
        xml(&title.chars().take(48).collect::<String>()),
        xml(&about),
        escaped(&page.replace(['{', '}'], "")),
        xml(plan.lang.as_str()),
    ))
}
