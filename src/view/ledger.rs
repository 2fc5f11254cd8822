//! What templates see of the claims ledger and of questions.

use std::sync::Arc;

use serde::Serialize;

use super::{Count, Html, PageLink, Ref};

/// A claim as a double entry: what is said, and what answers it.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct ClaimAccount {
    /// The word of where it stands: `partly-confirmed`.
    pub standing: Arc<str>,
    /// The same in the language of the page.
    pub standing_label: Arc<str>,
    /// What that means, in a sentence.
    pub meaning: Arc<str>,
    /// What is claimed.
    pub statement: Html,
    /// Who claims it.
    pub claimed_by: Vec<Ref>,
    /// Whom or what it speaks of.
    pub about: Vec<Ref>,
    /// How its standing moved, in the order of time.
    pub steps: Vec<AccountStep>,
    /// Who answered, in the order of time; empty if no answer was found.
    pub answers: Vec<Voice>,
    /// What somebody found who checked it; nothing for most claims.
    pub verdict: Option<Verdict>,
    /// The language of the statement, the notes and the verdict if it is not that of the page; else empty.
    pub lang: Arc<str>,
}

/// What somebody found who checked a claim.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Verdict {
    /// The word of the finding: `mostly-correct`.
    pub finding: Arc<str>,
    /// The same in the language of the page.
    pub finding_label: Arc<str>,
    /// The day, in words.
    pub date: Arc<str>,
    /// The same as `2021-08-18`.
    pub edtf: Arc<str>,
    /// Who found it; empty for the editors of the dossier.
    pub by: Vec<Ref>,
    /// Why.
    pub text: Html,
    /// What it rests on.
    pub sources: Vec<Ref>,
}

/// A step in the history of a claim.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct AccountStep {
    /// From when it stood so, in words.
    pub since: Arc<str>,
    /// The same as EDTF.
    pub since_edtf: Arc<str>,
    /// Until when, in words: the date of the next step; empty if it still stands so.
    pub until: Arc<str>,
    /// The same as EDTF.
    pub until_edtf: Arc<str>,
    /// The word of the standing.
    pub standing: Arc<str>,
    /// The same in the language of the page.
    pub standing_label: Arc<str>,
    /// Who brought it there.
    pub by: Vec<Ref>,
    /// What the step rests on.
    pub sources: Vec<Ref>,
    /// What happened; may be empty.
    pub note: Html,
}

/// What one voice answers to a claim, or that it does not.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Voice {
    /// Who.
    pub by: Ref,
    /// The word of the answer: a stance, or `disputes`.
    pub answer: Arc<str>,
    /// The same in the language of the page.
    pub answer_label: Arc<str>,
    /// When, in words; may be empty.
    pub date: Arc<str>,
    /// The same as EDTF.
    pub edtf: Arc<str>,
    /// For `silent`, since when, on what day somebody last looked, and how long that is; else empty.
    pub silence: Arc<str>,
    /// What was said; may be empty.
    pub note: Html,
    /// What the answer rests on; empty where a step of the history tells of it, which has them.
    pub sources: Vec<Ref>,
}

/// The accounts of a question.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct QuestionAccounts {
    /// `open` or `settled`.
    pub status: Arc<str>,
    /// The same in the language of the page.
    pub status_label: Arc<str>,
    /// The accounts, in the writer's order.
    pub accounts: Vec<QuestionAccount>,
    /// The language of the accounts if it is not that of the page; else empty.
    pub lang: Arc<str>,
}

/// One account of what is in question.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct QuestionAccount {
    /// What it says.
    pub says: Html,
    /// Who gives it; may be empty.
    pub by: Vec<Ref>,
    /// What it rests on.
    pub sources: Vec<Ref>,
}

/// The open questions that touch an entry.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct OpenQuestions {
    /// The first of them by title, at most five.
    pub questions: Vec<Ref>,
    /// How many more there are.
    pub more: usize,
    /// The index of all questions.
    pub index: Ref,
}

/// A page of the claims ledger: all claims, or those of one standing, claimant or subject. Template `ledger.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerPage {
    /// Which choice it is: `all`, `standing`, `by` or `about`.
    pub list: &'static str,
    /// Its heading.
    pub title: Arc<str>,
    /// The claimant or the subject, where it is a choice by one.
    pub subject: Option<Ref>,
    /// The claims of this page, in the order of time.
    pub rows: Vec<LedgerRow>,
    /// How many there are on all pages.
    pub total: usize,
    /// The other choices.
    pub filters: Vec<LedgerFilters>,
    /// How standings changed over time; only on the first page of all claims.
    pub picture: Option<LedgerPicture>,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// A claim in the ledger.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerRow {
    /// The claim, with where it stands.
    pub entry: Ref,
    /// When it was first made, in words.
    pub date: Arc<str>,
    /// The same as EDTF.
    pub edtf: Arc<str>,
    /// Who claims it.
    pub claimed_by: Vec<Ref>,
    /// Who answered what, without notes and sources; each voice once for each answer.
    pub answers: Vec<RowAnswer>,
}

/// An answer in a row of the ledger.
#[derive(Debug, Clone, Serialize, Hash, PartialEq, Eq)]
pub struct RowAnswer {
    /// Who.
    pub by: Ref,
    /// The word of the answer.
    pub answer: Arc<str>,
    /// The same in the language of the page.
    pub answer_label: Arc<str>,
}

/// Choices of one sort.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerFilters {
    /// `standing`, `by` or `about`.
    pub sort: &'static str,
    /// The heading.
    pub label: Arc<str>,
    /// The choices: standings in their order, actors and subjects with the most claims first.
    pub choices: Vec<LedgerChoice>,
    /// The page of all choices of this sort, if not all are here.
    pub all: Option<Ref>,
}

/// One choice: a page of the ledger.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerChoice {
    /// Where it leads.
    pub to: Ref,
    /// The word of a standing; empty for other choices.
    pub standing: Arc<str>,
    /// How many claims it holds; nothing on the pages of one claimant or subject.
    pub count: Option<usize>,
    /// Whether it is the choice of this page.
    pub current: bool,
}

/// How standings changed over time, as a picture and in figures.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerPicture {
    /// The picture, as SVG; empty in a theme without pictures.
    pub svg: Html,
    /// The standings that occur: the columns of the figures.
    pub standings: Vec<LedgerStanding>,
    /// The stretches of time: the rows of the figures.
    pub periods: Vec<LedgerPeriod>,
}

/// A standing as the heading of a column.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerStanding {
    /// Its word.
    pub standing: Arc<str>,
    /// The same in the language of the page.
    pub label: Arc<str>,
}

/// A stretch of time and how many claims stood how at its end.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerPeriod {
    /// The stretch in words.
    pub when: Arc<str>,
    /// The number of claims in each standing that occurs, in the order of the columns.
    pub counts: Vec<usize>,
}

/// All claimants or all subjects, with how many claims each has. Template `ledger-choices.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LedgerChoicesPage {
    /// `by` or `about`.
    pub list: &'static str,
    /// Its heading.
    pub title: Arc<str>,
    /// The choices of this page, those with the most claims first.
    pub choices: Vec<Count>,
    /// How many there are on all pages.
    pub total: usize,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}
