//! What templates see of the timeline.

use std::sync::Arc;

use serde::Serialize;

use super::{Html, PageLink, Ref, Stamp};

/// The timeline, or a thread of it, or a year of one that is long. Template `timeline.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct TimelinePage {
    /// The ways to see less of it: everything, each thread, what no thread takes; empty if there is only one.
    pub threads: Vec<TimelineThread>,
    /// The years of a timeline that is split, each a page; empty for one that is whole.
    pub split: Vec<TimelineThread>,
    /// The picture, as SVG; empty on a page of one year, and in a theme without pictures.
    pub picture: Html,
    /// What happened, by year.
    pub years: Vec<TimelineYear>,
    /// How many rows there are on all pages of this thread.
    pub total: usize,
    /// The pages of a year that is split once more; else empty.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// A choice of rows that can be opened.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct TimelineThread {
    /// Its page.
    pub entry: Ref,
    /// How many rows it holds.
    pub count: usize,
    /// Whether it is what this page shows.
    pub current: bool,
}

/// What happened in a year.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct TimelineYear {
    /// The year in words.
    pub label: Arc<str>,
    /// The id to jump to.
    pub id: Arc<str>,
    /// Its months in order; last the rows of which the month is not known.
    pub months: Vec<TimelineMonth>,
}

/// What happened in a month.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct TimelineMonth {
    /// The month in words, or that it is not known.
    pub label: Arc<str>,
    /// The id to jump to.
    pub id: Arc<str>,
    /// In order.
    pub rows: Vec<TimelineRow>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct TimelineRow {
    /// When, in words.
    pub date: Arc<str>,
    /// The same for machines (`2021-08-18`, `2021-08`, `2021`); empty for an interval and for what is not certain.
    pub datetime: Arc<str>,
    /// How sure the date is, as a class: `day`, `month`, `span` or `about`.
    pub precision: &'static str,
    /// The entry.
    pub entry: Ref,
    /// What it is, in the language of the page: "designation".
    pub kind: Arc<str>,
    /// What happened to it at that moment ("now stands as: denied"); empty where the entry itself is what happened.
    pub what: Arc<str>,
    /// The word of the standing, stance or change (`denied`, `silent`, `amended`); may be empty.
    pub word: Arc<str>,
    /// `state` for acts and words of the state, `said` for all else.
    pub side: &'static str,
    /// The label as a stamp, where it is a designation that happened.
    pub stamp: Option<Stamp>,
    /// By whose doing.
    pub by: Vec<Ref>,
    /// What is said of it, as HTML; may be empty.
    pub note: Html,
    /// The language of the note if it is not that of the page; else empty.
    pub lang: Arc<str>,
}

/// The small timeline on the page of an actor.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct TimelineStrip {
    /// The picture, as SVG; empty in a theme without pictures.
    pub picture: Html,
    /// The rows, the newest of them, in order.
    pub rows: Vec<TimelineRow>,
    /// How many there are in all.
    pub total: usize,
    /// The whole timeline.
    pub all: Ref,
}
