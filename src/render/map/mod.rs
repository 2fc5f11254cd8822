//! The pictures of relations: the entries around one, and the whole dossier.
//!
//! In: the values of `evidence::map`. Out: SVG and the same in words. Places are computed here: a star needs none
//! but rows, the whole map is laid out by `layout`, the only file that names the layout library.

pub mod label;
pub mod layout;
pub mod sign;
mod star;
pub mod whole;

use std::sync::Arc;

use super::Press;
use super::body::Spot;
use crate::evidence::map::{Neighbour, Neighbourhood, neighbourhood};
use crate::model::{Entry, Lang};
use crate::parse::body::escape::escape;
use crate::view;

/// What stands around an entry, for its page; nothing where the settings or the theme switch it off, for fewer than two, and for a long read.
#[must_use]
pub fn around(press: &Press<'_>, entry: &Entry, id: &Arc<str>, spot: &Spot) -> Option<view::Neighbourhood> {
    // A long read names in its text what is around it, with the sentence that says why.
    if !press.dossier.config.map.entries || !press.theme.manner().pictures || entry.summary.kind.as_str() == "explainer" {
        return None;
    }
    let found = neighbourhood(press.dossier, entry, id, &spot.lang);
    if found.around.len() < 2 {
        return None;
    }
    let picture = star::star(press, press.refs.get(id, &spot.lang)?, &found, spot);
    Some(view::Neighbourhood { picture, words: in_words(press, &found, spot), more: found.more })
}

/// The same in words: neighbours of one relation together. HTML, as templates would write it: it is on every page, and
/// a list of a dozen links costs a template more than the picture.
fn in_words(press: &Press<'_>, found: &Neighbourhood, spot: &Spot) -> view::Html {
    let mut groups: Vec<(&Arc<str>, Vec<&view::Ref>)> = Vec::new();
    for neighbour in &found.around {
        let Some(entry) = press.refs.get(&neighbour.id, &spot.lang) else { continue };
        let label = called(press, neighbour, &spot.lang);
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((label, vec![entry])),
        }
    }
    let mut out = String::with_capacity(2048);
    out.push_str("<dl class=\"relations\">\n");
    for (label, entries) in groups {
        out.push_str("<div><dt>");
        escape(&mut out, label);
        out.push_str("</dt>");
        for entry in entries {
            link(&mut out, entry, &spot.root);
        }
        out.push_str("</div>\n");
    }
    out.push_str("</dl>");
    out.into()
}

/// An entry of the list, as the partial `ref` shows one.
fn link(out: &mut String, entry: &view::Ref, root: &str) {
    out.push_str("\n<dd><a href=\"");
    escape(out, root);
    escape(out, &entry.address);
    out.push('"');
    if !entry.lang.is_empty() {
        for name in [" lang=\"", " hreflang=\""] {
            out.push_str(name);
            escape(out, &entry.lang);
            out.push('"');
        }
    }
    out.push('>');
    escape(out, &entry.title);
    out.push_str("</a>");
    if !entry.standing.is_empty() {
        out.push_str(" <span class=\"standing standing-");
        escape(out, &entry.standing);
        out.push_str("\">(");
        escape(out, &entry.standing_label);
        out.push_str(")</span>");
    }
    out.push_str("</dd>");
}

/// What a neighbour is to the entry.
fn called<'a>(press: &'a Press<'_>, neighbour: &Neighbour, lang: &Lang) -> &'a Arc<str> {
    press.relations.label(lang, &neighbour.relation, neighbour.incoming)
}
