//! What a transclusion shows. Checking and rendering both ask here.

use std::ops::Range;

use super::{Dossier, Resolution};
use crate::model::{Entry, Heading, Target};

/// A text that a transclusion shows.
#[derive(Debug)]
pub struct Transcluded<'a> {
    /// Whose text it is.
    pub entry: &'a Entry,
    /// The heading, if it is one section.
    pub heading: Option<&'a Heading>,
    /// The pieces of the entry's body.
    pub pieces: Range<u32>,
    /// Whether they are the words of one block, without its tags.
    pub is_block: bool,
}

impl Dossier {
    /// The text that a transclusion in an entry shows: a section, a block, or all; nothing if it names none.
    #[must_use]
    pub fn transcluded<'a>(&'a self, from: &'a Entry, target: &Target) -> Option<Transcluded<'a>> {
        let (entry, heading) = match self.resolve(from, target) {
            Resolution::Entry(entry, heading) => (&**entry, heading.map(|(_, heading)| heading)),
            Resolution::Here(_, heading) => (from, Some(heading)),
            // A block of the text itself.
            Resolution::Outside if target.name.is_empty() && target.fragment.is_some() => (from, None),
            _ => return None,
        };
        let (pieces, is_block) = if let Some(heading) = heading {
            (heading.section.clone(), false)
        } else if let Some(block) = target.fragment.as_deref().and_then(|fragment| entry.body.block(fragment)) {
            (block.pieces.clone(), true)
        } else {
            (0..entry.body.end(), false)
        };
        Some(Transcluded { entry, heading, pieces, is_block })
    }
}
