//! Where a link in a page leads, as a path of the site; and pages with other attributes.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::parse::body::escape::escaped;
use crate::render::outside::links::unescaped;
use crate::render::outside::tags::{Attribute, Tag, html};

/// The path of the site that an address in a page names, and what stands behind `#`; nothing if it leads out of the site.
#[must_use]
pub fn target(page: &str, address: &str) -> Option<(String, String)> {
    let (path, within) = address.split_once('#').unwrap_or((address, ""));
    let within = percent_decode_str(within).decode_utf8_lossy().into_owned();
    if path.is_empty() {
        return Some((page.to_owned(), within));
    }
    if path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let path = percent_decode_str(path.split('?').next().unwrap_or(path)).decode_utf8_lossy().into_owned();
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    let joined = parts.join("/");
    let whole = if joined.is_empty() || joined.ends_with('/') { format!("{joined}index.html") } else { joined };
    Some((whole, within))
}

/// What becomes of a link.
pub enum Way {
    /// It stays.
    Stay,
    /// It leads here.
    To(String),
    /// It leads nowhere: its words stay.
    Words,
}

/// A page in which links lead elsewhere and other attributes have other values. `way` is asked for the `href` of each `<a>` and
/// `<area>`, `other` for every other attribute; what it gives takes the place of the value.
pub fn led(text: &str, way: &mut dyn FnMut(&str) -> Way, other: &mut dyn FnMut(&Tag<'_>, &Attribute<'_>) -> Option<String>) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut is_words = false;
    for tag in html(text) {
        if tag.is("a") {
            if tag.is_end {
                if std::mem::take(&mut is_words) {
                    edits.push((tag.at.clone(), "</span>".to_owned()));
                }
                continue;
            }
            is_words = false;
        }
        if tag.is_end {
            continue;
        }
        let is_link = tag.is("a") || tag.is("area");
        let mut own: Vec<(Range<usize>, String)> = Vec::new();
        for attribute in tag.attributes() {
            if is_link && attribute.name.eq_ignore_ascii_case("href") {
                match way(&unescaped(attribute.value)) {
                    Way::Stay => {}
                    Way::To(address) => own.push((attribute.at.clone(), escaped(&address))),
                    Way::Words => is_words = tag.is("a"),
                }
            } else if let Some(value) = other(&tag, &attribute) {
                own.push((attribute.at.clone(), escaped(&value)));
            }
        }
        if is_words && tag.is("a") {
            let ids = tag.attributes().filter(|one| matches!(one.name, "id" | "class" | "lang"));
            let kept: String = ids
                .map(|one| {
                    let value = own.iter().find(|(at, _)| *at == one.at).map_or_else(|| one.value.to_owned(), |(_, value)| value.clone());
                    format!(" {}=\"{value}\"", one.name)
                })
                .collect();
            edits.push((tag.at.clone(), format!("<span{kept}>")));
        } else {
            edits.extend(own);
        }
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut done = 0;
    for (at, with) in edits {
        out.push_str(&text[done..at.start]);
        out.push_str(&with);
        done = at.end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths() {
        let check = |page: &str, address: &str, expected: Option<(&str, &str)>| {
            let found = target(page, address);
            assert_eq!(found.as_ref().map(|(path, within)| (path.as_str(), within.as_str())), expected, "{page} {address}");
        };
        check("claims/a/index.html", "../../actors/b/index.html#x", Some(("actors/b/index.html", "x")));
        check("claims/a/index.html", "#%D0%B1", Some(("claims/a/index.html", "б")));
        check("index.html", "./claims/", Some(("claims/index.html", "")));
        check("a/index.html", "../", Some(("index.html", "")));
        check("index.html", "../x", None);
        check("index.html", "https://e.example/", None);
        check("index.html", "mailto:a@b.example", None);
        check("index.html", "assets/%D0%B1.png?x", Some(("assets/б.png", "")));
    }

    #[test]
    fn links_lead_elsewhere_or_become_words() {
        let mut way = |href: &str| match href {
            "x" => Way::Words,
            "y" => Way::To("#y&z".to_owned()),
            _ => Way::Stay,
        };
        let mut other = |_: &Tag<'_>, one: &Attribute<'_>| (one.name == "id").then(|| format!("p:{}", one.value));
        assert_eq!(
            led("<a href=x id=q rel=r>a <i id=\"i\">b</i></a><a href='y'>c</a><a href=\"w\">d</a>", &mut way, &mut other),
            "<span id=\"p:q\">a <i id=\"p:i\">b</i></span><a href='#y&amp;z'>c</a><a href=\"w\">d</a>"
        );
    }
}
