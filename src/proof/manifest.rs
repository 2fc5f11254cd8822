//! The manifest: every file of a site with its size and sum, and what the site is.
//!
//! It is JSON with its fields in one order, a file a line, so that two can be compared with plain tools, and holds nothing
//! that the same input would not give again.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::sum::Sum;
use crate::link::Dossier;
use crate::model::date::Day;
use crate::render::OutputPath;

/// Its path in the site: a well-known place (RFC 8615), so that a reader can ask any mirror for it.
pub const MANIFEST: &str = ".well-known/dossier-manifest.json";

/// The path of its signature: the name that `minisign -V` looks for.
pub const SIGNATURE: &str = ".well-known/dossier-manifest.json.minisig";

/// What a manifest says of its format. A reader that does not know it must not go on.
pub const FORMAT: &str = "dossier-manifest/1";

/// What a manifest may weigh: that of about two hundred thousand files.
pub const LARGEST: u64 = 64 << 20;

/// What a site is, besides its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The title of the dossier.
    pub title: String,
    /// The version of the program that made it.
    pub version: String,
    /// The revision of the source, as whoever built it says.
    pub revision: Option<String>,
    /// The last day on which something in the dossier was published, updated, reviewed or corrected.
    pub date: Option<String>,
    /// The day of which the site shows the dossier, if it was asked for.
    pub as_of: Option<String>,
    /// Where the site is published.
    pub base_url: Option<String>,
    /// Where else it is.
    pub mirrors: Vec<String>,
    /// Where it is in Tor.
    pub onion: Option<String>,
    /// Pages that only lead to another, by path: a host may lead there itself.
    pub redirects: Vec<(String, String)>,
}

impl About {
    /// What is to be said of the site of a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier, as_of: Option<Day>, revision: Option<&str>) -> Self {
        let config = &dossier.config;
        let days = dossier.entries.values().filter_map(|entry| entry.summary.common.last_day());
        Self {
            title: config.title(config.main()).0.to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            revision: revision.map(str::to_owned),
            date: days.max().map(|day| day.to_string()),
            as_of: as_of.map(|day| day.to_string()),
            base_url: Some(config.base_url.to_string()).filter(|url| !url.is_empty()),
            mirrors: config.mirrors.iter().map(ToString::to_string).collect(),
            onion: config.onion.as_ref().map(ToString::to_string),
            redirects: dossier.graph.routes.leading(),
        }
    }
}

/// A file as the manifest lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Its size in bytes.
    pub size: u64,
    /// Its sum.
    pub sum: Sum,
}

impl Listed {
    /// A file of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sum: Sum::of(bytes) }
    }
}

/// The manifest of a site or of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// What the site is.
    pub about: About,
    /// Every file, by path from the root of the site; neither the manifest nor its signature.
    pub files: BTreeMap<String, Listed>,
}

impl Manifest {
    /// The manifest of files that are bytes in memory.
    pub fn of<'a>(about: About, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let files = files.into_iter().filter(|(path, _)| !is_own(path)).map(|(path, bytes)| (path.to_owned(), Listed::of(bytes)));
        Self { about, files: files.collect() }
    }

    /// The digest of the whole: the SHA-256 of a line `SUM  SIZE  PATH` for each file, in the order of the paths' bytes.
    #[must_use]
    pub fn digest(&self) -> Sum {
        let lines: String = self.files.iter().map(|(path, file)| format!("{}  {}  {path}\n", file.sum, file.size)).collect();
        Sum::of(lines.as_bytes())
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        let about = &self.about;
        let mut fields = vec![("format", json!(FORMAT)), ("title", json!(about.title)), ("version", json!(about.version))];
        let optional = [
            ("revision", &about.revision),
            ("date", &about.date),
            ("as_of", &about.as_of),
            ("base_url", &about.base_url),
            ("onion", &about.onion),
        ];
        fields.extend(optional.into_iter().filter_map(|(name, value)| Some((name, json!(value.as_ref()?)))));
        fields.push(("mirrors", json!(about.mirrors)));
        let redirects: Vec<Value> = about.redirects.iter().map(|(path, to)| json!({"path": path, "to": to})).collect();
        fields.push(("redirects", json!(redirects)));
        fields.push(("digest", json!(self.digest().to_string())));
        let mut text = String::from("{\n");
        for (name, value) in fields {
            text += &format!("  \"{name}\": {value},\n");
        }
        text += "  \"files\": [";
        for (n, (path, file)) in self.files.iter().enumerate() {
            let comma = if n == 0 { "" } else { "," };
            text += &format!("{comma}\n    {{\"path\": {}, \"size\": {}, \"sha256\": \"{}\"}}", json!(path), file.size, file.sum);
        }
        text + "\n  ]\n}\n"
    }

    /// Reads a manifest that anybody may have written.
    ///
    /// # Errors
    /// Why it is no manifest of ours, in words that follow "the manifest".
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(bytes).map_err(|error| {
            let start = bytes.trim_ascii_start();
            let is_page = start.first() == Some(&b'<');
            if is_page { "is a page of HTML, no manifest".to_owned() } else { format!("is no JSON: {error}") }
        })?;
        match value.get("format").and_then(Value::as_str) {
            Some(FORMAT) => {}
            Some(other) => return Err(format!("has a format that this program does not know: `{}`", plain(other))),
            None => return Err(format!("is not one of dossier: it has no `\"format\": \"{FORMAT}\"`")),
        }
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let mirrors = value.get("mirrors").and_then(Value::as_array).into_iter().flatten();
        let about = About {
            title: text("title").unwrap_or_default(),
            version: text("version").unwrap_or_default(),
            revision: text("revision"),
            date: text("date"),
            as_of: text("as_of"),
            base_url: text("base_url"),
            mirrors: mirrors.filter_map(|mirror| Some(mirror.as_str()?.to_owned())).collect(),
            onion: text("onion"),
            redirects: redirects(&value)?,
        };
        let listed = value.get("files").and_then(Value::as_array).ok_or("has no list of files")?;
        let mut files = BTreeMap::new();
        for (n, file) in listed.iter().enumerate() {
            let (path, listed) = read_file(file).map_err(|why| format!("has a file {why}, at number {}", n + 1))?;
            if files.insert(path, listed).is_some() {
                return Err(format!("names a file twice, at number {}", n + 1));
            }
        }
        let manifest = Self { about, files };
        if text("digest").and_then(|digest| Sum::read(&digest)) != Some(manifest.digest()) {
            return Err("contradicts itself: its digest is not that of its list".to_owned());
        }
        Ok(manifest)
    }
}

fn redirects(value: &Value) -> Result<Vec<(String, String)>, String> {
    let all = value.get("redirects").and_then(Value::as_array).into_iter().flatten();
    let path = |redirect: &Value, field: &str| {
        let path = redirect.get(field).and_then(Value::as_str).filter(|path| OutputPath::new(path).is_some());
        path.map(str::to_owned).ok_or_else(|| "has a redirect that is none".to_owned())
    };
    all.map(|redirect| Ok((path(redirect, "path")?, path(redirect, "to")?))).collect()
}

fn read_file(file: &Value) -> Result<(String, Listed), &'static str> {
    let path = file.get("path").and_then(Value::as_str).ok_or("without a path")?;
    if OutputPath::new(path).is_none() || is_own(path) {
        return Err("whose path no file of a site can have");
    }
    let size = file.get("size").and_then(Value::as_u64).ok_or("without a size")?;
    let sum = file.get("sha256").and_then(Value::as_str).and_then(Sum::read).ok_or("without a sum")?;
    Ok((path.to_owned(), Listed { size, sum }))
}

/// The manifest and its signature, which cannot list themselves.
#[must_use]
pub fn is_own(path: &str) -> bool {
    path == MANIFEST || path == SIGNATURE
}

/// What somebody else wrote, as it may be shown on a terminal: short, and without control characters.
#[must_use]
pub fn plain(text: &str) -> String {
    let shown: String = text.chars().take(200).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(200).is_some() { shown + "…" } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let about = About {
            title: "A \"dossier\"".to_owned(),
            version: "1".to_owned(),
            date: Some("2021-08-18".to_owned()),
            redirects: vec![("old.html".to_owned(), "index.html".to_owned())],
            ..About::default()
        };
        Manifest::of(about, [("index.html", &b"a"[..]), ("b/два.html", b"bc"), (MANIFEST, b"x"), (SIGNATURE, b"y")])
    }

    #[test]
    fn what_is_written_is_read() {
        let manifest = manifest();
        assert_eq!(manifest.files.keys().collect::<Vec<_>>(), ["b/два.html", "index.html"]);
        assert_eq!(Manifest::read(manifest.text().as_bytes()), Ok(manifest));
    }

    #[test]
    fn the_digest_is_that_of_plain_lines() {
        let lines = format!("{}  2  b/два.html\n{}  1  index.html\n", Sum::of(b"bc"), Sum::of(b"a"));
        assert_eq!(manifest().digest(), Sum::of(lines.as_bytes()));
    }

    #[test]
    fn what_is_none_is_refused() {
        let good = manifest().text();
        for (bad, why) in [
            (String::new(), "is no JSON"),
            ("\n<!doctype html>".to_owned(), "is a page of HTML"),
            ("{}".to_owned(), "is not one of dossier"),
            ("[1]".to_owned(), "is not one of dossier"),
            (good.replace("manifest/1", "manifest/9"), "has a format that this program does not know"),
            (good.replace("old.html", "../old.html"), "has a redirect that is none"),
            (good.replace("\"files\"", "\"file\""), "has no list of files"),
            (good.replace("b/два.html", "../x.html"), "whose path no file of a site can have, at number 1"),
            (good.replace("b/два.html", MANIFEST), "whose path no file of a site can have"),
            (good.replace("b/два.html", "index.html"), "names a file twice, at number 2"),
            (good.replace("\"size\": 2", "\"size\": -2"), "without a size"),
            (good.replace("\"size\": 2", "\"size\": 3"), "contradicts itself"),
            (good.replace(&Sum::of(b"a").to_string(), "00"), "without a sum"),
        ] {
            let said = Manifest::read(bad.as_bytes()).expect_err("refused");
            assert!(said.contains(why), "{said}");
        }
    }

    #[test]
    fn words_of_others_do_not_move_the_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\n"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(plain(&"x".repeat(300)).chars().count(), 201);
    }
}
