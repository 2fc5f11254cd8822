//! Bytes of texts, many looked at together: what every letter goes through must cost next to nothing.
//!
//! In: bytes. Out: where the first is of which something is true. Knows no characters and no markup.

/// How many bytes are looked at together.
const TOGETHER: usize = 16;

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

#[inline]
fn has_any(some: &[u8; TOGETHER + 1], is_it: impl Fn(u8, u8) -> bool) -> bool {
    (0..TOGETHER).fold(0, |found, at| found | u8::from(is_it(some[at], some[at + 1]))) != 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::position;

    proptest! {
        #[test]
        fn the_first_is_found(bytes in prop::collection::vec(0..40_u8, 0..80), wanted in 0..40_u8) {
            prop_assert_eq!(position(&bytes, |byte, _| byte == wanted), bytes.iter().position(|byte| *byte == wanted));
            let twice = (0..bytes.len()).find(|at| bytes[*at] == bytes.get(at + 1).copied().unwrap_or(0));
            prop_assert_eq!(position(&bytes, |byte, next| byte == next), twice);
        }
    }
}
