//! What must hold in the history of a claim and in the answers to it.

use super::{Claim, Step};
use crate::diag::{Code, Diagnostic, Severity};
use crate::kind::linked;
use crate::model::date::Order;
use crate::model::{Look, Ref, Stance, Standing};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// A history that jumps back in time.
pub static UNORDERED_HISTORY: Code = Code {
    name: "unordered-history",
    severity: Severity::Warning,
    fixed: false,
    doc: "A step in the `history:` of a claim is dated surely before the step above it. What holds is the last step by date, not the last one written, so a mistyped year changes where the claim stands. Dates that may overlap are not reported.\n\n**Mend it:** Mend the date, or put the steps in the order of their dates.",
};

/// A step that rests on nothing.
pub static STANDING_WITHOUT_SOURCE: Code = Code {
    name: "standing-without-source",
    severity: Severity::Warning,
    fixed: false,
    doc: "A step in the `history:` of a claim names no source. Readers cannot check why the claim stands so.\n\n**Mend it:** Name the sources of the step: `sources: [id]`.",
};

/// A confirmation by nobody.
pub static STANDING_WITHOUT_VOICE: Code = Code {
    name: "standing-without-voice",
    severity: Severity::Warning,
    fixed: false,
    doc: "A step in the `history:` of a claim says that it was confirmed, disputed or denied, and not by whom. `claimed` and `retracted` are the claimant's own steps and need nobody else.\n\n**Mend it:** Name who did: `by: [id]`.",
};

/// A claimant who confirms.
pub static SELF_CONFIRMATION: Code = Code {
    name: "self-confirmation",
    severity: Severity::Error,
    fixed: false,
    doc: "A claim counts as confirmed, wholly or in part, by nobody but those who make it. To repeat a claim is not to confirm it.\n\n**Mend it:** Name who else confirmed it under `by:`, or leave the step at `claimed`.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&UNORDERED_HISTORY, &STANDING_WITHOUT_SOURCE, &STANDING_WITHOUT_VOICE, &SELF_CONFIRMATION];

pub(super) fn check(claim: &Claim, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (n, step) in claim.history.iter().enumerate() {
        let path = FieldPath::key("history").item(n);
        let previous = n.checked_sub(1).map(|before| &claim.history[before]);
        found.extend(previous.and_then(|previous| unordered(previous, step, n, source)));
        found.extend(without(step, &path, source));
        if matches!(step.standing, Standing::Confirmed | Standing::PartlyConfirmed) && is_own_voice(claim, &step.by, look) {
            let message = format!("the claim is `{}` by nobody but those who make it", step.standing.word());
            let place = Place::value(source, path.then("by"));
            found.push(Diagnostic::new(&SELF_CONFIRMATION, place, message).hint("name who else confirmed it, or leave it at `claimed`"));
        }
    }
    for (n, response) in claim.responses.iter().enumerate() {
        let confirms = matches!(response.stance, Stance::Confirms | Stance::ConfirmsInPart);
        if confirms && is_own_voice(claim, std::slice::from_ref(&response.by), look) {
            let place = Place::value(source, FieldPath::key("responses").item(n).then("by"));
            found.push(
                Diagnostic::new(&SELF_CONFIRMATION, place, "a response by the claimant confirms the claim")
                    .hint("take it out: to repeat a claim is not to confirm it"),
            );
        }
    }
    found
}

fn unordered(previous: &Step, step: &Step, n: usize, source: &SourceId) -> Option<Diagnostic> {
    if step.date.compare(&previous.date) != Order::Before {
        return None;
    }
    let at = |n: usize| Place::value(source, FieldPath::key("history").item(n).then("date"));
    let message = format!("the step is dated `{}`, before the step above it", step.date);
    Some(
        Diagnostic::new(&UNORDERED_HISTORY, at(n), message)
            .label(at(n - 1), "the step above")
            .hint("mend the date, or put the steps in the order of their dates"),
    )
}

/// What a step should name and does not.
fn without(step: &Step, path: &FieldPath, source: &SourceId) -> Vec<Diagnostic> {
    let place = || Place::value(source, path.then("standing"));
    let word = step.standing.word();
    let mut found = Vec::new();
    if step.sources.is_empty() {
        let message = format!("the step `{word}` names no source");
        found.push(Diagnostic::new(&STANDING_WITHOUT_SOURCE, place(), message).hint("add `sources:` to the step"));
    }
    let own = matches!(step.standing, Standing::Claimed | Standing::Retracted);
    if !own && step.by.is_empty() {
        let message = format!("the step `{word}` does not say by whom");
        found.push(Diagnostic::new(&STANDING_WITHOUT_VOICE, place(), message).hint("add `by:` to the step"));
    }
    found
}

/// Whether all of these, and there are some, are among the claimants.
fn is_own_voice(claim: &Claim, voices: &[Ref], look: &dyn Look) -> bool {
    !voices.is_empty() && voices.iter().all(|voice| claim.claimed_by.iter().any(|claimant| linked::is_same(look, voice, claimant)))
}
