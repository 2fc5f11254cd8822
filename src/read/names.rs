//! What the names of files say: which are passed over, which are text, which are only passed on.

use std::path::Path;

/// The file of the settings, in the root.
pub(super) const SETTINGS: &str = "dossier.yaml";

/// The folders that are read, in the root.
pub const FOLDERS: [&str; 4] = ["content", "static", "templates", "themes"];

/// Hidden names that hosts look for, and that are meant to be published if they lie in `static/`.
const FOR_HOSTS: [&str; 3] = [".well-known", ".htaccess", ".domains"];

/// What systems leave in every folder.
const LITTER: [&str; 5] = ["node_modules", "__MACOSX", "Thumbs.db", "desktop.ini", "Icon\r"];

/// Texts under `content/`.
const IN_CONTENT: [&str; 5] = ["md", "bib", "yaml", "yml", "csl"];

/// Texts of a theme, or of the site's own `templates/`.
const IN_THEMES: [&str; 12] = ["html", "xml", "txt", "yaml", "yml", "ftl", "css", "js", "mjs", "svg", "json", "csl"];

/// Texts among the files that are only passed on: the theme looks into style sheets, and all may be looked
/// through for addresses.
const IN_STATIC: [&str; 6] = ["css", "js", "mjs", "svg", "html", "htm"];

/// Whether a file or folder is passed over: hidden ones, and what editors and systems leave behind.
pub(super) fn is_passed_over(name: &str, in_static: bool) -> bool {
    let hidden = name.starts_with('.') && !(in_static && FOR_HOSTS.contains(&name));
    let swap = name.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "swp" | "swo" | "swx" | "crswap"));
    let backup = name.ends_with('~') || name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    hidden || swap || backup || LITTER.contains(&name)
}

/// Whether a path from the root can be that of a file that is read, or of a folder that holds one.
#[must_use]
pub fn is_input(inside: &Path) -> bool {
    let mut parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
    match parts.next() {
        Some(top) if top == SETTINGS => parts.next().is_none(),
        Some(top) if FOLDERS.contains(&&*top) => {
            let in_static = is_static(&super::walk::written(inside));
            !parts.any(|part| is_passed_over(&part, in_static))
        }
        _ => false,
    }
}

/// Whether a file is only passed on, if nothing else is asked of it: it lies in a `static/`.
pub(super) fn is_static(id: &str) -> bool {
    let mut parts = id.split('/');
    match parts.next() {
        Some("static") => true,
        Some("themes") => parts.nth(1) == Some("static"),
        _ => false,
    }
}

/// Whether a file is a drawing made of text.
pub(super) fn is_drawing(id: &str) -> bool {
    id.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg"))
}

/// Whether a file is text.
pub(super) fn is_text(id: &str) -> bool {
    let texts: &[&str] = match id {
        SETTINGS => return true,
        _ if is_static(id) => &IN_STATIC,
        _ if id.starts_with("content/") => &IN_CONTENT,
        _ => &IN_THEMES,
    };
    let name = id.rsplit('/').next().unwrap_or(id);
    name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && texts.iter().any(|text| ending.eq_ignore_ascii_case(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over() {
        for name in [".git", ".obsidian", ".DS_Store", "node_modules", "x.md~", ".x.md.swp", "x.swp", "#x.md#", ".#x.md", "Thumbs.db"] {
            assert!(is_passed_over(name, false), "{name}");
        }
        for name in ["x.md", "a.b", "#", "1#", "x~y", "нехта.md"] {
            assert!(!is_passed_over(name, false), "{name}");
        }
        assert!(is_passed_over(".well-known", false) && !is_passed_over(".well-known", true));
    }

    #[test]
    fn what_is_input() {
        for path in [
            "dossier.yaml",
            "content",
            "content/a.md",
            "content/a/b.png",
            "static/.well-known/x",
            "themes/t/static/a.css",
            "templates/x.html",
        ] {
            assert!(is_input(Path::new(path)), "{path}");
        }
        for path in [
            "",
            "public/a.md",
            "dossier.yaml/x",
            "x/dossier.yaml",
            "content/.a.md.swp",
            "content/a/.git/x",
            "content/a.md~",
            "content/#a.md#",
            ".git/x",
        ] {
            assert!(!is_input(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn what_is_text() {
        for id in [
            "dossier.yaml",
            "content/a.md",
            "content/b/C.MD",
            "content/x.bib",
            "templates/x.html",
            "themes/t/i18n/en.ftl",
            "static/a.css",
            "themes/t/static/a.svg",
        ] {
            assert!(is_text(id), "{id}");
        }
        for id in [
            "content/a.png",
            "content/a.svg",
            "content/md",
            "content/a.txt",
            "static/robots.txt",
            "static/CNAME",
            "themes/t/static/x.json",
            "themes/t/x.woff2",
        ] {
            assert!(!is_text(id), "{id}");
        }
    }
}
