//! The tags of finished HTML, SVG or XML, one after the other, without a tree.
//!
//! Every page of the site goes through here, so it steps from `<` to `<` and looks at nothing between. It reads as
//! browsers do: attributes without quotes, tags over several lines, comments, and the texts of scripts and styles,
//! in which there are no tags.

use std::ops::Range;

use super::names::{self, Role};
use super::passages::Passages;
use super::{quiet, scan};

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The text it stands in.
    text: &'a str,
    /// Whether it ends an element.
    pub is_end: bool,
    /// Its bytes, from `<` to `>`.
    pub at: Range<usize>,
    /// What it is by its name.
    pub(super) role: Role,
    /// The place of its bytes after the name, without the `>`.
    inside: Range<usize>,
    /// Whether it is written as all of ours are: every value in double quotes, right behind its `=`.
    is_plain: bool,
    /// Whether one look at its attributes was enough to see that nothing in it can be loud, and that it leads to no other
    /// site: most tags are so. The others may be.
    pub(super) is_quiet: bool,
}

/// An attribute: its name and value as they are written, and where the value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value without quotes; empty if it has none.
    pub value: &'a str,
    /// Where the value is in the text.
    pub at: Range<usize>,
}

/// What a tag with a short name is.
#[derive(Debug, Clone, Copy)]
struct Short {
    role: Role,
    is_end: bool,
    /// Where its name ends.
    start: usize,
}

/// Elements whose text holds no tags.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tags of a text.
pub struct Tags<'a> {
    text: &'a str,
    at: usize,
    /// Whether elements of the kind of `script` have no tags in them: not in XML.
    is_html: bool,
    /// Passages of which nothing is asked.
    passed: Passages,
}

/// The tags of HTML.
#[must_use]
pub fn html(text: &str) -> Tags<'_> {
    Tags { text, at: 0, is_html: true, passed: Passages::default() }
}

/// The tags of SVG or other XML.
#[must_use]
pub fn xml(text: &str) -> Tags<'_> {
    Tags { text, at: 0, is_html: false, passed: Passages::default() }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        self.next_of(|_, _, _| true)
    }
}

impl<'a> Tags<'a> {
    /// The same without those of some passages.
    pub(super) fn passing(self, passed: Passages) -> Self {
        Self { passed, ..self }
    }

    /// The next tag of which anything is asked at the last look at a page: most are stepped over.
    #[inline]
    pub(super) fn next_asked(&mut self) -> Option<Tag<'a>> {
        self.next_of(names::is_asked)
    }

    /// The next tag that is asked for by its role, by whether it ends an element and by whether it is quiet; the rarer sorts of
    /// tags come unasked.
    #[inline]
    fn next_of(&mut self, is_asked: impl Fn(Role, bool, bool) -> bool) -> Option<Tag<'a>> {
        loop {
            let open = scan::next_open(self.text.as_bytes(), self.at)?;
            if let Some(end) = self.passed.over(open) {
                self.at = end;
                continue;
            }
            let Some((short, end, is_quiet)) = self.short_tag(open) else {
                if let Some(tag) = self.any_tag(open) {
                    return Some(tag);
                }
                continue;
            };
            self.at = end + 1;
            let Short { role, is_end, start } = short;
            if is_asked(role, is_end, is_quiet) {
                let tag = Tag { text: self.text, is_end, at: open..end + 1, role, inside: start..end, is_plain: true, is_quiet };
                if matches!(role, Role::Code | Role::Words) {
                    self.step_over_raw(&tag);
                }
                return Some(tag);
            }
        }
    }

    /// The tag that begins here if it is like most: a short name in small letters, and nothing that ours are not written with.
    /// Of others it says nothing. With it come the place of its `>` and whether it is quiet.
    #[inline]
    fn short_tag(&self, open: usize) -> Option<(Short, usize, bool)> {
        let bytes = self.text.as_bytes();
        let first: &[u8; 16] = bytes.get(open..)?.first_chunk()?;
        let is_end = first[1] == b'/';
        let name = 1 + usize::from(is_end);
        let (number, length) = scan::short_name(first, name)?;
        let role = names::short_role(number, length)?;
        let short = Short { role, is_end, start: open + name + length };
        match first.get(name + length) {
            Some(b'>') => Some((short, short.start, true)),
            Some(b' ') => plain_end(bytes, short.start).map(|(end, is_quiet)| (short, end, is_quiet)),
            _ => None,
        }
    }

    /// What begins at a `<`, be it a tag or not; what is none is stepped over.
    #[inline(never)]
    fn any_tag(&mut self, open: usize) -> Option<Tag<'a>> {
        let bytes = self.text.as_bytes();
        match bytes.get(open + 1) {
            Some(b'!') if bytes[open..].starts_with(b"<!--") => {
                self.at = memchr::memmem::find(&bytes[open + 4..], b"-->").map_or(bytes.len(), |end| open + 4 + end + 3);
            }
            Some(b'!' | b'?') => self.at = open + 2,
            Some(b'/') if bytes.get(open + 2).is_some_and(u8::is_ascii_alphabetic) => return Some(self.tag(open, open + 2, true)),
            Some(byte) if byte.is_ascii_alphabetic() => return Some(self.tag(open, open + 1, false)),
            _ => self.at = open + 1,
        }
        None
    }

    fn tag(&mut self, open: usize, name: usize, is_end: bool) -> Tag<'a> {
        let bytes = self.text.as_bytes();
        let rest = &bytes[name..];
        let length = rest.iter().position(|byte| is_any(*byte, BLANK | SLASH | CLOSE)).unwrap_or(rest.len());
        let start = name + length;
        let plain = plain_end(bytes, start);
        let (end, is_quiet) = plain.unwrap_or_else(|| (end_of(bytes, start), false));
        let at = open..(end + 1).min(bytes.len());
        let role = names::role(&self.text[name..start]);
        let tag = Tag { text: self.text, is_end, at, role, inside: start..end, is_plain: plain.is_some(), is_quiet };
        self.at = tag.at.end;
        self.step_over_raw(&tag);
        tag
    }

    /// Steps over the text of an element that holds no tags.
    fn step_over_raw(&mut self, tag: &Tag<'_>) {
        if self.is_html && !tag.is_end && RAW.iter().any(|raw| tag.name().eq_ignore_ascii_case(raw)) {
            self.at = end_of_raw(self.text.as_bytes(), self.at, tag.name());
        }
    }

    /// The text from the end of a tag to the next tag, or to its end where no tags are in it.
    #[must_use]
    pub fn text_after(&self, tag: &Tag<'_>) -> &'a str {
        &self.text[tag.at.end..self.at.max(tag.at.end)]
    }
}

/// Where a tag ends that is written as all of ours are: ` name="value"`, ` name`, each after one blank, and `>` or `/>`; and
/// whether all that it says is quiet. [`end_of`] would find the same place, and attributes are the same however one looks
/// for them.
fn plain_end(bytes: &[u8], mut at: usize) -> Option<(usize, bool)> {
    let mut is_quiet = true;
    loop {
        match *bytes.get(at)? {
            b' ' => {
                // Two attributes are more than half of all.
                if let Some(end) = scan::class_or_way_within(bytes, at + 1) {
                    at = end + 1;
                    continue;
                }
            }
            b'>' => return Some((at, is_quiet)),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((at + 1, is_quiet)),
            _ => return None,
        }
        let start = at + 1;
        at = scan::attribute_name_end(bytes, start)?;
        let name = bytes.get(start..at).filter(|name| !name.is_empty())?;
        if bytes.get(at) == Some(&b'=') {
            if bytes.get(at + 1) != Some(&b'"') {
                return None;
            }
            let value = at + 2;
            at = scan::value_end(bytes, value)?;
            if bytes.get(at) != Some(&b'"') || !quiet::is_harmless(name) {
                let (end, is_quiet_one) = odd_value(bytes, name, value)?;
                (at, is_quiet) = (end, is_quiet && is_quiet_one);
            }
            at += 1;
        } else {
            is_quiet = is_quiet && quiet::is_plainly_quiet(name, b"", 0);
        }
    }
}

/// Where the value of an attribute ends that began with a double quote, and whether the attribute is quiet: for values each
/// byte of which is to be looked at.
#[inline(never)]
fn odd_value(bytes: &[u8], name: &[u8], start: usize) -> Option<(usize, bool)> {
    let end = scan::next_quote(bytes, start)?;
    let value = bytes.get(start..end)?;
    let sorts = value.iter().fold(0, |sorts, byte| sorts | SORTS[usize::from(*byte)]);
    Some((end, quiet::is_plainly_quiet(name, value, sorts)))
}

/// Where a tag ends: at a `>` outside of quotes that follow a `=`. Tags are short: a search made for long texts would cost
/// more than it saves.
fn end_of(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| is_any(*byte, CLOSE | EQUALS))) {
        at += found + 1;
        if bytes[at - 1] == b'>' {
            return at - 1;
        }
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
            at = to_quote(bytes, at + 1, *quote) + 1;
        }
    }
    bytes.len()
}

/// What a byte is in a tag: every byte of every tag is asked, so one look answers.
const BLANK: u8 = 1;
const SLASH: u8 = 2;
const EQUALS: u8 = 4;
const CLOSE: u8 = 8;
/// What makes a value worth a look: it may name another host, or hold code.
pub(super) const ODD: u8 = 16;
/// What may begin an address within a value: `url(…)`, an entity, the next of several.
pub(super) const WITHIN: u8 = 32;
/// What may begin one in a value that is no address itself: not the next of several.
pub(super) const CODED: u8 = 64;

static SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let mut sort = if byte.is_ascii_whitespace() { BLANK } else { 0 };
        sort |= match byte {
            b'/' => SLASH,
            b'=' => EQUALS,
            b'>' => CLOSE,
            _ => 0,
        };
        if matches!(byte, b':' | b'\\' | b'(' | b'&' | b',') || byte.is_ascii_control() {
            sort |= ODD;
        }
        if matches!(byte, b'(' | b'&' | b',') {
            sort |= WITHIN;
        }
        if matches!(byte, b'(' | b'&') {
            sort |= CODED;
        }
        sorts[byte as usize] = sort;
        byte += 1;
    }
    sorts
};

/// Whether a byte is of one of these sorts.
pub(super) fn is_any(byte: u8, sorts: u8) -> bool {
    SORTS[usize::from(byte)] & sorts != 0
}

/// Where the closing quote is, or the end.
fn to_quote(bytes: &[u8], from: usize, quote: u8) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    from + rest.iter().position(|byte| *byte == quote).unwrap_or(rest.len())
}

/// Where `</script` begins.
fn end_of_raw(bytes: &[u8], from: usize, name: &str) -> usize {
    let is_end = |at: &usize| {
        let end = bytes.get(at + 1..at + 2 + name.len());
        end.is_some_and(|end| end[0] == b'/' && end[1..].eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', &bytes[from..]).map(|found| from + found).find(is_end).unwrap_or(bytes.len())
}

impl<'a> Tag<'a> {
    /// Its name as it is written.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.text[self.at.start + 1 + usize::from(self.is_end)..self.inside.start]
    }

    /// Its attributes, in order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        let (whole, is_plain) = (self.text, self.is_plain);
        let Range { start, end } = self.inside;
        let text = &whole[start..end];
        let mut at = if is_plain { start } else { 0 };
        std::iter::from_fn(move || {
            if is_plain {
                return plain_attribute(whole, &mut at);
            }
            let bytes = text.as_bytes();
            while bytes.get(at).is_some_and(|byte| is_any(*byte, BLANK | SLASH)) {
                at += 1;
            }
            let name = at;
            // A `=` at the very beginning belongs to the name.
            at += usize::from(at < bytes.len());
            while bytes.get(at).is_some_and(|byte| !is_any(*byte, BLANK | SLASH | EQUALS)) {
                at += 1;
            }
            if name >= bytes.len() {
                return None;
            }
            // A byte beyond ASCII may be cut in two by the first step alone; it has no business in a name.
            let end = crate::text::place::floor_char(text, at).max(name);
            let named = text.get(name..end).unwrap_or("");
            let mut next = at;
            while bytes.get(next).is_some_and(u8::is_ascii_whitespace) {
                next += 1;
            }
            if bytes.get(next) != Some(&b'=') {
                return Some(Attribute { name: named, value: "", at: start + at..start + at });
            }
            next += 1;
            while bytes.get(next).is_some_and(u8::is_ascii_whitespace) {
                next += 1;
            }
            let (from, to, after) = match bytes.get(next) {
                Some(quote @ (b'"' | b'\'')) => {
                    let end = to_quote(bytes, next + 1, *quote);
                    (next + 1, end, end + 1)
                }
                _ => {
                    let end = bytes[next..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |length| next + length);
                    (next, end, end)
                }
            };
            at = after.min(bytes.len());
            Some(Attribute { name: named, value: text.get(from..to).unwrap_or(""), at: start + from..start + to })
        })
    }

    /// The tag as it is written.
    #[must_use]
    pub fn written(&self) -> String {
        format!("<{}{}>", self.name(), &self.text[self.inside.clone()])
    }

    /// Whether it has this name, in any case and whatever namespace stands before it.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        names::is(self.name(), name)
    }
}

/// The next attribute of a tag that [`plain_end`] has seen, behind a blank; none where there is something else.
fn plain_attribute<'a>(text: &'a str, at: &mut usize) -> Option<Attribute<'a>> {
    let bytes = text.as_bytes();
    if bytes.get(*at) != Some(&b' ') {
        return None;
    }
    let name = *at + 1;
    let end = scan::attribute_name_end(bytes, name)?;
    let value = if bytes.get(end) == Some(&b'=') { end + 2..scan::next_quote(bytes, end + 2)? } else { end..end };
    *at = if value.start == end { end } else { value.end + 1 };
    Some(Attribute { name: &text[name..end], value: &text[value.clone()], at: value })
}

#[cfg(test)]
mod tests;
