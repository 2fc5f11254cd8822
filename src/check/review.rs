//! Reviews that are due. A build knows no day: only `dossier check` hands one in, so only it finds these.

use super::Rule;
use crate::diag::{Code, Diagnostic, Severity};
use crate::kind::claim::Claim;
use crate::kind::linked;
use crate::link::Dossier;
use crate::model::Entry;
use crate::model::date::{Day, When};
use crate::text::place::{FieldPath, Place};

/// A review that is overdue.
pub static REVIEW_OVERDUE: Code = Code {
    name: "review-overdue",
    severity: Severity::Warning,
    fixed: false,
    doc: "The day of `review_by:` has passed, and nobody has reviewed the entry since: its `reviewed:` is missing or lies before that day. `dossier check` asks the clock for the day (in UTC), or takes it from `--today` or `--as-of`; a build knows no day and never reports this, so that the same files always make the same site.\n\n**Mend it:** Check the entry again, set `reviewed:` to the day you did, and `review_by:` to the next.",
};

/// A claim that was left alone.
pub static CLAIM_UNTOUCHED: Code = Code {
    name: "claim-untouched",
    severity: Severity::Warning,
    fixed: false,
    doc: "The day of `review_by:` has passed, and nothing in the claim is dated after it: no step, no response, no correction, no `updated:` and no `reviewed:`. Its standing may have moved without this dossier. A claim that was touched since, and not reviewed, is `review-overdue` instead. Only `dossier check` reports it.\n\n**Mend it:** Look for answers and new steps, add what you find, set `reviewed:` to the day you looked, and `review_by:` to the next.",
};

/// The rule.
pub const RULE: Rule = Rule { name: "review", codes: &[&REVIEW_OVERDUE, &CLAIM_UNTOUCHED], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let common = &entry.summary.common;
    let (Some(today), Some(due)) = (dossier.today, common.review_by) else { return Vec::new() };
    // What was done after the day that is asked about was not yet done on it.
    let since = |day: Option<Day>| day.is_some_and(|day| due <= day && day <= today);
    if entry.summary.broken || today <= due || since(common.reviewed) {
        return Vec::new();
    }
    let place = Place::value(&entry.source, FieldPath::key("review_by"));
    let claim = linked::details::<Claim>(&entry.summary);
    let touched = since(common.updated) || common.corrections.iter().any(|one| since(Some(one.date)));
    let checked = |claim: &Claim| claim.verdict.as_ref().is_some_and(|verdict| since(Some(verdict.date)));
    if claim.is_some_and(|claim| !touched && !checked(claim) && !has_moved(claim, due, today)) {
        let message = format!("the claim was to be reviewed by {due}, and nothing in it is dated after that");
        let hint = "look for answers and new steps, then set `reviewed:` and a new `review_by:`";
        return vec![Diagnostic::new(&CLAIM_UNTOUCHED, place, message).hint(hint)];
    }
    let message = format!("the review was due by {due}");
    vec![Diagnostic::new(&REVIEW_OVERDUE, place, message).hint("review the entry, then set `reviewed:` and a new `review_by:`")]
}

/// Whether a step or a response may be dated after a day, and not surely after today.
fn has_moved(claim: &Claim, due: Day, today: Day) -> bool {
    let mut dates = claim.history.iter().map(|step| &step.date).chain(claim.responses.iter().filter_map(|one| one.date.as_ref()));
    let is_since = |date: &When| date.is_on_or_before(due) != Some(true) && date.is_on_or_before(today) != Some(false);
    dates.any(is_since)
}
