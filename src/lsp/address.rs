//! Addresses of the protocol (`file:///home/o/x.md`) to paths and to the names of files, and back.

use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

use crate::text::SourceId;

/// What an address writes with `%`: all but what RFC 3986 lets stand in a path for itself.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b':');

/// The path that an address names; nothing if it names no file of this machine.
#[must_use]
pub fn path_of(address: &str) -> Option<PathBuf> {
    let rest = address.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("file://")).map(|_| &address[7..])?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    if cfg!(windows) { windows_path(host, &bytes) } else { unix_path(host, bytes) }
}

#[cfg(unix)]
fn unix_path(host: &str, bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    is_here(host).then(|| PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn unix_path(host: &str, bytes: Vec<u8>) -> Option<PathBuf> {
    is_here(host).then(|| String::from_utf8(bytes).ok()).flatten().map(PathBuf::from)
}

fn is_here(host: &str) -> bool {
    host.is_empty() || host.eq_ignore_ascii_case("localhost")
}

/// `/c:/x` is `C:\x`, whatever the case of the drive and however its colon is written; a host is a share.
fn windows_path(host: &str, bytes: &[u8]) -> Option<PathBuf> {
    let path = std::str::from_utf8(bytes).ok()?;
    if !is_here(host) {
        return Some(PathBuf::from(format!("//{host}{path}").replace('/', "\\")));
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    let drive = path.chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = path[1..].strip_prefix(':')?;
    Some(PathBuf::from(format!("{}:{}", drive.to_ascii_uppercase(), rest.replace('/', "\\"))))
}

/// The address of a path.
#[must_use]
pub fn address_of(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    if !cfg!(windows) {
        return format!("file://{}", percent_encode(bytes, ESCAPED));
    }
    let text = String::from_utf8_lossy(bytes).replace('\\', "/");
    let text = text.strip_prefix("//?/").unwrap_or(&text);
    let slashes = if text.starts_with("//") { "file:" } else { "file:///" };
    format!("{slashes}{}", percent_encode(text.as_bytes(), ESCAPED))
}

/// An address as the protocol's type.
#[must_use]
pub fn uri(address: &str) -> Option<Uri> {
    Uri::from_str(address).ok()
}

/// The name of a file of the dossier: nothing if it lies elsewhere, or has a name that no file of a dossier may have.
#[must_use]
pub fn id_of(root: &Path, path: &Path) -> Option<SourceId> {
    let inside = path.strip_prefix(root).ok()?;
    let mut parts = Vec::new();
    for part in inside.components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::CurDir => {}
            _ => return None,
        }
    }
    (!parts.is_empty()).then(|| SourceId::new(&parts.join("/")))
}

/// The path of a file of the dossier.
#[must_use]
pub fn path_in(root: &Path, id: &SourceId) -> PathBuf {
    id.as_str().split('/').fold(root.to_owned(), |path, part| path.join(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drives_are_one_however_they_are_written() {
        for written in ["/c:/a/нет.md", "/C:/a/нет.md"] {
            assert_eq!(windows_path("", written.as_bytes()), Some(PathBuf::from("C:\\a\\нет.md")));
        }
        assert_eq!(windows_path("server", b"/share/x"), Some(PathBuf::from("\\\\server\\share\\x")));
        assert_eq!(windows_path("", b"/home/x"), None);
        assert_eq!(windows_path("", b"/c:/\xff"), None);
    }

    #[test]
    #[cfg(unix)]
    fn addresses_and_paths_are_each_other() {
        for (path, address) in [("/home/o/x.md", "file:///home/o/x.md"), ("/a b/нет#1%.md", "file:///a%20b/%D0%BD%D0%B5%D1%82%231%25.md")]
        {
            assert_eq!(address_of(Path::new(path)), address);
            assert_eq!(path_of(address), Some(PathBuf::from(path)));
            assert!(uri(address).is_some());
        }
        assert_eq!(path_of("FILE://localhost/x"), Some(PathBuf::from("/x")));
        for elsewhere in ["untitled:Untitled-1", "https://x.y/z", "file://server/x", "file://", "", "вфайл///x"] {
            assert_eq!(path_of(elsewhere), None, "{elsewhere}");
        }
        assert!(path_of("file:///%FF").is_some_and(|path| path.to_str().is_none()), "a name that is no UTF-8");
    }

    #[test]
    fn files_of_the_dossier_have_a_name() {
        let root = Path::new("/d");
        assert_eq!(id_of(root, Path::new("/d/content/x.md")), Some(SourceId::new("content/x.md")));
        assert_eq!(id_of(root, Path::new("/d/../etc/passwd")), None);
        assert_eq!(id_of(root, Path::new("/dd/x.md")), None);
        assert_eq!(id_of(root, root), None);
        assert_eq!(path_in(root, &SourceId::new("content/x.md")), Path::new("/d/content/x.md"));
    }
}
