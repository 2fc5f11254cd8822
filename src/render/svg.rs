//! Pictures made at build time, as text: elements with attributes and nothing else.
//!
//! A picture has no style of its own: it names classes, and the theme's style sheet gives colours, so that
//! it follows light, dark and forced colours. Numbers are rounded to a tenth, so that the same picture is the
//! same bytes everywhere.

use std::fmt::{Arguments, Write};
use std::sync::Arc;

use crate::parse::body::escape::escape;
use crate::view::Html;

/// A picture while it is drawn.
#[derive(Debug)]
pub struct Svg {
    out: String,
}

impl Svg {
    /// A picture of this size in its own units, with a title and a description for those who do not see it.
    /// `id` begins the ids of both and must hold a colon, as all ids of a theme do.
    #[must_use]
    pub fn new(class: &str, id: &str, size: (f64, f64), title: &str, description: &str) -> Self {
        Self::begin_with(class, id, size, title, description, &[])
    }

    /// The same with that size in pixels as its own, for a picture whose words must not shrink: it scrolls within its region.
    #[must_use]
    pub fn fixed(class: &str, id: &str, size: (f64, f64), title: &str, description: &str) -> Self {
        Self::begin_with(class, id, size, title, description, &[("width", &number(size.0)), ("height", &number(size.1))])
    }

    fn begin_with(
        class: &str,
        id: &str,
        (width, height): (f64, f64),
        title: &str,
        description: &str,
        more: &[(&str, &dyn Attribute)],
    ) -> Self {
        let mut svg = Self { out: String::with_capacity(4096) };
        let (width, height) = (number(width), number(height));
        let view_box = format!("0 0 {width} {height}");
        let labels = format!("{id}-title {id}-desc");
        let own: [(&str, &dyn Attribute); 4] =
            [("class", &class), ("viewBox", &view_box), ("role", &"group"), ("aria-labelledby", &labels)];
        svg.open("svg", &[&own, more].concat());
        svg.words("title", &[("id", &format!("{id}-title"))], title);
        svg.words("desc", &[("id", &format!("{id}-desc"))], description);
        svg
    }

    /// Opens an element.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &dyn Attribute)]) -> &mut Self {
        self.begin(tag, attributes);
        self.out.push('>');
        self
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) -> &mut Self {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
        self
    }

    /// An element without content.
    pub fn leaf(&mut self, tag: &str, attributes: &[(&str, &dyn Attribute)]) -> &mut Self {
        self.begin(tag, attributes);
        self.out.push_str("/>");
        self
    }

    /// An element that holds words.
    pub fn words(&mut self, tag: &str, attributes: &[(&str, &dyn Attribute)], words: &str) -> &mut Self {
        self.begin(tag, attributes);
        self.out.push('>');
        escape(&mut self.out, words);
        self.close(tag)
    }

    /// Writes a part of elements as it is: a picture that is on every page has a hundred of them that differ in a place
    /// and some words, and to put each together from its attributes takes several times as long.
    pub fn put(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Writes the value of an attribute, or words.
    pub fn value(&mut self, value: &dyn Attribute) -> &mut Self {
        value.write(&mut self.out);
        self
    }

    /// The finished picture.
    #[must_use]
    pub fn finish(mut self) -> Html {
        self.close("svg");
        self.out.into()
    }

    fn begin(&mut self, tag: &str, attributes: &[(&str, &dyn Attribute)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            value.write(&mut self.out);
            self.out.push('"');
        }
    }
}

/// The value of an attribute: writes itself, escaped. A picture has a hundred of them and is on every page, and formatting
/// takes several times as long as writing.
pub trait Attribute {
    /// Writes the value.
    fn write(&self, out: &mut String);
}

impl Attribute for &str {
    fn write(&self, out: &mut String) {
        escape(out, self);
    }
}

impl Attribute for String {
    fn write(&self, out: &mut String) {
        escape(out, self);
    }
}

impl Attribute for Arc<str> {
    fn write(&self, out: &mut String) {
        escape(out, self);
    }
}

impl Attribute for i32 {
    fn write(&self, out: &mut String) {
        write_whole(out, *self);
    }
}

impl Attribute for Arguments<'_> {
    fn write(&self, out: &mut String) {
        let _infallible = Escaped(out).write_fmt(*self);
    }
}

/// Writes a whole number.
pub fn write_whole(out: &mut String, n: i32) {
    if n < 0 {
        out.push('-');
    }
    let mut rest = n.unsigned_abs();
    let mut digits = [0; 10];
    let mut first = digits.len();
    loop {
        first -= 1;
        // A digit is below ten.
        digits[first] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

/// Takes text and writes it escaped, so that a value needs no copy of its own on the way.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

/// A number as pictures write it: rounded to a tenth, without a needless `.0`.
#[must_use]
pub fn number(n: f64) -> String {
    let tenths = n * 10.0;
    // To format is exact and slow. What is near to the middle of two tenths is left to it: there the last bit decides.
    if tenths.abs() < 1e9 && (tenths - tenths.floor() - 0.5).abs() > 1e-6 {
        return in_tenths(whole(tenths));
    }
    let text = format!("{n:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn in_tenths(n: i32) -> String {
    let mut text = String::with_capacity(8);
    if n < 0 {
        text.push('-');
    }
    let (whole, tenth) = (n.abs() / 10, n.abs() % 10);
    write_whole(&mut text, whole);
    if tenth > 0 {
        text.push('.');
        write_whole(&mut text, tenth);
    }
    text
}

/// A number as pictures write it where whole units are exact enough: much quicker than [`number`].
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a picture is smaller than two thousand million units; a cast keeps within them")]
pub fn whole(n: f64) -> i32 {
    n.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_written_as_they_are() {
        for n in [0, 7, 10, 99, 100, 1_234_567, -1, -340, i32::MIN, i32::MAX] {
            let mut out = String::new();
            write_whole(&mut out, n);
            assert_eq!(out, n.to_string());
        }
    }

    #[test]
    fn numbers_are_rounded_to_a_tenth() {
        let formatted = |n: f64| {
            let text = format!("{n:.1}");
            let text = text.strip_suffix(".0").unwrap_or(&text);
            if text == "-0" { "0".to_owned() } else { text.to_owned() }
        };
        let near = [0.05, 0.15, 0.25, 0.35, 5.25, -0.04, -0.05, -0.25, 1e8 + 0.25, 1e300, f64::NAN, f64::INFINITY];
        let many = (-5000..5000).flat_map(|n| [f64::from(n) / 100.0, f64::from(n) / 7.0, f64::from(n) * 1_234.567_891]);
        for n in near.into_iter().chain(many) {
            assert_eq!(number(n), formatted(n), "{n}");
        }
    }

    #[test]
    fn words_and_attributes_are_escaped() {
        let mut svg = Svg::new("map", "map:1", (10.0, 5.25), "A & B", "</script>");
        svg.open("a", &[("href", &"x\"y")]).words("text", &[("x", &number(-0.04))], "<b>").close("a");
        assert_eq!(
            &*svg.finish(),
            "<svg class=\"map\" viewBox=\"0 0 10 5.2\" role=\"group\" aria-labelledby=\"map:1-title map:1-desc\"><title id=\"map:1-title\">A &amp; B</title><desc id=\"map:1-desc\">&lt;/script&gt;</desc><a href=\"x&quot;y\"><text x=\"0\">&lt;b&gt;</text></a></svg>",
        );
    }
}
