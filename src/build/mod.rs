//! A build is a function: all input as a value, all output as a value. This is the only place that knows the
//! order of the stages and the only one with threads.
//!
//! Map, reduce, map: each source alone in parallel, all summaries at once in sequence, each page alone in
//! parallel. The memo holds what an earlier build made, by the digest of all it depends on; it is read
//! during a build and a new one is handed out, holding only what this build used.

mod beside;
mod check;
mod citations;
mod collide;
mod markdown;
pub mod memo;
mod pages;
mod search;
mod sources;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::all_codes;
use crate::diag::{Diagnostic, Severity, settle};
use crate::link::{Dossier, Earlier, link};
use crate::parse::bibliography::pin_records;
use crate::parse::config::{Config, read_config};
use crate::render::outside::notice::TEMPLATE as NOTICE;
use crate::render::outside::place::report;
use crate::render::page::PAGES;
use crate::render::theme::Theme;
use crate::render::{OutputFile, OutputPath, Press};
use crate::text::noted::{Changed, is_noting};
use crate::text::{Digest, Snapshot};
use crate::yaml;

pub use crate::parse::config::Options;
pub use memo::Memo;
use memo::{PagesMemo, Printed, Seen};

/// How much work a build did; the rest it took from the memo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Sources that were read as Markdown.
    pub parsed: usize,
    /// Entries of which it was looked where they point.
    pub linked: usize,
    /// Entries that the rules looked at.
    pub checked: usize,
    /// Texts that were rendered.
    pub bodies: usize,
    /// Pages of which it was looked what they show.
    pub views: usize,
    /// Pages whose template was filled.
    pub pages: usize,
    /// Blocks of code that were coloured.
    pub code: usize,
    /// Terms of the search of which it was looked where they stand.
    pub terms: usize,
    /// Files of the index of the search that were made.
    pub shards: usize,
    /// Card pictures that were drawn.
    pub cards: usize,
    /// Whether what pages show of all entries together was gathered anew: once or not at all.
    pub gathered: usize,
}

/// How many of what a dossier holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries that are shown, translations counted.
    pub entries: usize,
    /// Entries that are not shown: drafts, later ones.
    pub hidden: usize,
    /// Links and references that were checked.
    pub links: usize,
    /// HTML pages.
    pub pages: usize,
}

/// The result of a build.
#[derive(Debug, Clone, Default)]
pub struct Build {
    /// The finished site. Empty if there are errors.
    pub files: BTreeMap<OutputPath, Arc<OutputFile>>,
    /// Everything that is wrong, in the order of places, with the weights of the settings.
    pub diagnostics: Vec<Diagnostic>,
    /// How much work it was.
    pub work: Work,
    /// What the dossier holds.
    pub counts: Counts,
    /// The linked dossier that the site was made of, also when it has errors: for those who ask about it.
    pub dossier: Option<Arc<Dossier>>,
}

impl Build {
    /// Whether something is wrong that forbids publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// The stages, as a `Progress` hears of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Texts to entries.
    Parse,
    /// Entries to a dossier.
    Link,
    /// Rules over the dossier.
    Check,
    /// Code to coloured code.
    Code,
    /// The dossier to pages.
    Render,
    /// Everything is made.
    Done,
}

/// Hears how far a build is: a progress bar, a benchmark. Called from many threads.
pub trait Progress: Sync {
    /// A stage begins, with so many steps.
    fn stage(&self, _stage: Stage, _steps: usize) {}
    /// One step is done.
    fn step(&self) {}
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {}

/// Builds a dossier. Pure: the same snapshot and options give the same files, whatever the memo, the order
/// of files or the number of threads.
#[must_use]
pub fn build(snapshot: &Snapshot, options: &Options, memo: &Memo) -> (Build, Memo) {
    build_with(snapshot, options, memo, &Silent)
}

/// The same, telling somebody how far it is.
#[must_use]
pub fn build_with(snapshot: &Snapshot, options: &Options, memo: &Memo, progress: &dyn Progress) -> (Build, Memo) {
    let mut work = Work::default();
    let mut kept = if memo.is_last { Memo::last() } else { Memo::default() };
    let mut pages = PagesMemo { is_last: memo.is_last, ..PagesMemo::default() };
    let codes = all_codes();
    let config = read_config(snapshot, options, &codes);
    let mut found = config.diagnostics;
    let config = Arc::new(config.value);

    let theme = theme(snapshot, &config, &memo.pages, &mut pages, &mut found);
    let seen = linked(snapshot, options, &config, memo, Left { kept: &mut kept, work: &mut work, found: &mut found }, progress);
    let dossier = &seen.dossier;
    progress.stage(Stage::Check, dossier.entries.len());
    let of_rules = checked(&seen, memo, Left { kept: &mut kept, work: &mut work, found: &mut found });

    let mut counts = Counts {
        entries: dossier.entries.len(),
        hidden: dossier.hidden.len(),
        links: dossier.entries.values().map(|entry| entry.links.len() + entry.summary.references.len()).sum(),
        pages: 0,
    };
    let mut files = BTreeMap::new();
    let style = citations::style(dossier, snapshot, &memo.pages, &mut pages, &mut found);
    let theme_key = Digest::of_value(&(pages.theme.as_ref().map(|(key, ..)| *key), style.as_ref().map(|style| style.digest)));
    // What is gathered from all entries is gathered anew only if something of it may be another.
    let gathered = memo.pages.printed.as_ref().and_then(|before| before.unless_gathered_anew(&seen, theme_key));
    let cites = citations::set_all(dossier, style, gathered.map(|before| &before.cites), &memo.pages, &mut pages);
    if let Some(theme) = theme {
        let highlights = pages::colour(dossier, &memo.pages, &mut pages, &mut work, progress);
        let pieces = (!memo.is_last).then_some(&memo.pages.pieces);
        work.gathered = usize::from(gathered.is_none());
        let mut press = match gathered {
            Some(before) => Press::again(dossier, &theme, &highlights, pieces, &cites, &before.tables),
            None => {
                let earlier =
                    memo.pages.printed.as_ref().filter(|before| before.theme == theme_key && before.seen.settings == seen.settings);
                let earlier = earlier.map(|before| (&*before.seen.dossier, &before.tables));
                Press::new(dossier, &theme, &highlights, pieces, &cites, earlier, &together)
            }
        };
        let searched = search::add(&mut press, &memo.pages, &mut pages, &mut work);
        let changed = Printed::changed(&seen, of_rules, &press, theme_key, memo);
        // Where only links are others, so are at most the pages that list them.
        let same_plans = gathered.is_some_and(|before| before.links_the_same(dossier) || pages::lists_links_on(&press, &memo.pages.plans));
        pages.plans = if same_plans { memo.pages.plans.clone() } else { Arc::new(pages::plan(&press)) };
        let mut made = pages::make_all(&press, changed.as_ref(), &memo.pages, &mut pages, &mut work, progress);
        found.extend(made.diagnostics);
        let mut loud = std::mem::take(&mut made.value.loud);
        loud.extend(pages::look_at_files(&theme, dossier, snapshot));
        // What the search finds is text in the form of scripts, whatever words it holds.
        found.extend(report(loud, snapshot, &config.theme));
        found.extend(beside::report(dossier, &theme, snapshot));
        made.value.files.extend(searched);
        made.value.files.extend(markdown::texts(&press, snapshot));
        counts.pages = made.value.files.iter().filter(|file| file.path.as_str().ends_with(".html")).count();
        files = collide::gather(made.value.files, dossier, &theme, snapshot, &mut found);
        if memo.is_last {
            // What follows is the end of the program, which need not give its memory back piece by piece.
            std::mem::forget(press);
        } else {
            let tables = press.into_tables();
            pages.printed = Some(Printed { seen: seen.clone(), theme: theme_key, cites, tables });
        }
    }
    let diagnostics = settled(found, snapshot, options, &config);
    progress.stage(Stage::Done, 0);
    let mut build = Build { files, diagnostics, work, counts, dossier: Some(Arc::clone(dossier)) };
    if build.has_errors() {
        build.files.clear();
    }
    if !memo.is_last {
        kept.seen = Some(seen);
    }
    kept.pages = Arc::new(pages);
    (build, kept)
}

/// What a stage leaves beside what it makes.
struct Left<'a> {
    kept: &'a mut Memo,
    work: &'a mut Work,
    found: &'a mut Vec<Diagnostic>,
}

/// The dossier of a snapshot.
fn linked(snapshot: &Snapshot, options: &Options, config: &Arc<Config>, memo: &Memo, left: Left<'_>, progress: &dyn Progress) -> Seen {
    let Left { kept, work, found } = left;
    let entries = sources::parse_all(snapshot, config, memo, kept, work, found, progress);
    progress.stage(Stage::Link, 1);
    let settings = Digest::of_value(&(config.digest, options));
    let earlier = Earlier { dossier: memo.dossier(settings), is_last: memo.is_last };
    let linked = link(entries, snapshot, config, options, earlier);
    found.extend(linked.diagnostics);
    work.linked = linked.value.points.looked_at;
    Seen { settings, dossier: Arc::new(linked.value) }
}

/// Lets the rules look at all that they have not seen as it is; what is not as they saw it.
fn checked(seen: &Seen, memo: &Memo, left: Left<'_>) -> Option<Changed> {
    let changed = seen.changed(memo.seen.as_ref());
    left.work.checked = check::check_all(&seen.dossier, changed.as_ref(), memo, left.kept, left.found);
    changed
}

/// What is wrong, with its places in bytes and the weights of the settings.
fn settled(mut found: Vec<Diagnostic>, snapshot: &Snapshot, options: &Options, config: &Config) -> Vec<Diagnostic> {
    pin_records(&mut found, snapshot);
    yaml::pin_all(&mut found, snapshot);
    settle(found, &config.rules, options.strict)
}

/// The theme, from the memo if none of its files changed.
fn theme(snapshot: &Snapshot, config: &Config, memo: &PagesMemo, kept: &mut PagesMemo, found: &mut Vec<Diagnostic>) -> Option<Arc<Theme>> {
    let key = Theme::key(snapshot, &config.theme, &config.languages);
    let (theme, diagnostics) = memo.theme.as_ref().filter(|(digest, ..)| *digest == key).map_or_else(
        || {
            let of_pages = PAGES.iter().flat_map(|page| page.templates.iter().copied());
            let needed: Vec<&str> = of_pages.chain([NOTICE]).collect();
            let loaded = Theme::load(snapshot, &config.theme, &config.languages, &needed);
            (loaded.value.map(Arc::new), loaded.diagnostics)
        },
        |(_, theme, diagnostics)| (theme.clone(), diagnostics.clone()),
    );
    found.extend(diagnostics.iter().cloned());
    kept.theme = Some((key, theme.clone(), diagnostics));
    theme
}

/// How many heaps are made of some work for each thread, at least.
const HEAPS: usize = 32;

/// Applies a function to each item, in parallel where there are threads, and gives the results in order.
/// The only place in the program that starts threads for work.
pub(crate) fn par_map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    // What work that is noted asks for is known on its own thread only.
    if items.len() < 8 || is_noting() {
        return items.iter().map(make).collect();
    }
    // A thread that has nothing left to do takes over what another has not begun. Left to itself the library makes four heaps of
    // them for two threads, and whoever begins with the heap of long ones is waited for.
    let heap = items.len().div_ceil(rayon::current_num_threads() * HEAPS);
    items.par_iter().with_max_len(heap).map(make).collect()
}

/// Does pieces of work of which none needs another, in parallel where there are threads.
fn together(works: Vec<Box<dyn FnOnce() + Send + '_>>) {
    works.into_par_iter().for_each(|work| work());
}

/// Takes apart what nobody needs any more, beside everything else: the pages of a large dossier are many pieces.
pub fn discard(old: impl Send + 'static) {
    rayon::spawn(move || drop(old));
}

/// The dossier that a snapshot holds, linked, for those who ask about it and need no site.
#[must_use]
pub fn dossier(snapshot: &Snapshot, options: &Options) -> Arc<Dossier> {
    let config = Arc::new(read_config(snapshot, options, &all_codes()).value);
    let left = Left { kept: &mut Memo::last(), work: &mut Work::default(), found: &mut Vec::new() };
    linked(snapshot, options, &config, &Memo::last(), left, &Silent).dossier
}

/// A dossier and everything that is wrong in it, but for what only the making of pages finds.
#[derive(Debug)]
pub struct Examined {
    /// The dossier.
    pub dossier: Arc<Dossier>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How much work it was.
    pub work: Work,
}

/// Links and checks a dossier, for those who must know whether a change broke something, and need no site. What the memo has of
/// pages is handed on as it is: they are as old as they were.
#[must_use]
pub fn examine(snapshot: &Snapshot, options: &Options, memo: &Memo) -> (Examined, Memo) {
    let mut kept = Memo { is_last: memo.is_last, pages: memo.pages.clone(), ..Memo::default() };
    let mut work = Work::default();
    let config = read_config(snapshot, options, &all_codes());
    let (mut found, config) = (config.diagnostics, Arc::new(config.value));
    let seen = linked(snapshot, options, &config, memo, Left { kept: &mut kept, work: &mut work, found: &mut found }, &Silent);
    checked(&seen, memo, Left { kept: &mut kept, work: &mut work, found: &mut found });
    let diagnostics = settled(found, snapshot, options, &config);
    let dossier = Arc::clone(&seen.dossier);
    if !memo.is_last {
        kept.seen = Some(seen);
    }
    (Examined { dossier, diagnostics, work }, kept)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// The first of sixty-four takes until all others are done: whoever does it must have left them to the other thread.
    #[test]
    fn what_takes_long_keeps_nothing_waiting() {
        let (items, done) = ((0..64).collect::<Vec<usize>>(), AtomicUsize::new(0));
        let make = |item: &usize| {
            // So often that a failure is told of, and does not hang.
            let mut patience = 50_000_000;
            while *item == 0 && done.load(Ordering::SeqCst) < 63 && patience > 0 {
                std::thread::yield_now();
                patience -= 1;
            }
            done.fetch_add(1, Ordering::SeqCst)
        };
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("two threads");
        let order = threads.install(|| par_map(&items, make));
        assert_eq!(order[0], 63, "{order:?}");
    }
}
