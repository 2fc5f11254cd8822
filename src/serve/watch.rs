//! File events, batched for a moment, as one call a batch. The only file that names the watching library.
#![expect(clippy::disallowed_methods, reason = "this is an edge: file events")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::Context;
use notify::{EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};

/// Editors write a file in several steps; what happens within this time is one change.
const MOMENT: Duration = Duration::from_millis(60);

/// Calls `changed` with the paths of each batch of changes below `root` (none: events were lost, anything may
/// have changed), until it fails or the watching does. Changes in
/// `out` and in hidden files do not count: the build itself makes them.
///
/// # Errors
/// When the folder cannot be watched, or what `changed` answers.
pub fn watch(root: &Path, out: &Path, mut changed: impl FnMut(Option<&[PathBuf]>) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let root = root.canonicalize().with_context(|| format!("finding {}", root.display()))?;
    let out = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    let (send, receive) = channel::<DebounceEventResult>();
    let mut debouncer = new_debouncer(MOMENT, None, send).context("watching for changes")?;
    debouncer.watch(&root, RecursiveMode::Recursive).with_context(|| format!("watching {}", root.display()))?;
    while let Ok(batch) = receive.recv() {
        match batch {
            Ok(events) => {
                let changes = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
                let paths: Vec<PathBuf> =
                    changes.flat_map(|event| event.paths.iter().cloned()).filter(|path| counts(path, &root, &out)).collect();
                if !paths.is_empty() {
                    changed(Some(&paths))?;
                }
            }
            Err(_) => changed(None)?,
        }
    }
    Ok(())
}

/// Whether a change of this file can change the site.
fn counts(path: &Path, root: &Path, out: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    let hidden = inside.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    let top = inside.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let read = matches!(top.as_deref(), Some("content" | "themes" | "templates" | "static" | "dossier.yaml"));
    read && !hidden && !path.starts_with(out) && !inside.to_string_lossy().ends_with('~')
}
