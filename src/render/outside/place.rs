//! The file that something loud comes from, as far as it can be known: a template or a static file of the theme, else the
//! entry whose page it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::quiet::{CODES, Loud};
use crate::diag::Diagnostic;
use crate::parse::config::SETTINGS;
use crate::text::place::Place;
use crate::text::{Snapshot, SourceId};

/// What is loud, on which page, and the file of the entry whose page that is.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What.
    pub loud: Loud,
    /// The path of the page.
    pub page: String,
    /// The template that made it.
    pub template: Option<Arc<str>>,
    /// The entry's file, if the page is an entry's; the file itself, if it is only passed on.
    pub entry: Option<SourceId>,
}

/// Where something loud is said.
#[derive(Debug, Clone)]
struct Said {
    place: Place,
    /// By which of its words, the most telling first, it was found.
    word: usize,
}

/// One diagnostic for each thing that is loud, however many pages have it.
#[must_use]
pub fn report(findings: Vec<Finding>, snapshot: &Snapshot, theme: &str) -> Vec<Diagnostic> {
    let mut all: BTreeMap<(Loud, Option<Place>), (Finding, usize)> = BTreeMap::new();
    // A mistake of a template shows on every page that uses it.
    let mut known: BTreeMap<Loud, Option<Said>> = BTreeMap::new();
    for finding in findings {
        let in_theme = known.entry(finding.loud.clone()).or_insert_with_key(|loud| in_theme(loud, snapshot)).clone();
        let in_entry = || finding.entry.as_ref().map(|entry| in_entry(&finding.loud, snapshot, entry));
        let template = || finding.template.as_ref().and_then(|name| template(snapshot, theme, name));
        // What is missing stands nowhere: then the template is to blame.
        let place = match &finding.template {
            _ if finding.loud.words.is_empty() => template(),
            // What tells most says whose it is.
            Some(_) => in_theme.into_iter().chain(in_entry()).min_by_key(|said| said.word).map(|said| said.place),
            None => in_entry().or(in_theme).map(|said| said.place),
        };
        all.entry((finding.loud.clone(), place)).and_modify(|(_, count)| *count += 1).or_insert((finding, 1));
    }
    let one = |((loud, place), (finding, count)): ((Loud, Option<Place>), (Finding, usize))| {
        let code = CODES.iter().find(|code| code.name == loud.code).copied()?;
        let place = place.unwrap_or_else(|| theme_file(snapshot, theme));
        let pages = if count == 1 { String::new() } else { format!(" and {} more", count - 1) };
        Some(Diagnostic::new(code, place, format!("{} (in `{}`{pages})", loud.message, finding.page)).hint(loud.hint))
    };
    all.into_iter().filter_map(one).collect()
}

/// The file of a template: the site's own, the theme's, or that of another theme.
fn template(snapshot: &Snapshot, theme: &str, name: &str) -> Option<Place> {
    let own = [format!("templates/{name}"), format!("themes/{theme}/templates/{name}")];
    let own = own.iter().find_map(|path| snapshot.source(path));
    let other = || snapshot.under("themes/").find(|source| source.id.as_str().ends_with(&format!("/templates/{name}")));
    own.or_else(other).map(|source| Place::file(&source.id))
}

/// The first place in a template, a string or a static file of the theme that says it.
fn in_theme(loud: &Loud, snapshot: &Snapshot) -> Option<Said> {
    loud.words.iter().enumerate().find_map(|(number, word)| {
        let files = ["templates/", "static/", "themes/"].into_iter().flat_map(|folder| snapshot.under(folder));
        files.filter(|source| is_of_pages(source.id.as_str())).find_map(|source| {
            let at = source.text.find(&**word)?;
            Some(Said { place: Place::bytes(&source.id, at..at + word.len()), word: number })
        })
    })
}

fn is_of_pages(id: &str) -> bool {
    let ending = id.rsplit('.').next().unwrap_or("");
    matches!(ending, "html" | "xml" | "ftl" | "css" | "js" | "mjs" | "svg" | "htm")
}

/// The place in an entry that says it, or else the entry.
fn in_entry(loud: &Loud, snapshot: &Snapshot, entry: &SourceId) -> Said {
    let text = snapshot.sources.get(entry).map_or("", |source| &*source.text);
    let found = loud.words.iter().enumerate().find_map(|(number, word)| Some((number, text.find(&**word)?, word.len())));
    found.map_or_else(
        || Said { place: Place::file(entry), word: usize::MAX },
        |(word, at, length)| Said { place: Place::bytes(entry, at..at + length), word },
    )
}

fn theme_file(snapshot: &Snapshot, theme: &str) -> Place {
    let file = SourceId::new(&format!("themes/{theme}/theme.yaml"));
    if snapshot.sources.contains_key(&file) { Place::file(&file) } else { Place::file(&SourceId::new(SETTINGS)) }
}
