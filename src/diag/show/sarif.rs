//! SARIF 2.1.0, which code hosts show beside the lines of a change.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Files;
use super::json::severity;
use crate::diag::{Code, Diagnostic};
use crate::text::place::Place;

/// Writes all of them as one SARIF log.
pub fn sarif(diagnostics: &[Diagnostic], files: &Files<'_>) -> String {
    let used: BTreeMap<&str, &Code> = diagnostics.iter().map(|diagnostic| (diagnostic.code.name, diagnostic.code)).collect();
    let rules: Vec<Value> = used.values().map(|code| rule(code)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, files)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "dossier", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &Code) -> Value {
    let first = code.doc.split("\n\n").next().unwrap_or(code.doc);
    json!({ "id": code.name, "shortDescription": { "text": code.name }, "fullDescription": { "text": first }, "help": { "text": code.doc, "markdown": code.doc } })
}

fn result(diagnostic: &Diagnostic, files: &Files<'_>) -> Value {
    let hints = diagnostic.hints.iter().map(|hint| format!("\n{hint}")).collect::<String>();
    let related = diagnostic.labels.iter().map(|label| {
        let mut value = location(&label.place, files);
        value["message"] = json!({ "text": label.text });
        value
    });
    json!({
        "ruleId": diagnostic.code.name,
        "level": severity(diagnostic.severity),
        "message": { "text": format!("{}{hints}", diagnostic.message) },
        "locations": [location(&diagnostic.place, files)],
        "relatedLocations": related.collect::<Vec<Value>>(),
    })
}

fn location(place: &Place, files: &Files<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(place.source.as_str()) } });
    if let Some(spot) = files.spot(place) {
        let (start, end) = (spot.start(), spot.end());
        physical["region"] = json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column });
    }
    json!({ "physicalLocation": physical })
}

/// What stands in a relative reference (RFC 3986) as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A path as a relative reference.
fn uri(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}
