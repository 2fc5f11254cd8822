//! Bytes of texts, many looked at together: what every letter goes through must cost next to nothing.
//!
//! In: bytes. Out: where the first is of which something is true, or of which of a few it is. Knows no characters and no markup.

/// How many bytes are looked at together.
pub const TOGETHER: usize = 16;

/// Where the first byte is of which something is true. It is told of each byte together with the one after it, of the last with
/// a 0. It has to tell without branches (`|` and `&`), so that the processor compares many bytes at once.
#[inline]
pub fn position(bytes: &[u8], is_it: impl Fn(u8, u8) -> bool) -> Option<usize> {
    // Names and words are short: with zeros after them they are looked at together too.
    if bytes.len() <= TOGETHER {
        let mut some = [0; TOGETHER + 1];
        some[..bytes.len()].copy_from_slice(bytes);
        if !has_any(&some, &is_it) {
            return None;
        }
    }
    let mut from = 0;
    // With each stretch comes one byte more, which is the one after its last.
    while let Some(some) = bytes.get(from..).and_then(<[u8]>::first_chunk) {
        if has_any(some, &is_it) {
            break;
        }
        from += TOGETHER;
    }
    // The rest of a long text is looked at together with bytes before it, which are known to be others.
    if let (true, Some(some)) = (from > 0 && from + TOGETHER >= bytes.len(), bytes.last_chunk())
        && !has_any(some, &is_it)
    {
        from = bytes.len() - 1;
    }
    (from..bytes.len()).find(|at| is_it(bytes[*at], bytes.get(at + 1).copied().unwrap_or(0)))
}

/// Of which of the first sixteen bytes something is true, a bit for each, the lowest for the first. It is told of each byte alone, and
/// must be false of 0 where there are fewer. It has to tell without branches.
#[inline]
pub fn which(bytes: &[u8], is_it: impl Fn(u8) -> bool) -> u32 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let some = bytes.first_chunk::<TOGETHER>().copied().unwrap_or_else(|| {
        let mut few = [0; TOGETHER];
        few[..bytes.len()].copy_from_slice(bytes);
        few
    });
    let marks = some.map(|byte| u8::from(is_it(byte)));
    let (halves, _) = marks.as_chunks::<8>();
    halves.iter().rev().fold(0, |found, half| found << 8 | (u64::from_le_bytes(*half).wrapping_mul(GATHER) >> 56) as u32)
}

#[inline]
fn has_any(some: &[u8; TOGETHER + 1], is_it: impl Fn(u8, u8) -> bool) -> bool {
    (0..TOGETHER).fold(0, |found, at| found | u8::from(is_it(some[at], some[at + 1]))) != 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{TOGETHER, position, which};

    proptest! {
        #[test]
        fn the_first_is_found(bytes in prop::collection::vec(0..40_u8, 0..80), wanted in 0..40_u8) {
            prop_assert_eq!(position(&bytes, |byte, _| byte == wanted), bytes.iter().position(|byte| *byte == wanted));
            let some = (0..TOGETHER).filter(|at| bytes.get(*at).is_some_and(|byte| *byte > 0 && *byte == wanted));
            prop_assert_eq!(which(&bytes, |byte| (byte > 0) & (byte == wanted)), some.fold(0, |found, at| found | 1 << at));
            let twice = (0..bytes.len()).find(|at| bytes[*at] == bytes.get(at + 1).copied().unwrap_or(0));
            prop_assert_eq!(position(&bytes, |byte, next| byte == next), twice);
        }
    }
}
