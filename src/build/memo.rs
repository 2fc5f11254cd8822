//! What one build hands to the next: results by the digest of all they depend on.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Outcome};
use crate::model::{Entry, Key};
use crate::render::body::Highlights;
use crate::render::cite::{Reference, Style};
use crate::render::search::Words;
use crate::render::theme::Theme;
use crate::render::{Bodies, OutputFile};
use crate::text::Digest;

/// Results of a build. Read-only while the next one runs; a result that a build did not use is not kept.
#[derive(Default)]
pub struct Memo {
    /// Whether nobody will ask for what is kept: then no keys are made, which is a twentieth of a build.
    pub(super) is_last: bool,
    /// Entries by the digest of their source and the settings.
    pub(super) parsed: HashMap<Digest, Arc<Outcome<Vec<Arc<Entry>>>>>,
    /// Rendered texts.
    pub(super) bodies: Bodies,
    /// Coloured code.
    pub(super) code: Highlights,
    /// The style of citations by the digest of its file and the languages, with what was wrong in it.
    pub(super) style: Option<(Digest, Arc<Style>, Vec<Diagnostic>)>,
    /// Sources as a style sets them.
    pub(super) references: HashMap<Digest, Arc<Reference>>,
    /// The words of entries for the search, each with the entry they were read in.
    pub(super) words: HashMap<Key, (Arc<Entry>, Arc<Words>)>,
    /// Pages by the digest of their view, frame, template and site.
    pub(super) pages: HashMap<Digest, KnownPage>,
    /// The theme by the digest of its files, with what was wrong in them.
    pub(super) theme: Option<(Digest, Option<Arc<Theme>>, Vec<Diagnostic>)>,
}

/// A page that was made before.
#[derive(Clone)]
pub(super) struct KnownPage {
    /// The page.
    pub file: Arc<OutputFile>,
    /// If it leads out of the site: the digest of what was said of such links when it was made.
    pub outside: Option<Digest>,
}

impl Memo {
    /// A memo that holds nothing, for a build after which there is no other: what it hands out holds nothing worth
    /// keeping. The site is the same.
    #[must_use]
    pub fn last() -> Self {
        Self { is_last: true, ..Self::default() }
    }
}

impl std::fmt::Debug for Memo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Memo {{ parsed: {}, bodies: {}, pages: {} }}", self.parsed.len(), self.bodies.len(), self.pages.len())
    }
}
