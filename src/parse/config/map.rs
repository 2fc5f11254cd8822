//! `map:` in `dossier.yaml`: what is drawn of the relations between entries.

use std::sync::Arc;

use crate::diag::{Diagnostic, codes, did_you_mean};
use crate::kind::Kinds;
use crate::kind::decode::written;
use crate::model::{Field, Record, Shape};
use crate::text::Source;
use crate::text::place::{FieldPath, Place};

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Map {
    /// Whether each entry's page shows what stands around it.
    pub entries: bool,
    /// The names of the kinds that are on the map of the whole dossier; empty for all but sources, terms and pages.
    pub kinds: Vec<Arc<str>>,
}

/// The field of the settings.
pub(super) fn field() -> Field {
    let fields = vec![
        Field::new(
            "entries",
            Shape::Bool,
            "true",
            "Whether each entry's page has a picture of the entries around it. Without the field it has.",
        ),
        Field::new(
            "kinds",
            Shape::texts(),
            "[claim, actor, designation]",
            "The kinds that are on the map of the whole dossier, by name or plural. Without the field all but sources, terms and pages.",
        ),
    ];
    Field::new(
        "map",
        Shape::Group(fields.into()),
        "{entries: true, kinds: [claim, actor]}",
        "What is drawn of the relations between entries.",
    )
}

/// The settings as they are written. A kind may be named by its plural too, as in `menu:`.
pub(super) fn map(record: &Record, kinds: &Kinds) -> Map {
    let group = record.group("map").cloned().unwrap_or_default();
    let name = |written: Arc<str>| {
        kinds.iter().find(|kind| kind.plural == *written).map_or_else(|| written.clone(), |kind| Arc::from(kind.name.as_str()))
    };
    Map { entries: group.bool("entries").unwrap_or(true), kinds: group.texts("kinds").into_iter().map(name).collect() }
}

/// Kinds that do not exist.
pub(super) fn check(record: &Record, kinds: &Kinds, source: &Source, found: &mut Vec<Diagnostic>) {
    let named = record.group("map").map(|group| group.texts("kinds")).unwrap_or_default();
    for (n, name) in named.iter().enumerate() {
        if kinds.get(name).is_none() && !kinds.iter().any(|kind| kind.plural == **name) {
            let place = Place::value(&source.id, FieldPath::key("map").then("kinds").item(n));
            let hint = did_you_mean(name, kinds.iter().map(|kind| kind.name.as_str()));
            found.push(Diagnostic::new(&codes::UNKNOWN_KIND, place, format!("there is no kind `{}`", written(name))).maybe_hint(hint));
        }
    }
}
