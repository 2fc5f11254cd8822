//! `theme.yaml`: what a theme says of itself, and the chain of its parents.
//!
//! In: the snapshot and the name of a theme. Out: its settings and those of its parents, nearest first, or
//! diagnostics. Knows nothing of templates.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::diag::{Diagnostic, codes, did_you_mean};
use crate::kind::Kinds;
use crate::kind::decode::{Vocabulary, decode};
use crate::model::{Field, Node, Record, Shape};
use crate::parse::config::SETTINGS;
use crate::parse::faults;
use crate::text::place::{FieldPath, Place};
use crate::text::{Snapshot, Source, SourceId};
use crate::view::CONTRACT;
use crate::yaml;

static SCHEMA: LazyLock<Vec<Field>> = LazyLock::new(|| {
    vec![
        Field::new("contract", Shape::Number, "1", "The version of the view that the templates are written for.").required(),
        Field::new("description", Shape::Text, "A sober theme for dossiers.", "What the theme is, for people who choose one."),
        Field::new(
            "parent",
            Shape::Text,
            "ledger",
            "The theme whose templates, strings and static files are used where this one has none.",
        ),
        Field::new(
            "styles",
            Shape::texts(),
            "[ledger.css]",
            "The style sheets every page loads, as paths in `static/`. Without it, those of the parent.",
        ),
        Field::new(
            "scripts",
            Shape::texts(),
            "[search.js]",
            "The scripts every page loads, as paths in `static/`. Without it, those of the parent. Pages must work without them.",
        ),
    ]
});

/// The fields of `theme.yaml`, for the reference.
#[must_use]
pub fn schema() -> &'static [Field] {
    &SCHEMA
}

/// What one `theme.yaml` says.
pub(super) struct Settings {
    /// The theme's name, that of its folder.
    pub name: Arc<str>,
    /// The file.
    pub source: SourceId,
    /// The name of the parent.
    pub parent: Option<Arc<str>>,
    /// The style sheets, if it names any.
    pub styles: Option<Vec<Arc<str>>>,
    /// The scripts, if it names any.
    pub scripts: Option<Vec<Arc<str>>>,
}

/// The theme and its parents, nearest first. Empty if the theme does not exist.
pub(super) fn chain(snapshot: &Snapshot, name: &str, found: &mut Vec<Diagnostic>) -> Vec<Settings> {
    let mut chain: Vec<Settings> = Vec::new();
    let mut wanted: Arc<str> = Arc::from(name);
    let mut place = Place::value(&SourceId::new(SETTINGS), FieldPath::key("theme"));
    loop {
        if chain.iter().any(|theme| theme.name == wanted) {
            let message = format!("the theme `{wanted}` is its own parent");
            found.push(
                Diagnostic::new(&codes::INVALID_SETTINGS, place, message).hint("take `parent:` out of one of the themes of the circle"),
            );
            return chain;
        }
        let Some(source) = file(snapshot, &wanted) else {
            found.push(missing(snapshot, &wanted, place));
            return chain;
        };
        let settings = read(source, &wanted, found);
        let parent = settings.parent.clone();
        place = Place::value(&settings.source, FieldPath::key("parent"));
        chain.push(settings);
        match parent {
            Some(parent) => wanted = parent,
            None => return chain,
        }
    }
}

fn file<'a>(snapshot: &'a Snapshot, name: &str) -> Option<&'a Arc<Source>> {
    // A name with a slash would find a folder inside a theme.
    if name.contains(['/', '\\']) { None } else { snapshot.source(&format!("themes/{name}/theme.yaml")) }
}

fn missing(snapshot: &Snapshot, name: &str, place: Place) -> Diagnostic {
    let has_files = !name.is_empty() && snapshot.under(&format!("themes/{name}/")).next().is_some();
    if has_files {
        return Diagnostic::new(&codes::MISSING_THEME, place, format!("the theme `{name}` has no `theme.yaml`"))
            .hint(format!("write `themes/{name}/theme.yaml` with `contract: {CONTRACT}`"));
    }
    let names = snapshot.under("themes/").filter_map(|source| source.id.as_str().strip_prefix("themes/")?.strip_suffix("/theme.yaml"));
    let names: Vec<&str> = names.filter(|name| !name.contains('/')).collect();
    let hint = did_you_mean(name, names.iter().copied()).or_else(|| match names.as_slice() {
        [] => None,
        names => Some(format!("there are `{}`", names.join("`, `"))),
    });
    Diagnostic::new(&codes::MISSING_THEME, place, format!("there is no theme `{name}`")).maybe_hint(hint)
}

fn read(source: &Source, name: &Arc<str>, found: &mut Vec<Diagnostic>) -> Settings {
    let record = record(source, found);
    if let Some(contract) = record.number("contract")
        && contract != f64::from(CONTRACT)
    {
        let place = Place::value(&source.id, FieldPath::key("contract"));
        let message = format!("the theme is written for contract {contract}; this program has {CONTRACT}");
        found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, message).hint("compare its templates with `docs/themes.md`"));
    }
    let list = |field: &str| record.get(field).map(|_| record.texts(field));
    Settings {
        name: name.clone(),
        source: source.id.clone(),
        parent: record.text("parent"),
        styles: list("styles"),
        scripts: list("scripts"),
    }
}

fn record(source: &Source, found: &mut Vec<Diagnostic>) -> Record {
    if let Some(fault) = faults(source) {
        found.push(fault);
        return Record::default();
    }
    let node = match yaml::decode(&source.text) {
        Ok(Node::Null) => Node::Map(Vec::new()),
        Ok(node @ Node::Map(_)) => node,
        Ok(other) => {
            let message = format!("the settings are {}, not fields and values", other.what());
            found.push(Diagnostic::new(&codes::INVALID_SETTINGS, Place::file(&source.id), message));
            return Record::default();
        }
        Err(problem) => {
            found.push(problem.diagnostic(&source.id, 0));
            return Record::default();
        }
    };
    // No field of a theme takes a kind or a jurisdiction, so the vocabulary is empty.
    let (jurisdictions, kinds) = (BTreeMap::new(), Kinds::with(Vec::new()));
    let vocabulary = Vocabulary { jurisdictions: &jurisdictions, kinds: &kinds };
    let fields: Vec<&Field> = SCHEMA.iter().collect();
    decode(&node, &fields, &FieldPath::default(), &source.id, &vocabulary, found)
}
