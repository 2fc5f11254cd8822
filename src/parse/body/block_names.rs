//! Names of blocks, as note-taking programs write them for their own links: `^a1b2` at the end of a paragraph or of a line of a
//! list, or in a paragraph of its own after a list, a table, a quotation or code. They are no words: readers do not see them, but
//! the block has the name as its id.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Tag;

use super::out::{Moved, short};
use super::{Opening, Reading};
use crate::model::Hole;
use crate::model::body::{BLOCK_SIGN, NamedBlock, Piece};

/// The beginning of a block that stands in nothing else: where it is in the HTML, and how much of each sort was there before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Top {
    at: usize,
    paragraphs: usize,
    blocks: usize,
    drafts: usize,
}

impl Reading<'_> {
    /// Notes that a block begins. A heading has an id of its own, and the others no beginning that could have one: a name after
    /// them is text.
    pub(super) fn begin_top(&mut self, tag: &Tag<'_>) {
        let has_name = !matches!(tag, Tag::Heading { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_));
        let top = Top { at: self.out.html.len(), paragraphs: self.paragraphs.len(), blocks: self.blocks.len(), drafts: self.drafts.len() };
        self.tops = [self.tops[1], has_name.then_some(top)];
    }

    /// Takes the name from the end of the block that is ending, if it has one. A line of a list may have one too.
    pub(super) fn take_block_name(&mut self) {
        let is_named = self.heading.is_none() && self.table.is_none() && self.asides.is_empty() && self.unlinkable == 0;
        let word = self.block.plain.rsplit([' ', '\n']).next().filter(|word| is_named && is_name(word));
        let Some(word) = word.map(str::to_owned) else { return };
        let from = self.block.plain.len() - word.len();
        // A link that ends so has words, and these are its own.
        if self.block.marks.iter().any(|(_, words)| words.end > from) {
            return;
        }
        if self.block.plain[..from].trim_end().is_empty() {
            self.name_block_before(&word);
        } else if self.out.take_back(&word) {
            self.block.plain.truncate(self.block.plain[..from].trim_end().len());
            self.name_words(&word);
        }
    }

    /// Gives the words that are ending a name.
    fn name_words(&mut self, id: &str) {
        let Some(number) = self.new_block(id) else { return };
        let begins = self.block.start;
        let (tag, start, _) = self.leave_tag(self.tag_before(begins), begins, number);
        if self.containers == 0
            && self.in_paragraph
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.start = start;
        }
        self.blocks.push(NamedBlock { id: Arc::from(id), pieces: start..self.out.mark(), is_words: true, tag });
    }

    /// Gives the block before this paragraph, which is nothing but a name, that name.
    fn name_block_before(&mut self, id: &str) {
        let [Some(top), Some(Top { at: ends, .. })] = self.tops else { return };
        let begins = top.at;
        if self.containers > 0 || !self.in_paragraph || begins == ends {
            return;
        }
        self.out.take_back_to(ends);
        self.block.plain.clear();
        self.paragraphs.pop();
        if self.settings.languages.len() > 1 {
            self.passages.pop();
        }
        // What is left of the paragraph is none.
        self.opening = Some(Opening::default());
        let Some(number) = self.new_block(id) else { return };
        let (tag, after, moved) = self.leave_tag(self.first_tag(begins..ends), begins, number);
        // Pieces of the block lie elsewhere now.
        let ranges = self.paragraphs[top.paragraphs..].iter_mut();
        let ranges = ranges.chain(self.blocks[top.blocks..].iter_mut().map(|block| &mut block.pieces));
        let drafts = self.drafts[top.drafts..].iter_mut().filter(|draft| draft.note.is_none());
        for range in ranges.chain(drafts.map(|draft| &mut draft.section)) {
            *range = moved.range(range);
        }
        self.blocks.push(NamedBlock { id: Arc::from(id), pieces: after - 1..self.out.mark(), is_words: false, tag });
    }

    /// Leaves a hole in the place of a tag, if it has not become one before, or else where its block begins: the tag, the number of
    /// the piece after the hole, and what became of the others.
    fn leave_tag(&mut self, tag: Option<Range<usize>>, begins: usize, number: u32) -> (Range<u32>, u32, Moved) {
        let hole = Hole::BlockTag(number);
        let replaced = tag.and_then(|tag| {
            let (after, moved) = self.out.replace(&tag, hole)?;
            Some((short(tag.start)..short(tag.end - 1), after, moved))
        });
        replaced.unwrap_or_else(|| {
            let (after, moved) = self.out.insert(begins, hole);
            (0..0, after, moved)
        })
    }

    /// The number of a new block with a name; nothing if another has it, in whatever case.
    fn new_block(&mut self, id: &str) -> Option<u32> {
        self.block_names.insert(id.to_ascii_lowercase()).then(|| short(self.blocks.len()))
    }

    /// The tag right before this byte of the HTML, if it begins an element.
    fn tag_before(&self, at: usize) -> Option<Range<usize>> {
        let html = self.out.html.get(..at).filter(|html| html.ends_with('>'))?;
        let start = html.rfind('<')?;
        may_have_id(&html[start..]).then_some(start..at)
    }

    /// The tag with which a stretch of the HTML begins.
    fn first_tag(&self, within: Range<usize>) -> Option<Range<usize>> {
        let html = self.out.html.get(within.clone())?;
        let tag = html.trim_start_matches('\n');
        let start = within.start + (html.len() - tag.len());
        let tag = &tag[..=tag.find('>')?];
        may_have_id(tag).then(|| start..start + tag.len())
    }
}

/// Brings blocks into the order of their names, in which they are looked up, and their holes with them.
pub(super) fn in_order(blocks: Vec<NamedBlock>, pieces: &mut [Piece]) -> Vec<NamedBlock> {
    if blocks.is_empty() {
        return blocks;
    }
    let mut order: Vec<(u32, NamedBlock)> = (0..).zip(blocks).collect();
    order.sort_by(|(_, a), (_, b)| a.compare(&b.id));
    let mut numbers = vec![0; order.len()];
    for (number, (before, _)) in (0..).zip(&order) {
        numbers[*before as usize] = number;
    }
    for piece in pieces {
        if let Piece::Hole(Hole::BlockTag(number)) = piece {
            *number = numbers[*number as usize];
        }
    }
    order.into_iter().map(|(_, block)| block).collect()
}

/// Whether a tag begins an element and has no id yet.
fn may_have_id(tag: &str) -> bool {
    tag.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) && !tag.ends_with("/>") && !tag.contains(" id=")
}

/// Whether a word is a name, and no power: `10 ^6` and `2 ^n` are for readers.
fn is_name(word: &str) -> bool {
    let name = word.strip_prefix(BLOCK_SIGN).unwrap_or("");
    let shortest = if name.bytes().all(|byte| byte.is_ascii_digit()) { 5 } else { 3 };
    name.len() >= shortest && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
