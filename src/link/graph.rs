//! How entries hang together: relations both ways, mentions with their sentence, and names that link by
//! themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use ahash::HashMap;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::names::{Id, Names};
use super::route::Routes;
use crate::model::{Key, TargetKind};

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
    /// Finds a name that begins where it is asked, in escaped HTML text; of several the longest.
    matcher: AhoCorasick,
    /// The entry each pattern names.
    targets: Vec<Id>,
    /// A bit for each two bytes with which some name begins: most words of a text begin no name.
    beginnings: Box<[u64; 1024]>,
}

impl Autolinks {
    /// The first name in a text from a byte on that begins where a word may begin: its entry and its bytes.
    /// `text` is escaped HTML.
    #[must_use]
    pub fn find(&self, text: &str, from: usize) -> Option<(&Id, Range<usize>)> {
        let bytes = text.as_bytes();
        (from..bytes.len().saturating_sub(1)).find_map(|at| {
            let is_within = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'_' | b'&'));
            let two = pair(bytes[at], bytes[at + 1]);
            if is_within || self.beginnings[two / 64] >> (two % 64) & 1 == 0 {
                return None;
            }
            // Letters of other scripts are told apart only now, when few places are left.
            if text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric) {
                return None;
            }
            let found = self.matcher.find(Input::new(text).range(at..).anchored(Anchored::Yes))?;
            Some((&self.targets[found.pattern().as_usize()], found.range()))
        })
    }
}

/// The number of two bytes among all twos.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

/// How the entries of a dossier hang together.
#[derive(Debug, Default)]
pub struct Graph {
    /// Which entry a name means.
    pub names: Names,
    /// Where each entry's page is.
    pub routes: Routes,
    /// By folded id: who points to it, sorted by relation and then by who.
    pub incoming: HashMap<Id, Vec<Edge>>,
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
pub fn incoming(mut all: Vec<Pointing>) -> HashMap<Id, Vec<Edge>> {
    all.sort_unstable();
    all.dedup();
    let mut grouped: HashMap<Id, Vec<Edge>> = HashMap::default();
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
    let mut beginnings = Box::new([0_u64; 1024]);
    for word in &words {
        // No name is shorter than two letters.
        let two = pair(word.as_bytes()[0], word.as_bytes()[1]);
        beginnings[two / 64] |= 1 << (two % 64);
    }
    let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).build(&words).ok()?;
    Some(Autolinks { matcher, targets, beginnings })
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
