//! Long registers and matrices: lists are split over pages, and what stands on other pages is cut and says so.

use std::collections::BTreeMap;
use std::fmt::Write;

use dossier::build::{Build, Memo, Options, build};
use dossier::render::{Content, OutputPath};

use super::fixtures::snapshot;

/// A hundred and twenty groups, each with a label; sixty labels on the first; effects for readers and for everybody.
fn built() -> Build {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |id: &str, text: &str| files.insert(format!("content/{id}.md"), format!("---\n{text}---\n"));
    put("i", "kind: instrument\ntitle: I\n");
    put("court", "kind: actor\ntitle: Court\ntype: court\n");
    for n in 0..120 {
        put(&format!("g{n:03}"), &format!("kind: actor\ntitle: Group {n:03}\ntype: group\n"));
        let subject = if n < 60 { "[g000, x]".replace('x', &format!("g{n:03}")) } else { format!("g{n:03}") };
        let by = if n % 2 == 0 { "by: court\n" } else { "" };
        put(&format!("d{n:03}"), &format!("kind: designation\ntitle: D\ndate: \"2021-08-18\"\nsubject: {subject}\ninstrument: i\n{by}"));
        let who = if n < 110 { "reader" } else { "anyone" };
        let mut effect = format!("kind: effect\ntitle: Effect {n:03}\nwho: {who}\nconduct: Reads\n");
        write!(effect, "consequence: {{type: unclear}}\ntriggered_by: i\n").expect("writing to a string cannot fail");
        put(&format!("e{n:03}"), &effect);
    }
    build(&snapshot(&files), &Options::default(), &Memo::default()).0
}

fn page(built: &Build, path: &str) -> String {
    let path = OutputPath::new(path).expect("a path of the test");
    let file = built.files.get(&path).unwrap_or_else(|| panic!("no page {}", path.as_str()));
    let Content::Bytes(bytes) = &file.content else { panic!("a page is text") };
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn long_lists_of_law_are_split() {
    let built = built();
    let first = page(&built, "register/index.html");
    assert_eq!(first.matches("class=\"chain\"").count(), 100);
    assert!(first.contains("120 acts.") && first.contains(">and 10 more<"), "the first group has sixty acts, fifty are shown");
    assert!(first.contains("register/by/court/index.html") && first.contains("register/page-2/index.html"));
    let second = page(&built, "register/page-2/index.html");
    assert_eq!(second.matches("class=\"chain\"").count(), 20);
    assert!(second.contains("Group 119") && !second.contains("register/by/court"), "only the first page lists the filters");
    let court = page(&built, "register/by/court/index.html");
    assert!(court.contains("60 acts.") && court.contains("Group 118") && !court.contains("Group 119"));

    let whole = page(&built, "matrix/index.html");
    assert_eq!(whole.matches("scope=\"row\"").count(), 20, "ten for readers, ten for everybody");
    assert!(whole.contains(">and 100 more<"));
    assert_eq!(page(&built, "matrix/reader/index.html").matches("scope=\"row\"").count(), 100);
    let rest = page(&built, "matrix/reader/page-2/index.html");
    assert_eq!(rest.matches("scope=\"row\"").count(), 20, "the last ten, and what strikes everybody");
    assert!(page(&built, "actors/g119/index.html").contains(">and 60 more<"), "fifty effects under one head");
}
