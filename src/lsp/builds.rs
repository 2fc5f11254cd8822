//! Builds in the background: the folder is read, the texts of open documents take the place of those on the disk, and
//! all of it goes through the same `build` as everywhere. The editor is answered meanwhile.
//!
//! What one build leaves to the next (the files as they were read, and the memo) travels with it: while a build runs
//! nobody else has them, so that nothing is locked.

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use crate::build::{Memo, Options, build, discard, examine};
use crate::diag::Diagnostic;
use crate::link::Dossier;
use crate::read::{read, reread};
use crate::text::{Digest, Snapshot, Source, SourceId};

/// What is to be read again from the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// These files; none if only open documents changed.
    Files(Vec<PathBuf>),
    /// Whatever changed: nobody told.
    Anything,
}

impl Changed {
    /// Adds what else changed.
    pub fn add(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Files(files), Self::Files(more)) => files.extend(more),
            _ => *self = Self::Anything,
        }
    }
}

/// A text that an editor holds: the number the editor gave it, and itself.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// The number of the text.
    pub version: i32,
    /// The text.
    pub source: Arc<Source>,
}

/// What one build leaves to the next.
#[derive(Debug, Default)]
pub struct Kept {
    disk: Option<Snapshot>,
    memo: Memo,
    /// What only the making of pages found, each with the digest of the text it is in.
    of_pages: Vec<(Diagnostic, Option<Digest>)>,
}

/// A build that is to be done.
#[derive(Debug)]
pub struct Order {
    /// The folder of the dossier.
    pub root: PathBuf,
    /// What is to be read again.
    pub changed: Changed,
    /// Whether files come and go of which nobody tells: then the names are looked through each time, which opens no file.
    pub looks_around: bool,
    /// The texts of the open documents.
    pub overlays: BTreeMap<SourceId, Overlay>,
    /// What is asked of the build.
    pub options: Options,
    /// Whether pages are made too, for what only their making finds. While somebody types, what it found last is repeated of
    /// the other texts.
    pub pages: bool,
    /// What the last build left.
    pub kept: Kept,
}

/// A build that is done.
#[derive(Debug)]
pub struct Finished {
    /// What was made, or why nothing could be.
    pub result: Result<Known, String>,
    /// What it leaves to the next.
    pub kept: Kept,
    /// Whether pages were made.
    pub pages: bool,
}

/// What is known of the dossier since the last build.
#[derive(Debug)]
pub struct Known {
    /// The texts it was made of.
    pub snapshot: Snapshot,
    /// The linked dossier.
    pub dossier: Arc<Dossier>,
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The numbers of the open documents' texts.
    pub versions: BTreeMap<SourceId, i32>,
}

/// Does what is ordered. A mistake of the program's own is told and ends nothing.
#[must_use]
pub fn work(order: Order) -> Finished {
    let pages = order.pages;
    let done = catch_unwind(AssertUnwindSafe(|| attempt(order)));
    let (result, kept) = done.unwrap_or_else(|_| {
        let message = "the build failed by a mistake of the program itself; please report it with the text that was open".to_owned();
        (Err(message), Kept::default())
    });
    Finished { result, kept, pages }
}

fn attempt(order: Order) -> (Result<Known, String>, Kept) {
    let Order { root, changed, looks_around, overlays, options, pages, kept } = order;
    let Kept { disk, memo, of_pages } = kept;
    let disk = match (disk, changed) {
        (Some(disk), Changed::Files(files)) if files.is_empty() && !looks_around => Ok(disk),
        (Some(disk), Changed::Files(files)) => Ok(reread(&disk, &root, &files)),
        (None, _) | (_, Changed::Anything) => read(&root),
    };
    let disk = match disk {
        Ok(disk) => disk,
        Err(error) => return (Err(format!("{error:#}")), Kept { disk: None, memo, of_pages }),
    };
    let mut snapshot = disk.clone();
    let versions = overlays.iter().map(|(id, overlay)| (id.clone(), overlay.version)).collect();
    snapshot.sources.extend(overlays.into_iter().map(|(id, overlay)| (id, overlay.source)));
    let digest = |found: &Diagnostic| snapshot.sources.get(&found.place.source).map(|source| source.digest);
    if pages {
        let (made, new) = build(&snapshot, &options, &memo);
        discard(memo);
        let (examined, memo) = examine(&snapshot, &options, &new);
        discard(new);
        let own: HashSet<_> = examined.diagnostics.iter().map(|found| (&found.place, found.code.name, &*found.message)).collect();
        let only = made.diagnostics.iter().filter(|found| !own.contains(&(&found.place, found.code.name, &*found.message)));
        let of_pages = only.map(|found| (found.clone(), digest(found))).collect();
        let known = Known { snapshot: snapshot.clone(), dossier: examined.dossier, diagnostics: made.diagnostics, versions };
        return (Ok(known), Kept { disk: Some(disk), memo, of_pages });
    }
    let (examined, new) = examine(&snapshot, &options, &memo);
    discard(memo);
    let mut diagnostics = examined.diagnostics;
    diagnostics.extend(of_pages.iter().filter(|(found, of)| digest(found) == *of).map(|(found, _)| found.clone()));
    diagnostics.sort_by(|one, other| one.place.cmp(&other.place));
    let known = Known { snapshot: snapshot.clone(), dossier: examined.dossier, diagnostics, versions };
    (Ok(known), Kept { disk: Some(disk), memo: new, of_pages })
}
