//! An actor: a person, a group, an organisation, a state body, a court, an outlet, a channel or a company.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, address, linked};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::schema::{Field, Schema, Shape, Word};
use crate::model::{Details, Interval, KindName, Lang, Look, Record, Ref, Summary, Value};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// A whole that is a part of its part.
pub static PART_OF_CIRCLE: Code = Code {
    name: "part-of-circle",
    severity: Severity::Error,
    fixed: false,
    doc: "Following `part_of:` from an actor leads back to it: a group would be part of itself. The circle is told once, at the one of its actors whose id comes first.\n\n**Mend it:** Take out the `part_of:` that is not so. Two bodies that belong together without one being over the other are `related:`.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&PART_OF_CIRCLE];

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
    /// From when to when it existed or acted.
    pub active: Option<Interval>,
    /// Where it publishes: hosts, pages and channels. Links are matched against them; they are not shown.
    pub addresses: Vec<Arc<str>>,
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
        linked::put(&mut node, if is_person { "affiliation" } else { "parentOrganization" }, linked::actors(look, &self.part_of));
        if is_person {
            linked::put(&mut node, "jobTitle", self.role.as_deref());
        } else {
            linked::put(&mut node, "areaServed", linked::jurisdiction(look, self.jurisdiction.as_deref()));
        }
        Some(Json::Object(node))
    }

    fn check(&self, me: &Summary, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
        let mut found = address::check(&self.addresses, source);
        let Some((first, circle)) = circle(self, me, look) else { return found };
        let way: Vec<String> = circle.iter().map(|id| format!("`{id}`")).collect();
        let message = format!("`{}` would be part of itself: {}", me.id, way.join(" is part of "));
        let place = Place::value(source, FieldPath::key("part_of").item(first));
        found.push(Diagnostic::new(&PART_OF_CIRCLE, place, message).hint("take out the one of them that is not so"));
        found
    }

    fn names(&self) -> Vec<Arc<str>> {
        self.names.iter().map(|(_, name)| name.clone()).collect()
    }

    fn name_in(&self, lang: &Lang) -> Option<&Arc<str>> {
        self.names.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(lang.as_str())).map(|(_, name)| name)
    }

    fn is_autolinked(&self) -> bool {
        true
    }
}

/// The shortest way by `part_of` from an actor back to itself, and the number of the reference it begins with. A circle
/// is told once, by the one of its actors whose id comes first, so only those that come after it are walked.
fn circle(actor: &Actor, me: &Summary, look: &dyn Look) -> Option<(usize, Vec<String>)> {
    let own = me.key().id;
    let mut seen: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut ways: VecDeque<(usize, Vec<String>, &Ref)> = VecDeque::new();
    ways.extend(actor.part_of.iter().enumerate().map(|(n, whole)| (n, vec![me.id.to_string()], whole)));
    while let Some((first, mut way, reference)) = ways.pop_front() {
        let Some((known, whole)) = linked::find::<Actor>(look, reference) else { continue };
        let id = known.summary.key().id;
        way.push(known.summary.id.to_string());
        if id == own {
            return Some((first, way));
        }
        if id > own && seen.insert(id) {
            ways.extend(whole.part_of.iter().map(|next| (first, way.clone(), next)));
        }
    }
    None
}

/// Whether an actor is another, or a part of it by any number of steps.
#[must_use]
pub fn is_within(look: &dyn Look, actor: &Ref, whole: &Ref) -> bool {
    with_wholes(look, actor).contains(&linked::folded_id(look, whole))
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

/// Whether an actor is a court or a body of the state, or a part of one.
#[must_use]
pub fn is_of_state(look: &dyn Look, actor: &Ref) -> bool {
    let is = |id: &Arc<str>| {
        linked::find::<Actor>(look, &Ref(id.clone())).is_some_and(|(_, actor)| matches!(&*actor.kind, "court" | "state-body"))
    };
    with_wholes(look, actor).iter().any(is)
}

/// The folded ids of an actor and, if it is a channel, of whose channel it is.
fn owners(look: &dyn Look, reference: &Ref) -> Vec<Arc<str>> {
    upward(look, reference, |actor| &*actor.kind == "channel")
}

/// The folded ids of an actor and of all that it is a part of, at any remove.
#[must_use]
pub fn with_wholes(look: &dyn Look, reference: &Ref) -> Vec<Arc<str>> {
    upward(look, reference, |_| true)
}

/// The folded ids of an actor and of what it is a part of, from each actor on that is to be followed; a circle ends where
/// it closes.
fn upward(look: &dyn Look, reference: &Ref, is_followed: impl Fn(&Actor) -> bool) -> Vec<Arc<str>> {
    let mut all = vec![reference.clone()];
    let mut ids = Vec::new();
    while let Some(reference) = all.pop() {
        let id = linked::folded_id(look, &reference);
        if ids.contains(&id) {
            continue;
        }
        ids.push(id);
        if let Some((_, actor)) = linked::find::<Actor>(look, &reference).filter(|(_, actor)| is_followed(actor)) {
            all.extend(actor.part_of.iter().cloned());
        }
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
        active: record.interval("active"),
        addresses: record.texts("addresses"),
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
        Field::new("active", Shape::Interval, "\"2020-09/2023-02\"", "From when to when it existed or acted; `..` for an open end."),
        address::field("[outlet.example, t.me/outlet, \"@outlet_live\"]"),
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

#[cfg(test)]
mod tests {
    use super::is_within;
    use crate::kind::linked::stage::Stage;
    use crate::model::Ref;

    fn stage(parts: &[(&str, &str)]) -> Stage {
        let texts: Vec<(&str, String)> =
            parts.iter().map(|(id, whole)| (*id, format!("kind: actor\ntitle: {id}!\ntype: group\npart_of: [{whole}]\n"))).collect();
        Stage::new(&texts.iter().map(|(id, text)| (*id, text.as_str())).collect::<Vec<_>>())
    }

    #[test]
    fn a_circle_is_told_once() {
        let circle = stage(&[("a", "x"), ("b", "d, c"), ("c", "b!"), ("d", ""), ("x", "b")]);
        let told = "part-of-circle part_of[1]: `b` would be part of itself: `b` is part of `c` is part of `b` (take out the one of them that is not so)";
        assert_eq!(circle.check("b"), [told]);
        for other in ["a", "c", "d", "x"] {
            assert_eq!(circle.check(other), [""; 0], "{other}");
        }
        let own = stage(&[("a", "a")]);
        assert_eq!(own.check("a").len(), 1);
    }

    #[test]
    fn a_part_of_a_part_is_within() {
        let parts = stage(&[("office", "department"), ("department", "ministry!"), ("ministry", "office"), ("court", "")]);
        let within = |part: &str, whole: &str| is_within(&parts, &Ref(part.into()), &Ref(whole.into()));
        assert!(within("office", "ministry"));
        assert!(within("office!", "office"));
        assert!(!within("office", "court"));
        assert!(!within("nobody", "court"));
    }
}
