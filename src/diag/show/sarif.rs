//! SARIF 2.1.0, the format of code scanning.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Texts, json as plain, message_and_hints, severity, visible};
use crate::diag::{Code, Diagnostic, Severity};
use crate::text::place::Place;

pub(super) fn show(diagnostics: &[Diagnostic], texts: &mut Texts<'_>) -> String {
    let codes: BTreeMap<&str, &Code> = diagnostics.iter().map(|diagnostic| (diagnostic.code.name, diagnostic.code)).collect();
    let number: BTreeMap<&str, usize> = codes.keys().enumerate().map(|(number, name)| (*name, number)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, number[diagnostic.code.name], texts)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dossier",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.values().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    plain::escaped(&format!("{log:#}\n"))
}

fn rule(code: &Code) -> Value {
    let short = code.doc.split("\n\n").next().unwrap_or(code.doc);
    let level = match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "id": code.name,
        "shortDescription": { "text": short },
        "help": { "text": code.doc.replace("**", ""), "markdown": code.doc },
        "defaultConfiguration": { "level": level },
    })
}

fn result(diagnostic: &Diagnostic, rule: usize, texts: &mut Texts<'_>) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": rule,
        "level": severity(diagnostic),
        "message": { "text": message_and_hints(diagnostic) },
        "locations": [{ "physicalLocation": location(&diagnostic.place, texts) }],
    });
    if !diagnostic.labels.is_empty() {
        let label = |(number, label): (usize, &crate::diag::Label)| json!({ "id": number, "message": { "text": visible(&label.text) }, "physicalLocation": location(&label.place, texts) });
        result["relatedLocations"] = diagnostic.labels.iter().enumerate().map(label).collect();
    }
    result
}

fn location(place: &Place, texts: &mut Texts<'_>) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": address(place.source.as_str()), "uriBaseId": "%SRCROOT%" } });
    if let Some(region) = texts.region(place) {
        location["region"] = json!({
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
        });
    }
    location
}

/// A path as a relative address.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
