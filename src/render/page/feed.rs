//! Atom feeds (RFC 4287), in each language: the newest entries, and the corrections. No clock: dates are those of the
//! content.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::corrections::newest as newest_corrections;
use super::home::newest_ids;
use super::{Page, PageType, Plan, in_language};
use crate::model::date::Day;
use crate::model::{Correction, Entry, Key};
use crate::parse::body::escape::escaped as escape;
use crate::render::Press;
use crate::render::body::Spot;
use crate::render::frame::{absolute, encode_path, special};
use crate::view;

/// `feed.xml` and `corrections.xml`.
pub const PAGE: PageType = PageType { name: "feed", templates: &[], plan, make };

/// How many entries a feed holds.
const ENTRIES: usize = 50;

const NEWEST: &str = "newest";
/// The feed of corrections, without its language.
pub const CORRECTIONS: &str = "corrections.xml";

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for lang in &press.dossier.config.languages {
        plans.extend(Plan::new(&in_language(press, lang, "feed.xml"), lang, NEWEST));
        plans.extend(Plan::new(&in_language(press, lang, CORRECTIONS), lang, CORRECTIONS));
    }
    plans
}

/// One item of a feed.
struct Item {
    title: String,
    address: String,
    id: String,
    updated: Day,
    published: Option<Day>,
    summary: String,
    /// Whether the summary is HTML.
    html: bool,
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let config = &press.dossier.config;
    let items = if &*plan.subject == NEWEST { newest(press, plan) } else { corrections(press, plan) };
    let (site_title, _) = config.title(&plan.lang);
    let title = match &*plan.subject {
        NEWEST => site_title.to_string(),
        _ => format!("{site_title}: {}", crate::render::label(press, &plan.lang, "page-corrections", "Corrections")),
    };
    let own = absolute(press, plan.path.as_str());
    let site = &press.site(&plan.lang).view;
    let page = if &*plan.subject == NEWEST { site.home.clone() } else { special(press, &plan.lang, "corrections").address.clone() };
    let page = absolute(press, &page);
    let updated = items.iter().map(|item| item.updated).max();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out += &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", xml(plan.lang.as_str()));
    out += &format!("<title>{}</title>\n<id>{}</id>\n", xml(&title), xml(if own.is_empty() { "urn:dossier:feed" } else { &own }));
    out += &format!("<updated>{}</updated>\n", moment(updated));
    if !own.is_empty() {
        out +=
            &format!("<link rel=\"self\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", xml(&own), xml(&page));
    }
    out += &format!("<author><name>{}</name></author>\n<generator>dossier</generator>\n", xml(&site_title));
    for item in &items {
        out += &entry(item);
    }
    out += "</feed>\n";
    Page::Text(out)
}

fn entry(item: &Item) -> String {
    let mut out = format!("<entry>\n<title>{}</title>\n<id>{}</id>\n", xml(&item.title), xml(&item.id));
    if !item.address.is_empty() {
        out += &format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", xml(&item.address));
    }
    if let Some(published) = item.published {
        out += &format!("<published>{}</published>\n", moment(Some(published)));
    }
    out += &format!("<updated>{}</updated>\n", moment(Some(item.updated)));
    if !item.summary.is_empty() {
        let shape = if item.html { " type=\"html\"" } else { "" };
        out += &format!("<summary{shape}>{}</summary>\n", xml(&item.summary));
    }
    out + "</entry>\n"
}

fn newest(press: &Press<'_>, plan: &Plan) -> Vec<Item> {
    let ids = newest_ids(press, &plan.lang, ENTRIES);
    let item = |id: Arc<str>| {
        let (reference, entry) = (press.refs.get(&id, &plan.lang)?, press.dossier.shown(&id, &plan.lang)?);
        let common = &entry.summary.common;
        let address = absolute(press, &reference.address);
        Some(Item {
            title: if common.neutral_share { press.site(&plan.lang).view.title.to_string() } else { with_standing(reference) },
            id: if address.is_empty() { format!("urn:dossier:{}", encode_path(&reference.address)) } else { address.to_string() },
            address: address.to_string(),
            updated: common.updated.max(common.published)?,
            published: common.published,
            summary: if common.neutral_share { String::new() } else { reference.summary.to_string() },
            html: false,
        })
    };
    ids.into_iter().filter_map(item).collect()
}

/// A title with where a claim stands, since a link to a claim says so everywhere.
fn with_standing(entry: &view::Ref) -> String {
    if entry.standing.is_empty() { entry.title.to_string() } else { format!("{} ({})", entry.title, entry.standing_label) }
}

fn corrections(press: &Press<'_>, plan: &Plan) -> Vec<Item> {
    // Links in a correction lead to the site, wherever the feed is read.
    let base = &press.dossier.config.base_url;
    let root = if base.is_empty() { plan.path.root().into() } else { base.clone() };
    let spot = Spot { root, lang: plan.lang.clone() };
    let mut seen: BTreeMap<(Key, Day), usize> = BTreeMap::new();
    let item = |(entry, one): (&Arc<Entry>, &Correction)| {
        let key = entry.summary.key();
        let number = seen.entry((key.clone(), one.date)).and_modify(|n| *n += 1).or_insert(1);
        let reference = press.refs.get(&key.id, &plan.lang)?;
        let is_neutral = entry.summary.common.neutral_share;
        Some(Item {
            title: if is_neutral { press.site(&plan.lang).view.title.to_string() } else { with_standing(reference) },
            id: tag(press, &reference.address, one.date, *number),
            address: absolute(press, &reference.address).to_string(),
            updated: one.date,
            published: None,
            summary: {
                // A feed is read elsewhere, without the last look that pages get.
                let html = if is_neutral { Arc::from("") } else { press.inline(entry, &one.text, &spot) };
                press.outside.mend(&html, &plan.lang, &spot.root).unwrap_or_else(|| html.to_string())
            },
            html: true,
        })
    };
    newest_corrections(press, &plan.lang).into_iter().take(ENTRIES).filter_map(item).collect()
}

/// The name of a correction for good, by the `tag:` scheme (RFC 4151): the host of the site, the day of the correction,
/// the entry's page, and which correction of that day it is. Its words may be mended without a reader's program taking
/// it for a new one. A site without an address has no host to vouch for a name.
fn tag(press: &Press<'_>, page: &str, day: Day, number: usize) -> String {
    let base = &press.dossier.config.base_url;
    let path = encode_path(page.strip_suffix("index.html").unwrap_or(page));
    let host = base.split_once("://").map_or("", |(_, rest)| rest).split(['/', ':']).next().unwrap_or("");
    if host.is_empty() {
        return format!("urn:dossier:correction:{path}:{day}:{number}");
    }
    format!("tag:{host},{day}:{path}correction/{number}")
}

/// A day as RFC 3339 wants it: its first moment in UTC.
fn moment(day: Option<Day>) -> String {
    day.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |day| format!("{day}T00:00:00Z"))
}

/// Text for XML: escaped, without the control characters that XML cannot hold.
#[must_use]
pub fn xml(text: &str) -> String {
    escape(&text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>())
}
