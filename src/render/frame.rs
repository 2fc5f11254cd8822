//! What every page has: the site's view and the frame around the page's own view.

use std::sync::Arc;

use ahash::HashMap;

use super::cards::{self, Drawn};
use super::page::Plan;
use super::refs::to_page;
use super::strings::Argument;
use super::{Press, label};
use crate::evidence::ledger::index::Filter;
use crate::link::{Found, SPECIAL};
use crate::model::date::Day;
use crate::model::{KindName, Lang, slug};
use crate::text::place::cut;
use crate::view;

/// The menu of a dossier that sets none: those of these that have entries.
const MENU: &[&str] = &["explainers", "claims", "designations", "effects", "events", "questions", "sources", "glossary"];

/// The views of the whole dossier, which every page links to at its foot.
const WHOLE: &[&str] = &["ledger", "register", "matrix", "timeline", "map", "glossary", "tags", "corrections"];

/// What a page may load and run; sent as `<meta>` on every page and as a header where the host takes it.
/// JSON-LD is data, not a script, and needs no permission.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The site in one language, as templates see it.
#[must_use]
pub fn site(press: &Press<'_>, lang: &Lang) -> view::Site {
    let config = &press.dossier.config;
    let folder = crate::link::route::folder(config, lang);
    let kinds = config.kinds.iter().filter(|kind| !press.lists.of_kind(lang, &kind.name).is_empty());
    let as_of = press.dossier.as_of.and_then(crate::model::Date::from_day);
    let (title, title_lang) = config.title(lang);
    view::Site {
        title,
        title_lang: Arc::from(title_lang.map_or("", Lang::as_str)),
        description: config.description(lang),
        home: format!("{folder}index.html").into(),
        licence: config.licence.clone(),
        mirrors: super::page::mirrors::is_there(press).then(|| special(press, lang, "mirrors")),
        leave: config.leave.clone().unwrap_or_else(|| Arc::from("")),
        contact: config.contact.clone(),
        menu: menu(press, lang),
        kinds: kinds.map(|kind| kind_index(press, lang, &kind.name)).collect(),
        foot: config.foot.iter().filter_map(|name| menu_item(press, lang, name)).collect(),
        correct: config
            .contact_page
            .as_deref()
            .and_then(|id| menu_item(press, lang, id))
            .unwrap_or_else(|| special(press, lang, "corrections")),
        safety: config.safety_page.as_deref().and_then(|id| menu_item(press, lang, id)),
        more: WHOLE.iter().filter_map(|name| menu_item(press, lang, name)).collect(),
        search: config.extras.search.then(|| special(press, lang, "search")),
        previews: config.extras.previews && press.theme.manner().extras,
        styles: press.theme.styles(),
        scripts: press.theme.scripts(),
        assets: press.theme.addresses(),
        generator: concat!("dossier ", env!("CARGO_PKG_VERSION")).into(),
        feed: format!("{folder}feed.xml").into(),
        corrections_feed: format!("{folder}{}", super::page::feed::CORRECTIONS).into(),
        as_of: as_of.map_or_else(|| Arc::from(""), |day| super::words::date(&day.into(), press.theme.strings(), lang).into()),
    }
}

/// Pages that are no entries and that the pages of entries link to, made once: they stand on every page of theirs.
#[derive(Debug)]
pub struct Doors {
    /// The home page.
    pub home: view::Ref,
    kinds: HashMap<KindName, view::Ref>,
    /// The pages of tags, by the tag's form in addresses, each under its label.
    tags: HashMap<String, view::Ref>,
    /// The choices that every page of the ledger links to.
    pub choices: HashMap<Filter, view::Ref>,
}

impl Doors {
    /// Those of the site in a language.
    #[must_use]
    pub fn of(press: &Press<'_>, lang: &Lang, site: &view::Site) -> Self {
        let home = to_page(label(press, lang, "home", "Home"), site.home.clone());
        let kinds = press.dossier.config.kinds.iter().map(|kind| (kind.name.clone(), kind_index(press, lang, &kind.name)));
        let tags = press.lists.tags.iter().filter(|((of, _), _)| of == lang);
        let tags = tags.map(|((_, name), tag)| (name.clone(), tag_page(press, lang, &tag.label)));
        Self { home, kinds: kinds.collect(), tags: tags.collect(), choices: super::page::ledger::doors(press, lang) }
    }

    /// All of them, in no order.
    pub fn all(&self) -> impl Iterator<Item = &view::Ref> {
        std::iter::once(&self.home).chain(self.kinds.values()).chain(self.tags.values()).chain(self.choices.values())
    }
}

/// The index of a kind, as all pages share it.
#[must_use]
pub fn index_of(press: &Press<'_>, lang: &Lang, kind: &KindName) -> view::Ref {
    press.site(lang).doors.kinds.get(kind).cloned().unwrap_or_else(|| kind_index(press, lang, kind))
}

/// The page of a tag as an entry writes it; nothing for one without letters.
#[must_use]
pub fn tag_of(press: &Press<'_>, lang: &Lang, tag: &Arc<str>) -> Option<view::Ref> {
    let name = slug(tag);
    let shared = press.site(lang).doors.tags.get(&name).filter(|shared| shared.title == *tag);
    (!name.is_empty()).then(|| shared.cloned().unwrap_or_else(|| tag_page(press, lang, tag)))
}

fn tag_page(press: &Press<'_>, lang: &Lang, tag: &Arc<str>) -> view::Ref {
    to_page(tag.clone(), super::page::in_language(press, lang, &super::page::tags::address(tag, 1)).into())
}

/// The index of a kind.
#[must_use]
pub fn kind_index(press: &Press<'_>, lang: &Lang, kind: &KindName) -> view::Ref {
    let config = &press.dossier.config;
    let (english, plural) = press.dossier.kind(kind).map_or(("", kind.as_str()), |kind| (&*kind.title, &*kind.plural));
    let title = label(press, lang, &format!("kinds-{kind}"), english);
    to_page(title, format!("{}{}/index.html", crate::link::route::folder(config, lang), slug(plural)).into())
}

/// One of the pages that a menu may name beside kinds and entries.
#[must_use]
pub fn special(press: &Press<'_>, lang: &Lang, name: &str) -> view::Ref {
    let folder = crate::link::route::folder(&press.dossier.config, lang);
    to_page(label(press, lang, &format!("page-{name}"), name), format!("{folder}{name}/index.html").into())
}

fn menu(press: &Press<'_>, lang: &Lang) -> Vec<view::Ref> {
    let config = &press.dossier.config;
    let wanted: Vec<&str> = if config.menu.is_empty() { MENU.to_vec() } else { config.menu.iter().map(|name| &**name).collect() };
    let short = |name: &str| {
        let mut item = menu_item(press, lang, name)?;
        item.title = label(press, lang, &format!("menu-{name}"), &item.title);
        Some(item)
    };
    wanted.into_iter().filter_map(short).collect()
}

fn menu_item(press: &Press<'_>, lang: &Lang, name: &str) -> Option<view::Ref> {
    if let Some(kind) = press.dossier.config.kinds.iter().find(|kind| kind.plural == *name || kind.name.as_str() == name) {
        return (!press.lists.of_kind(lang, &kind.name).is_empty()).then(|| kind_index(press, lang, &kind.name));
    }
    if SPECIAL.contains(&name) {
        let is_empty = match name {
            "glossary" => press.lists.of_kind(lang, &KindName::new("term")).is_empty(),
            "timeline" => press.timelines.get(lang).is_none_or(|shown| shown.timeline.rows.is_empty()),
            "register" => press.law.register.acts().is_empty(),
            "matrix" => press.law.matrix.cells().next().is_none(),
            "ledger" => press.ledgers[lang].is_empty(),
            "map" => !crate::evidence::map::is_there(press.dossier, lang),
            _ => false,
        };
        return (!is_empty).then(|| special(press, lang, name));
    }
    let Found::One(id) = press.dossier.graph.names.find(name) else { return None };
    let mut entry = press.refs.get(&id, lang)?.clone();
    if let Some(shown) = press.dossier.shown(&id, lang) {
        entry.title = shown.summary.called_shortly(lang).0.clone();
    }
    Some(entry)
}

/// What a page's maker knows of it beyond its plan.
pub struct Head {
    /// The title for the window, without the site's.
    pub title: Arc<str>,
    /// What it is about, plain.
    pub description: Arc<str>,
    /// The pages between the home page and this one.
    pub trail: Vec<view::Ref>,
    /// The languages in which the page is really written.
    pub translated: Vec<Lang>,
    /// JSON-LD.
    pub linked_data: view::Html,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// Whether nothing outside the page itself may say what it is about (`share: neutral`).
    pub is_neutral: bool,
    /// The picture that chats show of a link to it.
    pub picture: Option<view::Figure>,
    /// The card picture, which is shown where there is no such picture.
    pub card: Option<Drawn>,
    /// Whether it is a text rather than a view of many.
    pub is_article: bool,
    /// The page in other forms, and how to cite it.
    pub alternates: Vec<view::Alternate>,
    /// Of a page that has a day of its own: when it was last reviewed, if it was. Of all others it is the dossier's.
    pub reviewed: Option<Option<Day>>,
}

impl Head {
    /// A page that is the same in all languages but for the interface.
    #[must_use]
    pub fn new(press: &Press<'_>, title: Arc<str>, description: Arc<str>) -> Self {
        let translated = press.dossier.config.languages.clone();
        Self {
            title,
            description,
            trail: Vec::new(),
            translated,
            linked_data: Arc::from(""),
            noindex: false,
            is_neutral: false,
            picture: None,
            card: None,
            is_article: false,
            alternates: Vec::new(),
            reviewed: None,
        }
    }
}

/// The frame of a page.
#[must_use]
pub fn frame(press: &Press<'_>, plan: &Plan, mut head: Head) -> view::Page {
    let config = &press.dossier.config;
    let site = &press.site(&plan.lang).view;
    let own = own_path(press, plan);
    let languages = languages(press, plan, &own, &head.translated);
    let counts_as = if head.translated.contains(&plan.lang) { &plan.lang } else { config.main() };
    let here = to_page(head.title.clone(), plan.path.shared().clone());
    // A page that is not translated shows its original, and that is what is passed on.
    let shape = match head.is_article {
        _ if !head.translated.is_empty() && !head.translated.contains(&plan.lang) => "",
        true => "article",
        false => "website",
    };
    let is_home = own == "index.html";
    let as_of = press.dossier.as_of.is_some();
    // Only who needs the dossier's day asks for it: it moves with every review.
    let reviewed = head.reviewed.unwrap_or_else(|| *press.reviewed);
    let home = || press.site(&plan.lang).doors.home.clone();
    let breadcrumbs = if is_home { Vec::new() } else { std::iter::once(home()).chain(head.trail).chain([here]).collect() };
    if head.is_neutral {
        // What a chat, a window's title or a search engine would show is the dossier alone.
        head.title = site.title.clone();
        head.description = site.description.clone();
        head.linked_data = Arc::from("");
        head.picture = None;
        head.is_article = false;
    }
    let reviewed_in_words: Arc<str> =
        reviewed.map_or_else(|| Arc::from(""), |day| super::words::day(day, press.theme.strings(), &plan.lang).into());
    view::Page {
        cite: cite(press, &plan.lang, &head.title, &site.title, &reviewed_in_words),
        root: plan.path.root().into(),
        address: plan.path.shared().clone(),
        in_head: site.menu.iter().chain(&site.search).chain(&site.safety).any(|door| *door.address == *plan.path.as_str()),
        // A dossier as of a day is a copy for comparison: search engines should know the one of today alone.
        canonical: if as_of { Arc::from("") } else { absolute(press, &format!("{}{own}", crate::link::route::folder(config, counts_as))) },
        title: head.title,
        description: shorten(&head.description, 300),
        lang: Arc::from(plan.lang.as_str()),
        dir: Arc::from(direction(&plan.lang)),
        languages,
        breadcrumbs,
        share: share(press, head.picture, head.card, shape),
        alternates: head.alternates,
        // It stands in a script, and a theme without any has none.
        linked_data: if press.theme.manner().extras { head.linked_data } else { Arc::from("") },
        noindex: head.noindex || as_of,
        reviewed: reviewed_in_words,
        reviewed_edtf: reviewed.map_or_else(|| Arc::from(""), |day| day.to_string().into()),
        onion: config.onion.as_ref().map_or_else(|| Arc::from(""), |onion| at(onion, plan.path.as_str())),
        policy: Arc::from(POLICY),
    }
}

/// How to cite a page of this title, in words.
fn cite(press: &Press<'_>, lang: &Lang, title: &str, site: &str, reviewed: &str) -> Arc<str> {
    let given = [("title", Argument::Text(title)), ("site", Argument::Text(site)), ("date", Argument::Text(reviewed))];
    let (id, given) = if reviewed.is_empty() { ("cite-line-undated", &given[..2]) } else { ("cite-line", &given[..]) };
    press.theme.strings().format(lang, id, given).into()
}

/// Whether programs that show links show this picture: none of them knows drawings.
#[must_use]
pub fn is_shown_in_chats(picture: &view::Figure) -> bool {
    let ending = picture.address.rsplit('.').next().unwrap_or("");
    ["png", "jpg", "jpeg", "webp", "gif"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// What is shown of a link to a page: its own picture, or else its card.
fn share(press: &Press<'_>, picture: Option<view::Figure>, card: Option<Drawn>, shape: &'static str) -> view::Share {
    match (picture.filter(is_shown_in_chats), card) {
        (Some(picture), _) => {
            view::Share { shape, image: absolute(press, &picture.address), alt: picture.alt, width: picture.width, height: picture.height }
        }
        (None, Some(card)) => {
            let image = absolute(press, card.file.path.as_str());
            view::Share { shape, image, alt: card.alt, width: cards::WIDTH, height: cards::HEIGHT }
        }
        (None, None) => view::Share { shape, image: Arc::from(""), alt: Arc::from(""), width: 0, height: 0 },
    }
}

/// The path of a page without the folder of its language.
fn own_path(press: &Press<'_>, plan: &Plan) -> String {
    let folder = crate::link::route::folder(&press.dossier.config, &plan.lang);
    let path = plan.path.as_str();
    path.strip_prefix(&*folder).unwrap_or(path).to_owned()
}

fn languages(press: &Press<'_>, plan: &Plan, own: &str, translated: &[Lang]) -> Vec<view::Language> {
    let config = &press.dossier.config;
    if config.languages.len() < 2 {
        return Vec::new();
    }
    let one = |lang: &Lang| {
        let address = format!("{}{own}", crate::link::route::folder(config, lang));
        view::Language {
            tag: Arc::from(lang.as_str()),
            name: label(press, lang, "language-name", lang.as_str()),
            absolute: if press.dossier.as_of.is_some() { Arc::from("") } else { absolute(press, &address) },
            address: address.into(),
            current: *lang == plan.lang,
            translated: translated.contains(lang),
        }
    };
    config.languages.iter().map(one).collect()
}

/// The full address of a path of the site, as browsers show it; empty without a `base_url`.
#[must_use]
pub fn absolute(press: &Press<'_>, path: &str) -> Arc<str> {
    let base = &press.dossier.config.base_url;
    if base.is_empty() {
        return Arc::from("");
    }
    at(base, path)
}

/// The full address of a path of the site below one of its addresses.
fn at(base: &str, path: &str) -> Arc<str> {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    format!("{base}{}", encode_path(path)).into()
}

/// A path as it stands in an address: letters beyond ASCII percent-encoded.
#[must_use]
pub fn encode_path(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');
    utf8_percent_encode(path, PATH).to_string()
}

/// A text cut at a word's end.
#[must_use]
pub fn shorten(text: &Arc<str>, most: usize) -> Arc<str> {
    if text.len() <= most {
        return text.clone();
    }
    let head = cut(text, most);
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{head}…").into()
}

/// The direction in which a language is written.
fn direction(lang: &Lang) -> &'static str {
    let primary = lang.as_str().split('-').next().unwrap_or("");
    if matches!(primary, "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv") { "rtl" } else { "ltr" }
}
