//! Ids of headings that must not be the same, in a text and on a page that shows several.

use std::sync::Arc;

use ahash::{HashMap, HashSet};

/// Ids that are taken in a text or on a page.
#[derive(Debug, Default)]
pub struct Ids {
    taken: HashSet<Arc<str>>,
    /// The next number to try, so that a thousand headings of the same words take a thousand steps.
    next: HashMap<Arc<str>, u32>,
}

impl Ids {
    /// Takes an id that cannot be taken yet: one of the ids of a text, which are told apart.
    pub fn reserve(&mut self, id: &Arc<str>) {
        self.taken.insert(id.clone());
    }

    /// This id, or the first `id-1`, `id-2` … that is free.
    pub fn take(&mut self, id: &str) -> Arc<str> {
        let plain: Arc<str> = Arc::from(id);
        if self.taken.insert(plain.clone()) {
            return plain;
        }
        let next = self.next.entry(plain).or_insert(1);
        loop {
            let numbered: Arc<str> = Arc::from(format!("{id}-{next}"));
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
