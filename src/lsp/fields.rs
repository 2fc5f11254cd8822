//! Where in a front matter the cursor stands, found by lines and indentation alone.
//!
//! While somebody types, a front matter is hardly ever YAML: a key has no colon yet, a list no end. So nothing is parsed
//! here; the lines above tell by their indentation which fields the cursor stands in. In: YAML, whole or half, and a
//! byte. Out: the way to the field and the word around the cursor. Knows no field by name.

mod flow;

use crate::text::place::Span;

/// What is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The name of a field.
    Key,
    /// A value of the field at the end of the way.
    Value,
    /// The name of a field if the way ends at a group, else a value: only who knows the fields can tell.
    Open,
}

/// Where the cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The fields it stands in, from the top; a value's own field is the last.
    pub path: Vec<String>,
    /// What is being written.
    pub spot: Spot,
    /// The bytes of the word around the cursor, without quotes.
    pub token: Span,
    /// Whether the word stands in quotes.
    pub quoted: bool,
    /// The other fields of the same group that are written already.
    pub siblings: Vec<String>,
    /// Whether a colon follows the word.
    pub has_colon: bool,
    /// How far the field's line is indented.
    pub indent: usize,
    /// Whether a `-` stands before it on its line.
    pub after_dash: bool,
    /// Whether it stands between `[` and `]` or `{` and `}`.
    pub in_flow: bool,
}

/// A line: `  - date: x` has a dash in column 2, its content from column 4 and the key `date`.
#[derive(Debug)]
struct Line<'t> {
    start: usize,
    text: &'t str,
    dashes: Vec<usize>,
    content: usize,
    /// The bytes of the key in the line, without quotes, and of the colon.
    key: Option<(Span, usize)>,
}

/// Where the cursor stands in a front matter; nothing in a comment.
#[must_use]
pub fn cursor(yaml: &str, offset: usize) -> Option<Cursor> {
    let lines = lines(yaml);
    let number = lines.partition_point(|line| line.start <= offset).checked_sub(1)?;
    let line = &lines[number];
    let column = offset - line.start;
    if column > line.text.len() || comment(line.text).is_some_and(|at| column > at) {
        return None;
    }
    if let Some(open) = flow::open(yaml, &lines, number, offset) {
        return Some(open);
    }
    let after_dash = !line.dashes.is_empty();
    let content = line.text[line.content..comment(line.text).unwrap_or(line.text.len())].trim_end();
    if column < line.content && !content.is_empty() {
        return None;
    }
    let column_of_content = if content.is_empty() && !after_dash { column } else { line.content };
    let path = parents(&lines, number, column_of_content, &line.dashes);
    let siblings = siblings(&lines, number, column_of_content);
    let base = Cursor {
        path,
        spot: Spot::Open,
        token: offset..offset,
        quoted: false,
        siblings,
        has_colon: false,
        indent: column_of_content,
        after_dash,
        in_flow: false,
    };
    match &line.key {
        Some((key, colon)) if column > *colon => {
            let mut path = base.path;
            path.push(line.text[key.clone()].to_owned());
            let (token, quoted) = scalar(line, colon + 1, column)?;
            Some(Cursor { path, spot: Spot::Value, token, quoted, ..base })
        }
        Some((key, _)) => {
            let token = line.start + key.start..line.start + key.end;
            Some(Cursor { spot: Spot::Key, token, has_colon: true, ..base })
        }
        None => {
            let (token, quoted) = scalar(line, line.content.min(column), column)?;
            Some(Cursor { token, quoted, ..base })
        }
    }
}

/// The plain or quoted value of a line from a column on; the cursor's own place if nothing is written yet. Nothing in
/// the head of a block text.
fn scalar(line: &Line<'_>, from: usize, column: usize) -> Option<(Span, bool)> {
    let end = comment(line.text).unwrap_or(line.text.len());
    let written = &line.text[from..end.max(from)];
    let start = from + (written.len() - written.trim_start().len());
    let value = written.trim();
    if value.is_empty() || column < start {
        return Some((line.start + column..line.start + column, false));
    }
    if value.starts_with(['|', '>']) {
        return None;
    }
    let (start, end, quoted) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = &value[1..];
            (start + 1, start + 1 + inner.find(quote).unwrap_or(inner.len()), true)
        }
        _ => (start, start + value.len(), false),
    };
    // A blank between the value and the cursor is on its way to be part of it.
    Some((line.start + start.min(column)..line.start + end.max(column), quoted))
}

/// The lines of a text, each without its line end.
fn lines(yaml: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut all = Vec::new();
    for text in yaml.split('\n') {
        all.push(line(start, text.trim_end_matches('\r')));
        start += text.len() + 1;
    }
    all
}

fn line(start: usize, text: &str) -> Line<'_> {
    let mut content = text.len() - text.trim_start_matches(' ').len();
    let mut dashes = Vec::new();
    while let Some(rest) = text[content..].strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
        dashes.push(content);
        content += 1 + (rest.len() - rest.trim_start_matches(' ').len());
    }
    let key = key(&text[content..]).map(|(key, colon)| (key.start + content..key.end + content, colon + content));
    Line { start, text, dashes, content, key }
}

/// The key that a content begins with, and its colon.
fn key(content: &str) -> Option<(Span, usize)> {
    let ends = |at: usize| content[at + 1..].is_empty() || content[at + 1..].starts_with([' ', '\t']);
    match content.chars().next()? {
        '#' | '[' | '{' | '|' | '>' | '&' | '*' | '!' | ',' => None,
        quote @ ('"' | '\'') => {
            let end = 1 + content[1..].find(quote)?;
            let colon = end + 1 + content[end + 1..].find(':')?;
            (content[end + 1..colon].trim().is_empty() && ends(colon)).then_some((1..end, colon))
        }
        _ => {
            let colon = content.match_indices(':').map(|(at, _)| at).find(|at| ends(*at))?;
            let key = content[..colon].trim_end();
            (!key.contains(" #")).then_some((0..key.len(), colon))
        }
    }
}

/// Where the comment of a line begins.
fn comment(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') && !before.is_alphanumeric() => quote = Some(c),
            None if c == '#' && before.is_whitespace() => return Some(at),
            None => {}
        }
        before = c;
    }
    None
}

impl Line<'_> {
    fn is_empty(&self) -> bool {
        let content = self.text[self.content..].trim();
        self.dashes.is_empty() && (content.is_empty() || content.starts_with('#'))
    }

    fn key(&self) -> Option<&str> {
        self.key.as_ref().map(|(key, _)| &self.text[key.clone()])
    }
}

/// What the search upward is after.
enum Wanted {
    /// The owner of a group whose keys stand in this column.
    Group(usize),
    /// The owner of a list whose dashes stand in this column.
    List(usize),
}

/// The fields around what stands in a column of a line, from the top.
fn parents(lines: &[Line<'_>], number: usize, column: usize, dashes: &[usize]) -> Vec<String> {
    let mut wanted = dashes.first().map_or(Wanted::Group(column), |dash| Wanted::List(*dash));
    let mut path = Vec::new();
    for line in lines[..number].iter().rev().filter(|line| !line.is_empty()) {
        let dash = line.dashes.first().copied();
        let of = |line: &Line<'_>| dash.map_or(Wanted::Group(line.content), Wanted::List);
        match wanted {
            Wanted::Group(column) if dash.is_some_and(|dash| dash < column) && line.content >= column => wanted = of(line),
            Wanted::Group(column) if line.content < column => {
                if let Some(key) = line.key() {
                    path.push(key.to_owned());
                    wanted = of(line);
                }
            }
            Wanted::List(column) if dash.is_none_or(|dash| dash < column) && line.content <= column => {
                if let Some(key) = line.key() {
                    path.push(key.to_owned());
                    wanted = of(line);
                }
            }
            Wanted::Group(_) | Wanted::List(_) => {}
        }
    }
    path.reverse();
    path
}

/// The keys that stand in the same group as what stands in a column of a line.
fn siblings(lines: &[Line<'_>], number: usize, column: usize) -> Vec<String> {
    let mut found = Vec::new();
    if lines[number].dashes.is_empty() {
        for line in lines[..number].iter().rev().filter(|line| !line.is_empty()) {
            if line.content < column {
                break;
            }
            if line.content == column {
                found.extend(line.key().map(str::to_owned));
            }
            if line.dashes.first().is_some_and(|dash| *dash < column) {
                break;
            }
        }
    }
    for line in lines[number + 1..].iter().filter(|line| !line.is_empty()) {
        if line.content < column || line.dashes.first().is_some_and(|dash| *dash < column) {
            break;
        }
        if line.content == column {
            found.extend(line.key().map(str::to_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests;
