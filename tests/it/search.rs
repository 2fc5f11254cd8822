//! The search: the keys of words as the browser must make them too.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use dossier::build::{Build, Memo, Options, build, dossier};
use dossier::render::search::index::keys_of;
use dossier::render::{Content, OutputPath};
use dossier::text::Snapshot;

use super::fixtures::snapshot;

/// Every word of the real dossier with its keys in both ways of stemming.
fn pairs() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = dossier::read::read(root).expect("the real dossier can be read");
    let dossier = dossier(&snapshot, &Options::default());
    assert!(dossier.entries.len() > 500, "the real dossier has {} entries", dossier.entries.len());
    let texts = dossier.entries.values().flat_map(|entry| {
        let common = &entry.summary.common;
        let fields = std::iter::once(&*common.title).chain(common.aliases.iter().map(|name| &**name)).chain(common.summary.as_deref());
        fields.chain([&*entry.body.html])
    });
    keys_of(texts.flat_map(|text| [(text, false), (text, true)]))
}

/// Node is on every machine that runs the audit of the site, which `.ci/run` does; elsewhere there is nothing to compare with.
#[test]
fn words_for_the_browser() {
    let pairs = pairs();
    assert!(pairs.lines().count() > 15_000, "only {} words", pairs.lines().count());
    let folder = tempfile::tempdir().expect("a folder for the words");
    let file = folder.path().join("words.tsv");
    std::fs::write(&file, &pairs).expect("the words can be written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/words.mjs");
    match Command::new("node").arg(script).arg(&file).output() {
        Ok(output) => {
            assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
        }
        Err(error) => println!("node cannot be run ({error}): the script's keys are not compared"),
    }
}

/// The text of the file whose path begins so.
fn file(build: &Build, beginning: &str) -> String {
    let file = build.files.iter().find(|(path, _)| path.as_str().starts_with(beginning)).map(|(_, file)| file);
    let Some(Content::Bytes(bytes)) = file.map(|file| &file.content) else { panic!("no file begins with {beginning}") };
    String::from_utf8(bytes.to_vec()).expect("an index is text")
}

fn tiny(entries: usize) -> Snapshot {
    let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let mut files = BTreeMap::from([
        text("dossier.yaml", "title: Test\nlanguages: [en, be]\n"),
        text(
            "content/group.md",
            "---\nkind: actor\ntitle: Cyber Partisans\naliases: [Kiber-Partizany]\ntype: group\n---\nThey hacked it.\n",
        ),
        text("content/group.be.md", "---\nkind: actor\ntitle: Кіберпартызаны\ntype: group\n---\nЯны ўзламалі сетку.\n"),
        text("content/secret.md", "---\nkind: actor\ntitle: Unseen\ntype: group\ndraft: true\n---\nClandestine.\n"),
    ]);
    for n in 0..entries {
        let text = format!(
            "---\nkind: term\ntitle: Term {n}\nsummary: What the word number {n} of the list means to those who read it here.\n---\nWord{n} and others.\n"
        );
        files.insert(format!("content/term-{n}.md"), text);
    }
    snapshot(&files)
}

#[test]
fn the_index_has_names_of_all_languages_and_no_drafts() {
    let (build, _) = build(&tiny(0), &Options::default(), &Memo::default());
    for lang in ["", "be/"] {
        let all = file(&build, &format!("assets/{lang}search/all."));
        // Terms are written with what they share with the term before: `kiber`, then `kiberpartizan`.
        for term in ["kiber ", "5partizan ", "partisan "] {
            assert!(all.contains(term), "{lang}: {term} is not in {all}");
        }
        assert!(!all.contains("nseen") && !all.contains("landestin"), "{lang}: a draft is in {all}");
    }
    let shown = file(&build, "assets/be/search/all.");
    assert!(shown.contains("Кіберпартызаны\\tbe/actors/group\\t"), "what a result shows is in the language of the page: {shown}");
}

#[test]
fn a_large_dossier_has_its_index_in_parts() {
    let snapshot = tiny(3_000);
    let (cold, memo) = build(&snapshot, &Options::default(), &Memo::default());
    let parts = file(&cold, "search/parts.js");
    let files: Vec<&str> = cold.files.keys().map(OutputPath::as_str).filter(|path| path.starts_with("assets/search/")).collect();
    assert!(files.iter().any(|path| path.contains("/terms-1.")) && files.iter().any(|path| path.contains("/entries-100.")), "{files:?}");
    for path in &files {
        assert!(parts.contains(path), "{path} is named by no file");
        let size = file(&cold, path).len();
        assert!(size < 40_000, "{path} has {size} bytes");
    }
    let (warm, _) = build(&snapshot, &Options::default(), &memo);
    assert!(cold.files.keys().eq(warm.files.keys()), "names carry digests: the same names are the same bytes");
}
