//! Which addresses lead to something designated: every outgoing address can be asked about.
//!
//! In: the register of acts, and what actors and sources say of where they publish. Out: for an address, whom it belongs to
//! and the acts in force on them. An actor is under the acts on what it is part of too, and a document under those on its
//! publisher. One new designation, and every link to its subject is known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::HashMap;

use super::register::{Register, Side};
use crate::kind::actor::{Actor, with_wholes};
use crate::kind::linked::details;
use crate::kind::source::Source;
use crate::link::{Dossier, Found};
use crate::model::{Ref, Summary, When};
use crate::text::address::Pattern;

/// Somebody or something under designations in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The folded id of the actor or the source whose address it is; of a document that is not listed itself, its publisher.
    pub id: Arc<str>,
    /// The folded ids of the acts, in the order of their dates.
    pub acts: Vec<Arc<str>>,
}

/// The addresses of all that is designated.
#[derive(Debug, Default)]
pub struct Designated {
    /// By host: beginnings of paths with the number of the subject.
    hosts: HashMap<String, HashMap<String, usize>>,
    /// How long the longest of these is.
    longest: usize,
    /// The same in order.
    patterns: Vec<(Pattern, usize)>,
    subjects: Vec<Subject>,
}

impl Designated {
    /// Gathers them from a dossier and its register.
    #[must_use]
    pub fn of(dossier: &Dossier, register: &Register) -> Self {
        let mut all = Self::default();
        let mut known: BTreeMap<Pattern, usize> = BTreeMap::new();
        let mut numbers: BTreeMap<Subject, usize> = BTreeMap::new();
        let originals = dossier.entries.iter().filter(|(key, _)| key.lang == *dossier.config.main());
        for (key, entry) in originals {
            let patterns = addresses(&entry.summary);
            if patterns.is_empty() {
                continue;
            }
            let acts = acts(dossier, register, &entry.summary);
            if acts.is_empty() {
                continue;
            }
            let subject = Subject { id: designated_one(dossier, register, &key.id, &entry.summary), acts };
            let subject = *numbers.entry(subject).or_insert_with_key(|subject| {
                all.subjects.push(subject.clone());
                all.subjects.len() - 1
            });
            for pattern in patterns {
                known.entry(pattern).or_insert(subject);
            }
        }
        for (pattern, subject) in &known {
            all.longest = all.longest.max(pattern.path.len());
            all.hosts.entry(pattern.host.clone()).or_default().insert(pattern.path.clone(), *subject);
        }
        all.patterns = known.into_iter().collect();
        all
    }

    /// Whether there is any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// The subjects with addresses, in the order of their ids.
    #[must_use]
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// Whom an address, or one that it holds (a copy in an archive), belongs to, if they are designated.
    #[must_use]
    pub fn find(&self, address: &str) -> Option<&Subject> {
        self.look_up(address).map(|(subject, _)| &self.subjects[subject])
    }

    /// The number of the subject that [`Designated::find`] finds, and whether the address only holds one of theirs: an archive's.
    #[must_use]
    pub fn look_up(&self, address: &str) -> Option<(usize, bool)> {
        if self.hosts.is_empty() {
            return None;
        }
        Pattern::all_of(address).iter().enumerate().find_map(|(n, one)| {
            let mut hosts = one.hosts().filter_map(|host| self.hosts.get(host));
            let subject = hosts.find_map(|paths| {
                let mut listed = one.paths().skip_while(|path| path.len() > self.longest);
                listed.find_map(|path| paths.get(path))
            });
            subject.map(|subject| (*subject, n > 0))
        })
    }

    /// All addresses with the numbers of their subjects, in order.
    #[must_use]
    pub fn patterns(&self) -> &[(Pattern, usize)] {
        &self.patterns
    }
}

/// Who is to be named: a document that no act labels stands for its publisher.
fn designated_one(dossier: &Dossier, register: &Register, id: &Arc<str>, summary: &Summary) -> Arc<str> {
    let is_labelled = register.of_entry(Side::Subject, id).any(|act| act.force.counts());
    let publisher = details::<Source>(summary).filter(|_| !is_labelled).and_then(|source| source.publisher.as_ref());
    match publisher.map(|publisher| dossier.graph.names.find(&publisher.0)) {
        Some(Found::One(publisher)) => publisher,
        _ => id.clone(),
    }
}

/// The addresses of an entry, as far as they can be read; what cannot is told by its kind.
fn addresses(summary: &Summary) -> Vec<Pattern> {
    let read = |text: &Arc<str>| Pattern::read(text).ok();
    if let Some(actor) = details::<Actor>(summary) {
        return actor.addresses.iter().filter_map(read).collect();
    }
    let Some(source) = details::<Source>(summary) else { return Vec::new() };
    source.addresses.iter().chain(&source.url).chain(&source.archive_url).filter_map(read).collect()
}

/// The acts in force on an entry: on itself, on what it is part of, on who published it.
fn acts(dossier: &Dossier, register: &Register, summary: &Summary) -> Vec<Arc<str>> {
    let look = dossier.seen_in(dossier.config.main());
    let mut on: BTreeSet<Arc<str>> = BTreeSet::from([summary.folded.clone()]);
    if details::<Actor>(summary).is_some() {
        on.extend(with_wholes(&look, &Ref(Arc::from(summary.id.as_str()))));
    }
    if let Some(publisher) = details::<Source>(summary).and_then(|source| source.publisher.as_ref())
        && matches!(dossier.graph.names.find(&publisher.0), Found::One(_))
    {
        on.extend(with_wholes(&look, publisher));
    }
    let acts = on.iter().flat_map(|id| register.of_entry(Side::Subject, id)).filter(|act| act.force.counts());
    let dated: BTreeSet<_> = acts.map(|act| (act.date.as_ref().map(When::sort_key), act.id.clone())).collect();
    dated.into_iter().map(|(_, id)| id).collect()
}
