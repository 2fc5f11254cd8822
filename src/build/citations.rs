//! Sources as the style of citations sets them, each alone, in parallel, through the memo.

use std::sync::Arc;

use super::{Memo, par_map};
use crate::diag::Diagnostic;
use crate::link::Dossier;
use crate::render::cite::{self, Cites, Style};
use crate::text::Snapshot;

/// Sets every source of the dossier once in each language. Without sources no style is read, unless the
/// settings ask for one: a name that means nothing is a mistake all the same.
pub fn set_all(dossier: &Dossier, snapshot: &Snapshot, memo: &Memo, kept: &mut Memo, found: &mut Vec<Diagnostic>) -> Cites {
    let has_sources = dossier.entries.values().any(|entry| entry.summary.kind.as_str() == "source");
    if !has_sources && *dossier.config.citation_style == *crate::parse::config::OWN_STYLE {
        return Cites::default();
    }
    let key = Style::key(snapshot, &dossier.config);
    let (style, diagnostics) = memo.style.as_ref().filter(|(digest, ..)| *digest == key).map_or_else(
        || {
            let loaded = Style::load(snapshot, &dossier.config);
            (Arc::new(loaded.value), loaded.diagnostics)
        },
        |(_, style, diagnostics)| (style.clone(), diagnostics.clone()),
    );
    found.extend(diagnostics.iter().cloned());
    kept.style = Some((key, style.clone(), diagnostics));
    let tasks = cite::tasks(dossier, &style);
    let made = par_map(&tasks, |task| memo.references.get(&task.digest).cloned().unwrap_or_else(|| Arc::new(cite::set(&style, task))));
    for (task, reference) in tasks.iter().zip(&made) {
        kept.references.insert(task.digest, reference.clone());
    }
    Cites::new(style, tasks.into_iter().zip(made))
}
