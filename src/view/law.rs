//! What themes see of the law: the register of designations, the matrix of effects, and what both say of one entry.

use std::sync::Arc;

use serde::Serialize;

use super::{Html, PageLink, Ref};

/// The day for which law is shown.
#[derive(Debug, Clone, Serialize, Hash, PartialEq, Eq)]
pub struct LawDay {
    /// The day in words; empty if the dossier knows of none.
    pub text: Arc<str>,
    /// The day as `2021-08-18`; empty if there is none.
    pub edtf: Arc<str>,
    /// Whether somebody asked for it (`--as-of`); else it is the last day that the dossier records.
    pub as_of: bool,
}

/// A label as a stamp: the name of an instrument in a frame.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Stamp {
    /// The instrument.
    pub instrument: Ref,
    /// How heavy the frame is: `thin`, `double`, `thick` or `filled`.
    pub weight: Arc<str>,
}

/// An act: a designation.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Act {
    /// Its entry, with its date.
    pub entry: Ref,
    /// How sure its date is: `day`, `span` (a month, an interval) or `unsure`.
    pub precision: &'static str,
    /// Its label.
    pub stamp: Stamp,
    /// Whom or what it labels.
    pub subjects: Vec<Ref>,
    /// The court or body that decided it.
    pub by: Vec<Ref>,
    /// The provisions it rests on.
    pub under: Vec<Ref>,
    /// When it has force, in words; may be empty.
    pub in_force: Arc<str>,
    /// `in-force`, `unsure`, `ended` or `not-yet`.
    pub force: &'static str,
    /// The same in the language of the page.
    pub force_label: Arc<str>,
    /// What else a reader should know of it; may be empty.
    pub note: Html,
    /// What it rests on.
    pub sources: Vec<Ref>,
    /// The questions on which accounts of it differ.
    pub questions: Vec<Ref>,
    /// What may follow from that day on for somebody, at most six; only on the pages of single entries.
    pub costs: Vec<Cost>,
    /// How long until the next act of its chain, in words: "64 days", "11 to 71 days". Empty for the last act, outside of
    /// chains, and where the dates do not tell.
    pub gap: Arc<str>,
}

/// What may follow from an act: an effect of its label.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Cost {
    /// The effect.
    pub entry: Ref,
    /// What may follow, each sort once, the gravest first.
    pub words: Vec<Word>,
}

/// A word of a vocabulary.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Word {
    /// The word: `criminal`.
    pub word: Arc<str>,
    /// The same in the language of the page.
    pub label: Arc<str>,
}

/// The acts on one subject, in the order of their dates.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Chain {
    /// The id on the page to jump to.
    pub id: Arc<str>,
    /// Whom or what they label.
    pub subject: Ref,
    /// The acts, the first fifty.
    pub acts: Vec<Act>,
    /// How many more there are.
    pub more: usize,
}

/// A way to cut the register or the matrix down: a page of its own.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LawFilter {
    /// What is left, with the address of that page.
    pub entry: Ref,
    /// The weight of its stamp, if it is an instrument; else empty.
    pub weight: Arc<str>,
    /// How many acts or effects are left.
    pub count: usize,
    /// Whether this is that page.
    pub current: bool,
}

/// The register of designations, whole or cut down. Template `register.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct RegisterPage {
    /// What it is cut down by: `instrument`, `by`, or empty for the whole register.
    pub filter: &'static str,
    /// The instrument or body it is cut down to.
    pub only: Option<Ref>,
    /// The whole register.
    pub whole: Ref,
    /// The day for which it is shown.
    pub day: LawDay,
    /// How many acts there are on all pages.
    pub total: usize,
    /// How many of them are, or may be, in force.
    pub in_force: usize,
    /// The pages by instrument; only on the first page of the whole register.
    pub instruments: Vec<LawFilter>,
    /// The pages by body; only on the first page of the whole register.
    pub bodies: Vec<LawFilter>,
    /// The chains of this page, in the order of their subjects' titles.
    pub chains: Vec<Chain>,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// What may follow for somebody.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Consequence {
    /// `administrative`, `criminal`, `either`, `unclear` or `none`.
    pub word: Arc<str>,
    /// The same in the language of the page.
    pub label: Arc<str>,
    /// How much, in words: "up to 7 years"; may be empty.
    pub amount: Arc<str>,
    /// The same in the writer's words; may be empty.
    pub text: Html,
}

/// A provision that was amended since the effect was last reviewed.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Review {
    /// The provision.
    pub provision: Ref,
    /// When it was amended, in words.
    pub date: Arc<str>,
    /// The same as EDTF.
    pub edtf: Arc<str>,
}

/// An effect: what somebody does, and what may follow.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Effect {
    /// Its entry.
    pub entry: Ref,
    /// What somebody does.
    pub conduct: Html,
    /// What may follow.
    pub consequences: Vec<Consequence>,
    /// The labels that bring it about.
    pub stamps: Vec<Stamp>,
    /// The provisions it rests on.
    pub under: Vec<Ref>,
    /// When it holds, in words; may be empty.
    pub in_force: Arc<str>,
    /// `in-force`, `unsure`, `ended` or `not-yet`.
    pub force: &'static str,
    /// The same in the language of the page.
    pub force_label: Arc<str>,
    /// How sure it is, as a word: `disputed`; may be empty.
    pub standing: Arc<str>,
    /// The same in the language of the page.
    pub standing_label: Arc<str>,
    /// Why it needs review; empty if it does not.
    pub review: Vec<Review>,
    /// Documented cases, the first five.
    pub cases: Vec<Ref>,
    /// How many more cases there are.
    pub more_cases: usize,
}

/// The effects that strike somebody.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct WhoEffects {
    /// Whom, each with the page of all effects that strike them. One on the pages of the matrix; on the page of an entry
    /// all those that the same effects strike.
    pub who: Vec<Ref>,
    /// The id on the page to jump to.
    pub id: Arc<str>,
    /// The effects.
    pub effects: Vec<Effect>,
    /// How many more there are on their own page.
    pub more: usize,
}

/// The matrix of effects, whole or for one who. Template `matrix.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MatrixPage {
    /// Whom it is cut down to: `reader`; empty for the whole matrix.
    pub who: Arc<str>,
    /// The whole matrix.
    pub whole: Ref,
    /// The day for which it is shown.
    pub day: LawDay,
    /// The pages by who.
    pub filters: Vec<LawFilter>,
    /// The effects of this page by who. On the page of one who, those that strike everybody come after.
    pub groups: Vec<WhoEffects>,
    /// The labels as columns, the lightest first; empty if there are more than a table has room for.
    pub labels: Vec<Stamp>,
    /// The same effects, each once, as rows below those columns; empty where there are no columns.
    pub rows: Vec<MatrixRow>,
    /// Effects that do not hold on that day, at most a hundred; only on the first page of the whole matrix.
    pub away: Vec<Ref>,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// An effect as a row under the labels.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MatrixRow {
    /// The effect.
    pub effect: Effect,
    /// Whom it may strike, each with the page of all effects that strike them.
    pub who: Vec<Ref>,
    /// The cells, which together are as many columns as there are labels.
    pub cells: Vec<MatrixCell>,
}

/// A cell: labels side by side that bring the effect about, or one that does not.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MatrixCell {
    /// The labels.
    pub stamps: Vec<Stamp>,
    /// Whether they bring it about.
    pub follows: bool,
}

/// A change to a provision.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Amendment {
    /// When, in words.
    pub date: Arc<str>,
    /// The same as EDTF.
    pub edtf: Arc<str>,
    /// What changed; may be empty.
    pub note: Html,
}

/// What the law says of one entry, on the entry's own page.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Law {
    /// The kind of the entry: `explainer`, `actor`, `source`, `designation`, `instrument`, `provision` or `effect`.
    pub of: Arc<str>,
    /// The day for which it is shown.
    pub day: LawDay,
    /// Of an explainer the acts it is about, of an actor or a source the acts on it, of a designation itself, of an
    /// instrument the acts by it; the first fifty by date.
    pub acts: Vec<Act>,
    /// How many more acts there are.
    pub more: usize,
    /// The page with all acts; nothing if there is none.
    pub all: Option<Ref>,
    /// Of a source: its publisher, if it is an actor with acts on it.
    pub publisher: Option<Ref>,
    /// Of a source: the acts on its publisher that are, or may be, in force.
    pub publisher_acts: Vec<Act>,
    /// Of an instrument: who issues it.
    pub issued_by: Vec<Ref>,
    /// Of an instrument: the provisions it rests on.
    pub under: Vec<Ref>,
    /// Of a provision: its amendments by date.
    pub amended: Vec<Amendment>,
    /// What follows, by who: of the acts in force, of the instrument, or under the provision.
    pub groups: Vec<WhoEffects>,
    /// The effect itself, on its own page.
    pub effect: Option<Effect>,
}

/// What is said beside links to something designated. Template `notice.html`, which makes no page: what it writes is put
/// behind the paragraph or at the beginning of the item in which a page first links there. It must be one `<div>` with
/// the id.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Notice {
    /// The id that the mark behind each link leads to.
    pub id: Arc<str>,
    /// Who or what is designated.
    pub subject: Ref,
    /// The acts in force on it and on what it is part of, in the order of their dates.
    pub acts: Vec<Act>,
    /// Their labels, in the same order.
    pub stamps: Vec<Stamp>,
    /// What following the link or passing it on may cost: effects on readers, subscribers and those who republish, the
    /// first four.
    pub effects: Vec<Effect>,
    /// How many more such effects there are.
    pub more: usize,
    /// The day for which this is said.
    pub day: LawDay,
}
