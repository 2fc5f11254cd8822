//! What many pages show, kept once: a reference to an entry, a source.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Fields that many views share. Templates see through the sharing.
#[derive(Debug, Clone, Hash, PartialEq, Eq)]
pub struct Shared<T>(Arc<T>);

/// Fields of which a `Serializer` hears what they are called, so that it may know them again: those that it is handed lie where all
/// who share them see them.
pub trait Called: Serialize {
    /// What they are called.
    fn called(&self) -> &'static str;
}

impl<T: Called> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct(self.called(), &*self.0)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(fields: T) -> Self {
        Self(Arc::new(fields))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    /// A copy of its own, if others share it.
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}
