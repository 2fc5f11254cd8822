//! Names: of entries, of languages, of kinds; how names are compared and how they become addresses.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::text::bytes::position;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[expect(clippy::derived_hash_with_manual_eq, reason = "what is one text in memory is the same text")]
        #[derive(Debug, Clone, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                // Names are copies of one another more often than not; then the text need not be fetched.
                Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
            }
        }

        impl $name {
            /// Takes the name as it is written.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text))
            }

            /// The name as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// An entry's id: its file's name without the language and the ending. Unique in a dossier; compared
    /// by [`fold`].
    EntryId
}
name! {
    /// A language, as a BCP 47 tag (`en`, `be`, `ru`).
    Lang
}
name! {
    /// The name of a kind: `claim`.
    KindName
}

/// The form in which names are compared: Unicode NFC, lower case, runs of white space as one space.
#[must_use]
pub fn fold(name: &str) -> String {
    folded(name).into_owned()
}

/// The same, without a copy where the name has that form already, as most ids in links have.
#[must_use]
pub fn folded(name: &str) -> Cow<'_, str> {
    let trimmed = name.trim();
    let is_other = |b: u8, _| !b.is_ascii() | b.is_ascii_uppercase() | (b == b' ') | (b'\t'..=b'\r').contains(&b) & (b != 0x0b);
    if position(trimmed.as_bytes(), is_other).is_none() {
        return Cow::Borrowed(trimmed);
    }
    let mut folded = String::with_capacity(trimmed.len());
    // ASCII has that form in lower case, and most names are nothing else.
    if trimmed.is_ascii() {
        for (n, word) in trimmed.split_whitespace().enumerate() {
            folded.push_str(if n > 0 { " " } else { "" });
            folded.push_str(word);
        }
        folded.make_ascii_lowercase();
        return Cow::Owned(folded);
    }
    // Lower-casing can undo NFC (İ), so the form is made last; white space is joined on the way.
    for (n, word) in trimmed.split_whitespace().enumerate() {
        if n > 0 {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase).nfc());
    }
    Cow::Owned(folded)
}

/// The form of a name in an address, by GitHub's rule for headings: lower case, letters, digits, `-` and
/// `_` kept in any script, blanks to `-`, all else dropped. May be empty.
#[must_use]
pub fn slug(name: &str) -> String {
    let name = name.trim();
    let mut out = String::with_capacity(name.len());
    if name.is_ascii() {
        let kept = |byte: u8| match byte {
            b' ' | b'\t' | b'\n' => Some('-'),
            b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Some(char::from(byte.to_ascii_lowercase())),
            _ => None,
        };
        out.extend(name.bytes().filter_map(kept));
        return out;
    }
    for c in name.nfc() {
        match c {
            ' ' | '\t' | '\n' | '\u{a0}' => out.push('-'),
            '-' | '_' => out.push(c),
            c if c.is_alphanumeric() || is_mark(c) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// The longest id that is made or given anew, in bytes: with a language and an ending it is a file's name on every system.
pub const LONGEST_ID: usize = 120;

/// Whether a new entry may have this id: what it is in an address, it is as a file's name and in links. Files that are
/// there may be called otherwise.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let ends = |text: &str, c: Option<char>| !text.is_empty() && c.is_some_and(char::is_alphanumeric);
    text.len() <= LONGEST_ID && ends(text, text.chars().next()) && ends(text, text.chars().next_back()) && text == slug(text)
}

/// Marks that belong to a letter (the stress on а́): dropping them would change the word.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_form_and_blanks() {
        assert_eq!(fold(" НЕХТА  Live "), "нехта live");
        assert_eq!(fold("Ё"), fold("Е\u{308}"));
        assert_eq!(fold("nexta"), "nexta");
        assert_eq!(fold("The \t NEXTA\n\u{c}case"), "the nexta case");
        assert_eq!(fold("a \u{b} b"), "a b");
    }

    #[test]
    fn new_ids_are_names_everywhere() {
        assert!(is_id("five-terabytes") && is_id("нехта_1") && is_id("2021-08-18"));
        for bad in ["", "-a", "a-", "A", "a b", "a.b", "../a", "a/b", "a#b", "[[a", "a\n", &"a".repeat(121)] {
            assert!(!is_id(bad), "{bad:?}");
        }
    }

    #[test]
    fn slugs_follow_github() {
        assert_eq!(slug("What's new? (2021)"), "whats-new-2021");
        assert_eq!(slug("Што гэта: спіс"), "што-гэта-спіс");
        assert_eq!(slug("a  b"), "a--b");
        assert_eq!(slug(" A\tb_C\u{b}\r-1 "), "a-b_c-1");
        assert_eq!(slug("../etc/passwd"), "etcpasswd");
        assert_eq!(slug("???"), "");
    }
}
