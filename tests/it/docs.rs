//! The reference pages under `docs/` are written from the code: here, with `UPDATE=1 cargo test`, and compared
//! on every other run.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use dossier::diag::Severity;
use dossier::kind::Kinds;
use dossier::kind::declared::{kind_schema, relation_schema};
use dossier::kind::reference::{fields_table, reference};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn hold(name: &str, text: &str) {
    let path = root().join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("a page of docs can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == text, "docs/{name} does not say what the code says; `UPDATE=1 cargo test` writes it anew");
}

#[test]
fn front_matter() {
    hold("front-matter.md", &reference(&Kinds::with(Vec::new())));
}

#[test]
fn settings() {
    let mut text = String::from(
        "# Settings: dossier.yaml\n\nThe file that makes a folder a dossier. Written from the code; `cargo test` compares it.\n\n",
    );
    text += &fields_table(dossier::parse::config::schema());
    text += "\n## Kinds of your own\n\n\
        A dossier may declare kinds beside the built-in ones. They have the common fields and relations of their own.\n\n\
        ```yaml\n\
        kinds:\n\
        \x20 ruling:\n\
        \x20   label: ruling            # what one is called\n\
        \x20   plural: rulings          # the folder of its pages and its index\n\
        \x20   title: Rulings           # the heading of its index\n\
        \x20   doc: A decision of a court.\n\
        \x20   template: entry.html     # optional\n\
        \x20   relations:\n\
        \x20     court: {to: [actor], label: court, inverse: rulings}\n\
        \x20     cites: {to: [ruling, provision], inverse: cited in, many: true}\n\
        ```\n\n### Fields of a kind\n\n";
    text += &fields_table(kind_schema());
    text += "\n### Fields of a relation\n\n";
    text += &fields_table(relation_schema());
    hold("settings.md", &text);
}

#[test]
fn graph_schema() {
    let schema = dossier::export::schema::graph_schema();
    let text = serde_json::to_string_pretty(&schema).expect("a schema can be written") + "\n";
    hold("schema/graph.schema.json", &text);
}

#[test]
fn every_style_is_listed() {
    let text = std::fs::read_to_string(root().join("docs/citations.md")).expect("the page can be read");
    let missing: Vec<_> = dossier::render::cite::names().into_iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "docs/citations.md does not name {missing:?}");
}

#[test]
fn checks() {
    let mut text = String::from(
        "# What is checked\n\nEvery mistake has a name. `rules:` in `dossier.yaml` sets its weight to `allow`, `warn` or `deny`, unless it is \
         marked *fixed*: without the thing it speaks of there is nothing to publish. Written from the code; `cargo test` compares it.\n",
    );
    for code in dossier::check::all_codes() {
        let weight = if code.severity == Severity::Error { "error" } else { "warning" };
        let fixed = if code.fixed { ", fixed" } else { "" };
        write!(text, "\n## {}\n\n*{weight}{fixed}*\n\n{}\n", code.name, code.doc.trim()).expect("writing to a string cannot fail");
    }
    hold("checks.md", &text);
}

/// Where the fields of `theme.yaml` stand in the intro.
const FIELDS: &str = "<!-- theme.yaml -->";

#[test]
fn themes() {
    let intro = std::fs::read_to_string(root().join("docs/themes-intro.md")).expect("docs/themes-intro.md can be read");
    let mut view = std::fs::read_to_string(root().join("src/view/mod.rs")).expect("src/view/mod.rs can be read");
    let mut parts: Vec<_> =
        std::fs::read_dir(root().join("src/view")).expect("src/view can be listed").map(|file| file.expect("a file").path()).collect();
    parts.sort();
    for part in parts.iter().filter(|path| !path.ends_with("mod.rs")) {
        view.push_str(&std::fs::read_to_string(part).expect("a file of src/view can be read"));
    }
    let fields = dossier::render::theme::schema().iter();
    let rows = fields.map(|field| format!("| `{}: {}` | {} |\n", field.name, field.example, field.doc));
    let table = format!("| field | what it says |\n| --- | --- |\n{}", rows.collect::<String>());
    assert!(intro.contains(FIELDS), "the place of the fields of theme.yaml");
    for template in dossier::render::page::PAGES.iter().flat_map(|page| page.templates).chain(["notice.html"].iter()) {
        assert!(intro.contains(&format!("| `{template}`")), "the table of templates has no {template}");
    }
    let mut text = intro.replace(FIELDS, table.trim_end());
    text.push_str("\n# What a template sees\n\nWritten from `src/view`; `cargo test` compares it.\n");
    let mut doc = String::new();
    let mut inside = false;
    for line in view.lines() {
        let bare = line.trim();
        if let Some(words) = bare.strip_prefix("///") {
            doc.push_str(words.trim_start());
            doc.push(' ');
        } else if let Some(name) = bare.strip_prefix("pub struct ").filter(|name| name.ends_with('{')) {
            // Templates see through the sharing.
            let name = name.trim_end_matches(" {").replace("Fields", "");
            write!(text, "\n## {name}\n\n{}\n\n| field | what it is |\n| --- | --- |\n", doc.trim())
                .expect("writing to a string cannot fail");
            doc.clear();
            inside = true;
        } else if bare == "}" {
            inside = false;
        } else if let Some(field) = bare.strip_prefix("pub ").filter(|_| inside) {
            let (name, shape) = field.trim_end_matches(',').split_once(": ").expect("a field has a type");
            let name = if name == "shape" { "type" } else { name };
            let shape = shape.replace("Arc<str>", "text").replace("std::collections::BTreeMap", "map").replace("&'static str", "text");
            writeln!(text, "| `{name}`: {} | {} |", shape.replace('<', " of ").replace('>', ""), doc.trim())
                .expect("writing to a string cannot fail");
            doc.clear();
        } else if !bare.starts_with("#[") {
            doc.clear();
        }
    }
    hold("themes.md", &text);
}

#[test]
fn documents_name_what_exists() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md can be read");
    for name in [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/front-matter.md",
        "docs/linking.md",
        "docs/renaming.md",
        "docs/claims.md",
        "docs/themes.md",
        "docs/checks.md",
        "docs/map.md",
        "docs/export.md",
        "docs/editors.md",
    ] {
        assert!(readme.contains(name), "README.md does not name {name}");
        assert!(root().join(name).exists(), "{name} is missing");
    }
    let architecture = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read");
    for folder in [
        "text", "diag", "yaml", "model", "view", "kind", "parse", "link", "check", "render", "export", "build", "desk", "rename", "read",
        "write", "reach", "serve", "lsp", "cli",
    ] {
        assert!(architecture.contains(&format!("`{folder}`")), "ARCHITECTURE.md does not speak of `{folder}`");
    }
}
