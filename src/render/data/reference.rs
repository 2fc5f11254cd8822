//! How to cite a page of the dossier, in the formats of reference managers: BibTeX, RIS, CSL-JSON.
//!
//! A reference names the page, the dossier, the day on which the page was last looked at and its address; that of a claim also
//! where the claim stands, since a claim is never named without.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::link::route::folder;
use crate::model::Lang;
use crate::model::date::Day;
use crate::render::frame::absolute;
use crate::render::strings::Argument;
use crate::render::{Press, reviewed};

/// A format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What readers know it as.
    pub name: &'static str,
    /// The ending of its files.
    pub ending: &'static str,
    /// Its media type.
    pub media: &'static str,
    write: fn(&[Reference]) -> String,
}

/// All formats.
pub const FORMATS: [Format; 3] = [
    Format { name: "BibTeX", ending: "bib", media: "application/x-bibtex", write: bibtex },
    Format { name: "RIS", ending: "ris", media: "application/x-research-info-systems", write: ris },
    Format { name: "CSL-JSON", ending: "json", media: "application/vnd.citationstyles.csl+json", write: csl },
];

/// What is said of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What texts cite it by.
    pub key: String,
    /// Its title.
    pub title: Arc<str>,
    /// The dossier, if the page is not the dossier itself.
    pub site: Arc<str>,
    /// Its address; empty if the site has none.
    pub address: Arc<str>,
    /// When it was last looked at.
    pub day: Option<Day>,
    /// Its language.
    pub lang: Arc<str>,
    /// Where a claim stands; else empty.
    pub note: Arc<str>,
}

impl Format {
    /// The references in this format.
    #[must_use]
    pub fn text(&self, references: &[Reference]) -> String {
        (self.write)(references)
    }
}

/// How to cite the page of an entry.
#[must_use]
pub fn of_entry(press: &Press<'_>, id: &str, lang: &Lang) -> Option<Reference> {
    let (shown, entry) = (press.refs.get(id, lang)?, press.dossier.shown(id, lang)?);
    let word = Argument::Text(&shown.standing_label);
    let standing = || press.theme.strings().try_format(lang, "cite-standing", &[("word", word)]).ok();
    Some(Reference {
        key: key(entry.summary.id.as_str(), lang, press.dossier.config.main()),
        title: shown.title.clone(),
        site: press.dossier.config.title(lang).0,
        address: absolute(press, &shown.address),
        day: reviewed(press.dossier, &entry.summary),
        lang: Arc::from(entry.summary.lang.as_str()),
        note: if shown.standing.is_empty() { Arc::from("") } else { standing().map_or_else(|| shown.standing_label.clone(), Arc::from) },
    })
}

/// How to cite the dossier.
#[must_use]
pub fn of_dossier(press: &Press<'_>, lang: &Lang) -> Reference {
    let config = &press.dossier.config;
    Reference {
        key: key("dossier", lang, config.main()),
        title: config.title(lang).0,
        site: Arc::from(""),
        address: absolute(press, &format!("{}index.html", folder(config, lang))),
        day: *press.reviewed,
        lang: Arc::from(lang.as_str()),
        note: Arc::from(""),
    }
}

/// A key that every program can read: letters, digits and hyphens of ASCII. Other letters become their numbers.
fn key(id: &str, lang: &Lang, main: &Lang) -> String {
    let mut key = String::new();
    for c in id.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => key.push(c),
            '_' | '.' => key.push('-'),
            other => key += &format!("u{:x}", u32::from(other)),
        }
    }
    if lang == main { key } else { format!("{key}-{lang}") }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn bibtex(references: &[Reference]) -> String {
    let one = |reference: &Reference| {
        let mut out = format!("@misc{{{},\n  title = {{{{{}}}}},\n", reference.key, tex(&reference.title));
        if !reference.site.is_empty() {
            out += &format!("  howpublished = {{{}}},\n", tex(&reference.site));
        }
        if let Some(day) = reference.day {
            out += &format!("  year = {{{}}},\n  month = {},\n", day.year(), MONTHS[usize::from(day.month() - 1)]);
            out += &format!("  date = {{{day}}},\n");
        }
        if !reference.note.is_empty() {
            out += &format!("  note = {{{}}},\n", tex(&reference.note));
        }
        if !reference.address.is_empty() {
            out += &format!("  url = {{{}}},\n", reference.address.replace('{', "%7B").replace('}', "%7D"));
        }
        out + &format!("  language = {{{}}},\n}}\n", tex(&reference.lang))
    };
    references.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A text for TeX: the signs that mean something to it as commands, white space as single blanks.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            other => out.push(other),
        }
    }
    out
}

fn ris(references: &[Reference]) -> String {
    let mut out = String::new();
    for reference in references {
        let mut add = |tag: &str, value: &str| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() {
                out += &format!("{tag}  - {value}\r\n");
            }
        };
        add("TY", "ELEC");
        add("ID", &reference.key);
        add("TI", &reference.title);
        add("T2", &reference.site);
        if let Some(day) = reference.day {
            add("PY", &day.year().to_string());
            add("DA", &format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day()));
        }
        add("N1", &reference.note);
        add("LA", &reference.lang);
        add("UR", &reference.address);
        out += "ER  - \r\n\r\n";
    }
    out
}

fn csl(references: &[Reference]) -> String {
    let one = |reference: &Reference| {
        let mut node = Map::new();
        let mut add = |name: &str, value: Value| {
            if value != "" {
                node.insert(name.to_owned(), value);
            }
        };
        add("id", json!(reference.key));
        add("type", json!("webpage"));
        add("title", json!(&*reference.title));
        add("container-title", json!(&*reference.site));
        if let Some(day) = reference.day {
            add("issued", json!({ "date-parts": [[day.year(), day.month(), day.day()]] }));
        }
        add("note", json!(&*reference.note));
        add("language", json!(&*reference.lang));
        add("URL", json!(&*reference.address));
        Value::Object(node)
    };
    // A value made of texts, numbers and lists can always be written.
    serde_json::to_string_pretty(&references.iter().map(one).collect::<Vec<_>>()).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_of_ascii() {
        let (en, be) = (Lang::new("en"), Lang::new("be"));
        assert_eq!(key("five-terabytes", &en, &en), "five-terabytes");
        assert_eq!(key("a_b.ы", &be, &en), "a-b-u44b-be");
    }

    #[test]
    fn signs_of_tex_are_commands() {
        assert_eq!(tex("a & {b}_c\n 5% \\x ~^#$"), "a \\& \\{b\\}\\_c 5\\% \\textbackslash{}x \\textasciitilde{}\\textasciicircum{}\\#\\$");
    }
}
