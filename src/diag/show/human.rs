//! For people: the message, the place, the line with a mark under it, and what can be done. The only file that
//! names the library for it.
//!
//! The library is handed no more than the lines with a mark, cut where they are long, so that a diagnostic costs
//! the same in a text of any size.

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use super::{Lines, Texts, is_unsafe, visible};
use crate::diag::{Diagnostic, Severity};
use crate::text::SourceId;
use crate::text::place::{Place, Span, floor_char};

/// Lines longer than this many bytes are cut around their marks.
const LONG_LINE: usize = 1000;

/// How much of a long line is kept before its first mark.
const BEFORE_MARK: usize = 200;

/// Marks that are no further apart than this many lines are shown in one piece.
const NEAR: usize = 20;

/// More second places than this are only counted.
const MOST_LABELS: usize = 8;

pub(super) fn show(diagnostics: &[Diagnostic], texts: &mut Texts<'_>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut all = String::new();
    for diagnostic in diagnostics {
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(&one(diagnostic, texts, &renderer));
        all.push('\n');
    }
    all
}

fn one(diagnostic: &Diagnostic, texts: &mut Texts<'_>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let pieces: Vec<Drawn> = pieces(diagnostic, texts).iter().map(|piece| draw(piece, texts)).collect();
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.name);
    let mut group = title.elements(pieces.iter().flat_map(Drawn::elements));
    if diagnostic.labels.len() > MOST_LABELS {
        group = group.element(Level::NOTE.message(format!("and {} more places", diagnostic.labels.len() - MOST_LABELS)));
    }
    group = group.elements(diagnostic.hints.iter().map(|hint| Level::HELP.message(visible(hint))));
    let mut shown = renderer.render(&[group]);
    for piece in &pieces {
        if let Some((wrong, right)) = &piece.mend {
            shown = shown.replacen(wrong, right, 1);
        }
    }
    shown
}

/// Lines of one file that are shown together.
struct Piece<'d> {
    source: &'d SourceId,
    /// The first and last line with a mark, from 0; nothing if the file as a whole is meant.
    lines: Option<(usize, usize)>,
    marks: Vec<Mark<'d>>,
    /// What is said of the file as a whole.
    note: Option<&'d str>,
}

struct Mark<'d> {
    span: Span,
    /// What is said there, unless it is the place itself.
    label: Option<&'d str>,
}

/// The place of a diagnostic and its second places, those near each other together.
fn pieces<'d>(diagnostic: &'d Diagnostic, texts: &mut Texts<'_>) -> Vec<Piece<'d>> {
    let labels = diagnostic.labels.iter().take(MOST_LABELS).map(|label| (&label.place, Some(label.text.as_str())));
    let mut pieces: Vec<Piece<'d>> = Vec::new();
    for (place, label) in std::iter::once((&diagnostic.place, None)).chain(labels) {
        add(&mut pieces, place, label, texts);
    }
    pieces
}

fn add<'d>(pieces: &mut Vec<Piece<'d>>, place: &'d Place, label: Option<&'d str>, texts: &mut Texts<'_>) {
    let source = &place.source;
    let span = texts.span(place);
    let (Some(span), Some(lines)) = (span, texts.lines(source)) else {
        pieces.push(Piece { source, lines: None, marks: Vec::new(), note: label });
        return;
    };
    let line = lines.number(span.start);
    // What goes over several lines is marked on the first: that is where somebody has to look.
    let line_end = lines.span(line).end.max(span.start);
    let mark = Mark { span: span.start..span.end.min(line_end), label };
    let near = pieces.iter_mut().find_map(|piece| match piece.lines {
        Some((first, last)) if piece.source == source && line + NEAR >= first && line <= last + NEAR => Some((piece, first, last)),
        _ => None,
    });
    match near {
        Some((piece, first, last)) => {
            piece.lines = Some((first.min(line), last.max(line)));
            piece.marks.push(mark);
        }
        None => pieces.push(Piece { source, lines: Some((line, line)), marks: vec![mark], note: None }),
    }
}

/// A piece as it will be seen.
struct Drawn {
    path: String,
    first_line: usize,
    text: String,
    marks: Vec<(Span, Option<String>)>,
    note: Option<String>,
    /// The place that the library will name, and the right one, if the line was cut before it.
    mend: Option<(String, String)>,
}

impl Drawn {
    fn elements(&self) -> Vec<Element<'_>> {
        if self.marks.is_empty() {
            let note = self.note.as_deref().map(|note| Level::NOTE.message(note).into());
            return std::iter::once(Origin::path(&*self.path).into()).chain(note).collect();
        }
        let annotations = self.marks.iter().map(|(span, label)| {
            let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
            kind.span(span.clone()).label(label.as_deref())
        });
        vec![Snippet::source(&*self.text).line_start(self.first_line).path(&*self.path).annotations(annotations).into()]
    }
}

fn draw(piece: &Piece<'_>, texts: &mut Texts<'_>) -> Drawn {
    let path = visible(piece.source.as_str()).into_owned();
    let note = piece.note.map(|note| visible(note).into_owned());
    let mut drawn = Drawn { path, first_line: 1, text: String::new(), marks: Vec::new(), note, mend: None };
    let (Some((first, last)), Some(lines)) = (piece.lines, texts.lines(piece.source)) else { return drawn };
    drawn.first_line = first + 1;
    for number in first..=last {
        if number > first {
            drawn.text.push('\n');
        }
        let here: Vec<&Mark<'_>> = piece.marks.iter().filter(|mark| lines.number(mark.span.start) == number).collect();
        draw_line(&mut drawn, &here, number, lines);
    }
    drawn
}

/// One line, safe to look at, with its marks.
fn draw_line(drawn: &mut Drawn, marks: &[&Mark<'_>], number: usize, lines: &mut Lines<'_>) {
    let line = lines.span(number);
    let leftmost = marks.iter().map(|mark| mark.span.start).min();
    let window = window(lines.text, &line, leftmost.unwrap_or(line.start));
    let cut = window.start > line.start;
    let line_start = drawn.text.len();
    if cut {
        drawn.text.push('…');
    }
    for mark in marks {
        let ends = [mark.span.start, mark.span.end].map(|at| line_start + shown_length(lines.text, &window, at, cut));
        drawn.marks.push((ends[0]..ends[1], mark.label.map(|label| visible(label).into_owned())));
    }
    drawn.text.extend(lines.text[window.clone()].chars().map(stand_in));
    if window.end < line.end {
        drawn.text.push('…');
    }
    if let (true, Some(leftmost), None) = (cut, leftmost, &drawn.mend) {
        let shown = lines.text[window.start..leftmost].chars().count() + 2;
        let place = |column| format!("{}:{}:{column}", drawn.path, number + 1);
        drawn.mend = Some((place(shown), place(lines.place(leftmost).column)));
    }
}

/// A line in three parts, as it may be shown: up to a mark, the mark, and the rest. Long lines are cut.
pub(super) struct Window {
    pub before: String,
    pub marked: String,
    pub after: String,
}

/// The line on which a place begins; what goes over several lines is marked on the first.
pub(super) fn marked_line(lines: &Lines<'_>, place: &Span) -> Window {
    let line = lines.span(lines.number(place.start));
    let shown = window(lines.text, &line, place.start);
    let (start, end) = (place.start.clamp(shown.start, shown.end), place.end.clamp(shown.start, shown.end));
    let part = |span: Span| lines.text[span].chars().map(stand_in).collect::<String>();
    let (mut before, mut after) = (part(shown.start..start), part(end..shown.end));
    if shown.start > line.start {
        before.insert(0, '…');
    }
    if shown.end < line.end {
        after.push('…');
    }
    Window { before, marked: part(start..end), after }
}

/// The part of a line that is shown.
fn window(text: &str, line: &Span, mark: usize) -> Span {
    if line.len() <= LONG_LINE {
        return line.clone();
    }
    let start = floor_char(text, mark.saturating_sub(BEFORE_MARK)).max(line.start);
    start..floor_char(text, start + LONG_LINE).clamp(start, line.end)
}

/// How many bytes are drawn for the part of the window before `at`.
fn shown_length(text: &str, window: &Span, at: usize, cut: bool) -> usize {
    let before = &text[window.start..at.clamp(window.start, window.end)];
    before.chars().map(|c| stand_in(c).len_utf8()).sum::<usize>() + if cut { '…'.len_utf8() } else { 0 }
}

/// What is drawn for a character, always one for one, so that columns stay right.
fn stand_in(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if is_unsafe(c) => '\u{fffd}',
        c => c,
    }
}
