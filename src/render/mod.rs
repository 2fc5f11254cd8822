//! The dossier as files: bodies, then pages, then templates.
//!
//! In: the linked `Dossier` and a `Theme`. Out: `OutputFile`s, one at a time and each alone, so that `build`
//! may make them in parallel and keep them from one build to the next. Nothing here writes to a disk.

pub mod backlinks;
pub mod behind;
pub mod body;
pub mod card;
pub mod cite;
pub mod code;
pub mod dependence;
pub mod frame;
pub mod law;
pub mod ledger;
pub mod linked_data;
pub mod lists;
pub mod map;
pub mod output;
pub mod outside;
pub mod page;
pub mod refs;
pub mod relations;
pub mod retold;
pub mod search;
pub mod strings;
pub mod strip;
pub mod svg;
pub mod theme;
pub mod timeline;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::evidence::ledger::Ledger;
use crate::evidence::questions;
use crate::link::Dossier;
use crate::model::date::Day;
use crate::model::{Entry, Lang, Summary};
use crate::text::Digest;
use crate::text::noted::{Changed, Noted, Table};
use crate::view;

use body::{BodyWords, Highlights, Rendered, Spot};
use cite::Cites;
use lists::Lists;
pub use output::{Content, OutputFile, OutputPath};
use page::sources::Described;
use refs::Refs;
use relations::Relations;
use theme::{Shared, Theme};

/// Rendered bodies of an earlier build, by the digest of all they depend on.
pub type Bodies = std::collections::HashMap<Digest, Arc<Rendered>>;

/// A rendered body and the digest it is kept under; none if nobody keeps it.
pub type Kept = (Option<Digest>, Arc<Rendered>);

/// All that pages are made from.
pub struct Press<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The theme.
    pub theme: &'a Theme,
    /// Coloured code.
    pub highlights: &'a Highlights,
    /// Bodies that were rendered before; none if nobody will ask again.
    pub bodies: Option<&'a Bodies>,
    /// The sources as the style of citations sets them.
    pub cites: &'a Cites,
    /// What is gathered from all entries, once a build.
    tables: Tables,
}

/// What pages ask for that is gathered from all entries. What depends on a single entry lies in a `Table` or in a
/// `Noted` value, so that a page is known by what it asked for; what depends on the settings and the theme alone need
/// not, since all pages are made again when those change.
pub struct Tables {
    /// What is the same on every page of a language.
    sites: Noted<BTreeMap<Lang, SiteOf>>,
    /// Every entry as others link to it.
    pub refs: Refs,
    /// The entries in the orders in which pages list them.
    pub lists: Lists,
    /// What happened when, by language.
    pub timelines: BTreeMap<Lang, timeline::Shown>,
    /// The acts and effects of the law.
    pub law: law::Law,
    /// The claims in the orders in which the ledger lists them; no ledger where there are no claims.
    pub ledgers: Noted<BTreeMap<Lang, Ledger>>,
    /// The open questions that touch each entry: folded ids by folded id.
    pub questions: BTreeMap<Lang, Table<Arc<str>, Vec<Arc<str>>>>,
    /// The newest day on which an entry was reviewed or, where none was, changed.
    pub reviewed: Noted<Option<Day>>,
    /// What the relations are called from both ends.
    pub relations: Relations,
    /// Every source as pages show it.
    pub sources: Described,
    /// The search of each language; none where the settings want none.
    pub search: Noted<BTreeMap<Lang, search::Search>>,
    /// What is done to links that lead out of the site.
    pub outside: Noted<outside::Outside>,
    /// A mistake in the template of notices.
    pub mistake: Option<Box<crate::diag::Diagnostic>>,
}

impl std::ops::Deref for Press<'_> {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

/// What is the same on every page of one language.
pub struct SiteOf {
    /// As a template sees it.
    pub view: view::Site,
    /// The same and the strings, as values of the template engine.
    pub shared: Shared,
    /// The strings that a body itself needs.
    pub words: BodyWords,
    /// The digest of the view, the strings and the theme.
    pub digest: Digest,
}

impl<'a> Press<'a> {
    /// Gathers what the pages need.
    #[must_use]
    pub fn new(dossier: &'a Dossier, theme: &'a Theme, highlights: &'a Highlights, bodies: Option<&'a Bodies>, cites: &'a Cites) -> Self {
        let refs = refs::refs(dossier, theme.strings());
        let lists = lists::lists(dossier, &refs);
        let law = law::Law::of(dossier, theme.strings(), &refs);
        let languages = || dossier.config.languages.iter();
        let timelines = languages().map(|lang| (lang.clone(), timeline::Shown::new(dossier, theme.strings(), lang))).collect();
        let ledgers = languages().map(|lang| (lang.clone(), crate::evidence::ledger::ledger(dossier, lang)));
        let ledgers = Noted::new("ledgers", ledgers.filter(|(_, ledger)| !ledger.claims.is_empty()).collect());
        let touching = |lang: &Lang| (lang.clone(), Table::new(&format!("questions {lang}"), questions::touching(dossier, lang)));
        let questions = languages().map(touching).collect();
        let relations = relations::relations(&dossier.config, theme.strings());
        let (sites, sources, search) = (Noted::default(), Described::new(), Noted::default());
        let tables = Tables {
            sites,
            refs,
            lists,
            timelines,
            law,
            ledgers,
            questions,
            reviewed: Noted::new("reviewed", dossier.entries.values().filter_map(|entry| last_look(dossier, &entry.summary)).max()),
            relations,
            sources,
            search,
            outside: Noted::default(),
            mistake: None,
        };
        let mut press = Press { dossier, theme, highlights, bodies, cites, tables };
        press.tables.sources = page::sources::described(&press);
        let mut sites = BTreeMap::new();
        for lang in &dossier.config.languages {
            let view = frame::site(&press, lang);
            let shared = theme.share(&view, lang, press.refs.of(lang));
            let words = BodyWords::new(theme.strings(), lang);
            let digest = Digest::of_value(&(&view, theme.digest()));
            sites.insert(lang.clone(), SiteOf { view, shared, words, digest });
        }
        press.tables.sites = Noted::new("sites", sites);
        match outside::Outside::of(&press) {
            Ok(outside) => press.tables.outside = Noted::new("outside", outside),
            Err(mistake) => press.tables.mistake = Some(mistake),
        }
        press
    }

    /// Gives it the search, which is made when all else is there.
    pub fn set_search(&mut self, search: BTreeMap<Lang, search::Search>) {
        self.tables.search = Noted::new("search", search);
    }

    /// The tables, to be compared with those of the next build.
    #[must_use]
    pub fn into_tables(self) -> Tables {
        self.tables
    }

    /// What is the same on every page of a language of the dossier.
    #[must_use]
    pub fn site(&self, lang: &Lang) -> &SiteOf {
        // `new` made one for each language of the settings, and pages are planned for no others.
        &self.sites[lang]
    }

    /// The text of an entry as a page shows it, and the digest of what it depends on.
    #[must_use]
    pub fn body(&self, entry: &Entry, spot: &Spot) -> Kept {
        let notes = behind::notes(self, entry, spot);
        let words = &self.site(&spot.lang).words;
        let digest = self.bodies.map(|_| dependence::dependence(self.dossier, self.cites, words, entry, spot, notes.as_ref()));
        let rendered = self.bodies.zip(digest).and_then(|(bodies, digest)| bodies.get(&digest)).cloned();
        let made = || Arc::new(body::body(self.dossier, entry, spot, self.highlights, self.cites, words, notes.as_ref()));
        (digest, rendered.unwrap_or_else(made))
    }

    /// Inline Markdown of a front matter as HTML.
    #[must_use]
    pub fn inline(&self, entry: &Entry, text: &str, spot: &Spot) -> view::Html {
        if !text.contains(['*', '_', '[', '`', '<', '&', '\\', '~', '!', '@', '"', '\'']) && !text.contains("--") && !text.contains("...") {
            return text.replace('>', "&gt;").into();
        }
        body::inline(self.dossier, entry, text, spot, self.cites, &self.site(&spot.lang).words)
    }
}

impl Tables {
    /// What pages would see change. Both must be of the same settings, options and theme.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.sites.compare(&before.sites, changed, |now, before| {
            now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && one.digest == other.digest)
        });
        self.outside.compare(&before.outside, changed, |now, before| now.digest == before.digest);
        self.refs.compare(&before.refs, changed);
        self.lists.compare(&before.lists, changed);
        for (lang, now) in &self.timelines {
            if let Some(before) = before.timelines.get(lang) {
                now.compare(before, changed);
            }
        }
        self.law.compare(&before.law, changed);
        self.reviewed.compare(&before.reviewed, changed, PartialEq::eq);
        self.search.compare(&before.search, changed, PartialEq::eq);
        self.ledgers.compare(&before.ledgers, changed, PartialEq::eq);
        for (lang, now) in &self.questions {
            if let Some(before) = before.questions.get(lang) {
                now.compare(before, changed, PartialEq::eq);
            }
        }
        for (lang, now) in &self.sources {
            if let Some(before) = before.sources.get(lang) {
                now.compare(before, changed, PartialEq::eq);
            }
        }
    }
}

/// The day on which somebody last looked at an entry: its review, or else its last change.
#[must_use]
pub fn last_look(dossier: &Dossier, summary: &Summary) -> Option<Day> {
    let done = |day: Option<Day>| day.filter(|day| dossier.as_of.is_none_or(|as_of| *day <= as_of));
    let common = &summary.common;
    done(common.reviewed).or_else(|| done(common.updated)).or_else(|| done(common.published))
}

/// A string of the interface in a language, or the English one, or the name itself.
#[must_use]
pub fn label(press: &Press<'_>, lang: &Lang, name: &str, english: &str) -> Arc<str> {
    press.theme.strings().label(lang, name, english)
}
