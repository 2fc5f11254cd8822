//! One civil day, and how to count from one to another.

use super::LAST_YEAR;
use std::fmt;

/// A day of the proleptic Gregorian calendar, without a time zone. Days are ordered as they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i64,
    month: u8,
    day: u8,
}

impl Day {
    /// The day; `None` if the calendar has none such, or if the year has more than fifteen digits.
    ///
    /// `year` is counted astronomically (0 is 1 BC), `month` and `day` from 1.
    #[must_use]
    pub fn new(year: i64, month: u8, day: u8) -> Option<Day> {
        let fits = (-LAST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        fits.then_some(Day { year, month, day })
    }

    /// The day, of which the caller knows that the calendar has it.
    pub(super) fn raw(year: i64, month: u8, day: u8) -> Day {
        debug_assert!((1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day));
        Day { year, month, day }
    }

    /// The last day of a month.
    pub(super) fn last_of_month(year: i64, month: u8) -> Day {
        Day::raw(year, month, days_in_month(year, month))
    }

    /// The year, counted astronomically: 0 is 1 BC.
    #[must_use]
    pub fn year(self) -> i64 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// How many days it lies after `earlier`; negative if it lies before.
    #[must_use]
    pub fn days_since(self, earlier: Day) -> i64 {
        self.number() - earlier.number()
    }

    /// The day that lies `days` after this one, or before it if negative; `None` beyond years of fifteen digits.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Day> {
        let day = Day::from_number(self.number().checked_add(days)?);
        Day::new(day.year, day.month, day.day)
    }

    /// Days since 1 January 1970, negative before it.
    ///
    /// A year is counted from March, so that the leap day is its last, in cycles of 400 years, which all have
    /// the same number of days.
    pub(super) fn number(self) -> i64 {
        let year = if self.month > 2 { self.year } else { self.year - 1 };
        let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        cycle * DAYS_IN_CYCLE + year * 365 + year / 4 - year / 100 + day_of_year - DAYS_BEFORE_1970
    }

    /// The day with this number, the inverse of [`Day::number`].
    fn from_number(number: i64) -> Day {
        let number = number.saturating_add(DAYS_BEFORE_1970);
        let (cycle, day) = (number.div_euclid(DAYS_IN_CYCLE), number.rem_euclid(DAYS_IN_CYCLE));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let small = |number: i64| u8::try_from(number).expect("months and days of a month are small");
        Day { year: cycle * 400 + year + next, month: small(month), day: small(day) }
    }
}

/// Days in 400 years.
const DAYS_IN_CYCLE: i64 = 146_097;

/// Days from 1 March 0000 to 1 January 1970.
const DAYS_BEFORE_1970: i64 = 719_468;

/// How many days a month has; `month` is 1 to 12.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Whether February has 29 days.
fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// As ISO 8601, `2021-08-18`. Years before 0000 have a minus, years after 9999 a plus, which no EDTF text has.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.year {
            ..0 => "-",
            0..=9999 => "",
            _ => "+",
        };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}
