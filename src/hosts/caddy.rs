//! A `Caddyfile`, to be imported in the block of a site.

use super::{FOLDER, KEPT, Table};

/// The file. What stands in `route` is done in its order, so that the narrower pattern has the last word.
#[must_use]
pub fn config(table: &Table) -> String {
    let base = &table.base;
    let mut out = format!(
        "# Written by dossier, and written anew with each build. In the block of the site:\n\
         #     root * /srv/dossier\n\
         #     import /srv/dossier{base}_host/Caddyfile\n\
         route {{\n"
    );
    let mut rules: Vec<_> = table.headers.iter().collect();
    rules.sort_by_key(|rule| rule.path.len());
    for rule in rules {
        out += &format!("\theader {}{} {{\n", base.trim_end_matches('/'), rule.path);
        for (name, value) in &rule.headers {
            out += &format!("\t\t{name} {}\n", quoted(value));
        }
        out += "\t}\n";
    }
    out += "\theader -Server\n";
    for (from, to) in &table.redirects {
        out += &format!("\tredir {} {} 301\n", quoted(&decoded(from)), quoted(to));
    }
    for path in &table.withdrawn {
        out += &format!("\terror {} 410\n", quoted(&decoded(path)));
    }
    let kept: Vec<String> = KEPT.iter().map(|name| format!("{base}{name}")).collect();
    out += &format!("\t# What is only for hosts.\n\t@kept path {base}{FOLDER}* {}\n\terror @kept 404\n", kept.join(" "));
    let packed = if table.precompressed { " {\n\t\tprecompressed br gzip\n\t}" } else { "" };
    out += &format!("\tencode gzip\n\tfile_server{packed}\n}}\n");
    out += &format!(
        "handle_errors {{\n\t@missing expression {{http.error.status_code}} == 404\n\trewrite @missing {base}404.html\n\tfile_server\n}}\n"
    );
    out
}

/// A word of the file.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// An address as Caddy compares it: decoded.
fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}
