//! The edge that writes: a finished site becomes a folder, as a whole or not at all.
//!
//! In: the files of a build. Out: the folder, exactly those files in it, and what else somebody put there. It must
//! not know what a file says.
//!
//! The site is written into a folder beside the old one (`.NAME.dossier-new`), then the two change places in one
//! step. Whoever looks, and whoever is killed, at any moment, finds the old site or the new one whole. What is
//! left of a run that was killed is cleared by the next. Nothing is forced through to the disk itself: a kill
//! needs no such thing, and after a power cut the site is built again.
//!
//! Only what the record in the folder names is ever removed. Files of others are carried over to the new folder.
//!
//! - `site` says which folder it is, and refuses those it must not be.
//! - `lock` keeps a second build out.
//! - `record` is the list of what was written.
//! - `stage` writes the new folder.
//! - `swap` puts it in the place of the old one, and clears up.
#![expect(clippy::disallowed_methods, reason = "this is an edge: it changes the disk")]

mod lock;
mod record;
mod site;
mod stage;
mod swap;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::render::{OutputFile, OutputPath};
use record::Record;
use site::Site;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new, or other than before.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of the last build that the site has no more.
    pub removed: usize,
    /// What all files of the site weigh.
    pub bytes: u64,
}

/// Why nothing was written. The old site is as it was.
#[derive(Debug)]
pub enum WriteError {
    /// This folder must not be written to; what to do instead.
    Refused(String),
    /// Another build is at it.
    Busy(String),
    /// The machine failed.
    Failed(anyhow::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(message) | Self::Busy(message) => f.write_str(message),
            Self::Failed(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<anyhow::Error> for WriteError {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

/// Writes a site into the folder `out` of the dossier in `root`, in the place of the last one.
///
/// # Errors
/// When the folder must not be written to, another build is writing to it, or the machine fails.
pub fn write(files: &BTreeMap<OutputPath, Arc<OutputFile>>, out: &Path, root: &Path) -> Result<Written, WriteError> {
    site::check_names(files)?;
    let site = Site::new(out, root)?;
    let _lock = lock::lock(&site)?;
    swap::recover(&site)?;
    let last = site.last(files)?;
    let written = stage::stage(files, &site, &last)?;
    let left = swap::swap(&site).inspect_err(|_| stage::discard(&site))?;
    if let Some(left) = left {
        swap::retire(&left, &site)?;
    }
    let removed = last.paths().filter(|path| !files.contains_key(*path)).count();
    Ok(Written { removed, ..written })
}

/// A file of the site within a folder, on any system.
fn within(folder: &Path, path: &str) -> PathBuf {
    let mut joined = folder.to_owned();
    joined.extend(path.split('/'));
    joined
}

/// The folders that a path lies in, outermost first: `a` and `a/b` of `a/b/c.html`.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The record of a site that is about to be.
fn record(files: &BTreeMap<OutputPath, Arc<OutputFile>>) -> Record {
    files.values().map(|file| (file.path.clone(), file.digest.to_string())).collect()
}
