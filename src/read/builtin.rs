//! The themes inside the program, so that a dossier without `themes/` has one.
//!
//! Out: the files of each theme that the dossier does not have itself, under the names they would have there. A
//! theme is one or the other as a whole: a file missing from a theme on the disk is not made up from here.

use std::collections::BTreeSet;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{names, pixels, walk};
use crate::text::{Asset, AssetBytes, Beside, Digest, Snapshot, Source, SourceId};

static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Adds the themes that are not there.
pub(super) fn add(snapshot: &mut Snapshot) {
    let names = snapshot.sources.keys().chain(snapshot.assets.keys()).filter_map(|id| theme(id.as_str()));
    let present: BTreeSet<String> = names.map(str::to_owned).collect();
    for folder in THEMES.dirs() {
        if !present.contains(&walk::written(folder.path())) {
            add_folder(snapshot, folder);
        }
    }
}

/// The theme a file belongs to: `ledger` of `themes/ledger/theme.yaml`.
fn theme(id: &str) -> Option<&str> {
    id.strip_prefix("themes/")?.split('/').next()
}

fn add_folder(snapshot: &mut Snapshot, folder: &'static Dir<'static>) {
    for file in folder.files() {
        let path = walk::written(file.path());
        if path.split('/').any(|part| names::is_passed_over(part, false)) {
            continue;
        }
        let (id, bytes) = (format!("themes/{path}"), file.contents());
        if names::is_text(&id) {
            let source = Source::from_bytes(&id, bytes);
            snapshot.sources.insert(source.id.clone(), Arc::new(source));
        } else {
            let pixels = pixels::of_bytes(&id, bytes);
            let id = SourceId::new(&id);
            let asset = Asset {
                id: id.clone(),
                digest: Digest::of(bytes),
                size: bytes.len() as u64,
                pixels,
                beside: Beside::Nothing,
                bytes: AssetBytes::Memory(bytes.into()),
            };
            snapshot.assets.insert(id, asset);
        }
    }
    for inner in folder.dirs() {
        add_folder(snapshot, inner);
    }
}
