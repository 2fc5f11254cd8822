//! The vocabulary: English words, Cyrillic words, and made-up names. Lower case, letters only, so that no
//! word means anything in Markdown or YAML.

use super::random::Random;

/// Words that hold sentences together; every second word of a text is one of them.
const SMALL: &str = "the of and to in that was for on with as by at from it an were which this had not are but \
    their they be has been who its after when his her or also more than one no two before under about into \
    against between during over only some all other first while if because there what such until through";

/// Nouns; most of them take an `s`.
const NOUNS: &str = "account act address agency amount answer appeal archive arrest article audience author bank \
    border branch broadcast building button camera campaign case cell channel charge citizen city claim clause \
    clerk client code colleague column comment committee company complaint consequence copy correction council \
    court crowd customer database decision decree deed defendant department detail device document donation \
    donor door draft edition editor effect election employee engineer entry envelope event evidence example \
    expert exile factory fee file fine flag folder footage form formation friend fund group guard guide \
    hearing hospital host hour house image index inspector institute instrument interview investigator invoice \
    island item journal journalist judge key label law lawyer leader ledger letter library licence line link \
    list listener log magazine mail manager map march market material meeting member message method ministry \
    mirror moment month morning museum name network newspaper note notice number office officer operator order \
    organisation owner page paper paragraph parcel parent partner passport password payment penalty period \
    permit person phone photograph picture place platform plaintiff police post press prison procedure \
    programme project prosecutor protest province publisher purchase question railway reader reason receipt \
    record recording region register registry reporter request resident response result river road roof room \
    route rule sanction school screen search secretary section sentence server session sheet signature \
    signal source speaker speech spokesman square staff stage statement station storm street strike student \
    subscriber summary supporter system table teacher telegram term text theatre thread ticket title tool \
    tower town tracker transfer translation trial tribunal union update user verdict version victim video \
    village visit voice volunteer voter wall warning week window witness word worker writer year zone";

/// Verbs in a form that also takes `s` and `ing`.
const VERBS: &str = "accept add answer appeal appear ask await avoid block broadcast call cancel check collect \
    comment confirm connect contact contain copy correct count cover defend deliver demand detain direct \
    discuss edit end enter explain export follow form gather grant guard hand happen help hold inspect \
    join keep land last learn lend list listen load look mark meet mention need note offer open order own \
    pass pay plan point post prevent print protest publish question reach read recall record refuse remain \
    report request respond rest retract return search seek seem send show sign speak stand start stay store \
    suggest support talk test think track turn vanish visit wait walk warn watch wonder work";

/// Adjectives and adverbs.
const QUALITIES: &str = "administrative ancient anonymous armed bitter brief bright broad calm careful central \
    certain civil clear closed cold common complete criminal daily dark different digital direct distant \
    early eastern empty entire external extreme familiar final foreign former formal free full general great \
    heavy hidden high honest important independent internal joint large late legal likely local long loud \
    main medical military minor modern monthly narrow national new northern official old online open \
    ordinary partial peaceful personal plain political possible present previous private public quiet rare \
    recent regional rich secret separate serious severe sharp short silent similar simple single small \
    social southern special strict sudden technical temporary total unclear unknown urban usual various \
    visible western whole wide written young";

/// Belarusian and Russian words.
const CYRILLIC: &str = "адказ архіў вайна верасень весткі вуліца газета горад грамадства дадатак дазвол дзень \
    доказ доступ жнівень журналіст заява звесткі зварот год канал кніга краіна крыніца ліст людзі мова міліцыя \
    матэрыялы народ навіны пісьмо плошча права прысуд пытанне радок рашэнне рэдакцыя рэестр сведка слова справа \
    спіс спасылка суд сябры сустрэча тэкст улада ўдзельнік улётка фармаванне хроніка цэнзура час чытач штраф экстрэмізм \
    абвинение адвокат база вопрос время выборы вывод выход гражданин данные дело документ задержание закон запись \
    запрос источник комитет лицо место митинг начало ночь обыск ответ отказ площадь подпись порядок правда пресса приговор \
    приказ проверка процесс решение сервер сеть слово сообщение список статья сторона страница угроза факт язык";

/// What the fifty tags are called.
const TAGS: &str = "archives arrests banks borders broadcasting cameras campaigns censorship channels courts data \
    decrees detention diaspora donations education elections evidence exile extremism factories fines \
    footage hacking health internet journalism judges labour law leaks lists media migration names parliament police \
    postage prisons protest railways registers sanctions schools sources surveillance telephones theatre \
    translation unions";

/// Two letters each, so that a name can be taken apart in one way only; the Cyrillic ones in the same order.
const SYLLABLES: [&str; 32] = [
    "ba", "be", "bi", "bo", "bu", "da", "de", "di", "do", "du", "ga", "ge", "gi", "go", "ka", "ke", "ki", "ko", "la", "le", "li", "lo",
    "ma", "me", "mi", "mo", "na", "ne", "no", "ra", "ro", "ta",
];
const CYRILLIC_SYLLABLES: [&str; 32] = [
    "ба", "бе", "би", "бо", "бу", "да", "де", "ди", "до", "ду", "га", "ге", "ги", "го", "ка", "ке", "ки", "ко", "ла", "ле", "ли", "ло",
    "ма", "ме", "ми", "мо", "на", "не", "но", "ра", "ро", "та",
];

/// How many rare words there are.
const RARE_WORDS: usize = 150_000;

/// The words, taken apart once.
pub struct Words {
    small: Vec<&'static str>,
    /// Nouns.
    pub nouns: Vec<&'static str>,
    verbs: Vec<&'static str>,
    /// Adjectives and adverbs.
    pub qualities: Vec<&'static str>,
    cyrillic: Vec<&'static str>,
    /// The fifty tags.
    pub tags: Vec<&'static str>,
}

impl Words {
    /// The built-in vocabulary.
    pub fn new() -> Self {
        let split = |list: &'static str| list.split_whitespace().collect();
        Self {
            small: split(SMALL),
            nouns: split(NOUNS),
            verbs: split(VERBS),
            qualities: split(QUALITIES),
            cyrillic: split(CYRILLIC),
            tags: split(TAGS),
        }
    }

    /// Appends a word of running text. One word in forty is one that hardly any other entry has, as in
    /// real texts: a search index must carry them.
    pub fn push(&self, random: &mut Random, cyrillic: bool, out: &mut String) {
        if cyrillic && random.one_in(5) {
            out.push_str(random.pick(&self.cyrillic));
            return;
        }
        match random.below(40) {
            0..18 => out.push_str(random.pick(&self.small)),
            18..28 => {
                out.push_str(random.pick(&self.nouns));
                // "countrys" would look odd, but nobody reads it; the number of different words counts.
                out.push_str(random.pick(&["", "", "s"]));
            }
            28..35 => {
                out.push_str(random.pick(&self.verbs));
                out.push_str(random.pick(&["", "s", "ing"]));
            }
            35..39 => out.push_str(random.pick(&self.qualities)),
            _ => out.push_str(&rare(random)),
        }
    }
}

/// The name of an entry in Latin letters, lower case: three syllables, each name once. From 32,768
/// entries on, more syllables.
pub fn name(index: usize) -> String {
    spell(index, &SYLLABLES)
}

/// The same name in Cyrillic letters.
pub fn cyrillic_name(index: usize) -> String {
    spell(index, &CYRILLIC_SYLLABLES)
}

/// A word with a capital letter.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn spell(index: usize, syllables: &[&str; 32]) -> String {
    // Times an odd number, modulo a power of two: a permutation, so that neighbours do not look alike.
    let low = (index % 32_768 * 12_345 + 6_789) % 32_768;
    let mut rest = index / 32_768;
    let mut name = [low / 1024, low / 32 % 32, low % 32].map(|n| syllables[n]).concat();
    while rest > 0 {
        name.push_str(syllables[rest % 32]);
        rest /= 32;
    }
    name
}

/// Four syllables and a consonant: never an entry's name, so nothing links it by itself. Small numbers are
/// more likely, as some rare words are less rare than others.
fn rare(random: &mut Random) -> String {
    let number = random.low(RARE_WORDS);
    let syllables = [number / 32_768, number / 1024 % 32, number / 32 % 32, number % 32];
    syllables.map(|n| SYLLABLES[n]).concat() + "s"
}
