//! From a path to the bytes of the value or the key there.
//!
//! In: a text and a field path, or a diagnostic that holds one. Out: bytes. The library tells where a value is in
//! one way only, in its errors; so this walks to the value and fails there on purpose. That reads the whole text
//! each time, and is asked only when a diagnostic is handed out.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{FrontMatter, front_matter, scan};
use crate::diag::Diagnostic;
use crate::text::place::{At, FieldPath, Place, Span, Step};
use crate::text::{Snapshot, Source, SourceId};

/// In the library's error if, and only if, the walk ended at its goal.
const HERE: &str = "the place that was looked for";

/// The same if the goal is the item number 0 of what is no list: a single value counts as a list of one.
const ONE_UP: &str = "the place one step up";

/// How much YAML is read to find places in one file. A file with more mistakes than that pays for (some
/// 40,000 in a usual front matter, 64 in one as large as may be) gets its last ones at its first line.
const PATIENCE: usize = 16 << 20;

/// The bytes of the value at a path: a quoted text with its quotes, a list or group its first line. The item
/// number 0 of what is no list is the value itself. Empty if nothing is written after the key.
#[must_use]
pub fn locate(text: &str, path: &FieldPath) -> Option<Span> {
    find(text, &path.0, Goal::Value)
}

/// All bytes of the text at a path, with its quotes if it has some: where [`locate`] shows the first line of a text that
/// goes over several, this goes to its end.
#[must_use]
pub fn locate_whole(text: &str, path: &FieldPath) -> Option<Span> {
    Some(match seek(text, &path.0, Goal::Value)? {
        Found::Part(span) => span,
        Found::At(start) => scan::whole(text, start),
    })
}

/// The bytes of the key at the end of a path, with its quotes if it has some.
#[must_use]
pub fn locate_key(text: &str, path: &FieldPath) -> Option<Span> {
    match path.0.last() {
        Some(Step::Key(_)) => find(text, &path.0, Goal::Key),
        _ => find(text, &path.0, Goal::Value),
    }
}

/// The same place in bytes. What cannot be found is sought one step up, and at last at the beginning of the
/// front matter (of the text, if the file is YAML); a file that is neither has no such place.
#[must_use]
pub fn pin(place: &Place, source: &Source) -> Place {
    let mut patience = usize::MAX;
    pin_within(place, source, &mut patience)
}

/// Turns all places of these diagnostics into bytes.
pub fn pin_all(diagnostics: &mut [Diagnostic], snapshot: &Snapshot) {
    let mut patience: BTreeMap<SourceId, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.place);
        for place in std::iter::once(&mut diagnostic.place).chain(labels) {
            if let (At::Value(_) | At::Key(_), Some(source)) = (&place.at, snapshot.sources.get(&place.source)) {
                let left = patience.entry(place.source.clone()).or_insert(PATIENCE);
                *place = pin_within(place, source, left);
            }
        }
    }
}

fn pin_within(place: &Place, source: &Source, patience: &mut usize) -> Place {
    let (path, key) = match &place.at {
        At::File | At::Bytes(..) => return place.clone(),
        At::Value(path) => (path, false),
        At::Key(path) => (path, true),
    };
    let name = source.id.file_name().to_ascii_lowercase();
    let (yaml, fallback) = if name.ends_with(".yaml") || name.ends_with(".yml") {
        (0..source.text.len(), At::File)
    } else {
        match front_matter(&source.text) {
            FrontMatter::Found { yaml, .. } => (yaml, At::Bytes(0, 3)),
            FrontMatter::Unclosed(line) => return Place::bytes(&source.id, line),
            FrontMatter::Missing => return Place::file(&source.id),
        }
    };
    let text = &source.text[yaml.clone()];
    let mut steps = path.0.as_slice();
    let mut goal = if key && matches!(steps.last(), Some(Step::Key(_))) { Goal::Key } else { Goal::Value };
    while !steps.is_empty() && *patience >= text.len() {
        *patience -= text.len();
        if let Some(span) = find(text, steps, goal) {
            return Place::bytes(&source.id, yaml.start + span.start..yaml.start + span.end);
        }
        steps = &steps[..steps.len() - 1];
        goal = Goal::Value;
    }
    Place { source: source.id.clone(), at: fallback }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Value,
    Key,
}

fn find(text: &str, steps: &[Step], goal: Goal) -> Option<Span> {
    Some(match seek(text, steps, goal)? {
        Found::Part(span) => span,
        Found::At(start) => scan::value(text, start),
    })
}

/// What is known of a place that was sought.
enum Found {
    /// All its bytes.
    Part(Span),
    /// Where it begins.
    At(usize),
}

fn seek(text: &str, steps: &[Step], goal: Goal) -> Option<Found> {
    let mut borrowed = None;
    let walk = Walk { text, steps, goal, borrowed: &mut borrowed };
    let error = walk.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    if let Some(span) = borrowed {
        return Some(Found::Part(with_quotes(text, span)));
    }
    let said = error.to_string();
    if said.contains(ONE_UP) {
        let (_, above) = steps.split_last()?;
        return seek(text, above, goal);
    }
    said.contains(HERE).then(|| error.location())?.map(|place| Found::At(place.index()))
}

/// A quoted text is handed out without its quotes; no other text has one right before and after it.
fn with_quotes(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
    match (before, bytes.get(span.end)) {
        (Some(b'"'), Some(b'"')) | (Some(b'\''), Some(b'\'')) => span.start - 1..span.end + 1,
        _ => span,
    }
}

/// Where a part of `text` stands in it. The library hands most texts out as a part of the input.
fn span_within(text: &str, part: &str) -> Option<Span> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + part.len() <= text.len()).then(|| start..start + part.len())
}

/// On the way to the goal. Never succeeds: it fails at the goal, or because there is none.
struct Walk<'a> {
    text: &'a str,
    steps: &'a [Step],
    goal: Goal,
    borrowed: &'a mut Option<Span>,
}

impl<'a> Walk<'a> {
    fn then(self, steps: &'a [Step]) -> Self {
        Self { steps, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.steps.is_empty() {
            return from.deserialize_str(Target { text: self.text, borrowed: self.borrowed });
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    /// Reached by every value that is neither list nor group.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let single = self.steps.iter().all(|step| *step == Step::Index(0));
        f.write_str(if single { ONE_UP } else { "nothing" })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((Step::Index(number), rest)) = self.steps.split_first() else { return Err(nothing()) };
        for _ in 0..*number {
            if list.next_element::<IgnoredAny>()?.is_none() {
                return Err(nothing());
            }
        }
        list.next_element_seed(self.then(rest))?.ok_or_else(nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let single = self.steps.iter().take_while(|step| **step == Step::Index(0)).count();
        let Some((Step::Key(wanted), rest)) = self.steps[single..].split_first() else {
            return Err(if single == self.steps.len() { A::Error::custom(HERE) } else { nothing() });
        };
        let goal = self.goal == Goal::Key && rest.is_empty();
        loop {
            let probe = Probe { wanted, goal, text: self.text, borrowed: &mut *self.borrowed };
            match map.next_key_seed(probe)? {
                Some(true) => return map.next_value_seed(self.then(rest)),
                Some(false) => drop(map.next_value::<IgnoredAny>()?),
                None => return Err(nothing()),
            }
        }
    }
}

fn nothing<E: Error>() -> E {
    E::custom("nothing")
}

/// The value at the end of the path.
struct Target<'a> {
    text: &'a str,
    borrowed: &'a mut Option<Span>,
}

impl<'de> Visitor<'de> for Target<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HERE)
    }

    fn visit_borrowed_str<E: Error>(self, part: &'de str) -> Result<(), E> {
        *self.borrowed = span_within(self.text, part);
        Err(E::custom(HERE))
    }
}

/// Whether a key is the next on the way; the goal itself, if the goal is a key.
struct Probe<'a> {
    wanted: &'a str,
    goal: bool,
    text: &'a str,
    borrowed: &'a mut Option<Span>,
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        match key == self.wanted {
            true if self.goal => Err(E::custom(HERE)),
            same => Ok(same),
        }
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<bool, E> {
        if self.goal && key == self.wanted {
            *self.borrowed = span_within(self.text, key);
        }
        self.visit_str(key)
    }
}
