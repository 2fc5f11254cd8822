//! Atom feeds (RFC 4287), in each language: the newest entries, those of each kind, and the corrections. No clock: dates
//! are those of the content.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::corrections::newest as newest_corrections;
use super::home::newest_ids;
use super::{Page, PageType, Plan, feed_text, in_language};
use crate::model::date::Day;
use crate::model::{Correction, Entry, Key, KindName, Lang, slug};
use crate::parse::body::escape::escaped as escape;
use crate::render::Press;
use crate::render::body::Spot;
use crate::render::frame::{absolute, encode_path, kind_index, special};
use crate::view;

/// `feed.xml`, `corrections.xml`, and `feed.xml` in the folder of each kind.
pub const PAGE: PageType = PageType { name: "feed", templates: &[], plan, make };

/// How many entries the feed of all kinds holds; their texts are whole.
const ENTRIES: usize = 30;
/// How many the feed of a kind holds.
const OF_KIND: usize = 15;
/// How many corrections a feed holds.
const CORRECTED: usize = 50;

const NEWEST: &str = "newest";
/// The feed of corrections, without its language.
pub const CORRECTIONS: &str = "corrections.xml";
/// What the subject of a kind's feed begins with.
const KIND: &str = "kind:";

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    let config = &press.dossier.config;
    for lang in &config.languages {
        plans.extend(Plan::new(&in_language(press, lang, "feed.xml"), lang, NEWEST));
        plans.extend(Plan::new(&in_language(press, lang, CORRECTIONS), lang, CORRECTIONS));
        let used = config.kinds.iter().filter(|kind| !press.lists.of_kind(lang, &kind.name).is_empty());
        plans.extend(used.filter_map(|kind| Plan::new(&of_kind(press, lang, &kind.name)?, lang, &format!("{KIND}{}", kind.name))));
    }
    plans
}

/// The address of the feed of a kind.
#[must_use]
pub fn of_kind(press: &Press<'_>, lang: &Lang, kind: &KindName) -> Option<String> {
    let plural = &press.dossier.kind(kind)?.plural;
    Some(in_language(press, lang, &format!("{}/feed.xml", slug(plural))))
}

/// One item of a feed.
struct Item {
    title: String,
    address: String,
    id: String,
    updated: Day,
    published: Option<Day>,
    summary: String,
    /// The whole text as HTML that loads nothing; empty where the summary says all.
    text: String,
    /// Whether the summary is HTML.
    html: bool,
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let config = &press.dossier.config;
    let kind = plan.subject.strip_prefix(KIND).map(KindName::new);
    let (site_title, _) = config.title(&plan.lang);
    let site = &press.site(&plan.lang).view;
    let (items, name, page) = match (&kind, &*plan.subject) {
        (Some(kind), _) => {
            let index = kind_index(press, &plan.lang, kind);
            (entries(press, &newest_of_kind(press, &plan.lang, kind), &plan.lang), Some(index.title.clone()), index.address.clone())
        }
        (None, NEWEST) => (entries(press, &newest_ids(press, &plan.lang, ENTRIES), &plan.lang), None, site.home.clone()),
        _ => {
            let name = crate::render::label(press, &plan.lang, "page-corrections", "Corrections");
            (corrections(press, plan), Some(name), special(press, &plan.lang, "corrections").address.clone())
        }
    };
    let title = name.map_or_else(|| site_title.to_string(), |name| format!("{site_title}: {name}"));
    let own = absolute(press, plan.path.as_str());
    let id = match &config.machines.tag {
        Some(tag) => format!("tag:{tag}:{}", encode_path(plan.path.as_str())),
        None if own.is_empty() => format!("urn:dossier:{}", encode_path(plan.path.as_str())),
        None => own.to_string(),
    };
    let updated = items.iter().map(|item| item.updated).max();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out += &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", xml(plan.lang.as_str()));
    out += &format!("<title>{}</title>\n<id>{}</id>\n", xml(&title), xml(&id));
    out += &format!("<updated>{}</updated>\n", moment(updated));
    if !own.is_empty() {
        out += &format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n", xml(&own));
        out += &format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", xml(&absolute(press, &page)));
    }
    if !config.licence.is_empty() {
        out += &format!("<rights>{}</rights>\n", xml(&config.licence));
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
    if !item.text.is_empty() {
        out += &format!("<content type=\"html\">{}</content>\n", xml(&item.text));
    }
    out + "</entry>\n"
}

/// The entries of a kind that were published or updated last.
fn newest_of_kind(press: &Press<'_>, lang: &Lang, kind: &KindName) -> Vec<Arc<str>> {
    let dated = press.lists.of_kind(lang, kind).iter().filter_map(|id| {
        let common = &press.dossier.shown(id, lang)?.summary.common;
        Some((Reverse(common.updated.max(common.published)?), id))
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort();
    dated.into_iter().take(OF_KIND).map(|(_, id)| id.clone()).collect()
}

fn entries(press: &Press<'_>, ids: &[Arc<str>], lang: &Lang) -> Vec<Item> {
    let item = |id: &Arc<str>| {
        let (reference, entry) = (press.refs.get(id, lang)?, press.dossier.shown(id, lang)?);
        let common = &entry.summary.common;
        let address = absolute(press, &reference.address);
        let is_neutral = common.neutral_share;
        Some(Item {
            title: if is_neutral { press.site(lang).view.title.to_string() } else { with_standing(reference) },
            id: name(press, common.published, &reference.address).unwrap_or_else(|| match &*address {
                "" => format!("urn:dossier:{}", encode_path(&reference.address)),
                address => address.to_owned(),
            }),
            address: address.to_string(),
            updated: common.updated.max(common.published)?,
            published: common.published,
            summary: if is_neutral { String::new() } else { reference.summary.to_string() },
            text: if is_neutral { String::new() } else { feed_text::text(press, entry, lang) },
            html: false,
        })
    };
    ids.iter().filter_map(item).collect()
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
            text: String::new(),
            summary: {
                // A feed is read elsewhere, without the last look that pages get.
                let html = if is_neutral { Arc::from("") } else { press.inline(entry, &one.text, &spot) };
                let html = press.outside.mend(&html, &plan.lang, &spot.root).unwrap_or_else(|| html.to_string());
                feed_text::safe(press, &html, &reference.address, &spot.root)
            },
            html: true,
        })
    };
    newest_corrections(press, &plan.lang).into_iter().take(CORRECTED).filter_map(item).collect()
}

/// The name of a correction for good: the day of the correction, the entry's page, and which correction of that day it is.
/// Its words may be mended without a reader's program taking it for a new one.
fn tag(press: &Press<'_>, page: &str, day: Day, number: usize) -> String {
    let path = encode_path(page.strip_suffix("index.html").unwrap_or(page));
    match &press.dossier.config.machines.tag {
        Some(tag) => format!("tag:{tag}:{path}correction/{day}/{number}"),
        None => name(press, Some(day), page)
            .map_or_else(|| format!("urn:dossier:correction:{path}:{day}:{number}"), |name| format!("{name}correction/{number}")),
    }
}

/// The name of a page for good, by the `tag:` scheme (RFC 4151): who vouches for it, since when, and the path of the page.
/// The settings say who that is, or else it is the host of the site on a day that the page names. Without a host or a day
/// nobody can vouch for a name.
fn name(press: &Press<'_>, day: Option<Day>, page: &str) -> Option<String> {
    let path = encode_path(page.strip_suffix("index.html").unwrap_or(page));
    let config = &press.dossier.config;
    if let Some(tag) = &config.machines.tag {
        return Some(format!("tag:{tag}:{path}"));
    }
    let host = config.base_url.split_once("://").map_or("", |(_, rest)| rest).split(['/', ':']).next().unwrap_or("");
    day.filter(|_| !host.is_empty()).map(|day| format!("tag:{host},{day}:{path}"))
}

/// A day as RFC 3339 wants it: its first moment in UTC.
fn moment(day: Option<Day>) -> String {
    day.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |day| format!("{day}T00:00:00Z"))
}

/// Text for XML: escaped, without the control characters that XML cannot hold.
#[must_use]
pub fn xml(text: &str) -> String {
    let is_lost = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    // Nearly no text holds one, and then it need not be copied for that.
    if text.contains(is_lost) { escape(&text.replace(is_lost, "")) } else { escape(text) }
}
