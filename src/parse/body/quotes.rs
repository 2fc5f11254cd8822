//! Typographic signs: straight quotes, `--` and `...` of running text become those of the language.
//!
//! In: the words of one block, in runs as the Markdown parser hands them over. Out: the same words, set.
//! Never sees code or addresses. What it cannot tell for sure it leaves as typed.

use crate::model::Lang;
use crate::text::bytes::position;
use crate::text::place::floor_char;

/// The signs of a language: quotes open and close, outer and inner; the dash between blanks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Signs {
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
    dash: &'static str,
}

const fn signs(outer: (&'static str, &'static str), inner: (&'static str, &'static str), dash: &'static str) -> Signs {
    Signs { outer, inner, dash }
}

static ENGLISH: Signs = signs(("“", "”"), ("‘", "’"), "–");
static SLAVIC: Signs = signs(("«", "»"), ("„", "“"), "—");
static GERMAN: Signs = signs(("„", "“"), ("‚", "‘"), "–");
static FRENCH: Signs = signs(("«\u{a0}", "\u{a0}»"), ("“", "”"), "–");
static POLISH: Signs = signs(("„", "”"), ("«", "»"), "–");
static HUNGARIAN: Signs = signs(("„", "”"), ("»", "«"), "–");
static ROMANCE: Signs = signs(("«", "»"), ("“", "”"), "—");
static NORDIC: Signs = signs(("”", "”"), ("’", "’"), "–");
static NORWEGIAN: Signs = signs(("«", "»"), ("‘", "’"), "–");

/// The signs of a language; English ones for a language that is not in the table.
pub(super) fn signs_of(lang: &Lang) -> &'static Signs {
    match lang.as_str().split(['-', '_']).next().unwrap_or("") {
        "be" | "ru" | "uk" => &SLAVIC,
        "de" | "cs" | "sk" | "sl" | "bg" | "lt" | "lv" | "et" | "is" | "ka" | "mk" | "sr" | "sq" | "da" => &GERMAN,
        "fr" => &FRENCH,
        "pl" | "ro" => &POLISH,
        "hu" | "hr" | "bs" => &HUNGARIAN,
        "es" | "it" | "pt" | "el" | "hy" | "ca" => &ROMANCE,
        "sv" | "fi" => &NORDIC,
        "no" | "nb" | "nn" => &NORWEGIAN,
        _ => &ENGLISH,
    }
}

/// How far ahead a closing single quote is looked for, in bytes.
const AHEAD: usize = 400;
/// How many quotes may be open within one another.
const DEEPEST: usize = 8;

/// A quote that is open.
#[derive(Debug)]
struct OpenQuote {
    /// As typed: `"` or `'`.
    mark: u8,
    is_inner: bool,
    close: &'static str,
}

/// What is open in the block that is being set.
#[derive(Debug, Default)]
pub(super) struct Setting {
    open: Vec<OpenQuote>,
}

/// Where a run stands: what is before it in its block, and the source from its end on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'t> {
    pub before: Option<char>,
    pub after: &'t str,
}

impl Setting {
    /// A new block begins: nothing is open.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// Sets a run of words into `out`. False, and nothing written, if the run has nothing to set.
    pub fn set(&mut self, signs: &Signs, text: &str, around: Around<'_>, out: &mut String) -> bool {
        let bytes = text.as_bytes();
        let next = |from: usize| next_sign(&bytes[from..]).map(|at| from + at);
        let Some(mut at) = next(0) else { return false };
        let mut done = 0;
        while at < bytes.len() {
            let (taken, sign) = match bytes[at] {
                b'"' | b'\'' => (1, self.quote(signs, text, at, around)),
                b'-' => dash(signs, text, at, around),
                b'.' => dots(bytes, at),
                _ => (1, None),
            };
            if let Some(sign) = sign {
                out.push_str(&text[done..at]);
                out.push_str(sign);
                done = at + taken;
            }
            at = next(at + taken).unwrap_or(bytes.len());
        }
        out.push_str(&text[done..]);
        true
    }

    fn quote(&mut self, signs: &Signs, text: &str, at: usize, around: Around<'_>) -> Option<&'static str> {
        let mark = text.as_bytes()[at];
        let before = text[..at].chars().next_back().or(around.before);
        let after = next_of(&text[at + 1..], around.after);
        let begins = before.is_none_or(opens_after);
        let ends = after.is_none_or(char::is_whitespace);
        let single = mark == b'\'';
        if let (true, Some(before), Some(after)) = (single, before, after)
            && before.is_alphanumeric()
            && after.is_alphanumeric()
        {
            let is_measure = before.is_ascii_digit() && after.is_ascii_digit();
            return (!is_measure).then_some("’");
        }
        if begins && !ends {
            let is_left_out = single && (after.is_some_and(|c| c.is_ascii_digit()) || !closes_later(text, at, around.after));
            return if is_left_out { Some("’") } else { self.begin(signs, mark) };
        }
        if let Some(at) = self.open.iter().rposition(|quote| quote.mark == mark) {
            return self.open.drain(at..).next().map(|quote| quote.close);
        }
        // Feet and inches, or a word cut off (`rock 'n' roll`); a quote that nothing opened stays.
        (single && before.is_some_and(char::is_alphabetic)).then_some("’")
    }

    fn begin(&mut self, signs: &Signs, mark: u8) -> Option<&'static str> {
        if self.open.len() >= DEEPEST {
            return None;
        }
        // A single quote is an inner one unless it stands in one; a double one the other way round.
        let around = self.open.last().map(|quote| quote.is_inner);
        let is_inner = if mark == b'\'' { around != Some(true) } else { around == Some(false) };
        let (open, close) = if is_inner { signs.inner } else { signs.outer };
        self.open.push(OpenQuote { mark, is_inner, close });
        Some(open)
    }
}

/// Where the next byte is that may be a sign: a quote, or the first of several dashes or dots.
fn next_sign(bytes: &[u8]) -> Option<usize> {
    position(bytes, |byte, next| (byte == b'"') | (byte == b'\'') | ((byte == b'-') | (byte == b'.')) & (byte == next))
}

/// Whether a quote after this character is an opening one.
fn opens_after(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '«' | '“' | '„' | '‘' | '‚' | '‹' | '=')
}

/// The character that follows: of the same run, or of the source after it, past signs of markup.
fn next_of(rest: &str, source: &str) -> Option<char> {
    rest.chars().next().or_else(|| source.chars().take(8).find(|c| !matches!(c, '*' | '_' | '~' | '[' | '\\' | '`')))
}

/// Whether a single quote that could open is closed again before long; else it stands for left-out letters.
fn closes_later(text: &str, at: usize, source: &str) -> bool {
    let closes = |text: &str| {
        let bytes = text.split("\n\n").next().unwrap_or("").as_bytes();
        memchr::memchr_iter(b'\'', bytes).any(|n| {
            n > 0
                && !bytes[n - 1].is_ascii_whitespace()
                && !bytes.get(n + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next >= 0x80)
        })
    };
    closes(&text[at + 1..floor_char(text, at + 1 + AHEAD)]) || closes(&source[..floor_char(source, AHEAD)])
}

fn dash(signs: &Signs, text: &str, at: usize, around: Around<'_>) -> (usize, Option<&'static str>) {
    let length = text.as_bytes()[at..].iter().take_while(|byte| **byte == b'-').count();
    let before = text[..at].chars().next_back().or(around.before);
    let after = next_of(&text[at + length..], around.after);
    let begins = before.is_none_or(char::is_whitespace);
    let sign = match length {
        // `--option` is something one types.
        2 if begins && after.is_some_and(char::is_alphanumeric) => None,
        2 if begins => Some(signs.dash),
        2 => Some("–"),
        3 => Some("—"),
        _ => None,
    };
    (length, sign)
}

fn dots(bytes: &[u8], at: usize) -> (usize, Option<&'static str>) {
    let length = bytes[at..].iter().take_while(|byte| **byte == b'.').count();
    (length, (length == 3).then_some("…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(lang: &str, text: &str) -> String {
        let mut out = String::new();
        let is_set = Setting::default().set(signs_of(&Lang::new(lang)), text, Around { before: None, after: "" }, &mut out);
        if is_set { out } else { text.to_owned() }
    }

    #[test]
    fn each_language_has_its_signs() {
        assert_eq!(set("en", r#""They said 'no'," he wrote."#), "“They said ‘no’,” he wrote.");
        assert_eq!(set("be", r#"Канал "НЕХТА" (былы "НЕХТА Live")"#), "Канал «НЕХТА» (былы «НЕХТА Live»)");
        assert_eq!(set("ru", r#""Газета "Звязда"""#), "«Газета „Звязда“»");
        assert_eq!(set("de", r#""Nein""#), "„Nein“");
        assert_eq!(set("fr-CA", r#""Non""#), "«\u{a0}Non\u{a0}»");
        assert_eq!(set("pl", r#""Nie""#), "„Nie”");
    }

    #[test]
    fn apostrophes_dashes_and_dots() {
        assert_eq!(set("en", "don't, the '90s, rock 'n' roll, James' hat"), "don’t, the ’90s, rock ‘n’ roll, James’ hat");
        assert_eq!(set("be", "аб'ява -- і 1990--1995..."), "аб’ява — і 1990–1995…");
        assert_eq!(set("en", "run it with --as-of; a---b; ....; ----"), "run it with --as-of; a—b; ....; ----");
        assert_eq!(set("en", "6'2\" tall"), "6'2\" tall");
    }

    #[test]
    fn what_is_open_goes_from_run_to_run() {
        let mut setting = Setting::default();
        let signs = signs_of(&Lang::new("en"));
        let mut out = String::new();
        setting.set(signs, "\"", Around { before: None, after: "*bold*\" end" }, &mut out);
        setting.set(signs, "\" end", Around { before: Some('d'), after: "" }, &mut out);
        assert_eq!(out, "“” end");
    }
}
