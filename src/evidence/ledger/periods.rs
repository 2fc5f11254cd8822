//! How many claims stood how, over time: at most [`MOST`] periods, whatever the number of claims and of years.
//!
//! A claim stands in a period as it stood at the end of it, by the rule of `Claim::step_on`: the last step that is not
//! surely later. So a step whose date is uncertain counts from the first day it may mean.

use crate::kind::claim::Claim;
use crate::model::Standing;
use crate::model::date::{Bound, Date, Day, Interval, Part, Parts, Qualifier, When};

/// The most periods that are told apart.
pub const MOST: usize = 24;

/// How many standings there are.
const STANDINGS: usize = Standing::WORDS.len();

/// A stretch of time and how the claims stood at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The stretch: a month, some months, a year or some years.
    pub when: When,
    /// How many claims stood so, in the order of `Standing::WORDS`.
    pub counts: [usize; STANDINGS],
}

/// The periods from the first step of any claim to the last, or to the day the dossier is shown as of.
#[must_use]
pub fn periods(claims: &[&Claim], as_of: Option<Day>) -> Vec<Period> {
    let steps = || claims.iter().flat_map(|claim| &claim.history).map(|step| &step.date);
    let shown = || steps().filter(|date| as_of.is_none_or(|day| date.is_on_or_before(day) != Some(false)));
    let first = shown().filter_map(|date| date.earliest().or(date.latest())).min();
    let last = shown().filter_map(|date| date.earliest().or(date.latest())).max();
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let (first, last) = (as_of.map_or(first, |day| first.min(day)), as_of.map_or(last, |day| last.min(day)));
    let mut periods: Vec<(Period, Day)> = split(first, last);
    if let (Some(day), Some((_, end))) = (as_of, periods.last_mut()) {
        *end = day.min(*end);
    }
    for claim in claims {
        count(claim, &mut periods);
    }
    periods.into_iter().map(|(period, _)| period).collect()
}

/// Adds one claim. Each step is asked from which period on it can hold, so that many periods cost little.
fn count(claim: &Claim, periods: &mut [(Period, Day)]) {
    let mut steps: Vec<_> = claim.history.iter().collect();
    steps.sort_by_cached_key(|step| step.date.sort_key());
    // For each period the last step that begins to count in it.
    let mut begins: Vec<Option<usize>> = vec![None; periods.len()];
    for (n, step) in steps.iter().enumerate() {
        let from = periods.partition_point(|(_, end)| step.date.is_on_or_before(*end) == Some(false));
        if let Some(slot) = begins.get_mut(from) {
            *slot = Some(n);
        }
    }
    let mut holds: Option<usize> = None;
    for ((period, _), begun) in periods.iter_mut().zip(begins) {
        holds = holds.max(begun);
        if let Some(step) = holds.and_then(|n| steps.get(n)) {
            period.counts[step.standing as usize] += 1;
        }
    }
}

/// Stretches of one length from one day to another, with the last day of each: months if those are few enough, else
/// quarters, else years, else as many years as it takes.
fn split(first: Day, last: Day) -> Vec<(Period, Day)> {
    let month = |day: Day| day.year() * 12 + i64::from(day.month()) - 1;
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let fits = |months: i64| month(last).div_euclid(months) - month(first).div_euclid(months) < most;
    let years = (1..).map(|n| if n <= 2 { n } else { 5 * (n - 2) }).map(|years: i64| years * 12);
    // Beyond centuries no step of five years fits soon; twice the span of a picture's share always does.
    let wide = (last.year() - first.year()) / (most - 1) + 1;
    let months = if wide > 500 { wide.saturating_mul(12) } else { [1, 3].into_iter().chain(years).find(|n| fits(*n)).unwrap_or(12) };
    let (from, to) = (month(first).div_euclid(months), month(last).div_euclid(months));
    (from..=to).filter_map(|n| stretch(n * months, months)).collect()
}

/// A stretch of some months from a month on, counted from the year 0.
fn stretch(from: i64, months: i64) -> Option<(Period, Day)> {
    let next = from + months;
    let end = Day::new(next.div_euclid(12), month_of(next), 1)?.plus_days(-1)?;
    let whole_years = months % 12 == 0;
    let date = |n: i64| {
        let month = (!whole_years).then(|| Part::Known(month_of(n)));
        let parts = Parts { year: n.div_euclid(12), year_blanks: 0, month, season: None, day: None, qualifier: Qualifier::default() };
        Date::new(parts)
    };
    let start = date(from)?;
    let when = if months == 1 || months == 12 {
        When::Date(start)
    } else {
        Interval::new(Bound::Date(start), Bound::Date(date(next - 1)?))?.into()
    };
    Some((Period { when, counts: [0; STANDINGS] }, end))
}

fn month_of(n: i64) -> u8 {
    u8::try_from(n.rem_euclid(12) + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::claim::Step;
    use crate::model::Ref;
    use std::sync::Arc;

    fn claim(history: &[(&str, Standing)]) -> Claim {
        let step = |(date, standing): &(&str, Standing)| Step {
            date: date.parse().expect("the test's date is EDTF"),
            standing: *standing,
            by: Vec::new(),
            sources: Vec::new(),
            note: None,
        };
        Claim {
            statement: Arc::from("S"),
            claimed_by: vec![Ref(Arc::from("a"))],
            about: Vec::new(),
            history: history.iter().map(step).collect(),
            responses: Vec::new(),
            verdict: None,
        }
    }

    fn show(claims: &[Claim], as_of: Option<&str>) -> Vec<String> {
        let all: Vec<&Claim> = claims.iter().collect();
        let as_of = as_of.map(|day| day.parse().expect("the test's day is one"));
        periods(&all, as_of).iter().map(|period| format!("{} {:?}", period.when, period.counts)).collect()
    }

    #[test]
    fn each_claim_counts_as_it_stood_at_the_end() {
        let claims = [
            claim(&[("2021-07", Standing::Claimed), ("2021-08-18", Standing::PartlyConfirmed)]),
            claim(&[("2021-08", Standing::Claimed), ("2021-09-30", Standing::Denied), ("2021-09-01", Standing::Disputed)]),
        ];
        assert_eq!(show(&claims, None), ["2021-07 [1, 0, 0, 0, 0, 0]", "2021-08 [1, 1, 0, 0, 0, 0]", "2021-09 [0, 1, 0, 0, 1, 0]"]);
        let on = show(&claims, Some("2021-09-29"));
        assert_eq!(on.last().map(String::as_str), Some("2021-09 [0, 1, 0, 1, 0, 0]"), "not yet denied on that day");
        assert_eq!(show(&claims, Some("2021-06-01")), [] as [&str; 0]);
    }

    #[test]
    fn the_last_period_is_where_claims_stand() {
        let claims =
            [claim(&[("2021-07-15", Standing::Claimed), ("2021-08~", Standing::Denied)]), claim(&[("../2021", Standing::Claimed)])];
        let last = periods(&claims.iter().collect::<Vec<_>>(), None).pop().expect("there are steps");
        for standing in claims.iter().filter_map(|claim| claim.standing_on(None)) {
            assert_eq!(last.counts[standing as usize], 1, "{standing:?}");
        }
    }

    #[test]
    fn there_are_never_too_many() {
        for (first, last, count, begins) in [
            ("2021-01", "2022-12", 24, "2021-01 "),
            ("2021-01", "2023-01", 9, "2021-01/2021-03 "),
            ("2000", "2010", 11, "2000 "),
            ("1900", "2020", 13, "1900/1909 "),
            ("-3000", "2020", 24, ""),
            ("Y-170000000", "2020", 24, ""),
        ] {
            let shown = show(&[claim(&[(first, Standing::Claimed), (last, Standing::Denied)])], None);
            assert!(shown.len() <= MOST + 1 && shown.len().abs_diff(count) <= 1, "{first}: {}", shown.len());
            assert!(shown[0].starts_with(begins), "{first}: {}", shown[0]);
        }
    }
}
