//! Links: to entries with what is known of them, to headings, to files, to the outside.

use std::sync::Arc;

use super::{Page, Shown};
use crate::link::{Miss, Resolution};
use crate::model::{Entry, Heading, Lang, Target, TargetKind, folded};
use crate::parse::body::escape::{escape, escape_address, escaped};

impl<'a> Page<'a> {
    /// Begins a link whose words follow.
    pub(super) fn start_link(&mut self, shown: Shown<'a>, number: u32) {
        self.in_link += 1;
        let Some(target) = shown.body.targets.get(number as usize) else { return self.closing.push(String::new()) };
        let closing = match self.dossier.resolve(shown.entry, target) {
            Resolution::Entry(entry, heading) => self.start_entry_link(entry, heading.map(|(_, heading)| heading), target, false),
            Resolution::Here(_, heading) => {
                let address = self.here(shown, heading);
                self.start_anchor(&address, "", target)
            }
            Resolution::File(file) => {
                let address = format!("{}{}{}", self.spot.root, file.address, fragment(target));
                self.start_anchor(&address, "", target)
            }
            Resolution::Outside if target.kind == TargetKind::File => self.start_anchor(&written(target), "", target),
            Resolution::Outside => self.start_anchor(&target.name, "", target),
            Resolution::Hidden(_) | Resolution::Miss(Miss::Unsafe(_)) => String::new(),
            // A dossier may allow such links: then the writer's address is the best that is known.
            Resolution::Miss(_) if target.kind == TargetKind::File => self.start_anchor(&written(target), "", target),
            Resolution::Miss(_) => {
                self.out.push_str("<span class=\"broken\">");
                "</span>".to_owned()
            }
        };
        self.closing.push(closing);
    }

    /// Ends the link whose words were written.
    pub(super) fn end_link(&mut self) {
        if let Some(closing) = self.closing.pop() {
            self.in_link -= 1;
            self.out.push_str(&closing);
        }
    }

    /// A link without words of its own: those of its target.
    pub(super) fn link(&mut self, shown: Shown<'a>, number: u32) {
        let Some(target) = shown.body.targets.get(number as usize) else { return };
        match self.dossier.resolve(shown.entry, target) {
            Resolution::Entry(entry, heading) => {
                let heading = heading.map(|(_, heading)| heading);
                self.link_to_entry(entry, heading, target);
            }
            Resolution::Here(_, heading) => {
                let closing = {
                    let address = self.here(shown, heading);
                    self.start_anchor(&address, "", target)
                };
                self.out.push_str(&heading.html);
                self.out.push_str(&closing);
            }
            Resolution::File(file) => {
                let address = format!("{}{}", self.spot.root, file.address);
                let closing = self.start_anchor(&address, "", target);
                self.escaped(&target.name);
                self.out.push_str(&closing);
            }
            Resolution::Hidden(_) | Resolution::Outside | Resolution::Miss(Miss::Unsafe(_)) => self.name(target),
            Resolution::Miss(_) => {
                self.out.push_str("<span class=\"broken\">");
                self.name(target);
                self.out.push_str("</span>");
            }
        }
    }

    /// A whole link to an entry, with the words that name it.
    pub(super) fn link_to_entry(&mut self, entry: &Entry, heading: Option<&Heading>, target: &Target) {
        let words = self.words_for(entry, heading, target);
        if self.in_link > 0 {
            self.out.push_str(&words);
            return;
        }
        let closing = self.start_entry_link(entry, heading, target, true);
        self.out.push_str(&words);
        self.out.push_str(&closing);
    }

    /// What an entry is called in a link without words: the short title if the link names its id, else
    /// the name as written; and the heading. As HTML.
    fn words_for(&self, entry: &Entry, heading: Option<&Heading>, target: &Target) -> String {
        let name = target.name.rsplit('/').next().unwrap_or(&target.name);
        let is_id = *folded(name) == *entry.summary.folded;
        let own = entry.summary.called_shortly(&self.spot.lang).0;
        let mut words = if is_id || name.is_empty() { escaped(own) } else { escaped(&target.name) };
        if let Some(heading) = heading {
            words.push_str(": ");
            words.push_str(&heading.html);
        }
        words
    }

    /// The name of a target as the writer wrote it.
    pub(super) fn name(&mut self, target: &Target) {
        self.escaped(&target.name);
        if let Some(fragment) = &target.fragment {
            self.out.push('#');
            self.escaped(fragment);
        }
    }

    /// The address of an entry's page in the language of this one, at a heading.
    pub(super) fn address(&self, entry: &Entry, heading: Option<&Heading>) -> Option<String> {
        let address = self.dossier.graph.routes.address(&entry.summary.folded, &self.spot.lang)?;
        let id = heading.map_or("", |heading| &*heading.id);
        let mut full = String::with_capacity(self.spot.root.len() + address.len() + 1 + id.len());
        full.push_str(&self.spot.root);
        full.push_str(address);
        if heading.is_some() {
            full.push('#');
            full.push_str(id);
        }
        Some(full)
    }

    /// The address of a heading of the text that is shown: on this page, or on the page it is shown from.
    fn here(&self, shown: Shown<'_>, heading: &Heading) -> String {
        let is_own = std::ptr::eq(shown.entry, self.own);
        let elsewhere = if is_own { None } else { self.address(shown.entry, Some(heading)) };
        elsewhere.unwrap_or_else(|| format!("#{}", heading.id))
    }

    /// Writes the beginning of a link to an entry; what is to be written at its end. `is_named` says that
    /// the words are the entry's own, in its own language.
    pub(super) fn start_entry_link(&mut self, entry: &Entry, heading: Option<&Heading>, target: &Target, is_named: bool) -> String {
        let Some(address) = self.address(entry, heading) else { return String::new() };
        self.linked.insert(entry.summary.folded.clone());
        let standing = entry.summary.details.standing_on(self.dossier.as_of);
        let mut attributes = String::new();
        if standing.is_some() {
            attributes.push_str(" class=\"claim\"");
        }
        let own = if heading.is_some() { Some(&entry.summary.lang) } else { entry.summary.called_shortly(&self.spot.lang).1 };
        attributes.push_str(&self.language_of(&entry.summary.lang, own.filter(|_| is_named)));
        let closing = self.start_anchor(&address, &attributes, target);
        let Some(standing) = standing else { return closing };
        let word = standing.word();
        let drawn = if self.words.pictures {
            format!("<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign:{word}\"/></svg>")
        } else {
            String::new()
        };
        // The space that does not break holds the sign to the last word of the link.
        let mut sign = format!("\u{a0}<span class=\"standing standing-{word}\">{drawn}<span>(");
        escape(&mut sign, &self.words.standing(standing));
        sign.push_str(")</span></span>");
        sign + &closing
    }

    /// Attributes that say that what a link leads to, or its own words, are in another language than the page.
    pub(super) fn language_of(&self, text: &Lang, words: Option<&Lang>) -> String {
        let attribute = |name: &str, lang: &Lang| format!(" {name}=\"{}\"", escaped(lang.as_str()));
        let foreign = |lang: &&Lang| **lang != self.spot.lang;
        let mut attributes = Some(text).filter(foreign).map_or_else(String::new, |lang| attribute("hreflang", lang));
        attributes.push_str(&words.filter(foreign).map_or_else(String::new, |lang| attribute("lang", lang)));
        attributes
    }

    /// Writes `<a …>`; what is to be written at its end.
    pub(super) fn start_anchor(&mut self, address: &str, attributes: &str, target: &Target) -> String {
        self.out.push_str("<a href=\"");
        escape_address(&mut self.out, address);
        self.out.push('"');
        if let Some(title) = target.title.as_ref().filter(|_| target.kind != TargetKind::Cite) {
            self.out.push_str(" title=\"");
            self.escaped(title);
            self.out.push('"');
        }
        self.out.push_str(attributes);
        self.out.push('>');
        "</a>".to_owned()
    }
}

fn fragment(target: &Target) -> String {
    target.fragment.as_ref().map_or_else(String::new, |fragment| format!("#{fragment}"))
}

/// The address as the writer wrote it.
pub(super) fn written(target: &Target) -> Arc<str> {
    target.written.clone().unwrap_or_else(|| Arc::from(format!("{}{}", target.name, fragment(target))))
}
