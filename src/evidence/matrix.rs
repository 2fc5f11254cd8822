//! The matrix of effects: who × what they do, what follows in law, and whether somebody has looked at it since the law
//! was changed.
//!
//! It is the same for all languages, as the register is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Named;
use super::force::{Force, Moment};
use super::register::Act;
use crate::kind::case::Case;
use crate::kind::effect::{Effect, WHO};
use crate::kind::linked::details;
use crate::kind::provision::{Amendment, Provision};
use crate::link::Dossier;
use crate::model::date::Day;
use crate::model::{Date, Interval, Summary, When};

/// One effect, with all that the other entries say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The folded id of the effect.
    pub id: Arc<str>,
    /// Whom it strikes: words of [`WHO`].
    pub who: Vec<Arc<str>>,
    /// The types of designation that bring it about.
    pub instruments: Vec<Named>,
    /// The provisions it rests on.
    pub under: Vec<Named>,
    /// Whose law, a key of the jurisdictions.
    pub jurisdiction: Option<Arc<str>>,
    /// When it holds, as far as it may be shown.
    pub in_force: Option<Interval>,
    /// Whether it holds: by its own interval, and not if all its provisions are surely out of force.
    pub force: Force,
    /// Provisions that were amended since the effect was last reviewed, each with its newest such amendment.
    pub review: Vec<(Named, When)>,
    /// The documented cases, in the order of their dates.
    pub cases: Vec<Arc<str>>,
}

/// All effects.
#[derive(Debug, PartialEq)]
pub struct Matrix {
    cells: BTreeMap<Arc<str>, Cell>,
    by_who: Vec<(&'static str, Vec<Arc<str>>)>,
    by_instrument: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    by_provision: BTreeMap<Arc<str>, Vec<Arc<str>>>,
}

impl Matrix {
    /// Reads the matrix from a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier, moment: Moment) -> Self {
        let originals = || dossier.entries.iter().filter(|(key, _)| key.lang == *dossier.config.main());
        let mut cells: BTreeMap<Arc<str>, Cell> = BTreeMap::new();
        for (key, entry) in originals() {
            if let Some(effect) = details::<Effect>(&entry.summary) {
                cells.insert(key.id.clone(), cell(dossier, moment, &key.id, effect, &entry.summary));
            }
        }
        let mut cases: Vec<_> = originals()
            .filter_map(|(key, entry)| {
                let case = details::<Case>(&entry.summary)?;
                Some((entry.summary.common.date.as_ref().map(When::sort_key), &key.id, case))
            })
            .collect();
        cases.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for (_, id, case) in cases {
            for effect in Named::all(dossier, &case.effect).into_iter().filter_map(|effect| effect.id) {
                if let Some(cell) = cells.get_mut(&effect).filter(|cell| cell.cases.last() != Some(id)) {
                    cell.cases.push(id.clone());
                }
            }
        }
        let of_who = |who: &'static str| {
            let struck = cells.values().filter(|cell| cell.force.counts() && cell.who.iter().any(|word| **word == *who));
            (who, struck.map(|cell| cell.id.clone()).collect())
        };
        Self {
            by_who: WHO.iter().map(|(who, _)| of_who(who)).collect(),
            by_instrument: index(&cells, |cell| &cell.instruments),
            by_provision: index(&cells, |cell| &cell.under),
            cells,
        }
    }

    /// The effect with this folded id.
    #[must_use]
    pub fn cell(&self, id: &str) -> Option<&Cell> {
        self.cells.get(id)
    }

    /// All effects by id, also those that do not hold.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.cells.values()
    }

    /// Whom effects may strike that hold now, in the order of [`WHO`], with the effects by id. Nobody without any.
    pub fn by_who(&self) -> impl Iterator<Item = (&'static str, &[Arc<str>])> {
        self.by_who.iter().filter(|(_, ids)| !ids.is_empty()).map(|(who, ids)| (*who, ids.as_slice()))
    }

    /// The effects that hold for somebody.
    #[must_use]
    pub fn of_who(&self, who: &str) -> &[Arc<str>] {
        self.by_who.iter().find(|(word, _)| *word == who).map_or(&[], |(_, ids)| ids)
    }

    /// The effects that rest on a provision, by id, also those that do not hold.
    pub fn under(&self, provision: &str) -> impl Iterator<Item = &Cell> {
        self.by_provision.get(provision).into_iter().flatten().filter_map(|id| self.cells.get(id))
    }

    /// The effects that an instrument may bring about and that hold, by id.
    pub fn triggered_by(&self, instrument: &str) -> impl Iterator<Item = &Cell> {
        let ids = self.by_instrument.get(instrument).into_iter().flatten();
        ids.filter_map(|id| self.cells.get(id)).filter(|cell| cell.force.counts())
    }

    /// The effects that follow from acts: of their instruments, in their jurisdictions, as far as act and effect are in
    /// force. Each once, by id. Where one of the two names no jurisdiction nothing speaks against it.
    #[must_use]
    pub fn following<'a, 'b>(&'a self, acts: impl Iterator<Item = &'b Act>) -> Vec<&'a Cell> {
        let mut all: BTreeMap<&Arc<str>, &Cell> = BTreeMap::new();
        for act in acts.filter(|act| act.force.counts()) {
            let Some(instrument) = &act.instrument.id else { continue };
            let fits = |cell: &&Cell| match (&act.jurisdiction, &cell.jurisdiction) {
                (Some(act), Some(effect)) => act == effect,
                _ => true,
            };
            all.extend(self.triggered_by(instrument).filter(fits).map(|cell| (&cell.id, cell)));
        }
        all.into_values().collect()
    }
}

fn index(cells: &BTreeMap<Arc<str>, Cell>, names: impl Fn(&Cell) -> &[Named]) -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    let mut index: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
    for cell in cells.values() {
        for id in names(cell).iter().filter_map(|named| named.id.as_ref()) {
            let ids = index.entry(id.clone()).or_default();
            if ids.last() != Some(&cell.id) {
                ids.push(cell.id.clone());
            }
        }
    }
    index
}

fn cell(dossier: &Dossier, moment: Moment, id: &Arc<str>, effect: &Effect, summary: &Summary) -> Cell {
    let under = Named::all(dossier, &effect.under);
    let mut review = Vec::new();
    let mut forces = Vec::new();
    for named in &under {
        let shown = named.id.as_ref().and_then(|id| dossier.shown(id, dossier.config.main()));
        let Some(provision) = shown.and_then(|entry| details::<Provision>(&entry.summary)) else { continue };
        forces.push(provision.in_force.as_ref().map_or(Force::InForce, |interval| moment.force(interval)));
        if let Some((_, amendment)) = unreviewed(provision, effect, summary.common.reviewed, dossier.as_of) {
            review.push((named.clone(), amendment.date.clone()));
        }
    }
    let own = effect.in_force.as_ref().map_or(Force::InForce, |interval| moment.force(interval));
    // What is left of an effect when none of its articles applies is no law.
    let lost = !forces.is_empty() && forces.iter().all(|force| !force.counts());
    let force = if own.counts() && lost { forces[0] } else { own };
    Cell {
        id: id.clone(),
        who: effect.who.clone(),
        instruments: Named::all(dossier, &effect.triggered_by),
        under,
        jurisdiction: effect.jurisdiction.clone(),
        in_force: effect.in_force.as_ref().and_then(|interval| moment.seen(interval)),
        force,
        review,
        cases: Vec::new(),
    }
}

/// The newest amendment of a provision that an effect may not have been read against, with its number: it is no later
/// than the day of `--as-of`, it did not come before the effect or with it, and the effect was not surely reviewed
/// after it.
#[must_use]
pub fn unreviewed<'a>(
    provision: &'a Provision,
    effect: &Effect,
    reviewed: Option<Day>,
    as_of: Option<Day>,
) -> Option<(usize, &'a Amendment)> {
    let start = effect.in_force.as_ref().and_then(Interval::earliest);
    let had_come = |date: &When| as_of.is_none_or(|day| date.is_on_or_before(day) != Some(false));
    let came_before = |date: &When| start.is_some_and(|start| date.has_ended_by(start) == Some(true));
    let reviewed = reviewed.and_then(Date::from_day).map(When::Date);
    let reviewed_since = |date: &When| reviewed.as_ref().is_some_and(|day| day.compare(date) == crate::model::date::Order::After);
    let open = provision.amended.iter().enumerate().filter(|(_, amendment)| {
        let date = &amendment.date;
        had_come(date) && !came_before(date) && !reviewed_since(date)
    });
    open.max_by_key(|(_, amendment)| amendment.date.sort_key())
}
