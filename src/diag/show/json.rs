//! A JSON array, an object a line, so that both a parser and `grep` can read it.

use serde_json::{Map, Value, json};

use super::{Texts, is_unsafe, severity};
use crate::diag::Diagnostic;
use crate::text::place::Place;

pub(super) fn show(diagnostics: &[Diagnostic], texts: &mut Texts<'_>) -> String {
    let lines: Vec<String> = diagnostics.iter().map(|diagnostic| object(diagnostic, texts).to_string()).collect();
    match lines.is_empty() {
        true => "[]\n".to_owned(),
        false => escaped(&format!("[\n{}\n]\n", lines.join(",\n"))),
    }
}

fn object(diagnostic: &Diagnostic, texts: &mut Texts<'_>) -> Value {
    let mut all = Map::new();
    all.insert("code".into(), json!(diagnostic.code.name));
    all.insert("severity".into(), json!(severity(diagnostic)));
    all.insert("message".into(), json!(diagnostic.message));
    add_place(&mut all, &diagnostic.place, texts);
    let label = |label: &crate::diag::Label| {
        let mut all = Map::new();
        all.insert("message".into(), json!(label.text));
        add_place(&mut all, &label.place, texts);
        Value::Object(all)
    };
    all.insert("labels".into(), diagnostic.labels.iter().map(label).collect());
    all.insert("hints".into(), json!(diagnostic.hints));
    Value::Object(all)
}

fn add_place(to: &mut Map<String, Value>, place: &Place, texts: &mut Texts<'_>) {
    let region = texts.region(place);
    to.insert("file".into(), json!(place.source.as_str()));
    to.insert("line".into(), json!(region.map(|region| region.start.line)));
    to.insert("column".into(), json!(region.map(|region| region.start.column)));
    to.insert("end_line".into(), json!(region.map(|region| region.end.line)));
    to.insert("end_column".into(), json!(region.map(|region| region.end.column)));
}

/// JSON with the unsafe characters that its writer leaves as they are written out. They stand only in strings.
pub(super) fn escaped(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unsafe(c) && c != '\n' {
            let mut units = [0; 2];
            shown.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            shown.push(c);
        }
    }
    shown
}
