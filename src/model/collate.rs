//! The order of words in a language, by the Unicode Collation Algorithm with CLDR's rules for it: Belarusian has `ў`
//! after `у` and Russian `ё` beside `е`, each language puts its own script first, and numbers in words go by value.
//!
//! The only file that names the collation library. Its data is inside the program: no system's locale has a say.

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use super::name::{Lang, fold};

/// The order of words in one language.
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl std::fmt::Debug for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Collation {{ known: {} }}", self.0.is_some())
    }
}

impl Collation {
    /// The order of a language; of one that CLDR does not know, the root order.
    #[must_use]
    pub fn of(lang: &Lang) -> Self {
        let locale = Locale::try_from_str(lang.as_str()).unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        // Without options the strength is the language's own: case counts last.
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Bytes that compare as the words do.
    #[must_use]
    pub fn key(&self, words: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(words.len() * 2);
        match &self.0 {
            // Writing to memory cannot fail.
            Some(collator) => drop(collator.write_sort_key_to(words.trim(), &mut key)),
            None => key.extend(fold(words).into_bytes()),
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lang: &str, in_order: &str) {
        let words: Vec<&str> = in_order.split(' ').collect();
        let collation = Collation::of(&Lang::new(lang));
        let mut sorted = words.clone();
        sorted.reverse();
        sorted.sort_by_cached_key(|word| collation.key(word));
        assert_eq!(sorted, words, "{lang}");
    }

    #[test]
    fn words_stand_as_in_a_dictionary_of_their_language() {
        check("be", "ель Ёлка жук Іва йод Уладзімір Ўзнёсласць фон Ява Zorka");
        check("ru", "Ёлка ель жук ива йод щит ы Ява Zorka");
        check("en", "2 10 apple Apple éclair Zebra ель");
        check("xx", "apple Zebra");
    }
}
