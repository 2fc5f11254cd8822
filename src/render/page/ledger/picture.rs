//! How standings changed over time: a column for each stretch of time, a field for each claim in it, stacked by standing.
//!
//! The fields are told apart by how they are filled, as the right page of each standing's sign is: empty, half, full,
//! slanting, crossed, struck through. The same figures stand in a table beside the picture.

use std::sync::Arc;

use crate::evidence::ledger::Period;
use crate::model::{Lang, Standing};
use crate::render::svg::{Svg, number};
use crate::render::{Press, label, ledger, words};
use crate::view;

/// The size of the picture in its own units; the theme scales it.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 170.0;
/// Where the columns begin from the left, where they end at the top, and where they stand.
const LEFT: f64 = 26.0;
const TOP: f64 = 10.0;
const FLOOR: f64 = 146.0;
/// The lowest a field is that has a line of its own.
const LOWEST: f64 = 8.0;
/// The widest a column is.
const WIDEST: f64 = 44.0;

/// The picture of some periods and the same in figures.
pub fn picture(press: &Press<'_>, lang: &Lang, periods: &[Period]) -> view::LedgerPicture {
    let all: Vec<Standing> = Standing::WORDS.iter().filter_map(|(word, _)| Standing::from_word(word)).collect();
    let occurring: Vec<Standing> = all.into_iter().filter(|s| periods.iter().any(|period| period.counts[*s as usize] > 0)).collect();
    let shown: Vec<view::LedgerPeriod> = periods
        .iter()
        .map(|period| view::LedgerPeriod {
            when: words::date(&period.when, press.theme.strings(), lang).into(),
            counts: occurring.iter().map(|standing| period.counts[*standing as usize]).collect(),
        })
        .collect();
    let title = label(press, lang, "ledger-picture", "How standings changed over time");
    let description = label(press, lang, "ledger-picture-about", "");
    let is_drawn = press.theme.manner().pictures;
    let svg = if is_drawn { draw(&occurring, &shown, &title, &description) } else { Arc::from("") };
    let column = |standing: &Standing| view::LedgerStanding {
        standing: Arc::from(standing.word()),
        label: ledger::word(press, lang, standing.word()),
    };
    view::LedgerPicture { svg, standings: occurring.iter().map(column).collect(), periods: shown }
}

fn draw(standings: &[Standing], periods: &[view::LedgerPeriod], title: &str, description: &str) -> view::Html {
    let mut svg = Svg::new("standings", "ledger:picture", (WIDTH, HEIGHT), title, description);
    let most = periods.iter().map(|period| period.counts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    let unit = (FLOOR - TOP) / real(most);
    patterns(&mut svg, unit);
    let pitch = (WIDTH - LEFT) / real(periods.len().max(1));
    let width = (pitch * 0.8).min(WIDEST);
    for (n, period) in periods.iter().enumerate() {
        let x = LEFT + real(n) * pitch + (pitch - width) / 2.0;
        let mut y = FLOOR;
        for (standing, count) in standings.iter().zip(&period.counts).filter(|(_, count)| **count > 0) {
            let height = unit * real(*count);
            y -= height;
            let fill = fill(*standing);
            let (x, y, width, height) = (number(x), number(y), number(width), number(height));
            svg.leaf("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", &fill), ("stroke", &"currentColor")]);
        }
        lines(&mut svg, (x, width), unit, period.counts.iter().sum());
    }
    let floor = number(FLOOR);
    svg.leaf("path", &[("d", &format!("M{} {floor}H{}", number(LEFT), number(WIDTH))), ("stroke", &"currentColor")]);
    scale(&mut svg, most, unit);
    let text_y = number(HEIGHT - 6.0);
    if let Some(first) = periods.first() {
        svg.words("text", &[("x", &number(LEFT)), ("y", &text_y)], &first.when);
    }
    if let Some(last) = periods.last().filter(|_| periods.len() > 1) {
        svg.words("text", &[("x", &number(WIDTH)), ("y", &text_y), ("text-anchor", &"end")], &last.when);
    }
    svg.finish()
}

/// Lines between the fields of a column, where they are high enough to be told apart.
fn lines(svg: &mut Svg, (x, width): (f64, f64), unit: f64, count: usize) {
    if unit < LOWEST || count < 2 {
        return;
    }
    let line = |n: usize| format!("M{} {}h{}", number(x), number(FLOOR - unit * real(n)), number(width));
    let path: String = (1..count).map(line).collect();
    svg.leaf("path", &[("d", &path), ("stroke", &"currentColor")]);
}

/// Nought, the most, and a line at the most.
fn scale(svg: &mut Svg, most: usize, unit: f64) {
    for count in [0, most] {
        let y = FLOOR - unit * real(count);
        svg.words("text", &[("x", &number(LEFT - 6.0)), ("y", &number(y + 4.0)), ("text-anchor", &"end")], &count.to_string());
    }
}

/// How the fields of a standing are filled. Colours are the page's: `currentColor` follows dark and forced colours.
fn fill(standing: Standing) -> &'static str {
    match standing {
        Standing::Claimed => "none",
        Standing::PartlyConfirmed => "url(#ledger:half)",
        Standing::Confirmed => "currentColor",
        Standing::Disputed => "url(#ledger:slant)",
        Standing::Denied => "url(#ledger:cross)",
        Standing::Retracted => "url(#ledger:line)",
    }
}

/// The fillings. The half one is as high as a field and begins at the floor, so that each field is half full.
fn patterns(svg: &mut Svg, unit: f64) {
    svg.open("defs", &[]);
    let field = unit.max(2.0);
    let (y, height, half) = (number(FLOOR), number(field), number(field / 2.0));
    svg.open("pattern", &[("id", &"ledger:half"), ("y", &y), ("width", &"6"), ("height", &height), ("patternUnits", &"userSpaceOnUse")]);
    svg.leaf("rect", &[("y", &half), ("width", &"6"), ("height", &half), ("fill", &"currentColor")]);
    svg.close("pattern");
    for (id, path, width) in
        [("ledger:slant", "M-1 7L7 -1M-1 1L1 -1M5 7L7 5", "1.2"), ("ledger:cross", "M0 0L6 6M6 0L0 6", "1"), ("ledger:line", "M0 3H6", "1")]
    {
        let size = "6";
        svg.open("pattern", &[("id", &id), ("width", &size), ("height", &size), ("patternUnits", &"userSpaceOnUse")]);
        svg.leaf("path", &[("d", &path), ("stroke", &"currentColor"), ("stroke-width", &width), ("fill", &"none")]);
        svg.close("pattern");
    }
    svg.close("defs");
}

/// A count as a length.
#[expect(clippy::cast_precision_loss, reason = "no dossier holds so many claims")]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_high_as_its_claims() {
        let period = |when: &str, counts: [usize; 2]| view::LedgerPeriod { when: Arc::from(when), counts: counts.to_vec() };
        let svg = draw(&[Standing::Claimed, Standing::Denied], &[period("2021", [2, 0]), period("2022", [3, 1])], "T", "D");
        let heights: Vec<&str> =
            svg.split("<rect x").skip(1).filter_map(|rect| rect.split("height=\"").nth(1)?.split('"').next()).collect();
        assert_eq!(heights, ["68", "102", "34"], "{svg}");
        assert!(svg.contains("fill=\"url(#ledger:cross)\"") && svg.contains(">2021</text>") && svg.contains(">2022</text>"), "{svg}");
        assert!(svg.len() < 3000, "{}", svg.len());
    }
}
