//! Pictures made at build time, as text: elements with attributes and nothing else.
//!
//! A picture has no style of its own: it names classes, and the theme's style sheet gives colours, so that
//! it follows light, dark and forced colours. Numbers are rounded to a tenth, so that the same picture is the
//! same bytes everywhere.

use std::fmt::{Display, Write};

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
        more: &[(&str, &dyn Display)],
    ) -> Self {
        let mut svg = Self { out: String::with_capacity(4096) };
        let (width, height) = (number(width), number(height));
        let view_box = format!("0 0 {width} {height}");
        let labels = format!("{id}-title {id}-desc");
        let own: [(&str, &dyn Display); 4] = [("class", &class), ("viewBox", &view_box), ("role", &"group"), ("aria-labelledby", &labels)];
        svg.open("svg", &[&own, more].concat());
        svg.words("title", &[("id", &format!("{id}-title"))], title);
        svg.words("desc", &[("id", &format!("{id}-desc"))], description);
        svg
    }

    /// Opens an element.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &dyn Display)]) -> &mut Self {
        self.begin(tag, attributes);
        self.out.push('>');
        self
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) -> &mut Self {
        let _ = write!(self.out, "</{tag}>");
        self
    }

    /// An element without content.
    pub fn leaf(&mut self, tag: &str, attributes: &[(&str, &dyn Display)]) -> &mut Self {
        self.begin(tag, attributes);
        self.out.push_str("/>");
        self
    }

    /// An element that holds words.
    pub fn words(&mut self, tag: &str, attributes: &[(&str, &dyn Display)], words: &str) -> &mut Self {
        self.begin(tag, attributes);
        self.out.push('>');
        escape(&mut self.out, words);
        self.close(tag)
    }

    /// The finished picture.
    #[must_use]
    pub fn finish(mut self) -> Html {
        self.close("svg");
        self.out.into()
    }

    fn begin(&mut self, tag: &str, attributes: &[(&str, &dyn Display)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            let _ = write!(Escaped(&mut self.out), "{value}");
            self.out.push('"');
        }
    }
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
    let text = format!("{n:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
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
    fn words_and_attributes_are_escaped() {
        let mut svg = Svg::new("map", "map:1", (10.0, 5.25), "A & B", "</script>");
        svg.open("a", &[("href", &"x\"y")]).words("text", &[("x", &number(-0.04))], "<b>").close("a");
        assert_eq!(
            &*svg.finish(),
            "<svg class=\"map\" viewBox=\"0 0 10 5.2\" role=\"group\" aria-labelledby=\"map:1-title map:1-desc\"><title id=\"map:1-title\">A &amp; B</title><desc id=\"map:1-desc\">&lt;/script&gt;</desc><a href=\"x&quot;y\"><text x=\"0\">&lt;b&gt;</text></a></svg>",
        );
    }
}
