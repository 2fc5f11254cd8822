//! The list of what a build wrote, in the site itself: `.dossier-written`, a line `DIGEST  PATH` for each file, in
//! the order of the paths, without a time.
//!
//! It decides what may be removed, and anybody can write to it: a line that is no path within the site counts as
//! not there.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::render::OutputPath;
use crate::text::Digest;

/// Its name.
pub(super) const RECORD: &str = ".dossier-written";

/// Names that a folder may hold and yet count as empty; they stay where they are.
const HARMLESS: [&str; 4] = [".git", ".gitignore", ".gitkeep", ".DS_Store"];

/// Paths with the digests of their bytes, in hexadecimal digits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record(BTreeMap<OutputPath, String>);

impl FromIterator<(OutputPath, String)> for Record {
    fn from_iter<I: IntoIterator<Item = (OutputPath, String)>>(lines: I) -> Self {
        Self(lines.into_iter().collect())
    }
}

impl Record {
    /// The record in a folder. A folder without one counts as having an empty one if nothing is in it, or
    /// nothing but what a folder may hold and yet be called empty.
    pub fn of(folder: &Path) -> io::Result<Option<Self>> {
        match std::fs::read(folder.join(RECORD)) {
            Ok(bytes) => return Ok(Some(Self::parse(&String::from_utf8_lossy(&bytes)))),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Err(_) => {}
        }
        for entry in std::fs::read_dir(folder)? {
            let name = entry?.file_name();
            if !HARMLESS.iter().any(|harmless| name == *harmless) {
                return Ok(None);
            }
        }
        Ok(Some(Self::default()))
    }

    fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            Some((OutputPath::new(path)?, digest.to_owned()))
        };
        text.lines().filter_map(line).collect()
    }

    /// The text of the record.
    pub fn text(&self) -> String {
        self.0.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect()
    }

    /// The paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.0.keys()
    }

    /// Whether a path is recorded.
    pub fn holds(&self, path: &str) -> bool {
        OutputPath::new(path).is_some_and(|path| self.0.contains_key(&path))
    }

    /// Whether a path is recorded with these bytes.
    pub fn holds_bytes(&self, path: &OutputPath, digest: &Digest) -> bool {
        self.0.get(path).is_some_and(|recorded| *recorded == digest.to_string())
    }

    /// Every folder that a recorded file lies in; a folder comes before those in it.
    pub fn folders(&self) -> BTreeSet<&str> {
        self.0.keys().flat_map(|path| super::folders(path.as_str())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let path = |path| OutputPath::new(path).expect("a path");
        let record: Record = [(path("b/два  x.html"), "22".to_owned()), (path("a.html"), "11".to_owned())].into_iter().collect();
        assert_eq!(record.text(), "11  a.html\n22  b/два  x.html\n");
        assert_eq!(Record::parse(&record.text()), record);
        assert_eq!(record.folders().into_iter().collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn lines_that_lead_elsewhere_are_not_there() {
        let text = "11  ../x\n11  /etc/passwd\n11  a/../../x\nx\n\n11  c:\\x\n11  ok.html\n";
        assert_eq!(Record::parse(text).paths().map(OutputPath::as_str).collect::<Vec<_>>(), ["ok.html"]);
    }
}
