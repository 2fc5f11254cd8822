//! Words beside a sign: how wide they are, and where they break. Pictures know no font: widths are those of a
//! usual text face, a little too wide rather than too narrow.

use std::sync::LazyLock;

/// The widths of the letters of ASCII: pictures are on every page, and most of their letters are these.
static ASCII: LazyLock<[f64; 128]> = LazyLock::new(|| std::array::from_fn(|n| u8::try_from(n).map_or(0.0, |n| measured(char::from(n)))));

/// The width of a letter in parts of the size of the type.
fn advance(c: char) -> f64 {
    if c.is_ascii() { ASCII[c as usize] } else { measured(c) }
}

fn measured(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | 'і' | 'І' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' | '(' | ')' | '[' | ']' => 0.32,
        'f' | 't' | 'r' | 's' | ' ' | '-' | '"' | '“' | '”' => 0.42,
        'm' | 'w' | 'M' | 'W' | 'ж' | 'ш' | 'щ' | 'ю' | 'ы' | 'ф' | 'м' | '—' | '…' => 0.86,
        'Ж'
        | 'Ш'
        | 'Щ'
        | 'Ю'
        | 'Ы'
        | 'Ф'
        | '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => 1.05,
        // No letter before U+0300 is a mark, and to ask costs more than all else here.
        c if c >= '\u{300}' && unicode_normalization::char::is_combining_mark(c) => 0.0,
        c if c.is_uppercase() => 0.7,
        _ => 0.56,
    }
}

/// How wide a text is at a size of type, in the units of the picture.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// A text in at most `most` lines of a width; what does not fit is cut with an ellipsis. A word that is wider than a
/// line is broken within.
#[must_use]
pub fn lines(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for word in text.split_whitespace() {
        let wide = width(word, size);
        if !line.is_empty() && used + advance(' ') * size + wide <= room {
            line.push(' ');
            line.push_str(word);
            used += advance(' ') * size + wide;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        for c in word.chars() {
            let wide = advance(c) * size;
            if used + wide > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += wide;
        }
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(last, size) + advance('…') * size > room {
                last.pop();
            }
            let kept = last.trim_end().len();
            last.truncate(kept);
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_into_lines_and_the_last_is_cut() {
        assert_eq!(lines("Five terabytes", 118.0, 13.0, 2), ["Five terabytes"]);
        assert_eq!(lines("The names of the police officers", 118.0, 13.0, 2), ["The names of the", "police officers"]);
        let cut = lines("The names of the police officers who served in Minsk", 118.0, 13.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…') && width(&cut[1], 13.0) <= 118.0, "{cut:?}");
    }

    #[test]
    fn a_word_without_blanks_cannot_leave_the_picture() {
        let broken = lines(&"x".repeat(500), 118.0, 13.0, 3);
        assert_eq!(broken.len(), 3);
        assert!(broken.iter().all(|line| width(line, 13.0) <= 118.0));
        assert!(lines("", 118.0, 13.0, 2).is_empty());
    }
}
