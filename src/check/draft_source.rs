//! A source that is still a draft, where a text or a front matter rests on it.

use super::Rule;
use crate::diag::{Code, Diagnostic, Severity};
use crate::kind::decode::written;
use crate::link::{Dossier, Found, Resolution};
use crate::model::{Entry, Summary, TargetKind};
use crate::text::place::Place;

/// A citation that readers do not see.
pub static DRAFT_SOURCE: Code = Code {
    name: "draft-source",
    severity: Severity::Warning,
    fixed: false,
    doc: "A text cites a source, or a front matter names one, that is a draft. Drafts are not published: readers find the statement without what it rests on, and a link to it becomes plain text. With `--drafts` the source is there, and this is not reported.\n\n**Mend it:** Take `draft: true` out of the source's entry once it is complete, or keep what rests on it as a draft as well.",
};

/// Every citation and every reference.
pub const RULE: Rule = Rule { name: "draft_source", codes: &[&DRAFT_SOURCE], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let report = |place: Place, name: &str| {
        let message = format!("`{}` is a draft: readers do not see that this rests on it", written(name));
        Diagnostic::new(&DRAFT_SOURCE, place, message).hint("take `draft: true` out of that source once it is complete")
    };
    let in_text = entry.links.iter().filter_map(|link| {
        let target = entry.body.targets.get(link.target as usize).filter(|target| target.kind == TargetKind::Cite)?;
        let Resolution::Hidden(source) = dossier.resolve(entry, target) else { return None };
        is_draft(source).then(|| report(Place::bytes(&entry.source, link.span.clone()), &target.name))
    });
    let lang = &entry.summary.lang;
    let in_head = entry.summary.references.iter().filter_map(|(path, reference)| {
        let Found::One(id) = dossier.graph.names.find(&reference.0) else { return None };
        let is_hidden = dossier.shown(&id, lang).is_none() && dossier.hidden_summary(&id, lang).is_some_and(|source| is_draft(source));
        is_hidden.then(|| report(Place::value(&entry.source, path.clone()), &reference.0))
    });
    in_head.chain(in_text).collect()
}

/// Whether it is a source that is not published because its writer says so; not one of a later day than `--as-of`.
fn is_draft(source: &Summary) -> bool {
    source.kind.as_str() == "source" && source.common.draft
}
