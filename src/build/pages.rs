//! Code and pages, each alone, in parallel, through the memo.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Memo, Progress, Stage, Work, par_map};
use crate::diag::{Diagnostic, Outcome};
use crate::link::Dossier;
use crate::model::body::Code;
use crate::render::body::Highlights;
use crate::render::code::Highlighter;
use crate::render::page::{PAGES, Page, PageType, Plan};
use crate::render::{Kept, OutputFile, Press};
use crate::text::Digest;

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
    file: Arc<OutputFile>,
    key: Option<Digest>,
    filled: bool,
    bodies: Vec<Kept>,
}

/// Makes all pages.
pub fn make_all(
    press: &Press<'_>,
    memo: &Memo,
    kept: &mut Memo,
    work: &mut Work,
    progress: &dyn Progress,
) -> Outcome<Vec<Arc<OutputFile>>> {
    let plans: Vec<(&PageType, Plan)> =
        PAGES.iter().flat_map(|page| (page.plan)(press).into_iter().map(move |plan| (page, plan))).collect();
    progress.stage(Stage::Render, plans.len());
    let results = par_map(&plans, |(page, plan)| {
        let made = make(press, page, plan, (!memo.is_last).then_some(&memo.pages));
        progress.step();
        made
    });
    let mut files = Vec::with_capacity(results.len());
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for result in results {
        match result {
            Ok(made) => {
                work.pages += usize::from(made.filled);
                for (key, body) in made.bodies {
                    work.bodies += usize::from(key.is_none_or(|key| !memo.bodies.contains_key(&key)));
                    kept.bodies.extend(key.map(|key| (key, body)));
                }
                kept.pages.extend(made.key.map(|key| (key, made.file.clone())));
                files.push(made.file);
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

/// Makes a page, or takes it from what is known; nothing known at all means that nobody will ask again.
fn make(
    press: &Press<'_>,
    page: &PageType,
    plan: &Plan,
    known: Option<&HashMap<Digest, Arc<OutputFile>>>,
) -> Result<Made, Box<Diagnostic>> {
    match (page.make)(press, plan) {
        Page::Text(text) => {
            let file = Arc::new(OutputFile::text(plan.path.clone(), text));
            let key = known.map(|_| Digest::of_value(&(page.name, plan.path.as_str(), file.digest)));
            Ok(Made { key, file, filled: false, bodies: Vec::new() })
        }
        Page::View { template, frame, view, bodies } => {
            let site = press.site(&plan.lang);
            let key = known.map(|_| Digest::of_value(&(&*template, site.digest, &*frame, view.digest())));
            if let Some(file) = known.zip(key).and_then(|(known, key)| known.get(&key)) {
                return Ok(Made { file: file.clone(), key, filled: false, bodies });
            }
            let html = view.fill(press.theme, &template, &site.shared, &frame)?;
            Ok(Made { file: Arc::new(OutputFile::text(plan.path.clone(), html)), key, filled: true, bodies })
        }
    }
}
