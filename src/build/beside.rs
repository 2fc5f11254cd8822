//! Pictures that go into the site with what they tell beside what they show.

use crate::diag::Diagnostic;
use crate::diag::codes::PICTURE_METADATA;
use crate::link::Dossier;
use crate::render::theme::Theme;
use crate::text::place::Place;
use crate::text::{Beside, Snapshot};

/// A diagnostic for each such picture, of an entry, of `static/` or of the theme.
pub fn report(dossier: &Dossier, theme: &Theme, snapshot: &Snapshot) -> Vec<Diagnostic> {
    // Hardly any dossier has one: what is published is asked for only then.
    if snapshot.assets.values().all(|asset| asset.beside != Beside::Kept) {
        return Vec::new();
    }
    let used = dossier.graph.used_files.iter().filter_map(|path| dossier.files.get(path)).map(|file| file.asset.id.clone());
    let of_theme = theme.files(snapshot).into_iter().map(|(source, _)| source);
    let kept = used.chain(of_theme).filter(|id| snapshot.assets.get(id).is_some_and(|asset| asset.beside == Beside::Kept));
    let message = "the picture tells more than it shows, and what it tells cannot be taken out";
    let hint = "save it without metadata, or as JPEG, PNG or WebP, from which the program takes it out";
    kept.map(|id| Diagnostic::new(&PICTURE_METADATA, Place::file(&id), message).hint(hint)).collect()
}
