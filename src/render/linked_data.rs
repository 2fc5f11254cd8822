//! JSON-LD: a kind's node and the way to the page, in one `@graph`.

use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use serde_json::{Value, json};

use super::Press;
use super::body::Spot;
use super::frame::absolute;
use super::page::Plan;
use super::plain::plain;
use crate::link::route::folder;
use crate::model::{Entry, Lang};
use crate::view;

/// The JSON-LD of an entry's page. It says what the page says: nothing of drafts, no verdict that the
/// editors did not record.
#[must_use]
pub fn of_entry(press: &Press<'_>, plan: &Plan, entry: &Entry, trail: &[view::Ref], sources: &[view::Source]) -> view::Html {
    let summary = &entry.summary;
    let address = absolute(press, plan.path.as_str());
    let seen = press.dossier.seen_in(&plan.lang);
    let mut node = summary.details.linked_data(summary, &seen).unwrap_or_else(|| json!({ "@type": "Article" }));
    if let Value::Object(fields) = &mut node {
        let common = &summary.common;
        // Machines read text, not Markdown.
        if let Some(Value::String(text)) = fields.get_mut("text") {
            *text = in_words(press, plan, entry, text);
        }
        let is_headline = fields.get("headline").and_then(Value::as_str) == Some(&*common.title);
        let mut add = |name: &str, value: Value| {
            fields.entry(name).or_insert(value);
        };
        add("@id", json!(format!("{address}#:entry")));
        // The headline of an article is its name; twice it would weigh.
        if !is_headline {
            add("name", json!(common.title));
        }
        if !address.is_empty() {
            add("url", json!(address));
        }
        if let Some(text) = &common.summary {
            add("description", json!(text));
        }
        // A source or a law is somebody else's work: its language and dates are not those of our page.
        if fields.get("@type").and_then(Value::as_str) == Some("Article") {
            add_article(fields, press, plan, entry, sources);
        }
    }
    let way = breadcrumbs(press, trail);
    match summary.details.reviewed_data(summary, &seen) {
        Some(review) => graph((node, about_entry(review, press, plan, entry, &address), way)),
        None => graph((node, way)),
    }
}

/// What a review of an entry carries beside what was found: where it stands, of what it is, who gave it, what it rests on.
fn about_entry(mut review: Value, press: &Press<'_>, plan: &Plan, entry: &Entry, address: &str) -> Value {
    let Value::Object(fields) = &mut review else { return review };
    for name in ["claimReviewed", "reviewBody"] {
        if let Some(Value::String(text)) = fields.get_mut(name) {
            *text = in_words(press, plan, entry, text);
        }
    }
    let given = entry.summary.record.group("verdict");
    // Search engines show it to people.
    if let (Some(word), Some(Value::Object(rating))) = (given.and_then(|given| given.text("finding")), fields.get_mut("reviewRating")) {
        rating.insert("alternateName".to_owned(), json!(super::ledger::word(press, &plan.lang, &word)));
    }
    let mut add = |name: &str, value: Value| {
        fields.entry(name).or_insert(value);
    };
    add("@id", json!(format!("{address}#:verdict")));
    if !address.is_empty() {
        add("url", json!(format!("{address}#:verdict")));
    }
    add("itemReviewed", json!({ "@id": format!("{address}#:entry") }));
    let (site, _) = press.dossier.config.title(&plan.lang);
    add("author", json!({ "@type": "Organization", "name": site }));
    add("inLanguage", json!(entry.summary.lang.as_str()));
    let sources = given.map(|given| given.references("sources")).unwrap_or_default();
    let cited = sources.iter().map(|source| press.refs.of_reference(press.dossier, source, &plan.lang));
    add("citation", Value::Array(cited.map(|source| cited_work(press, &plan.lang, &source)).collect()));
    review
}

/// A source that is cited: what it is, its own page says; here its node is named, since a long read has dozens. One that is not
/// translated has its node on the page of its original.
fn cited_work(press: &Press<'_>, lang: &Lang, source: &view::Ref) -> Value {
    let config = &press.dossier.config;
    let original =
        || Some(format!("{}{}", folder(config, &Lang::new(&source.text_lang)), source.address.strip_prefix(&*folder(config, lang))?));
    let original = if source.text_lang.is_empty() { None } else { original() };
    match absolute(press, original.as_deref().unwrap_or(&source.address)) {
        address if address.is_empty() || source.address.is_empty() => json!({ "@type": "CreativeWork", "name": source.title }),
        address => json!({ "@id": format!("{address}#:entry") }),
    }
}

/// What an article carries: its language, the days of its publication, what it cites, its corrections.
fn add_article(fields: &mut serde_json::Map<String, Value>, press: &Press<'_>, plan: &Plan, entry: &Entry, sources: &[view::Source]) {
    let common = &entry.summary.common;
    let mut add = |name: &str, value: Value| {
        fields.entry(name).or_insert(value);
    };
    add("inLanguage", json!(entry.summary.lang.as_str()));
    let (site, _) = press.dossier.config.title(&plan.lang);
    add("publisher", json!({ "@type": "Organization", "name": site }));
    if let Some(day) = common.published {
        add("datePublished", json!(day.to_string()));
    }
    if let Some(day) = common.updated {
        add("dateModified", json!(day.to_string()));
    }
    if !sources.is_empty() {
        let cited = sources.iter().map(|source| cited_work(press, &plan.lang, &source.entry));
        add("citation", Value::Array(cited.collect()));
    }
    let made = common.corrections.iter().filter(|one| press.dossier.as_of.is_none_or(|day| one.date <= day));
    if made.clone().next().is_some() {
        let all = made.map(|one| json!({ "@type": "CorrectionComment", "text": in_words(press, plan, entry, &one.text), "datePublished": one.date.to_string() }));
        add("correction", Value::Array(all.collect()));
    }
}

/// Inline Markdown of a front matter as plain text.
fn in_words(press: &Press<'_>, plan: &Plan, entry: &Entry, text: &str) -> String {
    plain(&press.inline(entry, text, &Spot { root: plan.path.root().into(), lang: plan.lang.clone() }))
}

/// The way to a page.
#[derive(Serialize)]
struct Breadcrumbs {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Step>,
}

/// A step on it.
#[derive(Serialize)]
struct Step {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: Arc<str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    item: Arc<str>,
}

fn breadcrumbs(press: &Press<'_>, trail: &[view::Ref]) -> Breadcrumbs {
    let step = |(n, step): (usize, &view::Ref)| Step {
        kind: "ListItem",
        position: n + 1,
        name: step.title.clone(),
        item: absolute(press, &step.address),
    };
    Breadcrumbs { kind: "BreadcrumbList", items: trail.iter().enumerate().map(step).collect() }
}

/// The JSON-LD of the home page.
#[must_use]
pub fn of_site(press: &Press<'_>, plan: &Plan) -> view::Html {
    let config = &press.dossier.config;
    let address = absolute(press, plan.path.as_str());
    graph([json!({
        "@type": "WebSite", "@id": format!("{address}#:site"), "name": config.title(&plan.lang).0, "description": config.description(&plan.lang),
        "url": address, "inLanguage": plan.lang.as_str(),
    })])
}

/// All nodes of a page.
#[derive(Serialize)]
struct Graph<T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    nodes: T,
}

/// Writes text so that it can stand in a `<script>`: `</script>` and `<!--` cannot occur in it.
struct ForScript;

impl Formatter for ForScript {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut done = 0;
        for at in memchr::memchr3_iter(b'<', b'>', b'&', fragment.as_bytes()) {
            writer.write_all(&fragment.as_bytes()[done..at])?;
            writer.write_all(match fragment.as_bytes()[at] {
                b'<' => b"\\u003c",
                b'>' => b"\\u003e",
                _ => b"\\u0026",
            })?;
            done = at + 1;
        }
        writer.write_all(&fragment.as_bytes()[done..])
    }
}

/// One graph as text.
fn graph(nodes: impl Serialize) -> view::Html {
    let mut text = Vec::with_capacity(2048);
    let written = Graph { context: "https://schema.org", nodes }.serialize(&mut Serializer::with_formatter(&mut text, ForScript));
    written.expect("keys are texts, and memory takes all that is written to it");
    String::from_utf8(text).expect("JSON is UTF-8").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let text = graph([json!({ "</script>": "<!-- \"&\" \u{7} -->" })]);
        let plain = r#"{"@context":"https://schema.org","@graph":[{"\u003c/script\u003e":"\u003c!-- \"\u0026\" \u0007 --\u003e"}]}"#;
        assert_eq!(&*text, plain);
    }
}
