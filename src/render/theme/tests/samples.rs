//! Views made by hand, with everything in them that a view may have, and pages made from them.

mod backlinks;
mod home;
mod ledger;
pub mod source;
use crate::model::Lang;
use crate::render::theme::Theme;
use crate::view::*;
use backlinks::backlinks;
use home::counts;
use source::source;
use std::sync::Arc;

pub fn text(text: &str) -> Arc<str> {
    Arc::from(text)
}

/// A reference with everything that one may have.
pub fn reference(title: &str, address: &str) -> Ref {
    Ref::from(RefFields {
        title: text(title),
        address: text(address),
        kind: text("claim"),
        summary: text("One voice says it. Nobody else has confirmed it."),
        date: text("18 August 2021"),
        edtf: text("2021-08-18"),
        standing: text("claimed"),
        standing_label: text("claimed"),
        lang: text(""),
        text_lang: "".into(),
    })
}

/// A link to a page that is no entry.
pub fn plain(title: &str, address: &str) -> Ref {
    let none = text("");
    Ref::from(RefFields {
        kind: text("event"),
        summary: none.clone(),
        date: none.clone(),
        edtf: none.clone(),
        standing: none.clone(),
        standing_label: none.clone(),
        ..(*reference(title, address)).clone()
    })
}

/// The same in a language that is not the page's.
fn foreign(reference: Ref) -> Ref {
    Ref::from(RefFields { lang: text("be"), ..(*reference).clone() })
}

/// The site of the samples.
pub fn site(theme: &Theme) -> Site {
    Site {
        title_lang: "".into(),
        title: text("Belarus: claims & labels"),
        description: text("Who claims what, who confirmed it, and what a label does."),
        home: text("index.html"),
        licence: text("CC BY 4.0"),
        mirrors: Some(plain("Mirrors", "mirrors/index.html")),
        leave: text("https://weather.example/"),
        contact: text("corrections@dossier.example"),
        menu: vec![plain("Explainers", "explainers/index.html"), plain("Claims", "claims/index.html")],
        foot: vec![plain("Safety", "pages/safety/index.html")],
        correct: plain("Contact", "pages/contact/index.html"),
        safety: Some(plain("Safety", "pages/safety/index.html")),
        kinds: vec![plain("Claims", "claims/index.html")],
        more: vec![plain("Tags", "tags/index.html")],
        search: Some(plain("Search", "search/index.html")),
        previews: theme.manner().extras,
        styles: theme.styles(),
        scripts: theme.scripts(),
        assets: theme.addresses(),
        generator: text("dossier 0.1.0"),
        feed: text("feed.xml"),
        corrections_feed: text("corrections.xml"),
        as_of: text("18 August 2021"),
    }
}

/// The frame of a sample.
pub fn page(title: &str, address: &str, lang: &str) -> Page {
    let language = |tag: &str, name: &str| Language {
        tag: text(tag),
        name: text(name),
        address: if tag == "en" { text(address) } else { format!("{tag}/{address}").into() },
        absolute: format!("https://dossier.example/{tag}/").into(),
        current: tag == lang,
        translated: tag != "ru",
    };
    Page {
        root: "../".repeat(address.matches('/').count()).into(),
        address: text(address),
        in_head: true,
        canonical: format!("https://dossier.example/{address}").into(),
        title: text(title),
        description: text("The group told AFP that it had taken more than five terabytes."),
        lang: text(lang),
        dir: text("ltr"),
        languages: vec![language("en", "English"), language("be", "беларуская"), language("ru", "русский")],
        breadcrumbs: vec![plain("Home", "index.html"), plain("Claims", "claims/index.html"), plain(title, address)],
        share: home::share(),
        alternates: vec![Alternate { cites: true, name: text("RIS"), media: text("x/y"), address: text("claims/x/cite.ris") }],
        linked_data: text(r#"{"@context":"https://schema.org","@type":"Claim","name":"a \u003c/script\u003e b"}"#),
        noindex: false,
        reviewed: text("3 May 2022"),
        reviewed_edtf: text("2022-05-03"),
        onion: text("http://dossierexampleonionaddress.onion/"),
        cite: format!("“{title}”. Belarus: claims & labels, as reviewed on 3 May 2022.").into(),
        policy: text("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"),
    }
}

fn value_of(shape: &'static str) -> RowValue {
    let none = text("");
    RowValue { shape, text: none.clone(), html: none.clone(), lang: none.clone(), value: none, entry: None, rows: Vec::new() }
}

fn row(field: &str, label: &str, values: Vec<RowValue>) -> Row {
    Row { field: text(field), label: text(label), values }
}

fn card() -> Vec<Row> {
    let step = vec![
        row("date", "Date", vec![RowValue { text: text("August 2021"), value: text("2021-08"), ..value_of("date") }]),
        row("standing", "Standing", vec![RowValue { text: text("claimed"), value: text("claimed"), ..value_of("word") }]),
    ];
    vec![
        row(
            "statement",
            "What is said",
            vec![RowValue { html: text("More than <em>5 terabytes</em> had been taken."), ..value_of("html") }],
        ),
        row(
            "claimed_by",
            "Claimed by",
            vec![RowValue { entry: Some(plain("Cyber Partisans", "actors/cp/index.html")), ..value_of("entry") }],
        ),
        row(
            "history",
            "How its standing moved",
            vec![RowValue { rows: step.clone(), ..value_of("group") }, RowValue { rows: step, ..value_of("group") }],
        ),
        row("names", "Names", vec![RowValue { text: text("Кіберпартызаны"), lang: text("be"), ..value_of("text") }]),
        row("url", "Address", vec![RowValue { text: text("https://news.example/a?b=1&c=2"), ..value_of("address") }]),
    ]
}

/// The page of an entry with everything that one may have; `references` more entries link to it.
fn entry_page(body: &str, references: usize) -> EntryPage {
    let toc = |id: &str, children: Vec<TocItem>| TocItem { id: text(id), html: text("Three <em>figures</em>"), children };
    let half = references / 2;
    EntryPage {
        behind: None,
        id: text("five-terabytes"),
        entry: reference("Five <terabytes>", "claims/five-terabytes/index.html"),
        kind_label: text("Claim"),
        index: plain("Claims", "claims/index.html"),
        summary: text("The group says it took more than five terabytes. Nobody has measured it."),
        body: text(body),
        fallback: false,
        lang: text("en"),
        toc: vec![toc("three-figures", vec![toc("more", Vec::new())]), toc("what-follows", Vec::new())],
        card: card(),
        key_points: vec![text("One voice says it."), text("Nobody has <em>measured</em> it.")],
        image: Some(Figure {
            address: text("assets/map.3f2a9c1d.png"),
            alt: text("A map"),
            width: 640,
            height: 400,
            caption: text("Where it happened."),
            credit: text("A. Photographer"),
        }),
        tags: vec![plain("leaks", "tags/leaks/index.html"), plain("ministry", "tags/ministry/index.html")],
        sources: vec![source(1), source(3), source(2), source(0)],
        reference: Some(source(0)),
        related: vec![reference("Operation Heatwave", "claims/heatwave/index.html"), plain("A draft", "")],
        map: Some(Neighbourhood { picture: text("<svg><title>Around</title></svg>"), words: text("<dl></dl>"), more: 3 }),
        backlinks: vec![
            backlinks("claim-about", "Claims about this", 0..half, 3),
            backlinks("mention", "Mentioned in", half..references, 0),
        ],
        all_backlinks: Some(plain("What links here", "claims/five-terabytes/links/index.html")),
        timeline: Some(Box::new(strip())),
        corrections: vec![Correction {
            date: text("3 May 2022"),
            edtf: text("2022-05-03"),
            html: text("The date was <em>wrong</em>."),
            entry: None,
        }],
        dates: vec![row("updated", "Updated", vec![RowValue { text: text("3 May 2022"), value: text("2022-05-03"), ..value_of("date") }])],
        minutes: 7,
        previous: Some(reference("The cameras", "claims/cameras/index.html")),
        next: Some(reference("The recordings", "claims/recordings/index.html")),
        law: Some(Box::new(super::law::law("actor"))),
        account: None,
        question: None,
        open_questions: Some(OpenQuestions {
            questions: vec![foreign(plain("Колькі?", "questions/x/index.html"))],
            more: 2,
            index: plain("Questions", "questions/index.html"),
        }),
    }
}

fn references() -> Vec<Ref> {
    vec![reference("Five terabytes", "claims/five-terabytes/index.html"), foreign(plain("Кіберпартызаны", "actors/cp/index.html"))]
}

fn index_page() -> IndexPage {
    let link = |number| PageLink { number, address: format!("claims/page-{number}/index.html").into(), current: number == 2 };
    IndexPage {
        list: "tag",
        title: text("Claims"),
        summary: text("Statements that may or may not be true."),
        feed: text("claims/feed.xml"),
        entries: references(),
        items: vec![IndexItem {
            entry: reference("Five terabytes", "claims/five-terabytes/index.html"),
            accounts: ledger::question_page("").question.map_or_else(Vec::new, |question| question.accounts),
            rests: references(),
            more: 2,
        }],
        total: 301,
        pages: (1..4).map(link).collect(),
        previous: Some(plain("1", "claims/index.html")),
        next: Some(plain("3", "claims/page-3/index.html")),
    }
}

fn glossary_page() -> GlossaryPage {
    let full = || Term {
        entry: plain("GUBOPiK", "terms/x/index.html"),
        expansion: text("Organised Crime Department"),
        also: vec![text("GUBOP"), text("6th")],
    };
    let bare = || Term { expansion: text(""), also: Vec::new(), entry: plain("KGB", "terms/kgb/index.html") };
    let letter = |n: u32, letter: &str| Letter { letter: text(letter), id: format!("letter:{n}").into(), terms: vec![full(), bare()] };
    GlossaryPage { letters: vec![letter(1, "G"), letter(2, "K"), letter(3, "Ж"), letter(4, "Я")], ..GlossaryPage::default() }
}

fn corrections_page() -> CorrectionsPage {
    let entry = Some(reference("Five terabytes", "claims/five-terabytes/index.html"));
    let html = text("It was <em>wrong</em>.");
    CorrectionsPage {
        corrections: vec![Correction { date: text("3 May 2022"), edtf: text("2022-05-03"), html, entry }],
        ..CorrectionsPage::default()
    }
}

const PICTURE: &str =
    "<svg class=\"strip\" viewBox=\"0 0 9 9\" role=\"group\" aria-labelledby=\"strip:1-title\"><title id=\"strip:1-title\">T</title></svg>";

/// A row with everything that one may have, and one with nothing but what it must.
fn timeline_rows() -> Vec<TimelineRow> {
    let full = TimelineRow {
        date: text("about August 2021"),
        datetime: text(""),
        precision: "about",
        entry: reference("Five terabytes", "claims/five-terabytes/index.html"),
        kind: text("claim"),
        what: text("stands from then on as: denied"),
        word: text("denied"),
        side: "said",
        stamp: None,
        by: vec![plain("The ministry", "actors/m/index.html"), plain("Nobody", "")],
        note: text("It <em>was</em> so."),
        lang: text("be"),
    };
    let bare = TimelineRow {
        date: text("18 August 2021"),
        datetime: text("2021-08-18"),
        precision: "day",
        what: text(""),
        word: text(""),
        side: "state",
        stamp: Some(Stamp { instrument: plain("Extremist formation", "instruments/f/index.html"), weight: text("double") }),
        by: Vec::new(),
        note: text(""),
        lang: text(""),
        ..full.clone()
    };
    vec![full, bare]
}

fn strip() -> TimelineStrip {
    TimelineStrip { picture: text(PICTURE), rows: timeline_rows(), total: 40, all: plain("Timeline", "timeline/index.html") }
}

fn timeline_page() -> TimelinePage {
    let thread = |title: &str, current: bool| TimelineThread { entry: plain(title, "timeline/x/index.html"), count: 3, current };
    let link = |number: usize| PageLink { number, address: text("timeline/x/index.html"), current: number == 1 };
    let month = |name: &str| TimelineMonth { label: text(name), id: format!("on:2021:{name}").into(), rows: timeline_rows() };
    let months = vec![month("August"), month("unknown")];
    TimelinePage {
        threads: vec![thread("Everything", true), thread("Law", false)],
        split: vec![thread("2021", false), thread("2022", false)],
        picture: text(PICTURE),
        years: vec![TimelineYear { label: text("2021"), id: text("on:2021"), months }],
        total: 900,
        pages: vec![link(1), link(2)],
        previous: Some(plain("1", "timeline/x/index.html")),
        next: Some(plain("3", "timeline/x/index.html")),
    }
}

/// An entry that is not translated.
fn fallback_page(body: &str) -> EntryPage {
    let entry = foreign(reference("Пяць тэрабайт", "claims/x/index.html"));
    EntryPage { fallback: true, lang: text("be"), entry, ..entry_page(body, 2) }
}

/// An entry with nothing but a title and a text.
fn bare_page() -> EntryPage {
    EntryPage {
        summary: text(""),
        toc: Vec::new(),
        card: Vec::new(),
        key_points: Vec::new(),
        image: None,
        tags: Vec::new(),
        sources: Vec::new(),
        related: Vec::new(),
        timeline: None,
        corrections: Vec::new(),
        dates: Vec::new(),
        minutes: 0,
        previous: None,
        next: None,
        law: None,
        map: None,
        backlinks: Vec::new(),
        open_questions: None,
        ..entry_page("<p>Short.</p>", 0)
    }
}

/// A page of every template, with its name.
pub fn samples(theme: &Theme, lang: &str, body: &str) -> Vec<(&'static str, String)> {
    let shared = theme.share(&site(theme), &Lang::new(lang), std::iter::empty());
    // As `frame` makes it: a theme without scripts has no JSON-LD.
    let bare_data = |page: Page| if theme.manner().extras { page } else { Page { linked_data: text(""), ..page } };
    let page = |address: &str| bare_data(page("Five terabytes", address, lang));
    let at = |name: &str| page(&format!("{name}/x/index.html"));
    let home = Page { breadcrumbs: Vec::new(), title: text("Belarus: claims & labels"), ..page("index.html") };
    let of_law = |name: &str| {
        let page = EntryPage { law: Some(Box::new(super::law::law(name))), ..bare_page() };
        theme.render("entry.html", &shared, &at(name), &page)
    };
    let none = || text("");
    let bare = Page {
        canonical: none(),
        linked_data: none(),
        languages: Vec::new(),
        description: none(),
        policy: none(),
        noindex: true,
        ..at("bare")
    };
    let missing = Page { root: text("/"), ..at("missing") };
    let to = reference("Five terabytes", "claims/five-terabytes/index.html");
    let kinds = vec![plain("Claims", "claims/index.html")];
    let made: Vec<(&'static str, Result<String, Box<crate::diag::Diagnostic>>)> = vec![
        ("entry", theme.render("entry.html", &shared, &at("entry"), &entry_page(body, 20))),
        ("fallback", theme.render("entry.html", &shared, &at("fallback"), &fallback_page(body))),
        ("bare", theme.render("entry.html", &shared, &bare, &bare_page())),
        ("claim", theme.render("entry.html", &shared, &at("claim"), &ledger::claim_page(body))),
        ("question", theme.render("entry.html", &shared, &at("question"), &ledger::question_page(body))),
        ("ledger", theme.render("ledger.html", &shared, &at("ledger"), &ledger::ledger_page())),
        ("ledger-choices", theme.render("ledger-choices.html", &shared, &at("ledger-choices"), &ledger::ledger_choices())),
        ("links", theme.render("links.html", &shared, &at("links"), &home::links_page(body))),
        ("index", theme.render("index.html", &shared, &at("index"), &index_page())),
        ("home", theme.render("home.html", &shared, &home, &home::home_page(body))),
        ("search", theme.render("search.html", &shared, &at("search"), &home::search_page(theme))),
        ("tags", theme.render("tags.html", &shared, &at("tags"), &TagsPage { tags: counts(), ..TagsPage::default() })),
        ("glossary", theme.render("glossary.html", &shared, &at("glossary"), &glossary_page())),
        ("corrections", theme.render("corrections.html", &shared, &at("corrections"), &corrections_page())),
        ("timeline", theme.render("timeline.html", &shared, &at("timeline"), &timeline_page())),
        ("source", of_law("source")),
        ("instrument", of_law("instrument")),
        ("effect", of_law("effect")),
        ("register", theme.render("register.html", &shared, &at("register"), &super::law::register_page())),
        ("matrix", theme.render("matrix.html", &shared, &at("matrix"), &super::law::matrix_page())),
        ("missing", theme.render("404.html", &shared, &missing, &MissingPage { kinds })),
        ("redirect", theme.render("redirect.html", &shared, &at("redirect"), &RedirectPage { to })),
    ];
    made.into_iter().map(|(name, html)| (name, html.unwrap_or_else(|diagnostic| panic!("{name}: {diagnostic:?}")))).collect()
}
