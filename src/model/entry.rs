//! An entry: what stands in one file, read and typed, before it is linked to the others.

use std::ops::Range;
use std::sync::Arc;

use super::body::{Body, Heading, Link, Mention};
use super::date::{Day, When};
use super::details::Details;
use super::name::{EntryId, KindName, Lang};
use super::node::Node;
use super::record::{Record, Ref};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Span};

/// What an entry is found by: its id in the form in which ids are compared, and its language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The id, folded (NFC, lower case).
    pub id: Arc<str>,
    /// The language.
    pub lang: Lang,
}

/// One entry in one language.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file it stands in.
    pub source: SourceId,
    /// All that other entries can see of it.
    pub summary: Arc<Summary>,
    /// Its links with their places, for diagnostics.
    pub links: Vec<Link>,
    /// Where its headings stand in the file, in the order of `Body::headings`.
    pub headings: Vec<Span>,
    /// Its text.
    pub body: Arc<Body>,
}

/// All that other entries can see of an entry: no places, no text.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Its id as the file is called.
    pub id: EntryId,
    /// The same in the form in which ids are compared.
    pub folded: Arc<str>,
    /// Its language.
    pub lang: Lang,
    /// Its kind.
    pub kind: KindName,
    /// The fields every kind has.
    pub common: Common,
    /// Its kind's own fields, as the schema asks for them. The common ones are in `common`.
    pub record: Record,
    /// The same, typed.
    pub details: Arc<dyn Details>,
    /// Every reference in its front matter.
    pub references: Vec<(FieldPath, Ref)>,
    /// The links in its text.
    pub mentions: Vec<Mention>,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// In a dossier of several languages: the digests of its passages, in order.
    pub passages: Vec<u32>,
    /// The first words of its text.
    pub excerpt: Excerpt,
    /// How many words a reader reads.
    pub words: u32,
    /// Whether its front matter had mistakes: then no rule asks more of it.
    pub broken: bool,
}

/// The first words of a text, plain, at most 300 characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The words.
    pub text: Arc<str>,
    /// The bytes of them that are names as links wrote them (`[[nexta]]`), in order: readers are told the title instead.
    pub names: Vec<Range<u32>>,
}

/// The fields every kind has. DESIGN.md "Common fields"; docs/front-matter.md says what each is for.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs, reason = "each field is documented in kind/common.rs, from which the reference page is written")]
pub struct Common {
    pub title: Arc<str>,
    pub short_title: Option<Arc<str>>,
    pub summary: Option<Arc<str>>,
    pub aliases: Vec<Arc<str>>,
    pub redirect_from: Vec<Arc<str>>,
    pub date: Option<When>,
    pub tags: Vec<Arc<str>>,
    pub sources: Vec<Ref>,
    pub related: Vec<Ref>,
    pub image: Option<Image>,
    pub draft: bool,
    pub published: Option<Day>,
    pub updated: Option<Day>,
    pub reviewed: Option<Day>,
    pub review_by: Option<Day>,
    pub corrections: Vec<Correction>,
    pub made_from: Option<Arc<str>>,
    pub autolink: bool,
    pub neutral_share: bool,
    pub extra: Option<Node>,
}

/// A picture that stands for the entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Image {
    /// The path of the file, from the entry's folder.
    pub src: Arc<str>,
    /// What it shows, for those who do not see it.
    pub alt: Arc<str>,
    /// What to say under it.
    pub caption: Option<Arc<str>>,
    /// Who made it.
    pub credit: Option<Arc<str>>,
}

/// A correction that was published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// The day.
    pub date: Day,
    /// What was wrong and what it says now; inline Markdown.
    pub text: Arc<str>,
}

impl Common {
    /// The last day on which it was published, updated, reviewed or corrected.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        let corrected = self.corrections.iter().map(|one| one.date).max();
        [self.published, self.updated, self.reviewed, corrected].into_iter().flatten().max()
    }
}

impl Summary {
    /// What it is found by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key { id: self.folded.clone(), lang: self.lang.clone() }
    }

    /// Whether another summary differs at most in what the text says: its sentences and links, not its headings, to which
    /// others may link. Whatever is gathered from all entries, but for their links, is then the same.
    #[must_use]
    pub fn has_same_head(&self, other: &Self) -> bool {
        let Self {
            id,
            folded,
            lang,
            kind,
            common,
            record,
            // Made of the record.
            details: _,
            references,
            mentions: _,
            headings,
            passages: _,
            excerpt: _,
            words: _,
            broken,
        } = self;
        (id, folded, lang, kind, broken) == (&other.id, &other.folded, &other.lang, &other.kind, &other.broken)
            && (common, record) == (&other.common, &other.record)
            && *references == other.references
            && headings.len() == other.headings.len()
            && headings.iter().zip(&other.headings).all(|(one, other)| one.says_the_same(other))
    }

    /// The short title where there is one, else the title.
    #[must_use]
    pub fn short_title(&self) -> &Arc<str> {
        self.common.short_title.as_ref().unwrap_or(&self.common.title)
    }

    /// What pages in a language call it: its title, unless that is in another language and it has a name in this one.
    /// With the language of what they call it, where that is another.
    #[must_use]
    pub fn called(&self, lang: &Lang) -> (&Arc<str>, Option<&Lang>) {
        self.in_language(&self.common.title, lang)
    }

    /// The same where room is scarce.
    #[must_use]
    pub fn called_shortly(&self, lang: &Lang) -> (&Arc<str>, Option<&Lang>) {
        self.in_language(self.short_title(), lang)
    }

    fn in_language<'a>(&'a self, own: &'a Arc<str>, lang: &Lang) -> (&'a Arc<str>, Option<&'a Lang>) {
        if let Some(of) = self.details.title_language(self, own) {
            return (own, (of != lang).then_some(of));
        }
        if self.lang == *lang {
            return (own, None);
        }
        self.details.name_in(lang).map_or((own, Some(&self.lang)), |name| (name, None))
    }
}
