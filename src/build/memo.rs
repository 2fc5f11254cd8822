//! What one build hands to the next: results by the digest of all they depend on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::HashMap;

use crate::diag::{Diagnostic, Outcome};
use crate::link::Dossier;
use crate::model::{Entry, Key, Lang};
use crate::render::body::Highlights;
use crate::render::cite::{Cites, Reference, Style};
use crate::render::map::layout::Settled;
use crate::render::outside::Outside;
use crate::render::outside::links::Link;
use crate::render::page::Plan;
use crate::render::search::index::{AllWords, Index};
use crate::render::theme::Theme;
use crate::render::{Kept, OutputFile, Pieces, Press, Tables};
use crate::text::Digest;
use crate::text::noted::{Asked, Changed};

/// The entries of a file.
pub(super) type Parsed = Outcome<Vec<Arc<Entry>>>;

/// Results of a build. Read-only while the next one runs; a result that a build did not use is not kept.
#[derive(Default)]
pub struct Memo {
    /// Whether nobody will ask for what is kept: then no keys are made, which is a twentieth of a build.
    pub(super) is_last: bool,
    /// The digest of the settings, and entries by the digest of their source.
    pub(super) parsed: (Digest, HashMap<Digest, Arc<Parsed>>),
    /// What rules looked at, to be compared with what is there now.
    pub(super) seen: Option<Seen>,
    /// What the rules found in each entry.
    pub(super) checked: HashMap<Key, Arc<Checked>>,
    /// What the last build that made pages left.
    pub(super) pages: Arc<PagesMemo>,
}

/// What the making of pages leaves to the next.
#[derive(Default)]
pub(super) struct PagesMemo {
    /// The same as of the whole memo.
    pub(super) is_last: bool,
    /// What pages were made of.
    pub(super) pieces: Pieces,
    /// Coloured code.
    pub(super) code: Highlights,
    /// The style of citations by the digest of its file and the languages, with what was wrong in it.
    pub(super) style: Option<(Digest, Arc<Style>, Vec<Diagnostic>)>,
    /// Sources as a style sets them.
    pub(super) references: Arc<HashMap<Digest, Arc<Reference>>>,
    /// The words of entries for the search.
    pub(super) words: AllWords,
    /// The index of the search in each language.
    pub(super) indexes: BTreeMap<Lang, Index>,
    /// What pages looked at, to be compared with what is there now; nothing if the theme had mistakes.
    pub(super) printed: Option<Printed>,
    /// The pages there were, each with the number of its type.
    pub(super) plans: Arc<Vec<(usize, Plan)>>,
    /// Pages by what they are.
    pub(super) pages: HashMap<Plan, Arc<Page>>,
    /// The theme by the digest of its files, with what was wrong in them.
    pub(super) theme: Option<(Digest, Option<Arc<Theme>>, Vec<Diagnostic>)>,
}

/// All that rules can ask for.
#[derive(Clone)]
pub(super) struct Seen {
    /// The digest of the settings and options.
    pub(super) settings: Digest,
    /// The dossier.
    pub(super) dossier: Arc<Dossier>,
}

/// All that pages can ask for.
pub(super) struct Printed {
    /// What rules can ask for too.
    pub(super) seen: Seen,
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
#[derive(Clone)]
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
    /// Where the entries of a map settled.
    pub(super) settled: Option<(Digest, Arc<Settled>)>,
    /// Its card picture, with the digest of what that says; the blank one has none.
    pub(super) card: Option<(Option<Digest>, Arc<OutputFile>)>,
    /// If it leads out of the site: what is said of such links.
    pub(super) outside: Option<Outward>,
}

/// What is said of the links of a page that lead out of the site.
#[derive(Clone)]
pub(super) struct Outward {
    /// Where they lead, each once; nothing for a feed, of which nobody knows.
    addresses: Option<Arc<[Box<str>]>>,
    /// The digest of what is said of these.
    said: Digest,
    /// The digest of all that is said of anything: while that is the same, so is the other.
    all: Digest,
}

impl Outward {
    /// What is said of some links; nothing where there are none.
    pub(super) fn of(links: Vec<Link>, outside: &Outside, lang: &Lang) -> Option<Self> {
        let addresses: BTreeSet<Box<str>> = links.into_iter().map(|link| link.address.into()).collect();
        if addresses.is_empty() {
            return None;
        }
        let addresses: Arc<[Box<str>]> = addresses.into_iter().collect();
        Some(Self { said: outside.said_of(lang, &addresses), addresses: Some(addresses), all: outside.digest })
    }

    /// What is said of links of which nobody knows.
    pub(super) fn unknown(outside: &Outside) -> Self {
        Self { addresses: None, said: Digest::default(), all: outside.digest }
    }
}

impl Page {
    /// The page, if the same is to be said of its links out of the site.
    pub(super) fn if_said(self: &Arc<Self>, outside: &Outside, lang: &Lang) -> Option<Arc<Self>> {
        let Some(known) = self.outside.as_ref().filter(|known| known.all != outside.digest) else { return Some(Arc::clone(self)) };
        let addresses = known.addresses.as_ref().filter(|addresses| known.said == outside.said_of(lang, addresses))?;
        // The next build need not look again.
        let outside = Some(Outward { addresses: Some(Arc::clone(addresses)), said: known.said, all: outside.digest });
        Some(Arc::new(Self { outside, ..Self::clone(self) }))
    }
}

impl Seen {
    /// What of the dossier is not as it was; nothing if there was none of the same settings and options.
    pub(super) fn changed(&self, before: Option<&Self>) -> Option<Changed> {
        let before = before.filter(|before| before.settings == self.settings)?;
        let mut changed = Changed::default();
        self.dossier.compare(&before.dossier, &mut changed);
        Some(changed)
    }
}

impl Printed {
    /// Those of the same settings, theme and style, if everything that is gathered from all entries is still the same.
    pub(super) fn unless_gathered_anew(&self, seen: &Seen, theme: Digest) -> Option<&Self> {
        let is_same = self.theme == theme && self.seen.settings == seen.settings && seen.dossier.gathers_the_same(&self.seen.dossier);
        is_same.then_some(self)
    }

    /// Whether the same entries link to the same ones.
    pub(super) fn links_the_same(&self, dossier: &Dossier) -> bool {
        dossier.graph.incoming.is_shared(&self.seen.dossier.graph.incoming)
    }

    /// What of all that pages see is not as it was; nothing if there were no pages of the same settings, theme and style.
    /// `of_rules` is what changed since the dossier that the rules saw last.
    pub(super) fn changed(seen: &Seen, of_rules: Option<Changed>, press: &Press<'_>, theme: Digest, memo: &Memo) -> Option<Changed> {
        let before = memo.pages.printed.as_ref().filter(|before| before.theme == theme)?;
        let is_one = |last: &Seen| Arc::ptr_eq(&last.dossier, &before.seen.dossier);
        let of_rules = of_rules.filter(|_| memo.seen.as_ref().is_some_and(is_one));
        let mut changed = of_rules.or_else(|| seen.changed(Some(&before.seen)))?;
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
        Self { is_last: true, pages: Arc::new(PagesMemo { is_last: true, ..PagesMemo::default() }), ..Self::default() }
    }

    /// The last dossier, if it was of these settings and options.
    pub(super) fn dossier(&self, settings: Digest) -> Option<&Dossier> {
        self.seen.as_ref().filter(|seen| seen.settings == settings).map(|seen| &*seen.dossier)
    }
}

impl std::fmt::Debug for Memo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let PagesMemo { pieces, pages, .. } = &*self.pages;
        write!(f, "Memo {{ parsed: {}, bodies: {}, pages: {} }}", self.parsed.1.len(), pieces.bodies.len(), pages.len())
    }
}
