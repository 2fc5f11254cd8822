//! A style of citations: one of the archive by its name, a `.csl` file of the dossier, or the program's own; and
//! how it marks places in a text, learnt by setting two made-up sources in it.

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{self, IndependentStyle, Locale, LocaleCode, LocaleFile, StyleClass, VerticalAlign};
use hayagriva::types::{Date, EntryType, FormatString, Person};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChildren, Entry, LocatorPayload, Rendered,
    SpecificLocator,
};

use super::html;
use crate::diag::{Diagnostic, Outcome, codes, did_you_mean};
use crate::kind::decode::written;
use crate::model::Lang;
use crate::parse::config::{Config, OWN_STYLE, SETTINGS};
use crate::text::place::{FieldPath, Place};
use crate::text::{Digest, Snapshot, SourceId};

const OWN: &str = include_str!("dossier.csl");

/// Languages that the program has words for itself; the archive has no Belarusian.
const OWN_LOCALES: [(&str, &str, &str); 3] =
    [("en", "en-GB", include_str!("en-GB.xml")), ("be", "be-BY", include_str!("be-BY.xml")), ("ru", "ru-RU", include_str!("ru-RU.xml"))];

/// Names of months after a day, where that is another case than alone. CSL knows no difference.
const AFTER_A_DAY: [(&str, [&str; 12]); 2] = [
    (
        "be",
        [
            "студзеня",
            "лютага",
            "сакавіка",
            "красавіка",
            "мая",
            "чэрвеня",
            "ліпеня",
            "жніўня",
            "верасня",
            "кастрычніка",
            "лістапада",
            "снежня",
        ],
    ),
    ("ru", ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]),
];

/// How a style marks the places that cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marks {
    /// By the number that the source has on the page.
    Numbers,
    /// By who said it and when, or by a label made of these.
    Names,
}

/// What stands around and between the sources of one bracket. Plain text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Brackets {
    /// Before the first: `[`.
    pub open: String,
    /// Between two: `; `.
    pub between: String,
    /// After the last: `]`.
    pub close: String,
    /// Before and after a locator: `, `.
    pub locator: (String, String),
    /// Whether marks are raised.
    pub raised: bool,
}

impl Default for Brackets {
    fn default() -> Self {
        let locator = (", ".into(), String::new());
        Self { open: "[".into(), between: "; ".into(), close: "]".into(), locator, raised: false }
    }
}

/// A style that sources can be set in.
pub struct Style {
    csl: IndependentStyle,
    /// The same with the names of months as they stand after a day.
    csl_declined: IndependentStyle,
    locales: Vec<Locale>,
    /// The digest of what it was made from.
    pub digest: Digest,
    /// How it marks places.
    pub marks: Marks,
    /// What stands around its marks.
    pub brackets: Brackets,
    /// Whether it sets addresses. The program's own leaves them to the page.
    pub has_addresses: bool,
}

impl std::fmt::Debug for Style {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Style").field("marks", &self.marks).field("brackets", &self.brackets).finish_non_exhaustive()
    }
}

impl Style {
    /// The digest of all that a style is made from.
    #[must_use]
    pub fn key(snapshot: &Snapshot, config: &Config) -> Digest {
        let file = snapshot.source(&config.citation_style).map(|source| source.digest);
        Digest::of_value(&(&config.citation_style, file, &config.languages))
    }

    /// The style that the settings ask for; the program's own where that cannot be had.
    #[must_use]
    pub fn load(snapshot: &Snapshot, config: &Config) -> Outcome<Self> {
        let mut found = Vec::new();
        let asked = find(snapshot, &config.citation_style).unwrap_or_else(|diagnostic| {
            found.push(*diagnostic);
            None
        });
        let is_own = asked.is_none();
        let csl = asked.unwrap_or_else(own);
        let csl_declined = with_declined_months(&csl);
        let locales = locales(&config.languages, is_own);
        let (marks, brackets) = probe(&csl, &locales, &locale_code(config.main()));
        let digest = Self::key(snapshot, config);
        Outcome { value: Self { csl, csl_declined, locales, digest, marks, brackets, has_addresses: !is_own }, diagnostics: found }
    }

    /// Sets one source: the mark as if it were the only one, and its place in a list, if the style has lists.
    pub(super) fn set(&self, entry: &Entry, lang: &Lang, declined: bool, purpose: Option<CitePurpose>) -> Rendered {
        let csl = if declined { &self.csl_declined } else { &self.csl };
        let mut item = CitationItem::with_entry(entry);
        item.purpose = purpose;
        set(csl, &self.locales, &locale_code(lang), vec![vec![item]])
    }
}

fn set(csl: &IndependentStyle, locales: &[Locale], code: &LocaleCode, groups: Vec<Vec<CitationItem<'_, Entry>>>) -> Rendered {
    let mut driver = BibliographyDriver::new();
    for (n, items) in groups.into_iter().enumerate() {
        driver.citation(CitationRequest::new(items, csl, Some(code.clone()), locales, Some(n + 1)));
    }
    driver.finish(BibliographyRequest::new(csl, Some(code.clone()), locales))
}

/// The style of the name or path; nothing for the program's own.
fn find(snapshot: &Snapshot, name: &str) -> Result<Option<IndependentStyle>, Box<Diagnostic>> {
    if name == OWN_STYLE {
        return Ok(None);
    }
    let place = || Place::value(&SourceId::new(SETTINGS), FieldPath::key("citations").then("style"));
    let style = if let Some(source) = snapshot.source(name).filter(|source| source.id.as_str().ends_with(".csl")) {
        let broken = |why: &str| {
            Box::new(Diagnostic::new(&codes::BROKEN_STYLE, Place::file(&source.id), format!("the style cannot be read: {}", written(why))))
        };
        citationberg::Style::from_xml(&source.text)
            .map_err(|error| broken(&std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)))?
    } else if let Some(style) = ArchivedStyle::by_name(name) {
        style.get()
    } else {
        let files = snapshot.sources.keys().map(SourceId::as_str).filter(|id| id.ends_with(".csl"));
        let names = ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied()).chain([OWN_STYLE]);
        let hint = did_you_mean(name, names.chain(files))
            .unwrap_or_else(|| "use a name of the list in `docs/citations.md`, or the path of a `.csl` file under `templates/`".to_owned());
        return Err(Box::new(
            Diagnostic::new(&codes::UNKNOWN_STYLE, place(), format!("there is no citation style `{}`", written(name))).hint(hint),
        ));
    };
    match style {
        citationberg::Style::Independent(style) => Ok(Some(style)),
        citationberg::Style::Dependent(style) => {
            let parent = &style.parent_link.href;
            match ArchivedStyle::by_id(parent).map(ArchivedStyle::get) {
                Some(citationberg::Style::Independent(mut independent)) => {
                    independent.default_locale = style.default_locale.or(independent.default_locale);
                    Ok(Some(independent))
                }
                _ => Err(Box::new(
                    Diagnostic::new(
                        &codes::BROKEN_STYLE,
                        Place::file(&SourceId::new(name)),
                        format!("the style only points to another one, `{}`", written(parent)),
                    )
                    .hint("take the file of that style instead"),
                )),
            }
        }
    }
}

fn own() -> IndependentStyle {
    IndependentStyle::from_xml(OWN).expect("the program's own style is read by a test")
}

/// Adds the names of months after a day, where the style has no words of its own for the language.
fn with_declined_months(csl: &IndependentStyle) -> IndependentStyle {
    let mut csl = csl.clone();
    for (lang, months) in AFTER_A_DAY {
        let terms: String = months.iter().enumerate().map(|(n, name)| format!("<term name=\"month-{:02}\">{name}</term>", n + 1)).collect();
        let xml = format!(
            "<locale xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" xml:lang=\"{lang}\"><terms>{terms}</terms></locale>"
        );
        csl.locale.extend(LocaleFile::from_xml(&xml).ok().map(Locale::from));
    }
    csl
}

/// The words of the languages of a dossier, and English. Reading the archive's takes a fifth of a second, so it
/// is asked only where the program has no words of its own.
fn locales(languages: &[Lang], is_own: bool) -> Vec<Locale> {
    let base = |lang: &Lang| lang.as_str().split('-').next().unwrap_or("").to_ascii_lowercase();
    let needed = |tag: &str| !is_own && tag != "be" || languages.iter().any(|lang| base(lang) == tag);
    let mut all: Vec<Locale> = Vec::new();
    if !is_own || languages.iter().any(|lang| OWN_LOCALES.iter().all(|(tag, ..)| *tag != base(lang))) {
        let codes: Vec<LocaleCode> = languages.iter().map(locale_code).chain([LocaleCode::en_us()]).collect();
        let wanted = |locale: &Locale| {
            locale.lang.as_ref().is_some_and(|lang| codes.iter().any(|code| code == lang || code.fallback().as_ref() == Some(lang)))
        };
        all.extend(archive::locales().into_iter().filter(wanted));
    }
    for (tag, code, xml) in OWN_LOCALES {
        let known = all.iter().any(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code));
        if !known && (needed(tag) || tag == "en") {
            all.extend(LocaleFile::from_xml(xml).ok().map(Locale::from));
        }
    }
    // The library asks for American English when it has nothing else.
    if let Some(english) = all.iter().find(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == "en-GB")).cloned()
        && !all.iter().any(|locale| locale.lang == Some(LocaleCode::en_us()))
    {
        all.push(Locale { lang: Some(LocaleCode::en_us()), ..english });
    }
    all
}

/// The code under which a language's words are kept.
fn locale_code(lang: &Lang) -> LocaleCode {
    let tag = lang.as_str();
    let own = OWN_LOCALES.iter().find(|(own, ..)| own.eq_ignore_ascii_case(tag)).map(|(_, code, _)| (*code).to_owned());
    let code = LocaleCode(own.unwrap_or_else(|| tag.to_owned()));
    if tag.contains('-') { code } else { code.fallback().filter(|_| !OWN_LOCALES.iter().any(|(own, ..)| *own == tag)).unwrap_or(code) }
}

/// Learns how a style marks places, from two made-up sources.
fn probe(csl: &IndependentStyle, locales: &[Locale], code: &LocaleCode) -> (Marks, Brackets) {
    let (a, b) = (made_up("Alpha", 1901), made_up("Beta", 1902));
    let alone = |entry| vec![CitationItem::with_entry(entry)];
    let locator = SpecificLocator(Locator::Custom, LocatorPayload::Str("LOCATOR"));
    let located = vec![CitationItem::with_locator(&a, Some(locator))];
    let groups = vec![alone(&a), alone(&b), vec![CitationItem::with_entry(&a), CitationItem::with_entry(&b)]];
    let marks: Vec<ElemChildren> = set(csl, locales, code, groups).citations.into_iter().map(|one| one.citation).collect();
    let located = set(csl, locales, code, vec![located]).citations;
    let text = |n: usize| marks.get(n).map_or_else(String::new, html::text);
    let (first, second, both) = (text(0), text(1), text(2));
    let raised = marks.first().is_some_and(html::is_raised) || csl.citation.layout.vertical_align == Some(VerticalAlign::Sup);
    if csl.settings.class == StyleClass::Note {
        let brackets = Brackets {
            open: String::new(),
            between: ", ".into(),
            close: String::new(),
            locator: (", ".into(), String::new()),
            raised: true,
        };
        return (Marks::Numbers, brackets);
    }
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a).collect::<String>()
    };
    let open = same(&mut first.chars(), &mut second.chars());
    let close: String = same(&mut first.chars().rev(), &mut second.chars().rev()).chars().rev().collect();
    let inner = |text: &str| text.strip_prefix(&open).and_then(|text| text.strip_suffix(&close)).unwrap_or(text).to_owned();
    let (one, two) = (inner(&first), inner(&second));
    let marks = if one == "1" && two == "2" { Marks::Numbers } else { Marks::Names };
    let between = inner(&both).strip_prefix(&one).and_then(|rest| rest.strip_suffix(&two)).map(str::to_owned);
    let located = located.first().map_or_else(String::new, |one| inner(&html::text(&one.citation)));
    let around = located.strip_prefix(&one).and_then(|rest| rest.split_once("LOCATOR"));
    let locator = around.map_or_else(|| (", ".to_owned(), String::new()), |(before, after)| (before.to_owned(), after.to_owned()));
    (marks, Brackets { open, between: between.filter(|text| !text.is_empty()).unwrap_or_else(|| "; ".to_owned()), close, locator, raised })
}

fn made_up(name: &str, year: i32) -> Entry {
    let mut entry = Entry::new(name, EntryType::Article);
    entry.set_title(FormatString::with_value(format!("On {name}")));
    let person = Person { name: name.to_owned(), given_name: None, prefix: None, suffix: None, comma_suffix: false, alias: None };
    entry.set_authors(vec![person]);
    entry.set_date(Date { year, month: None, day: None, approximate: false, season: None });
    entry
}

/// The names of all styles that the program has, for the reference.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut all: Vec<&str> = ArchivedStyle::all().iter().filter_map(|style| style.names().first().copied()).chain([OWN_STYLE]).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brackets(name: &str) -> (Marks, Brackets) {
        let csl = find(&Snapshot::default(), name).expect("a style of the archive").unwrap_or_else(own);
        let locales = locales(&[Lang::new("en")], true);
        probe(&csl, &locales, &locale_code(&Lang::new("en")))
    }

    #[test]
    fn marks_are_learnt_from_the_style() {
        let shape = |name| {
            let (marks, it) = brackets(name);
            (marks, format!("{}a{}p{}{}b{}", it.open, it.locator.0, it.locator.1, it.between, it.close), it.raised)
        };
        assert_eq!(shape("dossier"), (Marks::Numbers, "a, p, b".into(), true));
        assert_eq!(shape("ieee"), (Marks::Numbers, "[a, p], [b]".into(), false));
        assert_eq!(shape("vancouver"), (Marks::Numbers, "(a, p,b)".into(), false));
        assert_eq!(shape("nature"), (Marks::Numbers, "a, p,b".into(), true));
        assert_eq!(shape("apa"), (Marks::Names, "(a, p; b)".into(), false));
        assert_eq!(shape("chicago-notes"), (Marks::Numbers, "a, p, b".into(), true));
    }

    #[test]
    fn own_words_are_read() {
        for (tag, code, xml) in OWN_LOCALES {
            let locale = LocaleFile::from_xml(xml).unwrap_or_else(|error| panic!("{tag}: {error}"));
            assert_eq!(locale.lang.0, code);
            assert!(locale.terms.is_some_and(|terms| terms.terms.len() > 40));
        }
        let all = locales(&[Lang::new("be")], true);
        assert!(all.iter().any(|locale| locale.lang == Some(LocaleCode("be-BY".into()))));
    }
}
