//! Card pictures of a dossier: drawn again only if what they say is another, the same after rebuilds as in a clean build, and silent
//! about entries that are.

use std::collections::BTreeMap;
#[cfg(feature = "cards")]
use std::collections::BTreeSet;

#[cfg(feature = "cards")]
use dossier::build::Build;
use dossier::build::{Memo, Options, build};
#[cfg(feature = "cards")]
use dossier::render::Content;

use super::fixtures::snapshot;

const SETTINGS: &str = "title: The dossier\nbase_url: https://x.example/\nlanguages: [en, be]\ncards: true\nsearch: false\nrules: {unused-source: allow, source-without-archive: allow}\n";

/// A dossier of claims, every third one neutral.
fn files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([
        ("dossier.yaml".to_owned(), SETTINGS.to_owned()),
        ("content/g.md".to_owned(), "---\nkind: actor\ntitle: The group\ntype: group\nshare: neutral\n---\n".to_owned()),
        ("content/s.md".to_owned(), "---\nkind: source\ntitle: A report\nshare: neutral\n---\n".to_owned()),
    ]);
    for n in 0..6 {
        files.insert(format!("content/c{n}.md"), claim(&format!("Claim {n}"), "claimed", n % 3 == 2, "Text."));
    }
    files
}

fn claim(title: &str, standing: &str, is_neutral: bool, text: &str) -> String {
    let share = if is_neutral { "share: neutral\n" } else { "" };
    format!(
        "---\nkind: claim\ntitle: {title}\nreviewed: \"2026-11-22\"\n{share}statement: It is so.\nclaimed_by: [g]\nhistory: [{{date: \"2021-08-18\", standing: {standing}, by: [g], sources: [s]}}]\n---\n{text} See [[c0]].\n"
    )
}

#[cfg(feature = "cards")]
fn bytes(build: &Build) -> BTreeMap<&str, &[u8]> {
    let with_bytes = build.files.iter().filter_map(|(path, file)| match &file.content {
        Content::Bytes(bytes) => Some((path.as_str(), &**bytes)),
        Content::File(_) => None,
    });
    with_bytes.collect()
}

/// The address of the card that a page names, and its words.
#[cfg(feature = "cards")]
fn card<'a>(files: &BTreeMap<&str, &'a [u8]>, page: &str) -> (&'a str, &'a str) {
    let page = std::str::from_utf8(files[page]).expect("a page");
    let meta = |name: &str| {
        page.split_once(&format!("<meta property=\"{name}\" content=\"")).and_then(|(_, rest)| rest.split('"').next()).unwrap_or("")
    };
    (meta("og:image").strip_prefix("https://x.example/").unwrap_or(""), meta("og:image:alt"))
}

#[cfg(feature = "cards")]
#[test]
fn a_save_draws_what_it_changes_and_nothing_else() {
    let mut files = files();
    let (first, mut memo) = build(&snapshot(&files), &Options::default(), &Memo::default());
    assert!(first.diagnostics.is_empty(), "{:?}", first.diagnostics);
    // Four claims and two home pages; the blank book is the program's own.
    assert_eq!(first.work.cards, 6);
    for (edited, of, drawn) in [
        (claim("Claim 0", "claimed", false, "Another text."), "content/c0.md", 0),
        (claim("Claim no 0", "claimed", false, "Another text."), "content/c0.md", 1),
        (claim("Claim 1", "disputed", false, "Text."), "content/c1.md", 1),
        (claim("Claim 1", "disputed", true, "Text."), "content/c1.md", 0),
        (claim("A telling title", "disputed", true, "Text."), "content/c2.md", 0),
        // A card that another entry has too is there already.
        (claim("Claim no 0", "claimed", false, "Text."), "content/c3.md", 0),
    ] {
        files.insert(of.to_owned(), edited);
        let snapshot = snapshot(&files);
        let (warm, kept) = build(&snapshot, &Options::default(), &memo);
        assert_eq!(warm.work.cards, drawn, "{of}");
        for memo in [Memo::default(), Memo::last()] {
            let (cold, _) = build(&snapshot, &Options::default(), &memo);
            assert!(bytes(&warm) == bytes(&cold), "{of}: a rebuild and a clean build differ");
        }
        memo = kept;
    }
    let (again, _) = build(&snapshot(&files), &Options::default(), &memo);
    assert_eq!((again.work.cards, again.work.pages), (0, 0));
}

#[cfg(feature = "cards")]
#[test]
fn every_card_is_named_and_neutral_pages_share_the_blank_one() {
    let (build, _) = build(&snapshot(&files()), &Options::default(), &Memo::last());
    let files = bytes(&build);
    let drawn: BTreeSet<&str> = files.keys().copied().filter(|path| path.starts_with("assets/cards/")).collect();
    let pages = files.keys().copied().filter(|path| path.ends_with("/index.html") || *path == "index.html");
    let named: BTreeSet<&str> = pages.map(|page| card(&files, page).0).filter(|path| !path.is_empty()).collect();
    assert_eq!(drawn, named, "every card is of some page, and every page that names one has it");
    let blank: BTreeSet<_> =
        ["actors/g", "sources/s", "claims/c2", "claims/c5"].iter().map(|page| card(&files, &format!("{page}/index.html"))).collect();
    assert_eq!(blank.len(), 1);
    assert!(blank.iter().all(|(_, words)| !words.contains("laim") && !words.contains("group")), "{blank:?}");
    assert_eq!(card(&files, "claims/c0/index.html").1, "Claim 0 · Claim · claimed");
    for path in drawn {
        assert!(files[path].starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76"), "{path} is no PNG of 1200 by 630");
    }
}

#[cfg(feature = "cards")]
#[test]
fn no_card_where_nobody_would_be_shown_one() {
    for (from, to) in [
        ("cards: true", "cards: false"),
        ("base_url: https://x.example/\n", ""),
        ("title: The dossier", "title: The dossier\ntheme: plain"),
    ] {
        let mut files = files();
        files.insert("dossier.yaml".to_owned(), SETTINGS.replace(from, to));
        let (build, _) = build(&snapshot(&files), &Options::default(), &Memo::last());
        assert_eq!(build.work.cards, 0, "{to}");
        assert!(!bytes(&build).keys().any(|path| path.contains("cards/")), "{to}");
    }
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    let (build, _) = build(&snapshot(&files()), &options, &Memo::last());
    assert!(build.work.cards == 0 && !build.files.is_empty());
}

/// Who only wants to know what is wrong waits for no picture, and hears the same.
#[cfg(feature = "cards")]
#[test]
fn a_check_draws_none_and_finds_the_same() {
    let mut files = files();
    files.insert("content/c1.md".to_owned(), claim("五太字节", "claimed", false, "Text."));
    let (snapshot, blank) = (snapshot(&files), Options { blank_cards: true, ..Options::default() });
    let (checked, memo) = build(&snapshot, &blank, &Memo::default());
    let (built, _) = build(&snapshot, &Options::default(), &Memo::last());
    assert_eq!((checked.work.cards, built.work.cards), (0, 6));
    let said = |build: &Build| build.diagnostics.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>();
    assert_eq!(said(&checked), said(&built));
    assert_eq!(checked.diagnostics.iter().map(|one| one.code.name).collect::<Vec<_>>(), ["card-without-title"; 1]);
    let (own, real) = (bytes(&checked), bytes(&built));
    assert_eq!(own.len(), real.len(), "as many files");
    for (path, bytes) in real.iter().filter(|(path, _)| !path.starts_with("assets/cards/")) {
        assert_eq!(own.get(path).map(|own| own.len()), Some(bytes.len()), "{path}");
    }
    let (card, words) = card(&own, "claims/c0/index.html");
    assert!(own.contains_key(card) && words == "Claim 0 · Claim · claimed", "{card}: {words}");
    // What is published is drawn, whoever checked before.
    let (after, _) = build(&snapshot, &Options::default(), &memo);
    assert!(bytes(&after) == real, "a blank book is published in place of a card");
}

#[cfg(not(feature = "cards"))]
#[test]
fn a_program_that_cannot_draw_says_so() {
    let (build, _) = build(&snapshot(&files()), &Options::default(), &Memo::last());
    let found: Vec<_> = build.diagnostics.iter().map(|one| (one.code.name, &*one.message)).collect();
    assert_eq!(found, [("invalid-settings", "this program was built without card pictures")]);
    assert!(build.files.is_empty());
}
