//! Dates for FollowTheMoney: a year, a month or a day that is certain; all else stays as it is written, in words.

use super::Entity;
use crate::model::date::{Part, Parts, Qualifier};
use crate::model::{Date, Interval, When};

/// A date that is certain, as exactly as it is known: `2021-08` for `2021-08` and for `2021-08-XX`. Nothing for what is
/// about, doubtful, a season or a decade.
#[must_use]
pub fn exact(date: Date) -> Option<String> {
    let Parts { year, year_blanks, month, season, day, qualifier } = date.parts();
    if qualifier != Qualifier::default() || year_blanks > 0 || season.is_some() || !(1000..=9999).contains(&year) {
        return None;
    }
    let mut text = year.to_string();
    if let Some(Part::Known(month)) = month {
        text.push_str(&format!("-{month:02}"));
        if let Some(Part::Known(day)) = day {
            text.push_str(&format!("-{day:02}"));
        }
    }
    Some(text)
}

/// Puts when something was: one date into `date`, the ends of an interval into `startDate` and `endDate`. What cannot
/// be said exactly is returned, for the notes.
pub fn put(entity: &mut Entity, when: &When, one: &'static str) -> Option<String> {
    let is_whole = match when {
        When::Date(date) => {
            let date = exact(*date);
            entity.put(one, date.clone());
            date.is_some()
        }
        When::Interval(interval) => put_interval(entity, interval),
    };
    (!is_whole).then(|| format!("Date as recorded: {when} (EDTF)."))
}

/// Puts the ends of an interval; whether both that are dates could be said.
pub fn put_interval(entity: &mut Entity, interval: &Interval) -> bool {
    let mut is_whole = true;
    for (property, end) in [("startDate", interval.start()), ("endDate", interval.end())] {
        if let Some(date) = end.date() {
            let date = exact(date);
            is_whole &= date.is_some();
            entity.put(property, date);
        }
    }
    is_whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_becomes_a_date() {
        let text = |date: &str| match date.parse().expect("a date of the test") {
            When::Date(date) => exact(date),
            When::Interval(_) => None,
        };
        for (date, expected) in
            [("2021", Some("2021")), ("2021-08", Some("2021-08")), ("2021-08-18", Some("2021-08-18")), ("2021-08-XX", Some("2021-08"))]
        {
            assert_eq!(text(date).as_deref(), expected, "{date}");
        }
        for date in ["2021~", "2021-08?", "2021-08-18%", "2021-22", "202X", "-0044", "Y12021"] {
            assert_eq!(text(date), None, "{date}");
        }
    }
}
