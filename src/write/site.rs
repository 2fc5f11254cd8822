//! Which folder the site goes to, and which it must not go to.
//!
//! All refusals are made before anything is changed.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow};

use super::record::{RECORD, Record};
use super::{WriteError, folders, within};
use crate::render::{OutputFile, OutputPath};

/// The folders that a dossier is read from.
const INPUT: [&str; 4] = ["content", "static", "templates", "themes"];

/// Names of devices on Windows, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A folder that a site is written to.
#[derive(Debug)]
pub(super) struct Site {
    /// The folder, without links in its path. It need not be there yet.
    pub out: PathBuf,
    /// The folder as people call it.
    pub shown: String,
    /// The folder it lies in.
    parent: PathBuf,
    /// Its name there.
    name: OsString,
}

impl Site {
    /// The folder `out` for the site of the dossier in `root`, if a site may be there.
    pub fn new(out: &Path, root: &Path) -> Result<Self, WriteError> {
        let shown = out.strip_prefix(root).ok().filter(|inside| inside.components().next().is_some()).unwrap_or(out).display().to_string();
        let root = root.canonicalize().with_context(|| format!("finding `{}`", root.display()))?;
        let out = resolve(out, &shown)?;
        let refused = |why: &str| WriteError::Refused(format!("`{shown}` {why}; choose another folder with --out"));
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(refused("is the root of the disk"));
        };
        if root.starts_with(&out) {
            return Err(refused("holds the dossier itself"));
        }
        if std::env::home_dir().and_then(|home| home.canonicalize().ok()).is_some_and(|home| home == out) {
            return Err(refused("is your home folder"));
        }
        for input in INPUT {
            if root.join(input).canonicalize().is_ok_and(|input| out.starts_with(input)) {
                return Err(refused(&format!("lies in `{input}`, from which the dossier is read")));
            }
        }
        match out.metadata() {
            Ok(about) if !about.is_dir() => return Err(refused("is a file, not a folder")),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                std::fs::create_dir_all(parent).with_context(|| format!("making the folder `{}`", parent.display()))?;
            }
            Err(error) => return Err(anyhow::Error::new(error).context(format!("looking at `{shown}`")).into()),
        }
        Ok(Self { parent: parent.to_owned(), name: name.to_owned(), out, shown })
    }

    /// A path of our own beside the folder: `.public.dossier-new`.
    pub fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".dossier-");
        name.push(what);
        self.parent.join(name)
    }

    /// Where the new site is made, and where the old one lies after they changed places.
    pub fn staging(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where the old site lies for a moment, where two folders cannot change places in one step.
    pub fn aside(&self) -> PathBuf {
        self.beside("old")
    }

    /// What the last build wrote, provided that the next may take its place.
    pub fn last(&self, files: &BTreeMap<OutputPath, Arc<OutputFile>>) -> Result<Record, WriteError> {
        let looking = || format!("looking at `{}`", self.shown);
        if !self.out.exists() {
            return Ok(Record::default());
        }
        if self.out.metadata().with_context(looking)?.permissions().readonly() {
            return Err(anyhow!("`{}` is read-only", self.shown).into());
        }
        let Some(record) = Record::of(&self.out).with_context(looking)? else {
            let why = "holds files that dossier did not write; choose another folder with --out, or empty it";
            return Err(WriteError::Refused(format!("`{}` {why}", self.shown)));
        };
        for path in files.keys().filter(|path| !record.holds(path.as_str())) {
            self.refuse_if_taken(path.as_str(), &record)?;
        }
        Ok(record)
    }

    /// A file of somebody else, where the build wants to write.
    fn refuse_if_taken(&self, path: &str, record: &Record) -> Result<(), WriteError> {
        let above = folders(path).filter(|folder| !record.holds(folder));
        let mut taken =
            above.map(str::to_owned).find(|folder| within(&self.out, folder).symlink_metadata().is_ok_and(|about| !about.is_dir()));
        let here = within(&self.out, path);
        match here.symlink_metadata() {
            Ok(about) if about.is_dir() => taken = taken.or_else(|| foreign(&here, path, record)),
            // Where case does not count, this may be a file of our own under its last name.
            Ok(_) if !(cfg!(any(windows, target_vendor = "apple")) && is_in_other_case(path, record)) => {
                taken = taken.or(Some(path.to_owned()))
            }
            _ => {}
        }
        match taken {
            None => Ok(()),
            Some(taken) => Err(WriteError::Refused(format!(
                "`{}/{taken}` was not written by dossier, and the site needs its place; move it away, or choose another folder with --out",
                self.shown
            ))),
        }
    }
}

fn is_in_other_case(path: &str, record: &Record) -> bool {
    record.paths().any(|other| other.as_str().to_lowercase() == path.to_lowercase())
}

/// A file in a folder that is not recorded.
fn foreign(folder: &Path, path: &str, record: &Record) -> Option<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Some(path.to_owned()) };
    for entry in entries.flatten() {
        let inside = format!("{path}/{}", entry.file_name().to_string_lossy());
        let found = match entry.file_type() {
            Ok(kind) if kind.is_dir() => foreign(&entry.path(), &inside, record),
            _ if record.holds(&inside) => None,
            _ => Some(inside),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The real path of a folder that need not be there yet.
fn resolve(out: &Path, shown: &str) -> Result<PathBuf, WriteError> {
    let absolute = std::path::absolute(out).with_context(|| format!("finding `{shown}`"))?;
    let mut there = absolute.as_path();
    let mut missing = Vec::new();
    let mut again = 0..100;
    let failed = |error| WriteError::from(anyhow::Error::new(error).context(format!("finding `{shown}`")));
    loop {
        match there.canonicalize() {
            Ok(real) => return Ok(missing.into_iter().rev().fold(real, |path: PathBuf, part| path.join(part))),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            Err(error) => match there.symlink_metadata() {
                Err(_) => {}
                Ok(about) if about.is_symlink() => {
                    return Err(WriteError::Refused(format!("`{shown}` is a link that leads nowhere; choose another folder with --out")));
                }
                // Another build has put its site there since; the next look finds it.
                Ok(_) if again.next().is_some() => continue,
                Ok(_) => return Err(failed(error)),
            },
        }
        match (there.parent(), there.components().next_back()) {
            (Some(parent), Some(part @ Component::Normal(_))) => {
                missing.push(part);
                there = parent;
            }
            _ => return Err(WriteError::Refused(format!("`{shown}` leads over a folder that is not there"))),
        }
    }
}

/// The build has made sure of this long ago; but what is written to a disk is looked at twice.
pub(super) fn check_names(files: &BTreeMap<OutputPath, Arc<OutputFile>>) -> Result<(), WriteError> {
    let bad = files.keys().find(|path| path.as_str() == RECORD || path.as_str().split('/').any(|part| !is_sane(part)));
    match bad {
        None => Ok(()),
        Some(path) => Err(WriteError::Refused(format!("no file can have the name `{path}` on every system"))),
    }
}

fn is_sane(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_lowercase();
    let digit = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let device = DEVICES.contains(&stem.as_str())
        || digit.is_some_and(|digit| matches!(digit, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"));
    !device
        && !matches!(part, "" | "." | "..")
        && part.len() <= 255
        && !part.ends_with(['.', ' '])
        && !part.contains(['\\', '/', ':', '*', '?', '"', '<', '>', '|'])
        && !part.chars().any(char::is_control)
}
