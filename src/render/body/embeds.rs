//! Transclusions: the text of one entry within another, with a link to where it comes from.
//!
//! A text never shows itself, however far apart the two ends are; and what is shown of others is bounded,
//! in depth and in all. Where it ends, a link stands in its place. The check reports both.

use std::ops::Range;

use super::{Page, Shown};
use crate::link::transclusion::Transcluded;
use crate::link::{DEEPEST_TRANSCLUSION, LARGEST_TRANSCLUSION};
use crate::model::body::{Part, Piece};
use crate::model::{Body, Target};
use crate::parse::body::escape::attribute;

impl<'a> Page<'a> {
    /// A transclusion that stands alone.
    pub(super) fn embed_block(&mut self, shown: Shown<'a>, number: u32) {
        let Some(target) = shown.body.targets.get(number as usize) else { return };
        let Some(named) = self.dossier.transcluded(shown.entry, target).filter(|_| self.in_link == 0) else {
            self.out.push_str("<p>");
            self.link(shown, number);
            self.out.push_str("</p>");
            return;
        };
        if !self.enter(&named, &named.pieces) {
            self.out.push_str("<p>");
            self.link_to_entry(named.entry, named.part, target);
            self.out.push_str("</p>");
            return;
        }
        self.out.push_str("<div class=\"embed\"");
        let lang = &named.entry.summary.lang;
        if *lang != shown.entry.summary.lang {
            attribute(&mut self.out, "lang", lang.as_str());
        }
        self.out.push_str(">\n");
        self.out.push_str(if named.is_words() { "<p>" } else { "" });
        self.pieces(Shown::all_of(named.entry), named.pieces.clone());
        self.out.push_str(if named.is_words() { "</p>\n" } else { "" });
        self.leave();
        self.write_origin(&named, target);
        self.out.push_str("</div>");
    }

    /// A transclusion within words: the first paragraph of the text.
    pub(super) fn embed_inline(&mut self, shown: Shown<'a>, number: u32) {
        let Some(target) = shown.body.targets.get(number as usize) else { return };
        if self.in_link == 0
            && self.in_heading == 0
            && let Some(named) = self.dossier.transcluded(shown.entry, target)
            && let Some(paragraph) = named.first_paragraph()
            && self.enter(&named, &paragraph)
        {
            self.pieces(Shown::all_of(named.entry), paragraph);
            self.leave();
        } else {
            self.link(shown, number);
        }
    }

    /// Whether a text may be shown here; if so it counts as being shown until `leave`.
    fn enter(&mut self, named: &Transcluded<'a>, pieces: &Range<u32>) -> bool {
        let this = (named.entry.summary.key(), pieces.clone());
        if self.embedding.len() > DEEPEST_TRANSCLUSION || self.embedding.contains(&this) {
            return false;
        }
        // A transclusion of nothing costs something too: a thousand times a thousand of them are many.
        let size = self.embedded + size_of(&named.entry.body, pieces) + 100;
        if size > LARGEST_TRANSCLUSION {
            return false;
        }
        self.embedded = size;
        self.embedding.push(this);
        true
    }

    fn leave(&mut self) {
        self.embedding.pop();
    }

    /// A link to where a text comes from.
    fn write_origin(&mut self, named: &Transcluded<'a>, target: &Target) {
        let entry = named.entry;
        self.out.push_str("<p class=\"embed-from\">");
        let (before, after) = &self.words.from;
        self.escaped(before);
        if let Some(address) = self.address(entry) {
            let (title, title_lang) = entry.summary.called_shortly(&self.spot.lang);
            self.start_anchor_at(address, named.part, target);
            self.language_of(&entry.summary.lang, title_lang);
            self.out.push('>');
            self.escaped(title);
            if let Some(heading) = named.part.and_then(Part::heading) {
                self.out.push_str(": ");
                self.out.push_str(&heading.html);
            }
            self.out.push_str("</a>");
        }
        self.escaped(after);
        self.out.push_str("</p>\n");
    }
}

/// How many bytes of HTML some pieces are, holes not counted.
fn size_of(body: &Body, pieces: &Range<u32>) -> usize {
    let pieces = body.pieces.get(pieces.start as usize..pieces.end as usize).unwrap_or(&[]);
    let size = |piece: &Piece| match piece {
        Piece::Html(bytes) | Piece::Text(bytes) => bytes.len(),
        Piece::Hole(_) => 0,
    };
    pieces.iter().map(size).sum()
}
