//! A picture of what happened when: lanes along one axis, a dot for a day, a bar with feet for a month or a span,
//! dashes for what is not certain or has no end.
//!
//! A year in which more happened gets more room, and years in which nothing did get none, since otherwise a decade with
//! one busy summer would be a smudge; the axis names its years. The size is bounded whatever there is to show: many
//! years are drawn as decades or centuries, and several hundred marks as one bar a year. The list on the same page says
//! the same in words, so the links in the picture are no stops of the tab key.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::svg::{Attribute, Svg, number};
use crate::evidence::timeline::Slot;
use crate::model::date::{Day, When};
use crate::view::Html;

/// How many marks are drawn one by one.
const MOST_MARKS: usize = 300;
/// How many columns an axis has at most.
const MOST_COLUMNS: usize = 60;
/// How many marks stand over one another in a lane; the rest of a year becomes a number.
const MOST_LEVELS: usize = 14;
/// The least width of a picture of one lane, of one of several, and the width that no busy year exceeds; CSS pixels.
const WIDTHS: (f64, f64, f64) = (560.0, 960.0, 1500.0);
/// The least width of a column, and that between columns with years left out between them.
const COLUMN: f64 = 36.0;
const GAP: f64 = 22.0;
/// The height of the axis, of the name of a lane, of a level in it, and of the space under it.
const AXIS: f64 = 34.0;
const NAME: f64 = 19.0;
const LEVEL: f64 = 15.0;
const SPACE: f64 = 8.0;
/// From this width on a column names its quarters.
const WIDE: f64 = 260.0;

/// What is said of a picture, and what is written in it.
pub struct Caption<'a> {
    /// The beginning of its ids; holds a colon.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it shows, for those who do not see it.
    pub about: &'a str,
    /// The names of the months.
    pub months: &'a [Arc<str>; 12],
    /// "12 more rows", for what is drawn as a number.
    pub more: &'a dyn Fn(usize) -> String,
    /// What a mark is in words, and where its link leads, by its number. Asked of those alone that are drawn: of thousands
    /// none is.
    pub says: &'a dyn Fn(usize) -> (String, String),
}

/// One mark.
pub struct Mark<'a> {
    /// When.
    pub when: &'a When,
    /// The year and month under which the list has it.
    pub slot: Slot,
    /// The number of its lane.
    pub lane: usize,
    /// How it is drawn if it is a day.
    pub shape: Shape,
    /// The number by which [`Caption::says`] knows it.
    pub number: usize,
}

/// How a day is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A dot.
    Plain,
    /// A square, as of a stamp: an act of the state.
    Stamp,
}

/// Where the years of an axis are.
struct Scale {
    /// How many years a column spans: 1, 10, 100, …
    step: i64,
    /// First year, left edge and width.
    columns: Vec<(i64, f64, f64)>,
    width: f64,
}

impl Scale {
    fn new(marks: &[Mark<'_>], least_width: f64) -> Self {
        let mut step = 1;
        let mut counts = Self::counts(marks, step);
        while counts.len() > MOST_COLUMNS {
            step *= 10;
            counts = Self::counts(marks, step);
        }
        let least = if step == 1 { COLUMN } else { 2.0 * COLUMN };
        // Widths follow the counts, up to ten columns' worth.
        let wanted = |count: usize| least + 4.0 * f64::from(u32::try_from(count.min(90)).unwrap_or(90));
        let total: f64 = counts.values().map(|count| wanted(*count)).sum();
        let factor = if total > WIDTHS.2 { WIDTHS.2 / total } else { (least_width / total.max(1.0)).max(1.0) };
        let mut scale = Self { step, columns: Vec::new(), width: 0.0 };
        for (year, count) in counts {
            if scale.columns.last().is_some_and(|(before, ..)| before + step != year) {
                scale.width += GAP;
            }
            let width = (wanted(count) * factor).max(least);
            scale.columns.push((year, scale.width, width));
            scale.width += width;
        }
        scale
    }

    /// How many marks begin in each column; a column in which one only ends is there too.
    fn counts(marks: &[Mark<'_>], step: i64) -> BTreeMap<i64, usize> {
        let mut counts = BTreeMap::new();
        for mark in marks {
            *counts.entry(mark.slot.year.div_euclid(step) * step).or_default() += 1;
            for day in [mark.when.earliest(), mark.when.latest()].into_iter().flatten() {
                counts.entry(day.year().div_euclid(step) * step).or_default();
            }
        }
        counts
    }

    fn column(&self, year: i64) -> usize {
        self.columns.partition_point(|(first, ..)| *first <= year).saturating_sub(1)
    }

    /// Where a day lies.
    fn x(&self, day: Day) -> f64 {
        let Some((first, left, width)) = self.columns.get(self.column(day.year())) else { return 0.0 };
        let ends = Day::new(*first, 1, 1).zip(Day::new(first + self.step, 1, 1));
        let Some((start, end)) = ends else { return *left };
        let part = |day: Day| f64::from(i32::try_from(day.days_since(start)).unwrap_or(i32::MAX));
        left + width * (part(day) / part(end)).clamp(0.0, 1.0)
    }
}

/// What of a mark is drawn where.
struct Drawn<'a> {
    mark: &'a Mark<'a>,
    /// From and to, in pixels.
    span: (f64, f64),
    /// Whether it goes on beyond each end.
    open: (bool, bool),
    level: usize,
}

/// A lane with its marks.
#[derive(Default)]
struct Lane<'a> {
    drawn: Vec<Drawn<'a>>,
    /// The right end of what stands in each level.
    ends: Vec<f64>,
    /// By column: how many rows there was no room for, and the slot of the first.
    rest: BTreeMap<usize, (usize, Slot)>,
}

impl Lane<'_> {
    fn height(&self, has_name: bool) -> f64 {
        let levels = u8::try_from(self.ends.len()).unwrap_or(u8::MAX);
        let rest = if self.rest.is_empty() { 0.0 } else { LEVEL };
        f64::from(levels) * LEVEL + rest + SPACE + if has_name { NAME } else { 0.0 }
    }
}

/// The picture. Lanes without names are one lane. `year` says where the list of a year is, if there is one.
#[must_use]
pub fn draw(caption: &Caption<'_>, names: &[Arc<str>], marks: &[Mark<'_>], year: &dyn Fn(Slot) -> Option<String>) -> Html {
    let scale = Scale::new(marks, if names.len() < 2 { WIDTHS.0 } else { WIDTHS.1 });
    let mut lanes: Vec<Lane<'_>> = Vec::new();
    lanes.resize_with(names.len().max(1), Lane::default);
    for mark in marks {
        if let Some(lane) = lanes.get_mut(mark.lane) {
            place(lane, mark, &scale, marks.len() > MOST_MARKS);
        }
    }
    let height = AXIS + lanes.iter().map(|lane| lane.height(!names.is_empty())).sum::<f64>();
    let mut svg = Svg::fixed("strip", caption.id, (scale.width, height), caption.title, caption.about);
    axis(&mut svg, &scale, caption, height);
    // Where only numbers are drawn, bars beside them compare the years.
    let counts = lanes.iter().flat_map(|lane| lane.rest.values().map(|(count, _)| *count));
    let most = if marks.len() > MOST_MARKS { counts.max().unwrap_or(0) } else { 0 };
    let mut top = AXIS;
    for (n, lane) in lanes.iter().enumerate() {
        let mut y = top;
        if let Some(name) = names.get(n) {
            svg.leaf("path", &[("class", &"lane"), ("d", &format!("M0 {}H{}", number(y), number(scale.width)))]);
            svg.words("text", &[("x", &"2"), ("y", &number(y + 14.0)), ("class", &"name")], name);
            y += NAME;
        }
        for drawn in &lane.drawn {
            draw_mark(&mut svg, drawn, y, caption);
        }
        let below = y + f64::from(u8::try_from(lane.ends.len()).unwrap_or(u8::MAX)) * LEVEL;
        for (column, (count, slot)) in &lane.rest {
            // A column of several years has no list of its own to lead to.
            let href = if scale.step == 1 { year(*slot) } else { None };
            rest(&mut svg, &scale, *column, (*count, most, href), below, caption);
        }
        top += lane.height(!names.is_empty());
    }
    svg.finish()
}

/// Puts a mark into the first level that has room, or counts it.
fn place<'a>(lane: &mut Lane<'a>, mark: &'a Mark<'a>, scale: &Scale, count_only: bool) {
    let column = scale.column(mark.slot.year);
    let bounds = match mark.when {
        When::Date(_) => (false, false),
        When::Interval(interval) => (interval.start().date().is_none(), interval.end().date().is_none()),
    };
    let left = mark.when.earliest().map_or(0.0, |day| scale.x(day));
    // A day ends where it begins; a month at the beginning of its last day, which is near enough.
    let right = mark.when.latest().map_or(scale.width, |day| scale.x(day));
    let span = if is_day(mark.when) { (left, left) } else { (left, right.max(left + 6.0)) };
    let span = (span.0.clamp(6.0, scale.width - 6.0), span.1.clamp(6.0, scale.width - 6.0));
    let free = lane.ends.iter().position(|end| *end + 3.0 <= span.0 - 5.0);
    let level = free.or_else(|| (lane.ends.len() < MOST_LEVELS).then_some(lane.ends.len()));
    match level.filter(|_| !count_only) {
        None => lane.rest.entry(column).or_insert((0, mark.slot)).0 += 1,
        Some(level) => {
            if level == lane.ends.len() {
                lane.ends.push(0.0);
            }
            lane.ends[level] = span.1 + 5.0;
            lane.drawn.push(Drawn { mark, span, open: bounds, level });
        }
    }
}

fn is_day(when: &When) -> bool {
    when.days().is_some_and(|(first, last)| first == last)
}

fn axis(svg: &mut Svg, scale: &Scale, caption: &Caption<'_>, height: f64) {
    for (n, (year, left, width)) in scale.columns.iter().enumerate() {
        let words = if scale.step == 1 { year.to_string() } else { format!("{year}–{}", year + scale.step - 1) };
        svg.leaf("path", &[("class", &"year"), ("d", &format!("M{} 0V{}", number(left + 0.5), number(height)))]);
        svg.words("text", &[("x", &number(left + 5.0)), ("y", &"14"), ("class", &"numeral")], &words);
        if n > 0 && scale.columns[n - 1].0 + scale.step != *year {
            svg.words("text", &[("x", &number(left - GAP / 2.0)), ("y", &"14"), ("text-anchor", &"middle")], "…");
        }
        if scale.step > 1 {
            continue;
        }
        for quarter in [3_u8, 6, 9] {
            let x = left + width * f64::from(quarter) / 12.0;
            svg.leaf("path", &[("class", &"quarter"), ("d", &format!("M{} 28V{}", number(x), number(height)))]);
            if *width >= WIDE {
                svg.words("text", &[("x", &number(x)), ("y", &"25"), ("text-anchor", &"middle")], &caption.months[usize::from(quarter)]);
            }
        }
    }
}

fn draw_mark(svg: &mut Svg, drawn: &Drawn<'_>, top: f64, caption: &Caption<'_>) {
    let mark = drawn.mark;
    let (title, href) = (caption.says)(mark.number);
    let level = u8::try_from(drawn.level).unwrap_or(u8::MAX);
    let y = top + LEVEL * (f64::from(level) + 0.5);
    let (left, right) = drawn.span;
    let is_sure = !mark.when.is_uncertain() && !mark.when.is_approximate();
    let stamp = if mark.shape == Shape::Stamp { " act" } else { "" };
    let class = format!("mark{}{stamp}", if is_sure { "" } else { " unsure" });
    svg.open("a", &[("href", &href), ("tabindex", &"-1"), ("class", &class)]);
    svg.words("title", &[], &title);
    let hit: [(&str, &dyn Attribute); 6] = [
        ("class", &"hit"),
        ("x", &number(left - 6.0)),
        ("y", &number(y - LEVEL / 2.0)),
        ("width", &number(right - left + 12.0)),
        ("height", &number(LEVEL)),
        ("pointer-events", &"all"),
    ];
    svg.leaf("rect", &hit);
    match (is_day(mark.when), mark.shape) {
        (true, Shape::Plain) => svg.leaf("circle", &[("cx", &number(left)), ("cy", &number(y)), ("r", &"4.5")]),
        (true, Shape::Stamp) => svg.leaf("rect", &[("x", &number(left - 4.5)), ("y", &number(y - 4.5)), ("width", &"9"), ("height", &"9")]),
        (false, _) => bar(svg, drawn, y),
    };
    svg.close("a");
}

/// A bar with feet; where it has no end, the foot is left out and its last part is dashed.
fn bar<'a>(svg: &'a mut Svg, drawn: &Drawn<'_>, y: f64) -> &'a mut Svg {
    let (left, right) = drawn.span;
    let tail = ((right - left) / 2.0).min(24.0);
    let from = if drawn.open.0 { left + tail } else { left };
    let to = if drawn.open.1 { right - tail } else { right };
    let foot = |x: f64, open: bool| if open { String::new() } else { format!("M{} {}v8", number(x), number(y - 4.0)) };
    let line = format!("M{} {}H{}", number(from), number(y), number(to));
    svg.leaf("path", &[("class", &"bar"), ("d", &line)]);
    let feet = foot(left, drawn.open.0) + &foot(right, drawn.open.1);
    if !feet.is_empty() {
        svg.leaf("path", &[("class", &"foot"), ("d", &feet)]);
    }
    let dashes = |x: f64, y: f64, to: f64| format!("M{} {}H{}", number(x), number(y), number(to));
    let open = [drawn.open.0.then(|| dashes(left, y, from)), drawn.open.1.then(|| dashes(to, y, right))];
    for line in open.into_iter().flatten() {
        svg.leaf("path", &[("class", &"open"), ("d", &line)]);
    }
    svg
}

/// What there was no room for: a number, with a link to the list of that year. Where there is a greatest number, a bar
/// before it is as long as it is part of that.
fn rest(svg: &mut Svg, scale: &Scale, column: usize, (count, most, href): (usize, usize, Option<String>), top: f64, caption: &Caption<'_>) {
    let Some((_, left, width)) = scale.columns.get(column) else { return };
    if let Some(href) = &href {
        svg.open("a", &[("href", href), ("tabindex", &"-1")]);
        svg.words("title", &[], &(caption.more)(count));
    }
    let mut x = left + 5.0;
    let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if most > 0 {
        // A number of five digits has room behind the longest bar.
        let length = (width - 50.0).max(0.0) * share(count) / share(most);
        svg.leaf("path", &[("class", &"bar"), ("d", &format!("M{} {}h{}", number(x), number(top + 7.0), number(length)))]);
        x += length + 4.0;
    }
    let place: [(&str, &dyn Attribute); 3] = [("x", &number(x)), ("y", &number(top + 11.0)), ("class", &"rest")];
    svg.words("text", &place, &format!("+{count}"));
    if href.is_some() {
        svg.close("a");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(dates: &[&str], names: &[&str]) -> String {
        let whens: Vec<When> = dates.iter().map(|date| date.parse().unwrap_or_else(|error| panic!("{date}: {error:?}"))).collect();
        let lanes = names.len().max(1);
        let mark = |(n, when)| Mark { when, slot: Slot::of(when), lane: n % lanes, shape: Shape::Plain, number: n };
        let marks: Vec<Mark<'_>> = whens.iter().enumerate().map(mark).collect();
        let names: Vec<Arc<str>> = names.iter().map(|name| Arc::from(*name)).collect();
        let months: [Arc<str>; 12] = std::array::from_fn(|n| Arc::from(format!("month {}", n + 1)));
        let (more, says) = (|n: usize| format!("{n} more"), |n: usize| (format!("mark {n}"), format!("e{n}.html")));
        let caption = Caption { id: "strip:1", title: "T", about: "A", months: &months, more: &more, says: &says };
        draw(&caption, &names, &marks, &|slot| Some(format!("#on:{}", slot.year_name()))).to_string()
    }

    fn width(svg: &str) -> f64 {
        let width = svg.split("width=\"").nth(1).and_then(|rest| rest.split('"').next()).and_then(|width| width.parse().ok());
        width.unwrap_or_else(|| panic!("no width: {svg}"))
    }

    #[test]
    fn days_are_dots_and_spans_bars() {
        let svg = picture(&["2021-08-18", "2021-08", "2021-08-18?", "2021-07/.."], &[]);
        assert_eq!(svg.matches("<circle").count(), 2);
        assert_eq!(svg.matches("class=\"bar\"").count(), 2);
        assert_eq!(svg.matches("class=\"mark unsure\"").count(), 1);
        assert_eq!(svg.matches("class=\"open\"").count(), 1, "what goes on ends in dashes");
        // The one that goes on has a foot at its beginning only.
        assert!(svg.contains("v8M") && svg.contains("v8\"/>"), "{svg}");
        assert_eq!(svg.matches("<title>").count(), 4);
        assert!(svg.contains("<a href=\"e2.html\" tabindex=\"-1\" class=\"mark unsure\"><title>mark 2</title>"), "{svg}");
        assert_eq!(svg.matches("tabindex=\"-1\"").count(), 4);
    }

    #[test]
    fn years_in_which_nothing_was_are_left_out() {
        let svg = picture(&["1917", "2021", "2022"], &["One"]);
        for year in ["1917", "2021", "2022"] {
            assert!(svg.contains(&format!(">{year}</text>")), "{svg}");
        }
        assert_eq!(svg.matches(">…<").count(), 1);
        assert!(!svg.contains(">1918<"));
    }

    #[test]
    fn a_picture_is_bounded() {
        let centuries: Vec<String> = (0..2000).map(|n| format!("{:04}-05-05", n + 1)).collect();
        let svg = picture(&centuries.iter().map(String::as_str).collect::<Vec<_>>(), &["One", "Two"]);
        assert!(width(&svg) < 5000.0 && svg.len() < 40_000, "{} wide, {} bytes", width(&svg), svg.len());
        assert!(!svg.contains("class=\"mark"), "two thousand marks are drawn as numbers");
        assert!(!svg.contains("href"), "a column of a century has no list to lead to");
        let year: Vec<String> = (0..2000).map(|n| format!("2021-{:02}-{:02}", n % 12 + 1, n % 28 + 1)).collect();
        let svg = picture(&year.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
        assert!(svg.contains("<a href=\"#on:2021\" tabindex=\"-1\"><title>2000 more</title>") && svg.contains(">+2000</text>"), "{svg}");
        let far = picture(&["-9999", "Y999999999999999", "Y-999999999999999", "0000", "20XX", "../2021"], &[]);
        assert!(!far.contains("NaN") && !far.contains("inf"), "{far}");
    }

    #[test]
    fn what_does_not_fit_in_a_lane_becomes_a_number() {
        let svg = picture(&["2021-08-18"; 20], &[]);
        assert_eq!(svg.matches("<circle").count(), MOST_LEVELS);
        assert!(svg.contains(&format!(">+{}</text>", 20 - MOST_LEVELS)), "{svg}");
    }
}
