//! Sources: documents, with who published them.

use std::sync::Arc;

use super::language::iso_639_3;
use super::{Entity, Ftm, date};
use crate::kind::linked::details;
use crate::kind::source::Source;
use crate::model::{Entry, When};

fn schema(kind: Option<&str>) -> &'static str {
    match kind {
        Some("article" | "newspaper" | "blog" | "post" | "thread") => "Article",
        Some("video" | "scene") => "Video",
        Some("audio") => "Audio",
        _ => "Document",
    }
}

/// A document, and a link to its publisher where that is an actor of the dossier.
pub fn source(ftm: &Ftm<'_>, id: &Arc<str>, entry: &Entry) -> Vec<Entity> {
    let Some(source) = details::<Source>(&entry.summary) else { return Vec::new() };
    let common = &entry.summary.common;
    let mut entity = ftm.begin(id, entry, schema(source.kind.as_deref()));
    // The address of a document is its own, not that of our page about it.
    entity.properties.remove("sourceUrl");
    for url in [&source.url, &source.archive_url].into_iter().flatten() {
        entity.put("sourceUrl", Some(url.to_string()));
    }
    entity.put("title", Some(common.title.to_string()));
    // Every document must have a file's name there; ours is no file, and its id names it as well as any.
    entity.put("fileName", Some(entry.summary.id.to_string()));
    for author in &source.author {
        entity.put("author", Some(author.to_string()));
    }
    for name in ftm.names(&source.publisher.iter().cloned().collect::<Vec<_>>()) {
        entity.put("publisher", Some(name.to_string()));
    }
    entity.put("language", source.language.as_deref().and_then(iso_639_3).map(str::to_owned));
    entity.put("retrievedAt", source.accessed.map(|day| day.to_string()));
    let lang = &entry.summary.lang;
    match &common.date {
        Some(When::Date(day)) if date::exact(*day).is_some() => entity.put("publishedAt", date::exact(*day)),
        Some(when) => entity.put("notes", Some(format!("Date as recorded: {when} (EDTF)."))),
        None => {}
    }
    entity.put("notes", source.reliability.as_ref().map(|word| format!("Reliability as recorded: {word}.")));
    if let Some(note) = &source.note {
        entity.text("notes", &ftm.export.inline(entry, note), lang);
    }
    let mut all = vec![entity];
    if let Some((publisher, _)) = source.publisher.as_ref().and_then(|name| ftm.find(name)) {
        all.push(ftm.link(entry, &publisher, id, "publisher"));
    }
    all
}
