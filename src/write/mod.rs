//! EDGE: the files of a build become a folder.
//!
//! The site is staged in a folder beside the old one and swapped in as a whole, so that whoever looks, and
//! whatever is killed when, sees the old site or the new one. A record in the site names what was written;
//! nothing else is ever removed: files that others put there move over to the new folder. A lock keeps a
//! second build out.
//!
//! Nothing is forced to the disk (`fsync`): the order of renames keeps a killed program from doing harm, and
//! a site that a power cut damages is built again.
#![expect(clippy::disallowed_methods, reason = "this is an edge: the disk")]

mod place;
mod record;
mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use rayon::prelude::*;

use crate::render::{Content, OutputFile, OutputPath};
use place::Place;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were there with the same bytes.
    pub unchanged: usize,
    /// Files of the last build that are gone.
    pub removed: usize,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder is not one to write into; nothing was touched.
    Refused(String),
    /// Another build is writing there.
    Busy(String),
    /// The machine failed; the old site is as it was.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for WriteError {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

/// Puts the files of a build into the folder `out`, in place of those of the last build. `root` is the folder
/// of the dossier, whose own files are never written over.
///
/// # Errors
/// `Refused` for a folder that holds somebody else's files or the dossier itself, `Busy` while another build
/// writes there, `Failed` when the disk does.
pub fn write(files: &BTreeMap<OutputPath, Arc<OutputFile>>, out: &Path, root: &Path) -> Result<Written, WriteError> {
    let place = Place::of(out, root)?;
    let _lock = place.lock()?;
    place.restore().context("restoring the site after a build that was killed")?;
    let old = record::read(&place.out)?;
    let foreign = place.foreign(&old)?;
    refuse_foreign(files, &foreign, out)?;
    let staged = place.stage()?;
    if let Err(error) = fill(files, &staged) {
        // The old site is untouched; what was staged is of no use to anybody.
        let _ = std::fs::remove_dir_all(&staged);
        return Err(WriteError::Failed(error));
    }
    swap::swap(&place, &staged).context("putting the new site in place")?;
    place.clean().context("removing the old site")?;
    let unchanged = files.iter().filter(|(path, file)| old.get(path.as_str()) == Some(&file.digest.to_string())).count();
    let removed = old.keys().filter(|path| OutputPath::new(path).is_none_or(|path| !files.contains_key(&path))).count();
    Ok(Written { written: files.len() - unchanged, unchanged, removed })
}

/// A file that somebody else put where the site wants to write is not written over.
fn refuse_foreign(files: &BTreeMap<OutputPath, Arc<OutputFile>>, foreign: &BTreeSet<String>, out: &Path) -> Result<(), WriteError> {
    match files.keys().find(|path| foreign.contains(path.as_str())) {
        None => Ok(()),
        Some(path) => Err(WriteError::Refused(format!(
            "`{}` holds a file `{path}` that dossier did not write and that the site needs to write; move it away, or put it under static/",
            out.display()
        ))),
    }
}

/// Writes all files and the record into the staged folder, which is empty.
fn fill(files: &BTreeMap<OutputPath, Arc<OutputFile>>, staged: &Path) -> anyhow::Result<()> {
    let folders: BTreeSet<&str> = files.keys().filter_map(|path| path.as_str().rsplit_once('/').map(|(folder, _)| folder)).collect();
    for folder in folders {
        let folder = staged.join(folder);
        std::fs::create_dir_all(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
    }
    let all: Vec<&Arc<OutputFile>> = files.values().collect();
    all.par_iter().try_for_each(|file| {
        let path = staged.join(file.path.as_str());
        match &file.content {
            Content::Bytes(bytes) => std::fs::write(&path, bytes),
            Content::File(from) => std::fs::copy(from, &path).map(|_| ()),
        }
        .with_context(|| format!("writing {}", file.path))
    })?;
    record::write(staged, files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::OutputPath;
    use tempfile::TempDir;

    fn site(files: &[(&str, &str)]) -> BTreeMap<OutputPath, Arc<OutputFile>> {
        let file = |(path, text): &(&str, &str)| {
            let path = OutputPath::new(path).expect("a path of a site");
            (path.clone(), Arc::new(OutputFile::text(path, (*text).to_owned())))
        };
        files.iter().map(file).collect()
    }

    fn put(folder: &Path, path: &str, text: &str) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }

    fn text(folder: &Path, path: &str) -> Option<String> {
        std::fs::read_to_string(folder.join(path)).ok()
    }

    /// A dossier's folder and the folder of its site.
    fn folders() -> (TempDir, std::path::PathBuf, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let (root, out) = (folder.path().join("d"), folder.path().join("d/public"));
        std::fs::create_dir_all(root.join("content")).expect("a folder can be made");
        (folder, root, out)
    }

    fn left_beside(root: &Path) -> Vec<String> {
        let all =
            std::fs::read_dir(root).expect("a listing").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        all.filter(|name| name.contains("dossier-new") || name.contains("dossier-old")).collect()
    }

    #[test]
    fn only_what_was_written_is_removed() {
        let (_keep, root, out) = folders();
        let first = write(&site(&[("index.html", "1"), ("a/index.html", "a")]), &out, &root).expect("written");
        assert_eq!(first, Written { written: 2, unchanged: 0, removed: 0 });
        put(&out, "CNAME", "mine");
        put(&out, "a/notes.txt", "mine too");
        let second = write(&site(&[("index.html", "1"), ("b/index.html", "b")]), &out, &root).expect("written");
        assert_eq!(second, Written { written: 1, unchanged: 1, removed: 1 });
        assert_eq!(text(&out, "CNAME").as_deref(), Some("mine"));
        assert_eq!(text(&out, "a/notes.txt").as_deref(), Some("mine too"));
        assert_eq!((text(&out, "a/index.html"), text(&out, "b/index.html").as_deref()), (None, Some("b")));
        assert!(left_beside(&root).is_empty());
    }

    #[test]
    fn a_killed_build_leaves_a_whole_site() {
        let (_keep, root, out) = folders();
        write(&site(&[("index.html", "old")]), &out, &root).expect("written");
        put(&out, "CNAME", "mine");
        // Killed while it staged: half a site, no record.
        put(&root, ".public.dossier-new/index.html", "half");
        assert_eq!(text(&out, "index.html").as_deref(), Some("old"));
        write(&site(&[("index.html", "new")]), &out, &root).expect("written");
        assert_eq!(text(&out, "index.html").as_deref(), Some("new"));
        // Killed between two renames: no site, the old one aside, the new one staged.
        std::fs::rename(&out, root.join(".public.dossier-old")).expect("renamed");
        put(&root, ".public.dossier-new/index.html", "newer");
        put(&root, ".public.dossier-new/.dossier-written", "00  index.html\n");
        write(&site(&[("index.html", "newest")]), &out, &root).expect("written");
        assert_eq!(text(&out, "index.html").as_deref(), Some("newest"));
        // Killed after the exchange: the old site stands where the new one was staged.
        put(&root, ".public.dossier-new/.dossier-written", "00  gone.html\n");
        put(&root, ".public.dossier-new/gone.html", "old");
        put(&root, ".public.dossier-new/letter.txt", "mine");
        write(&site(&[("index.html", "last")]), &out, &root).expect("written");
        assert_eq!(text(&out, "letter.txt").as_deref(), Some("mine"));
        assert_eq!(text(&out, "gone.html"), None);
        assert_eq!(text(&out, "CNAME").as_deref(), Some("mine"));
        assert!(left_beside(&root).is_empty());
    }

    #[test]
    fn folders_of_others_are_refused_untouched() {
        let (keep, root, out) = folders();
        put(&out, "thesis.txt", "mine");
        for (folder, why) in [
            (out.clone(), "holds files that dossier did not write"),
            (root.clone(), "holds the dossier itself"),
            (keep.path().to_owned(), "holds the dossier itself"),
            (root.join("content"), "keeps its own files"),
            (root.join("content/deep/new"), "keeps its own files"),
            (out.join("thesis.txt"), "is a file"),
        ] {
            match write(&site(&[("index.html", "x")]), &folder, &root) {
                Err(WriteError::Refused(message)) => assert!(message.contains(why), "{message}"),
                other => panic!("{}: {other:?}", folder.display()),
            }
        }
        assert_eq!(text(&out, "thesis.txt").as_deref(), Some("mine"));
    }

    #[test]
    fn a_file_of_others_is_never_written_over() {
        let (_keep, root, out) = folders();
        write(&site(&[("index.html", "1")]), &out, &root).expect("written");
        put(&out, "robots.txt", "mine");
        match write(&site(&[("index.html", "2"), ("robots.txt", "ours")]), &out, &root) {
            Err(WriteError::Refused(message)) => assert!(message.contains("`robots.txt`"), "{message}"),
            other => panic!("{other:?}"),
        }
        assert_eq!((text(&out, "index.html").as_deref(), text(&out, "robots.txt").as_deref()), (Some("1"), Some("mine")));
    }

    #[test]
    fn the_second_of_two_builds_stops() {
        let (_keep, root, out) = folders();
        let place = Place::of(&out, &root).unwrap_or_else(|error| panic!("{error:?}"));
        let _lock = place.lock().unwrap_or_else(|error| panic!("{error:?}"));
        match write(&site(&[("index.html", "1")]), &out, &root) {
            Err(WriteError::Busy(message)) => assert!(message.starts_with("another build is writing to"), "{message}"),
            other => panic!("{other:?}"),
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_folder_stays_a_link() {
        let (keep, root, out) = folders();
        std::fs::create_dir(keep.path().join("www")).expect("a folder");
        std::os::unix::fs::symlink(keep.path().join("www"), &out).expect("a link");
        write(&site(&[("index.html", "1")]), &out, &root).expect("written");
        write(&site(&[("index.html", "2")]), &out, &root).expect("written");
        assert!(out.is_symlink());
        assert_eq!(text(&keep.path().join("www"), "index.html").as_deref(), Some("2"));
    }

    #[test]
    fn a_disk_that_fails_leaves_the_old_site() {
        let (_keep, root, out) = folders();
        write(&site(&[("index.html", "old")]), &out, &root).expect("written");
        // A file that is gone before it is copied stands for every failure of the disk.
        let path = OutputPath::new("a.png").expect("a path");
        let missing =
            OutputFile { path: path.clone(), content: Content::File(root.join("gone.png")), digest: crate::text::Digest::default() };
        let mut files = site(&[("index.html", "new")]);
        files.insert(path, Arc::new(missing));
        match write(&files, &out, &root) {
            Err(WriteError::Failed(error)) => assert!(format!("{error:#}").contains("writing a.png"), "{error:#}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(text(&out, "index.html").as_deref(), Some("old"));
        assert!(left_beside(&root).is_empty());
    }
}
