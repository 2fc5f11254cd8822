//! What a dossier states as fact, in a form in which two releases can be compared: where claims stand, dates, numbers,
//! designations, provisions, sources. Not the words of its texts, and not how pages look.
//!
//! In: the linked dossier. Out: [`Facts`], which a site publishes beside its manifest, and [`compare`], which tells what changed
//! between two of them and whether a dated correction says so. It touches no disk and asks for no day.

pub mod compare;
mod gather;
mod numbers;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use compare::{Change, Kind, compare};

/// The path of the facts in a site.
pub const FACTS: &str = ".well-known/dossier-facts.json";

/// What the file says of its format. It changes when a field is removed or means something else.
pub const FORMAT: &str = "dossier-facts/1";

/// What the file may weigh, in bytes: the facts of about a hundred thousand entries.
pub const LARGEST: u64 = 64 << 20;

/// The facts of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// [`FORMAT`].
    pub format: String,
    /// The last day on which something in the dossier was published, updated, reviewed or corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The entries that are shown, by id; a translation by id and language, `ID.be`.
    pub entries: BTreeMap<String, Stated>,
    /// Addresses that lead on, and the id of the entry they lead to.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub redirects: BTreeMap<String, String>,
    /// Addresses of what was withdrawn for good, with the word of it that every reader gets.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub withdrawn: BTreeSet<String>,
}

/// What one entry states.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Its kind.
    pub kind: String,
    /// Its title, for those who read what changed.
    pub title: String,
    /// The address of its page, from the root of the site; empty for one without a page of its own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The field and the values it states, without order. `numbers` are those of its texts, `sources` also those that its text cites.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, BTreeSet<String>>,
    /// Its corrections: the day and the text.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub corrections: BTreeSet<(String, String)>,
}

impl Facts {
    /// Reads what [`Facts::text`] wrote.
    ///
    /// # Errors
    /// In words, when it is something else or of a later format.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let facts: Self = serde_json::from_slice(bytes).map_err(|error| format!("is no list of facts: {error}"))?;
        if facts.format == FORMAT { Ok(facts) } else { Err(format!("is of the format `{}`; this program knows `{FORMAT}`", facts.format)) }
    }

    /// Its text, an entry a line, so that plain tools can compare two.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{{\n\"format\": {}", line(&self.format));
        if let Some(date) = &self.date {
            text += &format!(",\n\"date\": {}", line(date));
        }
        let entries: Vec<String> = self.entries.iter().map(|(id, stated)| format!("{}: {}", line(id), line(stated))).collect();
        text += &format!(",\n\"entries\": {{\n{}\n}}", entries.join(",\n"));
        if !self.redirects.is_empty() {
            text += &format!(",\n\"redirects\": {}", line(&self.redirects));
        }
        if !self.withdrawn.is_empty() {
            text += &format!(",\n\"withdrawn\": {}", line(&self.withdrawn));
        }
        text + "\n}\n"
    }
}

/// Anything as JSON on one line. Texts and lists can always be written.
fn line<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
