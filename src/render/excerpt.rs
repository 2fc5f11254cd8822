//! How a text begins, for where it has no summary: descriptions of pages and results of the search.

use std::sync::Arc;

use super::Press;
use crate::model::{Lang, Summary, folded};

/// How many characters it has at most.
const MOST: usize = 300;

/// The first words of an entry's text, where links that only name an id are told as the title of what they lead to.
#[must_use]
pub fn excerpt(press: &Press<'_>, summary: &Summary) -> Arc<str> {
    let (text, names) = (&summary.excerpt.text, &summary.excerpt.names);
    if names.is_empty() {
        return text.clone();
    }
    let mut told = String::with_capacity(text.len() + names.len() * 24);
    let mut done = 0;
    for name in names {
        let (start, end) = (name.start as usize, name.end as usize);
        told.push_str(&text[done..start]);
        told.push_str(short_title(press, &text[start..end], &summary.lang).unwrap_or(&text[start..end]));
        done = end;
    }
    told.push_str(&text[done..]);
    // Titles are longer than ids.
    if let Some((end, _)) = told.char_indices().nth(MOST) {
        let room = told[..end].rfind(' ').unwrap_or(end);
        told.truncate(room);
        told.push('…');
    }
    told.into()
}

/// What a link that names an entry's id is shown as.
#[must_use]
pub fn short_title<'a>(press: &'a Press<'_>, name: &str, lang: &Lang) -> Option<&'a str> {
    // An id wins over all other names, and with the ending of its file it is no id.
    let id = Some(folded(name)).filter(|_| name.strip_suffix(".md").is_none())?;
    if let Some(known) = press.refs.known(&id, lang) {
        return Some(&known.short);
    }
    press.dossier.shown(&id, lang).map(|entry| &**entry.summary.called_shortly(lang).0)
}
