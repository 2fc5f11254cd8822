//! Answers that change texts, in the protocol's types: quick fixes and renames.

use std::collections::HashMap;

use lsp_server::{ErrorCode, ResponseError};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    PrepareRenameResponse, RenameFile, RenameParams, ResourceOp, TextDocumentEdit, TextDocumentPositionParams, TextEdit, Uri,
    WorkspaceEdit,
};
use serde_json::Value;

use super::address;
use super::fixes::fixes;
use super::now::Now;
use super::position::Lines;
use super::rename::renameable;
use super::requests::{failure, place, range, source_of};
use super::server::Server;
use crate::rename::{Refusal, Renamed, rename};
use crate::text::SourceId;

/// The quick fixes for what is wrong in a range.
pub fn mended(server: &Server, now: Now<'_>, params: CodeActionParams) -> Option<Vec<CodeAction>> {
    let known = server.known.as_ref()?;
    let source = source_of(server, now, &params.text_document.uri)?;
    let lines = Lines::of(&source.text, server.client.encoding);
    let wanted =
        params.context.only.is_none_or(|kinds| kinds.iter().any(|kind| CodeActionKind::QUICKFIX.as_str().starts_with(kind.as_str())));
    let found = if wanted { fixes(&known.diagnostics, source, &lines.span(params.range)) } else { Vec::new() };
    let actions = found.into_iter().map(|fix| {
        let edit = TextEdit { range: lines.range(&fix.span), new_text: fix.instead.clone() };
        let diagnostics = server.published(&source.id).get(fix.number).cloned();
        CodeAction {
            title: format!("Write `{}`", fix.instead),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: diagnostics.map(|diagnostic| vec![diagnostic]),
            edit: Some(edited(server, vec![(params.text_document.uri.clone(), source.id.clone(), vec![edit])], Vec::new())),
            is_preferred: fix.is_sure.then_some(true),
            ..CodeAction::default()
        }
    });
    Some(actions.collect())
}

/// The name that can be renamed at a position.
pub fn nameable(server: &Server, now: Now<'_>, params: TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
    let (source, offset) = place(server, now, &params)?;
    let found = renameable(now, source, offset)?;
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: range(server, now, &source.id, &found.span), placeholder: found.shown })
}

/// Renames the entry that is named at a position: what changes in all files, and their new names.
pub fn renamed(server: &Server, params: Value) -> Result<Value, ResponseError> {
    let params: RenameParams = serde_json::from_value(params).map_err(|error| failure(ErrorCode::InvalidParams, error.to_string()))?;
    let refuse = |text: &str| failure(ErrorCode::RequestFailed, text.to_owned());
    let now = server.now().ok_or_else(|| refuse("there is no dossier here"))?;
    let (source, offset) =
        place(server, now, &params.text_document_position).ok_or_else(|| refuse("the file does not belong to the dossier"))?;
    let found = renameable(now, source, offset).ok_or_else(|| refuse("no entry is named here"))?;
    let renamed = rename(now.dossier, now.snapshot, &found.id, params.new_name.trim()).map_err(|refusal| refuse(&in_words(&refusal)))?;
    if !renamed.moves.is_empty() && !server.client.renames_files {
        let new = params.new_name.trim();
        return Err(refuse(&format!("this editor renames no files; `dossier mv {} {new}` does", found.shown)));
    }
    serde_json::to_value(workspace_edit(server, now, &renamed)).map_err(|error| failure(ErrorCode::InternalError, error.to_string()))
}

/// Why an entry is not renamed, with the first place that forbids it.
fn in_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Asked(message) => message.clone(),
        Refusal::Found(found) => found.first().map_or_else(String::new, |first| {
            let hint = first.hints.first().map_or_else(String::new, |hint| format!("; {hint}"));
            format!("{}: {}{hint}", first.place.source, first.message)
        }),
    }
}

fn workspace_edit(server: &Server, now: Now<'_>, renamed: &Renamed) -> WorkspaceEdit {
    let mut texts = Vec::new();
    for (id, edits) in &renamed.edits {
        let (Some(source), Some(uri)) = (now.snapshot.sources.get(id), uri(server, id)) else { continue };
        let lines = Lines::of(&source.text, server.client.encoding);
        let edits = edits.iter().map(|edit| TextEdit { range: lines.range(&(edit.start..edit.end)), new_text: edit.text.clone() });
        texts.push((uri, id.clone(), edits.collect()));
    }
    let moves = renamed.moves.iter().filter_map(|(from, to)| {
        let operation = RenameFile { old_uri: uri(server, from)?, new_uri: uri(server, to)?, options: None, annotation_id: None };
        Some(DocumentChangeOperation::Op(ResourceOp::Rename(operation)))
    });
    edited(server, texts, moves.collect())
}

fn uri(server: &Server, id: &SourceId) -> Option<Uri> {
    address::uri(&server.uri_of(id)?)
}

/// Changes of texts, and then of files: with the numbers of the texts they are meant for, where the client takes that.
#[expect(clippy::mutable_key_type, reason = "the protocol's type has a map by address, which nobody changes")]
fn edited(server: &Server, texts: Vec<(Uri, SourceId, Vec<TextEdit>)>, moves: Vec<DocumentChangeOperation>) -> WorkspaceEdit {
    if !server.client.takes_document_changes {
        let changes: HashMap<Uri, Vec<TextEdit>> = texts.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let edits = texts.into_iter().map(|(uri, _, edits)| {
        let version = server.documents.get(uri.as_str()).map(|document| document.version);
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() })
    });
    let all = edits.chain(moves).collect();
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(all)), ..WorkspaceEdit::default() }
}
