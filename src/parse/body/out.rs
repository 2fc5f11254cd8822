//! What is written while the events go by: one long HTML text, and the pieces it is cut into.
//!
//! Knows nothing of Markdown. Adjacent writes of one sort become one piece.

use std::ops::Range;

use super::escape::escape;
use crate::model::Hole;
use crate::model::body::Piece;

/// The HTML and its pieces.
#[derive(Debug)]
pub(super) struct Out {
    /// All HTML so far.
    pub html: String,
    /// The pieces of the list that is being written: the running text or a footnote.
    pub pieces: Vec<Piece>,
    /// Where the run begins that is being written.
    run: usize,
    /// Whether that run is running text in which names may be linked.
    is_text: bool,
    /// Whether the next write begins a line.
    is_fresh: bool,
}

/// A list of pieces that was put aside for another.
#[derive(Debug)]
pub(super) struct Aside {
    pieces: Vec<Piece>,
    is_fresh: bool,
}

/// What became of the numbers of pieces when one was put among them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moved {
    from: u32,
    by: u32,
}

impl Moved {
    /// The number that a piece has now.
    pub fn number(self, before: u32) -> u32 {
        if before >= self.from { before + self.by } else { before }
    }

    /// The same of a range.
    pub fn range(self, before: &Range<u32>) -> Range<u32> {
        self.number(before.start)..self.number(before.end)
    }
}

/// A length or number as the pieces hold it. Texts are far below 4 GB (`read` takes 8 MB at most).
pub(super) fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Out {
    pub fn new(expected: usize) -> Self {
        let html = String::with_capacity(expected + expected / 4);
        Self { html, pieces: Vec::with_capacity(16 + expected / 100), run: 0, is_text: false, is_fresh: true }
    }

    /// Writes HTML as it is.
    pub fn html(&mut self, html: &str) {
        self.turn(false);
        self.html.push_str(html);
        if let Some(last) = html.as_bytes().last() {
            self.is_fresh = *last == b'\n';
        }
    }

    /// Writes text, escaped; `is_linkable` says whether names may be linked in it later.
    pub fn text(&mut self, text: &str, is_linkable: bool) {
        self.turn(is_linkable);
        escape(&mut self.html, text);
        self.is_fresh = false;
    }

    /// Whether the next write begins a line.
    pub fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    /// Begins a new line unless this is the start of one.
    pub fn fresh_line(&mut self) {
        if !self.is_fresh {
            self.html("\n");
        }
    }

    /// Leaves a hole.
    pub fn hole(&mut self, hole: Hole) {
        self.flush();
        self.pieces.push(Piece::Hole(hole));
        self.is_fresh = false;
    }

    /// Ends the current piece; the number of the next.
    pub fn mark(&mut self) -> u32 {
        self.flush();
        short(self.pieces.len())
    }

    /// Takes back what was written last, if it is running text that ends so, with the blanks before it; whether it was.
    pub fn take_back(&mut self, text: &str) -> bool {
        let is_last = self.is_text && self.html.get(self.run..).is_some_and(|run| run.ends_with(text));
        if is_last {
            let run = &self.html[self.run..self.html.len() - text.len()];
            self.html.truncate(self.run + run.trim_end().len());
        }
        is_last
    }

    /// Ends the current piece; the number of the piece that begins at this byte of the HTML, which is cut there if it begins before.
    pub fn cut(&mut self, at: usize) -> u32 {
        self.flush();
        let at = short(at);
        let before = |piece: &Piece| matches!(piece, Piece::Html(bytes) | Piece::Text(bytes) if bytes.start < at);
        let Some(last) = self.pieces.iter().rposition(before) else { return 0 };
        if let Piece::Html(bytes) | Piece::Text(bytes) = &mut self.pieces[last]
            && bytes.end > at
        {
            let rest = at..bytes.end;
            bytes.end = at;
            let rest = if matches!(self.pieces[last], Piece::Text(_)) { Piece::Text(rest) } else { Piece::Html(rest) };
            self.pieces.insert(last + 1, rest);
        }
        short(last + 1)
    }

    /// Puts a hole in the place of a tag; the number of the piece after it, and what became of the others. Nothing if there is one already.
    pub fn replace(&mut self, tag: &Range<usize>, hole: Hole) -> Option<(u32, Moved)> {
        let before = self.mark();
        let (start, end) = (short(tag.start), short(tag.end));
        let is_before = |piece: &Piece| matches!(piece, Piece::Html(bytes) | Piece::Text(bytes) if bytes.end <= start);
        let from = self.pieces.iter().rposition(is_before).map_or(0, |last| last + 1);
        let covers = |piece: &Piece| matches!(piece, Piece::Html(bytes) if bytes.start <= start && end <= bytes.end);
        let at = from + self.pieces[from..].iter().position(covers)?;
        let Piece::Html(whole) = self.pieces[at].clone() else { return None };
        let parts = [Piece::Html(whole.start..start), Piece::Hole(hole), Piece::Html(end..whole.end)];
        let is_empty = |piece: &Piece| matches!(piece, Piece::Html(bytes) if bytes.is_empty());
        let after = at + if is_empty(&parts[0]) { 1 } else { 2 };
        self.pieces.splice(at..=at, parts.into_iter().filter(|part| !is_empty(part)));
        Some((short(after), Moved { from: short(at + 1), by: short(self.pieces.len()) - before }))
    }

    /// Puts a hole before this byte of the HTML; the number of the piece after it, and what became of the others.
    pub fn insert(&mut self, at: usize, hole: Hole) -> (u32, Moved) {
        let before = self.mark();
        let at = self.cut(at);
        self.pieces.insert(at as usize, Piece::Hole(hole));
        (at + 1, Moved { from: at, by: short(self.pieces.len()) - before })
    }

    /// Takes back all that was written since this byte of the HTML, which begins a block.
    pub fn take_back_to(&mut self, at: usize) {
        let keep = self.cut(at);
        self.pieces.truncate(keep as usize);
        self.html.truncate(at);
        self.run = at;
        self.is_fresh = self.html.is_empty() || self.html.ends_with('\n');
    }

    /// Puts the list of pieces aside and begins another.
    pub fn divert(&mut self) -> Aside {
        self.flush();
        let aside = Aside { pieces: std::mem::take(&mut self.pieces), is_fresh: self.is_fresh };
        self.is_fresh = true;
        aside
    }

    /// Takes up the list that was put aside; the one that was written since.
    pub fn resume(&mut self, aside: Aside) -> Vec<Piece> {
        self.flush();
        self.is_fresh = aside.is_fresh;
        std::mem::replace(&mut self.pieces, aside.pieces)
    }

    fn turn(&mut self, is_text: bool) {
        if self.is_text != is_text {
            self.flush();
            self.is_text = is_text;
        }
    }

    fn flush(&mut self) {
        let bytes: Range<u32> = short(self.run)..short(self.html.len());
        if !bytes.is_empty() {
            self.pieces.push(if self.is_text { Piece::Text(bytes) } else { Piece::Html(bytes) });
            self.run = self.html.len();
        }
    }
}
