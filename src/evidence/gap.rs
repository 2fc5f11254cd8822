//! How much time lies between two acts, as far as their dates tell.

use super::ledger::Unit;
use crate::model::When;

/// The time between two dates, in whole units, rounded down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Gap {
    /// At least so much; nothing if the dates may be those of one day, or the other way round.
    pub least: i64,
    /// At most so much.
    pub most: i64,
    /// Of what.
    pub unit: Unit,
    /// Whether both dates are days.
    pub exact: bool,
}

/// Below so many days they are counted as such: sixty-four days say more than two months.
const DAYS: i64 = 100;

impl Gap {
    /// The time from a date to a later one. Nothing if a date is open, or marked as uncertain or approximate (EDTF's `?` and
    /// `~`): its days would promise more than is known. Nothing either if no day can lie between them.
    #[must_use]
    pub fn between(first: &When, next: &When) -> Option<Self> {
        let is_known = |date: &When| !date.is_uncertain() && !date.is_approximate();
        if !is_known(first) || !is_known(next) {
            return None;
        }
        let ((from_first, from_last), (to_first, to_last)) = (first.days()?, next.days()?);
        if to_last <= from_first {
            return None;
        }
        let unit = if to_last.days_since(from_first) < DAYS { Unit::Days } else { Unit::of(from_first, to_last) };
        let least = if to_first > from_last { unit.count(from_last, to_first) } else { 0 };
        let exact = from_first == from_last && to_first == to_last;
        Some(Self { least, most: unit.count(from_first, to_last), unit, exact })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(first: &str, next: &str) -> String {
        let when = |text: &str| text.parse::<When>().expect("the test's date is EDTF");
        Gap::between(&when(first), &when(next)).map_or_else(String::new, |gap| format!("{}-{} {}", gap.least, gap.most, gap.unit.word()))
    }

    #[test]
    fn two_days_have_one_length() {
        assert_eq!(say("2021-08-18", "2021-10-21"), "64-64 days");
        assert_eq!(say("2021-08-18", "2021-12-17"), "3-3 months");
        assert_eq!(say("2020-10-20", "2022-10-20"), "2-2 years");
    }

    #[test]
    fn a_span_has_a_least_and_a_most() {
        assert_eq!(say("2021-10-21", "2021-11/2021-12"), "11-71 days");
        assert_eq!(say("2021-10-29", "2022"), "2-14 months");
        assert_eq!(say("2021-08", "2021-08-18"), "0-17 days", "it may be the same day");
    }

    #[test]
    fn of_what_is_not_known_nothing_is_said() {
        assert_eq!(say("2021-10~", "2021-11-03"), "");
        assert_eq!(say("2021-10-21", "2021-11?"), "");
        assert_eq!(say("2021-10-21", "2021-11-03/.."), "");
        assert_eq!(say("2021-10-21", "2021-10-21"), "", "two acts of one day");
    }
}
