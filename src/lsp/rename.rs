//! Another id for an entry, from the editor: which entry is meant and where its name stands. What changes is said by
//! `crate::rename`, for the editor as for `dossier mv`.

use std::sync::Arc;

use super::fields::cursor;
use super::now::Now;
use super::under::{What, under};
use super::words::{Written, written};
use crate::text::Source;
use crate::text::place::Span;

/// An entry that could be renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renameable {
    /// Its folded id.
    pub id: Arc<str>,
    /// Its id as it is written.
    pub shown: String,
    /// The name under the cursor: the id itself, or another name of it.
    pub span: Span,
}

/// The entry that is named at a byte of a file: by a link, a citation, a relation, a record's key, or as the entry of this
/// file by its first line, its title or an alias.
#[must_use]
pub fn renameable(now: Now<'_>, source: &Source, offset: usize) -> Option<Renameable> {
    let found = under(now, source, offset)?;
    let summary = match found.what {
        What::Entry(entry, _) => entry.summary.clone(),
        What::Itself(None) => now.entry(source)?.summary,
        What::Itself(Some(_)) | What::Here(_) | What::File(_) | What::Field(_) | What::Kind(_) | What::Word(..) => return None,
    };
    let span = name(now, source, offset).filter(|span| !span.is_empty()).unwrap_or(found.span);
    Some(Renameable { id: summary.folded.clone(), shown: summary.id.to_string(), span })
}

/// The name alone, without the signs around it.
fn name(now: Now<'_>, source: &Source, offset: usize) -> Option<Span> {
    match written(&source.text, offset) {
        Some(Written::Name { name, .. } | Written::Source { name, .. }) => {
            let text = source.text.get(name.clone())?;
            let start = name.start + (text.len() - text.trim_start().len());
            return Some(start..start + text.trim().len());
        }
        Some(Written::Heading { .. }) => return None,
        None => {}
    }
    let yaml = now.yaml(source).filter(|yaml| yaml.contains(&offset))?;
    let token = cursor(&source.text[yaml.clone()], offset - yaml.start)?.token;
    Some(token.start + yaml.start..token.end + yaml.start)
}
