//! The whole dossier in one HTML file: the texts of its pages one after the other, with the style, the fonts and the pictures in
//! it. With style sheets one text is shown at a time; without them, and without scripts, all of them follow the contents.
//!
//! The file asks nobody for anything: its policy allows nothing but what stands in it, by its sum.

use std::collections::{BTreeMap, BTreeSet};

use super::note::note;
use super::style::{base64, data, whole};
use super::ways::{Way, led, target};
use super::{Chapter, Site, heading, is_whole, main_of};
use crate::model::KindName;
use crate::model::Lang;
use crate::parse::body::escape::escaped;
use crate::proof::Sum;
use crate::render::frame::kind_index;
use crate::render::label;
use crate::render::outside::tags::{Attribute, Tag};

/// What the file adds to the style of the theme.
const STYLE: &str = include_str!("sheet.css");
/// The search: what is typed is looked for in the texts of the file.
const SCRIPT: &str = include_str!("sheet.js");

/// Attributes that name ids.
const NAMING: &[&str] = &["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list"];

/// The file.
#[must_use]
pub fn one_file(site: &Site<'_>) -> String {
    let chapters = site.chapters();
    let first = &site.languages[0];
    let press = site.press;
    let by_path: BTreeMap<&str, &Chapter<'_>> = chapters.iter().map(|chapter| (chapter.plan.path.as_str(), chapter)).collect();
    let mut symbols: BTreeMap<String, String> = BTreeMap::new();
    for chapter in &chapters {
        gather_symbols(chapter.html, &mut symbols);
    }
    let mut body = String::new();
    for chapter in &chapters {
        body += &article(site, chapter, &by_path, &symbols);
    }
    let styles = press.site(first).view.styles.iter();
    let of_theme: String =
        styles.filter_map(|path| Some(whole(path, std::str::from_utf8(site.files.get(&**path)?).ok()?, site.files))).collect();
    // On the site a font that is late is done without; here it is never late, and takes long only to be read.
    let of_theme = of_theme.replace("font-display:optional", "font-display:swap");
    let style = format!("{of_theme}\n{STYLE}").replace("</", "<\\/");
    let title = site.title();
    let words = |name: &str, english: &str| escaped(&label(press, first, name, english));
    let mut out = format!("<!doctype html>\n<html lang=\"{first}\">\n<head>\n<meta charset=\"utf-8\">\n");
    out += &format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">\n",
        sum(&style),
        sum(SCRIPT)
    );
    out += "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n";
    out +=
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n";
    out += &format!("<title>{}</title>\n<style>{style}</style>\n</head>\n<body class=\"copy\">\n", escaped(&title));
    if !symbols.is_empty() {
        let all: String = symbols.values().cloned().collect();
        out += &format!("<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>{all}</defs></svg>\n");
    }
    out += &format!("<header class=\"copy-head\"><a href=\"#:contents\">{}</a></header>\n", escaped(&title));
    out += "<main>\n<div class=\"copy-first\" id=\":contents\">\n";
    for lang in &site.languages {
        let html = note(site, lang).html("h1", &|path| by_path.contains_key(path).then(|| format!("#{}", anchor(path))));
        out += &format!("<aside class=\"notice copy-note\" role=\"note\" lang=\"{lang}\">\n{html}</aside>\n");
    }
    out += &format!(
        "<form class=\"copy-search\" role=\"search\" hidden data-found=\"{}\" data-none=\"{}\"><label for=\":query\">{}</label> <input id=\":query\" type=\"search\" autocomplete=\"off\"></form>\n<p role=\"status\" class=\"copy-status\"></p>\n<ol class=\"copy-results\"></ol>\n",
        words("search-found", "Found:"),
        words("search-none", "Nothing found."),
        words("copy-search", "Search this copy"),
    );
    for lang in &site.languages {
        out += &contents(site, lang, &chapters);
    }
    out += "</div>\n";
    out += &body;
    out += &format!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// The sum of an inline style or script, as the policy names it.
fn sum(text: &str) -> String {
    let hex = Sum::of(text.as_bytes()).to_string();
    let bytes: Vec<u8> = (0..hex.len() / 2).filter_map(|n| u8::from_str_radix(hex.get(2 * n..2 * n + 2)?, 16).ok()).collect();
    base64(&bytes)
}

/// The id of the text of a page.
fn anchor(path: &str) -> String {
    format!("p:{}", path.strip_suffix("index.html").unwrap_or(path))
}

/// The id of something on a page.
fn inner(path: &str, id: &str) -> String {
    format!("{}:{id}", path.strip_suffix("index.html").unwrap_or(path))
}

/// The symbols that a page defines for its signs: the same on every page, so that one of each is enough.
fn gather_symbols(html: &str, all: &mut BTreeMap<String, String>) {
    let mut rest = html;
    while let Some(at) = rest.find("<symbol") {
        rest = &rest[at..];
        let Some(end) = rest.find("</symbol>").map(|end| end + "</symbol>".len()) else { return };
        let id = rest.split_once("id=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or("");
        all.entry(id.to_owned()).or_insert_with(|| rest[..end].to_owned());
        rest = &rest[end..];
    }
}

/// The text of a page, with everything in it that it shows.
fn article(site: &Site<'_>, chapter: &Chapter<'_>, by_path: &BTreeMap<&str, &Chapter<'_>>, symbols: &BTreeMap<String, String>) -> String {
    let path = chapter.plan.path.as_str();
    let (main, classes) = main_of(chapter.html);
    let mut way = |href: &str| match target(path, href) {
        None => Way::Stay,
        Some((to, within)) => match by_path.get(to.as_str()) {
            None => Way::Words,
            Some(_) if within.is_empty() => Way::To(format!("#{}", anchor(&to))),
            // The ids of the theme's own frame are not in the text.
            Some(there) if main_of(there.html).0.contains(&format!("id=\"{within}\"")) => Way::To(format!("#{}", inner(&to, &within))),
            Some(_) => Way::To(format!("#{}", anchor(&to))),
        },
    };
    let mut other = |tag: &Tag<'_>, one: &Attribute<'_>| {
        let name = one.name.to_ascii_lowercase();
        let own = |id: &str| inner(path, id);
        match name.as_str() {
            "id" => Some(own(one.value)),
            "href" | "xlink:href" => one.value.strip_prefix('#').filter(|id| !symbols.contains_key(*id)).map(|id| format!("#{}", own(id))),
            "src" if tag.is("img") => {
                let (to, _) = target(path, one.value)?;
                site.files.get(&to).map(|bytes| data(&to, bytes))
            }
            name if NAMING.contains(&name) => Some(one.value.split_whitespace().map(own).collect::<Vec<_>>().join(" ")),
            _ => one.value.contains("url(#").then(|| one.value.replace("url(#", &format!("url(#{}", inner(path, "")))),
        }
    };
    let text = led(main, &mut way, &mut other);
    format!(
        "<article id=\"{}\" class=\"{}\" lang=\"{}\" data-title=\"{}\">\n{text}\n</article>\n",
        escaped(&anchor(path)),
        classes,
        chapter.plan.lang,
        escaped(&heading(chapter))
    )
}

/// The contents in a language: the views of the whole, and the entries by their kinds.
fn contents(site: &Site<'_>, lang: &Lang, chapters: &[Chapter<'_>]) -> String {
    let press = site.press;
    let of_lang = || chapters.iter().filter(|chapter| chapter.plan.lang == *lang);
    let item = |chapter: &Chapter<'_>| {
        format!("<li><a href=\"#{}\">{}</a></li>\n", escaped(&anchor(chapter.plan.path.as_str())), escaped(&heading(chapter)))
    };
    let mut out = format!(
        "<nav lang=\"{lang}\" aria-label=\"{0}\">\n<h2>{0}</h2>\n<ul>\n",
        escaped(&label(press, lang, "copy-contents", "Contents"))
    );
    let views = of_lang().filter(|chapter| is_whole(chapter));
    out += &views.map(item).collect::<String>();
    out += "</ul>\n";
    let mut seen: BTreeSet<&KindName> = BTreeSet::new();
    for kind in press.dossier.config.kinds.iter().filter(|kind| seen.insert(&kind.name)) {
        let ids: BTreeSet<&str> = press.lists.of_kind(lang, &kind.name).iter().map(|id| &**id).collect();
        let items: String = of_lang().filter(|chapter| chapter.kind == "entry" && ids.contains(&*chapter.plan.subject)).map(item).collect();
        if !items.is_empty() {
            out += &format!(
                "<details><summary>{}</summary>\n<ul>\n{items}</ul></details>\n",
                escaped(&kind_index(press, lang, &kind.name).title)
            );
        }
    }
    out + "</nav>\n"
}
