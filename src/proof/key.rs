//! Keys and signatures in the format of [minisign], so that `minisign -V` and `dossier verify` answer alike, and either
//! program takes the other's keys.
//!
//! A secret key is never printed: it has no `Display`, its `Debug` is its number, and no error shows what it was read from.
//! Keys that a password protects are not taken: a build has nobody to ask.
//!
//! [minisign]: https://jedisct1.github.io/minisign/

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// What the bytes of a key begin with.
const PLAIN: &[u8; 2] = b"Ed";
/// What a signature begins with that is made of the BLAKE2b of a file and not of the file itself.
const HASHED: &[u8; 2] = b"ED";
/// The line before a comment that anybody can change.
const UNTRUSTED: &str = "untrusted comment: ";
/// The line before a comment that is signed too.
const TRUSTED: &str = "trusted comment: ";

/// A key that signs.
pub struct SecretKey {
    number: [u8; 8],
    seed: [u8; 32],
    pair: Ed25519KeyPair,
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.public().number())
    }
}

/// A key that signatures are checked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    number: [u8; 8],
    key: [u8; 32],
}

impl SecretKey {
    /// Makes a new key out of what the system has of chance.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn new() -> Result<Self, String> {
        let none = |_| "the system gives no random numbers".to_owned();
        let random = SystemRandom::new();
        let (mut seed, mut number) = ([0; 32], [0; 8]);
        random.fill(&mut seed).map_err(none)?;
        random.fill(&mut number).map_err(none)?;
        Self::of(number, seed)
    }

    fn of(number: [u8; 8], seed: [u8; 32]) -> Result<Self, String> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| "is no key".to_owned())?;
        Ok(Self { number, seed, pair })
    }

    /// Reads a key file, or the one line of it that counts.
    ///
    /// # Errors
    /// Why it is none, in words that follow "the key"; never with any of its bytes.
    pub fn read(text: &str) -> Result<Self, String> {
        let bytes = encoded(text).ok_or("is none of minisign's format: a comment, then one line of base64")?;
        if let Ok(_public) = PublicKey::of(&bytes) {
            return Err("is a public one: to sign takes the secret one".to_owned());
        }
        // Algorithm, derivation, checksum, salt, two limits, then number, secret, public, sum.
        if bytes.len() != 158 || &bytes[..2] != PLAIN || &bytes[4..6] != b"B2" {
            return Err("is none of minisign's format".to_owned());
        }
        match &bytes[2..4] {
            [0, 0] => {}
            b"Sc" => return Err("is protected by a password; `minisign -C -W -s FILE` takes it off".to_owned()),
            _ => return Err("is protected in a way that this program does not know".to_owned()),
        }
        let (number, secret) = (&bytes[54..62], &bytes[62..126]);
        let key = Self::of(array(number), array(&secret[..32]))?;
        // The sum at the end is only of use where a password was wrong: minisign leaves it empty without one.
        if key.public().key != secret[32..] {
            return Err("is damaged: its two halves do not fit".to_owned());
        }
        Ok(key)
    }

    /// The text of its file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut secret = self.seed.to_vec();
        secret.extend(self.public().key);
        let bytes = [&PLAIN[..], &[0, 0], b"B2", &[0; 48], &self.number, &secret, &[0; 32]].concat();
        format!("{UNTRUSTED}secret key of a dossier, for minisign too; keep it to yourself\n{}\n", STANDARD.encode(bytes))
    }

    /// What it looks like in a file: should these be found where they do not belong, somebody must be told.
    #[must_use]
    pub fn marks(&self) -> [Vec<u8>; 2] {
        // Of the text of the key the part that holds the seed; whatever precedes it shifts nothing.
        let text = self.text();
        let line = text.lines().nth(1).unwrap_or_default();
        [self.seed.to_vec(), line.as_bytes()[84..124].to_vec()]
    }

    /// The key that checks what this one signs.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey { number: self.number, key: array(self.pair.public_key().as_ref()) }
    }

    /// Signs some bytes, and a comment with them.
    #[must_use]
    pub fn sign(&self, bytes: &[u8], comment: &str) -> String {
        let signature = self.pair.sign(&hash(bytes));
        let line = [&HASHED[..], &self.number, signature.as_ref()].concat();
        let whole = self.pair.sign(&[signature.as_ref(), comment.as_bytes()].concat());
        format!(
            "{UNTRUSTED}signature from a dossier, for minisign too\n{}\n{TRUSTED}{comment}\n{}\n",
            STANDARD.encode(line),
            STANDARD.encode(whole)
        )
    }
}

impl PublicKey {
    /// Reads a key file, or the one line of it that counts.
    ///
    /// # Errors
    /// Why it is none, in words that follow "the key".
    pub fn read(text: &str) -> Result<Self, String> {
        let bytes = encoded(text).ok_or("is none of minisign's format: a comment, then one line of base64")?;
        Self::of(&bytes).map_err(|()| match bytes.len() {
            158 => "is a secret one: who checks needs the public one, which ends in `.pub`".to_owned(),
            _ => "is none of minisign's format".to_owned(),
        })
    }

    fn of(bytes: &[u8]) -> Result<Self, ()> {
        if bytes.len() != 42 || &bytes[..2] != PLAIN {
            return Err(());
        }
        Ok(Self { number: array(&bytes[2..10]), key: array(&bytes[10..]) })
    }

    /// The line that `minisign -P` and `dossier verify --key` take.
    #[must_use]
    pub fn line(&self) -> String {
        STANDARD.encode([&PLAIN[..], &self.number, &self.key].concat())
    }

    /// The text of its file.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{UNTRUSTED}minisign public key {}\n{}\n", self.number(), self.line())
    }

    /// Its number, as minisign writes it.
    #[must_use]
    pub fn number(&self) -> String {
        written(self.number)
    }

    /// Checks a signature of some bytes, and gives the comment that was signed with them.
    ///
    /// # Errors
    /// Why it does not hold, in words that follow "the signature".
    pub fn check(&self, bytes: &[u8], signature: &str) -> Result<String, String> {
        let signature = Signature::read(signature)?;
        if signature.number != self.number {
            return Err(format!("is from another key: {} instead of {}", written(signature.number), self.number()));
        }
        let key = UnparsedPublicKey::new(&ED25519, &self.key);
        let hashed = if signature.is_hashed { &hash(bytes)[..] } else { bytes };
        key.verify(hashed, &signature.bytes).map_err(|_| "does not hold: the manifest is not what was signed".to_owned())?;
        let whole = [&signature.bytes[..], signature.comment.as_bytes()].concat();
        key.verify(&whole, &signature.whole).map_err(|_| "does not hold: its comment is not what was signed".to_owned())?;
        Ok(signature.comment)
    }
}

/// The number of the key that a signature says it is from; it proves nothing.
///
/// # Errors
/// Why it is no signature, in words that follow "the signature".
pub fn signer(signature: &str) -> Result<String, String> {
    Signature::read(signature).map(|signature| written(signature.number))
}

struct Signature {
    is_hashed: bool,
    number: [u8; 8],
    bytes: [u8; 64],
    comment: String,
    whole: [u8; 64],
}

impl Signature {
    fn read(text: &str) -> Result<Self, String> {
        let none = || "is none of minisign's format".to_owned();
        let mut lines = text.lines();
        let (untrusted, line, comment, whole) = (lines.next(), lines.next(), lines.next(), lines.next());
        untrusted.filter(|line| line.starts_with(UNTRUSTED)).ok_or_else(none)?;
        let bytes = line.and_then(|line| STANDARD.decode(line.trim_end()).ok()).ok_or_else(none)?;
        let comment = comment.and_then(|line| line.strip_prefix(TRUSTED)).ok_or_else(none)?;
        let whole = whole.and_then(|line| STANDARD.decode(line.trim_end()).ok()).filter(|whole| whole.len() == 64).ok_or_else(none)?;
        let is_hashed = bytes.starts_with(HASHED);
        if bytes.len() != 74 || !(is_hashed || bytes.starts_with(PLAIN)) {
            return Err(none());
        }
        let comment = comment.to_owned();
        Ok(Self { is_hashed, number: array(&bytes[2..10]), bytes: array(&bytes[10..]), comment, whole: array(&whole) })
    }
}

/// The bytes of a key's text: of its line after the comment, or of a line alone.
fn encoded(text: &str) -> Option<Vec<u8>> {
    let mut lines = text.trim().lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let line = if first.starts_with("untrusted comment:") { lines.next()? } else { first };
    if lines.next().is_some() {
        return None;
    }
    STANDARD.decode(line).ok()
}

/// A part of bytes whose length has been looked at.
fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(bytes);
    array
}

/// The number of a key as minisign writes it: of the bytes in the order of a small machine.
fn written(number: [u8; 8]) -> String {
    format!("{:016X}", u64::from_le_bytes(number))
}

fn hash(bytes: &[u8]) -> [u8; 64] {
    *blake2b_simd::blake2b(bytes).as_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SecretKey {
        SecretKey::of([1, 2, 3, 4, 5, 6, 7, 8], [7; 32]).expect("a key")
    }

    #[test]
    fn what_is_signed_holds_and_nothing_else() {
        let (key, public) = (key(), key().public());
        let signature = key.sign(b"abc", "digest 1");
        assert_eq!(public.check(b"abc", &signature), Ok("digest 1".to_owned()));
        assert_eq!(signer(&signature), Ok("0807060504030201".to_owned()));
        assert!(public.check(b"abd", &signature).expect_err("changed").contains("is not what was signed"));
        assert!(public.check(b"abc", &signature.replace("digest 1", "digest 2")).expect_err("changed").contains("its comment"));
        let other = SecretKey::new().expect("a key").public();
        assert!(other.check(b"abc", &signature).expect_err("other").starts_with("is from another key"));
        for bad in ["", "x\ny\nz\nw\n", &signature.replace("trusted comment: d", "d")] {
            assert_eq!(public.check(b"abc", bad), Err("is none of minisign's format".to_owned()));
        }
    }

    #[test]
    fn the_same_key_signs_the_same_bytes() {
        assert_eq!(key().sign(b"abc", "x"), key().sign(b"abc", "x"));
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let key = key();
        let again = SecretKey::read(&key.text()).expect("a key");
        assert_eq!(again.public(), key.public());
        assert_eq!(PublicKey::read(&key.public().text()), Ok(key.public()));
        assert_eq!(PublicKey::read(&key.public().line()), Ok(key.public()));
        let line = key.text().lines().nth(1).expect("a line").to_owned();
        assert_eq!(SecretKey::read(&line).expect("a key").public(), key.public());
        assert_eq!(format!("{key:?}"), "SecretKey(0807060504030201)");
    }

    /// What minisign 0.11 signed, with a key that was made for this test. `tests/sign/run` asks minisign itself.
    #[test]
    fn what_minisign_signed_holds() {
        let public = PublicKey::read(include_str!("../../tests/sign/minisign.pub")).expect("its public key");
        let said = public.check(b"a dossier\n", include_str!("../../tests/sign/signed.txt.minisig"));
        assert_eq!(said, Ok("checked by dossier".to_owned()));
    }

    #[test]
    fn what_is_no_key_is_refused_without_being_shown() {
        let key = key();
        let line = key.text().lines().nth(1).expect("a line").to_owned();
        let bytes = STANDARD.decode(&line).expect("base64");
        let with = |at: usize, byte: u8| {
            let mut bytes = bytes.clone();
            bytes[at] = byte;
            STANDARD.encode(bytes)
        };
        let protected = {
            let mut bytes = bytes.clone();
            bytes[2..4].copy_from_slice(b"Sc");
            STANDARD.encode(bytes)
        };
        for (bad, why) in [
            (String::new(), "minisign's format"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END\n".to_owned(), "minisign's format"),
            (line[..100].to_owned(), "minisign's format"),
            (key.public().text(), "is a public one"),
            (with(70, 1), "damaged"),
            (with(100, 1), "damaged"),
            (with(0, 1), "minisign's format"),
            (protected, "protected by a password"),
            (with(2, 1), "does not know"),
        ] {
            let said = SecretKey::read(&bad).expect_err("refused");
            assert!(said.contains(why) && !said.contains(&line[60..80]), "{said}");
        }
        assert!(PublicKey::read(&key.text()).expect_err("refused").contains("is a secret one"));
        assert!(PublicKey::read("x").expect_err("refused").contains("minisign's format"));
    }

    #[test]
    fn the_marks_of_a_key_are_in_its_file() {
        let key = key();
        let [seed, text] = key.marks();
        assert_eq!(seed, [7; 32]);
        assert!(key.text().contains(std::str::from_utf8(&text).expect("base64")));
        assert!(!key.public().text().contains(std::str::from_utf8(&text).expect("base64")));
    }
}
