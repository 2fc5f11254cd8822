//! An effect that rests on an article which was amended must be read again.

use super::Rule;
use crate::diag::{Code, Diagnostic, Severity};
use crate::evidence::matrix::unreviewed;
use crate::kind::effect::Effect;
use crate::kind::linked::{details, find};
use crate::kind::provision::{Amendment, Provision};
use crate::link::Dossier;
use crate::model::{Entry, Known, Look};
use crate::text::place::{FieldPath, Place};

/// An effect that nobody has read against the article as amended.
pub static EFFECT_NEEDS_REVIEW: Code = Code {
    name: "effect-needs-review",
    severity: Severity::Warning,
    fixed: false,
    doc: "A provision under `under:` of an effect was amended (`amended:`), and the effect was not `reviewed:` surely after that. What it says may no longer be law. Its page and the matrix say so too, until it is reviewed. An amendment that came before the effect or with it, as `in_force:` says, is not reported.\n\n**Mend it:** Read the article as amended, mend the effect where it says otherwise, and set `reviewed:` to that day.",
};

/// Every effect under a provision that was amended.
pub const RULE: Rule = Rule { name: "amended", codes: &[&EFFECT_NEEDS_REVIEW], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let summary = &entry.summary;
    let Some(effect) = details::<Effect>(summary).filter(|_| !summary.broken) else { return Vec::new() };
    let look = dossier.seen_in(&summary.lang);
    // What is shown as of a day is the text as it was read since.
    let reviewed = dossier.as_written(entry).common.reviewed;
    let open = effect.under.iter().enumerate().filter_map(|(n, reference)| {
        let (known, provision) = find::<Provision>(&look, reference)?;
        let (at, amendment) = unreviewed(provision, effect, reviewed, look.as_of())?;
        Some((n, known, at, amendment))
    });
    // One review mends them all, so only the newest amendment is told.
    let newest = open.max_by_key(|(.., amendment)| amendment.date.sort_key());
    newest.map(|open| report(entry, &open)).into_iter().collect()
}

fn report(entry: &Entry, (n, known, at, amendment): &(usize, Known<'_>, usize, &Amendment)) -> Diagnostic {
    let (place, since) = match entry.summary.common.reviewed {
        Some(day) => (FieldPath::key("reviewed"), format!("was reviewed on `{day}`")),
        None => (FieldPath::key("under").item(*n), "was never reviewed".to_owned()),
    };
    let message = format!("`{}` was amended (`{}`), and the effect {since}", known.summary.id, amendment.date);
    Diagnostic::new(&EFFECT_NEEDS_REVIEW, Place::value(&entry.source, place), message)
        .label(Place::value(known.source, FieldPath::key("amended").item(*at).then("date")), "amended here")
        .hint("read the article as amended, and set `reviewed:`")
}
