//! An actor: a person, a group, an organisation, a state body, a court, an outlet, a channel or a company.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::model::schema::{Field, Schema, Shape, Word};
use crate::model::{Details, KindName, Look, Record, Ref, Summary, Value};

/// What an actor can be.
pub const TYPES: &[Word] = &[
    ("person", "a person with a public role; private persons stay unnamed"),
    ("group", "people who act together without a registered body"),
    ("organisation", "a registered body that is no company and no part of the state"),
    ("state-body", "a ministry, a service, a commission"),
    ("court", "a court"),
    ("outlet", "a newspaper, a broadcaster, a news agency, a news site"),
    ("channel", "a channel or an account on a platform"),
    ("company", "a company"),
];

/// Somebody who says, decides or is spoken of.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// What it is: a word of [`TYPES`].
    pub kind: Arc<str>,
    /// Its names by language tag, in the writer's order.
    pub names: Vec<(Arc<str>, Arc<str>)>,
    /// What it belongs to.
    pub part_of: Vec<Ref>,
    /// Where it acts from: a key of the dossier's jurisdictions.
    pub jurisdiction: Option<Arc<str>>,
    /// What it does, in a few words.
    pub role: Option<Arc<str>>,
}

impl Actor {
    /// Its type in the vocabulary of schema.org. A court is an institution there too; `Courthouse` is a building.
    #[must_use]
    pub fn schema_type(&self) -> &'static str {
        match &*self.kind {
            "person" => "Person",
            "state-body" | "court" => "GovernmentOrganization",
            "outlet" => "NewsMediaOrganization",
            _ => "Organization",
        }
    }
}

impl Details for Actor {
    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node(self.schema_type());
        let mut names: Vec<Json> = Vec::new();
        for name in self.names.iter().map(|(_, name)| name).chain(&me.common.aliases) {
            if *name != me.common.title && !names.iter().any(|known| known == &**name) {
                names.push(Json::from(&**name));
            }
        }
        linked::put(&mut node, "alternateName", names);
        let is_person = &*self.kind == "person";
        linked::put(&mut node, if is_person { "affiliation" } else { "parentOrganization" }, linked::references(look, &self.part_of));
        if is_person {
            linked::put(&mut node, "jobTitle", self.role.as_deref());
        } else {
            linked::put(&mut node, "areaServed", linked::jurisdiction(look, self.jurisdiction.as_deref()));
        }
        Some(Json::Object(node))
    }

    fn names(&self) -> Vec<Arc<str>> {
        self.names.iter().map(|(_, name)| name.clone()).collect()
    }

    fn is_autolinked(&self) -> bool {
        true
    }
}

/// Whether what `voice` says is said by `other` too: they are one entry, whatever name each reference uses; or `voice`
/// is a part of `other`, or of a part of it; or `other` is a channel and `voice` is whose channel it is, or a part of that.
///
/// A channel says what its owner says, so a group does not confirm what its own channel claims. For other parts this
/// holds one way only: a ministry may well confirm what one of its departments claims.
#[must_use]
pub fn is_voice_of(look: &dyn Look, voice: &Ref, other: &Ref) -> bool {
    let owners = owners(look, other);
    with_wholes(look, voice).iter().any(|id| owners.contains(id))
}

/// The folded ids of an actor and, if it is a channel, of whose channel it is.
fn owners(look: &dyn Look, reference: &Ref) -> Vec<Arc<str>> {
    let mut all = vec![reference.clone()];
    let mut ids = Vec::new();
    while let Some(reference) = all.pop() {
        let id = linked::folded_id(look, &reference);
        if ids.contains(&id) {
            continue;
        }
        ids.push(id);
        if let Some((_, actor)) = linked::find::<Actor>(look, &reference).filter(|(_, actor)| &*actor.kind == "channel") {
            all.extend(actor.part_of.iter().cloned());
        }
    }
    ids
}

/// The folded ids of an actor and of all that it is a part of, at any remove; a circle ends where it closes.
fn with_wholes(look: &dyn Look, reference: &Ref) -> Vec<Arc<str>> {
    let mut all = vec![reference.clone()];
    let mut ids = Vec::new();
    while let Some(reference) = all.pop() {
        let id = linked::folded_id(look, &reference);
        if ids.contains(&id) {
            continue;
        }
        ids.push(id);
        all.extend(linked::find::<Actor>(look, &reference).iter().flat_map(|(_, actor)| actor.part_of.iter().cloned()));
    }
    ids
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let names = match record.get("names") {
        Some(Value::ByLanguage(names)) => names.clone(),
        _ => Vec::new(),
    };
    Some(Arc::new(Actor {
        kind: record.text("type")?,
        names,
        part_of: record.references("part_of"),
        jurisdiction: record.text("jurisdiction"),
        role: record.text("role"),
    }))
}

fn schema() -> Schema {
    vec![
        Field::new("type", Shape::Word(TYPES), "group", "What it is.").required(),
        Field::new(
            "names",
            Shape::ByLanguage,
            "{be: Кібер-Партызаны, ru: Кибер-партизаны, be-Latn: Kiber-Partyzany}",
            "Its names in other languages and scripts, by language tag. Links find it by each, and texts that mention one link to it.",
        ),
        Field::new(
            "part_of",
            Shape::references(&["actor"], "parts and members"),
            "[supraciu]",
            "What it belongs to: the ministry over a department, the movement a group has joined.",
        ),
        Field::new("jurisdiction", Shape::Jurisdiction, "by", "The state it acts in or for: a key of `jurisdictions:` in `dossier.yaml`."),
        Field::new("role", Shape::Text, "spokeswoman of the group", "What it does, in a few words."),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("actor"),
        label: "actor".into(),
        plural: "actors".into(),
        title: "Actors".into(),
        doc: "Somebody who claims, answers, decides or is spoken of: a person with a public role, a group, a state body, a court, an outlet, a channel. Private persons get no entry.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}
