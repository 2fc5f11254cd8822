//! Text that is safe on a terminal: control characters and marks that turn the direction of writing are
//! shown, not sent.

/// Whether a character would do something to a terminal instead of being shown.
fn is_dangerous(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text with dangerous characters written out (`\u{1b}`).
pub fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_dangerous(c) && c != '\n' {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// A line made safe and short: `from` and `to` are bytes of the line, and come back as bytes of the result.
pub fn window(line: &str, from: usize, to: usize) -> (String, usize, usize) {
    /// How many characters stand on each side of what matters.
    const AROUND: usize = 80;
    let to = to.max(from);
    let start = line[..from].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = line[to..].char_indices().nth(AROUND).map_or(line.len(), |(at, _)| to + at);
    // What matters may itself be long; its first words tell enough.
    let shown_to = line[from..to].char_indices().nth(2 * AROUND).map_or(to, |(at, _)| from + at);
    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    out.push_str(&safe(&line[start..from]).replace('\t', " "));
    let new_from = out.len();
    out.push_str(&safe(&line[from..shown_to]).replace('\t', " "));
    let new_to = out.len();
    if shown_to < to {
        out.push('…');
    } else {
        out.push_str(safe(&line[to..end]).replace('\t', " ").trim_end());
        if end < line.len() {
            out.push('…');
        }
    }
    (out, new_from, new_to)
}
