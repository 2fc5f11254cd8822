//! Sources as the style of citations sets them, each alone, in parallel, through the memo.

use std::sync::Arc;

use super::memo::PagesMemo;
use super::par_map;
use crate::diag::Diagnostic;
use crate::link::Dossier;
use crate::render::cite::{self, Cites, Style};
use crate::text::Snapshot;

/// The style of citations. Without sources none is read, unless the settings ask for one: a name that means nothing is a mistake
/// all the same.
pub fn style(
    dossier: &Dossier,
    snapshot: &Snapshot,
    memo: &PagesMemo,
    kept: &mut PagesMemo,
    found: &mut Vec<Diagnostic>,
) -> Option<Arc<Style>> {
    let has_sources = || dossier.entries.values().any(|entry| entry.summary.kind.as_str() == "source");
    if *dossier.config.citation_style == *crate::parse::config::OWN_STYLE && !has_sources() {
        return None;
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
    Some(style)
}

/// Sets every source of the dossier once in each language; `same` are those of the last build, if all sources are what they were.
pub fn set_all(dossier: &Dossier, style: Option<Arc<Style>>, same: Option<&Cites>, memo: &PagesMemo, kept: &mut PagesMemo) -> Cites {
    if let Some(same) = same {
        kept.references = memo.references.clone();
        return same.clone();
    }
    let Some(style) = style else { return Cites::default() };
    let tasks = cite::tasks(dossier, &style);
    let made = par_map(&tasks, |task| memo.references.get(&task.digest).cloned().unwrap_or_else(|| Arc::new(cite::set(&style, task))));
    kept.references = Arc::new(tasks.iter().zip(&made).map(|(task, reference)| (task.digest, reference.clone())).collect());
    Cites::new(style, tasks.into_iter().zip(made))
}
