//! The facts of a dossier, out of its entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::numbers::numbers;
use super::{FORMAT, Facts, Stated};
use crate::link::route::folder;
use crate::link::{Dossier, Found};
use crate::model::body::Piece;
use crate::model::{Body, Entry, Field, Key, Lang, Record, Ref, Shape, TargetKind, Value};
use crate::render::plain::plain;

/// Short texts that are facts: the number of a law and the article in it.
const TEXTS: [&str; 2] = ["number", "article"];
/// What an editor thinks of an entry, which may change without a fact that does.
const EDITORIAL: [&str; 4] = ["status", "reliability", "stamp", "accessed"];
/// Fields by which the items of a list are told apart, in this order.
const KEYS: [&str; 4] = ["date", "by", "type", "unit"];

impl Facts {
    /// The entries whose facts are those of the dossier: all that are shown.
    #[must_use]
    pub fn shown(dossier: &Dossier) -> Vec<&Arc<Entry>> {
        dossier.entries.iter().filter(|(key, _)| dossier.shown(&key.id, &key.lang).is_some()).map(|(_, entry)| entry).collect()
    }

    /// What one of them states, by its id. Each is asked alone, so that thousands can be asked in parallel.
    #[must_use]
    pub fn stated(dossier: &Dossier, entry: &Entry) -> (String, Stated) {
        let Key { id, lang } = entry.summary.key();
        let is_original = lang == *dossier.config.main();
        let id = if is_original { id.to_string() } else { format!("{id}.{}", lang.as_str()) };
        (id, stated(dossier, entry, is_original))
    }

    /// What a dossier states, as it is shown, from what each of its entries does.
    #[must_use]
    pub fn of(dossier: &Dossier, stated: impl IntoIterator<Item = (String, Stated)>) -> Self {
        let entries: BTreeMap<String, Stated> = stated.into_iter().collect();
        let days = dossier.entries.values().filter_map(|entry| entry.summary.common.last_day());
        let routes = &dossier.graph.routes;
        let redirects = routes.old_addresses().into_iter().map(|(old, lang, id)| {
            let own = format!("{id}.{}", lang.as_str());
            (old, if entries.contains_key(&own) { own } else { id.to_string() })
        });
        let redirects = redirects.collect();
        let folders: Vec<_> = dossier.config.languages.iter().map(|lang| folder(&dossier.config, lang)).collect();
        let withdrawn = routes.withdrawn.keys().flat_map(|path| folders.iter().map(move |folder| format!("{folder}{path}"))).collect();
        Self { format: FORMAT.to_owned(), date: days.max().map(|day| day.to_string()), entries, redirects, withdrawn }
    }
}

fn stated(dossier: &Dossier, entry: &Entry, is_original: bool) -> Stated {
    let (summary, common) = (&entry.summary, &entry.summary.common);
    let mut all = All { dossier, lang: &summary.lang, facts: BTreeMap::new() };
    for text in [Some(&common.title), common.summary.as_ref()].into_iter().flatten() {
        all.numbers(text);
    }
    all.numbers(&words(&entry.body));
    // A translation has its original's fields; its words are its own.
    if is_original {
        if let Some(date) = &common.date {
            all.add("date", date.to_string());
        }
        for source in &common.sources {
            all.reference("sources", source);
        }
        for mention in summary.mentions.iter().filter(|mention| mention.kind == TargetKind::Cite) {
            all.reference("sources", &Ref(mention.name.clone()));
        }
        if let Some(standing) = summary.details.standing_on(dossier.as_of) {
            all.add("standing", standing.word().to_owned());
        }
        if let Some(kind) = dossier.config.kinds.get(summary.kind.as_str()) {
            all.record("", &summary.record, &kind.schema);
        }
    }
    let address = dossier.graph.routes.address(&summary.folded, &summary.lang).map(ToString::to_string).unwrap_or_default();
    Stated {
        kind: summary.kind.to_string(),
        title: common.title.to_string(),
        address,
        facts: all.facts,
        corrections: common.corrections.iter().map(|one| (one.date.to_string(), one.text.to_string())).collect(),
    }
}

/// The words of a text, whatever they link to.
fn words(body: &Body) -> String {
    let mut html = String::with_capacity(body.html.len());
    for piece in &body.pieces {
        match piece {
            Piece::Html(range) | Piece::Text(range) => html.push_str(&body.html[range.start as usize..range.end as usize]),
            Piece::Hole(_) => {}
        }
    }
    plain(&html)
}

/// The facts of an entry while they are gathered.
struct All<'a> {
    dossier: &'a Dossier,
    lang: &'a Lang,
    facts: BTreeMap<String, BTreeSet<String>>,
}

impl All<'_> {
    fn add(&mut self, path: &str, value: String) {
        self.facts.entry(path.to_owned()).or_default().insert(value);
    }

    fn numbers(&mut self, text: &str) {
        let mut found = BTreeSet::new();
        numbers(text, &mut found);
        if !found.is_empty() {
            self.facts.entry("numbers".to_owned()).or_default().extend(found);
        }
    }

    /// What is referred to: by the id of the entry, however it was named.
    fn named(&self, reference: &Ref) -> Option<String> {
        match self.dossier.graph.names.find(&reference.0) {
            // What is not shown is not published.
            Found::One(id) => self.dossier.shown(&id, self.lang).map(|entry| entry.summary.id.to_string()),
            _ => Some(reference.0.to_string()),
        }
    }

    fn reference(&mut self, path: &str, reference: &Ref) {
        if let Some(name) = self.named(reference) {
            self.add(path, name);
        }
    }

    fn record(&mut self, before: &str, record: &Record, schema: &[Field]) {
        for (name, value) in &record.fields {
            let Some(field) = schema.iter().find(|field| field.name == **name) else { continue };
            if !EDITORIAL.contains(&&**name) {
                self.value(&format!("{before}{name}"), &field.shape, value, TEXTS.contains(&&**name));
            }
        }
    }

    fn value(&mut self, path: &str, shape: &Shape, value: &Value, is_fact: bool) {
        match (shape, value) {
            (Shape::List(inner), Value::List(items)) => match &**inner {
                Shape::Group(schema) => self.groups(path, items, schema),
                inner => items.iter().for_each(|item| self.value(path, inner, item, is_fact)),
            },
            (Shape::Group(schema), Value::Group(record)) => self.record(&format!("{path}: "), record, schema),
            (Shape::Word(_) | Shape::Jurisdiction, Value::Text(text)) => self.add(path, text.to_string()),
            (Shape::Text, Value::Text(text)) if is_fact => self.add(path, text.to_string()),
            (Shape::Prose, Value::Text(text)) => self.numbers(text),
            (_, Value::When(when)) => self.add(path, when.to_string()),
            (_, Value::Number(number)) => self.add(path, number.to_string()),
            (_, Value::Bool(value)) => self.add(path, value.to_string()),
            (_, Value::Ref(reference)) => self.reference(path, reference),
            // Names, addresses and free values: what is for matching or for other programs stands here too, and is no page's.
            _ => {}
        }
    }

    /// Items of a list of groups, each under what tells it apart: `history 2021-08-18`.
    fn groups(&mut self, path: &str, items: &[Value], schema: &[Field]) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for item in items {
            let Value::Group(group) = item else { continue };
            let key = KEYS.iter().find_map(|name| match group.get(name)? {
                Value::When(when) => Some(when.to_string()),
                Value::Text(text) => Some(text.to_string()),
                Value::Ref(reference) => self.named(reference),
                Value::List(items) => match items.first()? {
                    Value::Ref(reference) => self.named(reference),
                    _ => None,
                },
                _ => None,
            });
            let mut name = key.map_or_else(|| path.to_owned(), |key| format!("{path} {key}"));
            let count = seen.entry(name.clone()).or_insert(0);
            *count += 1;
            if *count > 1 {
                name += &format!(" ({count})");
            }
            self.record(&format!("{name}: "), group, schema);
        }
    }
}
