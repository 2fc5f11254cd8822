//! The theme of text only, and what a theme says of pages beyond its templates.

use super::samples::samples;
use super::*;

fn plain() -> (Snapshot, Theme) {
    let mut snapshot = with(&[]);
    put_folder(&mut snapshot, "plain", &PLAIN);
    let outcome = load(&snapshot, "plain");
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    (snapshot, outcome.value.expect("a theme without mistakes is loaded"))
}

#[test]
fn plain_has_sound_pages_and_no_script() {
    let (_, theme) = plain();
    is_sound(&theme);
    for (name, html) in samples(&theme, "en", "<p>Body</p>") {
        for part in ["<script", "<use", "<symbol", "rel=\"preload\"", "rel=\"icon\""] {
            assert!(!html.contains(part), "{name} has {part}");
        }
    }
}

#[test]
fn plain_publishes_one_small_sheet_and_speaks_three_languages() {
    let (snapshot, theme) = plain();
    let files = theme.files(&snapshot);
    let [(source, file)] = files.as_slice() else { panic!("{files:?}") };
    let Content::Bytes(bytes) = &file.content else { panic!("{file:?}") };
    assert!(source.as_str().ends_with("plain.css") && bytes.len() < 4096, "{source} has {} bytes", bytes.len());
    let folder = || ["themes/plain/i18n/".to_owned()];
    let names = |lang: &str| {
        let mut snapshot = snapshot.clone();
        if lang != "en" {
            put(&mut snapshot, "themes/plain/i18n/en.ftl", "");
        }
        let lang = Lang::new(lang);
        Strings::load(&snapshot, &folder(), std::slice::from_ref(&lang)).value.names(&lang)
    };
    let (english, ledger) = (names("en"), ledger());
    assert!(!english.is_empty() && english.is_subset(&ledger.strings().names(&Lang::new("en"))), "words that no template asks for");
    assert_eq!((&names("be"), &names("ru")), (&english, &english));
}

#[test]
fn the_nearest_theme_that_says_something_is_heard() {
    let manner = |child: &str, parent: &str| {
        let yaml = |parent: &str, rest: &str| format!("contract: 1\nparent: {parent}\n{rest}");
        let files = [("themes/b/theme.yaml", yaml("ledger", parent)), ("themes/a/theme.yaml", yaml("b", child))];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        load(&with(&files), "a").value.expect("two themes without mistakes").manner()
    };
    let usual = Manner { pictures: true, side_notes: true, extras: true, per_page: None };
    assert_eq!(ledger().manner(), usual);
    assert_eq!(manner("", "pictures: false\nper_page: 40\n"), Manner { pictures: false, per_page: Some(40), ..usual });
    assert_eq!(
        manner("pictures: true\nextras: false\n", "pictures: false\nside_notes: false\n"),
        Manner { extras: false, side_notes: false, ..usual }
    );
}

#[test]
fn a_page_of_a_list_is_neither_tiny_nor_endless() {
    for number in ["9", "251", "40.5", "-1"] {
        let theme = format!("contract: 1\nparent: ledger\nper_page: {number}\n");
        assert_eq!(
            mistakes(&[("themes/a/theme.yaml", &theme)], "a"),
            ["invalid-settings themes/a/theme.yaml per_page: `per_page` is not a whole number from 10 to 250"]
        );
    }
}
