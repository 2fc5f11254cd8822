//! The text of an entry between parsing and rendering: HTML with holes.
//!
//! Parsing reads the Markdown once and writes HTML for all that depends on this file alone. What depends
//! on other files (where a link goes, what a transclusion holds, how code is coloured, which note has
//! which number on which page) is a `Hole` that `render::body` fills. No spans here: an edit that only
//! moves lines makes the same `Body`.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::headings::{FEW, HeadingNames, find_heading};
use crate::text::Digest;
use crate::text::place::Span;

/// The text of one entry.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The HTML that the pieces are cut from.
    pub html: Arc<str>,
    /// The text from top to bottom.
    pub pieces: Vec<Piece>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Paragraphs outside all containers, each as the pieces between its `<p>` and `</p>`; the first is
    /// what an inline transclusion shows.
    pub paragraphs: Vec<Range<u32>>,
    /// In a dossier of several languages: the blocks that stand in nothing else, in order.
    pub passages: Vec<Passage>,
    /// Blocks that have a name of their own, in the order of their names in lower case.
    pub blocks: Vec<NamedBlock>,
    /// Where links lead, in order; holes name them by number.
    pub targets: Vec<Target>,
    /// The footnotes; holes name them by number.
    pub footnotes: Vec<Footnote>,
    /// Blocks of code; holes name them by number.
    pub code: Vec<Code>,
    /// How many words a reader reads.
    pub words: u32,
    /// The digest of everything above, once somebody has asked.
    pub digest: OnceLock<Digest>,
    /// Its headings by their names, if they are many, once somebody has asked.
    pub names: OnceLock<HeadingNames>,
}

impl Body {
    /// The digest of the whole text: two with the same digest are shown alike.
    #[must_use]
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| {
            let lists = (&self.headings, &self.paragraphs, &self.passages, &self.blocks, &self.targets, &self.footnotes, &self.code);
            Digest::of_value(&(&self.html, &self.pieces, lists, self.words))
        })
    }
}

/// A block that its text gives a name, as note-taking programs do: `^a1b2` at its end, or in a paragraph of its own after it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedBlock {
    /// The id that it has on a page: its name with the sign, `^a1b2`. No heading has such an id.
    pub id: Arc<str>,
    /// The pieces that a transclusion shows.
    pub pieces: Range<u32>,
    /// Whether they are the words of a paragraph or of an item of a list, without tags around them.
    pub is_words: bool,
    /// The tag that begins it and gets the id, as bytes of the HTML without its `>`; empty where it has none of its own.
    pub tag: Range<u32>,
}

impl NamedBlock {
    /// Where its id stands in the order of names, in any case.
    #[must_use]
    pub fn compare(&self, id: &str) -> Ordering {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        self.id.bytes().map(lower).cmp(id.bytes().map(lower))
    }
}

/// What begins the name of a block in a link: `[[entry#^a1b2]]`.
pub const BLOCK_SIGN: char = '^';

/// A part of a text that a link may name.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A heading with its section: its number and itself.
    Heading(usize, &'a Heading),
    /// A block with a name of its own.
    Block(&'a NamedBlock),
}

impl<'a> Part<'a> {
    /// Its id on the page of its text.
    #[must_use]
    pub fn id(self) -> &'a str {
        match self {
            Self::Heading(_, heading) => &heading.id,
            Self::Block(block) => &block.id,
        }
    }

    /// The heading, if it is one.
    #[must_use]
    pub fn heading(self) -> Option<&'a Heading> {
        match self {
            Self::Heading(_, heading) => Some(heading),
            Self::Block(_) => None,
        }
    }
}

/// A piece of a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Bytes of `Body::html`, passed on as they are.
    Html(Range<u32>),
    /// Bytes of `Body::html` that are escaped running text: names may be linked in it.
    Text(Range<u32>),
    /// Something that depends on other files or on the page.
    Hole(Hole),
}

/// What is left for rendering. Numbers are indexes into the lists of the `Body`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hole {
    /// A link whose words follow, up to its `LinkEnd`.
    LinkStart(u32),
    /// The end of that link.
    LinkEnd(u32),
    /// A link without words of its own: `[[id]]`.
    Link(u32),
    /// A picture.
    Image(u32),
    /// A picture with a title, alone in its paragraph: a figure where the picture is known, else a
    /// paragraph. Rendering writes the block's own tags.
    Figure(u32),
    /// A transclusion that stands alone as a block.
    EmbedBlock(u32),
    /// A transclusion inside a paragraph.
    EmbedInline(u32),
    /// A group of citations `[@a; @b]`: from this target, so many.
    Cite(u32, u32),
    /// A source named in running text: `@a`.
    CiteInText(u32),
    /// The opening tag of a heading.
    HeadingStart(u32),
    /// The end of a heading.
    HeadingEnd(u32),
    /// The tag that begins a block with a name, or a place before it.
    BlockTag(u32),
    /// A block of code.
    Code(u32),
    /// A reference to a footnote.
    FootnoteRef(u32),
    /// The title of an alert to which the writer gave no words.
    AlertTitle(Alert),
}

/// What an alert (`> [!NOTE]`) is about; the theme has a colour and a word for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alert {
    /// Something a skimming reader should see.
    Note,
    /// Advice.
    Tip,
    /// What one must know.
    Important,
    /// What needs attention at once.
    Warning,
    /// What an act may lead to.
    Caution,
}

impl Alert {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];

    /// Its word in classes and strings: `note`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// A block of the text that stands in nothing else, by which a translation is compared with its original: a paragraph,
/// a heading, a list, a table, a quotation, a block of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Passage {
    /// Its first piece.
    pub start: u32,
    /// A digest of its Markdown, without blanks at the ends of its lines.
    pub digest: u32,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its id, unique in this text; never holds a colon (ids with a colon are the theme's).
    pub id: Arc<str>,
    /// Its words, plain, as typed (quotes straight).
    pub text: Arc<str>,
    /// Its words as HTML without links, for a table of contents.
    pub html: Arc<str>,
    /// Classes from `{.name}`.
    pub classes: Vec<Arc<str>>,
    /// The pieces from this heading to the end of its section: the next heading of its level or above,
    /// or the end of the container it stands in.
    pub section: Range<u32>,
    /// Whether it stands in a quotation, a list or a footnote: it can be linked to, but it is no part of
    /// the text's own order and so in no table of contents.
    pub is_nested: bool,
}

impl Heading {
    /// Whether the two are the same heading, however much text stands under it.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self { level, id, text, html, classes, section: _, is_nested } = self;
        (level, is_nested) == (&other.level, &other.is_nested)
            && (id, text, html, classes) == (&other.id, &other.text, &other.html, &other.classes)
    }
}

/// A footnote's text. Footnotes stand in the order in which the text first names them, by a reference or
/// by the note itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Footnote {
    /// What the writer called it.
    pub label: Arc<str>,
    /// Its pieces: a range of `Body::pieces` that lies outside the running text (after `Body::end`).
    pub pieces: Range<u32>,
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Code {
    /// The first word after the fence; empty if there is none.
    pub language: Arc<str>,
    /// The code.
    pub text: Arc<str>,
}

/// What kind of link it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// `[[name]]`.
    Wiki,
    /// `![[name]]` of an entry.
    Embed,
    /// A Markdown link to a place in the dossier: another `.md` file, an asset, or `#heading` here.
    File,
    /// A picture, by Markdown or `![[picture.png]]`.
    Image,
    /// An address outside.
    Outside,
    /// `[@source]`.
    Cite,
}

/// Where a link leads, as the writer wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// The kind of link.
    pub kind: TargetKind,
    /// The name, path (percent-decoded) or address without its fragment; empty for `#heading` alone.
    pub name: Arc<str>,
    /// What stands after `#`, percent-decoded.
    pub fragment: Option<Arc<str>>,
    /// The title in quotes of a Markdown link or picture; the locator of a citation (`p. 3`).
    pub title: Option<Arc<str>>,
    /// The words the writer gave, plain: of a picture its alternative text, of a citation what stands
    /// before it in the brackets (`see`); `None` for `[[id]]`.
    pub text: Option<Arc<str>>,
    /// The width the writer asked for (`![[a.png|300]]`), in CSS pixels.
    pub width: Option<u32>,
    /// The address as written, where name and fragment do not give it back exactly (`a%20b.md`, `a?b`).
    pub written: Option<Arc<str>>,
    /// Whether it is a link only if something is so called: `@name` in running text may be anything.
    /// Where nothing is, it is printed as written, and nothing is wrong.
    pub optional: bool,
}

/// A link as a diagnostic needs it: which target, at which bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The number of the target in `Body::targets`.
    pub target: u32,
    /// The whole link in the file.
    pub span: Span,
}

/// A link as other entries see it: what it names, and the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mention {
    /// What kind of link it is; never `Outside` or `Image`.
    pub kind: TargetKind,
    /// The name or path.
    pub name: Arc<str>,
    /// The heading, if one is named.
    pub fragment: Option<Arc<str>>,
    /// The sentence around the link as plain text.
    pub sentence: Arc<str>,
    /// The bytes of the sentence that are the link's words.
    pub words: Range<u32>,
}

impl Body {
    /// The number of pieces of the running text; the pieces after it belong to footnotes.
    #[must_use]
    pub fn end(&self) -> u32 {
        let all = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        self.footnotes.iter().map(|note| note.pieces.start).min().unwrap_or(all)
    }

    /// The pieces of the first paragraph within these pieces, without its `<p>`: what an inline
    /// transclusion shows.
    #[must_use]
    pub fn first_paragraph(&self, within: &Range<u32>) -> Option<Range<u32>> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.start < within.start);
        self.paragraphs.get(at).filter(|paragraph| paragraph.end <= within.end).cloned()
    }

    /// The heading that a fragment names: by its id, or by its words in any case and form.
    #[must_use]
    pub fn heading(&self, fragment: &str) -> Option<(usize, &Heading)> {
        if self.headings.len() <= FEW {
            return find_heading(&self.headings, fragment);
        }
        let number = self.names.get_or_init(|| HeadingNames::of(&self.headings)).find(fragment)?;
        Some((number, self.headings.get(number)?))
    }

    /// The part that a fragment names: a heading, or a block by its name in any case (`^a1b2`).
    #[must_use]
    pub fn part(&self, fragment: &str) -> Option<Part<'_>> {
        if let Some((number, heading)) = self.heading(fragment) {
            return Some(Part::Heading(number, heading));
        }
        // Obsidian writes `a#b#^c` for a block below a heading.
        let id = fragment.rsplit('#').next().filter(|id| id.starts_with(BLOCK_SIGN))?;
        let found = self.blocks.binary_search_by(|block| block.compare(id)).ok()?;
        Some(Part::Block(&self.blocks[found]))
    }
}
