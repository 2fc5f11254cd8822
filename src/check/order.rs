//! Dates that cannot all be true, since one thing comes before another by what it is.
//!
//! Only what is surely impossible is reported: dates that may overlap, or that are marked as uncertain and lie near each
//! other, are left alone. An article may well report in September what happened in July, so the date of a source
//! says nothing against the date of a step.

use super::Rule;
use crate::diag::{Code, Diagnostic, Severity};
use crate::kind::case::Case;
use crate::kind::claim::Claim;
use crate::kind::effect::Effect;
use crate::kind::linked::{details, find};
use crate::kind::provision::Provision;
use crate::kind::source::Source;
use crate::link::Dossier;
use crate::model::date::{Order, When};
use crate::model::{Date, Entry, Interval, Look, Ref, Summary};
use crate::text::place::{FieldPath, Place};

/// An answer to what nobody had said.
pub static RESPONSE_BEFORE_CLAIM: Code = Code {
    name: "response-before-claim",
    severity: Severity::Error,
    fixed: false,
    doc: "A response is dated surely before the first step of the claim. Nobody can answer, or stay silent to, what has not been said. Dates that may overlap are not reported.\n\n**Mend it:** Mend the date of the response, or add the step with which the claim began.",
};

/// A step before the claim was made.
pub static STEP_BEFORE_CLAIM: Code = Code {
    name: "step-before-claim",
    severity: Severity::Error,
    fixed: false,
    doc: "The history of a claim begins surely before the `date:` on which it was made.\n\n**Mend it:** Mend one of the two. The `date:` of a claim is that of its first step, and may be left out.",
};

/// A case before the law.
pub static CASE_BEFORE_LAW: Code = Code {
    name: "case-before-law",
    severity: Severity::Warning,
    fixed: false,
    doc: "A case is dated surely before any provision under its effect was in force. Either a date is wrong, or the case rests on another provision, or the authorities applied what was no law yet: then say so in the text and allow the rule.\n\n**Mend it:** Mend the date of the case or `in_force:` of the provision, or name the effect or the provision that did apply.",
};

/// An effect before the law.
pub static EFFECT_BEFORE_LAW: Code = Code {
    name: "effect-before-law",
    severity: Severity::Error,
    fixed: false,
    doc: "An effect is in force surely before any of the provisions that it rests on.\n\n**Mend it:** Mend `in_force:` of the effect or of the provision, or add the provision that applied before under `under:`.",
};

/// A change to what had not been published.
pub static CHANGED_BEFORE_PUBLISHED: Code = Code {
    name: "changed-before-published",
    severity: Severity::Error,
    fixed: false,
    doc: "`updated:` or a correction is dated before `published:`. Readers are told of changes to what they could read; before that there were none.\n\n**Mend it:** Mend one of the dates. What changed before the entry was published needs no date.",
};

/// A next review that lies before the last.
pub static REVIEW_ORDER: Code = Code {
    name: "review-order",
    severity: Severity::Error,
    fixed: false,
    doc: "`review_by:`, the day of the next review, lies before `reviewed:`, the day of the last.\n\n**Mend it:** Set `review_by:` to a day to come, or take it out.",
};

/// A document that was seen before it was made.
pub static SEEN_BEFORE_MADE: Code = Code {
    name: "seen-before-made",
    severity: Severity::Error,
    fixed: false,
    doc: "A source was `accessed:` surely before its `date:`. Nobody can have read what was not written yet.\n\n**Mend it:** Mend one of the two dates.",
};

/// Dates that one thing gives another.
pub const RULE: Rule = Rule {
    name: "order",
    codes: &[
        &RESPONSE_BEFORE_CLAIM,
        &STEP_BEFORE_CLAIM,
        &CASE_BEFORE_LAW,
        &EFFECT_BEFORE_LAW,
        &CHANGED_BEFORE_PUBLISHED,
        &REVIEW_ORDER,
        &SEEN_BEFORE_MADE,
    ],
    run,
};

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let me = dossier.as_written(entry);
    if me.broken {
        return Vec::new();
    }
    let look = dossier.seen_in(&entry.summary.lang);
    let mut found = editing(me, entry);
    if let Some(claim) = details::<Claim>(me) {
        found.extend(claim_dates(claim, me, entry));
    } else if let Some(case) = details::<Case>(me) {
        found.extend(case_dates(case, me, entry, &look));
    } else if let Some(effect) = details::<Effect>(me) {
        found.extend(effect_dates(effect, entry, &look));
    } else if let Some(source) = details::<Source>(me) {
        found.extend(source_dates(source, me, entry));
    }
    found
}

fn at(entry: &Entry, field: &str) -> Place {
    Place::value(&entry.source, FieldPath::key(field))
}

/// The days of the entry itself.
fn editing(me: &Summary, entry: &Entry) -> Vec<Diagnostic> {
    let common = &me.common;
    let mut found = Vec::new();
    if let Some(published) = common.published {
        if let Some(updated) = common.updated.filter(|updated| *updated < published) {
            let message = format!("the entry was updated on `{updated}`, before it was published on `{published}`");
            found.push(
                Diagnostic::new(&CHANGED_BEFORE_PUBLISHED, at(entry, "updated"), message).label(at(entry, "published"), "published here"),
            );
        }
        for (n, one) in common.corrections.iter().enumerate().filter(|(_, one)| one.date < published) {
            let place = Place::value(&entry.source, FieldPath::key("corrections").item(n).then("date"));
            let message = format!("the correction is dated `{}`, before the entry was published on `{published}`", one.date);
            found.push(Diagnostic::new(&CHANGED_BEFORE_PUBLISHED, place, message).label(at(entry, "published"), "published here"));
        }
    }
    if let (Some(reviewed), Some(next)) = (common.reviewed, common.review_by)
        && next < reviewed
    {
        let message = format!("the next review is due on `{next}`, before the last one on `{reviewed}`");
        found.push(
            Diagnostic::new(&REVIEW_ORDER, at(entry, "review_by"), message)
                .label(at(entry, "reviewed"), "the last one")
                .hint("set it to a day to come, or take it out"),
        );
    }
    found
}

/// A claim begins with its first step: nothing answers it before, and it was made no later.
fn claim_dates(claim: &Claim, me: &Summary, entry: &Entry) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let steps = || claim.history.iter().enumerate();
    let Some((first, _)) = steps().min_by_key(|(n, step)| (step.date.sort_key(), *n)) else { return found };
    let at_step = |n: usize| Place::value(&entry.source, FieldPath::key("history").item(n).then("date"));
    for (n, response) in claim.responses.iter().enumerate() {
        let Some(date) = &response.date else { continue };
        if steps().all(|(_, step)| date.compare(&step.date) == Order::Before) {
            let place = Place::value(&entry.source, FieldPath::key("responses").item(n).then("date"));
            let message = format!("the response is dated `{date}`, before the claim was made");
            found.push(Diagnostic::new(&RESPONSE_BEFORE_CLAIM, place, message).label(at_step(first), "the claim begins here"));
        }
    }
    if let Some(made) = &me.common.date
        && claim.history[first].date.compare(made) == Order::Before
    {
        let message = format!("the history begins on `{}`, before the claim was made on `{made}`", claim.history[first].date);
        found.push(Diagnostic::new(&STEP_BEFORE_CLAIM, at_step(first), message).label(at(entry, "date"), "made here"));
    }
    found
}

/// Whether a date lies surely before the time of each of the provisions whose time is known, and there is one: that
/// provision.
fn before_all(date: &When, under: &[Ref], look: &dyn Look) -> Option<(String, Interval, Place)> {
    let mut earliest = None;
    for reference in under {
        // An unknown provision may be the one that applied.
        let (known, provision) = find::<Provision>(look, reference)?;
        let in_force = provision.in_force.clone()?;
        if date.compare(&When::Interval(in_force.clone())) != Order::Before {
            return None;
        }
        let place = Place::value(known.source, FieldPath::key("in_force"));
        earliest.get_or_insert((known.summary.id.as_str().to_owned(), in_force, place));
    }
    earliest
}

/// A case shows an effect, and an effect rests on law.
fn case_dates(case: &Case, me: &Summary, entry: &Entry, look: &dyn Look) -> Vec<Diagnostic> {
    let Some(date) = &me.common.date else { return Vec::new() };
    let mut found = Vec::new();
    for (n, reference) in case.effect.iter().enumerate() {
        let Some((known, effect)) = find::<Effect>(look, reference) else { continue };
        // A case outside the time of the effect itself is reported as that.
        if effect.in_force.as_ref().is_some_and(|in_force| in_force.contains(date) == Some(false)) {
            continue;
        }
        if let Some((id, in_force, place)) = before_all(date, &effect.under, look) {
            let message = format!(
                "the case is dated `{date}`, and the effect `{}` rests on `{id}`, which is in force `{in_force}`",
                known.summary.id
            );
            let at_effect = Place::value(&entry.source, FieldPath::key("effect").item(n));
            found.push(Diagnostic::new(&CASE_BEFORE_LAW, at_effect, message).label(place, "in force here"));
        }
    }
    found
}

fn effect_dates(effect: &Effect, entry: &Entry, look: &dyn Look) -> Vec<Diagnostic> {
    let start: Option<Date> = effect.in_force.as_ref().and_then(|in_force| in_force.start().date());
    let Some(start) = start.map(When::Date) else { return Vec::new() };
    let before = before_all(&start, &effect.under, look);
    let report = |(id, in_force, place): (String, Interval, Place)| {
        let message = format!("the effect is in force from `{start}`, and the provision `{id}` is in force `{in_force}`");
        Diagnostic::new(&EFFECT_BEFORE_LAW, at(entry, "in_force"), message).label(place, "in force here")
    };
    before.map(report).into_iter().collect()
}

fn source_dates(source: &Source, me: &Summary, entry: &Entry) -> Vec<Diagnostic> {
    let (Some(seen), Some(made)) = (source.accessed, &me.common.date) else { return Vec::new() };
    if made.is_on_or_before(seen) != Some(false) {
        return Vec::new();
    }
    let message = format!("the source was seen on `{seen}`, before it was made on `{made}`");
    vec![Diagnostic::new(&SEEN_BEFORE_MADE, at(entry, "accessed"), message).label(at(entry, "date"), "made here")]
}
