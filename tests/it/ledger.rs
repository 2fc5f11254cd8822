//! What the ledger is with many claims: split, and no larger for being long.

use std::collections::BTreeMap;
use std::sync::Arc;

use dossier::build::{Build, Memo, Options, build};
use dossier::render::{Content, OutputPath};

/// A dossier with so many claims, one each month from January 1990 on.
fn with_claims(count: usize) -> Build {
    let mut files = BTreeMap::new();
    files.insert("content/a.md".to_owned(), "---\nkind: actor\ntitle: A\ntype: group\n---\n".to_owned());
    files.insert("content/s.md".to_owned(), "---\nkind: source\ntitle: S\n---\n".to_owned());
    for n in 0..count {
        let (year, month) = (1990 + n / 12, n % 12 + 1);
        let text = format!(
            "---\nkind: claim\ntitle: Claim {n:03}\nstatement: S.\nclaimed_by: a\nhistory: [{{date: {year}-{month:02}, standing: claimed, by: a, sources: s}}]\n---\n"
        );
        files.insert(format!("content/c{n}.md"), text);
    }
    let (built, _) = build(&super::fixtures::snapshot(&files), &Options::default(), &Memo::default());
    assert!(built.diagnostics.is_empty(), "{:?}", built.diagnostics);
    built
}

fn page(built: &Build, path: &str) -> Option<String> {
    let file: &Arc<_> = built.files.get(&OutputPath::new(path).expect("a path of the site"))?;
    let Content::Bytes(bytes) = &file.content else { return None };
    Some(String::from_utf8_lossy(bytes).into_owned())
}

#[test]
fn a_long_ledger_is_split_and_its_picture_is_not() {
    let (few, many) = (with_claims(24), with_claims(205));
    assert!(page(&few, "ledger/page-2/index.html").is_none());
    for folder in ["ledger", "ledger/standing/claimed", "ledger/by/a"] {
        let parts =
            [1, 2, 3].map(|part| if part == 1 { format!("{folder}/index.html") } else { format!("{folder}/page-{part}/index.html") });
        let rows = parts.map(|path| page(&many, &path).expect("a part of the list").matches("<td role=\"cell\" class=\"when\">").count());
        assert_eq!(rows, [100, 100, 5], "{folder}");
        assert!(page(&many, &format!("{folder}/page-4/index.html")).is_none());
    }
    let picture = |built: &Build| {
        let html = page(built, "ledger/index.html").expect("the ledger");
        html.split_once("class=\"standings\"").and_then(|(_, rest)| rest.split_once("</svg>")).expect("a picture").0.to_owned()
    };
    let (small, large) = (picture(&few), picture(&many));
    assert_eq!(small.matches("<rect x").count(), 24, "a column a month");
    assert_eq!(large.matches("<rect x").count(), 18, "a column a year");
    assert!(large.len() < 8000, "{}", large.len());
    let second = page(&many, "ledger/page-2/index.html").expect("the second part");
    assert!(!second.contains("class=\"standings\""), "the picture stands on the first page only");
    assert!(
        second.contains("href=\"../../ledger/index.html\">Previous") && second.contains("href=\"../../ledger/page-3/index.html\">Next")
    );
}
