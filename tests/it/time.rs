//! The dossier as of a day, on the real content: nothing of what is dated later may be in the site. And the timeline
//! of a dossier that is too long for one page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dossier::build::{Build, Memo, Options, build};
use dossier::model::date::Day;
use dossier::render::{Content, OutputPath};
use scraper::{ElementRef, Html, Selector};

/// The day of the story that the real dossier began with.
const DAY: (i64, u8, u8) = (2021, 8, 18);

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn as_of() -> Options {
    Options { as_of: Day::new(DAY.0, DAY.1, DAY.2), ..Options::default() }
}

fn texts(build: &Build) -> Vec<(String, String)> {
    let text = |(path, file): (&OutputPath, &std::sync::Arc<dossier::render::OutputFile>)| match &file.content {
        Content::Bytes(bytes) => Some((path.as_str().to_owned(), String::from_utf8_lossy(bytes).into_owned())),
        Content::File(_) => None,
    };
    build.files.iter().filter_map(text).collect()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// The dates in a text, `2021-08-18` and `18 August 2021`, as far as each goes.
fn dates(text: &str) -> Vec<(i64, u8, u8)> {
    let mut found = Vec::new();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    for (n, word) in words.iter().enumerate() {
        let parts: Vec<&str> = word.split('T').next().unwrap_or(word).split('-').collect();
        if parts.len() > 1 && parts[0].len() == 4 {
            let numbers: Vec<i64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
            if let [year, month, rest @ ..] = numbers.as_slice() {
                found.push((*year, u8::try_from(*month).unwrap_or(0), rest.first().map_or(0, |day| u8::try_from(*day).unwrap_or(0))));
            }
        }
        if let Some(month) = MONTHS.iter().position(|name| name == word)
            && let Some(year) = words.get(n + 1).and_then(|year| year.parse::<i64>().ok())
        {
            let day = n.checked_sub(1).and_then(|before| words[before].parse::<u8>().ok()).unwrap_or(0);
            found.push((year, u8::try_from(month + 1).unwrap_or(0), day));
        }
        // A year alone, as in `since 2022` or `datetime="2024"`.
        if words.len() < 3
            && word.len() == 4
            && let Ok(year) = word.parse::<i64>()
        {
            found.push((year, 0, 0));
        }
    }
    found
}

fn no_later(place: &str, text: &str, wrong: &mut BTreeSet<String>) {
    for date in dates(text) {
        if date > DAY {
            wrong.insert(format!("{place}: {text}"));
        }
    }
}

/// Every text in a JSON-LD that is a date or an interval.
fn json_dates(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) if text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(' ') => {
            found.push(text.clone())
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| json_dates(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| json_dates(value, found)),
        _ => {}
    }
}

#[test]
fn dates_are_found() {
    assert_eq!(dates("18 August 2021"), [(2021, 8, 18)]);
    assert_eq!(dates("since August 2021"), [(2021, 8, 0)]);
    assert_eq!(dates("since 2022"), [(2022, 0, 0)]);
    assert_eq!(dates("2021-08-18T00:00:00Z"), [(2021, 8, 18)]);
    assert_eq!(dates("2021-06-18/.."), [(2021, 6, 18)]);
    assert_eq!(dates("2022"), [(2022, 0, 0)]);
    let mut wrong = BTreeSet::new();
    no_later("x", "19 August 2021", &mut wrong);
    no_later("y", "August 2021", &mut wrong);
    assert_eq!(wrong.into_iter().collect::<Vec<_>>(), ["x: 19 August 2021"]);
}

/// What of a page a machine or a glance takes for a date: times, lists, cards, pictures.
const DATED: &str =
    "time, .when, .folio li, .entries .when, .card .row-date dd, .card .row-in_force dd, svg title, .year > h2, .sources li > p";

/// Whatever in a site is dated later than the day or leads to one of these entries, and how many dates were looked at.
fn later_things(built: &Build, hidden: &[String]) -> (BTreeSet<String>, usize) {
    let (mut wrong, mut seen) = (BTreeSet::new(), 0);
    for (path, text) in texts(built) {
        wrong.extend(hidden.iter().filter(|id| format!("/{path}").ends_with(*id)).map(|_| format!("{path} is there")));
        if path.ends_with(".xml") {
            let moments = text.split(['<', '>']).filter(|part| part.ends_with("T00:00:00Z"));
            moments.for_each(|moment| no_later(&path, moment, &mut wrong));
            continue;
        }
        if !path.ends_with(".html") {
            continue;
        }
        let page = Html::parse_document(&text);
        for element in all(&page, DATED) {
            seen += 1;
            no_later(&path, &element.text().collect::<String>(), &mut wrong);
            no_later(&path, element.attr("datetime").unwrap_or(""), &mut wrong);
        }
        for link in all(&page, "a[href]") {
            let href = link.attr("href").unwrap_or("");
            wrong.extend(hidden.iter().filter(|id| href.ends_with(*id)).map(|_| format!("{path} links to {href}")));
        }
        for script in all(&page, "script[type='application/ld+json']") {
            let json = serde_json::from_str(&script.text().collect::<String>()).expect("JSON-LD is JSON");
            let mut found = Vec::new();
            json_dates(&json, &mut found);
            found.iter().for_each(|date| no_later(&path, date, &mut wrong));
        }
    }
    (wrong, seen)
}

#[test]
fn the_real_dossier_as_of_a_day_has_nothing_later() {
    let snapshot = dossier::read::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the real dossier can be read");
    let (built, memo) = build(&snapshot, &as_of(), &Memo::default());
    assert!(!built.has_errors(), "{:?}", built.diagnostics);
    let linked = dossier::build::dossier(&snapshot, &as_of());
    let hidden: Vec<String> = linked.hidden.keys().map(|key| format!("/{}/index.html", key.id)).collect();
    assert!(hidden.len() > 20, "only {} entries are hidden", hidden.len());
    let (wrong, seen) = later_things(&built, &hidden);
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(seen > 100, "only {seen} dates were looked at");
    assert!(!built.files.keys().any(|path| path.as_str() == "sitemap.xml"), "a copy for comparison is in no sitemap");
    for (path, text) in texts(&built).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Html::parse_document(&text);
        assert!(!all(&page, ".as-of").is_empty(), "{path} has no banner");
        let found = all(&page, "meta[name=robots][content=noindex]").is_empty() || !all(&page, "link[rel=canonical]").is_empty();
        assert!(!found, "{path} asks to be found");
    }
    // The same eyes see a great deal in the dossier of today, which a memo of the other day does not spoil.
    let options = Options { blank_cards: true, ..Options::default() };
    let (today, _) = build(&snapshot, &options, &memo);
    let (later, _) = later_things(&today, &hidden);
    assert!(later.len() > 300, "only {} later things were found in the dossier of today", later.len());
    let (fresh, _) = build(&snapshot, &options, &Memo::default());
    assert!(texts(&today) == texts(&fresh), "a memo of another day changes the site");
}

/// A dossier of so many events: most in 2021, a few over a century.
fn long(events: usize) -> Build {
    let mut files = BTreeMap::new();
    for n in 0..events {
        let year = if n % 10 == 0 { 1921 + (n / 10) % 100 } else { 2021 };
        let date = format!("{year}-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        files.insert(format!("content/e{n}.md"), format!("---\nkind: event\ntitle: Event {n}\ndate: \"{date}\"\n---\nText.\n"));
    }
    let (built, _) = build(&super::fixtures::snapshot(&files), &Options::default(), &Memo::default());
    assert!(!built.has_errors(), "{:?}", built.diagnostics);
    built
}

#[test]
fn a_long_timeline_is_split_and_its_picture_bounded() {
    let built = long(1000);
    let texts: BTreeMap<String, String> = texts(&built).into_iter().collect();
    let index = &texts["timeline/index.html"];
    let page = Html::parse_document(index);
    assert!(all(&page, ".tl .ev").is_empty(), "the list is on the pages of the years");
    assert_eq!(all(&page, "nav.choices a").len(), 101, "a link for each year");
    assert!(index.contains("href=\"../timeline/2021/index.html\""));
    assert!(index.len() < 60_000, "the page with the picture has {} bytes", index.len());
    assert!(index.contains(">+9") && all(&page, "svg .mark").is_empty(), "many rows are drawn as numbers");
    let pages = [
        "timeline/2021/index.html",
        "timeline/2021/page-2/index.html",
        "timeline/2021/page-3/index.html",
        "timeline/2021/page-4/index.html",
    ];
    let rows: Vec<usize> = pages.iter().map(|path| all(&Html::parse_document(&texts[*path]), ".tl .ev").len()).collect();
    assert_eq!(rows, [250, 250, 250, 150]);
    assert!(!texts.contains_key("timeline/2021/page-5/index.html"));
    assert!(texts["timeline/1921/index.html"].contains("<h1>Timeline: 1921</h1>"));
    // A link in the picture leads to a page that is there.
    for link in all(&page, "svg a") {
        let href = link.attr("href").unwrap_or("").trim_start_matches("../");
        assert!(texts.contains_key(href), "the picture links to {href}");
    }
}
