//! Where links lead, as far as the text alone says: addresses outside, paths, names of entries, headings.

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::model::{Target, TargetKind};

/// Endings of files that browsers show as pictures.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico"];
/// Endings of other files that note-taking programs embed; no entry's name ends so.
const FILES: &[&str] =
    &["pdf", "mp3", "mp4", "m4a", "mov", "ogg", "wav", "webm", "zip", "csv", "txt", "json", "docx", "odt", "xlsx", "ods", "epub"];

/// A target of this kind and name, and nothing else.
pub(super) fn plain(kind: TargetKind, name: &str) -> Target {
    Target { kind, name: Arc::from(name), fragment: None, title: None, text: None, width: None, written: None, optional: false }
}

/// A text, or nothing if it is empty.
pub(super) fn some(text: &str) -> Option<Arc<str>> {
    (!text.is_empty()).then(|| Arc::from(text))
}

/// The target of a Markdown link (or, with `TargetKind::Image`, of a picture) to this address.
pub(super) fn by_address(address: &str, is_picture: bool) -> Target {
    if has_host_or_scheme(address) {
        return plain(if is_picture { TargetKind::Image } else { TargetKind::Outside }, address);
    }
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let is_exact = query.is_none() && !address.contains('%') && fragment != Some("");
    Target {
        fragment: fragment.and_then(|fragment| some(&decoded(fragment))),
        written: if is_exact { None } else { Some(Arc::from(address)) },
        ..plain(if is_picture { TargetKind::Image } else { TargetKind::File }, &decoded(path))
    }
}

/// The target of `[[name#heading]]`.
pub(super) fn by_name(written: &str, has_words: bool) -> Target {
    // In a table `[[x\|y]]` arrives as `x\`.
    let written = if has_words { written.strip_suffix('\\').unwrap_or(written) } else { written };
    let name = one_line(written);
    if name.contains("://") {
        return plain(TargetKind::Outside, name.trim());
    }
    let (name, fragment) = name.split_once('#').map_or((&*name, None), |(name, fragment)| (name, Some(fragment.trim())));
    let name = name.trim();
    let name = name.strip_suffix(".md").unwrap_or(name);
    Target { fragment: fragment.and_then(some), ..plain(TargetKind::Wiki, name) }
}

/// The target of `![[name]]`: a picture, another file, or an entry that is shown here.
pub(super) fn embedded(written: &str, words: Option<&str>) -> Target {
    let target = by_name(written, words.is_some());
    let ending = target.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_one_of = |list: &[&str]| ending.as_deref().is_some_and(|ending| list.contains(&ending));
    if target.kind == TargetKind::Outside || is_one_of(PICTURES) {
        let (text, width) = words.map_or((None, None), words_and_width);
        return Target { kind: TargetKind::Image, text, width, fragment: None, ..target };
    }
    let kind = if is_one_of(FILES) { TargetKind::File } else { TargetKind::Embed };
    Target { kind, text: words.and_then(some), ..target }
}

/// The words beside a picture, and the width that may stand after them: `300`, `alt|300`, `alt|300x200`.
pub(super) fn words_and_width(words: &str) -> (Option<Arc<str>>, Option<u32>) {
    let (text, size) = words.rsplit_once('|').unwrap_or(("", words));
    let (width, height) = size.trim().split_once('x').unwrap_or((size.trim(), "0"));
    let is_number = |text: &str| !text.is_empty() && text.len() < 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(width) && is_number(height) {
        return (some(text.trim()), width.parse().ok());
    }
    (some(words.trim()), None)
}

/// Whether the address begins with a scheme or with `//host`. Browsers drop blanks and control characters
/// before and line breaks within a scheme, so they do not hide one here either.
pub(super) fn has_host_or_scheme(address: &str) -> bool {
    let mut signs = address.bytes().skip_while(|byte| *byte <= b' ').filter(|byte| !matches!(byte, b'\n' | b'\r' | b'\t'));
    match signs.next() {
        // Browsers read `\` as `/` there.
        Some(b'/' | b'\\') => matches!(signs.next(), Some(b'/' | b'\\')),
        Some(first) if first.is_ascii_alphabetic() => {
            signs.find(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))) == Some(b':')
        }
        _ => false,
    }
}

/// Percent-decoded, if that gives text.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// Text that goes over a line: the break and the marks of a quotation become one blank.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut joined = String::with_capacity(text.len());
    for (n, line) in text.split(['\n', '\r']).enumerate() {
        if n == 0 {
            joined.push_str(line);
            continue;
        }
        let line = line.trim_start_matches([' ', '\t', '>']);
        if !line.is_empty() {
            joined.push(' ');
            joined.push_str(line);
        }
    }
    joined.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let target = |address| {
            let target = by_address(address, false);
            (target.kind, target.name.to_string(), target.fragment.as_deref().map(str::to_owned), target.written.is_some())
        };
        let file = TargetKind::File;
        assert_eq!(target("../claims/a%20b.md#x%20y"), (file, "../claims/a b.md".into(), Some("x y".into()), true));
        assert_eq!(target("#што"), (file, "".into(), Some("што".into()), false));
        assert_eq!(target("a.md?x=1"), (file, "a.md".into(), None, true));
        assert_eq!(target("a%ff.md").1, "a%ff.md");
        for outside in ["https://a.b/c#d", "//host/x", "mailto:a@b", " java\nscript:x", "\\\\host", "tel:1"] {
            assert_eq!(target(outside).0, TargetKind::Outside, "{outside:?}");
        }
        for inside in ["a/b:c", "/root", "1:2", "", "?x:y"] {
            assert_eq!(target(inside).0, file, "{inside:?}");
        }
    }

    #[test]
    fn names() {
        let target = |name, words| {
            let target = by_name(name, words);
            (target.name.to_string(), target.fragment.as_deref().map(str::to_owned))
        };
        assert_eq!(target("nexta", false), ("nexta".into(), None));
        assert_eq!(target("x\\", true), ("x".into(), None));
        assert_eq!(target(" Cyber\n> Partisans # Что дальше", false), ("Cyber Partisans".into(), Some("Что дальше".into())));
        assert_eq!(target("folder/note.md#^a1", false), ("folder/note".into(), Some("^a1".into())));
        assert_eq!(target("#h", false), ("".into(), Some("h".into())));
    }

    #[test]
    fn pictures() {
        let target = |name, words| {
            let target = embedded(name, words);
            (target.kind, target.text.as_deref().map(str::to_owned), target.width)
        };
        assert_eq!(target("a.PNG", None), (TargetKind::Image, None, None));
        assert_eq!(target("a.png", Some("300")), (TargetKind::Image, None, Some(300)));
        assert_eq!(target("a.png", Some("a map|300x200")), (TargetKind::Image, Some("a map".into()), Some(300)));
        assert_eq!(target("a.png", Some("2020 | 2021")), (TargetKind::Image, Some("2020".into()), Some(2021)));
        assert_eq!(target("a.pdf", None).0, TargetKind::File);
        assert_eq!(target("v1.2", None).0, TargetKind::Embed);
    }
}
