//! Citations: marked as the style asks, each place with an id to come back to. A source's first place on the page
//! brings its note, which stands beside the text.

use std::sync::Arc;

use super::{Cited, Page, Shown, Side};
use crate::link::Resolution;
use crate::model::{Entry, Summary, Target};
use crate::parse::body::escape::{attribute, escaped};
use crate::render::cite::{Brackets, Marks};

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
        let brackets = self.brackets();
        self.open_brackets(brackets);
        for (n, (target, source)) in targets.iter().zip(sources).enumerate() {
            if n > 0 {
                self.escaped(&brackets.between);
            }
            match source {
                Some(source) => self.cite_one(source, target, brackets),
                None => self.unknown(shown, target),
            }
        }
        self.close_brackets(brackets);
    }

    /// A source named in running text: as the style names it, or by its title and number.
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
        let cites = self.cites;
        if self.marks() == Marks::Names
            && !self.is_inline
            && let Some(reference) = cites.get(&self.spot.lang, &source.summary.folded)
        {
            self.out.push_str("<span class=\"cite\">");
            self.place(source, &reference.said);
            self.out.push_str("</span>");
            return;
        }
        self.title(&source.summary);
        self.out.push(' ');
        let brackets = self.brackets();
        self.open_brackets(brackets);
        self.cite_one(source, target, brackets);
        self.close_brackets(brackets);
    }

    fn marks(&self) -> Marks {
        self.cites.style.as_ref().map_or(Marks::Numbers, |style| style.marks)
    }

    /// What stands around marks. A text of the front matter names its sources by their titles: there the brackets
    /// are plain.
    fn brackets(&self) -> &'a Brackets {
        let cites = self.cites;
        let style = cites.style.as_ref().filter(|_| !self.is_inline);
        style.map_or(&cites.plain, |style| &style.brackets)
    }

    fn open_brackets(&mut self, brackets: &Brackets) {
        if brackets.raised {
            // A raised mark stands at its word; the space that the writer left is for brackets.
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        self.out.push_str(if brackets.raised { "<sup class=\"cite\">" } else { "<span class=\"cite\">" });
        self.escaped(&brackets.open);
    }

    fn close_brackets(&mut self, brackets: &Brackets) {
        self.escaped(&brackets.close);
        self.out.push_str(if brackets.raised { "</sup>" } else { "</span>" });
    }

    /// The source that a citation names. What may be no citation must be one of a source.
    fn source(&self, shown: Shown<'a>, target: &Target) -> Option<&'a Entry> {
        match self.dossier.resolve(shown.entry, target) {
            Resolution::Entry(entry, _) if !target.optional || entry.summary.kind.as_str() == "source" => Some(entry),
            _ => None,
        }
    }

    fn cite_one(&mut self, source: &Entry, target: &Target, brackets: &Brackets) {
        if let Some(prefix) = &target.text {
            self.escaped(prefix);
            self.out.push(' ');
        }
        if !self.is_inline {
            let cites = self.cites;
            let reference = cites.get(&self.spot.lang, &source.summary.folded);
            match (self.marks(), reference) {
                (Marks::Names, Some(reference)) => self.place(source, &reference.mark),
                _ => {
                    let number = self.number(source);
                    self.place(source, &number.to_string());
                }
            }
        } else if let Some(address) = self.address(source) {
            // A text of the front matter has no list of sources of its own.
            let (title, title_lang) = source.summary.called_shortly(&self.spot.lang);
            self.start_anchor_at(address, None, target);
            self.language_of(&source.summary.lang, title_lang);
            self.out.push('>');
            self.escaped(title);
            self.out.push_str("</a>");
        }
        if let Some(locator) = &target.title {
            self.escaped(&brackets.locator.0);
            self.escaped(locator);
            self.escaped(&brackets.locator.1);
        }
    }

    /// The link from a place in the text to the list, with an id to come back to. The first of a source on a page
    /// brings its note.
    fn place(&mut self, source: &Entry, mark: &str) {
        let number = self.number(source);
        if self.in_link > 0 {
            // In a link there is none; the mark stands there all the same.
            self.out.push_str(mark);
            return;
        }
        let is_first = self.cited[number - 1].places.is_empty();
        let place: Arc<str> = Arc::from(format!("cite:{number}:{}", self.cited[number - 1].places.len() + 1));
        self.out.push_str(&format!("<a id=\"{place}\" href=\"#source:{number}\">{mark}</a>"));
        self.cited[number - 1].places.push(place);
        if is_first
            && self.words.side_notes
            && let Some(reference) = self.cites.get(&self.spot.lang, &source.summary.folded)
        {
            let number = if self.marks() == Marks::Numbers { format!("<b>{number}</b> ") } else { String::new() };
            self.sides.push(Side { at: self.out.len(), html: format!("{number}{}", reference.note).into() });
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
            self.title(summary);
            return;
        }
        self.out.push_str(&format!("<span class=\"broken\">{}</span>", escaped(&as_written(target))));
    }

    /// The title of a source among words.
    fn title(&mut self, source: &Summary) {
        self.out.push_str("<cite");
        if source.lang != self.spot.lang {
            attribute(&mut self.out, "lang", source.lang.as_str());
        }
        self.out.push('>');
        self.escaped(source.short_title());
        self.out.push_str("</cite>");
    }
}

/// A citation as the writer wrote it.
fn as_written(target: &Target) -> String {
    let prefix = target.text.as_ref().map_or_else(String::new, |prefix| format!("{prefix} "));
    let locator = target.title.as_ref().map_or_else(String::new, |locator| format!(", {locator}"));
    format!("{prefix}@{}{locator}", target.name)
}
