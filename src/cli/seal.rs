//! The last step of a build: the sum of every file, the manifest, and its signature.
//!
//! It stands at the edge because a picture is still a file on the disk then, and a key always is one.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use memchr::memmem::Finder;

use super::Failure;
use crate::build::{Build, Options, par_map};
use crate::proof::sum::Summing;
use crate::proof::{About, Listed, MANIFEST, Manifest, SIGNATURE, SecretKey, Sum};
use crate::read::FOLDERS;
use crate::render::{Content, OutputFile, OutputPath};

/// The variable that holds a key, or the name of its file, where nobody can type one.
pub const VARIABLE: &str = "DOSSIER_SIGNING_KEY";

/// What a key file may weigh.
const LARGEST_KEY: u64 = 4096;

/// What was sealed.
#[derive(Debug)]
pub struct Sealed {
    /// The digest of all files.
    pub digest: Sum,
    /// The number of the key that signed.
    pub signed: Option<String>,
}

impl Sealed {
    /// What to say of it.
    pub fn words(&self) -> String {
        let signed = self.signed.as_ref().map_or_else(String::new, |key| format!(", signed with the key {key}"));
        format!("digest sha256:{}{signed}", self.digest)
    }
}

/// Adds the manifest of a finished site, and its signature if there is a key.
pub fn seal(build: &mut Build, options: &Options, revision: Option<&str>, key: Option<&SecretKey>) -> Result<Sealed, Failure> {
    let Some(dossier) = build.dossier.clone() else { return Err(Failure::Dossier) };
    for path in [MANIFEST, SIGNATURE] {
        if build.files.keys().any(|other| other.as_str() == path) {
            return Err(Failure::Usage(format!("`static/{path}` stands where the build writes its own; take it away")));
        }
    }
    let marks: Vec<Finder<'static>> =
        key.map(|key| key.marks().iter().map(|mark| Finder::new(mark).into_owned()).collect()).unwrap_or_default();
    let files: Vec<&Arc<OutputFile>> = build.files.values().collect();
    let listed = par_map(&files, |file| list(file, &marks));
    let mut all = Vec::with_capacity(files.len());
    for (file, listed) in files.iter().zip(listed) {
        all.push((file.path.to_string(), listed?));
    }
    let manifest = Manifest { about: About::of(&dossier, options.as_of, revision), files: all.into_iter().collect() };
    let (digest, text) = (manifest.digest(), manifest.text());
    let signature = key.map(|key| key.sign(text.as_bytes(), &format!("dossier sha256:{digest}")));
    for (path, text) in [(MANIFEST, Some(text)), (SIGNATURE, signature)] {
        if let (Some(path), Some(text)) = (OutputPath::new(path), text) {
            build.files.insert(path.clone(), Arc::new(OutputFile::text(path, text)));
        }
    }
    Ok(Sealed { digest, signed: key.map(|key| key.public().number()) })
}

/// A file with its sum, provided that it does not give the key away.
fn list(file: &OutputFile, marks: &[Finder<'_>]) -> Result<Listed, Failure> {
    let leaks = |bytes: &[u8]| marks.iter().any(|mark| mark.find(bytes).is_some());
    let refused = || Failure::Usage(format!("`{}` would hold the key that signs the site; nothing was written", file.path));
    let reading = |path: &Path| format!("reading `{}`", path.display());
    match &file.content {
        Content::Bytes(bytes) if leaks(bytes) => Err(refused()),
        Content::Bytes(bytes) => Ok(Listed::of(bytes)),
        Content::File(path) if !marks.is_empty() => {
            let bytes = std::fs::read(path).with_context(|| reading(path))?;
            if leaks(&bytes) { Err(refused()) } else { Ok(Listed::of(&bytes)) }
        }
        Content::File(path) => sum_of(path).with_context(|| reading(path)).map_err(Failure::Machine),
    }
}

fn sum_of(path: &Path) -> std::io::Result<Listed> {
    let (mut file, mut summing, mut piece) = (File::open(path)?, Summing::default(), vec![0; 128 << 10]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => summing.add(&piece[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let (size, sum) = summing.done();
    Ok(Listed { size, sum })
}

/// The key that signs: the one named, or the one in the variable; none if neither is there.
pub fn signing_key(named: Option<&Path>, root: &Path, out: &Path) -> Result<Option<SecretKey>, Failure> {
    if let Some(path) = named {
        return key_in(path, root, out).map(Some);
    }
    let Some(value) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) else { return Ok(None) };
    let path = Path::new(&value);
    if path.is_file() {
        return key_in(path, root, out).map(Some);
    }
    // What the variable holds is never shown: it may be a key with a mistake in it.
    let key = value.to_str().ok_or("is no text".to_owned()).and_then(SecretKey::read);
    key.map(Some).map_err(|why| Failure::Usage(format!("the key in {VARIABLE} {why}; no file is called that either")))
}

fn key_in(path: &Path, root: &Path, out: &Path) -> Result<SecretKey, Failure> {
    let shown = path.display();
    let refused = |why: String| Failure::Usage(format!("the key in `{shown}` {why}"));
    let about = std::fs::metadata(path).map_err(|error| Failure::Usage(format!("the key `{shown}` cannot be read: {error}")))?;
    if !about.is_file() {
        return Err(refused("is no file".to_owned()));
    }
    if let Some(mode) = others_may(&about) {
        return Err(refused(format!("can be read or changed by others ({mode:03o}): `chmod 600 {shown}`")));
    }
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let inside = FOLDERS.iter().map(|folder| root.join(folder)).chain([out.to_owned()]);
    for folder in inside.filter_map(|folder| folder.canonicalize().ok()) {
        if real.starts_with(&folder) {
            return Err(refused(format!("lies in `{}`, which is or becomes the site; keep it elsewhere", folder.display())));
        }
    }
    if about.len() > LARGEST_KEY {
        return Err(refused("is none of minisign's format: it is too large".to_owned()));
    }
    let text = std::fs::read(path).with_context(|| format!("reading the key `{shown}`"))?;
    SecretKey::read(&String::from_utf8_lossy(&text)).map_err(refused)
}

/// The permissions of a key that more than its owner has.
#[cfg(unix)]
fn others_may(about: &std::fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = about.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

/// Elsewhere permissions are lists that the owner of the folder keeps.
#[cfg(not(unix))]
fn others_may(_: &std::fs::Metadata) -> Option<u32> {
    None
}
