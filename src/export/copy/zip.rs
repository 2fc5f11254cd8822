//! A zip (APPNOTE 6.3) of files in memory: the same bytes for the same files. Every file has the first day that the format
//! knows, and no right or owner of the machine it was made on.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// What a zip of the plain format can hold; larger ones would need a newer format that not every reader knows.
const MOST_FILES: usize = 65_534;
const MOST_BYTES: usize = 0xFFFF_FFF0;

/// The first day that the format knows: 1 January 1980.
const DAY: u16 = 0x21;

/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

/// A file of a zip.
pub struct Packed<'a> {
    /// Its name, with `/`.
    pub name: String,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Whether it stays as it is: what is compressed already, and what a format wants to be found so.
    pub is_stored: bool,
}

/// Packs files in this order.
///
/// # Errors
/// If there are more, or larger ones, than a zip can hold.
pub fn zip(files: &[Packed<'_>]) -> Result<Vec<u8>, String> {
    if files.len() > MOST_FILES {
        return Err(format!("a zip holds {MOST_FILES} files, the copy has {}", files.len()));
    }
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for file in files {
        let mut crc = Crc::new();
        crc.update(file.bytes);
        let packed = if file.is_stored { None } else { Some(deflated(file.bytes)) };
        // What does not get smaller stays as it is.
        let packed = packed.filter(|packed| packed.len() < file.bytes.len());
        let (method, bytes): (u16, &[u8]) = packed.as_ref().map_or((0, file.bytes), |packed| (8, packed));
        if out.len() + bytes.len() + list.len() > MOST_BYTES || file.bytes.len() > MOST_BYTES {
            return Err("a zip holds four gigabytes, and the copy is larger".to_owned());
        }
        let mut head = Vec::new();
        for number in [20, UTF8, method, 0, DAY] {
            head.extend_from_slice(&u16::to_le_bytes(number));
        }
        for number in [u64::from(crc.sum()), bytes.len() as u64, file.bytes.len() as u64] {
            head.extend_from_slice(&number.to_le_bytes()[..4]);
        }
        head.extend_from_slice(&file.name.len().to_le_bytes()[..2]);
        head.extend_from_slice(&[0, 0]);
        list.extend_from_slice(b"PK\x01\x02\x14\x00");
        list.extend_from_slice(&head);
        list.extend_from_slice(&[0; 10]);
        list.extend_from_slice(&out.len().to_le_bytes()[..4]);
        list.extend_from_slice(file.name.as_bytes());
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&head);
        out.extend_from_slice(file.name.as_bytes());
        out.extend_from_slice(bytes);
    }
    let at = out.len();
    out.extend_from_slice(&list);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend_from_slice(&files.len().to_le_bytes()[..2]);
    }
    out.extend_from_slice(&list.len().to_le_bytes()[..4]);
    out.extend_from_slice(&at.to_le_bytes()[..4]);
    out.extend_from_slice(&[0, 0]);
    Ok(out)
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes all that is written to it")
}

/// Whether files of this name are compressed already.
#[must_use]
pub fn is_compressed(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("");
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "woff2", "zip", "gz", "br", "mp3", "mp4", "webm", "ogg"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}
