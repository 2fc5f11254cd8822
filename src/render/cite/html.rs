//! What a style set, as HTML: elements and classes, never an inline style, and links to `http` and `https` only.
//! The library's own writer escapes nothing.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};

use super::facts::SLOT;
use crate::parse::body::escape::escaped;

/// What is looked for while a text is written.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The title, of which the place is noted.
    pub title: &'a str,
    /// The year after which a letter may have to stand; empty for none.
    pub year: &'a str,
    /// Whether the text is plain: no elements, no links.
    pub plain: bool,
    /// Whether the number of a list is left out: the list has it by itself.
    pub no_number: bool,
}

/// A text that was set.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The HTML.
    pub html: String,
    /// The bytes of the title in it, if it stands there in one piece.
    pub title: Option<std::ops::Range<usize>>,
}

/// Writes what a style set.
pub(super) fn write(children: &ElemChildren, wanted: Wanted<'_>) -> Written {
    let mut writer = Writer { wanted, title: folded(wanted.title), out: Written::default(), has_slot: false, last_blank: true };
    writer.children(children, false);
    let end = writer.out.html.trim_end().len();
    writer.out.html.truncate(end);
    writer.out
}

/// The text of what a style set, without any mark-up.
pub(super) fn text(children: &ElemChildren) -> String {
    let mut out = String::new();
    gather(children, &mut out);
    out
}

fn gather(children: &ElemChildren, out: &mut String) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => out.push_str(&text.text),
            ElemChild::Elem(elem) => gather(&elem.children, out),
            ElemChild::Markup(text) => out.push_str(text),
            ElemChild::Link { text, .. } => out.push_str(&text.text),
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Whether a style raises what it set: numbers as exponents.
pub(super) fn is_raised(children: &ElemChildren) -> bool {
    children.0.iter().any(|child| match child {
        ElemChild::Text(text) => text.formatting.vertical_align == VerticalAlign::Sup,
        ElemChild::Elem(elem) => is_raised(&elem.children),
        _ => false,
    })
}

struct Writer<'a> {
    wanted: Wanted<'a>,
    /// The title as it is compared: quotes and case make no difference.
    title: Vec<char>,
    out: Written,
    has_slot: bool,
    last_blank: bool,
}

impl Writer<'_> {
    /// Calls itself for what stands in an element; the library nests as deep as the style does.
    fn children(&mut self, children: &ElemChildren, in_date: bool) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.formatted(&text.text, text.formatting, in_date),
                ElemChild::Elem(elem) if self.wanted.no_number && elem.meta == Some(ElemMeta::CitationNumber) => {}
                ElemChild::Elem(elem) => {
                    let in_date = in_date || matches!(elem.meta, Some(ElemMeta::Date));
                    if elem.display.is_some() && !self.last_blank {
                        self.push(" ");
                    }
                    self.children(&elem.children, in_date);
                    if elem.meta == Some(ElemMeta::CitationLabel) {
                        self.slot();
                    }
                }
                ElemChild::Markup(text) => self.push(text),
                ElemChild::Link { text, url } => {
                    let is_web = url.starts_with("https://") || url.starts_with("http://");
                    if is_web && !self.wanted.plain {
                        self.out.html.push_str(&format!("<a href=\"{}\" rel=\"noreferrer\">", escaped(url)));
                        self.formatted(&text.text, text.formatting, false);
                        self.out.html.push_str("</a>");
                    } else {
                        self.formatted(&text.text, text.formatting, false);
                    }
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn formatted(&mut self, text: &str, formatting: Formatting, in_date: bool) {
        let tags = if self.wanted.plain { Vec::new() } else { tags(formatting) };
        for (open, _) in &tags {
            self.out.html.push_str(open);
        }
        match self.find_title(text) {
            Some((start, end)) => {
                self.dated(&text[..start], in_date);
                let from = self.out.html.len();
                self.push(&text[start..end]);
                self.out.title = Some(from..self.out.html.len());
                self.dated(&text[end..], in_date);
            }
            None => self.dated(text, in_date),
        }
        for (_, close) in tags.iter().rev() {
            self.out.html.push_str(close);
        }
    }

    /// Text in which the year may stand.
    fn dated(&mut self, text: &str, in_date: bool) {
        let year = self.wanted.year;
        match text.find(year) {
            Some(at) if in_date && !self.has_slot && !year.is_empty() => {
                let end = at + year.len();
                self.push(&text[..end]);
                self.slot();
                self.push(&text[end..]);
            }
            _ => self.push(text),
        }
    }

    fn slot(&mut self) {
        if !self.has_slot && !self.wanted.year.is_empty() {
            self.out.html.push(SLOT);
            self.has_slot = true;
        }
    }

    /// Text, escaped; two blanks in a row are one.
    fn push(&mut self, text: &str) {
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            if c == ' ' && self.last_blank {
                continue;
            }
            self.last_blank = c == ' ';
            kept.push(c);
        }
        self.out.html.push_str(&escaped(&kept));
    }

    /// Where the title stands in a text, in bytes.
    fn find_title(&self, text: &str) -> Option<(usize, usize)> {
        if self.title.is_empty() || self.out.title.is_some() || self.wanted.plain {
            return None;
        }
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let folded: Vec<char> = letters.iter().map(|(_, c)| fold(*c)).collect();
        let at = folded.windows(self.title.len()).position(|window| window == self.title)?;
        let end = letters.get(at + self.title.len()).map_or(text.len(), |(end, _)| *end);
        Some((letters[at].0, end))
    }
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}

/// A letter as titles are compared: styles change the case of letters and turn quotes.
fn fold(c: char) -> char {
    match c {
        '\'' | '"' | '‘' | '’' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '`' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

fn tags(formatting: Formatting) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    if formatting.font_style == FontStyle::Italic {
        tags.push(("<i>", "</i>"));
    }
    if formatting.font_weight == FontWeight::Bold {
        tags.push(("<b>", "</b>"));
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        tags.push(("<span class=\"small-caps\">", "</span>"));
    }
    if formatting.text_decoration == TextDecoration::Underline {
        tags.push(("<u>", "</u>"));
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push(("<sup>", "</sup>")),
        VerticalAlign::Sub => tags.push(("<sub>", "</sub>")),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayagriva::{Elem, Formatted};

    fn plain(text: &str) -> ElemChild {
        ElemChild::Text(Formatted { text: text.into(), formatting: Formatting::default() })
    }

    #[test]
    fn nothing_is_passed_on_unescaped() {
        let italic = Formatting { font_style: FontStyle::Italic, ..Formatting::default() };
        let link =
            |url: &str| ElemChild::Link { text: Formatted { text: "<x>".into(), formatting: Formatting::default() }, url: url.into() };
        let all = ElemChildren(vec![
            ElemChild::Text(Formatted { text: "<b>&".into(), formatting: italic }),
            link("javascript:alert(1)"),
            link("https://x.example/?a=\"&b"),
            ElemChild::Markup("<script>".into()),
        ]);
        assert_eq!(
            write(&all, Wanted::default()).html,
            "<i>&lt;b&gt;&amp;</i>&lt;x&gt;<a href=\"https://x.example/?a=&quot;&amp;b\" rel=\"noreferrer\">&lt;x&gt;</a>&lt;script&gt;"
        );
    }

    #[test]
    fn the_title_is_found_in_other_case_and_quotes() {
        let all = ElemChildren(vec![plain("AFP, ‘Brands “It” & More’, "), plain("2021")]);
        let written = write(&all, Wanted { title: "Brands 'it' & more", ..Wanted::default() });
        assert_eq!(&written.html[written.title.expect("the title is there")], "Brands “It” &amp; More");
    }

    #[test]
    fn the_letter_of_a_year_has_its_place() {
        let date = Elem { children: ElemChildren(vec![plain("18 May 2021")]), display: None, meta: Some(ElemMeta::Date) };
        let all = ElemChildren(vec![plain("In 2021 ("), ElemChild::Elem(date), plain(")  2021")]);
        let html = write(&all, Wanted { year: "2021", ..Wanted::default() }).html;
        assert_eq!(html, format!("In 2021 (18 May 2021{SLOT}) 2021"));
    }
}
