//! Rules over the finished dossier: the second of the three tables to extend.
//!
//! In: the linked `Dossier`. Out: diagnostics. A rule looks at one entry and may ask about all others; it
//! changes nothing and knows nothing of pages. To add one: a file, a row in [`RULES`], a fixture.

pub mod amended;
pub mod details;
pub mod draft_source;
pub mod external;
pub mod links;
pub mod order;
pub mod pictures;
pub mod prose;
pub mod references;
pub mod review;
pub mod source_archive;
pub mod transclusion;
pub mod translation;
pub mod unused_source;

use crate::diag::{Code, Diagnostic};
use crate::kind;
use crate::link::Dossier;
use crate::model::Entry;

/// A rule: what it can report, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Its name, that of its file.
    pub name: &'static str,
    /// What it reports.
    pub codes: &'static [&'static Code],
    /// Looks at one entry.
    pub run: fn(&Dossier, &Entry) -> Vec<Diagnostic>,
}

/// All rules.
pub const RULES: &[Rule] = &[
    links::RULE,
    references::RULE,
    prose::RULE,
    pictures::RULE,
    transclusion::RULE,
    details::RULE,
    order::RULE,
    amended::RULE,
    review::RULE,
    unused_source::RULE,
    draft_source::RULE,
    source_archive::RULE,
    translation::RULE,
];

/// What all rules find in one entry.
#[must_use]
pub fn check(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    RULES.iter().flat_map(|rule| (rule.run)(dossier, entry)).collect()
}

/// Every code there is: of the stages, of the rules, and of the kinds; each once, in this order.
#[must_use]
pub fn all_codes() -> Vec<&'static Code> {
    let mut all: Vec<&'static Code> = crate::diag::codes::ALL.to_vec();
    let more = RULES.iter().flat_map(|rule| rule.codes.iter().copied()).chain(kind::codes()).chain(external::CODES.iter().copied());
    for code in more {
        if !all.iter().any(|known| known.name == code.name) {
            all.push(code);
        }
    }
    all
}
