//! A source that nothing rests on.

use super::Rule;
use crate::diag::{Code, Diagnostic, Severity};
use crate::link::{Dossier, Found};
use crate::model::{Entry, Summary};
use crate::text::place::Place;

/// A source nobody uses.
pub static UNUSED_SOURCE: Code = Code {
    name: "unused-source",
    severity: Severity::Warning,
    fixed: false,
    doc: "A source that no text cites and no entry names. Readers take a list of sources for what the dossier rests on. A source that a draft uses is not reported, nor is any while a front matter is broken, an id stands twice, or `--as-of` hides entries.\n\n**Mend it:** Cite it where it carries something (`[@id]`, `sources:`), or take it out. A dossier that keeps a whole bibliography may `allow` this.",
};

/// Every source.
pub const RULE: Rule = Rule { name: "unused_source", codes: &[&UNUSED_SOURCE], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let summary = &entry.summary;
    let id = &summary.folded;
    let asked = summary.kind.as_str() == "source" && !summary.broken && dossier.as_of.is_none() && summary.lang == *dossier.config.main();
    if !asked || dossier.graph.incoming.get(id).is_some_and(|edges| edges.iter().any(|edge| edge.from.id != *id)) {
        return Vec::new();
    }
    // What a broken front matter named is not known.
    let is_unsure = dossier.has_doubles()
        || dossier.entries.values().any(|entry| entry.summary.broken)
        || dossier.hidden.values().any(|draft| uses(dossier, draft, id));
    if is_unsure {
        return Vec::new();
    }
    let message = format!("nothing rests on the source `{}`", summary.id);
    let hint = format!("cite it, `[@{}]`, or take it out", summary.id);
    vec![Diagnostic::new(&UNUSED_SOURCE, Place::file(&entry.source), message).hint(hint)]
}

/// Whether an entry that is not shown names or cites something, or could: its front matter is broken.
fn uses(dossier: &Dossier, draft: &Summary, id: &str) -> bool {
    let is_it = |name: &str| matches!(dossier.graph.names.find(name), Found::One(found) if *found == *id);
    draft.broken
        || draft.references.iter().any(|(_, reference)| is_it(&reference.0))
        || draft.mentions.iter().any(|mention| is_it(&mention.name))
}
