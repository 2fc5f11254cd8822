//! The matrix as a table: what somebody does by the labels from which something follows.

use crate::evidence::Named;
use crate::evidence::matrix::Cell;
use crate::kind::effect::WHO;
use crate::render::body::Spot;
use crate::render::{Press, law};
use crate::view;

/// How many labels a table has room for.
const COLUMNS: usize = 4;
/// The weights of stamps, the lightest first.
const WEIGHTS: [&str; 4] = ["thin", "double", "thick", "filled"];

/// The labels as columns and the effects as rows; neither if the labels are too many.
pub(super) fn rows(press: &Press<'_>, cells: &[&Cell], spot: &Spot) -> (Vec<view::Stamp>, Vec<view::MatrixRow>) {
    let mut instruments: Vec<&Named> = Vec::new();
    for named in cells.iter().flat_map(|cell| &cell.instruments) {
        if !instruments.iter().any(|known| is_same(known, named)) {
            instruments.push(named);
        }
    }
    if instruments.len() > COLUMNS {
        return (Vec::new(), Vec::new());
    }
    let mut labels: Vec<(&Named, view::Stamp)> =
        instruments.into_iter().map(|named| (named, law::stamp(press, named, &spot.lang))).collect();
    labels.sort_by_key(|(_, stamp)| {
        (WEIGHTS.iter().position(|weight| *weight == &*stamp.weight), stamp.instrument.title.clone(), stamp.instrument.address.clone())
    });
    let rows = cells.iter().filter_map(|cell| row(press, cell, &labels, spot)).collect();
    (labels.into_iter().map(|(_, stamp)| stamp).collect(), rows)
}

fn row(press: &Press<'_>, cell: &Cell, labels: &[(&Named, view::Stamp)], spot: &Spot) -> Option<view::MatrixRow> {
    let mut cells: Vec<view::MatrixCell> = Vec::new();
    for (named, stamp) in labels {
        let follows = cell.instruments.iter().any(|instrument| is_same(instrument, named));
        // What follows from two labels side by side is said once.
        match cells.last_mut() {
            Some(last) if follows && last.follows => last.stamps.push(stamp.clone()),
            _ => cells.push(view::MatrixCell { stamps: vec![stamp.clone()], follows }),
        }
    }
    let who = WHO.iter().filter(|(word, _)| cell.who.iter().any(|who| **who == **word));
    Some(view::MatrixRow {
        effect: law::effect(press, cell, spot)?,
        who: who.map(|(word, _)| law::who_page(press, word, &spot.lang)).collect(),
        cells,
    })
}

fn is_same(one: &Named, other: &Named) -> bool {
    one.id == other.id && (one.id.is_some() || one.reference == other.reference)
}
