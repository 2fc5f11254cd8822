//! The rules of the code that a machine can check: who may import whom, who may name which library, how
//! long a file is, and that every row of a table has its fixture and its doc.

use std::path::{Path, PathBuf};

/// The modules in the order of the pipeline; each may import what stands to its left.
const ORDER: &[&str] = &[
    "text", "diag", "model", "yaml", "view", "kind", "guard", "parse", "link", "evidence", "check", "hosts", "render", "proof", "export",
    "facts", "build", "desk", "rename", "read", "write", "reach", "serve", "lsp", "cli",
];

/// Modules that touch the world. They do not import each other, but `cli` may import all.
const EDGES: &[&str] = &["read", "write", "reach", "serve", "lsp", "cli"];

/// Words that only an edge may use.
const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env::",
    "std::process",
    "SystemTime",
    "Instant",
    "println!",
    "eprintln!",
    "print!(",
    "dbg!",
    "File::open",
];

/// Libraries and the only place that may name each.
const OWNERS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["src/yaml"]),
    ("pulldown_cmark", &["src/parse/body"]),
    ("tera::", &["src/render/theme"]),
    ("syntect", &["src/render/code.rs"]),
    ("two_face", &["src/render/code.rs"]),
    ("hayagriva", &["src/render/cite"]),
    ("biblatex", &["src/parse/bibliography"]),
    ("walkdir", &["src/read", "src/write"]),
    ("notify", &["src/serve/watch.rs"]),
    ("axum", &["src/serve"]),
    ("tokio", &["src/serve"]),
    ("lsp_server", &["src/lsp"]),
    ("lsp_types", &["src/lsp"]),
    ("ureq", &["src/reach"]),
    ("httpdate", &["src/reach"]),
    ("url::", &["src/text/address.rs"]),
    ("rust_stemmers", &["src/render/search"]),
    ("icu_collator", &["src/model/collate.rs"]),
    ("ammonia", &["src/parse/body"]),
    ("fluent_bundle", &["src/render/strings"]),
    ("annotate_snippets", &["src/diag/show"]),
    ("brotli", &["src/cli/precompress.rs"]),
    ("rayon", &["src/build", "src/read", "src/write"]),
    ("aho_corasick", &["src/link/autolinks.rs"]),
    ("clap", &["src/cli"]),
    ("indicatif", &["src/cli"]),
    ("fjadra", &["src/render/map/layout.rs"]),
    ("resvg", &["src/render/cards/draw.rs", "src/render/cards/file.rs"]),
    ("png::Encoder", &["src/render/cards/file.rs"]),
    ("skrifa", &["src/render/cards/letters.rs"]),
    ("regex::", &["src/guard"]),
    ("html_escape", &["src/guard"]),
    ("blake3", &["src/text/digest.rs"]),
    ("ring::", &["src/proof"]),
    ("blake2b_simd", &["src/proof/key.rs"]),
    ("base64", &["src/proof/key.rs"]),
    ("flate2", &["src/read/archive.rs", "src/cli/precompress.rs", "src/export/copy/zip.rs"]),
];

/// The longest a source file may be, tests within it apart.
const LONGEST: usize = 400;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let all =
        walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.expect("the sources can be listed").into_path());
    let rust = all.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    rust.map(|path| (path.clone(), std::fs::read_to_string(&path).expect("a source can be read"))).collect()
}

/// The path from the root of the crate, with `/`.
fn name(path: &Path) -> String {
    let inside = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("a file of the crate");
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn module(name: &str) -> &str {
    let rest = name.strip_prefix("src/").expect("a file under src");
    rest.split('/').next().unwrap_or(rest).trim_end_matches(".rs")
}

/// The code of a file without its unit tests and comments.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or(text);
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn imports_point_left() {
    let place = |module: &str| ORDER.iter().position(|other| *other == module);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let (name, code) = (name(&path), code(&text));
        let own = module(&name);
        let Some(here) = place(own) else { continue };
        for (n, _) in code.match_indices("crate::") {
            let target: String = code[n + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let allowed = match place(&target) {
                Some(there) if EDGES.contains(&own) && EDGES.contains(&&*target) => {
                    there == here || own == "cli" || (matches!(own, "serve" | "lsp") && target == "read")
                }
                Some(there) => there <= here,
                None => true,
            };
            if !allowed {
                wrong.push(format!("{name} imports {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows to the right:\n{}", wrong.join("\n"));
}

#[test]
fn only_edges_touch_the_world() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let name = name(&path);
        if EDGES.contains(&module(&name)) || name == "src/main.rs" {
            continue;
        }
        let code = code(&text);
        wrong.extend(WORLD.iter().filter(|word| code.contains(**word)).map(|word| format!("{name} says {word}")));
    }
    assert!(wrong.is_empty(), "the world outside the edges:\n{}", wrong.join("\n"));
}

#[test]
fn each_library_has_one_owner() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let (name, code) = (name(&path), code(&text));
        for (library, owners) in OWNERS {
            let named = code.match_indices(library).any(|(n, _)| {
                let before = code[..n].chars().next_back().unwrap_or(' ');
                !before.is_alphanumeric() && before != '_' && before != '"' && before != '`'
            });
            let names_it =
                named && (code.contains(&format!("{}::", library.trim_end_matches("::"))) || code.contains(&format!("use {library}")));
            if names_it && !owners.iter().any(|owner| name.starts_with(owner)) {
                wrong.push(format!("{name} names {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "libraries outside their owners:\n{}", wrong.join("\n"));
}

#[test]
fn the_view_imports_nothing() {
    for (path, text) in sources() {
        assert!(!name(&path).starts_with("src/view/") || !code(&text).contains("crate::"), "{} imports something", path.display());
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let name = name(&path);
        let lines = text.split("#[cfg(test)]").next().unwrap_or(&text).lines().count();
        if lines > LONGEST && !name.ends_with("tests.rs") {
            wrong.push(format!("{name} has {lines} lines"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{name} does not say what it is for"));
        }
        if text.contains("unsafe ") && !text.contains("unsafe_code") && code(&text).contains("unsafe ") {
            wrong.push(format!("{name} holds unsafe code"));
        }
        for word in ["todo!(", "unimplemented!(", "TODO", "FIXME"] {
            if code(&text).contains(word) {
                wrong.push(format!("{name} says {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_has_a_fixture() {
    let fixtures: Vec<String> =
        super::fixtures::fixture_files().iter().map(|path| std::fs::read_to_string(path).expect("a fixture can be read")).collect();
    let all = fixtures.join("\n");
    let mut wrong = Vec::new();
    for code in dossier::check::all_codes() {
        let fires = all.contains(&format!("[{}]", code.name));
        let elsewhere = super::hostile::SHOWN_ELSEWHERE.contains(&code.name);
        if !fires && !elsewhere {
            wrong.push(format!("no fixture shows [{}]", code.name));
        }
        if code.doc.len() < 40 {
            wrong.push(format!("[{}] has no doc", code.name));
        }
    }
    for kind in dossier::kind::Kinds::with(Vec::new()).iter() {
        if !all.contains(&format!("kind: {}\n", kind.name)) {
            wrong.push(format!("no fixture has an entry of the kind {}", kind.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ids_in_templates_hold_a_colon() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let mut wrong = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let path = entry.expect("the themes can be listed").into_path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a template can be read");
        for (n, _) in text.match_indices(" id=\"") {
            let id: String = text[n + 5..].chars().take_while(|c| *c != '"').collect();
            // An id that the view gives holds a colon by itself.
            if !id.contains(':') && !id.starts_with("{{") {
                wrong.push(format!("{}: id={id}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "ids that a heading could have:\n{}", wrong.join("\n"));
}
