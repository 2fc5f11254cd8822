//! Names that link by themselves: the first mention of each on a page, in running text of its own.

use std::borrow::Cow;
use std::sync::Arc;

use super::Page;

impl Page<'_> {
    /// Writes running text, with links where it mentions names for the first time.
    pub(super) fn text(&mut self, html: &str) {
        let may_link = self.in_link == 0 && self.in_heading == 0 && self.embedding.len() == 1;
        let Some(names) = self.names.filter(|_| may_link) else { return self.out.push_str(html) };
        // A name may go over a line; the blank is as long as the break.
        let line: Cow<'_, str> = if html.contains('\n') { html.replace('\n', " ").into() } else { html.into() };
        let (mut written, mut from) = (0, 0);
        while let Some((id, found)) = names.find(&line, from) {
            if !is_whole(html, found.start, found.end) {
                // A shorter name may begin within the one that was none.
                from = found.start + 1;
                continue;
            }
            from = found.end;
            if self.linked.contains(id) {
                continue;
            }
            if let Some(start) = self.start_of_autolink(id) {
                self.out.push_str(&html[written..found.start]);
                self.out.push_str(&start);
                self.out.push_str(&html[found.start..found.end]);
                self.out.push_str("</a>");
                written = found.end;
            }
        }
        self.out.push_str(&html[written..]);
    }

    fn start_of_autolink(&mut self, id: &Arc<str>) -> Option<String> {
        let entry = self.dossier.shown(id, &self.spot.lang)?;
        let address = self.address(entry, None)?;
        self.linked.insert(id.clone());
        let mut start = String::from("<a class=\"autolink\" href=\"");
        crate::parse::body::escape::escape_address(&mut start, &address);
        start.push('"');
        start.push_str(&self.language_of(&entry.summary.lang, None));
        start.push('>');
        Some(start)
    }
}

/// Whether these bytes are whole words: no letter or digit on either side, and not the inside of `&amp;`.
#[must_use]
pub fn is_whole(html: &str, start: usize, end: usize) -> bool {
    let before = html[..start].chars().next_back();
    let after = html[end..].chars().next();
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c);
    !before.is_some_and(|c| is_part(c) || c == '&') && !after.is_some_and(is_part)
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn only_whole_words() {
        let whole = |text: &str, word: &str| text.find(word).is_some_and(|at| is_whole(text, at, at + word.len()));
        assert!(whole("«НЕХТА», 2020", "НЕХТА") && whole("KGB", "KGB") && whole("x KGB-1", "KGB"));
        assert!(!whole("НЕХТАвец", "НЕХТА") && !whole("МКГБ", "КГБ") && !whole("a &amp; b", "amp") && !whole("е\u{301}", "е"));
    }
}
