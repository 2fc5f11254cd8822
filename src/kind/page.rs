//! A page: anything that is none of the other kinds (about, method, safety).

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::model::{Details, KindName, Look, Record, Summary};

/// A text with nothing but the common fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page;

impl Details for Page {
    fn linked_data(&self, me: &Summary, _look: &dyn Look) -> Option<Json> {
        Some(Json::Object(linked::article(me)))
    }
}

/// The details of an entry of which no more is known than that there is one.
#[must_use]
pub fn plain() -> Arc<dyn Details> {
    Arc::new(Page)
}

/// The details of any record: nothing is required.
pub(super) fn make(_record: &Record) -> Option<Arc<dyn Details>> {
    Some(plain())
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("page"),
        label: "page".into(),
        plural: "pages".into(),
        title: "Pages".into(),
        doc: "Anything else: who makes the dossier, how it works, how to stay safe.".into(),
        schema: Vec::new(),
        dated: false,
        make,
        template: None,
    }
}
