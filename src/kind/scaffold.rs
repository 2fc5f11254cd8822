//! What `dossier new` writes: a front matter in which each field is explained, and the bones of a text.
//!
//! In: a kind, a title, and what the dossier already has to point to. Out: the text of a file that is valid at once,
//! except where it must point to an entry and there is none yet. Touches no disk.

use std::sync::Arc;

use super::{Kind, common};
use crate::model::schema::{Field, Relation, Shape};

/// Comments are wrapped at this column.
const WIDTH: usize = 100;

/// Headings for a text of a kind; a kind that is not here begins with an empty text.
const HEADINGS: &[(&str, &[&str])] = &[
    ("explainer", &["What happened", "What it means", "What is not known"]),
    ("event", &["What happened", "What came of it"]),
    ("actor", &["Who they are", "What they have said"]),
    ("claim", &["What is claimed", "Who answered", "What is not known"]),
    ("designation", &["What was decided", "What it means"]),
    ("instrument", &["What it is", "How it is issued", "What it brings about"]),
    ("provision", &["What it says", "How it is applied"]),
    ("effect", &["What the law says", "What happens in practice", "What is not clear"]),
    ("case", &["What happened"]),
    ("question", &["The accounts", "What would settle it"]),
];

/// What is known of a new entry beforehand.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Some jurisdiction of the dossier, by its key.
    pub jurisdiction: Option<Arc<str>>,
    /// The fields of the original, if the entry is a translation: name, and the lines as they are written.
    pub fields: Vec<(String, String)>,
}

impl Given {
    fn lines(&self, field: &Field) -> Option<&str> {
        self.fields.iter().find(|(name, _)| *name == field.name).map(|(_, lines)| lines.as_str())
    }
}

/// Fields of an original that its translation does not share: they are about that one file.
const OF_THE_FILE: &[&str] = &["redirect_from", "published", "updated", "reviewed", "review_by", "made_from"];

/// Whether a translation has the same in this field: dates, words of a list, references, but no text.
fn is_shared(field: &Field) -> bool {
    fn has_no_text(shape: &Shape) -> bool {
        match shape {
            Shape::List(item) => has_no_text(item),
            Shape::Text | Shape::Prose | Shape::Path | Shape::Group(_) | Shape::ByLanguage | Shape::TextOrByLanguage | Shape::Free => false,
            _ => true,
        }
    }
    has_no_text(&field.shape) && !OF_THE_FILE.contains(&&*field.name)
}

/// The first field that a new entry must have and that must name an entry of which there is none: the field, and the kinds it
/// may name.
#[must_use]
pub fn lacking(kind: &Kind, existing: &dyn Fn(&str) -> Option<String>, given: &Given) -> Option<(String, Vec<String>)> {
    fn among(fields: &[&Field], existing: &dyn Fn(&str) -> Option<String>) -> Option<(String, Vec<String>)> {
        fields.iter().filter(|field| field.required).find_map(|field| {
            let item = if let Shape::List(item) = &field.shape { item } else { &field.shape };
            match item {
                Shape::Ref(relation) if kinds_of(relation).iter().all(|kind| existing(kind).is_none()) => {
                    Some((field.name.to_string(), kinds_of(relation)))
                }
                Shape::Group(inner) => among(&inner.iter().collect::<Vec<_>>(), existing),
                _ => None,
            }
        })
    }
    let fields: Vec<&Field> = common::fields(kind).into_iter().filter(|field| given.lines(field).is_none()).collect();
    among(&fields, existing)
}

/// The kinds a relation may point to, by name; all that are built in if it may point to any.
fn kinds_of(relation: &Relation) -> Vec<String> {
    if relation.to.is_empty() {
        return super::KINDS.iter().map(|make| make().name.to_string()).collect();
    }
    relation.to.iter().map(ToString::to_string).collect()
}

/// The text of a new entry. `existing` names an entry of a kind by its id, if there is one: a required reference points
/// to it, so that the file is valid, and a comment says that it is to be replaced.
#[must_use]
pub fn scaffold(kind: &Kind, title: &str, existing: &dyn Fn(&str) -> Option<String>, given: &Given) -> String {
    let title = one_line(title);
    let title = if title.is_empty() { "Untitled" } else { &*title };
    let mut out = String::from("---\n");
    comment(&mut out, 0, &kind.doc);
    out.push_str(&format!("kind: {}\ntitle: {}\n", kind.name, quoted(title)));
    let fields = common::fields(kind);
    let rest = || fields.iter().filter(|field| !matches!(&*field.name, "kind" | "title"));
    for field in rest().filter(|field| field.required) {
        out.push('\n');
        match given.lines(field) {
            Some(lines) => write_given(&mut out, field, lines),
            None => write_required(&mut out, field, Some(title), existing, given),
        }
    }
    out.push('\n');
    comment(&mut out, 0, "What follows may be left out. To use a field, take away the `#` before its name.");
    // The kind's own fields first: the common ones are the same everywhere and soon known.
    let own = |field: &&&Field| kind.schema.iter().any(|one| one.name == field.name);
    let optional = || rest().filter(|field| !field.required);
    for field in optional().filter(own).chain(optional().filter(|field| !own(field))) {
        out.push('\n');
        match given.lines(field).filter(|_| is_shared(field)) {
            Some(lines) => write_given(&mut out, field, lines),
            None => write_optional(&mut out, 0, field),
        }
    }
    out.push_str("---\n");
    let headings = HEADINGS.iter().find(|(name, _)| *name == kind.name.as_str()).map_or(&[][..], |(_, headings)| headings);
    for heading in headings {
        out.push_str(&format!("\n## {heading}\n"));
    }
    out
}

/// A field as the original has it.
fn write_given(out: &mut String, field: &Field, lines: &str) {
    comment(out, 0, &explained(field));
    out.push_str(lines);
}

/// A field that must be there, with a value that is valid.
fn write_required(out: &mut String, field: &Field, title: Option<&str>, existing: &dyn Fn(&str) -> Option<String>, given: &Given) {
    comment(out, 0, &explained(field));
    match &field.shape {
        Shape::List(item) if matches!(**item, Shape::Group(_)) => {
            if let Shape::Group(fields) = &**item {
                out.push_str(&format!("{}:\n", field.name));
                write_group(out, fields, existing, given);
            }
        }
        Shape::Text | Shape::Prose if let Some(title) = title => out.push_str(&format!("{}: {}\n", field.name, quoted(title))),
        _ => {
            let (value, note) = value_for(field, existing, given);
            comment(out, 0, &note);
            out.push_str(&format!("{}: {value}\n", field.name));
        }
    }
}

/// One item of a list of groups: its required fields, then the others as comments.
fn write_group(out: &mut String, fields: &[Field], existing: &dyn Fn(&str) -> Option<String>, given: &Given) {
    let mut is_first = true;
    for field in fields.iter().filter(|field| field.required) {
        let (indent, lead) = if is_first { (2, "  - ") } else { (4, "    ") };
        let (value, note) = value_for(field, existing, given);
        comment(out, indent, &explained(field));
        comment(out, indent, &note);
        out.push_str(&format!("{lead}{}: {value}\n", field.name));
        is_first = false;
    }
    if is_first {
        // A group of which nothing is required still needs something in it to be an item.
        if let Some(field) = fields.first() {
            comment(out, 2, &explained(field));
            out.push_str(&format!("  - {}: {}\n", field.name, field.example));
        }
    }
    let shown = usize::from(is_first);
    for field in fields.iter().filter(|field| !field.required).skip(shown) {
        // What nothing is said to rest on is a mistake of its own.
        if field.name == "sources" && existing("source").is_some() {
            let (value, note) = value_for(field, existing, given);
            comment(out, 4, &explained(field));
            comment(out, 4, &note);
            out.push_str(&format!("    {}: {value}\n", field.name));
        } else {
            write_optional(out, 4, field);
        }
    }
}

/// A field that may be left out, as a comment that becomes the field when its `#` goes.
fn write_optional(out: &mut String, indent: usize, field: &Field) {
    comment(out, indent, &explained(field));
    out.push_str(&format!("{:indent$}#{}: {}\n", "", field.name, field.example));
}

/// A valid value of a field, and what a writer should know of it. A reference points to something that is there.
fn value_for(field: &Field, existing: &dyn Fn(&str) -> Option<String>, given: &Given) -> (String, String) {
    if let (Shape::Jurisdiction, Some(key)) = (&field.shape, &given.jurisdiction) {
        return (plain_or_quoted(key), "This is some jurisdiction of the dossier: put the right one in its place.".to_owned());
    }
    let Some(relation) = field.shape.relation() else { return (field.example.to_string(), String::new()) };
    let found = kinds_of(relation).iter().find_map(|kind| existing(kind));
    let kinds = if relation.to.is_empty() { "entry".to_owned() } else { relation.to.join(" or ") };
    match found {
        Some(id) => {
            let id = plain_or_quoted(&id);
            let value = if matches!(field.shape, Shape::List(_)) { format!("[{id}]") } else { id };
            (value, format!("This is some {kinds} of the dossier: put the right one in its place."))
        }
        None => (field.example.to_string(), format!("An example: the dossier has no {kinds} yet. `dossier new` makes one.")),
    }
}

/// The doc of a field with the words it may hold or the kinds it may name.
fn explained(field: &Field) -> String {
    let item = if let Shape::List(item) = &field.shape { item } else { &field.shape };
    match item {
        Shape::Word(words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!("{} One of: {}.", field.doc, words.join(", "))
        }
        Shape::Ref(relation) if !relation.to.is_empty() => format!("{} Takes the name of: {}.", field.doc, relation.to.join(" or ")),
        _ => field.doc.to_string(),
    }
}

/// A comment, wrapped; nothing for an empty text.
fn comment(out: &mut String, indent: usize, text: &str) {
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column == 0 || column + 1 + length > WIDTH {
            if column > 0 {
                out.push('\n');
            }
            out.push_str(&format!("{:indent$}#", ""));
            column = indent + 1;
        }
        out.push(' ');
        out.push_str(word);
        column += 1 + length;
    }
    if column > 0 {
        out.push('\n');
    }
}

/// A title is one line, and no control character survives decoding.
fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(blank).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a double-quoted scalar of YAML, in which every text can be written.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What YAML does not count as printable, and what it takes for an end of line.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An id as it is if YAML takes it for text, else in quotes.
#[must_use]
pub fn plain_or_quoted(id: &str) -> String {
    let plain = id.starts_with(char::is_alphabetic) && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_word = matches!(id.to_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n");
    if plain && !is_word { id.to_owned() } else { quoted(id) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kinds;
    use crate::kind::linked::stage::{line, read};

    fn front_matter(text: &str) -> &str {
        let rest = text.strip_prefix("---\n").expect("it opens with a line");
        &rest[..rest.find("\n---\n").expect("it closes with a line") + 1]
    }

    #[test]
    fn every_kind_is_valid_at_once() {
        for kind in Kinds::with(Vec::new()).iter() {
            for title in ["Five terabytes", "\"Yes\": # it's\n[a] \u{1b}[31m \\ {b}", "", "- 2021", "да: нет"] {
                let text = scaffold(kind, title, &|kind| Some(format!("some-{kind}")), &Given::default());
                let (summary, found) = read("x", front_matter(&text));
                assert_eq!(found.iter().map(line).collect::<Vec<_>>(), [] as [String; 0], "{text}");
                assert!((kind.make)(&summary.record).is_some());
                let expected = one_line(title);
                assert_eq!(&*summary.common.title, if expected.is_empty() { "Untitled" } else { &*expected });
            }
        }
    }

    #[test]
    fn every_field_is_valid_when_its_sign_goes() {
        for kind in Kinds::with(Vec::new()).iter() {
            let text = scaffold(kind, "T", &|_| None, &Given::default());
            let used: String = front_matter(&text)
                .lines()
                .map(|line| {
                    let bare = line.trim_start();
                    let is_field = bare.starts_with('#') && !bare.starts_with("# ");
                    if is_field { format!("{}\n", line.replacen('#', "", 1)) } else { format!("{line}\n") }
                })
                .collect();
            let (summary, found) = read("x", &used);
            assert_eq!(found.iter().map(line).collect::<Vec<_>>(), [] as [String; 0], "{used}");
            assert_eq!(summary.record.fields.len(), common::fields(kind).len(), "{}", kind.name);
        }
    }

    #[test]
    fn it_reads_well() {
        let kind = crate::kind::question::kind();
        let text = scaffold(&kind, "What was designated?", &|_| None, &Given::default());
        let head: Vec<&str> = text.lines().take(16).collect();
        assert_eq!(
            head,
            [
                "---",
                "# A point on which the accounts differ, or that nobody can answer yet. It gives all accounts and",
                "# chooses none until one has been shown to hold.",
                "kind: question",
                "title: \"What was designated?\"",
                "",
                "# The accounts, side by side.",
                "accounts:",
                "  # What the account says, in a sentence.",
                "  - says: \"Two Telegram channels were listed as extremist materials.\"",
                "    # Who gives the account. Takes the name of: actor.",
                "    #by: [interior-ministry]",
                "    # Where the account stands. Takes the name of: source.",
                "    #sources: [newsbel-2021-08-18]",
                "",
                "# Whether the question is answered. One of: open, settled.",
            ]
        );
    }
}
