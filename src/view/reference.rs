//! A reference to an entry or a page: what most of a view is made of.
//!
//! A template finds one field more in it, `link`: what the theme's component `ref` writes for it (see `render::theme::values`).

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A reference to an entry or a page, shared: each entry is named on many pages.
#[derive(Debug, Clone, Hash, PartialEq, Eq)]
pub struct Ref(Arc<RefFields>);

impl Ref {
    /// What a `Serializer` hears a reference to an entry called, or one to words without an address; the fields that it is
    /// handed lie where all who share them see them.
    pub const ENTRY: &str = "Ref";
    /// What it hears a reference to a page called that is no entry.
    pub const PAGE: &str = "Ref to a page";
}

impl Serialize for Ref {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let is_page = self.kind.is_empty() && !self.address.is_empty();
        to.serialize_newtype_struct(if is_page { Self::PAGE } else { Self::ENTRY }, &*self.0)
    }
}

impl From<RefFields> for Ref {
    fn from(fields: RefFields) -> Self {
        Self(Arc::new(fields))
    }
}

impl Deref for Ref {
    type Target = RefFields;

    fn deref(&self) -> &RefFields {
        &self.0
    }
}

impl DerefMut for Ref {
    /// A copy of its own, if others share it.
    fn deref_mut(&mut self) -> &mut RefFields {
        Arc::make_mut(&mut self.0)
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
