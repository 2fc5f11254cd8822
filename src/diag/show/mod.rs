//! Diagnostics as text: for people in a terminal and in a browser, and for three kinds of machines.
//!
//! In: diagnostics whose places are files or bytes, and the snapshot they speak of. Out: one text. It prints
//! nothing and knows no terminal. Whatever a file or a message holds, no character leaves here that a terminal
//! would take for an order, or that would turn the direction of the text around.
//!
//! Lines and columns count from 1, columns in characters (Unicode scalar values); ends are the first column after.

mod github;
mod html;
mod human;
mod json;
mod sarif;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Diagnostic, Severity};
use crate::text::place::{At, LineColumn, Place, Span, floor_char};
use crate::text::{Snapshot, SourceId};

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, with the line and a mark under it. Colour says nothing that the words do not.
    Human {
        /// Whether to use the colours of a terminal.
        color: bool,
    },
    /// A JSON array with an object a line: `code`, `severity`, `message`, `file`, `line`, `column`, `end_line`,
    /// `end_column` (null if the whole file is meant), `labels` (objects with `message` and a place), `hints`.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Commands for GitHub Actions, which puts them beside the lines of a change.
    Github,
    /// A list in HTML, for the page of the writer's server: see `serve`.
    Html,
}

/// All diagnostics as one text, in the order in which they are given.
#[must_use]
pub fn show(diagnostics: &[Diagnostic], snapshot: &Snapshot, format: Format) -> String {
    let mut texts = Texts { snapshot, lines: BTreeMap::new() };
    match format {
        Format::Human { color } => human::show(diagnostics, &mut texts, color),
        Format::Json => json::show(diagnostics, &mut texts),
        Format::Sarif => sarif::show(diagnostics, &mut texts),
        Format::Github => github::show(diagnostics, &mut texts),
        Format::Html => html::show(diagnostics, &mut texts),
    }
}

/// How many there are: "3 errors, 1 warning"; nothing if there are none.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let count = |count, word| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    };
    let parts = [count(errors, "error"), count(diagnostics.len() - errors, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Where something begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Region {
    start: LineColumn,
    end: LineColumn,
}

/// The texts of a snapshot, with their lines counted when they are first asked for.
struct Texts<'a> {
    snapshot: &'a Snapshot,
    lines: BTreeMap<SourceId, Lines<'a>>,
}

impl<'a> Texts<'a> {
    /// The lines of a file; nothing for a file that is no text of the snapshot.
    fn lines(&mut self, source: &SourceId) -> Option<&mut Lines<'a>> {
        if !self.lines.contains_key(source) {
            let text = &self.snapshot.sources.get(source)?.text;
            self.lines.insert(source.clone(), Lines::new(text));
        }
        self.lines.get_mut(source)
    }

    /// The bytes of a place, on the borders of characters; nothing if the file as a whole is meant.
    fn span(&mut self, place: &Place) -> Option<Span> {
        let At::Bytes(start, end) = place.at else { return None };
        let text = self.lines(&place.source)?.text;
        let start = floor_char(text, start);
        Some(start..floor_char(text, end).max(start))
    }

    fn region(&mut self, place: &Place) -> Option<Region> {
        let span = self.span(place)?;
        let lines = self.lines(&place.source)?;
        Some(Region { start: lines.place(span.start), end: lines.place(span.end) })
    }
}

/// A text and where its lines begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The last offset that was asked for and its column: questions come in order, and lines may be long.
    last: (usize, usize),
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { text, starts, last: (0, 1) }
    }

    /// The number of the line of an offset, from 0.
    fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The bytes of a line without its end.
    fn span(&self, number: usize) -> Span {
        let start = self.starts[number];
        let end = self.starts.get(number + 1).map_or(self.text.len(), |next| next - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }

    fn place(&mut self, offset: usize) -> LineColumn {
        let number = self.number(offset);
        let start = self.starts[number];
        let (from, column) = if (start..=offset).contains(&self.last.0) { self.last } else { (start, 1) };
        let column = column + self.text[from..offset].chars().count();
        self.last = (offset, column);
        LineColumn { line: number + 1, column }
    }
}

/// Whether a character must not reach a terminal: it would be an order, or change how the rest is read.
fn is_unsafe(c: char) -> bool {
    let invisible = matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    c.is_control() || invisible || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text with every unsafe character written out: `\u{1b}`.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unsafe(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// The message and what can be done, as lines.
fn message_and_hints(diagnostic: &Diagnostic) -> String {
    let mut text = visible(&diagnostic.message).into_owned();
    for hint in &diagnostic.hints {
        text.push_str("\nhelp: ");
        text.push_str(&visible(hint));
    }
    text
}
