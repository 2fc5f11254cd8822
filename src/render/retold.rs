//! HTML of a page as it is told elsewhere: in readers of feeds, in books.
//!
//! In: HTML that the program made, or that raw HTML in an entry brought along. Out: well-formed XHTML of harmless elements
//! and attributes alone. Whatever could run, load or look like something else is gone: it is built anew from what is
//! allowed, not freed of what is forbidden. What is only for the eye (marks in the margin) is left out.

use super::outside::links::unescaped;
use super::outside::tags::{Tag, html};
use crate::parse::body::escape::{escape, escaped};

/// What the other place makes of links, pictures and names.
pub struct Place<'a> {
    /// Where a link leads there; nothing if it leads nowhere, and only its words stay.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// What stands there for a picture of this address and these words.
    pub picture: &'a dyn Fn(&str, &str) -> Picture,
    /// The id of an element there; nothing if it has none.
    pub id: &'a dyn Fn(&str) -> Option<String>,
    /// Whether classes stay.
    pub classes: bool,
}

/// What stands for a picture.
pub enum Picture {
    /// A picture that is there.
    Shown(String),
    /// A link to it, with its words.
    Linked(String),
    /// Its words.
    Words,
}

/// Elements that may stand anywhere.
const ALLOWED: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "b",
    "i",
    "s",
    "del",
    "ins",
    "mark",
    "small",
    "sub",
    "sup",
    "q",
    "cite",
    "abbr",
    "dfn",
    "kbd",
    "samp",
    "var",
    "time",
    "span",
    "div",
    "section",
    "article",
    "header",
    "aside",
    "figure",
    "figcaption",
    "details",
    "summary",
    "a",
];

/// Elements without an end.
const EMPTY: &[&str] = &["br", "hr", "wbr", "img", "col", "input", "link", "meta", "source", "track", "area", "base", "embed", "param"];

/// Elements whose content is no text for readers.
const DROPPED: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "video", "audio", "canvas", "select", "textarea",
    "button", "form", "head", "title", "nav",
];

/// Attributes that say something and load nothing.
const ATTRIBUTES: &[&str] = &["hreflang", "lang", "dir", "title", "datetime", "colspan", "rowspan", "scope", "start", "reversed", "open"];

/// What is open, and how far what is left out reaches.
struct Teller<'a> {
    place: &'a Place<'a>,
    out: String,
    /// The elements that are open, as they are written in lower case; a link that leads nowhere is open without a tag.
    open: Vec<(String, bool)>,
    /// The element that is left out and how deep its like are nested.
    left_out: Option<(String, usize)>,
}

/// Tells a piece of HTML for another place.
#[must_use]
pub fn retold(text: &str, place: &Place<'_>) -> String {
    let mut teller = Teller { place, out: String::with_capacity(text.len()), open: Vec::new(), left_out: None };
    let mut done = 0;
    for tag in html(text) {
        teller.text(&text[done..tag.at.start]);
        done = tag.at.end.max(done);
        teller.tag(&tag);
    }
    teller.text(&text[done..]);
    while let Some((name, is_written)) = teller.open.pop() {
        teller.end(&name, is_written);
    }
    teller.out
}

impl Teller<'_> {
    fn text(&mut self, text: &str) {
        if self.left_out.is_some() {
            return;
        }
        let mut rest = text;
        // Comments are no text; a `<` that begins nothing is a sign like others.
        while let Some(at) = rest.find(['<', '>', '&']) {
            self.out.push_str(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with("<!--") {
                rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            } else if rest.starts_with('<') {
                self.out.push_str("&lt;");
                rest = &rest[1..];
            } else if rest.starts_with('>') {
                self.out.push_str("&gt;");
                rest = &rest[1..];
            } else {
                let length = reference(rest);
                match &rest[..length] {
                    "&nbsp;" => self.out.push_str("&#160;"),
                    "" => self.out.push_str("&amp;"),
                    known => self.out.push_str(known),
                }
                rest = &rest[length.max(1)..];
            }
        }
        self.out.push_str(rest);
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name().to_ascii_lowercase();
        if let Some((left_out, depth)) = &mut self.left_out {
            if *left_out == name {
                *depth = if tag.is_end { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    self.left_out = None;
                }
            }
        } else if EMPTY.contains(&&*name) {
            self.empty(tag, &name);
        } else if tag.is_end {
            self.close(&name);
        } else if DROPPED.contains(&&*name) || value(tag, "aria-hidden").is_some_and(|value| value == "true") {
            self.left_out = (!tag.written().ends_with("/>")).then_some((name, 1));
        } else if ALLOWED.contains(&&*name) {
            self.begin(tag, name);
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, name: String) {
        let mut written = format!("<{name}");
        if name == "a" {
            let inside = self.open.iter().any(|(name, _)| name == "a");
            match value(tag, "href").filter(|_| !inside).and_then(|href| (self.place.link)(&href)) {
                Some(address) => written += &format!(" href=\"{}\"", escaped(&address)),
                None => {
                    // Other links may lead to it though it leads nowhere.
                    if let Some(id) = value(tag, "id").and_then(|id| (self.place.id)(&id)) {
                        self.out += &format!("<span id=\"{}\"></span>", escaped(&id));
                    }
                    self.open.push((name, false));
                    return;
                }
            }
        }
        for attribute in tag.attributes() {
            let known = attribute.name.to_ascii_lowercase();
            let plain = unescaped(attribute.value);
            if ATTRIBUTES.contains(&&*known) {
                let value = if matches!(&*known, "open" | "reversed") { known.clone().into() } else { plain };
                written += &format!(" {known}=\"{}\"", escaped(&value));
            } else if known == "id"
                && let Some(id) = (self.place.id)(&plain)
            {
                written += &format!(" id=\"{}\"", escaped(&id));
            } else if known == "class" && self.place.classes {
                written += &format!(" class=\"{}\"", escaped(&plain));
            }
        }
        self.out += &written;
        self.out.push('>');
        self.open.push((name, true));
    }

    fn empty(&mut self, tag: &Tag<'_>, name: &str) {
        if tag.is_end {
            return;
        }
        match name {
            "br" | "hr" | "wbr" => self.out += &format!("<{name}/>"),
            "img" => {
                let (source, words) = (value(tag, "src").unwrap_or_default(), value(tag, "alt").unwrap_or_default());
                match (self.place.picture)(&source, &words) {
                    Picture::Shown(address) => self.out += &format!("<img src=\"{}\" alt=\"{}\"/>", escaped(&address), escaped(&words)),
                    Picture::Linked(address) if !self.open.iter().any(|(name, is_written)| name == "a" && *is_written) => {
                        let words = if words.is_empty() { "…".to_owned() } else { words };
                        self.out += &format!("[<a href=\"{}\">{}</a>]", escaped(&address), escaped(&words));
                    }
                    Picture::Linked(_) | Picture::Words => escape(&mut self.out, &words),
                }
            }
            _ => {}
        }
    }

    /// Ends an element that is open, and those in it that were not ended.
    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        while self.open.len() > at {
            if let Some((name, is_written)) = self.open.pop() {
                self.end(&name, is_written);
            }
        }
    }

    fn end(&mut self, name: &str, is_written: bool) {
        if is_written {
            self.out += &format!("</{name}>");
        }
    }
}

/// How long a reference is that XML knows, or `&nbsp;`; 0 if the `&` begins none.
fn reference(text: &str) -> usize {
    let Some(end) = text.bytes().take(12).position(|byte| byte == b';') else { return 0 };
    let name = &text[1..end];
    let is_number = name.strip_prefix('#').is_some_and(|number| {
        let hex = number.strip_prefix(['x', 'X']);
        let value = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        value.and_then(char::from_u32).is_some_and(|c| !c.is_control() || matches!(c, '\n' | '\t'))
    });
    if is_number || matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp") { end + 1 } else { 0 }
}

fn value(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.attributes().find(|one| one.name.eq_ignore_ascii_case(name)).map(|one| unescaped(one.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn feed(text: &str) -> String {
        let link = |href: &str| href.starts_with("https://").then(|| href.to_owned());
        let picture =
            |source: &str, _: &str| if source.starts_with("https://") { Picture::Linked(source.to_owned()) } else { Picture::Words };
        retold(text, &Place { link: &link, picture: &picture, id: &|_| None, classes: false })
    }

    #[test]
    fn what_is_allowed_stays_and_is_well_formed() {
        assert_eq!(feed("<p class=x id=y>a<br>b &amp; c&nbsp;d & e"), "<p>a<br/>b &amp; c&#160;d &amp; e</p>");
        assert_eq!(feed("<UL><li>a<li>b</UL></p>c"), "<ul><li>a<li>b</li></li></ul>c");
        assert_eq!(feed("<a href=\"https://e.example/?a&amp;b\" rel=x>b</a>"), "<a href=\"https://e.example/?a&amp;b\">b</a>");
        assert_eq!(feed("<a href=\"../x\">b</a> <a id=q>c</a>"), "b c");
        assert_eq!(
            feed("<ol start=3 reversed><li lang=\"be\">x</ol>"),
            "<ol start=\"3\" reversed=\"reversed\"><li lang=\"be\">x</li></ol>"
        );
        assert_eq!(feed("1 < 2 <!-- no --> 3"), "1 &lt; 2  3");
    }

    #[test]
    fn nothing_runs_loads_or_hides() {
        for text in [
            "<script>x()</script>",
            "<style>p{}</style>",
            "<svg onload=x()><script>x()</script><svg></svg><text>t</text></svg>",
            "<iframe src=\"https://e.example\">x</iframe>",
            "<div aria-hidden=\"true\">a<div>b</div>c</div>",
            "<svg><use href=\"#a\"/></svg>",
            "<video src=x></video><embed src=x><link rel=stylesheet href=x>",
            "<form action=x><input name=a><button>b</button></form>",
            "<script>unended <p>x</p>",
        ] {
            assert_eq!(feed(text), "", "{text}");
        }
        assert_eq!(feed("<p onclick=x() style=\"a:b\">a</p>"), "<p>a</p>");
        assert_eq!(feed("<a href=\"javascript:x()\">a</a>"), "a");
        assert_eq!(
            feed("<img src=\"https://e.example/x.png\" alt=\"A map\" onerror=x>"),
            "[<a href=\"https://e.example/x.png\">A map</a>]"
        );
        assert_eq!(feed("<a href=\"https://e.example/\"><img src=x alt=\"a<b\"></a>"), "<a href=\"https://e.example/\">a&lt;b</a>");
        assert_eq!(feed("<video>a</video><blink>b</blink>"), "b");
    }

    #[test]
    fn a_book_keeps_ids_and_its_own_pictures() {
        let id = |id: &str| (!id.is_empty()).then(|| id.replace(':', "-"));
        let picture = |source: &str, _: &str| Picture::Shown(format!("pictures/{source}"));
        let place = Place { link: &|_| None, picture: &picture, id: &id, classes: true };
        assert_eq!(
            retold("<h2 id=\"a:b\" class=\"c d\">x</h2><a id=\"e:1\" href=\"#f\">y</a><img src=z alt=\"\">", &place),
            "<h2 id=\"a-b\" class=\"c d\">x</h2><span id=\"e-1\"></span>y<img src=\"pictures/z\" alt=\"\"/>"
        );
    }

    proptest! {
        #[test]
        fn what_comes_out_is_balanced(text in "(<(/)?(p|a|svg|b|br|script|img)( id=x| href='https://a'| src=y)?>|[a&<>;#ў ]){0,30}") {
            let told = feed(&text);
            let mut open: Vec<String> = Vec::new();
            for tag in html(&told) {
                if tag.is_end {
                    let ended = open.pop();
                    prop_assert_eq!(ended.as_deref(), Some(tag.name()));
                } else if !matches!(tag.name(), "br") {
                    open.push(tag.name().to_owned());
                }
                prop_assert!(!matches!(tag.name(), "script" | "svg" | "img"));
            }
            prop_assert!(open.is_empty());
        }
    }
}
