//! The only place that names the YAML library: text to [`Node`], a path to the bytes of its value, and where
//! the front matter of a text ends.
//!
//! In: text of any size and any shape, from anybody. Out: values, and mistakes in words a writer can use. It
//! must not know what a field means, and no type of the library leaves it.
//!
//! - `tree` decodes, and sees to it that nothing is lost: a key that stands twice, digits of a number.
//! - `wording` says what is wrong, where the library speaks of tokens and marks.
//! - `locate` finds the bytes of a value, when a diagnostic is handed out.
//! - `brackets` keeps from the library what it would take forever over.
//! - `scan` looks at the text around a byte offset.

mod brackets;
mod locate;
mod scan;
mod tree;
mod wording;

#[cfg(test)]
mod tests;

pub use locate::{locate, locate_key, locate_whole, pin, pin_all};
pub use tree::{DEEPEST, decode};

use crate::diag::{Diagnostic, codes};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place, Span};

/// Why a text is not YAML that this program takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the text.
    pub at: Span,
    /// What is wrong: one lower-case phrase.
    pub message: String,
    /// If a key stands twice in one group: the key, and the path to it. `locate_key` finds the first of the
    /// two by that path; `at` is the second.
    pub duplicate: Option<(String, FieldPath)>,
    /// What can be done.
    pub hint: Option<String>,
}

impl Problem {
    /// The diagnostic of a problem in a text that begins `offset` bytes into its file.
    #[must_use]
    pub fn diagnostic(&self, source: &SourceId, offset: usize) -> Diagnostic {
        let code = if self.duplicate.is_some() { &codes::DUPLICATE_FIELD } else { &codes::INVALID_YAML };
        let place = Place::bytes(source, self.at.start + offset..self.at.end + offset);
        let found = Diagnostic::new(code, place, self.message.clone()).maybe_hint(self.hint.clone());
        match &self.duplicate {
            Some((_, path)) => found.label(Place::key(source, path.clone()), "first written here"),
            None => found,
        }
    }
}

/// What stands at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontMatter {
    /// No line `---` at the very beginning.
    Missing,
    /// The opening line, but no closing one. The bytes of the opening line.
    Unclosed(Span),
    /// Both lines.
    Found {
        /// The bytes between the two lines.
        yaml: Span,
        /// The first byte after the closing line.
        body: usize,
    },
}

/// Finds the front matter: a first line `---`, YAML, a line `---`. Blanks may follow the dashes; nothing may
/// stand before the first line.
#[must_use]
pub fn front_matter(text: &str) -> FrontMatter {
    let Some(start) = fence(text, 0) else { return FrontMatter::Missing };
    let mut from = start - 1;
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], b"\n---") {
        let line = from + at + 1;
        if let Some(body) = fence(text, line) {
            return FrontMatter::Found { yaml: start..line, body };
        }
        from = line;
    }
    // A text that is nothing but the opening line has no line end to begin the search at.
    FrontMatter::Unclosed(0..text[..start].trim_end().len())
}

/// If the line at `start` is `---` and maybe blanks: where the next line begins.
fn fence(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?.strip_prefix("---")?;
    let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
    rest[..end].trim_end_matches(['\n', '\r', ' ', '\t']).is_empty().then_some(start + 3 + end)
}
