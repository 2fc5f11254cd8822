//! What is wrong, as the editor shows it: by file, with ranges, and what can be done about it.

use std::collections::BTreeMap;

use lsp_types::{DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range, Uri};

use super::position::{Encoding, Lines};
use crate::diag::{Diagnostic, Severity};
use crate::text::place::{At, Place};
use crate::text::{Snapshot, SourceId};

/// Who speaks.
const NAME: &str = "dossier";

/// What the ranges are made with.
pub struct Ranges<'a> {
    snapshot: &'a Snapshot,
    encoding: Encoding,
    lines: BTreeMap<&'a SourceId, Lines<'a>>,
}

impl<'a> Ranges<'a> {
    /// Ranges in these texts.
    #[must_use]
    pub fn new(snapshot: &'a Snapshot, encoding: Encoding) -> Self {
        Self { snapshot, encoding, lines: BTreeMap::new() }
    }

    /// The range of a place; a file as a whole is its first line.
    pub fn of(&mut self, place: &Place) -> Range {
        let Some((id, source)) = self.snapshot.sources.get_key_value(&place.source) else { return Range::default() };
        let lines = self.lines.entry(id).or_insert_with(|| Lines::of(&source.text, self.encoding));
        match place.at {
            At::Bytes(start, end) => lines.range(&(start..end)),
            At::File | At::Value(_) | At::Key(_) => lines.range(&(0..source.text.find(['\n', '\r']).unwrap_or(source.text.len()))),
        }
    }
}

/// All diagnostics by the file they stand in. `uri` tells the address of a file.
#[must_use]
pub fn by_file(
    found: &[Diagnostic],
    snapshot: &Snapshot,
    encoding: Encoding,
    shows_related: bool,
    uri: &dyn Fn(&SourceId) -> Option<Uri>,
) -> BTreeMap<SourceId, Vec<lsp_types::Diagnostic>> {
    let mut ranges = Ranges::new(snapshot, encoding);
    let mut files: BTreeMap<SourceId, Vec<lsp_types::Diagnostic>> = BTreeMap::new();
    for diagnostic in found {
        let related = diagnostic.labels.iter().filter(|_| shows_related).filter_map(|label| {
            let location = Location { uri: uri(&label.place.source)?, range: ranges.of(&label.place) };
            Some(DiagnosticRelatedInformation { location, message: label.text.clone() })
        });
        let related: Vec<_> = related.collect();
        let shown = lsp_types::Diagnostic {
            range: ranges.of(&diagnostic.place),
            severity: Some(match diagnostic.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
            }),
            code: Some(NumberOrString::String(diagnostic.code.name.to_owned())),
            source: Some(NAME.to_owned()),
            message: message(diagnostic),
            related_information: (!related.is_empty()).then_some(related),
            ..lsp_types::Diagnostic::default()
        };
        files.entry(diagnostic.place.source.clone()).or_default().push(shown);
    }
    files
}

/// What is wrong, and below it what can be done.
fn message(diagnostic: &Diagnostic) -> String {
    diagnostic.hints.iter().fold(diagnostic.message.clone(), |text, hint| format!("{text}\nhelp: {hint}"))
}
