//! The program itself: exit codes, streams, and what happens on a real disk.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the program in a folder.
pub fn dossier(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .output()
        .expect("the program can be started")
}

/// Standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A new dossier, as `dossier init` makes it.
pub fn started() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let made = dossier(folder.path(), &["init", "d"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    folder
}

/// Writes a file of a dossier.
pub fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

#[test]
fn a_new_dossier_checks_and_builds() {
    let folder = started();
    let root = folder.path().join("d");
    let checked = dossier(&root, &["check", "--strict"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
    assert!(out(&checked).starts_with("5 entries, "), "{}", out(&checked));
    assert_eq!(err(&checked), "");
    let built = dossier(&root, &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(out(&built).contains("5 entries") && out(&built).contains("pages"), "{}", out(&built));
    assert!(root.join("public/claims/example-claim/index.html").exists());
    assert!(root.join("public/404.html").exists() && root.join("public/_headers").exists());
    // From a folder below, and with a root that is named.
    assert_eq!(dossier(&root.join("content/claims"), &["check"]).status.code(), Some(0));
    assert_eq!(dossier(folder.path(), &["check", "--root", "d"]).status.code(), Some(0));
}

#[test]
fn init_never_writes_over_anything() {
    let folder = started();
    let again = dossier(folder.path(), &["init", "d"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(err(&again), "error: `d` is not empty; choose a new folder\n");
}

#[test]
fn wrong_usage_is_2_and_help_is_0() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    for (arguments, code) in [
        (&["--help"][..], 0),
        (&["--version"], 0),
        (&["build", "--help"], 0),
        (&[], 2),
        (&["biuld"], 2),
        (&["build", "--nonsense"], 2),
        (&["check"], 2),
        (&["build", "--root", "nowhere"], 2),
        (&["schema", "clam"], 2),
    ] {
        assert_eq!(dossier(folder.path(), arguments).status.code(), Some(code), "{arguments:?}");
    }
    let lost = dossier(folder.path(), &["check"]);
    assert!(err(&lost).contains("there is no dossier here") && err(&lost).contains("dossier init DIR"), "{}", err(&lost));
    assert!(err(&dossier(folder.path(), &["schema", "clam"])).contains("did you mean `claim`?"));
}

#[test]
fn mistakes_are_1_with_their_place() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root, "content/pages/wrong.md", "---\nkind: page\ntitle: Wrong\n---\nПосмотрите [[example-grup]] сюда.\n");
    let checked = dossier(&root, &["check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(out(&checked), "");
    let text = err(&checked);
    assert!(text.contains("error[broken-link]: no entry is called `example-grup`"), "{text}");
    assert!(text.contains("content/pages/wrong.md:5:12"), "{text}");
    assert!(text.contains("did you mean") && text.contains("`example-group`"), "{text}");
    assert!(text.ends_with("1 error\n"), "{text}");
    assert!(!text.contains('\u{1b}'), "colour without a terminal");
}

#[test]
fn nobody_has_to_read_to_the_end() {
    let folder = started();
    let root = folder.path().join("d");
    for n in 0..2_000 {
        write(&root, &format!("content/pages/wrong-{n}.md"), "---\nkind: no-such-kind\n---\n");
    }
    let mut check = Command::new(env!("CARGO_BIN_EXE_dossier"))
        .arg("check")
        .current_dir(&root)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program can be started");
    drop(check.stderr.take());
    assert_eq!(check.wait().expect("it ends").code(), Some(1));
}

#[test]
fn a_failed_build_leaves_the_site() {
    let folder = started();
    let root = folder.path().join("d");
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    let before = std::fs::read(root.join("public/index.html")).expect("the home page");
    write(&root, "content/pages/home.md", "---\nkind: page\ntitle: [\n---\n");
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(1));
    assert_eq!(std::fs::read(root.join("public/index.html")).expect("the home page"), before);
}

#[test]
fn files_of_others_are_kept_and_a_foreign_folder_is_refused() {
    let folder = started();
    let root = folder.path().join("d");
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    write(&root, "public/CNAME", "dossier.example\n");
    write(&root, "content/pages/gone.md", "---\nkind: page\ntitle: Gone soon\n---\nText.\n");
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    assert!(root.join("public/pages/gone-soon/index.html").exists() || root.join("public/pages/gone/index.html").exists());
    std::fs::remove_file(root.join("content/pages/gone.md")).expect("the file can be removed");
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    assert!(!root.join("public/pages/gone").exists(), "a page of an entry that is gone");
    assert!(root.join("public/CNAME").exists(), "a file that the program did not write");
    write(&root, "elsewhere/letter.txt", "mine\n");
    let refused = dossier(&root, &["build", "--out", "elsewhere"]);
    assert_eq!(refused.status.code(), Some(2), "{}", err(&refused));
    assert!(err(&refused).contains("did not write"), "{}", err(&refused));
    assert!(root.join("elsewhere/letter.txt").exists());
    let refused = dossier(&root, &["build", "--out", "content"]);
    assert_eq!(refused.status.code(), Some(2), "{}", err(&refused));
}

#[test]
fn new_writes_a_valid_entry_of_each_kind_and_never_over_one() {
    let folder = started();
    let root = folder.path().join("d");
    let settings = std::fs::read_to_string(root.join("dossier.yaml")).expect("the settings");
    let ruling =
        "  ruling: {label: ruling, plural: rulings, title: Rulings, relations: {court: {to: [actor], label: court, inverse: rulings}}}";
    write(&root, "dossier.yaml", &format!("{settings}kinds:\n{ruling}\n"));
    // In an order in which each finds what it must refer to; one that the dossier declares is the last.
    let kinds = [
        "page",
        "term",
        "actor",
        "source",
        "provision",
        "instrument",
        "effect",
        "claim",
        "event",
        "case",
        "designation",
        "explainer",
        "question",
        "ruling",
    ];
    let built_in = dossier::kind::KINDS.iter().map(|make| make().name.to_string());
    assert_eq!(BTreeSet::from_iter(built_in.chain(["ruling".to_owned()])), BTreeSet::from(kinds.map(ToOwned::to_owned)));
    for kind in kinds {
        let made = dossier(&root, &["new", kind, &format!("A \"new\" {kind}: one")]);
        assert_eq!(made.status.code(), Some(0), "{kind}: {}", err(&made));
        let text = std::fs::read_to_string(root.join(out(&made).trim())).expect("a new entry");
        let checked = dossier(&root, &["check", "--strict"]);
        assert_eq!((checked.status.code(), err(&checked)), (Some(0), String::new()), "after the first {kind}");
        // Nothing rests on a new source, and nothing brings a new effect about: a draft is no mistake, and says why it is one.
        let is_draft = text.contains("\ndraft: true\n");
        assert_eq!(is_draft, matches!(kind, "source" | "effect"), "{kind}: {text}");
        assert_eq!(is_draft, text.contains("\n# It is one for now, since nothing "), "{kind}: {text}");
        assert_eq!(is_draft, err(&made).starts_with("note: it is a draft for now, since nothing "), "{kind}: {}", err(&made));
    }
    let again = dossier(&root, &["new", "page", "A \"new\" page: one"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("has the id `a-new-page-one` already"), "{}", err(&again));
    let bad = dossier(&root, &["new", "page", "x", "--id", "../../escape"]);
    assert_eq!(bad.status.code(), Some(2));
    let unknown = dossier(&root, &["new", "clame", "x"]);
    assert!(err(&unknown).contains("there is no kind `clame`; did you mean `claim`?"), "{}", err(&unknown));
}

#[test]
fn what_new_lets_rest_on_a_draft_is_a_draft_itself() {
    let folder = started();
    let root = folder.path().join("d");
    for entry in std::fs::read_dir(root.join("content")).expect("a folder") {
        std::fs::remove_dir_all(entry.expect("a folder").path()).expect("it goes");
    }
    write(&root, "dossier.yaml", "title: Test\n");
    for (kind, title) in [("actor", "A Ministry"), ("source", "A report")] {
        assert_eq!(dossier(&root, &["new", kind, title]).status.code(), Some(0), "{kind}");
    }
    let made = dossier(&root, &["new", "claim", "A claim"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    assert!(err(&made).contains("it is a draft for now, since `a-report` is a draft"), "{}", err(&made));
    let checked = dossier(&root, &["check", "--strict"]);
    assert_eq!((checked.status.code(), err(&checked)), (Some(0), String::new()));
}

#[test]
fn schema_and_completions_go_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    for arguments in [&["schema"][..], &["schema", "claim"]] {
        let printed = dossier(folder.path(), arguments);
        assert_eq!(printed.status.code(), Some(0));
        let schema: serde_json::Value = serde_json::from_str(&out(&printed)).expect("the schema is JSON");
        assert!(schema["$schema"].as_str().is_some_and(|name| name.contains("2020-12")));
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let printed = dossier(folder.path(), &["completions", shell]);
        assert!(printed.status.success() && out(&printed).contains("dossier"), "{shell}");
    }
}

#[test]
fn formats_for_machines_are_valid() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root, "content/pages/wrong.md", "---\nkind: page\ntitel: Wrong\n---\n[[nobody-here]]\n");
    for format in ["json", "sarif"] {
        let checked = dossier(&root, &["check", "--format", format]);
        assert_eq!(checked.status.code(), Some(1));
        let value: serde_json::Value = serde_json::from_str(&err(&checked)).expect("diagnostics as JSON");
        assert!(value.to_string().contains("unknown-field"), "{value}");
    }
    let checked = dossier(&root, &["check", "--format", "github"]);
    assert!(err(&checked).lines().all(|line| line.starts_with("::error file=content/pages/wrong.md,line=")), "{}", err(&checked));
}

#[test]
fn stats_count_what_a_dossier_holds() {
    let folder = started();
    let root = folder.path().join("d");
    let text = "---\nkind: page\ntitel: x\n---\n".replace("titel", "title");
    let text = text.replace("x\n---", "Counted\nextra:\n  facts: [f-1, f-2]\n---");
    write(&root, "content/pages/counted.md", &format!("{text}It was so in August [@example-report]. Nobody has said so since.\n"));
    let stats = dossier(&root, &["check", "--stats"]);
    let table = out(&stats);
    assert!(table.contains("     1       0       1  content/pages/counted.md"), "{table}");
    assert!(table.contains("facts: 2 named under `extra.facts`, 2 times in all"), "{table}");
    let stats = dossier(&root, &["check", "--stats", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&out(&stats)).expect("the counts as JSON");
    assert_eq!(value["texts"]["content/pages/counted.md"], serde_json::json!({ "cited": 1, "linked": 0, "bare": 1 }));
    assert_eq!(value["facts"]["f-1"], 1);
    assert!(value["entries"]["page"]["en"].as_u64() >= Some(1), "{value}");
}

#[test]
fn the_same_bytes_anywhere_in_any_order() {
    let first = started();
    let second = tempfile::tempdir().expect("a folder for a test");
    let (one, two) = (first.path().join("d"), second.path().join("another name/тоже"));
    copy(&one, &two);
    assert_eq!(dossier(&one, &["build"]).status.code(), Some(0));
    let mut other = Command::new(env!("CARGO_BIN_EXE_dossier"));
    other.args(["build"]).current_dir(&two).env("TZ", "Pacific/Kiritimati").env("LC_ALL", "be_BY.UTF-8").env("RAYON_NUM_THREADS", "1");
    assert!(other.output().expect("the program can be started").status.success());
    assert_eq!(listing(&one.join("public")), listing(&two.join("public")));
}

fn copy(from: &Path, to: &Path) {
    // The files in the opposite order of their names.
    let mut all: Vec<_> = walkdir::WalkDir::new(from)
        .into_iter()
        .map(|entry| entry.expect("a listing"))
        .filter(|entry| entry.file_type().is_file())
        .collect();
    all.sort_by(|a, b| b.path().cmp(a.path()));
    for entry in all {
        let inside = entry.path().strip_prefix(from).expect("a path inside");
        write(to, &inside.to_string_lossy(), &std::fs::read_to_string(entry.path()).expect("a text"));
    }
}

fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("a listing"));
    let files = all.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            (
                entry.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned(),
                std::fs::read(entry.path()).expect("a file"),
            )
        })
        .collect()
}

#[test]
fn the_real_dossier_has_no_diagnostic() {
    let checked = dossier(Path::new(env!("CARGO_MANIFEST_DIR")), &["check", "--strict"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
}

/// Waits until a page of the site holds some words.
fn page_says(path: &Path, words: &str) -> bool {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(300);
    while std::time::Instant::now() < until {
        if std::fs::read_to_string(path).is_ok_and(|text| text.contains(words)) {
            return true;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    false
}

#[test]
fn watching_builds_again_and_survives_a_broken_save() {
    let folder = started();
    let root = folder.path().join("d");
    let mut program = Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(["build", "--watch"])
        .current_dir(&root)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program can be started");
    let page = root.join("public/terms/claim-term/index.html");
    let first = page_says(&page, "Where a claim stands");
    let entry = |summary: &str| format!("---\nkind: term\ntitle: standing\nsummary: {summary}\n---\nText.\n");
    write(&root, "content/terms/claim-term.md", &entry("Said anew"));
    let second = page_says(&page, "Said anew");
    write(&root, "content/terms/claim-term.md", &entry("[broken"));
    std::thread::sleep(std::time::Duration::from_millis(500));
    let kept = page_says(&page, "Said anew");
    write(&root, "content/terms/claim-term.md", &entry("Mended"));
    let third = page_says(&page, "Mended");
    program.kill().expect("the program is still there");
    program.wait().expect("the program ends");
    assert!(first && second && kept && third, "{first} {second} {kept} {third}");
}

#[test]
fn what_is_typed_wrongly_says_so() {
    let folder = started();
    let root = folder.path().join("d");
    let day = dossier(&root, &["build", "--as-of", "18.08.2021"]);
    assert_eq!(day.status.code(), Some(2));
    assert!(err(&day).contains("--as-of takes one day") && err(&day).contains("2021-08-18"), "{}", err(&day));
    let url = dossier(&root, &["build", "--base-url", "dossier.example"]);
    assert_eq!(url.status.code(), Some(2));
    assert!(err(&url).contains("--base-url takes a whole address"), "{}", err(&url));
    let theme = dossier(&root, &["build", "--theme", "nowhere"]);
    assert_eq!(theme.status.code(), Some(1));
    assert!(err(&theme).contains("error[missing-theme]: there is no theme `nowhere`"), "{}", err(&theme));
}

#[test]
fn reviews_are_due_on_a_day_and_never_in_a_build() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root, "content/pages/old.md", "---\nkind: page\ntitle: Old\nreviewed: 1970-01-01\nreview_by: 1970-06-01\n---\n");
    for (day, due) in [("1970-06-01", false), ("1970-06-02", true)] {
        let checked = dossier(&root, &["check", "--today", day]);
        assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
        assert_eq!(err(&checked).contains("warning[review-overdue]: the review was due by 1970-06-01"), due, "{day}: {}", err(&checked));
    }
    let by_the_clock = dossier(&root, &["check"]);
    assert!(err(&by_the_clock).contains("[review-overdue]"), "{}", err(&by_the_clock));
    let as_of = dossier(&root, &["check", "--as-of", "1970-03-01"]);
    assert!(!err(&as_of).contains("[review-overdue]"), "{}", err(&as_of));
    let built = dossier(&root, &["build", "--strict"]);
    assert_eq!((built.status.code(), err(&built)), (Some(0), String::new()), "a build asks no clock");
    let wrong = dossier(&root, &["check", "--today", "tomorrow"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).starts_with("error: --today takes one day, as 2021-08-18: "), "{}", err(&wrong));
}

#[test]
fn exports_are_whole_or_not_at_all() {
    let folder = started();
    let root = folder.path().join("d");
    for arguments in [&["export", "ftm"][..], &["export", "ftm", "--statements"], &["export", "json"]] {
        let said = dossier(&root, arguments);
        assert_eq!(said.status.code(), Some(0), "{}", err(&said));
        assert_eq!(err(&said), "");
        let written = dossier(&root, &[arguments, &["--out", "../data"]].concat());
        assert_eq!((written.status.code(), out(&written)), (Some(0), String::new()), "{}", err(&written));
        assert_eq!(std::fs::read_to_string(folder.path().join("data")).expect("the export"), out(&said));
    }
    assert!(out(&dossier(&root, &["export", "json"])).starts_with("{\n  \"format\": \"dossier-graph\""));

    for (wrong, says) in [
        (&["export", "ftm", "--lang", "xx"][..], "the dossier has no language `xx`; it has en"),
        (&["export", "json", "--statements"], "`--statements` goes with `dossier export ftm`"),
        (&["export", "json", "--as-of", "soon"], "--as-of takes one day"),
        (&["export", "json", "--out", "."], "is a folder; name a file"),
        (&["export", "nonsense"], "invalid value 'nonsense'"),
    ] {
        let said = dossier(&root, wrong);
        assert_eq!(said.status.code(), Some(2), "{wrong:?}");
        assert!(err(&said).contains(says), "{wrong:?}: {}", err(&said));
    }

    write(&root, "content/pages/wrong.md", "---\nkind: page\ntitle: Wrong\n---\n[[nobody]]\n");
    let before = std::fs::read(folder.path().join("data")).expect("the export");
    let failed = dossier(&root, &["export", "json", "--out", "../data"]);
    assert_eq!((failed.status.code(), out(&failed)), (Some(1), String::new()));
    assert!(err(&failed).contains("error[broken-link]"), "{}", err(&failed));
    assert_eq!(std::fs::read(folder.path().join("data")).expect("the export"), before);
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2, "something was left beside the file");
}

#[test]
fn mv_renames_on_the_disk() {
    let folder = started();
    let root = folder.path().join("d");
    let mut claim = std::fs::read(root.join("content/claims/example-claim.md")).expect("the claim");
    claim.splice(0..0, *b"\xef\xbb\xbf");
    std::fs::write(root.join("content/claims/example-claim.md"), &claim).expect("the claim can be written");
    let before = listing(&root);
    let asked = dossier(&root, &["mv", "example-group", "named-group", "--dry-run"]);
    assert_eq!(asked.status.code(), Some(0), "{}", err(&asked));
    assert!(
        out(&asked).contains("content/claims/example-claim.md:") && out(&asked).contains(": example-group -> named-group\n"),
        "{}",
        out(&asked)
    );
    assert!(out(&asked).ends_with("content/actors/example-group.md -> content/actors/named-group.md\n"), "{}", out(&asked));
    assert_eq!(listing(&root), before, "a preview changes nothing");

    let done = dossier(&root, &["mv", "example-group", "named-group"]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    assert!(out(&done).starts_with("`example-group` is now `named-group`: "), "{}", out(&done));
    assert!(out(&done).ends_with("; `actors/example-group` leads on to it\n"), "{}", out(&done));
    assert!(!root.join("content/actors/example-group.md").exists() && root.join("content/actors/named-group.md").exists());
    let checked = dossier(&root, &["check", "--strict"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
    let now = std::fs::read(root.join("content/claims/example-claim.md")).expect("the claim");
    assert!(now.starts_with(b"\xef\xbb\xbf---") && !now.starts_with(b"\xef\xbb\xbf\xef"), "the byte order mark stays");
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    assert!(root.join("public/actors/example-group/index.html").exists() && root.join("public/actors/named-group/index.html").exists());
    let hidden = listing(&root).into_iter().any(|(path, _)| path.ends_with("dossier-mv"));
    assert!(!hidden, "nothing is left beside the files");
}

#[test]
fn mv_refuses_what_would_break_something() {
    let folder = started();
    let root = folder.path().join("d");
    for (arguments, words) in [
        (["mv", "example-grup", "x"], "error: no entry has the id `example-grup`; did you mean `example-group`?\n"),
        (["mv", "example-group", "example-claim"], "error: an entry has the id `example-claim` already"),
        (["mv", "example-group", "A b"], "error: `A b` is no id"),
    ] {
        let refused = dossier(&root, &arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(err(&refused).starts_with(words), "{}", err(&refused));
    }
    // The id of a heading is made of the words in it, and a link to it would break.
    write(&root, "content/pages/a.md", "---\nkind: page\ntitle: A\n---\n## On [[example-group]]\n\nText.\n");
    write(&root, "content/pages/b.md", "---\nkind: page\ntitle: B\n---\n[[a#on-example-group]]\n");
    assert_eq!(dossier(&root, &["check"]).status.code(), Some(0));
    let before = listing(&root);
    let refused = dossier(&root, &["mv", "example-group", "named-group"]);
    assert_eq!(refused.status.code(), Some(1), "{}", err(&refused));
    assert!(err(&refused).contains("error[broken-heading]") && err(&refused).ends_with("nothing was changed\n"), "{}", err(&refused));
    assert_eq!(listing(&root), before);
}

#[test]
fn a_translation_remembers_its_original() {
    let folder = started();
    let root = folder.path().join("d");
    let settings = std::fs::read_to_string(root.join("dossier.yaml")).expect("the settings");
    let several: String = settings.lines().filter(|line| !line.starts_with("languages:")).map(|line| format!("{line}\n")).collect();
    write(&root, "dossier.yaml", &format!("{several}languages: [en, be]\n"));
    write(&root, "content/law.md", "---\nkind: page\ntitle: The law\n---\nFirst.\n\nSecond.\n\nThird.\n");
    write(&root, "content/law.be.md", "---\r\nkind: page\r\ntitle: Закон # слова\r\n---\r\nПершы.\r\n\r\nДругі.\r\n\r\nТрэці.\r\n");
    let done = dossier(&root, &["translated", "law"]);
    assert_eq!((done.status.code(), &*out(&done)), (Some(0), "content/law.be.md\n1 written, 0 as they were\n"), "{}", err(&done));
    assert!(out(&dossier(&root, &["translated", "--all"])).ends_with("0 written, 1 as they were\n"));
    let text = std::fs::read_to_string(root.join("content/law.be.md")).expect("the translation");
    assert!(
        text.starts_with("---\r\nkind: page\r\ntitle: Закон # слова\r\nmade_from: \"")
            && text.ends_with("\"\r\n---\r\nПершы.\r\n\r\nДругі.\r\n\r\nТрэці.\r\n")
    );
    let page = || {
        let built = dossier(&root, &["build", "--strict"]);
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        std::fs::read_to_string(root.join("public/be/pages/law/index.html")).expect("the page")
    };
    assert!(!page().contains("class=\"notice"), "nothing has changed");
    // One passage changes, and one that is only wrapped anew does not.
    write(
        &root,
        "content/law.md",
        "---\nkind: page\nupdated: \"2022-03-03\"\ntitle: The law\n---\nFirst.\n\nSecond, amended.\n\nThird.  \n",
    );
    let changed = page();
    let note = "<p class=\"notice behind\">Арыгінал гэтага фрагмента змяніўся пасля перакладу (апошняя змена: 3 сакавіка 2022\u{a0}г.). <a href=\"../../../pages/law/index.html\" hreflang=\"en\">Чытаць арыгінал</a></p>\n<p>Другі.</p>";
    assert!(changed.contains(note) && changed.matches("class=\"notice").count() == 1, "{changed}");
    // What is no translation, and what is none at all.
    for (arguments, message) in [
        (&["translated", "home"][..], "error: there is no translation of that; nothing was written\n"),
        (&["translated", "lww"], "error: no entry is called `lww`; did you mean `law`?\n"),
        (&["translated", "law", "--lang", "ru"], "error: the dossier has no language `ru`\n"),
    ] {
        let refused = dossier(&root, arguments);
        assert_eq!((refused.status.code(), &*err(&refused)), (Some(2), message));
    }
}

#[test]
fn new_translates_beside_the_original_and_refuses_what_would_be_wrong() {
    let folder = started();
    let root = folder.path().join("d");
    let settings = std::fs::read_to_string(root.join("dossier.yaml")).expect("the settings");
    write(&root, "dossier.yaml", &settings.replace("languages: [en]", "languages: [en, be]"));
    let made = dossier(&root, &["new", "claim", "Дзесяць тысяч: «на» # плошчы", "--lang", "be", "--id", "example-claim"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let text = std::fs::read_to_string(root.join("content/claims/example-claim.be.md")).expect("the translation");
    assert!(text.contains("title: \"Дзесяць тысяч: «на» # плошчы\"\n") && text.contains("\nclaimed_by: example-group\n"), "{text}");
    let long = "Вельмі доўгая назва, якая не спыняецца ".repeat(9);
    assert_eq!(dossier(&root, &["new", "term", &long]).status.code(), Some(0));
    let checked = dossier(&root, &["check", "--strict"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
    let before = listing(&root);
    for (arguments, words) in [
        (&["new", "claim", "x", "--lang", "be"][..], "there is no `x` in `en` of which this could be the translation"),
        (&["new", "claim", "x", "--lang", "be", "--id", "example-claim"], "`example-claim` is written in `be` already"),
        (&["new", "term", "x", "--lang", "be", "--id", "example-group"], "`example-group` is of the kind `actor`"),
        (&["new", "page", "standing"], "the entry `claim-term` goes by the name `standing`"),
        (&["new", "page", "con"], "`con` can be no id: the name `con` is reserved"),
        (&["new", "page", " \t "], "the title is empty"),
        (&["new", "page", "???"], "no id can be made of this title"),
        (&["new", "case", "x"], "needs `effect:`, and the dossier has no effect yet; write one first: dossier new effect TITLE"),
    ] {
        let refused = dossier(&root, arguments);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?} {}", err(&refused));
        assert!(err(&refused).contains(words), "{}", err(&refused));
    }
    assert_eq!(listing(&root), before, "nothing was written");
}

#[test]
fn init_brings_a_theme_of_its_own_and_what_editors_read() {
    let folder = started();
    let root = folder.path().join("d");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("a file of a new dossier");
    for path in ["settings", "theme", "front-matter"] {
        let schema: serde_json::Value = serde_json::from_str(&read(&format!(".vscode/schema/{path}.json"))).expect("JSON");
        assert!(schema["$schema"].as_str().is_some_and(|name| name.contains("2020-12")), "{path}");
    }
    for path in ["settings", "extensions"] {
        let _: serde_json::Value = serde_json::from_str(&read(&format!(".vscode/{path}.json"))).expect("JSON");
    }
    assert!(read("dossier.yaml").starts_with("# yaml-language-server: $schema=.vscode/schema/settings.json\n"));
    let printed = dossier(&root, &["schema", "settings"]);
    assert_eq!(out(&printed), read(".vscode/schema/settings.json"));
    write(&root, "themes/own/static/own.css", ":root { --ink: #123456; }\n");
    assert_eq!(dossier(&root, &["build", "--strict"]).status.code(), Some(0));
    let home = read("public/index.html");
    assert!(home.contains("assets/ledger.") && home.contains("assets/own."), "{home}");
}
