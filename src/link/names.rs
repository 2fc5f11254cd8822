//! What every entry is called: id, title, aliases, file path; and which entry a name means.
//!
//! A name means an entry whatever its case and Unicode form. An id wins over an alias or a title of
//! another entry; two entries with one alias are reported when the dossier is linked, and every link by
//! that name again where it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use crate::diag::{Diagnostic, codes, near};
use crate::model::{Entry, fold, folded};
use crate::text::noted::{Changed, Noted, Table};
use crate::text::place::{FieldPath, Place};

/// An entry's folded id.
pub type Id = Arc<str>;

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One entry: its folded id.
    One(Id),
    /// Several entries: their folded ids, in order.
    Several(Vec<Id>),
    /// None.
    None,
}

/// The names of all entries.
#[derive(Debug, Clone, Default)]
pub struct Names {
    ids: Table<Id, Id>,
    others: Table<String, Vec<Id>>,
    paths: Table<String, Id>,
    /// Every name as written, by its folded form: for "did you mean".
    written: Noted<BTreeMap<String, Arc<str>>>,
}

impl Names {
    /// Which entry a name means.
    #[must_use]
    pub fn find(&self, name: &str) -> Found {
        self.find_folded(&looked_up(name))
    }

    /// What `of_id` has under a name, if that is an id; else which entry the name means. An id wins over all other names,
    /// and nearly all names are one: then there is nothing else to look up.
    ///
    /// # Errors
    /// The name is no id that `of_id` has anything under.
    pub fn find_in<T>(&self, name: &str, of_id: impl FnOnce(&str) -> Option<T>) -> Result<T, Found> {
        let folded = looked_up(name);
        of_id(&folded).ok_or_else(|| self.find_folded(&folded))
    }

    fn find_folded(&self, folded: &str) -> Found {
        if folded.is_empty() {
            return Found::None;
        }
        if let Some(id) = self.ids.get(folded) {
            return Found::One(id.clone());
        }
        match self.others.get(folded).map(Vec::as_slice) {
            Some([one]) => return Found::One(one.clone()),
            Some(several) if !several.is_empty() => return Found::Several(several.to_vec()),
            _ => {}
        }
        // `[[actors/nexta]]`, as note-taking programs write it.
        let path = folded.trim_start_matches("./").trim_start_matches('/');
        self.paths.get(path).map_or(Found::None, |id| Found::One(id.clone()))
    }

    /// Which names mean something else than they did.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.ids.compare(&before.ids, changed, PartialEq::eq);
        self.others.compare(&before.others, changed, PartialEq::eq);
        self.paths.compare(&before.paths, changed, PartialEq::eq);
        self.written.compare(&before.written, changed, PartialEq::eq);
    }

    /// Whether the two are the same names, made once.
    #[must_use]
    pub fn are_shared(&self, other: &Self) -> bool {
        self.ids.is_shared(&other.ids) && self.others.is_shared(&other.others) && self.paths.is_shared(&other.paths)
    }

    /// Up to three names near to one that is not known.
    #[must_use]
    pub fn near(&self, name: &str) -> Vec<&str> {
        near(name, self.written.values().map(|name| &**name), 3)
    }
}

/// The form in which a name is looked up.
fn looked_up(name: &str) -> Cow<'_, str> {
    folded(name.strip_suffix(".md").unwrap_or(name))
}

/// Collects the names of all entries and reports aliases that two entries share. `doubles` were left out because
/// their id is taken; they are known by their paths alone.
#[must_use]
pub fn names<'a>(entries: impl Iterator<Item = &'a Arc<Entry>> + Clone, doubles: &[Arc<Entry>]) -> (Names, Arc<[Diagnostic]>) {
    let (mut ids, mut paths, mut written) = (HashMap::default(), HashMap::default(), BTreeMap::new());
    for entry in entries.clone() {
        let id: Id = entry.summary.folded.clone();
        add_paths(&mut paths, entry, &id);
        written.insert(id.to_string(), Arc::from(entry.summary.id.as_str()));
        ids.insert(id.clone(), id);
    }
    for entry in doubles {
        add_paths(&mut paths, entry, &entry.summary.folded);
    }
    let mut claims: BTreeMap<String, Vec<Claimed>> = BTreeMap::new();
    for entry in entries {
        let id: Id = entry.summary.folded.clone();
        let common = &entry.summary.common;
        let more = entry.summary.details.names();
        let titles = std::iter::once((&common.title, None)).chain(common.short_title.iter().map(|title| (title, None)));
        let aliases = common.aliases.iter().enumerate().map(|(n, alias)| (alias, Some(n)));
        for (name, alias) in titles.chain(aliases).chain(more.iter().map(|name| (name, None))) {
            let folded = fold(name);
            if !folded.is_empty() {
                written.entry(folded.clone()).or_insert_with(|| name.clone());
                claims.entry(folded).or_default().push(Claimed { id: id.clone(), entry, alias });
            }
        }
    }
    let mut found = Vec::new();
    let mut others = HashMap::default();
    for (folded, mut claimed) in claims {
        found.extend(shared_aliases(&folded, &claimed, &ids));
        claimed.sort_by(|a, b| a.id.cmp(&b.id));
        claimed.dedup_by(|a, b| a.id == b.id);
        others.insert(folded, claimed.into_iter().map(|one| one.id).collect());
    }
    let names = Names {
        ids: Table::new("names, ids", ids),
        others: Table::new("names, others", others),
        paths: Table::new("names, paths", paths),
        written: Noted::new("names, written", written),
    };
    (names, found.into())
}

/// Whether [`names`] finds the same names in both, at the same places.
#[must_use]
pub fn are_same(before: &[Arc<Entry>], now: &[Arc<Entry>]) -> bool {
    let same = |(one, other): (&Arc<Entry>, &Arc<Entry>)| {
        let named = |entry: &Entry| {
            let (summary, common) = (&entry.summary, &entry.summary.common);
            let own = (summary.id.clone(), summary.lang.clone(), common.title.clone(), common.short_title.clone());
            (entry.source.clone(), own, common.aliases.clone(), summary.details.names())
        };
        Arc::ptr_eq(one, other) || named(one) == named(other)
    };
    before.len() == now.len() && before.iter().zip(now).all(same)
}

/// One entry going by a name; `alias` is its number among the aliases.
struct Claimed<'a> {
    id: Id,
    entry: &'a Arc<Entry>,
    alias: Option<usize>,
}

/// An alias must belong to one entry only. Equal titles are left alone (two reports may have one headline):
/// only a link by that title is then ambiguous.
fn shared_aliases(folded: &str, claimed: &[Claimed<'_>], ids: &HashMap<Id, Id>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for one in claimed {
        let Some(n) = one.alias else { continue };
        let place = Place::value(&one.entry.source, FieldPath::key("aliases").item(n));
        let taken_id = ids.contains_key(folded) && *one.id != *folded;
        let other = claimed.iter().find(|other| other.id != one.id && (other.alias.is_none() || other.entry.source < one.entry.source));
        if taken_id {
            let message = format!("the alias `{}` is the id of another entry", one.entry.summary.common.aliases[n]);
            found
                .push(Diagnostic::new(&codes::DUPLICATE_ALIAS, place, message).hint("take it out, or add a word that tells the two apart"));
        } else if let Some(other) = other {
            let at = other.alias.map_or_else(|| FieldPath::key("title"), |m| FieldPath::key("aliases").item(m));
            let message =
                format!("the alias `{}` already names the entry `{}`", one.entry.summary.common.aliases[n], other.entry.summary.id);
            found.push(
                Diagnostic::new(&codes::DUPLICATE_ALIAS, place, message)
                    .label(Place::value(&other.entry.source, at), "first used here")
                    .hint("take it out, or add a word that tells the two apart"),
            );
        }
    }
    found
}

/// The path of a file below `content/`, and each shorter ending of it, without `.md`. The first file in
/// order keeps an ending that several share; a full path is unique.
fn add_paths(paths: &mut HashMap<String, Id>, entry: &Entry, id: &Id) {
    let path = entry.source.as_str();
    let path = fold(path.strip_suffix(".md").unwrap_or(path));
    let mut rest = path.as_str();
    while rest.contains('/') {
        paths.entry(rest.to_owned()).or_insert_with(|| id.clone());
        rest = rest.split_once('/').map_or("", |(_, rest)| rest);
    }
}
