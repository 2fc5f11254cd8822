//! Views as values of the template engine, references to entries among them made once a build and not once a page.
//!
//! In: a view, and references that stay as they are while pages are made. Out: a value, the same as the engine's own
//! conversion gives. An entry is named on a dozen pages, and a map of nine fields costs more than all that a template
//! does with it: the engine passes on a value that it meets within a view, so a reference that is known is handed to
//! it as the value it became before.

use std::sync::OnceLock;

use ahash::HashMap;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use tera::Value;

use crate::view::Ref;

/// References that many pages name, by where they lie in memory: they are held here, so nothing else can lie there.
#[derive(Default)]
pub(super) struct Ready {
    known: HashMap<usize, (Ref, OnceLock<Value>)>,
}

impl Ready {
    /// Nothing is made before a page asks for it.
    pub fn new<'a>(references: impl Iterator<Item = &'a Ref>) -> Self {
        Self { known: references.map(|reference| (place(&**reference), (reference.clone(), OnceLock::new()))).collect() }
    }

    /// A view as a value.
    pub fn value(&self, view: &impl Serialize) -> Value {
        super::value(&Within { view, ready: self })
    }
}

fn place<T: ?Sized>(of: &T) -> usize {
    std::ptr::from_ref(of).addr()
}

/// A view, or a part of one, in which references are looked for.
struct Within<'a, T: ?Sized> {
    view: &'a T,
    ready: &'a Ready,
}

impl<T: Serialize + ?Sized> Serialize for Within<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.view.serialize(Looking { to, ready: self.ready })
    }
}

/// Passes everything on, and looks at what lies within lists, groups and what may be missing.
struct Looking<'a, S> {
    to: S,
    ready: &'a Ready,
}

impl<'a, S> Looking<'a, S> {
    fn within<'v, T: ?Sized>(&self, view: &'v T) -> Within<'v, T>
    where
        'a: 'v,
    {
        Within { view, ready: self.ready }
    }
}

/// What holds no reference is passed on as it is.
macro_rules! pass_on {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        $(fn $name(self, $($argument: $type),*) -> Result<$result, S::Error> {
            self.to.$name($($argument),*)
        })*
    };
}

impl<'a, S: Serializer> Serializer for Looking<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Looking<'a, S::SerializeSeq>;
    type SerializeTuple = S::SerializeTuple;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = Looking<'a, S::SerializeMap>;
    type SerializeStruct = Looking<'a, S::SerializeStruct>;
    type SerializeStructVariant = S::SerializeStructVariant;

    pass_on! {
        serialize_bool(value: bool) -> S::Ok;
        serialize_i8(value: i8) -> S::Ok;
        serialize_i16(value: i16) -> S::Ok;
        serialize_i32(value: i32) -> S::Ok;
        serialize_i64(value: i64) -> S::Ok;
        serialize_u8(value: u8) -> S::Ok;
        serialize_u16(value: u16) -> S::Ok;
        serialize_u32(value: u32) -> S::Ok;
        serialize_u64(value: u64) -> S::Ok;
        serialize_f32(value: f32) -> S::Ok;
        serialize_f64(value: f64) -> S::Ok;
        serialize_char(value: char) -> S::Ok;
        serialize_str(value: &str) -> S::Ok;
        serialize_bytes(value: &[u8]) -> S::Ok;
        serialize_none() -> S::Ok;
        serialize_unit() -> S::Ok;
        serialize_unit_struct(name: &'static str) -> S::Ok;
        serialize_unit_variant(name: &'static str, number: u32, variant: &'static str) -> S::Ok;
        serialize_tuple(len: usize) -> S::SerializeTuple;
        serialize_tuple_struct(name: &'static str, len: usize) -> S::SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, number: u32, variant: &'static str, len: usize) -> S::SerializeTupleVariant;
        serialize_struct_variant(name: &'static str, number: u32, variant: &'static str, len: usize) -> S::SerializeStructVariant;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        let value = self.within(value);
        self.to.serialize_some(&value)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        if name == Ref::NAME
            && let Some((reference, ready)) = self.ready.known.get(&place(value))
        {
            return ready.get_or_init(|| super::value(reference)).serialize(self.to);
        }
        let value = self.within(value);
        self.to.serialize_newtype_struct(name, &value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        number: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = self.within(value);
        self.to.serialize_newtype_variant(name, number, variant, &value)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Looking { to: self.to.serialize_seq(len)?, ready: self.ready })
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Looking { to: self.to.serialize_map(len)?, ready: self.ready })
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Looking { to: self.to.serialize_struct(name, len)?, ready: self.ready })
    }
}

impl<S: SerializeSeq> SerializeSeq for Looking<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let value = self.within(value);
        self.to.serialize_element(&value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.to.end()
    }
}

impl<S: SerializeMap> SerializeMap for Looking<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.to.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let value = self.within(value);
        self.to.serialize_value(&value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.to.end()
    }
}

impl<S: SerializeStruct> SerializeStruct for Looking<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), S::Error> {
        let value = self.within(value);
        self.to.serialize_field(name, &value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.to.end()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::render::refs::to_page;
    use crate::view::{Row, RowValue};

    fn reference(title: &str) -> Ref {
        to_page(Arc::from(title), Arc::from("x/index.html"))
    }

    #[test]
    fn a_view_becomes_the_same_value_whether_its_references_are_ready_or_not() {
        let (known, other) = (reference("known"), reference("other"));
        let none: Arc<str> = Arc::from("");
        let value = |entry: &Ref| RowValue {
            shape: "entry",
            text: none.clone(),
            html: none.clone(),
            lang: none.clone(),
            value: none.clone(),
            entry: Some(entry.clone()),
            rows: Vec::new(),
        };
        let row = Row { field: none.clone(), label: none.clone(), values: vec![value(&known), value(&other)] };
        let view = BTreeMap::from([("row", (vec![row], 3_u32, Some(true), Option::<bool>::None))]);
        let ready = Ready::new([&known].into_iter());
        for _ in 0..2 {
            assert_eq!(ready.value(&view).to_string(), super::super::value(&view).to_string());
            assert_eq!(ready.value(&vec![&known, &other]).to_string(), super::super::value(&vec![&known, &other]).to_string());
        }
        assert!(ready.known.values().all(|(_, made)| made.get().is_some()));
    }

    #[test]
    fn a_reference_that_was_changed_is_not_the_one_that_is_ready() {
        let known = reference("known");
        let ready = Ready::new([&known].into_iter());
        let mut changed = known.clone();
        changed.title = Arc::from("changed");
        assert!(ready.value(&known).to_string().contains("known"));
        assert!(ready.value(&changed).to_string().contains("changed"));
    }
}
