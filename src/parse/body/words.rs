//! Running text: typographic signs, sources named in it, and the plain text of each block, from which the
//! sentences, the excerpt and the count of words come.

use std::ops::Range;

use super::citation;
use super::foreign;
use super::links::plain;
use super::out::short;
use super::quotes::Around;
use super::sentence::sentence;
use super::{NOT_A_BLOCK, Reading};
use crate::diag::{Diagnostic, codes};
use crate::model::{Hole, Mention, Target, TargetKind};

/// How many characters an excerpt has at most.
const EXCERPT: usize = 300;

/// The block that is being read: a paragraph, a list item, a cell, a heading.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its words so far.
    pub plain: String,
    /// The links in it: target, and bytes of the words.
    pub marks: Vec<(u32, Range<usize>)>,
    /// Its number, so that a link over several blocks can tell.
    pub number: usize,
    /// Where the HTML of its words begins.
    pub start: usize,
}

impl Reading<'_> {
    /// Takes words of running text, of code or of raw HTML.
    pub(super) fn words(&mut self, text: &str, range: &Range<usize>) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if self.raw.is_in_block() {
            // The blanks before the first tag of a block come as text.
            self.raw.add(text, range.start);
            return;
        }
        if self.opening.is_some() && self.text.get(range.clone()) == Some(text) && self.is_between_blocks(text) {
            return;
        }
        self.open_paragraph();
        self.look_for_comments(text, range);
        if text == "[" {
            self.check_footnote(range);
        }
        let text = if range.start == 0 { text.strip_prefix(NOT_A_BLOCK).unwrap_or(text) } else { self.without_fold_sign(text) };
        let literal = self.literal_length(text, range);
        self.write_words(&text[..literal]);
        let mut rest = &text[literal..];
        while self.unlinkable == 0
            && let Some(at) = citation::in_text(rest, self.block.plain.chars().next_back())
        {
            self.set_words(&rest[..at.start], range);
            let from = range.end - rest.len().min(range.len());
            // Bytes of the words are bytes of the source, unless they were encoded there.
            let is_exact = self.text.get(range.clone()) == Some(text);
            let place = if is_exact { from + at.start..from + at.end } else { range.clone() };
            self.cite_in_text(&rest[at.start + 1..at.end], &place);
            rest = &rest[at.end..];
        }
        self.set_words(rest, range);
    }

    /// How much of the text was escaped by the writer and is not to be touched.
    fn literal_length(&self, text: &str, range: &Range<usize>) -> usize {
        let source = self.text.as_bytes();
        let is_entity = source.get(range.start) == Some(&b'&') && self.text.get(range.clone()) != Some(text);
        if is_entity {
            return text.len();
        }
        let is_escaped = range.start > 0 && source[range.start - 1] == b'\\' && text.starts_with(|c: char| c.is_ascii_punctuation());
        usize::from(is_escaped)
    }

    /// `@name` in running text: a citation if a source is so called, else the words as they are.
    fn cite_in_text(&mut self, name: &str, range: &Range<usize>) {
        let target = Target { optional: true, ..plain(TargetKind::Cite, name) };
        let number = self.link_to(target, range);
        let from = self.block.plain.len();
        self.block.plain.push('@');
        self.block.plain.push_str(name);
        self.block.marks.push((number, from..self.block.plain.len()));
        self.out.hole(Hole::CiteInText(number));
    }

    /// Writes words with the signs of the language.
    fn set_words(&mut self, text: &str, range: &Range<usize>) {
        let Some(signs) = self.signs else { return self.write_words(text) };
        let mut set = std::mem::take(&mut self.scratch);
        set.clear();
        let around = Around { before: self.block.plain.chars().next_back(), after: self.text.get(range.end..).unwrap_or("") };
        if self.setting.set(signs, text, around, &mut set) {
            self.write_plain(&set, text);
        } else {
            self.write_words(text);
        }
        self.scratch = set;
    }

    /// Writes words as they are.
    pub(super) fn write_words(&mut self, text: &str) {
        self.write_plain(text, text);
    }

    fn write_plain(&mut self, text: &str, as_typed: &str) {
        if text.is_empty() {
            return;
        }
        self.block.plain.push_str(text);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(as_typed);
        }
        match self.tongues.as_ref().filter(|_| foreign::is_there(text)) {
            None => self.out.text(text, self.unlinkable == 0),
            Some(tongues) => self.write_phrases(text, &tongues.phrases(text)),
        }
    }

    /// Writes text with phrases in another language.
    fn write_phrases(&mut self, text: &str, phrases: &[(Range<usize>, &str)]) {
        let mut from = 0;
        for (phrase, lang) in phrases {
            self.out.text(&text[from..phrase.start], self.unlinkable == 0);
            self.out.html(&format!("<span lang=\"{lang}\">"));
            self.out.text(&text[phrase.clone()], self.unlinkable == 0);
            self.out.html("</span>");
            from = phrase.end;
        }
        self.out.text(&text[from..], self.unlinkable == 0);
    }

    /// A break within a block: a blank in its plain text.
    pub(super) fn plain_blank(&mut self) {
        self.block.plain.push(' ');
        if let Some(heading) = &mut self.heading {
            heading.text.push(' ');
        }
    }

    /// `[^x]` that came as text: the note is not defined.
    fn check_footnote(&mut self, range: &Range<usize>) {
        let source = self.text.as_bytes();
        let is_escaped = range.start > 0 && source[range.start - 1] == b'\\';
        let Some(label) = self.text.get(range.end..).and_then(|rest| rest.strip_prefix('^')) else { return };
        let end = label.bytes().take(200).position(|byte| byte == b']' || byte == b'[' || byte.is_ascii_whitespace());
        let Some(end) = end.filter(|end| !is_escaped && *end > 0 && label.as_bytes()[*end] == b']') else { return };
        let label = &label[..end];
        let place = self.place(&(range.start..range.end + end + 2));
        let diagnostic = Diagnostic::new(&codes::UNDEFINED_FOOTNOTE, place, format!("no footnote is called `{label}`"));
        self.found.push(diagnostic.hint(format!("write `[^{label}]: …` on a line of its own")));
    }

    /// Ends the block: its mentions get their sentences.
    pub(super) fn finish_block(&mut self) {
        self.setting.clear();
        if self.block.plain.is_empty() && self.block.marks.is_empty() {
            return;
        }
        self.take_block_name();
        let plain = std::mem::take(&mut self.block.plain);
        self.words = self.words.saturating_add(count(&plain));
        if self.heading.is_none() && self.table.is_none() && self.asides.is_empty() {
            self.excerpt_from(&plain);
        }
        let mut marks = std::mem::take(&mut self.block.marks);
        for (number, words) in marks.drain(..) {
            self.mention(number, &plain, words);
        }
        self.block.marks = marks;
        self.block.plain = plain;
        self.block.plain.clear();
        self.block.number += 1;
    }

    fn mention(&mut self, number: u32, text: &str, words: Range<usize>) {
        let target = &self.targets[number as usize];
        let is_elsewhere = !target.name.is_empty() && !matches!(target.kind, TargetKind::Outside | TargetKind::Image);
        if !is_elsewhere {
            return;
        }
        let (kind, name, fragment) = (target.kind, target.name.clone(), target.fragment.clone());
        // A transclusion that stands alone has no sentence but its name.
        let (sentence, words) = if text.trim().is_empty() { (name.clone(), 0..short(name.len())) } else { sentence(text, words) };
        self.mentions.push(Mention { kind, name, fragment, sentence, words });
    }

    fn excerpt_from(&mut self, plain: &str) {
        if self.excerpt.ends_with('…') {
            return;
        }
        let mut left = EXCERPT.saturating_sub(self.excerpt.chars().count());
        // A link without words of its own is written as the name it gives, and an id has no blanks.
        let is_name = |mark: &&(u32, Range<usize>)| !mark.1.is_empty() && plain[mark.1.clone()] == *self.targets[mark.0 as usize].name;
        let names: Vec<Range<usize>> = self.block.marks.iter().filter(is_name).map(|mark| mark.1.clone()).collect();
        for word in plain.split_whitespace() {
            let begins = word.as_ptr().addr() - plain.as_ptr().addr();
            let length = word.chars().count() + 1;
            // Room for the sign that says there is more.
            if length >= left {
                self.excerpt.push('…');
                return;
            }
            if !self.excerpt.is_empty() {
                self.excerpt.push(' ');
            }
            let within = |name: &&Range<usize>| name.start >= begins && name.end <= begins + word.len();
            let shift = |at: usize| short(self.excerpt.len() + at - begins);
            self.excerpt_names.extend(names.iter().filter(within).map(|name| shift(name.start)..shift(name.end)));
            self.excerpt.push_str(word);
            left -= length;
        }
    }

    /// The mention of a link whose words are not in one block.
    pub(super) fn mention_alone(&mut self, number: u32) {
        self.mention(number, "", 0..0);
    }
}

/// How many words a text has: runs between blanks that hold a letter or a digit.
fn count(text: &str) -> u32 {
    let (whole, rest) = text.as_bytes().as_chunks::<TOGETHER>();
    // Blanks after the end change nothing.
    let mut last = [b' '; TOGETHER];
    last[..rest.len()].copy_from_slice(rest);
    let (mut words, mut carry) = (0, 0);
    for signs in whole.iter().chain([&last]).map(signs) {
        for half in signs.as_chunks().0 {
            let half = u64::from_le_bytes(*half);
            // The bytes of a run are all ones, so a letter added anywhere in it is carried on to the blank after it: one for
            // each run, however many letters it has.
            let runs = ((half >> 7) & ONES) * 0xff;
            let (sum, is_over) = runs.overflowing_add((half & ONES) + carry);
            carry = u64::from(is_over);
            // The sum of eight bytes, each 1 or 0.
            words += (sum & !runs & ONES).wrapping_mul(ONES) >> 56;
        }
    }
    u32::try_from(words + carry).unwrap_or(u32::MAX)
}

/// How many bytes are looked at together.
const TOGETHER: usize = 16;
/// The lowest bit of each of eight bytes.
const ONES: u64 = u64::from_le_bytes([LETTER; 8]);
/// Set for the first byte of a letter or digit.
const LETTER: u8 = 1;
/// Set for what is no blank.
const VISIBLE: u8 = 0x80;

/// What each byte says of the word it stands in. A function of its own, and without branches, so that all of them are compared at
/// once.
#[inline(never)]
fn signs(bytes: &[u8; TOGETHER]) -> [u8; TOGETHER] {
    bytes.map(|byte| {
        // The first byte of a letter of another script; C2 and E2 begin the dashes, quotes and blanks.
        let is_letter = byte.is_ascii_alphanumeric() | (byte >= 0xc3) & (byte != 0xe2);
        (u8::from(is_letter) * LETTER) | (u8::from(byte > b' ') * VISIBLE)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count;

    proptest! {
        #[test]
        fn words_are_counted_as_one_by_one(text in "[ab1 \n\u{a0}\u{2014}\u{44f}.,]{0,70}") {
            let has_letter = |word: &&str| word.bytes().any(|byte| byte.is_ascii_alphanumeric() || byte >= 0xc3 && byte != 0xe2);
            let one_by_one = text.split(|c: char| c <= ' ').filter(has_letter).count();
            prop_assert_eq!(count(&text), one_by_one as u32, "{:?}", text);
        }
    }

    #[test]
    fn words_hold_a_letter_or_a_digit() {
        for (text, words) in [("", 0), (" - one, 2 — ‘x’ ", 3), ("слова і «слова»", 3), ("a-b c", 2), ("...\n!", 0), ("x", 1)]
        {
            assert_eq!(count(text), words, "{text}");
        }
    }
}
