//! The edge that reads: a folder becomes a [`Snapshot`].
//!
//! In: the root of a dossier. Out: `dossier.yaml` and everything under `content/`, `static/`, `templates/` and
//! `themes/`, and the built-in themes that the dossier does not have itself. A file that cannot be taken is in the
//! snapshot too, with its [`Fault`], so that one bad file hides nothing; only a root that cannot be read is a
//! failure. It must not know what a text says.
//!
//! - `walk` finds the files, and what must not be opened.
//! - `names` tells what is passed over, and what is text.
//! - `metadata` takes out of a picture what it tells beside what it shows.
//! - `pixels` asks a picture for its size.
//! - `copy` and `archive` look at a finished copy of a site, to compare it with its manifest.
//! - `builtin` has the themes inside the program.
#![expect(clippy::disallowed_methods, reason = "this is an edge: it asks the disk")]

mod archive;
mod builtin;
mod copy;
mod metadata;
mod names;
mod pixels;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::build::par_map;
use crate::text::digest::Feed;
use crate::text::{Asset, AssetBytes, Beside, Digest, Fault, Snapshot, Source, SourceId};
use walk::Found;

pub use archive::Archive;
pub use copy::Folder;
pub use names::{FOLDERS, is_input};

/// What a text may weigh, in bytes.
pub const LARGEST_TEXT: u64 = 8 << 20;

/// Reads a dossier.
///
/// # Errors
/// When the root is no folder, or cannot be read. Everything else is a fault of one file, in the snapshot.
pub fn read(root: &Path) -> anyhow::Result<Snapshot> {
    let about = std::fs::metadata(root).with_context(|| format!("reading the folder `{}`", root.display()))?;
    if !about.is_dir() {
        bail!("`{}` is no folder", root.display());
    }
    std::fs::read_dir(root).with_context(|| format!("reading the folder `{}`", root.display()))?;
    Ok(gather(root, |_| None))
}

/// Reads again what changed: the same snapshot as from [`read`], provided that nothing changed but the files
/// and folders named. Names that are all looked through, files that did not change are not opened.
#[must_use]
pub fn reread(old: &Snapshot, root: &Path, changed: &[PathBuf]) -> Snapshot {
    let changed = Changes::new(root, changed);
    if let Some(new) = saved(old, root, &changed) {
        return new;
    }
    gather(root, |found| {
        if found.linked || changed.touch(&found.id) {
            return None;
        }
        let id = SourceId::new(&found.id);
        let source = old.sources.get(&id).map(|source| Taken::Source(Arc::clone(source)));
        source.or_else(|| old.assets.get(&id).cloned().map(Taken::Asset))
    })
}

/// The snapshot after a usual save: texts that were there and are there have other words. Nothing if anything else happened;
/// then all names are looked through.
fn saved(old: &Snapshot, root: &Path, changed: &Changes) -> Option<Snapshot> {
    // So many at once are a checkout, which brings and removes files as well.
    const FEW: usize = 8;
    if old.has_links || !(1..=FEW).contains(&changed.0.len()) {
        return None;
    }
    let mut new = old.clone();
    for name in &changed.0 {
        let id = SourceId::new(name);
        let path = root.join(name);
        let about = path.symlink_metadata();
        match (old.sources.get(&id), about) {
            (Some(_), Ok(about)) if about.is_file() => {
                let found = Found { id: name.clone(), path, fault: None, linked: false };
                let Some(Taken::Source(source)) = take(&found) else { return None };
                new.sources.insert(id, source);
            }
            // A swap file that an editor has taken away again.
            (None, Err(error)) if error.kind() == io::ErrorKind::NotFound && !old.assets.contains_key(&id) && !holds(old, name) => {}
            _ => return None,
        }
    }
    Some(new)
}

/// Whether a name is that of a folder with files in it.
fn holds(snapshot: &Snapshot, folder: &str) -> bool {
    let first = SourceId::new(&format!("{folder}/"));
    let lies_in = |id: &SourceId| id.as_str().starts_with(first.as_str());
    snapshot.sources.range(&first..).next().is_some_and(|(id, _)| lies_in(id))
        || snapshot.assets.range(&first..).next().is_some_and(|(id, _)| lies_in(id))
}

/// The built-in themes alone: what a dossier without any file would be, for those who make one up.
#[must_use]
pub fn built_in() -> Snapshot {
    let mut snapshot = Snapshot::default();
    builtin::add(&mut snapshot);
    snapshot
}

/// Whether a file of this name is read as text, if it is there.
#[must_use]
pub fn is_read(id: &str) -> bool {
    let passed_over = id.split('/').any(|part| names::is_passed_over(part, names::is_static(id)));
    lies_inside(id) && !passed_over && names::is_text(id)
}

/// Whether a file or folder of this name has to do with a dossier: it is the settings, or lies where files are read.
#[must_use]
pub fn lies_inside(id: &str) -> bool {
    id == names::SETTINGS || names::FOLDERS.contains(&id.split('/').next().unwrap_or(id))
}

/// Paths that changed, as they are named in a snapshot.
struct Changes(BTreeSet<String>);

impl Changes {
    /// Watchers speak of files by the path they were given, or by the real one. What lies elsewhere is no matter.
    fn new(root: &Path, changed: &[PathBuf]) -> Self {
        let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let inside = |path: &PathBuf| {
            let path = path.strip_prefix(root).or_else(|_| path.strip_prefix(&real)).ok()?;
            Some(walk::written(path))
        };
        Self(changed.iter().filter_map(inside).collect())
    }

    /// Whether a file is named, or a folder it lies in.
    fn touch(&self, id: &str) -> bool {
        let folders = id.match_indices('/').map(|(at, _)| &id[..at]);
        folders.chain(["", id]).any(|path| self.0.contains(path))
    }
}

/// What became of a file.
enum Taken {
    Source(Arc<Source>),
    Asset(Asset),
}

/// Walks, and takes each file: from `known`, or from the disk.
fn gather(root: &Path, known: impl Fn(&Found) -> Option<Taken> + Sync + Send) -> Snapshot {
    let found = walk::walk(root);
    // Half of the time is the system's, for opening files: two cores halve it.
    let taken = par_map(&found, |found| known(found).or_else(|| take(found)));
    let mut snapshot = Snapshot { has_links: found.iter().any(|found| found.linked), ..Snapshot::default() };
    for taken in taken.into_iter().flatten() {
        match taken {
            Taken::Source(source) => drop(snapshot.sources.entry(source.id.clone()).or_insert(source)),
            Taken::Asset(asset) => drop(snapshot.assets.entry(asset.id.clone()).or_insert(asset)),
        }
    }
    builtin::add(&mut snapshot);
    snapshot
}

/// Reads one file. Nothing if it is gone by now: then it is as if it had been deleted a moment earlier.
fn take(found: &Found) -> Option<Taken> {
    let faulty = |fault| Some(Taken::Source(Arc::new(Source::faulty(&found.id, fault))));
    if let Some(fault) = &found.fault {
        return faulty(fault.clone());
    }
    match open(found) {
        Ok(taken) => Some(taken),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => faulty(Fault::Unreadable(walk::in_words(&error))),
    }
}

fn open(found: &Found) -> io::Result<Taken> {
    let mut file = File::open(&found.path)?;
    let size = file.metadata()?.len();
    if !names::is_text(&found.id) {
        return Ok(Taken::Asset(asset(found, &mut file)?));
    }
    let passed_on = names::is_static(&found.id);
    if size > LARGEST_TEXT {
        return match passed_on {
            true => asset(found, &mut file).map(Taken::Asset),
            false => Ok(Taken::Source(Arc::new(Source::faulty(&found.id, Fault::TooLarge(size, LARGEST_TEXT))))),
        };
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.by_ref().take(LARGEST_TEXT).read_to_end(&mut bytes)?;
    // Drawings of a theme are texts, since they may be looked through like its pages.
    let source = match metadata::may_tell(&found.id) {
        true => Source::from_bytes(&found.id, &metadata::strip(&found.id, &bytes).0),
        false => Source::from_bytes(&found.id, &bytes),
    };
    if passed_on && source.fault.is_some() {
        // A file that only gets passed on need be no text, whatever its name says.
        return asset(found, &mut File::open(&found.path)?).map(Taken::Asset);
    }
    Ok(Taken::Source(Arc::new(source)))
}

/// A file that is passed on as it is. Its bytes are read once, for the digest, and not kept; but those of a picture that
/// told more than it shows are: what the disk has must not be published.
fn asset(found: &Found, file: &mut File) -> io::Result<Asset> {
    if metadata::may_tell(&found.id) && file.metadata()?.len() <= metadata::LARGEST {
        return picture(found, file);
    }
    let mut feed = Feed::default();
    let mut size = 0;
    let mut piece = vec![0; 128 << 10];
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => {
                feed.write(&piece[..count]);
                size += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let pixels = pixels::of_file(&found.id, file);
    let beside = if metadata::may_tell(&found.id) { Beside::Kept } else { Beside::Nothing };
    Ok(Asset { id: SourceId::new(&found.id), digest: feed.digest(), size, pixels, beside, bytes: AssetBytes::File(found.path.clone()) })
}

fn picture(found: &Found, file: &mut File) -> io::Result<Asset> {
    let mut read = Vec::new();
    file.read_to_end(&mut read)?;
    let mut asset = picture_of(&found.id, &read);
    // A drawing is looked through, since it may ask for things as a page does.
    if asset.beside != Beside::Removed && !(names::is_drawing(&found.id) && asset.size <= LARGEST_TEXT) {
        asset.bytes = AssetBytes::File(found.path.clone());
    }
    Ok(asset)
}

/// A picture whose bytes are at hand, without what it tells beside what it shows.
#[must_use]
pub fn picture_of(id: &str, bytes: &[u8]) -> Asset {
    let (bytes, beside) = metadata::strip(id, bytes);
    let pixels = pixels::of_bytes(id, &bytes);
    let (digest, size) = (Digest::of(&bytes), bytes.len() as u64);
    Asset { id: SourceId::new(id), digest, size, pixels, beside, bytes: AssetBytes::Memory(bytes.as_ref().into()) }
}
