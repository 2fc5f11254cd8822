//! After one edit a build does as much as the edit touches, however large the dossier is: counted, not timed.

#[path = "../../benches/save/edit.rs"]
mod edit;
#[path = "../../benches/generate/mod.rs"]
#[allow(dead_code, reason = "the benchmark needs more of it")]
pub mod generate;

use std::sync::Arc;

use dossier::build::{Memo, Options, Work, build};
use dossier::text::Source;

use super::fixtures::snapshot;
use super::rebuild::difference;
use edit::Edit;

/// How many edits of each kind are done to dossiers of this many and of four times as many entries.
const EDITS: usize = 6;
const ENTRIES: usize = 150;

/// What the edits of a kind cost together. At the end the site must be that of a clean build, the search in parts included, for which
/// the dossiers of other tests are too small.
fn effort(entries: usize) -> Vec<(Edit, Work)> {
    let mut files = generate::generate(entries);
    files[0].1 = files[0].1.replace("search: false\n", "");
    let mut snapshot = snapshot(&files.into_iter().collect());
    let ids: Vec<_> = snapshot.under("content/").map(|source| source.id.clone()).collect();
    let paths: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    let (mut last, mut memo) = build(&snapshot, &Options::default(), &Memo::default());
    let mut all = Vec::new();
    for edit in Edit::ALL {
        let mut sum = Work::default();
        for n in 1..=EDITS {
            let (at, to) = edit.place(&paths, n);
            let text = edit.of(&snapshot.sources[&ids[at]].text, n, &to);
            snapshot.sources.insert(ids[at].clone(), Arc::new(Source::from_bytes(paths[at], text.as_bytes())));
            let (build, kept) = build(&snapshot, &Options::default(), &memo);
            let Work { parsed, linked, checked, bodies, views, pages, code, cards, gathered, terms, shards } = build.work;
            sum.parsed += parsed;
            sum.linked += linked;
            sum.checked += checked;
            sum.bodies += bodies;
            sum.views += views;
            sum.pages += pages;
            sum.code += code;
            sum.cards += cards;
            sum.gathered += gathered;
            sum.terms += terms;
            sum.shards += shards;
            (last, memo) = (build, kept);
        }
        all.push((edit, sum));
    }
    let (clean, _) = build(&snapshot, &Options::default(), &Memo::last());
    assert_eq!(difference(&last, &clean), None, "{entries} entries");
    let is_in_parts = clean.files.keys().any(|path| path.as_str().starts_with("assets/search/terms-2."));
    assert_eq!(is_in_parts, entries > ENTRIES, "the search of {entries} entries is in parts");
    all
}

#[test]
fn a_save_costs_what_it_touches() {
    for entries in [ENTRIES, 4 * ENTRIES] {
        for (edit, sum) in effort(entries) {
            let within = |what: &str, count: usize, most: usize| {
                assert!(count <= most * EDITS, "{what} after {EDITS} edits of the {} in {entries} entries: {sum:?}", edit.name());
            };
            within("files read", sum.parsed, 1);
            within("entries linked", sum.linked, 1);
            within("entries checked", sum.checked, 20);
            within("blocks of code coloured", sum.code, 0);
            within("terms of the search looked at", sum.terms, 20);
            within("files of the search made", sum.shards, 16);
            if matches!(edit, Edit::Prose | Edit::Link) {
                within("texts rendered", sum.bodies, 1);
                within("pages filled", sum.pages, 6);
                within("pages looked at", sum.views, 60);
            }
            // A new title stands in texts that link to it, and may link by itself in some; to render all for one edit would be more.
            within("texts rendered", sum.bodies, 80);
            within("pages filled", sum.pages, 60);
            if edit == Edit::Standing {
                within("pages filled", sum.pages, 40);
            }
            if matches!(edit, Edit::Prose | Edit::Link) {
                // One of the edits makes a heading a sentence.
                assert!(
                    sum.gathered <= 2,
                    "gathered {} times after {EDITS} edits of the {} in {entries} entries",
                    sum.gathered,
                    edit.name()
                );
            }
        }
    }
}
