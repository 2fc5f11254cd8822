//! What a site does in the reader's browser beyond showing pages; without a script, nothing is missing but that.

use crate::model::{Field, Record, Shape};

/// The extras of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extras {
    /// Whether there is a search.
    pub search: bool,
    /// Whether links show beside them what they lead to.
    pub previews: bool,
}

/// The setting of the search.
pub(super) fn search() -> Field {
    Field::new(
        "search",
        Shape::Bool,
        "false",
        "Whether readers can search the texts, in their own browser. Without it, `true`; see `docs/search.md`.",
    )
}

/// The setting of previews.
pub(super) fn previews() -> Field {
    Field::new(
        "previews",
        Shape::Bool,
        "false",
        "Whether links and notes in texts show what they lead to, on hover, focus and tap. Without it, `true`; see `docs/previews.md`.",
    )
}

/// The extras that the settings ask for.
pub(super) fn extras(record: &Record) -> Extras {
    Extras { search: record.bool("search").unwrap_or(true), previews: record.bool("previews").unwrap_or(true) }
}
