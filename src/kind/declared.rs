//! Kinds that a dossier declares in `dossier.yaml`: the common fields and named relations.
//!
//! In: the tree under `kinds:`. Out: kinds like the built-in ones, and what is wrong with the rest. Knows nothing of
//! entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::decode::{Vocabulary, decode, written};
use super::{Kind, Kinds, common, page};
use crate::diag::{Diagnostic, Outcome, codes, did_you_mean};
use crate::model::schema::{Field, Relation, Shape, Text};
use crate::model::{KindName, Node, Record};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

static KIND_SCHEMA: LazyLock<Vec<Field>> = LazyLock::new(|| {
    vec![
        Field::new("label", Shape::Text, "ruling", "Its name for people. Without it, the name."),
        Field::new("plural", Shape::Text, "rulings", "The folder of its pages. Without it, the name and an `s`."),
        Field::new("title", Shape::Text, "Rulings of courts abroad", "The heading of its index. Without it, the plural."),
        Field::new(
            "doc",
            Shape::Prose,
            "A decision of a court in another country.",
            "What it is for; shown by `dossier new` and in editors.",
        ),
        Field::new(
            "template",
            Shape::Path,
            "kind/ruling.html",
            "The template of its pages. Without it `kind/NAME.html`, or else `entry.html`.",
        ),
        Field::new("relations", Shape::Free, "{court: {to: actor, inverse: rulings}}", "Fields that point to other entries, by name."),
    ]
});

static RELATION_SCHEMA: LazyLock<Vec<Field>> = LazyLock::new(|| {
    vec![
        Field::new("to", Shape::texts(), "[actor]", "The kinds it may point to. Without it, any."),
        Field::new("label", Shape::Text, "decided by", "Its label on the card. Without it, the field's name."),
        Field::new(
            "inverse",
            Shape::Text,
            "rulings",
            "What stands over the links on the other entry's page. Without it, the kind's plural.",
        ),
        Field::new("many", Shape::Bool, "false", "Whether it may name several entries. Without it, it may."),
        Field::new("required", Shape::Bool, "true", "Whether an entry without it is a mistake."),
        Field::new("doc", Shape::Prose, "The court that decided.", "What it is for."),
    ]
});

/// The fields of one declared kind, for the reference of the settings.
#[must_use]
pub fn kind_schema() -> &'static [Field] {
    &KIND_SCHEMA
}

/// The fields of one relation of a declared kind, for the reference of the settings.
#[must_use]
pub fn relation_schema() -> &'static [Field] {
    &RELATION_SCHEMA
}

/// Reads `kinds:` of the settings. A kind with a mistake in its name is left out, a relation with one too.
#[must_use]
pub fn declared(node: &Node, source: &SourceId) -> Outcome<Vec<Kind>> {
    let built_in = Kinds::with(Vec::new());
    let base = FieldPath::key("kinds");
    let mut reading = Reading { source, built_in: &built_in, all: BTreeSet::new(), plurals: BTreeMap::new(), found: Vec::new() };
    for kind in built_in.iter() {
        reading.plurals.insert(kind.plural.to_string(), kind.name.to_string());
    }
    let mut kinds = Vec::new();
    match node {
        Node::Null => {}
        Node::Map(pairs) => {
            // A relation may point to a kind that is declared below it.
            let names = built_in.iter().map(|kind| kind.name.to_string()).chain(pairs.iter().map(|(name, _)| name.to_string()));
            reading.all = names.collect();
            for (name, node) in pairs {
                kinds.extend(reading.kind(name, node, &base.then(name)));
            }
        }
        other => reading.say(Place::value(source, base), format!("`kinds` must be a group of names, not {}", other.what()), None),
    }
    Outcome { value: kinds, diagnostics: reading.found }
}

struct Reading<'a> {
    source: &'a SourceId,
    built_in: &'a Kinds,
    /// The names of all kinds.
    all: BTreeSet<String>,
    /// Plural and name of the kinds so far.
    plurals: BTreeMap<String, String>,
    found: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn say(&mut self, place: Place, message: String, hint: Option<String>) {
        self.found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, message).maybe_hint(hint));
    }

    fn decode(&mut self, node: &Node, fields: &[Field], path: &FieldPath) -> Record {
        let fields: Vec<&Field> = fields.iter().collect();
        let vocabulary = Vocabulary { jurisdictions: &BTreeMap::new(), kinds: self.built_in };
        decode(node, &fields, path, self.source, &vocabulary, &mut self.found)
    }

    fn kind(&mut self, name: &str, node: &Node, path: &FieldPath) -> Option<Kind> {
        let at_key = Place::key(self.source, path.clone());
        if !is_name(name, '-') {
            let message = format!("`{}` cannot be the name of a kind", written(name));
            self.say(at_key, message, Some("use small letters a to z, digits and `-`, a letter first".to_owned()));
            return None;
        }
        if self.built_in.get(name).is_some() {
            self.say(at_key, format!("there is a built-in kind `{name}`"), Some("give it another name".to_owned()));
            return None;
        }
        let record = self.decode(node, &KIND_SCHEMA, path);
        let text = |field: &str| record.text(field).map(|text| Text::Owned(text.to_string()));
        let plural = text("plural").unwrap_or_else(|| format!("{name}s").into());
        let place = || if record.get("plural").is_some() { Place::value(self.source, path.then("plural")) } else { at_key.clone() };
        if !is_name(&plural, '-') {
            let message = format!("`{}` cannot be the folder of a kind", written(&plural));
            self.say(place(), message, Some("use small letters a to z, digits and `-`, a letter first".to_owned()));
            return None;
        }
        if let Some(other) = self.plurals.get(&*plural) {
            let message = format!("the kind `{other}` already has the folder `{plural}`");
            self.say(place(), message, Some("give one of them another `plural:`".to_owned()));
            return None;
        }
        self.plurals.insert(plural.to_string(), name.to_owned());
        let schema = node.get("relations").map_or_else(Vec::new, |relations| self.relations(relations, &plural, &path.then("relations")));
        Some(Kind {
            name: KindName::new(name),
            label: text("label").unwrap_or_else(|| name.replace('-', " ").into()),
            title: text("title").unwrap_or_else(|| capitalised(&plural.replace('-', " ")).into()),
            doc: text("doc").unwrap_or_else(|| "A kind that `dossier.yaml` declares.".into()),
            template: text("template"),
            plural,
            schema,
            dated: false,
            make: page::make,
        })
    }

    fn relations(&mut self, node: &Node, plural: &str, path: &FieldPath) -> Vec<Field> {
        let pairs = match node {
            Node::Map(pairs) => pairs.as_slice(),
            Node::Null => &[],
            other => {
                let message = format!("`{path}` must be a group of fields, not {}", other.what());
                self.say(
                    Place::value(self.source, path.clone()),
                    message,
                    Some("for example, `relations: {court: {to: actor, inverse: rulings}}`".to_owned()),
                );
                &[]
            }
        };
        pairs.iter().filter_map(|(name, node)| self.relation(name, node, plural, &path.then(name))).collect()
    }

    fn relation(&mut self, name: &str, node: &Node, plural: &str, path: &FieldPath) -> Option<Field> {
        let at_key = Place::key(self.source, path.clone());
        if !is_name(name, '_') {
            let message = format!("`{}` cannot be the name of a field", written(name));
            self.say(at_key, message, Some("use small letters a to z, digits and `_`, a letter first".to_owned()));
            return None;
        }
        if common::schema().iter().any(|field| field.name == name) {
            self.say(at_key, format!("every kind has a field `{name}`"), Some("give the relation another name".to_owned()));
            return None;
        }
        let record = self.decode(node, &RELATION_SCHEMA, path);
        let to = self.targets(&record, path);
        let example = to.first().map_or_else(|| "some-entry".to_owned(), |kind| format!("some-{kind}"));
        let text = |field: &str| record.text(field).map(|text| Text::Owned(text.to_string()));
        let inverse = text("inverse").unwrap_or_else(|| plural.replace('-', " ").into());
        let reference = Shape::Ref(Relation { to: to.into(), inverse });
        let many = record.bool("many").unwrap_or(true);
        Some(Field {
            name: name.to_owned().into(),
            shape: if many { Shape::List(Box::new(reference)) } else { reference },
            required: record.bool("required").unwrap_or(false),
            doc: text("doc").unwrap_or_else(|| "A relation that `dossier.yaml` declares.".into()),
            example: if many { format!("[{example}]").into() } else { example.into() },
            label: text("label").unwrap_or_else(|| name.replace('_', " ").into()),
        })
    }

    /// The kinds a relation may point to; those that do not exist are reported.
    fn targets(&mut self, record: &Record, path: &FieldPath) -> Vec<Text> {
        let mut to: Vec<Text> = Vec::new();
        let names: Vec<Arc<str>> = record.texts("to");
        for (n, name) in names.iter().enumerate() {
            if self.all.contains(&**name) {
                to.push(Text::Owned(name.to_string()));
            } else {
                let hint = did_you_mean(name, self.all.iter().map(String::as_str));
                let place = Place::value(self.source, path.then("to").item(n));
                self.say(place, format!("there is no kind `{}`", written(name)), hint);
            }
        }
        to
    }
}

/// Whether a text can be a name in YAML and in an address.
fn is_name(text: &str, joint: char) -> bool {
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with(joint)
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::linked::stage::line;

    fn read(text: &str) -> (Vec<Kind>, Vec<String>) {
        let node = crate::yaml::decode(text).expect("the test's YAML is valid");
        let outcome = declared(&node, &SourceId::new("dossier.yaml"));
        (outcome.value, outcome.diagnostics.iter().map(line).collect())
    }

    #[test]
    fn a_kind_with_relations() {
        let text = "ruling:\n  doc: A decision abroad.\n  relations:\n    court: {to: actor, inverse: rulings, many: false, required: true}\n    follows: {}\n    law: {to: [statute]}\nstatute: {plural: statutes, label: Act}\nx-y:\n";
        let (kinds, found) = read(text);
        assert_eq!(found, [] as [&str; 0]);
        let ruling = &kinds[0];
        assert_eq!((&*ruling.label, &*ruling.plural, &*ruling.title), ("ruling", "rulings", "Rulings"));
        assert_eq!(ruling.schema[0].shape, Shape::Ref(Relation { to: vec!["actor".into()].into(), inverse: "rulings".into() }));
        assert!(ruling.schema[0].required);
        assert_eq!(ruling.schema[1].shape.relation().map(|relation| relation.to.len()), Some(0));
        assert_eq!(&*kinds[1].label, "Act");
        assert_eq!((&*kinds[2].label, &*kinds[2].plural, &*kinds[2].title), ("x y", "x-ys", "X ys"));
    }

    #[test]
    fn mistakes_are_told_at_their_place() {
        let text = "Ruling: {}\nclaim: {}\nnews: {plural: claims}\na:\n  labl: x\n  relations:\n    title: {to: actor}\n    Court: {}\n    court: {to: [actr, actor]}\n    when: 3\nb: {relations: [x]}\nc: x\n";
        let (kinds, found) = read(text);
        assert_eq!(kinds.len(), 3);
        assert_eq!(
            found,
            [
                "invalid-settings kinds.Ruling:: `Ruling` cannot be the name of a kind (use small letters a to z, digits and `-`, a letter first)",
                "invalid-settings kinds.claim:: there is a built-in kind `claim` (give it another name)",
                "invalid-settings kinds.news.plural: the kind `claim` already has the folder `claims` (give one of them another `plural:`)",
                "unknown-field kinds.a.labl:: there is no field `kinds.a.labl` (did you mean `label`?)",
                "invalid-settings kinds.a.relations.title:: every kind has a field `title` (give the relation another name)",
                "invalid-settings kinds.a.relations.Court:: `Court` cannot be the name of a field (use small letters a to z, digits and `_`, a letter first)",
                "invalid-settings kinds.a.relations.court.to[0]: there is no kind `actr` (did you mean `actor`?)",
                "wrong-type kinds.a.relations.when: `kinds.a.relations.when` must be a group of fields, not a number",
                "invalid-settings kinds.b.relations: `kinds.b.relations` must be a group of fields, not a list (for example, `relations: {court: {to: actor, inverse: rulings}}`)",
                "wrong-type kinds.c: `kinds.c` must be a group of fields, not text",
            ]
        );
        let (_, found) = read("[a]");
        assert_eq!(found, ["invalid-settings kinds: `kinds` must be a group of names, not a list"]);
    }
}
