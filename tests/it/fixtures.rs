//! One file, one test: every `tests/fixtures/**/*.dossier` is a tiny dossier and what must come of it.
//!
//! ```text
//! A sentence saying what the file proves.
//! -- content/nexta.md --            a file of the dossier
//! -- options --                     `drafts`, `strict`, `as-of 2021-08-18`, `today 2021-08-18`, a line each
//! -- edit content/nexta.md --       after the first build: the file's new text (empty: the file is gone)
//! == diagnostics ==                 what is printed about the last build
//! == work ==                        what the last build had to do
//! == files ==                       the paths of the site, pictures and styles left out
//! == export ftm ==                  what `dossier export` writes: `ftm`, `statements` or `json`
//! == public/a/index.html main ==    the inside of the first element a CSS selector finds; or the whole file
//! ```
//! Only the `==` sections that are there are compared. `UPDATE=1 cargo test` rewrites them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dossier::build::{Build, Memo, Options, build};
use dossier::diag::show::{Format, show};
use dossier::export::{Export, ftm, json, with};
use dossier::parse::config::Cards;
use dossier::render::{Content, OutputPath};
use dossier::text::{Asset, Snapshot, Source};

/// A dossier that sets nothing but its name, and allows sources that a fixture about something else does not use.
const SETTINGS: &str = "title: Test\nrules: {unused-source: allow, source-without-archive: allow}\n";

/// One section of a fixture: its head and its text.
struct Section {
    head: String,
    expected: bool,
    text: String,
}

#[test]
fn fixtures() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = Vec::new();
    let mut count = 0;
    for path in fixture_files() {
        count += 1;
        let text = std::fs::read_to_string(&path).expect("a fixture can be read");
        let new = run(&text);
        if new != text {
            if update {
                std::fs::write(&path, &new).expect("a fixture can be rewritten");
            } else {
                failures.push(format!("{}\n{}", path.display(), difference(&text, &new)));
            }
        }
    }
    assert!(count > 40, "only {count} fixtures were found");
    assert!(failures.is_empty(), "{} of {count} fixtures differ:\n\n{}", failures.len(), failures.join("\n"));
}

/// All fixtures, in order.
pub fn fixture_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let all = walkdir::WalkDir::new(root).sort_by_file_name();
    let files = all.into_iter().map(|entry| entry.expect("the fixtures can be listed").into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "dossier")).collect()
}

/// The input files of a fixture, for tests that mutate them.
pub fn inputs(text: &str) -> Vec<(String, String)> {
    let (_, sections) = split(text);
    let files = sections.into_iter().filter(|section| !section.expected && section.head != "options" && !section.head.starts_with("edit "));
    files.map(|section| (section.head, section.text)).collect()
}

fn run(text: &str) -> String {
    let (sentence, sections) = split(text);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut edits: Vec<(String, String)> = Vec::new();
    let mut options = Options::default();
    for section in sections.iter().filter(|section| !section.expected) {
        if section.head == "options" {
            set_options(&mut options, &section.text);
        } else if let Some(path) = section.head.strip_prefix("edit ") {
            edits.push((path.to_owned(), section.text.clone()));
        } else {
            files.insert(section.head.clone(), section.text.clone());
        }
    }
    let mut snapshot = snapshot(&files);
    let (mut built, mut memo) = build(&snapshot, &options, &Memo::default());
    for (path, text) in edits {
        if text.is_empty() {
            files.remove(&path);
        } else {
            files.insert(path, text);
        }
        snapshot = self::snapshot(&files);
        (built, memo) = build(&snapshot, &options, &memo);
    }
    let mut out = sentence;
    for section in sections {
        let mark = if section.expected { "==" } else { "--" };
        let body = if section.expected { actual(&section.head, &built, &snapshot, &options) } else { section.text };
        out.push_str(&format!("{mark} {} {mark}\n{body}", section.head));
        if !body.is_empty() && !body.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

fn set_options(options: &mut Options, text: &str) {
    for line in text.lines() {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("drafts", _) => options.drafts = true,
            ("strict", _) => options.strict = true,
            ("today", day) => options.today = Some(day.parse().expect("a day in the fixture")),
            ("as-of", day) => options.as_of = Some(day.parse().expect("a day in the fixture")),
            (other, _) => panic!("a fixture asks for the option `{other}`"),
        }
    }
}

fn actual(head: &str, built: &Build, snapshot: &Snapshot, options: &Options) -> String {
    match head {
        "export ftm" => exported(snapshot, options, ftm::lines),
        "export statements" => exported(snapshot, options, ftm::statements),
        "export json" => exported(snapshot, options, json::text),
        "diagnostics" => show(&built.diagnostics, snapshot, Format::Human { color: false }),
        "work" => {
            let work = &built.work;
            let cards = if built.dossier.as_ref().is_some_and(|dossier| dossier.config.extras.cards != Cards::Off) {
                format!(", cards {}", work.cards)
            } else {
                String::new()
            };
            format!("parsed {}, bodies {}, pages {}, code {}{cards}\n", work.parsed, work.bodies, work.pages, work.code)
        }
        "files" => {
            let names = built.files.keys().map(OutputPath::as_str).filter(|path| !path.starts_with("assets/"));
            names.map(|name| format!("{name}\n")).collect()
        }
        _ => {
            let (path, selector) = head.split_once(' ').unwrap_or((head, ""));
            part(built, path.strip_prefix("public/").unwrap_or(path), selector)
        }
    }
}

fn exported(snapshot: &Snapshot, options: &Options, make: fn(&Export<'_>) -> String) -> String {
    let dossier = dossier::build::dossier(snapshot, options);
    with(snapshot, &dossier, dossier.config.main(), make).unwrap_or_default()
}

/// The inside of the first element of a file that a selector finds; the whole file without a selector.
fn part(built: &Build, path: &str, selector: &str) -> String {
    let file = OutputPath::new(path).and_then(|path| built.files.get(&path).cloned());
    let Some(file) = file else { return "(no such file)\n".to_owned() };
    let Content::Bytes(bytes) = &file.content else { return "(a copy)\n".to_owned() };
    let text = String::from_utf8_lossy(bytes);
    if selector.is_empty() {
        return text.into_owned();
    }
    let page = scraper::Html::parse_document(&text);
    let wanted = scraper::Selector::parse(selector).expect("a selector in the fixture");
    let found: Vec<String> = page.select(&wanted).take(1).map(|element| element.inner_html()).collect();
    let inside = found.first().map_or("(nothing)", String::as_str);
    inside.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).fold(String::new(), |out, line| out + line + "\n")
}

/// A dossier of these texts and no others, with the built-in theme.
pub fn texts(files: &[(&str, &str)]) -> Snapshot {
    let mut snapshot = dossier::read::built_in();
    for (path, text) in files {
        let source = Source::from_bytes(path, text.as_bytes());
        snapshot.sources.insert(source.id.clone(), Arc::new(source));
    }
    snapshot
}

/// The files of a fixture as a snapshot, with the built-in theme. A file whose name is no text's is an asset.
pub fn snapshot(files: &BTreeMap<String, String>) -> Snapshot {
    let mut snapshot = dossier::read::built_in();
    if !files.contains_key("dossier.yaml") {
        let source = Source::from_bytes("dossier.yaml", SETTINGS.as_bytes());
        snapshot.sources.insert(source.id.clone(), Arc::new(source));
    }
    for (path, text) in files {
        // `\x00` in a fixture stands for that byte: the file itself stays plain text.
        let bytes = unescape(text);
        let is_drawing = path.starts_with("content/") && path.ends_with(".svg");
        if is_drawing || [".png", ".jpg", ".pdf", ".bin"].iter().any(|ending| path.ends_with(ending)) {
            let pixels = if text.starts_with("no picture") {
                None
            } else if text.starts_with("large") {
                Some((60_000, 60_000))
            } else {
                Some((640, 480))
            };
            let asset = Asset { pixels, ..dossier::read::picture_of(path, &bytes) };
            snapshot.assets.insert(asset.id.clone(), asset);
        } else {
            let source = Source::from_bytes(path, &bytes);
            snapshot.sources.insert(source.id.clone(), Arc::new(source));
        }
    }
    snapshot
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\x") {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        match rest.get(at + 2..at + 4).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[at + 4..];
            }
            None => {
                bytes.extend_from_slice(b"\\x");
                rest = &rest[at + 2..];
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn split(text: &str) -> (String, Vec<Section>) {
    let mut sentence = String::new();
    let mut sections: Vec<Section> = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let input = bare.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        let output = bare.strip_prefix("== ").and_then(|rest| rest.strip_suffix(" =="));
        if let Some(head) = input.or(output) {
            sections.push(Section { head: head.to_owned(), expected: output.is_some(), text: String::new() });
        } else if let Some(section) = sections.last_mut() {
            section.text.push_str(line);
        } else {
            sentence.push_str(line);
        }
    }
    (sentence, sections)
}

fn difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count().min(old.len().min(new.len()) - same);
    let minus = old[same..old.len() - tail].iter().map(|line| format!("  - {line}\n"));
    let plus = new[same..new.len() - tail].iter().map(|line| format!("  + {line}\n"));
    format!("  line {}\n{}{}", same + 1, minus.collect::<String>(), plus.collect::<String>())
}
