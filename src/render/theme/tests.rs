//! The built-in theme with views made by hand, and themes with mistakes in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::*;
use crate::render::output::Content;
use crate::text::place::{At, line_column};
use crate::text::{Asset, AssetBytes, Beside, Source};
use crate::view::{RedirectPage, TagsPage};

mod law;
mod plain;
pub(super) mod samples;
use samples::{page, plain, samples, site};

static LEDGER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/ledger");
static PLAIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

const NEEDED: &[&str] = &[
    "entry.html",
    "index.html",
    "home.html",
    "tags.html",
    "glossary.html",
    "corrections.html",
    "register.html",
    "matrix.html",
    "404.html",
    "redirect.html",
];

fn put(snapshot: &mut Snapshot, path: &str, text: &str) {
    let source = Source::from_bytes(path, text.as_bytes());
    snapshot.sources.insert(source.id.clone(), Arc::new(source));
}

fn put_asset(snapshot: &mut Snapshot, path: &str, bytes: &[u8]) {
    let id = SourceId::new(path);
    let asset = Asset {
        id: id.clone(),
        digest: Digest::of(bytes),
        size: bytes.len() as u64,
        pixels: None,
        beside: Beside::Nothing,
        bytes: AssetBytes::Memory(Arc::from(bytes)),
    };
    snapshot.assets.insert(id, asset);
}

fn put_folder(snapshot: &mut Snapshot, theme: &str, folder: &Dir<'_>) {
    for file in folder.files() {
        let path = format!("themes/{theme}/{}", file.path().to_str().expect("the theme's files have plain names").replace('\\', "/"));
        match file.contents_utf8() {
            Some(text) => put(snapshot, &path, text),
            None => put_asset(snapshot, &path, file.contents()),
        }
    }
    folder.dirs().for_each(|folder| put_folder(snapshot, theme, folder));
}

/// The built-in theme and these files.
fn with(files: &[(&str, &str)]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    put_folder(&mut snapshot, "ledger", &LEDGER);
    for (path, text) in files {
        put(&mut snapshot, path, text);
    }
    snapshot
}

fn languages() -> Vec<Lang> {
    ["en", "be", "ru"].map(Lang::new).to_vec()
}

fn load(snapshot: &Snapshot, name: &str) -> Outcome<Option<Theme>> {
    Theme::load(snapshot, name, &languages(), NEEDED)
}

/// What is wrong with a theme: code, place as `file:line:column`, message.
fn mistakes(files: &[(&str, &str)], name: &str) -> Vec<String> {
    let snapshot = with(files);
    load(&snapshot, name).diagnostics.iter().map(|diagnostic| shown(&snapshot, diagnostic)).collect()
}

fn shown(snapshot: &Snapshot, diagnostic: &Diagnostic) -> String {
    let source = &diagnostic.place.source;
    let place = match &diagnostic.place.at {
        At::Bytes(start, _) => {
            let text = snapshot.sources.get(source).map(|source| Arc::clone(&source.text)).unwrap_or_default();
            let place = line_column(&text, *start);
            format!("{source}:{}:{}", place.line, place.column)
        }
        At::File => source.to_string(),
        At::Value(path) | At::Key(path) => format!("{source} {path}"),
    };
    let hints: Vec<String> = diagnostic.hints.iter().map(|hint| format!(" ({hint})")).collect();
    format!("{} {place}: {}{}", diagnostic.code.name, diagnostic.message, hints.concat())
}

fn ledger() -> Theme {
    let outcome = load(&with(&[]), "ledger");
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    outcome.value.expect("a theme without mistakes is loaded")
}

#[test]
fn every_page_is_sound() {
    is_sound(&ledger());
}

fn is_sound(theme: &Theme) {
    for lang in ["en", "be", "ru"] {
        for (name, html) in samples(theme, lang, "<p>Body</p>") {
            let document = scraper::Html::parse_document(&html);
            let count = |selector: &str| document.select(&scraper::Selector::parse(selector).expect("a selector")).count();
            assert_eq!(document.errors, Vec::<std::borrow::Cow<'_, str>>::new(), "{name}");
            assert_eq!((count("h1"), count("main"), count("head > title")), (1, 1, 1), "{name}");
            assert_eq!(count("[style], script:not([type], [src]), [onclick]"), 0, "{name}");
            for element in document.select(&scraper::Selector::parse("[id]").expect("a selector")) {
                let id = element.attr("id").unwrap_or_default();
                assert!(id.contains(':'), "{name}: {id}");
                assert_eq!(count(&format!("[id=\"{id}\"]")), 1, "{name}: {id}");
            }
            assert!(html.starts_with("<!doctype html>"), "{name}");
        }
    }
}

#[test]
fn a_page_says_what_its_view_says() {
    let theme = ledger();
    let samples: BTreeMap<_, _> = samples(&theme, "en", "<p>Body &amp; soul</p>").into_iter().collect();
    let entry = &samples["entry"];
    for part in [
        "<h1>Five &lt;terabytes&gt;</h1>",
        "<div class=\"lr body\">\n<p>Body &amp; soul</p>\n</div>",
        "<a href=\"../../claims/heatwave/index.html\">Operation Heatwave</a> <span class=\"standing standing-claimed\"><svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign:claimed\"/></svg> claimed</span>",
        "<symbol id=\"sign:claimed\"",
        "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"../../assets/fonts/text-latn.",
        "“Five terabytes”. Belarus: claims &amp; labels, as reviewed on 3 May 2022.",
        "<span>A draft</span>",
        "<li id=\"source:1\">",
        "<li id=\"source:3\" value=\"3\">",
        "<a href=\"#cite:1:2\">2</a>",
        "<dd lang=\"be\">Кіберпартызаны</dd>",
        "7 minutes to read",
        "As of 18 August 2021.",
    ] {
        assert!(entry.contains(part), "{part}\n{entry}");
    }
    assert!(samples["fallback"].contains("<div class=\"lr body\" lang=\"be\">"));
    assert!(!entry.contains("sign:retracted"), "a sign that the page does not use is left out of it");
    assert!(samples["redirect"].contains("<meta http-equiv=\"refresh\" content=\"0; url=../../claims/five-terabytes/index.html\">"));
    assert!(samples["missing"].contains("href=\"/assets/ledger."));
}

#[test]
fn every_language_has_every_string() {
    let theme = ledger();
    let strings = theme.strings();
    for lang in ["be", "ru"] {
        let own = Strings::load(&with(&[("themes/ledger/i18n/en.ftl", "")]), &["themes/ledger/i18n/".to_owned()], &[Lang::new(lang)]).value;
        let missing: Vec<_> = strings.names(&Lang::new("en")).difference(&own.names(&Lang::new(lang))).cloned().collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
        let more: Vec<_> = own.names(&Lang::new(lang)).difference(&strings.names(&Lang::new("en"))).cloned().collect();
        assert!(more.is_empty(), "{lang}: {more:?}");
    }
}

#[test]
fn the_site_and_a_child_go_before_the_parent() {
    let files = [
        ("themes/mine/theme.yaml", "contract: 1\nparent: ledger\n"),
        ("themes/mine/templates/tags.html", "mine {{ t.page_tags }}"),
        ("themes/mine/templates/kind/claim.html", "{% extends \"entry.html\" %}"),
        ("templates/partials/footer.html", "<footer>ours</footer>"),
        ("templates/redirect.html", "{% extends \"theme/ledger/redirect.html\" %}{% block title %}gone{% endblock %}"),
        ("templates/i18n/en.ftl", "page-tags = Labels\n"),
    ];
    let outcome = load(&with(&files), "mine");
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    let theme = outcome.value.expect("the theme is sound");
    let shared = theme.share(&site(&theme), &Lang::new("en"), std::iter::empty());
    let render = |template: &str| {
        theme.render(template, &shared, &page("x", "x/index.html", "en"), &RedirectPage { to: plain("y", "y/index.html") })
    };
    assert_eq!(render("tags.html").ok().as_deref(), Some("mine Labels"));
    let redirect = render("redirect.html").expect("the template is sound");
    assert!(redirect.contains("<footer>ours</footer>") && redirect.contains("<title>gone</title>"), "{redirect}");
    assert_eq!(&*theme.template_for(&KindName::new("claim"), None), "kind/claim.html");
    assert_eq!(&*theme.template_for(&KindName::new("event"), None), "entry.html");
    assert_eq!(&*theme.template_for(&KindName::new("event"), Some("tags.html")), "tags.html");
    assert_eq!(&*theme.template_for(&KindName::new("event"), Some("nope.html")), "entry.html");
}

#[test]
fn static_files_get_their_addresses() {
    let mut snapshot = with(&[
        ("themes/ledger/theme.yaml", "contract: 1\nstyles: [css/a.css]\n"),
        (
            "themes/ledger/static/css/a.css",
            "@import \"b.css\"; p{background:url(../img/x%201.png?v#f)} q{background:url('../img/y z.png')}",
        ),
        ("themes/ledger/static/css/b.css", "p{color:red}"),
        ("static/CNAME", "dossier.example"),
    ]);
    put_asset(&mut snapshot, "themes/ledger/static/img/x%201.png", b"x");
    put_asset(&mut snapshot, "themes/ledger/static/img/y z.png", b"y");
    put_asset(&mut snapshot, "static/img/y z.png", b"other");
    put_asset(&mut snapshot, "static/favicon.ico", b"icon");
    let outcome = load(&snapshot, "ledger");
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    let theme = outcome.value.expect("the theme is sound");
    let files: BTreeMap<String, (SourceId, OutputFile)> =
        theme.files(&snapshot).into_iter().map(|(id, file)| (file.path.to_string(), (id, file))).collect();
    assert!(files.contains_key("favicon.ico") && files.contains_key("CNAME"));
    let image = files.keys().find(|path| path.starts_with("assets/img/y-z.")).expect("the picture has an address");
    assert_eq!(files[image].0.as_str(), "static/img/y z.png", "the site's file takes the place of the theme's");
    let sheet = theme.styles()[0].to_string();
    let Content::Bytes(bytes) = &files[&sheet].1.content else { panic!("the style sheet was made") };
    let css = String::from_utf8_lossy(bytes);
    assert!(css.contains(&format!("url('../{}')", image.trim_start_matches("assets/"))), "{css}");
    assert!(css.contains("@import \"b.") && css.contains(".png?v#f)"), "{css}");
    assert_eq!(files[&sheet].1.digest, Digest::of(bytes));
    assert!(sheet.starts_with("assets/css/a.") && sheet.len() == "assets/css/a.12345678.css".len(), "{sheet}");
}

#[test]
fn mistakes_in_settings_are_told() {
    let yaml = |text: &'static str| [("themes/mine/theme.yaml", text)];
    assert_eq!(mistakes(&[], "legder"), ["missing-theme dossier.yaml theme: there is no theme `legder` (did you mean `ledger`?)"]);
    assert_eq!(mistakes(&[], "../ledger"), ["missing-theme dossier.yaml theme: there is no theme `../ledger` (did you mean `ledger`?)"]);
    assert_eq!(
        mistakes(&yaml("contract: 1\nparent: nothing\n"), "mine"),
        ["missing-theme themes/mine/theme.yaml parent: there is no theme `nothing` (there are `ledger`, `mine`)"]
    );
    assert_eq!(
        mistakes(&yaml("contract: 2\nparent: mine\n"), "mine"),
        [
            "invalid-settings themes/mine/theme.yaml contract: the theme is written for contract 2; this program has 1 (compare its templates with `docs/themes.md`)",
            "invalid-settings themes/mine/theme.yaml parent: the theme `mine` is its own parent (take `parent:` out of one of the themes of the circle)"
        ]
    );
    assert_eq!(
        mistakes(&[("themes/mine/templates/x.html", "")], "mine"),
        ["missing-theme dossier.yaml theme: the theme `mine` has no `theme.yaml` (write `themes/mine/theme.yaml` with `contract: 1`)"]
    );
    assert_eq!(
        mistakes(&yaml("contract: 1\nparent: ledger\nstyles: [leger.css]\n"), "mine"),
        ["missing-theme themes/mine/theme.yaml styles[0]: `leger.css` is not in the theme's `static/` (did you mean `ledger.css`?)"]
    );
    let missing = mistakes(&yaml("contract: 1\n"), "mine");
    assert_eq!(missing.len(), NEEDED.len());
    assert!(missing[0].starts_with("missing-theme themes/mine/theme.yaml: the theme has no template `404.html`"), "{}", missing[0]);
}

#[test]
fn every_broken_template_is_told() {
    let found = mistakes(
        &[
            ("templates/a.html", "да {{ it.x | upcase }}"),
            ("templates/b.html", "{% if %}"),
            ("templates/c.html", "{% extends \"bass.html\" %}"),
            ("templates/d.html", "{% extends \"d.html\" %}"),
            ("templates/tags.html", "{% extends \"tags.html\" %}"),
            ("templates/e.html", "{% include \"b.html\" %}"),
            ("templates/f.html", "{% include \"partials/hed.html\" %}"),
            ("templates/g.html", "{% include \"g.html\" %}"),
            ("templates/h.html", "{% extends \"base.html\" %}{% block body %}{% endblock %}"),
            ("templates/i.html", "{{ <carte rows={x} /> }}"),
            ("templates/j.html", "{% extends \"b.html\" %}"),
        ],
        "ledger",
    );
    let expected = [
        "template-error templates/b.html:1:7: ",
        "template-error templates/c.html:1:12: there is no template `bass.html` (did you mean `base.html`?)",
        "template-error templates/d.html:1:12: the template extends itself",
        "template-error templates/tags.html:1:12: the template extends itself (the one whose place it takes is `theme/ledger/tags.html`)",
        "template-error templates/g.html:1:12: the template includes itself",
        "template-error templates/a.html:1:14: unknown filter `upcase`",
        "template-error templates/f.html:1:12: unknown template `partials/hed.html`",
        "template-error templates/h.html:1:35: block `body` is not defined in any parent template",
    ];
    for line in expected {
        assert!(found.iter().any(|one| one.starts_with(line)), "{line}\n{found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

/// The mistake that comes up while a page is filled from this template.
fn while_filled(template: &str) -> String {
    let snapshot = with(&[("templates/tags.html", template)]);
    let theme = load(&snapshot, "ledger").value.expect("it is no mistake before it is filled");
    let shared = theme.share(&site(&theme), &Lang::new("en"), std::iter::empty());
    let made = theme.render("tags.html", &shared, &page("x", "tags/index.html", "en"), &TagsPage::default());
    shown(&snapshot, &made.expect_err("a mistake"))
}

#[test]
fn mistakes_while_a_page_is_made_have_a_place() {
    let check = |template: &str, expected: &str| {
        assert_eq!(while_filled(template), expected);
    };
    let end = " (found while `tags/index.html` was made)";
    check("да {{ it.tag }}", &format!("template-error templates/tags.html:1:10: there is no field `tag` here (did you mean `tags`?){end}"));
    check(
        "{{ t.skip_to_txet }}",
        &format!("template-error templates/tags.html:1:6: there is no field `skip_to_txet` here (did you mean `skip_to_text`?){end}"),
    );
    check(
        "{{ item.x }}",
        &format!("template-error templates/tags.html:1:4: there is no variable `item` here (there are `it`, `page`, `site`, `t`){end}"),
    );
    check(
        "{% set x = 1 %}\n{{ msg(id=\"no-such\") }}",
        &format!("template-error templates/tags.html:2:4: no language has the string `no-such`{end}"),
    );
    check(
        "{{ msg(id=\"entries-count\") }}",
        &format!("template-error templates/tags.html:1:4: the string `entries-count` has a place for a value that is not given{end}"),
    );
}

#[test]
fn a_mistake_in_what_is_filled_once_has_its_own_place() {
    let check = |template: &str, expected: &str| {
        let told = while_filled(template);
        assert!(told.starts_with(expected), "{told}");
    };
    check(
        "{% component bad(@site) %}{{ site.titel }}{% endcomponent bad %}\n{{ once(component=\"bad\") }}",
        "template-error templates/tags.html:1:35: there is no field `titel` here",
    );
    check("{{ once(component=\"no-such\") }}", "template-error templates/tags.html:1:4: component `no-such` not found");
    check("{{ once(component=\"mark\", of=page) }}", "template-error templates/tags.html:1:4: `of` must be a text, a number or yes or no");
}

#[test]
fn what_is_filled_once_is_kept_by_what_it_is_given() {
    let template = "{% component inner(n: integer, @t) %}{{ t.home }}{{ n }}{% endcomponent inner %}\
        {% component outer(of: string, n: integer, is: bool, @site) %}{{ site.title }} {{ of }} {{ once(component=\"inner\", n=n) }} {{ is }};{% endcomponent outer %}\
        {{ once(component=\"outer\", of=page.title, n=1, is=true) }}{{ once(component=\"outer\", of=page.title, n=2, is=true) }}\
        {{ once(component=\"outer\", of=page.title, n=1, is=false) }}{{ once(component=\"outer\", of=page.title, n=1, is=true) }}";
    let theme = load(&with(&[("templates/tags.html", template)]), "ledger").value.expect("a sound theme");
    let (site, lang) = (site(&theme), Lang::new("en"));
    let shared = theme.share(&site, &lang, std::iter::empty());
    for title in ["<x>", "y", "<x>"] {
        let made = theme.render("tags.html", &shared, &page(title, "tags/index.html", "en"), &TagsPage::default());
        let escaped = crate::parse::body::escape::escaped;
        let line = |n: u32, is: bool| format!("{} {} Home{n} {is};", escaped(&site.title), escaped(title));
        assert_eq!(made.ok(), Some([line(1, true), line(2, true), line(1, false), line(1, true)].concat()));
    }
}

#[test]
fn hostile_templates_and_sheets_do_no_harm() {
    let deep = format!("{{{{ (1{}", ")".repeat(10_000));
    let nested = "{% if a %}".repeat(10_000);
    let brackets = format!("{{{{ {} }}}}", "(".repeat(10_000));
    let css = "url(".repeat(50_000);
    let files = [
        ("templates/a.html", deep.as_str()),
        ("templates/b.html", &nested),
        ("templates/c.html", &brackets),
        ("themes/ledger/static/x.css", &css),
    ];
    assert!(load(&with(&files), "ledger").value.is_none());
    let circle = [("themes/ledger/static/x.css", "@import 'y.css'"), ("themes/ledger/static/y.css", "@import 'x.css';a{b:url(z.png)}")];
    let found = mistakes(&circle, "ledger");
    assert_eq!(
        found,
        [
            "missing-asset themes/ledger/static/y.css:1:25: the style sheet names `z.png`, which is not in the theme's `static/`",
            "template-error themes/ledger/static/x.css:1:10: the style sheet imports itself, through `y.css`",
            "template-error themes/ledger/static/y.css:1:10: the style sheet imports itself, through `x.css`",
        ]
    );
}
