//! `vercel.json`, which Vercel reads at the root of what is uploaded.

use serde_json::{Value, json};

use super::Table;

/// The file. Vercel has no 410 for static files: there the page alone says that something was withdrawn.
#[must_use]
pub fn config(table: &Table) -> String {
    let base = table.base.trim_end_matches('/');
    let headers: Vec<Value> = table
        .headers
        .iter()
        .map(|rule| {
            let list: Vec<Value> = rule.headers.iter().map(|(name, value)| json!({"key": name, "value": value})).collect();
            json!({"source": pattern(&format!("{base}{}", rule.path)), "headers": list})
        })
        .collect();
    let redirect = |(from, to): &(String, String)| json!({"source": pattern(from), "destination": to, "statusCode": 301});
    let redirects: Vec<Value> = table.redirects.iter().map(redirect).collect();
    let config =
        json!({"$schema": "https://openapi.vercel.sh/vercel.json", "trailingSlash": true, "headers": headers, "redirects": redirects});
    // What is made here is plain JSON: there is nothing that could not be written.
    serde_json::to_string_pretty(&config).unwrap_or_default() + "\n"
}

/// An address as Vercel's patterns write it (path-to-regexp): what they take for their own is escaped.
fn pattern(path: &str) -> String {
    let (fixed, rest) = path.strip_suffix('*').map_or((path, ""), |fixed| (fixed, "(.*)"));
    let mut out = String::with_capacity(path.len());
    for c in fixed.chars() {
        if "()[]{}:*?+\\".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out + rest
}
