//! The card on an entry's page: its own fields as labelled rows, straight from the schema.
//!
//! In: a kind, a record of it, and the names of jurisdictions. Out: rows. A kind that needs other rows says so in
//! `Details::card`.

use std::sync::Arc;

use super::Kind;
use crate::model::schema::{Field, Shape};
use crate::model::{Lang, Look, Record, Row, RowValue, Value};

/// Fields that the page shows elsewhere.
const ELSEWHERE: &[(&str, &str)] = &[
    ("explainer", "key_points"),
    ("explainer", "about"),
    ("claim", "statement"),
    ("claim", "claimed_by"),
    ("claim", "about"),
    ("claim", "history"),
    ("claim", "responses"),
    ("claim", "verdict"),
    ("question", "accounts"),
    ("question", "status"),
    ("effect", "consequence"),
    ("instrument", "stamp"),
    // For matching alone: a page that listed them would hand out what a reader may be punished for sharing.
    ("actor", "addresses"),
    ("source", "addresses"),
    ("source", "title_language"),
];

/// The rows of a card: one for each of the kind's own fields that the record has, in the order of the schema.
/// Common fields have places of their own on the page.
#[must_use]
pub fn card(kind: &Kind, record: &Record, look: &dyn Look) -> Vec<Row> {
    let shown = kind.schema.iter().filter(|field| !ELSEWHERE.contains(&(kind.name.as_str(), &field.name)));
    rows(shown, record, look)
}

fn rows<'a>(fields: impl Iterator<Item = &'a Field>, record: &Record, look: &dyn Look) -> Vec<Row> {
    let row = |field: &Field| {
        let mut values = Vec::new();
        add(record.get(&field.name)?, &field.shape, look, &mut values);
        let label = format!("field-{}", field.name).into();
        (!values.is_empty()).then(|| Row { label, english: Arc::from(&*field.label), values })
    };
    fields.filter_map(row).collect()
}

fn add(value: &Value, shape: &Shape, look: &dyn Look, values: &mut Vec<RowValue>) {
    match (value, shape) {
        (Value::List(items), Shape::List(item)) => items.iter().for_each(|value| add(value, item, look, values)),
        (Value::Group(record), Shape::Group(fields)) => {
            let rows = rows(fields.iter(), record, look);
            if !rows.is_empty() {
                values.push(RowValue::Group(rows));
            }
        }
        (Value::ByLanguage(texts), _) => values.extend(texts.iter().map(|(tag, text)| RowValue::Foreign(text.clone(), Lang::new(tag)))),
        (Value::Text(text), _) => values.push(text_value(text, shape, look)),
        (Value::Bool(value), _) => values.push(RowValue::Word(Arc::from(if *value { "yes" } else { "no" }))),
        (Value::Number(number), _) => values.push(RowValue::Number(number.to_string().into())),
        (Value::When(when), _) => values.push(RowValue::When(when.clone())),
        (Value::Ref(reference), _) => values.push(RowValue::Entry(reference.clone())),
        // What did not fit was reported; what is free is for templates that know it.
        (Value::List(_) | Value::Group(_) | Value::Free(_), _) => {}
    }
}

fn text_value(text: &Arc<str>, shape: &Shape, look: &dyn Look) -> RowValue {
    match shape {
        Shape::Prose => RowValue::Prose(text.clone()),
        Shape::Word(_) => RowValue::Word(text.clone()),
        Shape::Url => RowValue::Address(text.clone()),
        Shape::Jurisdiction => match look.jurisdiction(text) {
            Some((name, Some(lang))) => RowValue::Foreign(name, lang),
            Some((name, None)) => RowValue::Name(name),
            None => RowValue::Text(text.clone()),
        },
        _ => RowValue::Text(text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::linked::stage::Stage;

    #[test]
    fn a_card_follows_the_schema() {
        let stage = Stage::new(&[
            ("p", "kind: provision\ntitle: P\narticle: \"1\"\namended: [{date: \"2021\", note: It *is*}]\n"),
            ("x", "kind: effect\ntitle: X\nwho: [reader, donor]\nconduct: It *is*\nconsequence: {type: criminal}\ntriggered_by: i\n"),
        ]);
        let rows = card(&super::super::effect::kind(), &stage.summary("x").record, &stage);
        let labels: Vec<(&str, &str)> = rows.iter().map(|row| (&*row.label, &*row.english)).collect();
        // The page of an effect says what may follow from it above its text.
        assert_eq!(labels, [("field-who", "who"), ("field-conduct", "conduct"), ("field-triggered_by", "triggered by")]);
        assert_eq!(rows[0].values, [RowValue::Word(Arc::from("reader")), RowValue::Word(Arc::from("donor"))]);
        assert_eq!(rows[1].values, [RowValue::Prose(Arc::from("It *is*"))]);
        let rows = card(&super::super::provision::kind(), &stage.summary("p").record, &stage);
        let amended = rows.iter().find(|row| &*row.label == "field-amended").expect("a provision lists its amendments");
        let RowValue::Group(amended) = &amended.values[0] else { panic!("an amendment is a group") };
        assert_eq!(amended[1].values, [RowValue::Prose(Arc::from("It *is*"))]);
    }

    #[test]
    fn languages_jurisdictions_and_key_points() {
        let stage = Stage::new(&[
            ("a", "kind: actor\ntitle: A\ntype: group\njurisdiction: by\nnames: {be: А}\n"),
            ("e", "kind: explainer\ntitle: E\nquestion: Why?\nkey_points: [Because.]\n"),
        ]);
        let rows = card(&super::super::actor::kind(), &stage.summary("a").record, &stage);
        assert_eq!(rows[0].values, [RowValue::Word(Arc::from("group"))]);
        assert_eq!(rows[1].values, [RowValue::Foreign(Arc::from("А"), Lang::new("be"))]);
        assert_eq!(rows[2].values, [RowValue::Name(Arc::from("Belarus"))]);
        let rows = card(&super::super::explainer::kind(), &stage.summary("e").record, &stage);
        assert_eq!(rows.len(), 1);
    }
}
