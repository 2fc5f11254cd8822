//! JSON-LD: a kind's node and the way to the page, in one `@graph`.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Press;
use super::frame::absolute;
use super::page::Plan;
use crate::model::Entry;
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
        let mut add = |name: &str, value: Value| {
            fields.entry(name).or_insert(value);
        };
        add("@id", json!(format!("{address}#:entry")));
        add("name", json!(common.title));
        if !address.is_empty() {
            add("url", json!(address));
        }
        if let Some(text) = &common.summary {
            add("description", json!(text));
        }
        // A source or a law is somebody else's work: its language and dates are not those of our page.
        if fields.get("@type").and_then(Value::as_str) == Some("Article") {
            add_article(fields, press, entry, sources);
        }
    }
    graph(&[node, breadcrumbs(press, trail)])
}

/// What an article carries: its language, the days of its publication, what it cites, its corrections.
fn add_article(fields: &mut serde_json::Map<String, Value>, press: &Press<'_>, entry: &Entry, sources: &[view::Source]) {
    let common = &entry.summary.common;
    let mut add = |name: &str, value: Value| {
        fields.entry(name).or_insert(value);
    };
    add("inLanguage", json!(entry.summary.lang.as_str()));
    if let Some(day) = common.published {
        add("datePublished", json!(day.to_string()));
    }
    if let Some(day) = common.updated {
        add("dateModified", json!(day.to_string()));
    }
    if !sources.is_empty() {
        let cited = sources
            .iter()
            .map(|source| json!({ "@type": "CreativeWork", "name": source.entry.title, "url": absolute(press, &source.entry.address) }));
        add("citation", Value::Array(cited.collect()));
    }
    let made = common.corrections.iter().filter(|one| press.dossier.as_of.is_none_or(|day| one.date <= day));
    if made.clone().next().is_some() {
        let all = made.map(|one| json!({ "@type": "CorrectionComment", "text": one.text, "datePublished": one.date.to_string() }));
        add("correction", Value::Array(all.collect()));
    }
}

fn breadcrumbs(press: &Press<'_>, trail: &[view::Ref]) -> Value {
    let items = trail
        .iter()
        .enumerate()
        .map(|(n, step)| json!({ "@type": "ListItem", "position": n + 1, "name": step.title, "item": absolute(press, &step.address) }));
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

/// The JSON-LD of the home page.
#[must_use]
pub fn of_site(press: &Press<'_>, plan: &Plan) -> view::Html {
    let config = &press.dossier.config;
    let address = absolute(press, plan.path.as_str());
    graph(&[json!({
        "@type": "WebSite", "@id": format!("{address}#:site"), "name": config.title(&plan.lang).0, "description": config.description(&plan.lang),
        "url": address, "inLanguage": plan.lang.as_str(),
    })])
}

/// One graph as text that can stand in a `<script>`: `</script>` and `<!--` cannot occur in it.
fn graph(nodes: &[Value]) -> Arc<str> {
    let text = json!({ "@context": "https://schema.org", "@graph": nodes }).to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026").into()
}
