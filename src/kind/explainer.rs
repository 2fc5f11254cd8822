//! An explainer: a long read that answers one question.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::model::schema::{Field, Schema, Shape};
use crate::model::{Details, KindName, Look, Record, Ref, Summary};

/// A long read.
#[derive(Debug, Clone, PartialEq)]
pub struct Explainer {
    /// The question it answers.
    pub question: Arc<str>,
    /// The answer in short, a sentence each; inline Markdown. The page shows them before the text, not in the card.
    pub key_points: Vec<Arc<str>>,
    /// What it is about. The acts among these, and the acts on these, stand as a chain before the text.
    pub about: Vec<Ref>,
}

impl Details for Explainer {
    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::article(me);
        linked::put(&mut node, "alternativeHeadline", &*self.question);
        linked::put(&mut node, "about", linked::references(look, &self.about));
        Some(Json::Object(node))
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    Some(Arc::new(Explainer {
        question: record.text("question")?,
        key_points: record.texts("key_points"),
        about: record.references("about"),
    }))
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
        Field::new(
            "about",
            Shape::references(&[], "explainers about it"),
            "[channels-materials-2021-08-18, cyber-partisans-formation-2021-10-21]",
            "What it is about: entries of any kind. The designations among them, and those of the actors and sources among them, stand as a chain before the text, with what each may cost and the time between them. Links in the text do not count.",
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
