//! Dates in words against CLDR: what the strings of the themes say of a day and of a month is what `icu` says.

use dossier::model::Lang;
use dossier::model::date::When;
use dossier::read::built_in;
use dossier::render::theme::Theme;
use dossier::render::words;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};

/// The languages of the interface, each with the locale whose dates it writes: English as in Europe, day first.
const LANGUAGES: [(&str, &str); 3] = [("en", "en-GB"), ("be", "be"), ("ru", "ru")];

/// With plain spaces: which of them may break a line is no matter of CLDR's.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn days_and_months_are_those_of_cldr() {
    let languages = LANGUAGES.map(|(lang, _)| Lang::new(lang));
    let theme = Theme::load(&built_in(), "ledger", &languages, &[]).value.expect("the built-in theme is sound");
    for (lang, locale) in LANGUAGES {
        let locale: icu_locale_core::Locale = locale.parse().expect("a locale");
        let days = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), YMD::long()).expect("the data is inside");
        let months = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), YM::long()).expect("the data is inside");
        let ours = |written: &str| {
            let when: When = written.parse().expect("a date");
            spaced(&words::date(&when, theme.strings(), &Lang::new(lang)))
        };
        for month in 1..=12 {
            for day in [1, 18] {
                let date = Date::try_new_gregorian(2021, month, day).expect("a day");
                assert_eq!(ours(&format!("2021-{month:02}-{day:02}")), spaced(&days.format(&date).to_string()), "{lang}");
            }
            let date = Date::try_new_gregorian(1999, month, 1).expect("a day");
            assert_eq!(ours(&format!("1999-{month:02}")), spaced(&months.format(&date).to_string()), "{lang}");
        }
    }
}
