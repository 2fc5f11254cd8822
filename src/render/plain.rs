//! HTML of our own making as plain text: tags go, entities become letters, blocks become paragraphs.

/// Elements that begin and end a paragraph of plain text.
const BLOCKS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "tr",
    "table",
    "blockquote",
    "pre",
    "section",
    "aside",
    "div",
    "figure",
    "figcaption",
    "hr",
    "br",
    "details",
    "summary",
];

/// The text of a piece of HTML. It is ours: tags are closed, and `<` and `>` stand for nothing but tags.
#[must_use]
pub fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        push(&mut out, &rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            let name = rest[1..end].trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            if BLOCKS.contains(&name) && !out.is_empty() && !out.ends_with('\n') {
                out.truncate(out.trim_end().len());
                out.push('\n');
            }
            rest = &rest[end..];
        } else {
            let (letter, length) = entity(rest);
            out.push(letter);
            rest = &rest[length..];
        }
    }
    push(&mut out, rest);
    out.truncate(out.trim_end().len());
    out
}

/// Adds running text with its white space as single blanks.
fn push(out: &mut String, text: &str) {
    let mut words = text.split(char::is_whitespace);
    // What stands before the first blank follows what is there.
    out.push_str(words.next().unwrap_or(""));
    for word in words {
        if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// The letter an entity stands for, and how many bytes it takes; a `&` that begins none is itself.
fn entity(text: &str) -> (char, usize) {
    let named = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\''), ("&nbsp;", ' ')];
    named.into_iter().find(|(name, _)| text.starts_with(name)).map_or(('&', 1), |(name, letter)| (letter, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_paragraphs_stay() {
        assert_eq!(
            plain("<p>One <a href=\"x\">and</a>\n two.</p>\n<h2 id=\"a\">B &amp; C</h2><ul><li>x</li><li>y</li></ul>"),
            "One and two.\nB & C\nx\ny"
        );
        assert_eq!(plain("a < b & c"), "a");
        assert_eq!(plain("a &lt; b & c"), "a < b & c");
        assert_eq!(plain(""), "");
    }
}
