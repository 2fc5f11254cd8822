//! Citations: numbered in the order in which a page first cites them, each place with an id to come back to.

use std::sync::Arc;

use super::{Cited, Page, Shown};
use crate::link::Resolution;
use crate::model::{Entry, Target};
use crate::parse::body::escape::escaped;

impl<'a> Page<'a> {
    /// A group of citations in brackets.
    pub(super) fn cite(&mut self, shown: Shown<'a>, first: u32, many: u32) {
        let targets = shown.body.targets.get(first as usize..(first + many) as usize).unwrap_or(&[]);
        let sources: Vec<Option<&Entry>> = targets.iter().map(|target| self.source(shown, target)).collect();
        if sources.iter().all(Option::is_none) && targets.iter().all(|target| target.optional) {
            let parts: Vec<String> = targets.iter().map(as_written).collect();
            self.escaped(&format!("[{}]", parts.join("; ")));
            return;
        }
        self.out.push_str("<span class=\"cite\">[");
        for (n, (target, source)) in targets.iter().zip(sources).enumerate() {
            if n > 0 {
                self.out.push_str("; ");
            }
            match source {
                Some(source) => self.cite_one(source, target),
                None => self.unknown(shown, target),
            }
        }
        self.out.push_str("]</span>");
    }

    /// A source named in running text: its title and its number.
    pub(super) fn cite_in_text(&mut self, shown: Shown<'a>, number: u32) {
        let Some(target) = shown.body.targets.get(number as usize) else { return };
        let Some(source) = self.source(shown, target) else {
            if matches!(self.dossier.resolve(shown.entry, target), Resolution::Hidden(summary) if summary.kind.as_str() == "source") {
                self.unknown(shown, target);
                return;
            }
            self.out.push('@');
            self.escaped(&target.name);
            return;
        };
        let lang = &source.summary.lang;
        let lang = if *lang == self.spot.lang { String::new() } else { format!(" lang=\"{}\"", escaped(lang.as_str())) };
        self.out.push_str(&format!("<cite{lang}>{}</cite> <span class=\"cite\">[", escaped(source.summary.short_title())));
        self.cite_one(source, target);
        self.out.push_str("]</span>");
    }

    /// The source that a citation names. What may be no citation must be one of a source.
    fn source(&self, shown: Shown<'a>, target: &Target) -> Option<&'a Entry> {
        match self.dossier.resolve(shown.entry, target) {
            Resolution::Entry(entry, _) if !target.optional || entry.summary.kind.as_str() == "source" => Some(entry),
            _ => None,
        }
    }

    fn cite_one(&mut self, source: &Entry, target: &Target) {
        if let Some(prefix) = &target.text {
            self.escaped(prefix);
            self.out.push(' ');
        }
        if !self.is_inline {
            let number = self.number(source);
            let place: Arc<str> = Arc::from(format!("cite:{number}:{}", self.cited[number - 1].places.len() + 1));
            self.out.push_str(&format!("<a id=\"{place}\" href=\"#source:{number}\">{number}</a>"));
            self.cited[number - 1].places.push(place);
        } else if let Some(address) = self.address(source, None) {
            // A text of the front matter has no list of sources of its own.
            let attributes = self.language_of(&source.summary.lang, true);
            let closing = self.start_anchor(&address, &attributes, target);
            let title = escaped(source.summary.short_title());
            self.out.push_str(&title);
            self.out.push_str(&closing);
        }
        if let Some(locator) = &target.title {
            self.out.push_str(", ");
            self.escaped(locator);
        }
    }

    /// The source's number on this page, from 1.
    fn number(&mut self, source: &Entry) -> usize {
        let key = source.summary.key();
        let (cited, numbers) = (&mut self.cited, &mut self.numbers);
        *numbers.entry(key.clone()).or_insert_with(|| {
            cited.push(Cited { key, places: Vec::new() });
            cited.len()
        })
    }

    fn unknown(&mut self, shown: Shown<'a>, target: &Target) {
        if let Resolution::Hidden(summary) = self.dossier.resolve(shown.entry, target) {
            let lang = if summary.lang == self.spot.lang { String::new() } else { format!(" lang=\"{}\"", escaped(summary.lang.as_str())) };
            self.out.push_str(&format!("<cite{lang}>{}</cite>", escaped(summary.short_title())));
            return;
        }
        self.out.push_str(&format!("<span class=\"broken\">{}</span>", escaped(&as_written(target))));
    }
}

/// A citation as the writer wrote it.
fn as_written(target: &Target) -> String {
    let prefix = target.text.as_ref().map_or_else(String::new, |prefix| format!("{prefix} "));
    let locator = target.title.as_ref().map_or_else(String::new, |locator| format!(", {locator}"));
    format!("{prefix}@{}{locator}", target.name)
}
