//! What every relation is called from both ends, in every language: made once a build.

use std::collections::BTreeMap;
use std::sync::Arc;

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
    none: Arc<str>,
}

/// The two ends of a relation.
#[derive(Debug, Clone)]
struct Words {
    /// From the end of the entry that points: "Claimed by".
    to: Arc<str>,
    /// From the end of the entry it points to: "Claims made".
    from: Arc<str>,
}

impl Relations {
    /// What a relation is called on the page of the entry that points, or (`incoming`) on the other one's.
    #[must_use]
    pub fn label(&self, lang: &Lang, relation: &str, incoming: bool) -> &Arc<str> {
        let words = self.words.get(lang).and_then(|words| words.get(relation));
        words.map_or(&self.none, |words| if incoming { &words.from } else { &words.to })
    }
}

/// Gathers the words.
#[must_use]
pub fn relations(config: &Config, strings: &Strings) -> Relations {
    let mut words = BTreeMap::new();
    for lang in &config.languages {
        let mut all = HashMap::default();
        for (name, label, english) in [(MENTION, "map-speaks-of", "speaks of"), (CITED, "map-cites", "cites")] {
            let from = strings.label(lang, &format!("inverse-{name}"), name);
            all.insert(Arc::from(name), Words { to: strings.label(lang, label, english), from });
        }
        for kind in config.kinds.iter() {
            for field in common::schema().iter().chain(&kind.schema) {
                add(&mut all, &config.kinds, strings, lang, (kind.name.as_str(), ""), field);
            }
        }
        words.insert(lang.clone(), all);
    }
    Relations { words, none: Arc::from("") }
}

/// Adds the relations of a field; within a group the label of the group stands before that of the field.
fn add(all: &mut HashMap<Arc<str>, Words>, kinds: &Kinds, strings: &Strings, lang: &Lang, (before, group): (&str, &str), field: &Field) {
    let name = format!("{before}-{}", field.name);
    let label = strings.label(lang, &format!("field-{}", field.name), &field.label);
    let label = if group.is_empty() { label } else { format!("{group} · {label}").into() };
    if field.shape.relation().is_some() {
        let english = kinds.inverses.get(&name).map_or("", |words| words);
        let from = strings.label(lang, &format!("inverse-{name}"), english);
        all.insert(name.into(), Words { to: label, from });
        return;
    }
    let inner = if let Shape::List(inner) = &field.shape { inner } else { &field.shape };
    if let Shape::Group(fields) = inner {
        fields.iter().for_each(|field| add(all, kinds, strings, lang, (&name, &label), field));
    }
}
