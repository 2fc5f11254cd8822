//! The picture that stands for an entry must be there.

use super::Rule;
use crate::diag::codes::MISSING_ASSET;
use crate::diag::{Diagnostic, did_you_mean};
use crate::kind::decode::written;
use crate::link::Dossier;
use crate::model::Entry;
use crate::text::place::{FieldPath, Place};

/// The `image:` of an entry.
pub const RULE: Rule = Rule { name: "pictures", codes: &[&MISSING_ASSET], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let Some(image) = &entry.summary.common.image else { return Vec::new() };
    if dossier.find_file(entry, &image.src).is_some() {
        return Vec::new();
    }
    let names = dossier.files.values().map(|file| file.asset.id.file_name());
    let place = Place::value(&entry.source, FieldPath::key("image").then("src"));
    vec![
        Diagnostic::new(&MISSING_ASSET, place, format!("there is no file `{}`", written(&image.src)))
            .maybe_hint(did_you_mean(&image.src, names)),
    ]
}
