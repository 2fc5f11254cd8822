//! Finds the files of a dossier, in one order on every system. The only file that names the walking library.
//!
//! In: the root. Out: every file, and for what must not be opened the reason: a link that leads out of the
//! dossier or round in a circle, a pipe that would never end, a name that is no text.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::FileType;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::names::{FOLDERS, SETTINGS, is_passed_over, is_static};
use crate::text::Fault;

/// The record that `write` leaves in a finished site. A folder with one is no input, wherever it lies.
const RECORD: &str = ".dossier-written";

/// A file that was found.
pub(super) struct Found {
    /// Its path from the root, with `/`.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
    /// Why it must not be opened, if so.
    pub fault: Option<Fault>,
    /// Whether it is, or lies behind, a link: then it may change without its own path being told of.
    pub linked: bool,
}

/// All files, sorted by folder and name.
pub(super) fn walk(root: &Path) -> Vec<Found> {
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let walk = Walk { root, real, found: RefCell::default(), links: RefCell::default() };
    walk.settings();
    for folder in FOLDERS {
        walk.folder(folder);
    }
    walk.found.into_inner()
}

/// Everything below a folder that is no folder itself, with whether it is a plain file: paths from the folder with `/`. Links
/// are not followed; the record that `write` leaves is passed over.
pub(super) fn everything(root: &Path) -> io::Result<Vec<(String, bool)>> {
    let mut all = Vec::new();
    for entry in WalkDir::new(root).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        let path = written(entry.path().strip_prefix(root).unwrap_or(entry.path()));
        if !entry.file_type().is_dir() && path != RECORD {
            all.push((path, entry.file_type().is_file()));
        }
    }
    Ok(all)
}

/// A path within the root as it is written in a dossier.
pub(super) fn written(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Why the system refused, without its number.
pub(super) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::Other => error.to_string(),
        kind => kind.to_string(),
    }
}

struct Walk<'a> {
    root: &'a Path,
    real: PathBuf,
    found: RefCell<Vec<Found>>,
    /// The links that were followed.
    links: RefCell<BTreeSet<PathBuf>>,
}

impl Walk<'_> {
    fn add(&self, path: &Path, fault: Option<Fault>, linked: bool) {
        let id = written(path.strip_prefix(self.root).unwrap_or(path));
        self.found.borrow_mut().push(Found { id, path: path.to_owned(), fault, linked });
    }

    fn refuse(&self, path: &Path, why: &str) {
        self.add(path, Some(Fault::NotAFile(why.to_owned())), true);
    }

    fn settings(&self) {
        let path = self.root.join(SETTINGS);
        match path.symlink_metadata() {
            Err(_) => {}
            Ok(about) if !about.is_symlink() => self.take(&path, about.file_type(), false),
            Ok(_) => match self.follow(&path) {
                Ok(about) => self.take(&path, about, true),
                Err(why) => self.refuse(&path, why),
            },
        }
    }

    fn folder(&self, name: &str) {
        // The root may itself be reached through links; below it each link is looked at before it is followed.
        let entries = WalkDir::new(self.root.join(name)).follow_links(true).sort_by_file_name();
        for entry in entries.into_iter().filter_entry(|entry| self.enters(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.depth() == 0 => self.refuse(entry.path(), "not a folder"),
                Ok(entry) => self.take(entry.path(), entry.file_type(), self.is_linked(entry.path())),
                Err(error) => self.stumble(&error),
            }
        }
    }

    /// Takes note of a file, unless opening it could wait for ever.
    fn take(&self, path: &Path, kind: FileType, linked: bool) {
        match kind {
            kind if kind.is_file() => self.add(path, None, linked),
            kind if kind.is_dir() => self.refuse(path, "a folder, not a file"),
            _ => self.refuse(path, "a pipe, a socket or a device, not a plain file"),
        }
    }

    /// Whether a file or folder is looked at. What is refused is taken note of.
    fn enters(&self, entry: &DirEntry) -> bool {
        let path = entry.path();
        let Some(name) = entry.file_name().to_str() else {
            self.refuse(path, "its name is not Unicode text");
            return false;
        };
        if entry.depth() > 0 && is_passed_over(name, self.is_static(path)) {
            return false;
        }
        if entry.path_is_symlink()
            && let Err(why) = self.follow(path)
        {
            self.refuse(path, why);
            return false;
        }
        !(entry.file_type().is_dir() && path.join(RECORD).symlink_metadata().is_ok())
    }

    fn is_static(&self, path: &Path) -> bool {
        path.strip_prefix(self.root).is_ok_and(|inside| is_static(&written(inside)))
    }

    /// What a link leads to, if it may be followed.
    fn follow(&self, link: &Path) -> Result<FileType, &'static str> {
        let target = link.canonicalize().map_err(|_| "a link that leads nowhere")?;
        let Ok(inside) = target.strip_prefix(&self.real) else {
            return Err("a link that leads out of the dossier");
        };
        let mut parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
        if parts.any(|part| is_passed_over(&part, false)) {
            return Err("a link to a hidden file");
        }
        let about = target.symlink_metadata().map_err(|_| "a link that leads nowhere")?;
        if about.is_dir() {
            // Folders that link to each other have more paths than anybody can walk.
            let here = link.parent().and_then(|folder| folder.canonicalize().ok()).ok_or("a link that leads nowhere")?;
            if here.starts_with(&target) {
                return Err("a link that leads round in a circle");
            }
            if self.is_linked(link.parent().unwrap_or(link)) {
                return Err("a link to a folder, in a folder that is itself behind a link");
            }
        }
        self.links.borrow_mut().insert(link.to_owned());
        Ok(about.file_type())
    }

    /// Whether a path leads over a link that was followed.
    fn is_linked(&self, path: &Path) -> bool {
        let links = self.links.borrow();
        !links.is_empty() && path.ancestors().any(|part| links.contains(part))
    }

    /// What the walk itself could not do.
    fn stumble(&self, error: &walkdir::Error) {
        let Some(path) = error.path() else { return };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if error.depth() > 0 && is_passed_over(&name, self.is_static(path)) {
            return;
        }
        if error.loop_ancestor().is_some() {
            return self.refuse(path, "a link that leads round in a circle");
        }
        match error.io_error() {
            // To a target that never was, or to itself.
            Some(_) if path.is_symlink() && path.canonicalize().is_err() => self.refuse(path, "a link that leads nowhere"),
            // Deleted while we looked.
            Some(missing) if missing.kind() == io::ErrorKind::NotFound => {}
            Some(refused) => self.add(path, Some(Fault::Unreadable(in_words(refused))), true),
            None => {}
        }
    }
}
