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
use std::sync::Arc;

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

/// Notes what other work asked for, by whoever takes what came of it.
pub fn note_all(asked: &Asked) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            notes.extend_from_slice(&asked.0);
        }
    });
}

/// The number of a key in a table. The same in every build of a process.
fn cell(table: u64, key: &(impl Hash + ?Sized)) -> Cell {
    RandomState::with_seeds(table, 1, 2, 3).hash_one(key)
}

/// How many bits tell at once that something has not changed.
const BITS: usize = 1 << 14;

/// What is not the same as in the last build.
#[derive(Debug)]
pub struct Changed {
    cells: HashSet<Cell>,
    /// A bit for each of them. After an edit little has changed, and a million cells are asked about: most are told apart
    /// by this.
    bits: Box<[u64; BITS / 64]>,
}

impl Default for Changed {
    fn default() -> Self {
        Self { cells: HashSet::default(), bits: Box::new([0; BITS / 64]) }
    }
}

impl Changed {
    /// Whether something that was asked for has changed.
    #[must_use]
    pub fn touches(&self, asked: &Asked) -> bool {
        !self.cells.is_empty() && asked.0.iter().any(|cell| self.may_hold(*cell) && self.cells.contains(cell))
    }

    fn may_hold(&self, cell: Cell) -> bool {
        let (word, bit) = Self::place(cell);
        self.bits[word] >> bit & 1 == 1
    }

    fn add(&mut self, cell: Cell) {
        let (word, bit) = Self::place(cell);
        self.bits[word] |= 1 << bit;
        self.cells.insert(cell);
    }

    /// The bit of a cell. Cells are hashes: any of their bits will do.
    fn place(cell: Cell) -> (usize, u32) {
        ((cell >> 6) as usize % (BITS / 64), (cell % 64) as u32)
    }
}

/// A value that is looked at as a whole. It is shared: a build that has no reason to make it anew takes the last one.
#[derive(Debug, Default)]
pub struct Noted<T> {
    table: u64,
    value: Arc<T>,
}

impl<T> Clone for Noted<T> {
    fn clone(&self) -> Self {
        Self { table: self.table, value: Arc::clone(&self.value) }
    }
}

impl<T> Noted<T> {
    /// A value under a name that nothing else has.
    #[must_use]
    pub fn new(name: &str, value: T) -> Self {
        Self { table: cell(0, name), value: Arc::new(value) }
    }

    /// The value, for those who make another table of it: whoever asks that one notes it there.
    #[must_use]
    pub fn unnoted(&self) -> &T {
        &self.value
    }

    /// Adds it to what changed, if it is not the same as before.
    pub fn compare(&self, before: &Self, changed: &mut Changed, same: impl FnOnce(&T, &T) -> bool) {
        if !self.is_shared(before) && !same(&self.value, &before.value) {
            changed.add(self.table);
        }
    }

    /// Whether the two are one value.
    #[must_use]
    pub fn is_shared(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.value, &other.value)
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

/// Values by key, of which each is looked at for itself; that there is none counts as well. Shared like [`Noted`].
#[derive(Debug)]
pub struct Table<K, V> {
    table: u64,
    values: Arc<HashMap<K, V>>,
}

impl<K, V> Clone for Table<K, V> {
    fn clone(&self) -> Self {
        Self { table: self.table, values: Arc::clone(&self.values) }
    }
}

impl<K: Hash + Eq, V> Table<K, V> {
    /// Values under a name that nothing else has.
    #[must_use]
    pub fn new(name: &str, values: HashMap<K, V>) -> Self {
        Self { table: cell(0, name), values: Arc::new(values) }
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

    /// The same, for those who make another table of it.
    #[must_use]
    pub fn unnoted(&self) -> &HashMap<K, V> {
        &self.values
    }

    /// Whether the two are one table.
    #[must_use]
    pub fn is_shared(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.values, &other.values)
    }

    /// The keys that do not have the same value in both, for those who make another table of it.
    #[must_use]
    pub fn differing<'a>(&'a self, other: &'a Self) -> Vec<&'a K>
    where
        V: PartialEq,
    {
        if self.is_shared(other) {
            return Vec::new();
        }
        let changed = self.values.iter().filter(|(key, value)| other.values.get(*key) != Some(*value)).map(|(key, _)| key);
        changed.chain(other.values.keys().filter(|key| !self.values.contains_key(*key))).collect()
    }

    /// Adds the keys whose values are not the same as before to what changed.
    pub fn compare(&self, before: &Self, changed: &mut Changed, same: impl Fn(&V, &V) -> bool) {
        if self.is_shared(before) {
            return;
        }
        let mut is_same = true;
        #[expect(clippy::iter_over_hash_type, reason = "what changed is a set")]
        for (key, value) in &*self.values {
            if !before.values.get(key).is_some_and(|old| same(value, old)) {
                changed.add(cell(self.table, key));
                is_same = false;
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "what changed is a set")]
        for key in before.values.keys() {
            if !self.values.contains_key(key) {
                changed.add(cell(self.table, key));
                is_same = false;
            }
        }
        if !is_same {
            changed.add(self.table);
        }
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { table: 0, values: Arc::default() }
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
