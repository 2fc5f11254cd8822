//! HTML for the writer's server: a list of the mistakes, to be laid over a page. Everything that a file or a message
//! holds is escaped, so that no entry can bring a script or a mark of its own into it.
//!
//! The list has classes and no styles: the server brings the style sheet.

use super::human::{Window, marked_line};
use super::{Texts, severity, visible};
use crate::diag::Diagnostic;
use crate::text::place::Place;

/// More second places than this are only counted.
const MOST_LABELS: usize = 8;

pub(super) fn show(diagnostics: &[Diagnostic], texts: &mut Texts<'_>) -> String {
    let mut all = String::from("<ol class=\"problems\">\n");
    for diagnostic in diagnostics {
        item(&mut all, diagnostic, texts);
    }
    all.push_str("</ol>\n");
    all
}

fn item(all: &mut String, diagnostic: &Diagnostic, texts: &mut Texts<'_>) {
    let severity = severity(diagnostic);
    all.push_str(&format!("<li class=\"problem {severity}\">\n<h3><span class=\"severity\">{severity}</span> "));
    phrase(all, &diagnostic.message);
    all.push_str(&format!(" <span class=\"code\">{}</span></h3>\n", diagnostic.code.name));
    place(all, &diagnostic.place, None, texts);
    for label in diagnostic.labels.iter().take(MOST_LABELS) {
        place(all, &label.place, Some(&label.text), texts);
    }
    if diagnostic.labels.len() > MOST_LABELS {
        all.push_str(&format!("<p>and {} more places</p>\n", diagnostic.labels.len() - MOST_LABELS));
    }
    for hint in &diagnostic.hints {
        all.push_str("<p class=\"hint\"><span>help:</span> ");
        phrase(all, hint);
        all.push_str("</p>\n");
    }
    all.push_str("</li>\n");
}

/// The file, the line and the column; what is said there; the line with what is meant marked.
fn place(all: &mut String, place: &Place, label: Option<&str>, texts: &mut Texts<'_>) {
    all.push_str("<p class=\"place\">");
    escape(all, &visible(place.source.as_str()));
    let region = texts.region(place);
    if let Some(region) = region {
        all.push_str(&format!(":{}:{}", region.start.line, region.start.column));
    }
    if let Some(label) = label {
        all.push_str(" <span class=\"label\">");
        phrase(all, label);
        all.push_str("</span>");
    }
    all.push_str("</p>\n");
    let (Some(region), Some(span)) = (region, texts.span(place)) else { return };
    let Some(lines) = texts.lines(&place.source) else { return };
    let Window { before, marked, after } = marked_line(lines, &span);
    all.push_str(&format!("<pre><span class=\"number\">{}</span> ", region.start.line));
    escape(all, &before);
    all.push_str("<mark>");
    // An empty place still has a width, so that it can be seen.
    escape(all, if marked.is_empty() { " " } else { &marked });
    all.push_str("</mark>");
    escape(all, &after);
    all.push_str("</pre>\n");
}

/// A message, with what stands between backticks as code.
fn phrase(all: &mut String, text: &str) {
    let text = visible(text);
    let pieces: Vec<&str> = text.split('`').collect();
    // An odd backtick stands for itself.
    let paired = pieces.len() - (pieces.len() + 1) % 2;
    for (n, piece) in pieces.iter().enumerate() {
        if n >= paired {
            all.push('`');
            escape(all, piece);
        } else if n % 2 == 1 {
            all.push_str("<code>");
            escape(all, piece);
            all.push_str("</code>");
        } else {
            escape(all, piece);
        }
    }
}

fn escape(all: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => all.push_str("&amp;"),
            '<' => all.push_str("&lt;"),
            '>' => all.push_str("&gt;"),
            '"' => all.push_str("&quot;"),
            '\'' => all.push_str("&#39;"),
            c => all.push(c),
        }
    }
}
