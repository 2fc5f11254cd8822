use super::tests::*;
use super::*;
use crate::render::output::Content;
use crate::view::*;
#[test]
#[ignore]
fn dump() {
    let (snapshot, theme) = ledger_and_snapshot();
    for lang in ["en", "be"] {
        let body = std::fs::read_to_string("body.html").unwrap();
        let out = std::path::Path::new("out").join(lang);
        for (name, html) in samples(&theme, lang, &body) {
            let html = html.replace("href=\"/assets", "href=\"../../assets");
            let path = match name {
                "home" => out.join("index.html"),
                _ => out.join(name).join("x/index.html"),
            };
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, html).unwrap();
        }
        for (_, file) in theme.files(&snapshot) {
            let path = out.join(file.path.as_str());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            if let Content::Bytes(b) = file.content {
                std::fs::write(path, b).unwrap();
            }
        }
    }
}
type EntryPageOf = crate::view::EntryPage;
#[test]
#[ignore]
fn measure() {
    let (_, theme) = ledger_and_snapshot();
    let body = "<p>Some text with a <a href=\"../x\">link</a> in it, and &amp; more.</p>\n".repeat(6 * 1024 / 72);
    let it = entry_page(&body, 20);
    let shared = theme.share(&site(&theme), &Lang::new("en"));
    let frame = page("Five terabytes", "claims/x/index.html", "en");
    let mut best = f64::MAX;
    let mut bytes = 0;
    for _ in 0..40 {
        let start = std::time::Instant::now();
        for _ in 0..200 {
            bytes = theme.render("entry.html", &shared, &frame, &it).unwrap().len();
        }
        best = best.min(start.elapsed().as_secs_f64() / 200.0 * 1e6);
    }
    eprintln!("entry page: {best:.1} us, {bytes} bytes");
    let mut best = f64::MAX;
    for _ in 0..40 {
        let start = std::time::Instant::now();
        for _ in 0..200 {
            std::hint::black_box((Value::from_serializable(&it), Value::from_serializable(&frame)));
        }
        best = best.min(start.elapsed().as_secs_f64() / 200.0 * 1e6);
    }
    eprintln!("of it values: {best:.1} us");
    let time = |name: &str, it: &EntryPageOf| {
        let mut best = f64::MAX;
        for _ in 0..40 {
            let start = std::time::Instant::now();
            for _ in 0..200 {
                std::hint::black_box(theme.render("entry.html", &shared, &frame, it).unwrap().len());
            }
            best = best.min(start.elapsed().as_secs_f64() / 200.0 * 1e6);
        }
        eprintln!("{name}: {best:.1} us");
    };
    let mut x = entry_page(&body, 0);
    time("no backlinks", &x);
    x.card.clear();
    time("no card", &x);
    x.sources.clear();
    time("no sources", &x);
    x.toc.clear();
    x.key_points.clear();
    x.tags.clear();
    x.related.clear();
    x.corrections.clear();
    time("nothing", &x);
    let when: crate::model::When = "2021-08-18".parse().unwrap();
    let start = std::time::Instant::now();
    for _ in 0..10000 {
        std::hint::black_box(crate::render::words::date(&when, theme.strings(), &Lang::new("be")));
    }
    eprintln!("a date: {:.2} us", start.elapsed().as_secs_f64() / 10000.0 * 1e6);
    let start = std::time::Instant::now();
    for _ in 0..20 {
        std::hint::black_box(ledger_and_snapshot());
    }
    eprintln!("load: {:.2} ms", start.elapsed().as_secs_f64() / 20.0 * 1e3);
}
#[test]
#[ignore]
fn micro() {
    let run = |name: &str, template: &str| {
        let snapshot = with(&[("templates/tags.html", template)]);
        let theme = load(&snapshot, "ledger").value.unwrap();
        let shared = theme.share(&site(&theme), &Lang::new("en"));
        let frame = page("x", "tags/index.html", "en");
        let it = RedirectPage { to: reference("A title of some length", "explainers/some-entry/index.html") };
        let mut best = f64::MAX;
        for _ in 0..40 {
            let start = std::time::Instant::now();
            for _ in 0..50 {
                std::hint::black_box(theme.render("tags.html", &shared, &frame, &it).unwrap());
            }
            best = best.min(start.elapsed().as_secs_f64() / 50.0 * 1e6);
        }
        eprintln!("{name}: {best:.1} us");
    };
    let r = "{% for i in range(end=100) %}";
    let e = "{% endfor %}";
    run("empty", "");
    run("loop", &format!("{r}x{e}"));
    run("msg n", &format!("{r}{{{{ msg(id=\"entries-count\", n=3) }}}}{e}"));
    run("msg text", &format!("{r}{{{{ msg(id=\"as-of\", date=\"x\", lang=\"en\") }}}}{e}"));
    run("t", &format!("{r}{{{{ t.skip_to_text }}}}{e}"));
    run("component", &format!("{r}{{{{ <ref entry={{it.to}} root={{page.root}} /> }}}}{e}"));
    run(
        "include",
        &format!("{{% set entry = it.to %}}{{% set root = page.root %}}{r}{{% include \"x.html\" %}}{e}")
            .replace("x.html", "partials/toc.html"),
    );
    run(
        "inline",
        &format!(
            "{r}{}{e}",
            r#"{% if it.to.address %}<a href="{{ page.root }}{{ it.to.address }}"{% if it.to.lang %} lang="{{ it.to.lang }}"{% endif %}>{{ it.to.title }}</a>{% else %}{{ it.to.title }}{% endif %}{% if it.to.standing %} <span class="standing standing-{{ it.to.standing }}">({{ it.to.standing_label }})</span>{% endif %}"#
        ),
    );
    run(
        "inline one set",
        &format!(
            "{{% set entry = it.to %}}{r}{}{e}",
            r#"{% if entry.address %}<a href="{{ page.root }}{{ entry.address }}"{% if entry.lang %} lang="{{ entry.lang }}"{% endif %}>{{ entry.title }}</a>{% else %}{{ entry.title }}{% endif %}{% if entry.standing %} <span class="standing standing-{{ entry.standing }}">({{ entry.standing_label }})</span>{% endif %}"#
        ),
    );
}
