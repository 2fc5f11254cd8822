//! What is known of the order of two dates: often nothing, and then the answer says so.
//!
//! Each date or interval is held to begin and to end within two ranges of days, and an answer is given only if it is
//! the same for every day in them. A date that is qualified (`?`, `~`, `%`) may be off by **one unit of its precision**
//! either way: about `2021-08` is July to September, about `2021-08-18` is the 17th to the 19th, about `201X` is 2000
//! to 2029. So a comparison is unknown where the written days touch or lie within one such unit of each other (each
//! of two qualified dates brings its own unit). This is a convention: EDTF does not say how far "about" reaches, and one
//! unit is the least that takes the writer at their word. [`Date::earliest`] and [`Date::latest`] do not widen.

use super::day::Day;
use super::{Bound, Date, Interval, Precision, When};

/// The order of two dates, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// The first is over before the second begins.
    Before,
    /// The first begins after the second is over.
    After,
    /// Both are one and the same certain day.
    Same,
    /// They overlap, or may.
    Unknown,
}

impl Order {
    /// The order with the two exchanged.
    #[must_use]
    pub fn reverse(self) -> Order {
        match self {
            Order::Before => Order::After,
            Order::After => Order::Before,
            Order::Same | Order::Unknown => self,
        }
    }
}

impl When {
    /// Whether this is before or after `other`, as a whole.
    ///
    /// `Before` and `After` are certain, and transitive. `Same` is said of one single certain day only
    /// (`2021-08-18`, or the interval from that day to itself): two events of `2021-08` come in an order that nobody
    /// wrote down, so `2021-08` is `Unknown` even to itself. Ask `==` whether two dates are written alike. An interval
    /// that has an open or unknown end is before nothing; one that has an open or unknown start is after nothing.
    #[must_use]
    pub fn compare(&self, other: &When) -> Order {
        let (this, that) = (Stretch::of_when(self), Stretch::of_when(other));
        if this.end.last < that.start.first {
            Order::Before
        } else if that.end.last < this.start.first {
            Order::After
        } else if this.is_one_day() && that.is_one_day() {
            Order::Same
        } else {
            Order::Unknown
        }
    }

    /// Whether the whole of `other` lies in this; `None` if that is not known. See [`Interval::contains`].
    ///
    /// A date stands for the interval that [`When::into_interval`] gives: `2021-08` contains all days of that August.
    #[must_use]
    pub fn contains(&self, other: &When) -> Option<bool> {
        self.clone().into_interval().contains(other)
    }

    /// Whether `day` lies in this; `None` if that is not known. See [`Interval::contains_day`].
    #[must_use]
    pub fn contains_day(&self, day: Day) -> Option<bool> {
        self.clone().into_interval().contains_day(day)
    }

    /// Whether it had happened, or begun, when `day` was over; `None` if that is not known.
    ///
    /// An interval asks for its start, so that what began in 2020 and goes on is on or before a day of 2021. An open
    /// start is before every day. A date asks for the moment it stands for: `2021-08` is on or before the last of that
    /// August, not on or before 31 July, and unknown in between.
    #[must_use]
    pub fn is_on_or_before(&self, day: Day) -> Option<bool> {
        Stretch::of_when(self).start.is_on_or_before(day)
    }

    /// Whether it was over when `day` was over; `None` if that is not known.
    ///
    /// For a date the same as [`When::is_on_or_before`]. An open end is over on no day.
    #[must_use]
    pub fn has_ended_by(&self, day: Day) -> Option<bool> {
        Stretch::of_when(self).end.is_on_or_before(day)
    }

    /// A key to sort lists by; it is total, and equal for equal dates only.
    ///
    /// It agrees with [`When::compare`] wherever that knows `Before` or `After`. Between others it goes by, in this order:
    /// 1. the first day that is written. An open start comes first of all; of an interval whose start is
    ///    unknown all that is known is its end, so it stands at the first day of that;
    /// 2. the last day, so that the more precise comes first (`2021-01-01`, `2021-01`, `2021`); an open or unknown
    ///    end comes last;
    /// 3. how sure it is: certain, `?`, `~`, `%`, then those with an unknown end;
    /// 4. the text.
    #[must_use]
    pub fn sort_key(&self) -> SortKey {
        let known_end = |interval: &Interval| interval.end().date().map(|date| date.earliest());
        let first = match self {
            When::Interval(interval) if interval.start() == Bound::Unknown => known_end(interval),
            _ => self.earliest(),
        };
        let unknown_end = |interval: &Interval| [interval.start(), interval.end()].contains(&Bound::Unknown);
        let qualifier = |date: Date| u8::from(date.is_uncertain()) + 2 * u8::from(date.is_approximate());
        SortKey {
            first,
            endless: self.latest().is_none(),
            last: self.latest(),
            unknown_end: matches!(self, When::Interval(interval) if unknown_end(interval)),
            qualifier: self.dates().map(qualifier).max().unwrap_or_default(),
            text: self.to_string(),
        }
    }
}

impl Interval {
    /// Whether the whole of `other` lies in this; `None` if that is not known.
    ///
    /// The days of both ends belong to it. Each end lies sometime in its date: `2021-05/2021-08` surely contains June,
    /// surely not April, and of 20 May it is not known. For a date of several days all of them must lie inside, or
    /// all outside, for an answer; for an interval the answer is no as soon as one of its ends surely lies outside.
    #[must_use]
    pub fn contains(&self, other: &When) -> Option<bool> {
        Stretch::of_interval(self).contains(Stretch::of_when(other))
    }

    /// Whether `day` lies in this; `None` if that is not known. The rules are those of [`Interval::contains`].
    #[must_use]
    pub fn contains_day(&self, day: Day) -> Option<bool> {
        let day = Range { first: day.number(), last: day.number() };
        Stretch::of_interval(self).contains(Stretch { start: day, end: day })
    }
}

/// What lists of dates are sorted by; see [`When::sort_key`]. It has no other use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    first: Option<Day>,
    endless: bool,
    last: Option<Day>,
    unknown_end: bool,
    qualifier: u8,
    text: String,
}

/// Numbers of the days on one of which something is, both included. No end is the least or greatest `i64`.
#[derive(Clone, Copy, PartialEq)]
struct Range {
    first: i64,
    last: i64,
}

/// When something begins and when it ends, each with its doubt. A date does both in the same range.
#[derive(Clone, Copy)]
struct Stretch {
    start: Range,
    end: Range,
}

impl Stretch {
    fn of_when(when: &When) -> Stretch {
        match when {
            When::Date(date) => Stretch { start: Range::of_date(*date), end: Range::of_date(*date) },
            When::Interval(interval) => Stretch::of_interval(interval),
        }
    }

    fn of_interval(interval: &Interval) -> Stretch {
        let range = |bound: Bound, open: i64| match bound {
            Bound::Date(date) => Range::of_date(date),
            Bound::Open => Range { first: open, last: open },
            Bound::Unknown => Range { first: i64::MIN, last: i64::MAX },
        };
        let (start, end) = (range(interval.start(), i64::MIN), range(interval.end(), i64::MAX));
        // Nothing ends before it starts, whatever is not known of the two.
        Stretch { start: Range { last: start.last.min(end.last), ..start }, end: Range { first: end.first.max(start.first), ..end } }
    }

    fn is_one_day(self) -> bool {
        self.start == self.end && self.start.first == self.start.last
    }

    fn contains(self, other: Stretch) -> Option<bool> {
        if self.start.last <= other.start.first && other.end.last <= self.end.first {
            return Some(true);
        }
        let begins_before = other.start.last < self.start.first;
        let begins_after = other.start.first > self.end.last;
        let ends_before = other.end.last < self.start.first;
        let ends_after = other.end.first > self.end.last;
        (begins_before || begins_after || ends_before || ends_after).then_some(false)
    }
}

impl Range {
    /// The days of a date, and one unit of its precision more on both sides if it is qualified.
    fn of_date(date: Date) -> Range {
        let (first, last) = (date.earliest(), date.latest());
        if !date.is_uncertain() && !date.is_approximate() {
            return Range { first: first.number(), last: last.number() };
        }
        let months = match date.precision() {
            Precision::Century => 1200,
            Precision::Decade => 120,
            Precision::Year => 12,
            Precision::Season => 3,
            Precision::Month => 1,
            Precision::Day => {
                return Range { first: first.number() - 1, last: last.number() + 1 };
            }
        };
        let (year, month) = shift(first, -months);
        let first = Day::raw(year, month, 1).number();
        let (year, month) = shift(last, months);
        let last = Day::last_of_month(year, month).number();
        Range { first, last }
    }

    fn is_on_or_before(self, day: Day) -> Option<bool> {
        let day = day.number();
        if self.last <= day {
            Some(true)
        } else if self.first > day {
            Some(false)
        } else {
            None
        }
    }
}

/// The year and month that lie `months` after those of `day`.
fn shift(day: Day, months: i64) -> (i64, u8) {
    let months = day.year() * 12 + i64::from(day.month()) - 1 + months;
    let month = u8::try_from(months.rem_euclid(12) + 1).expect("a remainder of twelve is small");
    (months.div_euclid(12), month)
}
