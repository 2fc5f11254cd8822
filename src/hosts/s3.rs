//! What `aws s3api put-bucket-website` takes.

use serde_json::{Value, json};

use super::Table;

/// How many rules Amazon takes.
const MOST: usize = 50;

/// The configuration of a bucket as a website. Where there are more redirects than Amazon takes, the pages at the old addresses
/// lead on and there are no rules.
#[must_use]
pub fn config(table: &Table) -> String {
    let rule = |(from, to): &(String, String)| {
        // Keys of a bucket begin without a slash.
        let (from, to) = (from.trim_start_matches('/'), to.trim_start_matches('/'));
        json!({"Condition": {"KeyPrefixEquals": from}, "Redirect": {"ReplaceKeyWith": to, "HttpRedirectCode": "301"}})
    };
    let redirects: &[(String, String)] = if table.redirects.len() > MOST { &[] } else { &table.redirects };
    let rules: Vec<Value> = redirects.iter().map(rule).collect();
    let error = format!("{}404.html", table.base.trim_start_matches('/'));
    let mut config = json!({"IndexDocument": {"Suffix": "index.html"}, "ErrorDocument": {"Key": error}});
    if !rules.is_empty() {
        config["RoutingRules"] = Value::Array(rules);
    }
    // What is made here is plain JSON: there is nothing that could not be written.
    serde_json::to_string_pretty(&config).unwrap_or_default() + "\n"
}
