//! Every input of a build as a value: the text files (`Source`), the other files (`Asset`) and the
//! whole of them (`Snapshot`).
//!
//! In: bytes handed over by the edge `read`. Out: values that any stage may look at. This module knows
//! no Markdown, no YAML and no disk.

pub mod address;
pub mod bytes;
pub mod digest;
pub mod noted;
pub mod place;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

pub use digest::Digest;

/// The name of an input file: its path from the root of the dossier, with `/` between the parts on
/// every system (`content/actors/nexta.md`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(Arc<str>);

impl SourceId {
    /// Names a file by its path from the root, written with `/`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path from the root, with `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder the file lies in, without a `/` at its end; empty for a file in the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's own name with its ending.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text could not be taken as it is. `parse` turns it into a diagnostic, so that one bad file
/// never hides the mistakes in the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file could not be opened or read; the system's words.
    Unreadable(String),
    /// The bytes at this place of the text (after replacement) are not UTF-8.
    NotUtf8(Range<usize>),
    /// A NUL character stands at this place.
    Nul(Range<usize>),
    /// The file is larger than a text may be; its size and the limit in bytes.
    TooLarge(u64, u64),
    /// The name leads out of the dossier, or round in a circle, or is no plain file; in words.
    NotAFile(String),
}

/// One text file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub id: SourceId,
    /// Its text, without a byte order mark; what is not UTF-8 is replaced by U+FFFD.
    pub text: Arc<str>,
    /// The digest of the text, a quick one, and of the name.
    pub digest: Digest,
    /// What is wrong with the bytes, if anything is.
    pub fault: Option<Fault>,
}

impl Source {
    /// Takes the bytes of a file. A byte order mark is dropped; invalid UTF-8 and NUL become a `Fault`.
    #[must_use]
    pub fn from_bytes(path: &str, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (text, mut fault) = match std::str::from_utf8(bytes) {
            Ok(text) => (Arc::from(text), None),
            Err(error) => {
                let start = error.valid_up_to();
                let text: Arc<str> = Arc::from(String::from_utf8_lossy(bytes).as_ref());
                (text, Some(Fault::NotUtf8(start..start + '\u{fffd}'.len_utf8())))
            }
        };
        if fault.is_none() {
            fault = memchr::memchr(0, text.as_bytes()).map(|at| Fault::Nul(at..at + 1));
        }
        Self::assemble(path, text, fault)
    }

    /// A file that could not be taken at all: its name and the reason, with an empty text.
    #[must_use]
    pub fn faulty(path: &str, fault: Fault) -> Self {
        Self::assemble(path, Arc::from(""), Some(fault))
    }

    fn assemble(path: &str, text: Arc<str>, fault: Option<Fault>) -> Self {
        let digest = Digest::of_parts(&[path.as_bytes(), Digest::quick(text.as_bytes()).as_bytes(), format!("{fault:?}").as_bytes()]);
        Self { id: SourceId::new(path), text, digest, fault }
    }
}

/// Where the bytes of an asset are.
#[derive(Debug, Clone)]
pub enum AssetBytes {
    /// In a file; `write` copies it and `serve` reads it when asked.
    File(PathBuf),
    /// In the program itself (the built-in theme) or in memory (a test).
    Memory(Arc<[u8]>),
}

/// What a picture told beside what it shows: where and when it was taken, with what, by whom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Beside {
    /// Nothing was found, or the file is no picture.
    #[default]
    Nothing,
    /// It is not in the asset's bytes any more.
    Removed,
    /// It is still there: the form is one that is not taken apart.
    Kept,
}

/// A file that is passed on as it is: a picture (without what it tells beside what it shows), a font, a PDF.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its name.
    pub id: SourceId,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// Width and height in pixels, if it is a picture whose header says so.
    pub pixels: Option<(u32, u32)>,
    /// What it tells beside what it shows.
    pub beside: Beside,
    /// Where its bytes are.
    pub bytes: AssetBytes,
}

/// All input of one build.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The text files: `dossier.yaml`, Markdown, bibliographies, templates, strings, style sheets.
    pub sources: BTreeMap<SourceId, Arc<Source>>,
    /// The other files under `content/`, `static/` and the themes.
    pub assets: BTreeMap<SourceId, Asset>,
    /// Whether some of them lie behind links, or could not be looked at: then they may change without their names being told of.
    pub has_links: bool,
}

impl Snapshot {
    /// The text file of that name.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<&Arc<Source>> {
        self.sources.get(&SourceId::new(path))
    }

    /// Whether another snapshot holds the same files.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let sources = self.sources.values().zip(other.sources.values());
        let assets = self.assets.values().zip(other.assets.values());
        self.sources.len() == other.sources.len()
            && self.assets.len() == other.assets.len()
            && sources.into_iter().all(|(one, two)| Arc::ptr_eq(one, two) || one.digest == two.digest)
            && assets.into_iter().all(|(one, two)| one.id == two.id && one.digest == two.digest)
    }

    /// The text files in a folder and below it, in the order of their names.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Arc<Source>> {
        self.sources.range(SourceId::new(folder)..).map(|(_, source)| source).take_while(move |s| s.id.as_str().starts_with(folder))
    }
}
