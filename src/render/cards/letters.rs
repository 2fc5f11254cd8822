//! How wide the letters of the cards' fonts are: a text is broken into lines that fit before anything is drawn.
//!
//! In: text, a face and a size in pixels. Out: lines. Widths are sums of advances; pairs that stand closer or wider change them by less
//! than the room that is left at the edge. This is the only place that names the library which reads fonts.

use std::sync::LazyLock;

use ahash::HashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// A face of the cards: its font, and how wide its letters are.
pub struct Face {
    /// The name by which drawings ask for it.
    pub family: &'static str,
    /// The font, TrueType.
    pub font: &'static [u8],
    /// Advances at a size of one pixel.
    advances: HashMap<char, f32>,
}

/// The face of titles: Literata.
pub static TITLE: LazyLock<Face> = LazyLock::new(|| Face::new("Literata", include_bytes!("fonts/title.ttf")));
/// The face of all other words: Onest.
pub static LABEL: LazyLock<Face> = LazyLock::new(|| Face::new("Onest", include_bytes!("fonts/label.ttf")));

impl Face {
    fn new(family: &'static str, font: &'static [u8]) -> Self {
        let read = FontRef::new(font).expect("the fonts of the cards are part of the program, and a test reads them");
        let widths = read.glyph_metrics(Size::new(1.0), LocationRef::default());
        let advance = |(point, glyph)| Some((char::from_u32(point)?, widths.advance_width(glyph)?));
        Self { family, font, advances: read.charmap().mappings().filter_map(advance).collect() }
    }

    /// The letters of a text that the font does not have, each once, in their order.
    pub fn missing(&self, text: &str) -> String {
        let mut missing = String::new();
        for letter in text.chars().filter(|letter| !self.advances.contains_key(letter)) {
            if !missing.contains(letter) {
                missing.push(letter);
            }
        }
        missing
    }

    /// How wide a text is at a size, in pixels.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|letter| self.advances.get(&letter).copied().unwrap_or(0.6)).sum::<f32>() * size
    }

    /// A text in lines of at most this width; nothing if that takes more than so many lines, or if a word alone is wider.
    pub fn lines(&self, text: &str, size: f32, width: f32, most: usize) -> Option<Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        for word in words(text) {
            if self.width(word, size) > width {
                return None;
            }
            match lines.last_mut() {
                Some(line) if self.width(line, size) + self.width(" ", size) + self.width(word, size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        (lines.len() <= most).then_some(lines)
    }

    /// The same, whatever the text: words that are too wide are broken where the line ends, and what is too long ends in `…`.
    pub fn cut(&self, text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        for letter in words(text).collect::<Vec<_>>().join(" ").chars() {
            let line = lines.last_mut().expect("there is one from the start");
            if self.width(line, size) + self.width(letter.encode_utf8(&mut [0; 4]), size) <= width {
                if letter != ' ' || !line.is_empty() {
                    line.push(letter);
                }
                continue;
            }
            // A word that began behind others goes to the next line as a whole.
            let mut next = String::new();
            if letter != ' ' {
                if let Some(at) = line.rfind(' ') {
                    next.push_str(&line[at + 1..]);
                    line.truncate(at);
                }
                next.push(letter);
            }
            lines.push(next);
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while self.width(last, size) + self.width("…", size) > width && last.pop().is_some() {}
                last.truncate(last.trim_end_matches([' ', ',', ':', ';', '.', '–', '—', '-']).len());
                last.push('…');
            }
        }
        lines
    }
}

/// The words of a text; a no-break space holds two together.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty())
}

/// A text in the letters that fonts have: composed, without signs that are not seen, with plain hyphens.
pub fn composed(text: &str) -> String {
    let unseen = |letter: &char| !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}');
    let plain = |letter: char| match letter {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{202f}' | '\u{2007}' => '\u{a0}',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    text.nfc().filter(unseen).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_have_the_letters_of_three_languages() {
        for face in [&*TITLE, &*LABEL] {
            let letters = "AZaz09 ЁёІіЎўҐґЄєЇї АЯая № «» „“ ’ – — … ł ś ć ź š č ž ŭ ń за\u{301}мак";
            assert_eq!(face.missing(letters), "", "{}", face.family);
            assert_eq!(face.missing("a漢b漢字"), "漢字");
        }
        assert_eq!(composed("и\u{306}у\u{306}\u{ad}\u{2011}"), "йў-");
    }

    #[test]
    fn lines_fit() {
        let face = &*TITLE;
        for text in ["One two three four five six seven", &"long".repeat(60), &"word ".repeat(60), "Ў".repeat(90).as_str()] {
            for size in [76.0, 40.0] {
                let lines = face.cut(text, size, 600.0, 3);
                assert!(lines.len() <= 3 && !lines.is_empty(), "{lines:?}");
                assert!(lines.iter().all(|line| face.width(line, size) <= 600.0), "{lines:?}");
                let whole: usize = lines.iter().map(|line| line.chars().filter(|c| *c != ' ').count()).sum();
                let all = text.chars().filter(|c| *c != ' ').count();
                assert!(whole == all || lines[2].ends_with('…'), "{lines:?}");
            }
        }
        assert_eq!(face.lines("One two", 76.0, 10.0, 3), None);
        assert_eq!(face.lines("One two", 40.0, 600.0, 3), Some(vec!["One two".to_owned()]));
        assert_eq!(face.lines("a b", 40.0, face.width("a ", 40.0), 1), None);
    }
}
