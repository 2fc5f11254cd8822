//! From text to dates, and what to say where that fails.
//!
//! In goes the text as the writer left it, out comes a value or the first mistake with its place in the text. How
//! the date was probably meant is `hint.rs`'s business.

use super::fields::{Field, bare, read_long_year, read_rest, read_year};
use super::{Bound, Date, Day, Interval, Qualifier, When, hint};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateError {
    /// The bytes of the text that are wrong; on character boundaries, and empty only for an empty text.
    pub at: Range<usize>,
    /// What is wrong: a lower-case phrase without a full stop, values in backticks.
    pub message: String,
    /// What to do about it, in the same style.
    pub hint: Option<String>,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}

const DATE_HINT: &str = "write a day as `2021-08-18`, a month as `2021-08`, a year as `2021`";
const INTERVAL_HINT: &str = "write an interval as `2021-07/2021-08`, or as `2021-07/..` if it goes on";
const WHEN_HINT: &str = "write a day as `2021-08-18`, a month as `2021-08`, a year as `2021`, an interval as `2021-07/2021-08`";
const DAY_HINT: &str = "write year, month and day, as in `2021-08-18`";

/// Reads one EDTF date; an interval is an error.
impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        let one_date = |text: &str| match read_interval(text) {
            Ok(_) => fail(0..text.len(), format!("`{}` is an interval, where one date is wanted", shown(text))),
            Err(_) => read_date(text, 0),
        };
        one_date(text).map_err(|error| hint::complete(error, text, DATE_HINT, |text| one_date(text).is_ok()))
    }
}

/// Reads an EDTF interval; a single date is an error.
impl FromStr for Interval {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Interval, DateError> {
        let interval = |text: &str| match read_when(text)? {
            When::Interval(interval) => Ok(interval),
            When::Date(date) => {
                let message = format!("`{date}` is one date, where an interval is wanted");
                let hint = format!("write it as `{date}/..` if it goes on, or put the end after the `/`");
                fail_with(0..text.len(), message, hint)
            }
        };
        interval(text).map_err(|error| hint::complete(error, text, INTERVAL_HINT, |text| interval(text).is_ok()))
    }
}

/// Reads an EDTF date or interval.
impl FromStr for When {
    type Err = DateError;

    fn from_str(text: &str) -> Result<When, DateError> {
        read_when(text).map_err(|error| hint::complete(error, text, WHEN_HINT, |text| read_when(text).is_ok()))
    }
}

/// Reads one full, certain day, `2021-08-18`.
impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Day, DateError> {
        let day = |text: &str| {
            let when = read_when(text)?;
            match when {
                When::Date(date) if Date::from_day(date.earliest()) == Some(date) => {
                    return Ok(date.earliest());
                }
                _ => {}
            }
            let message = format!("`{when}` is not one full, certain day");
            fail_with(0..text.len(), message, DAY_HINT)
        };
        day(text).map_err(|error| hint::complete(error, text, DAY_HINT, |text| day(text).is_ok()))
    }
}

/// A failure for which there may be a hint in what the text looks like, but none in what is wrong.
pub(super) fn fail<T>(at: Range<usize>, message: impl Into<String>) -> Result<T, DateError> {
    Err(DateError { at, message: message.into(), hint: None })
}

/// A failure with what to do about it, if the text does not look like something that can be respelled.
pub(super) fn fail_with<T>(at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Result<T, DateError> {
    Err(DateError { at, message: message.into(), hint: Some(hint.into()) })
}

/// A text as a message shows it: on one line, without invisible characters, and not endless.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown = String::new();
    for character in text.chars().take(LONGEST) {
        if character.is_alphanumeric() || character.is_ascii_graphic() || character == ' ' {
            shown.push(character);
        } else {
            shown.extend(character.escape_debug());
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Whether a text is one date.
pub(super) fn is_date(text: &str) -> bool {
    read_date(text, 0).is_ok()
}

fn read_when(text: &str) -> Result<When, DateError> {
    if text.contains('/') { read_interval(text).map(When::Interval) } else { read_date(text, 0).map(When::Date) }
}

fn read_interval(text: &str) -> Result<Interval, DateError> {
    check_space(text, 0)?;
    let Some((start_text, end_text)) = text.split_once('/') else {
        return fail(0..text.len(), format!("`{}` is no interval: it has no `/`", shown(text)));
    };
    if end_text.contains('/') {
        let slashes = text.matches('/').count();
        return fail(0..text.len(), format!("an interval has one `/`, not {slashes}"));
    }
    let start = read_bound(start_text, 0)?;
    let end = read_bound(end_text, start_text.len() + 1)?;
    if start.date().is_none() && end.date().is_none() {
        let hint = "write a date before or after the `/`, as in `2021-08/..`";
        return fail_with(0..text.len(), format!("`{text}` has a date at neither end"), hint);
    }
    let swapped = format!("write it as `{end}/{start}` if the ends are swapped");
    Interval::new(start, end).map_or_else(|| fail_with(0..text.len(), "the interval ends before it starts", swapped), Ok)
}

fn read_bound(text: &str, base: usize) -> Result<Bound, DateError> {
    match text {
        ".." => Ok(Bound::Open),
        "" => Ok(Bound::Unknown),
        _ => read_date(text, base).map(Bound::Date),
    }
}

/// Reads one date; `base` is where it begins in the whole text.
fn read_date(text: &str, base: usize) -> Result<Date, DateError> {
    check_space(text, base)?;
    let (whole, date) = (base..base + text.len(), shown(text));
    if has_time(text) {
        let message = format!("`{date}` has a time of day, and a date has none");
        return fail(base + 10..whole.end, message);
    }
    if text.starts_with(['[', '{']) {
        return fail(whole, format!("`{date}` is a set of dates, where one date is wanted"));
    }
    let (body, qualifier) = split_qualifier(text);
    if let Some(place) = body.find(MARKS) {
        let message = format!("`{}` is out of place: a date has one qualifier, at its end", &body[place..=place]);
        let hint = "put one of `?`, `~` and `%` at the end of the date";
        return fail_with(base + place..base + place + 1, message, hint);
    }
    if body.starts_with('Y') {
        return read_long_year(body, base).map(|year| Date(bare(year, 0, qualifier)));
    }
    let digits = body.strip_prefix('-').unwrap_or(body);
    let sign = body.len() - digits.len();
    let mut fields = Vec::new();
    let mut at = base + sign;
    for field in digits.split('-') {
        fields.push(Field { text: field, at: at..at + field.len(), date: &date });
        at += field.len() + 1;
    }
    if fields.len() > 3 || !fields.iter().all(Field::is_plain) {
        return fail(whole, format!("`{date}` is no date"));
    }
    let (year, blanks) = read_year(&fields[0], sign == 1)?;
    read_rest(bare(year, blanks, qualifier), &fields[1..]).map(Date)
}

/// Refuses space around a date: what looks like two spellings of one date would be two texts.
fn check_space(text: &str, base: usize) -> Result<(), DateError> {
    let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let date = shown(text.trim());
    if date.is_empty() {
        fail(base..base + text.len(), "the date is empty")
    } else if before > 0 {
        fail(base..base + before, format!("there is space before `{date}`"))
    } else if after < text.len() {
        fail(base + after..base + text.len(), format!("there is space after `{date}`"))
    } else {
        Ok(())
    }
}

/// Whether a full day is followed by hours.
pub(super) fn has_time(text: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let shape = day.bytes().enumerate().all(|(i, byte)| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let hours = rest.strip_prefix(['T', 't', ' ']).map(str::trim_start);
    shape && hours.is_some_and(|hours| hours.starts_with(|first: char| first.is_ascii_digit()))
}

/// The signs of the qualifiers.
const MARKS: [char; 3] = ['?', '~', '%'];

/// Takes the qualifier off the end.
fn split_qualifier(text: &str) -> (&str, Qualifier) {
    let Some(body) = text.strip_suffix(MARKS) else {
        return (text, Qualifier::default());
    };
    let mark = &text[body.len()..];
    (body, Qualifier { uncertain: mark != "~", approximate: mark != "?" })
}
