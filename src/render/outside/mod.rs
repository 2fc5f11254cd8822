//! The last look at a finished page: whatever leads out of the site, or would reach out of it, goes through here.
//!
//! In: finished HTML, SVG, CSS, scripts, feeds. Out: the same with notices beside links to something designated, and what
//! in it would ask another host for anything. It reads texts, not views: what a template, a style of citations or raw
//! HTML in an entry wrote is all one to it.
//!
//! - `tags` steps from tag to tag; `scan` finds their ends, `names` says what they are by their names, `passages` steps over what was
//!   made here.
//! - `quiet` says what is loud.
//! - `links` puts notices beside links; `notice` makes them.
//! - `place` finds the file that something loud comes from.

pub mod links;
mod names;
pub mod notice;
mod passages;
pub mod place;
pub mod quiet;
mod scan;
pub mod tags;

use std::collections::HashMap;

use super::frame::POLICY;
use super::{Press, Together};
use crate::diag::Diagnostic;
use crate::model::Lang;
use crate::text::Digest;
use crate::view::Html;
use links::{Gatherer, Link};
use names::Role;
use notice::Notices;
use passages::Passages;
use quiet::{Loud, Text};

/// What is done to links out of the site.
#[derive(Debug, Default)]
pub struct Outside {
    notices: HashMap<Lang, Notices>,
    /// The digest of all that is said.
    pub digest: Digest,
}

/// A page after the last look.
#[derive(Debug)]
pub struct Looked {
    /// The page.
    pub text: String,
    /// Its links out of the site as they were before: only a page with such depends on what is designated.
    pub links: Vec<Link>,
    /// What is loud in it.
    pub loud: Vec<Loud>,
}

impl Outside {
    /// Gathers what a dossier has designated.
    ///
    /// # Errors
    /// A mistake in the template of the notice.
    pub fn of(press: &Press<'_>, together: &Together) -> Result<Self, Box<Diagnostic>> {
        let (notices, digest) = notice::notices(press, together)?;
        Ok(Self { notices, digest })
    }

    /// Looks at a page. `quiet` are pieces of it that were made here and not by a template, with nothing in them that could be loud
    /// or lead out of the site, in the order in which pages have them: the picture of what is around an entry and the same in words
    /// have a third of all tags of a page. They are stepped over where they stand unchanged.
    #[must_use]
    pub fn look(&self, page: String, lang: &Lang, root: &str, quiet: &[Html]) -> Looked {
        debug_assert!(quiet.iter().all(|piece| is_within(piece)), "a piece that leads out of the site");
        let mut loud = Vec::new();
        let mut gatherer = Gatherer::default();
        let mut promises = quiet::Promises::default();
        let mut tags = tags::html(&page).passing(Passages::of(quiet, &page));
        while let Some(tag) = tags.next_asked() {
            gatherer.take(&tag);
            if tag.is_end {
                continue;
            }
            if !tag.is_quiet {
                quiet::in_tag(&tag, Text::Page, &mut loud);
            }
            match tag.role {
                Role::Code => quiet::in_raw(&tag, tags.text_after(&tag), Text::Page, &mut loud),
                Role::Meta => promises.take(&tag, POLICY),
                _ => {}
            }
        }
        loud.extend(promises.missing());
        let links = gatherer.done();
        let mended = self.notices.get(lang).and_then(|notices| links::mended(&page, &links, notices, root));
        Looked { text: mended.unwrap_or(page), links, loud }
    }

    /// The digest of all that is said beside links to these addresses on pages in a language.
    #[must_use]
    pub fn said_of(&self, lang: &Lang, addresses: &[Box<str>]) -> Digest {
        self.notices.get(lang).map_or_else(Digest::default, |notices| notices.said_of(addresses))
    }

    /// A piece of HTML with what the policy asks for.
    #[must_use]
    pub fn mend(&self, html: &str, lang: &Lang, root: &str) -> Option<String> {
        let mut gatherer = Gatherer::default();
        tags::html(html).for_each(|tag| gatherer.take(&tag));
        links::mended(html, &gatherer.done(), self.notices.get(lang)?, root)
    }
}

/// Whether nothing in a piece of HTML is loud or leads out of the site.
fn is_within(html: &str) -> bool {
    let mut gatherer = Gatherer::default();
    tags::html(html).for_each(|tag| gatherer.take(&tag));
    gatherer.done().is_empty() && in_tags(tags::html(html), html, Text::Page).is_empty()
}

/// Whether a file is of a sort that could ask for something, by the ending of its name.
#[must_use]
pub fn is_looked_at(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("");
    ["css", "js", "mjs", "svg", "xml", "xhtml", "html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// What is loud in a text that no template made, by the ending of its name.
#[must_use]
pub fn look_at_file(path: &str, text: &str) -> Vec<Loud> {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match &*ending {
        "css" => quiet::in_style(text),
        "js" | "mjs" => quiet::in_script(text),
        "svg" | "xml" | "xhtml" => {
            let mut loud = in_tags(tags::xml(text), text, Text::File);
            loud.extend(in_feed(text));
            loud
        }
        "html" | "htm" => in_tags(tags::html(text), text, Text::Page),
        _ => Vec::new(),
    }
}

/// What is loud in the HTML that a feed carries as text.
fn in_feed(text: &str) -> Vec<Loud> {
    const HTML: &str = "type=\"html\"";
    let begins = memchr::memmem::find_iter(text.as_bytes(), HTML).map(|at| &text[at + HTML.len()..]);
    let carried = begins.filter_map(|rest| rest.split_once('>')).map(|(_, rest)| rest.split('<').next().unwrap_or(rest));
    let look = |carried: &str| {
        let carried = links::unescaped(carried);
        in_tags(tags::html(&carried), &carried, Text::Page)
    };
    carried.flat_map(look).collect()
}

fn in_tags(mut tags: tags::Tags<'_>, text: &str, of: Text) -> Vec<Loud> {
    let mut loud = Vec::new();
    while let Some(tag) = tags.next() {
        if !tag.is_end {
            quiet::in_tag(&tag, of, &mut loud);
            // In XML there are tags in the texts of scripts and styles too, and they end where the element does.
            let end = if tag.is("style") { text[tag.at.end..].find("</").map_or(text.len(), |end| tag.at.end + end) } else { tag.at.end };
            let inside = if of == Text::Page { tags.text_after(&tag) } else { &text[tag.at.end..end] };
            quiet::in_raw(&tag, inside, of, &mut loud);
        }
    }
    // A picture or a feed brings its own style sheet by a line that is no tag.
    let lines = memchr::memmem::find_iter(text.as_bytes(), b"<?xml-stylesheet").map(|at| &text[at..]);
    for line in lines {
        let line = line.split('>').next().unwrap_or(line);
        let address = line.split_once("href=").map_or("", |(_, rest)| rest.trim_start_matches(['"', '\'']));
        if quiet::is_outside(address) {
            loud.push(quiet::sheet(address.split(['"', '\'']).next().unwrap_or(address)));
        }
    }
    loud
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_within_if_it_is_quiet_and_leads_nowhere_else() {
        assert!(!is_within("<svg class=\"map\"><a href=\"x.html\"><text onclick=\"no\">x</text></a></svg>"));
        assert!(!is_within("<svg><a href=\"//e.example/\"/></svg>") && is_within("<svg><a href=\"./x\"/></svg>"));
    }

    #[test]
    fn the_text_in_a_feed_is_looked_at() {
        let feed = |html: &str| {
            let carried = crate::parse::body::escape::escaped(html);
            let text = format!("<feed><entry><content type=\"html\" xml:lang=\"en\">{carried}</content></entry></feed>");
            look_at_file("feed.xml", &text).into_iter().map(|loud| loud.code).collect::<Vec<_>>()
        };
        assert_eq!(feed("<p>a <a href=\"https://e.example/\">b</a></p>"), [""; 0]);
        assert_eq!(feed("<img src=\"https://e.example/x.png\">"), ["outside-request"]);
        assert_eq!(feed("<p onclick=\"x()\">a</p><script>x()</script>"), ["inline-code", "inline-code"]);
    }
}
