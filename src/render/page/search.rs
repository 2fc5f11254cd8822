//! The page of the search, and all entries by their first letters for those who cannot or do not want to run a script.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::home::kinds;
use super::index::{List, list};
use super::split::parts;
use super::{Page, PageType, Plan, in_language, opensearch};
use crate::model::{Collation, Lang, slug};
use crate::render::Press;
use crate::render::frame::{Head, frame, special};
use crate::render::refs::{Place, Refs, to_page};
use crate::view;

/// The search, unless the settings say `search: false`.
pub const PAGE: PageType = PageType { name: "search", templates: &["search.html", "index.html"], plan, make };

/// The entries whose titles begin with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The letter, upper case; `0–9` for all digits and signs.
    pub letter: Arc<str>,
    /// Folded ids in the order of the titles.
    pub entries: Vec<Arc<str>>,
}

/// Titles that begin with no letter.
const NO_LETTER: &str = "0–9";

/// All entries of a language by their first letters.
#[must_use]
pub fn letters<'a>(refs: &Refs, lang: &Lang, ids: impl Iterator<Item = &'a Arc<str>>) -> Vec<Letter> {
    let mut all: BTreeMap<String, Vec<(Place, Arc<str>)>> = BTreeMap::new();
    for id in ids {
        let Some((one, place)) = refs.placed(id, lang) else { continue };
        let first = one.title.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic());
        let letter = first.map_or_else(|| NO_LETTER.to_owned(), |c| c.to_uppercase().collect());
        all.entry(letter).or_default().push((place, id.clone()));
    }
    let sorted = |(letter, mut entries): (String, Vec<(Place, Arc<str>)>)| {
        entries.sort_unstable();
        Letter { letter: letter.into(), entries: entries.into_iter().map(|(_, id)| id).collect() }
    };
    let mut letters: Vec<Letter> = all.into_iter().map(sorted).collect();
    let order = Collation::of(lang);
    letters.sort_by_cached_key(|letter| (*letter.letter == *NO_LETTER, order.key(&letter.letter)));
    letters
}

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (lang, search) in &press.search {
        plans.extend(Plan::new(&in_language(press, lang, "search/index.html"), lang, ""));
        for letter in &search.letters {
            plans.extend(parts(press, letter.entries.len()).filter_map(|part| {
                let path = in_language(press, lang, &address(&letter.letter, part));
                Plan::new(&path, lang, &letter.letter).map(|plan| Plan { part, ..plan })
            }));
        }
    }
    plans
}

/// The address of a letter's list, without the language.
fn address(letter: &str, part: usize) -> String {
    let name = if letter == NO_LETTER { "0-9".to_owned() } else { slug(letter) };
    if part == 1 { format!("search/{name}/index.html") } else { format!("search/{name}/page-{part}/index.html") }
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let Some(search) = press.search.get(&plan.lang) else { return Page::Text(String::new()) };
    let own = special(press, &plan.lang, "search");
    if plan.subject.is_empty() {
        let count = |letter: &Letter| view::Count {
            entry: to_page(letter.letter.clone(), in_language(press, &plan.lang, &address(&letter.letter, 1)).into()),
            count: letter.entries.len(),
        };
        let view = view::SearchPage {
            script: search.script.clone(),
            parts: search.parts.clone(),
            is_whole: search.is_whole,
            opensearch: if opensearch::is_there(press) { opensearch::address(press, &plan.lang).into() } else { Arc::from("") },
            letters: search.letters.iter().map(count).collect(),
            kinds: kinds(press, &plan.lang),
        };
        return Page::of("search.html", frame(press, plan, Head::new(press, own.title.clone(), "".into())), view);
    }
    let Some(letter) = search.letters.iter().find(|letter| letter.letter == plan.subject) else { return Page::Text(String::new()) };
    let of = |part: usize| in_language(press, &plan.lang, &address(&letter.letter, part));
    let view = list(press, plan, List { kind: "letter", title: letter.letter.clone(), summary: "".into(), ids: &letter.entries }, &of);
    let mut head = Head::new(press, letter.letter.clone(), "".into());
    head.trail = vec![own];
    // Another language may have no title that begins so: its page of the search is nearest.
    head.translated = vec![plan.lang.clone()];
    head.noindex = true;
    let mut page = frame(press, plan, head);
    for language in page.languages.iter_mut().filter(|language| !language.current) {
        language.address = in_language(press, &Lang::new(&language.tag), "search/index.html").into();
    }
    Page::of("index.html", page, view)
}
