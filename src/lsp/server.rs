//! The state of the server, and what each thing that comes does to it. What it wants to say is put into `outbox`; the
//! loop writes that.

mod publish;

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::Notification as _;
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, MessageType, ShowMessageParams, notification as notice,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::builds::{Changed, Finished, Kept, Known, Order, Overlay, work};
use super::client::Client;
use super::documents::{Document, Documents};
use super::now::Now;
use super::{Event, Start, address, requests, watch};
use crate::build::Options;
use crate::parse::config::SETTINGS;
use crate::text::{Snapshot, SourceId};

/// How long the keys must rest before what was typed is checked.
const REST: Duration = Duration::from_millis(40);

/// How long they must rest before pages are made too, for what only that finds.
const LONG_REST: Duration = Duration::from_millis(700);

/// How long to wait for more files to change: a checkout changes hundreds.
const MOMENT: Duration = Duration::from_millis(60);

/// How far the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// `initialize` has not come.
    Before,
    /// It has.
    Open,
    /// `shutdown` has come: nothing but `exit` may follow.
    Ending,
}

/// The server.
#[derive(Debug)]
pub struct Server {
    /// What the command line says.
    pub start: Start,
    /// What is known of the client.
    pub client: Client,
    /// How far the conversation is.
    pub phase: Phase,
    /// The folder of the dossier, once there is one.
    pub root: Option<PathBuf>,
    /// The open documents.
    pub documents: Documents,
    /// What the last build found.
    pub known: Option<Known>,
    /// The newest texts: those of the last build, and what was typed since.
    pub newest: Snapshot,
    /// What is to be said.
    pub outbox: VecDeque<Message>,
    /// Diagnostics as the client has them, by file, with the number of the text they were made for.
    published: BTreeMap<SourceId, (Option<i32>, Vec<lsp_types::Diagnostic>)>,
    /// Requests that wait for a build.
    parked: Vec<Request>,
    /// What the last build left; nothing while one runs.
    kept: Option<Kept>,
    /// What changed since the last build began, and when the next one should begin.
    changed: Changed,
    due: Option<Instant>,
    /// Whether what is due are the pages alone: everything else is known.
    owes_pages: bool,
    /// The last failure that was told.
    told: Option<String>,
    events: Sender<Event>,
}

impl Server {
    /// A server to which nobody has spoken yet.
    #[must_use]
    pub fn new(start: Start, events: Sender<Event>) -> Self {
        Self {
            start,
            client: Client::of(&Value::Null),
            phase: Phase::Before,
            root: None,
            documents: Documents::default(),
            known: None,
            newest: Snapshot::default(),
            outbox: VecDeque::new(),
            published: BTreeMap::new(),
            parked: Vec::new(),
            kept: Some(Kept::default()),
            changed: Changed::Anything,
            due: None,
            owes_pages: false,
            told: None,
            events,
        }
    }

    /// How long to wait for something to come; nothing: until it comes.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        let due = self.due.filter(|_| self.kept.is_some())?;
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// What is known now, if anything is.
    #[must_use]
    pub fn now(&self) -> Option<Now<'_>> {
        let known = self.known.as_ref()?;
        Some(Now { snapshot: &self.newest, dossier: &known.dossier, today: (self.start.today)() })
    }

    /// The client asks for something. `is_cancelled` is whether it has taken that back meanwhile.
    pub fn request(&mut self, request: Request, is_cancelled: bool) {
        let refuse = |code: ErrorCode, text: &str| Response::new_err(request.id.clone(), code as i32, text.to_owned());
        let answer = match (self.phase, &*request.method) {
            (Phase::Before, "initialize") => self.initialize(request),
            (Phase::Before, _) => refuse(ErrorCode::ServerNotInitialized, "`initialize` must come first"),
            (Phase::Ending, _) => refuse(ErrorCode::InvalidRequest, "nothing may be asked after `shutdown`"),
            (Phase::Open, "initialize") => refuse(ErrorCode::InvalidRequest, "`initialize` comes once"),
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Ending;
                Response::new_ok(request.id, Value::Null)
            }
            (Phase::Open, _) if is_cancelled => refuse(ErrorCode::RequestCanceled, "the request was cancelled"),
            (Phase::Open, _) if self.must_wait(&request) => return self.parked.push(request),
            (Phase::Open, _) => requests::answer(self, request),
        };
        self.outbox.push_back(answer.into());
    }

    fn initialize(&mut self, request: Request) -> Response {
        self.client = Client::of(&request.params);
        self.phase = Phase::Open;
        let about = json!({"name": "dossier", "version": env!("CARGO_PKG_VERSION")});
        Response::new_ok(request.id, json!({"capabilities": self.client.capabilities(), "serverInfo": about}))
    }

    /// Whether the answer must wait for a build: the first one, or, for what looks at all texts at once, the next one.
    fn must_wait(&mut self, request: &Request) -> bool {
        if self.root.is_none() || !requests::is_known(&request.method) {
            return false;
        }
        let is_due = self.due.is_some() && !self.owes_pages;
        let is_behind = requests::needs_all_texts(&request.method) && (is_due || self.kept.is_none());
        if is_behind && is_due {
            self.due = Some(Instant::now());
        }
        self.known.is_none() && self.told.is_none() || is_behind
    }

    /// The client tells something.
    pub fn notice(&mut self, note: Notification) {
        if self.phase != Phase::Open {
            return;
        }
        match &*note.method {
            notice::Initialized::METHOD => self.look_for_root(true),
            notice::DidOpenTextDocument::METHOD => self.tell(note, Self::opened),
            notice::DidChangeTextDocument::METHOD => self.tell(note, Self::typed),
            notice::DidCloseTextDocument::METHOD => self.tell(note, Self::closed),
            notice::DidSaveTextDocument::METHOD => self.tell(note, Self::saved),
            notice::DidChangeWatchedFiles::METHOD => self.tell(note, Self::files_changed),
            notice::DidChangeWorkspaceFolders::METHOD => {
                let added = note.params.pointer("/event/added").and_then(Value::as_array).cloned().unwrap_or_default();
                let added = added.iter().filter_map(|folder| address::path_of(folder.get("uri")?.as_str()?));
                self.client.folders.extend(added);
                self.look_for_root(false);
            }
            notice::Cancel::METHOD => {
                if let Some(id) = cancelled(&note) {
                    self.cancel(&id);
                }
            }
            _ => {}
        }
    }

    fn tell<P: DeserializeOwned>(&mut self, note: Notification, hear: fn(&mut Self, P)) {
        match serde_json::from_value(note.params) {
            Ok(params) => hear(self, params),
            Err(error) => self.log(MessageType::WARNING, &format!("`{}` was not understood: {error}", note.method)),
        }
    }

    /// Takes back a request that waits.
    fn cancel(&mut self, id: &RequestId) {
        let Some(at) = self.parked.iter().position(|request| request.id == *id) else { return };
        let request = self.parked.remove(at);
        let answer = Response::new_err(request.id, ErrorCode::RequestCanceled as i32, "the request was cancelled".to_owned());
        self.outbox.push_back(answer.into());
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.documents.open(document.uri.as_str(), document.version, &document.text);
        self.look_for_root(false);
        let Some((id, source)) = self.documents.get(document.uri.as_str()).and_then(|open| self.inside(open)) else { return };
        let is_new = self.newest.sources.get(&id).is_none_or(|known| known.digest != source.digest);
        if is_new || self.known.is_none() {
            self.newest.sources.insert(id, source);
            self.change(Changed::Files(Vec::new()), Duration::ZERO);
        }
    }

    fn typed(&mut self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        if !self.documents.change(document.uri.as_str(), document.version, params.content_changes, self.client.encoding) {
            return self.log(MessageType::WARNING, &format!("{} was changed and is not open", document.uri.as_str()));
        }
        self.look_for_root(false);
        if let Some((id, source)) = self.documents.get(document.uri.as_str()).and_then(|open| self.inside(open)) {
            self.newest.sources.insert(id, source);
            self.change(Changed::Files(Vec::new()), REST);
        }
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) {
        let closed = self.documents.close(params.text_document.uri.as_str());
        if let Some(path) = closed.filter(|document| self.inside(document).is_some()).and_then(|document| document.path) {
            self.change(Changed::Files(vec![path]), Duration::ZERO);
        }
    }

    fn saved(&mut self, params: DidSaveTextDocumentParams) {
        self.look_for_root(false);
        let Some(path) = address::path_of(params.text_document.uri.as_str()) else { return };
        if self.root.as_deref().and_then(|root| address::id_of(root, &path)).is_some_and(|id| crate::read::lies_inside(id.as_str())) {
            // A client that tells of no files leaves a save as the only moment to see what else changed.
            let changed = if self.client.watches_files { Changed::Files(vec![path]) } else { Changed::Anything };
            self.change(changed, Duration::ZERO);
        }
    }

    fn files_changed(&mut self, params: DidChangeWatchedFilesParams) {
        self.look_for_root(false);
        let Some(root) = self.root.as_deref() else { return };
        let lies_inside = |path: &PathBuf| address::id_of(root, path).is_some_and(|id| crate::read::lies_inside(id.as_str()));
        let paths = params.changes.iter().filter_map(|change| address::path_of(change.uri.as_str()));
        let paths: Vec<PathBuf> = paths.filter(lies_inside).collect();
        if !paths.is_empty() {
            self.change(Changed::Files(paths), MOMENT);
        }
    }

    /// A document as a file of the dossier, if it is one that is read.
    fn inside(&self, document: &Document) -> Option<(SourceId, std::sync::Arc<crate::text::Source>)> {
        let id = address::id_of(self.root.as_deref()?, document.path.as_deref()?)?;
        crate::read::is_read(id.as_str()).then(|| (id.clone(), document.source(&id)))
    }

    /// Something changed: a build is due after a while in which nothing else does.
    fn change(&mut self, changed: Changed, rest: Duration) {
        self.changed.add(changed);
        self.due = Some(Instant::now() + rest);
        self.owes_pages = false;
    }

    /// Finds the dossier if there was none: the folder that was named, or the nearest upward from the client's folders and
    /// open documents that holds the settings.
    fn look_for_root(&mut self, says_so: bool) {
        if self.root.is_some() {
            return;
        }
        let folders = self.folders();
        let upward = self.start.root.is_none();
        match watch::root(&folders, upward) {
            Some(root) => {
                self.log(MessageType::INFO, &format!("the dossier is in {}", root.display()));
                self.outbox.extend(watch::registration(&self.client, Some(&root)));
                self.root = Some(root);
                self.changed = Changed::Anything;
                self.change(Changed::Anything, Duration::ZERO);
            }
            None if says_so => {
                let place =
                    folders.first().map_or_else(|| "the editor has no folder open".to_owned(), |folder| folder.display().to_string());
                let text = format!("there is no dossier here yet ({place}): `{SETTINGS}` is missing; `dossier init DIR` makes one");
                self.show(MessageType::WARNING, &text);
                self.outbox.extend(watch::registration(&self.client, None));
            }
            None => {}
        }
    }

    /// Where a dossier is looked for.
    fn folders(&self) -> Vec<PathBuf> {
        let documents = self.documents.iter().filter_map(|document| document.path.as_deref()?.parent());
        match &self.start.root {
            Some(named) => vec![named.clone()],
            None => self.client.folders.iter().map(PathBuf::as_path).chain(documents).map(Path::to_owned).collect(),
        }
    }

    /// Begins the build that is due.
    pub fn begin(&mut self) {
        let (Some(root), Some(_)) = (&self.root, self.due) else { return };
        let Some(kept) = self.kept.take() else { return };
        self.due = None;
        let overlays = self.documents.inside(root).map(|(id, document)| {
            let source = document.source(&id);
            (id, Overlay { version: document.version, source })
        });
        // Whoever only types is told at once what is known without pages.
        let is_typing = matches!(&self.changed, Changed::Files(files) if files.is_empty()) && self.known.is_some();
        let order = Order {
            root: root.clone(),
            changed: std::mem::replace(&mut self.changed, Changed::Files(Vec::new())),
            looks_around: !self.client.watches_files,
            overlays: overlays.collect(),
            // What is being written is a draft more often than not.
            options: Options { drafts: true, today: (self.start.today)(), blank_cards: true, ..Options::default() },
            pages: !is_typing || std::mem::take(&mut self.owes_pages),
            kept,
        };
        let events = self.events.clone();
        // Nobody listens any more only when the program ends.
        std::thread::spawn(move || drop(events.send(Event::Built(Box::new(work(order))))));
    }

    /// A build is done.
    pub fn built(&mut self, finished: Finished) {
        self.kept = Some(finished.kept);
        if !finished.pages && self.due.is_none() {
            self.due = Some(Instant::now() + LONG_REST);
            self.owes_pages = true;
        }
        match finished.result {
            Ok(known) => {
                self.told = None;
                self.newest = known.snapshot.clone();
                let open: Vec<_> = self.documents.iter().filter_map(|document| self.inside(document)).collect();
                self.newest.sources.extend(open);
                self.publish(&known);
                self.known = Some(known);
            }
            Err(message) => {
                // What could not be read once is read anew as a whole.
                self.changed = Changed::Anything;
                if self.told.as_ref() != Some(&message) {
                    self.show(MessageType::ERROR, &message);
                    self.told = Some(message);
                }
            }
        }
        for request in std::mem::take(&mut self.parked) {
            self.request(request, false);
        }
    }

    fn send(&mut self, method: &str, params: impl serde::Serialize) {
        self.outbox.push_back(Notification::new(method.to_owned(), params).into());
    }

    /// Shows a message to the writer.
    fn show(&mut self, typ: MessageType, message: &str) {
        self.send(notice::ShowMessage::METHOD, ShowMessageParams { typ, message: message.to_owned() });
    }

    /// Writes a message into the client's log.
    pub fn log(&mut self, typ: MessageType, message: &str) {
        self.send(notice::LogMessage::METHOD, ShowMessageParams { typ, message: message.to_owned() });
    }
}

/// The request that a notification takes back.
#[must_use]
pub fn cancelled(note: &Notification) -> Option<RequestId> {
    (note.method == notice::Cancel::METHOD).then(|| serde_json::from_value(note.params.get("id")?.clone()).ok()).flatten()
}
