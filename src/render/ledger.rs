//! Claims and questions as double entries, as templates see them.
//!
//! In: accounts from `evidence`. Out: views in the words of a language. Which pages show them is said in `page`.

use std::sync::Arc;

use super::body::Spot;
use super::strings::Argument;
use super::{Press, label, words};
use crate::evidence::ledger::{Account, Answer, Length, Silence, Turn, account};
use crate::kind::claim::Verdict;
use crate::kind::linked;
use crate::kind::question::Question;
use crate::model::date::When;
use crate::model::{Entry, Lang, Ref, Standing};
use crate::view;

/// How many open questions the page of an entry names.
const QUESTIONS: usize = 5;

/// A claim as its page shows it; nothing for other kinds.
#[must_use]
pub fn claim(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Option<view::ClaimAccount> {
    let Account { claim, turns, answers } = account(press.dossier, entry, &spot.lang)?;
    let lang = &spot.lang;
    let standing = turns.last().map_or(Standing::Claimed, |turn| turn.step.standing).word();
    Some(view::ClaimAccount {
        standing: Arc::from(standing),
        standing_label: word(press, lang, standing),
        meaning: label(press, lang, &format!("standing-means-{standing}"), ""),
        statement: press.inline(entry, &claim.statement, spot),
        claimed_by: refs(press, &claim.claimed_by, lang),
        about: refs(press, &claim.about, lang),
        steps: turns.iter().map(|turn| step(press, entry, turn, spot)).collect(),
        answers: answers.iter().map(|answer| voice(press, entry, answer, spot)).collect(),
        verdict: claim.verdict.as_ref().map(|given| verdict(press, entry, given, spot)),
        lang: foreign(entry, lang),
    })
}

fn verdict(press: &Press<'_>, entry: &Entry, verdict: &Verdict, spot: &Spot) -> view::Verdict {
    let lang = &spot.lang;
    view::Verdict {
        finding: Arc::from(verdict.finding.word()),
        finding_label: word(press, lang, verdict.finding.word()),
        date: super::page::entry::day(press, verdict.date, lang),
        edtf: verdict.date.to_string().into(),
        by: refs(press, &verdict.by, lang),
        text: press.inline(entry, &verdict.text, spot),
        sources: refs(press, &verdict.sources, lang),
    }
}

fn step(press: &Press<'_>, entry: &Entry, turn: &Turn<'_>, spot: &Spot) -> view::AccountStep {
    let (step, lang) = (turn.step, &spot.lang);
    let none = || Arc::from("");
    view::AccountStep {
        since: date(press, &step.date, lang),
        since_edtf: step.date.to_string().into(),
        until: turn.until.map_or_else(none, |until| date(press, until, lang)),
        until_edtf: turn.until.map_or_else(none, |until| until.to_string().into()),
        standing: Arc::from(step.standing.word()),
        standing_label: word(press, lang, step.standing.word()),
        by: refs(press, &step.by, lang),
        sources: refs(press, &step.sources, lang),
        note: step.note.as_ref().map_or_else(none, |note| press.inline(entry, note, spot)),
    }
}

fn voice(press: &Press<'_>, entry: &Entry, answer: &Answer<'_>, spot: &Spot) -> view::Voice {
    let (lang, word_of) = (&spot.lang, answer.reply.word());
    let none = || Arc::from("");
    view::Voice {
        by: press.refs.of_reference(press.dossier, answer.by, lang),
        answer: Arc::from(word_of),
        answer_label: word(press, lang, word_of),
        date: answer.date.map_or_else(none, |when| date(press, when, lang)),
        edtf: answer.date.map_or_else(none, |when| when.to_string().into()),
        silence: answer.silence.as_ref().map_or_else(none, |silence| silent(press, silence, lang)),
        note: answer.note.map_or_else(none, |note| press.inline(entry, note, spot)),
        // The step stands beside it with its sources.
        sources: answer
            .sources
            .iter()
            .filter(|_| !answer.is_step)
            .map(|source| press.refs.of_reference(press.dossier, source, lang))
            .collect(),
    }
}

/// "since 18 August 2021 (as reviewed on 22 November 2026): 5 years".
fn silent(press: &Press<'_>, silence: &Silence, lang: &Lang) -> Arc<str> {
    let strings = press.theme.strings();
    let mut text = words::date(&silence.span, strings, lang);
    if let Some((basis, day)) = silence.last_look {
        let day = words::day(day, strings, lang);
        let given = [("span", Argument::Text(&text)), ("day", Argument::Text(&day))];
        text = strings.format(lang, &format!("silence-{}", basis.word()), &given);
    }
    if let Some(Length { amount, unit, exact }) = silence.length {
        let id = format!("length-{}{}", unit.word(), if exact { "" } else { "-about" });
        #[expect(clippy::cast_precision_loss, reason = "no silence lasts so many years")]
        let length = strings.format(lang, &id, &[("n", Argument::Number(amount as f64))]);
        text = strings.format(lang, "silence-length", &[("silence", Argument::Text(&text)), ("length", Argument::Text(&length))]);
    }
    text.into()
}

/// A claim as a row of the ledger; nothing for other kinds.
#[must_use]
pub fn row(press: &Press<'_>, id: &str, lang: &Lang) -> Option<view::LedgerRow> {
    let entry = press.dossier.shown(id, lang)?;
    let account = account(press.dossier, entry, lang)?;
    let first = &account.turns.first()?.step.date;
    let mut answers: Vec<view::RowAnswer> = Vec::new();
    for answer in &account.answers {
        let by = press.refs.of_reference(press.dossier, answer.by, lang);
        let word_of = answer.reply.word();
        let answer = view::RowAnswer { by, answer: Arc::from(word_of), answer_label: word(press, lang, word_of) };
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    Some(view::LedgerRow {
        entry: press.refs.get(id, lang)?.clone(),
        date: date(press, first, lang),
        edtf: first.to_string().into(),
        claimed_by: refs(press, &account.claim.claimed_by, lang),
        answers,
    })
}

/// The accounts of a question; nothing for other kinds.
#[must_use]
pub fn question(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Option<view::QuestionAccounts> {
    let question = linked::details::<Question>(&entry.summary)?;
    let lang = &spot.lang;
    let accounts = question.accounts.iter().map(|account| view::QuestionAccount {
        says: press.inline(entry, &account.says, spot),
        by: refs(press, &account.by, lang),
        sources: refs(press, &account.sources, lang),
    });
    Some(view::QuestionAccounts {
        status: question.status.clone(),
        status_label: word(press, lang, &question.status),
        accounts: accounts.collect(),
        lang: foreign(entry, lang),
    })
}

/// The open questions that touch an entry, by its folded id.
#[must_use]
pub fn open_questions(press: &Press<'_>, id: &str, lang: &Lang) -> Option<view::OpenQuestions> {
    let all = press.questions.get(lang)?.get(id)?;
    let questions = all.iter().take(QUESTIONS).filter_map(|id| press.refs.get(id, lang)).cloned().collect();
    let index = super::frame::kind_index(press, lang, &crate::model::KindName::new("question"));
    Some(view::OpenQuestions { questions, more: all.len().saturating_sub(QUESTIONS), index })
}

/// A word of the vocabulary in a language.
#[must_use]
pub fn word(press: &Press<'_>, lang: &Lang, word: &str) -> Arc<str> {
    label(press, lang, &format!("word-{word}"), &word.replace('-', " "))
}

fn date(press: &Press<'_>, when: &When, lang: &Lang) -> Arc<str> {
    words::date(when, press.theme.strings(), lang).into()
}

fn refs(press: &Press<'_>, references: &[Ref], lang: &Lang) -> Vec<view::Ref> {
    references.iter().map(|reference| press.refs.of_reference(press.dossier, reference, lang)).collect()
}

/// The language of an entry if it is not that of the page.
fn foreign(entry: &Entry, lang: &Lang) -> Arc<str> {
    if entry.summary.lang == *lang { Arc::from("") } else { Arc::from(entry.summary.lang.as_str()) }
}
