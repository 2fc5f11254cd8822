//! The pictures of relations and what they say in words.

use std::sync::Arc;

use serde::Serialize;

use super::{Html, PageLink, Ref};

/// The entries around one, on its page.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Neighbourhood {
    /// The picture: SVG, to stand in the page as it is. Every entry in it is a link.
    pub picture: Html,
    /// The same in words: a list with links.
    pub words: Html,
    /// How many others link to the entry; they are all among its backlinks.
    pub more: usize,
}

/// The map of the whole dossier. Template `map.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MapPage {
    /// The picture: SVG, to stand in the page as it is. It is as wide as it must be: let it scroll. Empty in a theme without pictures.
    pub picture: Html,
    /// The signs in it.
    pub signs: Vec<MapSign>,
    /// How many entries are on the map.
    pub shown: usize,
    /// How many entries of these kinds have no relation to another or are left out for room.
    pub left_out: usize,
    /// Whether some are left out for room: then those with the most relations are shown.
    pub is_cut: bool,
    /// The same in words: the entries by kind, in the order of the kinds.
    pub groups: Vec<MapGroup>,
    /// The pages of the words in a theme without pictures; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// A sign of the map and what it stands for.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MapSign {
    /// The sign as SVG.
    pub sign: Html,
    /// The name of the kind: "Claims".
    pub label: Arc<str>,
}

/// The entries of a kind on the map.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MapGroup {
    /// The index of the kind.
    pub index: Ref,
    /// The entries, as the index lists them.
    pub entries: Vec<MapEntry>,
}

/// An entry on the map and what it points to there.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MapEntry {
    /// The entry.
    pub entry: Ref,
    /// What it points to, by relation. What points to it stands with the entries that do.
    pub relations: Vec<Relation>,
}

/// Entries to which there is a relation.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Relation {
    /// What the relation is called from this end: "Claimed by", "Claims made".
    pub label: Arc<str>,
    /// The entries.
    pub entries: Vec<Ref>,
}
