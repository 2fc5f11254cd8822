//! How deep brackets may lie within each other, told before the library is asked: its scanner takes quadratic
//! time in the depth, 9 seconds for 256 KB of `{"]": {"]": …`.
//!
//! In: a text. Out: where it becomes too deep, if it may. Whether a quote or a `#` means something depends on what
//! stands before it, down to the first line; so all readings are followed at once, and the deepest counts. It may
//! find a strange text too deep that is not, but never the other way round.

/// Brackets that may be open at once. More than any value may be nested, because this only guesses.
const OPEN: usize = 200;

/// In a reading that is not possible at this point of the text.
const NEVER: i64 = i64::MIN / 2;

/// The most brackets that may be open here, for each thing that this part of the text may be.
struct Readings {
    plain: i64,
    double: i64,
    single: i64,
    comment: i64,
}

/// Where more than [`OPEN`] brackets may be open at once.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    // Most texts have not as many brackets in all.
    memchr::memchr2_iter(b'[', b'{', text.as_bytes()).nth(OPEN)?;
    let mut open = Readings { plain: 0, double: NEVER, single: NEVER, comment: NEVER };
    let mut before = b'\n';
    for (at, byte) in text.bytes().enumerate() {
        let begins = before >= 0x80 || before.is_ascii_whitespace() || b"[{,:?-".contains(&before);
        match byte {
            b'[' | b'{' if begins => open.plain += 1,
            b']' | b'}' if open.plain > 0 => open.plain -= 1,
            b'"' => {
                let opened = if begins { open.plain } else { NEVER };
                open.plain = open.plain.max(open.double);
                open.double = opened.max(if before == b'\\' { open.double } else { NEVER });
            }
            b'\'' => {
                let doubled = before == b'\'' || text.as_bytes().get(at + 1) == Some(&b'\'');
                let opened = if begins { open.plain } else { NEVER };
                open.plain = open.plain.max(open.single);
                open.single = opened.max(if doubled { open.single } else { NEVER });
            }
            b'#' if begins => open.comment = open.comment.max(open.plain),
            b'\n' | b'\r' => {
                open.plain = open.plain.max(open.comment);
                open.comment = NEVER;
            }
            // Some line ends are characters of several bytes: a comment may end here, or go on.
            0x80.. => open.plain = open.plain.max(open.comment),
            _ => {}
        }
        if open.plain > OPEN as i64 {
            return Some(at);
        }
        before = byte;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_it_is_dressed_up() {
        for unit in [
            "[",
            "{a: ",
            "{\"]\": ",
            "{']': ",
            "{a: #]\n",
            "[\"\n]\",",
            "{'x'']': ",
            "{\"\\\"]\": ",
            "[\u{85}#]\u{85}",
            "[a, ",
            "{? ",
            "- [",
            "[\t",
        ] {
            for before in ["", "it's 'n \"odd\n", "a: |\n  \"\n  '\n# '\n"] {
                assert!(too_deep(&format!("{before}{}", unit.repeat(500))).is_some(), "{before:?} {unit:?}");
            }
        }
    }

    #[test]
    fn long_texts_are_not_deep() {
        for line in [
            "tags: [a, \"b\", {c: 'd'}]\n",
            "t: rock 'n roll [sic]\n",
            "t: [\n  a,\n  \"b\",\n]\n",
            "t: ['it''s', \"say \\\"x\\\"\"] # [x]\n",
            "t: [[a]], {b}\n",
            "s: |\n  [[x|y]] and ![z](w) \"q\"\n",
        ] {
            assert_eq!(too_deep(&line.repeat(5000)), None, "{line:?}");
        }
        assert_eq!(too_deep(&format!("t: rock 'n roll\nu: 5\" disk\n{}", "t: [a, b]\n".repeat(5000))), None);
    }
}
