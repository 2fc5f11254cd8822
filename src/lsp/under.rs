//! What stands under the cursor: a link, a citation, a relation, a field, a word, a heading of the entry itself. The one
//! place that says so; hover, definition, references and rename all ask it.

use std::sync::Arc;

use super::fields::{Spot, cursor};
use super::now::{Level, Now, item, level};
use super::words::{Written, written};
use crate::kind::Kind;
use crate::link::{File, Resolution};
use crate::model::body::Part;
use crate::model::{Entry, Field, Shape};
use crate::text::place::Span;
use crate::text::{Source, SourceId};

/// Something under the cursor, and its bytes.
#[derive(Debug)]
pub struct Under<'a> {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub what: What<'a>,
}

/// What something is.
#[derive(Debug)]
pub enum What<'a> {
    /// It leads to an entry, maybe to a heading of it.
    Entry(&'a Arc<Entry>, Option<usize>),
    /// It leads to a heading of the same text.
    Here(usize),
    /// It leads to a file that is no entry.
    File(&'a File),
    /// It is what the entry of this file is called: its title, an alias, its first line, a heading (with its number).
    Itself(Option<usize>),
    /// The name of a field.
    Field(&'a Field),
    /// A kind.
    Kind(&'a Arc<Kind>),
    /// A word of a field, and what it means.
    Word(&'static str, &'static str),
}

/// What stands at a byte of a file.
#[must_use]
pub fn under<'a>(now: Now<'a>, source: &Source, offset: usize) -> Option<Under<'a>> {
    if super::now::holds_records(&source.id) {
        return record(now, source, offset);
    }
    let yaml = now.yaml(source);
    match yaml.filter(|yaml| yaml.contains(&offset) || yaml.end == offset && offset == source.text.len()) {
        Some(yaml) => in_fields(now, source, &yaml, offset),
        None if super::now::is_markdown(&source.id) => in_text(now, source, offset),
        None => None,
    }
}

fn in_text<'a>(now: Now<'a>, source: &Source, offset: usize) -> Option<Under<'a>> {
    let entry = now.entry(source)?;
    let holds = |span: &Span| span.start <= offset && offset <= span.end;
    // A picture may stand in a link: the shorter of the two is meant.
    let link = entry.links.iter().filter(|link| holds(&link.span)).min_by_key(|link| link.span.len());
    if let Some(link) = link {
        let target = entry.body.targets.get(link.target as usize)?;
        return led(now, &entry, target).map(|what| Under { span: link.span.clone(), what });
    }
    let first_line = source.text.find('\n').unwrap_or(source.text.len());
    if offset <= first_line && source.text.starts_with("---") {
        return Some(Under { span: 0..3, what: What::Itself(None) });
    }
    let heading = entry.headings.iter().position(|span| span.start <= offset && offset <= trimmed(source, span).end)?;
    Some(Under { span: trimmed(source, &entry.headings[heading]), what: What::Itself(Some(heading)) })
}

/// The number of a heading; a block has none.
fn heading_number(part: Part<'_>) -> Option<usize> {
    match part {
        Part::Heading(number, _) => Some(number),
        Part::Block(_) => None,
    }
}

/// The first line of a heading, which may end with a line end and may be underlined.
fn trimmed(source: &Source, span: &Span) -> Span {
    let text = source.text.get(span.clone()).unwrap_or("");
    span.start..span.start + text.find(['\n', '\r']).unwrap_or(text.len())
}

/// What a link of an entry that was just read leads to.
fn led<'a>(now: Now<'a>, entry: &Entry, target: &crate::model::Target) -> Option<What<'a>> {
    // The dossier answers for the entry as it holds it, whose texts live as long as it does; only what is in the same
    // text is asked of the text just read.
    if target.name.is_empty() {
        return entry.body.heading(target.fragment.as_deref()?).map(|(number, _)| What::Here(number));
    }
    let held = now.dossier.entry(&entry.summary.key())?;
    match now.dossier.resolve(held, target) {
        Resolution::Entry(to, part) => Some(What::Entry(to, part.and_then(heading_number))),
        Resolution::Miss(crate::link::Miss::NoHeading(key)) => now.dossier.entry(&key).map(|to| What::Entry(to, None)),
        Resolution::File(file) => Some(What::File(file)),
        Resolution::Here(..) | Resolution::Hidden(_) | Resolution::Outside | Resolution::Miss(_) => None,
    }
}

fn in_fields<'a>(now: Now<'a>, source: &Source, yaml: &Span, offset: usize) -> Option<Under<'a>> {
    let lang = now.lang(&source.id);
    // Some values are Markdown, with links and citations of their own.
    let named = match written(&source.text, offset) {
        Some(Written::Name { name, .. } | Written::Source { name, .. }) => Some((source.text.get(name.clone())?.trim(), name)),
        Some(Written::Heading { ref name, ref heading, .. }) => Some((name.as_str(), heading.clone())).filter(|(name, _)| !name.is_empty()),
        None => None,
    }
    .and_then(|(name, span)| Some((now.named(name, &lang)?, span)));
    if let Some((entry, span)) = named {
        return Some(Under { span, what: What::Entry(entry, None) });
    }
    let text = &source.text[yaml.clone()];
    let found = cursor(text, offset - yaml.start)?;
    let span = found.token.start + yaml.start..found.token.end + yaml.start;
    let top = now.fields(source, text);
    if found.spot == Spot::Key {
        let mut path = found.path;
        path.push(text[found.token].to_owned());
        let what = field(top, &path).map(What::Field)?;
        return Some(Under { span, what });
    }
    let value = &text[found.token];
    let Level::Field(field) = level(top, &found.path)? else { return None };
    let what = match item(&field.shape) {
        Shape::Ref(_) | Shape::RefOrName(_) => What::Entry(now.named(value, &lang)?, None),
        Shape::Word(words) => words.iter().find(|(word, _)| *word == value).map(|(word, doc)| What::Word(word, doc))?,
        Shape::Text if found.path == ["kind"] => What::Kind(now.dossier.config.kinds.get(value)?),
        Shape::Text if matches!(found.path.as_slice(), [name] if matches!(&**name, "title" | "short_title" | "aliases")) => {
            What::Itself(None)
        }
        Shape::Text if matches!(found.path.as_slice(), [name] if matches!(&**name, "home" | "menu")) => {
            What::Entry(now.named(value, &lang)?, None)
        }
        _ => return None,
    };
    Some(Under { span, what })
}

/// The field at the end of a way, be it a group or not.
fn field<'a>(top: Vec<&'a Field>, path: &[String]) -> Option<&'a Field> {
    let (last, before) = path.split_last()?;
    match level(top, before)? {
        Level::Group(fields) => fields.into_iter().find(|field| field.name == **last),
        Level::Field(_) => None,
    }
}

/// The record of a bibliography whose key is under the cursor: `@online{key,` or, at the beginning of a line, `key:`.
fn record<'a>(now: Now<'a>, source: &Source, offset: usize) -> Option<Under<'a>> {
    let start = source.text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = source.text[start..].lines().next()?;
    let (from, to) = match line.trim_start().strip_prefix('@') {
        Some(_) => (line.find('{')? + 1, line.find(',').unwrap_or(line.len())),
        None if line.starts_with([' ', '#']) => return None,
        None => (0, line.find(':')?),
    };
    let written = line.get(from..to)?;
    let key = written.trim().trim_matches(['"', '\'']);
    let span = start + from..start + to;
    let id = SourceId::new(&format!("{}#{key}", source.id));
    let entry = now.named(key, &now.lang(&source.id)).filter(|entry| entry.source == id)?;
    (span.start <= offset && offset <= span.end).then_some(Under { span, what: What::Entry(entry, None) })
}
