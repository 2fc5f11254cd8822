//! `timeline:` of the settings: the threads by which dated entries are told apart.
//!
//! Whether a tag exists is known only when the entries are; `link` asks that.

use std::sync::Arc;

use super::{Config, Thread};
use crate::diag::{Diagnostic, codes, did_you_mean};
use crate::kind::decode::written;
use crate::model::{Field, Record, Shape, Value, slug};
use crate::text::Source;
use crate::text::place::{FieldPath, Place};

/// The threads of a dossier that sets none: by kinds, with the theme's words for them.
const DEFAULT: &[(&str, &[&str])] = &[
    ("events", &["event"]),
    ("claims", &["claim"]),
    ("designations", &["designation"]),
    ("law", &["provision", "instrument", "effect", "case"]),
];

/// Names that the pages of a timeline need for themselves.
const TAKEN: &[&str] = &["other"];

pub(super) fn field() -> Field {
    let thread = vec![
        Field::new(
            "name",
            Shape::Text,
            "crackdown",
            "Its name in addresses, `timeline/crackdown/`: letters, digits and `-`, a letter first; not `other`, which is for all that no thread takes.",
        )
        .required(),
        Field::new("label", Shape::ByLanguage, "{en: The crackdown}", "What readers call it, by language.").required(),
        Field::new("kinds", Shape::texts(), "[event]", "It takes the entries of these kinds. Sources are on the timeline only where a thread names them here or by a tag."),
        Field::new("tags", Shape::texts(), "[crackdown]", "It takes the entries with one of these tags."),
    ];
    let fields = vec![Field::new(
        "threads",
        Shape::groups(thread),
        "[{name: crackdown, label: {en: The crackdown}, tags: [crackdown]}]",
        "The threads, in the order in which they are shown. An entry may be in several; its place in the picture is in the first that takes it.",
    )];
    Field::new(
        "timeline",
        Shape::Group(fields.into()),
        "{threads: [{name: designations, label: {en: Designations}, kinds: [designation]}]}",
        "What the timeline tells apart. Without it: events, claims, designations, law. See `docs/timeline.md`.",
    )
}

/// The threads that the settings name, or those of a dossier that names none.
pub(super) fn threads(record: &Record) -> Vec<Thread> {
    let group = record.group("timeline").cloned().unwrap_or_default();
    let threads: Vec<Thread> = group.groups("threads").into_iter().filter_map(thread).collect();
    if !threads.is_empty() {
        return threads;
    }
    let default = |(name, kinds): &(&str, &[&str])| Thread {
        name: Arc::from(*name),
        label: Vec::new(),
        kinds: kinds.iter().map(|kind| Arc::from(*kind)).collect(),
        tags: Vec::new(),
    };
    DEFAULT.iter().map(default).collect()
}

fn thread(group: &Record) -> Option<Thread> {
    let label = match group.get("label") {
        Some(Value::ByLanguage(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    Some(Thread { name: group.text("name")?, label, kinds: group.texts("kinds"), tags: group.texts("tags") })
}

/// Reports names that cannot be, kinds that do not exist and threads that take nothing.
pub(super) fn check(config: &Config, source: &Source, found: &mut Vec<Diagnostic>) {
    for (n, thread) in config.threads.iter().enumerate().filter(|(_, thread)| !thread.label.is_empty()) {
        let path = FieldPath::key("timeline").then("threads").item(n);
        let twice = config.threads[..n].iter().any(|other| other.name == thread.name);
        if let Some(why) = name_fault(&thread.name, twice) {
            let message = format!("the thread cannot be called `{}`: {why}", written(&thread.name));
            let place = Place::value(&source.id, path.then("name"));
            found.push(
                Diagnostic::new(&codes::INVALID_SETTINGS, place, message).hint("letters, digits and `-`, a letter first: `hack-claims`"),
            );
        }
        if thread.kinds.is_empty() && thread.tags.is_empty() {
            let message = format!("the thread `{}` takes no entries", written(&thread.name));
            found.push(
                Diagnostic::new(&codes::INVALID_SETTINGS, Place::value(&source.id, path.clone()), message)
                    .hint("name its `kinds:` or its `tags:`"),
            );
        }
        for (m, kind) in thread.kinds.iter().enumerate().filter(|(_, kind)| config.kinds.get(kind).is_none()) {
            let place = Place::value(&source.id, path.then("kinds").item(m));
            let hint = did_you_mean(kind, config.kinds.iter().map(|kind| kind.name.as_str()));
            found.push(Diagnostic::new(&codes::UNKNOWN_KIND, place, format!("there is no kind `{}`", written(kind))).maybe_hint(hint));
        }
    }
}

fn name_fault(name: &str, twice: bool) -> Option<&'static str> {
    if twice {
        Some("another thread is called so")
    } else if TAKEN.contains(&name) {
        Some("the timeline needs that name for all that no thread takes")
    } else if !name.starts_with(|c: char| c.is_ascii_lowercase()) || slug(name) != name || name.starts_with("page-") || name.len() > 60 {
        Some("it is no name for an address")
    } else {
        None
    }
}
