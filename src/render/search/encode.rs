//! How the index is written: terms and where they stand, short enough to be sent to a phone.
//!
//! A line is a term and its places: `3ana 2C1A`. The first sign says how many letters it shares with the term before it, in
//! base 36; then come the rest of its letters, a blank, and for each entry the number of entries between it and the one
//! before (base 36; nothing for none) with a capital for its weight. A `*` first says that the term stands in most
//! entries, so that it leaves none out and only the places where it weighs more are given. `search.js` reads this.

/// A place of a term: the number of the entry, and the term's weight in it.
pub type Place = (u32, u8);

/// The heaviest weight that has a letter.
const HEAVIEST: u8 = 26;

/// Appends a term. `before` is the one before it in the same file; empty for the first.
pub fn term(out: &mut String, before: &str, term: &str, is_common: bool, places: impl Iterator<Item = Place>) {
    if !out.is_empty() {
        out.push('\n');
    }
    let shared = shared(before, term);
    number(out, u32::try_from(shared).unwrap_or(0));
    out.push_str(&term[shared..]);
    out.push(' ');
    if is_common {
        out.push('*');
    }
    let mut next = 0;
    for (entry, weight) in places {
        if entry > next {
            number(out, entry - next);
        }
        next = entry + 1;
        out.push(char::from(b'A' + weight.clamp(1, HEAVIEST) - 1));
    }
}

/// How many bytes two terms share at their beginnings, at a letter's end; at most 35, which is one sign.
fn shared(before: &str, term: &str) -> usize {
    let same = before.bytes().zip(term.bytes()).take(35).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| term.is_char_boundary(*at)).unwrap_or(0)
}

/// Appends a number in base 36.
fn number(out: &mut String, mut n: u32) {
    let mut digits = [0u8; 7];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = char::from_digit(n % 36, 36).map_or(b'0', |digit| digit as u8);
        n /= 36;
        if n == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short() {
        let mut out = String::new();
        term(&mut out, "", "kiber", false, [(0, 1), (1, 3), (40, 26)].into_iter());
        term(&mut out, "kiber", "kiberpartizan", true, [(1295, 60)].into_iter());
        term(&mut out, "kiberpartizan", "kó", false, [(2, 0)].into_iter());
        assert_eq!(out, "0kiber AC12Z\n5partizan *zzZ\n1ó 2A");
    }

    #[test]
    fn shared_letters_are_whole() {
        assert_eq!(shared("ка", "кб"), 2);
        assert_eq!(shared("ká", "kâ"), 1);
        assert_eq!(shared(&"a".repeat(50), &"a".repeat(60)), 35);
    }
}
