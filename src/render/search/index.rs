//! The index of one language: all terms with the entries they stand in, and what is shown of a result.
//!
//! A small dossier has one file, which tells the host nothing but that somebody searches. A large one is split, terms by
//! their order and entries by their numbers, and the browser loads what a query needs. Names of files carry digests;
//! only `parts.js`, which names the others, has an address that stays.

use std::fmt::Write;
use std::sync::Arc;

use ahash::HashMap;
use serde_json::{Value, json};

use super::encode::{self, Place};
use super::{Weighed, Words, words};
use crate::link::route::folder;
use crate::model::{Key, KindName, Lang, Summary};
use crate::render::excerpt::excerpt;
use crate::render::{OutputFile, OutputPath, Press, label};
use crate::text::Digest;
use crate::text::place::cut;
use crate::view;

/// The words of every entry that is shown.
pub type AllWords = HashMap<Key, Arc<Words>>;

/// How heavy an index in one file may be, by [`weight`]: about the bytes that a host sends of it, compressed. With the
/// page, its style and the script it stays under 100 KB.
const ONE_FILE: usize = 82_000;
/// How many bytes of terms a file holds, where they are split.
const TERMS: usize = 24_000;
/// How many entries a file tells of, where they are split.
const ENTRIES: usize = 25;
/// Of how many entries a dossier must be to have words that all of them share.
const FEW: usize = 30;
/// How many bytes of a summary a result shows.
const SUMMARY: usize = 140;
/// What a term must weigh to be worth a place although most entries have it: more than words of the text do.
const MARKED: u8 = 3;

/// The index of a language.
#[derive(Debug, Default)]
pub struct Index {
    /// Its files.
    pub files: Vec<OutputFile>,
    /// The address of the file that names the others.
    pub parts: Arc<str>,
    /// Whether all else is one file.
    pub is_whole: bool,
}

/// Makes the index of a language.
#[must_use]
pub fn index(press: &Press<'_>, lang: &Lang, all: &AllWords) -> Index {
    let entries = entries(press, lang);
    let terms = terms(press, lang, &entries, all);
    let shown = Shown::new(press, lang, &entries);
    let lines = lines_of(&terms);
    let is_whole = weight(&lines, &shown) <= ONE_FILE;
    let mut files = Files { folder: format!("{}search/", folder(&press.dossier.config, lang)), files: Vec::new() };
    let parts = if is_whole { whole(&mut files, &lines, &shown) } else { parts(&mut files, &terms, &shown) };
    let address = format!("{}parts.js", files.folder);
    files.files.extend(OutputPath::new(&address).map(|path| OutputFile::text(path, call(&json!({ "parts": parts })))));
    Index { files: files.files, parts: address.into(), is_whole }
}

/// The entries in the order of their numbers: the folded ids.
fn entries<'a>(press: &'a Press<'_>, lang: &Lang) -> Vec<&'a Arc<str>> {
    let originals = press.dossier.entries.keys().filter(|key| key.lang == *press.dossier.config.main());
    originals.map(|key| &key.id).filter(|id| press.refs.get(id, lang).is_some()).collect()
}

/// A term, whether most entries have it, and its places.
type Term = (Arc<str>, bool, Vec<Place>);

/// All terms in their order.
fn terms(press: &Press<'_>, lang: &Lang, entries: &[&Arc<str>], all: &AllWords) -> Vec<Term> {
    let mut places: HashMap<Arc<str>, Vec<Place>> = HashMap::default();
    for (number, (id, lang)) in entries.iter().zip(languages(press, entries, lang)).enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let mut add = |(key, weight): &Weighed| match places.get_mut(key) {
            Some(places) => match places.last_mut().filter(|(last, _)| *last == number) {
                Some((_, before)) => *before = (*before).max(*weight),
                None => places.push((number, *weight)),
            },
            None => {
                places.insert(key.clone(), vec![(number, *weight)]);
            }
        };
        let words = |lang: &Lang| all.get(&Key { id: Arc::clone(id), lang: lang.clone() });
        if let Some(words) = words(&lang) {
            words.text.iter().chain(&words.names).for_each(&mut add);
        }
        // An entry is found by its names in every language.
        for other in press.dossier.config.languages.iter().filter(|other| **other != lang) {
            words(other).into_iter().for_each(|words| words.names.iter().for_each(&mut add));
        }
    }
    let is_common = |places: &[Place]| entries.len() >= FEW && places.len() > entries.len() / 4;
    let mut terms: Vec<Term> = places
        .into_iter()
        .map(|(term, mut places)| {
            let is_common = is_common(&places);
            if is_common {
                places.retain(|(_, weight)| *weight >= MARKED);
            }
            (term, is_common, places)
        })
        .collect();
    terms.sort_unstable_by(|(a, ..), (b, ..)| a.cmp(b));
    terms
}

/// The language in which each entry is shown.
fn languages<'a>(press: &'a Press<'_>, entries: &'a [&Arc<str>], lang: &'a Lang) -> impl Iterator<Item = Lang> + 'a {
    entries.iter().map(move |id| press.dossier.shown(id, lang).map_or_else(|| lang.clone(), |entry| entry.summary.lang.clone()))
}

/// What a result shows.
struct Shown {
    /// A line for each entry: title, address, date, summary.
    lines: Vec<String>,
    /// A sign for each entry: its kind, its standing and its language, as numbers in the lists below.
    signs: [String; 3],
    kinds: Vec<Value>,
    standings: Vec<Value>,
    languages: Vec<Value>,
}

impl Shown {
    fn new(press: &Press<'_>, lang: &Lang, entries: &[&Arc<str>]) -> Self {
        let mut shown = Self {
            lines: Vec::with_capacity(entries.len()),
            signs: Default::default(),
            kinds: Vec::new(),
            standings: vec![json!(["", ""])],
            languages: Vec::new(),
        };
        for id in entries {
            let (Some(one), Some(entry)) = (press.refs.get(id, lang), press.dossier.shown(id, lang)) else { continue };
            let about = about(press, one, &entry.summary);
            shown.lines.push(line(&[&one.title, one.address.strip_suffix("/index.html").unwrap_or(&one.address), &one.date, &about]));
            let kind = || json!([&*one.kind, kind_label(press, lang, &one.kind)]);
            let standing = || json!([&*one.standing, &*one.standing_label]);
            let tag = entry.summary.lang.as_str();
            let language = || json!([tag, &*label(press, &entry.summary.lang, "language-name", tag)]);
            for (sign, number) in shown.signs.iter_mut().zip([
                number(&mut shown.kinds, &one.kind, kind),
                number(&mut shown.standings, &one.standing, standing),
                number(&mut shown.languages, tag, language),
            ]) {
                sign.push(char::from_u32(u32::from('A') + number).unwrap_or('A'));
            }
        }
        shown
    }

    /// What the browser needs of all entries.
    fn head(&self) -> Value {
        let [kind, standing, language] = &self.signs;
        json!({ "kind": kind, "standing": standing, "language": language })
    }
}

/// The number of a word in a list, which it is added to if it is new.
fn number(list: &mut Vec<Value>, word: &str, make: impl Fn() -> Value) -> u32 {
    let known = list.iter().position(|one| one[0] == word);
    let at = known.unwrap_or_else(|| {
        list.push(make());
        list.len() - 1
    });
    u32::try_from(at).unwrap_or(0)
}

fn kind_label(press: &Press<'_>, lang: &Lang, kind: &str) -> Arc<str> {
    let english = press.dossier.kind(&KindName::new(kind)).map_or(kind, |kind| &*kind.label);
    label(press, lang, &format!("kind-{kind}"), english)
}

/// What an entry says of itself, in a sentence or two: its summary, its statement, or how its text begins.
fn about(press: &Press<'_>, one: &view::Ref, summary: &Summary) -> String {
    let statement = || summary.record.text("statement");
    let text = Some(one.summary.clone()).filter(|text| !text.is_empty()).or_else(statement).unwrap_or_else(|| excerpt(press, summary));
    // Twice the bytes where letters have two.
    let most = if text.is_ascii() || text.len() < text.chars().count() * 3 / 2 { SUMMARY } else { SUMMARY * 2 };
    if text.len() <= most {
        return text.to_string();
    }
    let head = cut(&text, most);
    format!("{}…", head.rsplit_once(' ').map_or(head, |(head, _)| head).trim_end_matches([',', ';', ':', ' ']))
}

/// Values on one line, with tabs between them.
fn line(values: &[&str]) -> String {
    values.iter().map(|value| value.split(['\t', '\n']).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\t")
}

/// About how many bytes a host sends of all this, compressed by gzip: measured on the real dossier, in which terms shrink
/// to five ninths of their bytes, and what results show to three eighths of a byte a letter.
fn weight(terms: &str, shown: &Shown) -> usize {
    let letters: usize = shown.lines.iter().map(|line| line.chars().count()).sum();
    terms.len() * 5 / 9 + letters * 3 / 8
}

/// The files of an index while they are made.
struct Files {
    folder: String,
    files: Vec<OutputFile>,
}

impl Files {
    /// Adds a file under a name with its digest; its address.
    fn add(&mut self, name: &str, data: &Value) -> String {
        let text = call(data);
        let address = format!("assets/{}{name}.{}.js", self.folder, Digest::of(text.as_bytes()).short(8));
        self.files.extend(OutputPath::new(&address).map(|path| OutputFile::text(path, text)));
        address
    }
}

/// The text of a file: a call, since a browser runs scripts from a disk too, but reads no other files there.
fn call(data: &Value) -> String {
    format!("dossierSearch({data})\n")
}

/// All in one file.
fn whole(files: &mut Files, lines: &str, shown: &Shown) -> Value {
    let data = json!({ "head": shown.head(), "terms": { "0": lines }, "entries": { "0": shown.lines.join("\n") } });
    let address = files.add("all", &data);
    manifest(shown, &address, &[(String::new(), address.clone())], std::slice::from_ref(&address), shown.lines.len())
}

/// In parts.
fn parts(files: &mut Files, terms: &[Term], shown: &Shown) -> Value {
    let head = files.add("head", &json!({ "head": shown.head() }));
    let mut of_terms = Vec::new();
    let mut rest = terms;
    while !rest.is_empty() {
        let mut size = 0;
        let fits = rest.iter().take_while(|(term, _, places)| {
            let had = size;
            size += term.len() / 2 + 4 + places.len() * 2;
            had < TERMS
        });
        let (part, after) = rest.split_at(fits.count().max(1));
        let number = of_terms.len();
        let address = files.add(&format!("terms-{number}"), &json!({ "terms": { number.to_string(): lines_of(part) } }));
        of_terms.push((part[0].0.to_string(), address));
        rest = after;
    }
    let mut of_entries = Vec::new();
    for (number, lines) in shown.lines.chunks(ENTRIES).enumerate() {
        of_entries.push(files.add(&format!("entries-{number}"), &json!({ "entries": { number.to_string(): lines.join("\n") } })));
    }
    manifest(shown, &head, &of_terms, &of_entries, ENTRIES)
}

fn manifest(shown: &Shown, head: &str, terms: &[(String, String)], entries: &[String], per_file: usize) -> Value {
    json!({
        "count": shown.lines.len(),
        "perFile": per_file.max(1),
        "kinds": shown.kinds,
        "standings": shown.standings,
        "languages": shown.languages,
        "head": head,
        "terms": terms.iter().map(|(first, address)| json!([first, address])).collect::<Vec<_>>(),
        "entries": entries,
    })
}

fn lines_of(terms: &[Term]) -> String {
    let mut out = String::new();
    let mut before = "";
    for (term, is_common, places) in terms {
        encode::term(&mut out, before, term, *is_common, places);
        before = term;
    }
    out
}

/// Every word of these texts with its keys, a line each: what the script in the browser must make of them too.
#[must_use]
pub fn keys_of<'a>(texts: impl Iterator<Item = (&'a str, bool)>) -> String {
    let mut keys = words::Keys::default();
    let mut seen = std::collections::BTreeMap::new();
    for (text, is_belarusian) in texts {
        for word in words::words_of_html(text) {
            seen.entry((word.to_owned(), is_belarusian)).or_insert_with(|| keys.key(word, is_belarusian));
        }
    }
    seen.iter().fold(String::new(), |mut out, ((word, is_belarusian), key)| {
        let _infallible = writeln!(out, "{}\t{word}\t{key}", if *is_belarusian { "be" } else { "" });
        out
    })
}
