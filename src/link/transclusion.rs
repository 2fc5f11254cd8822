//! What a transclusion shows. Checking and rendering both ask here.

use std::ops::Range;

use super::{Dossier, Resolution};
use crate::model::body::Part;
use crate::model::{Entry, Target};

/// A text that a transclusion shows.
#[derive(Debug)]
pub struct Transcluded<'a> {
    /// Whose text it is.
    pub entry: &'a Entry,
    /// The part of it, if it is not all.
    pub part: Option<Part<'a>>,
    /// The pieces of the entry's body.
    pub pieces: Range<u32>,
}

impl Transcluded<'_> {
    /// Whether it is the words of a block, without tags around them.
    #[must_use]
    pub fn is_words(&self) -> bool {
        matches!(self.part, Some(Part::Block(block)) if block.is_words)
    }

    /// The pieces of its first paragraph, without its tags.
    #[must_use]
    pub fn first_paragraph(&self) -> Option<Range<u32>> {
        if self.is_words() { Some(self.pieces.clone()) } else { self.entry.body.first_paragraph(&self.pieces) }
    }
}

impl Dossier {
    /// The text that a transclusion in an entry shows: a section, a block, or all; nothing if it names none.
    #[must_use]
    pub fn transcluded<'a>(&'a self, from: &'a Entry, target: &Target) -> Option<Transcluded<'a>> {
        let (entry, part) = match self.resolve(from, target) {
            Resolution::Entry(entry, part) => (&**entry, part),
            Resolution::Here(part) => (from, Some(part)),
            _ => return None,
        };
        let pieces = match part {
            None => 0..entry.body.end(),
            Some(Part::Heading(_, heading)) => heading.section.clone(),
            Some(Part::Block(block)) => block.pieces.clone(),
        };
        Some(Transcluded { entry, part, pieces })
    }
}
