//! Whether the finished site keeps quiet: no page, style sheet, picture, script or feed may ask another host for anything, run
//! code that stands in a page, or leave traces with the reader.
//!
//! In: finished text. Out: what is loud in it. Together with the policy that every page sends it is a proof: the policy
//! lets nothing be fetched from elsewhere and no code in a page run, and this finds what the policy would have to stop.

use super::names::Role;
use super::tags::{Attribute, CODED, ODD, Tag, WITHIN, is_any};
use crate::diag::Code;
use crate::diag::codes::{INLINE_CODE, OUTSIDE_REQUEST, PAGE_WITHOUT_POLICY, TRACE_KEPT};
use crate::kind::decode::written;
use crate::text::place::cut;

/// The codes of this file.
pub static CODES: &[&Code] = &[&OUTSIDE_REQUEST, &INLINE_CODE, &TRACE_KEPT, &PAGE_WITHOUT_POLICY];

/// Something loud.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loud {
    /// The name of its code.
    pub code: &'static str,
    /// What is said of it.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// The words by which it is found in the file that it comes from, the surest first.
    pub words: Vec<String>,
}

/// Links of a `<link>` that nothing is fetched for.
const NOT_FETCHED: &[&str] = &["canonical", "alternate", "license", "author", "me", "prev", "next", "help", "bookmark", "self", "index"];

/// Attributes that fetch what they name, on any element.
const FETCHING: &[&str] = &[
    "src",
    "srcset",
    "imagesrcset",
    "poster",
    "data",
    "background",
    "action",
    "formaction",
    "ping",
    "manifest",
    "classid",
    "codebase",
    "dynsrc",
    "lowsrc",
];

/// What a script may not speak of.
const TRACES: &[&str] = &[
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "document.cookie",
    "cookieStore",
    "serviceWorker",
    "sendBeacon",
    "WebSocket",
    "WebTransport",
    "RTCPeerConnection",
    "importScripts",
    "navigator.storage",
    "caches.open",
];

/// Whether a value names another host: `https://…`, `//…`, in any case and with the blanks that browsers drop.
#[must_use]
pub fn is_outside(value: &str) -> bool {
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace() || c.is_control());
    let bytes = value.as_bytes();
    if bytes.len() < 2 {
        return false;
    }
    // Browsers take a `\` for a `/` here.
    let slash = |byte: &u8| matches!(byte, b'/' | b'\\');
    if bytes.iter().take(2).all(slash) {
        return true;
    }
    let scheme = value.split([':', '/', '?', '#']).next().unwrap_or("");
    if value.as_bytes().get(scheme.len()) != Some(&b':') {
        return false;
    }
    let scheme: String = scheme.chars().filter(|c| !c.is_ascii_whitespace()).collect::<String>().to_ascii_lowercase();
    matches!(&*scheme, "http" | "https" | "ftp" | "ws" | "wss")
}

/// Whether a value is code: `javascript:`, with the blanks that browsers drop.
fn is_code(value: &str) -> bool {
    if !value.contains(':') {
        return false;
    }
    ["javascript:", "vbscript:"].iter().any(|scheme| {
        let mut plain = value.chars().filter(|c| !c.is_ascii_whitespace() && !c.is_control());
        scheme.chars().all(|expected| plain.next().is_some_and(|c| c.eq_ignore_ascii_case(&expected)))
    })
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// A page: code and style stand in files of their own.
    Page,
    /// A drawing, which has its style in it, or a feed.
    File,
}

/// Names of attributes that [`in_tag`] looks at more closely than at all others: a bit for each last letter that one of this
/// length has, `A` and `a` alike.
static WATCHED: [u32; 16] = {
    let mut all = [0; 16];
    let mut n = 0;
    while n < FETCHING.len() + NAMED.len() {
        let name = if n < FETCHING.len() { FETCHING[n] } else { NAMED[n - FETCHING.len()] }.as_bytes();
        all[name.len()] |= 1 << (name[name.len() - 1] & 31);
        n += 1;
    }
    all
};

/// Names that [`in_tag`] looks for by themselves.
const NAMED: &[&str] = &["style", "href", "xlink:href", "http-equiv"];

/// Whether an attribute surely has none of the names that [`in_tag`] looks for: then only `(` or `&` in its value can be loud.
/// Of the others it is not known.
#[inline]
pub(super) fn is_harmless(name: &[u8]) -> bool {
    let is_handler = matches!(name, [b'o' | b'O', b'n' | b'N', ..]);
    let watched = WATCHED.get(name.len()).copied().unwrap_or(0);
    !is_handler && name.last().is_some_and(|last| watched >> (last & 31) & 1 == 0)
}

/// Whether an attribute is one of the many that cannot be loud and lead to no other site, by its bytes and by what sorts of
/// them its value has: [`in_tag`] would say nothing of it. Of the others it is not known.
pub(super) fn is_plainly_quiet(name: &[u8], value: &[u8], sorts: u8) -> bool {
    if is_harmless(name) {
        // A bracket in the place of a sign: it is not fetched.
        let is_place = || value.strip_prefix(b"translate(").is_some_and(|place| !place.iter().any(|byte| matches!(byte, b'(' | b'&')));
        return sorts & CODED == 0 || name == b"transform" && is_place();
    }
    let leads_within = matches!(value.first(), Some(b'.' | b'#'));
    match name {
        [b'o' | b'O', b'n' | b'N', ..] | [b'h' | b'H', b't' | b'T', ..] => false,
        [b'h' | b'H', b'r' | b'R', _, _] | [b'x' | b'X', b'l' | b'L', ..] => leads_within && sorts & CODED == 0,
        [b's' | b'S', b't' | b'T', _, _, _] => false,
        _ => leads_within && sorts & WITHIN == 0 || sorts & (ODD | WITHIN) == 0 && !value.trim_ascii_start().starts_with(b"//"),
    }
}

/// What is loud in a tag.
pub fn in_tag(tag: &Tag<'_>, of: Text, found: &mut Vec<Loud>) {
    for attribute in tag.attributes() {
        let name = attribute.name;
        match name.as_bytes() {
            // `on…`, and nothing that merely begins so: HTML has no other attribute with these two letters.
            [b'o' | b'O', b'n' | b'N', _, ..] => found.push(handler(tag, &attribute)),
            [b's' | b'S', b't' | b'T', ..] if name.eq_ignore_ascii_case("style") && of == Text::Page => {
                found.push(style(&attribute));
                continue;
            }
            [b'h' | b'H', b'r' | b'R', ..] if name.eq_ignore_ascii_case("href") => in_href(tag, &attribute, found),
            [b'x' | b'X', b'l' | b'L', ..] if name.eq_ignore_ascii_case("xlink:href") => in_href(tag, &attribute, found),
            [b'h' | b'H', b't' | b'T', ..]
                if name.eq_ignore_ascii_case("http-equiv") && attribute.value.eq_ignore_ascii_case("refresh") =>
            {
                found.extend(refresh(tag));
            }
            _ => {}
        }
        // Hardly a value holds any of this: a path of the site has neither a scheme nor two strokes at its beginning.
        if attribute.value.starts_with(['.', '#']) && !attribute.value.contains(',') {
            continue;
        }
        if !attribute.value.bytes().any(|byte| is_any(byte, ODD)) && !attribute.value.trim_ascii_start().starts_with("//") {
            continue;
        }
        let is_fetching = FETCHING.iter().any(|fetching| name.eq_ignore_ascii_case(fetching));
        // An address in a style stands in brackets, however they are written.
        if !is_fetching && !attribute.value.contains(['(', '&']) {
            continue;
        }
        let value = &*super::links::unescaped(attribute.value);
        if is_fetching {
            if is_code(value) {
                found.push(code(tag, &attribute));
            } else if is_outside(value) || (name.to_ascii_lowercase().ends_with("srcset") && value.split(',').any(is_outside)) {
                found.push(request(tag, &attribute));
            }
        }
        // Presentation attributes of SVG: `fill="url(https://…)"`.
        if value.len() > 8 && value.contains("url(") && style_asks(value) {
            found.push(request(tag, &attribute));
        }
    }
}

fn in_href(tag: &Tag<'_>, attribute: &Attribute<'_>, found: &mut Vec<Loud>) {
    if attribute.value.starts_with(['.', '#']) {
        return;
    }
    let value = &*super::links::unescaped(attribute.value);
    if is_code(value) {
        found.push(code(tag, attribute));
        return;
    }
    if tag.is("a") || tag.is("area") || !is_outside(value) {
        return;
    }
    if tag.is("link") {
        let rel = tag.attributes().find(|one| one.name.eq_ignore_ascii_case("rel")).map_or("", |rel| rel.value);
        let is_harmless = |word: &str| NOT_FETCHED.iter().any(|known| word.eq_ignore_ascii_case(known));
        if !rel.trim().is_empty() && rel.split_ascii_whitespace().all(is_harmless) {
            return;
        }
    }
    found.push(request(tag, attribute));
}

/// A `<meta>` that leads on to another host by itself.
fn refresh(tag: &Tag<'_>) -> Option<Loud> {
    let content = tag.attributes().find(|one| one.name.eq_ignore_ascii_case("content"))?;
    let to = content.value.split_once(['=']).map_or("", |(_, to)| to).trim().trim_matches(['\'', '"']);
    (is_outside(to) || is_code(to)).then(|| request(tag, &content))
}

/// What is loud in the text of a `<script>` or `<style>`.
pub fn in_raw(tag: &Tag<'_>, text: &str, of: Text, found: &mut Vec<Loud>) {
    if tag.is_end || tag.role != Role::Code {
        return;
    }
    if tag.is("style") && of == Text::File {
        found.extend(in_style(text));
    } else if tag.is("style") {
        let words = vec![first_words(text), tag.written()];
        found.push(loud(&INLINE_CODE, "a `<style>` stands in a page".to_owned(), "put it into a style sheet of the theme", words));
    } else if tag.is("script") {
        let value = |name: &str| tag.attributes().find(|one| one.name.eq_ignore_ascii_case(name)).map(|one| one.value);
        let is_data = value("type").is_some_and(|kind| kind.ends_with("json"));
        if value("src").is_none() && !is_data {
            let words = vec![first_words(text), tag.written()];
            found.push(loud(&INLINE_CODE, "a `<script>` stands in a page".to_owned(), "put it into a script of the theme", words));
        }
    }
}

/// What is loud in a style sheet.
#[must_use]
pub fn in_style(text: &str) -> Vec<Loud> {
    let mut found = Vec::new();
    for span in crate::render::theme::css::references(text).into_iter().map(|reference| reference.span) {
        let address = &text[span];
        if is_outside(address) {
            let message = format!("a style sheet would ask another host for `{}`", written(address));
            found.push(loud(&OUTSIDE_REQUEST, message, "put the file into the theme's `static/`", vec![address.to_owned()]));
        }
    }
    found
}

fn style_asks(value: &str) -> bool {
    crate::render::theme::css::references(value).into_iter().any(|reference| is_outside(&value[reference.span]))
}

/// What is loud in a script.
#[must_use]
pub fn in_script(text: &str) -> Vec<Loud> {
    let mut found = Vec::new();
    for word in TRACES.iter().filter(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some()) {
        let message = format!("a script speaks of `{word}`");
        found.push(loud(&TRACE_KEPT, message, "keep nothing with the reader, and tell nobody", vec![(*word).to_owned()]));
    }
    for quote in ['"', '\'', '`'] {
        for scheme in ["http://", "https://", "//", "ws://", "wss://"] {
            let start = format!("{quote}{scheme}");
            for (at, _) in text.match_indices(&start) {
                let rest = &text[at + 1..];
                let address = rest.split(quote).next().unwrap_or(rest);
                // Names of vocabularies are no addresses that anybody asks.
                if address.len() > scheme.len() && !address.starts_with("http://www.w3.org/") && !address.contains(char::is_whitespace) {
                    let message = format!("a script names another host: `{}`", written(address));
                    found.push(loud(&TRACE_KEPT, message, "name files of the site by their paths", vec![address.to_owned()]));
                }
            }
        }
    }
    found
}

/// What a page says in its `<meta>` of what it may ask for.
#[derive(Debug, Default)]
pub struct Promises {
    /// Its policy is that of the site.
    is_bound: bool,
    /// It tells nobody where a reader comes from.
    is_discreet: bool,
}

impl Promises {
    /// Takes a `<meta>`.
    pub fn take(&mut self, meta: &Tag<'_>, policy: &str) {
        let (mut equivalent, mut name, mut content) = (None, None, None);
        // The first of a name counts.
        for one in meta.attributes() {
            match one.name.len() {
                4 if one.name.eq_ignore_ascii_case("name") => _ = name.get_or_insert(one.value),
                7 if one.name.eq_ignore_ascii_case("content") => _ = content.get_or_insert(one.value),
                10 if one.name.eq_ignore_ascii_case("http-equiv") => _ = equivalent.get_or_insert(one.value),
                _ => {}
            }
        }
        let says = |what: &str| content.map(super::links::unescaped).unwrap_or_default() == what;
        let is_named = |name: Option<&str>, asked: &str| name.is_some_and(|name| name.eq_ignore_ascii_case(asked));
        self.is_bound |= is_named(equivalent, "content-security-policy") && says(policy);
        self.is_discreet |= is_named(name, "referrer") && says("no-referrer");
    }

    /// What is missing.
    #[must_use]
    pub fn missing(&self) -> Option<Loud> {
        if self.is_bound && self.is_discreet {
            return None;
        }
        let what = if self.is_bound { "that sends no referrer" } else { "of its policy" };
        let message = format!("a page is made without the `<meta>` {what}");
        Some(loud(&PAGE_WITHOUT_POLICY, message, "write `page.policy` and `no-referrer` into its head, as `base.html` does", Vec::new()))
    }
}

fn request(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Loud {
    let message = format!("`<{} {}=\"{}\">` would ask another host", written(tag.name()), written(attribute.name), short(attribute.value));
    let hint = "put the file into the theme's `static/` or beside the entry, and name it by its path";
    loud(&OUTSIDE_REQUEST, message, hint, vec![attribute.value.to_owned(), super::links::unescaped(attribute.value).into_owned()])
}

/// A style sheet that an XML file asks for.
#[must_use]
pub fn sheet(address: &str) -> Loud {
    let message = format!("`<?xml-stylesheet href=\"{}\"?>` would ask another host", short(address));
    loud(&OUTSIDE_REQUEST, message, "take it out", vec![address.to_owned()])
}

fn handler(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Loud {
    let message = format!("`<{} {}>` is code in a page", written(tag.name()), written(attribute.name));
    let words = vec![format!("{}=\"{}\"", attribute.name, attribute.value), format!("{}=", attribute.name)];
    loud(&INLINE_CODE, message, "put it into a script of the theme", words)
}

fn style(attribute: &Attribute<'_>) -> Loud {
    let message = format!("`style=\"{}\"` is style in a page", short(attribute.value));
    let words = vec![format!("style=\"{}\"", attribute.value), attribute.value.to_owned(), "style=".to_owned()];
    loud(&INLINE_CODE, message, "give the element a class, and put it into a style sheet of the theme", words)
}

fn code(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Loud {
    let message = format!("`<{} {}=\"{}\">` is code in a page", written(tag.name()), written(attribute.name), short(attribute.value));
    loud(&INLINE_CODE, message, "link to an address", vec![attribute.value.to_owned()])
}

fn loud(code: &'static Code, message: String, hint: &'static str, words: Vec<String>) -> Loud {
    Loud { code: code.name, message, hint, words: words.into_iter().filter(|word| word.len() > 3).collect() }
}

fn short(value: &str) -> String {
    written(cut(value, 120))
}

/// The first words of a script or a style. One that never ends has all that follows in it: from an end tag on, nothing is its own.
fn first_words(text: &str) -> String {
    text.lines().map(str::trim).take_while(|line| !line.starts_with("</")).find(|line| line.len() > 3).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests;
