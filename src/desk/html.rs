//! The desk as a page: the classes and the style sheets are the theme's, so it looks like the site it speaks of.

use std::sync::Arc;

use super::{Desk, Row, Section};
use crate::build::Build;
use crate::diag::Severity;
use crate::parse::body::escape::{escape_address, escaped};
use crate::render::frame::POLICY;
use crate::render::{Content, OutputPath};

/// The style sheets of a finished site, as its home page names them. Empty for a build with errors, which has no site: then those of
/// the last good one still hold.
#[must_use]
pub fn styles(build: &Build) -> Vec<String> {
    let home = OutputPath::new("index.html").and_then(|path| build.files.get(&path));
    let Some(Content::Bytes(bytes)) = home.map(|file| &file.content) else { return Vec::new() };
    let text = String::from_utf8_lossy(bytes);
    let links = text.split("<link ").skip(1).filter_map(|link| link.split('>').next());
    let styles = links.filter(|link| link.contains("rel=\"stylesheet\""));
    let address = |link: &str| Some(link.split("href=\"").nth(1)?.split('"').next()?.trim_start_matches("./").to_owned());
    styles.filter_map(address).collect()
}

/// The page.
pub(super) fn page(desk: &Desk, styles: &[String]) -> String {
    let mut out = String::with_capacity(64 << 10);
    let title = escaped(&desk.title);
    out += "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n");
    out += "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n";
    out += &format!("<title>Desk · {title}</title>\n");
    for style in styles {
        out += "<link rel=\"stylesheet\" href=\"../";
        escape_address(&mut out, style);
        out += "\">\n";
    }
    out += "</head>\n<body>\n<a class=\"skip\" href=\"#:main\">Skip to the text</a>\n";
    out += &format!("<header class=\"head\"><div>\n<a class=\"mark\" href=\"../index.html\">{title}</a>\n</div>\n</header>\n");
    out += "<main id=\":main\" tabindex=\"-1\">\n<header class=\"top\">\n<p class=\"kind\">For writers; no part of the site</p>\n<h1>The desk</h1>\n";
    let all: usize = desk.sections.iter().map(|section| section.total).sum();
    out += &format!("<p class=\"lead\">{}</p>\n</header>\n", if all == 0 { "There is nothing to do." } else { "What to look at next." });
    out += "<nav class=\"paper\" aria-label=\"Sections\"><ul class=\"counts\">\n";
    for section in &desk.sections {
        out += &format!(
            "<li><a href=\"#:{}\">{}</a> <span class=\"count\">{}</span></li>\n",
            section.name,
            section.title,
            grouped(section.total)
        );
    }
    out += "</ul></nav>\n";
    for section in &desk.sections {
        write_section(&mut out, section);
    }
    out += "</main>\n</body>\n</html>\n";
    out
}

fn write_section(out: &mut String, section: &Section) {
    let (name, title) = (section.name, section.title);
    *out += &format!(
        "<section class=\"paper\" aria-labelledby=\":{name}\">\n<h2 id=\":{name}\">{title} <span class=\"count\">{}</span></h2>\n",
        grouped(section.total)
    );
    *out += &format!("<p class=\"also\">{}</p>\n", inline(section.doc));
    let codes = codes(section);
    if codes.len() > 1 {
        *out += "<ul class=\"counts\">\n";
        for (code, count) in &codes {
            *out += &format!("<li><a href=\"#:code:{code}\">{code}</a> <span class=\"count\">{}</span></li>\n", grouped(*count));
        }
        *out += "</ul>\n";
    }
    let mut code = None;
    let mut is_open = false;
    for row in &section.rows {
        let own = row.code.map(|(_, code)| code);
        if !is_open || own != code {
            *out += if is_open { "</ul>\n" } else { "" };
            if let Some(own) = own {
                *out += &format!("<h3 id=\":code:{own}\">{own}</h3>\n");
            }
            *out += "<ul class=\"entries\">\n";
            (is_open, code) = (true, own);
        }
        write_row(out, row);
    }
    *out += if is_open { "</ul>\n" } else { "<p>Nothing.</p>\n" };
    let more = section.total - section.rows.len();
    if more > 0 {
        *out += &format!("<p class=\"also\">And {} more, which come up as these are done.</p>\n", grouped(more));
    }
    *out += "</section>\n";
}

/// The names of diagnostics that are shown, and how many of each.
fn codes(section: &Section) -> Vec<(&'static str, usize)> {
    let mut all: Vec<(&'static str, usize)> = Vec::new();
    for code in section.rows.iter().filter_map(|row| row.code.map(|(_, code)| code)) {
        match all.last_mut() {
            Some((last, count)) if *last == code => *count += 1,
            _ => all.push((code, 1)),
        }
    }
    all
}

fn write_row(out: &mut String, row: &Row) {
    *out += "<li>";
    if let Some((title, address)) = &row.entry {
        *out += "<span class=\"what\">";
        link(out, title, address.as_ref());
        *out += "</span>";
    }
    if let Some((severity, code)) = row.code {
        let word = if severity == Severity::Error { "error" } else { "warning" };
        *out += &format!(" <span class=\"standing\">{word}: {code}</span>");
    }
    *out += &format!("\n<p>{}</p>\n", inline(&row.what));
    for advice in row.advice.iter().filter(|advice| !advice.is_empty()) {
        *out += &format!("<p class=\"also\">→ {}</p>\n", inline(advice));
    }
    *out += "<span class=\"when\"><code>";
    *out += &escaped(row.file.as_str());
    if let Some((line, column)) = row.at {
        *out += &format!(":{line}:{column}");
    }
    *out += "</code></span></li>\n";
}

fn link(out: &mut String, title: &str, address: Option<&Arc<str>>) {
    let Some(address) = address else { return *out += &escaped(title) };
    *out += "<a href=\"../";
    escape_address(out, address);
    *out += &format!("\">{}</a>", escaped(title));
}

/// A phrase with what stands in backticks as code.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut parts = text.split('`').peekable();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match (is_code, is_last) {
            (true, false) => out += &format!("<code>{}</code>", escaped(part)),
            // A backtick that nothing closes is one.
            (true, true) => out += &format!("`{}", escaped(part)),
            (false, _) => out += &escaped(part),
        }
        is_code = !is_code;
    }
    out
}

/// A number with a thin gap between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}
