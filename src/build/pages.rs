//! Code and pages, each alone, in parallel, through the memo.

use std::collections::HashSet;
use std::sync::Arc;

use super::memo::Page;
use super::{Memo, Progress, Stage, Work, par_map};
use crate::diag::{Diagnostic, Outcome};
use crate::link::Dossier;
use crate::model::body::Code;
use crate::render::body::Highlights;
use crate::render::code::Highlighter;
use crate::render::page::{PAGES, Page as View, PageType, Plan};
use crate::render::{OutputFile, Press};
use crate::text::Digest;
use crate::text::noted::{Asked, Changed, noting};

/// How many blocks are coloured one after the other at most, so that a line they share is read once.
const BLOCKS: usize = 64;
/// Into how many parts they are divided at least, for as many threads.
const PARTS: usize = 16;

/// Colours every block of code once, those of one language together, the longest of each first so that no thread is
/// left with a long one.
pub fn colour(dossier: &Dossier, memo: &Memo, kept: &mut Memo, work: &mut Work, progress: &dyn Progress) -> Highlights {
    let mut seen: HashSet<Digest> = HashSet::new();
    let mut blocks: Vec<(Digest, &Code)> = Vec::new();
    for code in dossier.entries.values().flat_map(|entry| entry.body.code.iter()).filter(|code| !code.language.is_empty()) {
        let key = Digest::of_parts(&[code.language.as_bytes(), code.text.as_bytes()]);
        if seen.insert(key) {
            blocks.push((key, code));
        }
    }
    blocks.sort_by(|(_, a), (_, b)| a.language.cmp(&b.language).then(b.text.len().cmp(&a.text.len())));
    progress.stage(Stage::Code, blocks.len());
    let parts: Vec<_> = blocks.chunks(blocks.len().div_ceil(PARTS).clamp(1, BLOCKS)).collect();
    let made = par_map(&parts, |blocks| {
        let mut highlighter = Highlighter::default();
        let colour = |(key, code): &(Digest, &Code)| {
            let known = memo.code.get(key).cloned();
            let fresh = known.is_none();
            progress.step();
            (*key, fresh, known.unwrap_or_else(|| Arc::from(highlighter.highlight(&code.language, &code.text))))
        };
        blocks.iter().map(colour).collect::<Vec<_>>()
    });
    for (key, fresh, html) in made.into_iter().flatten() {
        work.code += usize::from(fresh);
        kept.code.insert(key, html);
    }
    kept.code.clone()
}

/// What became of one page.
struct Made {
    page: Arc<Page>,
    filled: bool,
}

/// Makes all pages. `changed` is nothing where there are no earlier pages of the same settings and theme.
pub fn make_all(
    press: &Press<'_>,
    changed: Option<&Changed>,
    memo: &Memo,
    kept: &mut Memo,
    work: &mut Work,
    progress: &dyn Progress,
) -> Outcome<Vec<Arc<OutputFile>>> {
    let plans: Vec<(&PageType, Plan)> =
        PAGES.iter().flat_map(|page| (page.plan)(press).into_iter().map(move |plan| (page, plan))).collect();
    progress.stage(Stage::Render, plans.len());
    let results = par_map(&plans, |(page, plan)| {
        let made = if memo.is_last { make_once(press, page, plan) } else { make(press, page, plan, changed, memo) };
        progress.step();
        made
    });
    let mut files = Vec::with_capacity(results.len());
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for ((_, plan), result) in plans.into_iter().zip(results) {
        match result {
            Ok(Made { page, filled }) => {
                work.pages += usize::from(filled);
                for (key, body) in &page.bodies {
                    work.bodies += usize::from(key.is_none_or(|key| !memo.bodies.contains_key(&key)));
                    kept.bodies.extend(key.map(|key| (key, body.clone())));
                }
                files.push(page.file.clone());
                if !memo.is_last {
                    kept.pages.insert(plan, page);
                }
            }
            // A mistake in a template shows on every page that uses it; it is one mistake.
            Err(diagnostic) => {
                if !diagnostics.iter().any(|known| known.place == diagnostic.place && known.message == diagnostic.message) {
                    diagnostics.push(*diagnostic);
                }
            }
        }
    }
    Outcome { value: files, diagnostics }
}

/// Makes a page that nobody will ask for again.
fn make_once(press: &Press<'_>, page: &PageType, plan: &Plan) -> Result<Made, Box<Diagnostic>> {
    let (text, bodies) = match (page.make)(press, plan) {
        View::Text(text) => (text, Vec::new()),
        View::View { template, frame, view, bodies } => {
            (view.fill(press.theme, &template, &press.site(&plan.lang).shared, &frame)?, bodies)
        }
    };
    let file = Arc::new(OutputFile::text(plan.path.clone(), text));
    Ok(Made { page: Arc::new(Page { name: page.name, file, digest: Digest::default(), asked: Asked::default(), bodies }), filled: true })
}

/// Makes a page, or takes the one that was there: at once if nothing changed that it asked for, and else if its view turns
/// out the same.
fn make(press: &Press<'_>, page: &PageType, plan: &Plan, changed: Option<&Changed>, memo: &Memo) -> Result<Made, Box<Diagnostic>> {
    let known = memo.pages.get(plan).filter(|known| known.name == page.name);
    if let Some(known) = known.filter(|known| changed.is_some_and(|changed| !changed.touches(&known.asked))) {
        return Ok(Made { page: known.clone(), filled: false });
    }
    let (made, asked) = noting(|| (page.make)(press, plan));
    let done = |file, digest, bodies, filled| Made { page: Arc::new(Page { name: page.name, file, digest, asked, bodies }), filled };
    match made {
        View::Text(text) => {
            let file = OutputFile::text(plan.path.clone(), text);
            let digest = file.digest;
            let file = known.filter(|known| known.digest == digest).map_or_else(|| Arc::new(file), |known| known.file.clone());
            Ok(done(file, digest, Vec::new(), false))
        }
        View::View { template, frame, view, bodies } => {
            let site = press.site(&plan.lang);
            let digest = Digest::of_value(&(&*template, site.digest, &*frame, view.digest()));
            if let Some(known) = known.filter(|known| known.digest == digest) {
                return Ok(done(known.file.clone(), digest, bodies, false));
            }
            let html = view.fill(press.theme, &template, &site.shared, &frame)?;
            Ok(done(Arc::new(OutputFile::text(plan.path.clone(), html)), digest, bodies, true))
        }
    }
}
