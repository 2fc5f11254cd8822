//! Links in the text: every one must lead somewhere, and nowhere that would run code.

use super::Rule;
use crate::diag::codes::{AMBIGUOUS_NAME, BROKEN_HEADING, BROKEN_LINK, MISSING_ASSET, UNSAFE_LINK, WRONG_KIND};
use crate::diag::{Code, Diagnostic, did_you_mean, nearest};
use crate::kind::decode::written;
use crate::link::{Dossier, Miss, Resolution};
use crate::model::body::BLOCK_SIGN;
use crate::model::{Body, Entry, Link, Target, TargetKind};
use crate::text::place::Place;

/// Every link of an entry's text.
pub const RULE: Rule =
    Rule { name: "links", codes: &[&BROKEN_LINK, &AMBIGUOUS_NAME, &BROKEN_HEADING, &MISSING_ASSET, &UNSAFE_LINK, &WRONG_KIND], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    entry.links.iter().filter_map(|link| check_link(dossier, entry, link)).collect()
}

fn check_link(dossier: &Dossier, entry: &Entry, link: &Link) -> Option<Diagnostic> {
    let target = entry.body.targets.get(link.target as usize)?;
    report_target(dossier, entry, target, &Place::bytes(&entry.source, link.span.clone()))
}

/// What is wrong with a link that stands at a place of an entry.
#[must_use]
pub fn report_target(dossier: &Dossier, entry: &Entry, target: &Target, place: &Place) -> Option<Diagnostic> {
    let report = |code: &'static Code, message: String| Diagnostic::new(code, place.clone(), message);
    match dossier.resolve(entry, target) {
        Resolution::Entry(to, _) if target.kind == TargetKind::Cite && to.summary.kind.as_str() != "source" && !to.summary.broken => {
            let message = format!("`{}` is no source: its kind is `{}`", written(&target.name), to.summary.kind);
            Some(report(&WRONG_KIND, message).hint(format!("link to it: `[[{}]]`", written(&target.name))))
        }
        Resolution::Miss(miss) if !target.optional => Some(report_miss(dossier, entry, target, &miss, report)),
        _ => None,
    }
}

fn report_miss(
    dossier: &Dossier,
    entry: &Entry,
    target: &Target,
    miss: &Miss,
    report: impl Fn(&'static Code, String) -> Diagnostic,
) -> Diagnostic {
    let name = written(&target.name);
    let fragment = target.fragment.as_deref().unwrap_or("");
    match miss {
        Miss::Unknown => {
            let what = if target.kind == TargetKind::Cite { "source" } else { "entry" };
            near_name(report(&BROKEN_LINK, format!("no {what} is called `{name}`")), dossier, &target.name)
        }
        Miss::Ambiguous(ids) => ambiguous(report(&AMBIGUOUS_NAME, format!("`{name}` means {} entries", ids.len())), dossier, ids),
        Miss::NoHeading(key) => {
            let body = dossier.entries.get(key).map(|entry| &*entry.body);
            let message = format!("`{name}` has no {} `{}`", what(fragment), written(fragment));
            near_heading(report(&BROKEN_HEADING, message), fragment, body)
        }
        Miss::NoHeadingHere => {
            let message = format!("this entry has no {} `{}`", what(fragment), written(fragment));
            near_heading(report(&BROKEN_HEADING, message), fragment, Some(&entry.body))
        }
        Miss::NoFile(path) => no_file(dossier, target, path, report),
        Miss::Unsafe(scheme) => {
            let message = format!("an address of the scheme `{}:` is not written into a page", written(scheme));
            report(&UNSAFE_LINK, message).hint("link to an `https` address, or show it as `code`")
        }
    }
}

/// Among how many headings or blocks of a text a near one is looked for.
const MOST_NEAR: usize = 100;

/// What a fragment names.
fn what(fragment: &str) -> &'static str {
    if fragment.starts_with(BLOCK_SIGN) { "block" } else { "heading" }
}

fn no_file(dossier: &Dossier, target: &Target, path: &str, report: impl Fn(&'static Code, String) -> Diagnostic) -> Diagnostic {
    let is_entry = path.len() > 3 && path.as_bytes()[path.len() - 3..].eq_ignore_ascii_case(b".md");
    let (code, what) = if is_entry { (&BROKEN_LINK, "entry") } else { (&MISSING_ASSET, "file") };
    let diagnostic = report(code, format!("there is no {what} `{}`", written(path)));
    let hint = if is_entry {
        let stem = target.name.rsplit('/').next().unwrap_or(&target.name);
        listed(&dossier.graph.names.near(stem.strip_suffix(".md").unwrap_or(stem)))
    } else {
        did_you_mean(path, dossier.files.keys().map(|path| &**path))
    };
    diagnostic.maybe_hint(hint)
}

/// Adds what could be meant by a name that no entry has.
#[must_use]
pub fn near_name(diagnostic: Diagnostic, dossier: &Dossier, name: &str) -> Diagnostic {
    let near = dossier.graph.names.near(name);
    diagnostic.maybe_hint(listed(&near)).meant(name, near)
}

/// "did you mean `a`, `b`?"
fn listed(near: &[&str]) -> Option<String> {
    let quoted: Vec<String> = near.iter().map(|name| format!("`{}`", written(name))).collect();
    match quoted.as_slice() {
        [] => None,
        [.., last] if quoted.len() > 1 => Some(format!("did you mean {} or {last}?", quoted[..quoted.len() - 1].join(", "))),
        _ => Some(format!("did you mean {}?", quoted[0])),
    }
}

/// Lists the entries that a name could mean.
#[must_use]
pub fn ambiguous(diagnostic: Diagnostic, dossier: &Dossier, ids: &[std::sync::Arc<str>]) -> Diagnostic {
    let lang = dossier.config.main();
    let names: Vec<String> = ids
        .iter()
        .map(|id| dossier.shown(id, lang).map_or_else(|| format!("`{id}`"), |entry| format!("`{}` (`{}`)", entry.summary.id, entry.source)))
        .collect();
    diagnostic.hint(format!("link by the id of one of them: {}", names.join(", ")))
}

fn near_heading(diagnostic: Diagnostic, fragment: &str, body: Option<&Body>) -> Diagnostic {
    let headings = body.map_or(&[][..], |body| &body.headings);
    let blocks = body.map_or(&[][..], |body| &body.blocks);
    let is_block = fragment.starts_with(BLOCK_SIGN);
    // In a text of thousands a slip of the pen is looked for among the first.
    let words = headings.iter().take(MOST_NEAR).flat_map(|heading| [&*heading.text, &*heading.id]).filter(|_| !is_block);
    let names = blocks.iter().take(MOST_NEAR).map(|block| &*block.id).filter(|_| is_block);
    match nearest(fragment, words.chain(names)) {
        Some(near) => diagnostic.hint(format!("did you mean `#{}`?", written(near))).meant(&format!("#{fragment}"), [&*format!("#{near}")]),
        None if is_block => diagnostic.hint(format!("a block has a name if it ends with one: ` {}`", written(fragment))),
        None if headings.is_empty() => diagnostic.hint("the text has no headings"),
        None => {
            let all: Vec<String> = headings.iter().take(8).map(|heading| format!("`{}`", written(&heading.text))).collect();
            diagnostic.hint(format!("its headings are {}", all.join(", ")))
        }
    }
}
