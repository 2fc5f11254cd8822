//! `never_publish:` in `dossier.yaml`: what must not stand anywhere in the finished site.

use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::guard::{self, LONGEST, SHORTEST, Unfit};
use crate::model::{Field, Record, Shape};
use crate::text::Source;
use crate::text::place::{FieldPath, Place};

/// What must not be published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct NeverPublish {
    /// Names.
    pub names: Vec<Arc<str>>,
    /// Regular expressions.
    pub patterns: Vec<Arc<str>>,
    /// The file with names as salted digests: its path from the root of the dossier.
    pub file: Option<Arc<str>>,
}

/// The field of the settings.
pub(super) fn field() -> Field {
    let fields = vec![
        Field::new(
            "names",
            Shape::texts(),
            "[Invented Name]",
            "Names, found in any case, order of words and spelling of spaces. Whoever reads `dossier.yaml` reads them; `file` hides them.",
        ),
        Field::new(
            "patterns",
            Shape::texts(),
            "['\\b[A-Z]{2}\\d{7}\\b']",
            "Regular expressions in the syntax of Rust's `regex`; `(?i)` for any case.",
        ),
        Field::new(
            "file",
            Shape::Text,
            "../kept/never-publish.txt",
            "A file of names as salted digests, as `dossier never-publish FILE` writes it; its path from the root, best outside of the repository. `DOSSIER_NEVER_PUBLISH` names another one.",
        ),
    ];
    Field::new(
        "never_publish",
        Shape::Group(fields.into()),
        "{file: ../kept/never-publish.txt}",
        "What must not be published: looked for in every byte of the finished site; a hit fails the build. See `docs/never-publish.md`.",
    )
}

/// The settings as they are written.
pub(super) fn never_publish(record: &Record) -> NeverPublish {
    let group = record.group("never_publish").cloned().unwrap_or_default();
    NeverPublish { names: group.texts("names"), patterns: group.texts("patterns"), file: group.text("file") }
}

/// Names that cannot be looked for, and patterns that are none.
pub(super) fn check(settings: &NeverPublish, source: &Source, found: &mut Vec<Diagnostic>) {
    for (n, name) in settings.names.iter().enumerate() {
        let Err(unfit) = guard::check_name(name) else { continue };
        // The line is not shown: diagnostics end up in logs, where a name has no business.
        let place = Place::file(&source.id);
        found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, format!("name {} under `never_publish` {}", n + 1, why(unfit))));
    }
    for (n, pattern) in settings.patterns.iter().enumerate() {
        let Err(message) = guard::compiled(pattern) else { continue };
        let place = Place::value(&source.id, FieldPath::key("never_publish").then("patterns").item(n));
        found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, format!("no pattern that can be looked for: {message}")));
    }
}

/// Why a name cannot be looked for, in words.
#[must_use]
pub fn why(unfit: Unfit) -> String {
    match unfit {
        Unfit::Short => format!("has fewer than {SHORTEST} letters or digits, and would be found everywhere"),
        Unfit::Long => format!("has more than {LONGEST} words"),
    }
}
