//! What stands in a line: links by address and by name, citations, code, breaks, references to footnotes.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use super::Reading;
use super::callout::Callout;
use super::citation::{self, Cited};
use super::links::{by_address, by_name, one_line, plain, some};
use super::out::short;
use super::pictures::Opening;
use crate::model::{Hole, Target, TargetKind};

/// A link that is open.
#[derive(Debug)]
pub(super) enum OpenLink {
    /// A link: its target, where its words begin in the block's text, and how many pieces and bytes of
    /// HTML there were.
    Link { target: u32, words: usize, pieces: usize, bytes: usize },
    /// Brackets that are no link: what is written after their words, and citations that follow.
    Brackets { after: String, cited: Option<Range<usize>> },
    /// A link in a link, of which only the words are written.
    Nested,
}

impl Reading<'_> {
    /// Takes an event that is neither the beginning nor the end of an element, nor words.
    pub(super) fn inline(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Html(html) => self.raw.add(&html, range.start),
            Event::Rule => {
                self.finish_block();
                self.close_raw_paragraph();
                self.out.fresh_line();
                self.out.html("<hr />\n");
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br />\n"),
            Event::Code(code) => {
                self.open_paragraph();
                self.out.html("<code>");
                self.unlinkable += 1;
                self.write_words(&code);
                self.unlinkable -= 1;
                self.out.html("</code>");
            }
            Event::InlineHtml(html) => self.raw_inline(&html, &range),
            Event::FootnoteReference(label) => {
                self.open_paragraph();
                let note = self.note(&label);
                self.out.hole(Hole::FootnoteRef(short(note)));
            }
            Event::TaskListMarker(is_done) => {
                self.open_paragraph();
                let checked = if is_done { "checked=\"\" " } else { "" };
                self.out.html(&format!("<input {checked}disabled=\"\" type=\"checkbox\" /> "));
            }
            // Formulas are off; the others were taken by `event`.
            _ => {}
        }
    }

    fn line_break(&mut self, html: &'static str) {
        if self.is_callout_title_over() && self.end_callout_title() {
            self.opening = Some(Opening::default());
        } else if let Some(opening) = &mut self.opening {
            // Between transclusions that stand alone a break is nothing; before words it is one.
            opening.line_break = html;
        } else {
            let named = self.blocks.len();
            if self.containers > 0 && !self.in_paragraph {
                self.take_block_name();
            }
            self.plain_blank();
            // A name that goes over a line is still a name.
            if html == "\n" && self.unlinkable == 0 {
                self.out.text(html, true)
            } else {
                self.out.html(html)
            }
            if self.blocks.len() > named {
                // The next line may have a name too.
                self.block.start = self.out.html.len();
            }
        }
    }

    /// Begins a link.
    pub(super) fn start_link(&mut self, link_type: LinkType, address: &str, title: &str, label: &str, range: Range<usize>) {
        if matches!(self.callout, Callout::Title { .. }) && label.starts_with('!') && link_type == LinkType::ShortcutUnknown {
            self.skipping = 1;
            return;
        }
        self.open_paragraph();
        match link_type {
            LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown => {
                self.start_unknown(link_type, label, &range)
            }
            LinkType::WikiLink { has_pothole } => {
                let target = by_name(address, has_pothole);
                if has_pothole || self.in_link > 0 {
                    self.open_link(target, &range);
                } else {
                    self.link_without_words(target, &range);
                }
            }
            LinkType::Email => self.open_link(plain(TargetKind::Outside, &format!("mailto:{address}")), &range),
            _ => self.open_link(Target { title: some(title), ..by_address(address, false) }, &range),
        }
    }

    fn open_link(&mut self, target: Target, range: &Range<usize>) {
        self.push(true);
        if self.in_link > 0 {
            self.links_open.push(OpenLink::Nested);
            return;
        }
        let target = self.link_to(target, range);
        self.out.hole(Hole::LinkStart(target));
        self.unlinkable += 1;
        self.in_link += 1;
        let (pieces, bytes) = (self.out.pieces.len(), self.out.html.len());
        self.links_open.push(OpenLink::Link { target, words: self.block.plain.len(), pieces, bytes });
    }

    /// Ends a link.
    pub(super) fn end_link(&mut self) {
        if let Some(open) = self.stack.last().copied() {
            self.close_raw(open.raw);
        }
        self.pop();
        match self.links_open.pop() {
            Some(OpenLink::Link { target, words, pieces, bytes }) => {
                self.unlinkable -= 1;
                self.in_link -= 1;
                let is_empty = self.out.pieces.len() == pieces && self.out.html.len() == bytes;
                if is_empty && self.targets[target as usize].kind == TargetKind::Wiki {
                    // `[[name|]]` has no words either.
                    self.out.pieces.pop();
                    self.out.hole(Hole::Link(target));
                    self.name_as_words(target);
                    return;
                }
                self.out.hole(Hole::LinkEnd(target));
                let words = words.min(self.block.plain.len())..self.block.plain.len();
                self.targets[target as usize].text = some(&self.block.plain[words.clone()]);
                self.block.marks.push((target, words));
            }
            Some(OpenLink::Brackets { after, cited }) => {
                self.write_words(&after);
                if let Some(range) = cited {
                    let text = self.text;
                    self.cite(citation::in_brackets(&text[range.clone()]).unwrap_or_default(), range.start);
                }
            }
            Some(OpenLink::Nested) | None => {}
        }
    }

    /// `[[name]]`: the words come with the target's title.
    fn link_without_words(&mut self, target: Target, range: &Range<usize>) {
        // What follows are the name's own characters as text.
        self.skipping = 1;
        let target = self.link_to(target, range);
        self.out.hole(Hole::Link(target));
        self.name_as_words(target);
    }

    /// In the plain text the name stands for the words.
    pub(super) fn name_as_words(&mut self, target: u32) {
        let Target { name, fragment, .. } = &self.targets[target as usize];
        let name = if name.is_empty() { fragment.clone().unwrap_or_default() } else { name.clone() };
        let from = self.block.plain.len();
        self.block.plain.push_str(&name);
        self.block.marks.push((target, from..self.block.plain.len()));
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&name);
            heading.in_holes.push((self.out.html.len(), name.to_string()));
        }
    }

    /// Brackets without a definition that `is_ours` let through.
    fn start_unknown(&mut self, link_type: LinkType, label: &str, range: &Range<usize>) {
        let text = self.text;
        let source = &text[range.clone()];
        let middle = if link_type == LinkType::ShortcutUnknown { None } else { source.rfind("][") };
        let end = middle.unwrap_or(source.len().saturating_sub(1));
        let first = range.start + 1..range.start + end.max(1);
        let second = match middle {
            Some(middle) if link_type == LinkType::ReferenceUnknown => Some(range.start + middle + 2..range.end - 1),
            _ => None,
        };
        if let Some(cited) = citation::in_brackets(&text[first.clone()]).filter(|_| self.in_link == 0) {
            self.skipping = 1;
            self.cite(cited, first.start);
            if let Some(second) = second {
                self.cite(citation::in_brackets(&text[second.clone()]).unwrap_or_default(), second.start);
            }
            return;
        }
        // The first brackets are words; so are the second if they are no citations.
        let cited = second.filter(|second| self.in_link == 0 && citation::in_brackets(&text[second.clone()]).is_some());
        let after = match link_type {
            LinkType::ReferenceUnknown if cited.is_none() => format!("][{label}]"),
            LinkType::CollapsedUnknown => "][]".to_owned(),
            _ => "]".to_owned(),
        };
        self.push(true);
        self.write_words("[");
        self.links_open.push(OpenLink::Brackets { after, cited });
    }

    /// Writes a group of citations. `start` is where its text begins in the Markdown.
    fn cite(&mut self, cited: Vec<Cited<'_>>, start: usize) {
        let (first, many) = (short(self.targets.len()), short(cited.len()));
        // In the plain text a citation is nothing, and neither is the blank before it.
        if self.block.plain.ends_with(' ') {
            self.block.plain.pop();
        }
        let at = self.block.plain.len();
        for (_, words) in self.block.marks.iter_mut().rev().take_while(|(_, words)| words.end > at) {
            *words = words.start.min(at)..at;
        }
        for one in cited {
            // Words before the name may be any words: `[mail @somebody]` is no mistake.
            let target = Target {
                title: some(&one_line(one.locator)),
                text: some(&one_line(one.prefix)),
                optional: !one.prefix.is_empty(),
                ..plain(TargetKind::Cite, one.name)
            };
            let number = self.link_to(target, &(start + one.at.start..start + one.at.end));
            self.block.marks.push((number, at..at));
        }
        if many > 0 {
            self.out.hole(Hole::Cite(first, many));
        }
    }
}
