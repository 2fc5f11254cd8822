//! The content hash that keys everything the memo keeps.

use std::fmt;
use std::hash::{Hash, Hasher};

/// A BLAKE3 hash of some content. Equal digests mean equal content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// A digest that only tells whether bytes are what they were: XXH3, which takes a tenth of the time. Somebody could
    /// make two texts of one such digest; here he would deceive himself alone.
    #[must_use]
    pub fn quick(bytes: &[u8]) -> Self {
        let mut digest = [0; 32];
        digest[..16].copy_from_slice(&xxhash_rust::xxh3::xxh3_128(bytes).to_be_bytes());
        Self(digest)
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The digest of several pieces; where one ends and the next begins counts.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The digest of a value by its `Hash`: what a derived `Hash` feeds is what counts.
    #[must_use]
    pub fn of_value<T: Hash + ?Sized>(value: &T) -> Self {
        let mut feed = Feed::default();
        value.hash(&mut feed);
        feed.digest()
    }

    /// The first `digits` hexadecimal digits (at most 64), for names of files.
    #[must_use]
    pub fn short(&self, digits: usize) -> String {
        let mut text = self.to_string();
        text.truncate(digits);
        text
    }
}

/// The first four bytes of a digest as a number, where a short mark is enough.
#[must_use]
pub fn short_number(digest: &Digest) -> u32 {
    u32::from_be_bytes([digest.0[0], digest.0[1], digest.0[2], digest.0[3]])
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.short(12))
    }
}

/// Lets a derived `Hash` feed BLAKE3. `finish` is never asked for: [`Feed::digest`] is.
///
/// A derived `Hash` comes in many small pieces, which BLAKE3 takes slowly: they are gathered first.
#[derive(Debug, Default)]
pub struct Feed {
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

/// How many bytes are gathered before they are hashed.
const GATHERED: usize = 4096;

impl Feed {
    /// The digest of all that was fed.
    #[must_use]
    pub fn digest(mut self) -> Digest {
        self.hasher.update(&self.waiting);
        Digest(*self.hasher.finalize().as_bytes())
    }
}

impl Hasher for Feed {
    fn finish(&self) -> u64 {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > GATHERED {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
        if bytes.len() > GATHERED {
            self.hasher.update(bytes);
        } else {
            self.waiting.extend_from_slice(bytes);
        }
    }
}
