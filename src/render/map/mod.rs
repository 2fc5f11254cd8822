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
use super::refs::{Known, Pictured};
use super::relations::Called;
use crate::evidence::map::{Neighbour, Strength, neighbourhood, strength};
use crate::model::{Entry, Lang};
use crate::parse::body::escape::{attribute, escape, escaped};
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
    let around: Vec<Around<'_>> = found.around.iter().filter_map(|neighbour| Around::of(press, neighbour, &spot.lang)).collect();
    let picture = star::star(press, press.refs.get(id, &spot.lang)?, &around, spot);
    Some(view::Neighbourhood { picture, words: in_words(&around, spot), more: found.more })
}

/// A neighbour as the picture and the words show it.
struct Around<'a> {
    known: &'a Known,
    pictured: &'a Pictured,
    /// What it is to the entry.
    called: &'a Called,
    strength: Strength,
}

impl<'a> Around<'a> {
    /// Nothing for one that is not shown.
    fn of(press: &'a Press<'_>, neighbour: &Neighbour, lang: &Lang) -> Option<Self> {
        let known = press.refs.known(&neighbour.id, lang)?;
        let called = press.relations.called(lang, &neighbour.relation, neighbour.incoming);
        Some(Self { known, pictured: known.pictured(pictured), called, strength: strength(&neighbour.relation) })
    }
}

/// What is the same of an entry in all pictures in which it is a neighbour.
fn pictured(known: &Known) -> Pictured {
    let entry = &known.shown;
    let address = escaped(&entry.address);
    let (before, after) = sign::parts(&entry.kind, &entry.standing);
    let lines = star::lines_of_name(&known.short);
    let is_plain = entry.lang.is_empty() && entry.standing_label.is_empty();
    Pictured::new([&address, &rest_of_link(entry), &before, &after, &lines], is_plain)
}

/// The same in words: neighbours of one relation together. HTML, as templates would write it: it is on every page, and
/// a list of a dozen links costs a template more than the picture.
fn in_words(around: &[Around<'_>], spot: &Spot) -> view::Html {
    let mut groups: Vec<(&Called, Vec<&Pictured>)> = Vec::new();
    for one in around {
        let is_same = |called: &Called| std::ptr::eq(called, one.called) || called.label == one.called.label;
        match groups.iter_mut().find(|(called, _)| is_same(called)) {
            Some((_, entries)) => entries.push(one.pictured),
            None => groups.push((one.called, vec![one.pictured])),
        }
    }
    let mut out = String::with_capacity(2048);
    out.push_str("<dl class=\"relations\">\n");
    for (called, entries) in groups {
        out.push_str("<div><dt>");
        escape(&mut out, &called.label);
        out.push_str("</dt>");
        for entry in entries {
            out.push_str("\n<dd><a href=\"");
            escape(&mut out, &spot.root);
            out.push_str(entry.item());
        }
        out.push_str("</div>\n");
    }
    out.push_str("</dl>");
    out.into()
}

/// An entry of the list, as the partial `ref` shows one, behind its address.
fn rest_of_link(entry: &view::Ref) -> String {
    let mut out = String::from("\"");
    // A title may be in another language than the text that it leads to: those of documents are.
    for (name, lang) in [("lang", &entry.lang), ("hreflang", &entry.text_lang)] {
        if !lang.is_empty() {
            attribute(&mut out, name, lang);
        }
    }
    out.push('>');
    escape(&mut out, &entry.title);
    out.push_str("</a>");
    if !entry.standing.is_empty() {
        out.push_str(" <span class=\"standing standing-");
        escape(&mut out, &entry.standing);
        out.push_str("\">(");
        escape(&mut out, &entry.standing_label);
        out.push_str(")</span>");
    }
    out.push_str("</dd>");
    out
}
