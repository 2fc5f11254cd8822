//! Citations: `[@source, p. 3; see @other]` in brackets, `@source` in running text.
//!
//! In: the text between the brackets, or a run of words. Out: which sources are named, and where. Knows no
//! source: whether one is so called is known when the entries are linked.

use std::ops::Range;

/// One source named in brackets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cited<'t> {
    /// Its name.
    pub name: &'t str,
    /// What stands before it: `see`.
    pub prefix: &'t str,
    /// What stands after it: `p. 3`.
    pub locator: &'t str,
    /// Its part of the brackets, in bytes.
    pub at: Range<usize>,
}

/// The sources named between brackets; nothing if this is no citation. Every part between semicolons must
/// name one.
pub(super) fn in_brackets(text: &str) -> Option<Vec<Cited<'_>>> {
    if !text.contains('@') {
        return None;
    }
    let mut all = Vec::new();
    let mut start = 0;
    for part in text.split(';') {
        all.push(one(part, start)?);
        start += part.len() + 1;
    }
    Some(all)
}

/// The source that one part names; the part begins at byte `start` of the brackets.
fn one(part: &str, start: usize) -> Option<Cited<'_>> {
    let sign = memchr::memchr_iter(b'@', part.as_bytes()).find(|at| *at == 0 || part[..*at].ends_with([' ', '\n', '\t', '(', '-']))?;
    let (before, from_name) = (&part[..sign], &part[sign + 1..]);
    let (name, after) = from_name.split_at(name_length(from_name)?);
    if before.contains('@') || !(after.is_empty() || after.starts_with([',', ' ', '\n', '\t', ')', ':'])) {
        return None;
    }
    // `-@name` asks some programs to leave out the author; here there is none to leave out.
    let prefix = before.trim().trim_end_matches('-').trim_end();
    let locator = after.trim_start_matches([',', ':']).trim();
    let lead = part.len() - part.trim_start().len();
    Some(Cited { name, prefix, locator, at: start + lead..start + part.trim_end().len() })
}

/// The first `@name` in a run of words: its bytes with the `@`. `before` is what stands before the run.
pub(super) fn in_text(text: &str, before: Option<char>) -> Option<Range<usize>> {
    memchr::memchr_iter(b'@', text.as_bytes()).find_map(|at| {
        let before = text[..at].chars().next_back().or(before);
        // A letter or a dot before it makes an e-mail address, a slash a web address.
        let is_apart =
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '«' | '“' | '„' | '"' | '—' | '–' | ',' | ';' | ':'));
        let length = is_apart.then(|| name_length(&text[at + 1..])).flatten()?;
        let is_address = text[at + 1 + length..].starts_with(['@', '/']);
        (!is_address).then_some(at..at + 1 + length)
    })
}

/// How many bytes of the text are a source's name: letters, digits and `_:.-`, the last a letter or digit.
fn name_length(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-'))).unwrap_or(text.len());
    let name = text[..end].trim_end_matches([':', '.', '-']);
    name.starts_with(|c: char| c.is_alphanumeric() || c == '_').then_some(name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brackets(text: &str) -> Vec<(&str, &str, &str, &str)> {
        in_brackets(text).unwrap_or_default().into_iter().map(|c| (c.prefix, c.name, c.locator, &text[c.at])).collect()
    }

    #[test]
    fn brackets_name_sources() {
        assert_eq!(brackets("@a, p. 3; @b"), [("", "a", "p. 3", "@a, p. 3"), ("", "b", "", "@b")]);
        assert_eq!(brackets("see @law-2021: art. 5"), [("see", "law-2021", "art. 5", "see @law-2021: art. 5")]);
        assert_eq!(brackets("-@doe.99"), [("", "doe.99", "", "-@doe.99")]);
        assert!(brackets("a@b.c").is_empty() && brackets("@a; note").is_empty() && brackets("@").is_empty() && brackets("@a!b").is_empty());
    }

    #[test]
    fn names_in_text() {
        let found = |text| in_text(text, None).map(|at| &text[at]);
        assert_eq!(found("As @mediazona-2021 wrote"), Some("@mediazona-2021"));
        assert_eq!(found("(@a.)"), Some("@a"));
        assert_eq!(found("write to x@y.z or to @"), None);
        assert_eq!(found("https://t.me/@nexta"), None);
        assert_eq!(in_text("@a", Some('x')), None);
    }
}
