//! What is said of something when the mouse rests on it, as Markdown.

use super::now::Now;
use super::under::{What, under};
use crate::kind::schema::description;
use crate::model::date::Day;
use crate::model::{Standing, Summary, When};
use crate::text::Source;
use crate::text::place::Span;

/// What to say of what stands at a byte of a file, and its bytes.
#[must_use]
pub fn hover(now: Now<'_>, source: &Source, offset: usize) -> Option<(String, Span)> {
    let found = under(now, source, offset)?;
    let text = match found.what {
        What::Entry(entry, heading) => {
            let heading = heading.and_then(|number| entry.body.headings.get(number)).map(|heading| &*heading.text);
            of_entry(now, &entry.summary, heading)
        }
        What::Itself(None) => of_entry(now, &now.entry(source)?.summary, None),
        What::Here(number) => format!("**{}**, a heading of this entry", now.entry(source)?.body.headings.get(number)?.text),
        What::File(file) => {
            let pixels = file.asset.pixels.map_or_else(String::new, |(width, height)| format!(", {width} × {height} pixels"));
            format!("`{}`: {} bytes{pixels}", file.asset.id, file.asset.size)
        }
        What::Field(field) => {
            let required = if field.required { "required" } else { "optional" };
            format!("`{}` ({required})\n\n{}\n\nFor example: `{}: {}`", field.name, description(field), field.name, field.example)
        }
        What::Kind(kind) => format!("**{}**\n\n{}", kind.name, kind.doc),
        What::Word(word, doc) => format!("`{word}`: {doc}"),
        What::Itself(Some(_)) => return None,
    };
    Some((text, found.span))
}

/// An entry in a few lines: what it is, where it stands today, when it was, what it says.
fn of_entry(now: Now<'_>, summary: &Summary, heading: Option<&str>) -> String {
    let heading = heading.map_or_else(String::new, |heading| format!(" · {heading}"));
    let mut lines = vec![format!("**{}**{heading}", summary.common.title), facts(now, summary)];
    if let Some(text) = summary.common.summary.as_deref().or(Some(&*summary.excerpt.text)).filter(|text| !text.is_empty()) {
        lines.push(text.to_owned());
    }
    lines.join("\n\n")
}

/// Kind, id, standing as of today, dates.
fn facts(now: Now<'_>, summary: &Summary) -> String {
    let common = &summary.common;
    let mut facts = vec![format!("{} `{}`", summary.kind, summary.id)];
    if let Some(standing) = summary.details.standing_on(now.today) {
        facts.push(standing_in_words(standing, now.today));
    }
    facts.extend(common.date.as_ref().map(When::to_string));
    facts.extend(common.reviewed.map(|day| format!("reviewed {day}")));
    facts.extend(common.draft.then(|| "draft".to_owned()));
    facts.join(" · ")
}

/// `denied (as of 2021-08-18)`.
#[must_use]
pub fn standing_in_words(standing: Standing, today: Option<Day>) -> String {
    let day = today.map_or_else(String::new, |day| format!(" (as of {day})"));
    format!("**{}**{day}", standing.word())
}
