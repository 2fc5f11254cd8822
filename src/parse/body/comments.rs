//! `%%words%%`: some note-taking programs hide them. Here they are words like all others, and who wrote them
//! must know that before readers do.

use std::ops::Range;

use memchr::memmem;

use super::Reading;
use crate::diag::{Diagnostic, codes};
use crate::parse::config::RawHtml;

const SIGN: &str = "%%";

/// Where the reader is in what a writer may have meant to hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comments {
    /// No sign follows that could end one.
    None,
    /// In none.
    Outside,
    Inside,
}

impl Comments {
    pub fn of(markdown: &str) -> Self {
        if memmem::find(markdown.as_bytes(), SIGN.as_bytes()).is_some() { Self::Outside } else { Self::None }
    }
}

impl Reading<'_> {
    /// Looks for the signs around hidden words in running text, and reports each pair at its first sign.
    pub(super) fn look_for_comments(&mut self, text: &str, range: &Range<usize>) {
        if self.comments == Comments::None {
            return;
        }
        // Bytes of the words are bytes of the source, unless they were encoded there.
        let is_exact = self.text.get(range.clone()) == Some(text);
        for (at, sign) in text.match_indices(SIGN) {
            let place = if is_exact { range.start + at..range.start + at + sign.len() } else { range.clone() };
            self.comments = match self.comments {
                Comments::Inside => Comments::Outside,
                // A sign without a second hides nothing anywhere: `100%%`.
                _ if memmem::find(&self.text.as_bytes()[place.end..], SIGN.as_bytes()).is_none() => Comments::None,
                _ => {
                    self.report_comment(&place);
                    Comments::Inside
                }
            };
        }
    }

    fn report_comment(&mut self, place: &Range<usize>) {
        let hint = match self.settings.raw_html {
            RawHtml::Sanitize => "write `<!--` and `-->` around it: that is left out of the page",
            RawHtml::Allow | RawHtml::Escape => "take it out of the file",
        };
        let message = "`%%` hides nothing here: the words after it are published".to_owned();
        self.found.push(Diagnostic::new(&codes::PUBLISHED_COMMENT, self.place(place), message).hint(hint));
    }
}
