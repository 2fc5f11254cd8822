//! A small dossier for the unit tests of the kinds: front matters in, a [`Look`] over them out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::kind::decode::{Vocabulary, decode};
use crate::kind::{Kinds, common, page};
use crate::model::date::Day;
use crate::model::{EntryId, KindName, Known, Lang, Look, Ref, Summary};
use crate::text::SourceId;
use crate::text::place::FieldPath;

/// Entries by id; `by` (Belarus) is the one jurisdiction.
pub(in crate::kind) struct Stage {
    entries: Vec<(Summary, SourceId, String)>,
    lang: Lang,
}

impl Stage {
    /// The entries with these ids and front matters, which must have no mistakes.
    pub(in crate::kind) fn new(texts: &[(&str, &str)]) -> Self {
        let mut entries = Vec::new();
        for (id, text) in texts {
            let (summary, found) = read(id, text);
            assert!(found.is_empty(), "{id}: {found:?}");
            entries.push((summary, SourceId::new(&format!("content/{id}.md")), format!("x/{id}/index.html")));
        }
        Self { entries, lang: Lang::new("en") }
    }

    /// An entry.
    pub(in crate::kind) fn summary(&self, id: &str) -> &Summary {
        self.entries.iter().map(|(summary, ..)| summary).find(|summary| summary.id.as_str() == id).expect("the test names its entries")
    }

    /// What an entry's kind finds wrong with it: code, path and message, a line each.
    pub(in crate::kind) fn check(&self, id: &str) -> Vec<String> {
        let summary = self.summary(id);
        let found = summary.details.check(summary, &SourceId::new(&format!("content/{id}.md")), self);
        found.iter().map(line).collect()
    }

    /// An entry's node for JSON-LD.
    pub(in crate::kind) fn linked_data(&self, id: &str) -> String {
        let summary = self.summary(id);
        summary.details.linked_data(summary, self).map(|node| node.to_string()).unwrap_or_default()
    }
}

/// A diagnostic on one line: `code path: message (hint) (hint)`; a place at a key has a colon at its end.
pub(in crate::kind) fn line(diagnostic: &Diagnostic) -> String {
    use crate::text::place::At;
    let at = match &diagnostic.place.at {
        At::Value(path) => path.to_string(),
        At::Key(path) => format!("{path}:"),
        other => format!("{other:?}"),
    };
    let hints: String = diagnostic.hints.iter().map(|hint| format!(" ({hint})")).collect();
    format!("{} {at}: {}{hints}", diagnostic.code.name, diagnostic.message)
}

/// Reads one front matter as `parse` does, with the built-in kinds.
pub(in crate::kind) fn read(id: &str, text: &str) -> (Summary, Vec<Diagnostic>) {
    let node = crate::yaml::decode(text).expect("the test's YAML is valid");
    let kinds = Kinds::with(Vec::new());
    let name = node.get("kind").and_then(|kind| if let crate::model::Node::Text(name) = kind { Some(name.clone()) } else { None });
    let kind = kinds.get(&name.expect("the test names a kind")).cloned().expect("the kind is built in");
    let jurisdictions = BTreeMap::from([(Arc::from("by"), Arc::from("Belarus"))]);
    let vocabulary = Vocabulary { jurisdictions: &jurisdictions, kinds: &kinds };
    let mut found = Vec::new();
    let record =
        decode(&node, &common::fields(&kind), &FieldPath::default(), &SourceId::new(&format!("content/{id}.md")), &vocabulary, &mut found);
    let summary = Summary {
        id: EntryId::new(id),
        folded: Arc::from(crate::model::fold(id)),
        lang: Lang::new("en"),
        kind: KindName::new(kind.name.as_str()),
        common: common::common(&record, id),
        details: (kind.make)(&record).unwrap_or_else(page::plain),
        references: record.all_references(),
        record,
        mentions: Vec::new(),
        headings: Vec::new(),
        passages: Vec::new(),
        excerpt: crate::model::Excerpt::default(),
        words: 0,
        broken: !found.is_empty(),
    };
    (summary, found)
}

impl Look for Stage {
    fn find(&self, reference: &Ref) -> Option<Known<'_>> {
        let named = |summary: &Summary| summary.id.as_str() == &*reference.0 || *summary.common.title == *reference.0;
        let (summary, source, address) = self.entries.iter().find(|(summary, ..)| named(summary))?;
        Some(Known { summary, address, source })
    }

    fn pointing(&self, _me: &Summary, _kind: &str, _field: &str) -> Vec<Known<'_>> {
        Vec::new()
    }

    fn jurisdiction(&self, key: &str) -> Option<(Arc<str>, Option<Lang>)> {
        (key == "by").then(|| (Arc::from("Belarus"), None))
    }

    fn as_of(&self) -> Option<Day> {
        None
    }

    fn absolute(&self, address: &str) -> String {
        format!("https://dossier.example/{address}")
    }

    fn lang(&self) -> &Lang {
        &self.lang
    }
}
