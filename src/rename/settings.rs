//! What `dossier.yaml` names: the home page, entries of the menu, and where redirects lead.

use super::{Edit, Work};
use crate::kind::scaffold::plain_or_quoted;
use crate::model::fold;
use crate::parse::config::SETTINGS;
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};
use crate::yaml;

impl Work<'_> {
    /// Rewrites the settings.
    pub(super) fn settings(&mut self) {
        let config = &self.way.dossier.config;
        if let Some(home) = config.home.as_deref().filter(|home| *fold(home) == **self.way.old) {
            self.setting(&FieldPath::key("home"), home);
        }
        for (n, name) in config.menu.iter().enumerate() {
            let is_own = config.kinds.iter().any(|kind| kind.plural == **name || kind.name.as_str() == &**name)
                || crate::link::SPECIAL.contains(&&**name);
            if !is_own && self.way.part(name).is_some() {
                self.setting(&FieldPath::key("menu").item(n), name);
            }
        }
        for redirect in &config.hosting.redirects {
            if !redirect.to.starts_with('/') && *fold(&redirect.to) == **self.way.old {
                self.setting(&FieldPath::key("redirects").item(redirect.number).then("to"), &redirect.to);
            }
        }
    }

    fn setting(&mut self, path: &FieldPath, name: &str) {
        let id = SourceId::new(SETTINGS);
        let place = Place::value(&id, path.clone());
        let Some(source) = self.snapshot.sources.get(&id) else { return };
        let span = yaml::locate_whole(&source.text, path);
        let raw = span.as_ref().map_or("", |span| &source.text[span.clone()]);
        let part = self.way.part(name).map(|part| &name[part]);
        let at = part.and_then(|part| raw.find(part).map(|at| at..at + part.len()));
        match (span, at) {
            (Some(span), Some(at)) => {
                let new = if at.len() == raw.len() { plain_or_quoted(self.way.new) } else { self.way.new.to_owned() };
                self.refer(&id, Edit::new(span.start + at.start..span.start + at.end, new));
            }
            _ => self.refuse(place),
        }
    }
}
