//! Views as values of the template engine, references to entries and sources among them made once a build and not once a page.
//!
//! In: a view, and what of views stays as it is while pages are made. Out: a value, the same as the engine's own conversion
//! gives, in each reference to an entry its `link`, as the theme's component `ref` writes it, and in each source that is only
//! named its `item`, as `source_item` does. An entry is named on a dozen pages, and a map of ten fields costs more than all
//! that a template does with it: the engine passes on a value that it meets within a view, so a reference that is known is
//! handed to it as the value it became before.

use std::cell::RefCell;
use std::sync::OnceLock;

use ahash::HashMap;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use tera::value::Key;
use tera::{ComponentArg, Context, Error, Tera, Value};

use crate::view::{Ref, RefFields, Shared, Source, SourceFields};

/// What a component of the theme writes once for what many pages show.
struct Written {
    component: &'static str,
    /// What the component is given: what it is for, the way to the root of the site, and perhaps the language.
    given: &'static [&'static str],
    /// The field that holds it.
    field: &'static str,
}

/// A link to an entry.
const LINK: Written = Written { component: "ref", given: &["entry", "root"], field: "link" };
/// A source in a list.
const ITEM: Written = Written { component: "source_item", given: &["source", "root", "lang"], field: "item" };
const IMPLICIT: [&str; 2] = ["site", "t"];

/// How deep in the site a page may be for its links to be made once for all pages of that depth. A few lie deeper.
const DEPTHS: usize = 4;

/// References and sources that many pages name, by where they lie in memory: they are held here, so nothing else can lie there.
#[derive(Default)]
pub(super) struct Ready {
    references: AllKnown<RefFields>,
    sources: AllKnown<SourceFields>,
}

type AllKnown<T> = HashMap<usize, Known<T>>;

/// A reference or a source, and what it is on pages of each depth.
struct Known<T> {
    held: Shared<T>,
    made: [OnceLock<Made>; DEPTHS],
}

/// A reference or a source as a value, and what a component wrote for it: lists ask for links by the hundred thousand.
struct Made {
    value: Value,
    /// Nothing for a reference to a page, and where the theme has no such component.
    written: Option<Value>,
}

/// Which components a theme has that write something once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writes {
    links: bool,
    items: bool,
}

impl Writes {
    /// What an engine has components for that take what they are given here and ask for nothing else.
    pub fn of(engine: &Tera) -> Self {
        Self { links: LINK.is_in(engine), items: ITEM.is_in(engine) }
    }
}

impl Written {
    fn is_in(&self, engine: &Tera) -> bool {
        let Some(component) = engine.get_component_definition(self.component) else { return false };
        let is_given = |argument: &ComponentArg| match argument.is_implicit() {
            true => IMPLICIT.contains(&argument.name()),
            false => self.given.contains(&argument.name()) || !argument.is_required(),
        };
        let takes = |name: &&str| component.args().iter().any(|argument| argument.name() == *name);
        self.given.iter().all(takes) && component.args().iter().all(is_given)
    }
}

/// What components write on a page.
pub(super) struct Links<'a> {
    engine: &'a Tera,
    writes: Writes,
    site: &'a Value,
    strings: &'a Value,
    /// The language of the page.
    lang: &'a str,
    /// The way to the root of the site.
    root: &'a str,
    depth: Option<usize>,
    /// The first mistake that came up in one of them.
    mistake: RefCell<Option<Error>>,
}

impl<'a> Links<'a> {
    /// For a page in a language whose way to the root of the site is `root`; `writes` is what [`Writes::of`] says of the engine.
    pub fn new(engine: &'a Tera, writes: Writes, site: &'a Value, strings: &'a Value, lang: &'a str, root: &'a str) -> Self {
        let depth = depth(root).filter(|depth| *depth < DEPTHS);
        Self { engine, writes, site, strings, lang, root, depth, mistake: RefCell::default() }
    }

    /// What went wrong in a component.
    pub fn mistake(self) -> Option<Error> {
        self.mistake.into_inner()
    }

    /// A value with what a component writes for it; nothing if that fails.
    fn with(&self, what: &Written, value: Value) -> Option<Made> {
        let (mut given, mut implicit) = (Context::new(), Context::new());
        let all = [value.clone(), Value::from(self.root), Value::from(self.lang)];
        for (name, value) in what.given.iter().zip(all) {
            given.insert_value(*name, value);
        }
        implicit.insert_value(IMPLICIT[0], self.site.clone());
        implicit.insert_value(IMPLICIT[1], self.strings.clone());
        let made = self.engine.render_component_with_implicits(what.component, &given, &implicit, None, true);
        // Without the copy that was given, the fields need not be copied.
        drop(given);
        match made {
            Ok(html) => {
                let mut fields = value.into_map().unwrap_or_default();
                let written = Value::safe_string(&html);
                fields.insert(Key::Str(what.field), written.clone());
                Some(Made { value: Value::from(fields), written: Some(written) })
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
        Self { references: known(references), ..Self::default() }
    }

    /// Adds sources of which a dozen pages say the same.
    pub fn add<'a>(&mut self, sources: impl Iterator<Item = &'a Source>) {
        self.sources.extend(known(sources));
    }

    /// Writes the link of a reference to an entry; nothing if there is none.
    pub fn link(&self, reference: &Ref, links: &Links<'_>, html: &mut String) -> Option<()> {
        At { ready: self, links }.with_entry(&**reference, |made| made.written.as_ref()?.as_str().map(|link| html.push_str(link)))?
    }

    /// A view as a value.
    pub fn value(&self, view: &impl Serialize, links: &Links<'_>) -> Value {
        At { ready: self, links }.value(view)
    }
}

fn known<'a, T: 'a>(shared: impl Iterator<Item = &'a Shared<T>>) -> AllKnown<T>
where
    Shared<T>: Clone,
{
    shared.map(|one| (place(&**one), Known { held: one.clone(), made: Default::default() })).collect()
}

/// What is ready, and the page that it is for.
#[derive(Clone, Copy)]
struct At<'a> {
    ready: &'a Ready,
    links: &'a Links<'a>,
}

impl At<'_> {
    fn value<T: Serialize + ?Sized>(self, view: &T) -> Value {
        super::value(&Within { view, at: self })
    }

    /// Takes what it wants of a reference to an entry; nothing if that could not be linked.
    fn with_entry<T: Serialize + ?Sized, R>(self, fields: &T, take: impl FnOnce(&Made) -> R) -> Option<R> {
        let known = self.ready.references.get(&place(fields)).map(|known| &known.made);
        self.with_made(known, self.links.writes.links.then_some(&LINK), || super::value(fields), take)
    }

    /// Takes what it wants of a source without a number; nothing if its item could not be written.
    fn with_source<T: Serialize + ?Sized, R>(self, fields: &T, take: impl FnOnce(&Made) -> R) -> Option<R> {
        let known = self.ready.sources.get(&place(fields)).map(|known| &known.made);
        self.with_made(known, self.links.writes.items.then_some(&ITEM), || self.value(fields), take)
    }

    /// Takes what it wants of what was made before, if it is known, or of what is made anew.
    fn with_made<R>(
        self,
        known: Option<&[OnceLock<Made>; DEPTHS]>,
        what: Option<&Written>,
        fresh: impl FnOnce() -> Value,
        take: impl FnOnce(&Made) -> R,
    ) -> Option<R> {
        let kept = known.zip(self.links.depth).map(|(known, depth)| &known[depth]);
        if let Some(made) = kept.and_then(OnceLock::get) {
            return Some(take(made));
        }
        let made = match what {
            Some(what) => self.links.with(what, fresh())?,
            None => Made { value: fresh(), written: None },
        };
        Some(match kept {
            Some(kept) => take(kept.get_or_init(|| made)),
            None => take(&made),
        })
    }

    /// A reference to a page, if it is known: it is the same on pages of each depth.
    fn page<T: Serialize + ?Sized>(self, fields: &T) -> Option<Value> {
        let known = self.ready.references.get(&place(fields))?;
        let made = known.made[0].get_or_init(|| Made { value: super::value(&*known.held), written: None });
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
        // One for which nothing could be written is left without: the mistake ends the page.
        let of = |made: &Made| made.value.clone();
        let known = match name {
            Ref::ENTRY => Some(self.at.with_entry(value, of).unwrap_or_else(Value::none)),
            Source::NAMED => Some(self.at.with_source(value, of).unwrap_or_else(Value::none)),
            Ref::PAGE => self.at.page(value),
            _ => None,
        };
        if let Some(known) = known {
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
