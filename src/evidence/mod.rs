//! What follows from the entries taken together: who answered a claim, which labels are in force on whom, what
//! they do in law, what happened when.
//!
//! In: the linked `Dossier`. Out: plain values in order, which `check` looks through for what cannot be, and of
//! which `render` makes pages. Each file is one view of the evidence. Knows nothing of HTML, themes or rules.

pub mod ledger;
pub mod questions;
