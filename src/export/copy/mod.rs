//! Copies of the whole site for those who read without a network: one HTML file, a book, a folder in a zip.
//!
//! In: the finished site with the bytes of every file, and all that its pages were made from. Out: bytes, the same for the same
//! site. Their first screen says that keeping a copy may itself be punishable, and each has its manifest. Nothing here makes a
//! page: a copy says what the site says.

pub mod book;
pub mod folder;
pub mod note;
pub mod sheet;
mod style;
mod ways;
pub mod zip;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::Lang;
use crate::proof::About;
use crate::render::Press;
use crate::render::cards::FOLDER as CARDS;
use crate::render::page::{PAGES, Plan};

/// A finished site of which copies are made.
pub struct Site<'a> {
    /// What its pages were made from.
    pub press: &'a Press<'a>,
    /// Its files by path.
    pub files: &'a BTreeMap<String, Arc<[u8]>>,
    /// What a manifest says of it.
    pub about: About,
    /// The languages of the copy, in the order of the settings.
    pub languages: Vec<Lang>,
}

/// A page that is told in a copy.
pub struct Chapter<'a> {
    /// Its type: `entry`, `index`.
    pub kind: &'static str,
    /// Its plan.
    pub plan: Plan,
    /// The page as it was made.
    pub html: &'a str,
}

/// The types of pages whose texts a file or a book holds, in this order: the other pages are lists of the same, or need a script.
const TOLD: &[&str] = &["home", "entry", "ledger", "register", "matrix", "timeline", "index", "glossary", "corrections"];

/// The types of pages that only hosts, programs and search engines read.
const FOR_HOSTS: &[&str] = &["host", "robots", "sitemap", "security", "missing"];

impl Site<'_> {
    /// The pages whose texts a file or a book holds, in the order of its contents: of each language the views of the whole, and
    /// then the entries by their kinds.
    #[must_use]
    pub fn chapters(&self) -> Vec<Chapter<'_>> {
        let mut all = Vec::new();
        let kinds = &self.press.dossier.config.kinds;
        for lang in &self.languages {
            let ids = kinds.iter().flat_map(|kind| self.press.lists.of_kind(lang, &kind.name));
            let places: BTreeMap<&str, usize> = ids.enumerate().map(|(place, id)| (&**id, place)).collect();
            let mut of_lang: Vec<Chapter<'_>> = Vec::new();
            for name in TOLD {
                let Some(page) = PAGES.iter().find(|page| page.name == *name) else { continue };
                for plan in (page.plan)(self.press).into_iter().filter(|plan| plan.lang == *lang) {
                    let html = self.files.get(plan.path.as_str()).and_then(|bytes| std::str::from_utf8(bytes).ok());
                    of_lang.extend(html.map(|html| Chapter { kind: page.name, plan, html }));
                }
            }
            let place =
                |chapter: &Chapter<'_>| if chapter.kind == "entry" { places.get(&*chapter.plan.subject).map_or(0, |n| n + 1) } else { 0 };
            of_lang.sort_by_key(|chapter| (chapter.kind == "entry", place(chapter)));
            all.extend(of_lang);
        }
        all
    }

    /// The paths that a copy of these languages leaves out: pages of others, and what only hosts read.
    #[must_use]
    pub fn left_out(&self) -> BTreeSet<String> {
        let config = &self.press.dossier.config;
        let other = |lang: &Lang| !self.languages.contains(lang);
        let mut out: BTreeSet<String> = BTreeSet::new();
        for page in PAGES {
            let plans = (page.plan)(self.press).into_iter();
            out.extend(plans.filter(|plan| other(&plan.lang) || FOR_HOSTS.contains(&page.name)).map(|plan| plan.path.to_string()));
        }
        // What no page type plans: texts and parts of the search in the folder of a language, the signs of hosts.
        let folders: Vec<String> =
            config.languages.iter().filter(|lang| *lang != config.main() && other(lang)).map(|lang| format!("{lang}/")).collect();
        let is_main_out = other(config.main());
        let is_out = |path: &str| {
            folders.iter().any(|folder| path.starts_with(folder.as_str()))
                || path.starts_with(".well-known/")
                // Programs fetch card pictures from the network, by their whole addresses.
                || path.starts_with(CARDS)
                || (is_main_out && (path.starts_with("search/") || (path.ends_with("/index.md") && !self.in_language(path))))
        };
        out.extend(self.files.keys().filter(|path| is_out(path)).cloned());
        out
    }

    fn in_language(&self, path: &str) -> bool {
        self.languages.iter().any(|lang| path.starts_with(&format!("{lang}/")))
    }

    /// The title in the first language of the copy.
    #[must_use]
    pub fn title(&self) -> Arc<str> {
        self.press.dossier.config.title(&self.languages[0]).0
    }
}

/// What stands in `<main>` of a page, and the classes of that element.
#[must_use]
pub fn main_of(html: &str) -> (&str, &str) {
    let Some(at) = html.find("<main") else { return ("", "") };
    let rest = &html[at..];
    let (Some(open), Some(close)) = (rest.find('>'), rest.rfind("</main>")) else { return ("", "") };
    let classes = rest[..open].split_once("class=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or("");
    (rest.get(open + 1..close).unwrap_or(""), classes)
}

/// Whether a page is the first one of a view of the whole: parts of a view are reached from it, and stand in no contents.
#[must_use]
pub fn is_whole(chapter: &Chapter<'_>) -> bool {
    let path = chapter.plan.path.as_str();
    let own = path.strip_prefix(&format!("{}/", chapter.plan.lang)).unwrap_or(path);
    chapter.kind != "entry" && chapter.plan.part == 1 && own.matches('/').count() < 2
}

/// The heading of a page as plain text.
#[must_use]
pub fn heading(chapter: &Chapter<'_>) -> String {
    let (main, _) = main_of(chapter.html);
    let inside = main.split_once("<h1").and_then(|(_, rest)| rest.split_once('>')).and_then(|(_, rest)| rest.split("</h1>").next());
    let text = crate::render::plain::plain(inside.unwrap_or(""));
    if text.is_empty() { chapter.plan.path.to_string() } else { text.replace('\n', " ") }
}
