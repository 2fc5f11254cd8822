//! A zip of a folder that works from a disk: the site as it is, without what only hosts read, with the note at the head of
//! each home page and a manifest of the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::note::note;
use super::ways::{Way, led, target};
use super::zip::{Packed, is_compressed, zip};
use super::{PAGES, Site};
use crate::link::route::folder;
use crate::model::slug;
use crate::parse::body::escape::escaped;
use crate::proof::{MANIFEST, Manifest};

/// The zip.
///
/// # Errors
/// If the copy is larger than a zip can be.
pub fn folder_in_zip(site: &Site<'_>) -> Result<Vec<u8>, String> {
    let left_out = site.left_out();
    let is_kept = |path: &str| site.files.contains_key(path) && !left_out.contains(path);
    let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    for (path, bytes) in site.files.iter().filter(|(path, _)| is_kept(path)) {
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) if path.ends_with(".html") => page(site, path, text, &is_kept).into_bytes().into(),
            _ => bytes.clone(),
        };
        files.insert(path.clone(), bytes);
    }
    let config = &site.press.dossier.config;
    if !files.contains_key("index.html") {
        let way = format!("{}index.html", folder(config, &site.languages[0]));
        files.insert("index.html".to_owned(), onward(&site.title(), site.languages[0].as_str(), &way).into_bytes().into());
    }
    let manifest = Manifest::of(site.about.clone(), files.iter().map(|(path, bytes)| (path.as_str(), &**bytes))).text();
    files.insert(MANIFEST.to_owned(), manifest.into_bytes().into());
    let name = slug(&config.title(config.main()).0);
    let name = if name.is_empty() { "dossier".to_owned() } else { name };
    let packed: Vec<Packed<'_>> =
        files.iter().map(|(path, bytes)| Packed { name: format!("{name}/{path}"), bytes, is_stored: is_compressed(path) }).collect();
    zip(&packed)
}

/// A page without links to what is not in the copy; the home pages begin with the note.
fn page(site: &Site<'_>, path: &str, text: &str, is_kept: &dyn Fn(&str) -> bool) -> String {
    let mut way = |href: &str| match target(path, href) {
        Some((to, _)) if !is_kept(&to) => Way::Words,
        _ => Way::Stay,
    };
    let mut text = without_preloads(&led(text, &mut way, &mut |_, _| None));
    let home = PAGES.iter().find(|page| page.name == "home").map(|page| (page.plan)(site.press)).unwrap_or_default();
    if let Some(home) = home.iter().find(|plan| plan.path.as_str() == path)
        && let Some(at) = text.find("<body").and_then(|at| text[at..].find('>').map(|end| at + end + 1))
    {
        let root = home.path.root();
        let note = note(site, &home.lang).html("h2", &|to| is_kept(to).then(|| format!("{root}{to}")));
        text.insert_str(at, &format!("\n<aside class=\"notice copy-note\" role=\"note\">\n{note}</aside>"));
    }
    text
}

/// A page that asks for no font before it needs one: from a disk browsers refuse that, and say so on every page.
fn without_preloads(text: &str) -> String {
    let is_preload = |line: &&str| line.starts_with("<link rel=\"preload\"");
    text.split_inclusive('\n').filter(|line| !is_preload(line)).collect()
}

/// The first page of a copy that has no page in the main language.
fn onward(title: &str, lang: &str, way: &str) -> String {
    let (title, way) = (escaped(title), escaped(way));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={way}\">\n<title>{title}</title>\n</head>\n<body>\n<p><a href=\"{way}\">{title}</a></p>\n</body>\n</html>\n"
    )
}
