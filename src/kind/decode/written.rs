//! What a writer wrote, as a message may show it.

/// Longer texts are cut: a message shows what is meant, the line itself is shown below it.
const LONGEST: usize = 60;

/// What was written, for a message: at most 60 characters on one line. Characters that a terminal would obey or
/// that nobody would see (control characters, marks that turn the direction of writing, zero-width ones) are
/// written out, `\u{1b}`.
#[must_use]
pub fn written(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(LONGEST + 3));
    for (n, c) in text.chars().enumerate() {
        if n == LONGEST {
            shown.push('…');
            break;
        }
        if is_unseen(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

/// The joiners U+200C and U+200D belong to words and emoji, and stay.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn nothing_raw_reaches_a_terminal() {
        assert_eq!(written("a\u{1b}[31mb\nc\u{202e}"), "a\\u{1b}[31mb\\nc\\u{202e}");
        assert_eq!(written("Нехта"), "Нехта");
        assert_eq!(written(&"я".repeat(60)), "я".repeat(60));
        assert_eq!(written(&"я".repeat(61)), format!("{}…", "я".repeat(60)));
    }
}
