//! Words as the index of the search has them: the key of a word. The same rules stand in `words.js`, which makes the keys
//! of what a reader types; a test compares the two on every word of the real dossier.
//!
//! A key is made in three steps: a plain form (lower case, no marks, no apostrophes), its stem, and a Latin skeleton in which
//! the ways to write one sound are one: `Kiber-Partizany`, `Кибер-Партизаны` and `Кіберпартызаны` meet in it.

use std::sync::Arc;

use ahash::HashMap;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word that is indexed, in bytes: what is longer is an address or a sum.
const LONGEST: usize = 64;

/// Makes keys, each word once.
pub struct Keys {
    english: Stemmer,
    russian: Stemmer,
    /// The keys of the words it has seen; the second is for Belarusian texts.
    known: [HashMap<Box<str>, Arc<str>>; 2],
}

impl Default for Keys {
    fn default() -> Self {
        let known = [HashMap::default(), HashMap::default()];
        Self { english: Stemmer::create(Algorithm::English), russian: Stemmer::create(Algorithm::Russian), known }
    }
}

impl Keys {
    /// The key of a word that stands in a text of some language; empty if nothing of it can be looked for.
    pub fn key(&mut self, word: &str, is_belarusian: bool) -> Arc<str> {
        if let Some(key) = self.known[usize::from(is_belarusian)].get(word) {
            return key.clone();
        }
        let key: Arc<str> = if word.len() > LONGEST { Arc::from("") } else { Arc::from(skeleton(&self.stem(&plain(word), is_belarusian))) };
        self.known[usize::from(is_belarusian)].insert(word.into(), key.clone());
        key
    }

    /// The stem of a plain word: by its letters, and where those are Cyrillic, by the language of its text.
    #[must_use]
    pub fn stem(&self, word: &str, is_belarusian: bool) -> String {
        if word.chars().any(is_cyrillic) {
            if is_belarusian { belarusian(word).to_owned() } else { self.russian.stem(word).into_owned() }
        } else if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.english.stem(word).into_owned()
        } else {
            word.to_owned()
        }
    }
}

/// The words of a plain text.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c)).map(|word| word.trim_matches(is_apostrophe)).filter(|word| !word.is_empty())
}

/// The words of an HTML text, tags left out.
pub fn words_of_html(html: &str) -> impl Iterator<Item = &str> {
    // Between a `<` and the next `>` stands a tag; a text writes `&lt;` for the sign.
    html.split('<').enumerate().flat_map(|(n, part)| {
        let text = if n == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) };
        words(text).filter(|word| !matches!(*word, "amp" | "lt" | "gt" | "quot"))
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_apostrophe(c) || (!c.is_ascii() && is_combining_mark(c))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

/// A word in lower case, without apostrophes and marks; `ё` as `е`, as most write it.
#[must_use]
pub fn plain(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return lower;
    }
    let mut plain = String::with_capacity(lower.len());
    for c in lower.nfc().filter(|c| !is_apostrophe(*c)) {
        match c {
            'ё' | 'ѐ' => plain.push('е'),
            c if is_cyrillic(c) => plain.push(c),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            c => plain.extend(c.nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    plain
}

/// Endings of Belarusian words, longest first. No algorithm is published for the language: these are the endings of nouns,
/// adjectives and the commonest forms of verbs, and taking off one too few costs a result, one too many an exact one.
const ENDINGS: &[&str] = &[
    "аваць",
    "яваць",
    "аецца",
    "аюцца",
    "яецца",
    "яюцца",
    "ацца",
    "іцца",
    "ымі",
    "імі",
    "амі",
    "ямі",
    "ага",
    "яга",
    "ога",
    "ому",
    "аму",
    "яму",
    "ала",
    "алі",
    "іла",
    "ілі",
    "ыла",
    "ылі",
    "ець",
    "аць",
    "яць",
    "іць",
    "ыць",
    "уць",
    "юць",
    "ася",
    "ыя",
    "ія",
    "ая",
    "яя",
    "ую",
    "юю",
    "ае",
    "яе",
    "ое",
    "ее",
    "ых",
    "іх",
    "ым",
    "ім",
    "ай",
    "яй",
    "ой",
    "ей",
    "эй",
    "аў",
    "яў",
    "оў",
    "еў",
    "іў",
    "ыў",
    "ам",
    "ям",
    "ом",
    "ем",
    "ах",
    "ях",
    "ць",
    "ы",
    "і",
    "а",
    "я",
    "о",
    "е",
    "э",
    "у",
    "ю",
    "ь",
    "й",
];

/// The stem of a Belarusian word: without its longest ending, if three letters are left.
fn belarusian(word: &str) -> &str {
    let left = |ending: &&&str| word.strip_suffix(**ending).is_some_and(|stem| stem.chars().count() >= 3);
    ENDINGS.iter().find(left).and_then(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// The Latin letters of a Cyrillic one.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' | 'у' | 'ў' => "v",
        'г' | 'ґ' | 'х' => "h",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' | 'з' => "z",
        'и' | 'і' | 'ї' | 'й' | 'ы' | 'ј' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' => "s",
        'т' => "t",
        'ф' => "f",
        'ц' | 'ч' => "c",
        'щ' => "sc",
        'ю' => "iv",
        'я' => "ia",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

/// Several letters that stand for one, in the order in which they are replaced.
const SOUNDS: &[(&str, &str)] = &[("kh", "h"), ("zh", "z"), ("sh", "s"), ("ch", "c"), ("ts", "c"), ("ie", "e"), ("io", "e")];

/// The Latin skeleton of a plain word: Cyrillic letters as Latin ones, and for each sound one letter, however it is written.
#[must_use]
pub fn skeleton(word: &str) -> String {
    let mut letters = String::with_capacity(word.len() + 2);
    for c in word.chars() {
        match c {
            'j' | 'y' => letters.push('i'),
            'w' | 'u' => letters.push('v'),
            'g' => letters.push('h'),
            'q' => letters.push('k'),
            'x' => letters.push_str("ks"),
            c => match latin(c) {
                Some(latin) => letters.push_str(latin),
                None => letters.push(c),
            },
        }
    }
    for (written, sound) in SOUNDS {
        if letters.contains(written) {
            letters = letters.replace(written, sound);
        }
    }
    // A letter written twice is heard once; a digit counts each time.
    let mut last = '0';
    letters.retain(|c| {
        let is_double = c == last && !c.is_ascii_digit();
        last = c;
        !is_double
    });
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_belarusian: bool, expected: &str) {
        let mut keys = Keys::default();
        let all: Vec<String> = words(text).map(|word| keys.key(word, is_belarusian).to_string()).collect();
        assert_eq!(all.join(" "), expected, "{text}");
    }

    #[test]
    fn one_name_in_many_letters_has_one_key() {
        check("Кіберпартызаны Кіберпартызанаў", true, "kiberpartizan kiberpartizan");
        // Snowball takes the first for a verb: a reader's word is looked up under both stems.
        check("Киберпартизаны Киберпартизанами", false, "kiberpartiza kiberpartizan");
        assert_eq!(skeleton("kiberpartizan"), "kiberpartizan");
        assert_eq!(skeleton("tikhanovskaya"), skeleton("тихановская"));
        assert_eq!(skeleton("cihanouskaja"), skeleton("ціханоўская"));
        assert_eq!(skeleton(&plain("Łukašenka")), skeleton(&plain("Лукашэнка")));
        assert_eq!(skeleton(&plain("Alyona")), skeleton(&plain("Алена")));
        assert_eq!(skeleton("yevgeny"), skeleton("евгений"));
        assert_eq!(skeleton("khartyia"), skeleton("хартыя"));
    }

    #[test]
    fn words_are_stemmed_by_their_letters_and_their_text() {
        check("Partisans' hacked networks", false, "partisan hack netvork");
        check("аб'ект аб’екта", true, "abekt abekt");
        check("ещё а́дрес", false, "esc adres");
        check("104-З 2021 5TB", false, "104 z 2021 5tb");
    }

    #[test]
    fn html_is_read_without_its_tags() {
        let words: Vec<&str> = words_of_html("<p class=\"a\">One &amp; <em>two</em>-three</p>").collect();
        assert_eq!(words, ["One", "two", "three"]);
    }
}
