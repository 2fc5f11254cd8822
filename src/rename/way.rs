//! By which words an entry is named, and what becomes of them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::split_name;
use crate::link::{Dossier, Found};
use crate::model::{Entry, fold, folded};
use crate::parse::bibliography::record_of;
use crate::text::SourceId;

/// From one id to another.
pub struct Way<'a> {
    pub dossier: &'a Dossier,
    /// The old id, folded.
    pub old: &'a Arc<str>,
    /// The new one, as it will be written.
    pub new: &'a str,
    /// The old id as it is written.
    id: String,
    /// Titles, aliases and other names: they go on naming it.
    others: BTreeSet<String>,
    /// The names of its files, each in the part that changes and the part that stays.
    files: BTreeSet<(String, String)>,
}

impl<'a> Way<'a> {
    pub fn new(dossier: &'a Dossier, own: &[&Entry], old: &'a Arc<str>, new: &'a str) -> Self {
        let mut others = BTreeSet::new();
        let mut files = BTreeSet::new();
        for entry in own {
            let common = &entry.summary.common;
            let titles = std::iter::once(&common.title).chain(&common.short_title).chain(&common.aliases);
            others.extend(titles.chain(&entry.summary.details.names()).map(|name| fold(name)));
            if record_of(&entry.source).is_none() {
                let (id, rest) = split_name(dossier, &entry.source);
                files.insert((id.to_owned(), rest.to_owned()));
            }
        }
        let id = own.first().map_or_else(|| old.to_string(), |entry| entry.summary.id.to_string());
        Self { dossier, old, new, id, others, files }
    }

    /// The old id as it is written.
    pub fn old_id(&self) -> &str {
        &self.id
    }

    /// What a file of the entry is called afterwards.
    pub fn moved(&self, source: &SourceId) -> SourceId {
        let (_, rest) = split_name(self.dossier, source);
        let folder = source.folder();
        let name = format!("{}{rest}", self.new);
        SourceId::new(&if folder.is_empty() { name } else { format!("{folder}/{name}") })
    }

    /// The bytes of a name that are the old id, if it means the entry by it: `old`, `Old.md`, `claims/old`.
    pub fn part(&self, written: &str) -> Option<Range<usize>> {
        let stem = written.strip_suffix(".md").unwrap_or(written);
        let lead = stem.len() - stem.trim_start().len();
        let name = stem.trim();
        if *folded(name) == **self.old {
            return Some(lead..lead + name.len());
        }
        let at = name.rfind('/')? + 1;
        let means = matches!(self.dossier.graph.names.find(written), Found::One(id) if id == *self.old);
        if !means || self.others.contains(&fold(stem)) {
            return None;
        }
        let last = &name[at..];
        self.files.iter().find_map(|(_, rest)| {
            // The ending of a translation is part of the path that names it.
            let ending = rest.strip_suffix(".md").unwrap_or(rest);
            let cut = last.len().checked_sub(ending.len())?;
            let fits = last.get(cut..)?.eq_ignore_ascii_case(ending) && *folded(&last[..cut]) == **self.old;
            fits.then(|| lead + at..lead + at + cut)
        })
    }

    /// The bytes of a path to one of the entry's files, as it is written in Markdown, that are the old id, and what
    /// stands there afterwards.
    pub fn part_of_path(&self, written: &str) -> Option<(Range<usize>, String)> {
        let at = written.rfind('/').map_or(0, |at| at + 1);
        let last = &written[at..];
        self.files.iter().find_map(|(id, rest)| {
            let cut = last.strip_suffix(rest.as_str())?;
            let plain = cut.replace('\\', "");
            let decoded = percent_decode_str(&plain).decode_utf8().ok()?;
            let new = if cut.contains('%') && !self.new.is_ascii() {
                utf8_percent_encode(self.new, NON_ALPHANUMERIC).to_string().replace("%2D", "-").replace("%5F", "_")
            } else {
                self.new.to_owned()
            };
            (decoded == *id).then(|| (at..at + cut.len(), new))
        })
    }

    /// A name after the rename.
    pub fn renamed(&self, written: &str) -> Option<String> {
        let part = self.part(written)?;
        Some(format!("{}{}{}", &written[..part.start], self.new, &written[part.end..]))
    }

    /// A path from a file after the rename, if it leads to one of the entry's.
    pub fn renamed_path(&self, from: &Entry, path: &str) -> Option<String> {
        if self.dossier.path_id(from, path)? != *self.old {
            return None;
        }
        let at = path.rfind('/').map_or(0, |at| at + 1);
        let (_, rest) = self.files.iter().find(|(id, rest)| path[at..].strip_suffix(rest.as_str()) == Some(id))?;
        Some(format!("{}{}{rest}", &path[..at], self.new))
    }
}
