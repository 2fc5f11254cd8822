//! Redirects and withdrawn addresses of the settings: which addresses they take, and where the first lead in the end.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Dossier;
use super::names::Found;
use super::route::old_path;
use crate::diag::{Diagnostic, codes, did_you_mean};
use crate::kind::decode::written;
use crate::model::{Entry, fold};
use crate::parse::config::{Config, Redirect, SETTINGS};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// Addresses that lead to pages which are no entries, with the numbers of their settings.
pub type Pages = BTreeMap<String, (String, usize)>;

/// Addresses of what was withdrawn, with the numbers of their settings.
pub type Withdrawn = BTreeMap<String, usize>;

/// Where a redirect leads.
#[derive(Clone)]
enum To {
    Entry(Arc<str>),
    Page(String),
}

/// Takes what the settings say: redirects to entries go to those that entries name themselves, and are returned if they lead
/// elsewhere. Chains are shortened; circles and addresses that are taken are reported.
pub fn moved(
    config: &Config,
    owners: &BTreeMap<Arc<str>, &Arc<Entry>>,
    is_entry: impl Fn(&str) -> bool,
    redirects: &mut BTreeMap<String, Arc<str>>,
    found: &mut Vec<Diagnostic>,
) -> (Pages, Withdrawn) {
    let settings = SourceId::new(SETTINGS);
    let mut all: BTreeMap<String, (To, usize)> = BTreeMap::new();
    for redirect in &config.hosting.redirects {
        let n = redirect.number;
        let at = |field: &str| Place::value(&settings, FieldPath::key("redirects").item(n).then(field));
        let Some(from) = old_path(&redirect.from) else {
            found.push(no_path(at("from"), "claims/old-id"));
            continue;
        };
        if let Some(first) = taken(&from, owners, redirects) {
            found.push(collision(&redirect.from, at("from"), first));
            continue;
        }
        if let Some((_, first)) = all.get(&from) {
            let first = Place::value(&settings, FieldPath::key("redirects").item(*first).then("from"));
            found.push(collision(&redirect.from, at("from"), Some((first, "here too"))));
            continue;
        }
        let to = if redirect.to.starts_with('/') {
            let Some(page) = page_path(&redirect.to) else {
                found.push(no_path(at("to"), "/ledger/"));
                continue;
            };
            To::Page(page)
        } else {
            let id = fold(&redirect.to);
            // One that is not shown leads nowhere for now; one that does not exist is reported with the other settings.
            if !is_entry(&id) {
                continue;
            }
            To::Entry(Arc::from(&*id))
        };
        all.insert(from, (to, n));
    }
    let mut pages = Pages::new();
    for (from, (_, n)) in &all {
        match end(from, &all, redirects) {
            Some(To::Entry(id)) => drop(redirects.insert(from.clone(), id)),
            Some(To::Page(page)) => drop(pages.insert(from.clone(), (page, *n))),
            None => {
                let place = Place::value(&settings, FieldPath::key("redirects").item(*n).then("to"));
                let message = format!("`/{}` leads in a circle", from.strip_suffix("index.html").unwrap_or(from));
                found.push(Diagnostic::new(&codes::REDIRECT_LOOP, place, message).hint("let one of them lead to a page that is there"));
            }
        }
    }
    let withdrawn = withdrawn(config, owners, redirects, &pages, found);
    (pages, withdrawn)
}

/// Where a chain of redirects ends; nothing if it never does.
fn end(from: &str, all: &BTreeMap<String, (To, usize)>, redirects: &BTreeMap<String, Arc<str>>) -> Option<To> {
    let mut to = &all.get(from)?.0;
    for _ in 0..=all.len() {
        match to {
            To::Entry(_) => return Some(to.clone()),
            To::Page(page) => match (all.get(page), redirects.get(page)) {
                (Some((next, _)), _) => to = next,
                (None, Some(id)) => return Some(To::Entry(id.clone())),
                (None, None) => return Some(to.clone()),
            },
        }
    }
    None
}

fn withdrawn(
    config: &Config,
    owners: &BTreeMap<Arc<str>, &Arc<Entry>>,
    redirects: &BTreeMap<String, Arc<str>>,
    pages: &Pages,
    found: &mut Vec<Diagnostic>,
) -> Withdrawn {
    let settings = SourceId::new(SETTINGS);
    let mut withdrawn = Withdrawn::new();
    for one in &config.hosting.withdrawn {
        let n = one.number;
        let place = Place::value(&settings, FieldPath::key("withdrawn").item(n).then("address"));
        let Some(path) = old_path(&one.address) else {
            found.push(no_path(place, "cases/id"));
            continue;
        };
        let first = |n: usize, list: &str, field: &str| Place::value(&settings, FieldPath::key(list).item(n).then(field));
        let other = match (taken(&path, owners, redirects), pages.get(&path), withdrawn.get(&path)) {
            (Some(other), ..) => other,
            (None, Some((_, n)), _) => Some((first(*n, "redirects", "from"), "by this redirect")),
            (None, None, Some(n)) => Some((first(*n, "withdrawn", "address"), "here too")),
            (None, None, None) => {
                withdrawn.insert(path, n);
                continue;
            }
        };
        found.push(collision(&one.address, place, other));
    }
    withdrawn
}

/// Redirects of the settings to entries that do not exist.
pub fn missing(dossier: &Dossier) -> Vec<Diagnostic> {
    let is_missing = |redirect: &&Redirect| {
        let is_there = matches!(dossier.graph.names.find(&redirect.to), Found::One(found) if *found == *fold(&redirect.to));
        !redirect.to.starts_with('/') && !is_there
    };
    let report = |redirect: &Redirect| {
        let hint = did_you_mean(&redirect.to, dossier.entries.values().map(|entry| entry.summary.id.as_str()));
        let hint = hint.unwrap_or_else(|| "name an entry by its id, or a page of the site as `/ledger/`".to_owned());
        let place = Place::value(&SourceId::new(SETTINGS), FieldPath::key("redirects").item(redirect.number).then("to"));
        Diagnostic::new(&codes::BROKEN_LINK, place, format!("no entry has the id `{}`", written(&redirect.to))).hint(hint)
    };
    dossier.config.hosting.redirects.iter().filter(is_missing).map(report).collect()
}

/// Whether something has an address; who, if that is known.
#[expect(clippy::option_option, reason = "that an address is taken, and by whom, are two things")]
fn taken(
    path: &str,
    owners: &BTreeMap<Arc<str>, &Arc<Entry>>,
    redirects: &BTreeMap<String, Arc<str>>,
) -> Option<Option<(Place, &'static str)>> {
    match owners.get(path) {
        Some(owner) => Some(Some((Place::file(&owner.source), "by this entry"))),
        None => redirects.contains_key(path).then_some(None),
    }
}

fn collision(address: &str, place: Place, other: Option<(Place, &'static str)>) -> Diagnostic {
    let message = format!("the old address `{}` is taken", written(address));
    let diagnostic = Diagnostic::new(&codes::ADDRESS_COLLISION, place, message).hint("take it out here or there");
    match other {
        Some((place, words)) => diagnostic.label(place, words),
        None => diagnostic,
    }
}

fn no_path(place: Place, example: &str) -> Diagnostic {
    let message = "an address must be a path inside the site";
    Diagnostic::new(&codes::INVALID_ADDRESS, place, message).hint(format!("write it as `{example}`"))
}

/// The file of a page of the site: `/ledger/` is `ledger/index.html`, `/feed.xml` is a file itself.
fn page_path(path: &str) -> Option<String> {
    let inner = path.trim_start_matches('/');
    if inner.is_empty() {
        return Some("index.html".to_owned());
    }
    let folder = old_path(inner)?;
    let is_file = !path.ends_with('/') && inner.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Some(if is_file { inner.to_owned() } else { folder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_files_or_folders() {
        for (path, file) in [("/", "index.html"), ("/ledger/", "ledger/index.html"), ("/a/b", "a/b/index.html"), ("/feed.xml", "feed.xml")]
        {
            assert_eq!(page_path(path).as_deref(), Some(file), "{path}");
        }
        for bad in ["/../x", "/a b", "//", "/a#b"] {
            assert!(page_path(bad).is_none() || bad == "//", "{bad}");
        }
    }
}
