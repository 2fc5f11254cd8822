//! What the writer of a text that is no date most likely meant.
//!
//! Texts are respelled as EDTF in a handful of ways, and only what then reads without an error is proposed: a hint
//! never leads to the next error. Nothing here decides what a date means; it only saves looking up how to write it.

mod words;

use super::parse::{DateError, has_time, is_date};
use words::Words;

/// The months in English, for messages; readers' languages are elsewhere.
pub(super) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The dashes that typographers put between the ends of a range.
const LONG_DASHES: [char; 2] = ['–', '—'];

/// What may stand between the ends of a range, most telling first.
const BETWEEN: [&str; 10] = ["/", "–", "—", " - ", "--", "..", " to ", " until ", " till ", "-"];

/// A text longer than this was not meant as a date.
const LONGEST: usize = 80;

/// Gives the error the best hint: the very text to write, else what the parser had to say, else `general`.
pub(super) fn complete(error: DateError, text: &str, general: &str, accepts: impl Fn(&str) -> bool) -> DateError {
    let proposal = match &*proposals(text, &accepts) {
        [] => None,
        [only] => Some(format!("write it as `{only}`")),
        [first, second, ..] => Some(format!("write it as `{first}` or `{second}`")),
    };
    let hint = proposal.or(error.hint).unwrap_or_else(|| general.to_owned());
    DateError { hint: Some(hint), ..error }
}

/// Texts that are accepted and may have been meant: none, one, or two where both are as likely.
fn proposals(text: &str, accepts: &impl Fn(&str) -> bool) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let plain = replace_lookalikes(text);
    if text.contains(LONG_DASHES) {
        // `2021–22` is two years, and `2021-22` is a summer: the dash says which.
        let mut either = respell_date(&plain, accepts);
        either.extend(respell_interval(text, accepts));
        return either;
    }
    if accepts(&plain) {
        return vec![plain];
    }
    // Two kinds of signs in `2021-07/08`: there the slash is that of an interval. `2021-` was left open.
    let mixed = plain.contains('/') && plain.contains(['-', '.']);
    let open = plain.starts_with("..") || plain.ends_with("..") || plain.ends_with('-');
    let dates = if mixed || open { Vec::new() } else { respell_date(&plain, accepts) };
    if dates.is_empty() { respell_interval(&plain, accepts).into_iter().collect() } else { dates }
}

/// Puts the signs of EDTF in the place of those that look like them, and takes off space and invisible characters.
fn replace_lookalikes(text: &str) -> String {
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => plain.push('-'),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {}
            '…' => plain.push_str(".."),
            '˜' | '∼' | '～' | '〜' => plain.push('~'),
            '⁄' | '∕' => plain.push('/'),
            // The full-width forms stand in the order of ASCII.
            '\u{ff01}'..='\u{ff5e}' => plain.extend(char::from_u32(u32::from(character) - 0xfee0)),
            _ if character.is_whitespace() => plain.push(' '),
            _ => plain.push(character),
        }
    }
    let plain = plain.trim().trim_matches(['"', '\'', '`']);
    // The Cyrillic letter, lower case, and the `u` of the EDTF draft of 2012.
    let blank = |character: char| matches!(character, 'x' | 'X' | 'Х' | 'х' | 'u');
    let mut letters = plain.chars().filter(|character| character.is_alphabetic());
    if letters.all(blank) && plain.contains(|character: char| character.is_ascii_digit()) {
        return plain.replace(blank, "X");
    }
    match plain.strip_prefix('y') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit() || first == '-') => {
            format!("Y{rest}")
        }
        _ => plain.to_owned(),
    }
}

/// One date in other spellings: `18.08.2021`, `Aug 18, 2021`, `2021/8/18`, `20210818`, `about 2021`, `2010s`.
///
/// All that it gives is accepted; two only where day and month cannot be told apart.
fn respell_date(plain: &str, accepts: &impl Fn(&str) -> bool) -> Vec<String> {
    if has_time(plain) {
        return plain.get(..10).filter(|day| accepts(day)).map(str::to_owned).into_iter().collect();
    }
    // Wildcards: `20??`, `2021-08-**`.
    let blanked = plain.replace(['?', '*', '_'], "X");
    if blanked != plain && accepts(&blanked) {
        return vec![blanked];
    }
    let words = Words::read(plain);
    let mut spellings = words.as_ref().map(Words::spell).unwrap_or_default();
    spellings.retain(|spelling| accepts(spelling));
    spellings.dedup();
    // With dots the day comes first, wherever the writer is from; with the year in front, the month follows.
    let year_last = words.is_some_and(|words| words.month.is_none() && words.numbers.last().is_some_and(|it| it.len() == 4));
    if plain.contains('.') || !year_last {
        spellings.truncate(1);
    }
    spellings
}

/// An interval in other spellings: `2021 - 2022`, `18.08.2021/20.08.2021`, `2021-08-18/20`, `since 2021`, `2021/open`.
fn respell_interval(plain: &str, accepts: &impl Fn(&str) -> bool) -> Option<String> {
    let lower = plain.to_lowercase();
    let (prefix, rest) = lower.split_once(' ').unwrap_or_default();
    let alone = match prefix {
        "since" | "from" => respell_end(rest, None).map(|start| format!("{start}/..")),
        "until" | "till" => respell_end(rest, None).map(|end| format!("../{end}")),
        _ => None,
    };
    if let Some(interval) = alone.filter(|interval| accepts(interval)) {
        return Some(interval);
    }
    let range = if prefix == "from" { rest } else { &lower };
    BETWEEN.into_iter().find_map(|between| {
        let (start, end) = range.split_once(between).filter(|(_, end)| !end.contains(between))?;
        // Nothing beside a slash is an unknown end, as in EDTF; nothing beside a dash was left open.
        let respell = |text: &str, start: Option<&str>| match text.trim() {
            "" if between == "/" => Some(String::new()),
            "" => Some("..".to_owned()),
            text => respell_end(text, start),
        };
        // A lone hyphen is a range between two whole dates only: `2021-33` is a wrong month, `-44` a year.
        if between == "-" && start.is_empty() {
            return None;
        }
        let start = respell(start, None)?;
        let end = respell(end, Some(&*start).filter(|_| between != "-"))?;
        Some(format!("{start}/{end}")).filter(|interval| accepts(interval))
    })
}

/// One end of an interval; where there is a start, an end that repeats none of it is completed from it.
fn respell_end(text: &str, start: Option<&str>) -> Option<String> {
    let plain = replace_lookalikes(text);
    match &*plain {
        ".." | "." | "open" | "now" | "present" | "today" | "ongoing" => {
            return Some("..".to_owned());
        }
        "unknown" | "?" => return Some(String::new()),
        _ if is_date(&plain) => return Some(plain),
        _ => {}
    }
    let kept = match (start.map_or(0, str::len), plain.len()) {
        (10, 2) => 8,
        (10, 5) | (7, 2) => 5,
        (4, 2) => 2,
        _ => 0,
    };
    if let Some(kept) = start.and_then(|start| start.get(..kept)).filter(|kept| !kept.is_empty()) {
        let completed = format!("{kept}{plain}");
        return is_date(&completed).then_some(completed);
    }
    match &*respell_date(&plain, &is_date) {
        [only] => Some(only.clone()),
        _ => None,
    }
}
