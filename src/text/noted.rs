//! What a piece of work looks at, noted while it looks: it need not be done again while all of that is the same.
//!
//! Whatever pages and rules can ask of other entries lies in a [`Table`] or a [`Noted`] value, and neither gives
//! anything without noting what was asked for; so nobody who adds a question has to remember to say so. The notes
//! belong to whoever works on this thread ([`noting`]); where nobody wants any, none are made. The next build
//! compares its tables with the last ones ([`Changed`]) and does again what asked for something that changed.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::hash::Hash;
use std::ops::Deref;

use ahash::{HashMap, HashSet, RandomState};

/// The number of something that can be asked for. Should two things ever have one number, a change of either counts
/// for both: more work, never less.
type Cell = u64;

thread_local! {
    /// What the work that is noted on this thread has asked for so far; nothing while none is.
    static NOTES: RefCell<Option<Vec<Cell>>> = const { RefCell::new(None) };
}

/// All that a piece of work asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked(Box<[Cell]>);

/// Does a piece of work and notes what it asks for. Within work that is noted already, that one has asked for it too.
pub fn noting<T>(work: impl FnOnce() -> T) -> (T, Asked) {
    /// Puts the outer notes back, also when the work panics.
    struct Outer(Option<Vec<Cell>>);
    impl Drop for Outer {
        fn drop(&mut self) {
            NOTES.replace(self.0.take());
        }
    }
    let mut outer = Outer(NOTES.replace(Some(Vec::new())));
    let result = work();
    let mut cells = NOTES.take().unwrap_or_default();
    cells.sort_unstable();
    cells.dedup();
    if let Some(outer) = &mut outer.0 {
        outer.extend_from_slice(&cells);
    }
    (result, Asked(cells.into()))
}

/// Whether work on this thread is being noted: then it must stay on this thread.
#[must_use]
pub fn is_noting() -> bool {
    NOTES.with_borrow(Option::is_some)
}

fn note(cell: impl FnOnce() -> Cell) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            notes.push(cell());
        }
    });
}

/// The number of a key in a table. The same in every build of a process.
fn cell(table: u64, key: &(impl Hash + ?Sized)) -> Cell {
    RandomState::with_seeds(table, 1, 2, 3).hash_one(key)
}

/// What is not the same as in the last build.
#[derive(Debug, Default)]
pub struct Changed(HashSet<Cell>);

impl Changed {
    /// Whether something that was asked for has changed.
    #[must_use]
    pub fn touches(&self, asked: &Asked) -> bool {
        !self.0.is_empty() && asked.0.iter().any(|cell| self.0.contains(cell))
    }
}

/// A value that is looked at as a whole.
#[derive(Debug, Default)]
pub struct Noted<T> {
    table: u64,
    value: T,
}

impl<T> Noted<T> {
    /// A value under a name that nothing else has.
    #[must_use]
    pub fn new(name: &str, value: T) -> Self {
        Self { table: cell(0, name), value }
    }

    /// The value, for those who make another table of it: whoever asks that one notes it there.
    #[must_use]
    pub fn unnoted(&self) -> &T {
        &self.value
    }

    /// Adds it to what changed, if it is not the same as before.
    pub fn compare(&self, before: &Self, changed: &mut Changed, same: impl FnOnce(&T, &T) -> bool) {
        if !same(&self.value, &before.value) {
            changed.0.insert(self.table);
        }
    }
}

impl<T> Deref for Noted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note(|| self.table);
        &self.value
    }
}

impl<'a, T> IntoIterator for &'a Noted<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

/// Values by key, of which each is looked at for itself; that there is none counts as well.
#[derive(Debug)]
pub struct Table<K, V> {
    table: u64,
    values: HashMap<K, V>,
}

impl<K: Hash + Eq, V> Table<K, V> {
    /// Values under a name that nothing else has.
    #[must_use]
    pub fn new(name: &str, values: HashMap<K, V>) -> Self {
        Self { table: cell(0, name), values }
    }

    /// The value of a key.
    #[must_use]
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        note(|| cell(self.table, key));
        self.values.get(key)
    }

    /// All keys and values, looked at as a whole.
    #[must_use]
    pub fn all(&self) -> &HashMap<K, V> {
        note(|| self.table);
        &self.values
    }

    /// Adds the keys whose values are not the same as before to what changed.
    pub fn compare(&self, before: &Self, changed: &mut Changed, same: impl Fn(&V, &V) -> bool) {
        let mut is_same = true;
        #[expect(clippy::iter_over_hash_type, reason = "what changed is a set")]
        for (key, value) in &self.values {
            if !before.values.get(key).is_some_and(|old| same(value, old)) {
                changed.0.insert(cell(self.table, key));
                is_same = false;
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "what changed is a set")]
        for key in before.values.keys() {
            if !self.values.contains_key(key) {
                changed.0.insert(cell(self.table, key));
                is_same = false;
            }
        }
        if !is_same {
            changed.0.insert(self.table);
        }
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { table: 0, values: HashMap::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(pairs: &[(&'static str, u32)]) -> Table<&'static str, u32> {
        Table::new("numbers", pairs.iter().copied().collect())
    }

    fn changed(before: &[(&'static str, u32)], after: &[(&'static str, u32)]) -> Changed {
        let mut changed = Changed::default();
        table(after).compare(&table(before), &mut changed, PartialEq::eq);
        changed
    }

    #[test]
    fn what_was_asked_for_counts_and_nothing_else() {
        let before = [("a", 1), ("b", 2)];
        let (_, asked) = noting(|| (table(&before).get("a").copied(), table(&before).get("c").copied()));
        assert!(!changed(&before, &[("a", 1), ("b", 3)]).touches(&asked));
        assert!(changed(&before, &[("a", 2), ("b", 2)]).touches(&asked));
        assert!(changed(&before, &[("b", 2)]).touches(&asked), "a value that went");
        assert!(changed(&before, &[("a", 1), ("b", 2), ("c", 1)]).touches(&asked), "a value that was missed");
        assert!(!changed(&before, &before).touches(&asked));
    }

    #[test]
    fn inner_work_counts_for_the_outer() {
        let value = Noted::new("value", 1);
        let ((_, inner), outer) = noting(|| noting(|| *value + 1));
        let mut changed = Changed::default();
        Noted::new("value", 2).compare(&value, &mut changed, PartialEq::eq);
        assert!(changed.touches(&inner) && changed.touches(&outer) && !is_noting());
        assert!(!changed.touches(&noting(|| *value.unnoted()).1));
    }
}
