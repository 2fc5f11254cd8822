//! What the client may ask, and the answers in the protocol's types. The parts that find the answers know bytes of
//! texts; here these become positions.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use lsp_server::{ErrorCode, Request, Response, ResponseError};
use lsp_types::request::{self as ask, Request as _};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionTextEdit, DocumentSymbol, DocumentSymbolParams,
    Documentation, Hover, HoverContents, HoverParams, InsertTextFormat, Location, MarkupContent, MarkupKind, Range, ReferenceParams,
    SymbolInformation, SymbolKind, TextDocumentPositionParams, TextEdit, Uri, WorkspaceSymbolParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::address;
use super::changes::{mended, nameable, renamed};
use super::completion::{Offer, Sort, complete};
use super::definition::{Goal, definition, place_of};
use super::hover::hover;
use super::now::Now;
use super::position::Lines;
use super::references::{meant, references};
use super::server::Server;
use super::symbols::{Symbol, of_dossier, of_text};
use crate::text::place::Span;
use crate::text::{Source, SourceId};

/// Answers a request from what is known, or why it cannot be answered.
type Handle = fn(&Server, Value) -> Result<Value, ResponseError>;

/// What can be asked: the method, whether all texts must be as the last build saw them, and who answers.
const HANDLES: &[(&str, bool, Handle)] = &[
    (ask::Completion::METHOD, false, |server, params| with(server, params, completed)),
    (ask::HoverRequest::METHOD, false, |server, params| with(server, params, hovered)),
    (ask::GotoDefinition::METHOD, false, |server, params| with(server, params, defined)),
    (ask::References::METHOD, true, |server, params| with(server, params, referred)),
    (ask::DocumentSymbolRequest::METHOD, false, |server, params| with(server, params, headings)),
    (ask::WorkspaceSymbolRequest::METHOD, false, |server, params| with(server, params, entries)),
    (ask::CodeActionRequest::METHOD, true, |server, params| with(server, params, mended)),
    (ask::PrepareRenameRequest::METHOD, false, |server, params| with(server, params, nameable)),
    (ask::Rename::METHOD, true, renamed),
];

fn handle(method: &str) -> Option<&'static (&'static str, bool, Handle)> {
    HANDLES.iter().find(|(known, ..)| *known == method)
}

/// Whether a method is one that can be asked for.
#[must_use]
pub fn is_known(method: &str) -> bool {
    handle(method).is_some()
}

/// Whether the answer looks at all texts at once, so that they must be as the last build saw them.
#[must_use]
pub fn needs_all_texts(method: &str) -> bool {
    handle(method).is_some_and(|(_, all, _)| *all)
}

/// Answers a request. A mistake of the program's own is told and ends nothing.
#[must_use]
pub fn answer(server: &Server, request: Request) -> Response {
    let Some((_, _, handle)) = handle(&request.method) else {
        let message = format!("there is no method `{}`", request.method);
        return Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message);
    };
    let answer = catch_unwind(AssertUnwindSafe(|| handle(server, request.params))).unwrap_or_else(|_| {
        let message = format!("`{}` failed by a mistake of the program itself", request.method);
        Err(failure(ErrorCode::InternalError, message))
    });
    Response { id: request.id, response_result: answer }
}

/// An error as the protocol has it.
pub fn failure(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

/// Reads the parameters and writes the answer; where nothing is known there is none.
fn with<P: DeserializeOwned, A: Serialize>(
    server: &Server,
    params: Value,
    answer: fn(&Server, Now<'_>, P) -> Option<A>,
) -> Result<Value, ResponseError> {
    let params = serde_json::from_value(params).map_err(|error| failure(ErrorCode::InvalidParams, error.to_string()))?;
    let answer = server.now().and_then(|now| answer(server, now, params));
    serde_json::to_value(answer).map_err(|error| failure(ErrorCode::InternalError, error.to_string()))
}

/// The file that an address names.
pub fn source_of<'a>(server: &Server, now: Now<'a>, uri: &Uri) -> Option<&'a Arc<Source>> {
    let path = address::path_of(uri.as_str())?;
    let id = address::id_of(server.root.as_deref()?, &path)?;
    now.snapshot.sources.get(&id)
}

/// The file and the byte that a request speaks of.
pub fn place<'a>(server: &Server, now: Now<'a>, params: &TextDocumentPositionParams) -> Option<(&'a Arc<Source>, usize)> {
    let source = source_of(server, now, &params.text_document.uri)?;
    let offset = Lines::of(&source.text, server.client.encoding).offset(params.position);
    Some((source, offset))
}

/// The range of some bytes of a file.
pub fn range(server: &Server, now: Now<'_>, id: &SourceId, span: &Span) -> Range {
    now.snapshot.sources.get(id).map_or_else(Range::default, |source| Lines::of(&source.text, server.client.encoding).range(span))
}

fn location(server: &Server, now: Now<'_>, (id, span): &Goal) -> Option<Location> {
    Some(Location { uri: address::uri(&server.uri_of(id)?)?, range: range(server, now, id, span) })
}

fn markdown(text: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value: text }
}

fn completed(server: &Server, now: Now<'_>, params: CompletionParams) -> Option<CompletionList> {
    let (source, offset) = place(server, now, &params.text_document_position)?;
    let offers = complete(now, source, offset, server.client.takes_snippets)?;
    let range = range(server, now, &source.id, &offers.replace);
    let items = offers.all.into_iter().enumerate().map(|(n, offer)| item(n, offer, range)).collect();
    Some(CompletionList { is_incomplete: offers.is_incomplete, items })
}

fn item(number: usize, offer: Offer, range: Range) -> CompletionItem {
    CompletionItem {
        label: offer.label,
        kind: Some(match offer.sort {
            Sort::Entry => CompletionItemKind::FILE,
            Sort::Source | Sort::Heading => CompletionItemKind::REFERENCE,
            Sort::Field => CompletionItemKind::FIELD,
            Sort::Word => CompletionItemKind::ENUM_MEMBER,
            Sort::Text => CompletionItemKind::TEXT,
        }),
        detail: offer.detail,
        documentation: offer.doc.map(|doc| Documentation::MarkupContent(markdown(doc))),
        // The order is the server's: what fits best, what is required.
        sort_text: Some(format!("{number:04}")),
        filter_text: offer.filter,
        insert_text_format: offer.is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: offer.insert })),
        ..CompletionItem::default()
    }
}

fn hovered(server: &Server, now: Now<'_>, params: HoverParams) -> Option<Hover> {
    let (source, offset) = place(server, now, &params.text_document_position_params)?;
    let (text, span) = hover(now, source, offset)?;
    let kind = if server.client.shows_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let value = if server.client.shows_markdown { text } else { text.replace("**", "") };
    let contents = HoverContents::Markup(MarkupContent { kind, value });
    Some(Hover { contents, range: Some(range(server, now, &source.id, &span)) })
}

fn defined(server: &Server, now: Now<'_>, params: lsp_types::GotoDefinitionParams) -> Option<Location> {
    let (source, offset) = place(server, now, &params.text_document_position_params)?;
    location(server, now, &definition(now, source, offset)?)
}

fn referred(server: &Server, now: Now<'_>, params: ReferenceParams) -> Option<Vec<Location>> {
    let (source, offset) = place(server, now, &params.text_document_position)?;
    let id = meant(now, source, offset)?;
    let found = references(now, &id, params.context.include_declaration);
    Some(found.iter().filter_map(|goal| location(server, now, goal)).collect())
}

fn headings(server: &Server, now: Now<'_>, params: DocumentSymbolParams) -> Option<Value> {
    let source = source_of(server, now, &params.text_document.uri)?;
    let found = of_text(now, source);
    let lines = Lines::of(&source.text, server.client.encoding);
    if server.client.shows_nested_symbols {
        let nested: Vec<DocumentSymbol> = found.into_iter().map(|symbol| nested(symbol, true, &lines)).collect();
        return serde_json::to_value(nested).ok();
    }
    let mut flat = Vec::new();
    let mut rest: Vec<(Symbol, Option<String>)> = found.into_iter().rev().map(|symbol| (symbol, None)).collect();
    while let Some((symbol, container)) = rest.pop() {
        let location = Location { uri: params.text_document.uri.clone(), range: lines.range(&symbol.whole) };
        let kind = if container.is_none() { SymbolKind::FILE } else { SymbolKind::STRING };
        rest.extend(symbol.children.into_iter().rev().map(|child| (child, Some(symbol.name.clone()))));
        flat.push(information(symbol.name, kind, location, container));
    }
    serde_json::to_value(flat).ok()
}

#[expect(deprecated, reason = "the protocol's type still has the field of an older version")]
fn nested(symbol: Symbol, is_entry: bool, lines: &Lines<'_>) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: if is_entry { SymbolKind::FILE } else { SymbolKind::STRING },
        tags: None,
        deprecated: None,
        range: lines.range(&symbol.whole),
        selection_range: lines.range(&symbol.span),
        children: Some(symbol.children.into_iter().map(|child| nested(child, false, lines)).collect()),
    }
}

#[expect(deprecated, reason = "the protocol's type still has the field of an older version")]
fn information(name: String, kind: SymbolKind, location: Location, container_name: Option<String>) -> SymbolInformation {
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
}

fn entries(server: &Server, now: Now<'_>, params: WorkspaceSymbolParams) -> Option<Vec<SymbolInformation>> {
    let found = of_dossier(now, &params.query).into_iter().filter_map(|entry| {
        let location = location(server, now, &place_of(now, &entry.source)?)?;
        let name = format!("{} ({})", entry.summary.common.title, entry.summary.id);
        Some(information(name, SymbolKind::FILE, location, Some(entry.summary.kind.to_string())))
    });
    Some(found.collect())
}
