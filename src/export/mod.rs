//! The dossier as data for other programs: FollowTheMoney entities, and the whole typed graph as JSON.
//!
//! In: the linked dossier with all that pages are made from. Out: text, the same for the same input. What is not
//! shown on the site is not in an export: drafts, what is later than the day asked for. It touches no disk.

pub mod ftm;
pub mod json;
pub mod schema;

use std::sync::Arc;

use crate::link::Dossier;
use crate::model::{Entry, Lang};
use crate::render::Press;
use crate::render::body::{Highlights, Spot};
use crate::render::cite::{self, Cites, Style, Task};
use crate::render::plain::plain;
use crate::render::theme::Theme;
use crate::text::Snapshot;

/// What an export is made from.
pub struct Export<'a> {
    /// The dossier, its theme and its words.
    pub press: &'a Press<'a>,
    /// The language whose texts are taken; what is not translated is in the main one.
    pub lang: &'a Lang,
}

/// Gathers what an export needs and makes it; nothing if the theme cannot be loaded, which a build reports.
pub fn with<R>(snapshot: &Snapshot, dossier: &Dossier, lang: &Lang, make: impl FnOnce(&Export<'_>) -> R) -> Option<R> {
    let config = &dossier.config;
    let theme = Theme::load(snapshot, &config.theme, &config.languages, &[]).value?;
    let highlights = Highlights::default();
    let style = Arc::new(Style::load(snapshot, config).value);
    let set = |task: Task| {
        let reference = Arc::new(cite::set(&style, &task));
        (task, reference)
    };
    let cites = Cites::new(style.clone(), cite::tasks(dossier, &style).into_iter().map(set));
    let press = Press::new(dossier, &theme, &highlights, None, &cites);
    Some(make(&Export { press: &press, lang }))
}

impl<'a> Export<'a> {
    /// The entries that are shown, by id.
    pub fn entries(&self) -> impl Iterator<Item = (&'a Arc<str>, &'a Arc<Entry>)> {
        let (dossier, lang) = (self.press.dossier, self.lang);
        let originals = dossier.entries.keys().filter(|key| key.lang == *dossier.config.main());
        originals.filter_map(move |key| Some((&key.id, dossier.shown(&key.id, lang)?)))
    }

    /// Where texts are read: addresses in them are whole where the site has one.
    #[must_use]
    pub fn spot(&self) -> Spot {
        Spot { root: self.press.dossier.config.base_url.clone(), lang: self.lang.clone() }
    }

    /// Inline Markdown of a front matter as plain text.
    #[must_use]
    pub fn inline(&self, entry: &Entry, text: &str) -> String {
        plain(&self.press.inline(entry, text, &self.spot()))
    }

    /// The whole address of an entry's page, where the site has one.
    #[must_use]
    pub fn url(&self, id: &str) -> Option<String> {
        let address = self.press.dossier.graph.routes.address(id, self.lang)?;
        Some(crate::render::frame::absolute(self.press, address).to_string()).filter(|url| !url.is_empty())
    }
}
