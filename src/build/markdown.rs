//! The entries as Markdown beside their pages: the only files of the site that are made of the text of a source as it was written.

use std::sync::Arc;

use super::par_map;
use crate::render::data::Export;
use crate::render::data::markdown::markdown;
use crate::render::page::beside::{is_there, markdown_address};
use crate::render::{OutputFile, OutputPath, Press};
use crate::text::Snapshot;

/// The files, if the settings ask for them. They are made anew each time: that takes less than to look for earlier ones.
pub fn texts(press: &Press<'_>, snapshot: &Snapshot) -> Vec<Arc<OutputFile>> {
    if !is_there(press) {
        return Vec::new();
    }
    let home = press.dossier.config.home.as_deref().map(crate::model::fold);
    let entries: Vec<_> = press.dossier.entries.values().filter(|entry| home.as_deref() != Some(&*entry.summary.folded)).collect();
    let made = par_map(&entries, |entry| {
        let export = Export::new(press, &entry.summary.lang);
        let text = markdown(&export, entry, &snapshot.sources.get(&entry.source)?.text)?;
        Some(Arc::new(OutputFile::text(OutputPath::new(&markdown_address(press, entry)?)?, text)))
    });
    made.into_iter().flatten().collect()
}
