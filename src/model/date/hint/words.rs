//! The words and numbers of a text that was meant as a date, and the dates that they may spell.

/// What a text says, taken apart.
#[derive(Default)]
pub(super) struct Words<'a> {
    /// Digits, or `XX`.
    pub(super) numbers: Vec<&'a str>,
    /// The month, 1 to 12, or the season, 21 to 24, if it is a word.
    pub(super) month: Option<u8>,
    decade: bool,
    uncertain: bool,
    approximate: bool,
}

impl Words<'_> {
    /// Takes a text apart; `None` if there is a word in it that has nothing to do with dates.
    pub(super) fn read(plain: &str) -> Option<Words<'_>> {
        let mut words = Words { uncertain: plain.contains(['?', '%']), approximate: plain.contains(['~', '%']), ..Words::default() };
        // A minus would get lost.
        let texts = if plain.starts_with('-') { "" } else { plain };
        for text in texts.split(|character: char| !character.is_alphanumeric()).filter(|text| !text.is_empty()) {
            let word = text.to_lowercase();
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                let (digits, suffix) = text.split_at(digits);
                match suffix {
                    "" | "st" | "nd" | "rd" | "th" | "г" => {}
                    // The 1900s may be a century.
                    "s" if digits.len() == 4 && digits.ends_with('0') && !digits.ends_with("00") => words.decade = true,
                    _ => return None,
                }
                words.numbers.push(digits);
            } else if text == "XX" {
                words.numbers.push(text);
            } else if let Some(month) = month_or_season(&word) {
                if words.month.replace(month).is_some() {
                    return None;
                }
            } else if ABOUT.contains(&&*word) {
                words.approximate = true;
            } else if PERHAPS.contains(&&*word) {
                words.uncertain = true;
            } else if !FILLERS.contains(&&*word) {
                return None;
            }
        }
        Some(words)
    }

    /// The ways to read the numbers as a date, the likeliest first; some may be no dates.
    pub(super) fn spell(&self) -> Vec<String> {
        let month = self.month.map(|month| month.to_string());
        let spellings = match (&month, &*self.numbers) {
            (None, [year]) if self.decade => vec![year.get(..3).map(|decade| format!("{decade}X"))],
            (None, [year]) if year.len() == 4 => vec![Some((*year).to_owned())],
            // Without signs, as in the basic format of ISO 8601.
            (None, [all]) if all.len() == 6 => vec![spell(&all[..4], &all[4..], None)],
            (None, [all]) if all.len() == 8 => vec![spell(&all[..4], &all[4..6], Some(&all[6..]))],
            (None, [first, second]) => vec![spell(first, second, None), spell(second, first, None)],
            (None, [first, second, third]) => vec![
                spell(first, second, Some(third)),
                spell(first, third, Some(second)),
                spell(third, second, Some(first)),
                spell(third, first, Some(second)),
            ],
            (Some(season), [year]) if season.len() == 2 && season.starts_with('2') && year.len() == 4 => {
                vec![Some(format!("{year}-{season}"))]
            }
            (Some(month), [year]) => vec![spell(year, month, None)],
            (Some(month), [first, second]) => {
                vec![spell(first, month, Some(second)), spell(second, month, Some(first))]
            }
            _ => Vec::new(),
        };
        let qualifier = match (self.uncertain, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        };
        spellings.into_iter().flatten().map(|date| format!("{date}{qualifier}")).collect()
    }
}

/// The number of a month or season by its name in lower case.
fn month_or_season(word: &str) -> Option<u8> {
    let season = SEASONS.iter().find(|(name, _)| *name == word).map(|(_, code)| *code);
    let month = || MONTH_STARTS.iter().position(|starts| starts.iter().any(|start| word.starts_with(start)));
    season.or_else(|| month().and_then(|index| u8::try_from(index + 1).ok()))
}

/// A date of these numbers, or nothing if they have the wrong lengths. Zeros stand for what is not known, and are left out.
fn spell(year: &str, month: &str, day: Option<&str>) -> Option<String> {
    let is_zero = |number: &str| number.bytes().all(|digit| digit == b'0');
    let is_month = month == "XX" || month.parse::<u8>().is_ok_and(|month| month <= 12);
    if year.len() != 4 || year == "XX" || month.len() > 2 || !is_month || day.is_some_and(|day| day.len() > 2) {
        return None;
    }
    match day {
        None if is_zero(month) => Some(year.to_owned()),
        Some(day) if is_zero(month) && is_zero(day) => Some(year.to_owned()),
        Some(day) if !is_zero(day) => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => Some(format!("{year}-{month:0>2}")),
    }
}

/// How the names of the months begin, in any case, in English, Russian and Belarusian.
const MONTH_STARTS: [&[&str]; 12] = [
    &["jan", "янв", "студз"],
    &["feb", "фев", "лют"],
    &["mar", "мар", "сак"],
    &["apr", "апр", "красав"],
    &["may", "май", "мая", "мае", "трав"],
    &["jun", "июн", "чэрв"],
    &["jul", "июл", "ліп"],
    &["aug", "авг", "жні"],
    &["sep", "сен", "верас"],
    &["oct", "окт", "кастр"],
    &["nov", "ноя", "ліст"],
    &["dec", "дек", "снеж"],
];

/// The seasons with their numbers.
const SEASONS: [(&str, u8); 5] = [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];

/// Words that change nothing.
const FILLERS: [&str; 9] = ["of", "the", "г", "год", "года", "году", "ў", "у", "в"];

/// Words that say "about".
const ABOUT: [&str; 10] = ["c", "ca", "circa", "about", "around", "approx", "approximately", "около", "каля", "прыкладна"];

/// Words that say "perhaps".
const PERHAPS: [&str; 5] = ["perhaps", "possibly", "probably", "maybe", "uncertain"];
