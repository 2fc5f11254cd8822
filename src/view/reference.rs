//! A reference to an entry or a page: what most of a view is made of.
//!
//! A template finds one field more in it, `link`: what the theme's component `ref` writes for it (see `render::theme::values`).

use std::sync::Arc;

use serde::Serialize;

use super::shared::{Called, Shared};

/// A reference to an entry or a page, shared: each entry is named on many pages.
pub type Ref = Shared<RefFields>;

impl Ref {
    /// What a reference to an entry is called, or one to words without an address.
    pub const ENTRY: &str = "Ref";
    /// What one to a page is called that is no entry.
    pub const PAGE: &str = "Ref to a page";
}

impl Called for RefFields {
    fn called(&self) -> &'static str {
        let is_page = self.kind.is_empty() && !self.address.is_empty();
        if is_page { Ref::PAGE } else { Ref::ENTRY }
    }
}

/// A reference to an entry or a page.
#[derive(Debug, Clone, Serialize, Hash, PartialEq, Eq)]
pub struct RefFields {
    /// The words of the link.
    pub title: Arc<str>,
    /// The address; empty if there is nothing to link to (a draft, a later entry).
    pub address: Arc<str>,
    /// The kind's name (`claim`); empty for a page that is no entry.
    pub kind: Arc<str>,
    /// One or two sentences; may be empty.
    pub summary: Arc<str>,
    /// The date in words; may be empty.
    pub date: Arc<str>,
    /// The date as EDTF; may be empty.
    pub edtf: Arc<str>,
    /// The word of a claim's standing (`partly-confirmed`) or of a question's status (`open`); empty for all else.
    pub standing: Arc<str>,
    /// The same in the language of the page; empty for all else.
    pub standing_label: Arc<str>,
    /// The language of the title if it is not that of the page; else empty.
    pub lang: Arc<str>,
    /// The language of the entry, its summary and text, if it is not that of the page; else empty. An actor that is not
    /// translated may be called by its name in the language of the page all the same.
    pub text_lang: Arc<str>,
}
