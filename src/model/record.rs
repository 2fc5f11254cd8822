//! A front matter that was read against a schema: every value has the shape its field asks for.
//!
//! Made by `kind::decode`, which has already reported what did not fit; what did not fit is left out.

use std::sync::Arc;

use super::date::{Interval, When};
use super::node::Node;
use crate::text::place::{FieldPath, Step};

/// A reference as the writer wrote it: an id, an alias or a title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(pub Arc<str>);

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, prose, words, addresses, paths, tags.
    Text(Arc<str>),
    /// True or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A date or interval.
    When(When),
    /// A reference.
    Ref(Ref),
    /// A list.
    List(Vec<Value>),
    /// A group.
    Group(Record),
    /// Texts by language tag, in the writer's order.
    ByLanguage(Vec<(Arc<str>, Arc<str>)>),
    /// Anything.
    Free(Node),
}

/// Fields and their values, in the writer's order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// Name and value.
    pub fields: Vec<(Arc<str>, Value)>,
}

impl Record {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(n, _)| &**n == name).map(|(_, value)| value)
    }

    /// A text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Arc<str>> {
        match self.get(name)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// A list of texts; empty if there is none.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<Arc<str>> {
        self.list(name).iter().filter_map(|v| if let Value::Text(text) = v { Some(text.clone()) } else { None }).collect()
    }

    /// True or false.
    #[must_use]
    pub fn bool(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A number.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A date or interval.
    #[must_use]
    pub fn when(&self, name: &str) -> Option<When> {
        match self.get(name)? {
            Value::When(when) => Some(when.clone()),
            _ => None,
        }
    }

    /// An interval; a single date is the interval from its start to its end.
    #[must_use]
    pub fn interval(&self, name: &str) -> Option<Interval> {
        self.when(name).map(When::into_interval)
    }

    /// A reference.
    #[must_use]
    pub fn reference(&self, name: &str) -> Option<Ref> {
        match self.get(name)? {
            Value::Ref(reference) => Some(reference.clone()),
            _ => None,
        }
    }

    /// A list of references; empty if there is none.
    #[must_use]
    pub fn references(&self, name: &str) -> Vec<Ref> {
        self.list(name).iter().filter_map(|v| if let Value::Ref(reference) = v { Some(reference.clone()) } else { None }).collect()
    }

    /// A list of groups; empty if there is none.
    #[must_use]
    pub fn groups(&self, name: &str) -> Vec<&Record> {
        self.list(name).iter().filter_map(|v| if let Value::Group(group) = v { Some(group) } else { None }).collect()
    }

    /// A group.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Record> {
        match self.get(name)? {
            Value::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The items of a list; empty if there is none.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Value] {
        match self.get(name) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// Every reference in the record with the path to it, in the writer's order. Items of a list that
    /// were left out because they did not fit keep their number: they are [`Value::Free`] of nothing.
    #[must_use]
    pub fn all_references(&self) -> Vec<(FieldPath, Ref)> {
        let mut found = Vec::new();
        collect(self, &mut FieldPath::default(), &mut found);
        found
    }
}

/// `path` leads to the record and is the same afterwards: few values are references, and only they need a path of their own.
fn collect(record: &Record, path: &mut FieldPath, found: &mut Vec<(FieldPath, Ref)>) {
    for (name, value) in &record.fields {
        path.within(Step::Key(Arc::clone(name)), |path| collect_value(value, path, found));
    }
}

fn collect_value(value: &Value, path: &mut FieldPath, found: &mut Vec<(FieldPath, Ref)>) {
    match value {
        Value::Ref(reference) => found.push((path.clone(), reference.clone())),
        Value::List(items) => {
            for (n, item) in items.iter().enumerate() {
                path.within(Step::Index(n), |path| collect_value(item, path, found));
            }
        }
        Value::Group(group) => collect(group, path, found),
        _ => {}
    }
}
