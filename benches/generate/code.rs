//! Blocks of code: four languages, about fifteen lines, no two alike, so that a cache of highlighted code
//! does not make the benchmark look better than a real dossier would.

use super::random::Random;
use super::words::{Words, capital};

/// What differs from block to block.
struct Filling {
    subject: &'static str,
    part: &'static str,
    other: &'static str,
    large: usize,
    small: usize,
}

/// A fenced block.
pub fn block(words: &Words, random: &mut Random) -> String {
    let filling = Filling {
        subject: random.pick(&words.nouns),
        part: random.pick(&words.nouns),
        other: random.pick(&words.nouns),
        large: random.between(2, 9_999),
        small: random.between(2, 999),
    };
    let (language, text) = match random.below(4) {
        0 => ("rust", rust(&filling)),
        1 => ("python", python(&filling)),
        2 => ("json", json(&filling)),
        _ => ("yaml", yaml(&filling)),
    };
    format!("```{language}\n{text}```\n")
}

fn rust(filling: &Filling) -> String {
    let Filling { subject, part, other, large, small } = filling;
    let name = capital(subject);
    format!(
        r#"/// Counts the {part}s of one {subject}.
#[derive(Debug, Clone, Default)]
pub struct {name}{large} {{
    pub {part}_count: usize,
    pub {other}_text: Option<String>,
}}

impl {name}{large} {{
    pub fn {part}_of(&self, lines: &[&str]) -> usize {{
        let found = lines.iter().filter(|line| line.contains("{other} {small}")).count();
        match found {{
            0 => self.{part}_count + {small}, // nothing new
            more if more > {large} => more * 2,
            more => more.saturating_sub(1),
        }}
    }}
}}
"#
    )
}

fn python(filling: &Filling) -> String {
    let Filling { subject, part, other, large, small } = filling;
    let name = capital(subject);
    format!(
        r#"import csv
from dataclasses import dataclass

@dataclass
class {name}{large}:
    """One {subject} with its {part}s."""
    {part}: str
    {other}_total: int = {small}

    def {other}_lines(self, path):
        with open(path, encoding="utf-8") as file:
            rows = [row for row in csv.reader(file) if len(row) > {small}]
        # The first row holds the names of the columns.
        for number, row in enumerate(rows[1:], start={large}):
            yield f"{{number}}: {{row[0]!r}} {part}"
"#
    )
}

fn json(filling: &Filling) -> String {
    let Filling { subject, part, other, large, small } = filling;
    format!(
        r#"{{
  "{subject}": "{part} {large}",
  "count": {large},
  "open": true,
  "{other}s": [
    {{ "id": {small}, "name": "{part}", "weight": 0.{small} }},
    {{ "id": {large}, "name": "{other} {part}", "weight": null }},
    {{ "id": 17, "name": "{subject}", "weight": -{small}e3 }}
  ],
  "{part}_rules": {{
    "first": "{other}s before {subject}s",
    "limit": {small},
    "notes": ["\u0434 {large}", "tab\there"]
  }}
}}
"#
    )
}

fn yaml(filling: &Filling) -> String {
    let Filling { subject, part, other, large, small } = filling;
    format!(
        r#"# How one {subject} is described.
{subject}: &base{large}
  name: "{part} {large}"
  count: {small}
  open: true
  {other}s:
    - id: {small}
      text: {part} of the {other}
    - id: {large}
      text: 'second {subject}'
copy{small}:
  <<: *base{large}
  text: |
    Two lines about the {part},
    and the {other} after it.
"#
    )
}
