//! What a dossier holds and how much of it rests on a source: entries by kind and language, the statements of
//! each text with and without a citation, and the facts it was written from.
//!
//! A *statement* is a sentence of at least four words that is no question and stands in running text: not in a
//! heading, a block of code or raw HTML; a row of a table is a sentence. It is *cited* if a citation stands in it or right
//! behind it, else *linked* if it links to another entry, else *bare*.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::link::Dossier;
use crate::model::{Body, Hole, KindName, Lang, Node, TargetKind, body::Piece};
use crate::parse::body::sentence::ranges;
use crate::text::SourceId;

/// The fewest words of a statement: shorter sentences are labels.
const WORDS: usize = 4;

/// What a dossier holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The languages, the main one first.
    pub languages: Vec<Lang>,
    /// By kind: how many entries are written in each of the languages.
    pub kinds: BTreeMap<KindName, Vec<usize>>,
    /// The statements of each entry's text, by file.
    pub texts: BTreeMap<SourceId, Statements>,
    /// The facts that entries name under `extra.facts`, each with the number of entries that do.
    pub facts: BTreeMap<Arc<str>, usize>,
}

/// How many statements a text makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Statements {
    /// Those with a citation.
    pub cited: usize,
    /// Those without, which link to another entry and lean on what that one cites.
    pub linked: usize,
    /// Those with neither.
    pub bare: usize,
}

/// Counts what a dossier holds.
#[must_use]
pub fn coverage(dossier: &Dossier) -> Coverage {
    let languages = dossier.config.languages.clone();
    let mut kinds: BTreeMap<KindName, Vec<usize>> = BTreeMap::new();
    let mut texts = BTreeMap::new();
    let mut named: BTreeMap<Arc<str>, BTreeSet<&Arc<str>>> = BTreeMap::new();
    for (key, entry) in &dossier.entries {
        let counts = kinds.entry(entry.summary.kind.clone()).or_insert_with(|| vec![0; languages.len()]);
        if let Some(n) = languages.iter().position(|lang| *lang == key.lang) {
            counts[n] += 1;
        }
        texts.insert(entry.source.clone(), statements(&entry.body));
        for fact in entry.summary.common.extra.as_ref().map(facts).unwrap_or_default() {
            named.entry(fact).or_default().insert(&key.id);
        }
    }
    Coverage { languages, kinds, texts, facts: named.into_iter().map(|(fact, by)| (fact, by.len())).collect() }
}

fn facts(extra: &Node) -> Vec<Arc<str>> {
    let Some(Node::List(items)) = extra.get("facts") else { return Vec::new() };
    items.iter().filter_map(|item| if let Node::Text(text) = item { Some(text.clone()) } else { None }).collect()
}

/// The statements of a text.
#[must_use]
pub fn statements(body: &Body) -> Statements {
    read(body, Reading::default()).found
}

/// How many statements of a text have neither citation nor link, and the first of them, at most `most`: escaped HTML without tags.
#[must_use]
pub fn bare(body: &Body, most: usize) -> (usize, Vec<String>) {
    let read = read(body, Reading { keeps: most, ..Reading::default() });
    (read.found.bare, read.kept)
}

fn read(body: &Body, mut reading: Reading) -> Reading {
    for piece in &body.pieces {
        match piece {
            Piece::Text(bytes) => reading.words(&body.html[bytes.start as usize..bytes.end as usize]),
            Piece::Html(bytes) => reading.html(&body.html[bytes.start as usize..bytes.end as usize]),
            Piece::Hole(Hole::Cite(..)) => reading.cites.push(reading.plain.len()),
            Piece::Hole(Hole::CiteInText(_)) => {
                reading.words("Source");
                reading.cites.push(reading.plain.len());
            }
            // The words of a link that has none of its own are some name.
            Piece::Hole(Hole::Link(_)) => {
                reading.words("Name");
                reading.links.push(reading.plain.len());
            }
            Piece::Hole(Hole::LinkStart(target)) => {
                let target = body.targets.get(*target as usize);
                if target.is_some_and(|target| matches!(target.kind, TargetKind::Wiki | TargetKind::File)) {
                    reading.links.push(reading.plain.len() + 1);
                }
            }
            Piece::Hole(Hole::HeadingStart(_)) => {
                reading.end_block();
                reading.is_heading = true;
            }
            Piece::Hole(Hole::HeadingEnd(_)) => {
                reading.forget();
                reading.is_heading = false;
            }
            Piece::Hole(_) => {}
        }
    }
    reading.end_block();
    reading
}

/// A text while it is read block by block.
#[derive(Default)]
struct Reading {
    /// The words of the block so far.
    plain: String,
    /// Where in them sources are cited.
    cites: Vec<usize>,
    /// Where other entries are linked.
    links: Vec<usize>,
    is_heading: bool,
    found: Statements,
    /// How many of the statements with neither are kept, and those.
    keeps: usize,
    kept: Vec<String>,
}

impl Reading {
    fn words(&mut self, text: &str) {
        self.plain.push_str(text);
    }

    /// Words with tags between them; the tag of a block ends what came before it.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some((before, tag)) = rest.split_once('<') {
            self.words(before);
            let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
            match tag {
                "/td" | "/th" => self.words(" "),
                "thead" => self.is_heading = true,
                "/thead" => {
                    self.forget();
                    self.is_heading = false;
                }
                tag if !is_inline(tag) && !self.is_heading => self.end_block(),
                _ => {}
            }
            rest = after;
        }
        self.words(rest);
    }

    /// The block so far states nothing: it was a heading.
    fn forget(&mut self) {
        self.plain.clear();
        self.cites.clear();
        self.links.clear();
    }

    fn end_block(&mut self) {
        let plain = std::mem::take(&mut self.plain);
        let (cites, links) = (std::mem::take(&mut self.cites), std::mem::take(&mut self.links));
        for (n, sentence) in ranges(&plain).into_iter().enumerate() {
            let text = plain[sentence.clone()].trim();
            // A citation behind the full stop belongs to the sentence before it.
            let blanks = |text: &str| text.len() - text.trim_start().len();
            let start = sentence.start + blanks(&plain[sentence.clone()]);
            let end = sentence.end + blanks(&plain[sentence.end..]);
            let is_here = |at: &usize| *at <= end && (*at > start || n == 0);
            let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            if words >= WORDS && !text.ends_with('?') {
                let count = match (cites.iter().any(is_here), links.iter().any(is_here)) {
                    (true, _) => &mut self.found.cited,
                    (false, true) => &mut self.found.linked,
                    (false, false) => {
                        if self.kept.len() < self.keeps {
                            self.kept.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
                        }
                        &mut self.found.bare
                    }
                };
                *count += 1;
            }
        }
    }
}

/// Whether a tag stands within running text.
fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or("");
    matches!(
        name,
        "a" | "em"
            | "strong"
            | "del"
            | "code"
            | "sup"
            | "sub"
            | "span"
            | "abbr"
            | "mark"
            | "b"
            | "i"
            | "s"
            | "q"
            | "cite"
            | "time"
            | "br"
            | "td"
            | "th"
            | "/td"
            | "/th"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::body::body;
    use crate::parse::config::{Markdown, RawHtml};

    fn count(markdown: &str) -> (usize, usize, usize) {
        let settings = Markdown { raw_html: RawHtml::Sanitize, quotes: true, autolink: true, languages: Vec::new() };
        let parsed = body(markdown, 0, &SourceId::new("content/a.md"), &settings, &Lang::new("en"), &mut Vec::new());
        let found = statements(&parsed.body);
        (found.cited, found.linked, found.bare)
    }

    #[test]
    fn a_citation_belongs_to_its_sentence() {
        assert_eq!(count("The court decided so [@a]. Nobody else has said so."), (1, 0, 1));
        assert_eq!(count("Nobody else has said so. The court decided so. [@a] The ministry kept its silence."), (1, 0, 2));
        assert_eq!(count("As @a wrote that day, it did. According to others, it did not [@b; @c]."), (2, 0, 0));
        assert_eq!(count("Nobody knows that yet. [[kgb|The committee]] has not said so. It leans on [[b]] and [c](c.md)."), (0, 2, 1));
    }

    #[test]
    fn labels_questions_and_headings_state_nothing() {
        let markdown = "## What the court decided that day\n\n- On 18 August\n- Who decided that day?\n\n```\na b c d e\n```";
        assert_eq!(count(markdown), (0, 0, 0));
        assert_eq!(count("| On which day | who said so |\n|---|---|\n| The court decided so | it was reported [@a] |"), (1, 0, 0));
    }
}
