//! Markdown to [`Body`]: HTML with holes, the links with their places, the mentions with their sentences.
//!
//! In: the text of one file. Out: all that can be known of its Markdown without looking at another file.
//! One pass over the parser's events; each event is handled once, nothing calls itself, and nesting is
//! written down to a bound only. This folder is the only place that names the Markdown library.

mod block_names;
mod blocks;
mod callout;
mod citation;
mod comments;
pub mod escape;
mod foreign;
mod headings;
pub mod ids;
mod inlines;
mod links;
mod out;
mod pictures;
pub mod places;
mod quotes;
mod raw;
pub mod sentence;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use ahash::{HashMap, HashSet};

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser};

use super::config::Markdown;
use crate::diag::Diagnostic;
use crate::model::body::{Code, Footnote, NamedBlock, Passage};
use crate::model::{Body, Excerpt, Lang, Link, Mention, Target};
use crate::text::SourceId;
use crate::text::place::{Place, Span};

use block_names::Top;
use blocks::OpenCode;
use callout::Callout;
use comments::Comments;
use foreign::Tongues;
use headings::{Draft, OpenHeading};
use inlines::OpenLink;
use out::{Aside, Out, short};
use pictures::{Opening, Picture};
use quotes::{Setting, Signs};
use raw::Raw;
use tables::OpenTable;
use words::Block;

/// What is read beyond CommonMark. Named one by one: `all()` would bring footnotes of the old syntax.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// How many containers and marks are written within one another. Browsers stop at 512 elements; what is
/// deeper than this keeps its words and loses its tags.
const DEEPEST: usize = 100;

/// What the Markdown of one file says.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The text as HTML with holes.
    pub body: Body,
    /// Its links with their places in the file.
    pub links: Vec<Link>,
    /// Where its headings stand in the file, in the order of `Body::headings`.
    pub headings: Vec<Span>,
    /// Its links to entries with their sentences.
    pub mentions: Vec<Mention>,
    /// The first words.
    pub excerpt: Excerpt,
}

/// Reads the Markdown of a file, which begins at byte `start` of its text.
pub fn body(text: &str, start: usize, source: &SourceId, settings: &Markdown, lang: &Lang, found: &mut Vec<Diagnostic>) -> Parsed {
    let markdown = text.get(start..).unwrap_or("");
    let mut reading = Reading::new(markdown, text.len() - markdown.len(), source, settings, lang, found);
    let mut accept = |broken: BrokenLink<'_>| is_ours(markdown, &broken).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")));
    for (event, range) in Parser::new_with_broken_link_callback(markdown, OPTIONS, Some(&mut accept)).into_offset_iter() {
        reading.event(event, range);
    }
    reading.finish()
}

/// Reads a text of the front matter as the words of one paragraph: marks and links are read, a `#` or a `-`
/// at its beginning is what it is. Nothing is reported of it; its links can be resolved like those of a body.
#[must_use]
pub fn inline(text: &str, source: &SourceId, settings: &Markdown, lang: &Lang) -> Body {
    inline_with_links(text, source, settings, lang).body
}

/// The same with the links; their bytes are those of [`as_line`].
#[must_use]
pub fn inline_with_links(text: &str, source: &SourceId, settings: &Markdown, lang: &Lang) -> Parsed {
    body(&as_line(text), 0, source, settings, lang, &mut Vec::new())
}

/// The line as which `inline` reads a text: a sign that begins no block keeps the first word from beginning one; line breaks are
/// blanks, so that no second line makes the first a heading. `words` takes the sign out again.
#[must_use]
pub fn as_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + NOT_A_BLOCK.len_utf8());
    line.push(NOT_A_BLOCK);
    for (n, word) in text.split(['\n', '\r']).map(str::trim).filter(|word| !word.is_empty()).enumerate() {
        line.push_str(if n > 0 { " " } else { "" });
        line.push_str(word);
    }
    line
}

/// The word joiner: a character without width that stands at the beginning of what `inline` reads.
const NOT_A_BLOCK: char = '\u{2060}';

/// Whether `[words]` without a definition means something here: a citation, or the kind of a callout.
fn is_ours(markdown: &str, broken: &BrokenLink<'_>) -> bool {
    let is_picture = markdown[broken.span.start..].starts_with('!');
    !is_picture
        && (citation::in_brackets(&broken.reference).is_some() || callout::is_label(&markdown[..broken.span.start], &broken.reference))
}

/// An element that is open: what must be undone at its end.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Whether its tags are left out because it is nested too deep.
    is_flat: bool,
    /// How many headings had an open section when it began.
    sections: usize,
    /// How many raw elements were open when it began.
    raw: usize,
}

/// The state while the events go by.
#[derive(Debug)]
struct Reading<'t> {
    /// The Markdown, and where it begins in the file.
    text: &'t str,
    offset: usize,
    source: &'t SourceId,
    settings: &'t Markdown,
    signs: Option<&'static Signs>,
    /// The languages of phrases in other letters than the text's own.
    tongues: Option<Tongues>,
    found: &'t mut Vec<Diagnostic>,

    out: Out,
    /// The elements that are open, innermost last, and how many of them are written.
    stack: Vec<Open>,
    depth: usize,
    /// How many quotations, lists and footnotes are open.
    containers: usize,
    /// The plain text of the block that is being read.
    block: Block,
    setting: Setting,
    /// How many elements are open in which no names are linked: links, headings, code, table heads.
    unlinkable: usize,
    /// How many events to pass over until the element that is skipped ends.
    skipping: usize,
    /// Whether a paragraph or heading is open: in it there are no blocks.
    in_paragraph: bool,
    /// A paragraph of which nothing is written yet.
    opening: Option<Opening>,
    picture: Option<Picture<'t>>,
    callout: Callout,
    comments: Comments,
    /// For every quotation that is open, whether it is a callout.
    quotations: Vec<bool>,
    links_open: Vec<OpenLink>,
    /// How many links are open; in a link there is none.
    in_link: usize,
    /// The heading that is open: its number, and where its HTML begins.
    heading: Option<OpenHeading>,
    /// Headings whose section is open.
    sections: Vec<usize>,
    table: Option<OpenTable>,
    code: Option<OpenCode>,
    raw: Raw,
    /// Lists of pieces put aside while a footnote is written, with the footnote's number.
    asides: Vec<(Aside, usize, usize)>,
    /// A buffer for words that are set.
    scratch: String,

    drafts: Vec<Draft>,
    paragraphs: Vec<Range<u32>>,
    passages: Vec<Passage>,
    blocks: Vec<NamedBlock>,
    /// Their names in lower case.
    block_names: HashSet<String>,
    /// The block before, and this one, of those that stand in nothing else.
    tops: [Option<Top>; 2],
    targets: Vec<Target>,
    links: Vec<Link>,
    mentions: Vec<Mention>,
    /// Footnotes by label in lower case; their pieces come with the definition.
    labels: HashMap<String, usize>,
    notes: Vec<(Arc<str>, Vec<crate::model::body::Piece>)>,
    codes: Vec<Code>,
    words: u32,
    excerpt: String,
    /// Where names stand in it.
    excerpt_names: Vec<Range<u32>>,
}

impl<'t> Reading<'t> {
    fn new(
        text: &'t str,
        offset: usize,
        source: &'t SourceId,
        settings: &'t Markdown,
        lang: &Lang,
        found: &'t mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            text,
            offset,
            source,
            settings,
            signs: settings.quotes.then(|| quotes::signs_of(lang)),
            tongues: Tongues::of(lang, &settings.languages),
            found,
            out: Out::new(text.len()),
            stack: Vec::new(),
            depth: 0,
            containers: 0,
            block: Block::default(),
            setting: Setting::default(),
            unlinkable: 0,
            skipping: 0,
            in_paragraph: false,
            opening: None,
            picture: None,
            callout: Callout::None,
            comments: Comments::of(text),
            quotations: Vec::new(),
            links_open: Vec::new(),
            in_link: 0,
            heading: None,
            sections: Vec::new(),
            table: None,
            code: None,
            raw: Raw::default(),
            asides: Vec::new(),
            scratch: String::new(),
            drafts: Vec::new(),
            paragraphs: Vec::new(),
            passages: Vec::new(),
            blocks: Vec::new(),
            block_names: HashSet::default(),
            tops: [None; 2],
            targets: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            labels: HashMap::default(),
            notes: Vec::new(),
            codes: Vec::new(),
            words: 0,
            excerpt: String::new(),
            excerpt_names: Vec::new(),
        }
    }

    /// Takes one event. `range` are its bytes in the Markdown.
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if self.raw.is_muted() {
            if let Some(event) = self.muted(event) {
                self.event(event, range);
            }
        } else if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                _ => {}
            }
        } else if self.picture.is_some() {
            self.picture_event(event);
        } else {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag),
                Event::Text(words) => self.words(&words, &range),
                inline => self.inline(inline, range),
            }
        }
    }

    /// The file's place of these bytes of the Markdown.
    fn span(&self, range: &Range<usize>) -> Span {
        range.start + self.offset..range.end + self.offset
    }

    fn place(&self, range: &Range<usize>) -> Place {
        Place::bytes(self.source, self.span(range))
    }

    /// Adds a target and its link; its number.
    fn link_to(&mut self, target: Target, range: &Range<usize>) -> u32 {
        let number = short(self.targets.len());
        self.targets.push(target);
        let span = self.span(range);
        self.links.push(Link { target: number, span });
        number
    }

    fn finish(mut self) -> Parsed {
        self.finish_block();
        self.close_raw(0);
        self.end_sections(0);
        self.out.mark();
        let mut pieces = std::mem::take(&mut self.out.pieces);
        let mut footnotes = Vec::with_capacity(self.notes.len());
        let mut starts = Vec::with_capacity(self.notes.len());
        for (label, of_note) in self.notes {
            let start = short(pieces.len());
            starts.push(start);
            pieces.extend(of_note);
            footnotes.push(Footnote { label, pieces: start..short(pieces.len()) });
        }
        for draft in &mut self.drafts {
            // Sections inside a footnote were counted from its own first piece.
            let start = draft.note.and_then(|note| starts.get(note as usize).copied()).unwrap_or(0);
            draft.section = draft.section.start + start..draft.section.end + start;
        }
        let headings = self.drafts.iter().map(|draft| draft.at.clone()).collect();
        let blocks = block_names::in_order(self.blocks, &mut pieces);
        let body = Body {
            html: Arc::from(self.out.html),
            pieces: exact(pieces),
            headings: exact(headings::with_ids(self.drafts)),
            paragraphs: self.paragraphs,
            passages: self.passages,
            blocks,
            targets: exact(self.targets),
            footnotes,
            code: self.codes,
            words: self.words,
            digest: OnceLock::new(),
            names: OnceLock::new(),
        };
        let excerpt = Excerpt { text: self.excerpt.into(), names: self.excerpt_names };
        Parsed { body, links: exact(self.links), headings, mentions: exact(self.mentions), excerpt }
    }
}

/// The same with no room for more. What has grown has room for up to as much again, and all texts of a dossier are kept; allocators
/// shrink in place only what is far too large.
fn exact<T>(mut grown: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(grown.len());
    exact.append(&mut grown);
    exact
}
