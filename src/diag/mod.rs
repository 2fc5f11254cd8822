//! Mistakes of the author as values: what is wrong, where, and how to mend it.
//!
//! Every stage returns its `Diagnostic`s beside its value; none stops early, so one run tells all. This
//! module prints nothing; `show` turns diagnostics into text, and only `cli` writes that text somewhere.

pub mod codes;
pub mod show;

use std::collections::BTreeMap;

use crate::text::place::Place;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be published with it.
    Error,
    /// The site is built; somebody should look.
    Warning,
}

/// A named mistake: what it is called in messages and settings, and what the reference says of it.
#[derive(Debug)]
pub struct Code {
    /// Its name, after what is wrong: `broken-link`.
    pub name: &'static str,
    /// What it weighs unless `dossier.yaml` says otherwise.
    pub severity: Severity,
    /// Whether `rules:` in `dossier.yaml` may change its weight. Without the thing it speaks of (a
    /// readable file, a free address) there is nothing to publish.
    pub fixed: bool,
    /// Markdown for the reference: what it finds, why it matters, an example and its mend.
    pub doc: &'static str,
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What to say there: "first defined here".
    pub text: String,
}

/// What was probably meant, for those who mend by themselves what they are asked to: words at the place of a diagnostic,
/// and those that should stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The words as they are written there.
    pub written: String,
    /// The words instead.
    pub instead: String,
}

/// One mistake.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Which mistake.
    pub code: &'static Code,
    /// Its weight here.
    pub severity: Severity,
    /// One lower-case phrase with backticks and no full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// What can be done, each a phrase: "did you mean `nexta`?".
    pub hints: Vec<String>,
    /// The same where it is nothing but other words, the most likely first.
    pub meant: Vec<Meant>,
}

impl Diagnostic {
    /// A diagnostic of this code with its usual weight.
    #[must_use]
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity, message: message.into(), place, labels: Vec::new(), hints: Vec::new(), meant: Vec::new() }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same with the hint, if there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    /// The same with other words for those that are written.
    #[must_use]
    pub fn meant<'a>(mut self, written: &str, instead: impl IntoIterator<Item = &'a str>) -> Self {
        let meant = instead.into_iter().map(|instead| Meant { written: written.to_owned(), instead: instead.to_owned() });
        self.meant.extend(meant);
        self
    }

    /// The same with a second place.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }
}

/// A value and what was found wrong on the way to it. Never a `Result`: broken input is a case.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// The value, as whole as it could be made.
    pub value: T,
    /// The mistakes.
    pub diagnostics: Vec<Diagnostic>,
}

/// What `rules:` in `dossier.yaml` says of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Say nothing.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

/// Gives every diagnostic the weight the settings ask for, drops the allowed, sorts by place and drops
/// exact repetitions. With `strict`, warnings are errors.
#[must_use]
pub fn settle(mut found: Vec<Diagnostic>, levels: &BTreeMap<String, Level>, strict: bool) -> Vec<Diagnostic> {
    found.retain_mut(|diagnostic| {
        if !diagnostic.code.fixed {
            match levels.get(diagnostic.code.name) {
                Some(Level::Allow) => return false,
                Some(Level::Warn) => diagnostic.severity = Severity::Warning,
                Some(Level::Deny) => diagnostic.severity = Severity::Error,
                None => {}
            }
        }
        if strict {
            diagnostic.severity = Severity::Error;
        }
        true
    });
    found.sort_by(|a, b| (&a.place, a.severity, a.code.name, &a.message).cmp(&(&b.place, b.severity, b.code.name, &b.message)));
    found.dedup_by(|a, b| a.place == b.place && a.code.name == b.code.name && a.message == b.message);
    found
}

/// The nearest of `candidates` to what was written, if one is near enough to be meant. Compares without
/// case; ties go to the first.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(written, candidates, 1).into_iter().next()
}

/// The letters of a name, whatever their case, as bits: two names with many that differ are far from each other.
fn letters(name: &str) -> u64 {
    if name.is_ascii() {
        return name.bytes().fold(0, |bits, byte| bits | 1 << (byte.to_ascii_lowercase() % 64));
    }
    name.chars().flat_map(char::to_lowercase).fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

/// Up to `most` of the nearest candidates, nearest first.
#[must_use]
pub fn near<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    // Damerau-Levenshtein is quadratic in the length; a name longer than this is no slip of the pen.
    const LONGEST: usize = 80;
    let folded = written.to_lowercase();
    let length = folded.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    let own = letters(&folded);
    let mut scored: Vec<(usize, usize, &str)> = Vec::new();
    for (order, candidate) in candidates.into_iter().enumerate() {
        // A dossier has thousands of names, and a broken one thousands of misses: most names are told apart by their
        // length or their letters, without a copy. One slip takes at most one letter away and brings one in.
        let other_length = if candidate.is_ascii() { candidate.len() } else { candidate.chars().count() };
        let allowed = 1 + length.max(other_length) / 4;
        if other_length.abs_diff(length) > allowed
            || other_length > LONGEST
            || (own ^ letters(candidate)).count_ones() as usize > 2 * allowed
        {
            continue;
        }
        let other = candidate.to_lowercase();
        let distance = strsim::damerau_levenshtein(&folded, &other);
        if distance <= allowed && distance < length.max(2) {
            scored.push((distance, order, candidate));
        }
    }
    scored.sort_unstable();
    let mut names: Vec<&str> = scored.into_iter().map(|(_, _, name)| name).collect();
    names.dedup();
    names.truncate(most);
    names
}

/// "did you mean `x`?" for the nearest candidate.
#[must_use]
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, candidates).map(|name| format!("did you mean `{name}`?"))
}
