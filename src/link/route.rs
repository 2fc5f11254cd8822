//! Which address each entry's page has, and whether two want the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use super::Entries;
use super::moved::{Pages, Withdrawn, moved};
use crate::diag::{Diagnostic, codes};
use crate::model::{Entry, Key, Lang, Summary, slug};
use crate::parse::config::Config;
use crate::text::noted::{Changed, Noted, Table};
use crate::text::place::{FieldPath, Place};

/// Longer parts of an address cannot be files on most systems (255 bytes), with room for an ending.
const LONGEST_PART: usize = 200;

/// Addresses from the site's root, without the language's folder.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    /// The languages, the main one first.
    languages: Vec<Lang>,
    /// By folded id: the address in each language, in the order of the languages.
    by_id: Table<Arc<str>, Vec<Arc<str>>>,
    /// Old addresses and the folded id they lead to now.
    pub redirects: Noted<BTreeMap<String, Arc<str>>>,
    /// Old addresses that lead to pages which are no entries.
    pub moved: Noted<Pages>,
    /// Addresses of what was withdrawn.
    pub withdrawn: Withdrawn,
}

impl Routes {
    /// The address of an entry's page in a language.
    #[must_use]
    pub fn address(&self, id: &str, lang: &Lang) -> Option<&Arc<str>> {
        let language = self.languages.iter().position(|other| other == lang)?;
        self.by_id.get(id)?.get(language)
    }

    /// Whether the two are the same addresses, made once.
    #[must_use]
    pub fn are_shared(&self, other: &Self) -> bool {
        self.by_id.is_shared(&other.by_id)
    }

    /// Which entries have another address than they had, and whether old ones lead elsewhere.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.by_id.compare(&before.by_id, changed, PartialEq::eq);
        self.redirects.compare(&before.redirects, changed, PartialEq::eq);
        self.moved.compare(&before.moved, changed, PartialEq::eq);
    }

    /// Every page that only leads to another, and the other, by path.
    #[must_use]
    pub fn leading(&self) -> Vec<(String, String)> {
        let entries = self.old_addresses().into_iter().filter_map(|(old, lang, id)| Some((old, self.address(id, lang)?.to_string())));
        let pages = self.moved.iter().map(|(old, (to, _))| (old.clone(), to.clone()));
        let mut all: Vec<(String, String)> = entries.chain(pages).collect();
        all.sort();
        all
    }

    /// Every old address with the language in which it is answered, and the folded id it leads to. One that is given without
    /// a language was the entry's address in all of them.
    #[must_use]
    pub fn old_addresses(&self) -> Vec<(String, &Lang, &Arc<str>)> {
        let Some((main, others)) = self.languages.split_first() else { return Vec::new() };
        let mut all = Vec::with_capacity(self.redirects.len());
        for (old, id) in &self.redirects {
            let own = others.iter().find(|lang| old.starts_with(&folder_of(lang)));
            all.push((old.clone(), own.unwrap_or(main), id));
            if own.is_none() {
                let more = others.iter().map(|lang| (format!("{}{old}", folder_of(lang)), lang, id));
                all.extend(more.filter(|(path, ..)| !self.redirects.contains_key(path)));
            }
        }
        all.sort();
        all
    }
}

/// The folder of a language that is not the main one: `be/`.
fn folder_of(lang: &Lang) -> String {
    format!("{}/", slug(lang.as_str()))
}

/// The folder of a language: empty for the main one, `be/` for others.
#[must_use]
pub fn folder(config: &Config, lang: &Lang) -> String {
    if lang == config.main() { String::new() } else { folder_of(lang) }
}

/// Gives every entry its address and reports those that cannot be.
#[must_use]
pub fn routes(entries: &Entries, config: &Config) -> (Routes, Arc<[Diagnostic]>) {
    let mut by_id: HashMap<Arc<str>, Vec<Arc<str>>> = HashMap::default();
    let mut redirects = BTreeMap::new();
    let mut found = Vec::new();
    let mut owners: BTreeMap<Arc<str>, &Arc<Entry>> = BTreeMap::new();
    for (key, entry) in entries {
        if by_id.contains_key(&key.id) {
            continue;
        }
        let address: Arc<str> = own_address(&entry.summary, entry.summary.id.as_str(), config).into();
        match reserved(&address, entry) {
            Some(diagnostic) => found.push(diagnostic),
            None => {
                if let Some(other) = owners.get(&address) {
                    found.push(collision(entry, other, &address));
                }
                owners.insert(address.clone(), entry);
            }
        }
        let full = config.languages.iter().map(|lang| format!("{}{address}", folder(config, lang)).into());
        by_id.insert(key.id.clone(), full.collect());
    }
    for (key, entry) in entries {
        found.extend(add_redirects(&mut redirects, &owners, key, entry));
    }
    let (moved, withdrawn) = moved(config, &owners, |id| by_id.contains_key(id), &mut redirects, &mut found);
    let (by_id, redirects, moved) = (Table::new("routes", by_id), Noted::new("redirects", redirects), Noted::new("moved", moved));
    let routes = Routes { languages: config.languages.clone(), by_id, redirects, moved, withdrawn };
    (routes, found.into())
}

/// Whether [`routes`] gives both the same addresses.
#[must_use]
pub fn are_same(before: &Entries, now: &Entries) -> bool {
    let addressed = |entry: &Entry| (entry.summary.id.clone(), entry.summary.kind.clone(), entry.summary.common.redirect_from.clone());
    let same =
        |one: &Arc<Entry>, other: &Arc<Entry>| Arc::ptr_eq(one, other) || one.source == other.source && addressed(one) == addressed(other);
    before.len() == now.len() && before.iter().zip(now).all(|((a, one), (b, other))| a == b && same(one, other))
}

/// The address an entry's page has in the main language if the entry has this id.
#[must_use]
pub fn own_address(summary: &Summary, id: &str, config: &Config) -> String {
    if config.home.as_deref().is_some_and(|home| crate::model::fold(home) == *summary.folded) {
        return "index.html".to_owned();
    }
    let kind = &summary.kind;
    let plural = config.kinds.get(kind.as_str()).map_or(kind.as_str(), |kind| &kind.plural);
    format!("{}/{}/index.html", slug(plural), slug(id))
}

fn collision(entry: &Entry, other: &Entry, address: &str) -> Diagnostic {
    let message = format!("the page would have the address `{address}`, which another entry has");
    Diagnostic::new(&codes::ADDRESS_COLLISION, Place::file(&entry.source), message)
        .label(Place::file(&other.source), "this entry")
        .hint("rename one of the two files")
}

/// Names that no file may have on some system, and parts that the site needs for its own pages.
fn reserved(address: &str, entry: &Entry) -> Option<Diagnostic> {
    let name = address.rsplit('/').nth(1)?;
    let why = if name.is_empty() { format!("the name `{}` leaves nothing for an address", entry.summary.id) } else { reserved_name(name)? };
    Some(Diagnostic::new(&codes::RESERVED_NAME, Place::file(&entry.source), why).hint("rename the file"))
}

/// Why a name can be no part of an address, if it cannot.
#[must_use]
pub fn reserved_name(name: &str) -> Option<String> {
    if name.len() > LONGEST_PART {
        Some(format!("the name `{name}` is too long for an address: {} bytes, {LONGEST_PART} are allowed", name.len()))
    } else if is_device(name) || name.starts_with("page-") && name[5..].bytes().all(|b| b.is_ascii_digit()) {
        Some(format!("the name `{name}` is reserved"))
    } else {
        None
    }
}

/// Names that Windows keeps for devices; a site with one cannot be copied there.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let numbered = |prefix: &str| stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

fn add_redirects(
    redirects: &mut BTreeMap<String, Arc<str>>,
    owners: &BTreeMap<Arc<str>, &Arc<Entry>>,
    key: &Key,
    entry: &Entry,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (n, old) in entry.summary.common.redirect_from.iter().enumerate() {
        let place = Place::value(&entry.source, FieldPath::key("redirect_from").item(n));
        let Some(path) = old_path(old) else {
            let message = "an old address must be a path inside the site";
            found.push(Diagnostic::new(&codes::INVALID_ADDRESS, place, message).hint("write it as `claims/old-id`"));
            continue;
        };
        let taken = owners.get(path.as_str()).map(|owner| Place::file(&owner.source));
        let claimed = redirects.get(&path).is_some_and(|id| *id != key.id);
        if taken.is_some() || claimed {
            let message = format!("the old address `{old}` is taken");
            let mut diagnostic = Diagnostic::new(&codes::ADDRESS_COLLISION, place, message).hint("take it out here or there");
            if let Some(other) = taken {
                diagnostic = diagnostic.label(other, "by this entry");
            }
            found.push(diagnostic);
        } else {
            redirects.insert(path, key.id.clone());
        }
    }
    found
}

/// Signs that no old address may have: they mean something in addresses, on Windows, or to a server that reads them in its settings.
const NOT_IN_PATHS: [char; 15] = ['\\', ':', '?', '#', '*', '"', '<', '>', '|', ' ', '$', '{', '}', '`', '%'];

/// The file an old address was: `claims/old-id` and `claims/old-id/` are `claims/old-id/index.html`.
#[must_use]
pub fn old_path(old: &str) -> Option<String> {
    let path = old.trim().trim_start_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path).trim_end_matches('/');
    let sane = !path.is_empty()
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !is_device(&part.to_lowercase()))
        && !path.contains(NOT_IN_PATHS)
        && !path.chars().any(char::is_control);
    let is_page = path.rsplit('/').next().is_some_and(|name| name.ends_with(".html"));
    sane.then(|| if is_page { path.to_owned() } else { format!("{path}/index.html") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_become_files_or_nothing() {
        assert_eq!(old_path("/claims/x/").as_deref(), Some("claims/x/index.html"));
        assert_eq!(old_path("a.html").as_deref(), Some("a.html"));
        for bad in ["", "/", "../x", "a/../b", "a//b", "con", "a b", "https://x.y/z", "a\u{7}"] {
            assert_eq!(old_path(bad), None, "{bad}");
        }
    }
}
