//! An entry gets another id: every reference is rewritten, every other byte stays, and the site differs in the address alone.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use dossier::build::{Build, Memo, Options, build, dossier as linked, examine};
use dossier::diag::show::{Format, show};
use dossier::evidence::translation::{Memory, behind};
use dossier::link::Dossier;
use dossier::model::slug;
use dossier::read::read;
use dossier::rename::{Refusal, Renamed, rename};
use dossier::render::Content;
use dossier::text::{Snapshot, Source};

use super::fixtures::texts as snapshot;

fn options() -> Options {
    Options { drafts: true, ..Options::default() }
}

fn renamed(snapshot: &Snapshot, old: &str, new: &str) -> Result<Renamed, String> {
    rename(&linked(snapshot, &options()), snapshot, old, new).map_err(|refusal| match refusal {
        Refusal::Asked(message) => message,
        Refusal::Found(found) => show(&found, snapshot, Format::Human { color: false }),
    })
}

/// The new texts of the files that change or move, by their new names.
fn after(files: &[(&str, &str)], old: &str, new: &str) -> BTreeMap<String, String> {
    let before = snapshot(files);
    let done = renamed(&before, old, new).unwrap_or_else(|message| panic!("{old} to {new}: {message}"));
    let files = done.files().into_iter();
    files.map(|id| (done.name(id).to_string(), done.text(&before.sources[id]))).collect()
}

const SETTINGS: &str = "title: T\r\nlanguages: [en, be]\r\nhome: start # the home page\r\nsearch: false\r\nmenu: [\"old\", claims, Старое]\r\nrules: {unused-source: allow, source-without-archive: allow, standing-without-source: allow}\r\n";

/// An entry in two languages, named in every way there is.
const NASTY: &[(&str, &str)] = &[
    ("dossier.yaml", SETTINGS),
    ("content/pages/start.md", "---\nkind: page\ntitle: Start\n---\nWelcome, see [[old]].\n"),
    (
        "content/actors/old.md",
        "---\r\n# A comment speaks of old.\r\nkind: actor\r\ntype: group\r\ntitle: \"The: old one\"\r\naliases:   [ Старое ,  \"O. L. D.\" ]   # [[old]]\r\npart_of: [whole]\r\n---\r\nMyself: [[#what-it-is]], [here](old.md#what-it-is), [there](old.be.md). Not `[[old]]`.\r\n\r\n## What it is\r\n\r\nText of old.\r\n",
    ),
    (
        "content/actors/old.be.md",
        "---\nkind: actor\ntype: group\ntitle: Старое па-беларуску\n---\n[Оригинал](./old.md) и [[actors/old.be]].\n",
    ),
    ("content/actors/whole.md", "---\n{kind: actor, type: group, title: Whole, related: [old, \"Старое\"]}\n---\n![[old#What it is]]\n"),
    (
        "content/claims/c.md",
        "---\nkind: claim\ntitle: C\nstatement: >-\n  It is said of [[OLD|the old]]\n  one, as in [a file](../actors/old.md) and `[[old]]`.\nclaimed_by: old\nabout: ['old', actors/old]\nhistory:\n  - date: 2021-08-18\n    standing: claimed\n    by: [\"old\"]\n    note: \"\\\"Quoted\\\": [[old]], not old.\"\n  - {date: 2021-08-19, standing: disputed, by: [old], note: 'it''s [[Старое]]'}\nresponses:\n- by: &voice old\n  stance: denies\n- {by: *voice, stance: silent}\nextra: {old: old}\n---\nSee [[ Old ]], [[old#What it is|words]], [[actors/old|path]], [[content/actors/old.md]], [[Старое]], [[old.md]].\n\n| a | b |\n|---|---|\n| [[old\\|in a table]] | old |\n\n> A quotation [[The: old one]] and [[old|over\n> a line]].\n\n[inline](<../actors/old.md#what-it-is> \"old.md\"), [ref][r], <a href=\"../actors/old.md\">raw</a>.[^n]\n\n```\n[[old]]\n```\n\n[^n]: A note on [[old]].\n\n[r]: ../actors/old.md 'title'\n",
    ),
    ("content/claims/draft.md", "---\nkind: page\ntitle: Draft\ndraft: true\nrelated: old\n---\n[[old]]\n"),
    ("content/bom.md", "\u{feff}---\nkind: page\ntitle: Bom\n---\n[[old]]\n"),
    ("content/none.md", "---\nkind: page\ntitle: None\n---\nNothing about it; @nobody, old, [[older]].\n"),
    ("content/older.md", "---\nkind: page\ntitle: Older\n---\n"),
    (
        "content/law.bib",
        "@misc{paper,\n  title = {On old},\n  publisher = {old}\n}\n@misc{part, crossref = {paper}, title = {Part of paper}}\n",
    ),
    ("content/more.yaml", "record:\n  type: web\n  title: Record of old\n  publisher: old # here\n"),
    (
        "content/cites.md",
        "---\nkind: page\ntitle: Cites\nsources: [paper, record]\n---\nSaid so [see @paper, p. 3; @record] and @record said.\n",
    ),
];

/// The site with everything in it, and what `check` says.
fn built(snapshot: &Snapshot) -> (Build, String) {
    let (build, _) = build(snapshot, &options(), &Memo::last());
    let said = show(&build.diagnostics, snapshot, Format::Human { color: false });
    (build, said)
}

#[test]
fn the_nasty_dossier_is_sound() {
    assert_eq!(built(&snapshot(NASTY)).1, "");
}

#[test]
fn every_reference_is_rewritten_and_no_other_byte() {
    let new = after(NASTY, "old", "brand-new");
    let expect = |path: &str, text: &str| assert_eq!(new.get(path).map(String::as_str), Some(text), "{path}");
    expect("dossier.yaml", &SETTINGS.replace("\"old\"", "\"brand-new\""));
    expect("content/pages/start.md", "---\nkind: page\ntitle: Start\n---\nWelcome, see [[brand-new]].\n");
    expect(
        "content/actors/brand-new.md",
        "---\r\n# A comment speaks of old.\r\nkind: actor\r\ntype: group\r\ntitle: \"The: old one\"\r\naliases:   [ Старое ,  \"O. L. D.\" ]   # [[old]]\r\npart_of: [whole]\r\nredirect_from: [actors/old]\r\n---\r\nMyself: [[#what-it-is]], [here](brand-new.md#what-it-is), [there](brand-new.be.md). Not `[[old]]`.\r\n\r\n## What it is\r\n\r\nText of old.\r\n",
    );
    expect(
        "content/actors/brand-new.be.md",
        "---\nkind: actor\ntype: group\ntitle: Старое па-беларуску\n---\n[Оригинал](./brand-new.md) и [[actors/brand-new.be]].\n",
    );
    expect(
        "content/actors/whole.md",
        "---\n{kind: actor, type: group, title: Whole, related: [brand-new, \"Старое\"]}\n---\n![[brand-new#What it is]]\n",
    );
    expect(
        "content/claims/c.md",
        "---\nkind: claim\ntitle: C\nstatement: >-\n  It is said of [[brand-new|the old]]\n  one, as in [a file](../actors/brand-new.md) and `[[old]]`.\nclaimed_by: brand-new\nabout: ['brand-new', actors/brand-new]\nhistory:\n  - date: 2021-08-18\n    standing: claimed\n    by: [\"brand-new\"]\n    note: \"\\\"Quoted\\\": [[brand-new]], not old.\"\n  - {date: 2021-08-19, standing: disputed, by: [brand-new], note: 'it''s [[Старое]]'}\nresponses:\n- by: &voice brand-new\n  stance: denies\n- {by: *voice, stance: silent}\nextra: {old: old}\n---\nSee [[ brand-new ]], [[brand-new#What it is|words]], [[actors/brand-new|path]], [[content/actors/brand-new.md]], [[Старое]], [[brand-new.md]].\n\n| a | b |\n|---|---|\n| [[brand-new\\|in a table]] | old |\n\n> A quotation [[The: old one]] and [[brand-new|over\n> a line]].\n\n[inline](<../actors/brand-new.md#what-it-is> \"old.md\"), [ref][r], <a href=\"../actors/brand-new.md\">raw</a>.[^n]\n\n```\n[[old]]\n```\n\n[^n]: A note on [[brand-new]].\n\n[r]: ../actors/brand-new.md 'title'\n",
    );
    expect("content/claims/draft.md", "---\nkind: page\ntitle: Draft\ndraft: true\nrelated: brand-new\n---\n[[brand-new]]\n");
    expect("content/bom.md", "---\nkind: page\ntitle: Bom\n---\n[[brand-new]]\n");
    expect("content/law.bib", &NASTY[10].1.replace("publisher = {old}", "publisher = {brand-new}"));
    expect("content/more.yaml", &NASTY[11].1.replace("publisher: old #", "publisher: brand-new #"));
    assert_eq!(new.len(), 10, "{:?}", new.keys());
}

/// The texts of a site by path. The style sheets and pictures do not change; the map is drawn anew from the ids.
fn texts(build: &Build) -> BTreeMap<String, String> {
    let files = build.files.iter().filter(|(path, _)| !path.as_str().starts_with("assets/") && !path.as_str().ends_with("map/index.html"));
    let text = |content: &Content| match content {
        Content::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Content::File(path) => format!("{path:?}"),
    };
    files.map(|(path, file)| (path.to_string(), text(&file.content))).collect()
}

/// Renames an entry and compares the two sites: they differ in its address alone, and in the redirect from the old one.
fn differs_in_the_address_alone(before: &Snapshot, old_site: &Build, old: &str, new: &str) {
    let done = renamed(before, old, new).unwrap_or_else(|message| panic!("{old} to {new}: {message}"));
    let snapshot = done.after(before);
    let (site, said) = built(&snapshot);
    let old_said = show(&old_site.diagnostics, before, Format::Human { color: false });
    assert_eq!(said, old_said, "{old} to {new}");
    // Descriptions and JSON-LD have the words of the text, with the ids in them.
    let as_before = |text: &str| text.to_lowercase().replace(new, &old.to_lowercase());
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in texts(old_site) {
        expected.insert(path.to_lowercase(), lines(&text.to_lowercase()));
    }
    let mut redirects = 0;
    for (path, text) in texts(&site) {
        let mut found = lines(&as_before(&text));
        if text.contains("http-equiv=\"refresh\"") && path.ends_with(&format!("/{}/index.html", slug(old))) {
            redirects += 1;
            continue;
        }
        match expected.remove(&as_before(&path)) {
            Some(wanted) if wanted == found => {}
            Some(mut wanted) if path == "_redirects" => {
                wanted.retain(|line| !found.contains(line));
                assert!(wanted.is_empty(), "{path} lost {wanted:?}");
            }
            // Lists of equal things are in the order of the ids, so their order may change with one.
            Some(mut wanted) => {
                wanted.sort();
                found.sort();
                let lost: Vec<_> = wanted.iter().filter(|line| !found.contains(line)).collect();
                let gained: Vec<_> = found.iter().filter(|line| !wanted.contains(line)).collect();
                assert!(lost.is_empty() && gained.is_empty(), "{old} to {new}, {path}:\n- {lost:?}\n+ {gained:?}");
            }
            None => panic!("{path} was not there before"),
        }
    }
    assert!(expected.is_empty(), "pages that are gone: {:?}", expected.keys());
    // In each language.
    assert_eq!(redirects, if done.redirect.is_some() { 2 } else { 0 }, "{old} to {new}");
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive(['\n', '>']).map(str::to_owned).collect()
}

/// The ids of a dossier, each once.
fn ids(dossier: &Dossier) -> Vec<String> {
    let mut ids: Vec<String> = dossier.entries.values().map(|entry| entry.summary.id.to_string()).collect();
    ids.dedup();
    ids
}

#[test]
fn any_entry_of_a_nasty_dossier_can_be_renamed() {
    let before = snapshot(NASTY);
    let (site, _) = built(&before);
    let ids = ids(site.dossier.as_ref().expect("a dossier"));
    assert!(ids.len() > 10);
    for id in ids {
        // Equal things are listed in the order of ids: these stand where the old one stood.
        for new in [format!("{id}0"), format!("{id}-new")] {
            differs_in_the_address_alone(&before, &site, &id, &new);
        }
        for new in ["0", "true", "2021-08-18", "яя"] {
            let done = renamed(&before, &id, new).unwrap_or_else(|message| panic!("{id} to {new}: {message}"));
            assert!(examine(&done.after(&before), &options(), &Memo::last()).0.diagnostics.is_empty(), "{id} to {new}");
        }
    }
}

/// A text without the field that a rename adds.
fn without_redirect(text: &str) -> String {
    let Some(at) = text.find("redirect_from") else { return text.to_owned() };
    let end = at + text[at..].find([']', '}']).expect("a list") + 1;
    let (before, after) = (&text[..at], &text[end..]);
    if let Some(after) = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n')) {
        return format!("{before}{}", after.trim_start_matches(' '));
    }
    match before.strip_suffix(", ").or_else(|| before.strip_suffix(",\n  ")) {
        Some(before) => format!("{before}{after}"),
        None => format!("{before}{}", after.strip_prefix(", ").unwrap_or(after)),
    }
}

#[test]
fn there_and_back_is_where_it_began_but_for_the_redirects() {
    let before = snapshot(NASTY);
    for id in ids(&linked(&before, &options())) {
        let there = renamed(&before, &id, "elsewhere").unwrap_or_else(|message| panic!("{id}: {message}")).after(&before);
        let back = renamed(&there, "elsewhere", &id).unwrap_or_else(|message| panic!("{id}: {message}")).after(&there);
        for (name, source) in &before.sources {
            // A name that was written in another case or form comes back as the id is.
            assert_eq!(without_redirect(&back.sources[name].text).to_lowercase(), source.text.to_lowercase(), "{id}: {name}");
        }
        assert_eq!(built(&back).1, "", "{id}");
    }
}

#[test]
fn entries_of_the_real_dossier_can_be_renamed() {
    let before = read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the real dossier can be read");
    let dossier = linked(&before, &options());
    let said = examine(&before, &options(), &Memo::last()).0.diagnostics;
    for (n, id) in ids(&dossier).iter().step_by(24).enumerate() {
        let done = rename(&dossier, &before, id, "quite-another-name").unwrap_or_else(|refusal| panic!("{id}: {refusal:?}"));
        if n % 8 == 5 {
            let now = examine(&done.after(&before), &options(), &Memo::last()).0.diagnostics;
            assert_eq!(now.len(), said.len(), "{id}: {now:?}");
        }
    }
}

#[test]
fn records_are_renamed_by_their_key() {
    let new = after(NASTY, "paper", "afp.2021");
    assert_eq!(
        new["content/law.bib"],
        "@misc{afp.2021,\n  redirect_from = {sources/paper},\n  title = {On old},\n  publisher = {old}\n}\n@misc{part, crossref = {afp.2021}, title = {Part of paper}}\n"
    );
    assert_eq!(
        new["content/cites.md"],
        "---\nkind: page\ntitle: Cites\nsources: [\"afp.2021\", record]\n---\nSaid so [see @afp.2021, p. 3; @record] and @record said.\n"
    );
    let new = after(NASTY, "record", "new_record");
    assert_eq!(
        new["content/more.yaml"],
        "new_record:\n  redirect_from: [sources/record]\n  type: web\n  title: Record of old\n  publisher: old # here\n"
    );
    assert!(new["content/cites.md"].contains("[see @paper, p. 3; @new_record] and @new_record said"), "{new:?}");
}

#[test]
fn old_addresses_are_added_in_the_writers_way() {
    for (before, now) in [
        ("", "redirect_from: [pages/a]\n"),
        ("redirect_from:\n", "redirect_from: [pages/a]\n"),
        ("redirect_from: []\n", "redirect_from: [pages/a]\n"),
        ("redirect_from: x/y # c\n", "redirect_from: [x/y, pages/a] # c\n"),
        ("redirect_from: [ 'x/y' ] # c\n", "redirect_from: [ 'x/y', pages/a ] # c\n"),
        ("redirect_from:\n  - x/y # c\n  # d\n", "redirect_from:\n  - x/y # c\n  - pages/a\n  # d\n"),
        ("redirect_from:\n- x/y\ntags: [t]\n", "redirect_from:\n- x/y\n- pages/a\ntags: [t]\n"),
        ("redirect_from: [pages/b, x/y]\n", "redirect_from: [pages/a, x/y]\n"),
        ("redirect_from: \"pages/b/\"\n", "redirect_from: pages/a\n"),
        ("redirect_from: [pages/a]\n", "redirect_from: [pages/a]\n"),
        ("draft: true\n", "draft: true\n"),
        ("summary: |\n  Words\n", "summary: |\n  Words\nredirect_from: [pages/a]\n"),
    ] {
        let text = |fields: &str| format!("---\nkind: page\ntitle: A page\n{fields}---\n");
        let own = text(before);
        if before.contains("[pages/a]") || before.contains("pages/b") {
            // Its own address of now cannot be an old one as well; the rename sets it right.
            let new = renamed(&snapshot(&[("dossier.yaml", "title: T\n"), ("content/a.md", &own)]), "a", "b");
            let new = new.map(|done| done.text(&Source::from_bytes("content/a.md", own.as_bytes())));
            assert_eq!(new, Ok(text(now)), "{before}");
            continue;
        }
        let new = after(&[("dossier.yaml", "title: T\n"), ("content/a.md", &own)], "a", "b");
        assert_eq!(new["content/b.md"], text(now), "{before}");
    }
    let home = after(&[("dossier.yaml", "title: T\nhome: 'a'\n"), ("content/a.md", "---\nkind: page\ntitle: A\n---\n")], "a", "b");
    assert_eq!(home["dossier.yaml"], "title: T\nhome: 'b'\n");
    assert_eq!(home["content/b.md"], "---\nkind: page\ntitle: A\n---\n", "the address of the home page stays");
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let with = |more: &[(&'static str, &'static str)]| snapshot(&[NASTY, more].concat());
    let sound = with(&[]);
    for (old, new, reason) in [
        ("olds", "x", "no entry has the id `olds`; did you mean `old`?"),
        ("nobody-at-all", "x", "no entry has the id `nobody-at-all`"),
        ("Старое", "x", "no entry has the id `Старое`; it is a name of `old`, and an entry is renamed by its id"),
        ("old", "old", "the entry is called `old` already"),
        ("old", "whole", "an entry has the id `whole` already, in `content/actors/whole.md`"),
        ("old", "draft", "an entry has the id `draft` already, in `content/claims/draft.md`"),
        ("whole", "старое", "the entry `old` goes by the name `старое`, in `content/actors/old.md`"),
        ("old", "A B", "`A B` is no id: use lower-case letters, digits, `-` and `_`, at most 120 bytes"),
        ("old", "../x", "`../x` is no id: use lower-case letters, digits, `-` and `_`, at most 120 bytes"),
        ("old", "", "`` is no id: use lower-case letters, digits, `-` and `_`, at most 120 bytes"),
        ("old", "con", "`con` can be no id: the name `con` is reserved"),
        ("old", "claims", "`menu:` in `dossier.yaml` names this entry, and there `claims` is something else; choose another id"),
        (
            "paper",
            "a b",
            "no text can cite a source as `a b`: use letters, digits, `-`, `_`, `.` and `:`, and end with a letter or a digit",
        ),
    ] {
        assert_eq!(renamed(&sound, old, new).err().as_deref(), Some(reason), "{old} to {new}");
    }
    let hidden = rename(&linked(&sound, &Options::default()), &sound, "old", "draft");
    assert!(matches!(&hidden, Err(Refusal::Asked(message)) if message == "an entry has the id `draft` already, a draft"), "{hidden:?}");
    let place = |more: &[(&'static str, &'static str)], new: &str, words: &str| {
        let refused = renamed(&with(more), "old", new).expect_err(words);
        assert!(refused.contains(words), "{refused}");
    };
    place(
        &[("content/x.md", "---\nkind: page\ntitle: X\n---\nAs @handle wrote.\n")],
        "handle",
        "error[cannot-rename]: `handle` stands here as a plain name and would become a reference to the entry\n --> content/x.md:5:4\n",
    );
    place(&[("content/x.md", "---\nkind: source\ntitle: X\npublisher: handle\n---\n")], "handle", "--> content/x.md:4:12\n");
    place(
        &[("content/x.md", "---\nkind: page\ntitle: [\n---\n[[old]]\n")],
        "new",
        "the file has mistakes, and may speak of `old`\n--> content/x.md\n",
    );
    place(&[("content/x/older.md", "---\nkind: page\ntitle: X\n---\n")], "new", "two files have one id");
    place(
        &[("content/x.md", "---\nkind: page\ntitle: X\nrelated: \"\\u006fld\"\n---\n")],
        "new",
        "error[cannot-rename]: this reference to `old` cannot be rewritten as it is written\n --> content/x.md:4:10\n",
    );
    place(
        &[("content/x.md", "---\nkind: actor\ntype: group\ntitle: X\nredirect_from: [actors/new]\n---\n")],
        "new",
        "the address `actors/new/index.html` leads to `x`, which had it before; take it out of its `redirect_from:` first",
    );
}

#[test]
fn translations_are_as_good_as_they_were() {
    let original = "---\nkind: page\ntitle: A\nrelated: [old]\nimage: {src: x.png, alt: x}\nsources: [report]\n---\nFirst [[old]].\n\nSecond [@report].\n\nThird.\n";
    let page = "---\nkind: page\ntitle: Old\n---\n";
    let source = "---\nkind: source\ntitle: Report\n---\n";
    let files = |made_from: &str| {
        let translation = format!("---\nkind: page\ntitle: A\nmade_from: {made_from} # then\n---\nПершы [[old]].\n\nДругі.\n\nТрэці.\n");
        let settings = "title: T\nlanguages: [en, be]\n";
        let all = [("dossier.yaml", settings), ("content/a.md", original), ("content/old.md", page), ("content/report.md", source)];
        let mut all = snapshot(&all);
        let translation = Source::from_bytes("content/a.be.md", translation.as_bytes());
        all.sources.insert(translation.id.clone(), Arc::new(translation));
        all
    };
    let state = |snapshot: &Snapshot| {
        let dossier = linked(snapshot, &options());
        let entry = dossier.entries.values().find(|entry| entry.source.as_str() == "content/a.be.md").expect("the translation");
        behind(&dossier, entry).expect("it remembers")
    };
    let dossier = linked(&files("''"), &options());
    let entry = dossier.entries.values().find(|entry| entry.source.as_str() == "content/a.md").expect("the original");
    let whole = Memory::of(&entry.summary).to_string();
    // One that was made from the original as it is, and one that had another second passage and front matter.
    let numbers: Vec<&str> = whole.split(' ').collect();
    for memory in [whole.clone(), format!("00000001 {} 00000002 {}", numbers[1], numbers[3])] {
        let before = files(&memory);
        for id in ["old", "report"] {
            let done = renamed(&before, id, "new").unwrap_or_else(|message| panic!("{message}"));
            let after = done.after(&before);
            assert_eq!(state(&after), state(&before), "{id} {memory}");
            assert!(after.source("content/a.be.md").expect("the translation").text.contains("\" # then\n") || memory != whole);
        }
    }
}
