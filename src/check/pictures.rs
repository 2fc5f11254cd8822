//! A picture must be there, be one, and be of a size that can be shown: what stands for an entry, and what its text shows.

use super::Rule;
use crate::diag::codes::{MISSING_ASSET, NOT_A_PICTURE, PICTURE_TOO_LARGE};
use crate::diag::{Diagnostic, did_you_mean};
use crate::kind::decode::written;
use crate::link::{Dossier, File, Resolution};
use crate::model::{Entry, TargetKind};
use crate::text::place::{FieldPath, Place};

/// The `image:` of an entry, and the pictures in its text.
pub const RULE: Rule = Rule { name: "pictures", codes: &[&MISSING_ASSET, &NOT_A_PICTURE, &PICTURE_TOO_LARGE], run };

/// Forms whose first bytes say how large the picture is.
const RASTER: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "bmp"];

/// The most pixels of a picture: decoded, these take four hundred megabytes.
const MOST: u64 = 100_000_000;

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let in_text = entry.links.iter().filter_map(|link| {
        let target = &entry.body.targets[link.target as usize];
        if target.kind != TargetKind::Image {
            return None;
        }
        let Resolution::File(file) = dossier.resolve(entry, target) else { return None };
        fault(file, Place::bytes(&entry.source, link.span.clone()))
    });
    let mut found: Vec<Diagnostic> = in_text.collect();
    let Some(image) = &entry.summary.common.image else { return found };
    let place = Place::value(&entry.source, FieldPath::key("image").then("src"));
    if let Some(file) = dossier.find_file(entry, &image.src) {
        found.extend(fault(file, place));
    } else {
        let names = dossier.files.values().map(|file| file.asset.id.file_name());
        found.push(
            Diagnostic::new(&MISSING_ASSET, place, format!("there is no file `{}`", written(&image.src)))
                .maybe_hint(did_you_mean(&image.src, names)),
        );
    }
    found
}

/// What is wrong with a file that is shown as a picture.
fn fault(file: &File, place: Place) -> Option<Diagnostic> {
    let name = file.asset.id.file_name();
    let ending = name.rsplit('.').next().unwrap_or("");
    match file.asset.pixels {
        Some((width, height)) if u64::from(width) * u64::from(height) > MOST => {
            let message = format!("`{}` has {width} × {height} pixels, more than a page can show", written(name));
            Some(
                Diagnostic::new(&PICTURE_TOO_LARGE, place, message)
                    .hint("make it smaller: four thousand pixels are more than any page shows"),
            )
        }
        None if RASTER.iter().any(|known| ending.eq_ignore_ascii_case(known)) => {
            let message = format!("`{}` is no picture", written(name));
            Some(Diagnostic::new(&NOT_A_PICTURE, place, message).hint("save it again, or give it the ending of what it is"))
        }
        _ => None,
    }
}
