//! Footnotes: numbered in the order in which a page first refers to them, listed at its end. Their ids hold
//! colons, so that no heading's can be the same.

use ahash::HashMap;

use super::{Page, Shown};
use crate::model::Key;

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// In the order of their numbers.
    list: Vec<Note<'a>>,
    /// Their place in the list by entry and number there: a text that is shown twice has its notes once.
    known: HashMap<(Key, u32), usize>,
}

struct Note<'a> {
    shown: Shown<'a>,
    /// Its number in the text it comes from.
    number: u32,
    /// How often the page refers to it.
    references: usize,
}

impl<'a> Page<'a> {
    /// A reference to a footnote.
    pub(super) fn note_reference(&mut self, shown: Shown<'a>, number: u32) {
        let key = (shown.entry.summary.key(), number);
        let list = &mut self.notes.list;
        let at = *self.notes.known.entry(key).or_insert_with(|| {
            list.push(Note { shown, number, references: 0 });
            list.len() - 1
        });
        list[at].references += 1;
        let (n, id) = (at + 1, reference_id(at + 1, list[at].references));
        // In a link there is none; the number stands there all the same.
        if self.in_link > 0 {
            self.out.push_str(&format!("<sup class=\"footnote-ref\">{n}</sup>"));
        } else {
            self.out.push_str(&format!("<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn:{n}\" role=\"doc-noteref\">{n}</a></sup>"));
        }
    }

    /// The list of footnotes at the end. A note may refer to others, and show texts that do.
    pub(super) fn write_notes(&mut self) {
        let text = std::mem::take(&mut self.out);
        let mut written: Vec<String> = Vec::new();
        while let Some(note) = self.notes.list.get(written.len()) {
            let shown = note.shown;
            if let Some(pieces) = shown.body.footnotes.get(note.number as usize).map(|note| note.pieces.clone()) {
                self.pieces(shown, pieces);
            }
            written.push(std::mem::take(&mut self.out));
        }
        self.out = text;
        if written.is_empty() {
            return;
        }
        let words = self.words;
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.escaped(&words.footnotes);
        self.out.push_str("\">\n<ol>\n");
        for (at, html) in written.into_iter().enumerate() {
            let n = at + 1;
            // The way back stands at the end of the last line, where there is one.
            let (html, ending) = html.strip_suffix("</p>\n").map_or((&*html, ""), |html| (html, "</p>\n"));
            self.out.push_str(&format!("<li id=\"fn:{n}\">\n{html}"));
            for reference in 1..=self.notes.list[at].references {
                let id = reference_id(n, reference);
                self.out.push_str(&format!(" <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\""));
                self.escaped(&words.back);
                self.out.push_str("\">↩</a>");
            }
            self.out.push_str(ending);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

/// The id of a reference: `fnref:1`, and `fnref:1:2` for the second.
fn reference_id(note: usize, reference: usize) -> String {
    if reference == 1 { format!("fnref:{note}") } else { format!("fnref:{note}:{reference}") }
}
