//! The table of contents: the headings of a text as a tree.

use crate::model::{Body, Heading};
use crate::view::TocItem;

/// The headings of the running text as a tree; empty for fewer than two.
pub(super) fn toc(body: &Body) -> Vec<TocItem> {
    let headings: Vec<&Heading> = body.headings.iter().filter(|heading| !heading.is_nested && !heading.html.is_empty()).collect();
    if headings.len() < 2 { Vec::new() } else { tree(&headings) }
}

/// Each heading with those of a lower level that follow it. There are six levels, so it goes six deep.
fn tree(headings: &[&Heading]) -> Vec<TocItem> {
    let mut items = Vec::new();
    let mut rest = headings;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().take_while(|heading| heading.level > first.level).count();
        let (children, next) = after.split_at(below);
        items.push(TocItem { id: first.id.clone(), html: first.html.clone(), children: tree(children) });
        rest = next;
    }
    items
}
