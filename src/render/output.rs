//! Files of the finished site.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::text::Digest;

/// The path of a file from the site's root, with `/` on every system. Never absolute, never upwards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Takes a path if it stays inside the site and is written with `/`.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let sane = !path.is_empty()
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
            && !path.contains(['\\', ':', '\0'])
            && !path.chars().any(char::is_control);
        sane.then(|| Self(Arc::from(path)))
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path, shared.
    #[must_use]
    pub fn shared(&self) -> &Arc<str> {
        &self.0
    }

    /// The way from this file's folder to the site's root: `./`, `../../`.
    #[must_use]
    pub fn root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The bytes of a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// Made by the build.
    Bytes(Arc<[u8]>),
    /// Copied from this file.
    File(PathBuf),
}

/// A file of the site.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// Where.
    pub path: OutputPath,
    /// What.
    pub content: Content,
    /// The digest of the bytes: of what the build made, a quick one.
    pub digest: Digest,
}

impl OutputFile {
    /// A file made by the build.
    #[must_use]
    pub fn text(path: OutputPath, text: String) -> Self {
        let bytes: Arc<[u8]> = Arc::from(text.into_bytes());
        Self { path, digest: Digest::quick(&bytes), content: Content::Bytes(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_site() {
        for bad in ["", "/a", "a//b", "../a", "a/../b", "a\\b", "c:/a", "a\u{0}", "a/", "."] {
            assert!(OutputPath::new(bad).is_none(), "{bad:?}");
        }
        assert_eq!(OutputPath::new("a/b/index.html").map(|p| p.root()), Some("../../".to_owned()));
        assert_eq!(OutputPath::new("index.html").map(|p| p.root()), Some("./".to_owned()));
    }
}
