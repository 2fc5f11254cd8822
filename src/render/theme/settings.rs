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
        Field::new(
            "extras",
            Shape::Bool,
            "false",
            "Whether pages may have the program's own scripts, search and previews, and JSON-LD, which stands in a script. `false`: the search page lists letters and kinds.",
        ),
        Field::new(
            "pictures",
            Shape::Bool,
            "false",
            "Whether pages show pictures and drawings. `false`: a picture in a text is a link to it, and no map or timeline is drawn.",
        ),
        Field::new(
            "side_notes",
            Shape::Bool,
            "false",
            "Whether sources stand beside a text too, as `div.side`, and not only in the list at its end.",
        ),
        Field::new(
            "per_page",
            Shape::Number,
            "50",
            "How many entries one page of a list holds, 10 to 250. Without it 100, of a timeline 250.",
        ),
        Field::new(
            "parent_files",
            Shape::Bool,
            "false",
            "Whether the static files of the parents are published too. `false`: only its own and those of the site.",
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
    /// Whether the static files of its parents are published too.
    pub parent_files: bool,
    /// What it says of pages beyond its templates.
    said: Said,
}

/// What one `theme.yaml` says of pages beyond its templates.
#[derive(Clone, Copy)]
struct Said {
    pictures: Option<bool>,
    side_notes: Option<bool>,
    extras: Option<bool>,
    per_page: Option<usize>,
}

/// What a theme wants of pages beyond its templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Whether pages show pictures and drawings.
    pub pictures: bool,
    /// Whether sources stand beside a text too.
    pub side_notes: bool,
    /// Whether pages may have the program's own scripts, and JSON-LD, which stands in one.
    pub extras: bool,
    /// How many entries one page of a list holds, if it says so.
    pub per_page: Option<usize>,
}

impl Manner {
    /// Of a theme and its parents, nearest first: what none of them says is as it is by default.
    pub(super) fn of(chain: &[Settings]) -> Self {
        fn first<T>(chain: &[Settings], said: impl Fn(Said) -> Option<T>) -> Option<T> {
            chain.iter().find_map(|theme| said(theme.said))
        }
        Self {
            pictures: first(chain, |said| said.pictures).unwrap_or(true),
            side_notes: first(chain, |said| said.side_notes).unwrap_or(true),
            extras: first(chain, |said| said.extras).unwrap_or(true),
            per_page: first(chain, |said| said.per_page),
        }
    }
}

/// The themes of a chain whose static files are published: those up to the one that wants none of its parents'.
pub(super) fn with_files(chain: &[Settings]) -> &[Settings] {
    let last = chain.iter().position(|theme| !theme.parent_files);
    &chain[..last.map_or(chain.len(), |last| last + 1)]
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
    let said = Said {
        pictures: record.bool("pictures"),
        side_notes: record.bool("side_notes"),
        extras: record.bool("extras"),
        per_page: per_page(&record, source, found),
    };
    Settings {
        name: name.clone(),
        source: source.id.clone(),
        parent: record.text("parent"),
        styles: list("styles"),
        scripts: list("scripts"),
        parent_files: record.bool("parent_files").unwrap_or(true),
        said,
    }
}

/// How many entries a page of a list holds. A handful would make thousands of pages, and thousands a page nobody loads.
fn per_page(record: &Record, source: &Source, found: &mut Vec<Diagnostic>) -> Option<usize> {
    let said = record.number("per_page")?;
    let whole = (10..=250_u32).find(|number| f64::from(*number) == said);
    if whole.is_none() {
        let place = Place::value(&source.id, FieldPath::key("per_page"));
        found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, "`per_page` is not a whole number from 10 to 250"));
    }
    whole.map(|number| number as usize)
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
