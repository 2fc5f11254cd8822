//! What templates see of the search.

use std::sync::Arc;

use serde::Serialize;

use super::Count;

/// The page of the search. Template `search.html`; `docs/search.md` says which elements the script fills.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct SearchPage {
    /// The address of the script, for a `<script defer>` on this page alone; empty in a theme without scripts.
    pub script: Arc<str>,
    /// The address of the file that the script asks first, for `data-parts`; empty without a script.
    pub parts: Arc<str>,
    /// Whether the index is one file: then no request tells what is looked for, not even its first letters.
    pub is_whole: bool,
    /// The address of `opensearch.xml`, for a `<link rel="search">` on this page alone; empty where there is none.
    pub opensearch: Arc<str>,
    /// The first letters of all titles, each with its list and how many it holds.
    pub letters: Vec<Count>,
    /// The indexes of the kinds with the number of their entries.
    pub kinds: Vec<Count>,
}
