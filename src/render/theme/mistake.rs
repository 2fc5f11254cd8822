//! The template engine's errors as diagnostics at the theme's files, in our words.
//!
//! In: errors of the engine, which name templates as the engine knows them (`theme/ledger/base.html`).
//! Out: diagnostics at `themes/ledger/templates/base.html`, by bytes.

use tera::{Error, ErrorKind, ReportError};

use super::of_theme;
use crate::diag::{Diagnostic, codes, did_you_mean};
use crate::text::SourceId;
use crate::text::place::{Place, Span};

/// How many fields a message lists; beyond, only a near one is named.
const LISTED: usize = 16;

/// The file of a template, by the engine's name for it.
pub(super) fn source_of(template: &str) -> Option<SourceId> {
    if let Some(path) = template.strip_prefix("site/") {
        return Some(SourceId::new(&format!("templates/{path}")));
    }
    let (theme, path) = template.strip_prefix("theme/")?.split_once('/')?;
    Some(SourceId::new(&format!("themes/{theme}/templates/{path}")))
}

/// A mistake that the engine knows the place of.
pub(super) fn reported(report: &ReportError, theme: &SourceId) -> Diagnostic {
    let place =
        source_of(report.filename()).map_or_else(|| Place::file(theme), |source| Place::bytes(&source, report.span().range.clone()));
    worded(place, report.message())
}

/// A mistake that came up while a page was made from a template, which stands in `file`.
pub(super) fn at_rendering(error: &Error, template: &str, file: &SourceId, theme: &SourceId, address: &str) -> Diagnostic {
    let diagnostic = match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => reported(report, theme),
        ErrorKind::TemplateNotFound(name) => of_theme(theme, format!("the theme has no template `{name}`")),
        kind => of_theme(file, format!("the template `{template}` failed: {}", in_our_words(&kind.to_string()))),
    };
    if address.is_empty() { diagnostic } else { diagnostic.hint(format!("found while `{address}` was made")) }
}

/// One of the mistakes that the engine tells of only as text: unknown filters, functions, templates, blocks.
pub(super) struct Told<'a> {
    /// The engine's words.
    pub message: &'a str,
    /// The template, as the engine knows it.
    pub template: &'a str,
    line: usize,
    column: usize,
    width: usize,
}

/// Takes such a text apart: reports of five lines each, of which the first has the message, the second
/// the place and the last the carets.
pub(super) fn told(text: &str) -> Vec<Told<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut all = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let Some(message) = line.strip_prefix("error: ") else { continue };
        let Some(place) = lines.get(n + 1).and_then(|line| line.trim_start().strip_prefix("--> ")) else { continue };
        let mut parts = place.rsplitn(3, ':');
        let (column, line, template) = (parts.next(), parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|digits| digits.parse::<usize>().ok()).unwrap_or(1);
        let width = lines.get(n + 4).map_or(1, |carets| carets.matches('^').count());
        all.push(Told { message, template: template.unwrap_or(""), line: number(line), column: number(column), width });
    }
    all
}

impl Told<'_> {
    /// The diagnostic, given the text of the template.
    pub(super) fn diagnostic(&self, text: &str, theme: &SourceId) -> Diagnostic {
        let place = source_of(self.template).map_or_else(|| Place::file(theme), |source| Place::bytes(&source, self.span(text)));
        worded(place, self.message)
    }

    fn span(&self, text: &str) -> Span {
        let line_start = text.split_inclusive('\n').take(self.line - 1).map(str::len).sum::<usize>().min(text.len());
        let line = text[line_start..].split('\n').next().unwrap_or("");
        let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        let first = self.column.saturating_sub(1);
        line_start + byte(first)..line_start + byte(first + self.width)
    }
}

/// The engine's words as ours: lower case, no full stop, lists of fields as hints.
fn worded(place: Place, message: &str) -> Diagnostic {
    let new = |message: String| Diagnostic::new(&codes::TEMPLATE_ERROR, place.clone(), message);
    let (message, listed) = split_list(message);
    if message.starts_with("Tried to render") {
        return new("this is not defined, and cannot be printed".to_owned())
            .hint("fields that may be missing are asked for with `{% if it.field %}`");
    }
    let named = [("Field `", "field"), ("Variable `", "variable")].into_iter().find_map(|(start, what)| {
        let name = message.strip_prefix(start)?.strip_suffix("` is not defined")?;
        Some((what, name))
    });
    let Some((what, name)) = named else { return new(in_our_words(message)) };
    let diagnostic = new(format!("there is no {what} `{name}` here"));
    let near = || did_you_mean(name, listed.iter().copied());
    let listing = || (!listed.is_empty() && listed.len() <= LISTED).then(|| format!("there are `{}`", listed.join("`, `")));
    // Variables are few, and their names short enough to be near to anything.
    diagnostic.maybe_hint(if what == "variable" { listing() } else { near().or_else(listing) })
}

/// A message and the names it lists at its end.
fn split_list(message: &str) -> (&str, Vec<&str>) {
    let split = message.split_once(" Available fields: ").or_else(|| message.split_once(" Available variables: "));
    let (message, listed) = split.map_or((message, Vec::new()), |(message, names)| (message, names.split(", ").collect()));
    (message.trim_end_matches('.'), listed)
}

/// The engine's message as ours are: lower case, backticks, no full stop, one line.
pub(super) fn in_our_words(message: &str) -> String {
    let line = message.lines().next().unwrap_or("").trim_end_matches('.').replace('\'', "`");
    let mut letters = line.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
