//! What a browser is told, as JSON. The fields are described in [`super`].

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::build::Build;
use crate::diag::Diagnostic;
use crate::diag::show::{Format, show, summary};
use crate::parse::config::SETTINGS;
use crate::text::Snapshot;

/// More mistakes than this nobody looks at over a page: the first ones come first, the rest is counted.
const MOST: usize = 50;

/// With more names than this it is shorter to ask.
const MOST_CHANGED: usize = 2000;

/// What is other than in the revision before.
pub(super) struct Changes {
    /// Files that are new, gone or other; none if nobody can say.
    pub changed: Option<Vec<Arc<str>>>,
    /// New addresses of style sheets and pictures.
    pub moved: BTreeMap<Arc<str>, Arc<str>>,
}

impl Default for Changes {
    /// Nothing is.
    fn default() -> Self {
        Self { changed: Some(Vec::new()), moved: BTreeMap::new() }
    }
}

/// What is wrong, to be shown over a page.
pub(super) struct Problems {
    /// "2 errors, 1 warning".
    pub summary: String,
    /// The mistakes as a list in HTML.
    pub html: String,
    /// The same for programs.
    list: Value,
    /// How many are left out.
    more: usize,
}

impl Problems {
    /// The mistakes of a build, errors first, and those in the settings before all: they may be the reason for the rest.
    pub fn of(build: &Build, snapshot: &Snapshot) -> Self {
        let mut all: Vec<&Diagnostic> = build.diagnostics.iter().collect();
        all.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.place.source.as_str() != SETTINGS));
        let shown: Vec<Diagnostic> = all.into_iter().take(MOST).cloned().collect();
        let more = build.diagnostics.len() - shown.len();
        let mut html = show(&shown, snapshot, Format::Html);
        if more > 0 {
            html.push_str(&format!("<p>and {more} more, in the terminal</p>\n"));
        }
        let list = serde_json::from_str(&show(&shown, snapshot, Format::Json)).unwrap_or(Value::Null);
        Self { summary: summary(&build.diagnostics), html, list, more }
    }

    /// A dossier that is not there.
    pub fn unreadable(error: &anyhow::Error) -> Self {
        let text = format!("{error:#}");
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let html = format!("<p>{escaped}</p>\n<p class=\"hint\"><span>help:</span> put the folder back; it is waited for</p>\n");
        Self { summary: "the dossier cannot be read".to_owned(), html, list: json!([]), more: 0 }
    }
}

/// One event.
pub(super) fn event(revision: u64, changes: &Changes, problems: Option<&Problems>) -> Arc<str> {
    let changed = changes.changed.as_ref().filter(|changed| changed.len() <= MOST_CHANGED);
    let problems = problems.map(|found| json!({ "summary": found.summary, "html": found.html, "list": found.list, "more": found.more }));
    let moved = if changed.is_some() { &changes.moved } else { &BTreeMap::new() };
    Arc::from(json!({ "revision": revision, "changed": changed, "moved": moved, "problems": problems }).to_string())
}
