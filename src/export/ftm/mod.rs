//! FollowTheMoney: actors, documents, designations, events, cases and claims as entities that Aleph and the tools of
//! OpenSanctions load. `docs/export.md` says which field becomes what.
//!
//! Two rules hold throughout. A claim is never exported as a fact: it is a note on those who make it and on what it
//! speaks of, and it begins with where it stands. A date that is not certain is not exported as one: it stands in the
//! notes as it is written.

mod actor;
mod claim;
mod date;
mod entity;
mod happening;
mod language;
mod source;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use entity::Entity;

use super::Export;
use crate::kind::actor::Actor;
use crate::kind::linked::details;
use crate::link::Found;
use crate::model::{Entry, Ref, slug};

/// The entities of a dossier, in the order of their ids.
#[must_use]
pub fn entities(export: &Export<'_>) -> Vec<Entity> {
    let mut all: BTreeMap<String, Entity> = BTreeMap::new();
    let dossier = Ftm { export, prefix: prefix(export) };
    for (id, entry) in export.entries() {
        let made = match entry.summary.kind.as_str() {
            "actor" => actor::actor(&dossier, id, entry),
            "source" => source::source(&dossier, id, entry),
            "designation" => happening::designation(&dossier, id, entry),
            "event" | "case" => happening::event(&dossier, id, entry),
            "claim" => claim::claim(&dossier, id, entry),
            _ => Vec::new(),
        };
        all.extend(made.into_iter().map(|entity| (entity.id.clone(), entity)));
    }
    all.into_values().collect()
}

/// One JSON object a line.
#[must_use]
pub fn lines(export: &Export<'_>) -> String {
    let dataset = dataset(export);
    entities(export).iter().map(|entity| entity.line(&dataset) + "\n").collect()
}

/// The same as statements: a row of CSV for each value of each property, with the entry it comes from.
#[must_use]
pub fn statements(export: &Export<'_>) -> String {
    let dataset = dataset(export);
    let mut out = String::from(entity::COLUMNS);
    for entity in entities(export) {
        entity.statements(&dataset, &mut out);
    }
    out
}

/// The name of the data set: the host of the site, else its title, else `dossier`; in lower-case ASCII letters.
#[must_use]
pub fn dataset(export: &Export<'_>) -> String {
    let config = &export.press.dossier.config;
    let host = config.base_url.split_once("://").map_or("", |(_, rest)| rest).split(['/', ':']).next().unwrap_or("");
    let title = slug(&config.title(config.main()).0);
    let name = [host, &title].into_iter().map(ascii).find(|name| !name.is_empty());
    name.unwrap_or_else(|| "dossier".to_owned())
}

fn ascii(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
}

/// What the ids of all entities begin with, so that those of several dossiers do not meet.
fn prefix(export: &Export<'_>) -> String {
    dataset(export).replace('_', "-")
}

/// What the entities of a dossier are made with.
struct Ftm<'a> {
    export: &'a Export<'a>,
    prefix: String,
}

impl<'a> Ftm<'a> {
    /// The id of the entity that an entry becomes. `FollowTheMoney` knows no letters but those of ASCII.
    fn id(&self, id: &str) -> String {
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !id.starts_with('-') && !id.ends_with('-');
        let own = if plain { id.to_owned() } else { format!("x{}", crate::text::Digest::of(id.as_bytes()).short(16)) };
        format!("{}-{own}", self.prefix)
    }

    /// An entity of an entry with what all have: its address, its sources, its tags.
    fn begin(&self, id: &str, entry: &Entry, schema: &'static str) -> Entity {
        let common = &entry.summary.common;
        let mut entity = Entity::new(self.id(id), schema, entry);
        entity.put("sourceUrl", self.export.url(id));
        for source in self.found(&common.sources, "source") {
            entity.put("proof", Some(self.id(&source)));
        }
        if let Some(summary) = &common.summary {
            entity.text("summary", summary, &entry.summary.lang);
        }
        entity
    }

    /// The folded ids of the entries of a kind that references name, those that are shown.
    fn found(&self, references: &[Ref], kind: &str) -> Vec<Arc<str>> {
        references
            .iter()
            .filter_map(|reference| self.find(reference))
            .filter(|(_, entry)| entry.summary.kind.as_str() == kind)
            .map(|(id, _)| id)
            .collect()
    }

    /// The entry that a reference names, if it is shown.
    fn find(&self, reference: &Ref) -> Option<(Arc<str>, &'a Arc<Entry>)> {
        let dossier = self.export.press.dossier;
        let Found::One(id) = dossier.graph.names.find(&reference.0) else { return None };
        dossier.shown(&id, self.export.lang).map(|entry| (id, entry))
    }

    /// What references are called.
    fn names(&self, references: &[Ref]) -> Vec<Arc<str>> {
        references
            .iter()
            .map(|reference| self.export.press.refs.of_reference(self.export.press.dossier, reference, self.export.lang).title.clone())
            .collect()
    }

    /// Whether an entry becomes somebody who can belong to something, act and be party to something.
    fn is_legal_entity(entry: &Entry) -> bool {
        details::<Actor>(&entry.summary).is_some_and(|actor| actor::schema(actor) != "UserAccount")
    }

    /// Whether an entry becomes an entity at all.
    fn is_entity(entry: &Entry) -> bool {
        matches!(entry.summary.kind.as_str(), "actor" | "source" | "event" | "case" | "claim")
    }

    /// A link between two entities that no schema says more of.
    fn link(&self, entry: &Entry, subject: &str, object: &str, role: &str) -> Entity {
        let id = format!("{}-{}-{}", self.id(subject), ascii(role).replace('_', "-"), crate::text::Digest::of(object.as_bytes()).short(8));
        let mut link = Entity::new(id, "UnknownLink", entry);
        link.put("subject", Some(self.id(subject)));
        link.put("object", Some(self.id(object)));
        link.put("role", Some(role.to_owned()));
        link
    }
}
