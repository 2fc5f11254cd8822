//! Dates in words, as uncertain as they are: "about 26 September 2020", "July–August 2021".
//!
//! In: a date of the model and the strings of a theme. Out: text. The patterns and the names of months are
//! the theme's (`date-…`, `month-…`, `season-…`); which pattern fits is decided here. Languages with cases
//! give each month twice: `month-8` as it stands alone, `month-8-of` after a day or a preposition.

use crate::model::Lang;
use crate::model::date::{Bound, Date, Day, Interval, Part, Parts, Season, When};

use super::strings::{Argument, Strings};

/// Whether a date stands alone, or after a preposition that asks for the genitive.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Alone,
    Of,
}

/// What is needed to say anything.
#[derive(Clone, Copy)]
struct Voice<'a> {
    strings: &'a Strings,
    lang: &'a Lang,
}

/// A date or an interval in words of this language.
#[must_use]
pub fn date(when: &When, strings: &Strings, lang: &Lang) -> String {
    let voice = Voice { strings, lang };
    match when {
        When::Date(date) => voice.date(*date, Case::Alone),
        When::Interval(interval) => voice.interval(interval),
    }
}

/// One day in words.
#[must_use]
pub fn day(day: Day, strings: &Strings, lang: &Lang) -> String {
    Voice { strings, lang }.day(day.year(), day.month(), day.day())
}

impl Voice<'_> {
    fn say(self, id: &str, arguments: &[(&str, &str)]) -> String {
        let arguments: Vec<(&str, Argument<'_>)> = arguments.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
        self.strings.format(self.lang, id, &arguments)
    }

    fn date(self, date: Date, case: Case) -> String {
        let parts = date.parts();
        let (about, uncertain) = (parts.qualifier.approximate, parts.qualifier.uncertain);
        // "about" asks for the genitive by itself, so the case outside it no longer matters.
        let bare = self.bare(&parts, if about { Case::Of } else { case });
        let text = if about { self.say("date-about", &[("date", &bare)]) } else { bare };
        if uncertain { self.say("date-uncertain", &[("date", &text)]) } else { text }
    }

    /// A date without what the writer thinks of it.
    fn bare(self, parts: &Parts, case: Case) -> String {
        let year = || self.year(parts.year);
        match (parts.season, parts.month, parts.day) {
            (Some(season), ..) => self.say("date-season", &[("season", &self.season(season, case)), ("year", &year())]),
            (None, Some(Part::Known(month)), Some(Part::Known(day))) => self.day(parts.year, month, day),
            (None, Some(Part::Known(month)), None) => self.month_of_year(parts.year, month, case),
            (None, Some(Part::Known(month)), Some(Part::Unspecified)) => {
                self.say("date-some-day", &[("date", &self.month_of_year(parts.year, month, Case::Of))])
            }
            (None, Some(Part::Unspecified), Some(_)) => self.say("date-some-day", &[("date", &year())]),
            (None, Some(Part::Unspecified), None) => self.say("date-some-month", &[("date", &year())]),
            (None, None, _) => self.years(parts, case),
        }
    }

    /// A year, a decade or a century.
    fn years(self, parts: &Parts, case: Case) -> String {
        let last = parts.year.saturating_add(10_i64.pow(u32::from(parts.year_blanks)) - 1);
        match parts.year_blanks {
            0 => self.year(parts.year),
            1 if parts.year > 0 => {
                let id = if case == Case::Of { "date-decade-of" } else { "date-decade" };
                self.say(id, &[("year", &parts.year.to_string())])
            }
            _ => self.span_of_years(parts.year, last),
        }
    }

    /// The year 0 is 1 BC.
    fn year(self, year: i64) -> String {
        if year > 0 {
            self.say("date-year", &[("year", &year.to_string())])
        } else {
            self.say("date-bc", &[("year", &(1 - year).to_string())])
        }
    }

    fn span_of_years(self, first: i64, last: i64) -> String {
        if first > 0 {
            self.say("date-span-years", &[("first", &first.to_string()), ("last", &last.to_string())])
        } else {
            self.say("date-span", &[("start", &self.year(first)), ("end", &self.year(last))])
        }
    }

    fn month_of_year(self, year: i64, month: u8, case: Case) -> String {
        let words = self.year(year);
        // Belarusian writes the word for the year after a day and not after a month; it is part of `year`.
        let number = if year > 0 { year.to_string() } else { words.clone() };
        self.say("date-month", &[("month", &self.month(month, case)), ("year", &words), ("number", &number)])
    }

    fn day(self, year: i64, month: u8, day: u8) -> String {
        self.say("date-day", &[("day", &day.to_string()), ("month", &self.month(month, Case::Of)), ("year", &self.year(year))])
    }

    fn month(self, month: u8, case: Case) -> String {
        self.say(&format!("month-{month}{}", case.ending()), &[])
    }

    fn season(self, season: Season, case: Case) -> String {
        self.say(&format!("season-{}{}", season.code(), case.ending()), &[])
    }

    fn interval(self, interval: &Interval) -> String {
        match (interval.start(), interval.end()) {
            (Bound::Date(start), Bound::Date(end)) => self.span(start, end),
            (Bound::Date(start), Bound::Open) => self.say("date-since", &[("date", &self.date(start, Case::Of))]),
            (Bound::Date(start), Bound::Unknown) => self.say("date-since-unknown", &[("date", &self.date(start, Case::Of))]),
            (Bound::Open, Bound::Date(end)) => self.say("date-until", &[("date", &self.date(end, Case::Of))]),
            (Bound::Unknown, Bound::Date(end)) => self.say("date-until-unknown", &[("date", &self.date(end, Case::Of))]),
            // `Interval::new` makes none without a date; said as it is written, should one come all the same.
            (Bound::Open | Bound::Unknown, Bound::Open | Bound::Unknown) => interval.to_string(),
        }
    }

    /// From one date to another; what both share is said once.
    fn span(self, start: Date, end: Date) -> String {
        if start == end {
            return self.date(start, Case::Alone);
        }
        let (first, last) = (start.parts(), end.parts());
        let is_plain = |parts: &Parts| parts.qualifier == <_>::default() && parts.year_blanks == 0 && parts.season.is_none();
        let shared = (is_plain(&first) && is_plain(&last)).then(|| self.shared(&first, &last)).flatten();
        shared.unwrap_or_else(|| self.say("date-span", &[("start", &self.date(start, Case::Alone)), ("end", &self.date(end, Case::Alone))]))
    }

    /// A span whose ends share their year, or their month too; a span of years.
    fn shared(self, first: &Parts, last: &Parts) -> Option<String> {
        let same_year = first.year == last.year;
        let year = self.year(last.year);
        match (first.month, first.day, last.month, last.day) {
            (None, None, None, None) => Some(self.span_of_years(first.year, last.year)),
            (Some(Part::Known(from)), None, Some(Part::Known(to)), None) if same_year => {
                let names = (self.month(from, Case::Alone), self.month(to, Case::Alone));
                Some(self.say("date-span-months", &[("first", &names.0), ("last", &names.1), ("year", &year)]))
            }
            (Some(from), Some(Part::Known(first_day)), Some(Part::Known(to)), Some(Part::Known(last_day))) if same_year => {
                let (first_day, last_day) = (first_day.to_string(), last_day.to_string());
                let month = self.month(to, Case::Of);
                if from == Part::Known(to) {
                    return Some(
                        self.say("date-span-days", &[("first", &first_day), ("last", &last_day), ("month", &month), ("year", &year)]),
                    );
                }
                let Part::Known(from) = from else { return None };
                let start = self.say("date-day-month", &[("day", &first_day), ("month", &self.month(from, Case::Of))]);
                let end = self.say("date-day", &[("day", &last_day), ("month", &month), ("year", &year)]);
                Some(self.say("date-span", &[("start", &start), ("end", &end)]))
            }
            _ => None,
        }
    }
}

impl Case {
    fn ending(self) -> &'static str {
        match self {
            Self::Alone => "",
            Self::Of => "-of",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::{Snapshot, Source};

    /// With the strings of the built-in theme, since they are the other half of what is tested.
    fn strings() -> Strings {
        let files = [
            ("en", include_str!("../../themes/ledger/i18n/en.ftl")),
            ("be", include_str!("../../themes/ledger/i18n/be.ftl")),
            ("ru", include_str!("../../themes/ledger/i18n/ru.ftl")),
        ];
        let mut snapshot = Snapshot::default();
        for (tag, text) in files {
            let source = Source::from_bytes(&format!("i18n/{tag}.ftl"), text.as_bytes());
            snapshot.sources.insert(source.id.clone(), Arc::new(source));
        }
        let outcome = Strings::load(&snapshot, &["i18n/".to_owned()], &["en", "be", "ru"].map(Lang::new));
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        outcome.value
    }

    fn check(lang: &str, cases: &[(&str, &str)]) {
        let strings = strings();
        for (edtf, expected) in cases {
            let when: When = edtf.parse().unwrap_or_else(|error| panic!("{edtf}: {error:?}"));
            // The blank before `г.` does not break; here it is written as a plain one.
            assert_eq!(date(&when, &strings, &Lang::new(lang)).replace('\u{a0}', " "), *expected, "{edtf}");
        }
    }

    #[test]
    fn english() {
        check(
            "en",
            &[
                ("2021-08-18", "18 August 2021"),
                ("2021-08", "August 2021"),
                ("2021", "2021"),
                ("2020-09-26~", "about 26 September 2020"),
                ("2021?", "2021, uncertain"),
                ("2021-08%", "about August 2021, uncertain"),
                ("2021-07/2021-08", "July–August 2021"),
                ("2021-08-14/2021-08-18", "14–18 August 2021"),
                ("2021-07-14/2021-08-03", "14 July – 3 August 2021"),
                ("2020-07-14/2021-08-03", "14 July 2020 – 3 August 2021"),
                ("2020-08/2021-01-03", "August 2020 – 3 January 2021"),
                ("2020/2021", "2020–2021"),
                ("2020~/2021", "about 2020 – 2021"),
                ("../2021-05-13", "until 13 May 2021"),
                ("2021-05-14/..", "since 14 May 2021"),
                ("/2021-05-13", "until 13 May 2021, beginning unknown"),
                ("2021-05-14/", "from 14 May 2021, end unknown"),
                ("2021-22", "summer 2021"),
                ("2021-08-XX", "a day in August 2021"),
                ("2021-XX-XX", "a day in 2021"),
                ("2021-XX", "a month in 2021"),
                ("201X", "the 2010s"),
                ("20XX", "2000–2099"),
                ("-0043", "44 BC"),
                ("Y170000000", "170000000"),
            ],
        );
    }

    #[test]
    fn belarusian_and_russian_decline() {
        check(
            "be",
            &[
                ("2021-08-18", "18 жніўня 2021 г."),
                ("2021-08", "жнівень 2021"),
                ("2021-08~", "каля жніўня 2021"),
                ("2021-05-14/..", "з 14 мая 2021 г."),
                ("../2021-11", "да лістапада 2021"),
                ("2021-07/2021-08", "ліпень–жнівень 2021 г."),
                ("2021-22~", "каля лета 2021 г."),
                ("2021-08-XX", "адзін з дзён жніўня 2021"),
                ("2020/2021", "2020–2021 гг."),
            ],
        );
        check(
            "ru",
            &[
                ("2021-08-18", "18 августа 2021 г."),
                ("2021-08", "август 2021 г."),
                ("2020-09-26~", "около 26 сентября 2020 г."),
                ("2021-08/..", "с августа 2021 г."),
                ("2021-24", "зима 2021 г."),
                ("201X~", "около 2010-х годов"),
                ("2021?", "2021 г., неточно"),
            ],
        );
    }
}
