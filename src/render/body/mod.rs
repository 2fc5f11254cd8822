//! A text of the dossier as a page shows it: the holes of its `Body` are filled.
//!
//! In: the linked dossier, an entry, and the spot where its text is shown. Out: HTML, the sources it cites
//! in order, and the table of contents. Looks up what links lead to and asks nothing else of other entries;
//! knows no Markdown, no templates and no pages.

pub mod autolinks;
mod cites;
mod embeds;
mod links;
mod notes;
mod pictures;
mod sides;
mod toc;
mod words;

use std::ops::Range;
use std::sync::Arc;

use ahash::{HashMap, HashSet};

use super::behind;
use super::cite::Cites;
use super::code;
use super::svg::write_whole;
use crate::link::Dossier;
use crate::link::autolinks::Autolinks;
use crate::model::body::Piece;
use crate::model::{Body, Entry, Hole, Key, Lang};
use crate::parse;
use crate::parse::body::escape::attribute;
use crate::parse::body::ids::Ids;
use crate::text::Digest;
use crate::view;

use links::Closing;
use notes::Notes;
use sides::Side;
pub use words::BodyWords;

/// Where a text is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The way from the page to the site's root: `../../`.
    pub root: Arc<str>,
    /// The language of the page.
    pub lang: Lang,
}

/// A text as a page shows it.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The HTML.
    pub html: Arc<str>,
    /// The sources it cites, in the order of their numbers.
    pub cited: Vec<Cited>,
    /// Its headings, as a tree; empty for fewer than two.
    pub toc: Vec<view::TocItem>,
}

/// A source that a text cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The source's entry.
    pub key: Key,
    /// The ids of the places that cite it, in order: `cite:1:1`.
    pub places: Vec<Arc<str>>,
}

/// Coloured code, by the digest of its language and text.
pub type Highlights = HashMap<Digest, Arc<str>>;

/// The text of an entry at a spot.
#[must_use]
pub fn body(
    dossier: &Dossier,
    entry: &Entry,
    spot: &Spot,
    highlights: &Highlights,
    cites: &Cites,
    words: &BodyWords,
    behind: Option<&behind::Notes>,
) -> Rendered {
    let mut page = Page::new(dossier, entry, spot, Some(highlights), cites, words);
    let shown = Shown::all_of(entry);
    for heading in &entry.body.headings {
        page.ids.reserve(&heading.id);
    }
    page.embedding.push((entry.summary.key(), 0..entry.body.end()));
    page.out.reserve(entry.body.html.len() + entry.body.html.len() / 2);
    let mut from = 0;
    for (start, note) in behind.iter().flat_map(|notes| notes.starts.iter().map(|start| (*start, &notes.html))) {
        page.pieces(shown, from..start);
        page.out.push_str(note);
        from = start;
    }
    page.pieces(shown, from..entry.body.end());
    if !page.sides.is_empty() {
        page.out = sides::beside(&page.out, std::mem::take(&mut page.sides));
    }
    page.write_notes();
    Rendered { html: Arc::from(page.out), cited: page.cited, toc: toc::toc(&entry.body) }
}

/// A text of the front matter in which inline Markdown is read, as HTML without a paragraph around it.
#[must_use]
pub fn inline(dossier: &Dossier, entry: &Entry, text: &str, spot: &Spot, cites: &Cites, words: &BodyWords) -> view::Html {
    let body = parse::body::inline(text, &entry.source, &dossier.config.markdown, &entry.summary.lang);
    let mut page = Page::new(dossier, entry, spot, None, cites, words);
    page.pieces(Shown { entry, body: &body }, body.first_paragraph(&(0..body.end())).unwrap_or(0..0));
    Arc::from(page.out)
}

/// A text that is being shown: whose links are resolved from which entry.
#[derive(Debug, Clone, Copy)]
struct Shown<'a> {
    entry: &'a Entry,
    body: &'a Body,
}

impl<'a> Shown<'a> {
    fn all_of(entry: &'a Entry) -> Self {
        Self { entry, body: &entry.body }
    }
}

/// A page's text while it is written.
struct Page<'a> {
    dossier: &'a Dossier,
    /// The entry whose page it is.
    own: &'a Entry,
    spot: &'a Spot,
    /// Whether it is a text of the front matter, which has no list of sources of its own.
    is_inline: bool,
    /// Coloured code, if there is any.
    highlights: Option<&'a Highlights>,
    /// The sources as the style sets them.
    cites: &'a Cites,
    words: &'a BodyWords,
    out: String,
    /// What the links that are open write at their end.
    closing: Vec<Closing>,
    /// How many links and headings are open; in them there are no other links.
    in_link: usize,
    in_heading: usize,
    /// Ids of headings that are taken.
    ids: Ids,
    notes: Notes<'a>,
    cited: Vec<Cited>,
    numbers: HashMap<Key, usize>,
    /// Notes of sources, which stand beside the text.
    sides: Vec<Side>,
    /// Ids of entries that are linked already and do not link by themselves.
    linked: HashSet<&'a str>,
    /// The names that link by themselves; nothing where none do.
    names: Option<&'a Autolinks>,
    /// The texts that are being shown within one another, and how much of others was shown in all.
    embedding: Vec<(Key, Range<u32>)>,
    embedded: usize,
}

impl<'a> Page<'a> {
    fn new(
        dossier: &'a Dossier,
        own: &'a Entry,
        spot: &'a Spot,
        highlights: Option<&'a Highlights>,
        cites: &'a Cites,
        words: &'a BodyWords,
    ) -> Self {
        Self {
            dossier,
            own,
            spot,
            is_inline: highlights.is_none(),
            highlights,
            cites,
            words,
            out: String::new(),
            closing: Vec::new(),
            in_link: 0,
            in_heading: 0,
            ids: Ids::default(),
            notes: Notes::default(),
            cited: Vec::new(),
            numbers: HashMap::default(),
            sides: Vec::new(),
            linked: HashSet::from_iter([&*own.summary.folded]),
            names: if highlights.is_some() { dossier.autolinks(own) } else { None },
            embedding: Vec::new(),
            embedded: 0,
        }
    }

    /// Writes pieces of a text. Calls itself for a transclusion only, to a bound.
    fn pieces(&mut self, shown: Shown<'a>, range: Range<u32>) {
        let pieces = shown.body.pieces.get(range.start as usize..range.end as usize).unwrap_or(&[]);
        let html = &shown.body.html;
        for piece in pieces {
            match piece {
                Piece::Html(bytes) => self.out.push_str(&html[bytes.start as usize..bytes.end as usize]),
                Piece::Text(bytes) => self.text(&html[bytes.start as usize..bytes.end as usize]),
                Piece::Hole(hole) => self.hole(shown, *hole),
            }
        }
    }

    fn hole(&mut self, shown: Shown<'a>, hole: Hole) {
        match hole {
            Hole::LinkStart(target) => self.start_link(shown, target),
            Hole::LinkEnd(_) => self.end_link(),
            Hole::Link(target) => self.link(shown, target),
            Hole::Image(target) => self.picture(shown, target),
            Hole::Figure(target) => self.figure(shown, target),
            Hole::EmbedBlock(target) => self.embed_block(shown, target),
            Hole::EmbedInline(target) => self.embed_inline(shown, target),
            Hole::Cite(first, many) => self.cite(shown, first, many),
            Hole::CiteInText(target) => self.cite_in_text(shown, target),
            Hole::HeadingStart(heading) => self.start_heading(shown, heading),
            Hole::HeadingEnd(heading) => self.end_heading(shown, heading),
            Hole::BlockTag(block) => self.block_tag(shown, block),
            Hole::Code(code) => self.code(shown, code),
            Hole::FootnoteRef(note) => self.note_reference(shown, note),
            Hole::AlertTitle(alert) => {
                let words = self.words;
                self.escaped(words.alert(alert));
            }
        }
    }

    /// Writes text, escaped.
    fn escaped(&mut self, text: &str) {
        parse::body::escape::escape(&mut self.out, text);
    }

    fn start_heading(&mut self, shown: Shown<'a>, number: u32) {
        let Some(heading) = shown.body.headings.get(number as usize) else { return };
        // The page's own text has its ids reserved; what is shown of others takes what is left.
        let is_own = self.embedding.len() == 1;
        let id = if is_own { heading.id.clone() } else { self.ids.take(&heading.id) };
        self.in_heading += 1;
        self.out.push_str("<h");
        write_whole(&mut self.out, heading.level.into());
        self.out.push_str(" id=\"");
        self.escaped(&id);
        self.out.push('"');
        if !heading.classes.is_empty() {
            self.out.push_str(" class=\"");
            self.escaped(&heading.classes.join(" "));
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn end_heading(&mut self, shown: Shown<'a>, number: u32) {
        if let Some(heading) = shown.body.headings.get(number as usize) {
            self.in_heading -= 1;
            self.out.push_str("</h");
            write_whole(&mut self.out, heading.level.into());
            self.out.push('>');
        }
    }

    /// The tag of a block with a name. It has its id on the page of its own text alone: what is shown of others leads there.
    fn block_tag(&mut self, shown: Shown<'a>, number: u32) {
        let Some(block) = shown.body.blocks.get(number as usize) else { return };
        let tag = &shown.body.html[block.tag.start as usize..block.tag.end as usize];
        let is_own = self.embedding.len() == 1;
        if tag.is_empty() && !is_own {
            return;
        }
        self.out.push_str(if tag.is_empty() { "<span" } else { tag });
        if is_own {
            attribute(&mut self.out, "id", &block.id);
        }
        self.out.push_str(if tag.is_empty() { "></span>" } else { ">" });
    }

    fn code(&mut self, shown: Shown<'a>, number: u32) {
        let Some(block) = shown.body.code.get(number as usize) else { return };
        let digest = Digest::of_parts(&[block.language.as_bytes(), block.text.as_bytes()]);
        match self.highlights.and_then(|highlights| highlights.get(&digest)) {
            Some(coloured) => self.out.push_str(coloured),
            None => self.out.push_str(&code::plain(&block.language, &block.text)),
        }
    }
}
