//! Blocks: paragraphs, headings, quotations, lists, tables, code, footnotes. What is written at their
//! beginning and end is the HTML of CommonMark's reference, line break for line break.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Tag, TagEnd};

use super::callout::{self, Callout};
use super::out::short;
use super::pictures::Opening;
use super::{DEEPEST, Open, Reading};
use crate::model::Hole;
use crate::model::body::{Code, Passage};
use crate::text::Digest;
use crate::text::digest::short_number;

/// A block of code that is open.
#[derive(Debug, Default)]
pub(super) struct OpenCode {
    language: String,
    /// The code so far.
    pub text: String,
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
                if self.stack.is_empty() {
                    self.begin_top(&block);
                    if self.settings.languages.len() > 1 {
                        self.begin_passage(&range);
                    }
                }
                self.start_block(block, range);
            }
        }
    }

    /// Notes where a block begins that stands in nothing else, and what it says.
    fn begin_passage(&mut self, range: &Range<usize>) {
        let lines: Vec<&str> = self.text.get(range.clone()).unwrap_or("").trim().lines().map(str::trim_end).collect();
        let digest = short_number(&Digest::of(lines.join("\n").as_bytes()));
        self.passages.push(Passage { start: self.out.mark(), digest });
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
            Tag::Table(alignments) => self.start_table(alignments, &range),
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
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_row(true),
            TagEnd::TableRow => self.end_row(false),
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
        self.block.start = self.out.html.len();
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
        self.block.start = self.out.html.len();
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
}
