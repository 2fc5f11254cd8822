//! The text of an entry as a feed carries it: whole, with every notice that its page has, and nothing in it that a reader's
//! program would load or run.

use crate::model::{Entry, Lang};
use crate::parse::body::escape::escaped;
use crate::render::body::Spot;
use crate::render::frame::absolute;
use crate::render::retold::{Picture, Place, retold};
use crate::render::{Press, behind, label, ledger};
use crate::view;

/// What stands for the root of the site in addresses while a text is made, if the site has no address.
const NOWHERE: &str = "./";

/// The whole text.
#[must_use]
pub fn text(press: &Press<'_>, entry: &Entry, lang: &Lang) -> String {
    let base = &press.dossier.config.base_url;
    let spot = Spot { root: if base.is_empty() { NOWHERE.into() } else { base.clone() }, lang: lang.clone() };
    let mut html = notices(press, entry, &spot);
    let account = ledger::claim(press, entry, &spot);
    if let Some(account) = &account {
        html += &format!("<p><b>{}</b>. {}</p>\n", escaped(&account.standing_label), escaped(&account.meaning));
    }
    let is_foreign = entry.summary.lang != *lang;
    if is_foreign {
        html += &format!("<div lang=\"{}\">\n", escaped(entry.summary.lang.as_str()));
    }
    if let Some(account) = account {
        html += &format!("<blockquote>{}</blockquote>\n", account.statement);
        html.extend(account.verdict.map(|verdict| verdict_of(press, &verdict, lang)));
    }
    let points = entry.summary.record.texts("key_points");
    if !points.is_empty() {
        let points: String = points.iter().map(|point| format!("<li>{}</li>\n", press.inline(entry, point, &spot))).collect();
        html += &format!("<ul>\n{points}</ul>\n");
    }
    html += &press.body(entry, &spot).1.html;
    if is_foreign {
        html += "</div>\n";
    }
    let html = press.outside.mend(&html, lang, &spot.root).unwrap_or(html);
    let address = press.refs.get(&entry.summary.folded, lang).map_or("", |entry| &entry.address);
    safe(press, &html, address, &spot.root)
}

/// What somebody found who checked a claim.
fn verdict_of(press: &Press<'_>, verdict: &view::Verdict, lang: &Lang) -> String {
    let editors = || label(press, lang, "verdict-editors", "the editors").to_string();
    let names = verdict.by.iter().map(|by| &*by.title).collect::<Vec<_>>().join(", ");
    let by = if names.is_empty() { editors() } else { names };
    let head = label(press, lang, "verdict", "Verdict");
    let [head, found, by, date] = [&*head, &*verdict.finding_label, &*by, &*verdict.date].map(|text| escaped(text).to_string());
    format!("<p>{head}: <b>{found}</b> ({by}, {date}). {}</p>\n", verdict.text)
}

/// What the page says above its text: that it is not translated, that its original changed.
fn notices(press: &Press<'_>, entry: &Entry, spot: &Spot) -> String {
    let mut html = String::new();
    if entry.summary.lang != spot.lang {
        let words = label(press, &spot.lang, "not-translated", "This text has not been translated yet.");
        html += &format!("<p>{}</p>\n", escaped(&words));
    }
    if let Some(behind) = behind::at_top(press, entry, spot) {
        let words = label(press, &spot.lang, "read-original", "Read the original");
        let original = escaped(&behind.original.address);
        html += &format!("<p>{} <a href=\"{}{original}\">{}</a></p>\n", escaped(&behind.text), escaped(&spot.root), escaped(&words));
    }
    html
}

/// HTML of the page at `address` in which addresses of the site begin with `root`, so that it may stand anywhere.
#[must_use]
pub fn safe(press: &Press<'_>, html: &str, address: &str, root: &str) -> String {
    let base = &*press.dossier.config.base_url;
    let page = absolute(press, address);
    let link = |href: &str| {
        if let Some(within) = href.strip_prefix('#') {
            return (!page.is_empty()).then(|| format!("{page}#{within}"));
        }
        if base.is_empty() && href.starts_with(root) {
            return None;
        }
        let (path, within) = href.split_at(href.find('#').unwrap_or(href.len()));
        if let Some(own) = path.strip_prefix(base).filter(|_| !base.is_empty()) {
            return Some(format!("{base}{}{within}", own.strip_suffix("index.html").unwrap_or(own)));
        }
        let known = ["https://", "http://", "mailto:", "tel:"];
        known.iter().any(|scheme| href.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))).then(|| href.to_owned())
    };
    // A picture would be asked for as soon as the item is opened, by a program that promises nothing.
    let picture = |source: &str, _: &str| link(source).map_or(Picture::Words, Picture::Linked);
    retold(html, &Place { link: &link, picture: &picture, id: &|_| None, classes: false })
}
