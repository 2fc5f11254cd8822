//! `dossier check --stats`: what a dossier holds, as tables on a terminal or as JSON.

use std::fmt::Write;

use serde_json::json;

use crate::evidence::coverage::{Coverage, Statements};

/// The coverage as tables.
#[must_use]
pub fn table(coverage: &Coverage) -> String {
    let mut out = String::new();
    let _infallible = write_tables(&mut out, coverage);
    out
}

fn write_tables(out: &mut String, coverage: &Coverage) -> std::fmt::Result {
    let label = coverage.kinds.keys().map(|kind| kind.as_str().len()).chain([10]).max().unwrap_or(0);
    write!(out, "{:label$}", "entries")?;
    for lang in &coverage.languages {
        write!(out, " {:>6}", lang.as_str())?;
    }
    for (kind, counts) in &coverage.kinds {
        write!(out, "\n{:label$}", kind.as_str())?;
        for count in counts {
            write!(out, " {count:>6}")?;
        }
    }
    write!(out, "\n{:label$}", "all")?;
    for n in 0..coverage.languages.len() {
        write!(out, " {:>6}", coverage.kinds.values().filter_map(|counts| counts.get(n)).sum::<usize>())?;
    }
    let all = sum(coverage);
    let count = all.cited + all.linked + all.bare;
    let parts = [all.cited, all.linked, all.bare].map(|part| format!("{part} ({} %)", percent(part, count)));
    writeln!(out, "\n\nstatements: {count}; with a citation {}, with a link only {}, with neither {}", parts[0], parts[1], parts[2])?;
    writeln!(out, "\n cited  linked    bare  text")?;
    for (source, text) in coverage.texts.iter().filter(|(_, text)| text.cited + text.linked + text.bare > 0) {
        writeln!(out, "{:>6} {:>7} {:>7}  {source}", text.cited, text.linked, text.bare)?;
    }
    let named: usize = coverage.facts.values().sum();
    write!(out, "\nfacts: {} named under `extra.facts`, {named} times in all", coverage.facts.len())
}

/// The coverage for machines.
#[must_use]
pub fn json(coverage: &Coverage) -> String {
    let languages: Vec<&str> = coverage.languages.iter().map(|lang| lang.as_str()).collect();
    let entries: serde_json::Map<_, _> = coverage
        .kinds
        .iter()
        .map(|(kind, counts)| (kind.to_string(), languages.iter().zip(counts).map(|(lang, n)| ((*lang).to_owned(), json!(n))).collect()))
        .collect();
    let statements = |text: &Statements| json!({ "cited": text.cited, "linked": text.linked, "bare": text.bare });
    let texts: serde_json::Map<_, _> = coverage.texts.iter().map(|(source, text)| (source.to_string(), statements(text))).collect();
    json!({ "entries": entries, "statements": statements(&sum(coverage)), "texts": texts, "facts": coverage.facts }).to_string()
}

fn sum(coverage: &Coverage) -> Statements {
    let add = |sum: Statements, text: &Statements| Statements {
        cited: sum.cited + text.cited,
        linked: sum.linked + text.linked,
        bare: sum.bare + text.bare,
    };
    coverage.texts.values().fold(Statements::default(), add)
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0)
}
