//! What follows from the entries taken together: who answered a claim, which labels are in force on whom, what
//! they do in law, what happened when.
//!
//! In: the linked `Dossier`. Out: plain values in order, which `check` looks through for what cannot be, and of
//! which `render` makes pages. Each file is one view of the evidence. Knows nothing of HTML, themes or rules.

pub mod coverage;
pub mod designated;
pub mod force;
pub mod gap;
pub mod ledger;
pub mod map;
pub mod matrix;
pub mod outgoing;
pub mod questions;
pub mod register;
pub mod timeline;
pub mod translation;

use std::sync::Arc;

use crate::link::{Dossier, Found};
use crate::model::Ref;

/// A reference of a front matter and the entry it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As the writer wrote it.
    pub reference: Ref,
    /// The folded id of the entry it means, shown or hidden; nothing if it means none.
    pub id: Option<Arc<str>>,
}

impl Named {
    /// Finds out whom a reference means.
    #[must_use]
    pub fn new(dossier: &Dossier, reference: &Ref) -> Self {
        let id = if let Found::One(id) = dossier.graph.names.find(&reference.0) { Some(id) } else { None };
        Self { reference: reference.clone(), id }
    }

    /// The same for several.
    #[must_use]
    pub fn all(dossier: &Dossier, references: &[Ref]) -> Vec<Self> {
        references.iter().map(|reference| Self::new(dossier, reference)).collect()
    }
}
