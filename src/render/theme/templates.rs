//! Templates of all layers into one engine; every broken one is reported, not only the first.
//!
//! The engine stops at its first mistake. So each template is first parsed alone, and then the sound ones
//! together, again and again without those that are found to lean on nothing or on themselves.

use std::collections::BTreeSet;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::mistake::{self, in_our_words, source_of};
use super::of_theme;
use crate::diag::{Diagnostic, Outcome, codes, did_you_mean};
use crate::parse::faults;
use crate::text::place::{Place, Span};
use crate::text::{Digest, Snapshot, Source, SourceId};

/// A folder of templates and the prefix by which the engine tells it from the others.
pub(super) struct Layer {
    pub prefix: String,
    pub folder: String,
}

/// The engine with all templates, and the digest of their texts.
pub(super) struct Loaded {
    pub tera: Tera,
    pub digest: Digest,
}

/// A template's text under the engine's name for it.
#[derive(Clone)]
struct Template {
    name: String,
    source: Arc<Source>,
}

/// What is known so far.
struct Loading<'a> {
    theme: &'a SourceId,
    sound: Vec<Template>,
    /// The names of templates that were reported, as templates ask for them: without the layer.
    broken: BTreeSet<String>,
    found: Vec<Diagnostic>,
}

/// Loads the templates of the layers, of which the first wins, into an engine that has none yet.
pub(super) fn load(snapshot: &Snapshot, layers: &[Layer], empty: Tera, needed: &[&str], theme: &SourceId) -> Outcome<Loaded> {
    let all: Vec<Template> = layers.iter().flat_map(|layer| templates(snapshot, layer)).collect();
    let digests: Vec<String> = all.iter().map(|template| template.source.digest.to_string()).collect();
    let digest = Digest::of_parts(&digests.iter().map(String::as_bytes).collect::<Vec<_>>());
    let mut loading = Loading { theme, sound: Vec::new(), broken: BTreeSet::new(), found: Vec::new() };
    for wanted in needed.iter().collect::<BTreeSet<_>>() {
        if !layers.iter().any(|layer| all.iter().any(|template| template.name.strip_prefix(&layer.prefix) == Some(wanted))) {
            let message = format!("the theme has no template `{wanted}`");
            let hint = format!("write `{}/templates/{wanted}`, or name a `parent:` that has it", theme.folder());
            loading.found.push(Diagnostic::new(&codes::MISSING_THEME, Place::file(theme), message).hint(hint));
        }
    }
    for template in all {
        loading.parse_alone(template);
    }
    let tera = loading.parse_together(empty);
    Outcome { value: Loaded { tera, digest }, diagnostics: loading.found }
}

fn templates(snapshot: &Snapshot, layer: &Layer) -> Vec<Template> {
    let is_template = |name: &str| name.ends_with(".html") || name.ends_with(".xml");
    let files = snapshot.under(&layer.folder).filter(|source| is_template(source.id.as_str()));
    files
        .map(|source| Template {
            name: format!("{}{}", layer.prefix, &source.id.as_str()[layer.folder.len()..]),
            source: Arc::clone(source),
        })
        .collect()
}

impl Loading<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Keeps a template whose own syntax is right. That it needs others does not matter here.
    fn parse_alone(&mut self, template: Template) {
        let mistake = faults(&template.source).or_else(|| match Tera::new().add_raw_template(&template.name, &template.source.text) {
            Err(error) => match error.kind() {
                ErrorKind::SyntaxError(report) => Some(mistake::reported(report, self.theme)),
                _ => None,
            },
            Ok(()) => None,
        });
        match mistake {
            Some(diagnostic) => {
                self.report(diagnostic);
                self.broken.insert(asked_as(&template.name).to_owned());
            }
            None => self.sound.push(template),
        }
    }

    /// Puts the sound templates into the engine, without those that turn out not to be.
    fn parse_together(&mut self, empty: Tera) -> Tera {
        loop {
            let mut tera = empty.clone();
            let Err(error) = tera.add_raw_templates(self.sound.iter().map(|template| (&template.name, &*template.source.text))) else {
                return tera;
            };
            let before = self.sound.len();
            match error.kind() {
                ErrorKind::MissingParent { current, parent } => self.drop_orphan(current, parent),
                ErrorKind::CircularExtend { tpl, inheritance_chain } => self.drop_circle(tpl, inheritance_chain, "extends"),
                ErrorKind::CircularInclude { tpl, include_chain } => self.drop_circle(tpl, include_chain, "includes"),
                ErrorKind::Msg(text) => self.report_told(text),
                kind => {
                    let message = in_our_words(&kind.to_string());
                    self.report(of_theme(self.theme, message));
                }
            }
            if self.sound.len() == before {
                return empty;
            }
        }
    }

    fn drop_orphan(&mut self, current: &str, parent: &str) {
        if !self.broken.contains(parent) {
            let names: Vec<&str> = self.sound.iter().map(|template| asked_as(&template.name)).collect();
            let hint = did_you_mean(parent, names);
            let place = self.place_of_name(current, parent);
            self.report(Diagnostic::new(&codes::TEMPLATE_ERROR, place, format!("there is no template `{parent}`")).maybe_hint(hint));
        }
        self.drop(current);
    }

    fn drop_circle(&mut self, start: &str, circle: &[String], verb: &str) {
        let through: Vec<&str> = circle.iter().map(String::as_str).filter(|name| *name != start).collect();
        let message = match through.as_slice() {
            [] => format!("the template {verb} itself"),
            through => format!("the template {verb} itself, through `{}`", through.join("`, `")),
        };
        let place = self.place_of_name(start, asked_as(through.first().copied().unwrap_or(start)));
        // A template that wants to build on the one whose place it takes has to name that one in full.
        let covered = self.sound.iter().find(|template| template.name != start && asked_as(&template.name) == asked_as(start));
        let hint = covered.map(|template| format!("the one whose place it takes is `{}`", template.name));
        self.report(Diagnostic::new(&codes::TEMPLATE_ERROR, place, message).maybe_hint(hint));
        self.drop(start);
        for name in circle {
            self.drop(name);
        }
    }

    /// Mistakes that the engine tells as text. What is missing because it was already reported is left out.
    fn report_told(&mut self, text: &str) {
        let all = mistake::told(text);
        if all.is_empty() {
            let place =
                self.sound.iter().rev().find(|template| text.contains(&format!("`{}`", template.name))).map(|t| Place::file(&t.source.id));
            let place = place.unwrap_or_else(|| Place::file(self.theme));
            self.report(Diagnostic::new(&codes::TEMPLATE_ERROR, place, in_our_words(text)));
        }
        for one in all {
            let follows =
                one.message.strip_prefix("Unknown template `").is_some_and(|name| self.broken.contains(name.trim_end_matches('`')))
                    || (one.message.starts_with("Unknown component") && !self.broken.is_empty());
            if !follows {
                let text = self.source(one.template).map(|source| Arc::clone(&source.text));
                self.report(one.diagnostic(text.as_deref().unwrap_or(""), self.theme));
            }
        }
    }

    fn drop(&mut self, name: &str) {
        self.broken.insert(asked_as(name).to_owned());
        self.sound.retain(|template| template.name != name);
    }

    fn source(&self, name: &str) -> Option<&Arc<Source>> {
        self.sound.iter().find(|template| template.name == name).map(|template| &template.source)
    }

    /// Where a template names another, in quotes.
    fn place_of_name(&self, template: &str, name: &str) -> Place {
        let Some(source) = self.source(template) else {
            return Place::file(&source_of(template).unwrap_or_else(|| self.theme.clone()));
        };
        let quoted = ['"', '\'', '`'].iter().find_map(|quote| source.text.find(&format!("{quote}{name}{quote}")));
        let span = |at: usize| -> Span { at..at + name.len() + 2 };
        quoted.map_or_else(|| Place::file(&source.id), |at| Place::bytes(&source.id, span(at)))
    }
}

/// The name by which templates ask for one, whatever layer it is in.
fn asked_as(name: &str) -> &str {
    match name.strip_prefix("site/") {
        Some(path) => path,
        None => name.strip_prefix("theme/").and_then(|rest| rest.split_once('/')).map_or(name, |(_, path)| path),
    }
}
