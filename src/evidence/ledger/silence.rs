//! How long a voice has been silent, as far as the dossier itself knows. No clock: a silence lasts to the last day on
//! which the editors looked, and the page says which day that was.
//!
//! A silence begins when the voice was asked: the date of the response. Without one it begins with the first step of
//! the claim. It ends with the next dated answer of the same voice, or where the response's date is an interval, with
//! the end of that. Otherwise it goes on to the last look: the latest of `reviewed`, `updated` and `published`. With
//! `--as-of` nothing after that day counts, so the last look is never later.

use crate::model::Common;
use crate::model::date::{Bound, Date, Day, Interval, Order, Precision, When};

/// A silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// From when, and to when if it ended: `2021-08-18/..`, `2021-08~/2021-09-03`.
    pub span: When,
    /// The day on which somebody last looked, if the silence has not ended; nothing if that is not known.
    pub last_look: Option<(Basis, Day)>,
    /// How long it lasted until then; nothing if that cannot be said.
    pub length: Option<Length>,
}

/// What the last look at a claim was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The day the dossier is shown as of.
    AsOf,
    /// The day of `reviewed:`.
    Reviewed,
    /// The day of `updated:`.
    Updated,
    /// The day of `published:`.
    Published,
}

impl Basis {
    /// Its word, by which the theme has a string for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AsOf => "as-of",
            Self::Reviewed => "reviewed",
            Self::Updated => "updated",
            Self::Published => "published",
        }
    }
}

/// A length of time: whole units, rounded down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many.
    pub amount: i64,
    /// Of what.
    pub unit: Unit,
    /// Whether both ends are known to the day.
    pub exact: bool,
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days, below two months.
    Days,
    /// Months, below two years.
    Months,
    /// Years.
    Years,
}

impl Unit {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
        }
    }

    /// What the time from a day to a later one is counted in.
    #[must_use]
    pub fn of(from: Day, to: Day) -> Self {
        match months(from, to) {
            ..2 => Self::Days,
            2..24 => Self::Months,
            _ => Self::Years,
        }
    }

    /// The time from a day to a later one in it, rounded down.
    #[must_use]
    pub fn count(self, from: Day, to: Day) -> i64 {
        match self {
            Self::Days => to.days_since(from),
            Self::Months => months(from, to),
            Self::Years => months(from, to) / 12,
        }
    }
}

/// Whole months from a day to a later one.
fn months(from: Day, to: Day) -> i64 {
    (to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month()) - i64::from(to.day() < from.day())
}

/// The last day on which somebody looked at an entry. A look after the day the dossier is shown as of says all the
/// more that nothing had come by that day.
#[must_use]
pub fn last_look(common: &Common, as_of: Option<Day>) -> Option<(Basis, Day)> {
    let looks = [(Basis::Published, common.published), (Basis::Updated, common.updated), (Basis::Reviewed, common.reviewed)];
    let latest = looks.into_iter().filter_map(|(basis, day)| Some((basis, day?))).max_by_key(|(_, day)| *day);
    match (latest, as_of) {
        (Some(latest), Some(day)) if latest.1 <= day => Some(latest),
        (_, Some(day)) => Some((Basis::AsOf, day)),
        (latest, None) => latest,
    }
}

/// The silence that began on a date; `answers` are the dates on which the same voice spoke.
#[must_use]
pub fn silence<'a>(asked: Option<&When>, answers: impl Iterator<Item = &'a When>, last_look: Option<(Basis, Day)>) -> Option<Silence> {
    let (start, own_end) = match asked? {
        When::Date(date) => (*date, None),
        When::Interval(interval) => match (interval.start().date(), interval.end().date()) {
            (Some(start), end) => (start, end),
            (None, Some(end)) => (end, Some(end)),
            (None, None) => return None,
        },
    };
    let begun = When::Date(start);
    let broken = answers.filter(|date| begun.compare(date) == Order::Before).filter_map(|date| date.dates().next());
    let broken = broken.min_by_key(|date| When::Date(*date).sort_key());
    let end = broken.or(own_end).filter(|end| *end != start);
    let ended = end.and_then(|end| Interval::new(Bound::Date(start), Bound::Date(end)));
    if let (Some(end), Some(span)) = (end, ended) {
        let length = length(start, end.earliest(), is_exact(end));
        return Some(Silence { span: span.into(), last_look: None, length });
    }
    let span = Interval::new(Bound::Date(start), Bound::Open)?;
    let length = last_look.and_then(|(_, day)| length(start, day, true));
    Some(Silence { span: span.into(), last_look, length })
}

fn is_exact(date: Date) -> bool {
    date.precision() == Precision::Day && !date.is_approximate() && !date.is_uncertain()
}

/// The time from a date to a day, counted from the last day the date can mean; nothing if none has passed.
fn length(start: Date, end: Day, exact: bool) -> Option<Length> {
    let from = start.latest();
    if end <= from {
        return None;
    }
    let unit = Unit::of(from, end);
    Some(Length { amount: unit.count(from, end), unit, exact: exact && is_exact(start) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().expect("the test's date is EDTF")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("the test's day is one")
    }

    fn say(asked: &str, answers: &[&str], last_look: Option<&str>) -> String {
        let answers: Vec<When> = answers.iter().map(|text| when(text)).collect();
        let look = last_look.map(|text| (Basis::Reviewed, day(text)));
        silence(Some(&when(asked)), answers.iter(), look).map_or_else(String::new, |silence| {
            let length = silence.length.map(|l| format!(" {}{} {}", if l.exact { "" } else { "about " }, l.amount, l.unit.word()));
            format!("{}{}{}", silence.span, if silence.last_look.is_some() { " open" } else { "" }, length.unwrap_or_default())
        })
    }

    #[test]
    fn silence_lasts_to_the_last_look() {
        assert_eq!(say("2021-08-18", &[], Some("2026-11-22")), "2021-08-18/.. open 5 years");
        assert_eq!(say("2021-08-18", &[], Some("2021-10-17")), "2021-08-18/.. open 60 days");
        assert_eq!(say("2021-08-18", &[], Some("2021-10-18")), "2021-08-18/.. open 2 months");
        assert_eq!(say("2021-08~", &[], Some("2023-08-31")), "2021-08~/.. open about 2 years");
        assert_eq!(say("2021-08-18", &[], Some("2021-08-18")), "2021-08-18/.. open", "asked on the day of the review");
        assert_eq!(say("2021-08-18", &[], Some("2020-01-01")), "2021-08-18/.. open", "reviewed before it was asked");
        assert_eq!(say("2021-08-18", &[], None), "2021-08-18/..");
        assert_eq!(silence(None, std::iter::empty(), None), None);
    }

    #[test]
    fn an_answer_or_an_end_breaks_it() {
        assert_eq!(say("2021-08-18", &["2021-09-03", "2021-08-30"], Some("2026-11-22")), "2021-08-18/2021-08-30 12 days");
        assert_eq!(say("2021-08-18", &["2021-07", "2021-08"], Some("2021-08-20")), "2021-08-18/.. open 2 days", "not surely after");
        assert_eq!(say("2021-08-18/2021-12", &[], Some("2026-11-22")), "2021-08-18/2021-12 about 3 months");
        assert_eq!(say("2021-08-18/..", &[], Some("2021-08-28")), "2021-08-18/.. open 10 days");
        assert_eq!(say("../2021-08-18", &[], Some("2021-08-28")), "2021-08-18/.. open 10 days");
    }

    #[test]
    fn the_last_look_is_never_after_the_day_asked_for() {
        let common = Common { published: Some(day("2021-09-01")), reviewed: Some(day("2022-01-01")), ..Common::default() };
        assert_eq!(last_look(&common, None), Some((Basis::Reviewed, day("2022-01-01"))));
        assert_eq!(last_look(&common, Some(day("2021-12-01"))), Some((Basis::AsOf, day("2021-12-01"))));
        assert_eq!(last_look(&common, Some(day("2030-01-01"))), Some((Basis::Reviewed, day("2022-01-01"))));
        assert_eq!(last_look(&Common::default(), None), None);
    }
}
