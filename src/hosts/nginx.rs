//! A file for nginx, to be included in a `server` block.
//!
//! nginx drops all headers of the block around as soon as a block has one of its own: each block repeats all of its.

use super::{FOLDER, KEPT, Table};

/// The file.
#[must_use]
pub fn config(table: &Table) -> String {
    let base = &table.base;
    let gzip = if table.precompressed { "gzip_static on;\n# With the module for Brotli:\n# brotli_static on;\n" } else { "" };
    let mut out = format!(
        "# Written by dossier, and written anew with each build. In the `server` block of the site:\n\
         #     root /srv/dossier;\n\
         #     include /srv/dossier{base}_host/nginx.conf;\n\
         index index.html;\ncharset utf-8;\nserver_tokens off;\nabsolute_redirect off;\netag on;\n\
         # Who reads what is nobody's business.\naccess_log off;\n\
         {gzip}gzip on;\ngzip_vary on;\n\
         gzip_types text/plain text/css text/javascript application/javascript application/json application/ld+json application/xml \
         application/atom+xml image/svg+xml;\n\
         error_page 404 {base}404.html;\n"
    );
    let general = headers(table, "/*");
    out += &format!("\nlocation {} {{\n{general}\ttry_files $uri $uri/ =404;\n}}\n", quoted(base));
    for rule in table.headers.iter().filter(|rule| rule.path != "/*") {
        let own = headers(table, &rule.path);
        let (kind, path) = rule.path.strip_suffix('*').map_or(("=", &*rule.path), |folder| ("^~", folder));
        let path = format!("{}{path}", base.trim_end_matches('/'));
        // The page of a folder is found at once; for others nginx looks for the file first.
        out += &format!(
            "location {kind} {} {{\n{own}\ttry_files $uri {}=404;\n}}\n",
            quoted(&path),
            if path.ends_with('/') { "$uri/index.html " } else { "" }
        );
    }
    for (from, to) in &table.redirects {
        out += &format!("location = {} {{\n{general}\treturn 301 {};\n}}\n", quoted(&decoded(from)), quoted(to));
    }
    for path in &table.withdrawn {
        let page = format!("{}index.html", decoded(path));
        out += &format!("location = {} {{\n{general}\terror_page 410 {};\n\treturn 410;\n}}\n", quoted(&decoded(path)), quoted(&page));
    }
    let kept: Vec<String> = KEPT.iter().map(|name| format!("{}$", escaped(name))).collect();
    let pattern = format!("^{}(?:{}|{})", escaped(base), escaped(FOLDER), kept.join("|"));
    out += &format!("# What is only for hosts.\nlocation ~ {} {{\n{general}\treturn 404;\n}}\n", quoted(&pattern));
    out
}

fn headers(table: &Table, path: &str) -> String {
    table.headers_of(path).into_iter().map(|(name, value)| format!("\tadd_header {name} {} always;\n", quoted(value))).collect()
}

/// A word of the file. Values that hold what nginx takes for its own are refused in the settings.
fn quoted(text: &str) -> String {
    // A backslash before anything but a quote stays what it is.
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// A text as a regular expression that means just it.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| (!c.is_alphanumeric() && !"/-_".contains(c)).then_some('\\').into_iter().chain([c])).collect()
}

/// An address as nginx compares it: decoded.
fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}
