//! Names that link by themselves: the first mention of each on a page, in running text of its own.

use std::borrow::Cow;

use super::Page;
use crate::parse::body::escape::escape_address;

impl Page<'_> {
    /// Writes running text, with links where it mentions names for the first time.
    pub(super) fn text(&mut self, html: &str) {
        let may_link = self.in_link == 0 && self.in_heading == 0 && self.embedding.len() == 1;
        let Some(names) = self.names.filter(|_| may_link) else { return self.out.push_str(html) };
        // A name may go over a line; the blank is as long as the break.
        // Most pieces are a few words: to look at all bytes together is quicker than to search.
        let is_broken = html.bytes().fold(false, |found, byte| found | (byte == b'\n'));
        let line: Cow<'_, str> = if is_broken { html.replace('\n', " ").into() } else { html.into() };
        let (mut written, mut from) = (0, 0);
        while let Some((id, found)) = names.find(&line, from) {
            if !is_whole(html, found.start, found.end) {
                // A shorter name may begin within the one that was none.
                from = found.start + 1;
                continue;
            }
            from = found.end;
            if self.linked.contains(&**id) {
                continue;
            }
            let dossier = self.dossier;
            let entry = dossier.shown(id, &self.spot.lang);
            if let Some((entry, address)) = entry.and_then(|entry| Some((entry, self.address(entry)?))) {
                self.linked.insert(id);
                self.out.push_str(&html[written..found.start]);
                self.out.push_str("<a class=\"autolink\" href=\"");
                escape_address(&mut self.out, &self.spot.root);
                escape_address(&mut self.out, address);
                self.out.push('"');
                self.language_of(&entry.summary.lang, None);
                self.out.push('>');
                self.out.push_str(&html[found.start..found.end]);
                self.out.push_str("</a>");
                written = found.end;
            }
        }
        self.out.push_str(&html[written..]);
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
