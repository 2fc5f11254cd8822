//! How entries hang together: relations both ways, mentions with their sentence, and names that link by
//! themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::names::{Id, Names};
use super::route::Routes;
use crate::model::{Key, Lang, TargetKind};

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

/// Names that link by themselves.
#[derive(Debug)]
pub struct Autolinks {
    /// Finds the names in escaped HTML text.
    pub matcher: AhoCorasick,
    /// The entry each pattern names.
    pub targets: Vec<Id>,
}

/// How the entries of a dossier hang together.
#[derive(Debug, Default)]
pub struct Graph {
    /// Which entry a name means.
    pub names: Names,
    /// Where each entry's page is.
    pub routes: Routes,
    /// By folded id: who points to it, sorted by relation and then by who.
    pub incoming: BTreeMap<Id, Vec<Edge>>,
    /// Paths of the files that shown entries use.
    pub used_files: BTreeSet<Arc<str>>,
    /// Names that link by themselves; none if there are no such names.
    pub autolinks: Option<Autolinks>,
}

/// One pointing: (to, edge), before they are grouped.
pub type Pointing = (Id, Edge);

/// Groups the edges by the entry they point to. One who points twice by one relation counts once, unless
/// it is by different sentences.
#[must_use]
pub fn incoming(mut all: Vec<Pointing>) -> BTreeMap<Id, Vec<Edge>> {
    all.sort_unstable();
    all.dedup();
    let mut grouped: BTreeMap<Id, Vec<Edge>> = BTreeMap::new();
    for (to, edge) in all {
        if let Some(edges) = grouped.get_mut(&to) {
            edges.push(edge);
        } else {
            grouped.insert(to, vec![edge]);
        }
    }
    grouped
}

/// The relation under which a link in prose of this kind is listed.
#[must_use]
pub fn prose_relation(kind: TargetKind) -> &'static str {
    if kind == TargetKind::Cite { CITED } else { MENTION }
}

/// Builds the one automaton that finds all names. `names` are the words and the entry; HTML-escaped here,
/// since the text they are looked for in is. A name is found as written and with its first letter in the
/// other case; an abbreviation (`KGB`) only as written.
#[must_use]
pub fn autolinks(names: &[(Arc<str>, Id)]) -> Option<Autolinks> {
    let mut patterns: BTreeMap<String, Id> = BTreeMap::new();
    for (name, id) in names {
        for variant in variants(name) {
            // The first entry in order keeps a name that two have; links by hand are told of it.
            patterns.entry(variant).or_insert_with(|| id.clone());
        }
    }
    let (words, targets): (Vec<String>, Vec<Id>) = patterns.into_iter().unzip();
    if words.is_empty() {
        return None;
    }
    let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok()?;
    Some(Autolinks { matcher, targets })
}

fn variants(name: &str) -> Vec<String> {
    let name = name.trim();
    // A name of one letter would link every initial.
    if name.chars().nth(1).is_none() {
        return Vec::new();
    }
    let mut escaped = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    let mut all = vec![escaped.clone()];
    if escaped.contains('\'') {
        all.push(escaped.replace('\'', "’"));
    }
    let mut letters = name.chars();
    let (first, second) = (letters.next(), letters.next());
    if let (Some(first), Some(second)) = (first, second)
        && !second.is_uppercase()
        && first.is_alphabetic()
    {
        for n in 0..all.len() {
            let rest = &all[n][first.len_utf8().min(all[n].len())..];
            let other: String = if first.is_uppercase() {
                first.to_lowercase().chain(rest.chars()).collect()
            } else {
                first.to_uppercase().chain(rest.chars()).collect()
            };
            all.push(other);
        }
    }
    all
}

/// The edges of one entry's page: those written in the language in which the pointing entry is shown there.
pub fn seen_from<'a>(edges: &'a [Edge], shown: impl Fn(&Id) -> Option<Lang> + 'a) -> impl Iterator<Item = &'a Edge> {
    edges.iter().filter(move |edge| shown(&edge.from.id).is_some_and(|lang| lang == edge.from.lang))
}
