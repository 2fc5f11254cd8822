//! GIF (89a): a screen, then blocks.

use super::piece;

/// Extensions of applications that change what is seen: how often an animation repeats, and the colour profile.
const KEPT: [&[u8; 11]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 13 + table(*piece(bytes, 10, 1)?.first()?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let from = at;
        match *bytes.get(at)? {
            b';' => {
                out.push(b';');
                return Some(out);
            }
            b'!' => {
                let label = *bytes.get(at + 1)?;
                at = blocks(bytes, at + 2)?;
                let kept = match label {
                    // How long a picture of an animation stands.
                    0xf9 => true,
                    0xff => piece(bytes, from + 3, 11).is_some_and(|name| KEPT.iter().any(|kept| name == *kept)),
                    _ => false,
                };
                if kept {
                    out.extend(&bytes[from..at]);
                }
            }
            b',' => {
                at += 10 + table(*bytes.get(at + 9)?) + 1;
                at = blocks(bytes, at)?;
                out.extend(&bytes[from..at]);
            }
            _ => return None,
        }
    }
}

/// The bytes of a table of colours that these flags announce.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks, each with its length before it, ends.
fn blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
