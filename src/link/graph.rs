//! How entries hang together: relations both ways, mentions with their sentence, and names that link by
//! themselves.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use ahash::HashMap;

use super::marks::ByThemselves;
use super::names::{Id, Names};
use super::pointing::Incoming;
use super::route::Routes;
use crate::model::{Key, TargetKind};
use crate::text::noted::{Changed, Noted};

/// One entry pointing to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// By what: `claim-claimed_by`, or [`MENTION`] for a link in prose.
    pub relation: Arc<str>,
    /// Who points, in which language.
    pub from: Key,
    /// For a link in prose: the number of the mention.
    pub mention: Option<u32>,
}

/// The relation of links in prose.
pub const MENTION: &str = "mention";
/// The relation of citations in prose.
pub const CITED: &str = "cited";

/// How the entries of a dossier hang together.
#[derive(Debug, Default)]
pub struct Graph {
    /// Which entry a name means.
    pub names: Names,
    /// Where each entry's page is.
    pub routes: Routes,
    /// By folded id: who points to it, sorted by relation and then by who.
    pub incoming: Incoming,
    /// Paths of the files that shown entries use.
    pub used_files: Noted<BTreeSet<Arc<str>>>,
    /// Names that link by themselves.
    pub autolinks: ByThemselves,
}

impl Graph {
    /// What hangs together otherwise than it did.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.names.compare(&before.names, changed);
        self.routes.compare(&before.routes, changed);
        self.incoming.compare(&before.incoming, changed, |one, other| Arc::ptr_eq(one, other) || one == other);
        self.used_files.compare(&before.used_files, changed, PartialEq::eq);
        self.autolinks.compare(&before.autolinks, changed);
    }
}

/// One pointing: (to, edge), before they are grouped.
pub type Pointing = (Id, Edge);

/// Groups the edges by the entry they point to, which come in the order of who points and of the mentions. One who points twice by one
/// relation counts once, unless it is by different sentences.
#[must_use]
pub fn incoming<'a>(all: impl Iterator<Item = &'a Pointing>) -> HashMap<Id, Arc<[Edge]>> {
    let mut grouped: HashMap<&Id, Vec<&Edge>> = HashMap::default();
    for (to, edge) in all {
        grouped.entry(to).or_default().push(edge);
    }
    let sorted = |(to, mut edges): (&Id, Vec<&Edge>)| {
        // Of one relation they are in order.
        edges.sort_by(|one, other| one.relation.cmp(&other.relation));
        edges.dedup();
        (Arc::clone(to), edges.into_iter().cloned().collect())
    };
    grouped.into_iter().map(sorted).collect()
}

/// The relation under which a link in prose of this kind is listed, by a name that all such edges share.
#[must_use]
pub fn prose_relation(kind: TargetKind) -> Arc<str> {
    static SHARED: LazyLock<[Arc<str>; 2]> = LazyLock::new(|| [MENTION, CITED].map(Arc::from));
    Arc::clone(&SHARED[usize::from(kind == TargetKind::Cite)])
}
