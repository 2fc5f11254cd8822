//! The old address of a renamed entry leads on: `redirect_from` in its front matter, or in its record.

use super::{Edit, Work};
use crate::link::route::{old_path, own_address};
use crate::model::{Entry, Node};
use crate::parse::bibliography::{key_places, pin_record, record_of};
use crate::text::Source;
use crate::text::place::{At, FieldPath, Place, Span, Step};
use crate::yaml::{self, FrontMatter};

/// The field of old addresses.
const FIELD: &str = "redirect_from";

impl Work<'_> {
    /// Adds the old address to the original's `redirect_from`, unless there never was such a page or the address stays. The new
    /// address, if the page had it before, is taken out.
    pub(super) fn redirect(&mut self, own: &[&Entry]) -> Option<String> {
        let way = self.way;
        let config = &way.dossier.config;
        let original = own.iter().find(|entry| entry.summary.lang == *config.main())?;
        let old = own_address(&original.summary, original.summary.id.as_str(), config);
        let new = own_address(&original.summary, way.new, config);
        let known = &way.dossier.as_written(original).common.redirect_from;
        let stale: Vec<usize> = (0..known.len()).filter(|n| old_path(&known[*n]).as_deref() == Some(&*new)).collect();
        let is_known = known.iter().any(|item| old_path(item).as_deref() == Some(&*old));
        if old == new || is_known || (original.summary.common.draft && stale.is_empty()) {
            return None;
        }
        let address = old.strip_suffix("/index.html").unwrap_or(&old).to_owned();
        let record = record_of(&original.source);
        let file = record.as_ref().map_or(&original.source, |(file, _)| file).clone();
        let source = self.snapshot.sources.get(&file)?;
        let edits = if file.as_str().to_ascii_lowercase().ends_with(".bib") {
            let now = (0..known.len()).map(|n| if stale.contains(&n) { &*address } else { &*known[n] });
            let mut now: Vec<&str> = now.collect();
            if stale.is_empty() {
                now.push(&address);
            }
            in_bibtex(self, original, source, &now)
        } else {
            let base = record.as_ref().map_or_else(FieldPath::default, |(_, key)| FieldPath::key(key));
            in_yaml(source, &base, &address, &stale)
        };
        let Some(edits) = edits else {
            self.refuse(Place::value(&original.source, FieldPath::key(FIELD)));
            return None;
        };
        self.edits.entry(file).or_default().extend(edits);
        Some(address)
    }
}

/// The edits in BibTeX, after which the field has these addresses.
fn in_bibtex(work: &Work<'_>, entry: &Entry, source: &Source, addresses: &[&str]) -> Option<Vec<Edit>> {
    let (_, key) = record_of(&entry.source)?;
    let addresses = addresses.join(", ");
    if !entry.summary.common.redirect_from.is_empty() {
        let At::Bytes(start, end) = pin_record(&Place::value(&entry.source, FieldPath::key(FIELD)), work.snapshot)?.at else { return None };
        return Some(vec![Edit::new(start..end, format!("{{{addresses}}}"))]);
    }
    // The record's own key, not the places in others that lean on it.
    let place = pin_record(&Place::file(&entry.source), work.snapshot)?;
    let own = key_places(source, key).into_iter().find(|at| matches!(place.at, At::Bytes(start, _) if start == at.start))?;
    let rest = source.text[own.end..].lines().next().unwrap_or("").trim();
    let apart = if rest == "," { format!("{}  ", line_end(&source.text)) } else { " ".to_owned() };
    Some(vec![Edit::new(own.end..own.end, format!(",{apart}{FIELD} = {{{addresses}}}"))])
}

/// The edits in YAML: a whole file whose records stand under `base`, or a front matter.
fn in_yaml(source: &Source, base: &FieldPath, address: &str, stale: &[usize]) -> Option<Vec<Edit>> {
    let yaml = if base.0.is_empty() {
        let FrontMatter::Found { yaml, .. } = yaml::front_matter(&source.text) else { return None };
        yaml
    } else {
        0..source.text.len()
    };
    let text = &source.text[yaml.clone()];
    let node = yaml::decode(text).ok()?;
    let group = base.0.iter().try_fold(&node, |node, step| if let Step::Key(key) = step { node.get(key) } else { None })?;
    let path = base.then(FIELD);
    let edits = if stale.is_empty() {
        match group.get(FIELD) {
            None => vec![new_field(text, base, group, address, line_end(&source.text))?],
            Some(node) => add(text, &path, node, address, line_end(&source.text))?,
        }
    } else {
        let spans = stale.iter().map(|n| yaml::locate_whole(text, &path.item(*n)));
        spans.map(|span| Some(Edit::new(span?, address))).collect::<Option<Vec<_>>>()?
    };
    Some(edits.into_iter().map(|edit| Edit::new(yaml.start + edit.start..yaml.start + edit.end, edit.text)).collect())
}

/// A line for the field: the last of a front matter, the first of a record, which may be followed by another.
fn new_field(text: &str, base: &FieldPath, group: &Node, address: &str, eol: &str) -> Option<Edit> {
    let field = format!("{FIELD}: [{address}]");
    let Node::Map(pairs) = group else { return None };
    let (first, _) = pairs.first()?;
    let at = yaml::locate_key(text, &base.then(first))?.start;
    let line = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let indent = &text[line..at];
    if !indent.trim().is_empty() || text[..line].trim_end().ends_with('{') {
        // All in brackets.
        return Some(Edit::new(at..at, format!("{field}, ")));
    }
    if base.0.is_empty() {
        return Some(Edit::new(text.len()..text.len(), format!("{indent}{field}{eol}")));
    }
    Some(Edit::new(at..at, format!("{field}{eol}{indent}")))
}

/// One more item of the field.
fn add(text: &str, path: &FieldPath, node: &Node, address: &str, eol: &str) -> Option<Vec<Edit>> {
    match node {
        Node::Null => {
            let key = yaml::locate_key(text, path)?;
            let colon = key.end + text[key.end..].find(':')? + 1;
            let value: Option<Span> = yaml::locate(text, path).filter(|span| !span.is_empty() && text[span.clone()].trim() == "~");
            Some(vec![Edit::new(value.unwrap_or(colon..colon), format!(" [{address}]"))])
        }
        Node::List(items) if items.is_empty() => Some(vec![Edit::new(yaml::locate_whole(text, path)?, format!("[{address}]"))]),
        Node::List(items) => {
            let last = yaml::locate_whole(text, &path.item(items.len() - 1))?;
            let line = text[..last.start].rfind('\n').map_or(0, |n| n + 1);
            let before = &text[line..last.start];
            if before.trim() != "-" {
                return Some(vec![Edit::new(last.end..last.end, format!(", {address}"))]);
            }
            let end = last.end + text[last.end..].find('\n').unwrap_or(text.len() - last.end);
            let end = end - usize::from(text[..end].ends_with('\r'));
            Some(vec![Edit::new(end..end, format!("{eol}{before}{address}"))])
        }
        Node::Map(_) => None,
        _ => {
            let span = yaml::locate_whole(text, path)?;
            Some(vec![Edit::new(span.start..span.start, "["), Edit::new(span.end..span.end, format!(", {address}]"))])
        }
    }
}

/// How the lines of a text end.
fn line_end(text: &str) -> &'static str {
    let first = text.find('\n');
    if first.is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
}
