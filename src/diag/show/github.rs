//! Workflow commands of GitHub Actions, which show a diagnostic beside its line.

use super::Files;
use super::json::severity;
use super::text::safe;
use crate::diag::Diagnostic;

/// Writes all of them, a command a line.
pub fn github(diagnostics: &[Diagnostic], files: &Files<'_>) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, files)).collect()
}

fn one(diagnostic: &Diagnostic, files: &Files<'_>) -> String {
    let place = files.spot(&diagnostic.place).map_or_else(String::new, |spot| {
        let (start, end) = (spot.start(), spot.end());
        format!(",line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
    });
    let mut message = diagnostic.message.clone();
    for hint in &diagnostic.hints {
        message.push('\n');
        message.push_str(hint);
    }
    let file = property(diagnostic.place.source.as_str());
    format!("::{} file={file}{place},title={}::{}\n", severity(diagnostic.severity), property(diagnostic.code.name), escape(&message))
}

/// The text of a command: line ends would end it.
fn escape(text: &str) -> String {
    safe(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// A property of a command: its separators are escaped too.
fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
