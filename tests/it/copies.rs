//! `dossier export html|epub|zip`, by the program itself on a small dossier.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use flate2::read::DeflateDecoder;

/// A picture of one pixel.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f,
    0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x56, 0xc7,
    0x2f, 0x0d, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

const FILES: &[(&str, &str)] = &[
    (
        "dossier.yaml",
        "title: {en: \"The & it\", be: Т}\nbase_url: https://e.example/\ncards: true\nlanguages: [en, be]\nlicence: CC BY 4.0\njurisdictions: {by: Belarus}\nrules: {unused-source: allow, source-without-archive: allow}\n",
    ),
    (
        "content/a.md",
        "---\nkind: page\ntitle: A <b>\npublished: \"2021-08-18\"\n---\n## Two words\n\nSee [[c]] and [[#Two words]], [@s]. ![A dot](dot.png)\n\n[out](https://e.example/)\n",
    ),
    (
        "content/c.md",
        "---\nkind: claim\ntitle: C\nstatement: It is *so*.\nclaimed_by: g\nhistory: [{date: \"2021-08-17\", standing: claimed, by: g, sources: s}]\n---\nWords.\n",
    ),
    (
        "content/c.be.md",
        "---\nkind: claim\ntitle: Ц\nstatement: Гэта *так*.\nclaimed_by: g\nhistory: [{date: \"2021-08-17\", standing: claimed, by: g, sources: s}]\n---\nСловы, гл. [[a]].\n",
    ),
    ("content/g.md", "---\nkind: actor\ntitle: G\ntype: group\n---\n"),
    ("content/secret.md", "---\nkind: page\ntitle: Hidden\ndraft: true\n---\nNobody reads this.\n"),
    ("content/s.md", "---\nkind: source\ntitle: A report\n---\n"),
    ("content/i.md", "---\nkind: instrument\ntitle: List\njurisdiction: by\n---\n"),
    (
        "content/d.md",
        "---\nkind: designation\ntitle: G listed\nsubject: [g]\ninstrument: i\nby: g\njurisdiction: by\ndate: \"2021-08-18\"\nsources: [s]\n---\n",
    ),
];

fn dossier(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dossier")).args(arguments).current_dir(root).output().expect("the program runs")
}

fn started() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in FILES {
        let path = folder.path().join("d").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    std::fs::write(folder.path().join("d/content/dot.png"), PIXEL).expect("a picture");
    folder
}

/// The bytes of a copy; made twice, they are the same.
fn copy(root: &Path, kind: &str, more: &[&str]) -> Vec<u8> {
    let made: Vec<Vec<u8>> = ["one", "two"]
        .iter()
        .map(|name| {
            let path = format!("{name}.{kind}");
            let output = dossier(root, &[&["export", kind, "--out", &path], more].concat());
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(output.stdout.is_empty());
            std::fs::read(root.join(path)).expect("the copy")
        })
        .collect();
    assert!(made[0] == made[1], "two copies of one dossier differ");
    made.into_iter().next().expect("a copy")
}

/// The files of a zip, in order, read from their own heads.
fn unpacked(mut zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    while zip.starts_with(b"PK\x03\x04") {
        let number =
            |at: usize, bytes: usize| zip[at..at + bytes].iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
        let (method, packed, size, name) = (number(8, 2), number(18, 4), number(22, 4), number(26, 2));
        assert_eq!((number(10, 2), number(12, 2)), (0, 0x21), "a file has a time");
        let bytes = &zip[30 + name..30 + name + packed];
        let mut text = Vec::new();
        if method == 8 {
            DeflateDecoder::new(bytes).read_to_end(&mut text).expect("packed bytes");
        } else {
            text.extend_from_slice(bytes);
        }
        assert_eq!(text.len(), size);
        files.push((String::from_utf8(zip[30..30 + name].to_vec()).expect("a name"), text));
        zip = &zip[30 + name + packed..];
    }
    assert!(zip.starts_with(b"PK\x01\x02"), "the list follows the files");
    files
}

fn texts(zip: &[u8]) -> BTreeMap<String, String> {
    unpacked(zip).into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

#[test]
fn one_file_holds_everything_and_asks_for_nothing() {
    let folder = started();
    let root = folder.path().join("d");
    let page = String::from_utf8(copy(&root, "html", &[])).expect("a text");
    for word in [
        "Before you keep this copy",
        "Перш чым захоўваць",
        "in force in: Belarus",
        "A copy of “The &amp; it”, as it stood on 18 August 2021",
        "Словы",
        "A report",
    ] {
        assert!(page.contains(word), "no {word}");
    }
    assert!(page.find("Before you keep").expect("the note") < page.find("<article").expect("a text"));
    assert!(!page.contains("Nobody reads this") && !page.contains("Hidden"));
    assert!(page.contains("src=\"data:image/png;base64,") && !page.contains("<link") && !page.contains(" src=\"../"));
    let page = scraper::Html::parse_document(&page);
    let all = |selector: &str| {
        page.select(&scraper::Selector::parse(selector).expect("a selector")).map(|one| one.value().clone()).collect::<Vec<_>>()
    };
    let ids: Vec<String> = all("[id]").iter().filter_map(|one| one.attr("id")).map(str::to_owned).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
    for link in all("a[href]") {
        let to = link.attr("href").expect("an address");
        assert!(
            to == "https://e.example/" || to.strip_prefix('#').is_some_and(|id| ids.iter().any(|known| known == id)),
            "{to} leads nowhere"
        );
    }
    assert!(all("a[href=\"#claims/c/:x\"]").is_empty() && !all("a[href=\"#p:claims/c/\"]").is_empty());
    let manifest = std::fs::read_to_string(root.join("one.html.manifest.json")).expect("the manifest");
    assert!(manifest.contains("\"path\": \"one.html\""), "{manifest}");
}

#[test]
fn a_book_is_packed_as_readers_of_books_want_it() {
    let folder = started();
    let bytes = copy(&folder.path().join("d"), "epub", &["--lang", "be"]);
    let files = unpacked(&bytes);
    assert_eq!(files[0], ("mimetype".to_owned(), b"application/epub+zip".to_vec()));
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "the type can be told without unpacking");
    let texts = texts(&bytes);
    let package = &texts["EPUB/package.opf"];
    assert!(package.contains("<dc:language>be</dc:language>") && !package.contains("<dc:language>en"), "{package}");
    assert!(package.contains("dcterms:modified\">2021-08-18T00:00:00Z") && package.contains("pictures/0001.png"), "{package}");
    assert!(package.find("idref=\"note\"") < package.find("idref=\"t0\""), "the note is the first page");
    assert!(texts["EPUB/note.xhtml"].contains("Перш чым захоўваць"));
    assert!(texts.values().any(|text| text.contains("Словы")) && !texts.values().any(|text| text.contains("Nobody reads this")));
    for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
        assert!(!text.contains("<script") && !text.contains("book:") && !text.contains("<svg"), "{name}");
    }
    assert!(texts["META-INF/dossier-manifest.json"].contains("EPUB/note.xhtml"));
}

#[test]
fn a_folder_in_a_zip_has_no_dead_links_and_proves_itself() {
    let folder = started();
    let root = folder.path().join("d");
    let files = texts(&copy(&root, "zip", &["--language", "be"]));
    assert!(files["the--it/index.html"].contains("url=be/index.html"));
    assert!(files["the--it/be/index.html"].contains("Перш чым захоўваць"));
    assert!(
        !files.contains_key("the--it/claims/c/index.html")
            && !files.contains_key("the--it/_headers")
            && !files.contains_key("the--it/404.html")
    );
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let depth = name.matches('/').count() - 1;
        let page = scraper::Html::parse_document(text);
        for link in page.select(&scraper::Selector::parse("a[href]").expect("a selector")) {
            let to = link.value().attr("href").expect("an address").split('#').next().unwrap_or("");
            if to.is_empty() || to.starts_with("https://") {
                continue;
            }
            let up = to.matches("../").count();
            assert!(up <= depth, "{name}: {to}");
            let folders: Vec<&str> = name.split('/').collect();
            let path = format!("{}/{}", folders[..folders.len() - 1 - up].join("/"), to.trim_start_matches("../").trim_start_matches("./"));
            let decoded = percent_encoding::percent_decode_str(&path).decode_utf8_lossy().into_owned();
            assert!(files.contains_key(&decoded), "{name} leads to {decoded}");
        }
    }
    let whole = texts(&copy(&root, "zip", &[]));
    assert!(whole["the--it/index.html"].contains("Before you keep this copy") && whole["the--it/be/index.html"].contains("Перш чым"));
    // Nothing that is read in a copy shows card pictures; the site itself has them.
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    assert!(root.join("public/assets/cards").is_dir() && !whole.keys().any(|name| name.contains("/cards/")));
    let verified = dossier(&root, &["verify", "one.zip"]);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[test]
fn a_copy_needs_a_file_a_language_and_a_dossier_without_errors() {
    let folder = started();
    let root = folder.path().join("d");
    let check = |arguments: &[&str], code: i32, told: &str| {
        let output = dossier(&root, arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
        assert!(error.contains(told) && output.stdout.is_empty(), "{arguments:?}: {error}");
    };
    check(&["export", "epub"], 2, "name it with `--out FILE`");
    check(&["export", "zip", "--out", "x.zip", "--lang", "fr"], 2, "the dossier has no language `fr`; it has en, be");
    check(&["export", "json", "--lang", "all"], 2, "`--lang all` goes with `html`, `epub` and `zip`");
    check(&["export", "html", "--out", "content"], 2, "is a folder");
    std::fs::write(root.join("content/dot.png"), "<html>404</html>").expect("a file");
    check(&["export", "epub", "--out", "x.epub"], 1, "error[not-a-picture]: `dot.png` is no picture");
    // A few bytes that say: sixty thousand pixels by sixty thousand.
    let bomb = [&PIXEL[..16], &60_000_u32.to_be_bytes(), &60_000_u32.to_be_bytes(), &PIXEL[24..]].concat();
    std::fs::write(root.join("content/dot.png"), bomb).expect("a file");
    check(&["export", "html", "--out", "x.html"], 1, "error[picture-too-large]: `dot.png` has 60000 × 60000 pixels");
    std::fs::write(root.join("content/a.md"), "---\nkind: page\ntitle: A\n---\n[[nowhere]]\n").expect("a file");
    check(&["export", "html", "--out", "x.html"], 1, "broken-link");
    assert!(!root.join("x.html").exists() && !root.join("x.zip").exists());
}
