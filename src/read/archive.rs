//! A copy of a site in a zip (APPNOTE 6.3.10), to be compared with its manifest without unpacking it.
//!
//! A zip comes from anybody. Names that lead out of it, two files of one name and anything that two programs could read in two
//! ways are refused; nothing is unpacked that the manifest does not name, and nothing further than its size there.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;

use super::copy::add_all;
use crate::proof::compare::Trouble;
use crate::proof::manifest::plain;
use crate::proof::sum::Summing;
use crate::proof::{Held, MANIFEST, Manifest};
use crate::render::OutputPath;

/// The end of a zip: its length, and that of the comment which may follow.
const END: usize = 22;
const COMMENT: usize = 65_535;
/// A record of the list without its names.
const RECORD: usize = 46;
/// What the list of a zip may weigh.
const LARGEST_LIST: u64 = 64 << 20;
/// How many names are shown that a zip must not have.
const SHOWN: usize = 5;

/// A zip that holds a copy.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    /// The files by name.
    files: BTreeMap<String, Packed>,
    /// The folder in it in which the site lies, with a `/` at its end; empty for the zip itself.
    root: String,
}

/// A file in a zip.
#[derive(Debug, Clone)]
struct Packed {
    method: u16,
    packed: u64,
    at: u64,
    /// Why it cannot be taken, if so.
    unfit: Option<&'static str>,
}

impl Archive {
    /// Reads the list of a zip.
    ///
    /// # Errors
    /// When it is none, or none that can be trusted, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let shown = path.display();
        let files = File::open(path).map_err(Fault::Io).and_then(|mut file| list(&mut file));
        let files = files.map_err(|fault| match fault {
            Fault::Io(error) => Trouble::World(format!("reading `{shown}`: {error}")),
            Fault::Bad(why) => Trouble::Bad(format!("`{shown}` {why}")),
        })?;
        let ending = format!("/{MANIFEST}");
        let roots = files.keys().filter_map(|name| if name == MANIFEST { Some("") } else { name.strip_suffix(&ending) });
        // The outermost, should the site itself hold a copy of another.
        let root = roots.min_by_key(|root| root.matches('/').count() + usize::from(!root.is_empty())).unwrap_or_default();
        let root = if root.is_empty() { String::new() } else { format!("{root}/") };
        Ok(Self { path: path.to_owned(), files, root })
    }

    /// The bytes of a file, if it is there.
    ///
    /// # Errors
    /// When it is larger than it may be, or cannot be read.
    pub fn bytes(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        let name = format!("{}{path}", self.root);
        let Some(packed) = self.files.get(&name) else { return Ok(None) };
        let bad = |why: &str| Trouble::Bad(format!("`{}`: {why} `{name}`", self.path.display()));
        let mut bytes = Vec::new();
        self.read(&name, packed, most + 1, |from| from.read_to_end(&mut bytes).map(|_| ())).map_err(|why| bad(&format!("{why}, in")))?;
        if bytes.len() as u64 > most { Err(bad("too large is")) } else { Ok(Some(bytes)) }
    }

    /// Everything in the zip. What lies beside the site begins with `/`.
    ///
    /// # Errors
    /// None; the signature is that of all copies.
    pub fn held(&self, manifest: &Manifest) -> Result<BTreeMap<String, Held>, Trouble> {
        let look = |(name, packed): (&String, &Packed)| {
            let Some(path) = name.strip_prefix(&self.root) else { return (format!("/{name}"), Held::Unread) };
            let Some(listed) = manifest.files.get(path) else { return (path.to_owned(), Held::Unread) };
            let mut summing = Summing::default();
            let read = self.read(name, packed, listed.size + 1, |from| add_all(from, &mut summing));
            let held = read.map_or_else(Held::Unfit, |()| {
                let (size, sum) = summing.done();
                if size > listed.size { Held::Unfit(format!("more than {} bytes", listed.size)) } else { Held::File(size, sum) }
            });
            (path.to_owned(), held)
        };
        Ok(self.files.iter().map(look).collect())
    }

    /// Reads a file, at most so much of it.
    fn read(&self, name: &str, packed: &Packed, most: u64, take: impl FnOnce(&mut dyn Read) -> io::Result<()>) -> Result<(), String> {
        if let Some(why) = packed.unfit {
            return Err(why.to_owned());
        }
        let inner = || -> io::Result<bool> {
            let mut file = BufReader::new(File::open(&self.path)?);
            file.seek(SeekFrom::Start(packed.at))?;
            let mut head = [0; 30];
            file.read_exact(&mut head)?;
            let mut own = vec![0; usize::from(u16_at(&head, 26))];
            file.read_exact(&mut own)?;
            // A zip with two names for one file is read differently by different programs.
            if head[..4] != *b"PK\x03\x04" || own != name.as_bytes() {
                return Ok(false);
            }
            file.seek_relative(i64::from(u16_at(&head, 28)))?;
            let from = file.take(packed.packed);
            if packed.method == 0 {
                take(&mut from.take(most))?
            } else {
                take(&mut DeflateDecoder::new(from).take(most))?
            }
            Ok(true)
        };
        match inner() {
            Ok(true) => Ok(()),
            Ok(false) => Err("the zip contradicts itself".to_owned()),
            Err(error) => Err(format!("it cannot be unpacked: {}", error.kind())),
        }
    }
}

enum Fault {
    Io(io::Error),
    Bad(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn bad<T>(why: &str) -> Result<T, Fault> {
    Err(Fault::Bad(why.to_owned()))
}

/// The list at the end of a zip.
fn list(file: &mut File) -> Result<BTreeMap<String, Packed>, Fault> {
    let size = file.metadata()?.len();
    let tail_size = size.min((END + COMMENT) as u64);
    file.seek(SeekFrom::Start(size - tail_size))?;
    let mut tail = Vec::new();
    file.take(tail_size).read_to_end(&mut tail)?;
    let is_end = |at: &usize| tail[*at..].starts_with(b"PK\x05\x06") && tail.len() - at - END == usize::from(u16_at(&tail[*at..], 20));
    let Some(end) = (0..=tail.len().saturating_sub(END)).rev().filter(|at| at + END <= tail.len()).find(is_end) else {
        return bad("is no zip, or is cut off");
    };
    let end_at = size - tail_size + end as u64;
    let end = &tail[end..];
    let (count, bytes, at) = (u16_at(end, 10), u32_at(end, 12), u32_at(end, 16));
    if count == u16::MAX || bytes == u32::MAX || at == u32::MAX {
        return bad("is a zip of the large kind (zip64), which is not checked; unpack it and check the folder");
    }
    if u16_at(end, 4) != 0 || u64::from(at) + u64::from(bytes) != end_at || u64::from(bytes) > LARGEST_LIST {
        return bad("is a zip in parts, or with something else before or behind it");
    }
    file.seek(SeekFrom::Start(u64::from(at)))?;
    let mut records = Vec::new();
    file.take(u64::from(bytes)).read_to_end(&mut records)?;
    read_list(&records, usize::from(count))
}

fn read_list(mut rest: &[u8], count: usize) -> Result<BTreeMap<String, Packed>, Fault> {
    let (mut files, mut folders, mut outside) = (BTreeMap::new(), 0_usize, Vec::new());
    while !rest.is_empty() {
        if rest.len() < RECORD || !rest.starts_with(b"PK\x01\x02") {
            return bad("is a damaged zip");
        }
        let (name, extra, comment) = (usize::from(u16_at(rest, 28)), usize::from(u16_at(rest, 30)), usize::from(u16_at(rest, 32)));
        let Some((record, behind)) = rest.split_at_checked(RECORD + name + extra + comment) else { return bad("is a damaged zip") };
        rest = behind;
        let Ok(name) = std::str::from_utf8(&record[RECORD..RECORD + name]) else { return bad("has names that are no UTF-8") };
        if OutputPath::new(name.strip_suffix('/').unwrap_or(name)).is_none() {
            outside.push(plain(name));
        } else if name.ends_with('/') {
            folders += 1;
        } else if files.insert(name.to_owned(), packed(record)).is_some() {
            return bad(&format!("holds two files called `{}`", plain(name)));
        }
    }
    if !outside.is_empty() {
        let more = if outside.len() > SHOWN { format!(" and {} more", outside.len() - SHOWN) } else { String::new() };
        outside.truncate(SHOWN);
        return bad(&format!("has names that lead out of it: `{}`{more}; do not unpack it", outside.join("`, `")));
    }
    if files.len() + folders != count {
        return bad("is a damaged zip");
    }
    Ok(files)
}

fn packed(record: &[u8]) -> Packed {
    let method = u16_at(record, 10);
    let is_link = u16_at(record, 4) >> 8 == 3 && u32_at(record, 38) >> 16 & 0o170_000 == 0o120_000;
    let unfit = if u16_at(record, 8) & 1 != 0 {
        Some("it is encrypted")
    } else if is_link {
        Some("a link, not a file")
    } else if !matches!(method, 0 | 8) {
        Some("packed in a way that is not known")
    } else {
        None
    };
    Packed { method, packed: u64::from(u32_at(record, 20)), at: u64::from(u32_at(record, 42)), unfit }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
