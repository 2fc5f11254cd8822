//! The documents that are open in the editor: their texts count instead of those on the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::TextDocumentContentChangeEvent;

use super::address;
use super::position::{Encoding, Lines};
use crate::text::{Source, SourceId};

/// An open document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its address as the client writes it.
    pub uri: String,
    /// Its path, if it is a file of this machine.
    pub path: Option<PathBuf>,
    /// The number of its text, which the client counts.
    pub version: i32,
    /// Its text.
    pub text: Arc<str>,
}

/// All open documents, by their address.
#[derive(Debug, Default)]
pub struct Documents(BTreeMap<String, Document>);

impl Documents {
    /// A document was opened.
    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document = Document { uri: uri.to_owned(), path: address::path_of(uri), version, text: Arc::from(text) };
        self.0.insert(uri.to_owned(), document);
    }

    /// A document was closed; what it was, if it was open.
    pub fn close(&mut self, uri: &str) -> Option<Document> {
        self.0.remove(uri)
    }

    /// A document changed; whether it is open. Each change is meant for the text that those before it made.
    pub fn change(&mut self, uri: &str, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> bool {
        let Some(document) = self.0.get_mut(uri) else { return false };
        let mut text = document.text.to_string();
        for change in changes {
            match change.range {
                None => text = change.text,
                Some(range) => {
                    let span = Lines::of(&text, encoding).span(range);
                    text.replace_range(span, &change.text);
                }
            }
        }
        document.text = Arc::from(text);
        document.version = version;
        true
    }

    /// An open document.
    #[must_use]
    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.0.get(uri)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Document> {
        self.0.values()
    }

    /// Those that are files of a dossier, by their names in it.
    pub fn inside<'a>(&'a self, root: &'a Path) -> impl Iterator<Item = (SourceId, &'a Document)> {
        self.iter().filter_map(move |document| {
            let id = address::id_of(root, document.path.as_deref()?)?;
            crate::read::is_read(id.as_str()).then_some((id, document))
        })
    }
}

impl Document {
    /// The document as a file of the dossier.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Arc<Source> {
        Arc::new(Source::from_bytes(id.as_str(), self.text.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let position = |(line, character)| Position { line, character };
        TextDocumentContentChangeEvent {
            range: Some(Range { start: position(from), end: position(to) }),
            range_length: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn changes_build_on_each_other() {
        let mut documents = Documents::default();
        documents.open("file:///x.md", 1, "да 🎈\r\nнет");
        let changes = vec![change((0, 3), (0, 5), "!"), change((1, 0), (1, 1), "Н"), change((9, 9), (9, 9), ".")];
        assert!(documents.change("file:///x.md", 2, changes, Encoding::Utf16));
        assert_eq!(documents.get("file:///x.md").map(|document| (document.version, &*document.text)), Some((2, "да !\r\nНет.")));
        assert!(!documents.change("file:///y.md", 1, Vec::new(), Encoding::Utf8), "it is not open");
    }
}
