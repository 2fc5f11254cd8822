//! The dossier as data for other programs (FollowTheMoney entities, the whole typed graph as JSON), and as copies of the whole
//! site for readers without a network.
//!
//! In: the linked dossier with all that pages are made from. Out: text, the same for the same input. What is not
//! shown on the site is not in an export: drafts, what is later than the day asked for. It touches no disk.

pub mod copy;
pub mod ftm;
pub mod schema;

use std::sync::Arc;

pub use crate::render::data::{Export, json};

use crate::link::Dossier;
use crate::model::Lang;
use crate::render::body::Highlights;
use crate::render::cite::{self, Cites, Style, Task};
use crate::render::theme::Theme;
use crate::render::{Press, one_by_one};
use crate::text::Snapshot;

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
    let press = Press::new(dossier, &theme, &highlights, None, &cites, None, &one_by_one);
    Some(make(&Export::new(&press, lang)))
}
