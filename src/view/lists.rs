//! What templates see of lists of entries: the index of a kind, a tag, all that links to an entry.

use std::sync::Arc;

use serde::Serialize;

use super::{Backlinks, QuestionAccount, Ref};

/// All that links to an entry. Template `links.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LinksPage {
    /// The entry.
    pub entry: Ref,
    /// What links to it, as far as it stands on this page.
    pub groups: Vec<Backlinks>,
    /// How many there are on all pages.
    pub total: usize,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// A list of entries on one page: the index of a kind, a tag, a first letter. Template `index.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct IndexPage {
    /// `kind`, `tag` or `letter`.
    pub list: &'static str,
    /// Its name: "Claims".
    pub title: Arc<str>,
    /// What it holds, a sentence; may be empty.
    pub summary: Arc<str>,
    /// The entries of this page.
    pub entries: Vec<Ref>,
    /// The same with what stands beside them: of questions their accounts, of sources what rests on them; else empty.
    pub items: Vec<IndexItem>,
    /// The address of the feed of this kind; empty for other lists.
    pub feed: Arc<str>,
    /// How many there are on all pages.
    pub total: usize,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// An entry of a list and what stands beside it.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct IndexItem {
    /// The entry.
    pub entry: Ref,
    /// The accounts of a question; else empty.
    pub accounts: Vec<QuestionAccount>,
    /// Entries that rest on a source, at most three; else empty.
    pub rests: Vec<Ref>,
    /// How many more there are.
    pub more: usize,
}

/// A page of a list that is split.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct PageLink {
    /// Its number, from 1.
    pub number: usize,
    /// Its address.
    pub address: Arc<str>,
    /// Whether it is this one.
    pub current: bool,
}
