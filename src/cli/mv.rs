//! `dossier mv`: an entry gets another id, here on the disk.

mod disk;

use std::path::Path;

use anyhow::{Context, anyhow};

use super::{Failure, args, root, say, tell_all};
use crate::build::{Examined, Memo, Options, examine};
use crate::diag::Diagnostic;
use crate::read::read;
use crate::rename::{Refusal, Renamed, rename};
use crate::text::place::line_column;
use crate::text::{Snapshot, Source, SourceId};
use disk::Change;

/// What a text may begin with, and what a snapshot leaves out.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Renames an entry and every reference to it.
pub fn mv(args: &args::Mv) -> Result<(), Failure> {
    let root = root(args.root.as_deref())?;
    let snapshot = read(&root)?;
    let options = Options { drafts: true, ..Options::default() };
    let (Examined { dossier, diagnostics: before, .. }, _) = examine(&snapshot, &options, &Memo::last());
    let renamed = rename(&dossier, &snapshot, &args.old, &args.new).map_err(|refusal| match refusal {
        Refusal::Asked(message) => Failure::Usage(message),
        Refusal::Found(found) => refused(&found, &snapshot),
    })?;
    let after = renamed.after(&snapshot);
    let now = examine(&after, &options, &Memo::last()).0.diagnostics;
    let broken = new_ones(&before, now, &renamed);
    if !broken.is_empty() {
        return Err(refused(&broken, &after));
    }
    if args.dry_run {
        return preview(&renamed, &snapshot);
    }
    let changes = renamed.files().into_iter().map(|id| change(&root, id, &renamed, &snapshot)).collect::<anyhow::Result<Vec<_>>>()?;
    disk::apply(&changes)?;
    say(&summary(&args.old, &args.new, &renamed))
}

/// Tells why nothing was changed.
fn refused(found: &[Diagnostic], snapshot: &Snapshot) -> Failure {
    tell_all(found, snapshot);
    super::warn("nothing was changed");
    Failure::Dossier
}

/// What is wrong after the rename and was not before: a heading that got its id of the entry's, for one.
fn new_ones(before: &[Diagnostic], now: Vec<Diagnostic>, renamed: &Renamed) -> Vec<Diagnostic> {
    let count = |all: &[Diagnostic], code: &str, source: &SourceId| {
        all.iter().filter(|one| one.code.name == code && *renamed.name(&one.place.source) == *source).count()
    };
    let (all, is_new): (Vec<_>, Vec<_>) = (now.clone(), now);
    is_new
        .into_iter()
        .filter(|one| {
            let here = all.iter().filter(|other| other.code.name == one.code.name && other.place.source == one.place.source).count();
            here > count(before, one.code.name, &one.place.source)
        })
        .collect()
}

/// What becomes of one file. It must still be as it was read.
fn change(root: &Path, id: &SourceId, renamed: &Renamed, snapshot: &Snapshot) -> anyhow::Result<Change> {
    let path = |id: &SourceId| id.as_str().split('/').fold(root.to_owned(), |path, part| path.join(part));
    let from = path(id);
    let before = std::fs::read(&from).with_context(|| format!("reading {}", from.display()))?;
    let source = snapshot.sources.get(id).filter(|source| Source::from_bytes(id.as_str(), &before).digest == source.digest);
    let source = source.ok_or_else(|| anyhow!("{} has changed in this moment; nothing was renamed", from.display()))?;
    let mut after = if before.starts_with(MARK) { MARK.to_vec() } else { Vec::new() };
    after.extend(renamed.text(source).as_bytes());
    Ok(Change { from, to: path(renamed.name(id)), before, after })
}

/// The edits, a line each.
fn preview(renamed: &Renamed, snapshot: &Snapshot) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for (id, edits) in &renamed.edits {
        let Some(source) = snapshot.sources.get(id) else { continue };
        for edit in edits {
            let at = line_column(&source.text, edit.start);
            let (old, new) = (&source.text[edit.start..edit.end], edit.text.trim());
            let what = if old.is_empty() { format!("+ {new}") } else { format!("{old} -> {new}") };
            lines.push(format!("{id}:{}:{}: {what}", at.line, at.column));
        }
    }
    lines.extend(renamed.moves.iter().map(|(from, to)| format!("{from} -> {to}")));
    say(&lines.join("\n"))
}

/// "`old` is now `new`: 12 references in 7 files, 2 files moved; `claims/old` leads on to it".
fn summary(old: &str, new: &str, renamed: &Renamed) -> String {
    let number = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let mut text =
        format!("`{old}` is now `{new}`: {} in {}", number(renamed.references, "reference"), number(renamed.files().len(), "file"));
    if !renamed.moves.is_empty() {
        text += &format!(", {} moved", number(renamed.moves.len(), "file"));
    }
    if let Some(address) = &renamed.redirect {
        text += &format!("; `{address}` leads on to it");
    }
    text
}
