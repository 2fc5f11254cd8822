//! The entries around one: the entry in the middle, its neighbours in two columns, a line to each. What is typed has a
//! whole line, a source a dotted one, a link in the text a dashed one.

use super::{called, label, sign};
use crate::evidence::map::{Neighbourhood, Strength, strength};
use crate::render::Press;
use crate::render::body::Spot;
use crate::render::svg::{Svg, whole, write_whole};
use crate::view;

/// The width of the picture: about that of a phone, so that its words are never made small.
const WIDTH: f64 = 340.0;
/// The middle.
const MIDDLE: f64 = WIDTH / 2.0;
/// How far from the middle the signs stand.
const REACH: f64 = 42.0;
/// The room for the words of a column.
const ROOM: f64 = 116.0;
/// The size of a neighbour's name and of what it is to the entry.
const SIZES: (f64, f64) = (13.0, 11.5);
/// The height of a line of words.
const LEADING: f64 = 15.0;
/// The space between two neighbours.
const GAP: f64 = 13.0;

/// A neighbour with its words broken into lines.
struct Item<'a> {
    entry: &'a view::Ref,
    above: Vec<String>,
    name: &'a [String],
    strength: Strength,
}

impl Item<'_> {
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    fn height(&self) -> f64 {
        (self.above.len() + self.name.len()) as f64 * LEADING
    }
}

/// Draws it.
pub fn star(press: &Press<'_>, entry: &view::Ref, found: &Neighbourhood, spot: &Spot) -> view::Html {
    let lang = &spot.lang;
    let items: Vec<Item<'_>> = found
        .around
        .iter()
        .filter_map(|neighbour| {
            let known = press.refs.known(&neighbour.id, lang)?;
            let above = sign::above(called(press, neighbour, lang), &known.shown);
            Some(Item {
                entry: &known.shown,
                above: label::lines(&above, ROOM, SIZES.1, 2),
                name: known.lines(|name| label::lines(name, ROOM, SIZES.0, 3)),
                strength: strength(&neighbour.relation),
            })
        })
        .collect();
    let (left, right) = items.split_at(items.len().div_ceil(2));
    let height = column(left).max(column(right)) + GAP;
    let title = super::super::label(press, lang, "map-around", "");
    let says = super::super::label(press, lang, "map-around-desc", "");
    let mut svg = Svg::new("map", "map:around", (WIDTH, height), &title, &says);
    rays(&mut svg, left, right, height / 2.0);
    svg.open("g", &[("class", &"me")]);
    sign::draw(&mut svg, &entry.kind, &entry.standing, (MIDDLE, height / 2.0));
    svg.close("g");
    for (side, items) in [(-1.0, left), (1.0, right)] {
        for (item, y) in items.iter().zip(middles(items, height / 2.0)) {
            neighbour(&mut svg, item, side, y, spot);
        }
    }
    svg.finish()
}

/// The height of a column.
#[expect(clippy::cast_precision_loss, reason = "a handful of neighbours")]
fn column(items: &[Item<'_>]) -> f64 {
    items.iter().map(Item::height).sum::<f64>() + GAP * items.len().saturating_sub(1) as f64
}

/// The middle of each neighbour of a column that stands around a height.
fn middles<'a>(items: &'a [Item<'a>], around: f64) -> impl Iterator<Item = f64> + 'a {
    let top = around - column(items) / 2.0;
    items.iter().scan(top, |y, item| {
        let middle = *y + item.height() / 2.0;
        *y += item.height() + GAP;
        Some(middle)
    })
}

/// The lines from the middle, in one path for each sort.
fn rays(svg: &mut Svg, left: &[Item<'_>], right: &[Item<'_>], middle: f64) {
    let (mut solid, mut dotted, mut dashed) = (String::new(), String::new(), String::new());
    for (x, items) in [(MIDDLE - REACH, left), (MIDDLE + REACH, right)] {
        for (item, y) in items.iter().zip(middles(items, middle)) {
            let path = match item.strength {
                Strength::Typed | Strength::Related => &mut solid,
                Strength::Source => &mut dotted,
                Strength::Prose => &mut dashed,
            };
            for (sign, n) in [("M", MIDDLE), (" ", middle), ("L", x), (" ", y)] {
                path.push_str(sign);
                write_whole(path, whole(n));
            }
        }
    }
    for (class, path) in [("e", solid), ("e o", dotted), ("e d", dashed)] {
        if !path.is_empty() {
            svg.leaf("path", &[("class", &class), ("d", &path)]);
        }
    }
}

/// A neighbour: its sign, what it is to the entry, and its name, all one link.
fn neighbour(svg: &mut Svg, item: &Item<'_>, side: f64, y: f64, spot: &Spot) {
    svg.open("a", &[("href", &(&*spot.root, &*item.entry.address))]);
    sign::draw(svg, &item.entry.kind, &item.entry.standing, (MIDDLE + side * REACH, y));
    let x = MIDDLE + side * (REACH + 13.0);
    let is_left = side < 0.0;
    let mut line = y - item.height() / 2.0 + 11.5;
    for text in &item.above {
        put(svg, if is_left { "r l" } else { "r" }, (x, line), "", text);
        line += LEADING;
    }
    for text in item.name {
        put(svg, if is_left { "l" } else { "n" }, (x, line), &item.entry.lang, text);
        line += LEADING;
    }
    svg.close("a");
}

/// A line of words, in whole units; `lang` is empty where it is that of the page.
fn put(svg: &mut Svg, class: &str, (x, y): (f64, f64), lang: &str, text: &str) {
    let (x, y) = (whole(x), whole(y));
    if lang.is_empty() {
        svg.words("text", &[("class", &class), ("x", &x), ("y", &y)], text);
    } else {
        svg.words("text", &[("class", &class), ("x", &x), ("y", &y), ("lang", &lang)], text);
    }
}
