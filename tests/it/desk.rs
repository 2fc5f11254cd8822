//! The desk: each section has what it is for, with its place, and nothing else.

use std::path::Path;

use dossier::build::{Build, Memo, Options, build};
use dossier::desk::{Desk, MOST, Section, desk, gather, styles};
use dossier::read::read;
use dossier::text::Snapshot;

use super::fixtures::texts as snapshot;

fn built(snapshot: &Snapshot) -> Build {
    let options = Options { today: "2022-01-01".parse().ok(), blank_cards: true, ..Options::default() };
    build(snapshot, &options, &Memo::last()).0
}

/// A dossier in which each section has something.
const FILES: &[(&str, &str)] = &[
    (
        "dossier.yaml",
        "title: T & T\nlanguages: [en, be]\nhome: home\nrules: {source-without-archive: allow, unused-source: allow, standing-without-source: allow}\n",
    ),
    (
        "content/home.md",
        "---\nkind: page\ntitle: Home\nupdated: 2021-09-01\n---\nThe court decided so on that day. It was said *in a letter* that nobody answered. It was [[claim|claimed]] by the group on Monday.\n\nThe Long Report says more, and the Big Group does too [@report].\n",
    ),
    ("content/home.be.md", "---\nkind: page\ntitle: Дом\nupdated: 2021-08-01\n---\n"),
    ("content/group.md", "---\nkind: actor\ntype: group\ntitle: Big Group\nreview_by: 2021-12-01\n---\n"),
    ("content/group.be.md", "---\nkind: actor\ntype: group\ntitle: Вялікая група\nmade_from: \"00000001\"\n---\n"),
    ("content/silent.md", "---\nkind: actor\ntype: group\ntitle: Silent Ones\n---\n"),
    (
        "content/claim.md",
        "---\nkind: claim\ntitle: Claim\nstatement: S.\nclaimed_by: group\nhistory:\n  - {date: 2021-08-18, standing: claimed}\nresponses:\n  - {by: silent, stance: silent, date: 2021-08-19}\n---\n",
    ),
    (
        "content/answered.md",
        "---\nkind: claim\ntitle: Answered\nstatement: S.\nclaimed_by: group\nhistory:\n  - {date: 2021-08-18, standing: claimed}\nresponses:\n  - {by: silent, stance: denies, date: 2021-08-19}\n---\nSee [[alone]], not.\n",
    ),
    ("content/report.md", "---\nkind: source\ntitle: Report\naliases: [Long Report]\nurl: https://a.example/x\n---\n"),
    (
        "content/second.md",
        "---\nkind: source\ntitle: Second Paper\nurl: https://a.example/y\narchive_url: https://web.archive.org/web/2021/https://a.example/y\n---\n",
    ),
    (
        "content/alone.md",
        "---\nkind: page\ntitle: Alone\n---\n# <b>Second Paper</b>\n\nThe Second Paper is “Second Paper”, not Second Papers; also the Silent Ones.\n",
    ),
    ("content/plan.md", "---\nkind: page\ntitle: A plan\n# not yet\ndraft: true\n---\n"),
    ("content/wrong.md", "---\nkind: page\ntitle: Wrong\nsumary: x\n---\n"),
];

fn rows(desk: &Desk, name: &str) -> Vec<String> {
    let section = section(desk, name);
    assert_eq!(section.total, section.rows.len(), "{name}");
    let row = |row: &dossier::desk::Row| {
        let at = row.at.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        format!("{}{at} {}", row.file.as_str().trim_start_matches("content/"), row.what)
    };
    section.rows.iter().map(row).collect()
}

fn section<'a>(desk: &'a Desk, name: &str) -> &'a Section {
    desk.sections.iter().find(|section| section.name == name).expect("the section")
}

#[test]
fn each_section_says_what_where_and_what_to_do() {
    let snapshot = snapshot(FILES);
    let desk = gather(&built(&snapshot), &snapshot);
    let mut wrong = Vec::new();
    for (name, expected) in [
        ("diagnostics", &["wrong.md:4:1 there is no field `sumary`", "group.md:5:12 the review was due by 2021-12-01"][..]),
        (
            "statements",
            &[
                "alone.md:7:1 The Second Paper is “Second Paper”, not Second Papers; also the Silent Ones.",
                "home.md:6:1 The court decided so on that day.",
                "home.md:6:35 It was said in a letter that nobody answered.",
            ],
        ),
        ("reviews", &["group.md:5:12 the review was due by 2021-12-01"]),
        ("unanswered", &["claim.md:8:1 asked, and silent: Silent Ones, since 2021-08-19"]),
        ("mentions", &["alone.md:7:5 speaks of “Second Paper”, which is a source"]),
        (
            "unlinked",
            &[
                "answered.md:3:1 nothing links to this claim",
                "second.md:3:1 nothing links to this source",
                "wrong.md:3:1 nothing links to this page",
            ],
        ),
        (
            "outdated",
            &[
                "group.be.md:5:1 in be: the original has changed in its front matter, or has more passages",
                "home.be.md:3:1 in be: the original changed on 2021-09-01, the translation is of 2021-08-01",
            ],
        ),
        ("archives", &["report.md:5:6 the source `report` has no archived copy"]),
        ("drafts", &["plan.md:5:1 a draft of the kind page"]),
        (
            "untranslated",
            &[
                "silent.md:4:1 not in be",
                "answered.md:3:1 not in be",
                "claim.md:3:1 not in be",
                "alone.md:3:1 not in be",
                "wrong.md:3:1 not in be",
            ],
        ),
    ] {
        let found = rows(&desk, name);
        if found != expected {
            wrong.push(format!("{name}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_holds_everything_escaped_and_bounded() {
    let mut files: Vec<(String, String)> = FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.retain(|(path, _)| path != "content/wrong.md");
    for n in 0..MOST + 40 {
        files.push((
            format!("content/many/m{n:04}.md"),
            format!("---\nkind: page\ntitle: \"<i>Many</i> {n}\"\n---\nNobody has said so {n} times <script>x</script> yet.\n"),
        ));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let snapshot = snapshot(&files);
    let build = built(&snapshot);
    let styles = styles(&build);
    assert!(
        matches!(styles.as_slice(), [one] if one.starts_with("assets/ledger.") && build.files.keys().any(|path| path.as_str() == one)),
        "{styles:?}"
    );
    let page = desk(&build, &snapshot, &styles);
    assert!(page.contains(&format!("<link rel=\"stylesheet\" href=\"../{}\">", styles[0])));
    assert!(
        page.contains("T &amp; T") && page.contains("&lt;i&gt;Many&lt;/i&gt; 7") && !page.contains("<i>Many") && !page.contains("<script"),
        "{page}"
    );
    assert!(!page.contains("style=") && !page.contains("<style") && page.contains("default-src 'none'"));
    assert!(
        page.contains("<li><a href=\"#:statements\">Statements without citation</a> <span class=\"count\">343</span></li>"),
        "{}",
        &page[..4000]
    );
    assert!(page.contains("And 43 more, which come up as these are done.") && page.contains("id=\":statements\""));
    assert!(
        page.contains("<a href=\"../pages/alone/index.html\">Alone</a>") && page.contains("<code>content/alone.md:7:5</code>"),
        "{page}"
    );
    assert!(page.contains("a draft of the kind page") && !page.contains("pages/plan"), "a draft has no page");
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    assert!(ids.iter().all(|id| id.contains(':')));
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
}

#[test]
fn without_a_day_no_review_is_due_and_without_a_dossier_there_is_nothing() {
    let snapshot = snapshot(FILES);
    let (build, _) = build(&snapshot, &Options::default(), &Memo::last());
    let desk = gather(&build, &snapshot);
    assert!(section(&desk, "reviews").rows.is_empty() && section(&desk, "reviews").doc.contains("knows none"));
    assert!(gather(&Build::default(), &snapshot).sections.is_empty());
}

#[test]
fn the_real_dossier_has_a_desk() {
    let snapshot = read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the real dossier can be read");
    let desk = gather(&built(&snapshot), &snapshot);
    for section in &desk.sections {
        assert!(section.rows.len() <= MOST && section.rows.len() <= section.total);
        for row in &section.rows {
            let source = &snapshot.sources[&row.file];
            if let Some((line, column)) = row.at {
                let text = source.text.lines().nth(line - 1).unwrap_or_default();
                assert!(column <= text.chars().count() + 1, "{}: {}:{line}:{column}", section.name, row.file);
            }
        }
    }
    // A sentence is found where it stands, but where marks hide it.
    let statements = section(&desk, "statements");
    let found = statements.rows.iter().filter(|row| {
        let word = row.what.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        let line = row.at.map(|(line, _)| snapshot.sources[&row.file].text.lines().nth(line - 1).unwrap_or_default().to_owned());
        line.is_some_and(|line| line.contains(word))
    });
    let found = found.count();
    assert!(found * 20 >= statements.rows.len() * 19, "{found} of {}", statements.rows.len());
}
