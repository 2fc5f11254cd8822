//! Which claims there are: all of them, and those of one standing, one claimant, one subject, in the order of time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::periods::{Period, periods};
use crate::kind::claim::Claim;
use crate::kind::linked;
use crate::link::{Dossier, Found};
use crate::model::date::SortKey;
use crate::model::{Collation, Lang, Ref, Standing};
use crate::text::noted::{Changed, Noted, Table};

/// A choice of claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    /// All.
    All,
    /// Those that stand so.
    Standing(Standing),
    /// Those that this actor makes, by folded id.
    By(Arc<str>),
    /// Those that speak of this entry, by folded id.
    About(Arc<str>),
}

/// The claims of a dossier in one language. Each choice is looked at for itself, so that a claim that stands otherwise than it did
/// changes the pages of the choices it is in.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The folded ids of the claims of each choice that has any, in the order of time.
    claims: Table<Filter, Vec<Arc<str>>>,
    /// The standings that claims have, in the order of their words.
    pub standings: Noted<Vec<Standing>>,
    /// The claimants, those with the most claims first, then in the order of ids.
    pub by: Noted<Vec<Filter>>,
    /// The subjects, in the same order.
    pub about: Noted<Vec<Filter>>,
    /// How many claims stood how, over time.
    pub periods: Noted<Vec<Period>>,
}

impl Ledger {
    /// The claims of a choice.
    #[must_use]
    pub fn of(&self, filter: &Filter) -> &[Arc<str>] {
        self.claims.get(filter).map_or(&[], Vec::as_slice)
    }

    /// Whether there are no claims.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of(&Filter::All).is_empty()
    }

    /// Each choice that has claims and how many, in order, for those who plan pages.
    #[must_use]
    pub fn choices(&self) -> Vec<(&Filter, usize)> {
        let mut all: Vec<(&Filter, usize)> = self.claims.unnoted().iter().map(|(filter, ids)| (filter, ids.len())).collect();
        all.sort_unstable();
        all
    }

    /// Which choices hold others than they did.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.claims.compare(&before.claims, changed, PartialEq::eq);
        self.standings.compare(&before.standings, changed, PartialEq::eq);
        self.by.compare(&before.by, changed, PartialEq::eq);
        self.about.compare(&before.about, changed, PartialEq::eq);
        self.periods.compare(&before.periods, changed, PartialEq::eq);
    }
}

/// The choices of one sort, the largest first.
fn largest(claims: &BTreeMap<Filter, Vec<Arc<str>>>, sort: fn(&Filter) -> bool) -> Vec<Filter> {
    let mut all: Vec<(&Filter, usize)> =
        claims.iter().filter(|(filter, _)| sort(filter)).map(|(filter, ids)| (filter, ids.len())).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.into_iter().map(|(filter, _)| filter.clone()).collect()
}

/// A claim on its way into the ledger: by its first step, its title and its id.
struct Listed<'a> {
    place: (Option<SortKey>, Vec<u8>, Arc<str>),
    standing: Standing,
    claim: &'a Claim,
}

/// Puts the claims of a language in order. A claim without a standing on the day that is shown is not made yet.
#[must_use]
pub fn ledger(dossier: &Dossier, lang: &Lang) -> Ledger {
    let order = Collation::of(lang);
    let mut rows: Vec<Listed<'_>> = Vec::new();
    for key in dossier.entries.keys().filter(|key| key.lang == *dossier.config.main()) {
        let Some(entry) = dossier.shown(&key.id, lang) else { continue };
        let Some(claim) = linked::details::<Claim>(&entry.summary) else { continue };
        let Some(standing) = claim.standing_on(dossier.as_of) else { continue };
        let first = claim.history.iter().map(|step| step.date.sort_key()).min();
        rows.push(Listed { place: (first, order.key(entry.summary.called(lang).0), key.id.clone()), standing, claim });
    }
    rows.sort_by(|a, b| a.place.cmp(&b.place));
    let mut claims: BTreeMap<Filter, Vec<Arc<str>>> = BTreeMap::new();
    for Listed { place: (_, _, id), standing, claim } in &rows {
        let by = claim.claimed_by.iter().filter_map(|who| shown(dossier, who, lang)).map(Filter::By);
        let about = claim.about.iter().filter_map(|what| shown(dossier, what, lang)).map(Filter::About);
        for filter in [Filter::All, Filter::Standing(*standing)].into_iter().chain(by).chain(about) {
            let list = claims.entry(filter).or_default();
            if list.last() != Some(id) {
                list.push(id.clone());
            }
        }
    }
    let all: Vec<&Claim> = rows.iter().map(|row| row.claim).collect();
    let by = largest(&claims, |filter| matches!(filter, Filter::By(_)));
    let about = largest(&claims, |filter| matches!(filter, Filter::About(_)));
    let words = Standing::WORDS.iter().filter_map(|(word, _)| Standing::from_word(word));
    let standings = words.filter(|standing| claims.contains_key(&Filter::Standing(*standing))).collect();
    Ledger {
        claims: Table::new(&format!("ledger {lang}"), claims.into_iter().collect()),
        standings: Noted::new(&format!("ledger {lang}, standings"), standings),
        by: Noted::new(&format!("ledger {lang}, by"), by),
        about: Noted::new(&format!("ledger {lang}, about"), about),
        periods: Noted::new(&format!("ledger {lang}, periods"), periods(&all, dossier.as_of)),
    }
}

/// The folded id of an entry that is shown.
fn shown(dossier: &Dossier, reference: &Ref, lang: &Lang) -> Option<Arc<str>> {
    let Found::One(id) = dossier.graph.names.find(&reference.0) else { return None };
    dossier.shown(&id, lang).is_some().then_some(id)
}
