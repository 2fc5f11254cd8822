//! An explainer: a long read that answers one question.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, KindName, Look, Record, Summary};

/// A long read.
#[derive(Debug, Clone, PartialEq)]
pub struct Explainer {
    /// The question it answers.
    pub question: Arc<str>,
    /// The answer in short, a sentence each; inline Markdown. The page shows them before the text, not in the card.
    pub key_points: Vec<Arc<str>>,
}

impl Details for Explainer {
    fn linked_data(&self, me: &Summary, _look: &dyn Look) -> Option<Json> {
        let mut node = linked::article(me);
        linked::put(&mut node, "alternativeHeadline", &*self.question);
        Some(Json::Object(node))
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    Some(Arc::new(Explainer { question: record.text("question")?, key_points: record.texts("key_points") }))
}

fn schema() -> Schema {
    vec![
        Field::new(
            "question",
            Shape::Text,
            "\"What was decided on 18 August 2021?\"",
            "The one question it answers, as a reader would ask it.",
        )
        .required(),
        Field::new(
            "key_points",
            Shape::List(Box::new(Shape::Prose)),
            "[\"A court listed two channels as extremist materials.\", \"The group itself was not designated that day.\"]",
            "The answer in short: two to five sentences that stand before the text.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("explainer"),
        label: "explainer".into(),
        plural: "explainers".into(),
        title: "Explainers".into(),
        doc: "A long read that answers one question and leads to the claims, designations and sources it rests on.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}
