//! The entries around one: the entry in the middle, its neighbours in two columns, a line to each. What is typed has a
//! whole line, a source a dotted one, a link in the text a dashed one.

use std::borrow::Cow;

use super::{Around, label, sign};
use crate::evidence::map::Strength;
use crate::parse::body::escape::escape;
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
    around: &'a Around<'a>,
    /// What it is to the entry.
    above: Cow<'a, str>,
    /// How many lines it has in all.
    lines: usize,
}

impl<'a> Item<'a> {
    fn new(around: &'a Around<'a>) -> Self {
        let above = if around.pictured.is_plain || around.known.shown.standing_label.is_empty() {
            Cow::Borrowed(around.called.lines(lines_above))
        } else {
            lines_above(&sign::above(&around.called.label, &around.known.shown)).into()
        };
        let lines = above.lines().count() + around.pictured.lines().count();
        Self { around, above, lines }
    }

    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    fn height(&self) -> f64 {
        self.lines as f64 * LEADING
    }
}

/// A neighbour's name, escaped, each line with a line break after it.
#[must_use]
pub fn lines_of_name(name: &str) -> String {
    escaped_lines(&label::lines(name, ROOM, SIZES.0, 3))
}

/// The same of what it is to the entry.
fn lines_above(words: &str) -> String {
    escaped_lines(&label::lines(words, ROOM, SIZES.1, 2))
}

fn escaped_lines(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        escape(&mut out, line);
        out.push('\n');
    }
    out
}

/// Draws it.
pub fn star(press: &Press<'_>, entry: &view::Ref, around: &[Around<'_>], spot: &Spot) -> view::Html {
    let lang = &spot.lang;
    let items: Vec<Item<'_>> = around.iter().map(Item::new).collect();
    let (left, right) = items.split_at(items.len().div_ceil(2));
    let height = column(left).max(column(right)) + GAP;
    let title = super::super::label(press, lang, "map-around", "");
    let says = super::super::label(press, lang, "map-around-desc", "");
    let mut svg = Svg::new("map", "map:around", (WIDTH, height), &title, &says);
    rays(&mut svg, left, right, height / 2.0);
    svg.put("<g class=\"me\">");
    sign::draw(&mut svg, &entry.kind, &entry.standing, (MIDDLE, height / 2.0));
    svg.put("</g>");
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
            let path = match item.around.strength {
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
    let pictured = item.around.pictured;
    svg.put("<a href=\"").value(&&*spot.root).put(pictured.address()).put("\">");
    sign::put(svg, pictured.sign(), (MIDDLE + side * REACH, y));
    let x = whole(MIDDLE + side * (REACH + 13.0));
    let is_left = side < 0.0;
    let lang = if pictured.is_plain { "" } else { &*item.around.known.shown.lang };
    let mut line = y - item.height() / 2.0 + 11.5;
    for text in item.above.lines() {
        put(svg, if is_left { "r l" } else { "r" }, (x, whole(line)), "", text);
        line += LEADING;
    }
    for text in pictured.lines() {
        put(svg, if is_left { "l" } else { "n" }, (x, whole(line)), lang, text);
        line += LEADING;
    }
    svg.put("</a>");
}

/// A line of words that are escaped already; `lang` is empty where it is that of the page.
fn put(svg: &mut Svg, class: &str, (x, y): (i32, i32), lang: &str, text: &str) {
    svg.put("<text class=\"").put(class).put("\" x=\"").value(&x).put("\" y=\"").value(&y);
    if !lang.is_empty() {
        svg.put("\" lang=\"").value(&lang);
    }
    svg.put("\">").put(text).put("</text>");
}
