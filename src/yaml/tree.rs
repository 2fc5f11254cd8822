//! YAML text to [`Node`].
//!
//! In: a text. Out: a tree, or the first mistake. The order of a map is the writer's, a key that stands twice
//! is a mistake and not a silent choice, and a number that would not print as it was written (`19.10`,
//! `+375…`) stays the text that was written: an article of a law is no decimal fraction.
//!
//! What the input can do to us is bounded: nesting by [`DEEPEST`], and what aliases can blow up by a weight that
//! no text without aliases reaches.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Problem, brackets, wording};
use crate::model::Node;
use crate::text::place::Step;

/// How many lists and groups may lie within each other.
pub const DEEPEST: usize = 64;

/// What a value weighs beside its text. A text of `n` bytes holds at most `n` values and about `n` bytes of
/// scalars, so without aliases no tree is heavier than this times `n`.
const VALUE_WEIGHT: usize = 8;

/// What aliases may add to that: 200,000 values.
const ALIAS_WEIGHT: usize = 200_000 * VALUE_WEIGHT;

/// Maps larger than this get a table of their keys, so that looking for a second one stays linear.
const SMALL_MAP: usize = 16;

/// Reads one document. A text without any value is [`Node::Null`].
///
/// # Errors
/// The first thing that is no YAML, or that this program does not take: a key twice, a tag, a second document.
pub fn decode(text: &str) -> Result<Node, Problem> {
    if let Some(at) = brackets::too_deep(text) {
        return Err(wording::too_deep(text, at));
    }
    let mut reading = Reading::new(text.len());
    match Value(&mut reading).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(mut node) => {
            if reading.floats || reading.integers && ["+", "0x", "0o", "0b"].iter().any(|odd| text.contains(odd)) {
                restore_digits(text, &mut node);
            }
            Ok(node)
        }
        Err(error) => {
            reading.trail.reverse();
            Err(wording::explain(text, &error, reading.trouble, reading.trail))
        }
    }
}

/// What the library cannot say in its errors, said by us on the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// This key stands twice.
    Duplicate(Arc<str>),
    /// The key `<<`.
    Merge,
    /// This tag.
    Tag(String),
    /// Nested deeper than [`DEEPEST`].
    Deep,
    /// Aliases blow the tree up.
    Heavy,
}

/// What is kept while a text is read.
struct Reading {
    weight: usize,
    heaviest: usize,
    depth: usize,
    floats: bool,
    integers: bool,
    trouble: Option<Trouble>,
    /// The way to the mistake, innermost step first.
    trail: Vec<Step>,
}

impl Reading {
    fn new(length: usize) -> Self {
        let heaviest = length.saturating_mul(VALUE_WEIGHT).saturating_add(ALIAS_WEIGHT);
        Self { weight: 0, heaviest, depth: 0, floats: false, integers: false, trouble: None, trail: Vec::new() }
    }

    /// Takes note of the trouble; the error itself only carries the place.
    fn fail<E: Error>(&mut self, trouble: Trouble) -> E {
        self.trouble = Some(trouble);
        E::custom("")
    }

    fn weigh<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        self.weight += bytes;
        if self.weight > self.heaviest { Err(self.fail(Trouble::Heavy)) } else { Ok(()) }
    }

    fn enter<E: Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(self.fail(Trouble::Deep)) } else { self.weigh(VALUE_WEIGHT) }
    }
}

/// Any value.
struct Value<'r>(&'r mut Reading);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.0.weigh(VALUE_WEIGHT)?;
        Ok(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.0.weigh(VALUE_WEIGHT)?;
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.0.weigh(VALUE_WEIGHT)?;
        self.0.integers = true;
        Ok(Node::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => self.visit_f64(value as f64),
        }
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.0.weigh(VALUE_WEIGHT)?;
        self.0.floats = true;
        Ok(Node::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.0.weigh(VALUE_WEIGHT + value.len())?;
        Ok(Node::Text(Arc::from(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        self.0.enter()?;
        let mut items = Vec::new();
        loop {
            match list.next_element_seed(Value(self.0)) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => break,
                Err(error) => {
                    self.0.trail.push(Step::Index(items.len()));
                    return Err(error);
                }
            }
        }
        self.0.depth -= 1;
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        self.0.enter()?;
        let mut pairs: Vec<(Arc<str>, Node)> = Vec::new();
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key_seed(Key { reading: &mut *self.0, pairs: &pairs, seen: &seen })? {
            match map.next_value_seed(Value(self.0)) {
                Ok(value) => pairs.push((key, value)),
                Err(error) => {
                    self.0.trail.push(Step::Key(key));
                    return Err(error);
                }
            }
            if pairs.len() == SMALL_MAP {
                seen.extend(pairs.iter().map(|(key, _)| Arc::clone(key)));
            } else if let Some((key, _)) = pairs.last().filter(|_| pairs.len() > SMALL_MAP) {
                seen.insert(Arc::clone(key));
            }
        }
        self.0.depth -= 1;
        Ok(Node::Map(pairs))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (tag, _) = tagged.variant::<String>()?;
        Err(self.0.fail(Trouble::Tag(tag)))
    }
}

/// A key. Asked for as text, so that `2021:` and `true:` arrive as they were written.
struct Key<'r> {
    reading: &'r mut Reading,
    pairs: &'r [(Arc<str>, Node)],
    seen: &'r HashSet<Arc<str>>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Arc<str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Arc<str>, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(wording::A_KEY)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Arc<str>, E> {
        self.reading.weigh(key.len())?;
        if key == "<<" {
            return Err(self.reading.fail(Trouble::Merge));
        }
        let small = self.pairs.len() < SMALL_MAP;
        let twice = if small { self.pairs.iter().any(|(other, _)| &**other == key) } else { self.seen.contains(key) };
        let key = Arc::from(key);
        if twice {
            self.reading.trail.push(Step::Key(Arc::clone(&key)));
            return Err(self.reading.fail(Trouble::Duplicate(key)));
        }
        Ok(key)
    }
}

/// Puts the written form in the place of every number that would print otherwise. A second walk over the
/// same text, asked for only if there is such a number: the library tells either the number or its digits.
fn restore_digits(text: &str, node: &mut Node) {
    // The text was read once without a mistake, and numbers are read as text now: nothing can fail; if
    // something did, the numbers would stay as they are.
    drop(Written(node).deserialize(serde_yaml::Deserializer::from_str(text)));
}

/// A value that was read before.
struct Written<'n>(&'n mut Node);

impl<'de> DeserializeSeed<'de> for Written<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.0 {
            Node::List(_) => from.deserialize_seq(self),
            Node::Map(_) => from.deserialize_map(self),
            Node::Integer(_) | Node::Float(_) => from.deserialize_str(self),
            _ => from.deserialize_ignored_any(IgnoredAny).map(drop),
        }
    }
}

impl<'de> Visitor<'de> for Written<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value that was there before")
    }

    fn visit_str<E: Error>(self, written: &str) -> Result<(), E> {
        let printed = match self.0 {
            Node::Integer(number) => number.to_string(),
            Node::Float(number) => number.to_string(),
            _ => return Ok(()),
        };
        if printed != written {
            *self.0 = Node::Text(Arc::from(written));
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Node::List(items) = self.0 else { return Ok(()) };
        for item in items {
            list.next_element_seed(Written(item))?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Node::Map(pairs) = self.0 else { return Ok(()) };
        for (_, value) in pairs {
            map.next_key::<IgnoredAny>()?;
            map.next_value_seed(Written(value))?;
        }
        Ok(())
    }
}
