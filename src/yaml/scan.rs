//! Looks at YAML text around a byte offset: the line it lies in, and where the value that begins there ends.
//!
//! In: text and an offset. Out: offsets, always on the border of a character. It knows no YAML beyond quotes,
//! brackets and comments, and it is asked only when something is to be shown, never to decode.

use crate::text::place::{Span, floor_char};

/// The line around `at`, without its line end.
pub(super) fn line(text: &str, at: usize) -> Span {
    let at = floor_char(text, at);
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..start + text[start..end].trim_end_matches('\r').len()
}

/// The line around `at` without the blanks at both ends.
pub(super) fn words(text: &str, at: usize) -> Span {
    let line = line(text, at);
    let start = line.start + (text[line.clone()].len() - text[line.clone()].trim_start().len());
    let end = line.start + text[line.clone()].trim_end().len();
    start..end.max(start)
}

/// From `at` to the end of its line, without the blanks there.
pub(super) fn rest(text: &str, at: usize) -> Span {
    let at = floor_char(text, at);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    at..at + text[at..end].trim_end().len()
}

/// The character at `at` alone; empty at the end of the text.
pub(super) fn one(text: &str, at: usize) -> Span {
    let at = floor_char(text, at);
    at..at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The last line that holds something before the line around `at`.
pub(super) fn line_above(text: &str, at: usize) -> Option<Span> {
    let mut end = line(text, at).start;
    while end > 0 {
        let above = words(text, end - 1);
        if !above.is_empty() && !text[above.clone()].starts_with('#') {
            return Some(above);
        }
        end = line(text, end - 1).start;
    }
    None
}

/// The column of an offset in characters, from 0.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line(text, at).start..floor_char(text, at)].chars().count()
}

/// The bytes of the value that begins at `start`: a quoted text or a bracket to its end, a block text its
/// first line, anything else to the end of the line or the comment there.
pub(super) fn value(text: &str, start: usize) -> Span {
    let start = past_properties(text, floor_char(text, start));
    let to_line_end = rest(text, start);
    match text.as_bytes().get(start) {
        Some(quote @ (b'"' | b'\'')) => start..closing_quote(text, start, *quote).unwrap_or(to_line_end.end),
        Some(b'[' | b'{') => start..closing_bracket(text, to_line_end.clone()).unwrap_or(to_line_end.end),
        Some(b'|' | b'>') => first_line_of_block(text, start).unwrap_or(to_line_end),
        _ => {
            let shown = &text[to_line_end];
            let end = shown.find(" #").unwrap_or(shown.len());
            start..start + shown[..end].trim_end().len()
        }
    }
}

/// The bytes of the text that begins at `start`, to its end: a quoted text or a bracket with its last sign, a block text with its
/// head, a plain text with the lines that go on with it.
pub(super) fn whole(text: &str, start: usize) -> Span {
    let start = past_properties(text, floor_char(text, start));
    match text.as_bytes().get(start) {
        Some(quote @ (b'"' | b'\'')) => start..closing_quote(text, start, *quote).unwrap_or(text.len()),
        Some(b'[' | b'{') => start..closing_bracket(text, start..text.len()).unwrap_or(text.len()),
        Some(b'|' | b'>') => {
            let indent = first_line_of_block(text, start).map_or(usize::MAX, |first| column(text, first.start));
            start..end_of_lines(text, start, |line| column(text, line.start) >= indent)
        }
        _ => {
            let own = value(text, start);
            if !rest(text, own.end).is_empty() {
                // A comment ends a plain text.
                return own;
            }
            let indent = indent_of_owner(text, start);
            let goes_on = |line: &Span| column(text, line.start) > indent && !text[line.clone()].starts_with('#');
            start..end_of_lines(text, start, goes_on)
        }
    }
}

/// The end of the last line below the one around `at` that still belongs to it; empty lines between such lines do.
fn end_of_lines(text: &str, at: usize, belongs: impl Fn(&Span) -> bool) -> usize {
    let mut end = line(text, at).end;
    let mut next = end;
    while let Some(below) = text[next..].find('\n').map(|n| next + n + 1) {
        let shown = words(text, below);
        if !shown.is_empty() {
            if !belongs(&shown) {
                break;
            }
            end = shown.end;
        }
        next = line(text, below).end;
    }
    end
}

/// The column of the key or dash to which the value at `start` belongs.
fn indent_of_owner(text: &str, start: usize) -> usize {
    let mut at = words(text, start).start;
    let mut dash = None;
    while at < start && text[at..].starts_with("- ") {
        dash = Some(at);
        at += 1;
        at += text[at..].len() - text[at..].trim_start_matches(' ').len();
    }
    match dash {
        _ if at < start => column(text, at),
        Some(dash) => column(text, dash),
        // The value has a line of its own below its key.
        None => line_above(text, start).map_or(0, |above| indent_of_owner(text, above.end)),
    }
}

/// Steps over `&anchor` and `!tag`, which stand before the value they belong to.
fn past_properties(text: &str, mut start: usize) -> usize {
    while matches!(text.as_bytes().get(start), Some(b'&' | b'!')) {
        let Some(blank) = text[start..].find([' ', '\t', '\n', '\r']) else { break };
        let after = start + blank;
        start = after + (text[after..].len() - text[after..].trim_start().len());
    }
    start
}

/// The offset after the quote that closes the one at `start`.
fn closing_quote(text: &str, start: usize, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            found if found == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

/// The offset after the bracket that closes the one at the start of `within`, if it is closed there.
fn closing_bracket(text: &str, within: Span) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = within.start;
    while at < within.end {
        match bytes[at] {
            quote @ (b'"' | b'\'') if !bytes[at - 1].is_ascii_alphanumeric() => {
                at = closing_quote(text, at, quote)?;
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth <= 1 => return Some(at + 1),
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The first line with words below the head (`|`, `>-`) of a block text.
fn first_line_of_block(text: &str, head: usize) -> Option<Span> {
    let indent = column(text, words(text, head).start);
    let mut next = line(text, head).end;
    loop {
        next += text[next..].find('\n')? + 1;
        let shown = words(text, next);
        if !shown.is_empty() {
            return (column(text, shown.start) > indent).then_some(shown);
        }
    }
}
