//! All files of the site in one place: no two may have one path, on any system.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::link::Dossier;
use crate::model::{Entry, fold};
use crate::parse::config::SETTINGS;
use crate::render::theme::Theme;
use crate::render::{Content, OutputFile, OutputPath};
use crate::text::place::Place;
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
    let mut files: BTreeMap<OutputPath, Arc<OutputFile>> = BTreeMap::new();
    let mut taken: BTreeMap<String, OutputPath> = BTreeMap::new();
    // Most dossiers have no collision and need no list of owners.
    let mut owned: Option<Owners<'_>> = None;
    let mut add = |file: Arc<OutputFile>, from: Option<&SourceId>, found: &mut Vec<Diagnostic>| {
        let folded = fold(file.path.as_str());
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
        add(Arc::new(file), Some(&source), found);
    }
    files
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
