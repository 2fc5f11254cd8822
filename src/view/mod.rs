//! THE CONTRACT with themes: every type a template can see. It imports nothing of the crate.
//!
//! Plain structs of text, numbers and lists. A template sees `site` ([`Site`]), `page` ([`Page`]) and the
//! view of its own page as `it`; strings of the interface as `t`. What is not here cannot reach a page.
//!
//! *Addresses* of the site (fields named `address`) begin at its root: `{{ page.root }}{{ x.address }}`. *HTML*
//! (fields typed [`Html`]) is safe as it is: `{{ it.body | safe }}`. All else is escaped by the engine.
//! `docs/themes.md` is written from this file by a test. A field is added freely; removing or renaming
//! one needs a new `contract:` in `theme.yaml`.

mod glossary;
mod home;
mod law;
mod ledger;
mod lists;
mod map;
mod reference;
mod search;
mod shared;
mod sources;
mod timeline;
mod way;

use std::sync::Arc;

use serde::Serialize;

pub use glossary::*;
pub use home::*;
pub use law::*;
pub use ledger::*;
pub use lists::*;
pub use map::*;
pub use reference::{Ref, RefFields};
pub use search::*;
pub use shared::Shared;
pub use sources::*;
pub use timeline::*;
pub use way::*;

/// HTML that is safe as it is; write it with `| safe`.
pub type Html = Arc<str>;

/// The version of this contract, which `theme.yaml` names under `contract:`.
pub const CONTRACT: u32 = 1;

/// What is the same on every page of one language.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Site {
    /// The title of the dossier.
    pub title: Arc<str>,
    /// The language of the title if it is not that of the page; else empty.
    pub title_lang: Arc<str>,
    /// What it is about, one or two sentences; may be empty.
    pub description: Arc<str>,
    /// The address of its home page from the root: `index.html`, `be/index.html`.
    pub home: Arc<str>,
    /// Whose texts may be used how: the `licence:` of `dossier.yaml`; may be empty.
    pub licence: Arc<str>,
    /// The page of mirrors; nothing where the settings name none.
    pub mirrors: Option<Ref>,
    /// Where the link that leaves the site leads; empty where the settings name nothing.
    pub leave: Arc<str>,
    /// Whom to write to; may be empty.
    pub contact: Arc<str>,
    /// The links of the main menu.
    pub menu: Vec<Ref>,
    /// The links at the foot of every page, beside `more`.
    pub foot: Vec<Ref>,
    /// Where readers read how to suggest a correction.
    pub correct: Ref,
    /// Where they read what may happen to them, for a line above the head; nothing where the settings name no page.
    pub safety: Option<Ref>,
    /// Links to the indexes of all kinds that have entries.
    pub kinds: Vec<Ref>,
    /// Links to the views of the whole dossier: timeline, glossary (each where there is something in it), tags, corrections.
    pub more: Vec<Ref>,
    /// The page of the search, unless the settings want none.
    pub search: Option<Ref>,
    /// Whether links show beside them what they lead to, which is a script of the theme.
    pub previews: bool,
    /// The style sheets of the theme, as addresses.
    pub styles: Vec<Arc<str>>,
    /// The scripts of the theme, as addresses. Pages must work without them.
    pub scripts: Vec<Arc<str>>,
    /// The addresses of the theme's other static files, by the path they have in `static/`.
    pub assets: std::collections::BTreeMap<Arc<str>, Arc<str>>,
    /// The program and its version.
    pub generator: Arc<str>,
    /// The address of the feed.
    pub feed: Arc<str>,
    /// The address of the feed of corrections.
    pub corrections_feed: Arc<str>,
    /// The day the dossier is shown as of, in words; empty for today.
    pub as_of: Arc<str>,
}

/// What every page has.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Page {
    /// The way to the site's root: `./`, `../../`; on the 404 page the path of `base_url`.
    pub root: Arc<str>,
    /// The address of this page from the root.
    pub address: Arc<str>,
    /// Whether the head of the site links to this page: only there it matters for the head which page it is.
    pub in_head: bool,
    /// The full address of the page that counts as the original; empty without a `base_url`.
    pub canonical: Arc<str>,
    /// The title of the page for the window and for search engines.
    pub title: Arc<str>,
    /// What the page is about, plain text, at most 300 characters.
    pub description: Arc<str>,
    /// The language of the page.
    pub lang: Arc<str>,
    /// The writing direction: `ltr` or `rtl`.
    pub dir: Arc<str>,
    /// The same page in the languages of the dossier.
    pub languages: Vec<Language>,
    /// The way from the home page to here; the last one is this page.
    pub breadcrumbs: Vec<Ref>,
    /// What chats and social networks show of a link to it.
    pub share: Share,
    /// The page in other forms, and how to cite it.
    pub alternates: Vec<Alternate>,
    /// The JSON-LD of the page, for a `<script type="application/ld+json">`; empty if there is none.
    pub linked_data: Html,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// When it was last reviewed, in words: the entry, or of a view of many the dossier as a whole. May be empty.
    pub reviewed: Arc<str>,
    /// The same as `2021-08-18`.
    pub reviewed_edtf: Arc<str>,
    /// How to cite it, in words; where it stands and its address come after that.
    pub cite: Arc<str>,
    /// The address of this page in Tor, for a `<meta http-equiv="onion-location">`; may be empty.
    pub onion: Arc<str>,
    /// A Content-Security-Policy for a `<meta>`, which holds where the host sends none.
    pub policy: Arc<str>,
}

/// What chats and social networks show of a link to a page (Open Graph), beside its title and description.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Share {
    /// `article` or `website`; empty for a page that is not translated, whose original is what is passed on.
    #[serde(rename = "type")]
    pub shape: &'static str,
    /// The full address of a picture, its own or the card that was drawn (`docs/cards.md`); empty if there is none.
    pub image: Arc<str>,
    /// What it shows.
    pub alt: Arc<str>,
    /// The width in pixels; 0 if unknown.
    pub width: u32,
    /// The height in pixels; 0 if unknown.
    pub height: u32,
}

/// A page in another form, or how to cite it.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Alternate {
    /// Whether it says how to cite the page.
    pub cites: bool,
    /// What it is: `BibTeX`, `JSON`.
    pub name: Arc<str>,
    /// The media type.
    pub media: Arc<str>,
    /// The address.
    pub address: Arc<str>,
}

/// One language of a page.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Language {
    /// The tag: `be`.
    pub tag: Arc<str>,
    /// Its own name for itself: `беларуская`.
    pub name: Arc<str>,
    /// The address of the page in it.
    pub address: Arc<str>,
    /// The full address; empty without a `base_url`.
    pub absolute: Arc<str>,
    /// Whether this is the language of the page.
    pub current: bool,
    /// Whether the page is really written in it (and not a fallback).
    pub translated: bool,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct TocItem {
    /// The id to jump to.
    pub id: Arc<str>,
    /// The words, with inline marks but no links.
    pub html: Html,
    /// The headings below it.
    pub children: Vec<TocItem>,
}

/// A row of the card: a label and its values.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Row {
    /// The name of the field.
    pub field: Arc<str>,
    /// The label in the language of the page.
    pub label: Arc<str>,
    /// What stands there.
    pub values: Vec<RowValue>,
}

/// A value in a row. `type` says which fields are filled.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct RowValue {
    /// `text`, `html`, `word`, `date`, `entry`, `address` or `group`.
    #[serde(rename = "type")]
    pub shape: &'static str,
    /// The words, plain (all but `html`, `entry` and `group`).
    pub text: Arc<str>,
    /// The words as HTML (`html`).
    pub html: Html,
    /// The language of the words if it is not that of the page; else empty.
    pub lang: Arc<str>,
    /// The word itself (`word`: `criminal`) or the date as EDTF (`date`).
    pub value: Arc<str>,
    /// The entry (`entry`).
    pub entry: Option<Ref>,
    /// The rows (`group`).
    pub rows: Vec<Row>,
}

/// What links to an entry by one relation.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Backlinks {
    /// The name of the relation: `claim-claimed_by`; `mention` for links in prose.
    pub relation: Arc<str>,
    /// Its heading: "claims made".
    pub label: Arc<str>,
    /// The entries, in the order of their titles; on the page of an entry the first few.
    pub items: Vec<Backlink>,
    /// The same as items of an HTML list, each with the link to the entry and a paragraph for each sentence.
    pub list: Html,
    /// How many more there are.
    pub more: usize,
}

/// One entry that links here.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Backlink {
    /// The entry.
    pub entry: Ref,
    /// For links in prose, the sentences around the links; the link's words are in `<mark>`.
    pub sentences: Vec<Html>,
}

/// A picture with what is said of it.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Figure {
    /// The address.
    pub address: Arc<str>,
    /// What it shows.
    pub alt: Arc<str>,
    /// The width in pixels; 0 if unknown.
    pub width: u32,
    /// The height in pixels; 0 if unknown.
    pub height: u32,
    /// What is said under it, as HTML; may be empty.
    pub caption: Html,
    /// Who made it; may be empty.
    pub credit: Arc<str>,
}

/// A correction.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Correction {
    /// The day in words.
    pub date: Arc<str>,
    /// The day as `2021-08-18`.
    pub edtf: Arc<str>,
    /// What was wrong and what it says now.
    pub html: Html,
    /// The entry, where corrections of several are listed.
    pub entry: Option<Ref>,
}

/// That the original of a translation changed since it was made.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Behind {
    /// What to say: "The original changed on 3 March 2022, …".
    pub text: Arc<str>,
    /// The original.
    pub original: Ref,
}

/// The page of one entry. Template `kind/KIND.html` if the theme has it, else `entry.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct EntryPage {
    /// The id.
    pub id: Arc<str>,
    /// The entry itself as others link to it.
    pub entry: Ref,
    /// The name of its kind in the language of the page: "claim".
    pub kind_label: Arc<str>,
    /// The index of its kind.
    pub index: Ref,
    /// The summary; may be empty.
    pub summary: Arc<str>,
    /// The text.
    pub body: Html,
    /// Whether the text is in another language than the page, because it is not translated.
    pub fallback: bool,
    /// Of a translation: that its original changed since, beyond the passages in which the text says so itself.
    pub behind: Option<Behind>,
    /// The language of the text.
    pub lang: Arc<str>,
    /// The table of contents; empty for a text of fewer than two headings.
    pub toc: Vec<TocItem>,
    /// The fields of its kind.
    pub card: Vec<Row>,
    /// What an explainer says in short, each as HTML; else empty.
    pub key_points: Vec<Html>,
    /// Its picture.
    pub image: Option<Figure>,
    /// Its tags.
    pub tags: Vec<Ref>,
    /// The sources it rests on, cited ones first.
    pub sources: Vec<Source>,
    /// The entry itself as lists of sources have it, if it is a source.
    pub reference: Option<Source>,
    /// Related entries.
    pub related: Vec<Ref>,
    /// What links to it, of each relation the first few.
    pub backlinks: Vec<Backlinks>,
    /// The page of all that links to it, if not all stands here.
    pub all_backlinks: Option<Ref>,
    /// Of an actor: what happened around it.
    pub timeline: Option<Box<TimelineStrip>>,
    /// A picture of the entries around it; none for fewer than two.
    pub map: Option<Neighbourhood>,
    /// Its corrections, newest first.
    pub corrections: Vec<Correction>,
    /// Published, updated, reviewed, review due: label and day in words, in this order, those that are known.
    pub dates: Vec<Row>,
    /// Reading time in minutes.
    pub minutes: u32,
    /// The entry before it in its kind.
    pub previous: Option<Ref>,
    /// The entry after it in its kind.
    pub next: Option<Ref>,
    /// What the law says of it: labels on it, what they mean, what rests on it; nothing for most entries.
    pub law: Option<Box<Law>>,
    /// A claim as a double entry; nothing for other kinds.
    pub account: Option<ClaimAccount>,
    /// The accounts of a question; nothing for other kinds.
    pub question: Option<QuestionAccounts>,
    /// The open questions that touch it.
    pub open_questions: Option<OpenQuestions>,
}

/// All tags. Template `tags.html`.
#[derive(Debug, Clone, Default, Serialize, Hash)]
pub struct TagsPage {
    /// The tags of this page, in the order of their names.
    pub tags: Vec<Count>,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}

/// The corrections of all entries. Template `corrections.html`.
#[derive(Debug, Clone, Default, Serialize, Hash)]
pub struct CorrectionsPage {
    /// Those of this page, newest first.
    pub corrections: Vec<Correction>,
    /// The pages of this list; empty if there is only one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
}
