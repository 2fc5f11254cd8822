//! Several files change together: all of them, or none.
//!
//! What every file will hold is written beside it first; only then do they take their places, one by one, and only when all
//! have is a file of the old name removed. If anything fails on the way, what was changed is put back. No file is ever
//! written over but with its own new text.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

/// One file before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it is.
    pub from: PathBuf,
    /// Where it will be.
    pub to: PathBuf,
    /// What it holds.
    pub before: Vec<u8>,
    /// What it will hold.
    pub after: Vec<u8>,
}

/// Changes the files.
///
/// # Errors
/// When the machine fails; then they are as before, or the error says which are not.
pub fn apply(changes: &[Change]) -> anyhow::Result<()> {
    apply_with(changes, &mut |_| Ok(()))
}

/// The same; `step` is asked before each file takes its place, and each that is removed.
fn apply_with(changes: &[Change], step: &mut dyn FnMut(&Path) -> io::Result<()>) -> anyhow::Result<()> {
    let mut done = Done::default();
    match done.all(changes, step) {
        Ok(()) => Ok(()),
        Err(error) => match done.undo() {
            Ok(()) => Err(error.context("nothing was renamed")),
            Err(left) => Err(error.context(format!("the rename could not be undone: {left:#}"))),
        },
    }
}

/// What has been done so far.
#[derive(Default)]
struct Done<'a> {
    /// Files that wait beside their place.
    waiting: Vec<PathBuf>,
    /// Files of a new name.
    made: Vec<PathBuf>,
    /// Files that hold their new text.
    replaced: Vec<(PathBuf, &'a [u8])>,
    /// Files of an old name that are gone.
    removed: Vec<&'a Change>,
}

impl<'a> Done<'a> {
    fn all(&mut self, changes: &'a [Change], step: &mut dyn FnMut(&Path) -> io::Result<()>) -> anyhow::Result<()> {
        let mut ready = Vec::new();
        for change in changes {
            let is_same = change.from == change.to || is_one_file(&change.from, &change.to);
            if !is_same && fs::symlink_metadata(&change.to).is_ok() {
                return Err(anyhow!("{} is there already", change.to.display()));
            }
            // A link stays a link: the file it leads to is what changes.
            let place = if is_same { fs::canonicalize(&change.from).context(shown("finding", &change.from))? } else { change.to.clone() };
            let beside = beside(&place);
            self.waiting.push(beside.clone());
            write_new(&beside, change).with_context(|| shown("writing", &beside))?;
            ready.push((change, is_same, place, beside));
        }
        for (change, is_same, place, beside) in &ready {
            step(place).and_then(|()| self.settle(change, *is_same, place, beside)).with_context(|| shown("writing", place))?;
        }
        for (change, is_same, ..) in &ready {
            if *is_same && change.from != change.to {
                // The same name in another case.
                step(&change.to).and_then(|()| fs::rename(&change.from, &change.to)).with_context(|| shown("renaming", &change.from))?;
                self.removed.push(change);
            } else if !is_same {
                step(&change.from).and_then(|()| fs::remove_file(&change.from)).with_context(|| shown("removing", &change.from))?;
                self.removed.push(change);
            }
        }
        Ok(())
    }

    /// A file takes its place.
    fn settle(&mut self, change: &'a Change, is_same: bool, place: &Path, beside: &Path) -> io::Result<()> {
        if is_same {
            fs::rename(beside, place)?;
            self.replaced.push((place.to_owned(), &change.before));
            return Ok(());
        }
        // A rename would write over a file that came there in this moment; this does not.
        OpenOptions::new().write(true).create_new(true).open(place)?;
        self.made.push(place.to_owned());
        fs::rename(beside, place)
    }

    /// Puts everything back.
    fn undo(&mut self) -> anyhow::Result<()> {
        let mut failed = Vec::new();
        let mut attempt = |what: &Path, result: io::Result<()>| match result {
            Err(error) if error.kind() != ErrorKind::NotFound => failed.push(format!("{}: {error}", what.display())),
            _ => {}
        };
        for change in self.removed.drain(..) {
            if is_one_file(&change.from, &change.to) {
                attempt(&change.from, fs::rename(&change.to, &change.from));
            } else {
                attempt(&change.from, fs::write(&change.from, &change.before));
            }
        }
        for (path, before) in self.replaced.drain(..) {
            attempt(&path, fs::write(&path, before));
        }
        for path in self.made.drain(..).chain(self.waiting.drain(..)) {
            attempt(&path, fs::remove_file(&path));
        }
        if failed.is_empty() { Ok(()) } else { Err(anyhow!(failed.join("; "))) }
    }
}

/// Whether two paths that differ are one file, as on a disk that does not tell cases apart.
fn is_one_file(one: &Path, other: &Path) -> bool {
    let folded = |path: &Path| path.to_string_lossy().to_lowercase();
    folded(one) == folded(other) && matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// A name beside a file that no reading of the dossier takes for one of its files.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.dossier-mv"))
}

/// Writes what a file will hold, with the rights it has.
fn write_new(path: &Path, change: &Change) -> io::Result<()> {
    // What is left of a run that was killed is of no use to anybody.
    if let Err(error) = fs::remove_file(path)
        && error.kind() != ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(&change.after)?;
    fs::set_permissions(path, fs::metadata(&change.from)?.permissions())
}

fn shown(what: &str, path: &Path) -> String {
    format!("{what} {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(folder: &Path) -> Vec<(String, String)> {
        let mut all: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("a file").path())
            .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read_to_string(&path).expect("a text")))
            .collect();
        all.sort();
        all
    }

    fn changes(folder: &Path) -> Vec<Change> {
        [("a", "a"), ("b", "b"), ("c", "d")]
            .map(|(from, to)| {
                fs::write(folder.join(from), format!("old {from}")).expect("a file can be written");
                let texts = [format!("old {from}"), format!("new {from}")].map(String::into_bytes);
                let [before, after] = texts;
                Change { from: folder.join(from), to: folder.join(to), before, after }
            })
            .to_vec()
    }

    #[test]
    fn all_change_together() {
        let folder = tempfile::tempdir().expect("a folder");
        apply(&changes(folder.path())).expect("nothing is in the way");
        let expected = [("a", "new a"), ("b", "new b"), ("d", "new c")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(listing(folder.path()), expected);
    }

    #[test]
    fn a_failure_at_any_step_changes_nothing() {
        for failing in 0..4 {
            let folder = tempfile::tempdir().expect("a folder");
            let changes = changes(folder.path());
            let before = listing(folder.path());
            let mut steps = 0;
            let result = apply_with(&changes, &mut |_| {
                steps += 1;
                if steps > failing { Err(io::Error::other("the disk is full")) } else { Ok(()) }
            });
            let error = format!("{:#}", result.expect_err("the disk is full"));
            assert!(error.starts_with("nothing was renamed: ") && error.ends_with("the disk is full"), "{error}");
            assert_eq!(listing(folder.path()), before, "step {failing}");
        }
    }

    #[test]
    fn nothing_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let changes = changes(folder.path());
        fs::write(folder.path().join("d"), "mine").expect("a file can be written");
        let before = listing(folder.path());
        let error = format!("{:#}", apply(&changes).expect_err("there is a file"));
        assert!(error.ends_with("is there already"), "{error}");
        assert_eq!(listing(folder.path()), before);
        // Nor what comes there after the look.
        fs::remove_file(folder.path().join("d")).expect("it was there");
        let late = folder.path().join("d");
        let mut first = true;
        let result = apply_with(&changes, &mut |_| {
            if std::mem::take(&mut first) { fs::write(&late, "mine") } else { Ok(()) }
        });
        assert!(result.is_err());
        assert_eq!(listing(folder.path()), before);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_rights_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let changes = changes(folder.path());
        let inside = folder.path().join("real");
        fs::rename(folder.path().join("a"), &inside).expect("it can be moved");
        std::os::unix::fs::symlink("real", folder.path().join("a")).expect("a link can be made");
        fs::set_permissions(folder.path().join("b"), fs::Permissions::from_mode(0o640)).expect("rights can be set");
        apply(&changes).expect("nothing is in the way");
        assert!(fs::symlink_metadata(folder.path().join("a")).expect("it is there").is_symlink());
        assert_eq!(fs::read_to_string(inside).expect("a text"), "new a");
        assert_eq!(fs::metadata(folder.path().join("b")).expect("it is there").permissions().mode() & 0o777, 0o640);
    }
}
