//! The floor: what no site generator can do without. Read every text, turn its Markdown to HTML, write it
//! to a folder of its own, on two threads. No links, no templates, no checks.
//!
//! There are two. The lean one does all of this with one text before it takes the next: nothing can be cheaper, and no
//! generator that links its pages can do so. The held one reads all texts before it turns the first and turns all
//! before it writes the first, as a generator must whose pages know of each other; the figures of PERFORMANCE.md, 143 MiB
//! for these texts, are those of such a floor.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

/// As many as the peers were measured with.
const THREADS: usize = 2;

/// Builds the dossier in `root` into `out`, one text after the other; says how many pages it wrote.
pub fn floor(root: &Path, out: &Path) -> io::Result<usize> {
    let (threads, pages) = prepared(root, out)?;
    threads.install(|| pages.par_iter().try_for_each(build))?;
    Ok(pages.len())
}

/// The same with all texts held, and then all pages; says how many pages it wrote.
pub fn held(root: &Path, out: &Path) -> io::Result<usize> {
    let (threads, pages) = prepared(root, out)?;
    threads.install(|| {
        let texts: Vec<String> = pages.par_iter().map(|page| fs::read_to_string(&page.source)).collect::<io::Result<_>>()?;
        let turned: Vec<String> = texts.par_iter().map(|text| turned(text)).collect();
        pages.par_iter().zip(&turned).try_for_each(|(page, html)| write(page, html))?;
        // The program ends without giving its memory back piece by piece, and so does this.
        std::mem::forget((texts, turned));
        Ok::<_, io::Error>(())
    })?;
    Ok(pages.len())
}

/// The threads, and the pages that are to be made, with the folders that these are made in.
fn prepared(root: &Path, out: &Path) -> io::Result<(rayon::ThreadPool, Vec<Page>)> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build().map_err(io::Error::other)?;
    let pages = pages(&root.join("content"), out)?;
    let folders: BTreeSet<&Path> = pages.iter().filter_map(|page| page.folder.parent()).collect();
    for folder in folders {
        fs::create_dir_all(folder)?;
    }
    Ok((threads, pages))
}

struct Page {
    source: PathBuf,
    /// The folder that gets the `index.html`.
    folder: PathBuf,
}

fn pages(content: &Path, out: &Path) -> io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for file in WalkDir::new(content) {
        let source = file?.into_path();
        if source.extension().is_some_and(|ending| ending == "md") {
            let inside = source.strip_prefix(content).map_err(io::Error::other)?;
            pages.push(Page { folder: out.join(inside.with_extension("")), source });
        }
    }
    Ok(pages)
}

fn build(page: &Page) -> io::Result<()> {
    write(page, &turned(&fs::read_to_string(&page.source)?))
}

fn turned(text: &str) -> String {
    let mut page_html = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page_html, Parser::new_ext(body(text), options()));
    page_html
}

fn write(page: &Page, html: &str) -> io::Result<()> {
    fs::create_dir(&page.folder)?;
    fs::write(page.folder.join("index.html"), html)
}

/// What follows the front matter.
fn body(text: &str) -> &str {
    let inside = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    inside.map_or(text, |(_, body)| body)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}
