//! Dates as uncertain as they are: EDTF in, bounds, comparisons and a sort key out.
//!
//! The standard is the [Extended Date/Time Format] of the Library of Congress (4 February 2019, now part of
//! ISO 8601-2:2019), levels 0 and 1, dates only: a text with a time of day is refused. What is read here is
//! printed again as it was written, byte for byte, since every value has one spelling only.
//!
//! All days are civil days of the proleptic Gregorian calendar, without time zones. The year 0000 is the one
//! before 0001, and it is a leap year. Nothing here asks the clock, and nothing here has words for readers:
//! [`Date::parts`] gives a formatter what it needs.
//!
//! Seasons are those of meteorologists in the north: `2021-21` is March to May 2021, `2021-24` is December 2021
//! to February 2022. EDTF leaves the place open; a date in a season of the south is better written in months.
//!
//! [Extended Date/Time Format]: https://www.loc.gov/standards/datetime/

mod compare;
mod day;
mod fields;
mod hint;
mod parse;
mod when;

pub use compare::{Order, SortKey};
pub use day::Day;
pub use parse::DateError;
pub use when::{Bound, Interval, When};

use std::fmt;

/// The largest year that is read, forward or back. Fifteen digits leave room to count days in an `i64`.
const LAST_YEAR: i64 = 999_999_999_999_999;

/// One date, from a century to a day, as sure or unsure as it was written: `20XX`, `2021-08`, `2021-08-18~`.
///
/// A date is *some* moment that the writer knows no better: an event dated `2021-08` happened on one or several
/// days of that August. Equality is equality of the text; for the order of what happened ask [`When::compare`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date(Parts);

/// What a date says, part by part: all that is needed to print it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Parts {
    /// The year, astronomically counted (0 is 1 BC), or the earliest of the years it may be: 2010 for `201X`.
    pub year: i64,
    /// How many of the last digits of the year are not known: 0, 1 (`201X`) or 2 (`20XX`).
    pub year_blanks: u8,
    /// The month, 1 to 12, where the date has one. Never beside a season.
    pub month: Option<Part>,
    /// The season, where the date has one.
    pub season: Option<Season>,
    /// The day of the month, 1 to 31, where the date has one.
    pub day: Option<Part>,
    /// What the writer thinks of the whole date.
    pub qualifier: Qualifier,
}

/// A month or a day: its number, or that there is one which nobody knows (`XX`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The number, counted from 1.
    Known(u8),
    /// Written `XX`: there is one, and it is not known.
    Unspecified,
}

/// A season, as a number that stands in the month's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// `21`, March to May.
    Spring,
    /// `22`, June to August.
    Summer,
    /// `23`, September to November.
    Autumn,
    /// `24`, December to February of the next year.
    Winter,
}

/// How sure the writer is of the whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Qualifier {
    /// `?`: the source may be wrong; or `%`, with `approximate`.
    pub uncertain: bool,
    /// `~`: about then; or `%`, with `uncertain`.
    pub approximate: bool,
}

/// The finest unit of a date that is known: `2021-08-XX` is known to the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// `20XX`
    Century,
    /// `201X`
    Decade,
    /// `2021`, `2021-XX`, `2021-XX-XX`
    Year,
    /// `2021-22`
    Season,
    /// `2021-08`, `2021-08-XX`
    Month,
    /// `2021-08-18`
    Day,
}

impl Date {
    /// The date with these parts; `None` where EDTF level 1 has none (no such day, a month in a year that has
    /// blanks or more than four digits, a known day in an unknown month, …).
    #[must_use]
    pub fn new(parts: Parts) -> Option<Date> {
        let Parts { year, year_blanks, month, season, day, .. } = parts;
        let short = (-9999..=9999).contains(&year);
        let whole_year = month.is_none() && season.is_none() && day.is_none();
        let year_fits = match year_blanks {
            0 => year.abs() <= LAST_YEAR && (short || whole_year),
            1 | 2 => short && whole_year && starts_blank_years(year, year_blanks),
            _ => false,
        };
        let rest_fits = match (season, month, day) {
            (_, None, None) | (None, Some(Part::Unspecified), None | Some(Part::Unspecified)) => true,
            (None, Some(Part::Known(month)), None | Some(Part::Unspecified)) => (1..=12).contains(&month),
            (None, Some(Part::Known(month)), Some(Part::Known(day))) => Day::new(year, month, day).is_some(),
            _ => false,
        };
        (year_fits && rest_fits).then_some(Date(parts))
    }

    /// The date that is this day, certain; `None` for a year of more than four digits, of which EDTF has no days.
    #[must_use]
    pub fn from_day(day: Day) -> Option<Date> {
        Date::new(Parts {
            year: day.year(),
            year_blanks: 0,
            month: Some(Part::Known(day.month())),
            season: None,
            day: Some(Part::Known(day.day())),
            qualifier: Qualifier::default(),
        })
    }

    /// What it says, part by part.
    #[must_use]
    pub fn parts(&self) -> Parts {
        self.0
    }

    /// The finest unit that is known.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match self.0 {
            Parts { day: Some(Part::Known(_)), .. } => Precision::Day,
            Parts { month: Some(Part::Known(_)), .. } => Precision::Month,
            Parts { season: Some(_), .. } => Precision::Season,
            Parts { year_blanks: 0, .. } => Precision::Year,
            Parts { year_blanks: 1, .. } => Precision::Decade,
            _ => Precision::Century,
        }
    }

    /// Whether it is marked `?` or `%`.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.0.qualifier.uncertain
    }

    /// Whether it is marked `~` or `%`.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.0.qualifier.approximate
    }

    /// The first day of what is written. A qualifier does not move it: `2021~` begins on 1 January 2021.
    #[must_use]
    pub fn earliest(&self) -> Day {
        let Parts { year, month, season, day, .. } = self.0;
        match (season, month, day) {
            (Some(season), ..) => Day::raw(year, season.first_month(), 1),
            (None, Some(Part::Known(month)), Some(Part::Known(day))) => Day::raw(year, month, day),
            (None, Some(Part::Known(month)), _) => Day::raw(year, month, 1),
            _ => Day::raw(year, 1, 1),
        }
    }

    /// The last day of what is written. A qualifier does not move it: `2021~` ends on 31 December 2021.
    #[must_use]
    pub fn latest(&self) -> Day {
        let Parts { year, month, season, day, .. } = self.0;
        match (season, month, day) {
            (Some(Season::Winter), ..) => Day::last_of_month(year + 1, 2),
            (Some(season), ..) => Day::last_of_month(year, season.first_month() + 2),
            (None, Some(Part::Known(month)), Some(Part::Known(day))) => Day::raw(year, month, day),
            (None, Some(Part::Known(month)), _) => Day::last_of_month(year, month),
            _ => Day::raw(self.last_year(), 12, 31),
        }
    }

    /// The last of the years it may be.
    fn last_year(&self) -> i64 {
        let Parts { year, year_blanks, .. } = self.0;
        let last = year + 10_i64.pow(u32::from(year_blanks)) - 1;
        // `-000X` is one of the years -9 to -1: the year 0 is written without a sign.
        if year < 0 { last.min(-1) } else { last }
    }
}

/// Whether `year` is the earliest of those that share all digits but the last `blanks`.
fn starts_blank_years(year: i64, blanks: u8) -> bool {
    let size = 10_i64.pow(u32::from(blanks));
    if year < 0 { -year % size == size - 1 } else { year % size == 0 }
}

impl Season {
    /// The number that stands for it in a date: 21 for spring to 24 for winter.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        }
    }

    /// The season with this number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Season> {
        [Season::Spring, Season::Summer, Season::Autumn, Season::Winter].into_iter().find(|it| it.code() == code)
    }

    /// The month it begins in, 3 to 12.
    fn first_month(self) -> u8 {
        (self.code() - 20) * 3
    }
}

/// As EDTF; the very text it was read from.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { year, year_blanks, month, season, day, qualifier } = self.0;
        let sign = if year < 0 { "-" } else { "" };
        let size = year.unsigned_abs();
        match year_blanks {
            1 => write!(f, "{sign}{:03}X", size / 10)?,
            2 => write!(f, "{sign}{:02}XX", size / 100)?,
            _ if size > 9999 => write!(f, "Y{year}")?,
            _ => write!(f, "{sign}{size:04}")?,
        }
        if let Some(season) = season {
            write!(f, "-{}", season.code())?;
        }
        for part in [month, day].into_iter().flatten() {
            match part {
                Part::Known(number) => write!(f, "-{number:02}")?,
                Part::Unspecified => f.write_str("-XX")?,
            }
        }
        f.write_str(match (qualifier.uncertain, qualifier.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        })
    }
}
