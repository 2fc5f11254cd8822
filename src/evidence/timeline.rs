//! What happened when: every dated moment of the entries in one order, as uncertain as its date is.
//!
//! A moment stands where its date begins; one that has no beginning (`../2021-05-13`) where it ends. Moments are ordered
//! by year, by month (those of which the month is not known stand after the months), by [`SortKey`], which
//! puts the more precise and the surer first, by the id of their entry and by their place in it. Nothing of it says that of
//! two moments with overlapping dates one came first. Sources are left out where no thread asks for them: they are
//! what the rest stands on.

use std::sync::Arc;

use ahash::HashMap;

use crate::link::Dossier;
use crate::link::names::{Found, Id};
use crate::model::date::{Bound, Date, Part, SortKey, When};
use crate::model::{Lang, Moment, Summary, slug};
use crate::parse::config::Thread;
use crate::text::noted::{Changed, Noted, Table};

/// All moments of a dossier in one language.
#[derive(Debug, Default)]
pub struct Timeline {
    /// In order.
    pub rows: Noted<Vec<Arc<Row>>>,
    /// By the folded id of an entry: its rows, in order.
    by_entry: Table<Id, Vec<Arc<Row>>>,
}

/// A moment and whose it is.
#[derive(Debug, PartialEq)]
pub struct Row {
    /// The folded id of the entry.
    pub id: Id,
    /// What happened.
    pub moment: Moment,
    /// The folded ids of those by whose doing, as far as they are entries.
    pub by: Vec<Id>,
    /// Where in time it is listed.
    pub slot: Slot,
    /// The numbers of the threads that take its entry, in their order; none for one that no thread takes.
    pub threads: Vec<usize>,
    /// Where it stands among those of its month, and among those of its entry.
    order: (SortKey, usize),
}

impl Row {
    /// Two rows stand in the order of this, whatever others there are.
    fn place(&self) -> (Slot, &SortKey, &Id, usize) {
        (self.slot, &self.order.0, &self.id, self.order.1)
    }
}

/// The year and month under which a moment is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// The year, or the first of those it may be.
    pub year: i64,
    /// How many of the last digits of the year are not known. A decade is listed after its first year.
    pub blanks: u8,
    /// The month, 1 to 12; 13 where it is not known.
    pub month: u8,
}

/// The number that stands for a month which is not known.
pub const NO_MONTH: u8 = 13;

impl Slot {
    /// Where a date is listed.
    #[must_use]
    pub fn of(when: &When) -> Self {
        // A season spans months, and so is listed under none.
        let of_date = |date: Date| {
            let parts = date.parts();
            let month = if let Some(Part::Known(month)) = parts.month { month } else { NO_MONTH };
            Self { year: parts.year, blanks: parts.year_blanks, month }
        };
        match when {
            When::Date(date) => of_date(*date),
            When::Interval(interval) => match (interval.start(), interval.end()) {
                (Bound::Date(date), _) | (_, Bound::Date(date)) => of_date(date),
                _ => Self { year: 0, blanks: 0, month: NO_MONTH },
            },
        }
    }

    /// The year in an address: `2021`, `201x` for a decade, `-0043` for 44 BC.
    #[must_use]
    pub fn year_name(self) -> String {
        let sign = if self.year < 0 { "-" } else { "" };
        let size = self.year.unsigned_abs() / 10_u64.pow(u32::from(self.blanks));
        format!("{sign}{size:0width$}{}", "x".repeat(usize::from(self.blanks)), width = 4 - usize::from(self.blanks.min(3)))
    }
}

impl Timeline {
    /// The numbers of the rows of a thread, or of those that no thread takes (`None`).
    pub fn of_thread(&self, thread: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let is_in = move |row: &Row| thread.map_or(row.threads.is_empty(), |thread| row.threads.contains(&thread));
        self.rows.iter().enumerate().filter(move |(_, row)| is_in(row)).map(|(n, _)| n)
    }

    /// What is listed otherwise than it was.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.rows.compare(&before.rows, changed, PartialEq::eq);
        self.by_entry.compare(&before.by_entry, changed, PartialEq::eq);
    }

    /// The rows that concern an actor, in order: what the actor did, and what was done or said of it. Of an
    /// entry that names it without saying so at a moment, the first row; of a claim also what it said to it.
    #[must_use]
    pub fn of_actor(&self, dossier: &Dossier, id: &Id, lang: &Lang) -> Vec<&Row> {
        let mut all: Vec<&Row> = Vec::new();
        let mut last: Option<&Id> = None;
        for edge in dossier.pointing_to(id, lang).filter(|edge| edge.mention.is_none() && !is_aside(&edge.relation)) {
            let at_a_moment = edge.relation.ends_with("-by") && edge.relation.matches('-').count() > 1;
            let Some(rows) = self.by_entry.get(&edge.from.id) else { continue };
            if !at_a_moment {
                all.extend(rows.first().map(|row| &**row));
            }
            if last != Some(&edge.from.id) {
                all.extend(rows.iter().filter(|row| row.by.contains(id)).map(|row| &**row));
            }
            last = Some(&edge.from.id);
        }
        all.sort_unstable_by(|one, other| one.place().cmp(&other.place()));
        all.dedup_by(|one, other| one.place() == other.place());
        all
    }
}

/// Relations that say nothing of what happened: who published a source, what else to read.
fn is_aside(relation: &str) -> bool {
    relation.ends_with("-related") || relation.starts_with("source-") || relation.ends_with("-part_of") || relation.starts_with("question-")
}

/// All moments of the entries as a page in this language shows them.
#[must_use]
pub fn timeline(dossier: &Dossier, lang: &Lang) -> Timeline {
    let threads = &dossier.config.threads;
    let mut rows: Vec<Arc<Row>> = Vec::new();
    for key in dossier.entries.keys().filter(|key| key.lang == *dossier.config.main()) {
        let Some(entry) = dossier.shown(&key.id, lang) else { continue };
        let summary = &entry.summary;
        let moments = summary.details.moments(summary);
        if moments.is_empty() {
            continue;
        }
        let taken = taken_by(threads, summary);
        if taken.is_empty() && summary.kind.as_str() == "source" {
            continue;
        }
        let is_later = |moment: &Moment| dossier.as_of.is_some_and(|day| moment.when.is_on_or_before(day) == Some(false));
        for (n, moment) in moments.into_iter().enumerate().filter(|(_, moment)| !is_later(moment)) {
            let slot = Slot::of(&moment.when);
            let by = moment.by.iter().filter_map(|by| if let Found::One(id) = dossier.graph.names.find(&by.0) { Some(id) } else { None });
            let order = (moment.when.sort_key(), n);
            rows.push(Arc::new(Row { id: key.id.clone(), slot, by: by.collect(), threads: taken.clone(), moment, order }));
        }
    }
    rows.sort_by(|one, other| one.place().cmp(&other.place()));
    let mut by_entry: HashMap<Id, Vec<Arc<Row>>> = HashMap::default();
    for row in &rows {
        by_entry.entry(Arc::clone(&row.id)).or_default().push(row.clone());
    }
    let rows = Noted::new(&format!("timeline {lang}"), rows);
    Timeline { rows, by_entry: Table::new(&format!("timeline of {lang}"), by_entry) }
}

/// The numbers of the threads that take an entry.
fn taken_by(threads: &[Thread], summary: &Summary) -> Vec<usize> {
    let has_kind = |thread: &Thread| thread.kinds.iter().any(|kind| **kind == *summary.kind.as_str());
    let has_tag = |thread: &Thread| thread.tags.iter().any(|tag| summary.common.tags.iter().any(|own| slug(own) == slug(tag)));
    threads.iter().enumerate().filter(|(_, thread)| has_kind(thread) || has_tag(thread)).map(|(n, _)| n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Happening;

    fn slot(edtf: &str) -> (i64, u8, u8) {
        let when: When = edtf.parse().unwrap_or_else(|error| panic!("{edtf}: {error:?}"));
        let slot = Slot::of(&when);
        (slot.year, slot.blanks, slot.month)
    }

    #[test]
    fn a_moment_is_listed_where_it_begins() {
        assert_eq!(slot("2021-08-18"), (2021, 0, 8));
        assert_eq!(slot("2021-08~"), (2021, 0, 8));
        assert_eq!(slot("2021-07-30/2021-08-24"), (2021, 0, 7));
        assert_eq!(slot("../2021-05-13"), (2021, 0, 5));
        assert_eq!(slot("2021-22"), (2021, 0, NO_MONTH));
        assert_eq!(slot("2021-XX-XX"), (2021, 0, NO_MONTH));
        assert_eq!(slot("201X"), (2010, 1, NO_MONTH));
    }

    #[test]
    fn years_have_names_for_addresses() {
        let name = |edtf: &str| Slot::of(&edtf.parse::<When>().unwrap_or_else(|error| panic!("{edtf}: {error:?}"))).year_name();
        assert_eq!(name("2021-08"), "2021");
        assert_eq!(name("0843"), "0843");
        assert_eq!(name("201X"), "201x");
        assert_eq!(name("20XX"), "20xx");
        assert_eq!(name("-0043"), "-0043");
    }

    #[test]
    fn force_begins_and_ends() {
        let interval = |text: &str| match text.parse() {
            Ok(When::Interval(interval)) => Moment::of_force(&interval).into_iter().map(|moment| moment.what).collect::<Vec<_>>(),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(interval("2021-06-18/.."), [Happening::InForce]);
        assert_eq!(interval("2016/2021-06-18"), [Happening::InForce, Happening::OutOfForce]);
        assert_eq!(interval("../2021"), [Happening::OutOfForce]);
    }
}
