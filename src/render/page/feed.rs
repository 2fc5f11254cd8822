//! Atom feeds (RFC 4287), in each language: the newest entries, and the corrections. No clock: dates are those of the
//! content.

use super::corrections::newest as newest_corrections;
use super::home::newest_ids;
use super::{Page, PageType, Plan, in_language};
use crate::model::date::Day;
use crate::parse::body::escape::escaped as escape;
use crate::render::Press;
use crate::render::frame::absolute;

/// `feed.xml` and `corrections/feed.xml`, where the site has an address: a feed without one says nothing
/// that a reader could follow.
pub const PAGE: PageType = PageType { name: "feed", templates: &[], plan, make };

/// How many entries a feed holds.
const ENTRIES: usize = 50;

const NEWEST: &str = "newest";
const CORRECTIONS: &str = "corrections";

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for lang in &press.dossier.config.languages {
        plans.extend(Plan::new(&in_language(press, lang, "feed.xml"), lang, NEWEST));
        plans.extend(Plan::new(&in_language(press, lang, "corrections/feed.xml"), lang, CORRECTIONS));
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
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let config = &press.dossier.config;
    let items = if &*plan.subject == NEWEST { newest(press, plan) } else { corrections(press, plan) };
    let title = match &*plan.subject {
        NEWEST => config.title.to_string(),
        _ => format!("{}: {}", config.title, crate::render::label(press, &plan.lang, "page-corrections", "Corrections")),
    };
    let own = absolute(press, plan.path.as_str());
    let home = absolute(press, &press.site(&plan.lang).view.home);
    let updated = items.iter().map(|item| item.updated).max();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out += &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", xml(plan.lang.as_str()));
    out += &format!("<title>{}</title>\n<id>{}</id>\n", xml(&title), xml(if own.is_empty() { "urn:dossier:feed" } else { &own }));
    out += &format!("<updated>{}</updated>\n", moment(updated));
    if !own.is_empty() {
        out +=
            &format!("<link rel=\"self\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", xml(&own), xml(&home));
    }
    out += &format!("<author><name>{}</name></author>\n<generator>dossier</generator>\n", xml(&config.title));
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
        out += &format!("<summary>{}</summary>\n", xml(&item.summary));
    }
    out + "</entry>\n"
}

fn newest(press: &Press<'_>, plan: &Plan) -> Vec<Item> {
    let ids = newest_ids(press, &plan.lang, ENTRIES);
    let item = |id: std::sync::Arc<str>| {
        let (reference, entry) = (press.refs.get(&id, &plan.lang)?, press.dossier.shown(&id, &plan.lang)?);
        let common = &entry.summary.common;
        let address = absolute(press, &reference.address);
        Some(Item {
            title: common.title.to_string(),
            id: if address.is_empty() {
                format!("urn:dossier:{}", crate::render::frame::encode_path(&reference.address))
            } else {
                address.to_string()
            },
            address: address.to_string(),
            updated: common.updated.max(common.published)?,
            published: common.published,
            summary: reference.summary.to_string(),
        })
    };
    ids.into_iter().filter_map(item).collect()
}

fn corrections(press: &Press<'_>, plan: &Plan) -> Vec<Item> {
    let item = |(entry, one): (&std::sync::Arc<crate::model::Entry>, &crate::model::Correction)| {
        let reference = press.refs.get(&entry.summary.key().id, &plan.lang)?;
        let address = absolute(press, &reference.address);
        let digest = crate::text::Digest::of(one.text.as_bytes()).short(12);
        Some(Item {
            title: entry.summary.common.title.to_string(),
            id: format!("urn:dossier:correction:{}:{}:{digest}", crate::render::frame::encode_path(&reference.address), one.date),
            address: address.to_string(),
            updated: one.date,
            published: None,
            summary: one.text.to_string(),
        })
    };
    newest_corrections(press, &plan.lang).into_iter().take(ENTRIES).filter_map(item).collect()
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
