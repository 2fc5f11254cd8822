//! What themes see of the glossary.

use std::sync::Arc;

use serde::Serialize;

use super::Ref;

/// All terms. Template `glossary.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct GlossaryPage {
    /// The terms by first letter.
    pub letters: Vec<Letter>,
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
