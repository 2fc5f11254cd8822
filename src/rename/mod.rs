//! An entry gets another id: every reference to it is rewritten, its files move, and its old address leads on.
//!
//! In: the linked dossier, the snapshot it was made of, and two ids. Out: edits as bytes of the files and the new names of
//! files, or why not. It changes nothing: `cli` writes to the disk, `lsp` hands the edits to the editor. Every other byte stays
//! as it is. What was rewritten is read again before it is handed out: if a reference did not become what it must be, there
//! is no rename.
//!
//! - `asked` says whether the ids that were typed can be.
//! - `way` knows by which words the entry is named, and what becomes of them.
//! - `text`, `head` and `settings` find the places: in Markdown, in front matter, in `dossier.yaml`.
//! - `memory` keeps translations as good as they were.
//! - `redirect` has the old address lead on.
//! - `reread` compares what came out with what went in.

mod asked;
mod head;
mod memory;
mod redirect;
mod reread;
mod settings;
mod text;
mod way;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Severity};
use crate::link::Dossier;
use crate::model::Entry;
use crate::parse::bibliography::{key_places, record_of};
use crate::parse::{name_of, parse};
use crate::text::place::Place;
use crate::text::{Snapshot, Source, SourceId};
use way::Way;

/// Something in a file keeps an entry from being renamed.
pub static CANNOT_RENAME: Code = Code {
    name: "cannot-rename",
    severity: Severity::Error,
    fixed: true,
    doc: "Only `dossier mv` and the rename of an editor say this: something in a file keeps the entry from being renamed. Nothing was changed.\n\n**Mend it:** As the hint says, then rename again.",
};

/// Bytes of a file and what stands there afterwards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// Where the bytes begin and end in the text, which has no byte order mark.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The new text.
    pub text: String,
}

impl Edit {
    pub(crate) fn new(bytes: Range<usize>, text: impl Into<String>) -> Self {
        Self { start: bytes.start, end: bytes.end, text: text.into() }
    }
}

/// A rename that can be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renamed {
    /// By file, under its name of before: what changes in it, in order, nothing twice.
    pub edits: BTreeMap<SourceId, Vec<Edit>>,
    /// Files that get another name.
    pub moves: Vec<(SourceId, SourceId)>,
    /// How many references to the entry are rewritten.
    pub references: usize,
    /// The old address, if it leads on now: `claims/old`.
    pub redirect: Option<String>,
}

/// Why an entry is not renamed.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// What was asked for cannot be: a phrase with what to do instead.
    Asked(String),
    /// What stands in some files forbids it. The places are bytes.
    Found(Vec<Diagnostic>),
}

impl Renamed {
    /// The new text of a file.
    #[must_use]
    pub fn text(&self, source: &Source) -> String {
        let mut text = String::with_capacity(source.text.len() + 64);
        let mut done = 0;
        // Edits that overlap are refused before anybody sees them.
        for edit in self.edits.get(&source.id).into_iter().flatten() {
            if edit.start < done {
                continue;
            }
            text.push_str(&source.text[done..edit.start]);
            text.push_str(&edit.text);
            done = edit.end;
        }
        text.push_str(&source.text[done..]);
        text
    }

    /// What a file is called afterwards.
    #[must_use]
    pub fn name<'a>(&'a self, source: &'a SourceId) -> &'a SourceId {
        self.moves.iter().find(|(from, _)| from == source).map_or(source, |(_, to)| to)
    }

    /// The files that change or move.
    #[must_use]
    pub fn files(&self) -> BTreeSet<&SourceId> {
        self.edits.keys().chain(self.moves.iter().map(|(from, _)| from)).collect()
    }

    /// The files that change or move as they are afterwards, by their names of before.
    #[must_use]
    pub fn texts(&self, snapshot: &Snapshot) -> BTreeMap<SourceId, Source> {
        let new = |id: &SourceId| {
            let source = snapshot.sources.get(id)?;
            Some((id.clone(), Source::from_bytes(self.name(id).as_str(), self.text(source).as_bytes())))
        };
        self.files().into_iter().filter_map(new).collect()
    }

    /// The snapshot of the dossier afterwards.
    #[must_use]
    pub fn after(&self, snapshot: &Snapshot) -> Snapshot {
        let mut after = snapshot.clone();
        for (old, new) in self.texts(snapshot) {
            after.sources.remove(&old);
            after.sources.insert(new.id.clone(), Arc::new(new));
        }
        after
    }
}

/// Renames an entry in all its languages. Drafts that speak of it are rewritten too, shown or not.
///
/// # Errors
/// Why not: the ids cannot be, or something in the files forbids it.
pub fn rename(dossier: &Dossier, snapshot: &Snapshot, old: &str, new: &str) -> Result<Renamed, Refusal> {
    let id = asked::old_id(dossier, old)?;
    let all = entries(dossier, snapshot);
    let own: Vec<&Entry> = all.iter().map(|entry| &**entry).filter(|entry| *entry.summary.folded == *id).collect();
    asked::new_id(dossier, snapshot, &own, new)?;
    let way = Way::new(dossier, &own, &id, new);
    asked::refuse_unsure(&way, snapshot, &all)?;

    let mut work = Work { way: &way, snapshot, edits: BTreeMap::new(), found: Vec::new(), references: 0 };
    for entry in &all {
        work.text(entry);
        work.head(entry);
    }
    work.settings();
    let mut moves = Vec::new();
    for entry in &own {
        match record_of(&entry.source) {
            Some((file, key)) => {
                let source = snapshot.sources.get(&file);
                let places = source.map(|source| key_places(source, key)).unwrap_or_default();
                work.edits.entry(file).or_default().extend(places.into_iter().map(|at| Edit::new(at, new)));
            }
            None => moves.push((entry.source.clone(), way.moved(&entry.source))),
        }
    }
    moves.retain(|(from, to)| from != to);
    let redirect = work.redirect(&own);
    let before = Renamed { edits: in_order(work.edits.clone()), moves: moves.clone(), ..Renamed::default() };
    let everything: Vec<&Entry> = all.iter().map(|entry| &**entry).collect();
    work.memories(&everything, &before.texts(snapshot));
    let Work { edits, found, references, .. } = work;
    let renamed = Renamed { edits: in_order(edits), moves, references, redirect };
    let found = if found.is_empty() { reread::compare(&way, snapshot, &renamed) } else { found };
    if found.is_empty() { Ok(renamed) } else { Err(Refusal::Found(pinned(found, snapshot))) }
}

fn in_order(edits: BTreeMap<SourceId, BTreeSet<Edit>>) -> BTreeMap<SourceId, Vec<Edit>> {
    edits.into_iter().filter(|(_, edits)| !edits.is_empty()).map(|(id, edits)| (id, edits.into_iter().collect())).collect()
}

/// All entries with the bytes of their links: those that are shown, and those that are not.
fn entries(dossier: &Dossier, snapshot: &Snapshot) -> Vec<Arc<Entry>> {
    let mut all: Vec<Arc<Entry>> = dossier.entries.values().cloned().collect();
    for (id, _) in dossier.hidden_files() {
        let record = record_of(id);
        let file = record.as_ref().map_or(id, |(file, _)| file);
        let read = snapshot.sources.get(file).map(|source| parse(source, &dossier.config).value).unwrap_or_default();
        all.extend(read.into_iter().filter(|entry| entry.source == *id).map(Arc::new));
    }
    all.sort_by(|a, b| a.source.cmp(&b.source));
    all
}

/// What is gathered on the way.
struct Work<'a> {
    way: &'a Way<'a>,
    snapshot: &'a Snapshot,
    edits: BTreeMap<SourceId, BTreeSet<Edit>>,
    found: Vec<Diagnostic>,
    references: usize,
}

impl Work<'_> {
    /// Rewrites one reference.
    fn refer(&mut self, file: &SourceId, edit: Edit) {
        // Two links by one definition, and two aliases of one value, are one place.
        if self.edits.entry(file.clone()).or_default().insert(edit) {
            self.references += 1;
        }
    }

    /// A reference that is written in a way that cannot be taken apart.
    fn refuse(&mut self, place: Place) {
        self.found.push(unclear(self.way, place));
    }
}

fn unclear(way: &Way<'_>, place: Place) -> Diagnostic {
    let message = format!("this reference to `{}` cannot be rewritten as it is written", way.old_id());
    Diagnostic::new(&CANNOT_RENAME, place, message)
        .hint("write the id on one line, without signs in it that stand for others, and rename again")
}

fn pinned(mut found: Vec<Diagnostic>, snapshot: &Snapshot) -> Vec<Diagnostic> {
    crate::parse::bibliography::pin_records(&mut found, snapshot);
    crate::yaml::pin_all(&mut found, snapshot);
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found.dedup_by(|a, b| a.place == b.place && a.message == b.message);
    found
}

/// What stands before the ending in the name of a file: `five-terabytes` of `five-terabytes.be.md`, and `.be.md`.
fn split_name<'a>(dossier: &Dossier, source: &'a SourceId) -> (&'a str, &'a str) {
    let (id, _) = name_of(source, &dossier.config);
    let name = source.file_name();
    name.split_at(id.as_str().len().min(name.len()))
}
