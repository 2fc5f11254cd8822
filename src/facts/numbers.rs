//! The numbers in a text, each in one spelling.

use std::collections::BTreeSet;

/// The numbers that a text names: `1,469`, `1 469` and `1469` are one, `0.5` and `0,5` too.
pub(super) fn numbers(text: &str, into: &mut BTreeSet<String>) {
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        // A digit within a word is no number: `resolution N575` is, `v2` is not.
        let within = at > 0 && letters[at - 1].is_alphabetic() && !matches!(letters[at - 1], 'N' | '№');
        let start = at;
        let mut number = String::new();
        while at < letters.len() {
            let c = letters[at];
            if c.is_ascii_digit() {
                number.push(c);
                at += 1;
            } else if is_group(&letters, start, at) {
                at += 1;
            } else if matches!(c, '.' | ',') && digits(&letters, at + 1) > 0 && !number.contains('.') {
                number.push('.');
                at += 1;
            } else {
                break;
            }
        }
        if !within {
            into.insert(number);
        }
    }
}

/// How many digits stand in a row.
fn digits(letters: &[char], from: usize) -> usize {
    letters[from.min(letters.len())..].iter().take_while(|c| c.is_ascii_digit()).count()
}

/// Whether the sign here only parts thousands: up to three digits before the first, exactly three behind each.
fn is_group(letters: &[char], start: usize, at: usize) -> bool {
    let parts = matches!(letters[at], ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    parts && digits(letters, start) <= 3 && digits(letters, at + 1) == 3 && letters[at - 1].is_ascii_digit()
}
