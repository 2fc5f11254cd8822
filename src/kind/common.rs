//! The fields every kind has: their schema, and the typed [`Common`] of a record.

use std::sync::{Arc, LazyLock};

use super::Kind;
use crate::model::date::{Day, When};
use crate::model::schema::{Field, Shape, Word};
use crate::model::{Common, Correction, Image, Node, Record, Value};

const SHARE: &[Word] = &[
    ("full", "title, summary and picture are shown where a link to the page is shared"),
    ("neutral", "shared links show the dossier's name only, so that a chat gives nothing away"),
];

static SCHEMA: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let mut all = named();
    all.extend(resting());
    all.extend(published());
    all
});

/// The same fields with `date` required, for kinds that cannot do without.
static DATED: LazyLock<Vec<Field>> =
    LazyLock::new(|| SCHEMA.iter().cloned().map(|field| if field.name == "date" { field.required() } else { field }).collect());

/// The fields every kind has, in the order in which they are explained.
#[must_use]
pub fn schema() -> &'static [Field] {
    &SCHEMA
}

/// All fields that an entry of this kind may have: the common ones (`date` required if the kind asks for it), then
/// its own.
#[must_use]
pub fn fields(kind: &Kind) -> Vec<&Field> {
    let common: &'static [Field] = if kind.dated { &DATED } else { &SCHEMA };
    common.iter().chain(&kind.schema).collect()
}

/// What the entry is and what it is called.
fn named() -> Vec<Field> {
    vec![
        Field::new("kind", Shape::Text, "claim", "What the entry is: one of the kinds of this page, or one that `dossier.yaml` declares.")
            .required(),
        Field::new(
            "title",
            Shape::Text,
            "\"Five terabytes\"",
            "What it is called: in headings, lists and links. Links may name the entry by it.",
        )
        .required(),
        Field::new("short_title", Shape::Text, "\"5 TB\"", "A shorter title where room is scarce: menus, breadcrumbs, tables."),
        Field::new(
            "summary",
            Shape::Text,
            "\"The group said it held five terabytes; nobody has counted.\"",
            "What it says in one or two sentences: for lists, previews and search engines.",
        ),
        Field::new("aliases", Shape::texts(), "[Нехта, NEXTA Live]", "Other names by which links find it. No two entries may share one."),
        Field::new(
            "redirect_from",
            Shape::List(Box::new(Shape::Path)),
            "[claims/old-id]",
            "Addresses its page had before, from the root of the site. Each leads to the page of today.",
        ),
    ]
}

/// When it was, and what it rests on.
fn resting() -> Vec<Field> {
    vec![
        Field::new(
            "date",
            Shape::When,
            "\"2021-08-18\"",
            "When it happened or was made, as exactly as it is known: EDTF, also `2021-08`, `2021-08-18?`, `2020-08~` or `2021-07/2021-08`.",
        ),
        Field::new("tags", Shape::texts(), "[telegram, courts]", "Words that gather entries of several kinds on one page."),
        Field::new(
            "sources",
            Shape::references(&["source"], "cited by"),
            "[moscow-times-2021-08-18]",
            "The sources the entry as a whole rests on. What rests on one place of the text is better cited there: `[@id]`.",
        ),
        Field::new(
            "related",
            Shape::references(&[], "related"),
            "[operation-heatwave]",
            "Entries a reader may want next. They show this one in turn.",
        ),
        Field::new(
            "image",
            Shape::Group(
                vec![
                    Field::new("src", Shape::Text, "march.jpg", "The file: its path from the entry's folder.").required(),
                    Field::new(
                        "alt",
                        Shape::Text,
                        "\"A crowd on the avenue, seen from above\"",
                        "What it shows, for those who do not see it.",
                    )
                    .required(),
                    Field::new("caption", Shape::Prose, "\"Minsk, 16 August 2020\"", "What to say under it."),
                    Field::new("credit", Shape::Text, "\"Homoatrox, CC BY-SA 3.0\"", "Who made it, and under which licence it is used."),
                ]
                .into(),
            ),
            "{src: march.jpg, alt: \"A crowd on the avenue, seen from above\"}",
            "A picture that stands for the entry, at its top and in previews.",
        ),
    ]
}

/// How it is published.
fn published() -> Vec<Field> {
    vec![
        Field::new("draft", Shape::Bool, "true", "Leave the entry out of the site; links to it become plain text. `--drafts` shows it."),
        Field::new("published", Shape::Day, "\"2021-08-19\"", "The day it was first published. Feeds and lists of what is new go by it."),
        Field::new("updated", Shape::Day, "\"2022-01-24\"", "The day its content last changed in a way that readers should know."),
        Field::new("reviewed", Shape::Day, "\"2022-02-01\"", "The day somebody last checked that all of it still holds."),
        Field::new("review_by", Shape::Day, "\"2022-08-01\"", "The day by which somebody should check it again."),
        Field::new(
            "corrections",
            Shape::groups(vec![
                Field::new("date", Shape::Day, "\"2021-08-20\"", "The day of the correction.").required(),
                Field::new("text", Shape::Prose, "\"The channel was named wrongly.\"", "What was wrong, and what it says now.").required(),
            ]),
            "[{date: \"2021-08-20\", text: \"The channel was named wrongly.\"}]",
            "Mistakes that were published and mended. They are shown on the page and in the corrections log.",
        ),
        Field::new(
            "made_from",
            Shape::Text,
            "\"5d41402a bc4b2a76 b9719d91\"",
            "Of a translation: digests of the original's front matter and of each of its passages when it was made. `dossier translated` writes it; readers are told which passages changed since.",
        ),
        Field::new(
            "autolink",
            Shape::Bool,
            "false",
            "Whether first mentions of terms and actors in the text link by themselves. Without the field they do.",
        ),
        Field::new("share", Shape::Word(SHARE), "neutral", "What a chat may show of a shared link. Without the field it is `full`."),
        Field::new("extra", Shape::Free, "{layout: wide}", "Anything else, for templates of your own. Nothing in the program reads it."),
    ]
}

/// The common fields of a record, typed. An entry without a title goes by the fallback.
#[must_use]
pub fn common(record: &Record, fallback_title: &str) -> Common {
    Common {
        title: record.text("title").unwrap_or_else(|| Arc::from(fallback_title)),
        short_title: record.text("short_title"),
        summary: record.text("summary"),
        aliases: record.texts("aliases"),
        redirect_from: record.texts("redirect_from"),
        date: record.when("date"),
        tags: record.texts("tags"),
        sources: record.references("sources"),
        related: record.references("related"),
        image: record.group("image").and_then(image),
        draft: record.bool("draft").unwrap_or(false),
        published: day(record, "published"),
        updated: day(record, "updated"),
        reviewed: day(record, "reviewed"),
        review_by: day(record, "review_by"),
        corrections: record.groups("corrections").into_iter().filter_map(correction).collect(),
        made_from: record.text("made_from"),
        autolink: record.bool("autolink").unwrap_or(true),
        neutral_share: record.text("share").as_deref() == Some("neutral"),
        extra: record.get("extra").and_then(free),
    }
}

fn image(record: &Record) -> Option<Image> {
    Some(Image { src: record.text("src")?, alt: record.text("alt")?, caption: record.text("caption"), credit: record.text("credit") })
}

fn correction(record: &Record) -> Option<Correction> {
    Some(Correction { date: day(record, "date")?, text: record.text("text")? })
}

/// A full day: `decode` lets nothing else into a field of that shape.
fn day(record: &Record, name: &str) -> Option<Day> {
    match record.when(name)? {
        When::Date(date) => Some(date.earliest()),
        When::Interval(_) => None,
    }
}

fn free(value: &Value) -> Option<Node> {
    match value {
        Value::Free(node) => Some(node.clone()),
        _ => None,
    }
}
