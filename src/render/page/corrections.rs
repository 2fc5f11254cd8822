//! The corrections of all entries, newest first; split as other lists are.

use std::cmp::Reverse;

use super::entry::correction;
use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::model::{Correction, Entry, Lang};
use crate::render::Press;
use crate::render::body::Spot;
use crate::render::frame::{Head, frame, special};
use crate::view;
use std::sync::Arc;

/// The page of corrections.
pub const PAGE: PageType = PageType { name: "corrections", templates: &["corrections.html"], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for lang in &press.dossier.config.languages {
        // Where nothing was corrected yet, the page says so.
        plans.extend(parts(press, newest(press, lang).len().max(1)).filter_map(|part| {
            let plan = Plan::new(&in_language(press, lang, &address(part)), lang, "")?;
            Some(Plan { part, ..plan })
        }));
    }
    plans
}

fn address(part: usize) -> String {
    if part == 1 { "corrections/index.html".to_owned() } else { format!("corrections/page-{part}/index.html") }
}

/// All corrections with their entries, newest first; none that was made after the day the dossier is shown as of.
#[must_use]
pub fn newest<'a>(press: &'a Press<'_>, lang: &Lang) -> Vec<(&'a Arc<Entry>, &'a Correction)> {
    let corrected = press.heads[lang].iter().filter(|(_, head)| !head.common.corrections.is_empty());
    let entries = corrected.filter_map(|(id, _)| press.dossier.shown(id, lang));
    let mut all: Vec<(&Arc<Entry>, &Correction)> =
        entries.flat_map(|entry| entry.summary.common.corrections.iter().map(move |one| (entry, one))).collect();
    all.retain(|(_, one)| press.dossier.as_of.is_none_or(|day| one.date <= day));
    all.sort_by_key(|(entry, one)| (Reverse(one.date), entry.summary.key()));
    all
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let spot = Spot { root: plan.path.root().into(), lang: plan.lang.clone() };
    let one = |(entry, one): &(&Arc<Entry>, &Correction)| {
        correction(press, entry, one, &spot, press.refs.get(&entry.summary.key().id, &plan.lang).cloned())
    };
    let all = newest(press, &plan.lang);
    let corrections = on_page(press, plan, &all).iter().map(one).collect();
    let Split { pages, previous, next } = split(press, plan, all.len(), &|part| in_language(press, &plan.lang, &address(part)));
    let title = special(press, &plan.lang, "corrections").title.clone();
    Page::of(
        "corrections.html",
        frame(press, plan, Head::new(press, title, "".into())),
        view::CorrectionsPage { corrections, pages, previous, next },
    )
}
