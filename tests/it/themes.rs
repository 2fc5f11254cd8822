//! The built-in themes and those that the program scaffolds, as a writer has them: by the command line, in a folder.

use std::path::Path;

use super::cli::{dossier, err, out, write};

/// The names of the files below a folder, with `/`.
fn files(root: &Path) -> Vec<String> {
    let all = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.expect("a site can be listed"));
    let files = all.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/")).collect()
}

/// A dossier of fifty events, so that lists are split.
fn events() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "dossier.yaml", "title: Test\nbase_url: https://t.example\ntheme: plain\n");
    for n in 1..=50 {
        let head =
            format!("kind: event\ntitle: Event {n:02}\nsummary: What it is.\ndate: 2021-08-18\ntags: [all]\nrelated: [e{}]", n % 50 + 1);
        write(folder.path(), &format!("content/e{n}.md"), &format!("---\n{head}\n---\nIt happened.\n"));
    }
    folder
}

#[test]
fn plain_is_in_the_program_and_publishes_words_alone() {
    let folder = events();
    let built = dossier(folder.path(), &["build", "--strict"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let root = folder.path().join("public");
    let files = files(&root);
    let assets: Vec<&String> = files.iter().filter(|name| name.starts_with("assets/")).collect();
    assert!(matches!(assets.as_slice(), [sheet] if sheet.starts_with("assets/plain.") && sheet.ends_with(".css")), "{assets:?}");
    assert!(!files.iter().any(|name| name.ends_with(".js") || name.ends_with(".woff2")), "{files:?}");
    for name in files.iter().filter(|name| name.ends_with(".html")) {
        let page = std::fs::read_to_string(root.join(name)).expect("a page");
        for part in ["<script", "<img", "<svg", "preload", "woff2"] {
            assert!(!page.contains(part), "{name} has {part}");
        }
        assert!(page.contains("http-equiv=\"Content-Security-Policy\""), "{name}");
    }
    // Forty a page, as the theme says.
    for list in ["events", "tags/all", "search/e", "map", "timeline/2021"] {
        let name = format!("{list}/page-2/index.html");
        assert!(files.contains(&name), "{name} of {files:?}");
    }
    let count = |name: &str, part: &str| std::fs::read_to_string(root.join(name)).expect("a page").matches(part).count();
    assert_eq!(["", "page-2/"].map(|part| count(&format!("events/{part}index.html"), "What it is.")), [40, 10]);
    assert_eq!(["", "page-2/"].map(|part| count(&format!("map/{part}index.html"), "<dl class=\"relations\">")), [40, 10]);
}

#[test]
fn ledger_stays_as_it_is_where_a_theme_says_nothing_of_it() {
    let folder = events();
    write(folder.path(), "themes/mine/theme.yaml", "contract: 1\nparent: ledger\n");
    let built = dossier(folder.path(), &["build", "--strict", "--theme", "mine"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let files = files(&folder.path().join("public"));
    assert!(files.iter().any(|name| name.starts_with("assets/fonts/")) && files.iter().any(|name| name.starts_with("assets/search.")));
    assert!(!files.iter().any(|name| name.contains("/page-2/")), "fifty entries are one page");
}

#[test]
fn a_child_of_plain_has_the_files_of_plain_and_not_those_of_its_parent() {
    let folder = events();
    write(folder.path(), "themes/mine/theme.yaml", "contract: 1\nparent: plain\nstyles: [plain.css, mine.css]\n");
    write(folder.path(), "themes/mine/static/mine.css", "p { color: #000 }\n");
    let built = dossier(folder.path(), &["build", "--strict", "--theme", "mine"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let root = folder.path().join("public");
    let names: Vec<String> =
        files(&root).into_iter().filter_map(|name| Some(name.strip_prefix("assets/")?.split('.').next()?.to_owned())).collect();
    assert_eq!(names, ["mine", "plain"]);
    let page = std::fs::read_to_string(root.join("index.html")).expect("a page");
    assert!(!page.contains("<script") && page.contains("assets/mine."), "{page}");
}

#[test]
fn glossary_tags_and_corrections_are_split_when_they_grow() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "dossier.yaml", "title: Test\nbase_url: https://t.example\n");
    for n in 1..=101 {
        let head = format!(
            "kind: term\ntitle: Term {n:03}\nsummary: What it is.\ntags: [tag {n:03}]\ncorrections: [{{date: \"2021-08-18\", text: Put right.}}]"
        );
        write(folder.path(), &format!("content/t{n}.md"), &format!("---\n{head}\n---\nText.\n"));
    }
    let built = dossier(folder.path(), &["build", "--strict"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let root = folder.path().join("public");
    let page = |name: &str| std::fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (list, item) in [("glossary", "<dt>"), ("tags", "<span class=\"count\">"), ("corrections", "Put right.")] {
        let (first, second) = (page(&format!("{list}/index.html")), page(&format!("{list}/page-2/index.html")));
        assert_eq!((first.matches(item).count(), second.matches(item).count()), (100, 1), "{list}");
        assert!(first.contains(&format!("href=\"../{list}/page-2/index.html\"")) && second.contains("rel=\"prev\""), "{list}");
        assert!(!root.join(format!("{list}/page-3")).exists(), "{list}");
    }
}

#[test]
fn a_scaffolded_theme_builds_and_goes_before_its_parent() {
    for (parent, sheets) in [("ledger", ["ledger.", "mine."]), ("plain", ["mine.", "plain."])] {
        let folder = events();
        let made = dossier(folder.path(), &["init", "--theme", "mine", "--parent", parent]);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        assert!(out(&made).contains("dossier serve --theme mine"), "{}", out(&made));
        let theme = folder.path().join("themes/mine");
        let inside = files(&theme);
        assert_eq!(inside, ["i18n/en.ftl", "static/mine.css", "templates/partials/footer.html", "theme.yaml"]);
        write(&theme, "i18n/en.ftl", "page-tags = Words under which it stands\n");
        write(&theme, "templates/partials/footer.html", "<footer>Ours</footer>\n");
        let built = dossier(folder.path(), &["build", "--strict", "--theme", "mine"]);
        assert_eq!(built.status.code(), Some(0), "{parent}: {}", err(&built));
        let root = folder.path().join("public");
        let page = std::fs::read_to_string(root.join("tags/index.html")).expect("a page");
        assert!(page.contains("<h1>Words under which it stands</h1>") && page.contains("<footer>Ours</footer>"), "{parent}: {page}");
        let names = files(&root);
        let named = |sheet: &&str| names.iter().any(|name| name.starts_with(&format!("assets/{sheet}")) && name.ends_with(".css"));
        assert!(sheets.iter().all(named), "{parent}: {names:?}");
    }
}

#[test]
fn a_copied_theme_has_no_parent_and_makes_the_same_pages() {
    for parent in ["ledger", "plain"] {
        let folder = events();
        let made = dossier(folder.path(), &["init", "--theme", "mine", "--parent", parent, "--copy"]);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        let settings = std::fs::read_to_string(folder.path().join("themes/mine/theme.yaml")).expect("a file");
        assert!(!settings.contains("parent:"), "{settings}");
        let page = |theme: &str| {
            let built = dossier(folder.path(), &["build", "--strict", "--theme", theme]);
            assert_eq!(built.status.code(), Some(0), "{theme}: {}", err(&built));
            let root = folder.path().join("public");
            let files: Vec<String> = files(&root).into_iter().filter(|name| name.ends_with(".html")).collect();
            files.into_iter().map(|name| (std::fs::read_to_string(root.join(&name)).expect("a page"), name)).collect::<Vec<_>>()
        };
        assert!(page("mine") == page(parent), "a copy of {parent} is {parent}");
    }
}

#[test]
fn a_new_dossier_may_have_a_theme_of_any_name_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let made = dossier(folder.path(), &["init", "d", "--theme", "words", "--parent", "plain"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let root = folder.path().join("d");
    assert!(!root.join("themes/own").exists());
    let built = dossier(&root, &["build", "--strict"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let home = std::fs::read_to_string(root.join("public/index.html")).expect("a page");
    assert!(home.contains("assets/words.") && !home.contains("<script"), "{home}");
    for (arguments, words) in [
        (["--theme", "words"].as_slice(), "there is a theme `words` already"),
        (&["--theme", "Our Theme"], "no name of a theme"),
        (&["--theme", "../x"], "no name of a theme"),
        (&["--theme", "other", "--parent", "plane"], "there is no theme `plane`: did you mean `plain`?"),
        (&["--copy"], "--theme"),
    ] {
        let before = files(&root);
        let refused = dossier(&root, &[&["init"], arguments].concat());
        assert_eq!(refused.status.code(), Some(2), "{arguments:?} {}", err(&refused));
        assert!(err(&refused).contains(words), "{arguments:?} {}", err(&refused));
        assert_eq!(files(&root), before, "nothing was written");
    }
}

#[test]
fn a_list_of_sources_is_written_by_the_theme_whatever_its_component_asks_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "dossier.yaml", "title: Test\nbase_url: https://t.example\nhome: a\n");
    write(folder.path(), "content/s.md", "---\nkind: source\ntitle: A report\ntype: report\npublisher: Us\ndate: 2021-08-18\n---\nText.\n");
    for (id, text) in [("a", "Text."), ("b", "Text."), ("c", "Text[@s].")] {
        let head = format!("kind: page\ntitle: Page {id}\nsummary: S.\nsources: [s]");
        write(folder.path(), &format!("content/{id}.md"), &format!("---\n{head}\n---\n{text}\n"));
    }
    // What asks for the page itself is filled on each, and not once.
    for (asks, writes, of) in [("", "", ["", "", ""]), (", @page", "{{ page.title }}", ["Page a", "Page b", "Page c"])] {
        let component = format!(
            "{{% component source_item(source: map, root: string, lang: string, number: integer = 0{asks}) %}}<li>mine {{{{ lang }}}} {{{{ root }}}}{{{{ source.entry.address }}}} {writes}</li>{{% endcomponent source_item %}}"
        );
        write(folder.path(), "templates/partials/source-item.html", &component);
        let built = dossier(folder.path(), &["build"]);
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        for ((name, root), title) in
            [("index.html", "./"), ("pages/b/index.html", "../../"), ("pages/c/index.html", "../../")].iter().zip(of)
        {
            let page = std::fs::read_to_string(folder.path().join("public").join(name)).expect("a page");
            assert!(page.contains(&format!("<li>mine en {root}sources/s/index.html {title}</li>")), "{name} {page}");
        }
    }
}
