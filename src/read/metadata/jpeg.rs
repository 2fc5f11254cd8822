//! JPEG (ITU-T T.81): segments up to the scan, the scans, the end.

use super::{exif, piece};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const COMMENT: u8 = 0xfe;

/// What stays: the frames and tables, JFIF without its thumbnail, the colour profile, Adobe's mark of how colours are
/// stored, and the orientation.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xff, SOI]);
    let mut at = 2;
    let mut turned = None;
    let mut profile = true;
    loop {
        // Before a marker any number of fill bytes may stand.
        (*bytes.get(at)? == 0xff).then_some(())?;
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            EOI => {
                out.extend([0xff, EOI]);
                return Some(out);
            }
            0xd0..=0xd7 | 0x01 => {
                out.extend([0xff, marker]);
                continue;
            }
            0x00 | SOI => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(piece(bytes, at, 2)?.try_into().ok()?));
        let segment = piece(bytes, at + 2, length.checked_sub(2)?)?;
        at += length;
        match marker {
            0xe0 => out.extend(jfif(segment).unwrap_or_default()),
            0xe1 => {
                let tiff = segment.strip_prefix(b"Exif\0\0");
                if let (Some(value), None) = (tiff.and_then(exif::orientation), turned) {
                    turned = Some(value);
                    whole(&mut out, marker, &[b"Exif\0\0", &exif::only(value)[..]].concat());
                }
            }
            0xe2 if segment.starts_with(b"ICC_PROFILE\0") && profile => whole(&mut out, marker, segment),
            0xee if segment.starts_with(b"Adobe") => whole(&mut out, marker, segment),
            0xe0..=0xef | COMMENT => {}
            SOS => {
                // Profiles stand before the first scan; what calls itself one behind it is something else.
                profile = false;
                whole(&mut out, marker, segment);
                let end = scan(bytes, at)?;
                out.extend(&bytes[at..end]);
                at = end;
            }
            _ => whole(&mut out, marker, segment),
        }
    }
}

fn whole(out: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    // As long as it was read, or shorter: it has a length.
    let length = u16::try_from(segment.len() + 2).unwrap_or(u16::MAX);
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    out.extend(segment);
}

/// The head of JFIF with a thumbnail of no size.
fn jfif(segment: &[u8]) -> Option<Vec<u8>> {
    let head = segment.strip_prefix(b"JFIF\0").and_then(|rest| rest.get(..7))?;
    let mut out = Vec::new();
    whole(&mut out, 0xe0, &[b"JFIF\0", head, &[0, 0]].concat());
    Some(out)
}

/// Where the coded bytes of a scan end: at a marker that is no restart and no stuffed zero.
fn scan(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr(0xff, bytes.get(at..)?)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}
