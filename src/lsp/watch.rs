//! Where the dossier is, and what the client is asked to watch.

use std::path::{Path, PathBuf};

use lsp_server::{Message, Request, RequestId};
use serde_json::{Value, json};

use super::address;
use super::client::Client;
use crate::parse::config::SETTINGS;

/// What is watched, from the root of the dossier.
const WATCHED: [&str; 5] = [SETTINGS, "content/**", "themes/**", "templates/**", "static/**"];

/// The first of some folders that is a dossier, or lies in one if `upward`.
#[must_use]
pub fn root(folders: &[PathBuf], upward: bool) -> Option<PathBuf> {
    let is_dossier = |folder: &&Path| folder.join(SETTINGS).is_file();
    folders.iter().find_map(|folder| folder.ancestors().take(if upward { usize::MAX } else { 1 }).find(is_dossier)).map(Path::to_owned)
}

/// Asks the client to tell of changed files: of the dossier, or, while there is none, of the settings that make one. A
/// client that cannot is not asked; then files are read again at each save.
#[must_use]
pub fn registration(client: &Client, root: Option<&Path>) -> Option<Message> {
    if !client.watches_files {
        return None;
    }
    let pattern = |pattern: &&str| match root {
        Some(root) if client.watches_any_folder => json!({"globPattern": {"baseUri": address::address_of(root), "pattern": pattern}}),
        _ => json!({"globPattern": format!("**/{pattern}")}),
    };
    let watched = if root.is_some() { &WATCHED[..] } else { &WATCHED[..1] };
    let watchers: Vec<Value> = watched.iter().map(pattern).collect();
    let id = if root.is_some() { "dossier" } else { "settings" };
    let registration = json!({"id": id, "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": watchers}});
    let params = json!({"registrations": [registration]});
    Some(Request::new(RequestId::from(format!("watch-{id}")), "client/registerCapability".to_owned(), params).into())
}
