//! The numbers in a text, each in one spelling.

use std::collections::BTreeSet;

/// The numbers that a text names: `1,469`, `1 469` and `1469` are one, `0.5` and `0,5` too.
pub(super) fn numbers(text: &str, into: &mut BTreeSet<String>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|digit| at + digit) {
        // A digit within a word is no number: `resolution N575` is, `v2` is not.
        let within = text[..start].chars().next_back().is_some_and(|c| c.is_alphabetic() && !matches!(c, 'N' | '№'));
        let mut number = String::new();
        at = start;
        while let Some(c) = text[at..].chars().next() {
            if c.is_ascii_digit() {
                number.push(c);
            } else if !is_group(bytes, start, at, c) {
                if !matches!(c, '.' | ',') || digits(bytes, at + 1) == 0 || number.contains('.') {
                    break;
                }
                number.push('.');
            }
            at += c.len_utf8();
        }
        if !within {
            into.insert(number);
        }
    }
}

/// How many digits stand in a row.
fn digits(bytes: &[u8], from: usize) -> usize {
    bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether the sign here only parts thousands: up to three digits before the first, exactly three behind each.
fn is_group(bytes: &[u8], start: usize, at: usize, sign: char) -> bool {
    let parts = matches!(sign, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    parts && digits(bytes, start) <= 3 && digits(bytes, at + sign.len_utf8()) == 3 && bytes[at - 1].is_ascii_digit()
}
