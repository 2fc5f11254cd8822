//! The index of one language: all terms with the entries they stand in, and what is shown of a result.
//!
//! A small dossier has one file, which tells the host nothing but that somebody searches. A large one is split, terms by
//! their order and entries by their numbers, and the browser loads what a query needs. Names of files carry digests;
//! only `parts.js`, which names the others, has an address that stays. A part of which nothing changed is the file it was.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use ahash::HashMap;
use serde_json::{Value, json};

use super::terms::{Found, Terms};
use super::{Words, words};
use crate::link::route::folder;
use crate::model::{Entry, Key, KindName, Lang, Summary};
use crate::render::excerpt::excerpt;
use crate::render::{OutputFile, OutputPath, Press, label};
use crate::text::Digest;
use crate::text::place::cut;
use crate::view;

/// The words of every entry that is shown, each with the entry they were read in.
pub type AllWords = HashMap<Key, (Arc<Entry>, Arc<Words>)>;

/// How heavy an index in one file may be, by [`Draft::weight`]: about the bytes that a host sends of it, compressed. With the
/// page, its style and the script it stays under 100 KB.
const ONE_FILE: usize = 82_000;
/// How many entries a file tells of, where they are split.
pub const ENTRIES: usize = 25;
/// How many bytes of a summary a result shows.
const SUMMARY: usize = 140;

/// The index of a language.
#[derive(Debug)]
pub struct Index {
    draft: Draft,
    /// Its files, but for the one that names them.
    files: Vec<(Part, Arc<OutputFile>)>,
    /// The file that names the others.
    parts: Arc<OutputFile>,
}

/// An index before its files are made.
#[derive(Debug)]
pub struct Draft {
    folder: String,
    terms: Terms,
    /// What results show of the entries, [`ENTRIES`] at a time.
    lines: Vec<Lines>,
    signs: Signs,
}

/// A file of an index, by what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    All,
    /// What the browser needs of all entries.
    Head,
    /// Some of the terms: the number of the file, and of the terms.
    Terms(usize, Range<usize>),
    /// What results show of some entries: the number of the file.
    Entries(usize),
}

impl Index {
    /// All its files.
    pub fn files(&self) -> impl Iterator<Item = &Arc<OutputFile>> {
        self.files.iter().map(|(_, file)| file).chain([&self.parts])
    }

    /// The address of the file that names the others.
    #[must_use]
    pub fn parts(&self) -> &Arc<str> {
        self.parts.path.shared()
    }

    /// Whether all else is one file.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.files.iter().any(|(part, _)| *part == Part::All)
    }

    /// The terms, which the next index is made from.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.draft.terms
    }

    /// The file that holds the same as this part of another index would.
    fn same(&self, draft: &Draft, part: &Part) -> Option<&Arc<OutputFile>> {
        let is_same = |known: &Part| match (known, part) {
            (Part::Terms(one, old), Part::Terms(other, new)) if one == other && old.len() == new.len() => {
                let mut terms = self.draft.terms.all[old.clone()].iter().zip(&draft.terms.all[new.clone()]);
                terms.all(|(one, other)| Arc::ptr_eq(one, other))
            }
            (Part::Entries(one), Part::Entries(other)) => one == other && self.draft.lines[*one].text == draft.lines[*other].text,
            _ => false,
        };
        self.files.iter().find(|(known, _)| is_same(known)).map(|(_, file)| file)
    }
}

/// The entries in the order of their numbers: the folded ids.
#[must_use]
pub fn entries<'a>(press: &'a Press<'_>, lang: &Lang) -> Vec<&'a Arc<str>> {
    let originals = press.dossier.entries.keys().filter(|key| key.lang == *press.dossier.config.main());
    originals.map(|key| &key.id).filter(|id| press.refs.get(id, lang).is_some()).collect()
}

/// What finds each of these entries in a language.
#[must_use]
pub fn found(press: &Press<'_>, lang: &Lang, entries: &[&Arc<str>], all: &AllWords) -> Vec<Found> {
    let of = |id: &&Arc<str>| {
        let shown = press.dossier.shown(id, lang).map_or(lang, |entry| &entry.summary.lang);
        let words = |lang: &Lang| all.get(&Key { id: Arc::clone(id), lang: lang.clone() }).map(|(_, words)| Arc::clone(words));
        let others = press.dossier.config.languages.iter().filter(|other| *other != shown);
        Found { id: Arc::clone(id), text: words(shown), others: others.filter_map(words).collect() }
    };
    entries.iter().map(of).collect()
}

/// What results show of some entries.
#[derive(Debug)]
pub struct Lines {
    /// A line for each: title, address, date, summary.
    text: String,
    /// How many letters they have.
    letters: usize,
}

impl Lines {
    /// The lines of these entries.
    #[must_use]
    pub fn of(press: &Press<'_>, lang: &Lang, entries: &[&Arc<str>]) -> Self {
        let mut lines = Self { text: String::new(), letters: 0 };
        for (n, id) in entries.iter().enumerate() {
            let (Some(one), Some(entry)) = (press.refs.get(id, lang), press.dossier.shown(id, lang)) else { continue };
            let about = about(press, one, &entry.summary);
            let line = line(&[&one.title, one.address.strip_suffix("/index.html").unwrap_or(&one.address), &one.date, &about]);
            lines.letters += line.chars().count();
            if n > 0 {
                lines.text.push('\n');
            }
            lines.text.push_str(&line);
        }
        lines
    }
}

/// What the browser needs of all entries at once.
#[derive(Debug)]
struct Signs {
    /// A sign for each entry: its kind, its standing and its language, as numbers in the lists below.
    signs: [String; 3],
    kinds: Vec<Value>,
    standings: Vec<Value>,
    languages: Vec<Value>,
    /// How many entries there are.
    count: usize,
}

impl Signs {
    fn of(press: &Press<'_>, lang: &Lang, entries: &[&Arc<str>]) -> Self {
        let mut all = Self {
            signs: Default::default(),
            kinds: Vec::new(),
            standings: vec![json!(["", ""])],
            languages: Vec::new(),
            count: entries.len(),
        };
        for id in entries {
            let (Some(one), Some(entry)) = (press.refs.get(id, lang), press.dossier.shown(id, lang)) else { continue };
            let kind = || json!([&*one.kind, kind_label(press, lang, &one.kind)]);
            let standing = || json!([&*one.standing, &*one.standing_label]);
            let tag = entry.summary.lang.as_str();
            let language = || json!([tag, &*label(press, &entry.summary.lang, "language-name", tag)]);
            for (sign, number) in all.signs.iter_mut().zip([
                number(&mut all.kinds, &one.kind, kind),
                number(&mut all.standings, &one.standing, standing),
                number(&mut all.languages, tag, language),
            ]) {
                sign.push(char::from_u32(u32::from('A') + number).unwrap_or('A'));
            }
        }
        all
    }

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

/// The text of a file: a call, since a browser runs scripts from a disk too, but reads no other files there.
fn call(data: &Value) -> String {
    format!("dossierSearch({data})\n")
}

impl Draft {
    /// All that the index of a language is made of; `lines` are those of its entries, [`ENTRIES`] at a time.
    #[must_use]
    pub fn new(press: &Press<'_>, lang: &Lang, entries: &[&Arc<str>], terms: Terms, lines: Vec<Lines>) -> Self {
        let folder = format!("{}search/", folder(&press.dossier.config, lang));
        Self { folder, terms, lines, signs: Signs::of(press, lang, entries) }
    }

    /// The parts in which it is written.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        if self.weight().is_some_and(|weight| weight <= ONE_FILE) {
            return vec![Part::All];
        }
        let terms = self.terms.parts().into_iter().enumerate().map(|(number, terms)| Part::Terms(number, terms));
        [Part::Head].into_iter().chain(terms).chain((0..self.lines.len()).map(Part::Entries)).collect()
    }

    /// About how many bytes a host sends of all this, compressed by gzip: measured on the real dossier, in which terms shrink
    /// to five ninths of their bytes, and what results show to three eighths of a byte a letter. Nothing if it is surely too much
    /// for one file.
    fn weight(&self) -> Option<usize> {
        let letters: usize = self.lines.iter().map(|lines| lines.letters).sum();
        Some(self.terms.length(ONE_FILE * 2)? * 5 / 9 + letters * 3 / 8)
    }

    /// The file of a part: the one that an earlier index has, if it holds the same; and whether it was made.
    #[must_use]
    pub fn file(&self, part: &Part, before: Option<&Index>) -> (Arc<OutputFile>, bool) {
        if let Some(same) = before.and_then(|before| before.same(self, part)) {
            return (Arc::clone(same), false);
        }
        let (name, data) = match part {
            Part::All => {
                let lines: Vec<&str> = self.lines.iter().map(|lines| &*lines.text).collect();
                let terms = self.terms.lines(0..self.terms.all.len());
                ("all".to_owned(), json!({ "head": self.signs.head(), "terms": { "0": terms }, "entries": { "0": lines.join("\n") } }))
            }
            Part::Head => ("head".to_owned(), json!({ "head": self.signs.head() })),
            Part::Terms(number, terms) => {
                (format!("terms-{number}"), json!({ "terms": { number.to_string(): self.terms.lines(terms.clone()) } }))
            }
            Part::Entries(number) => (format!("entries-{number}"), json!({ "entries": { number.to_string(): self.lines[*number].text } })),
        };
        let text = call(&data);
        // Its name carries its digest.
        let address = format!("assets/{}{name}.{}.js", self.folder, Digest::of(text.as_bytes()).short(8));
        (Arc::new(OutputFile::text(path(&address), text)), true)
    }

    /// The index of these files, in the order of its parts.
    #[must_use]
    pub fn with(self, files: Vec<(Part, Arc<OutputFile>)>) -> Index {
        let address = |part: &Part, file: &OutputFile| match part {
            Part::Terms(_, terms) => json!([self.terms.all[terms.start].key, file.path.as_str()]),
            _ => json!(file.path.as_str()),
        };
        let of = |wanted: fn(&Part) -> bool| -> Vec<Value> {
            files.iter().filter(|(part, _)| wanted(part)).map(|(part, file)| address(part, file)).collect()
        };
        let is_whole = matches!(files[..], [(Part::All, _)]);
        let (terms, entries) = if is_whole {
            let only = of(|_| true);
            (only.iter().map(|address| json!(["", address])).collect(), only)
        } else {
            (of(|part| matches!(part, Part::Terms(..))), of(|part| matches!(part, Part::Entries(_))))
        };
        let per_file = if is_whole { self.signs.count } else { ENTRIES };
        let data = json!({
            "count": self.signs.count,
            "perFile": per_file.max(1),
            "kinds": self.signs.kinds,
            "standings": self.signs.standings,
            "languages": self.signs.languages,
            "head": files.first().map(|(_, file)| file.path.as_str()),
            "terms": terms,
            "entries": entries,
        });
        let parts = OutputFile::text(path(&format!("{}parts.js", self.folder)), call(&json!({ "parts": data })));
        Index { draft: self, files, parts: Arc::new(parts) }
    }
}

/// The path of a file of the index.
fn path(address: &str) -> OutputPath {
    // Its parts are ours but for the language's folder, which is a slug.
    OutputPath::new(address).expect("a path of our own stays inside the site")
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
