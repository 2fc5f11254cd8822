//! An event: something that happened, as far as it is known.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{Kind, linked};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, KindName, Look, Record, Ref, Summary};

/// Something that happened. Its date is the common one.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Where.
    pub place: Option<Arc<str>>,
    /// Who took part or was struck by it.
    pub involves: Vec<Ref>,
}

impl Details for Event {
    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node("Event");
        let (start, end) = me.common.date.as_ref().map(linked::iso_bounds).unwrap_or_default();
        linked::put(&mut node, "startDate", start);
        linked::put(&mut node, "endDate", end);
        linked::put(&mut node, "location", self.place.as_deref().map(|place| json!({"@type": "Place", "name": place})));
        // Not `performer` or `attendee`: who is arrested at a march attends nothing.
        linked::put(&mut node, "about", linked::references(look, &self.involves));
        Some(Json::Object(node))
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    Some(Arc::new(Event { place: record.text("place"), involves: record.references("involves") }))
}

fn schema() -> Schema {
    vec![
        Field::new("place", Shape::Text, "Minsk", "Where it happened."),
        Field::new(
            "involves",
            Shape::references(&["actor"], "events"),
            "[interior-ministry, nexta]",
            "The actors who took part in it or were struck by it.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("event"),
        label: "event".into(),
        plural: "events".into(),
        title: "Events".into(),
        doc: "Something that happened and is not itself in doubt. What somebody says has happened is a `claim`; an act that puts a label on somebody is a `designation`.".into(),
        schema: schema(),
        dated: true,
        make,
        template: None,
    }
}
