//! A claim: a statement somebody makes that may or may not be true, and how it fared since.

mod check;
mod verdict;

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{Kind, linked};
use crate::diag::Diagnostic;
use crate::model::date::{Day, When};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, Happening, KindName, Look, Moment, Record, Ref, Stance, Standing, Summary};
use crate::text::SourceId;

pub use check::{CODES, SELF_CONFIRMATION, SELF_PUBLISHED, STANDING_WITHOUT_SOURCE, STANDING_WITHOUT_VOICE, UNORDERED_HISTORY};
pub use verdict::{VERDICT_AGAINST_STANDING, VERDICT_BY_CLAIMANT, VERDICT_OUTDATED, Verdict};

/// One step in the history of a claim: from this date on it stands so.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When.
    pub date: When,
    /// Where the claim stands since.
    pub standing: Standing,
    /// Who brought it there.
    pub by: Vec<Ref>,
    /// What the step rests on.
    pub sources: Vec<Ref>,
    /// What happened; inline Markdown.
    pub note: Option<Arc<str>>,
}

/// What one voice answered to a claim, or that it did not.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Who.
    pub by: Ref,
    /// What the answer amounts to.
    pub stance: Stance,
    /// When.
    pub date: Option<When>,
    /// Where the answer stands.
    pub sources: Vec<Ref>,
    /// What was said; inline Markdown.
    pub note: Option<Arc<str>>,
}

/// A statement somebody makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What is claimed; inline Markdown.
    pub statement: Arc<str>,
    /// Who claims it.
    pub claimed_by: Vec<Ref>,
    /// Whom or what it speaks of.
    pub about: Vec<Ref>,
    /// How it fared, in the writer's order.
    pub history: Vec<Step>,
    /// Who answered, and who stayed silent.
    pub responses: Vec<Response>,
    /// What somebody found who checked it; most claims have none.
    pub verdict: Option<Verdict>,
}

impl Claim {
    /// The step that holds on a day: the last in the order of dates that is not surely after it. With no day, the
    /// last of all. Of steps with one date the one written last holds. The one place that says so.
    #[must_use]
    pub fn step_on(&self, day: Option<Day>) -> Option<&Step> {
        let surely_after = |step: &Step| day.is_some_and(|day| step.date.is_on_or_before(day) == Some(false));
        self.history.iter().filter(|step| !surely_after(step)).max_by_key(|step| step.date.sort_key())
    }

    /// Where the claim stands on a day; nothing before its first step.
    #[must_use]
    pub fn standing_on(&self, day: Option<Day>) -> Option<Standing> {
        self.step_on(day).map(|step| step.standing)
    }
}

impl Details for Claim {
    fn linked_data(&self, _me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node("Claim");
        linked::put(&mut node, "text", &*self.statement);
        linked::put(&mut node, "author", linked::actors(look, &self.claimed_by));
        linked::put(&mut node, "about", linked::references(look, &self.about));
        if let Some(first) = self.history.iter().min_by_key(|step| step.date.sort_key()) {
            linked::put(&mut node, "datePublished", linked::iso_bounds(&first.date).0);
            linked::put(&mut node, "appearance", linked::references(look, &first.sources));
        }
        let standing = self.standing_on(look.as_of());
        linked::put(&mut node, "creativeWorkStatus", standing.map(|standing| json!(standing.word())));
        Some(Json::Object(node))
    }

    fn reviewed_data(&self, _me: &Summary, look: &dyn Look) -> Option<Json> {
        self.verdict.as_ref().map(|verdict| verdict.linked_data(&self.statement, look))
    }

    fn check(&self, _me: &Summary, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
        let mut found = check::check(self, source, look);
        found.extend(verdict::check(self, source, look));
        found
    }

    fn standing_on(&self, day: Option<Day>) -> Option<Standing> {
        Claim::standing_on(self, day)
    }

    /// Its steps and its dated responses; its own date says no more than its first step.
    fn moments(&self, _me: &Summary) -> Vec<Moment> {
        let steps = self.history.iter().map(|step| Moment {
            when: step.date.clone(),
            what: Happening::Stands(step.standing),
            by: step.by.clone(),
            note: step.note.clone(),
        });
        let responses = self.responses.iter().filter_map(|response| {
            Some(Moment {
                when: response.date.clone()?,
                what: Happening::Answers(response.stance),
                by: vec![response.by.clone()],
                note: response.note.clone(),
            })
        });
        steps.chain(responses).collect()
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let claimed_by = record.references("claimed_by");
    let history: Vec<Step> = record.groups("history").into_iter().filter_map(step).collect();
    if claimed_by.is_empty() || history.is_empty() {
        return None;
    }
    Some(Arc::new(Claim {
        statement: record.text("statement")?,
        claimed_by,
        about: record.references("about"),
        history,
        responses: record.groups("responses").into_iter().filter_map(response).collect(),
        verdict: record.group("verdict").and_then(verdict::make),
    }))
}

fn step(group: &Record) -> Option<Step> {
    Some(Step {
        date: group.when("date")?,
        standing: Standing::from_word(&group.text("standing")?)?,
        by: group.references("by"),
        sources: group.references("sources"),
        note: group.text("note"),
    })
}

fn response(group: &Record) -> Option<Response> {
    Some(Response {
        by: group.reference("by")?,
        stance: Stance::from_word(&group.text("stance")?)?,
        date: group.when("date"),
        sources: group.references("sources"),
        note: group.text("note"),
    })
}

fn step_schema() -> Vec<Field> {
    vec![
        Field::new("date", Shape::When, "\"2021-08-18\"", "Since when the claim stands so.").required(),
        Field::new("standing", Shape::Word(Standing::WORDS), "claimed", "Where it stands since then.").required(),
        Field::new(
            "by",
            Shape::references(&["actor"], "spoke on claims"),
            "[cyber-partisans]",
            "Who brought it there: whoever claims, confirms, disputes, denies or retracts.",
        ),
        Field::new("sources", Shape::references(&["source"], "cited by"), "[moscow-times-2021-08-18]", "What the step rests on."),
        Field::new("note", Shape::Prose, "\"Said so in a channel and to a news agency.\"", "What happened, in a sentence."),
    ]
}

fn response_schema() -> Vec<Field> {
    vec![
        Field::new("by", Shape::reference(&["actor"], "answers to claims"), "interior-ministry", "Who answered, or was asked and did not.")
            .required(),
        Field::new("stance", Shape::Word(Stance::WORDS), "silent", "What the answer amounts to.").required(),
        Field::new("date", Shape::When, "\"2021-08-18\"", "When."),
        Field::new(
            "sources",
            Shape::references(&["source"], "cited by"),
            "[moscow-times-2021-08-18]",
            "Where the answer stands, or who says that there was none.",
        ),
        Field::new("note", Shape::Prose, "\"Did not reply to a request for comment.\"", "What was said, in a sentence."),
    ]
}

fn schema() -> Schema {
    vec![
        Field::new(
            "statement",
            Shape::Prose,
            "\"The group says it holds five terabytes of files of the ministry.\"",
            "What is claimed, in one sentence, as a claim and not as a fact.",
        )
        .required(),
        Field::new("claimed_by", Shape::references(&["actor"], "claims made"), "[cyber-partisans]", "Who claims it.")
            .required()
            .labelled("claimed by"),
        Field::new(
            "about",
            Shape::references(&[], "claims about it"),
            "[interior-ministry]",
            "Whom or what it speaks of: entries of any kind.",
        ),
        Field::new(
            "history",
            Shape::groups(step_schema()),
            "[{date: \"2021-08-18\", standing: claimed, by: [cyber-partisans], sources: [moscow-times-2021-08-18]}]",
            "How it fared: one step for each time its standing changed. The last step by date is where it stands.",
        )
        .required(),
        Field::new(
            "responses",
            Shape::groups(response_schema()),
            "[{by: interior-ministry, stance: silent, date: \"2021-08-18\"}]",
            "Who answered what, and who was asked and stayed silent.",
        ),
        Field::new(
            "verdict",
            Shape::Group(verdict::schema().into()),
            "{finding: unproven, date: \"2026-11-22\", text: Nobody else has seen the files., sources: [moscow-times-2021-08-18]}",
            "What somebody found who checked the claim, the editors unless `by` names others. Search engines are told of it as a fact check (`ClaimReview`): leave it out unless somebody really checked, and the sources bear it. It does not move the standing.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("claim"),
        label: "claim".into(),
        plural: "claims".into(),
        title: "Claims".into(),
        doc: "A statement somebody makes that may or may not be true: who makes it, who answered, and where it stands since when.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}

#[cfg(test)]
mod tests;
