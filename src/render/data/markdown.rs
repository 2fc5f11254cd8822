//! An entry as Markdown: what its file says, without what is not for readers.
//!
//! In: the entry and the text of its file. Out: the public fields of the front matter, and the text as it was written. Comments,
//! fields that no page shows, and what links to entries that are not shown would give away are left out.

use serde_json::{Value as Json, json};

use super::Export;
use super::json::{PRIVATE, value_of};
use crate::link::{Found, Resolution};
use crate::model::{Entry, Record, Ref, TargetKind, Value};
use crate::yaml::{FrontMatter, front_matter};

/// The entry as Markdown; nothing if its file is no Markdown.
#[must_use]
pub fn markdown(export: &Export<'_>, entry: &Entry, text: &str) -> Option<String> {
    if !is_markdown(entry) {
        return None;
    }
    let FrontMatter::Found { body, .. } = front_matter(text) else { return None };
    let mut out = format!("---\nkind: {}\n", json!(entry.summary.kind.as_str()));
    for (name, value) in public(&entry.summary.record) {
        out += &format!("{name}: {}\n", field(export, value));
    }
    out += "---\n";
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for link in &entry.links {
        let target = &entry.body.targets[link.target as usize];
        let Resolution::Hidden(_) = export.press.dossier.resolve(entry, target) else { continue };
        let words = match target.kind {
            TargetKind::Embed => String::new(),
            // As the page prints it: the writer's words, or else the name.
            _ => target.text.as_ref().unwrap_or(&target.name).to_string(),
        };
        edits.push((link.span.start..link.span.end, words));
    }
    edits.sort_by_key(|(at, _)| at.start);
    let (mut written, mut done) = (String::with_capacity(text.len()), body);
    for (at, words) in edits.into_iter().filter(|(at, _)| at.start >= body) {
        if at.start >= done {
            written += text.get(done..at.start).unwrap_or("");
            written += &words;
            done = at.end;
        }
    }
    written += text.get(done..).unwrap_or("");
    Some(out + &without_comments(&written.replace("\r\n", "\n")))
}

/// Whether an entry's file is Markdown; a record of a bibliography has none.
#[must_use]
pub fn is_markdown(entry: &Entry) -> bool {
    entry.source.as_str().ends_with(".md")
}

/// The fields that readers may see.
fn public(record: &Record) -> impl Iterator<Item = (&str, &Value)> {
    record.fields.iter().filter(|(name, _)| is_public(name)).map(|(name, value)| (&**name, value))
}

fn is_public(name: &str) -> bool {
    !PRIVATE.contains(&name)
}

/// A value as JSON, which is YAML too.
fn field(export: &Export<'_>, value: &Value) -> Json {
    value_of(value, is_public, &|reference| json!(name(export, reference)))
}

/// An entry as the writer names it; one that is not shown by the words that pages print for it.
fn name(export: &Export<'_>, reference: &Ref) -> String {
    let dossier = export.press.dossier;
    match dossier.graph.names.find(&reference.0) {
        Found::One(id) if dossier.shown(&id, export.lang).is_some() => reference.0.to_string(),
        _ => export.press.refs.of_reference(dossier, reference, export.lang).title.to_string(),
    }
}

/// A text without its comments: those of HTML, and definitions of links that lead nowhere, which some use as such. In blocks
/// of code they are text.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut is_comment = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        if !is_comment {
            match (fence, mark) {
                (None, Some(mark)) => fence = Some(mark),
                (Some(open), Some(mark)) if open == mark => fence = None,
                _ => {}
            }
            if fence.is_some() || mark.is_some() {
                out += line;
                continue;
            }
            if is_empty_definition(bare) {
                continue;
            }
        }
        let mut rest = line;
        let before = out.len();
        loop {
            if is_comment {
                let Some(end) = rest.find("-->") else { break };
                rest = &rest[end + 3..];
                is_comment = false;
            }
            let Some(start) = rest.find("<!--") else {
                out += rest;
                break;
            };
            out += &rest[..start];
            rest = &rest[start + 4..];
            is_comment = true;
        }
        // A line that held nothing else goes with its comment.
        if out[before..].trim().is_empty() && !line.trim().is_empty() {
            out.truncate(before);
        } else if is_comment && !out.ends_with('\n') && !out.is_empty() {
            out.push('\n');
        }
    }
    out
}

/// `[//]: # (…)` and its like.
fn is_empty_definition(line: &str) -> bool {
    let Some((label, rest)) = line.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else { return false };
    let target = rest.trim_start();
    !label.starts_with('^') && !label.contains(']') && (target.starts_with("<>") || target.trim_end() == "#" || target.starts_with("# "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_code_stays() {
        let check = |text: &str, expected: &str| assert_eq!(without_comments(text), expected, "{text:?}");
        check("a <!-- b --> c\n", "a  c\n");
        check("a\n<!-- b\nc -->\nd\n", "a\nd\n");
        check("a <!-- b\nc --> d\n", "a \n d\n");
        check("```html\n<!-- b -->\n```\n<!-- c -->\n", "```html\n<!-- b -->\n```\n");
        check("[//]: # (a note)\n[a]: #\n[b]: <> (x)\n[^1]: # x\n[c]: https://e.example\n", "[^1]: # x\n[c]: https://e.example\n");
        check("a <!-- never ended\nb\n", "a \n");
        check("\n\na\n", "\n\na\n");
    }
}
