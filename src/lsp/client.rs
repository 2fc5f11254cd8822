//! What is known of the client: what it can do, and which folders it works in.
//!
//! Taken from the parameters of `initialize` field by field: one that has a wrong shape counts as not said, since an
//! editor that says one thing oddly can still do all the others.

use std::path::PathBuf;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, HoverProviderCapability, OneOf, RenameOptions,
    SaveOptions, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
};
use serde_json::Value;

use super::address;
use super::position::Encoding;

/// A client.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the protocol lets a client say of itself")]
pub struct Client {
    /// What the columns of its positions count.
    pub encoding: Encoding,
    /// The folders it works in, the first the most important.
    pub folders: Vec<PathBuf>,
    /// Whether what is completed may have places to jump to.
    pub takes_snippets: bool,
    /// Whether it shows Markdown when it shows explanations.
    pub shows_markdown: bool,
    /// Whether a diagnostic may point to other places.
    pub shows_related: bool,
    /// Whether headings may be told with what is below them.
    pub shows_nested_symbols: bool,
    /// Whether it tells of changed files if it is asked to.
    pub watches_files: bool,
    /// Whether it can be asked to watch a folder outside of those it works in.
    pub watches_any_folder: bool,
    /// Whether it takes changes of several documents in order, with their versions.
    pub takes_document_changes: bool,
    /// Whether it renames files when it is told to.
    pub renames_files: bool,
    /// Whether it asks what can be renamed before it renames.
    pub prepares_renames: bool,
    /// Whether it takes the change itself as a code action.
    pub takes_code_actions: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    #[must_use]
    pub fn of(params: &Value) -> Self {
        let has = |path: &str| params.pointer(&format!("/capabilities{path}")).and_then(Value::as_bool) == Some(true);
        let lists = |path: &str, word: &str| words(params, &format!("/capabilities{path}")).any(|other| other == word);
        // Operations on files stand in changes of documents and nowhere else: who names them takes these, said or not.
        let renames_files = lists("/workspace/workspaceEdit/resourceOperations", "rename");
        Self {
            encoding: Encoding::agree(words(params, "/capabilities/general/positionEncodings")),
            folders: folders(params),
            takes_snippets: has("/textDocument/completion/completionItem/snippetSupport"),
            shows_markdown: lists("/textDocument/hover/contentFormat", "markdown"),
            shows_related: has("/textDocument/publishDiagnostics/relatedInformation"),
            shows_nested_symbols: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            watches_files: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_any_folder: has("/workspace/didChangeWatchedFiles/relativePatternSupport"),
            takes_document_changes: has("/workspace/workspaceEdit/documentChanges") || renames_files,
            renames_files,
            prepares_renames: has("/textDocument/rename/prepareSupport"),
            takes_code_actions: params
                .pointer("/capabilities/textDocument/codeAction/codeActionLiteralSupport")
                .is_some_and(Value::is_object),
        }
    }

    /// What the server tells this client that it can do.
    #[must_use]
    pub fn capabilities(&self) -> ServerCapabilities {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        };
        let signs = ["[", "!", "#", "@", ":", " ", "-", ",", "/"];
        ServerCapabilities {
            position_encoding: Some(self.encoding.name()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(signs.map(str::to_owned).to_vec()),
                ..CompletionOptions::default()
            }),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            rename_provider: Some(match self.prepares_renames {
                true => OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                }),
                false => OneOf::Left(true),
            }),
            code_action_provider: self.takes_code_actions.then(|| {
                CodeActionProviderCapability::Options(CodeActionOptions {
                    code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                    ..CodeActionOptions::default()
                })
            }),
            ..ServerCapabilities::default()
        }
    }
}

/// The texts of a list.
fn words<'a>(params: &'a Value, path: &str) -> impl Iterator<Item = &'a str> + Clone {
    params.pointer(path).and_then(Value::as_array).map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_str)
}

/// The folders a client works in: the newest way to say it counts before the older ones.
fn folders(params: &Value) -> Vec<PathBuf> {
    let listed = params.get("workspaceFolders").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let listed = listed.iter().filter_map(|folder| address::path_of(folder.get("uri")?.as_str()?));
    let root = params.get("rootUri").and_then(Value::as_str).and_then(address::path_of);
    let path = params.get("rootPath").and_then(Value::as_str).map(PathBuf::from).filter(|path| path.is_absolute());
    let mut all: Vec<PathBuf> = Vec::new();
    for folder in listed.chain(root).chain(path) {
        if !all.contains(&folder) {
            all.push(folder);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn who_renames_files_takes_changes_of_documents() {
        // Neovim names the operations and does not say that it takes what they stand in.
        let client = Client::of(&json!({"capabilities": {"workspace": {"workspaceEdit": {"resourceOperations": ["rename"]}}}}));
        assert!(client.renames_files && client.takes_document_changes);
    }

    #[test]
    fn what_is_said_oddly_counts_as_not_said() {
        for odd in [json!(null), json!([]), json!({"capabilities": 3, "rootUri": {}, "workspaceFolders": [1, {}]})] {
            let client = Client::of(&odd);
            assert_eq!(client.encoding, Encoding::Utf16);
            assert!(client.folders.is_empty() && !client.takes_snippets && !client.watches_files);
        }
    }
}
