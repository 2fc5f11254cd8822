//! What rules find: all diagnostics of the build, and two rules by themselves, whatever weight `dossier.yaml` gives them.

use super::{Look, Row, Section, section};
use crate::check::{review, source_archive};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Key, Summary};

/// Every diagnostic, errors first, those of one name together.
pub(super) fn diagnostics(look: &Look<'_>, found: &[Diagnostic]) -> Section {
    let mut all: Vec<&Diagnostic> = found.iter().collect();
    all.sort_by_key(|one| (one.severity != Severity::Error, one.code.name));
    let by_file = by_file(look);
    let doc = "Everything that `dossier check` reports. A site with errors is not published; warnings ask for a look.";
    section(("diagnostics", "Diagnostics", doc), all, |one| {
        let (file, at) = look.place(&one.place);
        let entry = by_file.get(&one.place.source).map(|(key, summary)| (summary.common.title.clone(), look.address(key)));
        Row { file, at, entry, what: one.message.clone(), advice: one.hints.clone(), code: Some((one.severity, one.code.name)) }
    })
}

/// The entries by their files.
fn by_file<'a>(look: &'a Look<'_>) -> std::collections::BTreeMap<&'a crate::text::SourceId, (Key, &'a Summary)> {
    let shown = look.dossier.entries.iter().map(|(key, entry)| (&entry.source, (key.clone(), &*entry.summary)));
    let hidden = look.dossier.hidden_files();
    let hidden = hidden.into_iter().filter_map(|(source, key)| Some((source, (key.clone(), &**look.dossier.hidden.get(key)?))));
    shown.chain(hidden).collect()
}

/// Reviews that are due.
pub(super) fn reviews(look: &Look<'_>) -> Section {
    let doc = if look.dossier.today.is_some() {
        "The day of `review_by:` has passed, and nobody has looked since. Check the entry against its sources, then set `reviewed:` and the next `review_by:`."
    } else {
        "Reviews are due on a day, and this build knows none."
    };
    by_rule(look, ("reviews", "Overdue reviews", doc), &review::RULE)
}

/// Sources without a copy.
pub(super) fn archives(look: &Look<'_>) -> Section {
    let doc = "A page that vanishes takes with it what rests on it. Save it in an archive and name the copy under `archive_url:`.";
    by_rule(look, ("archives", "Sources without an archive", doc), &source_archive::RULE)
}

fn by_rule(look: &Look<'_>, words: (&'static str, &'static str, &'static str), rule: &crate::check::Rule) -> Section {
    let entries = look.dossier.entries.values();
    let all = entries.flat_map(|entry| (rule.run)(look.dossier, entry).into_iter().map(move |found| (entry, found))).collect();
    section(words, all, |(entry, found)| Row {
        advice: found.hints.clone(),
        ..look.row(&entry.summary, &found.place, found.message.clone(), "")
    })
}
