//! A second build into the same folder finds a lock, says so and stops.
//!
//! The system frees the lock of a process that ends, however it ends; a lock file that lies about locks nobody out.

use std::fs::{File, TryLockError};
use std::io;
use std::path::PathBuf;

use anyhow::Context;

use super::WriteError;
use super::site::Site;

/// Held while a build writes.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Takes the lock of a site.
pub(super) fn lock(site: &Site) -> Result<Lock, WriteError> {
    let path = site.beside("lock");
    let busy = || WriteError::Busy(format!("another build is writing to `{}`", site.shown));
    // Who opened the file just before its last owner removed it holds a lock that nobody else sees, and tries
    // again. Each round means that another build ended meanwhile.
    for _ in 0..100 {
        let file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .with_context(|| format!("writing beside `{}`: the site is made in the folder it lies in", site.shown))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy()),
            // Some network disks know no locks; better to build without than not at all.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(anyhow::Error::new(error).context(format!("locking `{}`", site.shown)).into()),
        }
        if is_at(&file, &path) {
            return Ok(Lock { path, _file: file });
        }
    }
    Err(busy())
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before it is freed, so that who finds the file can trust it. Elsewhere than on Unix a file that is
        // open does not go away at once, and stays where it is.
        if cfg!(unix) {
            drop(std::fs::remove_file(&self.path));
        }
    }
}

/// Whether an open file is still the one of that name.
#[cfg(unix)]
fn is_at(file: &File, path: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Whether an open file is still the one of that name: always, where none is removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &std::path::Path) -> bool {
    true
}
