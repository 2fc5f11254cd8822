//! Links: to entries with what is known of them, to headings, to files, to the outside.

use std::sync::Arc;

use super::{Page, Shown};
use crate::link::{Miss, Resolution};
use crate::model::body::Part;
use crate::model::{Entry, Lang, Standing, Target, TargetKind, folded};
use crate::parse::body::escape::{attribute, escape_address};

/// What the end of a link writes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Closing {
    /// Nothing: its words are plain.
    Nothing,
    /// The end of `<span class="broken">`.
    Broken,
    /// The end of an anchor.
    Anchor,
    /// The same, after the sign of a claim.
    Claim(Standing),
}

impl<'a> Page<'a> {
    /// Begins a link whose words follow.
    pub(super) fn start_link(&mut self, shown: Shown<'a>, number: u32) {
        self.in_link += 1;
        let closing = shown.body.targets.get(number as usize).map_or(Closing::Nothing, |target| self.start(shown, target));
        self.closing.push(closing);
    }

    fn start(&mut self, shown: Shown<'a>, target: &Target) -> Closing {
        match self.dossier.resolve(shown.entry, target) {
            Resolution::Entry(entry, part) => return self.start_entry_link(entry, part, target, false),
            Resolution::Here(part) => {
                let address = self.here(shown, part);
                self.start_anchor(&[&address], target);
            }
            Resolution::File(file) => {
                let root = &self.spot.root;
                self.start_anchor(&[root, &file.address, &fragment(target)], target);
            }
            Resolution::Outside if target.kind == TargetKind::File => self.start_anchor(&[&written(target)], target),
            Resolution::Outside => self.start_anchor(&[&target.name], target),
            Resolution::Hidden(_) | Resolution::Miss(Miss::Unsafe(_)) => return Closing::Nothing,
            // A dossier may allow such links: then the writer's address is the best that is known.
            Resolution::Miss(_) if target.kind == TargetKind::File => self.start_anchor(&[&written(target)], target),
            Resolution::Miss(_) => {
                self.out.push_str("<span class=\"broken\">");
                return Closing::Broken;
            }
        }
        self.out.push('>');
        Closing::Anchor
    }

    /// Ends the link whose words were written.
    pub(super) fn end_link(&mut self) {
        if let Some(closing) = self.closing.pop() {
            self.in_link -= 1;
            self.close(closing);
        }
    }

    fn close(&mut self, closing: Closing) {
        match closing {
            Closing::Nothing => {}
            Closing::Broken => self.out.push_str("</span>"),
            Closing::Anchor => self.out.push_str("</a>"),
            Closing::Claim(standing) => {
                self.sign(standing);
                self.out.push_str("</a>");
            }
        }
    }

    /// A link without words of its own: those of its target.
    pub(super) fn link(&mut self, shown: Shown<'a>, number: u32) {
        let Some(target) = shown.body.targets.get(number as usize) else { return };
        match self.dossier.resolve(shown.entry, target) {
            Resolution::Entry(entry, part) => self.link_to_entry(entry, part, target),
            Resolution::Here(part) => {
                let address = self.here(shown, part);
                self.start_anchor(&[&address], target);
                self.out.push('>');
                match part.heading() {
                    Some(heading) => self.out.push_str(&heading.html),
                    None => self.name(target),
                }
                self.out.push_str("</a>");
            }
            Resolution::File(file) => {
                let root = &self.spot.root;
                self.start_anchor(&[root, &file.address, &fragment(target)], target);
                self.out.push('>');
                self.escaped(&target.name);
                self.out.push_str("</a>");
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
    pub(super) fn link_to_entry(&mut self, entry: &'a Entry, part: Option<Part<'_>>, target: &Target) {
        if self.in_link > 0 {
            self.write_words(entry, part, target);
            return;
        }
        let closing = self.start_entry_link(entry, part, target, true);
        self.write_words(entry, part, target);
        self.close(closing);
    }

    /// What an entry is called in a link without words: the short title if the link names its id, else
    /// the name as written; and the heading. The name of a block tells a reader nothing.
    fn write_words(&mut self, entry: &Entry, part: Option<Part<'_>>, target: &Target) {
        let name = target.name.rsplit('/').next().unwrap_or(&target.name);
        let is_id = || *folded(name) == *entry.summary.folded;
        let own = if name.is_empty() || is_id() { entry.summary.called_shortly(&self.spot.lang).0 } else { &target.name };
        self.escaped(own);
        if let Some(heading) = part.and_then(Part::heading) {
            self.out.push_str(": ");
            self.out.push_str(&heading.html);
        }
    }

    /// The name of a target as the writer wrote it.
    pub(super) fn name(&mut self, target: &Target) {
        self.escaped(&target.name);
        if let Some(fragment) = &target.fragment {
            self.out.push('#');
            self.escaped(fragment);
        }
    }

    /// The address of an entry's page in the language of this one, from the site's root.
    pub(super) fn address(&self, entry: &Entry) -> Option<&'a Arc<str>> {
        self.dossier.graph.routes.address(&entry.summary.folded, &self.spot.lang)
    }

    /// The address of a part of the text that is shown: on this page, or on the page it is shown from.
    fn here(&self, shown: Shown<'_>, part: Part<'_>) -> String {
        let is_own = std::ptr::eq(shown.entry, self.own);
        let elsewhere = if is_own { None } else { self.address(shown.entry) };
        elsewhere.map_or_else(|| format!("#{}", part.id()), |address| format!("{}{address}#{}", self.spot.root, part.id()))
    }

    /// Writes the beginning of a link to an entry; what its end writes. `is_named` says that the words are the
    /// entry's own, in its own language.
    pub(super) fn start_entry_link(&mut self, entry: &'a Entry, part: Option<Part<'_>>, target: &Target, is_named: bool) -> Closing {
        let Some(address) = self.address(entry) else { return Closing::Nothing };
        self.linked.insert(&entry.summary.folded);
        let standing = entry.summary.details.standing_on(self.dossier.as_of);
        self.start_anchor_at(address, part, target);
        if standing.is_some() {
            self.out.push_str(" class=\"claim\"");
        }
        let own = match (is_named, part.and_then(Part::heading)) {
            (false, _) => None,
            (true, Some(_)) => Some(&entry.summary.lang),
            (true, None) => entry.summary.called_shortly(&self.spot.lang).1,
        };
        self.language_of(&entry.summary.lang, own);
        self.out.push('>');
        standing.map_or(Closing::Anchor, Closing::Claim)
    }

    /// Writes the sign of a claim behind the words of a link to it.
    fn sign(&mut self, standing: Standing) {
        let (words, word) = (self.words, standing.word());
        // The space that does not break holds the sign to the last word of the link.
        self.out.push_str("\u{a0}<span class=\"standing standing-");
        self.out.push_str(word);
        self.out.push_str("\">");
        if words.pictures {
            self.out.push_str("<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign:");
            self.out.push_str(word);
            self.out.push_str("\"/></svg>");
        }
        self.out.push_str("<span>(");
        self.escaped(&words.standing(standing));
        self.out.push_str(")</span></span>");
    }

    /// Writes attributes that say that what a link leads to, or its own words, are in another language than the page.
    pub(super) fn language_of(&mut self, text: &Lang, words: Option<&Lang>) {
        for (name, lang) in [("hreflang", Some(text)), ("lang", words)] {
            if let Some(lang) = lang.filter(|lang| **lang != self.spot.lang) {
                attribute(&mut self.out, name, lang.as_str());
            }
        }
    }

    /// Writes `<a href="…"` to an entry's page, at a part of it.
    pub(super) fn start_anchor_at(&mut self, address: &str, part: Option<Part<'_>>, target: &Target) {
        let root = &self.spot.root;
        match part {
            Some(part) => self.start_anchor(&[root, address, "#", part.id()], target),
            None => self.start_anchor(&[root, address], target),
        }
    }

    /// Writes `<a href="…"` with an address that is in parts, and the title that the writer gave it.
    pub(super) fn start_anchor(&mut self, address: &[&str], target: &Target) {
        self.out.push_str("<a href=\"");
        for part in address {
            escape_address(&mut self.out, part);
        }
        self.out.push('"');
        if let Some(title) = target.title.as_ref().filter(|_| target.kind != TargetKind::Cite) {
            self.out.push_str(" title=\"");
            self.escaped(title);
            self.out.push('"');
        }
    }
}

fn fragment(target: &Target) -> String {
    target.fragment.as_ref().map_or_else(String::new, |fragment| format!("#{fragment}"))
}

/// The address as the writer wrote it.
pub(super) fn written(target: &Target) -> Arc<str> {
    target.written.clone().unwrap_or_else(|| Arc::from(format!("{}{}", target.name, fragment(target))))
}
