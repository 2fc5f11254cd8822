//! One text file alone to entries. Never fails: what cannot be read is reported and held as far as it can
//! be known (an id, a title), so that links to it are not reported too.
//!
//! In: a `Source` and the settings. Out: entries and diagnostics. Knows nothing of the other files.

pub mod bibliography;
pub mod body;
pub mod config;

use std::sync::Arc;

use crate::diag::{Diagnostic, Outcome, codes, nearest};
use crate::kind::decode::{Vocabulary, decode, written};
use crate::kind::{Kind, common, page};
use crate::model::{Body, Details, Entry, EntryId, Excerpt, KindName, Lang, Node, Record, Summary, fold};
use crate::text::place::{FieldPath, Place};
use crate::text::{Fault, Source, SourceId};
use crate::yaml::{self, FrontMatter};

use body::Parsed;
use config::Config;

/// The size above which a front matter is no front matter, in bytes.
const LARGEST_FRONT_MATTER: usize = 256 * 1024;

/// Reads the entries of one file: one of a Markdown file, one a record of a bibliography.
#[must_use]
pub fn parse(source: &Source, config: &Config) -> Outcome<Vec<Entry>> {
    if bibliography::is_bibliography(&source.id) {
        return bibliography::read(source, config);
    }
    let mut found = Vec::new();
    if let Some(fault) = &source.fault {
        found.push(fault_diagnostic(source, fault));
        return Outcome { value: vec![held(source, config, None)], diagnostics: found };
    }
    let entry = match yaml::front_matter(&source.text) {
        FrontMatter::Missing => {
            let hint = "begin the file with `---`, `kind:`, `title:` and `---`, as `dossier new` does";
            found.push(
                Diagnostic::new(&codes::MISSING_FRONT_MATTER, Place::bytes(&source.id, 0..0), "the entry has no front matter").hint(hint),
            );
            let parsed = read_body(source, 0, config, &mut found);
            assemble(source, config, Head::unknown(None, None), parsed)
        }
        FrontMatter::Unclosed(span) => {
            found.push(
                Diagnostic::new(&codes::UNCLOSED_FRONT_MATTER, Place::bytes(&source.id, span), "the front matter is never closed")
                    .hint("write `---` on a line of its own after the last field"),
            );
            held(source, config, None)
        }
        FrontMatter::Found { yaml, body } => {
            let head = read_head(source, &source.text[yaml], config, &mut found);
            let parsed = read_body(source, body, config, &mut found);
            assemble(source, config, head, parsed)
        }
    };
    Outcome { value: vec![entry], diagnostics: found }
}

/// What the front matter says.
struct Head {
    kind: KindName,
    record: Record,
    details: Arc<dyn Details>,
    title: Option<Arc<str>>,
    broken: bool,
}

impl Head {
    /// The head of an entry whose front matter says too little to know its kind.
    fn unknown(kind: Option<&Node>, title: Option<Arc<str>>) -> Self {
        let kind = kind.and_then(|node| if let Node::Text(text) = node { Some(&**text) } else { None });
        let kind = KindName::new(kind.unwrap_or("page"));
        Self { kind, record: Record::default(), details: page::plain(), title, broken: true }
    }
}

fn read_head(source: &Source, text: &str, config: &Config, found: &mut Vec<Diagnostic>) -> Head {
    let first_line = Place::bytes(&source.id, 0..3);
    if text.len() > LARGEST_FRONT_MATTER {
        let message = format!("the front matter has {} bytes; {LARGEST_FRONT_MATTER} are allowed", text.len());
        found.push(Diagnostic::new(&codes::FILE_TOO_LARGE, first_line, message).hint("put the text below the front matter"));
        return Head::unknown(None, None);
    }
    let node = match yaml::decode(text) {
        Ok(Node::Null) => Node::Map(Vec::new()),
        Ok(node @ Node::Map(_)) => node,
        Ok(other) => {
            let message = format!("the front matter is {}, not fields and values", other.what());
            found.push(Diagnostic::new(&codes::INVALID_YAML, first_line, message).hint("write `name: value`, one field a line"));
            return Head::unknown(None, None);
        }
        Err(problem) => {
            // `decode` counts bytes from the start of the front matter, places from the start of the file.
            let offset = text.as_ptr() as usize - source.text.as_ptr() as usize;
            found.push(problem.diagnostic(&source.id, offset));
            return Head::unknown(None, title_line(text));
        }
    };
    let title = node.get("title").and_then(|node| if let Node::Text(text) = node { Some(text.clone()) } else { None });
    let Some(kind) = kind_of(source, &node, config, found) else {
        return Head::unknown(node.get("kind"), title);
    };
    head_of(&node, &kind, &source.id, title, config, found)
}

/// Reads the fields of an entry whose kind is known.
fn head_of(node: &Node, kind: &Kind, source: &SourceId, title: Option<Arc<str>>, config: &Config, found: &mut Vec<Diagnostic>) -> Head {
    let before = found.len();
    let fields = common::fields(kind);
    let mut record = decode(node, &fields, &FieldPath::default(), source, &vocabulary(config), found);
    record.fields.retain(|(name, _)| &**name != "kind");
    let details = (kind.make)(&record);
    let broken = found.len() > before || details.is_none();
    Head { kind: kind.name.clone(), details: details.unwrap_or_else(page::plain), record, title, broken }
}

/// What the words of a front matter may be that depend on the settings.
fn vocabulary(config: &Config) -> Vocabulary<'_> {
    Vocabulary { jurisdictions: &config.jurisdictions, kinds: &config.kinds }
}

fn kind_of(source: &Source, node: &Node, config: &Config, found: &mut Vec<Diagnostic>) -> Option<Arc<Kind>> {
    let names = || config.kinds.iter().map(|kind| kind.name.as_str());
    let place = Place::value(&source.id, FieldPath::key("kind"));
    match node.get("kind") {
        None | Some(Node::Null) => {
            let all = names().collect::<Vec<_>>().join(", ");
            let place = Place::bytes(&source.id, 0..3);
            found.push(Diagnostic::new(&codes::MISSING_FIELD, place, "the entry needs the field `kind`").hint(format!("one of {all}")));
            None
        }
        Some(Node::Text(name)) => {
            let kind = config.kinds.get(name).cloned();
            if kind.is_none() {
                let near = nearest(name, names());
                let hint = near.map_or_else(
                    || format!("the kinds are {}", names().collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("there is no kind `{}`", written(name));
                found.push(Diagnostic::new(&codes::UNKNOWN_KIND, place, message).hint(hint).meant(name, near));
            }
            kind
        }
        Some(other) => {
            found.push(Diagnostic::new(&codes::WRONG_TYPE, place, format!("`kind` must be a word, this is {}", other.what())));
            None
        }
    }
}

/// The title of a front matter that is no valid YAML, taken from its line.
fn title_line(text: &str) -> Option<Arc<str>> {
    let line = text.lines().find_map(|line| line.strip_prefix("title:"))?;
    let title = line.trim().trim_matches(['"', '\'']);
    (!title.is_empty()).then(|| Arc::from(title))
}

fn read_body(source: &Source, start: usize, config: &Config, found: &mut Vec<Diagnostic>) -> Parsed {
    let (_, lang) = name_of(&source.id, config);
    body::body(&source.text, start, &source.id, &config.markdown, &lang, found)
}

/// An entry of which only the name is known.
fn held(source: &Source, config: &Config, title: Option<Arc<str>>) -> Entry {
    assemble(source, config, Head::unknown(None, title), nothing())
}

/// No text at all.
fn nothing() -> Parsed {
    Parsed { body: Body::default(), links: Vec::new(), headings: Vec::new(), mentions: Vec::new(), excerpt: Excerpt::default() }
}

fn assemble(source: &Source, config: &Config, head: Head, parsed: Parsed) -> Entry {
    named(name_of(&source.id, config), source.id.clone(), head, parsed)
}

/// The entry of this id and language.
fn named((id, lang): (EntryId, Lang), source: SourceId, head: Head, parsed: Parsed) -> Entry {
    let fallback = head.title.clone().unwrap_or_else(|| Arc::from(id.as_str()));
    let references = head.record.all_references();
    let summary = Summary {
        common: common::common(&head.record, &fallback),
        folded: Arc::from(fold(id.as_str())),
        id,
        lang,
        kind: head.kind,
        record: head.record,
        details: head.details,
        references,
        mentions: parsed.mentions,
        headings: parsed.body.headings.clone(),
        passages: parsed.body.passages.iter().map(|passage| passage.digest).collect(),
        excerpt: parsed.excerpt,
        words: parsed.body.words,
        broken: head.broken,
    };
    Entry { source, summary: Arc::new(summary), links: parsed.links, headings: parsed.headings, body: Arc::new(parsed.body) }
}

/// The id and language in a file's name: `five-terabytes.be.md` is `five-terabytes` in `be`, if the
/// dossier has that language.
#[must_use]
pub fn name_of(source: &SourceId, config: &Config) -> (EntryId, Lang) {
    let name = source.file_name();
    let stem = name.strip_suffix(".md").unwrap_or(name);
    if let Some((id, tag)) = stem.rsplit_once('.')
        && !id.is_empty()
        && let Some(lang) = config.languages.iter().find(|lang| lang.as_str().eq_ignore_ascii_case(tag))
    {
        return (EntryId::new(id), lang.clone());
    }
    (EntryId::new(stem), config.main().clone())
}

fn fault_diagnostic(source: &Source, fault: &Fault) -> Diagnostic {
    let at = |span: &std::ops::Range<usize>| Place::bytes(&source.id, span.clone());
    match fault {
        Fault::Unreadable(reason) => {
            Diagnostic::new(&codes::UNREADABLE_FILE, Place::file(&source.id), format!("the file cannot be read: {}", written(reason)))
        }
        Fault::NotAFile(reason) => Diagnostic::new(&codes::UNREADABLE_FILE, Place::file(&source.id), written(reason)),
        Fault::NotUtf8(span) => {
            Diagnostic::new(&codes::INVALID_TEXT, at(span), "the file is not UTF-8").hint("save it as UTF-8 in your editor")
        }
        Fault::Nul(span) => {
            Diagnostic::new(&codes::INVALID_TEXT, at(span), "the file holds a NUL character").hint("take it out; it is no text")
        }
        Fault::TooLarge(size, limit) => {
            Diagnostic::new(&codes::FILE_TOO_LARGE, Place::file(&source.id), format!("the file has {size} bytes; {limit} are allowed"))
                .hint("split it into several entries")
        }
    }
}

/// The diagnostics of text files that are no entries (templates, settings) but could not be read.
#[must_use]
pub fn faults(source: &Source) -> Option<Diagnostic> {
    source.fault.as_ref().map(|fault| fault_diagnostic(source, fault))
}
