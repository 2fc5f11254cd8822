//! What one build hands to the next: results by the digest of all they depend on.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Outcome};
use crate::link::Dossier;
use crate::model::{Entry, Key};
use crate::render::body::Highlights;
use crate::render::cite::{Cites, Reference, Style};
use crate::render::page::Plan;
use crate::render::search::Words;
use crate::render::theme::Theme;
use crate::render::{Bodies, Kept, OutputFile, Press, Tables};
use crate::text::Digest;
use crate::text::noted::{Asked, Changed};

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
    /// What pages and rules looked at, to be compared with what is there now.
    pub(super) seen: Option<Seen>,
    /// What the rules found in each entry.
    pub(super) checked: HashMap<Key, Arc<Checked>>,
    /// Pages by what they are.
    pub(super) pages: HashMap<Plan, Arc<Page>>,
    /// The theme by the digest of its files, with what was wrong in them.
    pub(super) theme: Option<(Digest, Option<Arc<Theme>>, Vec<Diagnostic>)>,
}

/// All that pages and rules can ask for.
pub(super) struct Seen {
    /// The digest of the settings and options.
    pub(super) settings: Digest,
    /// The dossier.
    pub(super) dossier: Arc<Dossier>,
    /// What pages see beside it; nothing if the theme had mistakes.
    pub(super) printed: Option<Printed>,
}

/// All that only pages can ask for.
pub(super) struct Printed {
    /// The digest of the theme and of the style of citations.
    pub(super) theme: Digest,
    pub(super) cites: Cites,
    pub(super) tables: Tables,
}

/// What the rules found in an entry.
pub(super) struct Checked {
    pub(super) entry: Arc<Entry>,
    pub(super) asked: Asked,
    pub(super) found: Vec<Diagnostic>,
}

/// A page that was made.
pub(super) struct Page {
    /// The name of its type.
    pub(super) name: &'static str,
    pub(super) file: Arc<OutputFile>,
    /// The digest of its view, frame, template and site; of a text, of itself.
    pub(super) digest: Digest,
    /// What it asked for until its view was made.
    pub(super) asked: Asked,
    /// The texts it shows.
    pub(super) bodies: Vec<Kept>,
}

impl Seen {
    /// What of the dossier is not as it was; nothing if there was none of the same settings and options.
    pub(super) fn changed(&self, memo: &Memo) -> Option<Changed> {
        let before = memo.seen.as_ref().filter(|before| before.settings == self.settings)?;
        let mut changed = Changed::default();
        self.dossier.compare(&before.dossier, &mut changed);
        Some(changed)
    }
}

impl Printed {
    /// The same with what only pages see; nothing if there were no pages of the same theme and style.
    pub(super) fn changed(of_dossier: Option<Changed>, press: &Press<'_>, theme: Digest, memo: &Memo) -> Option<Changed> {
        let before = memo.seen.as_ref()?.printed.as_ref().filter(|before| before.theme == theme)?;
        let mut changed = of_dossier?;
        press.cites.compare(&before.cites, &mut changed);
        press.compare(&before.tables, &mut changed);
        Some(changed)
    }
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
