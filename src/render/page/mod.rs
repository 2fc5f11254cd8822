//! The types of pages: the third of the three tables to extend. Each is a file with its address, its view
//! and its template; each is a row in [`PAGES`].

pub mod beside;
pub mod corrections;
pub mod entry;
pub mod feed;
pub mod feed_text;
pub mod glossary;
pub mod home;
pub mod host;
pub mod index;
pub mod ledger;
pub mod links;
pub mod map;
pub mod matrix;
pub mod mirrors;
pub mod missing;
pub mod opensearch;
pub mod redirect;
pub mod register;
pub mod robots;
pub mod search;
pub mod security;
pub mod sitemap;
pub mod sources;
pub mod split;
pub mod tags;
pub mod timeline;
pub mod withdrawn;

use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;

use super::cards::Drawn;
use super::map::layout::Settled;
use super::theme::{Shared, Theme};
use super::{Kept, OutputPath, Press};
use crate::diag::Diagnostic;
use crate::model::Lang;
use crate::text::Digest;
use crate::view;

/// A type of page: which pages of it there are, and how one is made.
pub struct PageType {
    /// Its name, that of its file.
    pub name: &'static str,
    /// The templates it needs.
    pub templates: &'static [&'static str],
    /// The pages of this type.
    pub plan: fn(&Press<'_>) -> Vec<Plan>,
    /// Makes one of them.
    pub make: fn(&Press<'_>, &Plan) -> Page,
}

/// All types of pages.
pub const PAGES: &[PageType] = &[
    // One page that takes as long as hundreds: begun first, so that nobody waits for it in the end.
    map::PAGE,
    home::PAGE,
    entry::PAGE,
    index::PAGE,
    links::PAGE,
    tags::PAGE,
    glossary::PAGE,
    corrections::PAGE,
    timeline::PAGE,
    register::PAGE,
    matrix::PAGE,
    ledger::PAGE,
    search::PAGE,
    mirrors::PAGE,
    missing::PAGE,
    redirect::PAGE,
    withdrawn::PAGE,
    feed::PAGE,
    sitemap::PAGE,
    robots::PAGE,
    opensearch::PAGE,
    security::PAGE,
    host::PAGE,
    beside::PAGE,
];

/// A page that is to be made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plan {
    /// Where it goes.
    pub path: OutputPath,
    /// Its language.
    pub lang: Lang,
    /// What it is about, in words that its type understands: an id, a tag.
    pub subject: Arc<str>,
    /// The number of the page in a list that is split, from 1.
    pub part: usize,
}

impl Plan {
    /// A page at a path; nothing if the path is none.
    #[must_use]
    pub fn new(path: &str, lang: &Lang, subject: &str) -> Option<Self> {
        Some(Self { path: OutputPath::new(path)?, lang: lang.clone(), subject: Arc::from(subject), part: 1 })
    }
}

/// A page before it meets its template.
pub enum Page {
    /// A view for a template, and the bodies that were rendered for it.
    View {
        /// The template's name.
        template: Arc<str>,
        /// The frame.
        frame: Box<view::Page>,
        /// The page's own view.
        view: Box<dyn View>,
        /// Rendered bodies with the digest of what they depend on, to be kept.
        bodies: Vec<Kept>,
        /// Where the entries of a map settled, with the digest of what that depends on, to be kept.
        settled: Option<(Digest, Arc<Settled>)>,
        /// Its card picture.
        card: Option<Box<Drawn>>,
        /// Pieces of it that were made here and not by a template, in the order in which pages have them.
        quiet: Vec<view::Html>,
    },
    /// A text that no template makes: a feed, a list for a host.
    Text(String),
}

impl Page {
    /// A page of this view.
    #[must_use]
    pub fn of(template: &str, frame: view::Page, view: impl View + 'static) -> Self {
        Self::with_bodies(template, frame, view, Vec::new())
    }

    /// The same, with the bodies that were rendered for it.
    #[must_use]
    pub fn with_bodies(template: &str, frame: view::Page, view: impl View + 'static, bodies: Vec<Kept>) -> Self {
        Self::View {
            template: Arc::from(template),
            frame: Box::new(frame),
            view: Box::new(view),
            bodies,
            settled: None,
            card: None,
            quiet: Vec::new(),
        }
    }

    /// The same with a card picture.
    #[must_use]
    pub fn with_card(mut self, drawn: Option<Drawn>) -> Self {
        if let Self::View { card, .. } = &mut self {
            *card = drawn.map(Box::new);
        }
        self
    }

    /// The same with pieces that no template made: they are passed over when the finished page is looked at, so nothing in them may
    /// lead out of the site.
    #[must_use]
    pub fn with_quiet(mut self, pieces: Vec<view::Html>) -> Self {
        if let Self::View { quiet, .. } = &mut self {
            *quiet = pieces;
        }
        self
    }
}

/// What a template is given: any view.
pub trait View: Send + Sync {
    /// The digest of all it says.
    fn digest(&self) -> Digest;
    /// Fills a template.
    ///
    /// # Errors
    /// A mistake in the template, at its place in the theme.
    fn fill(&self, theme: &Theme, template: &str, shared: &Shared, frame: &view::Page) -> Result<String, Box<Diagnostic>>;
}

impl<T: Serialize + Hash + Send + Sync> View for T {
    fn digest(&self) -> Digest {
        Digest::of_value(self)
    }

    fn fill(&self, theme: &Theme, template: &str, shared: &Shared, frame: &view::Page) -> Result<String, Box<Diagnostic>> {
        theme.render(template, shared, frame, self)
    }
}

/// The language's folder and a path in it.
#[must_use]
pub fn in_language(press: &Press<'_>, lang: &Lang, path: &str) -> String {
    format!("{}{path}", crate::link::route::folder(&press.dossier.config, lang))
}
