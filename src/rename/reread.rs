//! What was rewritten is read again, and compared with what it must be: every reference to the entry names it by its new id, and
//! nothing else has changed.

use std::sync::Arc;

use super::way::Way;
use super::{CANNOT_RENAME, Renamed, unclear};
use crate::diag::Diagnostic;
use crate::model::{Body, Entry, Node, Record, TargetKind, Value, fold};
use crate::parse::body::inline;
use crate::parse::config::SETTINGS;
use crate::parse::parse;
use crate::text::place::{FieldPath, Place};
use crate::text::{Snapshot, Source};
use crate::yaml;

/// The places that did not become what they must be.
pub(super) fn compare(way: &Way<'_>, snapshot: &Snapshot, renamed: &Renamed) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for id in renamed.files() {
        let Some(source) = snapshot.sources.get(id) else { continue };
        if renamed.edits.get(id).is_some_and(|edits| edits.windows(2).any(|two| two[1].start < two[0].end)) {
            found.push(unclear(way, Place::file(id)));
            continue;
        }
        let new = Source::from_bytes(renamed.name(id).as_str(), renamed.text(source).as_bytes());
        if id.as_str() == SETTINGS {
            found.extend(settings(way, source, &new));
        } else {
            found.extend(entries(way, source, &new));
        }
    }
    found
}

fn settings(way: &Way<'_>, old: &Source, new: &Source) -> Option<Diagnostic> {
    let place = || Place::file(&old.id);
    let (Ok(before), Ok(after)) = (yaml::decode(&old.text), yaml::decode(&new.text)) else { return Some(unclear(way, place())) };
    let named = |node: &Node| if let Node::Text(name) = node { way.renamed(name).map(|name| Node::Text(name.into())) } else { None };
    let expected = match before {
        Node::Map(pairs) => Node::Map(
            pairs
                .into_iter()
                .map(|(key, node)| {
                    let node = match (&*key, &node) {
                        ("home", node) => named(node).unwrap_or_else(|| node.clone()),
                        ("menu", Node::List(items)) => {
                            let was = after.get("menu");
                            let as_now = |n: usize| if let Some(Node::List(items)) = was { items.get(n).cloned() } else { None };
                            // An item that means a kind stays.
                            let one = |(n, item): (usize, &Node)| {
                                named(item).filter(|new| as_now(n).as_ref() == Some(new)).unwrap_or_else(|| item.clone())
                            };
                            Node::List(items.iter().enumerate().map(one).collect())
                        }
                        ("redirects", Node::List(items)) => Node::List(items.iter().map(|item| redirect(way, item)).collect()),
                        ("menu", node) => named(node).unwrap_or_else(|| node.clone()),
                        _ => node,
                    };
                    (key, node)
                })
                .collect(),
        ),
        other => other,
    };
    (expected != after).then(|| unclear(way, place()))
}

/// A redirect as it must be: it leads to the entry by its new id.
fn redirect(way: &Way<'_>, item: &Node) -> Node {
    let Node::Map(pairs) = item else { return item.clone() };
    let renamed = |(key, node): &(Arc<str>, Node)| match node {
        Node::Text(to) if &**key == "to" && *fold(to) == **way.old => (key.clone(), Node::Text(way.new.into())),
        _ => (key.clone(), node.clone()),
    };
    Node::Map(pairs.iter().map(renamed).collect())
}

fn entries(way: &Way<'_>, old: &Source, new: &Source) -> Vec<Diagnostic> {
    let config = &way.dossier.config;
    let (before, after) = (parse(old, config), parse(new, config));
    if before.value.len() != after.value.len() || after.diagnostics.len() > before.diagnostics.len() {
        let message = format!("the file could not be read any more if `{}` were renamed in it", way.old_id());
        return vec![
            Diagnostic::new(&CANNOT_RENAME, Place::file(&old.id), message).hint("write its references to the entry in a simpler way"),
        ];
    }
    let mut found = Vec::new();
    // The records of a file may come in the order of their keys.
    let expected_id = |entry: &Entry| if *entry.summary.folded == **way.old { fold(way.new) } else { entry.summary.folded.to_string() };
    for one in &before.value {
        let same = after.value.iter().find(|other| *other.summary.folded == *expected_id(one));
        match same {
            Some(other) => found.extend(differs(way, one, other).map(|place| unclear(way, place))),
            None => found.push(unclear(way, Place::file(&one.source))),
        }
    }
    found
}

/// The first place at which an entry is not what it must be.
fn differs(way: &Way<'_>, old: &Entry, new: &Entry) -> Option<Place> {
    if old.summary.kind != new.summary.kind || old.summary.lang != new.summary.lang {
        return Some(Place::file(&old.source));
    }
    if let Some(path) = record(way, old, (&old.summary.record, &new.summary.record), &FieldPath::default()) {
        return Some(Place::value(&old.source, path));
    }
    if let Some(target) = body(way, old, &old.body, &new.body) {
        let link = old.links.iter().find(|link| Some(link.target) == target);
        return Some(link.map_or_else(|| Place::file(&old.source), |link| Place::bytes(&old.source, link.span.clone())));
    }
    None
}

fn record(way: &Way<'_>, entry: &Entry, (old, new): (&Record, &Record), path: &FieldPath) -> Option<FieldPath> {
    let is_apart = |name: &str| path.0.is_empty() && matches!(name, "redirect_from" | "made_from");
    let fields = |record: &Record| record.fields.iter().filter(|(name, _)| !is_apart(name)).count();
    if fields(old) != fields(new) {
        return Some(path.clone());
    }
    old.fields.iter().filter(|(name, _)| !is_apart(name)).find_map(|(name, value)| {
        let here = path.then(name);
        match new.get(name) {
            Some(other) => self::value(way, entry, (value, other), &here),
            None => Some(here),
        }
    })
}

fn value(way: &Way<'_>, entry: &Entry, pair: (&Value, &Value), path: &FieldPath) -> Option<FieldPath> {
    let same = match pair {
        (Value::Ref(old), Value::Ref(new)) => way.renamed(&old.0).map_or(old.0 == new.0, |name| *new.0 == *name),
        (Value::Text(old), Value::Text(new)) => old == new || is_same_prose(way, entry, old, new),
        (Value::Group(old), Value::Group(new)) => return record(way, entry, (old, new), path),
        (Value::List(old), Value::List(new)) if old.len() == new.len() => {
            return old.iter().zip(new).enumerate().find_map(|(n, pair)| value(way, entry, pair, &path.item(n)));
        }
        (old, new) => old == new,
    };
    (!same).then(|| path.clone())
}

fn is_same_prose(way: &Way<'_>, entry: &Entry, old: &str, new: &str) -> bool {
    let read = |text: &str| inline(text, &entry.source, &way.dossier.config.markdown, &entry.summary.lang);
    body(way, entry, &read(old), &read(new)).is_none()
}

/// The number of the first link that is not what it must be; `Some(None)` if something else differs.
fn body(way: &Way<'_>, entry: &Entry, old: &Body, new: &Body) -> Option<Option<u32>> {
    let rest = old.html == new.html && old.pieces == new.pieces && old.footnotes == new.footnotes && old.code == new.code;
    if !rest || old.targets.len() != new.targets.len() {
        return Some(None);
    }
    for (n, (before, after)) in old.targets.iter().zip(&new.targets).enumerate() {
        let name = match before.kind {
            TargetKind::Wiki | TargetKind::Embed | TargetKind::Cite => way.renamed(&before.name),
            TargetKind::File => way.renamed_path(entry, &before.name),
            TargetKind::Image | TargetKind::Outside => None,
        };
        let is_named = name.map_or(before.name == after.name, |name| *after.name == *name);
        let as_before = (&before.fragment, &before.title, &before.text, before.width, before.optional)
            == (&after.fragment, &after.title, &after.text, after.width, after.optional);
        if !is_named || !as_before || before.kind != after.kind {
            return Some(u32::try_from(n).ok());
        }
    }
    None
}
