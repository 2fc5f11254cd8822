//! Every address outside that a dossier names, with all places where it does: links in texts and in the front matter,
//! addresses of sources and of their copies, credits of pictures.
//!
//! In: the linked dossier. Out: each address once, without its fragment. Asks nobody for anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::kind::common;
use crate::kind::linked::details;
use crate::kind::source::Source;
use crate::link::Dossier;
use crate::model::{Entry, Field, Shape, TargetKind, Value};
use crate::parse::body::inline;
use crate::text::address::Address;
use crate::text::place::{FieldPath, Place};

/// What an address is where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A link, or an address in a credit.
    Link,
    /// The address of the source with this id.
    Source {
        /// Its id.
        id: Arc<str>,
        /// Whether an archived copy of it is named.
        has_copy: bool,
    },
    /// The address of an archived copy.
    Copy,
}

/// An address and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The address, without its fragment.
    pub address: Address,
    /// Where, and as what, in the order of places.
    pub places: Vec<(Place, Role)>,
}

/// All addresses outside, in order.
#[must_use]
pub fn outgoing(dossier: &Dossier) -> Vec<Outgoing> {
    let mut all: BTreeMap<Address, Vec<(Place, Role)>> = BTreeMap::new();
    for entry in dossier.entries.values() {
        let mut add = |text: &str, place: Place, role: Role| {
            if let Some(address) = Address::new(text) {
                all.entry(address).or_default().push((place, role));
            }
        };
        in_text(entry, &mut add);
        in_head(dossier, entry, &mut add);
    }
    all.into_iter()
        .map(|(address, mut places)| {
            places.sort_by(|(a, _), (b, _)| a.cmp(b));
            places.dedup_by(|(a, _), (b, _)| a == b);
            Outgoing { address, places }
        })
        .collect()
}

fn in_text(entry: &Entry, add: &mut impl FnMut(&str, Place, Role)) {
    for link in &entry.links {
        let Some(target) = entry.body.targets.get(link.target as usize) else { continue };
        if matches!(target.kind, TargetKind::Outside | TargetKind::Image) {
            add(&target.name, Place::bytes(&entry.source, link.span.clone()), Role::Link);
        }
    }
}

/// What the front matter names, by the schema of its kind.
fn in_head(dossier: &Dossier, entry: &Entry, add: &mut impl FnMut(&str, Place, Role)) {
    let summary = &entry.summary;
    for correction in summary.common.corrections.iter().enumerate() {
        let path = FieldPath::key("corrections").item(correction.0).then("text");
        in_prose(dossier, entry, &correction.1.text, &path, add);
    }
    if let Some(image) = &summary.common.image {
        let path = FieldPath::key("image");
        image.caption.iter().for_each(|caption| in_prose(dossier, entry, caption, &path.then("caption"), add));
        for address in image.credit.iter().flat_map(|credit| in_words(credit)) {
            add(address, Place::value(&entry.source, path.then("credit")), Role::Link);
        }
    }
    let Some(kind) = dossier.kind(&summary.kind) else { return };
    let fields: Vec<&Field> = kind.schema.iter().filter(|field| !common::schema().iter().any(|known| known.name == field.name)).collect();
    let source = details::<Source>(summary);
    for field in fields {
        let Some(value) = summary.record.get(&field.name) else { continue };
        let role = match (source, &*field.name) {
            (Some(source), "url") => Role::Source { id: Arc::from(summary.id.as_str()), has_copy: source.archive_url.is_some() },
            (Some(_), "archive_url") => Role::Copy,
            _ => Role::Link,
        };
        in_value(dossier, entry, (value, &field.shape), &FieldPath::key(&field.name), &role, add);
    }
}

fn in_value(
    dossier: &Dossier,
    entry: &Entry,
    (value, shape): (&Value, &Shape),
    path: &FieldPath,
    role: &Role,
    add: &mut impl FnMut(&str, Place, Role),
) {
    match (value, shape) {
        (Value::Text(text), Shape::Url) => add(text, Place::value(&entry.source, path.clone()), role.clone()),
        (Value::Text(text), Shape::Prose) => in_prose(dossier, entry, text, path, add),
        (Value::List(items), Shape::List(shape)) => {
            for (n, item) in items.iter().enumerate() {
                in_value(dossier, entry, (item, shape), &path.item(n), role, &mut *add);
            }
        }
        (Value::Group(record), Shape::Group(fields)) => {
            for field in fields.iter() {
                if let Some(value) = record.get(&field.name) {
                    in_value(dossier, entry, (value, &field.shape), &path.then(&field.name), role, &mut *add);
                }
            }
        }
        _ => {}
    }
}

/// The links of inline Markdown. Its bytes are not those of the file, so the place is the field.
fn in_prose(dossier: &Dossier, entry: &Entry, text: &str, path: &FieldPath, add: &mut impl FnMut(&str, Place, Role)) {
    if !text.contains("//") {
        return;
    }
    let body = inline(text, &entry.source, &dossier.config.markdown, &entry.summary.lang);
    for target in body.targets.iter().filter(|target| matches!(target.kind, TargetKind::Outside | TargetKind::Image)) {
        add(&target.name, Place::value(&entry.source, path.clone()), Role::Link);
    }
}

/// Addresses in plain words.
fn in_words(text: &str) -> impl Iterator<Item = &str> {
    let marks = ['(', ')', '<', '>', ',', ';', '.', '"', '“', '”', '«', '»'];
    text.split_whitespace()
        .map(move |word| word.trim_matches(marks))
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
}
