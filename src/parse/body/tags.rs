//! The writer's own HTML: cut into words and tags, and what of a tag may stay.
//!
//! `ammonia` decides which elements and attributes are harmless, one tag at a time; `raw` decides where a
//! tag may stand. All that is written is written anew: a known name, attributes in quotes.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use super::escape::escape;

/// Elements that go with all that is in them: what they hold is no text for readers.
pub(super) const DROPPED_WHOLE: &[&str] = &[
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "template",
    "title",
    "textarea",
    "select",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
    "frameset",
];

/// Elements without an end.
pub(super) const VOID: &[&str] = &["br", "hr", "img", "wbr", "col"];

/// Elements that may stand in a paragraph; the others are blocks.
pub(super) const PHRASING: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements in which no names are linked.
pub(super) const UNLINKABLE: &[&str] = &["code", "kbd", "samp", "var", "pre", "th", "thead", "summary", "h1", "h2", "h3", "h4", "h5", "h6"];

/// What may stay: the elements, and `ammonia` with the attributes.
struct Policy {
    elements: HashSet<&'static str>,
    attributes: Builder<'static>,
}

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let mut attributes = Builder::default();
    attributes
        .add_tags(["section", "tfoot"])
        // A map of areas needs ids, which are ours; landmarks of a page are the theme's.
        .rm_tags(["area", "map", "header", "footer", "nav", "hgroup", "rtc"])
        .add_generic_attributes(["dir"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("ol", ["reversed", "type"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("data", ["value"])
        // An address that no reader sees is none to check.
        .rm_tag_attributes("blockquote", ["cite"])
        .rm_tag_attributes("del", ["cite"])
        .rm_tag_attributes("ins", ["cite"])
        .rm_tag_attributes("q", ["cite"])
        // Links and pictures become ours, and their addresses are judged like those of Markdown.
        .link_rel(None);
    Policy { elements: attributes.clone_tags(), attributes }
});

/// The element of this name, if it may stay. `name` is in lower case.
pub(super) fn allowed(name: &str) -> Option<&'static str> {
    POLICY.elements.get(name).copied()
}

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    Words(&'h str),
    /// The name in lower case, the whole tag, and where it begins.
    Start {
        name: String,
        tag: &'h str,
        at: usize,
    },
    /// The name in lower case.
    End {
        name: String,
    },
}

/// Cuts HTML into tokens. Comments, declarations and instructions are left out.
#[derive(Debug)]
pub(super) struct Scan<'h> {
    html: &'h str,
    at: usize,
    /// How many bytes may be looked at in vain. A tag that never ends is looked for to the very end; a
    /// thousand of them would take a thousand times as long.
    patience: usize,
    /// The names of which no end tag follows any more.
    endless: Vec<&'static str>,
}

impl<'h> Scan<'h> {
    pub fn new(html: &'h str) -> Self {
        Self { html, at: 0, patience: 4 * html.len() + 1024, endless: Vec::new() }
    }

    /// Passes over the text up to and including the end tag of this name; false if there is none.
    pub fn skip_past_end(&mut self, name: &'static str) -> bool {
        if self.endless.contains(&name) {
            return false;
        }
        let Some(at) = find_end_tag(&self.html[self.at..], name) else {
            self.endless.push(name);
            return false;
        };
        let from = self.at + at;
        self.at = self.html[from..].find('>').map_or(self.html.len(), |end| from + end + 1);
        true
    }

    fn words(&mut self, end: usize) -> Token<'h> {
        let words = &self.html[self.at..end];
        self.at = end;
        Token::Words(words)
    }

    /// How long a comment, a declaration or an instruction is with which the rest begins; nothing if it begins with none
    /// that ends.
    fn left_out(&mut self, rest: &str) -> Option<usize> {
        if rest.starts_with("<!--") {
            return Some(rest[2..].find("-->").map_or(rest.len(), |end| end + 5));
        }
        let end = match rest.as_bytes() {
            _ if rest.starts_with("<![CDATA[") => "]]>",
            [b'<', b'!' | b'?', ..] => ">",
            _ => return None,
        };
        let found = rest.find(end).map(|at| at + end.len());
        if found.is_none() {
            self.patience = self.patience.saturating_sub(rest.len());
        }
        found
    }

    /// The end of a tag that begins here: past its `>`, as browsers see it.
    fn tag_end(&mut self, at: usize) -> Option<usize> {
        let rest = &self.html.as_bytes()[at..];
        let mut n = 0;
        while let Some(byte) = rest.get(n) {
            match byte {
                b'>' => return Some(at + n + 1),
                b'=' => {
                    n += 1;
                    n += rest[n..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                    if let Some(quote @ (b'"' | b'\'')) = rest.get(n) {
                        let Some(length) = memchr::memchr(*quote, &rest[n + 1..]) else { break };
                        n += length + 2;
                    }
                }
                _ => n += 1,
            }
        }
        self.patience = self.patience.saturating_sub(rest.len());
        None
    }
}

impl<'h> Iterator for Scan<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        loop {
            let rest = &self.html[self.at..];
            if rest.is_empty() {
                return None;
            }
            let Some(next) = memchr::memchr(b'<', rest.as_bytes()).filter(|_| self.patience > 0) else {
                return Some(self.words(self.html.len()));
            };
            if next > 0 {
                return Some(self.words(self.at + next));
            }
            if let Some(length) = self.left_out(rest) {
                self.at += length;
                continue;
            }
            let start = self.at;
            let is_end = rest.as_bytes().get(1) == Some(&b'/');
            let name = element_name(&rest[1 + usize::from(is_end)..]);
            let Some(end) = (if name.is_empty() { None } else { self.tag_end(start) }) else {
                return Some(self.words(start + 1));
            };
            self.at = end;
            let name = name.to_ascii_lowercase();
            return Some(if is_end { Token::End { name } } else { Token::Start { name, tag: &self.html[start..end], at: start } });
        }
    }
}

fn element_name(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    &text[..text.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(text.len())]
}

/// Where the first end tag of this name begins, in any case.
pub(super) fn find_end_tag(html: &str, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|at| {
        bytes.get(at + 1) == Some(&b'/')
            && bytes.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// A start tag with what is harmless of its attributes, written anew.
pub(super) fn clean(name: &str, tag: &str) -> String {
    let bare = format!("<{name}>");
    if !tag.contains('=') && !tag.contains(char::is_whitespace) {
        return bare;
    }
    // Parts of a table are only read as such in a table.
    let around = match name {
        "td" | "th" => "<table><tbody><tr>",
        "tr" => "<table><tbody>",
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => "<table>",
        "col" => "<table><colgroup>",
        _ => "",
    };
    let cleaned = POLICY.attributes.clean(&format!("{around}{tag}")).to_string();
    let Some(at) = cleaned.find(&format!("<{name} ")) else { return bare };
    let length = Scan::new(&cleaned[at..]).tag_end(0).unwrap_or(0);
    let cleaned = &cleaned[at..at + length];
    if cleaned.is_empty() { bare } else { cleaned.to_owned() }
}

/// The attributes of a tag that `clean` wrote.
pub(super) fn attributes(tag: &str) -> Vec<(&str, String)> {
    let mut all = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once("=\"") {
        let Some((value, next)) = after.split_once('"') else { break };
        let name = before.rsplit(' ').next().unwrap_or(before);
        all.push((name, decoded(value)));
        rest = next;
    }
    all
}

/// The characters that HTML writers encode.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}");
    text.replace("&amp;", "&")
}

/// Appends words of raw HTML: what is encoded already stays, all else is encoded.
pub(super) fn escape_words(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        escape(out, &rest[..at]);
        let name = rest.as_bytes()[at + 1..].iter().take(32).position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'#')).unwrap_or(0);
        let is_encoded = name > 0 && rest.as_bytes().get(at + 1 + name) == Some(&b';');
        out.push_str(if is_encoded { "&" } else { "&amp;" });
        rest = &rest[at + 1..];
    }
    escape(out, rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_cut_as_browsers_do() {
        let names = |html: &str| {
            Scan::new(html)
                .map(|token| match token {
                    Token::Words(words) => format!("“{words}”"),
                    Token::Start { name, .. } => format!("<{name}>"),
                    Token::End { name } => format!("</{name}>"),
                })
                .collect::<String>()
        };
        assert_eq!(names("a<B title='>'>c</b >d"), "“a”<b>“c”</b>“d”");
        assert_eq!(names("<!-- <b> -->x<!DOCTYPE y><?php z?><![CDATA[<b>>]]>"), "“x”");
        assert_eq!(names("1 < 2 <a title=\"x"), "“1 ”“<”“ 2 ”“<”“a title=\"x”");
        assert_eq!(names("<a title=x\"y>z"), "<a>“z”");
    }

    #[test]
    fn attributes_are_cleaned() {
        let clean_tag = |html: &str| clean(html[1..].split(['>', ' ']).next().unwrap_or(""), html);
        assert_eq!(clean_tag("<b onclick=\"x()\" title='a\"b' style=color:red id=x>"), "<b title=\"a&quot;b\">");
        assert_eq!(clean_tag("<td colspan=2 class=x>"), "<td colspan=\"2\">");
        assert_eq!(clean_tag("<a href=\"javascript:x\">"), "<a>");
        assert_eq!(clean_tag("<q cite=\"javascript:x\" lang=be>"), "<q lang=\"be\">");
        assert_eq!(
            attributes(&clean_tag("<a href=\"x?a=1&amp;b\" title=\"&lt;\">")),
            [("href", "x?a=1&b".to_owned()), ("title", "<".to_owned())]
        );
        assert_eq!(clean_tag("<details open>"), "<details open=\"\">");
    }

    #[test]
    fn words_keep_their_entities() {
        let mut out = String::new();
        escape_words(&mut out, "a &amp; b & c &nbsp; &#1078; <d> &x");
        assert_eq!(out, "a &amp; b &amp; c &nbsp; &#1078; &lt;d&gt; &amp;x");
    }
}
