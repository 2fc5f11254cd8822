//! Blocks: paragraphs, headings, quotations, lists, tables, code, footnotes. What is written at their
//! beginning and end is the HTML of CommonMark's reference, line break for line break.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, HeadingLevel, Tag, TagEnd};

use super::callout::{self, Callout};
use super::headings::{Draft, wanted_id};
use super::out::short;
use super::pictures::Opening;
use super::{DEEPEST, Open, Reading};
use crate::diag::{Diagnostic, codes};
use crate::model::Hole;
use crate::model::body::Code;

/// A table that is open.
#[derive(Debug)]
pub(super) struct OpenTable {
    alignments: Vec<Alignment>,
    /// The number of the cell in its row.
    cell: usize,
    is_head: bool,
    has_rows: bool,
}

/// A block of code that is open.
#[derive(Debug, Default)]
pub(super) struct OpenCode {
    language: String,
    /// The code so far.
    pub text: String,
}

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

impl<'t> Reading<'t> {
    /// Begins an element.
    pub(super) fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.start_mark("<em>"),
            Tag::Strong => self.start_mark("<strong>"),
            Tag::Strikethrough => self.start_mark("<del>"),
            Tag::Superscript => self.start_mark("<sup>"),
            Tag::Subscript => self.start_mark("<sub>"),
            Tag::Link { link_type, dest_url, title, id } => self.start_link(link_type, &dest_url, &title, &id, range),
            Tag::Image { link_type, dest_url, title, .. } => self.start_picture(link_type, dest_url, title, range),
            block => {
                self.finish_block();
                self.start_block(block, range);
            }
        }
    }

    /// Ends an element.
    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.end_mark("</em>"),
            TagEnd::Strong => self.end_mark("</strong>"),
            TagEnd::Strikethrough => self.end_mark("</del>"),
            TagEnd::Superscript => self.end_mark("</sup>"),
            TagEnd::Subscript => self.end_mark("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {}
            block => {
                // Raw elements of the block end with it, except those of an HTML block: they may hold the
                // blocks after it.
                if !matches!(block, TagEnd::HtmlBlock)
                    && let Some(open) = self.stack.last().copied()
                {
                    self.close_raw(open.raw);
                }
                self.end_block(block);
            }
        }
    }

    /// Opens an element; whether its tags are to be written. `is_flat` leaves them out in any case.
    pub(super) fn push(&mut self, is_flat: bool) -> bool {
        self.stack.push(Open { is_flat, sections: self.sections.len(), raw: self.raw.depth() });
        self.depth += usize::from(!is_flat);
        !is_flat
    }

    /// Closes the innermost element; whether its tags were written.
    pub(super) fn pop(&mut self) -> bool {
        let Some(open) = self.stack.pop() else { return false };
        self.depth -= usize::from(!open.is_flat);
        !open.is_flat
    }

    fn start_mark(&mut self, html: &str) {
        self.open_paragraph();
        if self.push(self.depth >= DEEPEST) {
            self.out.html(html);
        }
    }

    fn end_mark(&mut self, html: &str) {
        if let Some(open) = self.stack.last().copied() {
            self.close_raw(open.raw);
        }
        if self.pop() {
            self.out.html(html);
        }
    }

    fn start_block(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.close_raw_paragraph();
                self.push(false);
                self.in_paragraph = true;
                if !self.begin_callout_title() {
                    self.opening = Some(Opening::default());
                }
            }
            Tag::Heading { level, id, classes, .. } => self.start_heading(level, id.as_deref(), &classes, &range),
            Tag::BlockQuote(kind) => self.start_quotation(kind, &range),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                self.push(false);
                self.code = Some(OpenCode { language: language.to_owned(), text: String::new() });
            }
            Tag::HtmlBlock => {
                self.push(false);
                self.raw.begin_block();
            }
            Tag::List(None) => self.start_container("<ul>\n"),
            Tag::List(Some(1)) => self.start_container("<ol>\n"),
            Tag::List(Some(first)) => self.start_container(&format!("<ol start=\"{first}\">\n")),
            Tag::DefinitionList => self.start_container("<dl>\n"),
            Tag::Item => self.start_part("<li>"),
            Tag::DefinitionListTitle => self.start_part("<dt>"),
            Tag::DefinitionListDefinition => self.start_part("<dd>"),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::Table(alignments) => {
                self.push(false);
                self.out.fresh_line();
                self.out.html("<table>\n");
                self.table = Some(OpenTable { alignments, cell: 0, is_head: false, has_rows: false });
            }
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.start_cell(),
            // Front matter was cut off before; its option is off, and marks were handled by `start`.
            _ => {
                self.push(false);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                self.pop();
                self.end_raw_block();
            }
            TagEnd::BlockQuote(None) if self.quotations.pop() == Some(true) => self.end_container("</div>\n"),
            TagEnd::BlockQuote(None) => self.end_container("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.end_container("</div>\n"),
            TagEnd::List(true) => self.end_container("</ol>\n"),
            TagEnd::List(false) => self.end_container("</ul>\n"),
            TagEnd::DefinitionList => self.end_container("</dl>\n"),
            TagEnd::Item => self.end_part("</li>\n"),
            TagEnd::DefinitionListTitle => self.end_part("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_part("</dd>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => {
                let has_rows = self.table.take().is_some_and(|table| table.has_rows);
                self.out.html(if has_rows { "</tbody>\n</table>\n" } else { "</table>\n" });
                self.pop();
            }
            TagEnd::TableHead => {
                self.unlinkable -= 1;
                self.out.html("</tr>\n</thead>\n");
                self.pop();
            }
            TagEnd::TableRow => {
                self.out.html("</tr>\n");
                self.pop();
            }
            TagEnd::TableCell => self.end_cell(),
            _ => {
                self.finish_block();
                self.pop();
            }
        }
    }

    fn start_container(&mut self, html: &str) {
        self.close_raw_paragraph();
        self.containers += 1;
        if self.push(self.depth >= DEEPEST) {
            self.out.fresh_line();
            self.out.html(html);
        }
    }

    fn end_container(&mut self, html: &str) {
        self.finish_block();
        if let Some(open) = self.stack.last().copied() {
            self.end_sections(open.sections);
        }
        self.containers -= 1;
        if self.pop() {
            self.out.fresh_line();
            self.out.html(html);
        }
    }

    /// A part of a list: written if the list is.
    fn start_part(&mut self, html: &str) {
        let is_flat = self.stack.last().is_some_and(|open| open.is_flat);
        if self.push(is_flat) {
            self.out.fresh_line();
            self.out.html(html);
        } else {
            self.out.fresh_line();
        }
    }

    fn end_part(&mut self, html: &str) {
        self.finish_block();
        if let Some(open) = self.stack.last().copied() {
            self.end_sections(open.sections);
        }
        if self.pop() {
            self.out.html(html);
        }
    }

    fn start_quotation(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let callout = if kind.is_none() { callout::of_quotation(&self.text[range.start..]) } else { None };
        let html = |alert: crate::model::body::Alert| format!("<div class=\"alert alert-{}\" role=\"note\">\n", alert.word());
        match kind.map(callout::alert) {
            Some(alert) => {
                self.start_container(&html(alert));
                self.out.html("<p class=\"alert-title\">");
                self.out.hole(Hole::AlertTitle(alert));
                self.out.html("</p>\n");
            }
            None => {
                self.quotations.push(callout.is_some());
                match callout {
                    Some(alert) => {
                        self.start_container(&html(alert));
                        self.callout = Callout::Expected(alert);
                    }
                    None => self.start_container("<blockquote>\n"),
                }
            }
        }
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.out.fresh_line();
            self.out.hole(Hole::Code(short(self.codes.len())));
            self.out.html("\n");
            self.codes.push(Code { language: Arc::from(code.language), text: Arc::from(code.text) });
        }
        self.pop();
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, classes: &[CowStr<'t>], range: &Range<usize>) {
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
        self.drafts.push(Draft {
            level,
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

    fn end_heading(&mut self) {
        self.finish_block();
        if let Some(heading) = self.heading.take() {
            self.out.hole(Hole::HeadingEnd(short(heading.number)));
            self.out.html("\n");
            let text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let html = if heading.has_raw { super::escape::escaped(&text) } else { self.heading_html(&heading) };
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
            super::escape::escape(&mut html, words);
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

    fn start_footnote(&mut self, label: &str) {
        self.push(false);
        self.containers += 1;
        let note = self.note(label);
        self.asides.push((self.out.divert(), note, self.drafts.len()));
    }

    fn end_footnote(&mut self) {
        self.finish_block();
        if let Some(open) = self.stack.last().copied() {
            self.end_sections(open.sections);
        }
        if let Some((aside, note, drafts)) = self.asides.pop() {
            let pieces = self.out.resume(aside);
            let of_note = &mut self.notes[note].1;
            // A label that is defined twice has both texts; the sections of the second lie after the first.
            let before = short(of_note.len());
            for draft in &mut self.drafts[drafts..] {
                draft.section = draft.section.start + before..draft.section.end + before;
            }
            of_note.extend(pieces);
        }
        self.containers -= 1;
        self.pop();
    }

    /// The number of the footnote with this label, in any case.
    pub(super) fn note(&mut self, label: &str) -> usize {
        let (labels, notes) = (&mut self.labels, &mut self.notes);
        *labels.entry(label.to_lowercase()).or_insert_with(|| {
            notes.push((Arc::from(label), Vec::new()));
            notes.len() - 1
        })
    }

    fn start_row(&mut self, is_head: bool) {
        self.push(false);
        let Some(table) = &mut self.table else { return };
        table.cell = 0;
        table.is_head = is_head;
        if is_head {
            self.unlinkable += 1;
            self.out.html("<thead>\n<tr>\n");
        } else {
            self.out.html(if table.has_rows { "<tr>\n" } else { "<tbody>\n<tr>\n" });
            table.has_rows = true;
        }
    }

    fn start_cell(&mut self) {
        self.push(false);
        let Some(table) = &mut self.table else { return };
        let class = match table.alignments.get(table.cell) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.out.html(if table.is_head { "<th" } else { "<td" });
        self.out.html(class);
        self.out.html(">");
    }

    fn end_cell(&mut self) {
        self.finish_block();
        let is_head = self.table.as_ref().is_some_and(|table| table.is_head);
        if let Some(table) = &mut self.table {
            table.cell += 1;
        }
        self.out.html(if is_head { "</th>\n" } else { "</td>\n" });
        self.pop();
    }
}
