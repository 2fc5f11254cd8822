//! What templates see of the home page.

use std::sync::Arc;

use serde::Serialize;

use super::{Html, LedgerRow, Ref, Source};

/// The home page. Template `home.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct HomePage {
    /// The text of the entry that `home:` names; may be empty.
    pub body: Html,
    /// The language of that text.
    pub lang: Arc<str>,
    /// Whether the text is in another language than the page.
    pub fallback: bool,
    /// The part of that text that stands before its first heading.
    pub opening: Html,
    /// The rest of it.
    pub rest: Html,
    /// How the claims stand, the best confirmed first; only standings that occur.
    pub standings: Vec<HomeStanding>,
    /// How many claims there are.
    pub claims_total: usize,
    /// The ledger of all claims, if there is one.
    pub ledger: Option<Ref>,
    /// What was added or changed last, at most six.
    pub changes: Vec<Change>,
    /// The explainers.
    pub explainers: Vec<Ref>,
    /// The claims with their standing, newest first, at most fifty.
    pub claims: Vec<Ref>,
    /// The newest entries by date of publication or update, at most ten.
    pub newest: Vec<Ref>,
    /// The indexes of the kinds with the number of their entries.
    pub kinds: Vec<Count>,
    /// The sources cited in the text.
    pub sources: Vec<Source>,
}

/// The claims of one standing on the home page.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct HomeStanding {
    /// The word of the standing.
    pub standing: Arc<str>,
    /// The same in the language of the page.
    pub label: Arc<str>,
    /// What that means, in a sentence.
    pub meaning: Arc<str>,
    /// How many claims stand so.
    pub count: usize,
    /// Those of the ledger.
    pub all: Ref,
    /// The claims, the newest first; of many the first few.
    pub rows: Vec<LedgerRow>,
}

/// A change to the dossier.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Change {
    /// The day in words.
    pub date: Arc<str>,
    /// The same as `2021-08-18`.
    pub edtf: Arc<str>,
    /// `added`, `updated` or `corrected`.
    pub word: &'static str,
    /// What was changed.
    pub entry: Ref,
}

/// Something that can be opened, and how many entries it holds.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Count {
    /// What.
    pub entry: Ref,
    /// How many.
    pub count: usize,
}
