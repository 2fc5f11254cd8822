//! What must never be published, looked for in the finished site before anything of it is written, served or exported; and
//! `dossier never-publish`, which writes down names as digests.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::args;
use super::{Failure, say};
use crate::build::{Build, par_map};
use crate::diag::{Diagnostic, codes};
use crate::guard::{Item, Known, Salted, Withheld, salted};
use crate::link::Dossier;
use crate::parse::config::{Config, NeverPublish, SETTINGS, why};
use crate::render::{Content, OutputFile, OutputPath};
use crate::text::place::{FieldPath, Place};
use crate::text::{Digest, Snapshot, SourceId};
use crate::yaml;

/// Names another file of digests, or none at all if it is empty.
const ELSEWHERE: &str = "DOSSIER_NEVER_PUBLISH";
/// How many files of the site a message names.
const NAMED: usize = 3;
/// Files that are looked at on one thread share what they know.
const TOGETHER: usize = 64;

/// Looks for what must not be published, and remembers which files were clean.
#[derive(Debug, Default)]
pub struct Guard {
    /// What was looked for, and the files that did not hold it.
    clean: HashMap<OutputPath, Digest>,
    settings: NeverPublish,
    list: Option<String>,
}

impl Guard {
    /// Adds a diagnostic for each thing that the site must not hold, and takes the site away if there is one.
    pub fn look(&mut self, build: &mut Build, snapshot: &Snapshot, root: &Path) {
        let Some(dossier) = build.dossier.clone() else { return };
        if build.has_errors() || dossier.config.never_publish == NeverPublish::default() {
            return;
        }
        let mut found = match self.withheld(&dossier.config, root) {
            Ok(withheld) => self.hits(&withheld, build, snapshot),
            Err(diagnostic) => vec![*diagnostic],
        };
        if !found.is_empty() {
            yaml::pin_all(&mut found, snapshot);
            build.files.clear();
            build.diagnostics.extend(found);
        }
    }

    /// What is looked for. Where it is not what it was, no file counts as clean.
    fn withheld(&mut self, config: &Config, root: &Path) -> Result<Withheld, Box<Diagnostic>> {
        let list = list(config, root)?;
        if config.never_publish != self.settings || list != self.list {
            self.clean.clear();
        }
        let withheld = withheld(config, list.as_deref())?;
        (self.settings, self.list) = (config.never_publish.clone(), list);
        Ok(withheld)
    }

    fn hits(&mut self, withheld: &Withheld, build: &Build, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let is_new = |file: &&Arc<OutputFile>| self.clean.get(&file.path) != Some(&file.digest);
        let new: Vec<&Arc<OutputFile>> = build.files.values().filter(is_new).collect();
        let together: Vec<&[&Arc<OutputFile>]> = new.chunks(TOGETHER).collect();
        let results = par_map(&together, |files| {
            let mut known = Known::default();
            files.iter().map(|file| of_file(withheld, file, &mut known)).collect::<Vec<_>>()
        });
        let mut hits: BTreeMap<Item, Vec<&OutputPath>> = BTreeMap::new();
        for (file, found) in new.iter().zip(results.into_iter().flatten()) {
            if found.is_empty() {
                self.clean.insert(file.path.clone(), file.digest);
            }
            for item in found {
                hits.entry(item).or_default().push(&file.path);
            }
        }
        hits.iter().map(|(item, files)| told(withheld, *item, files, snapshot)).collect()
    }
}

/// Refuses an export that holds what must not be published.
///
/// # Errors
/// With a diagnostic of the same words as for a site; `name` is that of the file.
pub fn refuse(dossier: &Dossier, snapshot: &Snapshot, root: &Path, name: &str, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
    if dossier.config.never_publish == NeverPublish::default() {
        return Ok(());
    }
    let list = list(&dossier.config, root).map_err(|one| vec![*one])?;
    let withheld = withheld(&dossier.config, list.as_deref()).map_err(|one| vec![*one])?;
    let path = OutputPath::new(name).into_iter().collect::<Vec<_>>();
    let found = withheld.find(name, bytes, &mut Known::default());
    let told: Vec<Diagnostic> = found.into_iter().map(|item| told(&withheld, item, &path.iter().collect::<Vec<_>>(), snapshot)).collect();
    if told.is_empty() { Ok(()) } else { Err(told) }
}

fn of_file(withheld: &Withheld, file: &OutputFile, known: &mut Known) -> BTreeSet<Item> {
    match &file.content {
        Content::Bytes(bytes) => withheld.find(file.path.as_str(), bytes, known),
        // A file that is gone by now fails the writing, with better words.
        Content::File(path) => withheld.find(file.path.as_str(), &std::fs::read(path).unwrap_or_default(), known),
    }
}

/// The text of the file of digests, if one is named.
fn list(config: &Config, root: &Path) -> Result<Option<String>, Box<Diagnostic>> {
    let elsewhere = std::env::var_os(ELSEWHERE);
    let path = match (&elsewhere, &config.never_publish.file) {
        (Some(path), _) if path.is_empty() => return Ok(None),
        (Some(path), _) => PathBuf::from(path),
        (None, Some(file)) => root.join(&**file),
        (None, None) => return Ok(None),
    };
    std::fs::read_to_string(&path).map(Some).map_err(|error| {
        let message = format!("the list of what must not be published cannot be read: {error}");
        let hint =
            format!("`dossier never-publish FILE` writes one; `{ELSEWHERE}=` builds without it, and looks only for what stands here");
        Box::new(Diagnostic::new(&codes::NEVER_PUBLISH_LIST, of_list(), message).hint(hint))
    })
}

/// Where the settings name the file.
fn of_list() -> Place {
    Place::value(&SourceId::new(SETTINGS), FieldPath::key("never_publish").then("file"))
}

fn withheld(config: &Config, list: Option<&str>) -> Result<Withheld, Box<Diagnostic>> {
    let mut withheld = Withheld::new();
    for (n, name) in config.never_publish.names.iter().enumerate() {
        // One that cannot be looked for was reported with the settings.
        let _ = withheld.add_name(Item::Name(n), name);
    }
    for pattern in &config.never_publish.patterns {
        let _ = withheld.add_pattern(pattern);
    }
    if let Some(text) = list {
        let salted = Salted::read(text).map_err(|wrong| {
            let message = format!("line {} of the list of what must not be published: {}", wrong.line, wrong.message);
            Box::new(
                Diagnostic::new(&codes::NEVER_PUBLISH_LIST, of_list(), message).hint("`dossier never-publish FILE` writes such a file"),
            )
        })?;
        withheld.add_salted(salted);
    }
    Ok(withheld)
}

/// One hit, in words that do not repeat it.
fn told(withheld: &Withheld, item: Item, files: &[&OutputPath], snapshot: &Snapshot) -> Diagnostic {
    let what = match item {
        Item::Name(n) => format!("name {} under `never_publish`", n + 1),
        Item::Pattern(n) => format!("pattern {} under `never_publish`", n + 1),
        Item::Hashed(line) => format!("the name in line {line} of the list"),
    };
    let named: Vec<String> = files.iter().take(NAMED).map(|path| shown(withheld, path)).collect();
    let more = if files.len() > NAMED { format!(" and {} more", files.len() - NAMED) } else { String::new() };
    let message = format!("{what} must not be published, and stands in {}{more}", named.join(", "));
    let sources = sources(withheld, item, snapshot);
    let quiet = sources.iter().find(|(source, _)| !is_loud(withheld, source.as_str()));
    let place = Place::file(quiet.map_or(&SourceId::new(SETTINGS), |(source, _)| source));
    let hint = match &sources[..] {
        [] => "no text of the dossier holds it: look at file names and pictures".to_owned(),
        all => format!(
            "it stands in {}",
            all.iter().take(10).map(|(source, line)| in_line(withheld, source, *line)).collect::<Vec<_>>().join(", ")
        ),
    };
    Diagnostic::new(&codes::NEVER_PUBLISH, place, message).hint(hint)
}

/// A path, unless it holds what must not be said.
fn shown(withheld: &Withheld, path: &OutputPath) -> String {
    if is_loud(withheld, path.as_str()) { "the name of a file".to_owned() } else { format!("`{path}`") }
}

fn in_line(withheld: &Withheld, source: &SourceId, line: usize) -> String {
    if is_loud(withheld, source.as_str()) { "a file whose name holds it".to_owned() } else { format!("{source}:{line}") }
}

/// Whether a path itself holds what must not be said.
fn is_loud(withheld: &Withheld, path: &str) -> bool {
    !withheld.find(path, b"", &mut Known::default()).is_empty()
}

/// Where the dossier itself holds it: files and lines, from 1. Its settings, which say what must not be published, apart.
fn sources(withheld: &Withheld, item: Item, snapshot: &Snapshot) -> Vec<(SourceId, usize)> {
    let holds = |path: &str, text: &str| {
        let find = |text: &str| withheld.find(path, text.as_bytes(), &mut Known::default()).contains(&item);
        // In Markdown a name may have marks within.
        find(text) || find(&text.replace(['*', '_', '~', '`'], ""))
    };
    let mut all = Vec::new();
    for source in snapshot.sources.values().filter(|source| source.id.as_str() != SETTINGS) {
        if !holds(source.id.as_str(), &source.text) {
            continue;
        }
        let lines: Vec<&str> = source.text.lines().collect();
        let mut found: Vec<usize> = (0..lines.len()).filter(|n| holds("", lines[*n])).collect();
        if found.is_empty() && holds(source.id.as_str(), "") {
            // Not in a line, but in the file's name.
            found = vec![0];
        } else if found.is_empty() {
            found = (1..lines.len()).filter(|n| holds("", &lines[n - 1..=*n].join(" "))).map(|n| n - 1).take(1).collect();
        }
        all.extend(found.into_iter().map(|n| (source.id.clone(), n + 1)));
    }
    all
}

/// `dossier never-publish`.
pub fn never_publish(args: &args::NeverPublish) -> Result<(), Failure> {
    let older =
        match std::fs::read_to_string(&args.file) {
            Ok(text) => Some(Salted::read(&text).map_err(|wrong| {
                Failure::Usage(format!("{} is no such file: line {}: {}", args.file.display(), wrong.line, wrong.message))
            })?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::Machine(anyhow::Error::new(error).context(format!("reading {}", args.file.display())))),
        };
    let mut stdin = std::io::stdin();
    if stdin.is_terminal() {
        say("names, one a line; an empty line ends (they are shown as you type)")?;
    }
    let text = read_names(&mut stdin)?;
    let names: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if names.is_empty() {
        return Err(Failure::Usage("no name was given; write one a line to standard input".to_owned()));
    }
    let mut salt = [0; crate::guard::SALT];
    getrandom::fill(&mut salt).map_err(|error| anyhow::anyhow!("the system gives no random bytes: {error}"))?;
    let made = salted(older.as_ref(), &salt, &names);
    let text = made.map_err(|(n, unfit)| Failure::Usage(format!("name {} {}; nothing was written", n + 1, why(unfit))))?;
    super::export::put(&args.file, text.as_bytes())?;
    let before = older.as_ref().map_or(0, Salted::len);
    let now = Salted::read(&text).map_or(0, |all| all.len());
    say(&format!("{}: {now} names, {} new", args.file.display(), now - before))
}

/// From a terminal up to an empty line, else to the end.
fn read_names(stdin: &mut std::io::Stdin) -> Result<String, Failure> {
    let mut text = String::new();
    if !stdin.is_terminal() {
        stdin.read_to_string(&mut text).context("reading names from standard input")?;
        return Ok(text);
    }
    loop {
        let mut line = String::new();
        let count = stdin.read_line(&mut line).context("reading names from standard input")?;
        if count == 0 || line.trim().is_empty() {
            return Ok(text);
        }
        text += &line;
    }
}
