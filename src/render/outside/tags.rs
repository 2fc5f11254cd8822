//! The tags of finished HTML, SVG or XML, one after the other, without a tree.
//!
//! Every page of the site goes through here, so it steps from `<` to `<` and looks at nothing between. It reads as
//! browsers do: attributes without quotes, tags over several lines, comments, and the texts of scripts and styles,
//! in which there are no tags.

use std::ops::Range;

use super::quiet;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name as it is written.
    pub name: &'a str,
    /// Whether it ends an element.
    pub is_end: bool,
    /// Its bytes, from `<` to `>`.
    pub at: Range<usize>,
    /// Its bytes after the name.
    inside: &'a str,
    /// Whether it is written as all of ours are: every value in double quotes, right behind its `=`.
    is_plain: bool,
    /// Whether one look at its attributes was enough to see that nothing in it can be loud, and that it leads to no other
    /// site: most tags are so. The others may be.
    pub(super) is_quiet: bool,
    /// Where these begin.
    start: usize,
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

/// Elements whose text holds no tags.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tags of a text.
pub struct Tags<'a> {
    text: &'a str,
    at: usize,
    /// Whether elements of the kind of `script` have no tags in them: not in XML.
    is_html: bool,
}

/// The tags of HTML.
#[must_use]
pub fn html(text: &str) -> Tags<'_> {
    Tags { text, at: 0, is_html: true }
}

/// The tags of SVG or other XML.
#[must_use]
pub fn xml(text: &str) -> Tags<'_> {
    Tags { text, at: 0, is_html: false }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.text.as_bytes();
        loop {
            let open = self.at + memchr::memchr(b'<', bytes.get(self.at..)?)?;
            match bytes.get(open + 1) {
                Some(b'!') if bytes[open..].starts_with(b"<!--") => {
                    self.at = memchr::memmem::find(&bytes[open + 4..], b"-->").map_or(bytes.len(), |end| open + 4 + end + 3);
                }
                Some(b'!' | b'?') => self.at = open + 2,
                Some(b'/') if bytes.get(open + 2).is_some_and(u8::is_ascii_alphabetic) => return Some(self.tag(open, open + 2, true)),
                Some(byte) if byte.is_ascii_alphabetic() => return Some(self.tag(open, open + 1, false)),
                _ => self.at = open + 1,
            }
        }
    }
}

impl<'a> Tags<'a> {
    fn tag(&mut self, open: usize, name: usize, is_end: bool) -> Tag<'a> {
        let bytes = self.text.as_bytes();
        let rest = &bytes[name..];
        let length = rest.iter().position(|byte| is_any(*byte, BLANK | SLASH | CLOSE)).unwrap_or(rest.len());
        let start = name + length;
        let plain = plain_end(bytes, start);
        let (end, is_quiet) = plain.unwrap_or_else(|| (end_of(bytes, start), false));
        let at = open..(end + 1).min(bytes.len());
        let (name, inside) = (&self.text[name..start], &self.text[start..end]);
        let tag = Tag { name, is_end, at, inside, start, is_plain: plain.is_some(), is_quiet };
        self.at = tag.at.end;
        if self.is_html && !is_end && matches!(tag.name.len(), 5..=8) && RAW.iter().any(|raw| tag.name.eq_ignore_ascii_case(raw)) {
            self.at = end_of_raw(bytes, self.at, tag.name);
        }
        tag
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
            b'>' => return Some((at, is_quiet)),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((at + 1, is_quiet)),
            b' ' => {
                let name = at + 1;
                at = name + bytes[name..].iter().position(|byte| !is_any(*byte, NAME))?;
                if at == name {
                    return None;
                }
                let (named, mut value, mut sorts) = (&bytes[name..at], at..at, 0);
                if bytes[at] == b'=' {
                    if bytes.get(at + 1) != Some(&b'"') {
                        return None;
                    }
                    value = at + 2..at + 2;
                    // The end of a text that stops within a value is found as `to_quote` finds it.
                    while let Some(byte) = bytes.get(value.end).filter(|byte| **byte != b'"') {
                        sorts |= SORTS[usize::from(*byte)];
                        value.end += 1;
                    }
                    at = value.end + 1;
                }
                is_quiet = is_quiet && quiet::is_plainly_quiet(named, &bytes[value], sorts);
            }
            _ => return None,
        }
    }
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
/// What our names of attributes are written with.
const NAME: u8 = 32;
/// What may begin an address within a value: `url(…)`, an entity, the next of several.
pub(super) const WITHIN: u8 = 64;

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
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_') {
            sort |= NAME;
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
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found;
        if bytes.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

impl<'a> Tag<'a> {
    /// Its attributes, in order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        let (text, start, is_plain) = (self.inside, self.start, self.is_plain);
        let mut at = 0;
        std::iter::from_fn(move || {
            let bytes = text.as_bytes();
            if is_plain {
                let name = at + 1;
                // Behind the last one there is nothing, or a `/`.
                let end = name + bytes.get(name..)?.iter().position(|byte| !is_any(*byte, NAME)).unwrap_or(bytes.len() - name);
                if end == name {
                    return None;
                }
                let value = if bytes.get(end) == Some(&b'=') { end + 2..to_quote(bytes, end + 2, b'"') } else { end..end };
                at = if value.is_empty() && value.start == end { end } else { value.end + 1 };
                return Some(Attribute { name: &text[name..end], value: &text[value.clone()], at: start + value.start..start + value.end });
            }
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
        format!("<{}{}>", self.name, self.inside)
    }

    /// Whether it has this name, in any case and whatever namespace stands before it.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        let own = self.name;
        own.len() >= name.len() && {
            let (before, local) = own.as_bytes().split_at(own.len() - name.len());
            local.eq_ignore_ascii_case(name.as_bytes()) && before.last().is_none_or(|byte| *byte == b':')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let all: Vec<String> = html(text)
            .map(|tag| {
                let attributes: Vec<String> = tag.attributes().map(|one| format!("{}={}", one.name, one.value)).collect();
                format!("{}{}[{}]", if tag.is_end { "/" } else { "" }, tag.name, attributes.join(","))
            })
            .collect();
        assert_eq!(all.join(" "), expected, "{text}");
    }

    #[test]
    fn tags_as_browsers_read_them() {
        check("a <p class=x>b</p>", "p[class=x] /p[]");
        check("<a\nhref = 'a>b'\tid=\"c\"disabled/>", "a[href=a>b,id=c,disabled=]");
        check("<img/src=x/onerror=y>", "img[src=x/onerror=y]");
        check("<svg/onload=x>", "svg[onload=x]");
        check("<!-- <b onclick=x> --><!doctype html><i>", "i[]");
        check("<script>if (a<b) \"<p onclick>\"</SCRIPT ><b>", "script[] /SCRIPT[] b[]");
        check("1 < 2 <3 <>", "");
        check("<p title=\"unclosed>", "p[title=unclosed>]");
        check("<p ==x>", "p[==x]");
        check("<p ўx=1 y>", "p[ўx=1,y=]");
    }

    #[test]
    fn most_of_our_tags_are_seen_to_be_quiet_at_once() {
        let quiet = |text: &str| html(text).all(|tag| tag.is_quiet);
        assert!(quiet("<p><a href=\"../../x/index.html\" hreflang=\"be\">x</a> <h2 id=\":sources\" class=\"a b\">"));
        assert!(quiet("<g class=\"s\" transform=\"translate(12 -7)\"><text x=\"1\" y=\"2\">"));
        assert!(!quiet("<a href=\"https://e.example/\">") && !quiet("<p onclick=\"x\">") && !quiet("<p style=\"x\">"));
    }

    #[test]
    fn values_have_their_place() {
        let text = "ў<a x href=\"https://e.example/?a&amp;b\">";
        let tag = html(text).next().expect("a tag");
        let href = tag.attributes().nth(1).expect("an attribute");
        assert_eq!(&text[href.at], "https://e.example/?a&amp;b");
    }

    proptest! {
        #[test]
        fn a_plain_tag_is_read_as_any_other(text in "<a( (x|href|data-y)(=(\"[a=>/' ў]{0,4}\"|'b'|c|\"))?|/|=|\"| ){0,6}>?") {
            for tag in html(&text) {
                let other = Tag { is_plain: false, is_quiet: false, ..tag.clone() };
                prop_assert_eq!(end_of(text.as_bytes(), tag.start), tag.start + tag.inside.len());
                prop_assert_eq!(tag.attributes().collect::<Vec<_>>(), other.attributes().collect::<Vec<_>>());
            }
        }

        #[test]
        fn a_tag_that_seems_quiet_is_quiet(
            text in "<(a|link|text|use|meta)( (href|hreflang|HREF|xlink:href|x|src|srcset|data|style|onclick|id|transform|fill|http-equiv)(=\"(\\.\\./|#|//|https://|java|script:|translate\\(|url\\(|&amp;|&#40;|&#x2f;|,| |refresh|b|\t){0,5}\")?){0,3}>",
        ) {
            for tag in html(&text).filter(|tag| tag.is_quiet) {
                let mut loud = Vec::new();
                quiet::in_tag(&tag, quiet::Text::Page, &mut loud);
                prop_assert_eq!(loud, vec![]);
                let href = tag.attributes().find(|one| one.name.eq_ignore_ascii_case("href"));
                prop_assert!(href.is_none_or(|href| href.value.starts_with(['.', '#'])));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "[<>/='\" a!\\-sў\n]{0,60}") {
            for tag in html(&text).chain(xml(&text)) {
                prop_assert!(text.get(tag.at.clone()).is_some());
                for attribute in tag.attributes() {
                    prop_assert_eq!(text.get(attribute.at.clone()), Some(attribute.value));
                }
            }
        }
    }
}
