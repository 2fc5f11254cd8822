//! The desk: what an editor would look at next, in one page. Only the writer's server shows it; it is no part of the site.
//!
//! In: a build, the snapshot it was made of, and the style sheets of the site. Out: a `Desk`, and the HTML of it. It knows no
//! clock: the day on which reviews are due is the dossier's. Each section is bounded, and says how many rows it has in all.
//!
//! - `rules` has what rules find, whatever weight `dossier.yaml` gives them.
//! - `entries` looks at each entry as a whole: drafts, claims without an answer, entries nothing links to.
//! - `translations` compares the languages of an entry.
//! - `texts` looks through what is written: statements without citation, names that are not linked.
//! - `find` finds words of a text in its file.
//! - `html` writes the page.

mod entries;
mod find;
mod html;
mod rules;
mod texts;
mod translations;

use std::sync::Arc;

use crate::build::Build;
use crate::diag::Severity;
use crate::link::Dossier;
use crate::model::{Key, Summary};
use crate::parse::bibliography::{pin_record, record_of};
use crate::text::place::{At, Place, line_column};
use crate::text::{Snapshot, SourceId};
use crate::yaml;

pub use html::styles;

/// How many rows a section shows.
pub const MOST: usize = 300;

/// What there is to do.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The title of the dossier.
    pub title: Arc<str>,
    /// The sections, in the order of their weight.
    pub sections: Vec<Section>,
}

/// One kind of work.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name in addresses: `drafts`.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What stands in it and what to do about it: a sentence or two.
    pub doc: &'static str,
    /// How many rows there are in all.
    pub total: usize,
    /// The first of them, at most [`MOST`].
    pub rows: Vec<Row>,
}

/// One thing to do.
#[derive(Debug, Clone)]
pub struct Row {
    /// The file.
    pub file: SourceId,
    /// Line and column, from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// The title of the entry and the address of its page, if it has one.
    pub entry: Option<(Arc<str>, Option<Arc<str>>)>,
    /// What is the matter: a phrase, plain.
    pub what: String,
    /// What to do.
    pub advice: Vec<String>,
    /// The weight and the name of the diagnostic, if it is one.
    pub code: Option<(Severity, &'static str)>,
}

/// The page of the desk as one HTML document, to be served at `_desk/`. `styles` are the style sheets of the site, as [`styles`]
/// finds them in a finished build.
#[must_use]
pub fn desk(build: &Build, snapshot: &Snapshot, styles: &[String]) -> String {
    html::page(&gather(build, snapshot), styles)
}

/// What there is to do, as data.
#[must_use]
pub fn gather(build: &Build, snapshot: &Snapshot) -> Desk {
    let Some(dossier) = &build.dossier else { return Desk::default() };
    let look = Look { dossier, snapshot };
    let main = dossier.config.main();
    let (title, _) = dossier.config.title.in_language(main, &[]);
    let (statements, names) = texts::sections(&look);
    let mut sections = vec![rules::diagnostics(&look, &build.diagnostics), statements, rules::reviews(&look), entries::unanswered(&look)];
    sections.extend([names.unlinked, entries::orphans(&look, &names.spoken), translations::older(&look), rules::archives(&look)]);
    sections.extend([entries::drafts(&look), translations::missing(&look)]);
    Desk { title, sections }
}

/// What the sections look at.
struct Look<'a> {
    dossier: &'a Dossier,
    snapshot: &'a Snapshot,
}

impl Look<'_> {
    /// A row about an entry.
    fn row(&self, summary: &Summary, place: &Place, what: impl Into<String>, advice: &str) -> Row {
        let (file, at) = self.place(place);
        let entry = Some((summary.common.title.clone(), self.address(&summary.key())));
        Row { file, at, entry, what: what.into(), advice: vec![advice.to_owned()], code: None }
    }

    /// The address of an entry's page, if it is shown.
    fn address(&self, key: &Key) -> Option<Arc<str>> {
        self.dossier.entry(key).and_then(|_| self.dossier.address(key, &key.lang))
    }

    /// The file, and the line and column where they are known.
    fn place(&self, place: &Place) -> (SourceId, Option<(usize, usize)>) {
        let place = if record_of(&place.source).is_some() {
            pin_record(place, self.snapshot).unwrap_or_else(|| place.clone())
        } else {
            place.clone()
        };
        let Some(source) = self.snapshot.sources.get(&place.source) else { return (place.source, None) };
        let pinned = yaml::pin(&place, source);
        let at = if let At::Bytes(start, _) = pinned.at { Some(line_column(&source.text, start)) } else { None };
        (pinned.source, at.map(|at| (at.line, at.column)))
    }
}

/// A section with the rows that are shown of all that there are: each is made only if it is.
fn section<T>((name, title, doc): (&'static str, &'static str, &'static str), all: Vec<T>, row: impl Fn(T) -> Row) -> Section {
    let total = all.len();
    Section { name, title, doc, total, rows: all.into_iter().take(MOST).map(row).collect() }
}
