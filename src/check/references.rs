//! References in the front matter: each must name one entry, of a kind that fits there.

use super::Rule;
use super::links::{ambiguous, near_name};
use crate::diag::Diagnostic;
use crate::diag::codes::{AMBIGUOUS_NAME, BROKEN_LINK, WRONG_KIND};
use crate::kind::common;
use crate::kind::decode::written;
use crate::link::{Dossier, Found};
use crate::model::{Entry, Field, Ref, Relation, Shape};
use crate::text::place::{FieldPath, Place, Step};

/// Every reference in an entry's front matter.
pub const RULE: Rule = Rule { name: "references", codes: &[&BROKEN_LINK, &AMBIGUOUS_NAME, &WRONG_KIND], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    entry.summary.references.iter().filter_map(|(path, reference)| check_reference(dossier, entry, path, reference)).collect()
}

fn check_reference(dossier: &Dossier, entry: &Entry, path: &FieldPath, reference: &Ref) -> Option<Diagnostic> {
    let place = || Place::value(&entry.source, path.clone());
    let name = || written(&reference.0);
    let (relation, may_be_name) = relation_at(dossier, entry, path)?;
    match dossier.find(&reference.0, &entry.summary.lang) {
        Err(Found::None) if may_be_name => None,
        Err(Found::None) => {
            let message = format!("no entry is called `{}`", name());
            Some(near_name(Diagnostic::new(&BROKEN_LINK, place(), message), dossier, &reference.0))
        }
        Err(Found::Several(ids)) if !may_be_name => {
            let message = format!("`{}` means {} entries", name(), ids.len());
            Some(ambiguous(Diagnostic::new(&AMBIGUOUS_NAME, place(), message), dossier, &ids))
        }
        Err(_) | Ok(None) => None,
        Ok(Some(to)) => {
            let fits = relation.to.is_empty() || relation.to.iter().any(|kind| *kind == to.summary.kind.as_str());
            if fits || to.summary.broken || may_be_name {
                return None;
            }
            let kinds: Vec<String> = relation.to.iter().map(|kind| format!("`{kind}`")).collect();
            let message =
                format!("`{path}` takes an entry of the kind {}; `{}` is of the kind `{}`", kinds.join(" or "), name(), to.summary.kind);
            Some(Diagnostic::new(&WRONG_KIND, place(), message).label(Place::file(&to.source), "this entry"))
        }
    }
}

/// The relation of the field at a path, and whether a plain name may stand there too.
fn relation_at<'a>(dossier: &'a Dossier, entry: &Entry, path: &FieldPath) -> Option<(&'a Relation, bool)> {
    let own = dossier.kind(&entry.summary.kind).map_or(&[][..], |kind| kind.schema.as_slice());
    let mut fields: Vec<&Field> = common::schema().iter().chain(own).collect();
    let mut found = None;
    for step in &path.0 {
        let Step::Key(key) = step else { continue };
        let shape = &fields.iter().find(|field| field.name == **key)?.shape;
        let item = if let Shape::List(item) = shape { item } else { shape };
        match item {
            Shape::Group(inner) => fields = inner.iter().collect(),
            Shape::Ref(relation) => found = Some((relation, false)),
            Shape::RefOrName(relation) => found = Some((relation, true)),
            _ => return None,
        }
    }
    found
}
