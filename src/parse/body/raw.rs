//! The writer's own HTML between the Markdown, by the policy of the settings.
//!
//! When it is cleaned, every tag is judged alone (`tags`) and written anew, and no element leaves the
//! Markdown element it began in: what is open at its end is closed, and an end tag without its beginning is
//! nothing. So neither an unclosed tag nor an unclosed attribute can swallow what follows. Links and
//! pictures become links and pictures like those of Markdown: checked, counted, with sentences.

use std::ops::Range;

use pulldown_cmark::Event;

use super::links::{by_address, some};
use super::tags::{
    DROPPED_WHOLE, PHRASING, Scan, Token, UNLINKABLE, VOID, allowed, attributes, clean, decoded, escape_words, find_end_tag,
};
use super::{DEEPEST, Reading};
use crate::model::{Hole, Target, TargetKind};
use crate::parse::config::RawHtml;

/// What is open of the writer's own HTML.
#[derive(Debug, Default)]
pub(super) struct Raw {
    open: Vec<RawElement>,
    /// The HTML block that is being read, and where its lines begin: in it, and in the Markdown.
    block: String,
    lines: Vec<(usize, usize)>,
    is_in_block: bool,
    /// The element that is dropped whole, if we are in one.
    mute: Option<Mute>,
    /// Where the next end tag of a name is, as far as it was looked for: the last place is the end.
    ends: Vec<(&'static str, usize)>,
}

/// An element of the writer's.
#[derive(Debug)]
struct RawElement {
    name: &'static str,
    /// How many headings had an open section when it began.
    sections: usize,
    /// If it is a link: its target, where its words begin, and in which block.
    link: Option<(u32, usize, usize)>,
}

/// An element that is dropped whole.
#[derive(Debug)]
struct Mute {
    name: &'static str,
    /// How many Markdown elements have begun in it and not ended.
    depth: usize,
    /// Whether its end tag was seen.
    is_over: bool,
}

impl Raw {
    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// How many headings had an open section when the innermost element began.
    pub fn sections(&self) -> usize {
        self.open.last().map_or(0, |element| element.sections)
    }

    pub fn is_muted(&self) -> bool {
        self.mute.is_some()
    }

    /// Whether an HTML block is being read.
    pub fn is_in_block(&self) -> bool {
        self.is_in_block
    }

    pub fn begin_block(&mut self) {
        self.is_in_block = true;
        self.block.clear();
        self.lines.clear();
    }

    /// Adds a line of an HTML block; `at` is where it begins in the Markdown.
    pub fn add(&mut self, html: &str, at: usize) {
        self.lines.push((self.block.len(), at));
        self.block.push_str(html);
    }
}

impl<'t> Reading<'t> {
    /// Passes over an event in an element that is dropped whole; gives back one that is after its end.
    pub(super) fn muted(&mut self, event: Event<'t>) -> Option<Event<'t>> {
        let mute = self.raw.mute.as_mut()?;
        match &event {
            Event::Start(_) => mute.depth += 1,
            // The Markdown element around it ends, and it with it.
            Event::End(_) if mute.depth == 0 => {
                self.raw.mute = None;
                return Some(event);
            }
            Event::End(_) => mute.depth -= 1,
            Event::Html(html) | Event::InlineHtml(html) => mute.is_over |= find_end_tag(html, mute.name).is_some(),
            _ => {}
        }
        if mute.is_over && mute.depth == 0 {
            self.raw.mute = None;
        }
        None
    }

    /// Takes a tag or comment within a line.
    pub(super) fn raw_inline(&mut self, html: &str, range: &Range<usize>) {
        if let Some(heading) = &mut self.heading {
            heading.has_raw = true;
        }
        match self.settings.raw_html {
            RawHtml::Allow => {
                self.open_paragraph();
                self.out.html(html);
            }
            RawHtml::Escape => {
                self.open_paragraph();
                self.write_words(html);
            }
            RawHtml::Sanitize => self.clean(html, &[(0, range.start)]),
        }
    }

    /// Takes the HTML block that has ended.
    pub(super) fn end_raw_block(&mut self) {
        self.raw.is_in_block = false;
        let html = std::mem::take(&mut self.raw.block);
        let lines = std::mem::take(&mut self.raw.lines);
        match self.settings.raw_html {
            RawHtml::Allow => {
                self.out.fresh_line();
                self.out.html(&html);
            }
            RawHtml::Escape => {
                self.out.fresh_line();
                self.out.html("<p>");
                self.write_words(html.trim_end());
                self.out.html("</p>\n");
            }
            RawHtml::Sanitize => {
                self.out.fresh_line();
                self.clean(&html, &lines);
            }
        }
        self.finish_block();
        (self.raw.block, self.raw.lines) = (html, lines);
    }

    /// Writes what may stay of some HTML. `lines` says where its parts stand in the Markdown.
    fn clean(&mut self, html: &str, lines: &[(usize, usize)]) {
        let mut scan = Scan::new(html);
        while let Some(token) = scan.next() {
            match token {
                Token::Words(words) => self.raw_words(words),
                Token::End { name } => self.raw_end(&name),
                Token::Start { name, tag, at } => {
                    let before = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
                    let from = lines.get(before).map_or(0, |(start, place)| place + at - start);
                    let range = from..(from + tag.len()).min(self.text.len());
                    if let Some(name) = allowed(&name) {
                        self.raw_start(name, tag, &range);
                    } else if let Some(name) = DROPPED_WHOLE.iter().find(|dropped| **dropped == name)
                        && !scan.skip_past_end(name)
                    {
                        self.mute(name, range.end);
                        if self.raw.is_muted() {
                            return;
                        }
                    }
                }
            }
        }
    }

    /// Drops what follows, if the end tag is there at all: what is forgotten must not swallow the text.
    fn mute(&mut self, name: &'static str, from: usize) {
        let known = self.raw.ends.iter().position(|(known, _)| *known == name);
        let at = match known {
            Some(n) if self.raw.ends[n].1 >= from => self.raw.ends[n].1,
            _ => {
                let at = self.text.get(from..).and_then(|rest| find_end_tag(rest, name)).map_or(self.text.len(), |at| from + at);
                self.raw.ends.retain(|(known, _)| *known != name);
                self.raw.ends.push((name, at));
                at
            }
        };
        if at < self.text.len() {
            self.raw.mute = Some(Mute { name, depth: 0, is_over: false });
        }
    }

    fn raw_words(&mut self, words: &str) {
        if words.trim().is_empty() && self.out.is_fresh() {
            return;
        }
        self.open_paragraph();
        let mut html = String::with_capacity(words.len());
        escape_words(&mut html, words);
        self.out.html(&html);
        self.block.plain.push_str(&decoded(words));
    }

    fn raw_start(&mut self, name: &'static str, tag: &str, range: &Range<usize>) {
        let base = self.stack.last().map_or(0, |open| open.raw);
        while self.raw.open.len() > base && self.raw.open.last().is_some_and(|parent| is_ended_by(parent.name, name)) {
            self.close_raw(self.raw.open.len() - 1);
        }
        let parent = self.raw.open.get(base..).and_then(<[_]>::last).map_or("", |parent| parent.name);
        let is_block = !PHRASING.contains(&name);
        if !fits(name, parent) || self.raw.open.len() >= DEEPEST || (is_block && self.in_paragraph) {
            return;
        }
        if is_block || name == "br" {
            // Words of two blocks or lines are two words.
            self.plain_blank();
        }
        if name != "img" {
            self.open_paragraph();
        }
        match name {
            "img" => self.raw_picture(tag, range),
            "a" => self.raw_link(tag, range),
            _ if VOID.contains(&name) => {
                let tag = clean(name, tag);
                self.out.html(tag.trim_end_matches('>'));
                self.out.html(" />");
            }
            _ => {
                self.out.html(&clean(name, tag));
                self.unlinkable += usize::from(UNLINKABLE.contains(&name));
                self.raw.open.push(RawElement { name, sections: self.sections.len(), link: None });
            }
        }
    }

    fn raw_end(&mut self, name: &str) {
        let base = self.stack.last().map_or(0, |open| open.raw);
        let open = self.raw.open.get(base..).unwrap_or(&[]);
        if let Some(at) = open.iter().rposition(|element| element.name == name) {
            self.close_raw(base + at);
        }
    }

    /// Closes the writer's elements but the first `keep`.
    pub(super) fn close_raw(&mut self, keep: usize) {
        while self.raw.open.len() > keep {
            let Some(element) = self.raw.open.pop() else { return };
            let Some((target, words, block)) = element.link else {
                self.unlinkable -= usize::from(UNLINKABLE.contains(&element.name));
                self.end_sections(element.sections);
                self.out.html("</");
                self.out.html(element.name);
                self.out.html(">");
                continue;
            };
            self.unlinkable -= 1;
            self.in_link -= 1;
            self.out.hole(Hole::LinkEnd(target));
            if block == self.block.number && words <= self.block.plain.len() {
                let words = words..self.block.plain.len();
                self.targets[target as usize].text = some(&self.block.plain[words.clone()]);
                self.block.marks.push((target, words));
            } else {
                self.mention_alone(target);
            }
        }
    }

    /// A paragraph of the writer's ends where a block begins.
    pub(super) fn close_raw_paragraph(&mut self) {
        let base = self.stack.last().map_or(0, |open| open.raw);
        if self.raw.open.len() > base && self.raw.open.last().is_some_and(|element| element.name == "p") {
            self.close_raw(self.raw.open.len() - 1);
        }
    }

    fn raw_link(&mut self, tag: &str, range: &Range<usize>) {
        let tag = clean("a", tag);
        let attributes = attributes(&tag);
        let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        let Some(address) = value("href").filter(|_| self.in_link == 0) else { return };
        let target = Target { title: value("title").and_then(some), ..by_address(address, false) };
        let target = self.link_to(target, range);
        self.out.hole(Hole::LinkStart(target));
        self.unlinkable += 1;
        self.in_link += 1;
        let link = Some((target, self.block.plain.len(), self.block.number));
        self.raw.open.push(RawElement { name: "a", sections: self.sections.len(), link });
    }

    fn raw_picture(&mut self, tag: &str, range: &Range<usize>) {
        let tag = clean("img", tag);
        let attributes = attributes(&tag);
        let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        let Some(address) = value("src") else { return };
        let width = value("width").and_then(|width| width.trim_end_matches("px").parse().ok()).filter(|width| *width < 100_000);
        let (title, text) = (value("title").and_then(some), value("alt").and_then(some));
        let target = Target { kind: TargetKind::Image, title, text, width, ..by_address(address, true) };
        self.put_picture(target, range);
    }
}

/// Whether an element of this name ends one that is open, as browsers have it.
fn is_ended_by(open: &str, name: &str) -> bool {
    match name {
        "li" => open == "li",
        "dt" | "dd" => matches!(open, "dt" | "dd"),
        "td" | "th" => matches!(open, "td" | "th"),
        "tr" => matches!(open, "td" | "th" | "tr" | "caption" | "colgroup"),
        "tbody" | "thead" | "tfoot" => matches!(open, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "colgroup"),
        "rt" | "rp" => matches!(open, "rt" | "rp"),
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "blockquote" | "pre" | "hr" | "details" | "figure" | "section" | "article"
        | "aside" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => open == "p",
        _ => false,
    }
}

/// Whether an element may stand in this one (of the writer's; empty for none). Browsers move the parts of
/// tables and lists about that stand elsewhere.
fn fits(name: &str, parent: &str) -> bool {
    match name {
        "li" => matches!(parent, "ul" | "ol"),
        "dt" | "dd" => matches!(parent, "dl" | "div"),
        "tr" => matches!(parent, "table" | "tbody" | "thead" | "tfoot"),
        "td" | "th" => parent == "tr",
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => parent == "table",
        "col" => matches!(parent, "table" | "colgroup"),
        "summary" => parent == "details",
        "figcaption" => parent == "figure",
        "rt" | "rp" => parent == "ruby",
        _ => true,
    }
}
