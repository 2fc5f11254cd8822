//! The kinds of entries: the first of the three tables to extend.
//!
//! Each kind is a file with its struct, its schema, its checks, its JSON-LD and its `kind()`; each is a row
//! in [`KINDS`]. Decoding, hints for unknown fields, JSON Schema, `dossier new`, the reference page, the
//! card, the index and the backlinks by relation follow from the row.

pub mod actor;
pub mod address;
pub mod card;
pub mod case;
pub mod claim;
pub mod common;
pub mod declared;
pub mod decode;
pub mod designation;
pub mod effect;
pub mod event;
pub mod explainer;
pub mod instrument;
pub mod linked;
pub mod page;
pub mod provision;
pub mod question;
pub mod reference;
pub mod scaffold;
pub mod schema;
pub mod source;
pub mod term;

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use crate::diag::Code;
use crate::model::schema::{Field, Schema, Shape, Text};
use crate::model::{Details, KindName, Record};

/// A kind of entry.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name in front matter: `claim`.
    pub name: KindName,
    /// Its name for people, English: `claim`. A theme may translate it under `kind-NAME`.
    pub label: Text,
    /// The folder of its pages and the name of its index: `claims`.
    pub plural: Text,
    /// The heading of its index, English: `Claims`. A theme may translate it under `kinds-NAME`.
    pub title: Text,
    /// What it is for: Markdown, for the reference and for `dossier new`.
    pub doc: Text,
    /// Its own fields. The common ones are in [`common::schema`].
    pub schema: Schema,
    /// Whether the common field `date` is required.
    pub dated: bool,
    /// Makes the typed struct of a record; nothing if a required field is missing (already reported).
    pub make: fn(&Record) -> Option<Arc<dyn Details>>,
    /// The template that `dossier.yaml` asks for; else `kind/NAME.html` or `entry.html`.
    pub template: Option<Text>,
}

/// The built-in kinds.
pub const KINDS: &[fn() -> Kind] = &[
    explainer::kind,
    event::kind,
    actor::kind,
    claim::kind,
    designation::kind,
    instrument::kind,
    provision::kind,
    effect::kind,
    case::kind,
    question::kind,
    source::kind,
    term::kind,
    page::kind,
];

/// The kinds of one dossier: the built-in ones and those it declares.
#[derive(Debug, Clone)]
pub struct Kinds {
    /// By name.
    pub by_name: BTreeMap<KindName, Arc<Kind>>,
    /// In the order of the table, declared ones last.
    pub order: Vec<KindName>,
    /// What the entry at the other end calls each relation, by its name: `claim-history-by`.
    pub inverses: HashMap<Arc<str>, Text>,
}

impl Kinds {
    /// The built-in kinds and these.
    #[must_use]
    pub fn with(declared: Vec<Kind>) -> Self {
        let all: Vec<Kind> = KINDS.iter().map(|make| make()).chain(declared).collect();
        let order = all.iter().map(|kind| kind.name.clone()).collect();
        let mut inverses = HashMap::default();
        for kind in &all {
            for field in common::schema().iter().chain(&kind.schema) {
                add_inverses(&mut inverses, kind.name.as_str(), field);
            }
        }
        let by_name = all.into_iter().map(|kind| (kind.name.clone(), Arc::new(kind))).collect();
        Self { by_name, order, inverses }
    }

    /// The kind of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<Kind>> {
        self.by_name.get(&KindName::new(name))
    }

    /// All kinds in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.order.iter().filter_map(|name| self.by_name.get(name))
    }
}

/// The codes of what the kinds themselves report, in the order of the table.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    [actor::CODES, claim::CODES, designation::CODES, provision::CODES, effect::CODES, case::CODES, question::CODES].concat()
}

/// Names every relation in a field by the kind and the way to it.
fn add_inverses(inverses: &mut HashMap<Arc<str>, Text>, before: &str, field: &Field) {
    let name = format!("{before}-{}", field.name);
    if let Some(relation) = field.shape.relation() {
        inverses.insert(name.into(), relation.inverse.clone());
        return;
    }
    let inner = if let Shape::List(inner) = &field.shape { inner } else { &field.shape };
    if let Shape::Group(fields) = inner {
        fields.iter().for_each(|field| add_inverses(inverses, &name, field));
    }
}
