//! WebP (RFC 9649): chunks in a RIFF file.

use super::{exif, piece};

/// What says how the pixels are to be shown.
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The bits of the extended head that announce EXIF and XMP.
const EXIF: u8 = 0x08;
const XMP: u8 = 0x04;

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(u32::from_le_bytes(piece(bytes, 4, 4)?.try_into().ok()?)).ok()?;
    let body = piece(bytes, 8, size)?;
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut head = None;
    let mut turned = None;
    let mut at = 4;
    while at < body.len() {
        let kind: &[u8; 4] = piece(body, at, 4)?.try_into().ok()?;
        let length = usize::try_from(u32::from_le_bytes(piece(body, at + 4, 4)?.try_into().ok()?)).ok()?;
        let data = piece(body, at + 8, length)?;
        if KEPT.contains(&kind) {
            if kind == b"VP8X" {
                head = Some(out.len() + 8);
            }
            chunk(&mut out, *kind, data);
        } else if kind == b"EXIF" {
            turned = exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
        }
        // Chunks begin at even places.
        at += 8 + length + length % 2;
    }
    if let Some(flags) = head.and_then(|at| out.get_mut(at)) {
        *flags &= !(EXIF | XMP);
        if let Some(turned) = turned {
            *flags |= EXIF;
            chunk(&mut out, *b"EXIF", &exif::only(turned));
        }
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend(kind);
    out.extend(u32::try_from(data.len()).unwrap_or(0).to_le_bytes());
    out.extend(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
