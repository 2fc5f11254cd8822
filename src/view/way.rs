//! Pages that only lead on.

use std::sync::Arc;

use serde::Serialize;

use super::Ref;

/// The page for addresses that do not exist. Template `404.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MissingPage {
    /// The indexes of the kinds.
    pub kinds: Vec<Ref>,
}

/// A page that only leads to another, for hosts without redirects. Template `redirect.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct RedirectPage {
    /// Where to.
    pub to: Ref,
}

/// What stands where something was withdrawn for good. Template `withdrawn.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct WithdrawnPage {
    /// The day in words; may be empty.
    pub date: Arc<str>,
    /// The day for machines; may be empty.
    pub edtf: Arc<str>,
    /// Why; may be empty.
    pub reason: Arc<str>,
    /// The language of the reason, where it is not the page's.
    pub reason_lang: Arc<str>,
}

/// Where else the site is. Template `mirrors.html`.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MirrorsPage {
    /// The addresses of copies.
    pub mirrors: Vec<Arc<str>>,
    /// The address in Tor; may be empty.
    pub onion: Arc<str>,
}
