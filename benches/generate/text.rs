//! The text of an entry: sections of paragraphs, lists, tables and quotes, with the planned links,
//! footnotes and code in them.

use super::code;
use super::plan::{Kind, Plan, Plans};
use super::random::Random;
use super::words::{Words, capital};

/// About how many words a paragraph or a list has.
const BLOCK: usize = 56;

/// A text while it is written.
struct Text<'a> {
    plans: &'a Plans,
    plan: &'a Plan,
    vocabulary: &'a Words,
    random: Random,
    out: String,
    /// Words written so far.
    words: usize,
    /// Links written so far.
    links: usize,
    /// Footnotes referred to so far.
    notes: usize,
}

/// The Markdown after the front matter.
pub fn text(plan: &Plan, plans: &Plans, vocabulary: &Words) -> String {
    let out = String::with_capacity(plan.words * 9 + 1_000);
    let random = Random::of_entry(plan.index, 3);
    let mut text = Text { plans, plan, vocabulary, random, out, words: 0, links: 0, notes: 0 };
    text.paragraph();
    let sections = plan.headings.len();
    let code_in = plan.code.then(|| text.random.below(sections));
    for section in 0..sections {
        text.section(section, code_in == Some(section));
    }
    text.left_over_links();
    text.footnotes();
    text.out
}

impl Text<'_> {
    fn section(&mut self, number: usize, with_code: bool) {
        let heading = &self.plan.headings[number];
        self.out.push_str(&"#".repeat(heading.level));
        self.out.push(' ');
        self.out.push_str(&heading.text);
        if heading.explicit {
            self.out.push_str(&format!(" {{#{}}}", heading.id));
        }
        self.out.push_str("\n\n");
        self.words += 3;
        let end = self.plan.words * (number + 1) / self.plan.headings.len();
        if with_code {
            self.paragraph();
            self.out.push_str(&code::block(self.vocabulary, &mut self.random));
            self.out.push('\n');
            self.words += 40;
        }
        // A block more would as often be too much as too little.
        while self.words + BLOCK / 2 < end {
            match self.random.below(24) {
                0..4 => self.bullets(),
                4 => self.numbers(),
                5 => self.table(),
                6 => self.quote(),
                _ => self.paragraph(),
            }
        }
    }

    fn paragraph(&mut self) {
        // A paragraph of the shortest entries is not longer than the entry.
        let sentences = self.random.between(2, 6).min(self.plan.words / 25 + 1);
        for number in 0..sentences {
            if number > 0 {
                self.out.push(' ');
            }
            self.sentence();
        }
        self.out.push_str("\n\n");
    }

    fn bullets(&mut self) {
        let tasks = self.random.one_in(6);
        for _ in 0..self.random.between(2, 5) {
            let mark = if tasks { self.random.pick(&["- [ ] ", "- [x] "]) } else { "- " };
            self.out.push_str(mark);
            self.sentence();
            self.out.push('\n');
            if !tasks && self.random.one_in(6) {
                self.out.push_str("  - ");
                self.sentence();
                self.out.push('\n');
            }
        }
        self.out.push('\n');
    }

    fn numbers(&mut self) {
        for number in 1..=self.random.between(2, 4) {
            self.out.push_str(&format!("{number}. "));
            self.sentence();
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn quote(&mut self) {
        self.out.push_str("> ");
        self.paragraph();
    }

    fn table(&mut self) {
        let columns = self.random.between(2, 4);
        let rows = self.random.between(2, 6);
        self.row(columns, 1);
        self.out.push_str(&"| --- ".repeat(columns));
        self.out.push_str("|\n");
        for _ in 0..rows {
            self.row(columns, 3);
        }
        self.out.push('\n');
    }

    fn row(&mut self, columns: usize, words: usize) {
        for _ in 0..columns {
            self.out.push_str("| ");
            self.plain(words);
            self.out.push(' ');
        }
        self.out.push_str("|\n");
    }

    fn sentence(&mut self) {
        let length = self.random.between(6, 22);
        let decorated = self.random.below(length);
        let link_due = self.words * self.plan.links >= self.plan.words * self.links && self.links < self.plan.links;
        let start = self.out.len();
        for position in 0..length {
            if position > 0 {
                let comma = position > 2 && self.random.one_in(14);
                self.out.push_str(if comma { ", " } else { " " });
            }
            if position != decorated {
                self.plain(1);
            } else if link_due {
                self.link();
            } else {
                self.decoration();
            }
        }
        capitalize(&mut self.out, start);
        self.out.push(if self.random.one_in(20) { '?' } else { '.' });
        if self.notes < self.plan.notes && self.words * self.plan.notes >= self.plan.words * self.notes {
            self.notes += 1;
            self.out.push_str(&format!("[^{}]", self.notes));
        }
    }

    /// So many words without anything special.
    fn plain(&mut self, count: usize) {
        for number in 0..count {
            if number > 0 {
                self.out.push(' ');
            }
            self.vocabulary.push(&mut self.random, self.plan.cyrillic, &mut self.out);
        }
        self.words += count;
    }

    /// What a sentence may have in place of a word.
    fn decoration(&mut self) {
        match self.random.below(24) {
            0..3 => self.between("*", 2, "*"),
            3 | 4 => self.between("**", 2, "**"),
            5 => self.between("`", 1, "`"),
            6 => self.between("\"", 3, "\""),
            7 => self.between("(", 3, ")"),
            8 if self.random.one_in(4) => self.between("~~", 1, "~~"),
            9 => self.out.push_str(&self.random.between(2, 9_999).to_string()),
            10 if self.random.one_in(2) => self.name(),
            11 if self.random.one_in(2) => self.outside_link(),
            12 => self.out.push_str("editor's"),
            _ => self.plain(1),
        }
    }

    fn between(&mut self, before: &str, words: usize, after: &str) {
        self.out.push_str(before);
        self.plain(words);
        self.out.push_str(after);
    }

    /// The name of an actor or a term without a link: the program makes one of its first mention.
    fn name(&mut self) {
        let kind = if self.random.one_in(3) { Kind::Term } else { Kind::Actor };
        // The smallest dossiers have no term.
        let plan = if self.plans.all.len() < 40 { self.plan } else { self.plans.one_of(kind, &mut self.random) };
        self.out.push_str(&plan.title);
        self.words += 2;
    }

    fn outside_link(&mut self) {
        let number = self.random.below(10_000);
        self.out.push('[');
        self.plain(2);
        self.out.push_str(&format!("](https://press.example/{}/{number})", self.plan.id));
    }

    /// The next of the planned links; all forms, all to an entry or a heading that is there.
    fn link(&mut self) {
        self.links += 1;
        let target = self.plans.other(&mut self.random, self.plan.index);
        let heading = &target.headings[self.random.below(target.headings.len())];
        // A heading with an anchor of its own is named by that.
        let anchor = if heading.explicit || self.random.one_in(2) { &heading.id } else { &heading.text };
        let words = format!("{} {}", self.random.pick(&self.vocabulary.qualities), self.random.pick(&self.vocabulary.nouns));
        let (id, file) = (&target.id, format!("../{}/{}.md", target.kind.folder(), target.id));
        let link = match self.random.below(20) {
            0..7 => format!("[[{id}]]"),
            7..13 => format!("[[{id}|{words}]]"),
            13..16 => format!("[[{id}#{anchor}]]"),
            16 => format!("[[{id}#{anchor}|{words}]]"),
            17 => format!("[[{}]]", target.title),
            18 => format!("[{words}]({file})"),
            _ => format!("[{words}]({file}#{})", heading.id),
        };
        self.words += 1;
        self.out.push_str(&link);
    }

    fn left_over_links(&mut self) {
        if self.links == self.plan.links {
            return;
        }
        while self.links < self.plan.links {
            self.out.push_str("- ");
            self.link();
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn footnotes(&mut self) {
        for number in 1..=self.notes {
            self.out.push_str(&format!("[^{number}]: "));
            let start = self.out.len();
            let length = self.random.between(5, 16);
            self.plain(length);
            capitalize(&mut self.out, start);
            self.out.push_str(".\n");
        }
    }
}

/// Gives the sentence that starts here a capital letter, unless it starts with a link or a mark.
fn capitalize(out: &mut String, start: usize) {
    let first = out[start..].split(' ').next().unwrap_or_default();
    if first.chars().all(char::is_alphabetic) {
        let capital = capital(first);
        let end = start + first.len();
        out.replace_range(start..end, &capital);
    }
}
