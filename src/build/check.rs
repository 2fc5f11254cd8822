//! The rules over each entry alone, in parallel, through the memo.

use std::sync::Arc;

use super::memo::Checked;
use super::{Memo, par_map};
use crate::check::check;
use crate::diag::Diagnostic;
use crate::link::Dossier;
use crate::text::noted::{Changed, noting};

/// What all rules find in all entries; how many they looked at. An entry is looked at again if it, or anything that the rules asked for, changed;
/// `changed` is nothing where there is no earlier dossier of the same settings.
pub fn check_all(dossier: &Dossier, changed: Option<&Changed>, memo: &Memo, kept: &mut Memo, found: &mut Vec<Diagnostic>) -> usize {
    let entries: Vec<_> = dossier.entries.iter().collect();
    if memo.is_last {
        found.extend(par_map(&entries, |(_, entry)| check(dossier, entry)).into_iter().flatten());
        return entries.len();
    }
    let checked = par_map(&entries, |(key, entry)| {
        let is_same =
            |known: &&Arc<Checked>| Arc::ptr_eq(&known.entry, entry) && changed.is_some_and(|changed| !changed.touches(&known.asked));
        memo.checked.get(*key).filter(is_same).map_or_else(
            || {
                let (found, asked) = noting(|| check(dossier, entry));
                (true, Arc::new(Checked { entry: Arc::clone(entry), asked, found }))
            },
            |known| (false, Arc::clone(known)),
        )
    });
    let mut count = 0;
    kept.checked.reserve(entries.len());
    for ((key, _), (is_fresh, checked)) in entries.into_iter().zip(checked) {
        count += usize::from(is_fresh);
        found.extend(checked.found.iter().cloned());
        kept.checked.insert(key.clone(), checked);
    }
    count
}
