//! What readers see of each entry: nothing of drafts, and on an `--as-of` day nothing that is dated surely later.
//!
//! The one place that decides it. An entry that is later is hidden as a whole; of one that is not, the later parts of its
//! front matter are cut before anybody else sees it, so that card, ledger, JSON-LD, feeds and backlinks agree
//! without asking for the day. What is known only roughly (`2021` on a day in that year) stays. Texts are not cut.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::names::{Found, Id, Names};
use crate::kind::common;
use crate::model::date::{Bound, Day, Interval, When};
use crate::model::{Entry, Key, Record, Ref, Summary, Value};
use crate::parse::config::{Config, Options};
use crate::text::place::FieldPath;

/// The entries of a dossier, parted.
#[derive(Debug, Default)]
pub struct Parted {
    /// Those that are shown, as they are shown.
    pub shown: BTreeMap<Key, Arc<Entry>>,
    /// Those that are not.
    pub hidden: BTreeMap<Key, Arc<Entry>>,
    /// Of those that are shown and were cut: the front matter as it is written.
    pub whole: BTreeMap<Key, Arc<Summary>>,
}

/// Parts the entries into those that readers see and those that they do not. A translation goes with its original.
#[must_use]
pub fn part(all: BTreeMap<Key, Arc<Entry>>, names: &Names, config: &Config, options: &Options) -> Parted {
    let own = |entry: &Entry| is_hidden(entry, options);
    let mut later: BTreeSet<Id> =
        all.iter().filter(|(key, entry)| key.lang == *config.main() && own(entry)).map(|(key, _)| key.id.clone()).collect();
    let Some(day) = options.as_of else {
        let is_hidden = |(key, entry): &(&Key, &Arc<Entry>)| later.contains(&key.id) || own(entry);
        let hidden: BTreeMap<Key, Arc<Entry>> = all.iter().filter(is_hidden).map(|(key, entry)| (key.clone(), entry.clone())).collect();
        // Few are hidden: the others stay where they are.
        let mut shown = all;
        hidden.keys().for_each(|key| drop(shown.remove(key)));
        return Parted { shown, hidden, whole: BTreeMap::new() };
    };
    let drafts: BTreeSet<Id> = all.values().filter(|entry| is_draft(entry, options)).map(|entry| entry.summary.key().id).collect();
    // What rests only on what is hidden is hidden too, which may take the ground from others in turn.
    loop {
        // A draft is no matter of dates: references to it are printed as words, as on every other day.
        let gone: BTreeSet<Id> = later.difference(&drafts).cloned().collect();
        let cut = Cut { day, names, gone: &gone };
        let originals = all.iter().filter(|(key, _)| key.lang == *config.main() && !later.contains(&key.id));
        let more: Vec<Id> =
            originals.filter(|(_, entry)| cut.summary(&entry.summary, config).is_none()).map(|(key, _)| key.id.clone()).collect();
        if more.is_empty() {
            return cut.part(all, &later, config, &own);
        }
        later.extend(more);
    }
}

fn is_draft(entry: &Entry, options: &Options) -> bool {
    entry.summary.common.draft && !options.drafts
}

/// Whether an entry is kept from the readers by what it says itself: a draft, or something that surely happened or
/// began after the day.
fn is_hidden(entry: &Entry, options: &Options) -> bool {
    let summary = &entry.summary;
    let begins = || summary.common.date.clone().into_iter().chain(summary.details.begins());
    is_draft(entry, options) || options.as_of.is_some_and(|day| begins().any(|when| is_later(&when, day)))
}

/// Whether something surely began after a day.
fn is_later(when: &When, day: Day) -> bool {
    when.is_on_or_before(day) == Some(false)
}

/// What is needed to cut.
struct Cut<'a> {
    day: Day,
    names: &'a Names,
    gone: &'a BTreeSet<Id>,
}

/// A field whose value is gone.
const NOTHING: Option<Value> = None;

impl Cut<'_> {
    fn part(&self, all: BTreeMap<Key, Arc<Entry>>, later: &BTreeSet<Id>, config: &Config, own: &dyn Fn(&Entry) -> bool) -> Parted {
        let mut parted = Parted::default();
        for (key, entry) in all {
            if later.contains(&key.id) || own(&entry) {
                parted.hidden.insert(key, entry);
                continue;
            }
            match self.summary(&entry.summary, config) {
                None => {
                    parted.hidden.insert(key, entry);
                }
                Some(None) => {
                    parted.shown.insert(key, entry);
                }
                Some(Some(summary)) => {
                    parted.whole.insert(key.clone(), entry.summary.clone());
                    parted.shown.insert(key, Arc::new(Entry { summary: Arc::new(summary), ..Entry::clone(&entry) }));
                }
            }
        }
        parted
    }

    /// A front matter as it stood on the day: nothing if what is left is no entry, `Some(None)` if nothing changes.
    fn summary(&self, whole: &Summary, config: &Config) -> Option<Option<Summary>> {
        if whole.broken {
            return Some(None);
        }
        let mut dropped = Vec::new();
        let Some(record) = self.record(&whole.record, &FieldPath::default(), &mut dropped) else { return Some(None) };
        let record = self.without_next_review(record);
        let had = |field: &&&str| !whole.record.list(field).is_empty();
        if whole.details.rests_on().iter().filter(had).any(|field| record.list(field).is_empty()) {
            return None;
        }
        let kind = config.kinds.get(whole.kind.as_str())?;
        let details = (kind.make)(&record)?;
        let is_kept = |path: &FieldPath| !dropped.iter().any(|gone: &FieldPath| path.0.starts_with(&gone.0));
        Some(Some(Summary {
            common: common::common(&record, &whole.common.title),
            references: whole.references.iter().filter(|(path, _)| is_kept(path)).cloned().collect(),
            details,
            record,
            ..whole.clone()
        }))
    }

    /// `review_by` was set by whoever reviewed or published the entry: where that is later, so is this.
    fn without_next_review(&self, mut record: Record) -> Record {
        let known = ["published", "updated", "reviewed"].iter().any(|name| record.get(name).is_some());
        let is_later = record.when("review_by").is_some_and(|when| is_later(&when, self.day));
        if is_later && !known {
            record.fields.retain(|(name, _)| &**name != "review_by");
        }
        record
    }

    /// A group of fields without what is later; nothing if that is all of it. `dropped` are the paths of what was cut.
    fn record(&self, whole: &Record, path: &FieldPath, dropped: &mut Vec<FieldPath>) -> Option<Record> {
        let mut changed = false;
        let mut fields = Vec::with_capacity(whole.fields.len());
        for (name, value) in &whole.fields {
            let path = path.then(name);
            match self.value(name, value, &path, dropped) {
                None => fields.push((name.clone(), value.clone())),
                Some(new) => {
                    changed = true;
                    match new {
                        Some(value) => fields.push((name.clone(), value)),
                        None => dropped.push(path),
                    }
                }
            }
        }
        changed.then_some(Record { fields })
    }

    /// A value as it stood on the day: `None` if it is as written, `Some(NOTHING)` if it is gone.
    fn value(&self, name: &str, value: &Value, path: &FieldPath, dropped: &mut Vec<FieldPath>) -> Option<Option<Value>> {
        match value {
            Value::When(When::Interval(interval)) if !is_later(&When::Interval(interval.clone()), self.day) => {
                self.open_end(interval).map(|interval| Some(Value::When(interval.into())))
            }
            // A date to come is no news of later days.
            Value::When(when) if name != "review_by" && is_later(when, self.day) => Some(NOTHING),
            // A verdict that came later, as a whole.
            Value::Group(group) if self.is_later_group(group) => Some(NOTHING),
            Value::Group(group) => self.record(group, path, dropped).map(|group| Some(Value::Group(group))),
            Value::List(items) => self.list(items, path, dropped),
            _ => None,
        }
    }

    fn list(&self, items: &[Value], path: &FieldPath, dropped: &mut Vec<FieldPath>) -> Option<Option<Value>> {
        let mut changed = false;
        let mut kept = Vec::with_capacity(items.len());
        for (n, item) in items.iter().enumerate() {
            let path = path.item(n);
            let gone = match item {
                Value::Ref(reference) => self.is_gone(reference),
                Value::Group(group) => self.is_later_group(group),
                _ => false,
            };
            if gone {
                changed = true;
                dropped.push(path);
            } else if let Value::Group(group) = item
                && let Some(group) = self.record(group, &path, dropped)
            {
                changed = true;
                kept.push(Value::Group(group));
            } else {
                kept.push(item.clone());
            }
        }
        changed.then(|| (!kept.is_empty()).then_some(Value::List(kept)))
    }

    fn is_gone(&self, reference: &Ref) -> bool {
        matches!(self.names.find(&reference.0), Found::One(id) if self.gone.contains(&id))
    }

    /// A step, a response, a verdict, an amendment or a correction is later if its date is; an account, which has none, if all that
    /// it stands in is.
    fn is_later_group(&self, group: &Record) -> bool {
        if let Some(date) = group.when("date") {
            return is_later(&date, self.day);
        }
        let sources = group.references("sources");
        !sources.is_empty() && sources.iter().all(|source| self.is_gone(source))
    }

    /// What goes on beyond the day had no end yet.
    fn open_end(&self, interval: &Interval) -> Option<Interval> {
        let end = interval.end().date()?;
        is_later(&When::Date(end), self.day).then(|| Interval::new(interval.start(), Bound::Open)).flatten()
    }
}
