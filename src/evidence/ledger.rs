//! The claims ledger: each claim as a double entry, what is said on one side and what answers it on the other.
//!
//! In: the linked dossier. Out: the steps of a claim in the order of time, each with the date until which it held;
//! who answered, whether by a step or by a response; how long silence has lasted; and which claims there are by
//! claimant, subject and standing. What surely lies after the day the dossier is shown as of is left out.

pub mod index;
pub mod periods;
pub mod silence;

use crate::kind::claim::{Claim, Step};
use crate::kind::{actor, linked};
use crate::link::{Dossier, Found};
use crate::model::date::{Day, SortKey, When};
use crate::model::{Entry, Lang, Look, Ref, Stance, Standing, fold};

pub use index::{Filter, Ledger, ledger};
pub use periods::{Period, periods};
pub use silence::{Basis, Length, Silence, Unit};

use std::sync::Arc;

/// What one voice says to a claim, or that it says nothing. The six stances of a response, and what a step of the
/// history adds to them: that another account does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// One of the stances of a response.
    Stance(Stance),
    /// Gives an account that does not fit: who brought a claim to `disputed`.
    Disputes,
}

impl Reply {
    /// Its word: `denies`, `disputes`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stance(stance) => stance.word(),
            Self::Disputes => "disputes",
        }
    }

    /// What those did who brought a claim to a standing; nothing for what the claimants do themselves.
    fn of(standing: Standing) -> Option<Self> {
        match standing {
            Standing::Confirmed => Some(Self::Stance(Stance::Confirms)),
            Standing::PartlyConfirmed => Some(Self::Stance(Stance::ConfirmsInPart)),
            Standing::Disputed => Some(Self::Disputes),
            Standing::Denied => Some(Self::Stance(Stance::Denies)),
            Standing::Claimed | Standing::Retracted => None,
        }
    }
}

/// A step of the history at its place in time.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// The step.
    pub step: &'a Step,
    /// The date of the step that follows it; nothing if it still holds.
    pub until: Option<&'a When>,
}

/// What one voice answered.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// Who.
    pub by: &'a Ref,
    /// What.
    pub reply: Reply,
    /// When; for silence, when they were asked.
    pub date: Option<&'a When>,
    /// What it rests on.
    pub sources: Vec<&'a Ref>,
    /// What was said; inline Markdown.
    pub note: Option<&'a Arc<str>>,
    /// How long the silence has lasted, if it is one.
    pub silence: Option<Silence>,
    /// Whether it is told by a step of the history alone, which says what it rests on.
    pub is_step: bool,
}

/// One claim as the ledger has it.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// How its standing moved, in the order of time. The last one is where it stands.
    pub turns: Vec<Turn<'a>>,
    /// Who answered, in the order of time; what has no date comes last.
    pub answers: Vec<Answer<'a>>,
}

impl Account<'_> {
    /// Where it stands.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        self.turns.last().map(|turn| turn.step.standing)
    }
}

/// The account of a claim, as a page in a language shows it; nothing for an entry of another kind.
#[must_use]
pub fn account<'a>(dossier: &'a Dossier, entry: &'a Entry, lang: &Lang) -> Option<Account<'a>> {
    let claim = linked::details::<Claim>(&entry.summary)?;
    let turns = turns(claim, dossier.as_of);
    let mut answers = answers(dossier, claim, &turns, lang);
    let first = turns.first().map(|turn| &turn.step.date);
    let last_look = silence::last_look(&entry.summary.common, dossier.as_of);
    let spoken: Vec<(String, Reply, Option<When>)> =
        answers.iter().map(|answer| (name(dossier, answer.by), answer.reply, answer.date.cloned())).collect();
    for (answer, (who, ..)) in answers.iter_mut().zip(&spoken) {
        if answer.reply == Reply::Stance(Stance::Silent) {
            let broken = spoken.iter().filter(|(other, reply, _)| other == who && *reply != Reply::Stance(Stance::Silent));
            let broken = broken.filter_map(|(_, _, date)| date.as_ref());
            answer.silence = silence::silence(answer.date.or(first), broken, last_look);
        }
    }
    Some(Account { claim, turns, answers })
}

/// Whether something surely lies after the day the dossier is shown as of.
fn is_later(date: &When, as_of: Option<Day>) -> bool {
    as_of.is_some_and(|day| date.is_on_or_before(day) == Some(false))
}

/// The steps in the order of time; of steps with one date the one written last holds, as in `Claim::step_on`.
fn turns(claim: &Claim, as_of: Option<Day>) -> Vec<Turn<'_>> {
    let mut steps: Vec<&Step> = claim.history.iter().filter(|step| !is_later(&step.date, as_of)).collect();
    steps.sort_by_cached_key(|step| step.date.sort_key());
    let next = steps.iter().skip(1).map(|step| Some(&step.date)).chain([None]);
    steps.iter().zip(next).map(|(step, until)| Turn { step, until }).collect()
}

/// Who answered: those who brought the claim where it stood, and those of the responses. A voice that is in both with
/// the same words on the same date is one answer.
fn answers<'a>(dossier: &'a Dossier, claim: &'a Claim, turns: &[Turn<'a>], lang: &Lang) -> Vec<Answer<'a>> {
    let look = dossier.seen_in(lang);
    let mut all: Vec<Answer<'a>> = Vec::new();
    for response in &claim.responses {
        let date = response.date.as_ref();
        if date.is_none_or(|date| !is_later(date, dossier.as_of)) {
            all.push(Answer {
                by: &response.by,
                reply: Reply::Stance(response.stance),
                date,
                sources: response.sources.iter().collect(),
                note: response.note.as_ref(),
                silence: None,
                is_step: false,
            });
        }
    }
    for step in turns.iter().map(|turn| turn.step) {
        let Some(reply) = Reply::of(step.standing) else { continue };
        for by in step.by.iter().filter(|by| !is_own_voice(&look, by, claim)) {
            let known = all.iter_mut().find(|answer| {
                answer.reply == reply && answer.date.is_none_or(|date| *date == step.date) && name(dossier, answer.by) == name(dossier, by)
            });
            match known {
                Some(answer) => {
                    answer.sources.extend(step.sources.iter().filter(|source| !answer.sources.contains(source)).collect::<Vec<_>>())
                }
                None => all.push(Answer {
                    by,
                    reply,
                    date: Some(&step.date),
                    sources: step.sources.iter().collect(),
                    note: step.note.as_ref(),
                    silence: None,
                    is_step: true,
                }),
            }
        }
    }
    let key = |answer: &Answer<'_>| -> (bool, Option<SortKey>) { (answer.date.is_none(), answer.date.map(When::sort_key)) };
    all.sort_by_cached_key(key);
    all
}

/// Whether a voice is one of the claimants or speaks for one.
fn is_own_voice(look: &dyn Look, voice: &Ref, claim: &Claim) -> bool {
    claim.claimed_by.iter().any(|claimant| actor::is_voice_of(look, voice, claimant))
}

/// One name for all names of an entry.
fn name(dossier: &Dossier, reference: &Ref) -> String {
    match dossier.graph.names.find(&reference.0) {
        Found::One(id) => id.to_string(),
        _ => fold(&reference.0),
    }
}
