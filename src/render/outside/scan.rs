//! What is found in a tag eight bytes at a time: where names and values end.
//!
//! In: the bytes of a text. Out: places in it. Most names, and the values of most attributes, are a word or two of eight
//! bytes; a search made for long texts would cost more to begin than it saves, and a step for each byte costs more than
//! both.

/// A byte in every place.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of every byte.
const HIGH: u64 = all(0x80);

/// Marks the bytes that are the ASCII character `byte`. The first mark is right; behind it there may be wrong ones.
fn equal(word: u64, byte: u8) -> u64 {
    (word ^ all(byte)).wrapping_sub(all(1)) & !word & HIGH
}

/// Marks the bytes below an ASCII character. The first mark is right; behind it there may be wrong ones.
fn below(word: u64, byte: u8) -> u64 {
    word.wrapping_sub(all(byte)) & !word & HIGH
}

/// The number of the first byte that is marked: 8 if none is.
fn first(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// The eight bytes from a place on, the first of them lowest; nothing where there are less. So the last bytes of a text are
/// left to those who read one by one.
fn word(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word))
}

/// Where the first byte is that is marked, if one is.
#[inline]
fn first_marked(bytes: &[u8], from: usize, marks: impl Fn(u64) -> u64) -> Option<usize> {
    let mut rest = bytes.get(from..)?;
    loop {
        let (word, behind) = rest.split_first_chunk()?;
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return Some(bytes.len() - rest.len() + first(marks));
        }
        rest = behind;
    }
}

/// Where the next `<` is.
#[inline]
pub fn next_open(bytes: &[u8], at: usize) -> Option<usize> {
    // Most tags stand behind another, or on the next line.
    if bytes.get(at) == Some(&b'<') {
        return Some(at);
    }
    let marks = word(bytes, at).map_or(0, |word| equal(word, b'<'));
    if marks != 0 {
        return Some(at + first(marks));
    }
    Some(at + memchr::memchr(b'<', bytes.get(at..)?)?)
}

/// The name of a tag that has less than eight bytes: these as a number, and how many they are. It ends at a blank, a `/`
/// or a `>`, or before another byte that is in no name of ours.
#[inline]
pub fn short_name(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let word = word(bytes, at)?;
    let marks = below(word, b'0') | equal(word, b'>');
    // The lowest mark less one: all bits below it, of which the highest seven are of the byte itself.
    (marks != 0).then(|| (word & (marks ^ (marks - 1)) >> 8, first(marks)))
}

/// Where the name of an attribute ends: at a blank, a `/`, a `=` or a `>`, or before another byte that is in no name of ours.
#[inline]
pub fn attribute_name_end(bytes: &[u8], at: usize) -> Option<usize> {
    // `<`, `=`, `>` and `?` differ in their last two bits.
    first_marked(bytes, at, |word| below(word, b' ' + 1) | equal(word, b'/') | equal(word & all(!3), b'<'))
}

/// Where a value in double quotes ends, or something in it that wants a closer look: `&` or `(`.
#[inline(never)]
pub fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    // `"` and `&` differ in one bit.
    first_marked(bytes, at, |word| equal(word | all(b'"' ^ b'&'), b'&') | equal(word, b'('))
}

/// Where the next double quote is.
pub fn next_quote(bytes: &[u8], at: usize) -> Option<usize> {
    first_marked(bytes, at, |word| equal(word, b'"'))
}

/// Where the closing quote is of a `class`, or of a `href` that leads to a place within the site, if one of them begins here
/// and nothing in it wants a closer look.
#[inline]
pub fn class_or_way_within(bytes: &[u8], at: usize) -> Option<usize> {
    const CLASS: u64 = u64::from_le_bytes(*b"class=\"\0");
    const WAY: u64 = u64::from_le_bytes(*b"href=\"\0\0");
    let word = word(bytes, at)?;
    let value = if word << 8 == CLASS << 8 {
        at + 7
    } else if word << 16 == WAY << 16 && matches!(bytes.get(at + 6), Some(b'.' | b'#')) {
        at + 6
    } else {
        return None;
    };
    value_end(bytes, value).filter(|end| bytes.get(*end) == Some(&b'"'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The first byte of this sort from a place on, looked for one by one.
    fn one_by_one(bytes: &[u8], at: usize, is_it: impl Fn(u8) -> bool) -> Option<usize> {
        bytes.iter().skip(at).position(|byte| is_it(*byte)).map(|found| at + found)
    }

    proptest! {
        #[test]
        fn eight_at_a_time_find_what_one_by_one_do(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(&b"a/<=>?\"&'(),-. \n\x00\x7f\x80\xff"[..])], 0..40),
            at in 0_usize..12,
        ) {
            // The last bytes are not read: here they are such as nobody looks for.
            let mut bytes = bytes;
            bytes.extend(*b"xxxxxxxx");
            let name_ends = |byte: u8| byte <= b' ' || matches!(byte, b'/' | b'<' | b'=' | b'>' | b'?');
            prop_assert_eq!(attribute_name_end(&bytes, at), one_by_one(&bytes, at, name_ends));
            prop_assert_eq!(next_open(&bytes, at), one_by_one(&bytes, at, |byte| byte == b'<'));
            prop_assert_eq!(next_quote(&bytes, at), one_by_one(&bytes, at, |byte| byte == b'"'));
            prop_assert_eq!(value_end(&bytes, at), one_by_one(&bytes, at, |byte| matches!(byte, b'"' | b'&' | b'(')));
            let name = one_by_one(&bytes, at, |byte| byte < b'0' || byte == b'>').unwrap_or(bytes.len());
            if let Some((number, length)) = short_name(&bytes, at) {
                prop_assert_eq!(at + length, name);
                prop_assert_eq!(&number.to_le_bytes()[..length], &bytes[at..name]);
                prop_assert!(number.to_le_bytes()[length..].iter().all(|byte| *byte == 0));
            } else {
                prop_assert!(name >= at + 8 || at + 8 > bytes.len());
            }
        }
    }
}
