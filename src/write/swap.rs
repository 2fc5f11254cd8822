//! The new site takes the place of the old one.

use std::path::Path;

use anyhow::Context;

use super::place::Place;

/// Puts the staged folder in the place of the site. Where the system can exchange two folders in one step it
/// does, and there is no moment without a site; else two renames, and `Place::restore` knows what to do if
/// the program is killed between them.
pub fn swap(place: &Place, staged: &Path) -> anyhow::Result<()> {
    if !place.out.exists() {
        return std::fs::rename(staged, &place.out).with_context(|| format!("renaming the new site to {}", place.out.display()));
    }
    if exchange(staged, &place.out) {
        return Ok(());
    }
    std::fs::rename(&place.out, &place.old).with_context(|| format!("moving the old site in {} aside", place.out.display()))?;
    if let Err(error) = std::fs::rename(staged, &place.out) {
        let _ = std::fs::rename(&place.old, &place.out);
        return Err(anyhow::Error::new(error).context(format!("renaming the new site to {}", place.out.display())));
    }
    Ok(())
}

/// Exchanges two folders in one step, where the system and its file system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}
