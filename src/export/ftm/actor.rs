//! Actors: persons, bodies, organisations, accounts, and what belongs to what.

use std::sync::Arc;

use super::{Entity, Ftm};
use crate::kind::actor::Actor;
use crate::kind::linked::details;
use crate::model::Entry;

/// The schema of an actor. A group without a registered body is an organization there too.
#[must_use]
pub fn schema(actor: &Actor) -> &'static str {
    match &*actor.kind {
        "person" => "Person",
        "state-body" | "court" => "PublicBody",
        "company" => "Company",
        "channel" => "UserAccount",
        _ => "Organization",
    }
}

/// An actor and what it is part of.
pub fn actor(ftm: &Ftm<'_>, id: &Arc<str>, entry: &Entry) -> Vec<Entity> {
    let Some(actor) = details::<Actor>(&entry.summary) else { return Vec::new() };
    let (schema, common) = (schema(actor), &entry.summary.common);
    let mut entity = ftm.begin(id, entry, schema);
    entity.put("name", Some(common.title.to_string()));
    for name in actor.names.iter().map(|(_, name)| name).chain(&common.aliases).filter(|name| **name != common.title) {
        entity.put("alias", Some(name.to_string()));
    }
    if let Some(role) = &actor.role {
        entity.text(if schema == "Person" { "position" } else { "notes" }, role, &entry.summary.lang);
    }
    if schema == "UserAccount" {
        // An account must have a user name there; what readers know a channel by is its title.
        entity.put("username", Some(common.title.to_string()));
    }
    entity.put("country", country(actor.jurisdiction.as_ref()));
    entity.put("modifiedAt", common.updated.map(|day| day.to_string()));
    for tag in &common.tags {
        entity.put("keywords", Some(tag.to_string()));
    }
    let mut all = vec![entity];
    for (whole, other) in actor.part_of.iter().filter_map(|reference| ftm.find(reference)) {
        let is_member = Ftm::is_legal_entity(entry)
            && details::<Actor>(&other.summary)
                .is_some_and(|actor| matches!(self::schema(actor), "Organization" | "PublicBody" | "Company"));
        let mut link = ftm.link(entry, id, &whole, "part of");
        if is_member {
            link.schema = "Membership";
            link.properties.remove("subject");
            link.properties.remove("object");
            link.put("member", Some(ftm.id(id)));
            link.put("organization", Some(ftm.id(&whole)));
        }
        all.push(link);
    }
    all
}

/// A jurisdiction as a country, where its key is two letters: then it is the code of one.
#[must_use]
pub fn country(jurisdiction: Option<&Arc<str>>) -> Option<String> {
    jurisdiction.filter(|key| key.len() == 2 && key.bytes().all(|b| b.is_ascii_alphabetic())).map(|key| key.to_ascii_lowercase())
}
