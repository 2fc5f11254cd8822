//! The folder of the site and the names beside it: the staged site, the old one, the lock.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::Context;
use walkdir::WalkDir;

use super::WriteError;
use super::record::{self, RECORD};

/// Where a site is written.
pub struct Place {
    /// The folder itself, links followed.
    pub out: PathBuf,
    /// The new site while it is made.
    new: PathBuf,
    /// The old site while it is taken away.
    pub old: PathBuf,
    lock: PathBuf,
}

impl Place {
    /// The place of a folder, if it may be written into.
    pub fn of(out: &Path, root: &Path) -> Result<Self, WriteError> {
        let refused = |why: String| Err(WriteError::Refused(why));
        let shown = out.display();
        let absolute = std::path::absolute(out).with_context(|| format!("finding {shown}"))?;
        // A link is followed, so that what is swapped is the folder and not the link.
        let real = match absolute.canonicalize() {
            Ok(real) => real,
            Err(_) => match (absolute.parent(), absolute.file_name()) {
                (Some(parent), Some(name)) => {
                    std::fs::create_dir_all(parent).with_context(|| format!("making the folder {}", parent.display()))?;
                    parent.canonicalize().with_context(|| format!("finding {}", parent.display()))?.join(name)
                }
                _ => return refused(format!("`{shown}` is no folder for a site")),
            },
        };
        if real.exists() && !real.is_dir() {
            return refused(format!("`{shown}` is a file; choose a folder with --out"));
        }
        let root = root.canonicalize().with_context(|| format!("finding {}", root.display()))?;
        if root.starts_with(&real) {
            return refused(format!("`{shown}` holds the dossier itself; choose another folder with --out"));
        }
        for part in ["content", "templates", "static", "themes"] {
            if real.starts_with(root.join(part)) {
                return refused(format!("`{shown}` is where the dossier keeps its own files; choose another folder with --out"));
            }
        }
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return refused(format!("`{shown}` is no folder for a site"));
        };
        let beside = |what: &str| parent.join(format!(".{}.dossier-{what}", name.to_string_lossy()));
        Ok(Self { new: beside("new"), old: beside("old"), lock: beside("lock"), out: real })
    }

    /// Keeps other builds out until the answer is dropped. The system lets go of the lock if the program is
    /// killed.
    pub fn lock(&self) -> Result<File, WriteError> {
        let file = File::options().create(true).truncate(false).write(true).open(&self.lock);
        let file = file.with_context(|| format!("writing beside {}", self.out.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => {
                Err(WriteError::Busy(format!("another build is writing to `{}`; wait until it is done", self.out.display())))
            }
            // A file system without locks: two builds at once are then the writer's own care.
            Err(TryLockError::Error(_)) => Ok(file),
        }
    }

    /// Puts things right after a build that was killed: between two renames the old site may stand aside.
    pub fn restore(&self) -> anyhow::Result<()> {
        if !self.out.exists() && self.old.exists() {
            std::fs::rename(&self.old, &self.out)?;
        }
        self.clean()
    }

    /// Takes away what the last swap left: files that others put there go over to the site, the rest of the
    /// old site goes, and so does a site that was never finished.
    pub fn clean(&self) -> anyhow::Result<()> {
        // A staged folder never holds anything of others; but the exchange of two folders leaves the old site
        // under that name, which its record tells.
        for left in [&self.old, &self.new] {
            if !left.exists() {
                continue;
            }
            if left.join(RECORD).exists() && self.out.exists() {
                let recorded = record::read(left)?;
                for path in files_in(left)?.into_iter().filter(|path| path != RECORD && !recorded.contains_key(path)) {
                    let to = self.out.join(&path);
                    if !to.exists() {
                        std::fs::create_dir_all(to.parent().unwrap_or(&self.out))?;
                        std::fs::rename(left.join(&path), &to)?;
                    }
                }
            }
            std::fs::remove_dir_all(left)?;
        }
        Ok(())
    }

    /// The files in the folder that no record names. A folder with files and without a record is refused.
    pub fn foreign(&self, recorded: &BTreeMap<String, String>) -> Result<BTreeSet<String>, WriteError> {
        let has_record = self.out.join(RECORD).exists();
        let all = files_in(&self.out)?;
        if !has_record && !all.is_empty() {
            return Err(WriteError::Refused(format!(
                "`{}` holds files that dossier did not write; choose another folder with --out, or empty it",
                self.out.display()
            )));
        }
        Ok(all.into_iter().filter(|path| path != RECORD && !recorded.contains_key(path)).collect())
    }

    /// Makes the empty folder for the new site.
    pub fn stage(&self) -> anyhow::Result<PathBuf> {
        std::fs::create_dir_all(&self.new).with_context(|| format!("making a folder beside {}", self.out.display()))?;
        Ok(self.new.clone())
    }
}

/// The files below a folder, links not followed, by their path with `/`; none if there is no such folder.
fn files_in(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut all = Vec::new();
    if !folder.exists() {
        return Ok(all);
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("listing {}", folder.display()))?;
        if !entry.file_type().is_dir() {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            all.push(inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    Ok(all)
}
