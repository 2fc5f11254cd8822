//! Headings: their sections, their words for a table of contents, and their ids, which are GitHub's form of
//! the words or what the writer asked for, unique in the text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, HeadingLevel};

use super::Reading;
use super::escape::{escape, escaped};
use super::ids::Ids;
use super::out::short;
use crate::diag::{Diagnostic, codes};
use crate::model::body::BLOCK_SIGN;
use crate::model::{Heading, Hole, slug};
use crate::text::place::Span;

/// A heading that is open.
#[derive(Debug)]
pub(super) struct OpenHeading {
    number: usize,
    /// Where its HTML begins.
    start: usize,
    /// Its words as typed.
    pub text: String,
    /// Words that stand in holes: where in the HTML, and the words.
    pub in_holes: Vec<(usize, String)>,
    /// Whether the writer's own HTML stands in it.
    pub has_raw: bool,
}

/// A heading before it has its id: all others must be known for that.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub level: u8,
    /// Where it stands in the file.
    pub at: Span,
    /// The id the writer asked for, already in a form that can be one.
    pub wanted: Option<String>,
    pub classes: Vec<Arc<str>>,
    /// Its words as typed.
    pub text: String,
    /// Its words as HTML without links.
    pub html: String,
    /// Its section, as pieces of the list it stands in.
    pub section: Range<u32>,
    /// The footnote it stands in, if it does.
    pub note: Option<u32>,
    /// Whether it stands in a quotation, a list or a footnote.
    pub is_nested: bool,
}

/// The id the writer asked for, in a form that can be one; `None` if nothing of it can. Ids with a colon
/// belong to the theme, those with `^` to blocks; blanks and quotes would end the attribute or the address.
pub(super) fn wanted_id(written: &str) -> Option<String> {
    let is_bad =
        |c: char| matches!(c, ':' | BLOCK_SIGN) || c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '&' | '`');
    let id: String = written.chars().map(|c| if is_bad(c) { '-' } else { c }).collect();
    id.chars().any(|c| c != '-').then_some(id)
}

/// Gives every heading its id: first the ones asked for, then the others in order, numbered if taken.
pub(super) fn with_ids(drafts: Vec<Draft>) -> Vec<Heading> {
    let mut ids = Ids::default();
    let mut given: Vec<Option<Arc<str>>> = drafts.iter().map(|draft| draft.wanted.as_deref().map(|id| ids.take(id))).collect();
    for (draft, id) in drafts.iter().zip(&mut given) {
        if id.is_none() {
            let words = slug(&draft.text);
            *id = Some(ids.take(if words.is_empty() { "section" } else { &words }));
        }
    }
    let headings = drafts.into_iter().zip(given).filter_map(|(draft, id)| {
        let text: Arc<str> = draft.text.into();
        Some(Heading {
            level: draft.level,
            id: id?,
            // Few headings hold anything but words.
            html: if draft.html == *text { Arc::clone(&text) } else { draft.html.into() },
            text,
            classes: draft.classes,
            section: draft.section,
            is_nested: draft.is_nested,
        })
    });
    headings.collect()
}

impl<'t> Reading<'t> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, classes: &[CowStr<'t>], range: &Range<usize>) {
        self.close_raw_paragraph();
        self.out.fresh_line();
        let level = level as u8;
        let base = self.stack.last().map_or(0, |open| open.sections).max(self.raw.sections());
        while self.sections.len() > base && self.sections.last().is_some_and(|open| self.drafts[*open].level >= level) {
            self.end_sections(self.sections.len() - 1);
        }
        let start = self.out.mark();
        let number = self.drafts.len();
        let classes = classes.iter().filter(|class| class.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')));
        let note = self.asides.last().map(|(_, note, _)| short(*note));
        let wanted = id.and_then(|id| self.wanted_heading_id(id, range));
        let at = self.span(range);
        self.drafts.push(Draft {
            level,
            at,
            wanted,
            classes: classes.map(|class| Arc::from(&**class)).collect(),
            section: start..start,
            note,
            is_nested: self.containers > 0,
            ..Draft::default()
        });
        self.push(false);
        self.sections.push(number);
        self.in_paragraph = true;
        self.unlinkable += 1;
        self.out.hole(Hole::HeadingStart(short(number)));
        let start = self.out.html.len();
        self.heading = Some(OpenHeading { number, start, text: String::new(), in_holes: Vec::new(), has_raw: false });
    }

    fn wanted_heading_id(&mut self, written: &str, range: &Range<usize>) -> Option<String> {
        let id = wanted_id(written);
        if id.as_deref() != Some(written) {
            let at = self.text[range.clone()].rfind(written).map_or(range.start, |at| range.start + at);
            let place = self.place(&(at..at + written.len()));
            let message = format!("`{}` cannot be the id of a heading", written.escape_debug());
            self.found.push(Diagnostic::new(&codes::RESERVED_HEADING_ID, place, message).hint("use letters, digits and `-`"));
        }
        id
    }

    pub(super) fn end_heading(&mut self) {
        self.finish_block();
        if let Some(heading) = self.heading.take() {
            self.out.hole(Hole::HeadingEnd(short(heading.number)));
            self.out.html("\n");
            let text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let html = if heading.has_raw { escaped(&text) } else { self.heading_html(&heading) };
            let draft = &mut self.drafts[heading.number];
            draft.html = html;
            draft.text = text;
        }
        self.unlinkable -= 1;
        self.in_paragraph = false;
        // The section stays open after its heading.
        self.pop();
    }

    /// The heading's HTML without links: they are holes and so not in it, but their words may be.
    fn heading_html(&self, heading: &OpenHeading) -> String {
        let mut html = String::new();
        let mut from = heading.start;
        for (at, words) in &heading.in_holes {
            html.push_str(&self.out.html[from..*at]);
            escape(&mut html, words);
            from = *at;
        }
        html.push_str(self.out.html[from..].trim_end());
        html
    }

    /// Ends the sections of all headings but the first `keep` that are open: here, before what is next.
    pub(super) fn end_sections(&mut self, keep: usize) {
        if self.sections.len() > keep {
            let end = self.out.mark();
            for number in self.sections.drain(keep..) {
                self.drafts[number].section.end = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(headings: &[(&str, Option<&str>)]) -> Vec<String> {
        let draft = |(text, wanted): &(&str, Option<&str>)| Draft {
            text: (*text).to_owned(),
            wanted: wanted.and_then(wanted_id),
            ..Draft::default()
        };
        with_ids(headings.iter().map(draft).collect()).into_iter().map(|heading| heading.id.to_string()).collect()
    }

    #[test]
    fn ids_are_unique() {
        assert_eq!(
            ids(&[("Foo", None), ("Foo", None), ("Foo 1", None), ("!?", None), ("", None)]),
            ["foo", "foo-1", "foo-1-1", "section", "section-1"]
        );
        assert_eq!(ids(&[("Вынік", None), ("x", Some("вынік")), ("y", Some("a:b c"))]), ["вынік-1", "вынік", "a-b-c"]);
        assert_eq!(ids(&[("x", Some(":"))]), ["x"]);
    }
}
