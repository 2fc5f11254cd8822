//! The register of designations: which acts put which label on whom, in the order of their dates, and which of them
//! are in force.
//!
//! It is the same for all languages: it is read from the entries as first written, and says ids where pages say titles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Named;
use super::force::{Force, Moment};
use crate::kind::designation::Designation;
use crate::kind::linked::details;
use crate::link::Dossier;
use crate::model::{Interval, When};

/// One act: a designation.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// The folded id of the designation.
    pub id: Arc<str>,
    /// Whom or what it labels.
    pub subjects: Vec<Named>,
    /// Its type.
    pub instrument: Named,
    /// Who did it.
    pub by: Vec<Named>,
    /// The provisions it rests on.
    pub under: Vec<Named>,
    /// Where it has force, a key of the jurisdictions.
    pub jurisdiction: Option<Arc<str>>,
    /// Its date.
    pub date: Option<When>,
    /// When it has force, as far as it may be shown.
    pub in_force: Option<Interval>,
    /// Whether it is in force.
    pub force: Force,
    /// The questions that link to it: accounts of it differ.
    pub questions: Vec<Arc<str>>,
}

/// All acts.
#[derive(Debug, PartialEq)]
pub struct Register {
    /// The day for which it is looked at.
    pub moment: Moment,
    acts: Vec<Act>,
    by_id: HashMap<Arc<str>, usize>,
    by_subject: Index,
    by_instrument: Index,
    by_body: Index,
}

/// Numbers of acts by folded id.
type Index = BTreeMap<Arc<str>, Vec<usize>>;

/// What a register can be cut down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Whom it labels.
    Subject,
    /// By which instrument.
    Instrument,
    /// Who did it.
    Body,
}

impl Register {
    /// Reads the register from a dossier.
    ///
    /// Acts stand in the order of their dates; of acts whose order nobody knows the one that may be earlier comes first,
    /// and of equal ones that whose id does.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let moment = Moment::of(dossier);
        let originals = dossier.entries.iter().filter(|(key, _)| key.lang == *dossier.config.main());
        let mut acts: Vec<Act> = originals
            .filter_map(|(key, entry)| {
                let designation = details::<Designation>(&entry.summary)?;
                Some(act(dossier, moment, &key.id, designation, entry.summary.common.date.as_ref()))
            })
            .collect();
        acts.sort_by_cached_key(|act| (act.date.as_ref().map(When::sort_key), act.id.clone()));
        let mut register = Self {
            moment,
            by_id: acts.iter().enumerate().map(|(n, act)| (act.id.clone(), n)).collect(),
            by_subject: index(&acts, |act| act.subjects.iter().filter_map(|subject| subject.id.clone()).collect()),
            by_instrument: index(&acts, |act| act.instrument.id.iter().cloned().collect()),
            by_body: index(&acts, |act| act.by.iter().filter_map(|body| body.id.clone()).collect()),
            acts: Vec::new(),
        };
        register.acts = acts;
        register
    }

    /// All acts in order.
    #[must_use]
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// The act that is the designation with this folded id.
    #[must_use]
    pub fn act(&self, id: &str) -> Option<&Act> {
        self.by_id.get(id).map(|n| &self.acts[*n])
    }

    /// The acts of a subject, an instrument or a body, in order; none if it has none.
    pub fn of_entry(&self, side: Side, id: &str) -> impl Iterator<Item = &Act> {
        self.index(side).get(id).into_iter().flatten().map(|n| &self.acts[*n])
    }

    /// The acts among these entries, given by their folded ids, and the acts on them: each once, in order.
    #[must_use]
    pub fn about(&self, ids: &[Arc<str>]) -> Vec<&Act> {
        let own = ids.iter().filter_map(|id| self.by_id.get(id));
        let on = ids.iter().filter_map(|id| self.by_subject.get(id)).flatten();
        let numbers: BTreeSet<usize> = own.chain(on).copied().collect();
        numbers.into_iter().map(|n| &self.acts[n]).collect()
    }

    /// The folded ids of all subjects, instruments or bodies that have acts, and how many.
    pub fn entries(&self, side: Side) -> impl Iterator<Item = (&Arc<str>, usize)> {
        self.index(side).iter().map(|(id, acts)| (id, acts.len()))
    }

    fn index(&self, side: Side) -> &Index {
        match side {
            Side::Subject => &self.by_subject,
            Side::Instrument => &self.by_instrument,
            Side::Body => &self.by_body,
        }
    }
}

fn act(dossier: &Dossier, moment: Moment, id: &Arc<str>, from: &Designation, date: Option<&When>) -> Act {
    let force = from.in_force.as_ref().map_or_else(|| moment.force_since(date), |interval| moment.force(interval));
    Act {
        id: id.clone(),
        subjects: Named::all(dossier, &from.subject),
        instrument: Named::new(dossier, &from.instrument),
        by: Named::all(dossier, &from.by),
        under: Named::all(dossier, &from.under),
        jurisdiction: from.jurisdiction.clone(),
        date: date.cloned(),
        in_force: from.in_force.as_ref().and_then(|interval| moment.seen(interval)),
        force,
        questions: questions(dossier, id),
    }
}

/// The questions that point to an entry, by a field or in their text.
fn questions(dossier: &Dossier, id: &str) -> Vec<Arc<str>> {
    let lang = dossier.config.main();
    let is_question = |id: &Arc<str>| dossier.shown(id, lang).is_some_and(|entry| entry.summary.kind.as_str() == "question");
    let mut all: Vec<Arc<str>> = dossier.pointing_to(id, lang).map(|edge| edge.from.id.clone()).filter(is_question).collect();
    all.sort();
    all.dedup();
    all
}

fn index(acts: &[Act], ids: impl Fn(&Act) -> Vec<Arc<str>>) -> Index {
    let mut index = Index::new();
    for (n, act) in acts.iter().enumerate() {
        for id in ids(act) {
            let numbers = index.entry(id).or_default();
            // An act that names one subject twice is one act.
            if numbers.last() != Some(&n) {
                numbers.push(n);
            }
        }
    }
    index
}
