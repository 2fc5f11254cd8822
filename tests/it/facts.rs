//! The gate of corrections: a published fact does not change without a word to readers.

use std::path::Path;

use super::cli::{dossier, err, out, started};

const CLAIM: &str = "---
kind: claim
title: A second claim
statement: They hold 1,469 files.
claimed_by: example-group
history:
  - {date: \"2021-08-16\", standing: claimed, by: example-group, sources: example-report}
---
It is said that 625 of them are old [@example-report].
";

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

const FILE: &str = "content/claims/second-claim.md";

/// A dossier with a release that somebody kept.
fn released() -> tempfile::TempDir {
    let folder = started();
    let root = folder.path().join("d");
    put(&root, FILE, CLAIM);
    let built = dossier(&root, &["build", "--out", "../kept"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    folder
}

#[test]
fn a_fact_that_changed_needs_a_correction() {
    let folder = released();
    let root = folder.path().join("d");
    let since = |kept: &str| dossier(&root, &["build", "--since", kept]);
    let same = since("../kept");
    assert_eq!(same.status.code(), Some(0), "{}", err(&same));
    assert!(out(&same).contains("no published fact changed"), "{}", out(&same));

    // Words may change, and what is new is no correction's matter.
    put(&root, FILE, &CLAIM.replace("It is said that 625 of them", "They say that 625 of them, and 3 more,"));
    let more = since("../kept");
    assert_eq!(more.status.code(), Some(0), "{}", err(&more));
    assert!(out(&more).contains("new") && out(&more).contains("numbers: `3` is new"), "{}", out(&more));

    for (from, to, told) in [
        ("1,469", "1,496", "numbers: was `1469`, is `1496`"),
        ("625 of them", "some of them", "numbers: `625` is stated no more"),
        ("2021-08-16", "2021-08-17", "history 2021-08-16: standing: `claimed` is stated no more"),
        ("standing: claimed", "standing: disputed", "standing: was `claimed`, is `disputed`"),
    ] {
        put(&root, FILE, &CLAIM.replace(from, to));
        let home = std::fs::read(root.join("public/index.html")).expect("a site");
        let failed = since("../kept/.well-known/dossier-manifest.json");
        let text = err(&failed);
        assert_eq!(failed.status.code(), Some(1), "{to}: {text}");
        assert!(text.contains("error[uncorrected-change]") && text.contains(FILE) && text.contains(told), "{to}: {text}");
        assert!(text.contains("corrections: [{date: \""), "{text}");
        assert!(out(&failed).contains("NOT CORRECTED"), "{}", out(&failed));
        assert_eq!(std::fs::read(root.join("public/index.html")).expect("a site"), home, "nothing was written");
        let corrected = CLAIM.replace(from, to).replace("history:", "corrections: [{date: \"2031-01-01\", text: Mended.}]\nhistory:");
        put(&root, FILE, &corrected);
        let built = since("../kept/.well-known/dossier-facts.json");
        assert_eq!(built.status.code(), Some(0), "{to}: {}", err(&built));
        assert!(out(&built).contains("corrected"), "{}", out(&built));
    }
}

#[test]
fn a_verdict_is_a_published_fact() {
    let folder = released();
    let root = folder.path().join("d");
    let verdict = "verdict: {finding: unproven, date: \"2021-09-01\", text: Nobody saw them., sources: example-report}\nhistory:";
    let with = |verdict: &str| CLAIM.replace("history:", verdict);
    put(&root, FILE, &with(verdict));
    let new = dossier(&root, &["build", "--since", "../kept", "--out", "../newer"]);
    assert_eq!(new.status.code(), Some(0), "{}", err(&new));
    assert!(out(&new).contains("verdict: finding: `unproven` is new"), "{}", out(&new));
    put(&root, FILE, &with(&verdict.replace("unproven", "incorrect")));
    let changed = dossier(&root, &["build", "--since", "../newer"]);
    assert_eq!(changed.status.code(), Some(1), "{}", err(&changed));
    assert!(err(&changed).contains("verdict: finding: was `unproven`, is `incorrect`"), "{}", err(&changed));
    put(&root, FILE, CLAIM);
    let gone = dossier(&root, &["build", "--since", "../newer"]);
    assert_eq!(gone.status.code(), Some(1), "{}", err(&gone));
    assert!(err(&gone).contains("verdict: finding: `unproven` is stated no more"), "{}", err(&gone));
}

#[test]
fn two_releases_are_compared_wherever_they_are() {
    let folder = released();
    let root = folder.path().join("d");
    put(&root, FILE, &CLAIM.replace("1,469", "1,496"));
    assert_eq!(dossier(&root, &["build", "--out", "../new"]).status.code(), Some(0), "without --since nothing is compared");
    let differ = dossier(folder.path(), &["diff", "kept", "new"]);
    assert_eq!(differ.status.code(), Some(1));
    assert!(err(&differ).contains("error[uncorrected-change]: `second-claim`: numbers: was `1469`, is `1496`"), "{}", err(&differ));
    assert_eq!(dossier(folder.path(), &["diff", "new", "new/.well-known/dossier-facts.json"]).status.code(), Some(0));

    std::fs::remove_file(root.join(FILE)).expect("it was there");
    assert_eq!(dossier(&root, &["build", "--out", "../new"]).status.code(), Some(0));
    let gone = dossier(folder.path(), &["diff", "kept", "new"]);
    assert!(err(&gone).contains("`second-claim`: is not there any more") && err(&gone).contains("redirect_from"), "{}", err(&gone));
    let settings = std::fs::read_to_string(root.join("dossier.yaml")).expect("the settings");
    put(
        &root,
        "dossier.yaml",
        &format!("{settings}\nwithdrawn: [{{address: claims/second-claim, date: \"2031-01-01\", reason: It was nobody's business.}}]\n"),
    );
    assert_eq!(dossier(&root, &["build", "--out", "../new"]).status.code(), Some(0));
    let withdrawn = dossier(folder.path(), &["diff", "kept", "new"]);
    assert_eq!(withdrawn.status.code(), Some(0), "{}{}", out(&withdrawn), err(&withdrawn));
    put(&root, "dossier.yaml", &settings);
    put(&root, "content/claims/third-claim.md", &CLAIM.replace("history:", "redirect_from: [claims/second-claim]\nhistory:"));
    assert_eq!(dossier(&root, &["build", "--out", "../new"]).status.code(), Some(0));
    let renamed = dossier(folder.path(), &["diff", "kept", "new"]);
    assert_eq!(renamed.status.code(), Some(0), "{}{}", out(&renamed), err(&renamed));
}

#[test]
fn what_is_no_release_is_refused() {
    let folder = released();
    let root = folder.path().join("d");
    put(folder.path(), "empty/a.txt", "");
    put(folder.path(), "other.json", "{\"a\": 1}");
    put(
        folder.path(),
        "alone/dossier-manifest.json",
        &std::fs::read_to_string(folder.path().join("kept/.well-known/dossier-manifest.json")).expect("a manifest"),
    );
    let changed =
        std::fs::read_to_string(folder.path().join("kept/.well-known/dossier-facts.json")).expect("facts").replace("1469", "1470");
    for (kept, told) in [
        ("../empty", "holds no `.well-known/dossier-facts.json`"),
        ("../other.json", "is no list of facts"),
        ("../alone/dossier-manifest.json", "has no `dossier-facts.json` beside it"),
        ("../nowhere", "no folder, no file and no address"),
    ] {
        let refused = dossier(&root, &["build", "--since", kept]);
        assert_eq!(refused.status.code(), Some(2), "{kept}: {}", err(&refused));
        assert!(err(&refused).contains(told), "{kept}: {}", err(&refused));
    }
    put(folder.path(), "kept/.well-known/dossier-facts.json", &changed);
    let refused = dossier(&root, &["build", "--since", "../kept"]);
    assert!(err(&refused).contains("is not the one that its manifest lists"), "{}", err(&refused));
}
