//! For programs: one array of objects.

use serde_json::{Value, json};

use super::Files;
use crate::diag::{Diagnostic, Severity};
use crate::text::place::Place;

/// Writes all of them as one JSON array, a diagnostic a line.
pub fn json(diagnostics: &[Diagnostic], files: &Files<'_>) -> String {
    let lines: Vec<String> = diagnostics.iter().map(|diagnostic| one(diagnostic, files).to_string()).collect();
    format!("[{}]\n", lines.join(",\n "))
}

fn one(diagnostic: &Diagnostic, files: &Files<'_>) -> Value {
    let mut value = place(&diagnostic.place, files);
    value["code"] = json!(diagnostic.code.name);
    value["severity"] = json!(severity(diagnostic.severity));
    value["message"] = json!(diagnostic.message);
    let labels = diagnostic.labels.iter().map(|label| {
        let mut value = place(&label.place, files);
        value["text"] = json!(label.text);
        value
    });
    value["labels"] = Value::Array(labels.collect());
    value["hints"] = json!(diagnostic.hints);
    value
}

/// `error` or `warning`.
pub fn severity(severity: Severity) -> &'static str {
    if severity == Severity::Error { "error" } else { "warning" }
}

fn place(place: &Place, files: &Files<'_>) -> Value {
    let Some(spot) = files.spot(place) else { return json!({ "file": place.source.as_str() }) };
    let (start, end) = (spot.start(), spot.end());
    json!({ "file": place.source.as_str(), "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column })
}
