//! `jurisdictions:` in `dossier.yaml`: their names, and what is done to links that lead to something designated there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pairs;
use crate::diag::{Diagnostic, codes, did_you_mean};
use crate::kind::decode::written;
use crate::model::{Node, Record, Value, Wording};
use crate::text::place::{FieldPath, Place};
use crate::text::{Source, SourceId};

/// What is done to a link that leads to something designated; the later is the stricter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Policy {
    /// Nothing.
    Plain,
    /// A notice stands beside it.
    #[default]
    Warn,
    /// The same, and the address is plain text, behind the archived copy.
    Text,
}

const WORDS: [(&str, Policy); 3] = [("warn", Policy::Warn), ("text", Policy::Text), ("plain", Policy::Plain)];
const FIELDS: [&str; 2] = ["label", "designated_links"];

type Names = BTreeMap<Arc<str>, Wording>;
type Policies = BTreeMap<Arc<str>, Policy>;

/// The names of the jurisdictions and their policies: `by: Belarus`, or a group of `label` and `designated_links`.
pub(super) fn read(record: &Record, source: &Source, found: &mut Vec<Diagnostic>) -> (Names, Policies) {
    let (mut names, mut policies) = (Names::new(), Policies::new());
    for (key, node, path) in pairs(record, "jurisdictions", source, found) {
        match node {
            Node::Text(name) => drop(names.insert(key.clone(), named(name))),
            Node::Map(fields) => {
                unknown(fields, &source.id, &path, found);
                // A jurisdiction whose name is missing is told of once, and is one all the same.
                let name = label(node, &source.id, &path, found).unwrap_or_else(|| named(key));
                names.insert(key.clone(), name);
                policies.extend(policy(node, &source.id, &path, found).map(|policy| (key.clone(), policy)));
            }
            other => {
                let message = format!("the name of the jurisdiction `{}` must be text, this is {}", written(key), other.what());
                found.push(Diagnostic::new(&codes::WRONG_TYPE, Place::value(&source.id, path), message));
            }
        }
    }
    (names, policies)
}

fn unknown(fields: &[(Arc<str>, Node)], source: &SourceId, path: &FieldPath, found: &mut Vec<Diagnostic>) {
    for (name, _) in fields.iter().filter(|(name, _)| !FIELDS.contains(&&**name)) {
        let message = format!("a jurisdiction has no field `{}`", written(name));
        let hint = did_you_mean(name, FIELDS).unwrap_or_else(|| "it has `label` and `designated_links`".to_owned());
        found.push(Diagnostic::new(&codes::UNKNOWN_FIELD, Place::key(source, path.then(name)), message).hint(hint));
    }
}

/// A name in all languages.
fn named(name: &Arc<str>) -> Wording {
    Wording::of(Some(&Value::Text(name.clone())))
}

/// The name: one for all languages, or one for each of some.
fn label(node: &Node, source: &SourceId, path: &FieldPath, found: &mut Vec<Diagnostic>) -> Option<Wording> {
    let field = "label";
    match node.get(field) {
        Some(Node::Text(text)) => Some(named(text)),
        Some(Node::Map(texts)) if !texts.is_empty() => {
            let mut known = Vec::new();
            for (tag, text) in texts {
                match text {
                    Node::Text(text) => known.push((tag.clone(), text.clone())),
                    other => {
                        let message = format!("the name in `{}` must be text, this is {}", written(tag), other.what());
                        let place = Place::value(source, path.then(field).then(tag));
                        found.push(Diagnostic::new(&codes::WRONG_TYPE, place, message));
                    }
                }
            }
            Some(Wording::by_language(&known))
        }
        None | Some(Node::Null) => {
            let message = format!("a jurisdiction needs a `{field}`");
            found.push(Diagnostic::new(&codes::MISSING_FIELD, Place::key(source, path.clone()), message).hint("write its name"));
            None
        }
        Some(other) => {
            let message = format!("`{field}` must be text, or a text by language, this is {}", other.what());
            found.push(Diagnostic::new(&codes::WRONG_TYPE, Place::value(source, path.then(field)), message));
            None
        }
    }
}

fn policy(node: &Node, source: &SourceId, path: &FieldPath, found: &mut Vec<Diagnostic>) -> Option<Policy> {
    let word = match node.get("designated_links")? {
        Node::Text(word) => Some(&**word),
        _ => None,
    };
    let policy = word.and_then(|word| WORDS.iter().find(|(known, _)| *known == word)).map(|(_, policy)| *policy);
    if policy.is_none() {
        let message = "`designated_links` must be `warn`, `text` or `plain`";
        let hint = word.and_then(|word| did_you_mean(word, WORDS.map(|(word, _)| word)));
        let place = Place::value(source, path.then("designated_links"));
        found.push(Diagnostic::new(&codes::UNKNOWN_WORD, place, message).maybe_hint(hint));
    }
    policy
}
