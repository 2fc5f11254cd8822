//! Bytes as text: data addresses, and a style sheet that has its fonts in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ways::target;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base 64 (RFC 4648).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for n in 0..4_usize {
            let digit = DIGITS[(number >> (18 - 6 * n) & 63) as usize];
            out.push(if n <= three.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// The media type of a file, by the ending of its name.
#[must_use]
pub fn media(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("").to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "css" => "text/css",
        _ => "application/octet-stream",
    }
}

/// A file as an address that holds it.
#[must_use]
pub fn data(path: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", media(path), base64(bytes))
}

/// A style sheet in which every `url(…)` that names a file of the site holds it.
#[must_use]
pub fn whole(path: &str, text: &str, files: &BTreeMap<String, Arc<[u8]>>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + 4);
        out.push_str(before);
        let end = after.find(')').unwrap_or(after.len());
        let address = after[..end].trim().trim_matches(['"', '\'']);
        let file = target(path, address).and_then(|(path, _)| files.get(&path).map(|bytes| data(&path, bytes)));
        match file {
            Some(data) => out.push_str(&data),
            None => out.push_str(&after[..end]),
        }
        rest = &after[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_the_standard_has_it() {
        for (plain, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn a_sheet_holds_its_fonts() {
        let files = BTreeMap::from([("assets/f.woff2".to_owned(), Arc::from(&b"foo"[..]))]);
        let text = "a{src:url(\"f.woff2\") format(\"woff2\")}b{mask:url(#x)}";
        assert_eq!(whole("assets/a.css", text, &files), "a{src:url(data:font/woff2;base64,Zm9v) format(\"woff2\")}b{mask:url(#x)}");
    }
}
