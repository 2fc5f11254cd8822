//! What links to an entry of the samples.

use std::ops::Range;

use super::{reference, text};
use crate::view::{Backlink, Backlinks};

/// Entries of these numbers, and how many more there are; every other one has a sentence.
pub(super) fn backlinks(relation: &str, label: &str, numbers: Range<usize>, more: usize) -> Backlinks {
    let link = |n: usize| Backlink {
        entry: reference(&format!("Entry number {n}"), &format!("explainers/entry-{n}/index.html")),
        sentences: if n.is_multiple_of(2) {
            vec![text("For <mark>the five terabytes</mark> we found no measurement.")]
        } else {
            Vec::new()
        },
    };
    let items: Vec<Backlink> = numbers.map(link).collect();
    let list: Vec<String> = items.iter().map(item).collect();
    Backlinks { relation: text(relation), label: text(label), items, list: list.join("\n").into(), more }
}

fn item(link: &Backlink) -> String {
    let sentences: String = link.sentences.iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
    let entry = &link.entry;
    format!("<li><a href=\"../../{}\">{}</a> ({}){sentences}</li>", entry.address, entry.title, entry.standing_label)
}
