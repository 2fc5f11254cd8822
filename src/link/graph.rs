//! How entries hang together: relations both ways, mentions with their sentence, and names that link by
//! themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use ahash::HashMap;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

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

/// How many beginnings of names are told apart.
const BEGINNINGS: usize = 1 << 17;

/// Names that link by themselves.
#[derive(Debug)]
pub struct Autolinks {
    /// Finds a name that begins where it is asked, in escaped HTML text; of several the longest.
    matcher: AhoCorasick,
    /// The entry each pattern names.
    targets: Vec<Id>,
    /// A bit for the three bytes with which some name begins: most words of a text begin no name.
    beginnings: Box<[u64; BEGINNINGS / 64]>,
}

impl Autolinks {
    /// The first name in a text from a byte on that begins where a word may begin: its entry and its bytes.
    /// `text` is escaped HTML.
    #[must_use]
    pub fn find(&self, text: &str, from: usize) -> Option<(&Id, Range<usize>)> {
        let bytes = text.as_bytes();
        let mut is_within = from > 0 && WITHIN[usize::from(bytes[from - 1])];
        (from..bytes.len().saturating_sub(1)).find_map(|at| {
            // Every letter of every text goes through here, and few begin a word.
            if std::mem::replace(&mut is_within, WITHIN[usize::from(bytes[at])]) {
                return None;
            }
            let beginning = beginning(bytes[at], bytes[at + 1], bytes.get(at + 2).copied());
            if self.beginnings[beginning / 64] >> (beginning % 64) & 1 == 0 {
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

/// The bytes after which no word begins, as far as one byte tells.
static WITHIN: [bool; 256] = {
    let mut within = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        within[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'&');
        byte += 1;
    }
    within
};

/// The number of the three bytes with which a word begins. Some have one number, which costs a look more and no more.
fn beginning(first: u8, second: u8, third: Option<u8>) -> usize {
    let bytes = u32::from_be_bytes([0, first, second, third.unwrap_or(0)]);
    // Knuth's multiplicative hash: the upper bits depend on all of the lower ones.
    (bytes.wrapping_mul(2_654_435_761) >> (32 - BEGINNINGS.ilog2())) as usize
}

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
    /// Names that link by themselves; none if there are no such names.
    pub autolinks: Noted<Option<Autolinks>>,
}

impl Graph {
    /// What hangs together otherwise than it did, and whether the names that link by themselves are the same.
    pub fn compare(&self, before: &Self, same_names: bool, changed: &mut Changed) {
        self.names.compare(&before.names, changed);
        self.routes.compare(&before.routes, changed);
        self.incoming.compare(&before.incoming, changed, |one, other| Arc::ptr_eq(one, other) || one == other);
        self.used_files.compare(&before.used_files, changed, PartialEq::eq);
        self.autolinks.compare(&before.autolinks, changed, |_, _| same_names);
    }
}

/// One pointing: (to, edge), before they are grouped.
pub type Pointing = (Id, Edge);

/// Groups the edges by the entry they point to. One who points twice by one relation counts once, unless
/// it is by different sentences.
#[must_use]
pub fn incoming(all: impl Iterator<Item = Pointing>) -> HashMap<Id, Arc<[Edge]>> {
    let mut grouped: HashMap<Id, Vec<Edge>> = HashMap::default();
    for (to, edge) in all {
        if let Some(edges) = grouped.get_mut(&to) {
            edges.push(edge);
        } else {
            grouped.insert(to, vec![edge]);
        }
    }
    let sorted = |(to, mut edges): (Id, Vec<Edge>)| {
        edges.sort_unstable();
        edges.dedup();
        (to, edges.into())
    };
    grouped.into_iter().map(sorted).collect()
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
    let mut beginnings = Box::new([0_u64; BEGINNINGS / 64]);
    let mut add = |number: usize| beginnings[number / 64] |= 1 << (number % 64);
    for word in &words {
        // No name is shorter than two letters; after one of two anything may follow, or nothing.
        match *word.as_bytes() {
            [first, second] => (0..=u8::MAX).for_each(|third| add(beginning(first, second, Some(third)))),
            [first, second, third, ..] => add(beginning(first, second, Some(third))),
            _ => {}
        }
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
