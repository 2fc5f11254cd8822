//! Card pictures: what chats and social networks show of a link to a page, drawn when the site is built.
//!
//! In: the words that a page says of itself. Out: a PNG of 1200 by 630 pixels (what Open Graph's readers expect) under an address
//! that carries its digest, so that a card whose words stay keeps its address. `letters` knows how wide letters are, `draw`
//! makes pixels and `file` the bytes of a PNG; none knows an entry, and neither ever asks the system for a font: the same words are the same bytes in every
//! folder, locale and number of threads. Without the feature `cards` nothing is drawn, and `parse` says so to who asks for it.

#[cfg(feature = "cards")]
mod draw;
#[cfg(feature = "cards")]
mod file;
#[cfg(feature = "cards")]
mod letters;
mod words;

use std::sync::Arc;

use super::OutputFile;
#[cfg(feature = "cards")]
use super::{Content, OutputPath};
use crate::text::Digest;

pub use words::{of_entry, of_home, takes};

/// The folder of all cards of a site.
pub const FOLDER: &str = "assets/cards/";
/// How wide a card is, in pixels.
pub const WIDTH: u32 = 1200;
/// How high a card is, in pixels.
pub const HEIGHT: u32 = 630;

/// What a card says. All of it is plain text; what is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Card {
    /// The title of the entry, or of the dossier on the home page.
    pub title: Arc<str>,
    /// The title to be drawn where a letter of the first one is in none of the fonts.
    pub short_title: Arc<str>,
    /// The word of its kind.
    pub kind: Arc<str>,
    /// The sign on the right page.
    pub sign: Sign,
    /// What the sign means: a standing, the name of a label, what may follow.
    pub meaning: Arc<str>,
    /// The label of the day of its last review.
    pub reviewed: Arc<str>,
    /// That day in words.
    pub day: Arc<str>,
    /// The name of the dossier.
    pub site: Arc<str>,
}

/// The sign on the right page of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Sign {
    /// None: the page is blank.
    #[default]
    Blank,
    /// Two pages, by the word of a claim's standing.
    Standing(Arc<str>),
    /// A stamp, by its weight.
    Stamp(Arc<str>),
    /// Strokes as on a tally, by the word of what may follow.
    Strokes(Arc<str>),
}

/// A card with its picture.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The picture; where nothing may be said (`share: neutral`) the blank book that all such pages share.
    pub file: Arc<OutputFile>,
    /// What it shows, in words.
    pub alt: Arc<str>,
    /// What it is kept under; nothing for the blank book, for itself or in place of a picture.
    pub key: Option<Digest>,
    /// Whether it was drawn for this, and not before.
    pub is_new: bool,
    /// Letters of the title that no font of the cards has: the title is not on the picture.
    pub missing: Arc<str>,
}

impl Card {
    /// What its picture is kept under: all it says.
    #[must_use]
    pub fn key(&self) -> Digest {
        Digest::of_value(self)
    }

    /// What its picture shows, in words: `title` as it is drawn, so that whatever looks for words in pages finds it.
    #[must_use]
    pub fn alt(&self, title: &str) -> Arc<str> {
        let said = [title, &self.kind, &self.meaning].into_iter().filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join(" · ").into()
    }
}

/// Whether this program can draw cards.
pub const CAN_DRAW: bool = cfg!(feature = "cards");

/// A picture as a file of the site, under the address of its bytes.
#[cfg(feature = "cards")]
fn file(bytes: Arc<[u8]>) -> Option<Arc<OutputFile>> {
    at(&Digest::of(&bytes), bytes)
}

/// A picture under the address of a digest.
#[cfg(feature = "cards")]
fn at(digest: &Digest, bytes: Arc<[u8]>) -> Option<Arc<OutputFile>> {
    let path = OutputPath::new(&format!("{FOLDER}{}.png", digest.short(12)))?;
    Some(Arc::new(OutputFile { path, digest: Digest::quick(&bytes), content: Content::Bytes(bytes) }))
}
