//! EDGE: a folder becomes a `Snapshot`.
//!
//! Reads what belongs to a dossier and nothing else: `dossier.yaml`, `content/`, `templates/`, `static/` and
//! `themes/`; the built-in themes are laid beside the dossier's own. What cannot be read is held with the
//! reason (`Fault`), so that it is reported like every other mistake. Never opens what is no plain file:
//! opening a pipe would wait for ever.
#![expect(clippy::disallowed_methods, reason = "this is an edge: the disk")]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::text::{Asset, AssetBytes, Digest, Fault, Snapshot, Source, SourceId};

/// The largest text, in bytes. A book has about one megabyte.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// The folders of a dossier, and the file beside them.
const PARTS: &[&str] = &["content", "dossier.yaml", "static", "templates", "themes"];

/// Endings of the texts of a theme or of `static/`; all else is an asset.
const TEXTS: &[&str] = &["html", "xml", "txt", "yaml", "yml", "ftl", "css", "js", "mjs", "json", "md", "webmanifest"];

/// The themes in the program itself.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// A file that was read.
enum Item {
    Source(Source),
    Asset(Asset),
}

/// Reads a dossier.
///
/// # Errors
/// When the folder itself is none or cannot be read. What is wrong with a file in it is in the snapshot.
pub fn read(root: &Path) -> anyhow::Result<Snapshot> {
    let real = root.canonicalize().with_context(|| format!("reading the folder {}", root.display()))?;
    std::fs::read_dir(&real).with_context(|| format!("reading the folder {}", root.display()))?;
    let mut found: Vec<(String, PathBuf, Option<Fault>)> = Vec::new();
    for part in PARTS {
        walk(&real, part, &mut found);
    }
    // Reading is mostly waiting for the disk and hashing; both gain from the second processor.
    let items: Vec<Item> = found.par_iter().map(|(name, path, fault)| item(name, path, fault.as_ref())).collect();
    let mut snapshot = built_in();
    let own_themes: Vec<String> = own_themes(&items);
    snapshot.sources.retain(|id, _| !own_themes.iter().any(|theme| id.as_str().starts_with(theme.as_str())));
    snapshot.assets.retain(|id, _| !own_themes.iter().any(|theme| id.as_str().starts_with(theme.as_str())));
    for item in items {
        match item {
            Item::Source(source) => drop(snapshot.sources.insert(source.id.clone(), Arc::new(source))),
            Item::Asset(asset) => drop(snapshot.assets.insert(asset.id.clone(), asset)),
        }
    }
    Ok(snapshot)
}

/// The folders of the themes that the dossier brings itself: they stand instead of built-in ones.
fn own_themes(items: &[Item]) -> Vec<String> {
    let sources = items.iter().filter_map(|item| if let Item::Source(source) = item { Some(source.id.as_str()) } else { None });
    sources.filter_map(|id| id.strip_suffix("theme.yaml").filter(|folder| folder.matches('/').count() == 2)).map(str::to_owned).collect()
}

/// The built-in themes alone, as a snapshot.
#[must_use]
pub fn built_in() -> Snapshot {
    let mut snapshot = Snapshot { sources: BTreeMap::new(), assets: BTreeMap::new() };
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let parts: Vec<_> = file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let name = format!("themes/{}", parts.join("/"));
            if is_text(&name) {
                let source = Source::from_bytes(&name, file.contents());
                snapshot.sources.insert(source.id.clone(), Arc::new(source));
            } else {
                let asset = asset(&name, file.contents(), AssetBytes::Memory(Arc::from(file.contents())));
                snapshot.assets.insert(asset.id.clone(), asset);
            }
        }
    }
    snapshot
}

/// Finds the files of a part of the dossier, in the order of their names.
fn walk(root: &Path, part: &str, found: &mut Vec<(String, PathBuf, Option<Fault>)>) {
    let top = root.join(part);
    if top.symlink_metadata().is_err() {
        return;
    }
    let mut all = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = all.next() {
        match entry {
            Ok(entry) if entry.depth() > 0 && !belongs(&entry) => {
                if entry.file_type().is_dir() {
                    all.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {
                if leaves(root, &entry) {
                    all.skip_current_dir();
                    found.push((name(root, entry.path()), entry.path().to_owned(), fault(root, &entry)));
                }
            }
            Ok(entry) => found.push((name(root, entry.path()), entry.path().to_owned(), fault(root, &entry))),
            Err(error) => {
                let path = error.path().unwrap_or(&top).to_owned();
                let fault = match error.loop_ancestor() {
                    Some(_) => Fault::NotAFile("the link leads round in a circle".to_owned()),
                    None => Fault::Unreadable(reason(error.io_error())),
                };
                found.push((name(root, &path), path, Some(fault)));
            }
        }
    }
}

/// Whether a file or folder is the dossier's: not hidden, not an editor's, not a package manager's.
fn belongs(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let editors = name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") || (name.starts_with('#') && name.ends_with('#'));
    !(name.starts_with('.') || editors || name == "node_modules" || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini")
}

fn fault(root: &Path, entry: &DirEntry) -> Option<Fault> {
    if entry.file_name().to_str().is_none() {
        return Some(Fault::NotAFile("the name of the file is not UTF-8".to_owned()));
    }
    if leaves(root, entry) {
        return Some(Fault::NotAFile("the link leads out of the dossier".to_owned()));
    }
    if !entry.file_type().is_file() {
        return Some(Fault::NotAFile("this is no plain file".to_owned()));
    }
    None
}

/// Whether this is a link to something outside the dossier. What lies behind such a link is never looked at,
/// so the links above an entry need no second look.
fn leaves(root: &Path, entry: &DirEntry) -> bool {
    entry.path_is_symlink() && entry.path().canonicalize().is_ok_and(|real| !real.starts_with(root))
}

/// The path from the root with `/` between its parts.
fn name(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn reason(error: Option<&std::io::Error>) -> String {
    error.map_or_else(|| "the system gives no reason".to_owned(), |error| error.kind().to_string())
}

fn item(name: &str, path: &Path, fault: Option<&Fault>) -> Item {
    if let Some(fault) = fault {
        return Item::Source(Source::faulty(name, fault.clone()));
    }
    let bytes = match bytes(path, is_text(name)) {
        Ok(bytes) => bytes,
        Err(fault) => return Item::Source(Source::faulty(name, fault)),
    };
    if is_text(name) {
        Item::Source(Source::from_bytes(name, &bytes))
    } else {
        Item::Asset(asset(name, &bytes, AssetBytes::File(path.to_owned())))
    }
}

fn bytes(path: &Path, text: bool) -> Result<Vec<u8>, Fault> {
    let unreadable = |error: &std::io::Error| Fault::Unreadable(error.kind().to_string());
    let file = std::fs::File::open(path).map_err(|error| unreadable(&error))?;
    let size = file.metadata().map_err(|error| unreadable(&error))?.len();
    if text && size > LARGEST_TEXT {
        return Err(Fault::TooLarge(size, LARGEST_TEXT));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A file that grows while it is read is cut at the limit: the next change is read anew.
    let limit = if text { LARGEST_TEXT } else { u64::MAX };
    file.take(limit).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

fn is_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if name.starts_with("content/") { ending == "md" } else { name == "dossier.yaml" || TEXTS.contains(&&*ending) }
}

fn asset(name: &str, bytes: &[u8], from: AssetBytes) -> Asset {
    let pixels = imagesize::blob_size(bytes).ok();
    let pixels = pixels.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    Asset { id: SourceId::new(name), digest: Digest::of(bytes), size: bytes.len() as u64, pixels, bytes: from }
}
