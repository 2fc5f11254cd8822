//! What a link leads to. The one place that says so: checking, rendering and backlinks all ask here.

use std::sync::Arc;

use super::autolinks::Autolinks;
use super::names::{Found, Id};
use super::versions::{Versions, in_language};
use super::{CONTENT, Dossier, Edge, File, Miss, Resolution};
use crate::kind::Kind;
use crate::model::{Entry, Key, KindName, Known, Lang, Look, Ref, Summary, Target, TargetKind};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Step};

/// Schemes of addresses that would run code or leak the reader's disk.
const UNSAFE: &[&str] = &["javascript", "data", "vbscript", "file", "blob"];

impl Dossier {
    /// What a link in an entry's text leads to.
    #[must_use]
    pub fn resolve<'a>(&'a self, from: &'a Entry, target: &Target) -> Resolution<'a> {
        match target.kind {
            TargetKind::File | TargetKind::Wiki | TargetKind::Embed if target.name.is_empty() => here(from, target),
            TargetKind::Outside => outside(&target.name),
            TargetKind::Image => match outside(&target.name) {
                Resolution::Outside if !(target.name.contains("://") || target.name.starts_with("//")) => self.file(from, &target.name),
                elsewhere => elsewhere,
            },
            TargetKind::File if is_markdown(&target.name) => self.markdown_file(from, target),
            TargetKind::File => self.file(from, &target.name),
            TargetKind::Wiki | TargetKind::Embed | TargetKind::Cite => self.named(from, target),
        }
    }

    fn named(&self, from: &Entry, target: &Target) -> Resolution<'_> {
        let (lang, fragment) = (&from.summary.lang, target.fragment.as_deref());
        match self.graph.names.find_in(&target.name, |id| self.by_id.get(id)) {
            Ok(versions) => self.version(versions, lang, fragment),
            Err(Found::One(id)) => self.entry_at(&id, lang, fragment),
            Err(Found::Several(ids)) => Resolution::Miss(Miss::Ambiguous(ids)),
            // `[[report.pdf]]`, as note-taking programs write it.
            Err(Found::None) if target.kind == TargetKind::Wiki => match self.find_file(from, &target.name) {
                Some(file) => Resolution::File(file),
                None => Resolution::Miss(Miss::Unknown),
            },
            Err(Found::None) => Resolution::Miss(Miss::Unknown),
        }
    }

    fn entry_at(&self, id: &Id, lang: &Lang, fragment: Option<&str>) -> Resolution<'_> {
        self.by_id.get(id).map_or(Resolution::Miss(Miss::Unknown), |versions| self.version(versions, lang, fragment))
    }

    fn version<'a>(&self, versions: &'a Versions, lang: &Lang, fragment: Option<&str>) -> Resolution<'a> {
        let Some(entry) = versions.shown_in(lang) else {
            return self.hidden_in(versions, lang).map_or(Resolution::Miss(Miss::Unknown), Resolution::Hidden);
        };
        match fragment {
            None | Some("") => Resolution::Entry(entry, None),
            Some(fragment) => match entry.body.part(fragment) {
                Some(part) => Resolution::Entry(entry, Some(part)),
                None => Resolution::Miss(Miss::NoHeading(entry.summary.key())),
            },
        }
    }

    fn markdown_file(&self, from: &Entry, target: &Target) -> Resolution<'_> {
        match self.path_id(from, &target.name) {
            Some(id) => self.entry_at(&id, &from.summary.lang, target.fragment.as_deref()),
            None => Resolution::Miss(Miss::NoFile(path_from(&from.source, &target.name).unwrap_or_else(|| target.name.to_string()))),
        }
    }

    /// The folded id of the entry in a file, named from another entry's file.
    #[must_use]
    pub fn path_id(&self, from: &Entry, name: &str) -> Option<Id> {
        let path = path_from(&from.source, name)?;
        let source = SourceId::new(&path);
        self.paths.get(&source).or_else(|| self.hidden_paths.get(&source)).map(|key| key.id.clone())
    }

    fn file(&self, from: &Entry, name: &str) -> Resolution<'_> {
        let name = name.split('?').next().unwrap_or(name);
        match self.find_file(from, name) {
            Some(file) => Resolution::File(file),
            None => Resolution::Miss(Miss::NoFile(path_from(&from.source, name).unwrap_or_else(|| name.to_owned()))),
        }
    }

    /// A file beside an entry: by its path from the entry's folder, from the root of the dossier, or, as
    /// note-taking programs write it, by its name alone where only one file is so called.
    #[must_use]
    pub fn find_file(&self, from: &Entry, name: &str) -> Option<&File> {
        // Asked for whatever comes of it, so that a file that is new is noticed.
        let files = &*self.files;
        // Most links name an entry, as no file is called.
        let called = self.file_names.get(name);
        if called.is_none() && !name.contains('/') {
            return None;
        }
        if let Some(file) = path_from(&from.source, name).and_then(|path| files.get(path.as_str())) {
            return Some(file);
        }
        if name.contains('/') {
            return files.get(format!("{CONTENT}{}", name.trim_start_matches('/')).as_str());
        }
        let mut same = called?.iter().filter_map(|path| files.get(path));
        let first = same.next()?;
        same.all(|other| other.asset.digest == first.asset.digest).then_some(first)
    }

    /// The files an entry uses: pictures, files it links to, and the picture that stands for it.
    pub(super) fn used_files(&self, entry: &Entry) -> Vec<Arc<str>> {
        let in_text = entry
            .body
            .targets
            .iter()
            .filter(|t| matches!(t.kind, TargetKind::Image | TargetKind::File | TargetKind::Wiki))
            .map(|t| &t.name);
        let in_head = entry.summary.common.image.iter().map(|image| &image.src);
        in_text.chain(in_head).filter_map(|name| self.find_file(entry, name)).map(|file| Arc::from(file.asset.id.as_str())).collect()
    }

    /// The entry as a page in this language shows it: its translation, or else the original.
    #[must_use]
    pub fn shown(&self, id: &str, lang: &Lang) -> Option<&Arc<Entry>> {
        self.by_id.get(id)?.shown_in(lang)
    }

    /// The entry that a name means, as a page in this language shows it; nothing if it is not shown.
    ///
    /// # Errors
    /// The name means no entry, or several.
    pub fn find(&self, name: &str, lang: &Lang) -> Result<Option<&Arc<Entry>>, Found> {
        match self.graph.names.find_in(name, |id| self.by_id.get(id)) {
            Ok(versions) => Ok(versions.shown_in(lang)),
            Err(Found::One(id)) => Ok(self.shown(&id, lang)),
            Err(other) => Err(other),
        }
    }

    /// Whether an entry is shown in the main language, and not in translations alone.
    #[must_use]
    pub fn has_original(&self, id: &str) -> bool {
        self.by_id.get(id).is_some_and(|versions| versions.main.is_some())
    }

    /// An entry that is shown, as it is written in a language.
    #[must_use]
    pub fn entry(&self, key: &Key) -> Option<&Arc<Entry>> {
        let versions = self.by_id.get(&key.id)?;
        let main = versions.main.as_ref().filter(|entry| entry.summary.lang == key.lang);
        main.or_else(|| in_language(&versions.others, &key.lang))
    }

    /// An entry that is not shown, as it is written in a language or else in the main one.
    #[must_use]
    pub fn hidden_summary(&self, id: &str, lang: &Lang) -> Option<&Arc<Summary>> {
        self.hidden_in(self.by_id.get(id)?, lang)
    }

    fn hidden_in<'a>(&self, versions: &'a Versions, lang: &Lang) -> Option<&'a Arc<Summary>> {
        in_language(&versions.hidden, lang).or_else(|| in_language(&versions.hidden, self.config.main()))
    }

    /// The front matter of a shown entry as it is written, whatever an `--as-of` day cut of it: what rules look at.
    #[must_use]
    pub fn as_written<'a>(&'a self, entry: &'a Entry) -> &'a Summary {
        let whole = self.by_id.get(&entry.summary.folded).and_then(|versions| in_language(&versions.whole, &entry.summary.lang));
        whole.unwrap_or(&entry.summary)
    }

    /// The address of an entry's page in a language, from the site's root.
    #[must_use]
    pub fn address(&self, key: &Key, lang: &Lang) -> Option<Arc<str>> {
        self.graph.routes.address(&key.id, lang).cloned()
    }

    /// Whether an entry was left out because its id is taken: then nobody knows what it rests on.
    #[must_use]
    pub fn has_doubles(&self) -> bool {
        *self.has_doubles
    }

    /// The files of the entries that are not shown, in order, and which each holds.
    #[must_use]
    pub fn hidden_files(&self) -> Vec<(&SourceId, &Key)> {
        let mut all: Vec<(&SourceId, &Key)> = self.hidden_paths.all().iter().collect();
        all.sort();
        all
    }

    /// The names that link by themselves in the text of an entry; nothing if none do.
    #[must_use]
    pub fn autolinks(&self, entry: &Entry) -> Option<&Autolinks> {
        self.graph.autolinks.for_text(&entry.summary.key())
    }

    /// The name of the relation that a field is: `claim-history-by`.
    #[must_use]
    pub fn relation(&self, kind: &KindName, path: &FieldPath) -> Arc<str> {
        let mut name = String::with_capacity(48);
        name.push_str(kind.as_str());
        for step in &path.0 {
            if let Step::Key(key) = step {
                name.push('-');
                name.push_str(key);
            }
        }
        // Tens of thousands of edges share the name that the kinds have.
        let known = self.config.kinds.inverses.get_key_value(&*name);
        known.map_or_else(|| Arc::from(&*name), |(known, _)| Arc::clone(known))
    }

    /// The kind of an entry.
    #[must_use]
    pub fn kind(&self, name: &KindName) -> Option<&Arc<Kind>> {
        self.config.kinds.by_name.get(name)
    }

    /// The entries of a kind as a page in this language shows them, by id.
    pub fn of_kind<'a>(&'a self, kind: &'a str, lang: &'a Lang) -> impl Iterator<Item = &'a Arc<Entry>> + 'a {
        let originals = self.entries.iter().filter(|(key, _)| key.lang == *self.config.main());
        originals.filter_map(|(key, _)| self.shown(&key.id, lang)).filter(move |entry| entry.summary.kind.as_str() == kind)
    }

    /// Who points to an entry, as a page in this language shows them.
    pub fn pointing_to<'a>(&'a self, id: &str, lang: &'a Lang) -> impl Iterator<Item = &'a Edge> + 'a {
        let edges = self.graph.incoming.get(id).map_or(&[][..], |edges| edges);
        edges.iter().filter(|edge| self.points_in(edge, lang))
    }

    /// Whether one points to another on pages in this language: an entry that is translated points there by what its translation says.
    #[must_use]
    pub fn points_in(&self, edge: &Edge, lang: &Lang) -> bool {
        self.config.languages.len() == 1 || self.shown(&edge.from.id, lang).is_some_and(|entry| entry.summary.lang == edge.from.lang)
    }

    /// The dossier as a kind sees it from a page in a language.
    #[must_use]
    pub fn seen_in<'a>(&'a self, lang: &'a Lang) -> Seen<'a> {
        Seen { dossier: self, lang }
    }
}

/// The dossier as a kind sees it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    dossier: &'a Dossier,
    lang: &'a Lang,
}

impl Look for Seen<'_> {
    fn find(&self, reference: &Ref) -> Option<Known<'_>> {
        match self.dossier.graph.names.find_in(&reference.0, |id| self.known(id)) {
            Ok(known) => Some(known),
            Err(Found::One(id)) => self.known(&id),
            Err(_) => None,
        }
    }

    fn pointing(&self, me: &Summary, kind: &str, field: &str) -> Vec<Known<'_>> {
        let relation = format!("{kind}-{}", field.replace('.', "-"));
        let id = me.key().id;
        let mut from: Vec<&Id> =
            self.dossier.pointing_to(&id, self.lang).filter(|edge| *edge.relation == *relation).map(|edge| &edge.from.id).collect();
        from.dedup();
        from.into_iter().filter_map(|id| self.known(id)).collect()
    }

    fn jurisdiction(&self, key: &str) -> Option<(Arc<str>, Option<Lang>)> {
        self.dossier.config.jurisdiction(key, self.lang)
    }

    fn as_of(&self) -> Option<crate::model::date::Day> {
        self.dossier.as_of
    }

    fn absolute(&self, address: &str) -> String {
        let base = &self.dossier.config.base_url;
        format!("{base}{}", address.strip_suffix("index.html").unwrap_or(address))
    }

    fn lang(&self) -> &Lang {
        self.lang
    }
}

impl Seen<'_> {
    fn known(&self, id: &str) -> Option<Known<'_>> {
        let entry = self.dossier.shown(id, self.lang)?;
        let address = self.dossier.graph.routes.address(id, self.lang)?;
        Some(Known { summary: &entry.summary, address, source: &entry.source })
    }
}

/// A part of the entry's own text; `#` alone is its top.
fn here<'a>(from: &'a Entry, target: &Target) -> Resolution<'a> {
    match target.fragment.as_deref() {
        None | Some("") => Resolution::Outside,
        Some(fragment) => from.body.part(fragment).map_or(Resolution::Miss(Miss::NoHeadingHere), Resolution::Here),
    }
}

fn outside<'a>(address: &str) -> Resolution<'a> {
    // Browsers drop blanks and control characters inside a scheme: `java\nscript:` runs.
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(16).collect();
    let scheme = plain.split(':').next().unwrap_or("").to_ascii_lowercase();
    if plain.contains(':') && UNSAFE.contains(&&*scheme) { Resolution::Miss(Miss::Unsafe(scheme)) } else { Resolution::Outside }
}

fn is_markdown(name: &str) -> bool {
    name.len() > 3 && name.as_bytes()[name.len() - 3..].eq_ignore_ascii_case(b".md")
}

/// The path from the root of a file that is named from another file; nothing if it would leave the root.
fn path_from(from: &SourceId, name: &str) -> Option<String> {
    let (folder, name) = match name.strip_prefix('/') {
        Some(rest) => (CONTENT.trim_end_matches('/'), rest),
        None => (from.folder(), name),
    };
    let mut path = String::with_capacity(folder.len() + 1 + name.len());
    path.push_str(folder);
    let mut depth = folder.split('/').count();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                depth = depth.checked_sub(1)?;
                path.truncate(path.rfind('/').unwrap_or(0));
            }
            part => {
                path.push_str(if depth > 0 { "/" } else { "" });
                path.push_str(part);
                depth += 1;
            }
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        let from = SourceId::new("content/claims/five.md");
        assert_eq!(path_from(&from, "../actors/nexta.md").as_deref(), Some("content/actors/nexta.md"));
        assert_eq!(path_from(&from, "./map.png").as_deref(), Some("content/claims/map.png"));
        assert_eq!(path_from(&from, "/map.png").as_deref(), Some("content/map.png"));
        assert_eq!(path_from(&from, "../../../etc/passwd"), None);
    }

    #[test]
    fn code_in_an_address_is_refused() {
        for bad in ["javascript:alert(1)", " JavaScript:x", "java\nscript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd"] {
            assert!(matches!(outside(bad), Resolution::Miss(Miss::Unsafe(_))), "{bad}");
        }
        for good in ["https://x.y/javascript:z", "mailto:a@b.c", "//host/x", "tel:1"] {
            assert!(matches!(outside(good), Resolution::Outside), "{good}");
        }
    }
}
