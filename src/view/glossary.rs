//! What templates see of the glossary.

use std::sync::Arc;

use serde::Serialize;

use super::{PageLink, Ref};

/// All terms. Template `glossary.html`.
#[derive(Debug, Clone, Default, Serialize, Hash)]
pub struct GlossaryPage {
    /// The terms of this page by first letter.
    pub letters: Vec<Letter>,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// The terms of one letter.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Letter {
    /// The letter, upper case.
    pub letter: Arc<str>,
    /// The id to jump to.
    pub id: Arc<str>,
    /// The terms.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Term {
    /// Its entry.
    pub entry: Ref,
    /// What the letters stand for; may be empty.
    pub expansion: Arc<str>,
    /// Other words for it.
    pub also: Vec<Arc<str>>,
}
