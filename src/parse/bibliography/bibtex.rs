//! BibTeX and BibLaTeX, record by record. The only file beside `places` that names the library.
//!
//! The library stops at the first mistake. So each record that cannot be read is reported, blanked out with its
//! line ends kept, and the rest is read again: all places stay true.

use std::collections::HashMap;
use std::sync::Arc;

use biblatex::{Bibliography, ChunksExt, Entry, Person, RawBibliography};

use super::{Record, as_prose};
use crate::diag::{Diagnostic, codes};
use crate::kind::decode::written;
use crate::model::Node;
use crate::text::Source;
use crate::text::place::{Place, Span};

/// The types of records and what a source calls them; what is not here is `misc`.
const TYPES: &[(&str, &str)] = &[
    ("article", "article"),
    ("audio", "audio"),
    ("book", "book"),
    ("collection", "anthology"),
    ("conference", "article"),
    ("dataset", "repository"),
    ("electronic", "web"),
    ("inbook", "chapter"),
    ("incollection", "anthos"),
    ("inproceedings", "article"),
    ("inreference", "entry"),
    ("jurisdiction", "case"),
    ("legal", "legislation"),
    ("legislation", "legislation"),
    ("manual", "reference"),
    ("mastersthesis", "thesis"),
    ("mvbook", "book"),
    ("newspaper", "newspaper"),
    ("online", "web"),
    ("patent", "patent"),
    ("periodical", "periodical"),
    ("phdthesis", "thesis"),
    ("proceedings", "proceedings"),
    ("reference", "reference"),
    ("report", "report"),
    ("software", "repository"),
    ("techreport", "report"),
    ("thesis", "thesis"),
    ("unpublished", "manuscript"),
    ("video", "video"),
    ("movie", "video"),
    ("www", "web"),
];

/// Fields of a source and the fields of BibTeX that fill them, the first that is there.
pub(super) const FIELDS: &[(&str, &[&str])] = &[
    ("title", &["title"]),
    ("short_title", &["shorttitle"]),
    ("author", &["author"]),
    ("editor", &["editor"]),
    ("publisher", &["publisher", "institution", "organization", "school"]),
    ("container", &["journaltitle", "journal", "booktitle", "maintitle"]),
    ("edition", &["edition"]),
    ("volume", &["volume"]),
    ("issue", &["number", "issue"]),
    ("pages", &["pages"]),
    ("location", &["location", "address"]),
    ("doi", &["doi"]),
    ("isbn", &["isbn"]),
    ("date", &["date", "year"]),
    ("url", &["url"]),
    ("archive_url", &["archive_url", "archiveurl"]),
    ("accessed", &["urldate"]),
    ("language", &["langid", "language"]),
    ("reliability", &["reliability"]),
    ("note", &["note"]),
    ("tags", &["keywords"]),
    ("redirect_from", &["redirect_from"]),
];

/// Names of languages that BibLaTeX uses, and their tags.
const LANGUAGES: &[(&str, &str)] = &[
    ("american", "en-US"),
    ("belarusian", "be"),
    ("british", "en-GB"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("italian", "it"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("ngerman", "de"),
    ("polish", "pl"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("ukrainian", "uk"),
    ("ukrainianb", "uk"),
];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The records of a file.
pub(super) fn records(source: &Source, found: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut all = Vec::new();
    let text = sound(source, found, &mut all);
    let keys: HashMap<String, Span> = RawBibliography::parse(&text)
        .map(|raw| raw.entries.iter().map(|entry| (entry.v.key.v.to_owned(), entry.v.key.span.clone())).collect())
        .unwrap_or_default();
    let read = Bibliography::parse(&text).unwrap_or_default();
    for entry in read.iter() {
        let at = keys.get(&entry.key).cloned().unwrap_or(0..0);
        all.push(Record { key: entry.key.clone(), at, fields: fields(entry), broken: false });
    }
    all
}

/// The text with every record blanked out that cannot be read or repeats a key. Each is reported, and one that
/// is not a repetition is held as broken, so that citing it is no second mistake.
pub(super) fn sound(source: &Source, found: &mut Vec<Diagnostic>, held: &mut Vec<Record>) -> String {
    let mut text = source.text.to_string();
    // Broken braces swallow what follows, so each record is first tried alone.
    for span in spans(&text) {
        if let Err(error) = RawBibliography::parse(&text[span.clone()]) {
            let at = span.start + error.span.start..span.start + error.span.end;
            report(source, &span, &at, &error.kind.to_string(), found, held);
            blank(&mut text, &span);
        }
    }
    drop_repeated(source, &mut text, found);
    // What is left fails only as a whole: an abbreviation nobody defined, a broken command of TeX.
    for _ in 0..=spans(&text).len() {
        let Err(error) = Bibliography::parse(&text) else { return text };
        let all = spans(&text);
        let Some(span) = all.iter().rfind(|span| span.start <= error.span.start).or(all.first()) else { break };
        report(source, span, &error.span, &error.kind.to_string(), found, held);
        blank(&mut text, span);
    }
    text
}

/// The records of a text: from an `@` at the start of a line to the next.
fn spans(text: &str) -> Vec<Span> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start().len();
        if line[blanks..].starts_with('@') {
            starts.push(at + blanks);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn report(source: &Source, span: &Span, at: &Span, what: &str, found: &mut Vec<Diagnostic>, held: &mut Vec<Record>) {
    let text = &source.text[span.clone()];
    // At the end of a record there is nothing to show but its last sign.
    let last = span.start + text.trim_end().len();
    let mut start = at.start.min(last.saturating_sub(1)).max(span.start);
    while !source.text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = at.end.clamp(start, last);
    while !source.text.is_char_boundary(end) {
        end += 1;
    }
    let key = key_of(text);
    let message = match &key {
        Some((key, _)) => format!("the record `{}` cannot be read: {}", written(key), written(what)),
        None => format!("the bibliography cannot be read here: {}", written(what)),
    };
    found.push(
        Diagnostic::new(&codes::BROKEN_BIBLIOGRAPHY, Place::bytes(&source.id, start..end), message)
            .hint("look for a missing comma or brace here or just before"),
    );
    if let Some((key, offset)) = key {
        let at = span.start + offset..span.start + offset + key.len();
        held.push(Record { key: key.to_owned(), at, fields: Vec::new(), broken: true });
    }
}

/// The key of a record as far as it is written, and where in the record.
fn key_of(record: &str) -> Option<(&str, usize)> {
    let open = record.find('{')? + 1;
    let kind = record[..open].trim_start_matches('@').trim_end_matches('{').trim().to_ascii_lowercase();
    if matches!(&*kind, "string" | "preamble" | "comment") {
        return None;
    }
    let rest = &record[open..];
    let lead = rest.len() - rest.trim_start().len();
    let key = rest[lead..].split([',', '\n', '}', ' ', '=']).next().filter(|key| super::is_key(key))?;
    Some((key, open + lead))
}

/// Reports and blanks out every record whose key another has.
fn drop_repeated(source: &Source, text: &mut String, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, Span> = HashMap::new();
    let mut repeated: Vec<Span> = Vec::new();
    for span in spans(text) {
        let Some((key, offset)) = key_of(&text[span.clone()]) else { continue };
        let at = span.start + offset..span.start + offset + key.len();
        // Keys that differ in case alone are reported when the entries are linked.
        if let Some(other) = first.get(key) {
            let message = format!("the citation key `{}` has two meanings", written(key));
            found.push(
                Diagnostic::new(&codes::CITATION_KEY_TWICE, Place::bytes(&source.id, at), message)
                    .label(Place::bytes(&source.id, other.clone()), "the other one")
                    .hint("rename one of them, or take one out if it is the same document"),
            );
            repeated.push(span);
        } else {
            first.insert(key.to_owned(), at);
        }
    }
    for span in repeated {
        blank(text, &span);
    }
}

/// Replaces a record by blanks of the same length.
fn blank(text: &mut String, span: &Span) {
    let blanks: String = text[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(span.clone(), &blanks);
}

/// The fields of a record in the words of a source.
fn fields(entry: &Entry) -> Vec<(Arc<str>, Node)> {
    let raw = |name: &str| entry.fields.get(name).map(|chunks| chunks.format_verbatim().trim().to_owned()).filter(|text| !text.is_empty());
    let kind = entry.entry_type.to_string().to_ascii_lowercase();
    let kind = TYPES.iter().find(|(name, _)| *name == kind).map_or("misc", |(_, kind)| kind);
    let mut out: Vec<(Arc<str>, Node)> = vec![(Arc::from("type"), Node::Text(Arc::from(kind)))];
    for (name, from) in FIELDS {
        let Some((from, text)) = from.iter().find_map(|from| Some((*from, raw(from)?))) else { continue };
        let node = match *name {
            "author" | "editor" => match entry.get_as::<Vec<Person>>(from) {
                Ok(people) => Node::List(people.iter().map(|person| Node::Text(person_name(person).into())).collect()),
                Err(_) => Node::Text(text.into()),
            },
            "date" if from == "year" => Node::Text(year_month(&text, raw("month"), raw("day")).into()),
            "language" => {
                let known = LANGUAGES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&text));
                Node::Text(known.map_or(&*text, |(_, tag)| *tag).into())
            }
            "pages" => Node::Text(text.replace("--", "-").into()),
            "note" => Node::Text(as_prose(&text)),
            "tags" | "redirect_from" => {
                Node::List(text.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty()).map(|tag| Node::Text(tag.into())).collect())
            }
            _ => Node::Text(text.into()),
        };
        out.push((Arc::from(*name), node));
    }
    out
}

/// A name, family name first.
fn person_name(person: &Person) -> String {
    let family = [&person.prefix, &person.name].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let rest = [&person.suffix, &person.given_name].into_iter().filter(|part| !part.is_empty());
    std::iter::once(&family).chain(rest).cloned().collect::<Vec<_>>().join(", ")
}

/// A date of three fields as EDTF. What is no month is left out: the year is still right.
fn year_month(year: &str, month: Option<String>, day: Option<String>) -> String {
    let month = month.and_then(|month| {
        let name = month.to_lowercase();
        let by_name = MONTHS.iter().position(|short| name.starts_with(short)).map(|at| at + 1);
        by_name.or_else(|| name.parse().ok()).filter(|month| (1..=12).contains(month))
    });
    let day = day.and_then(|day| day.parse::<u8>().ok());
    match (month, day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(String, bool)>, Vec<String>) {
        let source = Source::from_bytes("content/a.bib", text.as_bytes());
        let mut found = Vec::new();
        let records = records(&source, &mut found);
        (records.into_iter().map(|one| (one.key, one.broken)).collect(), found.into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn a_broken_record_hides_no_other() {
        let (records, found) = read("@book{a, title = {A}}\n@book{b, title = {B\n}\n\n@book{c, title {C}}\n@book{d, title={D}}\n");
        assert_eq!(records, [("b".into(), true), ("c".into(), true), ("a".into(), false), ("d".into(), false)]);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn undefined_abbreviations_and_repeated_keys() {
        let (records, found) = read("@string{n = {News}}\n@misc{a, title = n}\n@misc{b, title = nope}\n@misc{a, title = {again}}\n");
        assert_eq!(records, [("b".into(), true), ("a".into(), false)]);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn dates_of_three_fields() {
        assert_eq!(year_month("2021", Some("August".into()), Some("8".into())), "2021-08-08");
        assert_eq!(year_month("2021", Some("12".into()), None), "2021-12");
        assert_eq!(year_month("2021", Some("summer".into()), None), "2021");
    }
}
