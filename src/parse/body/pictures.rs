//! Pictures, transclusions, and the paragraphs they may stand alone in.
//!
//! A paragraph that holds nothing but transclusions is no paragraph: they are blocks. Nor is one that holds
//! nothing but a picture with a title: it may become a figure. So nothing of a paragraph is written before
//! it is known what it begins with.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType};

use super::Reading;
use super::links::{by_address, embedded, some, words_and_width};
use crate::diag::{Diagnostic, codes};
use crate::model::{Hole, Target, TargetKind};

/// A paragraph of which nothing is written yet.
#[derive(Debug, Default)]
pub(super) struct Opening {
    /// Transclusions, or one picture, that may stand alone in it.
    pub held: Vec<Held>,
    /// The break or blank after them, if there was one.
    pub line_break: &'static str,
}

/// Something that may stand alone in a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Embed(u32),
    Picture(u32),
}

/// A picture whose words are being read.
#[derive(Debug)]
pub(super) struct Picture<'t> {
    link_type: LinkType,
    address: CowStr<'t>,
    title: CowStr<'t>,
    range: Range<usize>,
    words: String,
    /// How many elements are open in it, itself included.
    depth: usize,
}

impl<'t> Reading<'t> {
    /// Begins a picture: what follows up to its end are words for those who do not see it.
    pub(super) fn start_picture(&mut self, link_type: LinkType, address: CowStr<'t>, title: CowStr<'t>, range: Range<usize>) {
        self.picture = Some(Picture { link_type, address, title, range, words: String::new(), depth: 1 });
    }

    /// Takes an event within a picture.
    pub(super) fn picture_event(&mut self, event: Event<'t>) {
        let Some(picture) = &mut self.picture else { return };
        match event {
            Event::Start(_) => picture.depth += 1,
            Event::End(_) => {
                picture.depth -= 1;
                if picture.depth == 0
                    && let Some(picture) = self.picture.take()
                {
                    self.end_picture(picture);
                }
            }
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => picture.words.push_str(&words),
            Event::SoftBreak | Event::HardBreak => picture.words.push(' '),
            _ => {}
        }
    }

    fn end_picture(&mut self, picture: Picture<'t>) {
        let target = match picture.link_type {
            LinkType::WikiLink { has_pothole } => embedded(&picture.address, has_pothole.then_some(&*picture.words)),
            _ => {
                // Only a width that stands behind a bar is one: `![2020](a.png)` is a year.
                let (text, width) =
                    if picture.words.contains('|') { words_and_width(&picture.words) } else { (some(&picture.words), None) };
                Target { text, width, title: some(&picture.title), ..by_address(&picture.address, true) }
            }
        };
        match target.kind {
            TargetKind::Image => self.put_picture(target, &picture.range),
            TargetKind::Embed => self.put_embed(target, &picture.range),
            _ => self.put_file(target, &picture.range),
        }
    }

    /// Writes a picture, or holds it back if it may stand alone.
    pub(super) fn put_picture(&mut self, target: Target, range: &Range<usize>) {
        if target.text.is_none() {
            let message = format!("the picture `{}` has no alternative text", crate::text::place::cut(&target.name, 80).escape_debug());
            let hint = "say in the brackets what it shows: `![a map of Minsk](map.png)`";
            self.found.push(Diagnostic::new(&codes::MISSING_ALT, self.place(range), message).hint(hint));
        }
        let has_title = target.title.is_some();
        if let (Some(heading), Some(text)) = (&mut self.heading, &target.text) {
            heading.text.push_str(text);
            heading.in_holes.push((self.out.html.len(), text.to_string()));
        }
        let number = self.link_to(target, range);
        match &mut self.opening {
            Some(opening) if has_title && opening.held.is_empty() => opening.held.push(Held::Picture(number)),
            _ => {
                self.open_paragraph();
                self.out.hole(Hole::Image(number));
            }
        }
    }

    fn put_embed(&mut self, target: Target, range: &Range<usize>) {
        let number = self.link_to(target, range);
        let is_alone = |held: &Held| matches!(held, Held::Embed(_));
        match &mut self.opening {
            Some(opening) if opening.held.iter().all(is_alone) => {
                opening.held.push(Held::Embed(number));
                let at = self.block.plain.len();
                self.block.marks.push((number, at..at));
            }
            _ => {
                self.open_paragraph();
                self.out.hole(Hole::EmbedInline(number));
                self.name_as_words(number);
            }
        }
    }

    /// A file that no browser shows within a page: a link to it.
    fn put_file(&mut self, target: Target, range: &Range<usize>) {
        self.open_paragraph();
        if self.in_link > 0 {
            self.write_words(&target.name);
            return;
        }
        let words = target.text.clone().unwrap_or_else(|| target.name.clone());
        let number = self.link_to(target, range);
        let from = self.block.plain.len();
        self.out.hole(Hole::LinkStart(number));
        self.unlinkable += 1;
        self.write_words(&words);
        self.unlinkable -= 1;
        self.out.hole(Hole::LinkEnd(number));
        self.block.marks.push((number, from..self.block.plain.len()));
    }

    /// Writes the beginning of a paragraph that turns out to be one, and what was held back.
    pub(super) fn open_paragraph(&mut self) {
        let Some(opening) = self.opening.take() else { return };
        self.out.fresh_line();
        self.out.html("<p>");
        self.block.start = self.out.html.len();
        if self.containers == 0 {
            let start = self.out.mark();
            self.paragraphs.push(start..start);
        }
        for (n, held) in opening.held.into_iter().enumerate() {
            if n > 0 {
                self.out.html("\n");
            }
            self.out.hole(match held {
                Held::Embed(number) => Hole::EmbedInline(number),
                Held::Picture(number) => Hole::Image(number),
            });
        }
        self.out.html(opening.line_break);
    }

    /// Whether these words are but blanks of a paragraph that may turn out to be none.
    pub(super) fn is_between_blocks(&mut self, words: &str) -> bool {
        let Some(opening) = self.opening.as_mut().filter(|_| words.trim_matches([' ', '\t']).is_empty()) else { return false };
        if !opening.held.is_empty() {
            opening.line_break = " ";
        }
        true
    }

    /// Ends a paragraph, or what turned out to be none.
    pub(super) fn end_paragraph(&mut self) {
        self.finish_block();
        if self.end_callout_title() {
            // That was all of it.
        } else if let Some(opening) = self.opening.take() {
            for held in opening.held {
                self.out.fresh_line();
                self.out.hole(match held {
                    Held::Embed(number) => Hole::EmbedBlock(number),
                    Held::Picture(number) => Hole::Figure(number),
                });
                self.out.html("\n");
            }
        } else {
            if self.containers == 0
                && let Some(paragraph) = self.paragraphs.last_mut()
            {
                paragraph.end = self.out.mark();
            }
            self.out.html("</p>\n");
        }
        self.in_paragraph = false;
        self.pop();
    }
}
