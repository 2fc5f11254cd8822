//! What must hold in the history of a claim and in the answers to it.

use super::verdict::{VERDICT_AGAINST_STANDING, VERDICT_BY_CLAIMANT, VERDICT_OUTDATED};
use super::{Claim, Step};
use crate::diag::{Code, Diagnostic, Severity};
use crate::kind::source::Source;
use crate::kind::{actor, linked};
use crate::model::date::Order;
use crate::model::{Look, Ref, Stance, Standing};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// A history that jumps back in time.
pub static UNORDERED_HISTORY: Code = Code {
    name: "unordered-history",
    severity: Severity::Warning,
    fixed: false,
    doc: "A step in the `history:` of a claim is dated surely before a step above it. What holds is the last step by date, not the last one written, so a mistyped year changes where the claim stands. Dates that may overlap are not reported.\n\n**Mend it:** Mend the date, or put the steps in the order of their dates.",
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
    doc: "A claim counts as confirmed, wholly or in part, by nobody but those who make it. To repeat a claim is not to confirm it. Who makes it is known by any of their names, and speaks through their parts: an actor that is `part_of:` the claimant is the claimant's own voice, and so is the owner of a channel that makes the claim.\n\n**Mend it:** Name who else confirmed it under `by:`, or leave the step at `claimed`.",
};

/// A confirmation that only the claimants tell of.
pub static SELF_PUBLISHED: Code = Code {
    name: "self-published-confirmation",
    severity: Severity::Warning,
    fixed: false,
    doc: "Somebody else is said to have confirmed a claim, wholly or in part, and all that this rests on was published by those who make the claim. The `publisher:` of a source is theirs if it is the claimant, a part of it, or whose channel it is.\n\n**Mend it:** Name a source that somebody else published, or leave the step at `claimed`.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[
    &UNORDERED_HISTORY,
    &STANDING_WITHOUT_SOURCE,
    &STANDING_WITHOUT_VOICE,
    &SELF_CONFIRMATION,
    &SELF_PUBLISHED,
    &VERDICT_OUTDATED,
    &VERDICT_AGAINST_STANDING,
    &VERDICT_BY_CLAIMANT,
];

pub(super) fn check(claim: &Claim, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (n, step) in claim.history.iter().enumerate() {
        let path = FieldPath::key("history").item(n);
        found.extend(unordered(&claim.history, n, source));
        found.extend(without(step, &path, source));
        if !matches!(step.standing, Standing::Confirmed | Standing::PartlyConfirmed) {
            continue;
        }
        if is_own_voice(claim, &step.by, look) {
            let message = format!("the claim is `{}` by nobody but those who make it", step.standing.word());
            let place = Place::value(source, path.then("by"));
            found.push(Diagnostic::new(&SELF_CONFIRMATION, place, message).hint("name who else confirmed it, or leave it at `claimed`"));
        } else {
            found.extend(self_published(claim, &step.sources, &path, source, look));
        }
    }
    for (n, response) in claim.responses.iter().enumerate() {
        if !matches!(response.stance, Stance::Confirms | Stance::ConfirmsInPart) {
            continue;
        }
        let path = FieldPath::key("responses").item(n);
        if is_own_voice(claim, std::slice::from_ref(&response.by), look) {
            found.push(
                Diagnostic::new(&SELF_CONFIRMATION, Place::value(source, path.then("by")), "a response by the claimant confirms the claim")
                    .hint("take it out: to repeat a claim is not to confirm it"),
            );
        } else {
            found.extend(self_published(claim, &response.sources, &path, source, look));
        }
    }
    found
}

/// Compares a step with the nearest one above it of which the order is known: between the two there may be dates
/// too vague to say, and one mistyped date is to be one mistake.
fn unordered(history: &[Step], n: usize, source: &SourceId) -> Option<Diagnostic> {
    let step = &history[n];
    let known = (0..n).rev().map(|above| (above, step.date.compare(&history[above].date)));
    let (above, order) = known.into_iter().find(|(_, order)| *order != Order::Unknown)?;
    if order != Order::Before {
        return None;
    }
    let at = |n: usize| Place::value(source, FieldPath::key("history").item(n).then("date"));
    let which = if above + 1 == n { "the step above" } else { "a step above" };
    let message = format!("the step is dated `{}`, before {which} it", step.date);
    Some(
        Diagnostic::new(&UNORDERED_HISTORY, at(n), message)
            .label(at(above), which)
            .hint("mend the date, or put the steps in the order of their dates"),
    )
}

/// What is wrong with a confirmation of which only the claimants' own publications tell.
fn self_published(claim: &Claim, sources: &[Ref], path: &FieldPath, source: &SourceId, look: &dyn Look) -> Option<Diagnostic> {
    let by_claimant = |reference: &Ref| {
        let publisher = linked::find::<Source>(look, reference).and_then(|(_, document)| document.publisher.clone());
        publisher.is_some_and(|publisher| is_own_voice(claim, &[publisher], look))
    };
    if sources.is_empty() || !sources.iter().all(by_claimant) {
        return None;
    }
    let message = match sources {
        [one] => format!("the confirmation rests on `{}` alone, which the claimant published", one.0),
        _ => "the confirmation rests on nothing but what the claimant published".to_owned(),
    };
    let place = Place::value(source, path.then("sources"));
    Some(Diagnostic::new(&SELF_PUBLISHED, place, message).hint("name a source that somebody else published, or leave it at `claimed`"))
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

/// Whether all of these, and there are some, are claimants or speak for one.
pub(super) fn is_own_voice(claim: &Claim, voices: &[Ref], look: &dyn Look) -> bool {
    !voices.is_empty() && voices.iter().all(|voice| claim.claimed_by.iter().any(|claimant| actor::is_voice_of(look, voice, claimant)))
}
