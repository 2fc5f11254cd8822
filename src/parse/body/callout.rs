//! Callouts of note-taking programs, `> [!tip] Title`: alerts with a title of their own.

use pulldown_cmark::BlockQuoteKind;

use super::Reading;
use crate::model::Hole;
use crate::model::body::Alert;

/// Where the reader is in a callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Callout {
    /// In none, or past its title.
    None,
    /// The quotation began; its first paragraph will begin with the label.
    Expected(Alert),
    /// In the title; how many bytes of HTML, pieces and open elements there were when it began.
    Title { alert: Alert, bytes: usize, pieces: usize, elements: usize },
}

/// The alert of GitHub's five words.
pub(super) fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

/// Whether a bracket with this label, after this text, is the label of a callout.
pub(super) fn is_label(before: &str, label: &str) -> bool {
    before.trim_end_matches([' ', '\t']).ends_with('>') && label.strip_prefix('!').is_some_and(is_kind)
}

fn is_kind(word: &str) -> bool {
    !word.is_empty() && word.len() < 24 && word.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// The alert of a quotation whose source begins here, if it is a callout.
pub(super) fn of_quotation(source: &str) -> Option<Alert> {
    let rest = source.trim_start_matches([' ', '\t']).strip_prefix('>')?.trim_start_matches([' ', '\t']).strip_prefix("[!")?;
    let (word, after) = rest.split_at(rest.bytes().take(24).position(|byte| byte == b']')?);
    if !is_kind(word) || after.starts_with("](") || after.starts_with("][") || after.starts_with("]:") {
        return None;
    }
    Some(match &*word.to_lowercase() {
        "tip" | "hint" | "success" | "check" | "done" => Alert::Tip,
        "important" => Alert::Important,
        "warning" | "attention" | "question" | "help" | "faq" => Alert::Warning,
        "caution" | "failure" | "fail" | "missing" | "danger" | "error" | "bug" => Alert::Caution,
        _ => Alert::Note,
    })
}

impl Reading<'_> {
    /// Begins the title, if a callout is expected. The label's own words are passed over.
    pub(super) fn begin_callout_title(&mut self) -> bool {
        let Callout::Expected(alert) = self.callout else { return false };
        self.out.fresh_line();
        self.out.html("<p class=\"alert-title\">");
        self.block.start = self.out.html.len();
        let pieces = self.out.mark() as usize;
        self.callout = Callout::Title { alert, bytes: self.out.html.len(), pieces, elements: self.stack.len() };
        true
    }

    /// Whether a line break ends the title: not where a mark or a link goes over it.
    pub(super) fn is_callout_title_over(&self) -> bool {
        matches!(self.callout, Callout::Title { elements, .. } if elements == self.stack.len())
    }

    /// Ends the title, if one is open. A title without words is the alert's own, in the page's language.
    pub(super) fn end_callout_title(&mut self) -> bool {
        let Callout::Title { alert, bytes, pieces, .. } = self.callout else { return false };
        self.close_raw(self.stack.last().map_or(0, |open| open.raw));
        self.take_block_name();
        if self.out.html.len() == bytes && self.out.pieces.len() == pieces {
            self.out.hole(Hole::AlertTitle(alert));
        }
        self.out.html("</p>\n");
        self.callout = Callout::None;
        self.finish_block();
        true
    }

    /// The words of a title without the sign that folds it, if they stand at its very beginning.
    pub(super) fn without_fold_sign<'w>(&self, words: &'w str) -> &'w str {
        match self.callout {
            Callout::Title { bytes, .. } if self.out.html.len() == bytes => words.trim_start_matches(['+', '-']).trim_start(),
            _ => words,
        }
    }
}
