//! Whether law is in force: designations, provisions and effects on the day for which the dossier is shown.
//!
//! With `--as-of` that day decides. Without one a build knows no day, since it asks no clock; then what counts is the
//! last day the dossier itself knows of, and what it records is held to have begun.

use crate::kind::case::Case;
use crate::kind::designation::Designation;
use crate::kind::linked::details;
use crate::link::Dossier;
use crate::model::date::{Bound, Day, Order};
use crate::model::{Date, Interval, Summary, When};

/// The day for which law is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day of `--as-of`; else the last day that the dossier records: of its newest review, change or correction, or
    /// of its newest designation or case. Nothing if there is no such day.
    pub day: Option<Day>,
    /// Whether it was asked for.
    pub as_of: bool,
}

/// Whether something is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Force {
    /// It is.
    InForce,
    /// Its dates are too uncertain to tell.
    Unsure,
    /// It was, and is no longer.
    Ended,
    /// It is not yet.
    NotYet,
}

impl Force {
    /// Its word in classes and strings.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Unsure => "unsure",
            Self::Ended => "ended",
            Self::NotYet => "not-yet",
        }
    }

    /// Whether it may be in force: what cannot be ruled out counts, since a reader may be punished for it.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::InForce | Self::Unsure)
    }
}

impl Moment {
    /// The moment of a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        match dossier.as_of {
            Some(day) => Self { day: Some(day), as_of: true },
            None => Self { day: dossier.entries.values().filter_map(|entry| last_day(&entry.summary)).max(), as_of: false },
        }
    }

    /// Whether something with this interval is in force.
    #[must_use]
    pub fn force(&self, in_force: &Interval) -> Force {
        let Some(day) = self.day else {
            return match in_force.end() {
                Bound::Open => Force::InForce,
                Bound::Unknown => Force::Unsure,
                Bound::Date(_) => Force::Ended,
            };
        };
        let whole = When::Interval(in_force.clone());
        if whole.is_on_or_before(day) == Some(false) {
            return Force::NotYet;
        }
        if self.as_of {
            return match in_force.contains_day(day) {
                Some(true) => Force::InForce,
                Some(false) => Force::Ended,
                None => Force::Unsure,
            };
        }
        match in_force.end() {
            Bound::Open => Force::InForce,
            Bound::Unknown => Force::Unsure,
            Bound::Date(end) => match Date::from_day(day).map(|day| When::Date(end).compare(&When::Date(day))) {
                Some(Order::Before) => Force::Ended,
                Some(Order::Same | Order::After) => Force::InForce,
                Some(Order::Unknown) | None => Force::Unsure,
            },
        }
    }

    /// Whether an act of this date is in force, if nobody wrote down an interval: from its date on.
    #[must_use]
    pub fn force_since(&self, date: Option<&When>) -> Force {
        match (date, self.day) {
            (Some(date), Some(day)) if self.as_of => match (date.is_on_or_before(day), date.has_ended_by(day)) {
                (Some(false), _) => Force::NotYet,
                (_, Some(true)) => Force::InForce,
                _ => Force::Unsure,
            },
            (None, _) if self.as_of => Force::Unsure,
            _ => Force::InForce,
        }
    }

    /// Whether something of this date had happened, as far as the dossier is to show it.
    #[must_use]
    pub fn has_come(&self, when: &When) -> bool {
        !self.as_of || self.day.is_none_or(|day| when.is_on_or_before(day) != Some(false))
    }

    /// An interval without an end that nobody could know of on the day of `--as-of`; nothing if it had not begun.
    #[must_use]
    pub fn seen(&self, interval: &Interval) -> Option<Interval> {
        let asked = self.day.filter(|_| self.as_of);
        asked.map_or_else(|| Some(interval.clone()), |day| interval.seen_on(day))
    }
}

/// The last day that an entry speaks of as past.
fn last_day(summary: &Summary) -> Option<Day> {
    let common = &summary.common;
    let is_act = details::<Designation>(summary).is_some() || details::<Case>(summary).is_some();
    let acted = common.date.as_ref().filter(|_| is_act).and_then(When::earliest);
    common.last_day().max(acted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Interval {
        text.parse::<When>().expect("an interval of the test").into_interval()
    }

    fn moment(day: &str, as_of: bool) -> Moment {
        Moment { day: (!day.is_empty()).then(|| day.parse().expect("a day of the test")), as_of }
    }

    #[test]
    fn a_day_that_was_asked_for_decides() {
        for (text, force) in [
            ("2021-08-18/..", Force::InForce),
            ("2021-08-19/..", Force::NotYet),
            ("2020/2021-08-17", Force::Ended),
            ("2020/2021-08-18", Force::InForce),
            ("2021-08/..", Force::Unsure),
            ("2020/", Force::Unsure),
        ] {
            assert_eq!(moment("2021-08-18", true).force(&interval(text)), force, "{text}");
        }
    }

    #[test]
    fn without_one_what_is_recorded_has_begun() {
        for (day, text, force) in [
            ("2021-08-18", "2021-08/..", Force::InForce),
            ("2021-08-18", "2020/2021-08-17", Force::Ended),
            ("2021-08-18", "2020/2021-08-18", Force::InForce),
            ("2021-08-18", "2020/2021", Force::Unsure),
            ("2021-08-18", "2020/2030", Force::InForce),
            ("2021-08-18", "2022/..", Force::NotYet),
            ("", "2020/2030", Force::Ended),
            ("", "2020/..", Force::InForce),
            ("", "2020/", Force::Unsure),
        ] {
            assert_eq!(moment(day, false).force(&interval(text)), force, "{day} {text}");
        }
    }

    #[test]
    fn an_act_without_an_interval_counts_from_its_date() {
        let on = |day, as_of, date: &str| moment(day, as_of).force_since(Some(&date.parse().expect("a date of the test")));
        assert_eq!(on("2021-08-18", true, "2021-08-18"), Force::InForce);
        assert_eq!(on("2021-08-18", true, "2021-08"), Force::Unsure);
        assert_eq!(on("2021-08-18", true, "2021-09"), Force::NotYet);
        assert_eq!(on("2021-12-15", true, "2021-11/2021-12"), Force::Unsure);
        assert_eq!(on("2021-08-18", false, "2021-09"), Force::InForce);
        assert_eq!(moment("2021-08-18", true).force_since(None), Force::Unsure);
        assert_eq!(moment("", false).force_since(None), Force::InForce);
    }
}
