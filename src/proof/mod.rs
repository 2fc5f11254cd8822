//! What lets anybody check a copy of the site: a manifest of all files, a signature of it, and the comparison of a copy with
//! it.
//!
//! In: the sums of finished files, a key, what was found of a copy. Out: the bytes of the manifest and of its signature, and
//! what is missing, changed or foreign. It must not know where the files lie, and never asks the disk.
//!
//! - `sum` is SHA-256.
//! - `manifest` is written with a site, and read by who checks a copy.
//! - `key` has keys and signatures, in the format of minisign.
//! - `compare` says how a copy differs.

pub mod compare;
pub mod key;
pub mod manifest;
pub mod sum;

pub use compare::{Difference, Held, compare};
pub use key::{PublicKey, SecretKey};
pub use manifest::{About, Listed, MANIFEST, Manifest, SIGNATURE};
pub use sum::Sum;
