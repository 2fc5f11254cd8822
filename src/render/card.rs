//! A kind's rows as templates see them.

use std::sync::Arc;

use super::body::Spot;
use super::{Press, label, words};
use crate::kind;
use crate::model::{Entry, Row, RowValue};
use crate::view;

/// The card of an entry.
#[must_use]
pub fn card(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Vec<view::Row> {
    let summary = &entry.summary;
    let seen = press.dossier.seen_in(&spot.lang);
    let own = summary.details.card(summary, &seen);
    let rows = own.or_else(|| press.dossier.kind(&summary.kind).map(|kind| kind::card::card(kind, &summary.record, &seen)));
    rows.unwrap_or_default().iter().map(|r| row(press, entry, spot, r)).collect()
}

fn row(press: &Press<'_>, entry: &Entry, spot: &Spot, row: &Row) -> view::Row {
    view::Row {
        field: Arc::from(row.label.strip_prefix("field-").unwrap_or(&row.label)),
        label: label(press, &spot.lang, &row.label, &row.english),
        values: row.values.iter().map(|v| value(press, entry, spot, v)).collect(),
    }
}

fn value(press: &Press<'_>, entry: &Entry, spot: &Spot, from: &RowValue) -> view::RowValue {
    let foreign = if entry.summary.lang == spot.lang { Arc::from("") } else { Arc::from(entry.summary.lang.as_str()) };
    match from {
        RowValue::Text(text) => view::RowValue { text: text.clone(), lang: foreign, ..empty("text") },
        RowValue::Number(text) | RowValue::Name(text) => view::RowValue { text: text.clone(), ..empty("text") },
        RowValue::Foreign(text, lang) => view::RowValue { text: text.clone(), lang: Arc::from(lang.as_str()), ..empty("text") },
        RowValue::Prose(text) => view::RowValue { html: press.inline(entry, text, spot), lang: foreign, ..empty("html") },
        RowValue::Word(word) => {
            let english = word.replace('-', " ");
            view::RowValue { text: label(press, &spot.lang, &format!("word-{word}"), &english), value: word.clone(), ..empty("word") }
        }
        RowValue::When(when) => {
            let text = words::date(when, press.theme.strings(), &spot.lang);
            view::RowValue { text: text.into(), value: when.to_string().into(), ..empty("date") }
        }
        RowValue::Entry(reference) => {
            let entry = press.refs.of_reference(press.dossier, reference, &spot.lang);
            view::RowValue { entry: Some(entry), ..empty("entry") }
        }
        RowValue::Address(address) => view::RowValue { text: address.clone(), ..empty("address") },
        RowValue::Group(rows) => view::RowValue { rows: rows.iter().map(|r| row(press, entry, spot, r)).collect(), ..empty("group") },
    }
}

/// A value with nothing in it but its shape.
#[must_use]
pub fn empty(shape: &'static str) -> view::RowValue {
    let none: Arc<str> = Arc::from("");
    view::RowValue { shape, text: none.clone(), html: none.clone(), lang: none.clone(), value: none, entry: None, rows: Vec::new() }
}
