//! What can be mended at once: words for which others were probably meant.

use crate::diag::Diagnostic;
use crate::text::Source;
use crate::text::place::{At, Span};

/// Other words for those that are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Which of the diagnostics it mends, by its number among those of its file.
    pub number: usize,
    /// Where the words are written.
    pub span: Span,
    /// The words instead.
    pub instead: String,
    /// Whether nothing else is likely to be meant.
    pub is_sure: bool,
}

/// The fixes for what is wrong in some bytes of a file. The file must be as it was when it was looked at.
#[must_use]
pub fn fixes(found: &[Diagnostic], source: &Source, within: &Span) -> Vec<Fix> {
    let of_file = found.iter().filter(|diagnostic| diagnostic.place.source == source.id).enumerate();
    let mut all = Vec::new();
    for (number, diagnostic) in of_file {
        let At::Bytes(start, end) = diagnostic.place.at else { continue };
        if start > within.end || end < within.start {
            continue;
        }
        for meant in &diagnostic.meant {
            // What is written with `%` or `\` stands there in other signs; then there is nothing to take away.
            if let Some(at) = source.text.get(start..end).and_then(|text| text.find(&meant.written)) {
                let span = start + at..start + at + meant.written.len();
                all.push(Fix { number, span, instead: meant.instead.clone(), is_sure: diagnostic.meant.len() == 1 });
            }
        }
    }
    all
}
