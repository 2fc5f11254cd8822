//! Takes out of a picture what it tells beside the picture: where and when it was taken, with whose camera, what the
//! one before the last crop looked like. Nothing is decoded: the same pixels stand in the same bytes.
//!
//! In: the bytes of a file. Out: the bytes without EXIF, GPS, XMP, IPTC, comments, previews and whatever hangs on behind the
//! end; how a picture is turned and its colour profile stay, since without them it would look wrong.

mod exif;
mod gif;
mod jpeg;
mod png;
mod svg;
mod webp;

use std::borrow::Cow;

use crate::text::Beside;

/// The largest picture that is looked through, in bytes: it is held in memory for that.
pub(super) const LARGEST: u64 = 256 << 20;

/// Whether a file of that name may tell more than its picture.
pub(super) fn may_tell(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase());
    matches!(
        &*ending,
        "jpg"
            | "jpeg"
            | "jpe"
            | "jfif"
            | "png"
            | "apng"
            | "webp"
            | "gif"
            | "svg"
            | "avif"
            | "heic"
            | "heif"
            | "tif"
            | "tiff"
            | "jxl"
            | "psd"
    )
}

/// The picture without what it tells beside; what it is goes by its first bytes and not by its name.
pub(super) fn strip<'a>(name: &str, bytes: &'a [u8]) -> (Cow<'a, [u8]>, Beside) {
    let stripped = match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg::strip(bytes),
        [0x89, b'P', b'N', b'G', ..] => png::strip(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::strip(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif::strip(bytes),
        _ if name.to_ascii_lowercase().ends_with(".svg") => svg::strip(bytes),
        _ => return (Cow::Borrowed(bytes), if tells(bytes) { Beside::Kept } else { Beside::Nothing }),
    };
    match stripped {
        Some(stripped) if stripped == bytes => (Cow::Borrowed(bytes), Beside::Nothing),
        Some(stripped) => (Cow::Owned(stripped), Beside::Removed),
        // Broken, or no picture at all. Browsers show what they can of it, and so may others who look for more.
        None => (Cow::Borrowed(bytes), if tells(bytes) { Beside::Kept } else { Beside::Nothing }),
    }
}

/// Whether the bytes hold marks of EXIF or XMP, in a form that is not taken apart here (AVIF, HEIC, TIFF, JPEG XL).
fn tells(bytes: &[u8]) -> bool {
    let tiff = bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*");
    let marks: [&[u8]; 6] = [b"Exif", b"exif", b"http://ns.adobe.com/", b"application/rdf+xml", b"x:xmpmeta", b"Photoshop 3.0"];
    tiff || marks.iter().any(|mark| memchr::memmem::find(bytes, mark).is_some())
}

/// The next `count` bytes at a place, if there are so many.
fn piece(bytes: &[u8], at: usize, count: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(count)?)
}

#[cfg(test)]
mod tests;
