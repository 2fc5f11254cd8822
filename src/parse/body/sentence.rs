//! The sentence around a link, for the list of what links to an entry.
//!
//! In: the plain text of a block and the bytes of the link's words in it. Out: the sentence, and where the
//! words are in it. Looks at a few hundred bytes around the link only, however long the block is.

use std::ops::Range;
use std::sync::Arc;

use super::out::short;
use crate::text::bytes::position;
use crate::text::place::floor_char;

/// How far a sentence is shown on each side of the link, in bytes (Cyrillic letters have two).
const REACH: usize = 280;
/// How much of the link's own words is shown, in bytes.
const LONGEST_WORDS: usize = 400;
/// How far the next sentence may be from the mark, in bytes: quotes, brackets and blanks between them.
const GAP: usize = 48;

/// Words with a full stop that does not end the sentence, folded. English, Belarusian, Russian.
const ABBREVIATIONS: &[&str] = &[
    "no", "nos", "art", "arts", "p", "pp", "para", "vol", "ch", "sec", "fig", "vs", "cf", "al", "e.g", "i.e", "mr", "mrs", "ms", "dr",
    "st", "prof", "gen", "col", "lt", "rev", "jr", "approx", "inc", "ltd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "u.s", "арт", "ст", "с", "стар", "ч", "п", "пп", "пар", "гл", "г", "гг", "вул", "ул", "пр", "д", "кв", "им",
    "імя", "руб", "тыс", "млн", "млрд", "см", "гл", "гр", "др", "т", "тт", "т.е", "т.д", "т.п", "і г.д", "напр", "рэд", "ред", "зам",
    "пам", "нар", "каля",
];

/// The sentence around these bytes of a block's text, and the bytes of the words in it.
pub(super) fn sentence(text: &str, words: Range<usize>) -> (Arc<str>, Range<u32>) {
    let words = words.start..floor_char(text, words.end.min(words.start + LONGEST_WORDS)).max(words.start);
    let (start, is_cut_before) = start_of(text, words.start);
    // A citation has no words here; after a full stop it belongs to the sentence before it.
    let is_after_end = words.is_empty() && text[..words.start].ends_with(is_end_mark);
    let (end, is_cut_after) = if is_after_end { (words.end, false) } else { end_of(text, words.end) };
    let before = text[start..words.start].trim_start();
    let after = text[words.end..end].trim_end();
    let mut out = String::with_capacity(before.len() + words.len() + after.len() + 6);
    if is_cut_before {
        out.push('…');
    }
    push_plain(&mut out, before);
    let from = out.len();
    push_plain(&mut out, &text[words]);
    let to = out.len();
    let after = if to == 0 { after.trim_start() } else { after };
    push_plain(&mut out, after);
    if is_cut_after {
        out.push('…');
    }
    (Arc::from(out), short(from)..short(to))
}

/// The sentences of a block's text, in order, as bytes; blanks between them belong to the one after.
#[must_use]
pub fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut from = 0;
    for (n, c) in end_marks(text) {
        if n >= from && sentence_after(text, n, c).is_some() {
            let end = closers_end(text, n + c.len_utf8());
            all.push(from..end);
            from = end;
        }
    }
    if !text[from..].trim().is_empty() {
        all.push(from..text.len());
    }
    all
}

/// Blanks of any sort, however many, become one space.
fn push_plain(out: &mut String, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let at = if rest.starts_with(' ') && out.ends_with(' ') { 0 } else { plain_length(rest) };
        let (plain, odd) = rest.split_at(at);
        out.push_str(plain);
        let mut letters = odd.chars();
        if let Some(c) = letters.next() {
            if !(c.is_whitespace() || c.is_control()) {
                out.push(c);
            } else if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        rest = letters.as_str();
    }
}

/// How much of a text surely has no blanks but single spaces and no control characters. Of nearly every one it is all.
fn plain_length(text: &str) -> usize {
    let odd = position(text.as_bytes(), |byte, next| {
        // The first bytes of all blanks and control characters beyond ASCII.
        let is_odd = (byte == 0x7f) | (byte == 0xc2) | (0xe1..=0xe3).contains(&byte);
        (byte < b' ') | is_odd | (byte == b' ') & (next == b' ')
    });
    odd.unwrap_or(text.len())
}

/// Where the sentence begins, and whether it was cut there.
fn start_of(text: &str, at: usize) -> (usize, bool) {
    let limit = floor_char(text, at.saturating_sub(REACH));
    let window = &text[limit..at];
    // What follows a mark may lie in the link's words.
    let last = end_marks(window).rev().find_map(|(n, c)| sentence_after(text, limit + n, c).filter(|next| *next <= at));
    match last {
        Some(start) => (start, false),
        None if limit == 0 => (0, false),
        None => (window.find(char::is_whitespace).map_or(at, |n| limit + n), true),
    }
}

/// Where the sentence ends, and whether it was cut there.
fn end_of(text: &str, at: usize) -> (usize, bool) {
    let limit = floor_char(text, at + REACH);
    let window = &text[at..limit];
    if let Some((n, c)) = end_marks(window).find(|(n, c)| sentence_after(text, at + n, *c).is_some()) {
        return (closers_end(text, at + n + c.len_utf8()), false);
    }
    if limit == text.len() {
        return (limit, false);
    }
    (window.rfind(char::is_whitespace).map_or(at, |n| at + n), true)
}

/// The marks in a text that may end a sentence, and where they are.
fn end_marks(text: &str) -> impl DoubleEndedIterator<Item = (usize, char)> {
    // By their first bytes: letters are not taken apart.
    let may_be = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | 0xe2));
    may_be.filter_map(|(n, _)| Some((n, text[n..].chars().next().filter(|c| is_end_mark(*c))?)))
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Past the quotes and brackets that close together with the sentence.
fn closers_end(text: &str, at: usize) -> usize {
    let rest = &text[at..floor_char(text, at + GAP)];
    at + (rest.len() - rest.trim_start_matches(['"', '\'', '»', '”', '“', '’', ')', ']', '!', '?', '.', '…']).len())
}

/// Where the next sentence begins, if the mark at this byte ends one.
fn sentence_after(text: &str, at: usize, mark: char) -> Option<usize> {
    let end = closers_end(text, at + mark.len_utf8());
    let rest = &text[end..floor_char(text, end + GAP)];
    let next = rest.trim_start();
    if next.is_empty() {
        return Some(end + rest.len());
    }
    let begins = |c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '«' | '“' | '„' | '(' | '[' | '—' | '–' | '@');
    if next.len() == rest.len() || !next.chars().next().is_some_and(begins) {
        return None;
    }
    let is_abbreviation = mark == '.' && end == at + 1 && is_abbreviated(&text[..at]);
    (!is_abbreviation).then_some(end + (rest.len() - next.len()))
}

/// Whether the text ends with a word whose full stop belongs to it: an initial, or a word of the list.
fn is_abbreviated(before: &str) -> bool {
    let tail = &before[floor_char(before, before.len().saturating_sub(24))..];
    let word = tail.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '«' | '„' | '“' | '"')).next().unwrap_or("");
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    // `А.Б.` are two initials.
    let are_initials = word.len() > 2 && word.split('.').all(|part| part.chars().count() == 1);
    is_initial || are_initials || ABBREVIATIONS.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn around(text: &str, word: &str) -> String {
        let at = text.find(word).unwrap_or(0);
        let (sentence, words) = sentence(text, at..at + word.len());
        assert_eq!(&sentence[words.start as usize..words.end as usize], word);
        sentence.to_string()
    }

    #[test]
    fn sentences_end_at_marks() {
        let text = "Nothing yet. The KGB said (art. 19.11) that A. Lukashenka knew NEXTA on 18.08.2021, No. 5. \"More!\" it said. End";
        assert_eq!(around(text, "NEXTA"), "The KGB said (art. 19.11) that A. Lukashenka knew NEXTA on 18.08.2021, No. 5.");
        assert_eq!(around(text, "More"), "\"More!\" it said.");
        assert_eq!(around(text, "End"), "End");
        assert_eq!(around("Суд прызнаў арт. 19.11. «НЕХТА» — канал. Далей", "НЕХТА"), "«НЕХТА» — канал.");
    }

    #[test]
    fn blanks_of_any_sort_become_one_space() {
        let plain = |before: &str, text: &str| {
            let mut out = before.to_owned();
            push_plain(&mut out, text);
            out
        };
        for text in ["a  b", "a\nb", "a\u{a0}b", "a\u{2003} b", "a\u{3000}b", "a\u{85}b", "a\u{1680}b", "a b", "a\u{7f}b"] {
            assert_eq!(plain("", text), "a b", "{text:?}");
        }
        assert_eq!(plain("x ", " a"), "x a");
        assert_eq!(plain("x ", "«слова — і» b"), "x «слова — і» b");
    }

    proptest! {
        #[test]
        fn what_is_plain_is_taken_as_it_is(before in "[a ]{0,3}", text in "[ab \t\u{85}\u{a0}\u{2003}\u{2019}\u{44f}\u{3000}]{0,40}") {
            let (mut quick, mut one_by_one) = (before.clone(), before);
            push_plain(&mut quick, &text);
            for c in text.chars() {
                if !(c.is_whitespace() || c.is_control()) {
                    one_by_one.push(c);
                } else if !one_by_one.ends_with(' ') {
                    one_by_one.push(' ');
                }
            }
            prop_assert_eq!(quick, one_by_one);
        }
    }

    #[test]
    fn long_sentences_are_cut_at_words() {
        let text = format!("{} link {}", "word ".repeat(200), "word ".repeat(200));
        let cut = around(&text, "link");
        assert!(cut.starts_with("…word") && cut.ends_with("word…") && cut.len() < 640, "{cut}");
    }
}
