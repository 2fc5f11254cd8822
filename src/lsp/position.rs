//! Bytes of a text to the positions of the protocol and back.
//!
//! A position is a line and a number of units in it: bytes, UTF-16 units or characters, as was agreed on with the
//! client. Whatever the client sends becomes a place in the text: what lies past a line is its end, what lies past the
//! text is its end, what lies inside a character is its beginning.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::place::{Span, floor_char};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16: what every client must know, and what is meant where nothing was said.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The best one of those a client offers: bytes need no counting, characters less than UTF-16.
    #[must_use]
    pub fn agree<'a>(offered: impl Iterator<Item = &'a str> + Clone) -> Self {
        let offers = |name: &str| offered.clone().any(|other| other == name);
        if offers("utf-8") {
            Self::Utf8
        } else if offers("utf-32") && !offers("utf-16") {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    #[must_use]
    pub fn name(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text whose lines are known.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text: they end with `\n`, `\r\n` or `\r`.
    #[must_use]
    pub fn of(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { text, starts, encoding }
    }

    /// The line around a byte: its number and its bytes without the line end.
    fn line(&self, number: usize) -> Span {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The byte of a position.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let line = self.line(position.line as usize);
        let mut left = position.character as usize;
        for (at, c) in self.text[line.clone()].char_indices() {
            let width = self.encoding.width(c);
            if left < width {
                return line.start + at;
            }
            left -= width;
        }
        line.end
    }

    /// The bytes of a range; one that ends before it begins is empty.
    #[must_use]
    pub fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The position of a byte.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char(self.text, offset);
        let number = self.starts.partition_point(|start| *start <= offset) - 1;
        let line = self.line(number);
        let before = &self.text[line.start..offset.min(line.end)];
        let character: usize = match self.encoding {
            Encoding::Utf8 => before.len(),
            encoding => before.chars().map(|c| encoding.width(c)).sum(),
        };
        Position { line: number.try_into().unwrap_or(u32::MAX), character: character.try_into().unwrap_or(u32::MAX) }
    }

    /// The range of some bytes.
    #[must_use]
    pub fn range(&self, span: &Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end.max(span.start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "да 🎈x\r\nнет\rz\n";

    fn check(encoding: Encoding, line: u32, character: u32, offset: usize) {
        let lines = Lines::of(TEXT, encoding);
        assert_eq!(lines.offset(Position { line, character }), offset, "{encoding:?} {line}:{character}");
        assert_eq!(lines.position(offset), Position { line, character }, "{encoding:?} byte {offset}");
    }

    #[test]
    fn columns_count_what_was_agreed_on() {
        for (encoding, balloon, x, end) in [(Encoding::Utf8, 5, 9, 10), (Encoding::Utf16, 3, 5, 6), (Encoding::Utf32, 3, 4, 5)] {
            check(encoding, 0, balloon, 5);
            check(encoding, 0, x, 9);
            check(encoding, 0, end, 10);
            check(encoding, 1, 0, 12);
            check(encoding, 2, 1, 20);
            check(encoding, 3, 0, TEXT.len());
        }
    }

    #[test]
    fn positions_that_are_not_there_are_the_nearest_that_are() {
        let lines = Lines::of(TEXT, Encoding::Utf16);
        let at = |line, character| lines.offset(Position { line, character });
        assert_eq!(at(0, 4), 5, "inside the balloon");
        assert_eq!(at(0, 4_000_000_000), 10, "past the line, before its end");
        assert_eq!(at(u32::MAX, u32::MAX), TEXT.len());
        assert_eq!(lines.position(11), Position { line: 0, character: 6 }, "between the two characters of a line end");
        assert_eq!(lines.position(1), Position { line: 0, character: 0 }, "inside a letter");
        let backwards = Range { start: Position { line: 1, character: 2 }, end: Position { line: 0, character: 0 } };
        assert_eq!(lines.span(backwards), 16..16);
        assert_eq!(Lines::of("", Encoding::Utf8).position(7), Position { line: 0, character: 0 });
    }

    #[test]
    fn the_encoding_is_one_that_was_offered() {
        assert_eq!(Encoding::agree(["utf-16", "utf-8"].into_iter()), Encoding::Utf8);
        assert_eq!(Encoding::agree(["utf-32"].into_iter()), Encoding::Utf32);
        assert_eq!(Encoding::agree(["utf-32", "utf-16"].into_iter()), Encoding::Utf16);
        assert_eq!(Encoding::agree(["latin-1"].into_iter()), Encoding::Utf16);
    }
}
