//! The gate of corrections: what a release states as fact, against what the one before stated. `dossier build --since` and
//! `dossier diff`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::verify::{Copy, failure};
use super::{Failure, args, say, today};
use crate::build::{Build, par_map};
use crate::diag::{Diagnostic, codes};
use crate::facts::{Change, FACTS, Facts, Kind, LARGEST, compare};
use crate::link::Dossier;
use crate::parse::config::SETTINGS;
use crate::proof::{MANIFEST, Manifest, Sum};
use crate::render::{OutputFile, OutputPath};
use crate::text::SourceId;
use crate::text::place::Place;

/// Adds the facts of a finished site to it, and hands them on.
pub fn publish(build: &mut Build) -> Result<Facts, Failure> {
    let Some(dossier) = build.dossier.clone() else { return Err(Failure::Dossier) };
    if build.files.keys().any(|path| path.as_str() == FACTS) {
        return Err(Failure::Usage(format!("`static/{FACTS}` stands where the build writes its own; take it away")));
    }
    let shown = Facts::shown(&dossier);
    let facts = Facts::of(&dossier, par_map(&shown, |entry| Facts::stated(&dossier, entry)));
    if let Some(path) = OutputPath::new(FACTS) {
        build.files.insert(path.clone(), Arc::new(OutputFile::text(path, facts.text())));
    }
    Ok(facts)
}

/// Compares with the release before, says what changed, and hands out what no correction tells of.
pub fn since(named: &str, facts: &Facts, dossier: &Dossier) -> Result<Vec<Diagnostic>, Failure> {
    let old = load(named, None)?;
    let changes = compare(&old, facts);
    tell(&changes, &old)?;
    let day = today().map_or_else(|| "DATE".to_owned(), |day| day.to_string());
    Ok(uncorrected(&changes).iter().map(|(id, changes)| diagnostic(dossier, id, changes, &day)).collect())
}

/// `dossier diff`.
pub fn diff(args: &args::Diff) -> Result<(), Failure> {
    let (old, new) = (load(&args.old, args.proxy.as_deref())?, load(&args.new, args.proxy.as_deref())?);
    let changes = compare(&old, &new);
    tell(&changes, &old)?;
    let left = uncorrected(&changes);
    if left.is_empty() {
        return Ok(());
    }
    for (id, changes) in &left {
        super::warn(&format!("error[uncorrected-change]: `{id}`: {}", words(changes)));
        super::warn(&format!(" = help: {}", advice(changes, "DATE")));
    }
    Err(Failure::Dossier)
}

/// The facts of a release, wherever it is. Where its manifest is there too they must be those that it lists.
fn load(named: &str, proxy: Option<&str>) -> Result<Facts, Failure> {
    let refused = |why: &str| Failure::Usage(format!("`{named}` {why}"));
    let path = Path::new(named);
    if path.is_file() && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        let bytes = small(path)?;
        if let Ok(manifest) = Manifest::read(&bytes) {
            let beside = path.with_file_name(name(FACTS));
            let facts = small(&beside).map_err(|_| refused(&format!("has no `{}` beside it, which holds the facts", name(FACTS))))?;
            return read(&facts, Some(&manifest)).map_err(|why| refused(&format!("lies beside a `{}` that {why}", name(FACTS))));
        }
        return read(&bytes, None).map_err(|why| refused(&why));
    }
    let copy = Copy::open(named, proxy)?;
    let facts = copy.bytes(FACTS, LARGEST).map_err(failure)?;
    let facts =
        facts.ok_or_else(|| refused(&format!("holds no `{FACTS}`: it is no release of this program, or one of before it wrote them")))?;
    let manifest = copy.bytes(MANIFEST, crate::proof::manifest::LARGEST).map_err(failure)?;
    let manifest =
        manifest.map(|bytes| Manifest::read(&bytes)).transpose().map_err(|why| refused(&format!("has a manifest that {why}")))?;
    read(&facts, manifest.as_ref()).map_err(|why| refused(&format!("holds a `{FACTS}` that {why}")))
}

fn read(bytes: &[u8], manifest: Option<&Manifest>) -> Result<Facts, String> {
    let listed = manifest.and_then(|manifest| manifest.files.get(FACTS));
    if manifest.is_some() && listed.is_none_or(|listed| listed.sum != Sum::of(bytes)) {
        return Err("is not the one that its manifest lists".to_owned());
    }
    Facts::read(bytes)
}

fn small(path: &Path) -> Result<Vec<u8>, Failure> {
    let about = std::fs::metadata(path).map_err(|error| Failure::Usage(format!("`{}` cannot be read: {error}", path.display())))?;
    if about.len() > LARGEST {
        return Err(Failure::Usage(format!("`{}` is too large to be the facts of a release", path.display())));
    }
    std::fs::read(path).map_err(|error| Failure::Usage(format!("`{}` cannot be read: {error}", path.display())))
}

/// The file's own name.
fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Everything that changed, for people.
fn tell(changes: &[Change], old: &Facts) -> Result<(), Failure> {
    let since = old.date.as_ref().map_or_else(String::new, |date| format!(" (its content of {date})"));
    if changes.is_empty() {
        return say(&format!("no published fact changed since the older release{since}"));
    }
    say(&format!("since the older release{since}:"))?;
    for change in changes {
        let how = match change.kind {
            Kind::New => "new",
            Kind::Moved => "dated",
            Kind::Corrected => "corrected",
            Kind::Uncorrected => "NOT CORRECTED",
        };
        say(&format!("{how:13}  {} ({}): {}", change.id, change.title, change.words()))?;
    }
    Ok(())
}

/// What no correction tells of, by entry.
fn uncorrected(changes: &[Change]) -> BTreeMap<&str, Vec<&Change>> {
    let mut all: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.kind == Kind::Uncorrected) {
        all.entry(&change.id).or_default().push(change);
    }
    all
}

fn words(changes: &[&Change]) -> String {
    changes.iter().map(|change| change.words()).collect::<Vec<_>>().join("; ")
}

/// What can be done, with the words that a correction could begin from.
fn advice(changes: &[&Change], day: &str) -> String {
    if changes.iter().any(|change| change.field.is_none()) {
        return "give the entry that took its place `redirect_from`, or name its address under `withdrawn:` in `dossier.yaml`".to_owned();
    }
    let text: Vec<String> = changes.iter().map(|change| change.correction()).collect();
    let text = serde_json::to_string(&text.join(" ")).unwrap_or_default();
    format!("say it to readers, in your own words: `corrections: [{{date: \"{day}\", text: {text}}}]`")
}

fn diagnostic(dossier: &Dossier, id: &str, changes: &[&Change], day: &str) -> Diagnostic {
    let of_id = dossier.entries.values().find(|entry| {
        let own = entry.summary.key();
        own.id.as_ref() == id || format!("{}.{}", own.id, own.lang.as_str()) == id
    });
    let settings = SourceId::new(SETTINGS);
    let place = Place::file(of_id.map_or(&settings, |entry| &entry.source));
    let message = format!("a published fact of `{id}` changed and no correction says so: {}", words(changes));
    Diagnostic::new(&codes::UNCORRECTED_CHANGE, place, message).hint(advice(changes, day))
}
