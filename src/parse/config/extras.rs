//! What a site does in the reader's browser beyond showing pages; without a script, nothing is missing but that.

use crate::model::{Field, Record, Shape};

/// The extras of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extras {
    /// Whether there is a search.
    pub search: bool,
    /// Whether links show beside them what they lead to.
    pub previews: bool,
    /// Whether each entry stands beside its page for programs, and how to cite it.
    pub data: bool,
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

/// The setting of what stands beside pages.
pub(super) fn data() -> Field {
    Field::new(
        "data",
        Shape::Bool,
        "true",
        "Whether each entry also stands beside its page as JSON, with how to cite it as BibTeX, RIS and CSL-JSON. Without it, `false`, since it makes five files of one; see `docs/machines.md`.",
    )
}

/// The extras that the settings ask for.
pub(super) fn extras(record: &Record) -> Extras {
    Extras {
        search: record.bool("search").unwrap_or(true),
        previews: record.bool("previews").unwrap_or(true),
        data: record.bool("data").unwrap_or(false),
    }
}
