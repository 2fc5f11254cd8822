//! Diagnostics as text, a format a file. In: settled diagnostics, their places as bytes. Out: a `String`;
//! who prints it where is `cli`'s business.

mod github;
mod human;
mod json;
mod sarif;
mod text;

use std::collections::BTreeMap;

use super::Diagnostic;
use crate::text::place::{At, LineColumn, Place, Span, floor_char};
use crate::text::{Snapshot, SourceId};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, as rustc shows them.
    Human {
        /// With the colours of a terminal. Nothing is said by colour alone.
        color: bool,
    },
    /// One JSON array of objects: `code`, `severity`, `message`, `file`, `line`, `column`, `end_line`,
    /// `end_column`, `labels`, `hints`. Lines and columns count from 1, columns in characters; a place that
    /// is a whole file has none.
    Json,
    /// SARIF 2.1.0 (OASIS), columns in Unicode code points.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// Writes diagnostics in a format. Empty for people where there are none; machines get an empty list.
#[must_use]
pub fn show(diagnostics: &[Diagnostic], snapshot: &Snapshot, format: Format) -> String {
    let files = Files::new(snapshot);
    match format {
        Format::Human { color } => human::human(diagnostics, &files, color),
        Format::Json => json::json(diagnostics, &files),
        Format::Sarif => sarif::sarif(diagnostics, &files),
        Format::Github => github::github(diagnostics, &files),
    }
}

/// The texts that places lie in, with the starts of their lines found once: thousands of diagnostics in one
/// file must not count its lines thousands of times.
struct Files<'a> {
    snapshot: &'a Snapshot,
    lines: std::cell::RefCell<BTreeMap<SourceId, std::rc::Rc<Vec<usize>>>>,
}

/// A place in a text: the text, the bytes, and the lines they begin and end in.
struct Spot<'a> {
    text: &'a str,
    span: Span,
    lines: std::rc::Rc<Vec<usize>>,
}

impl<'a> Files<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, lines: std::cell::RefCell::default() }
    }

    /// Where a place is; nothing for a whole file, or one that is not there.
    fn spot(&self, place: &Place) -> Option<Spot<'a>> {
        let At::Bytes(start, end) = place.at else { return None };
        let source = self.snapshot.sources.get(&place.source)?;
        let text: &str = &source.text;
        let mut lines = self.lines.borrow_mut();
        let lines = lines.entry(place.source.clone()).or_insert_with(|| {
            let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
            std::rc::Rc::new(std::iter::once(0).chain(starts).collect())
        });
        let start = floor_char(text, start);
        let end = floor_char(text, end).max(start);
        Some(Spot { text, span: start..end, lines: lines.clone() })
    }
}

impl Spot<'_> {
    /// The number of the line, from 0, that a byte stands in.
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The bytes of a line, without its end.
    fn line_span(&self, line: usize) -> Span {
        let start = self.lines[line];
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1);
        start..end.max(start)
    }

    fn position(&self, at: usize) -> LineColumn {
        let line = self.line(at);
        LineColumn { line: line + 1, column: self.text[self.lines[line]..at].chars().count() + 1 }
    }

    fn start(&self) -> LineColumn {
        self.position(self.span.start)
    }

    fn end(&self) -> LineColumn {
        self.position(self.span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;
    use crate::text::Source;
    use std::sync::Arc;

    fn shown(text: &str, span: Span, format: Format) -> String {
        let mut snapshot = Snapshot::default();
        let source = Source::from_bytes("content/a.md", text.as_bytes());
        let id = source.id.clone();
        snapshot.sources.insert(id.clone(), Arc::new(source));
        let diagnostic = Diagnostic::new(&codes::BROKEN_LINK, Place::bytes(&id, span), "no entry is called `x`").hint("did you mean `y`?");
        show(&[diagnostic], &snapshot, format)
    }

    #[test]
    fn people_see_the_line_and_the_carets() {
        let text = shown("one\nсм. [[x]] тут\n", 10..15, Format::Human { color: false });
        assert_eq!(
            text,
            "error[broken-link]: no entry is called `x`\n --> content/a.md:2:5\n  |\n2 | см. [[x]] тут\n  |     ^^^^^\n  |\n  = help: did you mean `y`?\n"
        );
    }

    #[test]
    fn long_lines_are_cut_and_columns_stay() {
        let line = format!("{}[[x]]{}", "a ".repeat(5_000), " b".repeat(5_000));
        let text = shown(&line, 10_000..10_005, Format::Human { color: false });
        assert!(text.contains("content/a.md:1:10001"), "{text}");
        assert!(text.len() < 800, "{text}");
    }

    #[test]
    fn machines_get_characters_not_bytes() {
        let json: serde_json::Value = serde_json::from_str(&shown("см. [[x]]", 6..11, Format::Json)).expect("JSON");
        assert_eq!((json[0]["line"].as_u64(), json[0]["column"].as_u64(), json[0]["end_column"].as_u64()), (Some(1), Some(5), Some(10)));
        let sarif: serde_json::Value = serde_json::from_str(&shown("см. [[x]]", 6..11, Format::Sarif)).expect("JSON");
        assert_eq!(sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"], 5);
        let github = shown("см. [[x]]", 6..11, Format::Github);
        assert_eq!(
            github,
            "::error file=content/a.md,line=1,col=5,endLine=1,endColumn=10,title=broken-link::no entry is called `x`%0Adid you mean `y`?\n"
        );
    }

    #[test]
    fn no_control_character_gets_through() {
        for format in [Format::Human { color: false }, Format::Github] {
            let text = shown("\u{1b}[31m [[x]] \u{202e}\u{7}", 6..11, format);
            assert!(text.chars().all(|c| c == '\n' || (!c.is_control() && c != '\u{202e}')), "{text:?}");
        }
    }
}
