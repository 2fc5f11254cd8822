//! What every relation is called from both ends, in every language: made once a build.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use ahash::HashMap;

use super::strings::Strings;
use crate::kind::{Kinds, common};
use crate::link::graph::{CITED, MENTION};
use crate::model::Lang;
use crate::model::schema::{Field, Shape};
use crate::parse::config::Config;

/// The words for relations, by language and by the name of the relation.
#[derive(Debug, Default)]
pub struct Relations {
    words: BTreeMap<Lang, HashMap<Arc<str>, Words>>,
    none: Called,
}

/// The two ends of a relation.
#[derive(Debug)]
struct Words {
    /// From the end of the entry that points: "Claimed by".
    to: Called,
    /// From the end of the entry it points to: "Claims made".
    from: Called,
    /// The heading over those that point: the same, or the relation's own name where nobody named it.
    heading: Arc<str>,
}

/// What a relation is called from one end.
#[derive(Debug, Default)]
pub struct Called {
    /// As it is.
    pub label: Arc<str>,
    /// As pictures write it, once one has asked: each line with a line break after it.
    lines: OnceLock<Box<str>>,
}

impl Called {
    fn new(label: Arc<str>) -> Self {
        Self { label, lines: OnceLock::new() }
    }

    /// It in lines as pictures write them; `break_up` makes them the first time, and always makes the same.
    pub fn lines(&self, break_up: impl FnOnce(&str) -> String) -> &str {
        self.lines.get_or_init(|| break_up(&self.label).into())
    }
}

impl Relations {
    /// What a relation is called on the page of the entry that points, or (`incoming`) on the other one's.
    #[must_use]
    pub fn label(&self, lang: &Lang, relation: &str, incoming: bool) -> &Arc<str> {
        &self.called(lang, relation, incoming).label
    }

    /// The same for pictures.
    #[must_use]
    pub fn called(&self, lang: &Lang, relation: &str, incoming: bool) -> &Called {
        self.words(lang, relation).map_or(&self.none, |words| if incoming { &words.from } else { &words.to })
    }

    /// The heading over the entries that point by a relation; nothing for one that no kind has.
    #[must_use]
    pub fn heading(&self, lang: &Lang, relation: &str) -> Option<&Arc<str>> {
        self.words(lang, relation).map(|words| &words.heading)
    }

    fn words(&self, lang: &Lang, relation: &str) -> Option<&Words> {
        self.words.get(lang)?.get(relation)
    }
}

/// Gathers the words.
#[must_use]
pub fn relations(config: &Config, strings: &Strings) -> Relations {
    let mut words = BTreeMap::new();
    for lang in &config.languages {
        let mut all = HashMap::default();
        let of_prose = [(MENTION, "map-speaks-of", "speaks of", "mentioned in"), (CITED, "map-cites", "cites", "cited in")];
        for (name, label, english, inverse) in of_prose {
            let from = |english: &str| strings.label(lang, &format!("inverse-{name}"), english);
            let to = Called::new(strings.label(lang, label, english));
            all.insert(Arc::from(name), Words { to, from: Called::new(from(name)), heading: from(inverse) });
        }
        for kind in config.kinds.iter() {
            for field in common::schema().iter().chain(&kind.schema) {
                add(&mut all, &config.kinds, strings, lang, (kind.name.as_str(), ""), field);
            }
        }
        words.insert(lang.clone(), all);
    }
    Relations { words, none: Called::default() }
}

/// Adds the relations of a field; within a group the label of the group stands before that of the field.
fn add(all: &mut HashMap<Arc<str>, Words>, kinds: &Kinds, strings: &Strings, lang: &Lang, (before, group): (&str, &str), field: &Field) {
    let name = format!("{before}-{}", field.name);
    let label = strings.label(lang, &format!("field-{}", field.name), &field.label);
    let label = if group.is_empty() { label } else { format!("{group} · {label}").into() };
    if field.shape.relation().is_some() {
        let english = kinds.inverses.get(&*name);
        let from = |none: &str| strings.label(lang, &format!("inverse-{name}"), english.map_or(none, |words| words));
        let (from, heading) = (Called::new(from("")), from(&name));
        all.insert(name.into(), Words { to: Called::new(label), from, heading });
        return;
    }
    let inner = if let Shape::List(inner) = &field.shape { inner } else { &field.shape };
    if let Shape::Group(fields) = inner {
        fields.iter().for_each(|field| add(all, kinds, strings, lang, (&name, &label), field));
    }
}
