//! What a page tells of a translation whose original changed since: at the passages that are behind, and at its top.

use std::sync::Arc;

use super::body::Spot;
use super::page::entry::day;
use super::strings::Argument;
use super::{Press, label};
use crate::evidence::translation::{behind, changed_on, original};
use crate::model::Entry;
use crate::parse::body::escape::escaped;
use crate::view;

/// Notes that stand before the passages of a text that are behind their original.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Notes {
    /// The first piece of each of the passages, in order.
    pub starts: Vec<u32>,
    /// The note, as HTML.
    pub html: Arc<str>,
}

/// The notes of a text; nothing for one that is not behind.
#[must_use]
pub fn notes(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Option<Notes> {
    let behind = behind(press.dossier, entry).filter(|behind| !behind.passages.is_empty())?;
    let starts = behind.passages.iter().filter_map(|number| Some(entry.body.passages.get(*number)?.start)).collect();
    let told = told(press, entry, spot, "passage-behind")?;
    let (text, address, lang) = (escaped(&told.text), escaped(&told.original.address), escaped(&told.original.text_lang));
    let (root, words) = (escaped(&spot.root), escaped(&label(press, &spot.lang, "read-original", "Read the original")));
    let html = format!("<p class=\"notice behind\">{text} <a href=\"{root}{address}\" hreflang=\"{lang}\">{words}</a></p>\n");
    Some(Notes { starts, html: html.into() })
}

/// What the top of a page says, if more than single passages changed.
#[must_use]
pub fn at_top(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Option<view::Behind> {
    behind(press.dossier, entry).filter(|behind| behind.elsewhere)?;
    told(press, entry, spot, "translation-behind")
}

fn told(press: &Press<'_>, entry: &Entry, spot: &Spot, name: &str) -> Option<view::Behind> {
    let original = original(press.dossier, entry)?;
    let strings = press.theme.strings();
    let on = changed_on(&original.summary).map(|on| day(press, on, &spot.lang));
    let dated = on.and_then(|on| strings.try_format(&spot.lang, &format!("{name}-on"), &[("date", Argument::Text(&on))]).ok());
    let text = dated.map_or_else(|| label(press, &spot.lang, name, "The original has changed since."), Arc::from);
    let mut shown = press.refs.get(&entry.summary.folded, &original.summary.lang)?.clone();
    shown.text_lang = Arc::from(original.summary.lang.as_str());
    Some(view::Behind { text, original: shown })
}
