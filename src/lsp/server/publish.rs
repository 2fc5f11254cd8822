//! What the client is told of what is wrong: by file, and only where it changed.

use std::collections::BTreeMap;

use lsp_types::PublishDiagnosticsParams;
use lsp_types::notification::{Notification as _, PublishDiagnostics};

use super::Server;
use crate::lsp::builds::Known;
use crate::lsp::{address, diagnostics};
use crate::text::SourceId;

impl Server {
    /// Tells the client what is wrong, where that changed. A text that changed since is left for the next build.
    pub(super) fn publish(&mut self, known: &Known) {
        let uri = |id: &SourceId| self.uri_of(id).and_then(|text| address::uri(&text));
        let mut files = diagnostics::by_file(&known.diagnostics, &known.snapshot, self.client.encoding, self.client.shows_related, &uri);
        for id in self.published.keys() {
            files.entry(id.clone()).or_default();
        }
        let root = self.root.clone().unwrap_or_default();
        let versions: BTreeMap<SourceId, i32> = self.documents.inside(&root).map(|(id, document)| (id, document.version)).collect();
        for (id, found) in files {
            let version = versions.get(&id).copied();
            if version.is_some() && version != known.versions.get(&id).copied() {
                continue;
            }
            let before = self.published.get(&id);
            if before.is_some_and(|(of, list)| *list == found && (found.is_empty() || *of == version)) {
                continue;
            }
            let Some(uri) = self.uri_of(&id).and_then(|text| address::uri(&text)) else { continue };
            let params = PublishDiagnosticsParams { uri, diagnostics: found.clone(), version };
            self.send(PublishDiagnostics::METHOD, params);
            self.published.insert(id, (version, found));
        }
        self.published.retain(|_, (_, list)| !list.is_empty());
    }

    /// The diagnostics of a file as the client has them.
    #[must_use]
    pub fn published(&self, id: &SourceId) -> &[lsp_types::Diagnostic] {
        self.published.get(id).map_or(&[], |(_, list)| list)
    }

    /// The address of a file of the dossier, as the client writes it if it is open.
    #[must_use]
    pub fn uri_of(&self, id: &SourceId) -> Option<String> {
        let root = self.root.as_deref()?;
        let path = address::path_in(root, id);
        let open = self.documents.iter().find(|document| document.path.as_deref() == Some(&path));
        Some(open.map_or_else(|| address::address_of(&path), |document| document.uri.clone()))
    }
}
