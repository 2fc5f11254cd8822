//! Each source alone, in parallel, through the memo.

use std::sync::Arc;

use super::{Memo, Progress, Stage, Work, par_map};
use crate::diag::{Diagnostic, Outcome};
use crate::link::CONTENT;
use crate::model::Entry;
use crate::parse::config::Config;
use crate::parse::{bibliography, faults, parse};
use crate::text::{Snapshot, Source};

/// The entries of all Markdown files and bibliographies.
pub fn parse_all(
    snapshot: &Snapshot,
    config: &Config,
    memo: &Memo,
    kept: &mut Memo,
    work: &mut Work,
    found: &mut Vec<Diagnostic>,
    progress: &dyn Progress,
) -> Vec<Arc<Entry>> {
    let sources: Vec<&Arc<Source>> = snapshot.under(CONTENT).filter(|source| holds_entries(source)).collect();
    progress.stage(Stage::Parse, sources.len());
    found.extend(
        snapshot
            .sources
            .values()
            .filter(|source| !holds_entries(source) || !source.id.as_str().starts_with(CONTENT))
            .filter_map(|s| faults(s)),
    );
    let (settings, known) = &memo.parsed;
    let known = (*settings == config.digest).then_some(known);
    let results = par_map(&sources, |source| {
        let known = known.and_then(|known| known.get(&source.digest)).cloned();
        let fresh = known.is_none();
        let outcome = known.unwrap_or_else(|| {
            let outcome = parse(source, config);
            Arc::new(Outcome { value: outcome.value.into_iter().map(Arc::new).collect(), diagnostics: outcome.diagnostics })
        });
        progress.step();
        (fresh, outcome)
    });
    let mut entries = Vec::with_capacity(results.len());
    kept.parsed.0 = config.digest;
    kept.parsed.1.reserve(results.len());
    for (source, (fresh, outcome)) in sources.iter().zip(results) {
        work.parsed += usize::from(fresh);
        found.extend(outcome.diagnostics.iter().cloned());
        entries.extend(outcome.value.iter().cloned());
        kept.parsed.1.insert(source.digest, outcome);
    }
    entries
}

/// Whether a file is Markdown or a bibliography.
fn holds_entries(source: &Source) -> bool {
    let name = source.id.file_name().as_bytes();
    name.len() > 3 && name[name.len() - 3..].eq_ignore_ascii_case(b".md") || bibliography::is_bibliography(&source.id)
}
