//! Values of a field: entries of the kinds it may name, its words, tags in use, languages, days.

use std::collections::BTreeMap;

use super::{Offer, Offers, Sort, entries};
use crate::check::all_codes;
use crate::kind::scaffold::plain_or_quoted;
use crate::link::SPECIAL;
use crate::lsp::fields::Cursor;
use crate::lsp::now::{Now, item};
use crate::model::{Field, Shape};
use crate::parse::config::SETTINGS;
use crate::text::Source;

/// What the weight of a rule may be.
const LEVELS: [(&str, &str); 3] = [("allow", "say nothing"), ("warn", "a warning"), ("deny", "an error")];

/// What could be the value of a field. `typed` is what stands before the cursor.
pub(super) fn offered(now: Now<'_>, source: &Source, field: &Field, cursor: &Cursor, typed: &str) -> Option<Offers> {
    let lang = now.lang(&source.id);
    let is_setting = source.id.as_str() == SETTINGS;
    let name = cursor.path.last().map_or("", String::as_str);
    let whole = |all: Vec<Offer>| Some(Offers { replace: cursor.token.clone(), all: quoted(all, cursor), is_incomplete: false });
    let named = |kinds: &[crate::model::schema::Text]| {
        let (all, is_incomplete) = entries::offered(now, &lang, kinds, typed, str::to_owned);
        Offers { replace: cursor.token.clone(), all: quoted(all, cursor), is_incomplete }
    };
    match item(&field.shape) {
        Shape::Ref(relation) | Shape::RefOrName(relation) => Some(named(&relation.to)),
        Shape::Word(words) => whole(words.iter().map(|(word, doc)| explained(word, doc, Sort::Word)).collect()),
        Shape::Bool => whole(vec![Offer::word("true", Sort::Word), Offer::word("false", Sort::Word)]),
        Shape::Jurisdiction => {
            let all = now.dossier.config.jurisdictions.iter();
            whole(all.map(|(key, name)| explained(key, name, Sort::Word)).collect())
        }
        Shape::Language => whole(languages(now)),
        Shape::Day => whole(now.today.iter().map(|day| explained(&day.to_string(), "today", Sort::Word)).collect()),
        Shape::Text if name == "kind" && !is_setting => {
            whole(now.dossier.config.kinds.iter().map(|kind| explained(kind.name.as_str(), &kind.doc, Sort::Word)).collect())
        }
        Shape::Text if name == "tags" => whole(tags(now)),
        Shape::Text if name == "src" && !is_setting => whole(pictures(now, source)),
        Shape::Text if name == "home" && is_setting => Some(named(&[])),
        Shape::Text if name == "menu" && is_setting => {
            let mut offers = named(&[]);
            let kinds = now.dossier.config.kinds.iter().map(|kind| explained(&kind.plural, "all entries of the kind", Sort::Word));
            let pages = SPECIAL.iter().map(|page| explained(page, "a page of the site", Sort::Word));
            offers.all.splice(0..0, kinds.chain(pages));
            Some(offers)
        }
        Shape::Text if name == "kinds" && is_setting => {
            whole(now.dossier.config.kinds.iter().map(|kind| explained(kind.name.as_str(), &kind.doc, Sort::Word)).collect())
        }
        Shape::Free if cursor.path == ["rules"] && is_setting => {
            let free = all_codes().into_iter().filter(|code| !code.fixed && !cursor.siblings.iter().any(|name| name == code.name));
            whole(free.map(|code| Offer { insert: format!("{}: ", code.name), ..explained(code.name, code.doc, Sort::Word) }).collect())
        }
        Shape::Free if is_setting && matches!(cursor.path.as_slice(), [rules, _] if rules == "rules") => {
            whole(LEVELS.iter().map(|(word, doc)| explained(word, doc, Sort::Word)).collect())
        }
        _ => None,
    }
}

fn explained(word: &str, doc: &str, sort: Sort) -> Offer {
    let mut offer = Offer::word(word, sort);
    offer.doc = (!doc.is_empty()).then(|| doc.trim().to_owned());
    offer
}

/// What YAML would take for something else than a text gets quotes, unless the cursor stands in some.
fn quoted(mut all: Vec<Offer>, cursor: &Cursor) -> Vec<Offer> {
    for offer in all.iter_mut().filter(|offer| matches!(offer.sort, Sort::Entry | Sort::Source | Sort::Text)) {
        let is_plain = offer.insert.split(' ').all(|word| plain_or_quoted(word) == word);
        if !cursor.quoted && !is_plain {
            offer.insert = plain_or_quoted(&offer.insert);
        }
    }
    all
}

/// The languages of the dossier, and those that its sources are in.
fn languages(now: Now<'_>) -> Vec<Offer> {
    let mut all: BTreeMap<String, usize> = now.dossier.config.languages.iter().map(|lang| (lang.to_string(), usize::MAX)).collect();
    for entry in now.dossier.entries.values() {
        if let Some(lang) = entry.summary.record.text("language") {
            let count = all.entry(lang.to_string()).or_default();
            *count = count.saturating_add(1);
        }
    }
    let mut all: Vec<(String, usize)> = all.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.into_iter().map(|(lang, _)| Offer::word(&lang, Sort::Word)).collect()
}

/// The tags in use, the most used first.
fn tags(now: Now<'_>) -> Vec<Offer> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in now.dossier.entries.values().flat_map(|entry| &entry.summary.common.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut all: Vec<(&str, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let offer = |(tag, count): (&str, usize)| {
        let entries = if count == 1 { "entry" } else { "entries" };
        Offer { detail: Some(format!("{count} {entries}")), ..Offer::word(tag, Sort::Text) }
    };
    all.into_iter().map(offer).collect()
}

/// The pictures in the folder of a file and below it, by their path from there.
fn pictures(now: Now<'_>, source: &Source) -> Vec<Offer> {
    let folder = format!("{}/", source.id.folder());
    let pictures = now.dossier.files.values().filter(|file| file.asset.pixels.is_some());
    pictures.filter_map(|file| Some(Offer::word(file.asset.id.as_str().strip_prefix(&folder)?, Sort::Text))).collect()
}
