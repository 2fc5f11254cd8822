//! What counts as a change of a fact, and what as news.

use super::*;

fn facts(date: &str, entries: &[(&str, &[(&str, &str)])]) -> Facts {
    let stated = |fields: &[(&str, &str)]| {
        let mut stated = Stated { title: "T".to_owned(), ..Stated::default() };
        for (name, values) in fields {
            match *name {
                "address" => stated.address = (*values).to_owned(),
                "corrections" => stated.corrections = values.split(' ').map(|day| (day.to_owned(), "Mended.".to_owned())).collect(),
                _ => drop(stated.facts.insert((*name).to_owned(), values.split(' ').map(str::to_owned).collect())),
            }
        }
        stated
    };
    let entries = entries.iter().map(|(id, fields)| ((*id).to_owned(), stated(fields))).collect();
    Facts { format: FORMAT.to_owned(), date: Some(date.to_owned()), entries, ..Facts::default() }
}

fn kinds(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<(Kind, String)> {
    let changes = compare(&facts("2026-01-01", &[("a", old)]), &facts("2026-02-01", &[("a", new)]));
    changes.into_iter().map(|change| (change.kind, change.words())).collect()
}

#[test]
fn what_is_added_is_news_and_what_is_replaced_is_not() {
    assert_eq!(kinds(&[("date", "2021")], &[("date", "2021")]), []);
    assert_eq!(
        kinds(&[("sources", "s")], &[("sources", "s t"), ("numbers", "7")]),
        [(Kind::New, "numbers: `7` is new".to_owned()), (Kind::New, "sources: `t` is new".to_owned()),]
    );
    assert_eq!(kinds(&[("date", "2021")], &[("date", "2022")]), [(Kind::Uncorrected, "date: was `2021`, is `2022`".to_owned())]);
    assert_eq!(kinds(&[("numbers", "1469 7")], &[("numbers", "7")]), [(Kind::Uncorrected, "numbers: `1469` is stated no more".to_owned())]);
}

#[test]
fn a_correction_counts_if_it_is_new_and_dated_since() {
    let wrong = ("date", "2021");
    let right = ("date", "2022");
    let kind = |old: &[(&str, &str)], new: &[(&str, &str)]| kinds(old, new)[0].0;
    assert_eq!(kind(&[wrong], &[right, ("corrections", "2026-01-15")]), Kind::Corrected);
    assert_eq!(kind(&[wrong], &[right, ("corrections", "2026-01-01")]), Kind::Corrected, "on the day of the release itself");
    assert_eq!(kind(&[wrong], &[right, ("corrections", "2025-12-31")]), Kind::Uncorrected, "before the release");
    let older = ("corrections", "2026-01-15");
    assert_eq!(kind(&[wrong, older], &[right, older]), Kind::Uncorrected, "one that was there already");
}

#[test]
fn what_a_date_on_the_page_explains_needs_no_correction() {
    let old = [("standing", "claimed"), ("history 2021: standing", "claimed")];
    let step = ("history 2022: standing", "confirmed");
    assert_eq!(
        kinds(&old, &[old[1], step, ("standing", "confirmed")]).iter().map(|one| one.0).collect::<Vec<_>>(),
        [Kind::New, Kind::Moved]
    );
    let rewritten = kinds(&old, &[("history 2021: standing", "confirmed"), ("standing", "confirmed")]);
    assert!(rewritten.iter().all(|(kind, _)| *kind == Kind::Uncorrected), "{rewritten:?}");
    assert_eq!(kinds(&[("in_force", "2021/..")], &[("in_force", "2021/2024")])[0].0, Kind::Moved);
    assert_eq!(kinds(&[("in_force", "2021/..")], &[("in_force", "2020/2024")])[0].0, Kind::Uncorrected);
    assert_eq!(kinds(&[("in_force", "2021/2024")], &[("in_force", "2021/..")])[0].0, Kind::Uncorrected);
}

#[test]
fn entries_that_come_go_and_are_renamed() {
    let old = facts("2026-01-01", &[("a", &[("address", "claims/a/index.html"), ("date", "2021")])]);
    let new = facts("2026-02-01", &[("b", &[("address", "claims/b/index.html"), ("date", "2022")])]);
    let told =
        |new: &Facts| compare(&old, new).into_iter().map(|change| (change.id.clone(), change.kind, change.words())).collect::<Vec<_>>();
    assert_eq!(
        told(&new),
        [("a".to_owned(), Kind::Uncorrected, "is not there any more".to_owned()), ("b".to_owned(), Kind::New, "is new".to_owned()),]
    );
    let mut renamed = new.clone();
    renamed.redirects.insert("claims/a/index.html".to_owned(), "b".to_owned());
    assert_eq!(told(&renamed), [("b".to_owned(), Kind::Uncorrected, "date: was `2021`, is `2022`".to_owned())]);
    let mut withdrawn = new.clone();
    withdrawn.withdrawn.insert("claims/a/index.html".to_owned());
    assert_eq!(told(&withdrawn)[0].1, Kind::Corrected);
}

#[test]
fn numbers_in_one_spelling() {
    let found = |text: &str| {
        let mut all = BTreeSet::new();
        numbers::numbers(text, &mut all);
        all.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("about 1,469 or 1\u{a0}469 of 35 000, 0.5 and 0,5 per cent"), "0.5 1469 35000");
    assert_eq!(found("In 2021 625 people; №575, article 19.11, on 18 August, v2, 3."), "18 19.11 2021 3 575 625");
    assert_eq!(found("1,234,567 and 12,34 and 1234,567"), "12.34 1234.567 1234567");
    assert_eq!(found("2021-08-18"), "08 18 2021");
    assert_eq!(found("no numbers, at all."), "");
}

#[test]
fn the_file_is_read_as_it_was_written() {
    let mut all = facts("2026-01-01", &[("a", &[("date", "2021"), ("corrections", "2026-01-01")]), ("b.be", &[])]);
    all.redirects.insert("old".to_owned(), "a".to_owned());
    all.withdrawn.insert("gone".to_owned());
    assert_eq!(Facts::read(all.text().as_bytes()), Ok(all.clone()));
    assert!(all.text().lines().any(|line| line.starts_with("\"a\": {")), "an entry a line");
    for (text, told) in [("", "is no list of facts"), ("[]", "is no list of facts"), ("{}", "is no list of facts")] {
        assert!(Facts::read(text.as_bytes()).expect_err("no facts").contains(told), "{text}");
    }
    let later = all.text().replace("facts/1", "facts/2");
    assert!(Facts::read(later.as_bytes()).expect_err("a later format").contains("this program knows"));
}
