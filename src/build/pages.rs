//! Code and pages, each alone, in parallel, through the memo.

use std::collections::HashSet;
use std::sync::Arc;

use super::memo::{Outward, Page, PagesMemo};
use super::{Progress, Stage, Work, par_map};
use crate::diag::codes::CARD_WITHOUT_TITLE;
use crate::diag::{Diagnostic, Outcome};
use crate::link::Dossier;
use crate::model::body::Code;
use crate::parse::config::SETTINGS;
use crate::render::body::Highlights;
use crate::render::cards::Drawn;
use crate::render::code::Highlighter;
use crate::render::outside::place::Finding;
use crate::render::outside::quiet::Loud;
use crate::render::outside::{is_looked_at, look_at_file};
use crate::render::page::{PAGES, Page as View, PageType, Plan, links};
use crate::render::theme::Theme;
use crate::render::{Content, OutputFile, Press};
use crate::text::noted::{Asked, Changed, noting};
use crate::text::place::{FieldPath, Place};
use crate::text::{AssetBytes, Digest, Snapshot, SourceId};

/// How many letters that are in no font are named.
const MOST_LETTERS: usize = 5;

/// Colours every block of code once, those of one language together, the longest of each first so that no thread is
/// left with a long one.
pub fn colour(dossier: &Dossier, memo: &PagesMemo, kept: &mut PagesMemo, work: &mut Work, progress: &dyn Progress) -> Highlights {
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
    let highlighter = Highlighter::default();
    let made = par_map(&blocks, |(key, code)| {
        let known = memo.code.get(key).cloned();
        let fresh = known.is_none();
        progress.step();
        (*key, fresh, known.unwrap_or_else(|| Arc::from(highlighter.highlight(&code.language, &code.text))))
    });
    for (key, fresh, html) in made {
        work.code += usize::from(fresh);
        kept.code.insert(key, html);
    }
    kept.code.clone()
}

/// What became of one page.
struct Made {
    page: Arc<Page>,
    viewed: bool,
    filled: bool,
    loud: Vec<Finding>,
    /// How many texts were rendered for it that are not kept: a page that nobody asks for again needs them no longer.
    rendered: usize,
    /// Whether a card picture was drawn for it.
    drawn: bool,
    /// That its card picture lacks letters.
    lacks: Option<Diagnostic>,
}

/// All pages, and what is loud in them.
pub struct All {
    /// The pages.
    pub files: Vec<Arc<OutputFile>>,
    /// What is loud in them, by page.
    pub loud: Vec<Finding>,
}

/// All pages that are to be made, each with the number of its type.
pub fn plan(press: &Press<'_>) -> Vec<(usize, Plan)> {
    let numbered: Vec<(usize, &PageType)> = PAGES.iter().enumerate().collect();
    let plans = par_map(&numbered, |(number, page)| (page.plan)(press).into_iter().map(|plan| (*number, plan)).collect::<Vec<_>>());
    plans.into_iter().flatten().collect()
}

/// Whether the pages that list what links to an entry are those of these plans.
pub fn lists_links_on(press: &Press<'_>, plans: &[(usize, Plan)]) -> bool {
    let of_links = |number: &usize| PAGES[*number].name == links::PAGE.name;
    let before = plans.iter().filter(|(number, _)| of_links(number)).map(|(_, plan)| plan);
    (links::PAGE.plan)(press).iter().eq(before)
}

/// Makes all pages that are planned. `changed` is nothing where there are no earlier pages of the same settings and theme.
pub fn make_all(
    press: &Press<'_>,
    changed: Option<&Changed>,
    memo: &PagesMemo,
    kept: &mut PagesMemo,
    work: &mut Work,
    progress: &dyn Progress,
) -> Outcome<All> {
    let plans = Arc::clone(&kept.plans);
    progress.stage(Stage::Render, plans.len());
    let results = par_map(&plans, |(number, plan)| {
        let page = &PAGES[*number];
        let made = if memo.is_last { make_once(press, page, plan) } else { make(press, page, plan, changed, memo) };
        progress.step();
        made
    });
    let mut all = All { files: Vec::with_capacity(results.len()), loud: Vec::new() };
    let mut diagnostics: Vec<Diagnostic> = press.mistake.iter().map(|mistake| (**mistake).clone()).collect();
    kept.pages.reserve(plans.len());
    kept.pieces.bodies.reserve(memo.pieces.bodies.len());
    for ((_, plan), result) in plans.iter().zip(results) {
        match result {
            Ok(Made { page, viewed, filled, loud, rendered, drawn, lacks }) => {
                work.cards += usize::from(drawn);
                work.views += usize::from(viewed);
                work.pages += usize::from(filled);
                work.bodies += rendered;
                for (key, body) in &page.bodies {
                    work.bodies += usize::from(key.is_none_or(|key| !memo.pieces.bodies.contains_key(&key)));
                    kept.pieces.bodies.extend(key.map(|key| (key, body.clone())));
                }
                kept.pieces.settled.extend(page.settled.clone());
                all.files.push(page.file.clone());
                if let Some((key, card)) = &page.card {
                    all.files.push(card.clone());
                    kept.pieces.cards.extend(key.map(|key| (key, card.clone())));
                }
                // What is loud is not kept: it is looked at, and told of, every time.
                let has_faults = !loud.is_empty() || lacks.is_some();
                diagnostics.extend(lacks);
                if !memo.is_last && !has_faults {
                    kept.pages.insert(plan.clone(), page);
                }
                all.loud.extend(loud);
            }
            // A mistake in a template shows on every page that uses it; it is one mistake.
            Err(diagnostic) => {
                if !diagnostics.iter().any(|known| known.place == diagnostic.place && known.message == diagnostic.message) {
                    diagnostics.push(*diagnostic);
                }
            }
        }
    }
    Outcome { value: all, diagnostics }
}

/// Makes a page that nobody will ask for again.
fn make_once(press: &Press<'_>, page: &PageType, plan: &Plan) -> Result<Made, Box<Diagnostic>> {
    let (text, rendered, loud, card) = match (page.make)(press, plan) {
        View::Text(text) => {
            let loud = findings(press, plan, None, look_at_file(plan.path.as_str(), &text));
            (text, 0, loud, None)
        }
        View::View { template, frame, view, bodies, card, quiet, .. } => {
            let html = view.fill(press.theme, &template, &press.site(&plan.lang).shared, &frame)?;
            let looked = press.outside.look(html, &plan.lang, &frame.root, &quiet);
            (looked.text, bodies.len(), findings(press, plan, Some(&template), looked.loud), card)
        }
    };
    let (drawn, lacks) = about_card(press, plan, card.as_deref());
    let card = card.map(|card| (None, card.file));
    let file = Arc::new(OutputFile::text(plan.path.clone(), text));
    let (digest, asked, bodies) = (Digest::default(), Asked::default(), Vec::new());
    let page = Arc::new(Page { name: page.name, file, digest, asked, bodies, settled: None, card, outside: None });
    Ok(Made { page, viewed: true, filled: true, loud, rendered, drawn, lacks })
}

/// Makes a page, or takes the one that was there: at once if nothing changed that it asked for, and else if its view turns
/// out the same.
fn make(press: &Press<'_>, page: &PageType, plan: &Plan, changed: Option<&Changed>, memo: &PagesMemo) -> Result<Made, Box<Diagnostic>> {
    // A page that leads out of the site is another one if something else is to be said of its links.
    let known = memo.pages.get(plan).filter(|known| known.name == page.name);
    let known = known.and_then(|known| known.if_said(&press.outside, &plan.lang));
    let known = known.as_ref();
    if let Some(known) = known.filter(|known| changed.is_some_and(|changed| !changed.touches(&known.asked))) {
        return Ok(unchanged(known.clone()));
    }
    let (made, asked) = noting(|| (page.make)(press, plan));
    let done = |file, digest, (bodies, settled, card), outside| {
        Arc::new(Page { name: page.name, file, digest, asked, bodies, settled, card, outside })
    };
    match made {
        View::Text(text) => {
            let loud = findings(press, plan, None, look_at_file(plan.path.as_str(), &text));
            let file = OutputFile::text(plan.path.clone(), text);
            let digest = file.digest;
            let file = known.filter(|known| known.digest == digest).map_or_else(|| Arc::new(file), |known| known.file.clone());
            // Feeds have notices in them too.
            let outside = plan.path.as_str().ends_with(".xml").then(|| Outward::unknown(&press.outside));
            Ok(Made { loud, viewed: true, ..unchanged(done(file, digest, (Vec::new(), None, None), outside)) })
        }
        View::View { template, frame, view, bodies, settled, card, quiet } => {
            let (drawn, lacks) = about_card(press, plan, card.as_deref());
            let card = card.map(|card| (card.key, card.file));
            let site = press.site(&plan.lang);
            let digest = Digest::of_value(&(&*template, site.digest, &*frame, view.digest()));
            if let Some(known) = known.filter(|known| known.digest == digest) {
                let page = done(known.file.clone(), digest, (bodies, settled, card), known.outside.clone());
                return Ok(Made { viewed: true, drawn, lacks, ..unchanged(page) });
            }
            let html = view.fill(press.theme, &template, &site.shared, &frame)?;
            let looked = press.outside.look(html, &plan.lang, &frame.root, &quiet);
            let loud = findings(press, plan, Some(&template), looked.loud);
            let file = Arc::new(OutputFile::text(plan.path.clone(), looked.text));
            let outside = Outward::of(looked.links, &press.outside, &plan.lang);
            let page = done(file, digest, (bodies, settled, card), outside);
            Ok(Made { viewed: true, filled: true, loud, drawn, lacks, ..unchanged(page) })
        }
    }
}

/// A page that is as it was.
fn unchanged(page: Arc<Page>) -> Made {
    Made { page, viewed: false, filled: false, loud: Vec::new(), rendered: 0, drawn: false, lacks: None }
}

/// Whether a card picture was drawn for a page, and what is to be said of it: letters that no font has would be empty boxes, so
/// that the whole title is left out.
fn about_card(press: &Press<'_>, plan: &Plan, card: Option<&Drawn>) -> (bool, Option<Diagnostic>) {
    let Some(card) = card else { return (false, None) };
    let lacks = || {
        let letters: Vec<String> = card.missing.chars().take(MOST_LETTERS).map(|letter| format!("`{letter}`")).collect();
        let message = format!("the card picture is without the title: its fonts have no {}", letters.join(", "));
        let entry = press.dossier.shown(&plan.subject, &plan.lang);
        let place = entry.map_or_else(
            || Place::value(&SourceId::new(SETTINGS), FieldPath::key("title")),
            |entry| Place::value(&entry.source, FieldPath::key("title")),
        );
        Diagnostic::new(&CARD_WITHOUT_TITLE, place, message)
            .hint("write a `short_title` in Latin or Cyrillic letters, or give the entry an `image`")
    };
    (card.is_new, (!card.missing.is_empty()).then(lacks))
}

fn findings(press: &Press<'_>, plan: &Plan, template: Option<&Arc<str>>, loud: Vec<Loud>) -> Vec<Finding> {
    let entry = || press.dossier.shown(&plan.subject, &plan.lang).map(|entry| entry.source.clone());
    loud.into_iter().map(|loud| Finding { loud, page: plan.path.to_string(), template: template.cloned(), entry: entry() }).collect()
}

/// What is loud in a finished file that comes from this one.
fn look_at(file: &OutputFile, source: &SourceId) -> Vec<Finding> {
    let Content::Bytes(bytes) = &file.content else { return Vec::new() };
    if !is_looked_at(file.path.as_str()) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(bytes);
    let at = |loud| Finding { loud, page: file.path.to_string(), template: None, entry: Some(source.clone()) };
    look_at_file(file.path.as_str(), &text).into_iter().map(at).collect()
}

/// What is loud in the files that are only passed on.
pub fn look_at_files(theme: &Theme, dossier: &Dossier, snapshot: &Snapshot) -> Vec<Finding> {
    let of_theme = theme.files(snapshot).into_iter().map(|(source, file)| look_at(&file, &source));
    let used = dossier.graph.used_files.iter().filter_map(|path| dossier.files.get(path));
    let of_entries = used.filter_map(|file| {
        let AssetBytes::Memory(bytes) = &file.asset.bytes else { return None };
        let text = String::from_utf8_lossy(bytes);
        let at = |loud| Finding { loud, page: file.address.to_string(), template: None, entry: Some(file.asset.id.clone()) };
        Some(look_at_file(file.asset.id.as_str(), &text).into_iter().map(at).collect::<Vec<_>>())
    });
    of_theme.chain(of_entries).flatten().collect()
}
