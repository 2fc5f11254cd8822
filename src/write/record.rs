//! What was written: a line a file, its digest and its path, in the site itself. Without it nobody knows
//! which files may be removed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use crate::render::{OutputFile, OutputPath};

/// The name of the record.
pub const RECORD: &str = ".dossier-written";

/// The digests of the files that the last build wrote, by path; empty where there was none.
pub fn read(out: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let text = match std::fs::read_to_string(out.join(RECORD)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(anyhow::Error::new(error).context(format!("reading {}", out.join(RECORD).display()))),
    };
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    // A record that somebody changed must not lead outside the site.
    Ok(lines.filter(|(_, path)| OutputPath::new(path).is_some()).map(|(digest, path)| (path.to_owned(), digest.to_owned())).collect())
}

/// Writes the record.
pub fn write(out: &Path, files: &BTreeMap<OutputPath, Arc<OutputFile>>) -> anyhow::Result<()> {
    let mut text = String::new();
    for (path, file) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}  {path}", file.digest);
    }
    std::fs::write(out.join(RECORD), text).with_context(|| format!("writing {RECORD}"))
}
