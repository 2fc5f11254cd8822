//! Intervals, their ends, and the one type that holds either a date or an interval.

use super::{Date, Day, Part, Parts, Precision, Qualifier};
use std::fmt;

/// A stretch of time between two dates, one of which may be open or unknown: `2021-07/2021-08`, `../2021-05-13`.
///
/// As EDTF has it, each end lies *sometime in* its date: `2021-07/2021-08` begins sometime in July and ends sometime
/// in August. At least one end is a date, and the end is never wholly before the start.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Bound,
    end: Bound,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Sometime in this date.
    Date(Date),
    /// Written `..`: there is no such end; it has always been so, or goes on.
    Open,
    /// Written as nothing: there is such an end, and nobody knows when.
    Unknown,
}

/// What a `date:` holds: one date or an interval.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    /// One date.
    Date(Date),
    /// From one date to another.
    Interval(Interval),
}

impl Interval {
    /// The interval between two ends; `None` if neither is a date, or if the end is wholly before the start.
    #[must_use]
    pub fn new(start: Bound, end: Bound) -> Option<Interval> {
        let fits = match (start, end) {
            (Bound::Date(start), Bound::Date(end)) => start.earliest() <= end.latest(),
            (Bound::Date(_), _) | (_, Bound::Date(_)) => true,
            _ => false,
        };
        fits.then_some(Interval { start, end })
    }

    /// When it begins.
    #[must_use]
    pub fn start(&self) -> Bound {
        self.start
    }

    /// When it ends.
    #[must_use]
    pub fn end(&self) -> Bound {
        self.end
    }

    /// The first day it may begin on; `None` if the start is open or unknown.
    #[must_use]
    pub fn earliest(&self) -> Option<Day> {
        self.start.date().map(|date| date.earliest())
    }

    /// The last day it may end on; `None` if the end is open or unknown.
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        self.end.date().map(|date| date.latest())
    }

    /// What could be known of it on `day`: without its end, if that surely lies later; `None` if it surely begins later,
    /// or if nothing is left.
    #[must_use]
    pub fn seen_on(&self, day: Day) -> Option<Interval> {
        let is_later = |bound: Bound| bound.date().is_some_and(|date| When::Date(date).is_on_or_before(day) == Some(false));
        if is_later(self.start) {
            return None;
        }
        if is_later(self.end) { Interval::new(self.start, Bound::Open) } else { Some(self.clone()) }
    }
}

impl Bound {
    /// Its date, where it is one.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self {
            Bound::Date(date) => Some(*date),
            Bound::Open | Bound::Unknown => None,
        }
    }
}

impl When {
    /// The first day of what is written; `None` if it is an interval whose start is open or unknown.
    #[must_use]
    pub fn earliest(&self) -> Option<Day> {
        match self {
            When::Date(date) => Some(date.earliest()),
            When::Interval(interval) => interval.earliest(),
        }
    }

    /// The last day of what is written; `None` if it is an interval whose end is open or unknown.
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        match self {
            When::Date(date) => Some(date.latest()),
            When::Interval(interval) => interval.latest(),
        }
    }

    /// The first and the last day, where there are both.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        self.earliest().zip(self.latest())
    }

    /// The dates in it: one, or those of the ends that are dates.
    pub fn dates(&self) -> impl Iterator<Item = Date> + use<> {
        let (first, second) = match self {
            When::Date(date) => (Some(*date), None),
            When::Interval(Interval { start, end }) => (start.date(), end.date()),
        };
        first.into_iter().chain(second)
    }

    /// The finest unit that is known of all its dates: the coarser one of two ends.
    #[must_use]
    pub fn precision(&self) -> Precision {
        let coarsest = self.dates().map(|date| date.precision()).min_by_key(|precision| *precision as u8);
        coarsest.expect("an interval has a date at one end at least")
    }

    /// Whether one of its dates is marked `?` or `%`.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.dates().any(|date| date.is_uncertain())
    }

    /// Whether one of its dates is marked `~` or `%`.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.dates().any(|date| date.is_approximate())
    }

    /// The interval it stands for where one is wanted (`in_force: 2021`): a date that is certain becomes the one from
    /// its first day to its last.
    ///
    /// With a qualifier or an `X` those days are not known, nor can EDTF write them beyond the year 9999: such a date
    /// becomes both ends, so that it begins and ends sometime in it.
    #[must_use]
    pub fn into_interval(self) -> Interval {
        let date = match self {
            When::Interval(interval) => return interval,
            When::Date(date) => date,
        };
        let Parts { year_blanks, month, day, qualifier, .. } = date.0;
        let blank = year_blanks > 0 || month == Some(Part::Unspecified) || day == Some(Part::Unspecified);
        let known = !blank && qualifier == Qualifier::default();
        let days = (Date::from_day(date.earliest()), Date::from_day(date.latest()));
        match days {
            (Some(first), Some(last)) if known => Interval { start: Bound::Date(first), end: Bound::Date(last) },
            _ => Interval { start: Bound::Date(date), end: Bound::Date(date) },
        }
    }
}

impl From<Date> for When {
    fn from(date: Date) -> When {
        When::Date(date)
    }
}

impl From<Interval> for When {
    fn from(interval: Interval) -> When {
        When::Interval(interval)
    }
}

/// As EDTF: the date, `..` or nothing.
impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Date(date) => date.fmt(f),
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
        }
    }
}

/// As EDTF; the very text it was read from.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.start, self.end)
    }
}

/// As EDTF; the very text it was read from.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Date(date) => date.fmt(f),
            When::Interval(interval) => interval.fmt(f),
        }
    }
}
