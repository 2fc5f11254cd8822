//! The static files of a theme and of the site, under the addresses they have in the finished site.
//!
//! A file in a theme's `static/` is published as `assets/NAME.DIGEST.EXT`, so that it may be cached for
//! ever; style sheets are rewritten to name the files they use by those addresses. A file in the site's own
//! `static/` of the same path takes its place. Every other file in the site's `static/` is published as it
//! is, under its own path: `static/favicon.ico` becomes `favicon.ico`, `static/CNAME` becomes `CNAME`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::css;
use super::settings::Settings;
use crate::diag::{Diagnostic, Outcome, codes, did_you_mean};
use crate::parse::faults;
use crate::render::output::{Content, OutputFile, OutputPath};
use crate::text::place::{FieldPath, Place};
use crate::text::{Asset, AssetBytes, Digest, Snapshot, SourceId};

/// The static files of a theme that was loaded.
#[derive(Default)]
pub(super) struct Assets {
    files: BTreeMap<Arc<str>, File>,
    pub styles: Vec<Arc<str>>,
    pub scripts: Vec<Arc<str>>,
}

/// One static file.
struct File {
    source: SourceId,
    digest: Digest,
    /// Whether the address carries the digest, as those of a theme's files do.
    is_hashed: bool,
    /// Where it goes; set once the addresses of all it names are known.
    path: Option<OutputPath>,
    /// The text of a style sheet that names other files, with their addresses.
    rewritten: Option<Arc<[u8]>>,
}

/// The assets in a folder and below it, in the order of their names.
pub(super) fn under<'a>(snapshot: &'a Snapshot, folder: &'a str) -> impl Iterator<Item = &'a Asset> {
    snapshot.assets.range(SourceId::new(folder)..).map(|(_, asset)| asset).take_while(move |asset| asset.id.as_str().starts_with(folder))
}

impl Assets {
    /// Finds the static files of a theme, its parents and the site, and gives them addresses.
    pub(super) fn load(snapshot: &Snapshot, chain: &[Settings]) -> Outcome<Self> {
        let mut found = Vec::new();
        let mut assets = Self::default();
        for theme in chain.iter().rev() {
            assets.add(snapshot, &format!("themes/{}/static/", theme.name), true, &mut found);
        }
        assets.add(snapshot, "static/", false, &mut found);
        assets.name(snapshot, &mut found);
        assets.styles = assets.listed(chain, "styles", |theme| theme.styles.as_deref(), &mut found);
        assets.scripts = assets.listed(chain, "scripts", |theme| theme.scripts.as_deref(), &mut found);
        Outcome { value: assets, diagnostics: found }
    }

    /// The addresses of the theme's files, by their path in `static/`.
    pub(super) fn addresses(&self) -> BTreeMap<Arc<str>, Arc<str>> {
        let hashed = self.files.iter().filter(|(_, file)| file.is_hashed);
        hashed.filter_map(|(path, file)| Some((path.clone(), file.path.as_ref()?.shared().clone()))).collect()
    }

    /// The files with their bytes.
    pub(super) fn files(&self, snapshot: &Snapshot) -> Vec<(SourceId, OutputFile)> {
        let with_bytes = self.files.values().filter_map(|file| {
            let content = match &file.rewritten {
                Some(bytes) => Content::Bytes(Arc::clone(bytes)),
                None => content(snapshot, &file.source)?,
            };
            Some((file.source.clone(), OutputFile { path: file.path.clone()?, content, digest: file.digest }))
        });
        with_bytes.collect()
    }

    /// Adds the files of a folder; one of the same path is replaced, and stays what it was.
    fn add(&mut self, snapshot: &Snapshot, folder: &str, is_theme: bool, found: &mut Vec<Diagnostic>) {
        let texts = snapshot.under(folder).map(|source| {
            found.extend(faults(source));
            (&source.id, Digest::of(source.text.as_bytes()))
        });
        let others = under(snapshot, folder).map(|asset| (&asset.id, asset.digest));
        for (id, digest) in texts.chain(others) {
            let path: Arc<str> = Arc::from(&id.as_str()[folder.len()..]);
            let is_hashed = is_theme || self.files.get(&path).is_some_and(|replaced| replaced.is_hashed);
            self.files.insert(path, File { source: id.clone(), digest, is_hashed, path: None, rewritten: None });
        }
    }

    /// Gives every file its address: style sheets after all that they name.
    fn name(&mut self, snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
        let is_sheet =
            |(path, file): &(&Arc<str>, &File)| file.is_hashed && path.ends_with(".css") && snapshot.sources.contains_key(&file.source);
        let mut sheets: Vec<Sheet> =
            self.files.iter().filter(is_sheet).map(|(path, file)| self.sheet(snapshot, path, &file.source, found)).collect();
        let waiting: BTreeSet<Arc<str>> = sheets.iter().map(|sheet| sheet.path.clone()).collect();
        for (path, file) in self.files.iter_mut().filter(|(path, _)| !waiting.contains(*path)) {
            file.settle(path, found);
        }
        while !sheets.is_empty() {
            let is_ready = |sheet: &Sheet| sheet.names.iter().all(|name| self.files.get(&name.path).is_none_or(|file| file.path.is_some()));
            let (ready, waiting): (Vec<Sheet>, Vec<Sheet>) = sheets.into_iter().partition(is_ready);
            if ready.is_empty() {
                self.name_circle(waiting, found);
                return;
            }
            for sheet in ready {
                self.rewrite(&sheet, found);
            }
            sheets = waiting;
        }
    }

    /// What a style sheet names. A file that is not there is reported.
    fn sheet(&self, snapshot: &Snapshot, path: &Arc<str>, source: &SourceId, found: &mut Vec<Diagnostic>) -> Sheet {
        let text = snapshot.sources.get(source).map(|source| Arc::clone(&source.text)).unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut names = Vec::new();
        for css::Reference { span } in css::references(&text) {
            let (address, _) = css::split(&text[span.clone()]);
            if !css::is_file(address) {
                continue;
            }
            match css::resolve(folder, address).filter(|path| self.files.contains_key(path.as_str())) {
                Some(path) => names.push(Name { at: span.start..span.start + address.len(), path: path.into() }),
                None => {
                    let hint = did_you_mean(address, self.files.keys().map(|path| &**path));
                    let message = format!("the style sheet names `{address}`, which is not in the theme's `static/`");
                    found.push(Diagnostic::new(&codes::MISSING_ASSET, Place::bytes(source, span), message).maybe_hint(hint));
                }
            }
        }
        Sheet { path: path.clone(), source: source.clone(), text, names }
    }

    /// Puts the addresses of the files it names into a style sheet, leaves out what only its writers read, and gives it its own.
    fn rewrite(&mut self, sheet: &Sheet, found: &mut Vec<Diagnostic>) {
        // Hashed files keep their folders, so the way from one to another does not depend on its own digest.
        let here = format!("assets/{}", tidy(&sheet.path));
        let mut text = String::with_capacity(sheet.text.len() + sheet.names.len() * 10);
        let mut at = 0;
        for name in &sheet.names {
            let Some(path) = self.files.get(&name.path).and_then(|file| file.path.as_ref()) else { continue };
            text.push_str(&sheet.text[at..name.at.start]);
            text.push_str(&css::relative(&here, path.as_str()));
            at = name.at.end;
        }
        text.push_str(&sheet.text[at..]);
        let text = css::compact(&text);
        let Some(file) = self.files.get_mut(&sheet.path) else { return };
        file.digest = Digest::of(text.as_bytes());
        file.rewritten = Some(Arc::from(text.into_bytes()));
        file.settle(&sheet.path, found);
    }

    /// Style sheets that import each other in a circle have no digest that could stand in the other.
    fn name_circle(&mut self, sheets: Vec<Sheet>, found: &mut Vec<Diagnostic>) {
        for sheet in sheets {
            let waits = |name: &&Name| self.files.get(&name.path).is_some_and(|file| file.path.is_none());
            if let Some(name) = sheet.names.iter().find(waits) {
                let message = format!("the style sheet imports itself, through `{}`", name.path);
                found.push(Diagnostic::new(&codes::TEMPLATE_ERROR, Place::bytes(&sheet.source, name.at.clone()), message));
            }
        }
    }

    /// The addresses of the files that the nearest theme which lists any lists.
    fn listed<'a>(
        &self,
        chain: &'a [Settings],
        field: &str,
        list: impl Fn(&'a Settings) -> Option<&'a [Arc<str>]>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<str>> {
        let Some((theme, paths)) = chain.iter().find_map(|theme| Some((theme, list(theme)?))) else { return Vec::new() };
        let mut addresses = Vec::new();
        for (n, path) in paths.iter().enumerate() {
            match self.files.get(path) {
                Some(file) => addresses.extend(file.path.as_ref().map(|path| path.shared().clone())),
                None => {
                    let place = Place::value(&theme.source, FieldPath::key(field).item(n));
                    let hint = did_you_mean(path, self.files.keys().map(|path| &**path));
                    found.push(
                        Diagnostic::new(&codes::MISSING_THEME, place, format!("`{path}` is not in the theme's `static/`")).maybe_hint(hint),
                    );
                }
            }
        }
        addresses
    }
}

/// A style sheet and what it names.
struct Sheet {
    path: Arc<str>,
    source: SourceId,
    text: Arc<str>,
    names: Vec<Name>,
}

/// A file that a style sheet names: where, and its path in `static/`.
struct Name {
    at: std::ops::Range<usize>,
    path: Arc<str>,
}

impl File {
    /// Gives it its address, now that its digest stands.
    fn settle(&mut self, path: &str, found: &mut Vec<Diagnostic>) {
        self.path = if self.is_hashed { OutputPath::new(&hashed(path, self.digest)) } else { OutputPath::new(path) };
        if self.path.is_none() {
            let message = "a file of this name cannot be published on every system";
            found.push(Diagnostic::new(&codes::RESERVED_NAME, Place::file(&self.source), message).hint("rename it"));
        }
    }
}

/// The address of a theme's file: `fonts/text.woff2` becomes `assets/fonts/text.3f2a9c1d.woff2`.
fn hashed(path: &str, digest: Digest) -> String {
    let path = tidy(path);
    let digest = digest.short(8);
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => format!("assets/{}.{digest}{}", &path[..name + dot], &path[name + dot..]),
        None => format!("assets/{path}.{digest}"),
    }
}

/// A path of signs that stand for themselves in addresses, in style sheets and on every system.
fn tidy(path: &str) -> String {
    path.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/') { c } else { '-' }).collect()
}

fn content(snapshot: &Snapshot, source: &SourceId) -> Option<Content> {
    if let Some(text) = snapshot.sources.get(source) {
        return Some(Content::Bytes(Arc::from(text.text.as_bytes())));
    }
    Some(match &snapshot.assets.get(source)?.bytes {
        AssetBytes::File(path) => Content::File(path.clone()),
        AssetBytes::Memory(bytes) => Content::Bytes(Arc::clone(bytes)),
    })
}
