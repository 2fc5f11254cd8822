//! Puts the new site in the place of the old one, and clears up after this run and after one that was killed.
//!
//! What can be found beside the site, and what it means: `.NAME.dossier-new` is a new site half written, or the old
//! one after the change; `.NAME.dossier-old` is the old one, and if there is no site at all, it is the site. In each
//! the record says what is ours; the rest is somebody's, and goes to the site.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::record::{RECORD, Record};
use super::site::Site;
use super::{WriteError, folders, within};
use crate::build::par_map;
use crate::render::OutputPath;

/// Clears up after a run that was killed.
pub(super) fn recover(site: &Site) -> Result<(), WriteError> {
    let (staging, aside) = (site.staging(), site.aside());
    if !site.out.exists() && aside.exists() {
        std::fs::rename(&aside, &site.out).with_context(|| format!("putting `{}` back in its place", site.shown))?;
    }
    for left in [staging, aside] {
        if left.symlink_metadata().is_ok() {
            retire(&left, site)?;
        }
    }
    Ok(())
}

/// Puts the staged site in its place. What was there before lies in the folder that is returned.
pub(super) fn swap(site: &Site) -> Result<Option<PathBuf>, WriteError> {
    let staging = site.staging();
    let replacing =
        || format!("replacing `{}` as a whole (if it is where a disk is mounted, choose a folder in it with --out)", site.shown);
    if !site.out.exists() {
        std::fs::rename(&staging, &site.out).with_context(replacing)?;
        return Ok(None);
    }
    match exchange(&staging, &site.out) {
        Ok(()) => Ok(Some(staging)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            let aside = site.aside();
            std::fs::rename(&site.out, &aside).with_context(replacing)?;
            std::fs::rename(&staging, &site.out).inspect_err(|_| drop(std::fs::rename(&aside, &site.out))).with_context(replacing)?;
            Ok(Some(aside))
        }
        Err(error) => Err(anyhow::Error::new(error).context(replacing()).into()),
    }
}

/// Lets two folders change places in one step; `Unsupported` where the system or the disk has no such step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| {
        let unknown = [Errno::NOSYS, Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&error);
        if unknown { io::ErrorKind::Unsupported.into() } else { error.into() }
    })
}

/// Elsewhere there is no such step.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Empties a folder that was left: removes what its record names, carries the rest over to the site, and removes
/// the folder. Whenever this is stopped, it can begin again.
pub(super) fn retire(left: &Path, site: &Site) -> Result<(), WriteError> {
    let name = left.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let clearing = || format!("clearing `{name}`, which an earlier build left beside `{}`", site.shown);
    let Some(record) = Record::of(left).with_context(clearing)? else {
        return Err(WriteError::Refused(format!("`{name}` beside `{}` holds files that dossier did not write; move it away", site.shown)));
    };
    let ours = real_folders(left, &record);
    remove_files(left, &record, &ours).with_context(clearing)?;
    for folder in ours.iter().rev() {
        // Fails where something of somebody else is left, and is meant to.
        drop(std::fs::remove_dir(within(left, folder)));
    }
    carry(left, "", &ours, site)?;
    match std::fs::remove_file(left.join(RECORD)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(anyhow::Error::new(error).context(clearing()).into()),
        _ => {}
    }
    std::fs::remove_dir(left).with_context(clearing)?;
    Ok(())
}

/// The folders of the record that are folders. Where somebody put a link instead, what lies behind it is not ours.
fn real_folders<'r>(left: &Path, record: &'r Record) -> BTreeSet<&'r str> {
    let mut real = BTreeSet::new();
    for folder in record.folders() {
        let above = folder.rsplit_once('/').is_none_or(|(above, _)| real.contains(above));
        if above && within(left, folder).symlink_metadata().is_ok_and(|about| about.is_dir()) {
            real.insert(folder);
        }
    }
    real
}

fn remove_files(left: &Path, record: &Record, ours: &BTreeSet<&str>) -> io::Result<()> {
    let lies_in_ours = |path: &&OutputPath| folders(path.as_str()).last().is_none_or(|folder| ours.contains(folder));
    let paths: Vec<&OutputPath> = record.paths().filter(lies_in_ours).collect();
    let results = par_map(&paths, |path| {
        let path = within(left, path.as_str());
        match std::fs::remove_file(&path) {
            // Gone already; or somebody made it a folder, then it is theirs.
            Err(error) if error.kind() == io::ErrorKind::NotFound || path.is_dir() => Ok(()),
            other => other,
        }
    });
    results.into_iter().collect()
}

/// Moves what somebody else put into `folder` of an old site to the same place in the new one.
fn carry(left: &Path, folder: &str, ours: &BTreeSet<&str>, site: &Site) -> Result<(), WriteError> {
    let from = if folder.is_empty() { left.to_owned() } else { within(left, folder) };
    let carrying = || format!("keeping the files in `{}` that dossier did not write", site.shown);
    for entry in std::fs::read_dir(&from).with_context(carrying)? {
        let entry = entry.with_context(carrying)?;
        if folder.is_empty() && entry.file_name() == RECORD {
            continue;
        }
        let inside = entry.path().strip_prefix(left).map(Path::to_owned).unwrap_or_default();
        let target = site.out.join(&inside);
        // A folder whose name is not Unicode is none of ours.
        let written = inside.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"));
        let is_folder = entry.file_type().with_context(carrying)?.is_dir();
        let merge = is_folder && target.symlink_metadata().is_ok_and(|about| about.is_dir());
        match written {
            Some(written) if is_folder && (merge || ours.contains(written.as_str())) => {
                carry(left, &written, ours, site)?;
                std::fs::remove_dir(entry.path()).with_context(carrying)?;
            }
            _ if target.symlink_metadata().is_ok() => {
                let name = left.file_name().unwrap_or_default().to_string_lossy();
                let (kept, wanted) = (inside.display(), format!("{}/{}", site.shown, inside.display()));
                return Err(WriteError::Refused(format!(
                    "`{name}/{kept}` was not written by dossier, and `{wanted}` is there already; move one of them away"
                )));
            }
            _ => {
                let parent = target.parent().ok_or_else(|| anyhow!("a file has no folder"))?;
                std::fs::create_dir_all(parent).and_then(|()| std::fs::rename(entry.path(), &target)).with_context(carrying)?;
            }
        }
    }
    Ok(())
}
