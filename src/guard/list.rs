//! Names as salted digests, in a file that may lie outside of the dossier and be read by people who must not know them.
//!
//! The file is text: a first line, the salt, and a line for each name with the number of its words and its digest. The salt makes
//! tables made beforehand useless; who has the file can still try names one by one, so it is no place for a secret that
//! others have time to attack.

use std::collections::BTreeSet;
use std::fmt::Write;

use ahash::AHashMap;

use super::{Item, Unfit, digest, fit, sorted};

/// The first line.
const HEAD: &str = "dossier never-publish 1";
/// Bytes of the salt.
pub const SALT: usize = 16;

/// The names of such a file.
#[derive(Debug, Clone)]
pub struct Salted {
    salt: Vec<u8>,
    /// The number of words and the digest, in hexadecimal digits, and the line.
    names: AHashMap<(usize, Box<str>), usize>,
    lengths: BTreeSet<usize>,
}

/// Why a file is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Salted {
    /// Reads a file.
    ///
    /// # Errors
    /// With the first line that is not as it must be.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let wrong = |line: usize, message: &str| Malformed { line: line + 1, message: message.to_owned() };
        let mut lines = text.lines().map(str::trim).enumerate();
        if lines.next().is_none_or(|(_, line)| line != HEAD) {
            return Err(wrong(0, &format!("the first line must be `{HEAD}`")));
        }
        let salt = lines.next().and_then(|(_, line)| line.strip_prefix("salt ")).and_then(bytes).filter(|salt| salt.len() >= SALT);
        let Some(salt) = salt else {
            return Err(wrong(1, &format!("the second line must be `salt` and at least {} hexadecimal digits", 2 * SALT)));
        };
        let mut all = Self { salt, names: AHashMap::new(), lengths: BTreeSet::new() };
        for (n, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let parts = line.split_once(' ').and_then(|(length, digest)| Some((length.parse::<usize>().ok()?, digest)));
            let name =
                parts.filter(|(length, digest)| (1..=super::LONGEST).contains(length) && bytes(digest).is_some_and(|all| all.len() == 32));
            let Some((length, digest)) = name else {
                return Err(wrong(n, "a name is the number of its words and 64 hexadecimal digits"));
            };
            all.lengths.insert(length);
            all.names.insert((length, digest.to_ascii_lowercase().into()), n + 1);
        }
        Ok(all)
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        self.lengths.iter().copied()
    }

    pub(super) fn has(&self, length: usize) -> bool {
        self.lengths.contains(&length)
    }

    /// The name that these words in the order of the alphabet are, if they are one.
    pub(super) fn find(&self, sorted: &str) -> Option<Item> {
        let length = sorted.split(' ').count();
        let key = (length, digest(&self.salt, sorted).to_string().into_boxed_str());
        self.names.get(&key).map(|line| Item::Hashed(*line))
    }
}

/// A file with the names that an older one had and these, each once. `salt` counts only where there is no older one.
///
/// # Errors
/// With the number of the first name, from 0, that cannot be looked for.
pub fn salted(older: Option<&Salted>, salt: &[u8], names: &[&str]) -> Result<String, (usize, Unfit)> {
    let salt = older.map_or(salt, |older| &older.salt);
    let mut lines: Vec<String> = older.map_or_else(Vec::new, |older| {
        let mut names: Vec<_> = older.names.iter().collect();
        names.sort_by_key(|(_, line)| **line);
        names.into_iter().map(|((length, digest), _)| format!("{length} {digest}")).collect()
    });
    for (n, name) in names.iter().enumerate() {
        let words = fit(name).map_err(|unfit| (n, unfit))?;
        let line = format!("{} {}", words.len(), digest(salt, &sorted(&words)));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let mut text = format!("{HEAD}\nsalt ");
    for byte in salt {
        // A string takes whatever is written.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text + "\n" + &lines.join("\n") + if lines.is_empty() { "" } else { "\n" })
}

/// Hexadecimal digits as bytes.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16).ok()).collect()
}
