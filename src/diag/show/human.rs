//! For people: the line, carets under what is wrong, second places, hints.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::text::{safe, window};
use super::{Files, Spot};
use crate::diag::{Diagnostic, Severity};
use crate::text::place::Place;

/// Writes all of them, an empty line between two.
pub fn human(diagnostics: &[Diagnostic], files: &Files<'_>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(one(diagnostic, files, &renderer).trim_end());
        out.push('\n');
    }
    out
}

fn one(diagnostic: &Diagnostic, files: &Files<'_>, renderer: &Renderer) -> String {
    let level = if diagnostic.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let mut group = level.primary_title(safe(&diagnostic.message)).id(diagnostic.code.name).elements(Vec::<Element<'_>>::new());
    group = place(group, files, &diagnostic.place, AnnotationKind::Primary, None);
    for label in &diagnostic.labels {
        group = place(group, files, &label.place, AnnotationKind::Context, Some(safe(&label.text)));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(safe(hint)));
    }
    let text = with_columns(&renderer.render(&[group]), diagnostic, files);
    // Trailing blanks come from empty lines beside the gutter; they would only trouble a comparison.
    text.lines().map(str::trim_end).fold(String::new(), |out, line| out + line + "\n")
}

/// The renderer counts columns in the line it was given, which may be cut and is made safe: puts the columns
/// of the file in their place.
fn with_columns(text: &str, diagnostic: &Diagnostic, files: &Files<'_>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let places = std::iter::once(&diagnostic.place).chain(diagnostic.labels.iter().map(|label| &label.place));
    for place in places {
        let Some(spot) = files.spot(place) else { continue };
        let start = spot.start();
        let head = format!("{}:{}:", safe(place.source.as_str()), start.line);
        let Some(at) = rest.find(&head) else { continue };
        let digits = at + head.len();
        let after = rest[digits..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |length| digits + length);
        out.push_str(&rest[..digits]);
        out.push_str(&start.column.to_string());
        rest = &rest[after..];
    }
    out + rest
}

/// Adds a place: its file, line and column, and its first line with carets.
fn place<'a>(group: Group<'a>, files: &Files<'_>, place: &Place, kind: AnnotationKind, label: Option<String>) -> Group<'a> {
    let path = safe(place.source.as_str());
    let Some(spot) = files.spot(place) else {
        let group = group.element(Origin::path(path));
        return match label {
            Some(label) => group.element(Level::NOTE.message(label)),
            None => group,
        };
    };
    let start = spot.start();
    let (line, from, to) = first_line(&spot);
    let annotation = kind.span(from..to);
    let annotation = match label {
        Some(label) => annotation.label(label),
        None => annotation,
    };
    group.element(Snippet::source(line).path(path).line_start(start.line).annotation(annotation))
}

/// The first line of a spot, cut around what matters, with the bytes in it to mark.
fn first_line(spot: &Spot<'_>) -> (String, usize, usize) {
    let line = spot.line_span(spot.line(spot.span.start));
    let text = &spot.text[line.clone()];
    let text = text.strip_suffix('\r').unwrap_or(text);
    let from = (spot.span.start - line.start).min(text.len());
    let to = spot.span.end.saturating_sub(line.start).clamp(from, text.len());
    window(text, from, to)
}
