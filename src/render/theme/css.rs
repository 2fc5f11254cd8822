//! The addresses in a style sheet, `url(…)` and `@import "…"`, found and replaced; and a style sheet without what only its
//! writers read.
//!
//! In: the text of a style sheet. Out: where it names other files. This is no parser of CSS: comments and
//! strings are stepped over, and that is all it takes to find addresses in sound style sheets.

use crate::text::place::Span;

/// An address in a style sheet.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::render) struct Reference {
    /// The bytes of the address, without quotes.
    pub span: Span,
}

/// All addresses, in order.
pub(in crate::render) fn references(text: &str) -> Vec<Reference> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // Whether the next string is what an `@import` names.
    let mut importing = false;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = text[at + 2..].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2),
            quote @ (b'"' | b'\'') => {
                let end = string_end(bytes, at + 1, quote);
                if importing {
                    found.push(Reference { span: at + 1..end });
                    importing = false;
                }
                at = end + 1;
            }
            b'@' => {
                importing = starts_with(bytes, at + 1, b"import");
                at += 1;
            }
            b'u' | b'U' if starts_with(bytes, at, b"url(") && !continues_name(bytes, at) => {
                let (span, after) = inside_url(bytes, at + 4);
                found.push(Reference { span });
                importing = false;
                at = after;
            }
            b';' | b'{' | b'}' => {
                importing = false;
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// The style sheet as readers get it: without comments, but for those that begin with `/*!`, and without white space that
/// separates nothing. Strings and addresses stay as they are.
pub(in crate::render) fn compact(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut is_apart) = (0, false);
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let end = text[at + 2..].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2);
                if bytes.get(at + 2) != Some(&b'!') {
                    (at, is_apart) = (end, true);
                    continue;
                }
                end
            }
            byte if byte.is_ascii_whitespace() => {
                (at, is_apart) = (at + 1, true);
                continue;
            }
            quote @ (b'"' | b'\'') => string_end(bytes, at + 1, quote) + 1,
            b'u' | b'U' if starts_with(bytes, at, b"url(") && !continues_name(bytes, at) => inside_url(bytes, at + 4).1,
            b'\\' => text[at + 1..].chars().next().map_or(bytes.len(), |c| at + 1 + c.len_utf8()),
            _ => at + text[at..].chars().next().map_or(1, char::len_utf8),
        };
        // A string that never ends, and what is escaped, may end beyond the text or within a letter.
        let end = (end.min(bytes.len())..=bytes.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(bytes.len());
        let separates = |byte: Option<u8>| matches!(byte, None | Some(b'{' | b'}' | b';' | b','));
        if is_apart && !separates(out.as_bytes().last().copied()) && !separates(Some(bytes[at])) {
            out.push(' ');
        }
        if bytes[at] == b'}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(&text[at..end]);
        (at, is_apart) = (end, false);
    }
    out
}

fn starts_with(bytes: &[u8], at: usize, word: &[u8]) -> bool {
    bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
}

/// Whether the byte before belongs to the same name: `my-url(`.
fn continues_name(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric() || matches!(bytes[before], b'-' | b'_' | b'\\' | 0x80..))
}

/// Where a string ends: at its quote, or where the line does.
fn string_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// The address in `url(…)`, and where to go on.
fn inside_url(bytes: &[u8], from: usize) -> (Span, usize) {
    let mut start = from;
    while bytes.get(start).is_some_and(u8::is_ascii_whitespace) {
        start += 1;
    }
    if let Some(quote @ (b'"' | b'\'')) = bytes.get(start).copied() {
        let end = string_end(bytes, start + 1, quote);
        return (start + 1..end, end + 1);
    }
    let close = bytes[start..].iter().position(|byte| *byte == b')').map_or(bytes.len(), |length| start + length);
    let mut end = close;
    while end > start && bytes[end - 1].is_ascii_whitespace() {
        end -= 1;
    }
    (start..end, close + 1)
}

/// Whether an address names a file beside the style sheet: not one elsewhere, not data, not a place in
/// the page, and not written with escapes, which nobody does for names of files.
pub(super) fn is_file(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    !address.is_empty() && !scheme && !address.starts_with(['/', '#', '?']) && !address.contains(['\\', '\n'])
}

/// An address without `?query` and `#fragment`, and those.
pub(super) fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

/// The path that an address leads to from a folder; nothing if it leads out.
pub(super) fn resolve(folder: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The address of a file as seen from another.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    "../".repeat(folders - shared) + &to[shared..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<&str> {
        references(text).into_iter().map(|reference| &text[reference.span]).collect()
    }

    #[test]
    fn what_separates_nothing_goes() {
        for (written, published) in [
            ("/* a */\n\na  b , c{\n color : red ;\n margin:1px/**/2px;\n}\n", "a b,c{color : red;margin:1px 2px}"),
            ("p::after{content:\"/* a */  ; b\"}", "p::after{content:\"/* a */  ; b\"}"),
            ("/*! (c) */ p{background:url( a b.png )}", "/*! (c) */ p{background:url( a b.png )}"),
            ("@media (a: b) and (c) {\n p { x: calc(1px + 2px) }\n}", "@media (a: b) and (c){p{x: calc(1px + 2px)}}"),
            ("a\\ b{}", "a\\ b{}"),
            (".ў  > б{}", ".ў > б{}"),
            ("/* open", ""),
            ("p{content:'open", "p{content:'open"),
            ("a\\", "a\\"),
            ("p{content:'\\", "p{content:'\\"),
            ("p{content:\"\\ў", "p{content:\"\\ў"),
            ("u{x:url(ў", "u{x:url(ў"),
        ] {
            assert_eq!(compact(written), published);
            assert_eq!(compact(published), published);
        }
    }

    #[test]
    fn addresses_are_found_where_css_has_them() {
        assert_eq!(addresses("@import \"a.css\";@import url(b.css) print; p{background:url( 'c d.png' )}"), ["a.css", "b.css", "c d.png"]);
        assert_eq!(addresses("/* url(x) */ p::before{content:\"url(y)\"} q{src:URL(z.woff2)format(\"woff2\")}"), ["z.woff2"]);
        assert_eq!(addresses("p{background:my-url(x);mask:url(#m)}"), ["#m"]);
        assert_eq!(addresses("@charset \"utf-8\"; @media print{a{b:c}} q{quotes:\"a\"}"), [""; 0]);
    }

    #[test]
    fn broken_text_ends_and_does_not_panic() {
        for text in ["url(", "url('", "@import", "@import \"", "/*", "\"\\", "url(\"\\", "ф url(ю", "a{b:url(x"] {
            let _ = addresses(text);
        }
    }

    #[test]
    fn only_files_of_the_theme_are_touched() {
        for outside in ["https://a.example/x.png", "//a.example/x", "/x.png", "data:image/png;base64,AA", "#m", ""] {
            assert!(!is_file(outside), "{outside}");
        }
        assert!(is_file("fonts/a.woff2?v=1#x"));
        assert_eq!(split("a.svg#x"), ("a.svg", "#x"));
    }

    #[test]
    fn paths_lead_from_one_file_to_another() {
        assert_eq!(resolve("css/a", "../../fonts/x.woff2").as_deref(), Some("fonts/x.woff2"));
        assert_eq!(resolve("", "../x"), None);
        assert_eq!(relative("assets/a.css", "assets/fonts/x.woff2"), "fonts/x.woff2");
        assert_eq!(relative("assets/css/a.css", "assets/fonts/x.woff2"), "../fonts/x.woff2");
        assert_eq!(relative("assets/a.css", "favicon.ico"), "../favicon.ico");
    }
}
