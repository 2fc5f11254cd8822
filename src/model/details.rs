//! What every kind can do, and what it may ask about the other entries while it does.

use std::any::Any;
use std::fmt::Debug;
use std::sync::Arc;

use super::date::{Day, Interval, When};
use super::entry::Summary;
use super::name::Lang;
use super::record::Ref;
use super::standing::{Stance, Standing};
use crate::diag::Diagnostic;
use crate::text::SourceId;

/// The fields of a kind, typed. `dossier.all::<Claim>()` gives them back.
pub trait Details: Any + Debug + Send + Sync {
    /// Rows for the card on its page instead of those that follow from the schema.
    fn card(&self, _me: &Summary, _look: &dyn Look) -> Option<Vec<Row>> {
        None
    }

    /// Its node for JSON-LD (schema.org): at least `@type`; `@id`, `name`, `url` are added by `render`.
    /// Nothing if the kind has no type of its own there.
    fn linked_data(&self, _me: &Summary, _look: &dyn Look) -> Option<serde_json::Value> {
        None
    }

    /// A node of JSON-LD that speaks of it and stands beside its own: the verdict on a claim. `@id`, `url` and the node it speaks of
    /// are added by `render`.
    fn reviewed_data(&self, _me: &Summary, _look: &dyn Look) -> Option<serde_json::Value> {
        None
    }

    /// Mistakes that only this kind knows, beyond what the schema already says.
    fn check(&self, _me: &Summary, _source: &SourceId, _look: &dyn Look) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// Where it stands on a day (`None`: now), if it is something that has a standing.
    fn standing_on(&self, _day: Option<Day>) -> Option<Standing> {
        None
    }

    /// When it began to be, beside its common `date`, if its own fields say so: a provision with its `in_force`. Before that
    /// day it is not shown.
    fn begins(&self) -> Option<When> {
        None
    }

    /// Lists of references it rests on: where all entries of one of them are later than the day that is shown, so is it.
    fn rests_on(&self) -> &'static [&'static str] {
        &[]
    }

    /// What it puts on a timeline: without more, itself at its `date`.
    fn moments(&self, me: &Summary) -> Vec<Moment> {
        me.common.date.iter().map(|date| Moment::new(date.clone(), Happening::Itself)).collect()
    }

    /// More words it is called by, which find it and are linked by themselves (a term's `also`).
    fn names(&self) -> Vec<Arc<str>> {
        Vec::new()
    }

    /// What it is called in a language, if its own fields say so (an actor's `names`): what pages in that language call
    /// it as long as it is not translated.
    fn name_in(&self, _lang: &Lang) -> Option<&Arc<str>> {
        None
    }

    /// The language of its title or short title, if that is known not to be the language of the entry: a document is called
    /// what it calls itself (WCAG 2.2, 3.1.2).
    fn title_language(&self, _me: &Summary, _title: &str) -> Option<&Lang> {
        None
    }

    /// Whether its names are linked by themselves where a text mentions them.
    fn is_autolinked(&self) -> bool {
        false
    }
}

/// Something dated that an entry puts on a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// When.
    pub when: When,
    /// What happened.
    pub what: Happening,
    /// By whose doing, where the entry says so.
    pub by: Vec<Ref>,
    /// What is said of it; inline Markdown.
    pub note: Option<Arc<str>>,
}

/// What happens at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Happening {
    /// The entry itself: an event, a designation, a case.
    Itself,
    /// A claim stands so from then on.
    Stands(Standing),
    /// Somebody answers a claim, or does not.
    Answers(Stance),
    /// A provision or an effect comes into force.
    InForce,
    /// It goes out of force.
    OutOfForce,
    /// It is changed.
    Amended,
}

impl Moment {
    /// A moment of which nothing more is said.
    #[must_use]
    pub fn new(when: When, what: Happening) -> Self {
        Self { when, what, by: Vec::new(), note: None }
    }

    /// When something comes into force and when it goes out of it, as far as the interval says.
    #[must_use]
    pub fn of_force(interval: &Interval) -> Vec<Self> {
        let ends = [(interval.start(), Happening::InForce), (interval.end(), Happening::OutOfForce)];
        ends.into_iter().filter_map(|(bound, what)| Some(Self::new(bound.date()?.into(), what))).collect()
    }
}

/// What a kind may ask about the rest of the dossier. `link::Dossier` answers, seen from one entry.
pub trait Look {
    /// The entry a reference names, in the language of the page where there is one.
    fn find(&self, reference: &Ref) -> Option<Known<'_>>;
    /// The entries whose field (`subject`, `history.by`) points to this one, by id.
    fn pointing(&self, me: &Summary, kind: &str, field: &str) -> Vec<Known<'_>>;
    /// The name of a jurisdiction, `by` → `Belarus`, and its language where that is not the one in which entries are seen.
    fn jurisdiction(&self, key: &str) -> Option<(Arc<str>, Option<Lang>)>;
    /// The day the dossier is shown as of, if one was asked for.
    fn as_of(&self) -> Option<Day>;
    /// The full address of a path of the site, for JSON-LD.
    fn absolute(&self, address: &str) -> String;
    /// The language of the page.
    fn lang(&self) -> &Lang;
}

/// Another entry, as one entry sees it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What can be seen of it.
    pub summary: &'a Summary,
    /// The address of its page from the site's root: `claims/five-terabytes/index.html`.
    pub address: &'a str,
    /// The file it stands in.
    pub source: &'a SourceId,
}

/// A row of a card: a label and what stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The name of the string that labels it: `field-claimed_by`.
    pub label: Arc<str>,
    /// The label in English, should the theme have no such string.
    pub english: Arc<str>,
    /// What stands there, in order.
    pub values: Vec<RowValue>,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowValue {
    /// Plain text.
    Text(Arc<str>),
    /// Text in which inline Markdown is read.
    Prose(Arc<str>),
    /// Text in another language.
    Foreign(Arc<str>, Lang),
    /// A name of the settings, in the language of the page.
    Name(Arc<str>),
    /// A word of the dossier's vocabulary: the string `word-WORD`.
    Word(Arc<str>),
    /// A date or an interval.
    When(When),
    /// A reference to an entry, or a plain name where no entry is so called.
    Entry(Ref),
    /// An address outside.
    Address(Arc<str>),
    /// A number as text.
    Number(Arc<str>),
    /// Several rows that belong together.
    Group(Vec<Row>),
}
