//! The first screen of every copy: that keeping it may itself be punishable, where, and what the copy is of.
//!
//! What the law says is not in here: the dossier's own designations say where, and its own effects what follows.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Site;
use crate::model::Lang;
use crate::parse::body::escape::escaped;
use crate::render::frame::special;
use crate::render::label;
use crate::render::page::entry::day;
use crate::render::strings::Argument;

/// The note in words.
pub struct Note {
    /// Its heading.
    pub title: Arc<str>,
    /// What it says, paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// Where the dossier says what follows: the words and the path of the page; nothing where nothing is designated.
    pub law: Option<(Arc<str>, String)>,
}

/// The note in a language.
#[must_use]
pub fn note(site: &Site<'_>, lang: &Lang) -> Note {
    let press = site.press;
    let config = &press.dossier.config;
    let strings = press.theme.strings();
    let acts = press.law.register.acts();
    let in_force = acts.iter().filter(|act| act.force.counts());
    let keys: BTreeSet<&Arc<str>> = in_force.filter_map(|act| act.jurisdiction.as_ref()).collect();
    let places: Vec<Arc<str>> = keys.iter().filter_map(|key| Some(config.jurisdiction(key, lang)?.0)).collect();
    let mut paragraphs = vec![
        label(press, lang, "copy-note-about", "Keeping this copy, carrying it or passing it on may itself be punishable.").to_string(),
    ];
    if !places.is_empty() {
        paragraphs.extend(strings.try_format(lang, "copy-note-where", &[("places", Argument::Text(&places.join(", ")))]).ok());
    }
    let on = site.about.date.as_deref().and_then(|date| date.parse().ok()).map(|date| day(press, date, lang));
    let (title, _) = config.title(lang);
    let of = match &on {
        Some(on) => strings.try_format(lang, "copy-of-dated", &[("title", Argument::Text(&title)), ("date", Argument::Text(on))]),
        None => strings.try_format(lang, "copy-of", &[("title", Argument::Text(&title))]),
    };
    paragraphs.extend(of.ok());
    let law = (!places.is_empty()).then(|| {
        let page = special(press, lang, "matrix");
        let known = site.files.contains_key(&*page.address);
        known.then(|| (label(press, lang, "copy-note-law", "What may follow"), page.address.to_string()))
    });
    Note { title: label(press, lang, "copy-note", "Before you keep this copy"), paragraphs, law: law.flatten() }
}

impl Note {
    /// The note as HTML; `address` gives the address of a page of the site.
    #[must_use]
    pub fn html(&self, heading: &str, address: &dyn Fn(&str) -> Option<String>) -> String {
        let mut out = format!("<{heading}>{}</{heading}>\n", escaped(&self.title));
        for paragraph in &self.paragraphs {
            out += &format!("<p>{}</p>\n", escaped(paragraph));
        }
        if let Some((words, at)) = self.law.as_ref().and_then(|(words, path)| Some((words, address(path)?))) {
            out += &format!("<p><a href=\"{}\">{}</a></p>\n", escaped(&at), escaped(words));
        }
        out
    }
}
