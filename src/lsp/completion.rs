//! What could be written where the cursor stands: names of entries, headings, sources, fields, words.
//!
//! In: what is known now, a text and a byte. Out: offers. Where the cursor stands is told by the text around it alone,
//! since a text that is being typed is broken most of the time; which fields there are is told by the schema of its kind.

mod entries;
mod values;

use super::fields::{Cursor, Spot, cursor};
use super::now::{Level, Now, level};
use super::words::{Written, written};
use crate::kind::schema::description;
use crate::model::{Field, Shape};
use crate::text::Source;
use crate::text::place::Span;

/// Something that could be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is called in the list.
    pub label: String,
    /// What it is, in a few words.
    pub detail: Option<String>,
    /// More about it; Markdown.
    pub doc: Option<String>,
    /// What is compared with what was typed, if that is not the label.
    pub filter: Option<String>,
    /// What is written.
    pub insert: String,
    /// Whether that has places to jump to, in the protocol's signs.
    pub is_snippet: bool,
    /// What it is.
    pub sort: Sort,
}

/// What is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// An entry.
    Entry,
    /// A source.
    Source,
    /// A heading.
    Heading,
    /// A field.
    Field,
    /// One of a few words.
    Word,
    /// A text that is in use elsewhere.
    Text,
}

/// What is offered at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// The bytes that what is chosen takes the place of.
    pub replace: Span,
    /// The offers, the best first.
    pub all: Vec<Offer>,
    /// Whether more typing may bring other offers.
    pub is_incomplete: bool,
}

impl Offer {
    /// An offer of a word.
    fn word(label: &str, sort: Sort) -> Self {
        Self { label: label.to_owned(), detail: None, doc: None, filter: None, insert: label.to_owned(), is_snippet: false, sort }
    }
}

/// What could be written at a byte of a file. `takes_snippets` is whether the client can jump between places.
#[must_use]
pub fn complete(now: Now<'_>, source: &Source, offset: usize, takes_snippets: bool) -> Option<Offers> {
    if super::now::is_markdown(&source.id)
        && let Some(found) = written(&source.text, offset)
    {
        return in_words(now, source, found, offset);
    }
    let yaml = now.yaml(source)?;
    if !(yaml.contains(&offset) || yaml.end == offset && offset == source.text.len()) {
        return None;
    }
    let text = &source.text[yaml.clone()];
    let mut found = cursor(text, offset - yaml.start)?;
    let typed = text.get(found.token.start..offset - yaml.start).unwrap_or("").to_owned();
    found.token = found.token.start + yaml.start..found.token.end + yaml.start;
    let level = level(now.fields(source, text), &found.path)?;
    match (found.spot, level) {
        (Spot::Key | Spot::Open, Level::Group(fields)) => {
            Some(Offers { all: fields_offered(&fields, &found, takes_snippets), replace: found.token, is_incomplete: false })
        }
        (Spot::Value | Spot::Open, Level::Field(field)) => values::offered(now, source, field, &found, &typed),
        (Spot::Key, Level::Field(_)) | (Spot::Value, Level::Group(_)) => None,
    }
}

/// What could be written in a link or citation.
fn in_words(now: Now<'_>, source: &Source, found: Written, offset: usize) -> Option<Offers> {
    let lang = now.lang(&source.id);
    match found {
        Written::Name { name, is_closed } => {
            let end = if is_closed { "" } else { "]]" };
            let typed = source.text.get(name.start..offset)?;
            let (all, is_incomplete) = entries::offered(now, &lang, &[], typed, |id| format!("{id}{end}"));
            Some(Offers { replace: name, all, is_incomplete })
        }
        Written::Source { name, is_open } => {
            let end = if is_open { "]" } else { "" };
            let typed = source.text.get(name.start..offset)?;
            let (all, is_incomplete) = entries::offered(now, &lang, &["source".into()], typed, |id| format!("{id}{end}"));
            Some(Offers { replace: name, all, is_incomplete })
        }
        Written::Heading { name, heading, is_closed } => {
            let own;
            let body = if name.is_empty() {
                own = now.entry(source)?;
                &own.body
            } else {
                &now.named(&name, &lang)?.body
            };
            let end = if is_closed { "" } else { "]]" };
            let offer = |label: &str, name: &str, detail: String| Offer {
                insert: format!("{name}{end}"),
                detail: Some(detail),
                ..Offer::word(label, Sort::Heading)
            };
            let headings = body.headings.iter().enumerate().map(|(number, heading)| {
                // A heading can be named by its words unless they hold a sign that means something in a link, or name another.
                let is_named = || body.heading(&heading.text).is_some_and(|(found, _)| found == number);
                let by_words = !heading.text.contains(['|', '#', '[', ']', '^']) && is_named();
                let name = if by_words { &heading.text } else { &heading.id };
                offer(&heading.text, name, format!("heading {}", heading.level))
            });
            let blocks = body.blocks.iter().map(|block| offer(&block.id, &block.id, "block".to_owned()));
            Some(Offers { replace: heading, all: headings.chain(blocks).collect(), is_incomplete: false })
        }
    }
}

/// The fields that are not written yet, those that are required first.
fn fields_offered(fields: &[&Field], cursor: &Cursor, takes_snippets: bool) -> Vec<Offer> {
    let free = fields.iter().filter(|field| !cursor.siblings.iter().any(|name| *name == *field.name));
    let mut free: Vec<&&Field> = free.collect();
    free.sort_by_key(|field| !field.required);
    free.into_iter().map(|field| field_offered(field, cursor, takes_snippets)).collect()
}

fn field_offered(field: &Field, cursor: &Cursor, takes_snippets: bool) -> Offer {
    let mut offer = Offer::word(&field.name, Sort::Field);
    offer.detail = Some(if field.required { "required".to_owned() } else { "optional".to_owned() });
    offer.doc = Some(format!("{}\n\nFor example: `{}: {}`", description(field), field.name, field.example));
    if cursor.has_colon {
        return offer;
    }
    offer.insert = format!("{}: ", field.name);
    if takes_snippets && !cursor.in_flow {
        let below = " ".repeat(2);
        if let Some(text) = group_snippet(field, &below) {
            offer.insert = text;
            offer.is_snippet = true;
        }
    }
    offer
}

/// A field that holds groups with those of their fields that are required, and a place to jump to in each. The client
/// indents all lines as the first.
fn group_snippet(field: &Field, indent: &str) -> Option<String> {
    let (inner, dash) = match &field.shape {
        Shape::Group(inner) => (inner, ""),
        Shape::List(item) => match &**item {
            Shape::Group(inner) => (inner, "- "),
            _ => return None,
        },
        _ => return None,
    };
    let mut names: Vec<&Field> = inner.iter().filter(|field| field.required).collect();
    if names.is_empty() {
        names.extend(inner.first());
    }
    let mut text = format!("{}:", field.name);
    for (n, name) in names.iter().enumerate() {
        let dash = if n == 0 { dash.to_owned() } else { " ".repeat(dash.len()) };
        text.push_str(&format!("\n{indent}{dash}{}: ${}", name.name, n + 1));
    }
    Some(text)
}
