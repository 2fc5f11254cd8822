//! A made-up dossier of any size in the shape of the one that PERFORMANCE.md measured the peers with:
//! 10,000 entries are 63 MB of Markdown, median 630 words, 84,000 links, every tenth entry with code, half
//! with footnotes, 50 tags. All kinds, all references valid, all links and headings there.
//!
//! In: the number of entries. Out: paths and texts, the same bytes every time on every platform.

mod code;
mod fields;
pub mod plan;
pub mod random;
mod text;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use plan::{Plan, Plans};
use words::Words;

/// The files of a dossier with so many entries: the path of each from the root, with `/`, and its text.
/// `dossier.yaml` is the first.
pub fn generate(entries: usize) -> Vec<(String, String)> {
    let words = Words::new();
    let plans = Plans::new(entries, &words);
    let settings = ("dossier.yaml".to_owned(), settings(&plans));
    std::iter::once(settings).chain(plans.all.iter().map(|plan| file(plan, &plans, &words))).collect()
}

/// Writes the files into a folder, which need not be there yet.
pub fn write(files: &[(String, String)], root: &Path) -> io::Result<()> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(path, _)| Path::new(path).parent()).collect();
    for folder in folders {
        fs::create_dir_all(root.join(folder))?;
    }
    files.iter().try_for_each(|(path, text)| fs::write(root.join(path), text))
}

fn file(plan: &Plan, plans: &Plans, words: &Words) -> (String, String) {
    let text = fields::front_matter(plan, plans, words) + &text::text(plan, plans, words);
    (plan.path(), text)
}

/// One language: with more of them every entry would have a page in each, and the numbers would no longer
/// compare with those of the peers.
fn settings(plans: &Plans) -> String {
    let home = plans.all.first().map_or_else(String::new, |plan| format!("home: {}\n", plan.id));
    format!(
        "title: Benchmark\n\
         description: A made-up dossier\n\
         base_url: https://dossier.example/\n\
         languages: [en]\n\
         theme: ledger\n\
         {home}\
         search: false\n\
         jurisdictions: {{by: Belarus}}\n"
    )
}
