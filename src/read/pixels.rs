//! Width and height of a picture, so that a page keeps its place free. The only file that names the library for it.
//!
//! In: a file and its name. Out: pixels, if the first bytes tell them. A picture that does not is no mistake.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

/// Pictures whose head the library reads.
const RASTER: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "bmp"];

/// How far into an SVG the opening tag is looked for.
const SVG_HEAD: u64 = 16 << 10;

/// The size of the picture in a file. Where the file is read next is left open.
pub(super) fn of_file(name: &str, file: &mut File) -> Option<(u32, u32)> {
    if !is_picture(name) {
        return None;
    }
    file.seek(SeekFrom::Start(0)).ok()?;
    of_reader(name, BufReader::new(file))
}

/// The size of a picture in memory.
pub(super) fn of_bytes(name: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    if is_picture(name) { of_reader(name, Cursor::new(bytes)) } else { None }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

fn is_picture(name: &str) -> bool {
    let ending = ending(name);
    ending == "svg" || RASTER.contains(&ending.as_str())
}

fn of_reader(name: &str, mut reader: impl BufRead + Seek) -> Option<(u32, u32)> {
    let (width, height) = if ending(name) == "svg" {
        let mut head = Vec::new();
        reader.take(SVG_HEAD).read_to_end(&mut head).ok()?;
        of_svg(&String::from_utf8_lossy(&head))?
    } else {
        let size = imagesize::reader_size(&mut reader).ok()?;
        (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
    };
    (width > 0 && height > 0).then_some((width, height))
}

/// `width` and `height` of the opening tag in pixels, else the last two numbers of its `viewBox`.
fn of_svg(head: &str) -> Option<(u32, u32)> {
    let start = head.match_indices("<svg").map(|(at, _)| at + 4).find(|at| head[*at..].starts_with(char::is_whitespace))?;
    let tag = &head[start..start + head[start..].find('>')?];
    let pixels = |text: &str| whole(text.trim().strip_suffix("px").unwrap_or(text.trim()));
    if let (Some(width), Some(height)) = (attribute(tag, "width").and_then(pixels), attribute(tag, "height").and_then(pixels)) {
        return Some((width, height));
    }
    let view = attribute(tag, "viewBox")?;
    let numbers: Vec<&str> = view.split([' ', ',', '\t', '\r', '\n']).filter(|part| !part.is_empty()).collect();
    match numbers[..] {
        [_, _, width, height] => Some((whole(width)?, whole(height)?)),
        _ => None,
    }
}

fn whole(text: &str) -> Option<u32> {
    let number: f64 = text.parse().ok()?;
    // A picture of more than a million pixels a side is a mistake, and no layout could use it.
    (0.5..1e6).contains(&number).then(|| number.round() as u32)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    for (at, _) in tag.match_indices(name) {
        if !tag[..at].ends_with(char::is_whitespace) {
            continue;
        }
        let Some(value) = tag[at + name.len()..].trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        return value[1..].split_once(quote).map(|(value, _)| value);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_by_its_attributes_or_its_view_box() {
        let svg = |tag: &str| of_bytes("a.SVG", format!("<?xml version=\"1.0\"?><!-- <svgx> --><svg{tag}><path/></svg>").as_bytes());
        assert_eq!(svg(" width=\"120\" height='80px'"), Some((120, 80)));
        assert_eq!(svg("\n viewBox = \"0 0 300.4 150\""), Some((300, 150)));
        assert_eq!(svg(" width=\"100%\" height=\"100%\" viewBox=\"0,0,30,15\""), Some((30, 15)));
        assert_eq!(svg(" stroke-width=\"3\" width=\"4\" height=\"5\""), Some((4, 5)));
        for none in ["", " width=\"1em\"", " width=\"-1\" height=\"2\"", " viewBox=\"a\"", " width=\"NaN\" height=\"1\"", " width=5"] {
            assert_eq!(svg(none), None, "{none}");
        }
        assert_eq!(of_bytes("a.svg", b"<svg"), None);
    }

    #[test]
    fn rasters_by_their_head() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x08\x08\x06\0\0\0";
        assert_eq!(of_bytes("a.png", png), Some((16, 8)));
        assert_eq!(of_bytes("a.gif", b"GIF89a\x05\x00\x03\x00\x00\x00\x00"), Some((5, 3)));
        assert_eq!(of_bytes("a.txt", png), None);
        for broken in [&b""[..], b"\x89PNG", &png[..20], b"\xff\xd8\xff\xe0\0\x10JFIF"] {
            assert_eq!(of_bytes("a.png", broken), None);
        }
    }
}
