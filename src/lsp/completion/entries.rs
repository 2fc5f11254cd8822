//! Names of entries that could be meant by what was typed.

use std::sync::Arc;

use super::{Offer, Sort};
use crate::lsp::now::Now;
use crate::lsp::symbols::names;
use crate::model::schema::Text;
use crate::model::{Entry, Key, Lang, fold};

/// How many entries are offered at once; the next letter brings others.
const MOST: usize = 300;

/// The entries of some kinds (none: of any) whose names fit what was typed, the best first, and whether typing more may
/// bring others. `write` makes of an id what is written.
pub(super) fn offered(now: Now<'_>, lang: &Lang, kinds: &[Text], typed: &str, write: impl Fn(&str) -> String) -> (Vec<Offer>, bool) {
    let typed = fold(typed);
    let main = now.dossier.config.main();
    let originals = now.dossier.entries.iter().filter(|(key, _)| key.lang == *main).map(|(_, entry)| entry);
    let of_kind = originals.filter(|entry| kinds.is_empty() || kinds.iter().any(|kind| *kind == *entry.summary.kind.as_str()));
    let mut found: Vec<(Fit, &Arc<Entry>, Vec<String>)> = Vec::new();
    for entry in of_kind {
        let shown = now.dossier.shown(&entry.summary.folded, lang).unwrap_or(entry);
        // A writer may type any name an entry has, in whatever language; the id comes first.
        let texts =
            now.dossier.config.languages.iter().filter_map(|lang| now.dossier.entry(&Key { lang: lang.clone(), ..entry.summary.key() }));
        let mut all: Vec<String> = Vec::new();
        for name in texts.flat_map(|entry| names(entry)) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        if let Some((fit, best)) = best(&typed, &all) {
            let best = all.remove(best);
            all.insert(0, best);
            found.push((fit, shown, all));
        }
    }
    // The sort is stable: within one fit the order is that of the ids.
    found.sort_by_key(|(fit, ..)| *fit);
    let is_incomplete = found.len() > MOST || !typed.is_empty();
    found.truncate(MOST);
    let offer = |(_, entry, names): (Fit, &Arc<Entry>, Vec<String>)| offer(now, entry, &names, &write);
    (found.into_iter().map(offer).collect(), is_incomplete)
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Begins,
    HoldsWord,
    Holds,
    HoldsLetters,
}

/// How well the best of an entry's names fits what was typed, and which that is.
fn best(typed: &str, names: &[String]) -> Option<(Fit, usize)> {
    names.iter().enumerate().filter_map(|(n, name)| Some((fit(typed, name)?, n))).min()
}

fn fit(typed: &str, name: &str) -> Option<Fit> {
    if name.starts_with(typed) {
        return Some(Fit::Begins);
    }
    let places = name.match_indices(typed).map(|(at, _)| at);
    let holds = places.map(|at| if name[..at].ends_with(char::is_alphanumeric) { Fit::Holds } else { Fit::HoldsWord }).min();
    holds.or_else(|| {
        // Letters in order, as editors compare: `opheat` for `operation-heatwave`. A long title holds most letters, so the
        // first must be the first.
        let mut rest = name.chars();
        let begins = typed.chars().next() == name.chars().next();
        begins.then_some(typed)?.chars().filter(|c| c.is_alphanumeric()).all(|c| rest.any(|other| other == c)).then_some(Fit::HoldsLetters)
    })
}

fn offer(now: Now<'_>, entry: &Entry, names: &[String], write: &impl Fn(&str) -> String) -> Offer {
    let summary = &entry.summary;
    let common = &summary.common;
    let standing = summary.details.standing_on(now.today).map(|standing| format!(", {}", standing.word()));
    let draft = if common.draft { ", draft" } else { "" };
    Offer {
        label: summary.id.to_string(),
        detail: Some(format!("{} · {}{}{draft}", common.title, summary.kind, standing.unwrap_or_default())),
        doc: common.summary.as_deref().or(Some(&*summary.excerpt.text)).filter(|text| !text.is_empty()).map(str::to_owned),
        // The name that fits comes first: some editors compare with the beginning alone.
        filter: Some(names.join(" ")),
        insert: write(summary.id.as_str()),
        is_snippet: false,
        sort: if summary.kind.as_str() == "source" { Sort::Source } else { Sort::Entry },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_as_editors_compare() {
        assert_eq!(fit("five", "five-terabytes"), Some(Fit::Begins));
        assert_eq!(fit("тера", "пять терабайт"), Some(Fit::HoldsWord));
        assert_eq!(fit("bytes", "five-terabytes"), Some(Fit::Holds));
        assert_eq!(fit("fvtb", "five-terabytes"), Some(Fit::HoldsLetters));
        assert_eq!(fit("x", "five-terabytes"), None);
    }
}
