//! The few strings that a text itself needs, in the language of its page, and how the theme wants texts shown.

use std::sync::Arc;

use crate::model::body::Alert;
use crate::model::{Lang, Standing};
use crate::render::strings::{Argument, Strings};
use crate::render::theme::Manner;

/// What a text itself needs of the theme.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BodyWords {
    /// Whether pictures are shown; else they are links.
    pub pictures: bool,
    /// Whether sources stand beside the text too.
    pub side_notes: bool,
    /// What the list of footnotes is called.
    pub footnotes: Arc<str>,
    /// The link from a footnote back to the text.
    pub back: Arc<str>,
    /// "From" before and after the title of a text that is shown within another.
    pub from: (Arc<str>, Arc<str>),
    /// The titles of alerts, in the order of [`Alert::ALL`].
    pub alerts: [Arc<str>; 5],
    /// The standings of claims, in the order of [`Standing::WORDS`].
    pub standings: Vec<Arc<str>>,
}

/// Stands for the title while a string with a place for it is cut in two; no text of a theme holds it.
const TITLE: &str = "\u{fdd0}";

impl BodyWords {
    /// The strings of a theme in a language, English where it has none, and how it wants texts shown.
    #[must_use]
    pub fn new(strings: &Strings, manner: Manner, lang: &Lang) -> Self {
        let label = |id: &str, english: &str| strings.label(lang, id, english);
        let alert = |alert: Alert, english: &str| label(&format!("alert-{}", alert.word()), english);
        let from =
            strings.try_format(lang, "embed-from", &[("title", Argument::Text(TITLE))]).unwrap_or_else(|_| format!("From “{TITLE}”"));
        let (before, after) = from.split_once(TITLE).unwrap_or((&from, ""));
        Self {
            pictures: manner.pictures,
            side_notes: manner.side_notes,
            footnotes: label("footnotes", "Notes"),
            back: label("footnote-back", "Back to the text"),
            from: (Arc::from(before), Arc::from(after)),
            alerts: [
                alert(Alert::Note, "Note"),
                alert(Alert::Tip, "Tip"),
                alert(Alert::Important, "Important"),
                alert(Alert::Warning, "Warning"),
                alert(Alert::Caution, "Caution"),
            ],
            standings: Standing::WORDS.iter().map(|(word, _)| label(&format!("word-{word}"), &word.replace('-', " "))).collect(),
        }
    }

    /// The title of an alert.
    #[must_use]
    pub fn alert(&self, alert: Alert) -> &Arc<str> {
        &self.alerts[alert as usize]
    }

    /// The word for a standing.
    #[must_use]
    pub fn standing(&self, standing: Standing) -> Arc<str> {
        let at = Standing::WORDS.iter().position(|(word, _)| *word == standing.word());
        at.and_then(|at| self.standings.get(at).cloned()).unwrap_or_else(|| Arc::from(standing.word()))
    }
}
