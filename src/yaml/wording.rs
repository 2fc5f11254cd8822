//! What is wrong with a YAML text, in words of a writer.
//!
//! In: the text, the library's error (which speaks of tokens, and of the place where it gave up) and what the
//! decoder noticed itself. Out: a [`Problem`] at the place where a writer would mend it. The library's sentences
//! are matched here and nowhere else; one that is not known is passed on as it is.

use std::sync::Arc;

use super::tree::{DEEPEST, Trouble};
use super::{Problem, scan};
use crate::text::place::{FieldPath, Span, Step, floor_char};

/// What the decoder says it expects where a key stands, so that the library's complaint can be told apart.
pub(super) const A_KEY: &str = "a key that is text";

const QUOTE_IT: &str = "put the value in quotes";
const SAME_COLUMN: &str = "begin it in the same column as the fields it belongs to";

/// The problem behind an error.
pub(super) fn explain(text: &str, error: &serde_yaml::Error, trouble: Option<Trouble>, trail: Vec<Step>) -> Problem {
    let at = floor_char(text, error.location().map_or(0, |place| place.index()));
    if let Some(trouble) = trouble {
        return noticed(text, at, trouble, trail);
    }
    let said = Said::new(text, &error.to_string(), at);
    in_scalars(text, &said)
        .or_else(|| in_structure(text, &said))
        .or_else(|| elsewhere(text, &said))
        .unwrap_or_else(|| problem(scan::rest(text, at), format!("this is not valid YAML: {}", said.problem), None))
}

/// Brackets within brackets without end.
pub(super) fn too_deep(text: &str, at: usize) -> Problem {
    let message = format!("lists and groups are nested deeper than {DEEPEST} levels");
    problem(scan::one(text, at), message, Some("write it flatter"))
}

fn problem(at: Span, message: impl Into<String>, hint: Option<&str>) -> Problem {
    Problem { at, message: message.into(), duplicate: None, hint: hint.map(str::to_owned) }
}

/// What the decoder noticed itself.
fn noticed(text: &str, at: usize, trouble: Trouble, trail: Vec<Step>) -> Problem {
    match trouble {
        Trouble::Deep => too_deep(text, at),
        Trouble::Duplicate(key) => duplicate(text, at, &key, trail),
        Trouble::Merge => problem(at..at + 2, "merging with `<<` is not supported", Some("write the fields out")),
        Trouble::Tag(tag) => problem(
            scan::rest(text, at),
            format!("a value cannot begin with a tag (`!{}`)", tag.trim_start_matches('!')),
            Some("put the value in quotes, if it is text"),
        ),
        Trouble::Heavy => too_heavy(text),
    }
}

fn duplicate(text: &str, at: usize, key: &Arc<str>, trail: Vec<Step>) -> Problem {
    let span = key_span(text, at, key);
    let mut problem = problem(span, format!("the field `{key}` stands twice"), None);
    problem.hint = Some("keep one of the two; for several values write a list".to_owned());
    problem.duplicate = Some((key.to_string(), FieldPath(trail)));
    problem
}

/// The bytes of a key that begins at `at`: with its quotes, without the colon.
fn key_span(text: &str, at: usize, key: &str) -> Span {
    if text[at..].starts_with(key) { at..at + key.len() } else { at..scan::value(text, at).end }
}

fn too_heavy(text: &str) -> Problem {
    let star = [": *", "- *", "[*", ", *"].iter().filter_map(|sign| text.find(sign).map(|at| at + sign.len() - 1)).min();
    let at = star.map_or(0..0, |at| scan::one(text, at));
    problem(at, "the aliases (`*name`) repeat more than a text may hold", Some("write the values out"))
}

/// The library's sentence, taken apart.
struct Said {
    /// What it complains of.
    problem: String,
    /// Where.
    at: usize,
    /// What it was doing ("while scanning a quoted scalar"), if it says so.
    context: String,
    /// Where it began to do that.
    since: usize,
}

impl Said {
    /// Sentences look like `PROBLEM at line 1 column 9, while CONTEXT at line 1 column 2`; a place that is the very
    /// beginning of the text, or the same as the first, is left out.
    fn new(text: &str, sentence: &str, at: usize) -> Self {
        let (problem, context) = sentence.split_once(", while ").unwrap_or((sentence, ""));
        let (problem, position) = problem.split_once(" at position ").unwrap_or((problem, ""));
        let problem = problem.split(" at line ").next().unwrap_or(problem).to_owned();
        let at = position.parse().map_or(at, |position| floor_char(text, position));
        let (context, since) = match context.split_once(" at line ") {
            Some((context, place)) => (context, offset(text, place).unwrap_or(at)),
            None if text.starts_with(['"', '\'', '[', '{', '*', '&']) => (context, 0),
            None => (context, at),
        };
        Self { problem, at, context: context.to_owned(), since }
    }

    fn is(&self, problem: &str) -> bool {
        self.problem.starts_with(problem)
    }
}

/// The offset of `3 column 14`. The library ends lines also at U+0085, U+2028 and U+2029.
fn offset(text: &str, place: &str) -> Option<usize> {
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.trim().parse().ok()?);
    let mut start = 0;
    if line > 1 {
        let is_break = |&(at, c): &(usize, char)| match c {
            '\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
            _ => matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}'),
        };
        start = text.char_indices().filter(is_break).nth(line - 2).map(|(at, c)| at + c.len_utf8())?;
    }
    text[start..].char_indices().map(|(at, _)| start + at).chain([text.len()]).nth(column - 1)
}

/// Mistakes within one value.
fn in_scalars(text: &str, said: &Said) -> Option<Problem> {
    let here = text[said.at..].chars().next();
    if here == Some('\t') || said.problem.contains("tab character") {
        let tabs = text[said.at..].len() - text[said.at..].trim_start_matches('\t').len();
        return Some(problem(said.at..said.at + tabs, "YAML does not allow tabs here", Some("use spaces")));
    }
    if said.is("found character that cannot start any token") {
        let message = match here {
            Some('`') => "a value cannot begin with a backtick".to_owned(),
            sign => format!("a value cannot begin with `{}`", sign.unwrap_or(' ')),
        };
        return Some(problem(scan::rest(text, said.at), message, Some(QUOTE_IT)));
    }
    if said.context.ends_with("a quoted scalar") {
        return Some(quoted(text, said));
    }
    if said.context.ends_with("an alias") || said.context.ends_with("an anchor") {
        let sign = text[said.since..].chars().next().unwrap_or('*');
        let message = format!("a value cannot begin with `{sign}`");
        return Some(problem(scan::rest(text, said.since), message, Some(QUOTE_IT)));
    }
    if said.is("unknown anchor") {
        let span = scan::rest(text, said.at);
        let message = format!("`{}` refers to an anchor that is not there", &text[span.clone()]);
        return Some(problem(span, message, Some("put the value in quotes, if it is text")));
    }
    if said.context.ends_with("a block scalar") && said.is("did not find expected comment") {
        let message = "a text after `|` or `>` begins on the next line";
        let hint = "begin it on the next line, indented; or put it in quotes without the sign";
        return Some(problem(scan::rest(text, said.at), message, Some(hint)));
    }
    if said.is("control characters are not allowed") {
        let c = here.map_or(0, u32::from);
        let message = format!("the character U+{c:04X} is not allowed in YAML");
        return Some(problem(scan::one(text, said.at), message, Some("take it out")));
    }
    None
}

/// A quoted text that does not end, or has a `\` in it that means nothing.
fn quoted(text: &str, said: &Said) -> Problem {
    let quote = if text[said.since..].starts_with('\'') { '\'' } else { '"' };
    if said.is("found unexpected") {
        return unclosed_quote(text, said.since, quote);
    }
    let start = text[..said.at].rfind('\\').filter(|start| *start >= said.since).unwrap_or(said.at);
    let end = text[start..].char_indices().nth(2).map_or(text.len(), |(n, _)| start + n);
    let message = format!("`{}` means nothing in double quotes", text[start..end].escape_debug().to_string().replace("\\\\", "\\"));
    problem(start..end, message, Some("write `\\\\` for a backslash, or use single quotes"))
}

fn unclosed_quote(text: &str, at: usize, quote: char) -> Problem {
    let hint = match quote {
        '\'' => "write `'` at the end of the text; an apostrophe within it is written `''`",
        _ => "write `\"` at the end of the text; a quote within it is written `\\\"`",
    };
    problem(scan::one(text, at), "this quote is not closed", Some(hint))
}

/// Mistakes in how fields and lists hang together.
fn in_structure(text: &str, said: &Said) -> Option<Problem> {
    if said.is("mapping values are not allowed") {
        return Some(stray_colon(text, said.at));
    }
    if said.is("could not find expected ':'") {
        let span = scan::words(text, said.since);
        let hint = "write `name: value`; a line that continues the text above is indented";
        return Some(problem(span, "this line has no colon after a field's name", Some(hint)));
    }
    if said.is("did not find expected key") {
        return Some(no_key(text, said.at));
    }
    if said.is("did not find expected '-' indicator") {
        let hint = "begin it with `- `, or in the column of the list's name";
        return Some(problem(scan::words(text, said.at), "this line is no item of the list above it", Some(hint)));
    }
    if said.is("did not find expected ','") {
        return Some(bracket(text, said));
    }
    if said.is("did not find expected node content") {
        let here = scan::one(text, said.at);
        let message = match &text[here.clone()] {
            "" | "\n" | "\r" => "a value is missing here".to_owned(),
            sign => format!("a value cannot begin with `{sign}`"),
        };
        return Some(problem(here, message, Some("write the value, or put it in quotes if it is text")));
    }
    if said.is("block sequence entries are not allowed") {
        let hint = "begin the list on the next line; if it is no list, put the value in quotes";
        return Some(problem(scan::one(text, said.at), "a list cannot begin on the line of its name", Some(hint)));
    }
    if said.is("mapping keys are not allowed") {
        return Some(problem(scan::rest(text, said.at), "a value cannot begin with `? `", Some(QUOTE_IT)));
    }
    None
}

/// A colon and a blank where no field can begin.
fn stray_colon(text: &str, at: usize) -> Problem {
    let line = scan::words(text, at);
    let before = &text[line.start..at.max(line.start)];
    if before.contains(": ") || before.ends_with(['"', '\'', ']', '}']) || before.ends_with(':') {
        let colon = scan::one(text, at);
        return problem(colon, "a colon and a blank cannot stand within a value", Some(QUOTE_IT));
    }
    match scan::line_above(text, at) {
        Some(above) if !text[above.clone()].contains(':') => {
            let hint = "write `name: value`; a line that continues the text above is indented";
            problem(above, "this line has no colon after a field's name", Some(hint))
        }
        _ => {
            problem(line.start..at.max(line.start), "this field is indented too far: the line above has a value already", Some(SAME_COLUMN))
        }
    }
}

/// Something where the next field should begin.
fn no_key(text: &str, at: usize) -> Problem {
    let line = scan::words(text, at);
    let before = text[line.start..at.max(line.start)].trim_end();
    if before.ends_with(['"', '\'']) {
        let closing = line.start + before.len() - 1;
        let quote = if before.ends_with('"') { '"' } else { '\'' };
        return match opening_quote(text, closing, quote) {
            Some(opening) if opening < line.start => unclosed_quote(text, opening, quote),
            _ => {
                let hint = match quote {
                    '"' => "put the whole value in quotes; a quote within it is written `\\\"`",
                    _ => "put the whole value in quotes; an apostrophe within it is written `''`",
                };
                problem(scan::rest(text, at), "text after the closing quote", Some(hint))
            }
        };
    }
    if before.ends_with([']', '}']) {
        return problem(scan::rest(text, at), "text after the closing bracket", Some("put the whole value in quotes"));
    }
    problem(line, "this line is indented unlike the lines above it", Some(SAME_COLUMN))
}

/// The nearest quote before the closing one that stands where a value can begin.
fn opening_quote(text: &str, closing: usize, quote: char) -> Option<usize> {
    let starts_value = |at: &usize| {
        let before = text[..*at].trim_end_matches([' ', '\t']);
        let blank = before.len() < *at;
        before.is_empty() || before.ends_with(['\n', '[', '{']) || blank && before.ends_with([':', '-', ','])
    };
    text[..closing].rmatch_indices(quote).map(|(at, _)| at).take(1000).find(starts_value)
}

/// A bracket that is not closed, or a comma that is missing in it.
fn bracket(text: &str, said: &Said) -> Problem {
    let (opening, closing) = if said.context.contains("flow mapping") { ('{', '}') } else { ('[', ']') };
    let rest = scan::rest(text, said.at);
    if text[rest.clone()].contains(closing) && scan::line(text, said.since) == scan::line(text, said.at) {
        return problem(rest, "a comma is missing before this", Some("put a comma between the items, or the item in quotes"));
    }
    let message = format!("the bracket `{opening}` is not closed");
    let hint = format!("write `{closing}` after the last item; if it is no list, put the value in quotes");
    problem(scan::one(text, said.since), message, Some(&hint))
}

/// Mistakes with documents, directives, tags and types.
fn elsewhere(text: &str, said: &Said) -> Option<Problem> {
    if said.is("deserializing from YAML containing more than one document") || said.is("did not find expected <document start>") {
        return Some(second_document(text));
    }
    if said.is("repetition limit exceeded") {
        return Some(too_heavy(text));
    }
    if said.is("recursion limit exceeded") {
        return Some(too_deep(text, said.at));
    }
    if said.problem.contains(A_KEY) {
        let hint = "put the value in quotes, if it is text";
        return Some(problem(scan::value(text, said.at), "a field's name cannot be a list or a group", Some(hint)));
    }
    if said.context.ends_with("a directive") {
        return Some(problem(scan::words(text, said.at), "a line cannot begin with `%`", Some("put the text in quotes")));
    }
    if said.context.contains("tag") || said.is("found undefined tag handle") {
        let span = scan::rest(text, said.since);
        return Some(problem(span, "a value cannot begin with a tag (`!`)", Some("put the value in quotes, if it is text")));
    }
    if said.problem.contains("invalid value") {
        return Some(problem(scan::rest(text, said.at), "this value is not what its tag says", Some("take the tag out")));
    }
    None
}

/// A line that ends the document, with something after it; or a line that stands further left than the first.
fn second_document(text: &str) -> Problem {
    let mut first: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let divides = ["---", "..."]
            .iter()
            .any(|sign| line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n'])));
        let indent = line.len() - line.trim_start().len();
        match first {
            Some(_) if divides => {
                let message = format!("a line `{}` ends the text before it", &line[..3]);
                return problem(at..at + 3, message, Some("take the line out: one file holds one document"));
            }
            Some(column) if !words.is_empty() && !words.starts_with('#') && indent < column => {
                let span = at + indent..at + indent + words.len();
                return problem(span, "this line stands further left than the first", Some("begin all fields in the same column"));
            }
            None if !words.is_empty() && !words.starts_with(['#', '%']) && !divides => first = Some(indent),
            _ => {}
        }
        at += line.len();
    }
    problem(scan::words(text, first.unwrap_or(0)), "more follows where the text is over", Some(QUOTE_IT))
}
