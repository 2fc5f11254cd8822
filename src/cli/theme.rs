//! `dossier init --theme`: a theme to begin with, that builds as it is.
//!
//! It inherits from another and holds a style sheet of its own, one template and some words, each to be changed or
//! removed; or it is a copy of all that the other has.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;

use super::{Failure, args, root, say, starter};
use crate::diag::did_you_mean;
use crate::model::Node;
use crate::read::{built_in, read};
use crate::text::{AssetBytes, Snapshot};
use crate::yaml;

/// What a theme of one's own begins with.
const SHEET: &str = include_str!("starter/theme.css");
/// The template that is copied to show how: small, and on every page.
const TEMPLATE: &str = "templates/partials/footer.html";
const WORDS: &str = include_str!("starter/en.ftl");

/// Files by their path in the theme.
type Files = BTreeMap<String, Vec<u8>>;

/// Writes a theme into the dossier that is named or the one around, or a new dossier with it.
pub fn init(args: &args::Init, name: &str) -> Result<(), Failure> {
    let is_sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(is_sound) || name.starts_with('-') {
        return Err(Failure::Usage(format!("`{name}` is no name of a theme: write small letters, digits and `-`")));
    }
    let dossier = match &args.dir {
        Some(dir) if dir.join("dossier.yaml").exists() => Some(dir.clone()),
        Some(_) => None,
        None => Some(root(None)?),
    };
    let snapshot = dossier.as_deref().map_or_else(|| Ok(built_in()), read)?;
    let files = files(&snapshot, name, &args.parent, args.copy)?;
    let Some(dossier) = dossier else {
        let dir = args.dir.as_deref().unwrap_or(Path::new("."));
        return starter::with_theme(dir, name, files);
    };
    let folder = dossier.join("themes").join(name);
    if folder.exists() {
        return Err(Failure::Usage(format!("there is a theme `{name}` already, in {}", folder.display())));
    }
    write(&folder, &files)?;
    say(&format!("the theme is in {}; next: `theme: {name}` in dossier.yaml, or dossier serve --theme {name} --open", folder.display()))
}

/// Writes files below a folder.
pub(super) fn write(folder: &Path, files: &Files) -> Result<(), Failure> {
    for (path, bytes) in files {
        let path = folder.join(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
        std::fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// The files of the new theme.
fn files(snapshot: &Snapshot, name: &str, parent: &str, is_copy: bool) -> Result<Files, Failure> {
    let chain = chain(snapshot, parent)?;
    let said = |field: &str| chain.iter().find_map(|(_, settings)| settings.get(field).filter(|node| !matches!(node, Node::Null)));
    if is_copy {
        let mut files = Files::new();
        for (theme, settings) in chain.iter().rev() {
            if settings.get("parent_files") == Some(&Node::Bool(false)) {
                files.retain(|path, _| !path.starts_with("static/"));
            }
            add(snapshot, theme, &mut files)?;
        }
        let fields = ["styles", "scripts", "extras", "pictures", "side_notes", "per_page"];
        let kept = fields.into_iter().filter_map(|field| Some(format!("{field}: {}\n", inline(said(field)?))));
        let head = format!(
            "# All of the theme `{parent}`, to be changed freely; `docs/themes.md` of the program lists what a template sees.\ncontract: 1\ndescription: A theme that began as `{parent}`.\n"
        );
        files.insert("theme.yaml".to_owned(), (head + &kept.collect::<String>()).into_bytes());
        return Ok(files);
    }
    let mut styles: Vec<String> = match said("styles") {
        Some(Node::List(styles)) => styles.iter().map(inline).collect(),
        Some(one @ Node::Text(_)) => vec![inline(one)],
        _ => Vec::new(),
    };
    styles.push(format!("{name}.css"));
    let settings =
        include_str!("starter/theme-inherits.yaml").replace("PARENT", parent).replace("STYLES", &styles.join(", ")).replace("NAME", name);
    let mut files = Files::new();
    files.insert("theme.yaml".to_owned(), settings.into_bytes());
    files.insert(format!("static/{name}.css"), SHEET.as_bytes().to_vec());
    let copied = chain.iter().find_map(|(theme, _)| snapshot.source(&format!("themes/{theme}/{TEMPLATE}")));
    files.extend(copied.map(|source| (TEMPLATE.to_owned(), source.text.as_bytes().to_vec())));
    files.insert("i18n/en.ftl".to_owned(), WORDS.as_bytes().to_vec());
    Ok(files)
}

/// A theme and its parents with their settings, nearest first.
fn chain<'a>(snapshot: &'a Snapshot, parent: &str) -> Result<Vec<(String, Node)>, Failure> {
    let mut chain: Vec<(String, Node)> = Vec::new();
    let mut wanted = Some(parent.to_owned());
    while let Some(name) = wanted {
        if chain.iter().any(|(known, _)| *known == name) {
            return Err(Failure::Usage(format!("the theme `{name}` is its own parent")));
        }
        let source = snapshot.source(&format!("themes/{name}/theme.yaml"));
        let Some(source) = source.filter(|_| !name.contains(['/', '\\'])) else {
            let names =
                snapshot.under("themes/").filter_map(|source| source.id.as_str().strip_prefix("themes/")?.strip_suffix("/theme.yaml"));
            let names: Vec<&'a str> = names.collect();
            let hint = did_you_mean(&name, names.iter().copied()).unwrap_or_else(|| format!("there are `{}`", names.join("`, `")));
            return Err(Failure::Usage(format!("there is no theme `{name}`: {hint}")));
        };
        let settings = yaml::decode(&source.text)
            .map_err(|_| Failure::Usage(format!("`themes/{name}/theme.yaml` cannot be read; `dossier check` says why")))?;
        wanted = match settings.get("parent") {
            Some(Node::Text(parent)) => Some(parent.to_string()),
            _ => None,
        };
        chain.push((name, settings));
    }
    Ok(chain)
}

/// The words of two themes in one file: those of the nearer one, and what only the farther has.
fn merged(far: &str, near: &str) -> String {
    // A message begins at the start of a line; what belongs to it is indented.
    let name = |line: &str| {
        line.split_once('=')
            .map(|(name, _)| name.trim_end().to_owned())
            .filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'))
    };
    let nearer: BTreeSet<String> = near.lines().filter_map(name).collect();
    let mut is_kept = true;
    let kept = far.split_inclusive('\n').filter(|line| {
        if !line.starts_with([' ', '\t', '\r', '\n']) {
            is_kept = name(line).is_none_or(|name| !nearer.contains(&name));
        }
        is_kept
    });
    let kept: String = kept.collect();
    format!("{}\n\n{near}", kept.trim_end())
}

/// Adds the files of a theme; one of the same path is replaced.
fn add(snapshot: &Snapshot, theme: &str, files: &mut Files) -> Result<(), Failure> {
    let folder = format!("themes/{theme}/");
    for source in snapshot.under(&folder) {
        let path = source.id.as_str()[folder.len()..].to_owned();
        let text = match files.get(&path) {
            Some(far) if path.ends_with(".ftl") => merged(&String::from_utf8_lossy(far), &source.text),
            _ => source.text.to_string(),
        };
        files.insert(path, text.into_bytes());
    }
    for asset in snapshot.assets.values() {
        let Some(path) = asset.id.as_str().strip_prefix(&folder) else { continue };
        let bytes = match &asset.bytes {
            AssetBytes::Memory(bytes) => bytes.to_vec(),
            AssetBytes::File(path) => std::fs::read(path).with_context(|| format!("reading {}", path.display()))?,
        };
        files.insert(path.to_owned(), bytes);
    }
    Ok(())
}

/// A plain value of the settings as YAML in one line.
fn inline(node: &Node) -> String {
    match node {
        Node::Text(text) => text.to_string(),
        Node::Bool(value) => value.to_string(),
        Node::Integer(value) => value.to_string(),
        Node::List(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        _ => String::new(),
    }
}
