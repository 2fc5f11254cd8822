//! A copy of a site in a folder, to be compared with its manifest. Nothing in it is followed: a link is no file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::walk;
use crate::build::par_map;
use crate::proof::compare::Trouble;
use crate::proof::sum::Summing;
use crate::proof::{Held, Manifest};

/// A folder that holds a copy.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The copy in a folder.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The bytes of a file, if it is there.
    ///
    /// # Errors
    /// When it is larger than it may be, or cannot be read.
    pub fn bytes(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        let place = self.place(path);
        match place.symlink_metadata() {
            Ok(about) if about.is_file() => {}
            Ok(_) => return Err(Trouble::Bad(format!("`{}` is no file", place.display()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Trouble::World(format!("reading `{}`: {error}", place.display()))),
        }
        let mut bytes = Vec::new();
        let read = File::open(&place).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
        read.map_err(|error| Trouble::World(format!("reading `{}`: {error}", place.display())))?;
        if bytes.len() as u64 > most { Err(Trouble::Bad(format!("`{}` is too large", place.display()))) } else { Ok(Some(bytes)) }
    }

    /// Everything in the folder. Only what the manifest names is read.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn held(&self, manifest: &Manifest) -> Result<BTreeMap<String, Held>, Trouble> {
        let all = walk::everything(&self.0).map_err(|error| Trouble::World(format!("listing `{}`: {error}", self.0.display())))?;
        Ok(par_map(&all, |(path, is_file)| (path.clone(), self.look(path, *is_file, manifest))).into_iter().collect())
    }

    fn look(&self, path: &str, is_file: bool, manifest: &Manifest) -> Held {
        let Some(listed) = manifest.files.get(path) else { return Held::Unread };
        if !is_file {
            return Held::Unfit("no plain file".to_owned());
        }
        let mut summing = Summing::default();
        // One more byte than it may have tells that there are more.
        let read = File::open(self.place(path)).and_then(|file| add_all(&mut file.take(listed.size + 1), &mut summing));
        match read {
            Ok(()) => {
                let (size, sum) = summing.done();
                let whole = self.place(path).metadata().map_or(size, |about| about.len().max(size));
                Held::File(whole, sum)
            }
            Err(error) => Held::Unfit(format!("it cannot be read: {}", error.kind())),
        }
    }

    fn place(&self, path: &str) -> PathBuf {
        let mut place = self.0.clone();
        place.extend(path.split('/'));
        place
    }
}

/// Takes the sum of all that can be read.
pub(super) fn add_all(from: &mut dyn Read, summing: &mut Summing) -> io::Result<()> {
    let mut piece = vec![0; 64 << 10];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(count) => summing.add(&piece[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
