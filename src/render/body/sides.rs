//! Notes beside the text: each stands after the block that it belongs to, so that a theme can set block and notes as
//! two columns of one row. Then no note can run into another, however long it is.

use std::sync::Arc;

/// Elements that have no end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// A note, and the place in the text where it came up.
pub(super) struct Side {
    pub at: usize,
    pub html: Arc<str>,
}

/// The text with its notes, each after the block of the text in which it came up. Who hears the page has the list of
/// sources instead, so the notes are not read out.
pub(super) fn beside(text: &str, sides: Vec<Side>) -> String {
    let mut out = String::with_capacity(text.len() + sides.iter().map(|side| side.html.len() + 24).sum::<usize>() + 200);
    let mut blocks = Blocks { text, at: 0 };
    let mut written = 0;
    let mut sides = sides.into_iter().peekable();
    while let Some(side) = sides.peek() {
        let end = loop {
            match blocks.next() {
                Some(end) if end <= side.at => {}
                Some(end) => break end,
                None => break text.len(),
            }
        };
        out.push_str(&text[written..end]);
        written = end;
        out.push_str("\n<div class=\"side\" aria-hidden=\"true\">");
        while let Some(side) = sides.next_if(|side| side.at < end || end == text.len()) {
            out.push_str("<p>");
            out.push_str(&side.html);
            out.push_str("</p>");
        }
        out.push_str("</div>");
    }
    out.push_str(&text[written..]);
    out
}

/// The ends of the blocks of a text that stand in no other, in order.
struct Blocks<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Blocks<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let mut depth = 0_usize;
        while let Some(start) = self.text[self.at..].find('<') {
            let inside = &self.text[self.at + start + 1..];
            if let Some(comment) = inside.strip_prefix("!--") {
                self.at = self.text.len() - comment.len() + comment.find("-->").map_or(comment.len(), |end| end + 3);
                continue;
            }
            let length = tag_length(inside);
            let tag = &inside[..length];
            self.at += start + 1 + (length + 1).min(inside.len());
            let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            if tag.starts_with('/') {
                depth = depth.saturating_sub(1);
            } else if !tag.ends_with('/') && !VOID.contains(&name) {
                depth += 1;
                continue;
            }
            if depth == 0 {
                return Some(self.at);
            }
        }
        self.at = self.text.len();
        None
    }
}

/// How long a tag is up to its `>`, which may stand in the value of an attribute too.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, notes: &[&str]) -> String {
        let place = |note: &&str| Side { at: text.find(*note).expect("a note has its place in the text"), html: Arc::from(*note) };
        beside(text, notes.iter().map(place).collect()).replace("\n<div class=\"side\" aria-hidden=\"true\">", "[").replace("</div>", "]")
    }

    #[test]
    fn a_note_stands_after_its_block() {
        assert_eq!(with("<p>one A B</p>\n<p>two</p>", &["A", "B"]), "<p>one A B</p>[<p>A</p><p>B</p>]\n<p>two</p>");
        let list = "<ul>\n<li><p>A</p></li>\n<li>b<br>B</li>\n</ul>\n<p title=\"a > b\">C</p>";
        assert_eq!(
            with(list, &["A", "B", "C"]),
            "<ul>\n<li><p>A</p></li>\n<li>b<br>B</li>\n</ul>[<p>A</p><p>B</p>]\n<p title=\"a > b\">C</p>[<p>C</p>]"
        );
    }

    #[test]
    fn text_that_no_block_holds_keeps_its_notes() {
        assert_eq!(with("<p>a</p> B <!-- <p> --> C", &["B", "C"]), "<p>a</p> B <!-- <p> --> C[<p>B</p><p>C</p>]");
        assert_eq!(with("<div><p>A", &["A"]), "<div><p>A[<p>A</p>]");
        assert_eq!(with("A<", &["A"]), "A<[<p>A</p>]");
    }
}
