//! Commands of GitHub Actions: `::error file=…,line=…,col=…,title=…::message`.

use super::{Texts, message_and_hints, severity, visible};
use crate::diag::Diagnostic;

pub(super) fn show(diagnostics: &[Diagnostic], texts: &mut Texts<'_>) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, texts)).collect()
}

fn command(diagnostic: &Diagnostic, texts: &mut Texts<'_>) -> String {
    let mut place = format!("file={}", property(&visible(diagnostic.place.source.as_str())));
    if let Some(region) = texts.region(&diagnostic.place) {
        let (start, end) = (region.start, region.end);
        place.push_str(&format!(",line={},endLine={},col={}", start.line, end.line, start.column));
        // A column at the end of another line is refused there.
        if start.line == end.line {
            place.push_str(&format!(",endColumn={}", end.column));
        }
    }
    let title = property(diagnostic.code.name);
    format!("::{} {place},title={title}::{}\n", severity(diagnostic), message(&message_and_hints(diagnostic)))
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
