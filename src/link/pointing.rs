//! Where each entry points: what its fields and its text name, and the files they use.
//!
//! Each entry is looked at alone, and what it asked for is noted: in a rebuild one that is the same, and of whose names
//! none means something else, points where it did.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::HashMap;

use super::graph::{Edge, Pointing, incoming, prose_relation};
use super::names::{Found, Id};
use super::{Dossier, Earlier};
use crate::model::date::Day;
use crate::model::{Entry, Key, TargetKind, Value};
use crate::text::noted::{Asked, Changed, Noted, Table, noting};
use crate::text::place::{FieldPath, Step};

/// Who points to an entry, by its folded id.
pub type Incoming = Table<Id, Arc<[Edge]>>;

/// Who points to an entry, in order, for those who make a table of it.
#[must_use]
pub fn edges_to<'a>(incoming: &'a Incoming, id: &str) -> &'a [Edge] {
    incoming.unnoted().get(id).map_or(&[], |edges| edges)
}

/// Where one entry points.
#[derive(Debug)]
pub struct Points {
    entry: Arc<Entry>,
    asked: Asked,
    edges: Vec<Pointing>,
    /// The paths of the files it uses.
    files: Vec<Arc<str>>,
}

/// Where all entries point.
#[derive(Debug, Default)]
pub struct AllPoints {
    /// In the order of the entries.
    all: Vec<Arc<Points>>,
    /// How many entries were looked at.
    pub looked_at: usize,
}

/// An entry's points before and now; nothing where there are none.
type Pair<'a> = (Option<&'a Arc<Points>>, Option<&'a Arc<Points>>);

/// Looks where all entries point.
#[must_use]
pub fn points(dossier: &Dossier, earlier: Earlier<'_>) -> AllPoints {
    let known: HashMap<&Key, &Arc<Points>> = match earlier.dossier {
        Some(before) => before.entries.unnoted().keys().zip(&before.points.all).collect(),
        None => HashMap::default(),
    };
    let mut changed = Changed::default();
    if let Some(before) = earlier.dossier {
        dossier.compare_names(before, &mut changed);
    }
    let mut all = AllPoints { all: Vec::with_capacity(dossier.entries.len()), looked_at: 0 };
    for (key, entry) in dossier.entries.unnoted() {
        let holds = |known: &&&Arc<Points>| Arc::ptr_eq(&known.entry, entry) && !changed.touches(&known.asked);
        let points = known.get(key).filter(holds).map_or_else(
            || {
                all.looked_at += 1;
                let look = || (edges(dossier, key, entry), dossier.used_files(entry));
                let ((edges, files), asked) = if earlier.is_last { (look(), Asked::default()) } else { noting(look) };
                Arc::new(Points { entry: Arc::clone(entry), asked, edges, files })
            },
            |known| Arc::clone(known),
        );
        all.all.push(points);
    }
    all
}

/// Where an entry points.
fn edges(dossier: &Dossier, key: &Key, entry: &Entry) -> Vec<Pointing> {
    let mut all = Vec::with_capacity(entry.summary.references.len() + entry.summary.mentions.len());
    for (path, reference) in &entry.summary.references {
        if is_later_step(entry, path, dossier.as_of) {
            continue;
        }
        if let Found::One(to) = dossier.graph.names.find(&reference.0) {
            let relation = dossier.relation(&entry.summary.kind, path);
            all.push((to, Edge { relation, from: key.clone(), mention: None }));
        }
    }
    for (n, mention) in entry.summary.mentions.iter().enumerate() {
        let to = match mention.kind {
            TargetKind::File => dossier.path_id(entry, &mention.name),
            _ => {
                if let Found::One(id) = dossier.graph.names.find(&mention.name) {
                    Some(id)
                } else {
                    None
                }
            }
        };
        if let Some(to) = to.filter(|to| *to != key.id) {
            all.push((to, Edge { relation: prose_relation(mention.kind), from: key.clone(), mention: u32::try_from(n).ok() }));
        }
    }
    all
}

/// Whether a reference stands in a dated group (a step, a response) that is surely later than the day that is shown:
/// then nobody pointed there yet.
fn is_later_step(entry: &Entry, path: &FieldPath, as_of: Option<Day>) -> bool {
    let (Some(day), [Step::Key(list), Step::Index(n), ..]) = (as_of, &path.0[..]) else { return false };
    let Some(Value::Group(group)) = entry.summary.record.list(list).get(*n) else { return false };
    group.when("date").is_some_and(|date| date.is_on_or_before(day) == Some(false))
}

impl AllPoints {
    /// Who points to each entry, and the files that are used. What nobody points to otherwise than before is what it was.
    #[must_use]
    pub fn gathered(&self, before: Option<&Dossier>) -> (Incoming, Noted<BTreeSet<Arc<str>>>) {
        let Some(before) = before else { return (self.all_incoming(), self.all_files()) };
        let pairs = self.pairs(&before.points);
        let differ = |of: fn(&Points) -> usize, same: fn(&Points, &Points) -> bool| -> Vec<Pair<'_>> {
            let is_other = |pair: &&Pair<'_>| match pair {
                (Some(one), Some(other)) => !same(one, other),
                (one, other) => one.or(*other).is_some_and(|points| of(points) > 0),
            };
            pairs.iter().filter(is_other).copied().collect()
        };
        let edges = differ(|points| points.edges.len(), |one, other| one.edges == other.edges);
        let is_much = edges.len() > self.all.len() / 8;
        let incoming = if is_much { self.all_incoming() } else { mended(&before.graph.incoming, &edges) };
        let files = differ(|points| points.files.len(), |one, other| one.files == other.files);
        let files = if files.is_empty() { before.graph.used_files.clone() } else { self.all_files() };
        (incoming, files)
    }

    /// Forgets where each entry points, which only the next dossier asks for.
    pub fn forget(&mut self) {
        self.all = Vec::new();
    }

    /// The entries of which the two are not one and the same value.
    fn pairs<'a>(&'a self, before: &'a Self) -> Vec<Pair<'a>> {
        if self.all.len() == before.all.len() && self.all.iter().zip(&before.all).all(|(one, other)| one.key() == other.key()) {
            let both = before.all.iter().zip(&self.all).filter(|(one, other)| !Arc::ptr_eq(one, other));
            return both.map(|(one, other)| (Some(one), Some(other))).collect();
        }
        let mut all: BTreeMap<_, Pair<'a>> = before.all.iter().map(|points| (points.key(), (Some(points), None))).collect();
        for points in &self.all {
            all.entry(points.key()).or_default().1 = Some(points);
        }
        let is_same = |pair: &Pair<'_>| matches!(pair, (Some(one), Some(other)) if Arc::ptr_eq(one, other));
        all.into_values().filter(|pair| !is_same(pair)).collect()
    }

    fn all_incoming(&self) -> Incoming {
        Table::new("incoming", incoming(self.all.iter().flat_map(|points| &points.edges)))
    }

    fn all_files(&self) -> Noted<BTreeSet<Arc<str>>> {
        Noted::new("used files", self.all.iter().flat_map(|points| points.files.iter().cloned()).collect())
    }
}

impl Points {
    fn key(&self) -> (&Id, &str) {
        (&self.entry.summary.folded, self.entry.summary.lang.as_str())
    }
}

/// The same as before, but for where these entries point.
fn mended(before: &Incoming, pairs: &[Pair<'_>]) -> Incoming {
    if pairs.is_empty() {
        return before.clone();
    }
    let mut others: BTreeMap<&Id, Vec<&Edge>> = BTreeMap::new();
    for points in pairs.iter().filter_map(|(_, now)| *now) {
        points.edges.iter().for_each(|(to, edge)| others.entry(to).or_default().push(edge));
    }
    for (to, _) in pairs.iter().filter_map(|(before, _)| *before).flat_map(|points| &points.edges) {
        others.entry(to).or_default();
    }
    let moved: BTreeSet<_> = pairs.iter().filter_map(|(one, other)| one.or(*other)).map(|points| points.key()).collect();
    let mut all = before.unnoted().clone();
    for (to, new) in others {
        let old = all.get(to).map_or(&[][..], |edges| edges);
        let kept = old.iter().filter(|edge| !moved.contains(&(&edge.from.id, edge.from.lang.as_str())));
        let mut edges: Vec<Edge> = kept.chain(new).cloned().collect();
        edges.sort_unstable();
        edges.dedup();
        if edges.is_empty() {
            all.remove(to);
        } else if edges != old {
            all.insert(Arc::clone(to), edges.into());
        }
    }
    Table::new("incoming", all)
}
