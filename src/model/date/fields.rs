//! The numbers of a date: year, month or season, day, each checked in its place.

use super::day::days_in_month;
use super::parse::{DateError, fail, fail_with, shown};
use super::{Date, Day, LAST_YEAR, Part, Parts, Qualifier, Season, hint};
use std::ops::Range;

/// One of the numbers of a date.
pub(super) struct Field<'a> {
    /// The number as it is written.
    pub(super) text: &'a str,
    /// Where it stands in the whole text.
    pub(super) at: Range<usize>,
    /// The date it belongs to, as messages show it.
    pub(super) date: &'a str,
}

impl Field<'_> {
    /// Whether there is something in it, and nothing but digits and `X`.
    pub(super) fn is_plain(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X')
    }

    fn fail<T>(&self, message: impl Into<String>, hint: &str) -> Result<T, DateError> {
        fail_with(self.at.clone(), message, hint)
    }

    fn two_digits(&self) -> Option<u8> {
        if self.text.len() == 2 { self.text.parse().ok() } else { None }
    }
}

/// A year and nothing else.
pub(super) fn bare(year: i64, year_blanks: u8, qualifier: Qualifier) -> Parts {
    Parts { year, year_blanks, month: None, season: None, day: None, qualifier }
}

/// Reads `Y12345` or `Y-12345`: a year of more than four digits.
pub(super) fn read_long_year(text: &str, base: usize) -> Result<i64, DateError> {
    let (at, year) = (base..base + text.len(), shown(text));
    let number = text.strip_prefix('Y').unwrap_or(text);
    let digits = number.strip_prefix('-').unwrap_or(number);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return fail(at, format!("`{year}` is no year: after `Y` comes a number and nothing else"));
    }
    let size = digits.trim_start_matches('0');
    let sign = if size.is_empty() { "" } else { &number[..number.len() - digits.len()] };
    match size.parse::<i64>() {
        _ if size.len() <= 4 => {
            let message = format!("`{year}` is a year of four digits, which has no `Y`");
            fail_with(at, message, format!("write it as `{sign}{size:0>4}`"))
        }
        Ok(number) if number <= LAST_YEAR && size == digits => Ok(if sign.is_empty() { number } else { -number }),
        Ok(number) if number <= LAST_YEAR => {
            let message = format!("`{year}` has a zero before the year");
            fail_with(at, message, format!("write it as `Y{sign}{size}`"))
        }
        _ => fail(at, format!("`{year}` is too far away: a year has fifteen digits at most")),
    }
}

/// Reads a year of four digits, of which the last two may be blank; gives the earliest it may be, and the blanks.
pub(super) fn read_year(field: &Field<'_>, negative: bool) -> Result<(i64, u8), DateError> {
    let Field { text, date, .. } = field;
    if text.len() != 4 {
        let hint = "write a year with four digits, as in `0044`, or beyond 9999 as in `Y12345`";
        return field.fail(format!("`{}` is no year: a year has four digits", shown(text)), hint);
    }
    let digits = text.trim_end_matches('X');
    let (blanks, blank_years) = match digits.len() {
        4 => (0, 1),
        3 => (1, 10),
        _ => (2, 100),
    };
    let number = if digits.len() < 2 { None } else { digits.parse::<i64>().ok() };
    let Some(earliest) = number.map(|number| number * blank_years) else {
        let message = format!("`{date}` leaves the wrong digits of the year open");
        let hint = "write `X` for the last one or two digits of a year, as in `202X` or `20XX`";
        return field.fail(message, hint);
    };
    match earliest + blank_years - 1 {
        _ if !negative => Ok((earliest, blanks)),
        0 => {
            let hint = "write it as `0000`; the year before it is `-0001`";
            field.fail("the year 0000 has no sign", hint)
        }
        size => Ok((-size, blanks)),
    }
}

/// Reads what follows the year: nothing, a month or season, or a month and a day.
pub(super) fn read_rest(year: Parts, fields: &[Field<'_>]) -> Result<Parts, DateError> {
    match fields {
        [] => Ok(year),
        [month] => read_month(year, month),
        [month, day, ..] => read_day(read_month(year, month)?, day),
    }
}

fn read_month(parts: Parts, field: &Field<'_>) -> Result<Parts, DateError> {
    let Field { text, date, .. } = field;
    if parts.year_blanks > 0 {
        let message = format!("`{date}` names a month of a year that is not known");
        return field.fail(message, "write the year alone, or all of it");
    }
    match (*text, field.two_digits()) {
        ("XX", _) => Ok(Parts { month: Some(Part::Unspecified), ..parts }),
        (_, Some(month @ 1..=12)) => Ok(Parts { month: Some(Part::Known(month)), ..parts }),
        (_, Some(code @ 21..=24)) => Ok(Parts { season: Season::from_code(code), ..parts }),
        (_, Some(_)) => {
            let hint = "write a month from `01` to `12`, or a season from `21` (spring) to `24` (winter)";
            field.fail(format!("`{date}` has no month {text}"), hint)
        }
        (_, None) => {
            let message = format!("`{date}` is no date: a month has two digits, or is `XX`");
            field.fail(message, "write a month from `01` to `12`, or `XX`")
        }
    }
}

fn read_day(parts: Parts, field: &Field<'_>) -> Result<Parts, DateError> {
    let Field { text, date, .. } = field;
    match (*text, field.two_digits(), parts.month) {
        (_, _, None) => {
            let message = format!("`{date}` names a day of a season");
            field.fail(message, "write a month from `01` to `12`, or no day")
        }
        ("XX", ..) => Ok(Parts { day: Some(Part::Unspecified), ..parts }),
        (_, None, _) => {
            let message = format!("`{date}` is no date: a day has two digits, or is `XX`");
            field.fail(message, "write a day from `01` to `31`, or `XX`")
        }
        (_, Some(_), Some(Part::Unspecified)) => {
            let message = format!("`{date}` names a day of a month that is not known");
            field.fail(message, "write the month, or `XX` for the day too")
        }
        (_, Some(day), Some(Part::Known(month))) => {
            if Day::new(parts.year, month, day).is_some() {
                return Ok(Parts { day: Some(Part::Known(day)), ..parts });
            }
            let year = Date(bare(parts.year, 0, Qualifier::default()));
            let (name, days) = (hint::MONTHS[usize::from(month) - 1], days_in_month(parts.year, month));
            let message = format!("`{date}` is no day of the calendar: {name} {year} has {days} days");
            field.fail(message, "write the right day, or leave it out if it is not known")
        }
    }
}
