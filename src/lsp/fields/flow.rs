//! The same within brackets: `[a, b]` and `{to: x, many: true}`, on one line or several.

use super::{Cursor, Line, Spot, parents};

/// How many lines above the cursor a bracket may have been opened.
const FARTHEST: usize = 60;

/// A bracket that is open at the cursor.
struct Frame {
    is_group: bool,
    /// Where the item the cursor may stand in begins.
    item: usize,
    /// The key of that item, once its colon has come.
    key: Option<String>,
    keys: Vec<String>,
}

/// Where the cursor stands, if it stands within brackets.
pub(super) fn open(yaml: &str, lines: &[Line<'_>], number: usize, offset: usize) -> Option<Cursor> {
    let here = &lines[number];
    for (above, line) in lines[..=number].iter().enumerate().rev().take(FARTHEST) {
        let value = match &line.key {
            Some((_, colon)) => colon + 1,
            None if !line.dashes.is_empty() => line.content,
            None => continue,
        };
        let value = value + (line.text[value..].len() - line.text[value..].trim_start().len());
        let start = line.start + value;
        if !line.text[value..].starts_with(['[', '{']) || start >= offset {
            continue;
        }
        // A bracket that was left open ends where the next field of the same level begins.
        if above != number && here.content <= line.dashes.first().copied().unwrap_or(line.content) && !here.text.trim().is_empty() {
            return None;
        }
        let frames = frames(yaml, start, offset);
        if let Some(innermost) = frames.last() {
            let mut path = parents(lines, above, line.content, &line.dashes);
            path.extend(line.key().map(str::to_owned));
            path.extend(frames.iter().filter_map(|frame| frame.key.clone()));
            return Some(at(yaml, innermost, path, offset, line));
        }
    }
    None
}

/// The brackets that are open at the cursor, outermost first.
fn frames(yaml: &str, start: usize, offset: usize) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for (n, c) in yaml[start..offset].char_indices() {
        let at = start + n;
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '[' | '{') => frames.push(Frame { is_group: c == '{', item: at + 1, key: None, keys: Vec::new() }),
            (None, ']' | '}') => {
                frames.pop();
                if frames.is_empty() {
                    return frames;
                }
            }
            (None, ',') => {
                if let Some(frame) = frames.last_mut() {
                    frame.item = at + 1;
                    frame.key = None;
                }
            }
            (None, ':') if yaml[at + 1..].is_empty() || yaml[at + 1..].starts_with([' ', '\n', '\r']) => {
                if let Some(frame) = frames.last_mut().filter(|frame| frame.is_group && frame.key.is_none()) {
                    let key = yaml[frame.item..at].trim().trim_matches(['"', '\'']).to_owned();
                    frame.keys.push(key.clone());
                    frame.key = Some(key);
                    frame.item = at + 1;
                }
            }
            (None, _) => {}
        }
        before = c;
    }
    frames
}

/// The cursor in the innermost bracket.
fn at(yaml: &str, frame: &Frame, path: Vec<String>, offset: usize, line: &Line<'_>) -> Cursor {
    let written = &yaml[frame.item..offset];
    let start = frame.item + (written.len() - written.trim_start().len());
    let quote = yaml[start..].chars().next().filter(|c| matches!(c, '"' | '\'') && start < offset);
    let (start, ends): (usize, &[char]) = match quote {
        Some('"') => (start + 1, &['"', '\n', '\r']),
        Some(_) => (start + 1, &['\'', '\n', '\r']),
        None if frame.is_group && frame.key.is_none() => (start, &[':', ',', ']', '}', '\n', '\r']),
        None => (start, &[',', ']', '}', '\n', '\r']),
    };
    let rest = &yaml[offset..];
    let rest = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let end = offset + rest.trim_end().len();
    let is_key = frame.is_group && frame.key.is_none();
    Cursor {
        path,
        spot: if is_key { Spot::Key } else { Spot::Value },
        token: start.min(offset)..end,
        quoted: quote.is_some(),
        siblings: frame.keys.clone(),
        has_colon: is_key && yaml[end..].trim_start_matches(' ').starts_with(':'),
        indent: line.content,
        after_dash: false,
        in_flow: true,
    }
}
