//! What is known of every entry before a word of it is written: kind, id, title, headings, length. Texts
//! link to each other in both directions, so all of this must stand first.

use super::random::Random;
use super::words::{Words, capital, name};

/// A kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Source,
    Actor,
    Provision,
    Instrument,
    Effect,
    Page,
    Event,
    Claim,
    Explainer,
    Term,
    Designation,
    Case,
    Question,
}

/// Their names in front matter, in the same order.
pub const KINDS: [&str; 13] = [
    "source",
    "actor",
    "provision",
    "instrument",
    "effect",
    "page",
    "event",
    "claim",
    "explainer",
    "term",
    "designation",
    "case",
    "question",
];

use Kind::{Actor, Case, Claim, Designation, Effect, Event, Explainer, Instrument, Page, Provision, Question, Source, Term};

/// The kinds of forty entries in a row. The first five are those that others must refer to, so that even
/// the smallest dossier has no reference without a target.
#[rustfmt::skip] // A row is ten entries; one a line would fill a page.
const ROUND: [Kind; 40] = [
    Source, Actor, Provision, Instrument, Effect, Page, Event, Claim, Explainer, Page,
    Source, Actor, Event, Claim, Page, Source, Event, Term, Page, Claim,
    Actor, Source, Event, Designation, Page, Claim, Explainer, Event, Source, Page,
    Actor, Case, Event, Claim, Source, Page, Question, Event, Term, Page,
];

/// The lengths that part the entries into ten tenths, from the shortest to the longest. With the marks of
/// lists and tables the median becomes 630 words; a few are long reads.
const LENGTHS: [usize; 11] = [55, 115, 200, 305, 440, 595, 750, 960, 1_270, 1_790, 3_400];

/// How many links beyond five; the mean makes 84,000 links in 10,000 entries.
const MORE_LINKS: [usize; 10] = [0, 1, 2, 2, 3, 4, 4, 5, 6, 7];

/// A heading of an entry.
pub struct Heading {
    /// Its words.
    pub text: String,
    /// Its anchor.
    pub id: String,
    /// Whether the anchor is written out; else it follows from the words.
    pub explicit: bool,
    /// 2 or 3.
    pub level: usize,
}

/// An entry to be written.
pub struct Plan {
    /// Its number.
    pub index: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its name, which no other entry has: `Kovamila`.
    pub name: String,
    /// Its id: `kovamila-claim`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its headings, at least one.
    pub headings: Vec<Heading>,
    /// About how many words it shall have.
    pub words: usize,
    /// How many links its text has.
    pub links: usize,
    /// How many footnotes.
    pub notes: usize,
    /// Whether it has a block of code.
    pub code: bool,
    /// Whether some of its words are Cyrillic.
    pub cyrillic: bool,
}

/// All entries.
pub struct Plans {
    /// In order.
    pub all: Vec<Plan>,
    by_kind: Vec<Vec<usize>>,
}

impl Kind {
    /// Its name in front matter.
    pub fn word(self) -> &'static str {
        KINDS[self as usize]
    }

    /// The folder its entries lie in.
    pub fn folder(self) -> String {
        format!("{}s", self.word())
    }
}

impl Plan {
    /// The path of its file from the root of the dossier.
    pub fn path(&self) -> String {
        format!("content/{}/{}.md", self.kind.folder(), self.id)
    }
}

impl Plans {
    /// The plans of so many entries.
    pub fn new(entries: usize, words: &Words) -> Self {
        let all: Vec<Plan> = (0..entries).map(|index| plan(index, words)).collect();
        let mut by_kind = vec![Vec::new(); KINDS.len()];
        for plan in &all {
            by_kind[plan.kind as usize].push(plan.index);
        }
        Self { all, by_kind }
    }

    /// Any entry but this one. Half of the choices lean to the first entries: a dossier has a few that
    /// everybody links to.
    pub fn other(&self, random: &mut Random, than: usize) -> &Plan {
        let mut index = random.below(self.all.len());
        if random.one_in(2) {
            index = random.low(index + 1);
        }
        if index == than {
            index = (index + 1) % self.all.len();
        }
        &self.all[index]
    }

    /// Different entries of this kind, none of them `than`; fewer if there are not as many.
    pub fn some_of(&self, kind: Kind, count: usize, random: &mut Random, than: usize) -> Vec<&str> {
        let list = &self.by_kind[kind as usize];
        let start = random.below(list.len().max(1));
        // Neighbours in the list are different entries; one more than asked for, as one may be `than`.
        let chosen = (0..list.len().min(count + 1)).map(|n| list[(start + n) % list.len()]);
        chosen.filter(|&index| index != than).take(count).map(|index| self.all[index].id.as_str()).collect()
    }

    /// One entry of this kind; there must be one.
    pub fn one_of(&self, kind: Kind, random: &mut Random) -> &Plan {
        let list = &self.by_kind[kind as usize];
        &self.all[list[random.below(list.len())]]
    }
}

fn plan(index: usize, words: &Words) -> Plan {
    let mut random = Random::of_entry(index, 1);
    let kind = ROUND[index % ROUND.len()];
    let name = capital(&name(index));
    let length = length(&mut random);
    // Moves on by one in each round: else always the same places of a round, and so the same kinds, had code.
    let turn = (index + index / ROUND.len()) % 10;
    Plan {
        index,
        kind,
        id: format!("{}-{}", name.to_lowercase(), kind.word()),
        title: title(kind, &name, words, &mut random),
        name,
        headings: headings(length, words, &mut random),
        words: length,
        links: 5 + MORE_LINKS[random.below(MORE_LINKS.len())],
        notes: if random.one_in(2) { random.between(1, 4) } else { 0 },
        code: turn == 3,
        cyrillic: turn == 7,
    }
}

fn length(random: &mut Random) -> usize {
    let step = random.below(LENGTHS.len() - 1);
    random.between(LENGTHS[step], LENGTHS[step + 1])
}

fn title(kind: Kind, name: &str, words: &Words, random: &mut Random) -> String {
    let noun = random.pick(&words.nouns);
    let quality = random.pick(&words.qualities);
    match kind {
        Source => format!("{} on the {name} {noun}", random.pick(&["Report", "Letter", "Notes", "Interview"])),
        Actor => format!("{name} {}", random.pick(&["Union", "Courier", "Committee", "Institute", "Live", "Archive"])),
        Provision => format!("{name} code on {noun}s"),
        Instrument => format!("List of {name} {noun}s"),
        Effect => format!("Keeping a {name} {noun}"),
        Page => format!("The {quality} {noun} of {name}"),
        Event => format!("{name}: a {quality} {noun}"),
        Claim => format!("{name} says that the {noun} was {quality}"),
        Explainer => format!("What does the {name} {noun} mean?"),
        Term => format!("{name} {noun}"),
        Designation => format!("{name} {noun} listed"),
        Case => format!("{name} {noun} case"),
        Question => format!("Who sent the {name} {noun}?"),
    }
}

fn headings(length: usize, words: &Words, random: &mut Random) -> Vec<Heading> {
    let count = (length / 170).clamp(1, 16);
    let mut headings: Vec<Heading> = Vec::with_capacity(count);
    while headings.len() < count {
        let (quality, noun) = (random.pick(&words.qualities), random.pick(&words.nouns));
        let text = format!("{} {noun}", capital(quality));
        if headings.iter().any(|other| other.text == text) {
            continue;
        }
        let explicit = random.one_in(12);
        let id = if explicit { format!("part-{}", headings.len() + 1) } else { format!("{quality}-{noun}") };
        let level = if headings.is_empty() || !random.one_in(4) { 2 } else { 3 };
        headings.push(Heading { text, id, explicit, level });
    }
    headings
}
