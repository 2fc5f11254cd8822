//! Links that lead out of the site, in a finished page: those to something designated get what the policy asks for.
//!
//! In: a page, the places of its links, what is designated. Out: the page with marks and notices, or with addresses
//! as plain text. It works on finished pages, so that no template can forget it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::names::Role;
use super::notice::{Notices, ROOT};
use super::tags::Tag;
use crate::parse::body::escape::{escape, escape_address, escaped};
use crate::parse::config::Policy;

/// A link out of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub address: String,
    /// The bytes of `<a …>`.
    pub open: Range<usize>,
    /// The bytes of `</a>`; empty where there is none.
    pub close: Range<usize>,
    /// Where a notice can stand: after the paragraph, or at the beginning of what it stands in.
    pub beside: usize,
}

/// Gathers the links of a page while its tags go by.
#[derive(Debug, Default)]
pub struct Gatherer {
    links: Vec<Link>,
    /// The link that is open.
    open: Option<usize>,
    /// The first link whose paragraph has not ended.
    waiting: Option<usize>,
    /// Where what it stands in begins.
    start: usize,
}

/// How far behind a link its copy is looked for, in bytes.
const BEHIND: usize = 400;

impl Gatherer {
    /// Takes the next tag.
    #[inline]
    pub fn take(&mut self, tag: &Tag<'_>) {
        match tag.role {
            Role::Link => self.anchor(tag),
            Role::Block => self.block(tag),
            Role::Holder if !tag.is_end => self.start = tag.at.end,
            _ => {}
        }
    }

    fn anchor(&mut self, tag: &Tag<'_>) {
        if let Some(link) = self.open.take().and_then(|open| self.links.get_mut(open)) {
            link.close = if tag.is_end { tag.at.clone() } else { tag.at.start..tag.at.start };
        }
        if tag.is_end || tag.is_quiet {
            return;
        }
        let Some(href) = tag.attributes().find(|one| one.name.eq_ignore_ascii_case("href")) else { return };
        // Most links lead to another page, or to a place on this one.
        if href.value.starts_with(['.', '#']) {
            return;
        }
        let address = unescaped(href.value);
        if super::quiet::is_outside(&address) || address.starts_with("tg:") {
            self.open = Some(self.links.len());
            self.waiting.get_or_insert(self.links.len());
            self.links.push(Link {
                address: address.into_owned(),
                open: tag.at.clone(),
                close: tag.at.end..tag.at.end,
                beside: self.start,
            });
        }
    }

    fn block(&mut self, tag: &Tag<'_>) {
        if tag.is_end
            && let Some(first) = self.waiting
        {
            self.links[first..].iter_mut().for_each(|link| link.beside = tag.at.end);
        }
        self.waiting = None;
        self.start = tag.at.end;
    }

    /// The links, in order.
    #[must_use]
    pub fn done(self) -> Vec<Link> {
        self.links
    }
}

/// The page with what the policy asks for; nothing if it asks for nothing.
#[must_use]
pub fn mended(page: &str, links: &[Link], notices: &Notices, root: &str) -> Option<String> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for link in links {
        let Some(found) = notices.find(&link.address) else { continue };
        if found.policy == Policy::Plain {
            continue;
        }
        let mark = format!(
            "<a class=\"listed-mark\" href=\"#{}\" title=\"{words}\"><span>{words}</span></a>",
            escaped(&found.notice.id),
            words = escaped(&notices.words.mark)
        );
        if found.policy == Policy::Text && !found.is_copy {
            edits.extend(as_text(page, link, notices, &mark));
        } else {
            edits.push((link.close.end..link.close.end, mark));
        }
        if told.insert(found.number) {
            edits.push((link.beside..link.beside, found.notice.html.replace(ROOT, root)));
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(at, _)| at.start);
    let mut out = String::with_capacity(page.len() + edits.iter().map(|(_, text)| text.len()).sum::<usize>());
    let mut done = 0;
    for (at, text) in edits {
        out.push_str(&page[done..at.start.max(done)]);
        out.push_str(&text);
        done = at.end.max(done);
    }
    out.push_str(&page[done..]);
    Some(out)
}

/// A link as words and an address that nobody opens by a slip of the finger; the archived copy first, where there is one.
fn as_text(page: &str, link: &Link, notices: &Notices, mark: &str) -> [(Range<usize>, String); 2] {
    let mut before = String::new();
    // A list of sources names the copy itself, right behind.
    let behind = &page.as_bytes()[link.close.end..];
    let behind = &behind[..behind.len().min(BEHIND)];
    if let Some(copy) = notices.copies.get(&*link.address).filter(|copy| memchr::memmem::find(behind, escaped(copy).as_bytes()).is_none()) {
        before.push_str("<a rel=\"noreferrer\" href=\"");
        escape_address(&mut before, copy);
        before.push_str("\">");
        escape(&mut before, &notices.words.copy);
        before.push_str("</a> ");
    }
    before.push_str("<span class=\"listed-text\">");
    let shown = &page[link.open.end..link.close.start.max(link.open.end)];
    let address = escaped(&link.address);
    let after = if shown.contains(&*address) { String::new() } else { format!(" <span class=\"listed-address\">{address}</span>") };
    [(link.open.clone(), before), (link.close.clone(), format!("</span>{after}{mark}"))]
}

/// A value without its character references: those that stand in addresses.
#[must_use]
pub fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    const NAMED: [(&str, char); 9] = [
        ("amp", '&'),
        ("quot", '"'),
        ("apos", '\''),
        ("lt", '<'),
        ("gt", '>'),
        ("colon", ':'),
        ("sol", '/'),
        ("Tab", '\t'),
        ("NewLine", '\n'),
    ];
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        let name = &rest[..length];
        let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let named = || NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
        match number.and_then(char::from_u32).or_else(named) {
            Some(c) => {
                out.push(c);
                rest = rest[length..].strip_prefix(';').unwrap_or(&rest[length..]);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::outside::tags::html;

    #[test]
    fn references_are_read() {
        assert_eq!(unescaped("a&amp;b&#58;&#x2f;&colon;&x;&"), "a&b:/:&x;&");
    }

    fn places(page: &str) -> Vec<String> {
        let mut gatherer = Gatherer::default();
        html(page).for_each(|tag| gatherer.take(&tag));
        gatherer.done().iter().map(|link| format!("{}|{}", &page[..link.beside], &page[link.open.end..link.close.start])).collect()
    }

    #[test]
    fn a_notice_stands_after_a_paragraph_or_at_the_beginning_of_an_item() {
        assert_eq!(
            places("<p>a <a href=\"https://e.example/\">b <i>c</i></a> d</p>e"),
            ["<p>a <a href=\"https://e.example/\">b <i>c</i></a> d</p>|b <i>c</i>"]
        );
        assert_eq!(places("<ul><li>a <a href='//e.example/'>b</a></li></ul>"), ["<ul><li>|b"]);
        assert_eq!(places("<p>x</p><a href='//e.example/'>b</a>"), ["<p>x</p>|b"]);
        assert_eq!(places("<p><a href='x'>a</a><a href='mailto:a@b.example'>b</a></p>"), [""; 0]);
        assert_eq!(places("<p><a href='//e.example/'>a<a href='//f.example/'>b</p>")[1].rsplit('|').next(), Some(""));
    }
}
