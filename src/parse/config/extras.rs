//! What a site does in the reader's browser beyond showing pages; without a script, nothing is missing but that.

use crate::diag::{Diagnostic, codes};
use crate::model::{Field, Record, Shape};
use crate::text::Source;
use crate::text::place::{FieldPath, Place};

/// The extras of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extras {
    /// Whether there is a search.
    pub search: bool,
    /// Whether links show beside them what they lead to.
    pub previews: bool,
    /// Whether each entry stands beside its page for programs, and how to cite it.
    pub data: bool,
    /// Whether each entry has a card picture, which chats show of a link to it.
    pub cards: Cards,
}

/// What becomes of card pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cards {
    /// There are none.
    Off,
    /// They are drawn.
    Drawn,
    /// The blank book stands for each, under an address of its own: pages are as long and files as many, and none of it is published.
    Blank,
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

/// The setting of card pictures.
pub(super) fn cards() -> Field {
    Field::new(
        "cards",
        Shape::Bool,
        "true",
        "Whether a picture is drawn for each entry and each home page, which chats and social networks show of a link to it. It needs `base_url`. Without it, `false`, since it takes time and room; see `docs/cards.md`.",
    )
}

/// Reports card pictures that cannot be there.
pub(super) fn check(extras: Extras, base_url: &str, source: &Source, found: &mut Vec<Diagnostic>) {
    if extras.cards == Cards::Off {
        return;
    }
    let place = Place::value(&source.id, FieldPath::key("cards"));
    if !cfg!(feature = "cards") {
        let message = "this program was built without card pictures";
        let hint = "build it with its default features, or take `cards` out of the settings";
        found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, message).hint(hint));
    } else if base_url.is_empty() {
        let message = "no page names its card picture: that takes a whole address, and there is no `base_url`";
        found.push(Diagnostic::new(&codes::CARD_WITHOUT_ADDRESS, place, message).hint("set `base_url`, or take `cards` out"));
    }
}

/// The extras that the settings ask for; `blank_cards` as the option says.
pub(super) fn extras(record: &Record, blank_cards: bool) -> Extras {
    let cards = match (record.bool("cards"), blank_cards) {
        (Some(true), false) => Cards::Drawn,
        (Some(true), true) => Cards::Blank,
        _ => Cards::Off,
    };
    Extras {
        search: record.bool("search").unwrap_or(true),
        previews: record.bool("previews").unwrap_or(true),
        data: record.bool("data").unwrap_or(false),
        cards,
    }
}
