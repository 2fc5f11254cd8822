//! All files of the site in one place: no two may have one path, on any system.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use crate::diag::{Diagnostic, codes};
use crate::link::Dossier;
use crate::link::route::is_device;
use crate::model::{Entry, fold, folded};
use crate::parse::config::SETTINGS;
use crate::render::theme::Theme;
use crate::render::{Content, OutputFile, OutputPath};
use crate::text::place::{FieldPath, Place};
use crate::text::{AssetBytes, Snapshot, SourceId};

/// Gathers pages, pictures and the theme's files; two of one path (without case, as some systems compare
/// them) are reported.
pub fn gather(
    pages: Vec<Arc<OutputFile>>,
    dossier: &Dossier,
    theme: &Theme,
    snapshot: &Snapshot,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<OutputPath, Arc<OutputFile>> {
    let mut files: HashMap<OutputPath, Arc<OutputFile>> = HashMap::with_capacity_and_hasher(pages.len(), Default::default());
    let mut taken: HashMap<Arc<str>, OutputPath> = HashMap::with_capacity_and_hasher(pages.len(), Default::default());
    // Most dossiers have no collision and need no list of owners.
    let mut owned: Option<Owners<'_>> = None;
    let mut add = |file: Arc<OutputFile>, from: Option<&SourceId>, found: &mut Vec<Diagnostic>| {
        let folded: Arc<str> = match folded(file.path.as_str()) {
            Cow::Borrowed(same) if same.len() == file.path.as_str().len() => Arc::clone(file.path.shared()),
            folded => folded.into(),
        };
        if let Some(other) = taken.get(&folded) {
            let same = files.get(other).is_some_and(|other| other.digest == file.digest && other.path == file.path);
            if !same {
                found.extend(collision(&file.path, from, owned.get_or_insert_with(|| owners(dossier))));
            }
            return;
        }
        taken.insert(folded, file.path.clone());
        files.insert(file.path.clone(), file);
    };
    for page in pages {
        add(page, None, found);
    }
    for path in &dossier.graph.used_files {
        if let Some(file) = dossier.files.get(path)
            && let Some(address) = OutputPath::new(&file.address)
        {
            let content = match &file.asset.bytes {
                AssetBytes::File(path) => Content::File(path.clone()),
                AssetBytes::Memory(bytes) => Content::Bytes(bytes.clone()),
            };
            add(Arc::new(OutputFile { path: address, content, digest: file.asset.digest }), Some(&file.asset.id), found);
        }
    }
    for (source, file) in theme.files(snapshot) {
        found.extend(unfit(&file.path, &source));
        add(Arc::new(file), Some(&source), found);
    }
    let files: BTreeMap<_, _> = files.into_iter().collect();
    found.extend(leads_nowhere(dossier, &files));
    files
}

/// Signs that mean something in addresses, or that no file on Windows may have.
const SIGNS: [char; 10] = ['?', '#', '%', '*', '<', '>', '|', '"', ':', '\\'];

/// The longest name on most disks, in bytes.
const LONGEST_NAME: usize = 255;

/// A file that is passed on under a name which hosts, servers or disks cannot take.
fn unfit(path: &OutputPath, source: &SourceId) -> Option<Diagnostic> {
    let why = path.as_str().split('/').find_map(|name| {
        let sign = name.chars().find(|sign| SIGNS.contains(sign));
        match sign {
            Some(sign) => Some(format!("`{sign}` in a name has a meaning of its own in addresses or on Windows")),
            None if name.len() > LONGEST_NAME => Some(format!("a name has {} bytes; disks take {LONGEST_NAME}", name.len())),
            None if name.ends_with(['.', ' ']) => Some("Windows drops a dot or blank at the end of a name".to_owned()),
            None if is_device(&name.to_lowercase()) => Some(format!("`{name}` is a device on Windows")),
            None => None,
        }
    });
    let message = format!("`{path}` is no name for a file of the site: {}", why?);
    Some(Diagnostic::new(&codes::UNFIT_NAME, Place::file(source), message).hint("rename the file"))
}

/// Redirects of the settings to pages that the site does not have.
fn leads_nowhere(dossier: &Dossier, files: &BTreeMap<OutputPath, Arc<OutputFile>>) -> Vec<Diagnostic> {
    let is_there = |to: &str| OutputPath::new(to).is_some_and(|path| files.contains_key(&path));
    let missing = dossier.graph.routes.moved.iter().filter(|(_, (to, _))| !is_there(to));
    let report = |(_, (to, n)): (&String, &(String, usize))| {
        let place = Place::value(&SourceId::new(SETTINGS), FieldPath::key("redirects").item(*n).then("to"));
        let shown = to.strip_suffix("index.html").unwrap_or(to);
        let pages = files.keys().filter_map(|path| path.as_str().strip_suffix("index.html"));
        let near = crate::diag::did_you_mean(shown, pages);
        Diagnostic::new(&codes::BROKEN_LINK, place, format!("the site has no page at `/{shown}`")).maybe_hint(near)
    };
    missing.map(report).collect()
}

/// The entries at each address, in the form in which addresses are compared.
type Owners<'a> = BTreeMap<String, Vec<&'a Arc<Entry>>>;

/// Gathers the owners of all addresses once: a collision must not look through all entries.
fn owners(dossier: &Dossier) -> Owners<'_> {
    let mut owners = Owners::new();
    for entry in dossier.entries.values() {
        for lang in &dossier.config.languages {
            if let Some(address) = dossier.address(&entry.summary.key(), lang) {
                owners.entry(fold(&address)).or_default().push(entry);
            }
        }
    }
    owners
}

/// The diagnostic of a collision; nothing for two entries, which `link` has reported.
fn collision(path: &OutputPath, from: Option<&SourceId>, owners: &Owners<'_>) -> Option<Diagnostic> {
    let mut ids = owners.get(&fold(path.as_str())).cloned().unwrap_or_default();
    ids.dedup_by_key(|entry| entry.summary.folded.clone());
    if from.is_none() && ids.len() > 1 {
        return None;
    }
    let settings = SourceId::new(SETTINGS);
    let source = from.or(ids.first().map(|entry| &entry.source)).unwrap_or(&settings);
    let message = format!("two files of the site would be `{path}`");
    Some(Diagnostic::new(&codes::ADDRESS_COLLISION, Place::file(source), message).hint("rename one of the two"))
}
