//! The verdict on a claim: what somebody who checked it found, with a name, a day and sources under it. Most claims have none.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::check::is_own_voice;
use super::{Claim, Field, Record, Ref, Shape, SourceId, linked};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::date::{Day, When};
use crate::model::{Finding, Look, Standing};
use crate::text::place::{FieldPath, Place};

/// A verdict from before the last thing that happened.
pub static VERDICT_OUTDATED: Code = Code {
    name: "verdict-outdated",
    severity: Severity::Warning,
    fixed: false,
    doc: "The `verdict:` on a claim is older than its newest step or answer: whoever gave it did not know of that.\n\n**Mend it:** Check the claim again and date the verdict anew, or take it out.",
};

/// A verdict that does not fit the standing.
pub static VERDICT_AGAINST_STANDING: Code = Code {
    name: "verdict-against-standing",
    severity: Severity::Warning,
    fixed: false,
    doc: "The `verdict:` on a claim and where it stands do not fit: a claim that others confirmed is said to be incorrect or unproven, or one that nobody else confirmed, or that was taken back, to be correct. Readers see both, and are told by neither why. A claim that is denied or disputed may well be correct: that is not reported.\n\n**Mend it:** Record the step on which the verdict rests in the `history:`, or mend the verdict.",
};

/// A verdict by those who make the claim.
pub static VERDICT_BY_CLAIMANT: Code = Code {
    name: "verdict-by-claimant",
    severity: Severity::Error,
    fixed: false,
    doc: "The `verdict:` on a claim is by those who make it. Programs that show verdicts would show it as a check by somebody else. The claimant is known by any of their names, and speaks through their parts.\n\n**Mend it:** Name who checked it, or leave out `by:` where the editors of the dossier did.",
};

/// What somebody found who checked a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What was found.
    pub finding: Finding,
    /// On which day.
    pub date: Day,
    /// Who found it; empty for the editors of the dossier.
    pub by: Vec<Ref>,
    /// Why, in a few sentences; inline Markdown.
    pub text: Arc<str>,
    /// What it rests on.
    pub sources: Vec<Ref>,
}

/// The fields of a verdict.
pub(super) fn schema() -> Vec<Field> {
    vec![
        Field::new("finding", Shape::Word(Finding::WORDS), "unproven", "What was found.").required(),
        Field::new("date", Shape::Day, "\"2026-11-22\"", "On which day.").required(),
        Field::new(
            "by",
            Shape::references(&["actor"], "verdicts on claims"),
            "[fact-checkers]",
            "Who found it. Without it, the editors of the dossier.",
        ),
        Field::new(
            "text",
            Shape::Prose,
            "\"The files that were shown come to two terabytes; nobody else has seen the rest.\"",
            "Why, in a sentence or two.",
        )
        .required(),
        Field::new("sources", Shape::references(&["source"], "cited by"), "[moscow-times-2021-08-18]", "What it rests on.").required(),
    ]
}

pub(super) fn make(group: &Record) -> Option<Verdict> {
    let sources = group.references("sources");
    Some(Verdict {
        finding: Finding::from_word(&group.text("finding")?)?,
        date: group.when("date")?.earliest()?,
        by: group.references("by"),
        text: group.text("text")?,
        sources: (!sources.is_empty()).then_some(sources)?,
    })
}

impl Verdict {
    /// Its node of schema.org, a `ClaimReview`. `@id`, address, the claim, the editors, the finding in words and what it cites are
    /// added by `render`.
    pub(super) fn linked_data(&self, statement: &str, look: &dyn Look) -> Json {
        let mut rating = linked::node("Rating");
        if let Some(value) = self.finding.rating() {
            let (worst, best) = Finding::RATINGS;
            linked::put(&mut rating, "ratingValue", json!(value));
            linked::put(&mut rating, "worstRating", json!(worst));
            linked::put(&mut rating, "bestRating", json!(best));
        }
        let mut node = linked::node("ClaimReview");
        linked::put(&mut node, "claimReviewed", statement);
        linked::put(&mut node, "reviewRating", Json::Object(rating));
        linked::put(&mut node, "reviewBody", &*self.text);
        linked::put(&mut node, "author", linked::actors(look, &self.by));
        linked::put(&mut node, "datePublished", json!(self.date.to_string()));
        Json::Object(node)
    }
}

/// What is wrong with the verdict on a claim.
pub(super) fn check(claim: &Claim, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
    let Some(verdict) = &claim.verdict else { return Vec::new() };
    let at = |field: &str| Place::value(source, FieldPath::key("verdict").then(field));
    let mut found = Vec::new();
    if is_own_voice(claim, &verdict.by, look) {
        let hint = "name who checked it, or leave out `by` where the editors did";
        found.push(Diagnostic::new(&VERDICT_BY_CLAIMANT, at("by"), "the verdict is by those who make the claim").hint(hint));
    }
    found.extend(outdated(claim, verdict, source, at("date")));
    if let Some(standing) = claim.standing_on(look.as_of()).filter(|standing| !fits(verdict.finding, *standing)) {
        let message = format!("the verdict is `{}`, and the claim stands as `{}`", verdict.finding.word(), standing.word());
        let hint = "record the step on which the verdict rests, or mend the verdict";
        found.push(Diagnostic::new(&VERDICT_AGAINST_STANDING, at("finding"), message).hint(hint));
    }
    found
}

/// The newest thing that surely happened after the verdict.
fn outdated(claim: &Claim, verdict: &Verdict, source: &SourceId, at: Place) -> Option<Diagnostic> {
    let steps = claim.history.iter().enumerate().map(|(n, step)| ("history", n, &step.date));
    let answers = claim.responses.iter().enumerate().filter_map(|(n, response)| Some(("responses", n, response.date.as_ref()?)));
    let is_later = |when: &When| when.is_on_or_before(verdict.date) == Some(false);
    let later = steps.chain(answers).filter(|(_, _, when)| is_later(when));
    let (field, n, when) = later.max_by_key(|(_, _, when)| when.sort_key())?;
    let what = if field == "history" { "a step" } else { "an answer" };
    let message = format!("the verdict of {} does not know of {what} dated `{when}`", verdict.date);
    let newest = Place::value(source, FieldPath::key(field).item(n).then("date"));
    Some(
        Diagnostic::new(&VERDICT_OUTDATED, at, message)
            .label(newest, "later than the verdict")
            .hint("check the claim again, or take the verdict out"),
    )
}

/// Whether a finding and a standing can both be so without a word more.
fn fits(finding: Finding, standing: Standing) -> bool {
    let is_correct = matches!(finding, Finding::Correct | Finding::MostlyCorrect);
    match standing {
        Standing::Confirmed => !matches!(finding, Finding::MostlyIncorrect | Finding::Incorrect | Finding::Unproven),
        Standing::PartlyConfirmed => !matches!(finding, Finding::Incorrect | Finding::Unproven),
        Standing::Claimed | Standing::Retracted => !is_correct,
        Standing::Disputed | Standing::Denied => true,
    }
}
