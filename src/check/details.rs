//! What only the entry's kind knows: `Details::check`. The codes stand in the kinds' files.

use super::Rule;
use crate::diag::Diagnostic;
use crate::link::Dossier;
use crate::model::Entry;

/// Asks the kind of an entry. An entry whose front matter has mistakes is not asked: one mistake, one
/// diagnostic.
pub const RULE: Rule = Rule { name: "details", codes: &[], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    if entry.summary.broken {
        return Vec::new();
    }
    // What an `--as-of` day cut is no mistake, and paths count what is written.
    let me = dossier.as_written(entry);
    me.details.check(me, &entry.source, &dossier.seen_in(&entry.summary.lang))
}
