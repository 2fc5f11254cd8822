//! A book: EPUB 3.3, with the note as its first page, then the pages of the site as chapters.

use std::collections::{BTreeMap, BTreeSet};

use super::note::note;
use super::style::media;
use super::ways::target;
use super::zip::{Packed, is_compressed, zip};
use super::{Chapter, Site, heading, is_whole, main_of};
use crate::model::Lang;
use crate::parse::body::escape::escaped;
use crate::proof::{Manifest, Sum};
use crate::render::frame::kind_index;
use crate::render::label;
use crate::render::outside::tags::html;
use crate::render::retold::{Picture, Place, retold};

/// The style of the book: readers have their own, so it says little.
const STYLE: &str = "body{line-height:1.4}table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .4em;vertical-align:top}blockquote,.statement{margin:1em 0;padding-left:1em;border-left:3px solid}.notice,.listed-notice,.note{border:2px solid;padding:0 1em;margin:1em 0}img{max-width:100%}.when,.meta,.kind{font-size:.9em}.cite,.footnote-ref{font-size:.75em}\n";

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n";
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n";

/// A page of the book before its links lead anywhere.
struct Leaf<'a> {
    chapter: &'a Chapter<'a>,
    file: String,
    title: String,
    html: String,
    ids: BTreeSet<String>,
}

/// The book.
///
/// # Errors
/// If it is larger than a zip can be.
pub fn book(site: &Site<'_>) -> Result<Vec<u8>, String> {
    let chapters = site.chapters();
    let files: BTreeMap<&str, String> =
        chapters.iter().enumerate().map(|(n, chapter)| (chapter.plan.path.as_str(), format!("text/{:05}.xhtml", n + 1))).collect();
    let mut pictures: BTreeMap<String, String> = BTreeMap::new();
    let leaves: Vec<Leaf<'_>> = chapters.iter().map(|chapter| leaf(site, chapter, &files, &mut pictures)).collect();
    let ids: BTreeMap<&str, &BTreeSet<String>> = leaves.iter().map(|leaf| (leaf.file.as_str(), &leaf.ids)).collect();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    parts.push(("EPUB/note.xhtml".to_owned(), first(site, &files).into_bytes()));
    parts.push(("EPUB/nav.xhtml".to_owned(), contents(site, &leaves).into_bytes()));
    parts.push(("EPUB/style.css".to_owned(), STYLE.as_bytes().to_vec()));
    for leaf in &leaves {
        let lang = leaf.chapter.plan.lang.as_str();
        parts.push((format!("EPUB/{}", leaf.file), page(lang, &leaf.title, "../", &joined(&leaf.html, &ids)).into_bytes()));
    }
    for (path, file) in &pictures {
        parts.push((format!("EPUB/{file}"), site.files.get(path).map_or_else(Vec::new, |bytes| bytes.to_vec())));
    }
    parts.push(("EPUB/package.opf".to_owned(), package(site, &leaves, &pictures).into_bytes()));
    parts.push(("META-INF/container.xml".to_owned(), CONTAINER.as_bytes().to_vec()));
    let manifest = Manifest::of(site.about.clone(), parts.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))).text();
    parts.push(("META-INF/dossier-manifest.json".to_owned(), manifest.into_bytes()));
    // The type of the file comes first and as it is, so that it can be told without unpacking.
    let mut packed = vec![Packed { name: "mimetype".to_owned(), bytes: b"application/epub+zip", is_stored: true }];
    packed.extend(parts.iter().map(|(name, bytes)| Packed { name: name.clone(), bytes, is_stored: is_compressed(name) }));
    zip(&packed)
}

/// Stands before the address of a link within the book until it is known which ids there are.
const WITHIN: &str = "book:";

fn leaf<'a>(
    site: &Site<'_>,
    chapter: &'a Chapter<'a>,
    files: &BTreeMap<&str, String>,
    pictures: &mut BTreeMap<String, String>,
) -> Leaf<'a> {
    let path = chapter.plan.path.as_str();
    let (main, _) = main_of(chapter.html);
    let link = |href: &str| match target(path, href) {
        None => ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)).then(|| href.replace(' ', "%20")),
        Some((to, within)) => files.get(to.as_str()).map(|file| format!("{WITHIN}{file}#{}", name(&within))),
    };
    let shown = std::cell::RefCell::new(pictures);
    let picture = |source: &str, _: &str| {
        let Some((to, _)) = target(path, source).filter(|(to, _)| site.files.contains_key(to) && media(to).starts_with("image/")) else {
            return Picture::Words;
        };
        let mut shown = shown.borrow_mut();
        let ending = to.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        // Formats that every reader of books must show; the others need not be understood.
        if !matches!(&*ending, "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp") {
            return Picture::Words;
        }
        let number = shown.len() + 1;
        Picture::Shown(format!("../{}", shown.entry(to).or_insert_with(|| format!("pictures/{number:04}.{ending}"))))
    };
    let id = |id: &str| (!id.is_empty()).then(|| name(id));
    let html = retold(main, &Place { link: &link, picture: &picture, id: &id, classes: true });
    let ids = html_ids(&html);
    Leaf { chapter, file: files[path].clone(), title: heading(chapter), html, ids }
}

/// An id as XML has it: it begins with a letter and has no colon in it.
fn name(id: &str) -> String {
    if id.is_empty() {
        return String::new();
    }
    let plain: String = id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' }).collect();
    format!("i{plain}")
}

fn html_ids(text: &str) -> BTreeSet<String> {
    html(text)
        .filter(|tag| !tag.is_end)
        .filter_map(|tag| tag.attributes().find(|one| one.name == "id").map(|one| one.value.to_owned()))
        .collect()
}

/// A page whose links lead to what is there.
fn joined(text: &str, ids: &BTreeMap<&str, &BTreeSet<String>>) -> String {
    let mark = format!("href=\"{WITHIN}");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&mark) {
        out.push_str(&rest[..at]);
        rest = &rest[at + mark.len()..];
        let end = rest.find('"').unwrap_or(rest.len());
        let (file, within) = rest[..end].split_once('#').unwrap_or((&rest[..end], ""));
        let known = !within.is_empty() && ids.get(file).is_some_and(|ids| ids.contains(within));
        let short = file.strip_prefix("text/").unwrap_or(file);
        out += &if known { format!("href=\"{short}#{within}") } else { format!("href=\"{short}") };
        rest = &rest[end..];
    }
    out + rest
}

fn page(lang: &str, title: &str, root: &str, body: &str) -> String {
    format!(
        "{OPENING}<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\">\n<head>\n<title>{}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"{root}style.css\"/>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        escaped(title)
    )
}

/// The first page: the note, in each language.
fn first(site: &Site<'_>, files: &BTreeMap<&str, String>) -> String {
    let mut body = String::new();
    for lang in &site.languages {
        let html = note(site, lang).html("h1", &|path| files.get(path).cloned());
        body += &format!("<section class=\"note\" lang=\"{lang}\" xml:lang=\"{lang}\">\n{html}</section>\n");
    }
    let lang = &site.languages[0];
    page(lang.as_str(), &note(site, lang).title, "", &body)
}

/// The contents: the views of the whole, and the entries by their kinds, in each language.
fn contents(site: &Site<'_>, leaves: &[Leaf<'_>]) -> String {
    let press = site.press;
    let item = |leaf: &Leaf<'_>| format!("<li><a href=\"{}\">{}</a></li>\n", leaf.file, escaped(&leaf.title));
    let mut list = String::new();
    for lang in &site.languages {
        let of_lang = || leaves.iter().filter(|leaf| leaf.chapter.plan.lang == *lang);
        let mut inside: String = of_lang().filter(|leaf| is_whole(leaf.chapter)).map(item).collect();
        for kind in press.dossier.config.kinds.iter() {
            let ids: BTreeSet<&str> = press.lists.of_kind(lang, &kind.name).iter().map(|id| &**id).collect();
            let items: String =
                of_lang().filter(|leaf| leaf.chapter.kind == "entry" && ids.contains(&*leaf.chapter.plan.subject)).map(item).collect();
            if !items.is_empty() {
                let title = kind_index(press, lang, &kind.name).title.clone();
                inside += &format!("<li><span>{}</span>\n<ol>\n{items}</ol></li>\n", escaped(&title));
            }
        }
        if site.languages.len() == 1 {
            list += &inside;
        } else if !inside.is_empty() {
            list +=
                &format!("<li><span>{}</span>\n<ol>\n{inside}</ol></li>\n", escaped(&label(press, lang, "language-name", lang.as_str())));
        }
    }
    let lang = &site.languages[0];
    let title = label(press, lang, "copy-contents", "Contents");
    let note = note(site, lang).title;
    let body = format!(
        "<nav epub:type=\"toc\" id=\"toc\">\n<h1>{}</h1>\n<ol>\n<li><a href=\"note.xhtml\">{}</a></li>\n{list}</ol>\n</nav>",
        escaped(&title),
        escaped(&note)
    );
    page(lang.as_str(), &title, "", &body)
}

/// The description of the book: what it is, its files, and the order in which they are read.
fn package(site: &Site<'_>, leaves: &[Leaf<'_>], pictures: &BTreeMap<String, String>) -> String {
    let config = &site.press.dossier.config;
    let lang = &site.languages[0];
    let languages: String = site.languages.iter().map(|lang| format!("<dc:language>{lang}</dc:language>\n")).collect();
    let modified = site.about.date.clone().unwrap_or_else(|| "1970-01-01".to_owned());
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
    );
    out += &format!("<dc:identifier id=\"id\">{}</dc:identifier>\n", identifier(site));
    out += &format!("<dc:title>{}</dc:title>\n{languages}", escaped(&site.title()));
    let description = config.description(lang);
    for (name, value) in [("description", &description), ("rights", &config.licence)] {
        if !value.is_empty() {
            out += &format!("<dc:{name}>{}</dc:{name}>\n", escaped(value));
        }
    }
    out += &format!("<meta property=\"dcterms:modified\">{modified}T00:00:00Z</meta>\n");
    for (property, value) in [
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityHazard", "none"),
    ] {
        out += &format!("<meta property=\"schema:{property}\">{value}</meta>\n");
    }
    out += "</metadata>\n<manifest>\n<item id=\"note\" href=\"note.xhtml\" media-type=\"application/xhtml+xml\"/>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n";
    for (n, leaf) in leaves.iter().enumerate() {
        out += &format!("<item id=\"t{n}\" href=\"{}\" media-type=\"application/xhtml+xml\"/>\n", leaf.file);
    }
    for (n, file) in pictures.values().enumerate() {
        out += &format!("<item id=\"p{n}\" href=\"{file}\" media-type=\"{}\"/>\n", media(file));
    }
    out += "</manifest>\n<spine>\n<itemref idref=\"note\"/>\n<itemref idref=\"nav\"/>\n";
    out += &(0..leaves.len()).map(|n| format!("<itemref idref=\"t{n}\"/>\n")).collect::<String>();
    out + "</spine>\n</package>\n"
}

/// The name of the book for good: the same for every edition of one dossier in these languages.
fn identifier(site: &Site<'_>) -> String {
    let config = &site.press.dossier.config;
    let languages: Vec<&str> = site.languages.iter().map(Lang::as_str).collect();
    let sum = Sum::of(format!("{}\n{}\n{}", config.base_url, config.title(config.main()).0, languages.join(" ")).as_bytes()).to_string();
    // A UUID of version 8 (RFC 9562): its bits are those of a sum.
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &sum[..8], &sum[8..12], &sum[13..16], &sum[17..20], &sum[20..32])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_of_xml() {
        assert_eq!(name("source:1"), "isource_1");
        assert_eq!(name("2021 ы"), "i2021_ы");
        assert_eq!(name(""), "");
    }

    #[test]
    fn links_lead_to_what_is_there() {
        let known = BTreeSet::from(["ia".to_owned()]);
        let ids = BTreeMap::from([("text/1.xhtml", &known)]);
        let text = "<a href=\"book:text/1.xhtml#ia\">a</a><a href=\"book:text/1.xhtml#ib\">b</a><a href=\"book:text/1.xhtml#\">c</a>";
        assert_eq!(joined(text, &ids), "<a href=\"1.xhtml#ia\">a</a><a href=\"1.xhtml\">b</a><a href=\"1.xhtml\">c</a>");
    }
}
