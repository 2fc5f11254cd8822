//! What changed between two releases, and whether a dated correction says so.

use std::collections::{BTreeMap, BTreeSet};

use super::{Facts, Stated};

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was not stated before. That is news, and needs no correction.
    New,
    /// It is stated otherwise because something happened: a new dated step in a claim's history, an end of what was open.
    Moved,
    /// It is stated otherwise, or no more, and a correction that the release before did not have says so.
    Corrected,
    /// It is stated otherwise, or no more, and nothing says so.
    Uncorrected,
}

/// One difference between two releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the entry, in the newer release where it is there.
    pub id: String,
    /// Its title in the newer release, else in the older one.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// The field; nothing where the entry itself came or went.
    pub field: Option<String>,
    /// The values that are not stated any more.
    pub was: BTreeSet<String>,
    /// The values that were not stated before.
    pub is: BTreeSet<String>,
}

impl Change {
    /// What changed, in words: a sentence without a full stop.
    #[must_use]
    pub fn words(&self) -> String {
        let list = |values: &BTreeSet<String>| values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        let Some(field) = &self.field else {
            return if self.kind == Kind::New { "is new".to_owned() } else { "is not there any more".to_owned() };
        };
        match (self.was.is_empty(), self.is.is_empty()) {
            (false, false) => format!("{field}: was {}, is {}", list(&self.was), list(&self.is)),
            (false, true) => format!("{field}: {} is stated no more", list(&self.was)),
            _ => format!("{field}: {} is new", list(&self.is)),
        }
    }

    /// The same as a correction says it to readers: to be mended by a person, since only that one knows why.
    #[must_use]
    pub fn correction(&self) -> String {
        let list = |values: &BTreeSet<String>| values.iter().cloned().collect::<Vec<_>>().join(", ");
        let field = self.field.as_deref().unwrap_or("entry");
        let said = if self.is.is_empty() {
            format!("This page said {} under “{field}”; it does not any more", list(&self.was))
        } else {
            format!("This page said {} under “{field}”; it is {}", list(&self.was), list(&self.is))
        };
        said + "."
    }
}

/// Everything that differs, in the order of ids.
#[must_use]
pub fn compare(old: &Facts, new: &Facts) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for (id, before) in &old.entries {
        let leads_to = || new.redirects.get(&before.address).and_then(|id| new.entries.get_key_value(id));
        let now = new.entries.get_key_value(id).or_else(|| if before.address.is_empty() { None } else { leads_to() });
        let Some((id, now)) = now else {
            let kind = if new.withdrawn.contains(&before.address) { Kind::Corrected } else { Kind::Uncorrected };
            changes.push(whole(id, before, kind));
            continue;
        };
        met.insert(id);
        changes.extend(entry(id, before, now, old.date.as_deref()));
    }
    let new_ones = new.entries.iter().filter(|(id, _)| !met.contains(id.as_str()));
    changes.extend(new_ones.map(|(id, stated)| whole(id, stated, Kind::New)));
    changes.sort_by(|one, other| one.id.cmp(&other.id));
    changes
}

fn whole(id: &str, stated: &Stated, kind: Kind) -> Change {
    Change { id: id.to_owned(), title: stated.title.clone(), kind, field: None, was: BTreeSet::new(), is: BTreeSet::new() }
}

/// What differs in one entry. A correction counts if the older release did not have it and it is not dated before that one.
fn entry(id: &str, before: &Stated, now: &Stated, released: Option<&str>) -> Vec<Change> {
    let is_corrected =
        now.corrections.difference(&before.corrections).any(|(day, _)| released.is_none_or(|released| day.as_str() >= released));
    let none = BTreeSet::new();
    let names: BTreeSet<&String> = before.facts.keys().chain(now.facts.keys()).collect();
    let mut changes = Vec::new();
    for name in names {
        let (old, new) = (before.facts.get(name).unwrap_or(&none), now.facts.get(name).unwrap_or(&none));
        let was: BTreeSet<String> = old.difference(new).cloned().collect();
        let is: BTreeSet<String> = new.difference(old).cloned().collect();
        if was.is_empty() && is.is_empty() {
            continue;
        }
        let kind = if was.is_empty() {
            Kind::New
        } else if has_moved(name, &was, &is, before, now) {
            Kind::Moved
        } else if is_corrected {
            Kind::Corrected
        } else {
            Kind::Uncorrected
        };
        changes.push(Change { id: id.to_owned(), title: now.title.clone(), kind, field: Some(name.clone()), was, is });
    }
    changes
}

/// Whether the page itself tells by a date why a fact is not what it was.
fn has_moved(name: &str, was: &BTreeSet<String>, is: &BTreeSet<String>, before: &Stated, now: &Stated) -> bool {
    if name == "standing" {
        let steps = |facts: &BTreeMap<String, BTreeSet<String>>| -> BTreeSet<String> {
            facts.keys().filter(|name| name.starts_with("history ") && name.ends_with(": standing")).cloned().collect()
        };
        let (old, new) = (steps(&before.facts), steps(&now.facts));
        let leads = |step: &String| now.facts.get(step).is_some_and(|standing| standing == is);
        return new.difference(&old).any(leads) && old.is_subset(&new);
    }
    // What was open has ended: `2021-08-18/..` and `2021-08-18/2024-01-01`.
    let ended = |open: &String| open.strip_suffix("..").is_some_and(|from| is.iter().any(|closed| closed.starts_with(from)));
    !is.is_empty() && was.iter().all(ended)
}
