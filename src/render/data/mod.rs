//! The dossier as data: what exports hold, and what stands beside each page for programs.
//!
//! In: all that pages are made from. Out: the typed graph as JSON, references to pages in the formats of reference managers.
//! What is not shown on the site is in none of it: drafts, what is later than the day asked for, fields for the program alone.

pub mod json;
pub mod markdown;
pub mod reference;

use std::sync::Arc;

use super::Press;
use super::body::Spot;
use super::frame::absolute;
use super::plain::plain;
use crate::model::{Entry, Lang};

/// What an export is made from.
pub struct Export<'a> {
    /// The dossier, its theme and its words.
    pub press: &'a Press<'a>,
    /// The language whose texts are taken; what is not translated is in the main one.
    pub lang: &'a Lang,
    /// What addresses in texts begin with: the site's, or the way to its root.
    pub root: Arc<str>,
}

impl<'a> Export<'a> {
    /// An export whose addresses are whole where the site has one.
    #[must_use]
    pub fn new(press: &'a Press<'a>, lang: &'a Lang) -> Self {
        Self { press, lang, root: press.dossier.config.base_url.clone() }
    }

    /// The entries that are shown, by id.
    pub fn entries(&self) -> impl Iterator<Item = (&'a Arc<str>, &'a Arc<Entry>)> {
        let (dossier, lang) = (self.press.dossier, self.lang);
        let originals = dossier.entries.keys().filter(|key| key.lang == *dossier.config.main());
        originals.filter_map(move |key| Some((&key.id, dossier.shown(&key.id, lang)?)))
    }

    /// Where texts are read.
    #[must_use]
    pub fn spot(&self) -> Spot {
        Spot { root: self.root.clone(), lang: self.lang.clone() }
    }

    /// Inline Markdown of a front matter as plain text.
    #[must_use]
    pub fn inline(&self, entry: &Entry, text: &str) -> String {
        plain(&self.press.inline(entry, text, &self.spot()))
    }

    /// The whole address of an entry's page, where the site has one.
    #[must_use]
    pub fn url(&self, id: &str) -> Option<String> {
        let address = self.press.dossier.graph.routes.address(id, self.lang)?;
        Some(absolute(self.press, address).to_string()).filter(|url| !url.is_empty())
    }
}
