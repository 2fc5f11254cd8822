//! Transclusions must end: no text may show itself, and what is shown within what is shown must stay
//! within a page's bounds. Rendering stops at the same bounds, so a site is made even where this rule
//! is only a warning.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Rule;
use crate::diag::Diagnostic;
use crate::diag::codes::{TRANSCLUSION_CYCLE, TRANSCLUSION_TOO_LARGE};
use crate::link::{DEEPEST_TRANSCLUSION, Dossier, LARGEST_TRANSCLUSION};
use crate::model::body::Piece;
use crate::model::{Entry, Hole, Key, Link, TargetKind};
use crate::text::place::Place;

/// Every transclusion in an entry's text.
pub const RULE: Rule = Rule { name: "transclusion", codes: &[&TRANSCLUSION_CYCLE, &TRANSCLUSION_TOO_LARGE], run };

/// Texts whose size is known, by entry and first and last piece.
type Sizes = BTreeMap<(Key, u32, u32), usize>;

/// A text that is shown: pieces of an entry.
type Shown = (Key, Range<u32>);

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Sizes are kept over all transclusions of the entry: a hundred of one text are measured once.
    let mut sizes = BTreeMap::new();
    for link in &entry.links {
        let is_embed = entry.body.targets.get(link.target as usize).is_some_and(|target| target.kind == TargetKind::Embed);
        if is_embed {
            found.extend(check_embed(dossier, entry, link, &mut sizes));
        }
    }
    found
}

fn check_embed(dossier: &Dossier, entry: &Entry, link: &Link, sizes: &mut Sizes) -> Option<Diagnostic> {
    let shown = shown_by(dossier, entry, link.target)?;
    let outer: Vec<Shown> = vec![(entry.summary.key(), 0..entry.body.end())];
    let mut walk = Walk { dossier, sizes, path: outer };
    let place = || Place::bytes(&entry.source, link.span.clone());
    match walk.size(&shown) {
        Ok(size) if size <= LARGEST_TRANSCLUSION => None,
        // What is too large because of a text within it is reported there.
        Ok(_) | Err(Stop::TooDeep) if is_within(dossier, &shown) => None,
        Ok(_) | Err(Stop::TooDeep) => {
            let message = format!(
                "this would show more than {} MB of text, or more than {DEEPEST_TRANSCLUSION} texts within one another",
                LARGEST_TRANSCLUSION / 1_000_000
            );
            Some(Diagnostic::new(&TRANSCLUSION_TOO_LARGE, place(), message).hint("link to the entry, or show one section of it"))
        }
        // A circle that this entry is no part of is reported where it is.
        Err(Stop::Circle(ids)) if ids.first() != Some(&entry.summary.key()) => None,
        Err(Stop::Circle(ids)) => {
            let way: Vec<String> = ids.iter().map(|key| format!("`{}`", key.id)).collect();
            let message = format!("the entry would show itself: {}", way.join(" shows "));
            Some(Diagnostic::new(&TRANSCLUSION_CYCLE, place(), message).hint("take out one of the transclusions, or show a single section"))
        }
    }
}

/// Whether a text shows one that is too large by itself.
fn is_within(dossier: &Dossier, shown: &Shown) -> bool {
    let mut sizes = BTreeMap::new();
    let mut inner = Walk { dossier, sizes: &mut sizes, path: Vec::new() };
    embeds(dossier, shown).iter().any(|text| !matches!(inner.size(text), Ok(size) if size <= LARGEST_TRANSCLUSION))
}

/// The texts that a text shows.
fn embeds(dossier: &Dossier, shown: &Shown) -> Vec<Shown> {
    let Some(entry) = dossier.entries.get(&shown.0) else { return Vec::new() };
    let pieces = entry.body.pieces.get(shown.1.start as usize..shown.1.end as usize).unwrap_or(&[]);
    let targets = pieces.iter().filter_map(|piece| match piece {
        Piece::Hole(Hole::EmbedBlock(target) | Hole::EmbedInline(target)) => Some(*target),
        _ => None,
    });
    targets.filter_map(|target| shown_by(dossier, entry, target)).collect()
}

/// The pieces that a transclusion shows.
fn shown_by(dossier: &Dossier, from: &Entry, target: u32) -> Option<Shown> {
    let target = from.body.targets.get(target as usize)?;
    let shown = dossier.transcluded(from, target)?;
    Some((shown.entry.summary.key(), shown.pieces))
}

/// Why the size of a text cannot be told.
enum Stop {
    /// It shows itself, on this way.
    Circle(Vec<Key>),
    /// It goes too deep.
    TooDeep,
}

struct Walk<'a> {
    dossier: &'a Dossier,
    sizes: &'a mut Sizes,
    path: Vec<Shown>,
}

impl Walk<'_> {
    /// How many bytes of HTML a text becomes with all that it shows.
    fn size(&mut self, shown: &Shown) -> Result<usize, Stop> {
        let (key, range) = shown;
        let known = (key.clone(), range.start, range.end);
        if let Some(size) = self.sizes.get(&known) {
            return Ok(*size);
        }
        if let Some(start) = self.path.iter().position(|other| other == shown) {
            let circle = self.path[start..].iter().map(|(key, _)| key.clone()).chain([key.clone()]);
            return Err(Stop::Circle(circle.collect()));
        }
        if self.path.len() > DEEPEST_TRANSCLUSION {
            return Err(Stop::TooDeep);
        }
        let Some(entry) = self.dossier.entries.get(key) else { return Ok(0) };
        self.path.push(shown.clone());
        let mut size: usize = 0;
        for piece in entry.body.pieces.get(range.start as usize..range.end as usize).unwrap_or(&[]) {
            match piece {
                Piece::Html(bytes) | Piece::Text(bytes) => size = size.saturating_add((bytes.end - bytes.start) as usize),
                Piece::Hole(Hole::EmbedBlock(target) | Hole::EmbedInline(target)) => {
                    if let Some(inner) = shown_by(self.dossier, entry, *target) {
                        size = size.saturating_add(self.size(&inner)?);
                    }
                }
                Piece::Hole(_) => {}
            }
        }
        self.path.pop();
        self.sizes.insert(known, size);
        Ok(size)
    }
}
