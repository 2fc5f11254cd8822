//! Where in a text the names of its links are written: what must change when an entry gets another name.
//!
//! In: the text of one file, and the links that were read from it. Out: bytes of the file. It is asked only when something is
//! to be renamed: reading notes where a link is, not where its name is.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag};

use super::{OPTIONS, citation, is_ours};
use crate::model::{Target, TargetKind};
use crate::text::place::Span;

/// The addresses of the Markdown links in one text.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    /// By the bytes of a link: those of its address.
    addresses: HashMap<Span, Span>,
}

impl<'t> Places<'t> {
    /// Looks through the Markdown of a file, which begins at byte `start` of its text.
    #[must_use]
    pub fn new(text: &'t str, start: usize) -> Self {
        let markdown = text.get(start..).unwrap_or("");
        let start = text.len() - markdown.len();
        let mut accept = |broken: BrokenLink<'_>| is_ours(markdown, &broken).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")));
        let mut events = Parser::new_with_broken_link_callback(markdown, OPTIONS, Some(&mut accept)).into_offset_iter();
        let mut addresses = HashMap::new();
        // The links that are open: their bytes, and where what is in them ends.
        let mut open: Vec<(LinkType, String, Range<usize>, usize)> = Vec::new();
        while let Some((event, range)) = events.next() {
            if let (Event::Start(_) | Event::Text(_) | Event::Code(_) | Event::InlineHtml(_), Some(outer)) = (&event, open.last_mut()) {
                outer.3 = outer.3.max(range.end);
            }
            match event {
                Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
                    open.push((link_type, id.to_string(), range.clone(), range.start));
                }
                Event::End(pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::Image) => {
                    let Some((link_type, id, range, inside)) = open.pop() else { continue };
                    let address = match link_type {
                        LinkType::Inline => after(markdown, "](", inside..range.end),
                        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                            let definition = events.reference_definitions().get(&id).map(|definition| definition.span.clone());
                            definition.and_then(|span| after(markdown, "]:", span))
                        }
                        _ => None,
                    };
                    if let Some(address) = address {
                        addresses.insert(start + range.start..start + range.end, start + address.start..start + address.end);
                    }
                }
                _ => {}
            }
        }
        Self { text, addresses }
    }

    /// The bytes in which the name or path of a link is written, without its heading. `link` are the bytes of the whole
    /// link. Nothing if it is written in a way that hides it; several where one stretch of words names a source twice.
    #[must_use]
    pub fn names(&self, link: &Span, target: &Target) -> Vec<Span> {
        let Some(written) = self.text.get(link.clone()) else { return Vec::new() };
        let inside = match target.kind {
            TargetKind::Wiki | TargetKind::Embed => in_brackets(written).into_iter().collect(),
            TargetKind::Cite => cited(written, &target.name),
            TargetKind::File => {
                let in_tag = || href(written).map(|span| link.start + span.start..link.start + span.end);
                let span = self.addresses.get(link).cloned().or_else(in_tag);
                let Some(span) = span else { return Vec::new() };
                let path = &self.text[span.clone()];
                let end = path.find(['#', '?']).unwrap_or(path.len());
                return std::iter::once(span.start..span.start + end).collect();
            }
            TargetKind::Image | TargetKind::Outside => Vec::new(),
        };
        inside.into_iter().map(|span| link.start + span.start..link.start + span.end).collect()
    }
}

/// The name in `[[name#heading|words]]`.
fn in_brackets(written: &str) -> Option<Span> {
    let start = written.find("[[")? + 2;
    let inner = &written[start..];
    let inner = &inner[..inner.find("]]").unwrap_or(inner.len())];
    let (name, has_words) = inner.split_once('|').map_or((inner, false), |(name, _)| (name, true));
    let name = name.split('#').next().unwrap_or(name);
    let name = if has_words { name.strip_suffix('\\').unwrap_or(name) } else { name };
    let lead = name.len() - name.trim_start().len();
    let trimmed = name.trim();
    (!trimmed.is_empty()).then(|| start + lead..start + lead + trimmed.len())
}

/// Every place where a source is named in a citation or in running text.
fn cited(written: &str, name: &str) -> Vec<Span> {
    if let Some([one]) = citation::in_brackets(written).as_deref()
        && one.name == name
    {
        let start = one.name.as_ptr() as usize - written.as_ptr() as usize;
        return std::iter::once(start..start + name.len()).collect();
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = citation::in_text(&written[from..], written[..from].chars().next_back()) {
        let span = from + at.start + 1..from + at.end;
        from = span.end;
        if written[span.clone()] == *name {
            found.push(span);
        }
    }
    found
}

/// The address that stands after a sign within these bytes: in `<…>`, or up to a blank or the bracket that closes.
fn after(markdown: &str, sign: &str, within: Range<usize>) -> Option<Span> {
    let rest = markdown.get(within.clone())?;
    let mut at = rest.find(sign)? + sign.len();
    at += rest[at..].len() - rest[at..].trim_start_matches([' ', '\t', '\n', '\r', '>']).len();
    let start = within.start + at;
    if let Some(inner) = rest[at..].strip_prefix('<') {
        return Some(start + 1..start + 1 + inner.find('>')?);
    }
    let mut depth = 0;
    let mut escaped = false;
    for (n, c) in rest[at..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + n),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(start..start + n),
            _ => {}
        }
    }
    Some(start..within.end)
}

/// The value of `href` in a tag.
fn href(tag: &str) -> Option<Span> {
    let lower = tag.to_ascii_lowercase();
    let mut at = lower.find(" href").or_else(|| lower.find("\nhref"))? + " href".len();
    at += tag[at..].len() - tag[at..].trim_start().len();
    let rest = tag[at..].strip_prefix('=')?;
    at += 1 + rest.len() - rest.trim_start().len();
    let quote = tag[at..].chars().next()?;
    if matches!(quote, '"' | '\'') {
        return Some(at + 1..at + 1 + tag[at + 1..].find(quote)?);
    }
    let end = tag[at..].find([' ', '\n', '\t', '>']).unwrap_or(tag.len() - at);
    Some(at..at + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::parse::body::body;
    use crate::parse::config::{Markdown, RawHtml};
    use crate::text::SourceId;

    /// The names of all links of a text, as they are written.
    fn names(markdown: &str) -> Vec<&str> {
        let settings = Markdown { raw_html: RawHtml::Sanitize, quotes: true, autolink: true, languages: Vec::new() };
        let parsed = body(markdown, 0, &SourceId::new("content/a.md"), &settings, &Lang::new("en"), &mut Vec::new());
        let places = Places::new(markdown, 0);
        let spans = parsed.links.iter().flat_map(|link| places.names(&link.span, &parsed.body.targets[link.target as usize]));
        spans.map(|span| &markdown[span]).collect()
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for (markdown, expected) in [
            ("[[a]], [[ b#h ]], [[c|words]], ![[d#h]]", &["a", "b", "c", "d"][..]),
            ("| x |\n|---|\n| [[a\\|b]] |", &["a"]),
            ("> [[two\n> words|x]]", &["two\n> words"]),
            ("[@a, p. 3; see @b] and @c; (@d.)", &["a", "b", "c", "d"]),
            ("[words](a.md#h), [a [b] c](<b c.md> \"](x.md)\"), [x](\n c.md 't')", &["a.md", "b c.md", "c.md"]),
            ("[*x* `](y.md)`](a.md)", &["a.md"]),
            ("[x][ref], [Ref], [ref][].\n\n[ref]: ../a.md#h \"title\"\n", &["../a.md", "../a.md", "../a.md"]),
            ("<a title=\"x\" href='a.md#h'>x</a>\n\n<p><a href=b.md>y</a></p>", &["a.md", "b.md"]),
            ("[x](a(b\\)).md)", &["a(b\\)).md"]),
            ("[x](https://a.b/c.md) `[[a]]`", &[]),
            ("- [ ] [[a]]\n  1. [^1]\n\n[^1]: see [b](b.md)", &["a", "b.md"]),
        ] {
            assert_eq!(names(markdown), expected, "{markdown}");
        }
    }
}
