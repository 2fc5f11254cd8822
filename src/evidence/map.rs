//! The relations of a dossier as values: what stands around one entry, and how all entries hang together.
//!
//! In: the linked `Dossier`. Out: entries and relations, in an order that depends on what the entries say alone. It
//! knows nothing of places on a page: `render::map` draws.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::HashSet;

use crate::link::graph::{CITED, MENTION, prose_relation};
use crate::link::{Dossier, Edge};
use crate::model::{Entry, Lang, TargetKind};

/// How many entries stand around one: as many as are read at a glance.
pub const AROUND: usize = 12;

/// How many entries the map of the whole dossier holds.
pub const MOST: usize = 400;

/// Kinds that are not on the map unless the settings ask for them: they hang on nearly everything, or on nothing.
const LEFT_OUT: &[&str] = &["source", "term", "page"];

/// How strong a relation is: a smaller one is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// A field that says what the two are to each other.
    Typed,
    /// `related:`, which says only that they belong together.
    Related,
    /// One rests on the other: a source, its publisher.
    Source,
    /// A link in the text.
    Prose,
}

/// The strength of a relation, by its name.
#[must_use]
pub fn strength(relation: &str) -> Strength {
    if matches!(relation, MENTION | CITED) {
        Strength::Prose
    } else if relation.ends_with("-sources") || relation == "source-publisher" {
        Strength::Source
    } else if relation.ends_with("-related") && relation.matches('-').count() == 1 {
        Strength::Related
    } else {
        Strength::Typed
    }
}

/// An entry beside another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Neighbour {
    /// Its folded id.
    pub id: Arc<str>,
    /// The strongest relation between the two.
    pub relation: Arc<str>,
    /// Whether the neighbour points to the entry, and not the entry to it.
    pub incoming: bool,
}

/// What stands around an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Neighbourhood {
    /// The strongest relations first, each neighbour once.
    pub around: Vec<Neighbour>,
    /// How many others point to the entry.
    pub more: usize,
}

/// What stands around an entry, as a page in this language shows it.
#[must_use]
pub fn neighbourhood(dossier: &Dossier, entry: &Entry, id: &Arc<str>, lang: &Lang) -> Neighbourhood {
    let outgoing = outgoing(dossier, entry, id);
    let mut known: HashSet<&str> = HashSet::from_iter([&**id]);
    let mut incoming: Vec<(Strength, &Edge)> = Vec::new();
    for edge in dossier.pointing_to(id, lang).filter(|edge| edge.from.id != *id) {
        incoming.push((strength(&edge.relation), edge));
    }
    let mut around: Vec<Neighbour> = Vec::with_capacity(AROUND);
    for wanted in [Strength::Typed, Strength::Related, Strength::Source, Strength::Prose] {
        let from_here = outgoing.iter().filter(|(found, ..)| *found == wanted).map(|(_, relation, to)| (to, relation, false));
        let to_here = incoming.iter().filter(|(found, _)| *found == wanted).map(|(_, edge)| (&edge.from.id, &edge.relation, true));
        for (other, relation, is_incoming) in from_here.chain(to_here) {
            if around.len() < AROUND && known.insert(&**other) {
                around.push(Neighbour { id: other.clone(), relation: relation.clone(), incoming: is_incoming });
            }
        }
    }
    let more = incoming.iter().filter(|(_, edge)| known.insert(&*edge.from.id)).count();
    Neighbourhood { around, more }
}

/// What an entry points to, in the writer's order, entries that are not shown left out.
fn outgoing(dossier: &Dossier, entry: &Entry, id: &str) -> Vec<(Strength, Arc<str>, Arc<str>)> {
    let summary = &entry.summary;
    let shown = |name: &str| {
        let to = &dossier.find(name, &summary.lang).ok()??.summary.folded;
        (**to != *id).then(|| Arc::clone(to))
    };
    let mut all = Vec::new();
    for (path, reference) in &summary.references {
        if let Some(to) = shown(&reference.0) {
            let relation = dossier.relation(&summary.kind, path);
            all.push((strength(&relation), relation, to));
        }
    }
    // What the text speaks of only fills the places that are left: to look for all of it would cost more.
    if all.len() < AROUND {
        for mention in &summary.mentions {
            let to = match mention.kind {
                TargetKind::File => dossier.path_id(entry, &mention.name).filter(|to| dossier.shown(to, &summary.lang).is_some()),
                _ => shown(&mention.name),
            };
            if let Some(to) = to.filter(|to| **to != *id) {
                all.push((Strength::Prose, prose_relation(mention.kind), to));
            }
            if all.len() >= 2 * AROUND {
                break;
            }
        }
    }
    all
}

/// A line of the map.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line {
    /// The number of the entry that points.
    pub from: usize,
    /// The number of the entry it points to.
    pub to: usize,
    /// By which relations, in the order of their names.
    pub relations: BTreeSet<Arc<str>>,
}

/// Who points, and to whom.
type Pair<'a> = (&'a Arc<str>, &'a Arc<str>);

/// The relations of a whole dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Whole {
    /// The folded ids of the entries on the map, in order.
    pub entries: Vec<Arc<str>>,
    /// The relations between them, in order.
    pub lines: Vec<Line>,
    /// How many entries there are of the kinds that the map holds.
    pub total: usize,
    /// Whether some that have relations are left out for room.
    pub is_cut: bool,
}

/// Whether entries of a kind are on the map.
#[must_use]
pub fn holds_kind(dossier: &Dossier, kind: &str) -> bool {
    let wanted = &dossier.config.map.kinds;
    if wanted.is_empty() { !LEFT_OUT.contains(&kind) } else { wanted.iter().any(|name| &**name == kind) }
}

/// Whether there is anything to show on a map of the whole dossier.
#[must_use]
pub fn is_there(dossier: &Dossier, lang: &Lang) -> bool {
    candidates(dossier, lang).any(|id| relations_to(dossier, id, lang).next().is_some())
}

/// The map of the whole dossier, as a page in this language shows it: the entries that have relations to one another;
/// of more than [`MOST`], those with the most neighbours.
#[must_use]
pub fn whole(dossier: &Dossier, lang: &Lang) -> Whole {
    let mut pairs: BTreeMap<Pair<'_>, BTreeSet<Arc<str>>> = BTreeMap::new();
    let mut total = 0;
    for to in candidates(dossier, lang) {
        total += 1;
        for edge in relations_to(dossier, to, lang) {
            pairs.entry((&edge.from.id, to)).or_default().insert(edge.relation.clone());
        }
    }
    let related = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect::<BTreeSet<_>>().len();
    let kept = most_connected(pairs.keys().copied());
    pairs.retain(|(from, to), _| kept.contains(*from) && kept.contains(*to));
    let entries: Vec<Arc<str>> = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect::<BTreeSet<_>>().into_iter().cloned().collect();
    let number = |id: &Arc<str>| entries.binary_search(id).unwrap_or_default();
    let lines = pairs.into_iter().map(|((from, to), relations)| Line { from: number(from), to: number(to), relations }).collect();
    let is_cut = related > entries.len();
    Whole { entries, lines, total, is_cut }
}

/// The entries that may be on the map, by id.
fn candidates<'a>(dossier: &'a Dossier, lang: &'a Lang) -> impl Iterator<Item = &'a Arc<str>> + 'a {
    let originals = dossier.entries.keys().filter(|key| key.lang == *dossier.config.main());
    originals.map(|key| &key.id).filter(move |id| is_candidate(dossier, id, lang))
}

fn is_candidate(dossier: &Dossier, id: &str, lang: &Lang) -> bool {
    // A translation of nothing, which is a mistake of its own, has no page and no place on a map.
    let shown = dossier.shown(id, lang).filter(|entry| entry.summary.lang == *dossier.config.main() || dossier.has_original(id));
    shown.is_some_and(|entry| holds_kind(dossier, entry.summary.kind.as_str()))
}

/// The relations that lead to an entry from others on the map: fields, not links in prose, and not what rests on it.
fn relations_to<'a>(dossier: &'a Dossier, id: &'a Arc<str>, lang: &'a Lang) -> impl Iterator<Item = &'a Edge> + 'a {
    let edges = dossier.pointing_to(id, lang);
    edges.filter(move |edge| {
        edge.from.id != *id
            && matches!(strength(&edge.relation), Strength::Typed | Strength::Related)
            && is_candidate(dossier, &edge.from.id, lang)
    })
}

/// The ids of those with the most neighbours; of as many neighbours, those that come first.
fn most_connected<'a>(pairs: impl Iterator<Item = Pair<'a>>) -> HashSet<Arc<str>> {
    let mut neighbours: BTreeMap<&Arc<str>, BTreeSet<&Arc<str>>> = BTreeMap::new();
    for (from, to) in pairs {
        neighbours.entry(from).or_default().insert(to);
        neighbours.entry(to).or_default().insert(from);
    }
    let mut order: Vec<(usize, &Arc<str>)> = neighbours.iter().map(|(id, others)| (others.len(), *id)).collect();
    order.sort_by_key(|(count, id)| (std::cmp::Reverse(*count), *id));
    order.into_iter().take(MOST).map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_as_strong_as_what_they_say() {
        assert_eq!(strength("claim-claimed_by"), Strength::Typed);
        assert_eq!(strength("claim-history-by"), Strength::Typed);
        assert_eq!(strength("claim-related"), Strength::Related);
        assert_eq!(strength("claim-history-sources"), Strength::Source);
        assert_eq!(strength("source-publisher"), Strength::Source);
        assert_eq!(strength(CITED), Strength::Prose);
    }

    #[test]
    fn of_too_many_the_most_connected_stay() {
        let ids: Vec<Arc<str>> = (0..=MOST + 10).map(|n| Arc::from(format!("e{n:04}"))).collect();
        let kept = most_connected(ids[1..].iter().map(|id| (id, &ids[0])));
        assert_eq!(kept.len(), MOST);
        assert!(kept.contains(&ids[0]) && kept.contains(&ids[1]) && !kept.contains(&ids[MOST + 10]));
    }
}
