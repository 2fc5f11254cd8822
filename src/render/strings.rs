//! The words of a theme in every language: Fluent files, read, merged and formatted.
//!
//! In: the `i18n/LANG.ftl` files of a theme, its parents and the site, from the snapshot. Out: [`Strings`],
//! which answers a name with text. Names of messages hold `-` and `_`; where a name is made of a field with
//! a dot (`history.by`), the dot counts as `-`, since Fluent keeps dots for itself.
//!
//! This is the only file that names the Fluent library. It knows nothing of templates and entries, nor
//! which string means what.

mod message;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::HashMap;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use self::message::{Message, Pieces};
use crate::diag::{Diagnostic, Outcome, codes};
use crate::model::Lang;
use crate::text::place::{Place, floor_char};
use crate::text::{Digest, Snapshot, Source};

/// The language every theme must have all its strings in; what another lacks is taken from it.
pub const MAIN: &str = "en";

/// How deep braces may nest in a file of strings. Fluent reads them by recursion, and no text needs more.
const DEEPEST: usize = 32;

/// A value that a string has a place for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Argument<'a> {
    /// Text, put in as it is.
    Text(&'a str),
    /// A number; it also chooses among the plural forms.
    Number(f64),
}

/// The strings of a theme in the languages of a dossier.
pub struct Strings {
    languages: BTreeMap<Lang, Language>,
    main: Language,
    /// The digest of all files that were read.
    pub digest: Digest,
}

/// The strings as one language sees them, fallbacks included.
#[derive(Clone, Default)]
struct Language {
    /// The nearest first: `be-tarask`, `be`, `en`.
    bundles: Vec<Arc<Bundle>>,
    /// The strings without arguments, formatted once.
    plain: HashMap<Arc<str>, Arc<str>>,
    /// The others, each of the nearest bundle that has it.
    filled: HashMap<Arc<str>, Arc<Message>>,
}

/// The messages of the files of one tag.
struct Bundle {
    fluent: FluentBundle<FluentResource>,
    ids: BTreeSet<Arc<str>>,
    /// The pieces of those that are lines of text with places in them.
    pieces: HashMap<Arc<str>, Arc<Pieces>>,
}

impl Strings {
    /// Reads the strings of these languages from the folders, of which the first wins. A mistake in a file
    /// costs the message it stands in, not the others.
    #[must_use]
    pub fn load(snapshot: &Snapshot, folders: &[String], languages: &[Lang]) -> Outcome<Self> {
        let mut found = Vec::new();
        let mut digests = Vec::new();
        let mut bundles: BTreeMap<String, Option<Arc<Bundle>>> = BTreeMap::new();
        let mut language = |tag: &str| {
            let chain = fallbacks(tag).into_iter().filter_map(|tag| {
                bundles
                    .entry(tag.clone())
                    .or_insert_with(|| bundle(snapshot, folders, &tag, &mut digests, &mut found).map(Arc::new))
                    .clone()
            });
            Language::new(chain.collect())
        };
        let main = language(MAIN);
        let languages = languages.iter().map(|lang| (lang.clone(), language(lang.as_str()))).collect();
        let digests: Vec<&[u8]> = digests.iter().map(String::as_bytes).collect();
        let digest = Digest::of_parts(&digests);
        Outcome { value: Self { languages, main, digest }, diagnostics: found }
    }

    /// The string of that name, if it has no arguments, in this language or the nearest that has it.
    #[must_use]
    pub fn get(&self, lang: &Lang, id: &str) -> Option<Arc<str>> {
        self.language(lang).plain.get(&*name(id)).cloned()
    }

    /// The string of that name, else the English words. What many kinds have in common need not be said
    /// for each: `inverse-KIND-FIELD` is also looked for as `inverse-FIELD`.
    #[must_use]
    pub fn label(&self, lang: &Lang, id: &str, english: &str) -> Arc<str> {
        let in_common = || {
            let rest = id.strip_prefix("inverse-")?;
            rest.match_indices('-').find_map(|(dash, _)| self.get(lang, &format!("inverse-{}", &rest[dash + 1..])))
        };
        self.get(lang, id).or_else(in_common).unwrap_or_else(|| Arc::from(english))
    }

    /// The string of that name with these arguments; the name itself if no language has it, so that a
    /// missing word shows on the page and stops nothing.
    #[must_use]
    pub fn format(&self, lang: &Lang, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.try_format(lang, id, arguments).unwrap_or_else(|_| id.to_owned())
    }

    /// The same; or what is wrong, in words.
    ///
    /// # Errors
    /// When no language has the string, or it has a place for an argument that is not given.
    pub fn try_format(&self, lang: &Lang, id: &str, arguments: &[(&str, Argument<'_>)]) -> Result<String, String> {
        let language = self.language(lang);
        let key = name(id);
        if let Some(text) = language.plain.get(&*key) {
            return Ok(text.to_string());
        }
        let message = language.filled.get(&*key).ok_or_else(|| format!("no language has the string `{id}`"))?;
        message.format(arguments).ok_or_else(|| format!("the string `{id}` has a place for a value that is not given"))
    }

    /// All strings without arguments in this language, by name, in the order of the names.
    #[must_use]
    pub fn plain(&self, lang: &Lang) -> BTreeMap<&Arc<str>, &Arc<str>> {
        self.language(lang).plain.iter().collect()
    }

    /// The names of all strings that this language or one it falls back to has.
    #[must_use]
    pub fn names(&self, lang: &Lang) -> BTreeSet<Arc<str>> {
        self.language(lang).bundles.iter().flat_map(|bundle| bundle.ids.iter().cloned()).collect()
    }

    fn language(&self, lang: &Lang) -> &Language {
        self.languages.get(lang).unwrap_or(&self.main)
    }
}

impl Language {
    fn new(bundles: Vec<Arc<Bundle>>) -> Self {
        let (mut plain, mut filled) = (HashMap::default(), HashMap::default());
        // The farthest first, so that the nearest stays. A nearer string with arguments hides a plain one.
        for bundle in bundles.iter().rev() {
            for id in &bundle.ids {
                match bundle.format(id, None) {
                    Some(text) => {
                        plain.insert(id.clone(), Arc::from(text));
                    }
                    None => {
                        plain.remove(id);
                        filled.insert(id.clone(), Arc::new(Message::new(bundle, id)));
                    }
                }
            }
        }
        Self { bundles, plain, filled }
    }
}

impl Bundle {
    /// The message of that name; nothing if it needs arguments that are not given.
    fn format(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.fluent.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.fluent.format_pattern(pattern, arguments, &mut errors);
        errors.is_empty().then(|| one_stop(text.into_owned()))
    }
}

/// A sentence that ends with an abbreviation (`2026 г.`) has one full stop; three of them are an ellipsis.
fn one_stop(text: String) -> String {
    // Most have no full stop at all, and no two together.
    let two = memchr::memchr_iter(b'.', text.as_bytes()).find(|at| text.as_bytes().get(at + 1) == Some(&b'.'));
    let Some(at) = two.filter(|_| !text.contains("...")) else { return text };
    format!("{}{}", &text[..at], one_stop(text[at + 1..].to_owned()))
}

impl Argument<'_> {
    fn fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(*text),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts of things on a page are far below 2^52")]
        Self::Number(number as f64)
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

fn name(id: &str) -> Cow<'_, str> {
    if id.contains('.') { Cow::Owned(id.replace('.', "-")) } else { Cow::Borrowed(id) }
}

/// The tags to ask for a string, nearest first: `be-Latn-BY`, `be-Latn`, `be`, `en`.
fn fallbacks(tag: &str) -> Vec<String> {
    let mut tags = vec![tag.to_owned()];
    let mut rest = tag;
    while let Some((shorter, _)) = rest.rsplit_once('-') {
        tags.push(shorter.to_owned());
        rest = shorter;
    }
    if rest != MAIN {
        tags.push(MAIN.to_owned());
    }
    tags
}

fn bundle(snapshot: &Snapshot, folders: &[String], tag: &str, digests: &mut Vec<String>, found: &mut Vec<Diagnostic>) -> Option<Bundle> {
    let files: Vec<&Arc<Source>> = folders.iter().rev().filter_map(|folder| snapshot.source(&format!("{folder}{tag}.ftl"))).collect();
    if files.is_empty() {
        return None;
    }
    // A tag that is none of Unicode's still has its strings; only its plural forms are those of no language.
    // The library's Belarusian forms forget the tens (22 and 15 are no form at all there); by CLDR they are the Russian ones.
    let primary = tag.split('-').next().unwrap_or(tag);
    let locale: LanguageIdentifier = if primary == "be" { "ru" } else { tag }.parse().unwrap_or_default();
    let mut fluent = FluentBundle::new_concurrent(vec![locale]);
    fluent.set_use_isolating(false);
    let mut ids = BTreeSet::new();
    let mut pieces = HashMap::default();
    for file in files {
        digests.push(file.digest.to_string());
        if let Some(resource) = resource(file, found) {
            fluent.add_resource_overriding(resource);
            for (at, id) in heads(&file.text) {
                let id: Arc<str> = id.into();
                // The last one of a name counts.
                pieces.remove(&id);
                pieces.extend(pieces_of(&file.text[at + id.len()..]).map(|pieces| (id.clone(), Arc::new(pieces))));
                ids.insert(id);
            }
        }
    }
    ids.retain(|id: &Arc<str>| fluent.has_message(id));
    let mut bundle = Bundle { fluent, ids, pieces: HashMap::default() };
    pieces.retain(|id, pieces| bundle.ids.contains(id) && pieces.agree(&bundle, id));
    bundle.pieces = pieces;
    Some(bundle)
}

fn resource(file: &Source, found: &mut Vec<Diagnostic>) -> Option<FluentResource> {
    let mut report = |at: std::ops::Range<usize>, message: String| {
        found.push(Diagnostic::new(&codes::UNKNOWN_STRING, Place::bytes(&file.id, at), message));
    };
    if let Some(at) = too_deep(&file.text) {
        report(at..at + 1, format!("braces nest deeper than {DEEPEST} times; the file is left out"));
        return None;
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, id) in heads(&file.text) {
        if first.insert(id, at).is_some() {
            report(at..at + id.len(), format!("the string `{id}` stands twice; this one counts"));
        }
    }
    match FluentResource::try_new(file.text.to_string()) {
        Ok(resource) => Some(resource),
        Err((resource, errors)) => {
            for error in errors {
                let start = floor_char(&file.text, error.pos.start);
                let end = floor_char(&file.text, error.pos.end).max(start);
                report(start..end, in_our_words(&error.kind.to_string()));
            }
            Some(resource)
        }
    }
}

/// Fluent's message as ours are: lower case, backticks.
fn in_our_words(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str().replace('"', "`"))
}

/// The names at the heads of messages, with where they stand. A message begins in the first column;
/// whatever continues one is indented.
fn heads(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(line.len());
        let is_head = line.starts_with(|c: char| c.is_ascii_alphabetic()) && line[end..].trim_start_matches(' ').starts_with('=');
        is_head.then(|| (start, &line[..end]))
    })
}

/// The pieces of a message that is a line of text with places in it, from the end of its name on.
fn pieces_of(text: &str) -> Option<Pieces> {
    let (line, behind) = text.split_once('\n').unwrap_or((text, ""));
    Pieces::read(line.split_once('=')?.1, behind)
}

/// Where braces nest too deep, if they do. A line that begins in the first column begins anew.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut line_start = true;
    for (at, byte) in text.bytes().enumerate() {
        if line_start && byte.is_ascii_alphabetic() {
            depth = 0;
        }
        line_start = byte == b'\n';
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests;
