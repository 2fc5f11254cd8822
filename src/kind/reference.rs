//! The reference of front matter, `docs/front-matter.md`, from the same tables as decoding.
//!
//! In: the kinds. Out: Markdown. A test keeps the file in step with the code.

use super::schema::named;
use super::{Kind, Kinds, common};
use crate::model::schema::{Field, Shape};

const OPENING: &str = "# Front matter

A file `content/**/ID.md` opens with a line `---`, fields in YAML, and a second line `---`; then comes the text in Markdown.
`ID` is the entry's id. `ID.be.md` is the same entry in the language `be`.

```yaml
---
kind: claim
title: \"Five terabytes\"
statement: \"The group says it holds five terabytes of files of the ministry.\"
claimed_by: cyber-partisans
history:
  - date: \"2021-08-18\"
    standing: claimed
    sources: moscow-times-2021-08-18
---
```

`dossier new KIND TITLE` writes a file in which each field is explained. `dossier schema` prints a JSON Schema for your editor.
A field that is not on this page is an error, and so is a value that does not fit: `dossier check` shows all of them.

## How values are written

- A **list** may be one value: `tags: courts` is `tags: [courts]`.
- A **reference** is the id of an entry, one of its aliases, or its title, in any case, without brackets.
- **Text** with a colon, a `#` or a quote in it goes in quotes. Where it says *Markdown*, emphasis, links and citations work.
- A field without a value counts as not written.

### Dates

Dates are EDTF, levels 0 and 1: as exact as they are known, and no more. Put them in quotes.

| written | means |
| --- | --- |
| `\"2021-08-18\"` | that day |
| `\"2021-08\"`, `\"2021\"` | sometime in that month, that year |
| `\"2021-08-18?\"` | perhaps that day |
| `\"2020-08~\"` | about that month |
| `\"202X\"` | some year of the twenties |
| `\"2021-22\"` | the summer of 2021 (21 spring, 22 summer, 23 autumn, 24 winter) |
| `\"2021-07/2021-08\"` | from July to August 2021 |
| `\"2021-05-14/..\"` | since that day, with no end |
| `\"../2021-05-13\"` | up to that day |
| `\"2021-05-14/\"` | from that day to an end nobody knows |

Two dates are compared only as far as both are known: `2021-08` is neither before nor after `2021-08-18`.
A *full day* is always `\"2021-08-18\"`.
";

/// The page, for these kinds.
#[must_use]
pub fn reference(kinds: &Kinds) -> String {
    let mut out = String::from("<!-- Written by the program from src/kind. Do not edit: `UPDATE=1 cargo test` writes it anew. -->\n\n");
    out.push_str(OPENING);
    out.push_str("\n## Fields of every kind\n");
    write_fields(&mut out, common::schema(), "");
    for kind in kinds.iter() {
        write_kind(&mut out, kind);
    }
    out
}

/// A table of fields, for the reference of the settings.
#[must_use]
pub fn fields_table(fields: &[Field]) -> String {
    let mut out = String::new();
    write_fields(&mut out, fields, "");
    out
}

fn write_kind(out: &mut String, kind: &Kind) {
    out.push_str(&format!("\n## `{}`\n\n{}\n", kind.name, kind.doc));
    let date = if kind.dated { " The common field `date` is required." } else { "" };
    out.push_str(&format!("\nIts pages are `{}/ID/index.html`.{date}\n", kind.plural));
    if kind.schema.is_empty() {
        out.push_str("\nIt has no fields of its own.\n");
    } else {
        write_fields(out, &kind.schema, "");
    }
}

/// A table of fields, what their words mean, their relations, and a table for each group. `within` is the group they
/// stand in.
fn write_fields(out: &mut String, fields: &[Field], within: &str) {
    out.push_str("\n| field | what it is for | value | example |\n| --- | --- | --- | --- |\n");
    for field in fields {
        let required = if field.required { " **Required.**" } else { "" };
        let example = format!("{}: {}", field.name, field.example);
        out.push_str(&format!(
            "| `{}` | {}{required} | {} | {} |\n",
            field.name,
            cell(&field.doc),
            value(&field.shape),
            code_cell(&example)
        ));
    }
    for field in fields {
        if let Shape::Word(words) = item(&field.shape) {
            let words: Vec<String> = words.iter().map(|(word, doc)| format!("- `{word}`: {doc}\n")).collect();
            out.push_str(&format!("\nWords of `{within}{}`:\n\n{}", field.name, words.concat()));
        }
    }
    let relations: Vec<String> = fields.iter().filter_map(|field| relation(field, within)).collect();
    if !relations.is_empty() {
        out.push_str(&format!("\nRelations:\n\n{}", relations.concat()));
    }
    for field in fields {
        if let Shape::Group(inner) = item(&field.shape) {
            let each = if matches!(field.shape, Shape::List(_)) { "Each item of" } else { "The group" };
            out.push_str(&format!("\n{each} `{within}{}`:\n", field.name));
            write_fields(out, inner, &format!("{within}{}.", field.name));
        }
    }
}

fn relation(field: &Field, within: &str) -> Option<String> {
    let relation = field.shape.relation()?;
    let inverse = &relation.inverse;
    Some(format!("- `{within}{}` names {}; that entry's page lists this one under \"{inverse}\".\n", field.name, named(relation)))
}

fn item(shape: &Shape) -> &Shape {
    if let Shape::List(item) = shape { item } else { shape }
}

/// What a value must be, in a few words.
fn value(shape: &Shape) -> String {
    let plain = match shape {
        Shape::List(inner) => return format!("list of: {}", value(inner)),
        Shape::Ref(relation) | Shape::RefOrName(relation) => {
            let kinds: Vec<String> = relation.to.iter().map(|kind| format!("`{kind}`")).collect();
            let kinds = if kinds.is_empty() { "any entry".to_owned() } else { kinds.join(" or ") };
            let or_name = if matches!(shape, Shape::RefOrName(_)) { " or a plain name" } else { "" };
            return format!("reference to {kinds}{or_name}");
        }
        Shape::Text => "text",
        Shape::Prose => "text, Markdown",
        Shape::Bool => "`true` or `false`",
        Shape::Number => "number",
        Shape::When => "date",
        Shape::Day => "full day",
        Shape::Interval => "date or interval",
        Shape::Word(_) => "word",
        Shape::Jurisdiction => "key of `jurisdictions:`",
        Shape::Language => "language tag",
        Shape::Url => "`https` address",
        Shape::Path => "path in the site",
        Shape::Group(_) => "group",
        Shape::ByLanguage => "text by language tag",
        Shape::TextOrByLanguage => "text, or text by language tag",
        Shape::Free => "anything",
    };
    plain.to_owned()
}

/// A text that may stand in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// Code in a cell of a table: a bar is escaped there too.
fn code_cell(text: &str) -> String {
    let fence = if text.contains('`') { "``" } else { "`" };
    format!("{fence}{}{fence}", cell(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_and_fields_are_there() {
        let kinds = Kinds::with(Vec::new());
        let page = reference(&kinds);
        for kind in kinds.iter() {
            assert!(page.contains(&format!("\n## `{}`\n", kind.name)));
            for field in &kind.schema {
                assert!(page.contains(&format!("\n| `{}` |", field.name)), "{}", field.name);
            }
        }
        assert!(page.contains("- `history.by` names an entry of the kind `actor` by its id, an alias or its title; that entry's page lists this one under \"spoke on claims\".\n"));
        assert!(page.contains("| `statement` | What is claimed, in one sentence, as a claim and not as a fact. **Required.** |"));
    }
}
