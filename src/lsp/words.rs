//! What is being written where the cursor stands in running text: the name in `[[…`, the heading after `#`, the
//! source after `@`. In: a text and a byte. Out: the bytes of the name. Looks at one line and asks nobody.

use crate::text::place::Span;

/// A name under the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// `[[name`: the name, and whether `]]`, `|` or `#` follows it.
    Name {
        /// The bytes of the name, as far as it goes.
        name: Span,
        /// Whether the link is closed.
        is_closed: bool,
    },
    /// `[[name#heading`: the name, which may be empty, and the heading.
    Heading {
        /// The name.
        name: String,
        /// The bytes of the heading.
        heading: Span,
        /// Whether the link is closed.
        is_closed: bool,
    },
    /// `@name`, in brackets or in running text.
    Source {
        /// The bytes of the name.
        name: Span,
        /// Whether it stands in brackets that nobody has closed.
        is_open: bool,
    },
}

/// What is being written at a byte.
#[must_use]
pub fn written(text: &str, offset: usize) -> Option<Written> {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at);
    let line = &text[start..end];
    link(line, offset - start).or_else(|| citation(line, offset - start)).map(|found| found.moved(start))
}

fn link(line: &str, column: usize) -> Option<Written> {
    let open = line[..column].rfind("[[")? + 2;
    let before = &line[open..column];
    if before.contains("]]") || before.contains('|') {
        return None;
    }
    let rest = &line[column..];
    // What stands after the cursor belongs to the link only if the link ends before the next one begins.
    let close = rest.find("]]").filter(|at| !rest[..*at].contains("[["));
    let inside = close.map_or("", |close| &rest[..close]);
    let is_closed = close.is_some();
    if let Some(hash) = before.find('#') {
        let start = open + before.rfind('#').unwrap_or(hash) + 1;
        let end = column + inside.find('|').unwrap_or(inside.len());
        return Some(Written::Heading { name: before[..hash].trim().to_owned(), heading: start..end, is_closed });
    }
    let end = column + inside.find(['|', '#']).unwrap_or(inside.len());
    Some(Written::Name { name: open..end, is_closed })
}

fn citation(line: &str, column: usize) -> Option<Written> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-');
    let start = line[..column].trim_end_matches(is_name).len();
    let before = line[..start].strip_suffix('@')?;
    let is_apart = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '«' | '“' | '„' | '"' | '\'' | '—' | '–' | ',' | ';' | ':');
    if !before.chars().next_back().is_none_or(is_apart) {
        return None;
    }
    let end = column + line[column..].find(|c| !is_name(c)).unwrap_or(line.len() - column);
    let end = column + line[column..end].trim_end_matches([':', '.', '-']).len();
    let in_brackets = before.rfind('[').is_some_and(|open| !before[open..].contains(']'));
    let is_open = in_brackets && line[end..].find(']').is_none_or(|close| line[end..end + close].contains('['));
    Some(Written::Source { name: start..end, is_open })
}

impl Written {
    fn moved(self, by: usize) -> Self {
        let moved = |span: Span| span.start + by..span.end + by;
        match self {
            Self::Name { name, is_closed } => Self::Name { name: moved(name), is_closed },
            Self::Heading { name, heading, is_closed } => Self::Heading { name, heading: moved(heading), is_closed },
            Self::Source { name, is_open } => Self::Source { name: moved(name), is_open },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        let offset = text.find('‸').expect("a cursor");
        let text = text.replace('‸', "");
        match written(&text, offset) {
            None => "nothing".to_owned(),
            Some(Written::Name { name, is_closed }) => format!("name `{}` {is_closed}", &text[name]),
            Some(Written::Heading { name, heading, is_closed }) => format!("heading `{name}` `{}` {is_closed}", &text[heading]),
            Some(Written::Source { name, is_open }) => format!("source `{}` {is_open}", &text[name]),
        }
    }

    #[test]
    fn links() {
        assert_eq!(at("a\nСм. [[nex‸"), "name `nex` false");
        assert_eq!(at("![[‸ и ещё"), "name `` false");
        assert_eq!(at("[[не‸хта|слова]] x"), "name `нехта` true");
        assert_eq!(at("[[a‸ [[b]]"), "name `a` false");
        assert_eq!(at("[[a]] ‸"), "nothing");
        assert_eq!(at("[[a|b‸"), "nothing");
        assert_eq!(at("[[a#‸"), "heading `a` `` false");
        assert_eq!(at("[[#Пра‸ба]]"), "heading `` `Праба` true");
        assert_eq!(at("[[a#b#c‸]]"), "heading `a` `c` true");
    }

    #[test]
    fn citations() {
        assert_eq!(at("So [@afp‸"), "source `afp` true");
        assert_eq!(at("So [@a; see @b‸, p. 3] x"), "source `b` false");
        assert_eq!(at("As @medi‸azona wrote"), "source `mediazona` false");
        assert_eq!(at("@‸"), "source `` false");
        assert_eq!(at("x@y‸"), "nothing");
        assert_eq!(at("see (@a.b‸.)"), "source `a.b` false");
    }
}
