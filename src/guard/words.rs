//! A text as a row of words in one form: names are compared by their words.

use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// The words of a text, each in its folded form.
pub(super) struct Words {
    text: String,
    ends: Vec<(usize, usize)>,
}

/// A row of at most [`super::LONGEST`] words.
pub(super) type Row<'a> = Vec<&'a str>;

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let text = folded(text);
        let mut ends = Vec::new();
        let mut from = 0;
        for word in text.split(' ') {
            if !word.is_empty() {
                ends.push((from, from + word.len()));
            }
            from += word.len() + 1;
        }
        Self { text, ends }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// So many words from one on, if there are so many.
    pub(super) fn row(&self, from: usize, length: usize) -> Option<Row<'_>> {
        let ends = self.ends.get(from..from + length)?;
        Some(ends.iter().map(|(start, end)| &self.text[*start..*end]).collect())
    }
}

/// A text in the form in which it is compared: compatible forms as one (NFKC), lower case, `ё` as `е`, no apostrophes and
/// nothing that cannot be seen within words, one space for whatever stands between them.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let normal: String;
    let text = if text.is_ascii() || is_nfkc(text) {
        text
    } else {
        normal = text.nfkc().collect();
        &normal
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if is_within(c) {
            // Some of these count as letters.
        } else if c.is_alphanumeric() || is_mark(c) {
            out.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Accents that stand as signs of their own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

/// What may stand within a word without being part of it: apostrophes, soft hyphens, signs without width or of direction.
fn is_within(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´'
            | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
    )
}
