//! Text to HTML: the signs that would be markup. One table for running text and for attributes, so that
//! text that is searched later (names that link by themselves) is escaped in one way only.

/// How many bytes are looked at together: most texts hold no sign to be escaped for longer than that.
const TOGETHER: usize = 32;

/// Appends text with `&`, `<`, `>` and `"` escaped.
pub fn escape(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let is_sign = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    let mut done = 0;
    for (n, some) in bytes.chunks(TOGETHER).enumerate() {
        // Without branches, so that the processor compares many bytes at once.
        if !some.iter().fold(false, |found, byte| found | is_sign(*byte)) {
            continue;
        }
        for (at, byte) in some.iter().enumerate().filter(|(_, byte)| is_sign(**byte)) {
            let at = n * TOGETHER + at;
            out.push_str(&text[done..at]);
            out.push_str(match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

/// The text with `&`, `<`, `>` and `"` escaped.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
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
        let long = "x".repeat(TOGETHER - 1);
        assert_eq!(escaped(&format!("{long}&&{long}>")), format!("{long}&amp;&amp;{long}&gt;"));
        assert_eq!(escaped(r#"a < b && "c" 'd'"#), "a &lt; b &amp;&amp; &quot;c&quot; 'd'");
        let mut out = String::new();
        escape_address(&mut out, "б c%20d?x=1&y[0]=\"");
        assert_eq!(out, "%D0%B1%20c%20d?x=1&amp;y%5B0%5D=%22");
    }
}
