//! Dates: what is read, what is refused and with which words, and what is known of their order.

use dossier::model::date::{Bound, Date, DateError, Day, Interval, Order, Part, Parts, Precision, Qualifier, Season, When};
use proptest::prelude::*;
use std::str::FromStr;

fn when(text: &str) -> When {
    text.parse().unwrap_or_else(|error: DateError| panic!("{text}: {error}"))
}

fn date(text: &str) -> Date {
    text.parse().unwrap_or_else(|error: DateError| panic!("{text}: {error}"))
}

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error: DateError| panic!("{text}: {error}"))
}

/// The days of what is written, as `first..last`, with nothing where there is no such day.
fn bounds(when: &When) -> String {
    let show = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}..{}", show(when.earliest()), show(when.latest()))
}

#[test]
fn what_is_read_has_these_days_and_prints_as_it_was() {
    let table = [
        // Level 0.
        ("2021", "2021-01-01..2021-12-31"),
        ("0000", "0000-01-01..0000-12-31"),
        ("9999", "9999-01-01..9999-12-31"),
        ("2021-08", "2021-08-01..2021-08-31"),
        ("2021-02", "2021-02-01..2021-02-28"),
        ("2020-02", "2020-02-01..2020-02-29"),
        ("2021-08-18", "2021-08-18..2021-08-18"),
        ("2000-02-29", "2000-02-29..2000-02-29"),
        ("0000-02-29", "0000-02-29..0000-02-29"),
        ("1964/2008", "1964-01-01..2008-12-31"),
        ("2004-06/2006-08", "2004-06-01..2006-08-31"),
        ("2004-02-01/2005-02-08", "2004-02-01..2005-02-08"),
        ("2004-02-01/2005-02", "2004-02-01..2005-02-28"),
        ("2021-08-18/2021", "2021-08-18..2021-12-31"),
        ("2021/2021-08-18", "2021-01-01..2021-08-18"),
        ("2021-08/2021", "2021-08-01..2021-12-31"),
        // Level 1: years.
        ("-0001", "-0001-01-01..-0001-12-31"),
        ("-0044-03-15", "-0044-03-15..-0044-03-15"),
        ("-0004-02-29", "-0004-02-29..-0004-02-29"),
        ("-9999", "-9999-01-01..-9999-12-31"),
        ("Y10000", "+10000-01-01..+10000-12-31"),
        ("Y170000002", "+170000002-01-01..+170000002-12-31"),
        ("Y-170000002", "-170000002-01-01..-170000002-12-31"),
        ("Y999999999999999", "+999999999999999-01-01..+999999999999999-12-31"),
        // Level 1: seasons.
        ("2021-21", "2021-03-01..2021-05-31"),
        ("2021-22", "2021-06-01..2021-08-31"),
        ("2021-23", "2021-09-01..2021-11-30"),
        ("2021-24", "2021-12-01..2022-02-28"),
        ("2019-24", "2019-12-01..2020-02-29"),
        // Level 1: what is not specified.
        ("201X", "2010-01-01..2019-12-31"),
        ("20XX", "2000-01-01..2099-12-31"),
        ("000X", "0000-01-01..0009-12-31"),
        ("-004X", "-0049-01-01..-0040-12-31"),
        ("-000X", "-0009-01-01..-0001-12-31"),
        ("-00XX", "-0099-01-01..-0001-12-31"),
        ("2021-XX", "2021-01-01..2021-12-31"),
        ("2021-02-XX", "2021-02-01..2021-02-28"),
        ("2021-XX-XX", "2021-01-01..2021-12-31"),
        // Level 1: qualifiers, which do not move the days.
        ("1984?", "1984-01-01..1984-12-31"),
        ("2004-06~", "2004-06-01..2004-06-30"),
        ("2004-06-11%", "2004-06-11..2004-06-11"),
        ("201X~", "2010-01-01..2019-12-31"),
        ("2021-22?", "2021-06-01..2021-08-31"),
        ("Y12345%", "+12345-01-01..+12345-12-31"),
        // Level 1: intervals.
        ("../2021-05-13", "..2021-05-13"),
        ("2021-05-13/..", "2021-05-13.."),
        ("/2021", "..2021-12-31"),
        ("2021/", "2021-01-01.."),
        ("2020-08~/2021-05?", "2020-08-01..2021-05-31"),
        ("201X/2021-22", "2010-01-01..2021-08-31"),
        ("-0044/0014", "-0044-01-01..0014-12-31"),
    ];
    for (text, days) in table {
        let when = when(text);
        assert_eq!(bounds(&when), days, "days of {text}");
        assert_eq!(when.to_string(), text, "prints as it was");
        let both = when.earliest().zip(when.latest());
        assert_eq!(when.days(), both, "{text}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_a_hint() {
    const GENERAL: &str = "write a day as `2021-08-18`, a month as `2021-08`, a year as `2021`, \
                           an interval as `2021-07/2021-08`";
    const YEAR: &str = "write a year with four digits, as in `0044`, or beyond 9999 as in `Y12345`";
    const MONTH: &str = "write a month from `01` to `12`, or a season from `21` (spring) to `24` (winter)";
    const DAY: &str = "write the right day, or leave it out if it is not known";
    const BLANKS: &str = "write `X` for the last one or two digits of a year, as in `202X` or `20XX`";
    let table = [
        // Days that no calendar has.
        ("2021-02-30", 8..10, "`2021-02-30` is no day of the calendar: February 2021 has 28 days", DAY),
        ("2021-02-29", 8..10, "`2021-02-29` is no day of the calendar: February 2021 has 28 days", DAY),
        ("2100-02-29", 8..10, "`2100-02-29` is no day of the calendar: February 2100 has 28 days", DAY),
        ("2020-02-30", 8..10, "`2020-02-30` is no day of the calendar: February 2020 has 29 days", DAY),
        ("2021-04-31", 8..10, "`2021-04-31` is no day of the calendar: April 2021 has 30 days", DAY),
        ("2021-08-32", 8..10, "`2021-08-32` is no day of the calendar: August 2021 has 31 days", DAY),
        ("-0044-02-30", 9..11, "`-0044-02-30` is no day of the calendar: February -0044 has 29 days", DAY),
        ("2021/2022-04-31", 13..15, "`2022-04-31` is no day of the calendar: April 2022 has 30 days", DAY),
        // Months.
        ("2021-13", 5..7, "`2021-13` has no month 13", MONTH),
        ("2021-25", 5..7, "`2021-25` has no month 25", MONTH),
        ("2021-1X", 5..7, "`2021-1X` is no date: a month has two digits, or is `XX`", "write a month from `01` to `12`, or `XX`"),
        ("2021-XX-18", 8..10, "`2021-XX-18` names a day of a month that is not known", "write the month, or `XX` for the day too"),
        ("2021-08-1X", 8..10, "`2021-08-1X` is no date: a day has two digits, or is `XX`", "write a day from `01` to `31`, or `XX`"),
        ("2021-22-32", 8..10, "`2021-22-32` names a day of a season", "write a month from `01` to `12`, or no day"),
        // Years.
        ("44", 0..2, "`44` is no year: a year has four digits", YEAR),
        ("-44", 1..3, "`44` is no year: a year has four digits", YEAR),
        ("12345", 0..5, "`12345` is no year: a year has four digits", YEAR),
        ("-0000", 1..5, "the year 0000 has no sign", "write it as `0000`; the year before it is `-0001`"),
        ("XXXX", 0..4, "`XXXX` leaves the wrong digits of the year open", BLANKS),
        ("2X21", 0..4, "`2X21` leaves the wrong digits of the year open", BLANKS),
        ("2XXX-08", 0..4, "`2XXX-08` leaves the wrong digits of the year open", BLANKS),
        ("201X-08", 5..7, "`201X-08` names a month of a year that is not known", "write the year alone, or all of it"),
        ("Y2021", 0..5, "`Y2021` is a year of four digits, which has no `Y`", "write it as `2021`"),
        ("Y-44", 0..4, "`Y-44` is a year of four digits, which has no `Y`", "write it as `-0044`"),
        ("Y-0", 0..3, "`Y-0` is a year of four digits, which has no `Y`", "write it as `0000`"),
        ("Y012345", 0..7, "`Y012345` has a zero before the year", "write it as `Y12345`"),
        ("Y1000000000000000", 0..17, "`Y1000000000000000` is too far away: a year has fifteen digits at most", GENERAL),
        ("Y12345-06", 0..9, "`Y12345-06` is no year: after `Y` comes a number and nothing else", GENERAL),
        ("Y", 0..1, "`Y` is no year: after `Y` comes a number and nothing else", GENERAL),
        // Other things.
        ("", 0..0, "the date is empty", GENERAL),
        ("  ", 0..2, "the date is empty", GENERAL),
        ("?", 0..1, "`?` is no date", GENERAL),
        ("tomorrow", 0..8, "`tomorrow` is no date", GENERAL),
        ("18.08.21", 0..8, "`18.08.21` is no date", GENERAL),
        ("[2021,2022]", 0..11, "`[2021,2022]` is a set of dates, where one date is wanted", GENERAL),
        (
            "-0044~-03",
            5..6,
            "`~` is out of place: a date has one qualifier, at its end",
            "put one of `?`, `~` and `%` at the end of the date",
        ),
        ("a\u{202e}\n`b", 0..7, "`a\\u{202e}\\n`b` is no date", GENERAL),
        // Intervals.
        ("2022/2021", 0..9, "the interval ends before it starts", "write it as `2021/2022` if the ends are swapped"),
        ("2021-08-18/2021-07", 0..18, "the interval ends before it starts", "write it as `2021-07/2021-08-18` if the ends are swapped"),
        ("../..", 0..5, "`../..` has a date at neither end", "write a date before or after the `/`, as in `2021-08/..`"),
        ("/", 0..1, "`/` has a date at neither end", "write a date before or after the `/`, as in `2021-08/..`"),
        ("2020/2021/2022", 0..14, "an interval has one `/`, not 2", GENERAL),
        ("2021/tomorrow", 5..13, "`tomorrow` is no date", GENERAL),
    ];
    for (text, at, message, hint) in table {
        let error = When::from_str(text).expect_err(text);
        assert_eq!(error.message, message, "message for {text:?}");
        assert_eq!(error.hint.as_deref(), Some(hint), "hint for {text:?}");
        assert_eq!(error.at, at, "place in {text:?}");
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn other_spellings_get_the_very_text_to_write() {
    let table = [
        // Space and signs that look alike.
        (" 2021", "2021"),
        ("2021-08-18\n", "2021-08-18"),
        ("\u{a0}2021-08\u{a0}", "2021-08"),
        ("2021-08-18\u{200b}", "2021-08-18"),
        ("2021–08–18", "2021-08-18"),
        ("２０２１-０８", "2021-08"),
        ("\"2021\"", "2021"),
        ("2021 / 2022", "2021/2022"),
        // Days, months and years as people write them.
        ("18.08.2021", "2021-08-18"),
        ("18/08/2021", "2021-08-18"),
        ("08/18/2021", "2021-08-18"),
        ("18-08-2021", "2021-08-18"),
        ("2021/08/18", "2021-08-18"),
        ("2021.08.18", "2021-08-18"),
        ("2021-18-08", "2021-08-18"),
        ("2021-8-18", "2021-08-18"),
        ("5.6.2021", "2021-06-05"),
        ("05/05/2021", "2021-05-05"),
        ("20210818", "2021-08-18"),
        ("2021-08-18T10:00:00Z", "2021-08-18"),
        ("2021-08-18 10:00", "2021-08-18"),
        ("Aug 18, 2021", "2021-08-18"),
        ("18 August 2021", "2021-08-18"),
        ("18th of August 2021", "2021-08-18"),
        ("18 августа 2021 г.", "2021-08-18"),
        ("18 жніўня 2021", "2021-08-18"),
        ("2021-8", "2021-08"),
        ("2021/08", "2021-08"),
        ("08/2021", "2021-08"),
        ("08.2021", "2021-08"),
        ("August 2021", "2021-08"),
        ("summer 2021", "2021-22"),
        ("2021-08-00", "2021-08"),
        ("2021-00-00", "2021"),
        ("+2021", "2021"),
        // What is not known, or not for sure.
        ("201x", "201X"),
        ("201Х", "201X"),
        ("201u", "201X"),
        ("20??", "20XX"),
        ("2021-??", "2021-XX"),
        ("2021-08-**", "2021-08-XX"),
        ("2010s", "201X"),
        ("y12345", "Y12345"),
        ("2021?~", "2021%"),
        ("~2021", "2021~"),
        ("2021-~08", "2021-08~"),
        ("c. 2021", "2021~"),
        ("about 26 September 2020", "2020-09-26~"),
        ("probably August 2021", "2021-08?"),
        // Intervals.
        ("2021-", "2021/.."),
        ("2021..", "2021/.."),
        ("..2021", "../2021"),
        ("2021/open", "2021/.."),
        ("2021 - now", "2021/.."),
        ("unknown/2021", "/2021"),
        ("since 2021", "2021/.."),
        ("until Aug 2021", "../2021-08"),
        ("from 2020 to 2021", "2020/2021"),
        ("2021-2022", "2021/2022"),
        ("2021–2022", "2021/2022"),
        ("2021–22", "2021/2022"),
        ("2021/22", "2021/2022"),
        ("2021-07/08", "2021-07/2021-08"),
        ("2021-08-18/20", "2021-08-18/2021-08-20"),
        ("2021-08-18/09-02", "2021-08-18/2021-09-02"),
        ("18.08.2021–20.08.2021", "2021-08-18/2021-08-20"),
        ("2021-07 to 2021-08", "2021-07/2021-08"),
    ];
    for (text, wanted) in table {
        let error = When::from_str(text).expect_err(text);
        assert_eq!(error.hint, Some(format!("write it as `{wanted}`")), "hint for {text:?}");
    }
    let either = When::from_str("05/06/2021").expect_err("day or month first").hint;
    assert_eq!(either.as_deref(), Some("write it as `2021-06-05` or `2021-05-06`"));
    let either = When::from_str("2011–12").expect_err("month or year").hint;
    assert_eq!(either.as_deref(), Some("write it as `2011-12` or `2011/2012`"));
}

#[test]
fn space_is_never_dropped_in_silence() {
    for (text, at, message) in [
        (" 2021", 0..1, "there is space before `2021`"),
        ("2021 \t", 4..6, "there is space after `2021`"),
        (" 2021 ", 0..1, "there is space before `2021`"),
        ("2021 /2022", 4..5, "there is space after `2021`"),
        ("2021/ 2022", 5..6, "there is space before `2022`"),
        ("\u{a0}2021/2022", 0..2, "there is space before `2021/2022`"),
    ] {
        let error = When::from_str(text).expect_err(text);
        assert_eq!((error.at, &*error.message), (at, message), "{text:?}");
    }
}

#[test]
fn each_type_refuses_what_belongs_to_the_others() {
    fn refusal<T: FromStr<Err = DateError> + std::fmt::Debug>(text: &str) -> (String, String) {
        let error = T::from_str(text).expect_err(text);
        (error.message, error.hint.unwrap_or_default())
    }
    let pair = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
    assert_eq!(
        refusal::<Date>("2021/2022"),
        pair("`2021/2022` is an interval, where one date is wanted", "write a day as `2021-08-18`, a month as `2021-08`, a year as `2021`")
    );
    assert_eq!(
        refusal::<Interval>("2021"),
        pair("`2021` is one date, where an interval is wanted", "write it as `2021/..` if it goes on, or put the end after the `/`")
    );
    let day_hint = "write year, month and day, as in `2021-08-18`";
    for text in ["2021", "2021-08", "2021-08-18~", "2021-08-18/2021-08-18", "2021-08-XX"] {
        let message = format!("`{text}` is not one full, certain day");
        assert_eq!(refusal::<Day>(text), (message, day_hint.to_owned()));
    }
    assert_eq!(refusal::<Date>("18/08/2021").1, "write it as `2021-08-18`");
    assert_eq!(refusal::<Day>("18/08/2021").1, "write it as `2021-08-18`");
    assert_eq!(refusal::<Day>("August 2021").1, day_hint);
    assert_eq!(refusal::<Interval>("2021-22 ").1, "write an interval as `2021-07/2021-08`, or as `2021-07/..` if it goes on");
    assert_eq!(day("2021-08-18").to_string(), "2021-08-18");
    assert_eq!(Interval::from_str("2021/2022").map(When::from), Ok(when("2021/2022")));
    assert_eq!(Date::from_str("2021").map(When::from), Ok(when("2021")));
}

#[test]
fn parts_say_all_that_a_formatter_needs() {
    let parts = date("201X%").parts();
    assert_eq!((parts.year, parts.year_blanks), (2010, 1));
    assert_eq!(parts.qualifier, Qualifier { uncertain: true, approximate: true });
    let parts = date("2021-08-XX").parts();
    assert_eq!((parts.month, parts.day), (Some(Part::Known(8)), Some(Part::Unspecified)));
    let parts = date("2021-22?").parts();
    assert_eq!((parts.month, parts.season), (None, Some(Season::Summer)));
    assert_eq!(parts.qualifier, Qualifier { uncertain: true, approximate: false });
    assert_eq!(date("-004X").parts().year, -49);

    let bad = |change: fn(&mut Parts)| {
        let mut parts = date("2021-08-18").parts();
        change(&mut parts);
        Date::new(parts)
    };
    assert_eq!(bad(|_| {}), Some(date("2021-08-18")));
    assert_eq!(bad(|parts| parts.day = Some(Part::Known(32))), None);
    assert_eq!(bad(|parts| parts.month = Some(Part::Known(0))), None);
    assert_eq!(bad(|parts| parts.month = None), None);
    assert_eq!(bad(|parts| parts.month = Some(Part::Unspecified)), None);
    assert_eq!(bad(|parts| parts.season = Some(Season::Spring)), None);
    assert_eq!(bad(|parts| parts.year = 12_345), None);
    assert_eq!(bad(|parts| parts.year_blanks = 1), None);
    assert_eq!(Date::new(Parts { year_blanks: 1, ..date("2021").parts() }), None);
    assert_eq!(Date::new(Parts { year_blanks: 3, ..date("2000").parts() }), None);
    assert_eq!(Date::new(Parts { year: i64::MIN + 1, ..date("2000").parts() }), None);
}

#[test]
fn precision_is_the_finest_unit_that_is_known() {
    for (text, precision) in [
        ("20XX", Precision::Century),
        ("201X?", Precision::Decade),
        ("2021", Precision::Year),
        ("2021-XX", Precision::Year),
        ("2021-XX-XX", Precision::Year),
        ("Y12345", Precision::Year),
        ("2021-22", Precision::Season),
        ("2021-08~", Precision::Month),
        ("2021-08-XX", Precision::Month),
        ("2021-08-18", Precision::Day),
        ("2021-08-18/..", Precision::Day),
        ("2021-08/2022-01-01", Precision::Month),
    ] {
        assert_eq!(when(text).precision(), precision, "{text}");
    }
    let marks = |text: &str| (when(text).is_uncertain(), when(text).is_approximate());
    assert_eq!(marks("2021"), (false, false));
    assert_eq!(marks("2021?"), (true, false));
    assert_eq!(marks("2021~/.."), (false, true));
    assert_eq!(marks("2021?/2022~"), (true, true));
    assert_eq!(marks("2021%"), (true, true));
}

#[test]
fn the_order_is_known_or_it_is_not() {
    use Order::{Before, Same, Unknown};
    for (first, second, order) in [
        ("2021-08-17", "2021-08-18", Before),
        ("2021-08-18", "2021-08-18", Same),
        ("2021-08-18", "2021-08-18/2021-08-18", Same),
        ("2020", "2021", Before),
        ("2021", "2021", Unknown),
        ("2021-08", "2021-08", Unknown),
        ("2021-08", "2021-08-18", Unknown),
        ("2021-07-31", "2021-08", Before),
        ("2021-08-XX", "2021-09-01", Before),
        ("201X", "2020", Before),
        ("2021-22", "2021-23", Before),
        ("-0001", "0000", Before),
        // A qualifier reaches one unit of the precision to both sides, of each date.
        ("2021-08-17~", "2021-08-18", Unknown),
        ("2021-08-16~", "2021-08-18", Before),
        ("2021-08-16~", "2021-08-18?", Unknown),
        ("2021-08-15~", "2021-08-18?", Before),
        ("2021-08~", "2021-09-30", Unknown),
        ("2021-08~", "2021-10-01", Before),
        ("2021-06-30", "2021-08%", Before),
        ("2021-07-01", "2021-08%", Unknown),
        ("2020~", "2021-12-31", Unknown),
        ("2020~", "2022-01-01", Before),
        ("2021-21~", "2021-23", Before),
        ("2021-21~", "2021-22", Unknown),
        ("200X~", "2020", Before),
        ("200X~", "2019", Unknown),
        ("2021-08-18~", "2021-08-18~", Unknown),
        // Intervals are compared as a whole.
        ("2021-07/2021-08", "2021-09", Before),
        ("2021-07/2021-08", "2021-08", Unknown),
        ("../2021-05-13", "2021-05-14", Before),
        ("/2021-05-13", "2021-05-14", Before),
        ("2021-05-13", "2021-05-14/..", Before),
        ("2021-05-13/..", "2031", Unknown),
        ("2021-05-13/", "2031", Unknown),
        ("2011", "../2021", Unknown),
        ("2011", "/2021", Unknown),
        ("../2020", "2021/..", Before),
    ] {
        assert_eq!(when(first).compare(&when(second)), order, "{first} to {second}");
        assert_eq!(when(second).compare(&when(first)), order.reverse(), "{second} to {first}");
    }
}

#[test]
fn an_interval_contains_what_surely_lies_in_it() {
    let (yes, no, unknown) = (Some(true), Some(false), None);
    for (outer, inner, answer) in [
        ("2021-05-13/2021-08-18", "2021-05-13", yes),
        ("2021-05-13/2021-08-18", "2021-08-18", yes),
        ("2021-05-13/2021-08-18", "2021-05-12", no),
        ("2021-05-13/2021-08-18", "2021-06", yes),
        ("2021-05-13/2021-08-18", "2021-08", unknown),
        ("2021-05-13/2021-08-18", "2021-09", no),
        ("2021-05-13/2021-08-18", "2021-05-14~", yes),
        ("2021-05-13/2021-08-18", "2021-05-13~", unknown),
        ("2021-05-13/2021-08-18", "2021-05-11~", no),
        // An end lies sometime in its date.
        ("2021-05/2021-08", "2021-06-01/2021-07-31", yes),
        ("2021-05/2021-08", "2021-05-20", unknown),
        ("2021-05/2021-08", "2021-04-30", no),
        ("2021-05~/2021-08", "2021-06-29", unknown),
        ("2021-05~/2021-08", "2021-06-30", yes),
        // The end lies in a winter that is over before March, wherever in 2019 the start is.
        ("2019/2018-24", "2019-02-28", unknown),
        ("2019/2018-24", "2019-03-01", no),
        // Intervals in intervals.
        ("2021-05-13/2021-08-18", "2021-05-12/2021-06-01", no),
        ("2021-05-13/2021-08-18", "2021-06-01/2021-08-19", no),
        ("2021-05-13/2021-08-18", "2021-06-01/..", no),
        ("2021-05-13/2021-08-18", "2021-06-01/", unknown),
        ("2021-05-13/2021-08-18", "2022-06-01/", no),
        ("2021-05-13/2021-08-18", "../2021-06-01", no),
        ("2021-05-13/2021-08-18", "/2021-06-01", unknown),
        // Open and unknown ends.
        ("2021-05-13/..", "2091", yes),
        ("2021-05-13/..", "2021-05-13/..", yes),
        ("2021-05-13/..", "2021-06-01/", yes),
        ("2021-05-13/..", "2021-05-12", no),
        ("../2021-05-13", "1021", yes),
        ("../2021-05-13", "/2021-05-13", yes),
        ("2021-05-13/", "2091", unknown),
        ("2021-05-13/", "2021-05-13", yes),
        ("2021-05-13/", "2020", no),
        ("/2021-05-13", "2021-05-13", yes),
        ("/2021-05-13", "2021-05-12", unknown),
        ("/2021-05-13", "2022", no),
        // A date contains its days, if they are known.
        ("2021-08", "2021-08-18", yes),
        ("2021-08", "2021-08", yes),
        ("2021", "2021-08-18/2021-09", yes),
        ("2021-08-18", "2021-08", unknown),
        ("2021-08-18", "2021-08-18", yes),
        ("2021-08-XX", "2021-08-18", unknown),
        ("2021-08-XX", "2021-09-01", no),
        ("2021~", "2021-08-18", unknown),
        ("2021~", "2020-08-18", unknown),
        ("2021~", "2019-08-18", no),
    ] {
        assert_eq!(when(outer).contains(&when(inner)), answer, "{outer} contains {inner}");
        if let Ok(day) = Day::from_str(inner) {
            assert_eq!(when(outer).contains_day(day), answer, "{outer} contains {inner}");
        }
    }
}

#[test]
fn what_had_begun_and_what_was_over_on_a_day() {
    let (yes, no, unknown) = (Some(true), Some(false), None);
    for (text, on, begun, over) in [
        ("2021-08-18", "2021-08-18", yes, yes),
        ("2021-08-18", "2021-08-17", no, no),
        ("2021-08", "2021-08-18", unknown, unknown),
        ("2021-08", "2021-08-31", yes, yes),
        ("2021-08", "2021-07-31", no, no),
        ("2021-08-18~", "2021-08-18", unknown, unknown),
        ("2021-08-18~", "2021-08-19", yes, yes),
        ("2020-08-09/..", "2021-08-18", yes, no),
        ("2020-08-09/..", "2020-08-08", no, no),
        ("2020-08-09/", "2021-08-18", yes, unknown),
        ("2020-08-09/", "2020-08-08", no, no),
        ("../2021-05-13", "1021-01-01", yes, no),
        ("../2021-05-13", "2021-05-13", yes, yes),
        ("/2021-05-13", "1021-01-01", unknown, no),
        ("/2021-05-13", "2021-05-13", yes, yes),
        ("2020-08/2021-05", "2021-05-13", yes, unknown),
    ] {
        assert_eq!(when(text).is_on_or_before(day(on)), begun, "{text} on or before {on}");
        assert_eq!(when(text).has_ended_by(day(on)), over, "{text} over by {on}");
    }
}

#[test]
fn lists_are_sorted_in_this_order() {
    let sorted = [
        "../2019",
        "20XX",
        "../2021-05-13",
        "201X",
        "2020-12-31",
        "2021-01-01",
        "2021-01-01?",
        "2021-01-01~",
        "2021-01-01%",
        "/2021-01-01",
        "2021-01-01/2021-01-05",
        "2021-01",
        "2021",
        "2021-01-01/2021-12-31",
        "2021-XX",
        "2021?",
        "2021/..",
        "2021-01-01/",
        "2021-02",
        "2021-21",
        "2021-24",
        "Y12345",
    ];
    let mut list = sorted.map(when);
    list.reverse();
    list.sort_by_key(When::sort_key);
    let texts = list.map(|when| when.to_string());
    let mut expected = sorted;
    // An open start comes first of all.
    expected[1..3].reverse();
    assert_eq!(texts, expected);
}

#[test]
fn a_date_becomes_the_interval_of_its_days_if_they_are_known() {
    for (text, interval) in [
        ("2021", "2021-01-01/2021-12-31"),
        ("2021-02", "2021-02-01/2021-02-28"),
        ("2021-24", "2021-12-01/2022-02-28"),
        ("2021-08-18", "2021-08-18/2021-08-18"),
        ("2021~", "2021~/2021~"),
        ("2021-08-XX", "2021-08-XX/2021-08-XX"),
        ("201X", "201X/201X"),
        ("Y12345", "Y12345/Y12345"),
        ("2021/..", "2021/.."),
    ] {
        assert_eq!(when(text).into_interval().to_string(), interval);
    }
}

#[test]
fn days_are_counted_as_the_calendar_does() {
    let mut today = day("-0401-12-30");
    let mut count = 0;
    while today < day("0401-01-02") {
        let next = today.plus_days(1).expect("far from the end");
        assert!(today < next);
        assert_eq!(next.days_since(today), 1);
        assert_eq!(Day::new(next.year(), next.month(), next.day()), Some(next));
        let text = next.to_string();
        assert_eq!(day(&text), next, "{text}");
        (today, count) = (next, count + 1);
    }
    assert_eq!(day("0401-01-02").days_since(day("-0401-12-30")), count);
    assert_eq!(day("2021-08-18").days_since(day("1970-01-01")), 18_857);
    assert_eq!(day("2024-02-28").plus_days(2), Some(day("2024-03-01")));
    assert_eq!(day("2021-01-01").plus_days(-1), Some(day("2020-12-31")));
    assert_eq!(day("2021-01-01").plus_days(i64::MAX), None);
    assert_eq!(day("2021-01-01").plus_days(i64::MIN), None);
    assert_eq!(Day::new(2021, 2, 29), None);
    assert_eq!(Day::new(2021, 0, 1), None);
    assert_eq!(Day::new(i64::MIN, 1, 1), None);
    assert_eq!(Day::new(999_999_999_999_999, 12, 31).and_then(|day| day.plus_days(1)), None);
    assert_eq!(Date::from_day(day("2021-08-18")), Some(date("2021-08-18")));
    assert_eq!(Day::new(12_345, 1, 1).and_then(Date::from_day), None);
}

/// Any date, most of them near each other so that they meet.
fn any_date() -> impl Strategy<Value = Date> {
    let year = prop_oneof![
        8 => 2018..2023_i64,
        1 => -120..120_i64,
        1 => Just(9999),
        1 => -999_999_999_999_999..=999_999_999_999_999_i64
    ];
    let part = || prop_oneof![1 => Just(Some(Part::Unspecified)), 2 => Just(None), 8 => (1..=31_u8).prop_map(|it| Some(Part::Known(it)))];
    let season = prop_oneof![4 => Just(None), 1 => (21..=24_u8).prop_map(Season::from_code)];
    let qualifier = (prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    let parts = (year, 0..=2_u8, part(), season, part(), qualifier);
    parts.prop_filter_map("no such date", |(year, blanks, month, season, day, (uncertain, approximate))| {
        let qualifier = Qualifier { uncertain, approximate };
        let whole = Parts { year, year_blanks: 0, month, season, day, qualifier };
        let short = Parts { day: None, ..whole };
        let seasonal = Parts { month: None, ..short };
        let bare = Parts { season: None, ..seasonal };
        let size = 10_i64.pow(u32::from(blanks));
        let blank = Parts { year: year.div_euclid(size) * size, year_blanks: blanks, ..bare };
        [whole, short, seasonal, blank, bare].into_iter().find_map(Date::new)
    })
}

fn any_bound() -> impl Strategy<Value = Bound> {
    prop_oneof![6 => any_date().prop_map(Bound::Date), 1 => Just(Bound::Open), 1 => Just(Bound::Unknown)]
}

fn any_interval() -> impl Strategy<Value = Interval> {
    (any_bound(), any_bound())
        .prop_filter_map("no such interval", |(start, end)| Interval::new(start, end).or_else(|| Interval::new(end, start)))
}

fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![any_date().prop_map(When::from), any_interval().prop_map(When::from)]
}

fn any_day() -> impl Strategy<Value = Day> {
    (2017..2024_i64, 1..=12_u8, 1..=31_u8).prop_filter_map("no such day", |(year, month, day)| Day::new(year, month, day))
}

/// Texts that are nearly dates, so that the hints are reached.
fn near_date() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("2021"),
        Just("20"),
        Just("08"),
        Just("18"),
        Just("8"),
        Just("1"),
        Just("00"),
        Just("X"),
        Just("XX"),
        Just("Y"),
        Just("y"),
        Just("-"),
        Just("/"),
        Just("."),
        Just(".."),
        Just("?"),
        Just("~"),
        Just("%"),
        Just(" "),
        Just("T10:00"),
        Just("Aug"),
        Just("жнівень"),
        Just("–"),
        Just("Х"),
        Just("s"),
        Just("th"),
        Just("since"),
        Just("to"),
        Just("open"),
        Just("about"),
        Just("İ"),
        Just("\u{212a}"),
        Just("\u{feff}"),
        Just("０")
    ];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

/// Holds for every text, whatever it is.
fn check_text(text: &str) -> Result<(), TestCaseError> {
    let error = match When::from_str(text) {
        Ok(when) => {
            prop_assert_eq!(when.to_string(), text);
            return Ok(());
        }
        Err(error) => error,
    };
    prop_assert!(text.get(error.at.clone()).is_some(), "{text:?}: {:?} is no part of it", error.at);
    prop_assert!(!error.at.is_empty() || text.is_empty());
    prop_assert!(error.message.starts_with(|first: char| first == '`' || first.is_lowercase()));
    prop_assert!(!error.message.ends_with('.') && !error.message.contains('\n'));
    prop_assert!(error.message.len() < 600);
    let hint = error.hint.unwrap_or_default();
    prop_assert!(!hint.is_empty() && !hint.ends_with('.'));
    // What is proposed can be written.
    if let Some(proposal) = hint.strip_prefix("write it as `") {
        for proposal in proposal.split("` or `") {
            let proposal = proposal.split('`').next().unwrap_or_default();
            prop_assert!(When::from_str(proposal).is_ok(), "{text:?}: {proposal:?} is no date");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_reads_as_the_same(when in any_when()) {
        let text = when.to_string();
        prop_assert_eq!(When::from_str(&text), Ok(when.clone()));
        match &when {
            When::Date(date) => {
                prop_assert_eq!(Date::from_str(&text), Ok(*date));
                prop_assert_eq!(Date::new(date.parts()), Some(*date));
            }
            When::Interval(interval) => {
                prop_assert_eq!(Interval::from_str(&text), Ok(interval.clone()));
                prop_assert_eq!(Interval::new(interval.start(), interval.end()), Some(interval.clone()));
            }
        }
        let interval = when.into_interval();
        prop_assert_eq!(Interval::from_str(&interval.to_string()), Ok(interval));
    }

    #[test]
    fn hostile_texts_are_refused_without_a_panic(text in any::<String>()) {
        check_text(&text)?;
    }

    #[test]
    fn near_misses_get_hints_that_can_be_followed(text in near_date()) {
        check_text(&text)?;
        let _ = (Date::from_str(&text), Interval::from_str(&text), Day::from_str(&text));
    }

    #[test]
    fn one_character_more_or_less_is_no_panic(when in any_when(), at in any::<prop::sample::Index>(), wrong in any::<char>()) {
        let mut text: Vec<char> = when.to_string().chars().collect();
        let at = at.index(text.len());
        text[at] = wrong;
        check_text(&text.iter().collect::<String>())?;
        text.remove(at);
        check_text(&text.iter().collect::<String>())?;
    }

    #[test]
    fn the_first_day_is_not_after_the_last(when in any_when()) {
        if let Some((first, last)) = when.days() {
            prop_assert!(first <= last);
            prop_assert_eq!(first.plus_days(last.days_since(first)), Some(last));
        }
        if let When::Interval(interval) = &when {
            prop_assert_eq!(interval.earliest(), interval.start().date().map(|date| date.earliest()));
            prop_assert_eq!(interval.latest(), interval.end().date().map(|date| date.latest()));
        }
    }

    #[test]
    fn order_is_antisymmetric_and_transitive(one in any_when(), two in any_when(), three in any_when()) {
        let order = one.compare(&two);
        prop_assert_eq!(two.compare(&one), order.reverse());
        prop_assert!(matches!(one.compare(&one), Order::Same | Order::Unknown));
        if order != Order::Unknown && order == two.compare(&three) {
            prop_assert_eq!(one.compare(&three), order);
        }
        if order == Order::Same {
            prop_assert_eq!(one.compare(&three), two.compare(&three));
        }
    }

    #[test]
    fn order_says_no_more_than_the_days(one in any_when(), two in any_when()) {
        match one.compare(&two) {
            Order::Before => prop_assert!(one.latest() < two.earliest()),
            Order::After => prop_assert!(two.latest() < one.earliest()),
            Order::Same => prop_assert_eq!(one.days(), two.days()),
            Order::Unknown => {}
        }
    }

    #[test]
    fn the_sort_key_is_total_and_agrees_with_the_order(one in any_when(), two in any_when()) {
        let keys = one.sort_key().cmp(&two.sort_key());
        prop_assert_eq!(keys.reverse(), two.sort_key().cmp(&one.sort_key()));
        prop_assert_eq!(keys.is_eq(), one == two);
        match one.compare(&two) {
            Order::Before => prop_assert!(keys.is_lt()),
            Order::After => prop_assert!(keys.is_gt()),
            Order::Same | Order::Unknown => {}
        }
        if let (Some((first, last)), Some((other_first, other_last))) = (one.days(), two.days())
            && first == other_first
            && last < other_last
        {
            prop_assert!(keys.is_lt());
        }
    }

    #[test]
    fn what_is_contained_is_neither_before_nor_after(outer in any_when(), inner in any_when()) {
        let contained = outer.contains(&inner);
        match outer.compare(&inner) {
            Order::Before | Order::After => prop_assert_eq!(contained, Some(false)),
            Order::Same => prop_assert_eq!(contained, Some(true)),
            Order::Unknown => {}
        }
    }

    #[test]
    fn days_agree_with_dates(when in any_when(), day in any_day()) {
        let exact = When::from(Date::from_day(day).expect("a year of four digits"));
        prop_assert_eq!(when.contains_day(day), when.contains(&exact));
        let (begun, over) = (when.is_on_or_before(day), when.has_ended_by(day));
        match when.compare(&exact) {
            Order::Before => prop_assert_eq!((begun, over), (Some(true), Some(true))),
            Order::After => prop_assert_eq!((begun, over), (Some(false), Some(false))),
            Order::Same => prop_assert_eq!(begun, Some(true)),
            Order::Unknown => {}
        }
        // What is over has begun, and what has begun stays so.
        prop_assert!(over != Some(true) || begun == Some(true));
        let next = day.plus_days(1).expect("far from the end");
        prop_assert!(begun != Some(true) || when.is_on_or_before(next) == Some(true));
        prop_assert!(over != Some(true) || when.has_ended_by(next) == Some(true));
    }
}
