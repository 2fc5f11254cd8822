//! `dossier build` and `dossier check`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::args::{self, Format as Wanted, Shown};
use super::external::external;
use super::facts::{publish, since};
use super::git::revision;
use super::guard::Guard;
use super::limits::{are_counted, limits};
use super::precompress::precompress;
use super::progress::Bar;
use super::seal::{seal, signing_key};
use super::stats;
use super::{Failure, day, options, root, say, today};
use crate::build::{Build, Memo, Options, build_with, discard, dossier};
use crate::diag::Severity;
use crate::diag::show::{Format, show};
use crate::evidence::coverage::coverage;
use crate::proof::SecretKey;
use crate::read::read;
use crate::serve::{Watch, follow};
use crate::text::Snapshot;
use crate::write::{WriteError, Written, write};

/// The folder of the site where none is named.
const PUBLIC: &str = "public";

/// What a revision may weigh.
const LONGEST_REVISION: usize = 200;

/// Builds the site, and again after each change if that is asked for.
pub fn build(args: &args::Build) -> Result<(), Failure> {
    let root = root(args.shown.root.as_deref())?;
    let options = options(&args.shown, args.base_url.as_deref())?;
    let out = args.out.clone().unwrap_or_else(|| root.join(PUBLIC));
    let key = signing_key(args.sign.as_deref(), &root, &out)?;
    let release = Release { args, options: &options, out: &out, key, revision: named_revision(args)? };
    // Watched from before the first reading on, so that nothing is missed between the two.
    let mut watch = args.watch.then(|| Watch::new(&root)).transpose()?;
    let mut memo = if args.watch { Memo::default() } else { Memo::last() };
    let started = Instant::now();
    let snapshot = Arc::new(read(&root)?);
    let mut guard = Guard::default();
    let first = put(bare(&snapshot, &options, &mut memo), &mut guard, &root, &snapshot, &release, started);
    if args.open && first.is_ok() {
        open(&out)?;
    }
    let Some(watch) = &mut watch else {
        // The program ends here: the system takes the memory back at once, sooner than piece by piece.
        std::mem::forget((memo, snapshot));
        return first;
    };
    say("watching for changes; Ctrl-C ends")?;
    let make = |snapshot: &Snapshot| bare(snapshot, &options, &mut memo);
    follow(&root, snapshot, watch, make, |build, snapshot, started| {
        let done = build.map_err(Failure::Machine).and_then(|build| put(build, &mut guard, &root, snapshot, &release, started));
        match done {
            // A mistake has been told of; the writer mends it and saves again. The last good site stays.
            Ok(()) | Err(Failure::Dossier) => Ok(()),
            Err(Failure::Usage(message)) => Err(anyhow::anyhow!(message)),
            Err(Failure::Machine(error)) => Err(error),
        }
    })
    .map_err(Failure::Machine)
}

/// One build, with a look for what must not be published.
pub(super) fn made(snapshot: &Snapshot, options: &Options, memo: &mut Memo, guard: &mut Guard, root: &Path) -> Build {
    let mut build = bare(snapshot, options, memo);
    guard.look(&mut build, snapshot, root);
    build
}

/// One build, with a bar while it is slow.
fn bare(snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Build {
    let bar = Bar::new();
    let (build, kept) = build_with(snapshot, options, memo, &bar);
    bar.clear();
    discard(std::mem::replace(memo, kept));
    build
}

/// What a release takes from outside the dossier.
struct Release<'a> {
    args: &'a args::Build,
    options: &'a Options,
    /// Where it is written.
    out: &'a Path,
    key: Option<SecretKey>,
    /// The revision that was typed; an empty one for none at all.
    revision: Option<String>,
}

/// The revision that was typed. It is published, and shown by whoever checks a copy.
fn named_revision(args: &args::Build) -> Result<Option<String>, Failure> {
    let named = args.revision.as_ref();
    if named.is_some_and(|text| text.len() > LONGEST_REVISION || text.chars().any(char::is_control)) {
        return Err(Failure::Usage(format!("--revision takes one line of at most {LONGEST_REVISION} bytes")));
    }
    Ok(named.cloned())
}

/// Makes a release of a build: its facts, against those of the release before; a look for what must not be published; the
/// manifest. Tells of it, and writes the site.
fn put(
    mut build: Build,
    guard: &mut Guard,
    root: &Path,
    snapshot: &Snapshot,
    release: &Release<'_>,
    started: Instant,
) -> Result<(), Failure> {
    let args = release.args;
    let facts = if build.has_errors() { None } else { Some(publish(&mut build)?) };
    if let (Some(named), Some(facts), Some(dossier)) = (&args.since, &facts, build.dossier.clone()) {
        build.diagnostics.extend(since(named, facts, &dossier)?);
    }
    guard.look(&mut build, snapshot, root);
    tell(&build, snapshot, &args.shown);
    if build.has_errors() {
        return Err(Failure::Dossier);
    }
    // Asked each time: with `--watch` somebody may check out another commit meanwhile.
    let revision = release.revision.clone().or_else(|| revision(root)).filter(|text| !text.is_empty());
    if build.dossier.as_ref().is_some_and(|dossier| dossier.config.hosting.precompress) {
        precompress(&mut build)?;
    }
    let sealed = seal(&mut build, release.options, revision.as_deref(), release.key.as_ref())?;
    let written = write(&build.files, release.out, root).map_err(|error| match error {
        WriteError::Refused(message) => Failure::Usage(message),
        WriteError::Busy(message) => Failure::Machine(anyhow::anyhow!(message)),
        WriteError::Failed(error) => Failure::Machine(error),
    })?;
    say(&summary(&build, &written, release.out, started.elapsed()))?;
    say(&sealed.words())?;
    // What a later build may need is in the memo; the rest goes with the program.
    if !args.watch {
        std::mem::forget(build);
    }
    Ok(())
}

/// Finds every mistake and writes nothing.
pub fn check(args: &args::Check) -> Result<(), Failure> {
    let started = Instant::now();
    let root = root(args.shown.root.as_deref())?;
    let mut options = options(&args.shown, None)?;
    let named = args.today.as_deref().map(|text| day("--today", text)).transpose()?;
    options.today = named.or(options.as_of).or_else(today);
    let snapshot = read(&root)?;
    let host = args.host.map(args::HostName::host);
    // Nobody sees the card pictures, and they would take longer than everything else.
    options.blank_cards = !are_counted(host, &snapshot, &options);
    let bar = Bar::new();
    let (mut build, _) = build_with(&snapshot, &options, &Memo::last(), &bar);
    bar.clear();
    Guard::default().look(&mut build, &snapshot, &root);
    // The site of a dossier with errors is not made, so there is nothing to look at.
    if !build.has_errors() {
        limits(host, &mut build, &snapshot, args.shown.strict);
    }
    // Of a dossier with errors not all addresses are known, and nobody is asked twice.
    if args.external && !build.has_errors() {
        external(args, &root, &snapshot, &mut build)?;
    }
    tell(&build, &snapshot, &args.shown);
    if build.has_errors() {
        return Err(Failure::Dossier);
    }
    if args.stats {
        let coverage = coverage(&dossier(&snapshot, &options));
        say(&if args.shown.format == Wanted::Human { stats::table(&coverage) + "\n" } else { stats::json(&coverage) })?;
    }
    if args.shown.format == Wanted::Human {
        say(&format!("{} checked in {}", held(&build), seconds(started.elapsed())))?;
    }
    Ok(())
}

/// Prints the diagnostics: to standard error, and nothing else goes there.
pub(super) fn tell(build: &Build, snapshot: &Snapshot, shown: &Shown) {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let format = match shown.format {
        Wanted::Human => Format::Human { color },
        Wanted::Json => Format::Json,
        Wanted::Sarif => Format::Sarif,
        Wanted::Github => Format::Github,
    };
    let text = show(&build.diagnostics, snapshot, format);
    if !text.is_empty() {
        super::warn(text.trim_end());
    }
    if shown.format == Wanted::Human && !build.diagnostics.is_empty() {
        super::warn(&counts(build));
    }
}

fn counts(build: &Build) -> String {
    let errors = build.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = build.diagnostics.len() - errors;
    match (errors, warnings) {
        (errors, 0) => number(errors, "error", "errors"),
        (0, warnings) => number(warnings, "warning", "warnings"),
        _ => format!("{}, {}", number(errors, "error", "errors"), number(warnings, "warning", "warnings")),
    }
}

fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "57 entries, 812 links".
fn held(build: &Build) -> String {
    let hidden = if build.counts.hidden == 0 { String::new() } else { format!(" ({} not shown)", build.counts.hidden) };
    format!("{}{hidden}, {}", number(build.counts.entries, "entry", "entries"), number(build.counts.links, "link", "links"))
}

fn summary(build: &Build, written: &Written, out: &Path, time: Duration) -> String {
    let pages = number(build.counts.pages, "page", "pages");
    let files = number(written.written + written.unchanged, "file", "files");
    format!("{}: {pages}, {files} in {} ({} changed), {}", held(build), out.display(), written.written, seconds(time))
}

/// "57 entries, 812 links: 3 files changed, 41 ms".
pub(super) fn changed(build: &Build, changed: usize, time: Duration) -> String {
    let changed = if changed == 0 { "nothing changed".to_owned() } else { format!("{} changed", number(changed, "file", "files")) };
    format!("{}: {changed}, {}", held(build), seconds(time))
}

fn seconds(time: Duration) -> String {
    if time.as_secs() == 0 { format!("{} ms", time.as_millis()) } else { format!("{:.2} s", time.as_secs_f64()) }
}

/// Opens the site in the reader's browser; where there is none, says where the site is.
fn open(out: &Path) -> Result<(), Failure> {
    let home: PathBuf = out.join("index.html");
    match open::that_detached(&home) {
        Ok(()) => Ok(()),
        Err(_) => say(&format!("no browser could be started; open {}", home.display())),
    }
}
