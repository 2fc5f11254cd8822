//! Phrases in Cyrillic letters in a text whose own language has Latin ones: they are marked with their language, so that
//! a screen reader says them right and a browser sets them in the right face (WCAG 2.2, 3.1.2).

use std::ops::Range;

use crate::model::Lang;
use crate::text::bytes::position;

/// Languages in Cyrillic letters, with the small letters that each has.
const CYRILLIC: &[(&str, &str)] = &[
    ("be", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    ("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("bg", "абвгдежзийклмнопрстуфхцчшщъьюя"),
    ("sr", "абвгдђежзијклљмнњопрстћуфхцчџш"),
    ("mk", "абвгдѓежзѕијклљмнњопрстќуфхцчџш"),
    ("kk", "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
    ("ky", "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"),
    ("mn", "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"),
    ("tg", "абвгғдеёжзийӣкқлмнопрстуӯфхҳчҷшъэюя"),
];

/// The tag of a phrase of which only the letters are known (BCP 47: undetermined, in Cyrillic script).
const UNKNOWN: &str = "und-Cyrl";

/// The languages that a phrase may be in: those of the dossier in Cyrillic letters, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tongues(Vec<(&'static str, &'static str)>);

impl Tongues {
    /// What may be told apart in a text of a language; nothing where its own letters are Cyrillic, or no language of the
    /// dossier has such letters.
    pub fn of(own: &Lang, languages: &[Lang]) -> Option<Self> {
        let known = |lang: &Lang| CYRILLIC.iter().find(|(tag, _)| lang.as_str().split('-').next() == Some(*tag)).copied();
        let is_cyrillic = (known(own).is_some() && !own.as_str().contains("Latn")) || own.as_str().contains("Cyrl");
        let all: Vec<_> = languages.iter().filter_map(known).collect();
        (!is_cyrillic && !all.is_empty()).then_some(Self(all))
    }

    /// The language of a phrase: the first that has all of its letters.
    fn language(&self, phrase: &str) -> &'static str {
        let letters = || phrase.chars().filter(|c| is_cyrillic(*c)).flat_map(char::to_lowercase);
        self.0.iter().find(|(_, alphabet)| letters().all(|letter| alphabet.contains(letter))).map_or(UNKNOWN, |(tag, _)| *tag)
    }

    /// The phrases in a text with their languages, in order. A phrase goes from its first Cyrillic letter to its last, over
    /// blanks and signs, up to a letter of another script.
    pub fn phrases(&self, text: &str) -> Vec<(Range<usize>, &'static str)> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut is_open = false;
        for (at, c) in text.char_indices() {
            if is_cyrillic(c) {
                match found.last_mut() {
                    Some(last) if is_open => last.end = at + c.len_utf8(),
                    _ => found.push(at..at + c.len_utf8()),
                }
                is_open = true;
            } else if c.is_alphabetic() || matches!(c, '.' | ';' | '!' | '?' | '(' | ')') {
                // What follows a sentence or a bracket is said anew.
                is_open = false;
            }
        }
        found.into_iter().map(|phrase| (phrase.clone(), self.language(&text[phrase]))).collect()
    }
}

/// Whether a text may hold Cyrillic letters at all: one look at each byte.
pub(super) fn is_there(text: &str) -> bool {
    position(text.as_bytes(), |byte, _| (0xd0..=0xd4).contains(&byte)).is_some()
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(languages: &[&str], text: &str, expected: &str) {
        let languages: Vec<Lang> = languages.iter().map(|tag| Lang::new(tag)).collect();
        let tongues = Tongues::of(&Lang::new("en"), &languages).expect("English has Latin letters");
        let found: Vec<String> = tongues.phrases(text).iter().map(|(phrase, tag)| format!("{tag}:{}", &text[phrase.clone()])).collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn phrases_are_told_apart_by_their_letters() {
        let all = &["en", "be", "ru"];
        check(all, "Cyber Partisans", "");
        check(all, "The channel «НЕХТА Live» (Нехта)", "be:НЕХТА | be:Нехта");
        check(all, "Киберпартизаны, in Belarusian Кіберпартызаны", "ru:Киберпартизаны | be:Кіберпартызаны");
        check(all, "экстремистское формирование, art. 361", "ru:экстремистское формирование");
        check(all, "Закон «О противодействии». Другие", "ru:Закон «О противодействии | ru:Другие");
        check(all, "Київ", "und-Cyrl:Київ");
    }

    #[test]
    fn a_text_in_cyrillic_letters_marks_nothing() {
        let all = [Lang::new("en"), Lang::new("be")];
        assert_eq!(Tongues::of(&Lang::new("be"), &all), None);
        assert_eq!(Tongues::of(&Lang::new("sr-Cyrl"), &all), None);
        assert!(Tongues::of(&Lang::new("be-Latn"), &all).is_some());
        assert_eq!(Tongues::of(&Lang::new("en"), &all[..1]), None, "a dossier without such a language");
    }
}
