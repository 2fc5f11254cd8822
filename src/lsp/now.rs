//! What is known now: the newest texts, and the dossier of the last build. What every answer is made from.
//!
//! Answers must not wait for a build: the text under the cursor is read anew, alone, and its names are looked up in
//! the dossier as it was a moment ago.

use std::sync::Arc;

use crate::kind::{Kind, common};
use crate::link::{Dossier, Found};
use crate::model::date::Day;
use crate::model::{Entry, Field, Lang, Shape};
use crate::parse::bibliography::{is_bibliography, record_of};
use crate::parse::config::{self, SETTINGS};
use crate::parse::{name_of, parse};
use crate::text::place::Span;
use crate::text::{Snapshot, Source, SourceId};
use crate::yaml::{FrontMatter, front_matter};

/// What is known now.
#[derive(Debug, Clone, Copy)]
pub struct Now<'a> {
    /// The newest texts.
    pub snapshot: &'a Snapshot,
    /// The dossier as the last build linked it.
    pub dossier: &'a Dossier,
    /// The day, for what stands so as of today.
    pub today: Option<Day>,
}

/// The fields that may stand somewhere: of a group, or the one of which a value is written.
#[derive(Debug, Clone)]
pub enum Level<'a> {
    /// The fields of a group.
    Group(Vec<&'a Field>),
    /// A field that holds no fields.
    Field(&'a Field),
}

impl<'a> Now<'a> {
    /// The entry of a Markdown file, as its newest text says.
    #[must_use]
    pub fn entry(&self, source: &Source) -> Option<Entry> {
        (is_markdown(&source.id)).then(|| parse(source, &self.dossier.config).value.into_iter().next()).flatten()
    }

    /// The language of a file.
    #[must_use]
    pub fn lang(&self, source: &SourceId) -> Lang {
        name_of(source, &self.dossier.config).1
    }

    /// The entry that a name means to somebody who reads in a language.
    #[must_use]
    pub fn named(&self, name: &str, lang: &Lang) -> Option<&'a Arc<Entry>> {
        match self.dossier.graph.names.find(name) {
            Found::One(id) => self.dossier.shown(&id, lang),
            Found::Several(_) | Found::None => None,
        }
    }

    /// The bytes of a file in which fields are written: its front matter, or all of it if it holds the settings.
    #[must_use]
    pub fn yaml(&self, source: &Source) -> Option<Span> {
        if source.id.as_str() == SETTINGS {
            return Some(0..source.text.len());
        }
        if !is_markdown(&source.id) {
            return None;
        }
        match front_matter(&source.text) {
            FrontMatter::Found { yaml, .. } => Some(yaml),
            // It is being written: the line that closes it has not come yet.
            FrontMatter::Unclosed(line) => source.text[line.end..].find('\n').map(|at| line.end + at + 1..source.text.len()),
            FrontMatter::Missing => None,
        }
    }

    /// The kind that a front matter says it is of.
    #[must_use]
    pub fn kind(&self, yaml: &str) -> Option<&'a Arc<Kind>> {
        let line = yaml.lines().find_map(|line| line.strip_prefix("kind:"))?;
        let name = line.split(" #").next().unwrap_or(line).trim().trim_matches(['"', '\'']);
        self.dossier.config.kinds.get(name)
    }

    /// The fields at the top of a file: those of its kind, or the common ones where it has none yet.
    #[must_use]
    pub fn fields(&self, source: &Source, yaml: &str) -> Vec<&'a Field> {
        if source.id.as_str() == SETTINGS {
            return config::schema().iter().collect();
        }
        self.kind(yaml).map_or_else(|| common::schema().iter().collect(), |kind| common::fields(kind))
    }
}

/// What may stand at the end of a way.
#[must_use]
pub fn level<'a>(top: Vec<&'a Field>, path: &[String]) -> Option<Level<'a>> {
    let mut level = Level::Group(top);
    for step in path {
        let fields = match level {
            Level::Group(fields) => fields,
            // Below a field that may hold anything there may be anything.
            Level::Field(field) if matches!(field.shape, Shape::Free | Shape::ByLanguage) => continue,
            Level::Field(_) => return None,
        };
        let field = fields.into_iter().find(|field| field.name == **step)?;
        level = match item(&field.shape) {
            Shape::Group(inner) => Level::Group(inner.iter().collect()),
            _ => Level::Field(field),
        };
    }
    Some(level)
}

/// The shape of one value, also where several may be listed.
#[must_use]
pub fn item(shape: &Shape) -> &Shape {
    if let Shape::List(item) = shape { item } else { shape }
}

/// Whether a file is Markdown below the folder of the entries.
#[must_use]
pub fn is_markdown(id: &SourceId) -> bool {
    let name = id.file_name().as_bytes();
    id.as_str().starts_with(crate::link::CONTENT) && name.len() > 3 && name[name.len() - 3..].eq_ignore_ascii_case(b".md")
}

/// The file in which an entry stands: a record's is its bibliography.
#[must_use]
pub fn file_of(source: &SourceId) -> SourceId {
    record_of(source).map_or_else(|| source.clone(), |(file, _)| file)
}

/// Whether a file is a bibliography.
#[must_use]
pub fn holds_records(id: &SourceId) -> bool {
    is_bibliography(id)
}
