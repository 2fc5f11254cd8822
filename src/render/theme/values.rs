//! Views as values of the template engine, references to entries among them made once a build and not once a page.
//!
//! In: a view, and references that stay as they are while pages are made. Out: a value, the same as the engine's own
//! conversion gives, and in each reference to an entry its `link`, as the theme's component `ref` writes it. An entry is
//! named on a dozen pages, and a map of ten fields costs more than all that a template does with it: the engine passes on
//! a value that it meets within a view, so a reference that is known is handed to it as the value it became before.

use std::cell::RefCell;
use std::sync::OnceLock;

use ahash::HashMap;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use tera::value::Key;
use tera::{ComponentArg, Context, Error, Tera, Value};

use crate::view::Ref;

/// The component that writes a link to an entry, and what it is given.
const LINK: &str = "ref";
const GIVEN: [&str; 2] = ["entry", "root"];
const IMPLICIT: [&str; 2] = ["site", "t"];

/// How deep in the site a page may be for its links to be made once for all pages of that depth. A few lie deeper.
const DEPTHS: usize = 4;

/// References that many pages name, by where they lie in memory: they are held here, so nothing else can lie there.
#[derive(Default)]
pub(super) struct Ready {
    known: HashMap<usize, Known>,
}

/// A reference, and what it is on pages of each depth.
struct Known {
    reference: Ref,
    made: [OnceLock<Made>; DEPTHS],
}

/// A reference as a value, and its link, which lists ask for by the hundred thousand.
struct Made {
    value: Value,
    /// Nothing for a reference to a page, and where the theme writes no links.
    link: Option<Value>,
}

/// How a page links.
pub(super) struct Links<'a> {
    engine: &'a Tera,
    site: &'a Value,
    strings: &'a Value,
    /// The way to the root of the site.
    root: &'a str,
    depth: Option<usize>,
    /// Without a component for links there are none.
    has_links: bool,
    /// The first mistake that came up in it.
    mistake: RefCell<Option<Error>>,
}

/// Whether the engine has a component for links that takes what it is given here and asks for nothing else.
pub(super) fn has_links(engine: &Tera) -> bool {
    let Some(component) = engine.get_component_definition(LINK) else { return false };
    let is_given = |argument: &ComponentArg| match argument.is_implicit() {
        true => IMPLICIT.contains(&argument.name()),
        false => GIVEN.contains(&argument.name()) || !argument.is_required(),
    };
    let takes = |name: &str| component.args().iter().any(|argument| argument.name() == name);
    GIVEN.into_iter().all(takes) && component.args().iter().all(is_given)
}

impl<'a> Links<'a> {
    /// Links from a page whose way to the root of the site is `root`; `has_links` is what [`has_links`] says of the engine.
    pub fn new(engine: &'a Tera, has_links: bool, site: &'a Value, strings: &'a Value, root: &'a str) -> Self {
        let depth = depth(root).filter(|depth| *depth < DEPTHS);
        Self { engine, site, strings, root, depth, has_links, mistake: RefCell::default() }
    }

    /// What went wrong while links were written.
    pub fn mistake(self) -> Option<Error> {
        self.mistake.into_inner()
    }

    /// A reference to an entry with its link.
    fn linked(&self, reference: Value) -> Option<Made> {
        if !self.has_links {
            return Some(Made { value: reference, link: None });
        }
        let (mut given, mut implicit) = (Context::new(), Context::new());
        given.insert_value(GIVEN[0], reference.clone());
        given.insert_value(GIVEN[1], Value::from(self.root));
        implicit.insert_value(IMPLICIT[0], self.site.clone());
        implicit.insert_value(IMPLICIT[1], self.strings.clone());
        let made = self.engine.render_component_with_implicits(LINK, &given, &implicit, None, true);
        // Without the copy that was given, the fields need not be copied.
        drop(given);
        match made {
            Ok(html) => {
                let mut fields = reference.into_map().unwrap_or_default();
                let link = Value::safe_string(&html);
                fields.insert(Key::Str("link"), link.clone());
                Some(Made { value: Value::from(fields), link: Some(link) })
            }
            Err(mistake) => {
                self.mistake.borrow_mut().get_or_insert(mistake);
                None
            }
        }
    }
}

/// How deep a page lies, by its way to the root: `./`, `../`, `../../`; nothing for an address.
fn depth(root: &str) -> Option<usize> {
    let depth = root.len() / 3;
    (root == "./" || (depth > 0 && root == "../".repeat(depth))).then_some(depth)
}

impl Ready {
    /// Nothing is made before a page asks for it.
    pub fn new<'a>(references: impl Iterator<Item = &'a Ref>) -> Self {
        let known = |reference: &Ref| Known { reference: reference.clone(), made: Default::default() };
        Self { known: references.map(|reference| (place(&**reference), known(reference))).collect() }
    }

    /// Writes the link of a reference to an entry; nothing if there is none.
    pub fn link(&self, reference: &Ref, links: &Links<'_>, html: &mut String) -> Option<()> {
        At { ready: self, links }.with_made(&**reference, |made| made.link.as_ref()?.as_str().map(|link| html.push_str(link)))?
    }

    /// A view as a value.
    pub fn value(&self, view: &impl Serialize, links: &Links<'_>) -> Value {
        super::value(&Within { view, at: At { ready: self, links } })
    }
}

/// What is ready, and the page that it is for.
#[derive(Clone, Copy)]
struct At<'a> {
    ready: &'a Ready,
    links: &'a Links<'a>,
}

impl At<'_> {
    /// A reference to an entry. One that could not be linked is left without: the mistake ends the page.
    fn entry<T: Serialize + ?Sized>(self, fields: &T) -> Value {
        self.with_made(fields, |made| made.value.clone()).unwrap_or_else(Value::none)
    }

    /// Takes what it wants of a reference to an entry; nothing if that could not be linked.
    fn with_made<T: Serialize + ?Sized, R>(self, fields: &T, take: impl FnOnce(&Made) -> R) -> Option<R> {
        let known = self.ready.known.get(&place(fields));
        let made = known.zip(self.links.depth).map(|(known, depth)| &known.made[depth]);
        if let Some(made) = made.and_then(OnceLock::get) {
            return Some(take(made));
        }
        let linked = self.links.linked(super::value(fields))?;
        Some(match made {
            Some(made) => take(made.get_or_init(|| linked)),
            None => take(&linked),
        })
    }

    /// A reference to a page, if it is known: it is the same on pages of each depth.
    fn page<T: Serialize + ?Sized>(self, fields: &T) -> Option<Value> {
        let known = self.ready.known.get(&place(fields))?;
        let made = known.made[0].get_or_init(|| Made { value: super::value(&*known.reference), link: None });
        Some(made.value.clone())
    }
}

fn place<T: ?Sized>(of: &T) -> usize {
    std::ptr::from_ref(of).addr()
}

/// A view, or a part of one, in which references are looked for.
struct Within<'a, T: ?Sized> {
    view: &'a T,
    at: At<'a>,
}

impl<T: Serialize + ?Sized> Serialize for Within<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.view.serialize(Looking { to, at: self.at })
    }
}

/// Passes everything on, and looks at what lies within lists, groups and what may be missing.
struct Looking<'a, S> {
    to: S,
    at: At<'a>,
}

impl<'a, S> Looking<'a, S> {
    fn within<'v, T: ?Sized>(&self, view: &'v T) -> Within<'v, T>
    where
        'a: 'v,
    {
        Within { view, at: self.at }
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
        if name == Ref::ENTRY {
            return self.at.entry(value).serialize(self.to);
        }
        if name == Ref::PAGE
            && let Some(known) = self.at.page(value)
        {
            return known.serialize(self.to);
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
        Ok(Looking { to: self.to.serialize_seq(len)?, at: self.at })
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Looking { to: self.to.serialize_map(len)?, at: self.at })
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Looking { to: self.to.serialize_struct(name, len)?, at: self.at })
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
mod tests;
