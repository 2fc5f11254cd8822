//! Text to HTML: the signs that would be markup. One table for running text and for attributes, so that
//! text that is searched later (names that link by themselves) is escaped in one way only.

use crate::text::bytes::position;

/// Appends text with `&`, `<`, `>` and `"` escaped.
pub fn escape(out: &mut String, text: &str) {
    let is_sign = |byte: u8, _| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    let mut rest = text;
    while let Some(at) = position(rest.as_bytes(), is_sign) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The text with `&`, `<`, `>` and `"` escaped.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// Appends an attribute of a tag: ` lang="be"`.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// Appends an address for an attribute: what may not stand in an address is percent-encoded, what is
/// encoded already stays.
pub fn escape_address(out: &mut String, address: &str) {
    // Writing to a `String` cannot fail.
    let _infallible = pulldown_cmark_escape::escape_href(out, address);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped() {
        for long in (0..40).map(|n| "я".repeat(n)) {
            assert_eq!(escaped(&format!("{long}&&{long}>")), format!("{long}&amp;&amp;{long}&gt;"));
            assert_eq!(escaped(&long), long);
        }
        assert_eq!(escaped(r#"a < b && "c" 'd'"#), "a &lt; b &amp;&amp; &quot;c&quot; 'd'");
        let mut out = String::new();
        attribute(&mut out, "title", "\"a\" < b");
        assert_eq!(std::mem::take(&mut out), r#" title="&quot;a&quot; &lt; b""#);
        escape_address(&mut out, "б c%20d?x=1&y[0]=\"");
        assert_eq!(out, "%D0%B1%20c%20d?x=1&amp;y%5B0%5D=%22");
    }
}
