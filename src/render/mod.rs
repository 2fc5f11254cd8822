//! The dossier as files: bodies, then pages, then templates.
//!
//! In: the linked `Dossier` and a `Theme`. Out: `OutputFile`s, one at a time and each alone, so that `build`
//! may make them in parallel and keep them from one build to the next. Nothing here writes to a disk.

pub mod backlinks;
pub mod behind;
pub mod body;
pub mod card;
pub mod cards;
pub mod cite;
pub mod code;
pub mod data;
pub mod dependence;
pub mod excerpt;
pub mod frame;
pub mod law;
pub mod ledger;
pub mod linked_data;
pub mod lists;
pub mod map;
pub mod output;
pub mod outside;
pub mod page;
pub mod plain;
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
use crate::evidence::map::{Whole, whole};
use crate::evidence::questions;
use crate::kind::linked::details;
use crate::kind::source::Source;
use crate::link::Dossier;
use crate::model::date::Day;
use crate::model::{Entry, Lang, Summary};
use crate::text::Digest;
use crate::text::noted::{Changed, Noted, Table};
use crate::view;

use ahash::HashMap;

use body::{BodyWords, Highlights, Rendered, Spot};
use cite::Cites;
use lists::Lists;
use map::layout::Settled;
pub use output::{Content, OutputFile, OutputPath};
use page::sources::Described;
use refs::Refs;
use relations::Relations;
use theme::{Shared, Theme};

/// What pages of an earlier build were made of, by the digest of all it depends on.
#[derive(Debug, Default)]
pub struct Pieces {
    /// Rendered bodies.
    pub bodies: HashMap<Digest, Arc<Rendered>>,
    /// Where the entries of maps settled.
    pub settled: HashMap<Digest, Arc<Settled>>,
    /// Card pictures.
    pub cards: HashMap<Digest, Arc<OutputFile>>,
}

/// Does all of some pieces of work, none of which needs another, in whatever order and on whatever threads.
pub type Together = dyn for<'t> Fn(Vec<Box<dyn FnOnce() + Send + 't>>);

/// Does it on this thread, for those who have no others.
pub fn one_by_one(works: Vec<Box<dyn FnOnce() + Send + '_>>) {
    works.into_iter().for_each(|work| work());
}

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
    /// What was made before; nothing if nobody will ask again.
    pub pieces: Option<&'a Pieces>,
    /// The sources as the style of citations sets them.
    pub cites: &'a Cites,
    /// What links to entries that many link to.
    pub backlinks: backlinks::Shared,
    /// What is gathered from all entries, once a build.
    tables: Tables,
}

/// What pages ask for that is gathered from all entries. What depends on a single entry lies in a `Table` or in a
/// `Noted` value, so that a page is known by what it asked for; what depends on the settings and the theme alone need
/// not, since all pages are made again when those change.
#[derive(Clone)]
pub struct Tables {
    /// What is the same on every page of a language.
    sites: Noted<BTreeMap<Lang, SiteOf>>,
    /// The front matters of all entries, for pages that look through all of them: each would ask for every entry otherwise.
    pub heads: BTreeMap<Lang, Noted<Heads>>,
    /// Every entry as others link to it.
    pub refs: Refs,
    /// The entries in the orders in which pages list them.
    pub lists: Lists,
    /// What happened when, by language.
    pub timelines: BTreeMap<Lang, Arc<timeline::Shown>>,
    /// The acts and effects of the law.
    pub law: law::Law,
    /// The claims in the orders in which the ledger lists them.
    pub ledgers: BTreeMap<Lang, Ledger>,
    /// The open questions that touch each entry: folded ids by folded id.
    pub questions: BTreeMap<Lang, Table<Arc<str>, Vec<Arc<str>>>>,
    /// The newest day on which an entry was reviewed or, where none was, changed.
    pub reviewed: Noted<Option<Day>>,
    /// What the relations are called from both ends.
    pub relations: Arc<Relations>,
    /// The map of all entries.
    pub maps: Noted<BTreeMap<Lang, Whole>>,
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

/// The front matters of all entries as pages in a language show them, by folded id.
pub type Heads = BTreeMap<Arc<str>, Arc<Summary>>;

/// What is the same on every page of one language.
pub struct SiteOf {
    /// As a template sees it.
    pub view: view::Site,
    /// The same and the strings, as values of the template engine.
    pub shared: Shared,
    /// Pages that many pages link to.
    pub doors: frame::Doors,
    /// The strings that a body itself needs.
    pub words: BodyWords,
    /// The digest of the view, the strings and the theme.
    pub digest: Digest,
}

impl<'a> Press<'a> {
    /// The same with what was gathered before, which must be of the same settings, options and theme, and from entries of which
    /// nothing that is gathered has changed (`Dossier::gathers_the_same`).
    #[must_use]
    pub fn again(
        dossier: &'a Dossier,
        theme: &'a Theme,
        highlights: &'a Highlights,
        pieces: Option<&'a Pieces>,
        cites: &'a Cites,
        gathered: &Tables,
    ) -> Self {
        Press { dossier, theme, highlights, pieces, cites, backlinks: Default::default(), tables: gathered.clone() }
    }

    /// Gathers what the pages need. `earlier` is a dossier of the same settings, options and theme, and what was gathered from it: what
    /// turns out the same for both is taken from there.
    #[must_use]
    pub fn new(
        dossier: &'a Dossier,
        theme: &'a Theme,
        highlights: &'a Highlights,
        pieces: Option<&'a Pieces>,
        cites: &'a Cites,
        earlier: Option<(&Dossier, &Tables)>,
        together: &Together,
    ) -> Self {
        let tables = Tables::of(dossier, theme.strings(), earlier, together);
        let mut press = Press { dossier, theme, highlights, pieces, cites, backlinks: Default::default(), tables };
        let (mut sources, mut sites) = (Described::new(), BTreeMap::new());
        together(vec![
            Box::new(|| sources = page::sources::described(&press)),
            Box::new(|| sites = dossier.config.languages.iter().map(|lang| (lang.clone(), press.site_of(lang))).collect()),
        ]);
        for (lang, site) in &mut sites {
            site.shared.add(sources.get(lang).into_iter().flat_map(|of_lang| of_lang.unnoted().values()).map(|known| &known.source));
        }
        (press.tables.sources, press.tables.sites) = (sources, Noted::new("sites", sites));
        match outside::Outside::of(&press, together) {
            Ok(outside) => press.tables.outside = Noted::new("outside", outside),
            Err(mistake) => press.tables.mistake = Some(mistake),
        }
        press
    }

    /// What is the same on every page of a language, from the tables that stand before it.
    fn site_of(&self, lang: &Lang) -> SiteOf {
        let view = frame::site(self, lang);
        let doors = frame::Doors::of(self, lang, &view);
        let shared = self.theme.share(&view, lang, self.refs.of(lang).chain(doors.all()));
        let words = BodyWords::new(self.theme.strings(), self.theme.manner(), lang);
        let digest = Digest::of_value(&(&view, self.theme.digest()));
        SiteOf { view, shared, doors, words, digest }
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
        let digest = self.pieces.map(|_| dependence::dependence(self.dossier, self.cites, words, entry, spot, notes.as_ref()));
        let rendered = self.pieces.zip(digest).and_then(|(pieces, digest)| pieces.bodies.get(&digest)).cloned();
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
    /// All that needs no other table of pages but the references. What needs more is empty.
    fn of(dossier: &Dossier, strings: &strings::Strings, earlier: Option<(&Dossier, &Self)>, together: &Together) -> Self {
        let same_maps = earlier.filter(|(before, _)| dossier.relates_the_same(before)).map(|(_, tables)| tables.maps.clone());
        let languages = || dossier.config.languages.iter();
        let (mut refs, mut lists, mut timelines, mut ledgers) = (Refs::default(), Lists::default(), BTreeMap::new(), BTreeMap::new());
        let (mut questions, mut maps, mut heads, mut law) = (BTreeMap::new(), Noted::default(), BTreeMap::new(), None);
        together(vec![
            Box::new(|| refs = refs::refs(dossier, strings)),
            Box::new(|| {
                maps =
                    same_maps.unwrap_or_else(|| Noted::new("maps", languages().map(|lang| (lang.clone(), whole(dossier, lang))).collect()))
            }),
            Box::new(|| {
                let of = |lang: &Lang| (lang.clone(), Arc::new(timeline::Shown::new(dossier, strings, lang)));
                timelines = languages().map(of).collect();
            }),
            Box::new(|| {
                ledgers = languages().map(|lang| (lang.clone(), crate::evidence::ledger::ledger(dossier, lang))).collect();
            }),
            Box::new(|| {
                let touching = |lang: &Lang| (lang.clone(), Table::new(&format!("questions {lang}"), questions::touching(dossier, lang)));
                questions = languages().map(touching).collect();
            }),
            Box::new(|| {
                let of = |lang: &Lang| (lang.clone(), Noted::new(&format!("heads {lang}"), self::heads(dossier, lang)));
                heads = languages().map(of).collect();
            }),
        ]);
        together(vec![Box::new(|| lists = lists::lists(dossier, &refs)), Box::new(|| law = Some(law::Law::of(dossier, strings, &refs)))]);
        Self {
            sites: Noted::default(),
            heads,
            refs,
            lists,
            timelines,
            law: law.expect("whoever works together does all the work"),
            ledgers,
            questions,
            reviewed: Noted::new("reviewed", dossier.entries.values().filter_map(|entry| last_look(dossier, &entry.summary)).max()),
            relations: Arc::new(relations::relations(&dossier.config, strings)),
            maps,
            sources: Described::new(),
            search: Noted::default(),
            outside: Noted::default(),
            mistake: None,
        }
    }

    /// What pages would see change. Both must be of the same settings, options and theme.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        let Self {
            sites,
            heads,
            refs,
            lists,
            timelines,
            law,
            ledgers,
            questions,
            reviewed,
            // Made of the settings and the theme alone.
            relations: _,
            maps,
            sources,
            search,
            outside,
            // With a mistake in it nothing is published.
            mistake: _,
        } = self;
        sites.compare(&before.sites, changed, |now, before| {
            now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && one.digest == other.digest)
        });
        outside.compare(&before.outside, changed, |now, before| now.digest == before.digest);
        both(heads, &before.heads, |now, before| now.compare(before, changed, same_heads));
        refs.compare(&before.refs, changed);
        lists.compare(&before.lists, changed);
        both(timelines, &before.timelines, |now, before| now.compare(before, changed));
        law.compare(&before.law, changed);
        reviewed.compare(&before.reviewed, changed, PartialEq::eq);
        search.compare(&before.search, changed, PartialEq::eq);
        both(ledgers, &before.ledgers, |now, before| now.compare(before, changed));
        maps.compare(&before.maps, changed, PartialEq::eq);
        both(questions, &before.questions, |now, before| now.compare(before, changed, PartialEq::eq));
        both(sources, &before.sources, |now, before| now.compare(before, changed, PartialEq::eq));
    }
}

fn heads(dossier: &Dossier, lang: &Lang) -> Heads {
    let originals = dossier.entries.keys().filter(|key| key.lang == *dossier.config.main());
    originals.filter_map(|key| Some((key.id.clone(), dossier.shown(&key.id, lang)?.summary.clone()))).collect()
}

fn same_heads(now: &Heads, before: &Heads) -> bool {
    let same = |one: &Arc<Summary>, other: &Arc<Summary>| Arc::ptr_eq(one, other) || one.has_same_head(other);
    now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && same(one, other))
}

/// Compares what there is in a language now with what there was. The languages are those of the settings, the same in both.
fn both<T>(now: &BTreeMap<Lang, T>, before: &BTreeMap<Lang, T>, mut compare: impl FnMut(&T, &T)) {
    for (lang, now) in now {
        if let Some(before) = before.get(lang) {
            compare(now, before);
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

/// What the page of an entry gives as the day of its review: the last look, or of a document the day on which it was last read.
#[must_use]
pub fn reviewed(dossier: &Dossier, summary: &Summary) -> Option<Day> {
    let read = || details::<Source>(summary).and_then(|source| source.accessed);
    last_look(dossier, summary).or_else(|| read().filter(|day| dossier.as_of.is_none_or(|as_of| *day <= as_of)))
}

/// A string of the interface in a language, or the English one, or the name itself.
#[must_use]
pub fn label(press: &Press<'_>, lang: &Lang, name: &str, english: &str) -> Arc<str> {
    press.theme.strings().label(lang, name, english)
}
