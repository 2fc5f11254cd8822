//! What stands beside pages for programs, where the settings say `data: true`: each entry as JSON, and how to cite each page
//! and the dossier.

use super::{Page, PageType, Plan, in_language};
use crate::model::{Entry, Lang};
use crate::render::Press;
use crate::render::data::markdown::is_markdown;
use crate::render::data::reference::{self, FORMATS, Format};
use crate::render::data::{Export, json};
use crate::view;

/// The files.
pub const PAGE: PageType = PageType { name: "beside", templates: &[], plan, make };

/// What `Plan::part` is for the entry as JSON; the formats of references are counted from 1.
const JSON: usize = FORMATS.len() + 1;

/// The names of an entry's files, without their endings.
const CITE: &str = "cite";
/// The names of the dossier's.
const CITATIONS: &str = "citations";

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let config = &press.dossier.config;
    if !is_there(press) {
        return Vec::new();
    }
    let mut plans = Vec::new();
    for lang in &config.languages {
        for (n, format) in FORMATS.iter().enumerate() {
            let path = in_language(press, lang, &format!("{CITATIONS}.{}", format.ending));
            plans.extend(Plan::new(&path, lang, "").map(|plan| Plan { part: n + 1, ..plan }));
        }
        for (id, address) in entries(press, lang) {
            let Some(folder) = address.strip_suffix("index.html") else { continue };
            let of_format = |(n, format): (usize, &Format)| (n + 1, format!("{folder}{CITE}.{}", format.ending));
            let files = FORMATS.iter().enumerate().map(of_format).chain([(JSON, format!("{folder}index.json"))]);
            plans.extend(files.filter_map(|(part, path)| Plan::new(&path, lang, &id).map(|plan| Plan { part, ..plan })));
        }
    }
    plans
}

/// Whether there is anything. A dossier as of a day is a copy for comparison, and its files say what they say today.
#[must_use]
pub fn is_there(press: &Press<'_>) -> bool {
    press.dossier.config.extras.data && press.dossier.as_of.is_none()
}

/// The entries that have a page of their own in a language, with its address.
fn entries(press: &Press<'_>, lang: &Lang) -> Vec<(std::sync::Arc<str>, std::sync::Arc<str>)> {
    let plans = (super::entry::PAGE.plan)(press).into_iter();
    plans.filter(|plan| plan.lang == *lang).map(|plan| (plan.subject.clone(), plan.path.shared().clone())).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    if plan.part == JSON {
        let export = Export { press, lang: &plan.lang, root: plan.path.root().into() };
        return Page::Text(json::one(&export, &plan.subject).unwrap_or_default());
    }
    let Some(format) = FORMATS.get(plan.part - 1) else { return Page::Text(String::new()) };
    if !plan.subject.is_empty() {
        let references: Vec<_> = reference::of_entry(press, &plan.subject, &plan.lang).into_iter().collect();
        return Page::Text(format.text(&references));
    }
    let all = entries(press, &plan.lang).into_iter().filter_map(|(id, _)| reference::of_entry(press, &id, &plan.lang));
    Page::Text(format.text(&std::iter::once(reference::of_dossier(press, &plan.lang)).chain(all).collect::<Vec<_>>()))
}

/// Where an entry is as Markdown, if it is: beside its page in the language it is written in.
#[must_use]
pub fn markdown_address(press: &Press<'_>, entry: &Entry) -> Option<String> {
    let address = press.dossier.graph.routes.address(&entry.summary.folded, &entry.summary.lang)?;
    is_markdown(entry).then(|| address.strip_suffix("index.html").map(|folder| format!("{folder}index.md")))?
}

/// The files that stand beside the page of an entry at this address.
#[must_use]
pub fn of_entry(press: &Press<'_>, entry: &Entry, address: &str) -> Vec<view::Alternate> {
    let Some(folder) = address.strip_suffix("index.html").filter(|_| is_there(press)) else { return Vec::new() };
    let json = view::Alternate {
        cites: false,
        name: "JSON".into(),
        media: "application/json".into(),
        address: format!("{folder}index.json").into(),
    };
    let markdown = markdown_address(press, entry).map(|address| view::Alternate {
        cites: false,
        name: "Markdown".into(),
        media: "text/markdown".into(),
        address: address.into(),
    });
    citations(&format!("{folder}{CITE}")).chain([json]).chain(markdown).collect()
}

/// The files that say how to cite the dossier.
#[must_use]
pub fn of_dossier(press: &Press<'_>, lang: &Lang) -> Vec<view::Alternate> {
    if !is_there(press) {
        return Vec::new();
    }
    citations(&in_language(press, lang, CITATIONS)).collect()
}

fn citations(path: &str) -> impl Iterator<Item = view::Alternate> {
    let of_format = move |format: &Format| view::Alternate {
        cites: true,
        name: format.name.into(),
        media: format.media.into(),
        address: format!("{path}.{}", format.ending).into(),
    };
    FORMATS.iter().map(of_format).collect::<Vec<_>>().into_iter()
}
