//! PNG (W3C, third edition): chunks.

use super::{exif, piece};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What says how the pixels are to be shown, animations too. Texts, times, EXIF and what programs add for themselves go.
const KEPT: [&[u8; 4]; 21] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"mDCv", b"cLLI", b"cLLi",
    b"bKGD", b"pHYs", b"hIST", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.strip_prefix(SIGNATURE).map(|_| SIGNATURE.to_vec())?;
    let mut at = SIGNATURE.len();
    loop {
        let length = usize::try_from(u32::from_be_bytes(piece(bytes, at, 4)?.try_into().ok()?)).ok()?;
        let kind: &[u8; 4] = piece(bytes, at + 4, 4)?.try_into().ok()?;
        let data = piece(bytes, at + 8, length)?;
        let whole = piece(bytes, at, length.checked_add(12)?)?;
        if KEPT.contains(&kind) {
            out.extend(whole);
        } else if let (b"eXIf", Some(turned)) = (kind, exif::orientation(data)) {
            chunk(&mut out, *kind, &exif::only(turned));
        }
        at += whole.len();
        if kind == b"IEND" {
            return Some(out);
        }
    }
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let start = out.len();
    out.extend(kind);
    out.extend(data);
    let sum = crc(&out[start..]);
    out.extend(sum.to_be_bytes());
}

/// The check sum of a chunk (PNG, annex D). A few bytes once a picture: bit by bit is quick enough.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
