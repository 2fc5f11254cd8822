//! Sources, as lists of them and their own pages show them.
//!
//! A template finds one field more in a source without a number, `item`: what the theme's component `source_item` writes for it
//! (see `render::theme::values`).

use std::sync::Arc;

use serde::Serialize;

use super::shared::{Called, Shared};
use super::{Html, Ref};

/// A source that the page rests on, shared: where a text does not cite it, a dozen pages say the same of it.
pub type Source = Shared<SourceFields>;

impl Source {
    /// What a source is called that has no number.
    pub const NAMED: &str = "Source";
    /// What one is called that the text of the page cites.
    pub const CITED: &str = "Source with a number";
}

impl Called for SourceFields {
    fn called(&self) -> &'static str {
        if self.number == 0 { Source::NAMED } else { Source::CITED }
    }
}

/// A source that the page rests on.
#[derive(Debug, Clone, Serialize, Hash, PartialEq, Eq)]
pub struct SourceFields {
    /// The number in the text; 0 if it is only named in the front matter.
    pub number: u32,
    /// How the text marks it: `numbers`, or `names` (author and year) for a list without numbers.
    pub marks: &'static str,
    /// The id on the page to jump to.
    pub id: Arc<str>,
    /// The source's entry.
    pub entry: Ref,
    /// The reference as the citation style sets it, up to the title; may be empty.
    pub before: Html,
    /// The title as the style sets it.
    pub title: Html,
    /// What the style sets after the title; may be empty.
    pub after: Html,
    /// All of that, the title as a link to the source's page.
    pub cited: Html,
    /// Who published it; may be empty.
    pub publisher: Arc<str>,
    /// The address of the document itself; may be empty.
    pub url: Arc<str>,
    /// Whether the reference itself has that address as a link.
    pub is_linked: bool,
    /// The address of an archived copy; may be empty.
    pub archive_url: Arc<str>,
    /// The day somebody last saw it at that address, in words; may be empty.
    pub accessed: Arc<str>,
    /// The same as `2021-08-18`.
    pub accessed_edtf: Arc<str>,
    /// The language of the document; may be empty.
    pub language: Arc<str>,
    /// How far it can be relied on, a word (`state-media`); may be empty.
    pub reliability: Arc<str>,
    /// The same in the language of the page; may be empty.
    pub reliability_label: Arc<str>,
    /// Where the document and its copy are, as links, and when it was last seen, in words; may be empty.
    pub found: Html,
    /// Its language, unless it is that of the page, and how far it can be relied on, in words; may be empty.
    pub trust: Html,
    /// The designations in force of its publisher, and of the document itself.
    pub listed: Vec<Listed>,
    /// The ids of the places in the text that cite it, to jump back to.
    pub places: Vec<Arc<str>>,
}

/// A designation in force that a reader of a source should know of.
#[derive(Debug, Clone, Serialize, Hash, PartialEq, Eq)]
pub struct Listed {
    /// Whether it is the document itself that is listed, and not its publisher.
    pub is_document: bool,
    /// As what: the name of the instrument.
    pub label: Arc<str>,
    /// Since when, in words; may be empty.
    pub since: Arc<str>,
    /// The same as EDTF; may be empty.
    pub edtf: Arc<str>,
    /// The designation.
    pub entry: Ref,
}
