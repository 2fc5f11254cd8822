//! Links in the texts of the front matter (a claim's statement, a note, a key point): they are read as inline
//! Markdown, so they must lead somewhere too.

use std::sync::Arc;

use super::Rule;
use super::links::report_target;
use crate::diag::Diagnostic;
use crate::diag::codes::{AMBIGUOUS_NAME, BROKEN_HEADING, BROKEN_LINK, MISSING_ASSET, UNSAFE_LINK, WRONG_KIND};
use crate::kind::common;
use crate::link::Dossier;
use crate::model::{Entry, Field, Record, Shape, Summary, Value};
use crate::parse::body::inline;
use crate::text::place::{FieldPath, Place, Step};

/// Every link in a text of the front matter.
pub const RULE: Rule =
    Rule { name: "prose", codes: &[&BROKEN_LINK, &AMBIGUOUS_NAME, &BROKEN_HEADING, &MISSING_ASSET, &UNSAFE_LINK, &WRONG_KIND], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, text) in texts(dossier, &entry.summary) {
        let parsed = inline(text, &entry.source, &dossier.config.markdown, &entry.summary.lang);
        for target in &parsed.targets {
            found.extend(report_target(dossier, entry, target, &Place::value(&entry.source, path.clone())));
        }
    }
    found
}

/// The texts of a front matter in which inline Markdown is read, and which may hold a link: few do.
#[must_use]
pub fn texts<'a>(dossier: &Dossier, summary: &'a Summary) -> Vec<(FieldPath, &'a str)> {
    let own = dossier.kind(&summary.kind).map_or(&[][..], |kind| kind.schema.as_slice());
    let fields: Vec<&Field> = common::schema().iter().chain(own).collect();
    let mut all = Vec::new();
    collect(&fields, &summary.record, &mut FieldPath::default(), &mut all);
    all
}

/// Such texts, with the way to each; `path` leads to the record and is the same afterwards.
fn collect<'a>(fields: &[&Field], record: &'a Record, path: &mut FieldPath, texts: &mut Vec<(FieldPath, &'a str)>) {
    for (name, value) in &record.fields {
        if let Some(field) = fields.iter().find(|field| field.name == **name) {
            path.within(Step::Key(Arc::clone(name)), |path| collect_value(&field.shape, value, path, texts));
        }
    }
}

fn collect_value<'a>(shape: &Shape, value: &'a Value, path: &mut FieldPath, texts: &mut Vec<(FieldPath, &'a str)>) {
    match (shape, value) {
        (Shape::Prose, Value::Text(text)) if text.contains(['[', '<', '@']) => texts.push((path.clone(), text)),
        (Shape::List(item), Value::List(values)) => {
            for (n, value) in values.iter().enumerate() {
                path.within(Step::Index(n), |path| collect_value(item, value, path, texts));
            }
        }
        (Shape::Group(fields), Value::Group(record)) => collect(&fields.iter().collect::<Vec<_>>(), record, path, texts),
        _ => {}
    }
}
