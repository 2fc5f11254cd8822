//! Places in the input: a range of bytes, or a path to a value in YAML; and bytes to line and column.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::SourceId;

/// A range of bytes in a text.
pub type Span = Range<usize>;

/// One step on the way to a value in YAML.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value of this key.
    Key(Arc<str>),
    /// The item of this number, from 0.
    Index(usize),
}

/// The way to a value in YAML: `history[2].by`. Values carry no bytes, so that an edit that only moves
/// lines changes nothing; `yaml::locate` finds the bytes when a diagnostic is handed out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The path of a field at the top.
    #[must_use]
    pub fn key(name: &str) -> Self {
        Self(vec![Step::Key(Arc::from(name))])
    }

    /// This path, one key further.
    #[must_use]
    pub fn then(&self, name: &str) -> Self {
        self.further(Step::Key(Arc::from(name)))
    }

    /// This path, to the item of that number (from 0).
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.further(Step::Index(index))
    }

    /// Does something one step further on this path, without a copy of it.
    pub fn within<T>(&mut self, step: Step, work: impl FnOnce(&mut Self) -> T) -> T {
        self.0.push(step);
        let result = work(self);
        self.0.pop();
        result
    }

    /// This path, one step further.
    #[must_use]
    pub fn further(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if n == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where in a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// The file as a whole.
    File,
    /// These bytes of its text.
    Bytes(usize, usize),
    /// The value at this path of its front matter (or of the whole file, if it is YAML).
    Value(FieldPath),
    /// The key at the end of this path.
    Key(FieldPath),
}

/// A place in the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub source: SourceId,
    /// Where in it.
    pub at: At,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(source: &SourceId) -> Self {
        Self { source: source.clone(), at: At::File }
    }

    /// A range of bytes in it.
    #[must_use]
    pub fn bytes(source: &SourceId, span: Span) -> Self {
        Self { source: source.clone(), at: At::Bytes(span.start, span.end) }
    }

    /// A value in its front matter.
    #[must_use]
    pub fn value(source: &SourceId, path: FieldPath) -> Self {
        Self { source: source.clone(), at: At::Value(path) }
    }

    /// A key in its front matter.
    #[must_use]
    pub fn key(source: &SourceId, path: FieldPath) -> Self {
        Self { source: source.clone(), at: At::Key(path) }
    }
}

/// A line and a column, both from 1; the column counts characters (Unicode scalar values), as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The line and column of a byte offset; an offset past the end is the end, one inside a character is
/// that character's start.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let offset = floor_char(text, offset);
    let before = &text[..offset];
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    LineColumn { line, column: before[start..].chars().count() + 1 }
}

/// The nearest offset at or before `offset` that begins a character of `text`.
#[must_use]
pub fn floor_char(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The text cut to at most `most` bytes, at a character's edge.
#[must_use]
pub fn cut(text: &str, most: usize) -> &str {
    &text[..floor_char(text, most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "да\nнет";
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(line_column(text, 5 + 2), LineColumn { line: 2, column: 2 });
        assert_eq!(line_column(text, 6), LineColumn { line: 2, column: 1 }, "inside a character");
        assert_eq!(line_column(text, 99), LineColumn { line: 2, column: 4 });
    }
}
