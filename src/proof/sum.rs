//! SHA-256 (FIPS 180-4): the sum that people can take with tools of their own.

use std::fmt;

use ring::digest::{Context, SHA256, digest};

/// The SHA-256 of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sum([u8; 32]);

impl Sum {
    /// The sum of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(digest(&SHA256, bytes))
    }

    /// A sum as it is written: 64 hexadecimal digits in lower case.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let mut sum = [0; 32];
        for (byte, pair) in sum.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Some(Self(sum))
    }

    fn from(digest: ring::digest::Digest) -> Self {
        let mut sum = [0; 32];
        sum.copy_from_slice(digest.as_ref());
        Self(sum)
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sum({self})")
    }
}

/// Takes a sum piece by piece, and counts the bytes.
pub struct Summing(Context, u64);

impl Default for Summing {
    fn default() -> Self {
        Self(Context::new(&SHA256), 0)
    }
}

impl Summing {
    /// Takes the next piece.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
        self.1 += bytes.len() as u64;
    }

    /// The size of all pieces, and their sum.
    #[must_use]
    pub fn done(self) -> (u64, Sum) {
        (self.1, Sum::from(self.0.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Sum::of(b"abc").to_string(), abc);
        let mut pieces = Summing::default();
        pieces.add(b"a");
        pieces.add(b"bc");
        assert_eq!(pieces.done(), (3, Sum::of(b"abc")));
        assert_eq!(Sum::read(abc), Some(Sum::of(b"abc")));
        for bad in ["", "ba78", &abc.to_uppercase(), &abc.replace('b', "g")] {
            assert_eq!(Sum::read(bad), None, "{bad}");
        }
    }
}
