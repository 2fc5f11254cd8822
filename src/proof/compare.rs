//! How a copy differs from its manifest.

use std::collections::BTreeMap;

use super::manifest::{Manifest, is_own};
use super::sum::Sum;

/// What was found of a file of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A file of this size and sum.
    File(u64, Sum),
    /// Something that is no file, or cannot be read; what, in words.
    Unfit(String),
    /// There, and not looked at, because the manifest does not name it.
    Unread,
    /// A file that is for the host alone, which does not pass it on.
    NotServed,
    /// A page that only leads to another, in whose stead the host leads there.
    LeadsOn,
}

/// Why a copy cannot be compared at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The copy is to blame: it is none, or made to deceive.
    Bad(String),
    /// The disk or the network is.
    World(String),
}

/// A way in which a copy differs from its manifest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The manifest names it, the copy does not have it.
    Missing,
    /// The copy has other bytes; what is known of them.
    Changed(String),
    /// The copy has it, the manifest does not name it.
    Foreign,
}

impl Difference {
    /// Its word, as it is listed.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed(_) => "changed",
            Self::Foreign => "foreign",
        }
    }
}

/// Everything in which a copy differs, in the order of the paths.
#[must_use]
pub fn compare(manifest: &Manifest, held: &BTreeMap<String, Held>) -> BTreeMap<String, Difference> {
    let mut all = BTreeMap::new();
    for (path, listed) in &manifest.files {
        let difference = match held.get(path) {
            None => Difference::Missing,
            Some(Held::File(size, sum)) if *size == listed.size && *sum == listed.sum => continue,
            Some(Held::File(size, _)) if *size == listed.size => Difference::Changed("of the same size".to_owned()),
            Some(Held::File(size, _)) => Difference::Changed(format!("{size} bytes instead of {}", listed.size)),
            Some(Held::Unfit(what)) => Difference::Changed(what.clone()),
            Some(Held::NotServed | Held::LeadsOn) => continue,
            Some(Held::Unread) => Difference::Changed("not read".to_owned()),
        };
        all.insert(path.clone(), difference);
    }
    let foreign = held.keys().filter(|path| !manifest.files.contains_key(*path) && !is_own(path));
    all.extend(foreign.map(|path| (path.clone(), Difference::Foreign)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::About;
    use crate::proof::manifest::MANIFEST;

    #[test]
    fn each_difference_has_its_word() {
        let manifest = Manifest::of(About::default(), ["a", "b", "c", "d", "e", "f"].map(|path| (path, &b"1"[..])));
        let file = |bytes: &[u8]| Held::File(bytes.len() as u64, Sum::of(bytes));
        let held = [
            ("a", file(b"1")),
            ("b", file(b"2")),
            ("c", file(b"22")),
            ("d", Held::Unfit("a link".to_owned())),
            ("e", Held::NotServed),
            ("x", Held::Unread),
            (MANIFEST, Held::Unread),
        ];
        let held = held.into_iter().map(|(path, held)| (path.to_owned(), held)).collect();
        let said: Vec<String> = compare(&manifest, &held).iter().map(|(path, what)| format!("{path} {what:?}")).collect();
        let expected =
            ["b Changed(\"of the same size\")", "c Changed(\"2 bytes instead of 1\")", "d Changed(\"a link\")", "f Missing", "x Foreign"];
        assert_eq!(said, expected);
    }
}
