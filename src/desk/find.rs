//! Where words that were read stand in the file they were read from. A text keeps no places; this looks for them again, only for
//! what is shown.

use crate::text::Source;
use crate::text::place::Place;
use crate::yaml::{FrontMatter, front_matter};

/// How many of the first words must follow each other.
const WORDS: usize = 6;

/// The place of a sentence in a file, from a byte of it on: where its first words follow each other, whatever signs stand between
/// them. The beginning of the text, if marks within the sentence hide it.
pub(super) fn sentence(source: &Source, from: &mut usize, words: &str) -> Place {
    let wanted: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS).collect();
    let start = (*from).max(body(source));
    let found = following(&source.text, start, &wanted).or_else(|| following(&source.text, start, wanted.get(..3).unwrap_or(&wanted)));
    match found {
        Some((at, end)) => {
            *from = end;
            Place::bytes(&source.id, at..end)
        }
        None => Place::bytes(&source.id, start..start),
    }
}

/// The first place of a name as whole words in the text of a file that are no part of a link or a heading.
pub(super) fn name(source: &Source, name: &str) -> Place {
    let start = body(source);
    let text = &source.text[start..];
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let at = text.match_indices(name).map(|(at, _)| at).find(|at| {
        let (before, after) = (&text[..*at], &text[at + name.len()..]);
        let line = before.rfind('\n').map_or(0, |n| n + 1);
        let is_in_brackets = before[line..].rfind('[').is_some_and(|open| !before[line + open..].contains(']'));
        let is_heading = before[line..].trim_start().starts_with('#');
        !is_part(before.chars().next_back()) && !is_part(after.chars().next()) && !is_in_brackets && !is_heading
    });
    at.map_or_else(|| Place::bytes(&source.id, start..start), |at| Place::bytes(&source.id, start + at..start + at + name.len()))
}

fn body(source: &Source) -> usize {
    if let FrontMatter::Found { body, .. } = front_matter(&source.text) { body } else { 0 }
}

/// The bytes of the first words that follow each other, with nothing but signs between them.
fn following(text: &str, from: usize, wanted: &[&str]) -> Option<(usize, usize)> {
    let (first, rest) = wanted.split_first()?;
    let mut at = from;
    while let Some(found) = text.get(at..)?.find(first) {
        let start = at + found;
        let mut end = start + first.len();
        let is_begun = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let all = is_begun
            && rest.iter().all(|word| {
                let skipped: usize = text[end..].chars().take_while(|c| !c.is_alphanumeric()).map(char::len_utf8).sum();
                let is_next = skipped > 0 && text[end + skipped..].starts_with(word);
                end += skipped + word.len();
                is_next
            });
        if all {
            return Some((start, end.min(text.len())));
        }
        at = start + first.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::place::At;

    fn at(place: &Place) -> usize {
        if let At::Bytes(start, _) = place.at { start } else { panic!("no bytes: {place:?}") }
    }

    #[test]
    fn sentences_are_found_through_their_marks() {
        let text =
            "---\ntitle: The court decided so that day\n---\nOne.\nThe *court*\n> decided [so](x.md) \"that\" day. The court decided.\n";
        let source = Source::from_bytes("content/a.md", text.as_bytes());
        let mut from = 0;
        assert_eq!(at(&sentence(&source, &mut from, "The court decided so “that” day.")), text.rfind("The *court*").expect("it is there"));
        assert_eq!(at(&sentence(&source, &mut from, "The court decided.")), text.rfind("The court").expect("it is there"));
    }

    #[test]
    fn names_are_whole_words_outside_links() {
        let text = "---\ntitle: Old\n---\n[[x|the Old]] Olden Old.\n";
        let source = Source::from_bytes("content/a.md", text.as_bytes());
        assert_eq!(at(&name(&source, "Old")), text.rfind("Old.").expect("it is there"));
    }
}
