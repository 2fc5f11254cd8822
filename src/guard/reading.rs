//! The ways in which the bytes of a file can be read as text.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Inline elements: a name may go on through their tags. Other tags end a word.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "tspan", "u", "var", "wbr",
];

/// Endings of files that hold no text; they may hold some beside.
const BINARY: [&str; 16] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf", "otf", "pdf", "zip", "epub", "mp4", "mp3"];

/// The fewest signs in a row that are taken for words among bytes that are no text.
const RUN: usize = 4;

/// The ways to read a file, each as a text.
pub(super) struct Reading;

impl Reading {
    pub(super) fn of(path: &str, bytes: &[u8]) -> Vec<Cow<'static, str>> {
        let ending = path.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase());
        match std::str::from_utf8(bytes) {
            Ok(text) if !BINARY.contains(&ending.as_str()) => of_text(text),
            _ => of_bytes(bytes),
        }
    }
}

/// A path as its reader sees it.
pub(super) fn path(path: &str) -> Cow<'static, str> {
    Cow::Owned(percent_decode_str(path).decode_utf8_lossy().into_owned())
}

fn of_text(text: &str) -> Vec<Cow<'static, str>> {
    // JSON within HTML, HTML within a feed: what is written within another form is written down twice.
    let escaped = unescaped(text);
    let once = html_escape::decode_html_entities(&escaped);
    let plain = html_escape::decode_html_entities(&once);
    let mut all = Vec::new();
    if once.contains('<') {
        let tagless = without_tags(&once);
        all.push(Cow::Owned(html_escape::decode_html_entities(&tagless).into_owned()));
    }
    if plain.contains('%') {
        all.push(Cow::Owned(percent_decode_str(&plain).decode_utf8_lossy().into_owned()));
    }
    all.push(Cow::Owned(plain.into_owned()));
    all
}

/// `\u0430` as JSON and scripts have it, a surrogate pair too, and `\n` as a blank.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut units: Vec<u16> = Vec::new();
    let flush = |units: &mut Vec<u16>, out: &mut String| {
        out.extend(char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or(' ')));
    };
    while let Some(at) = rest.find('\\') {
        if at > 0 {
            flush(&mut units, &mut out);
            out.push_str(&rest[..at]);
        }
        rest = &rest[at + 1..];
        let unit = rest.strip_prefix('u').and_then(|digits| u16::from_str_radix(digits.get(..4)?, 16).ok());
        if let Some(unit) = unit {
            units.push(unit);
            rest = &rest[5..];
            continue;
        }
        flush(&mut units, &mut out);
        match rest.chars().next() {
            Some('n' | 't' | 'r') => {
                out.push(' ');
                rest = &rest[1..];
            }
            Some(c) => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
            None => out.push('\\'),
        }
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    Cow::Owned(out)
}

/// The words between the tags.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len() / 2);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find('>') else { break };
        let inner = rest[1..end].trim_start_matches('/');
        let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if !INLINE.contains(&name.to_ascii_lowercase().as_str()) {
            out.push(' ');
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// Words among bytes: in UTF-8, and in UTF-16 in either order of bytes and from either place, as EXIF and PDF have them.
fn of_bytes(bytes: &[u8]) -> Vec<Cow<'static, str>> {
    let mut all = vec![runs(&String::from_utf8_lossy(bytes))];
    for start in 0..2_usize.min(bytes.len()) {
        for order in [u16::from_le_bytes as fn([u8; 2]) -> u16, u16::from_be_bytes] {
            let units = bytes[start..].as_chunks().0.iter().map(|two| order(*two));
            let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
            all.push(runs(&text));
        }
    }
    all.retain(|text| !text.is_empty());
    all
}

/// Stretches of signs that can be printed.
fn runs(text: &str) -> Cow<'static, str> {
    let is_text = |c: char| (c.is_alphanumeric() && (c as u32) < 0x2000) || matches!(c, ' '..='~' | '\u{a0}' | '\u{ad}');
    let stretches = text.split(|c| !is_text(c)).filter(|run| run.chars().take(RUN).count() == RUN);
    Cow::Owned(stretches.collect::<Vec<_>>().join("\n"))
}
