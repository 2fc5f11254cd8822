//! The home page, the search and the list of what links to an entry, made by hand.

use super::{entry_page, index_page, ledger, plain, references, source, text};
use crate::render::theme::Theme;
use crate::view::*;

pub fn home_page(body: &str) -> HomePage {
    HomePage {
        body: text(body),
        lang: text("be"),
        fallback: true,
        opening: text(body),
        rest: text("<h2 id=\"h:w\">Ways</h2>"),
        standings: vec![HomeStanding {
            standing: text("claimed"),
            label: text("claimed"),
            meaning: text("Nobody else has confirmed it."),
            count: 9,
            all: plain("claimed", "ledger/standing/claimed/index.html"),
            rows: ledger::ledger_page().rows,
        }],
        claims_total: 9,
        ledger: Some(plain("Claims ledger", "ledger/index.html")),
        changes: vec![Change { date: text("3 May 2022"), edtf: text("2022-05-03"), word: "corrected", entry: references().remove(0) }],
        explainers: references(),
        claims: references(),
        newest: references(),
        kinds: counts(),
        sources: vec![source(1)],
    }
}

/// What links to an entry.
pub fn links_page(body: &str) -> LinksPage {
    let EntryPage { entry, backlinks, .. } = entry_page(body, 4);
    let IndexPage { pages, previous, next, .. } = index_page();
    LinksPage { entry, groups: backlinks, total: 301, pages, previous, next }
}

/// What is shown of a link to a page, with a picture.
pub fn share() -> Share {
    let text = super::text;
    Share { shape: "article", image: text("https://dossier.example/assets/a.png"), alt: text("A \"map\""), width: 640, height: 480 }
}

/// Links with numbers.
pub fn counts() -> Vec<Count> {
    vec![
        Count { entry: plain("Claims", "claims/index.html"), count: 16 },
        Count { entry: plain("Sources", "sources/index.html"), count: 309 },
    ]
}

pub fn search_page(theme: &Theme) -> SearchPage {
    let script = text(if theme.manner().extras { "assets/search.js" } else { "" });
    SearchPage {
        script,
        parts: text("search/parts.js"),
        is_whole: false,
        opensearch: text("opensearch.xml"),
        letters: counts(),
        kinds: counts(),
    }
}
