//! What links to an entry, by relation; for links in prose with the sentences around them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::page::sources::said;
use super::refs::Place;
use super::{Press, label};
use crate::link::graph::{CITED, MENTION};
use crate::link::{Edge, Found};
use crate::model::{Lang, Mention, folded};
use crate::parse::body::escape::escape;
use crate::view;

/// How many entries of a group stand on the page of an entry.
pub const MOST: usize = 8;
/// How many sentences of one entry are shown.
const SENTENCES: usize = 3;

/// An entry that links, at the place of its title among all, and a sentence in which it does.
type Item<'a> = (Place, &'a view::Ref, Option<view::Html>);

/// A relation with what points by it, by whether that is prose and by the heading.
type Groups<'a> = BTreeMap<(bool, Arc<str>), (Arc<str>, Vec<Item<'a>>)>;

/// What links to an entry: a group for each heading, in the order of the headings, links in prose last. Two
/// relations of one heading are one group: a reader does not care by which field a source is cited.
#[must_use]
pub fn backlinks(press: &Press<'_>, id: &str, lang: &Lang) -> Vec<view::Backlinks> {
    let mut groups = Groups::new();
    let mut last: Option<(Arc<str>, Arc<str>)> = None;
    for edge in press.dossier.pointing_to(id, lang) {
        let Some((entry, place)) = press.refs.placed(&edge.from.id, lang) else { continue };
        // Edges come sorted by relation, so the heading is looked up once for each.
        let label = match &last {
            Some((relation, label)) if *relation == edge.relation => label.clone(),
            _ => heading(press, edge, lang),
        };
        last = Some((edge.relation.clone(), label.clone()));
        let prose = matches!(&*edge.relation, MENTION | CITED);
        let (_, items) = groups.entry((prose, label)).or_insert_with(|| (edge.relation.clone(), Vec::new()));
        let sentences = if edge.mention.is_some() { Vec::from_iter(sentence(press, edge)) } else { said(press, edge, id, lang) };
        if sentences.is_empty() {
            items.push((place, entry, None));
        }
        items.extend(sentences.into_iter().map(|sentence| (place, entry, Some(sentence))));
    }
    let group = |((_, label), (relation, items))| view::Backlinks { relation, label, items: gathered(items), more: 0 };
    groups.into_iter().map(group).collect()
}

/// Each entry once, in the order in which they are shown, with its first sentences.
fn gathered(mut items: Vec<Item<'_>>) -> Vec<view::Backlink> {
    items.sort_by_key(|(place, ..)| *place);
    let mut all: Vec<view::Backlink> = Vec::with_capacity(items.len());
    let mut last = None;
    for (place, entry, sentence) in items {
        if last != Some(place) {
            all.push(view::Backlink { entry: entry.clone(), sentences: Vec::new() });
            last = Some(place);
        }
        if let (Some(item), Some(sentence)) = (all.last_mut(), sentence)
            && item.sentences.len() < SENTENCES
            && !item.sentences.contains(&sentence)
        {
            item.sentences.push(sentence);
        }
    }
    all
}

/// The first few of each group.
#[must_use]
pub fn first(mut groups: Vec<view::Backlinks>) -> Vec<view::Backlinks> {
    for group in &mut groups {
        group.more = group.items.len().saturating_sub(MOST);
        group.items.truncate(MOST);
    }
    groups
}

/// How many entries there are in the largest group, and in all of them.
#[must_use]
pub fn count(press: &Press<'_>, id: &str, lang: &Lang) -> (usize, usize) {
    let mut groups: BTreeMap<(bool, Arc<str>), BTreeSet<Place>> = BTreeMap::new();
    for edge in press.dossier.pointing_to(id, lang) {
        if let Some((_, place)) = press.refs.placed(&edge.from.id, lang) {
            let prose = matches!(&*edge.relation, MENTION | CITED);
            groups.entry((prose, heading(press, edge, lang))).or_default().insert(place);
        }
    }
    (groups.values().map(BTreeSet::len).max().unwrap_or(0), groups.values().map(BTreeSet::len).sum())
}

/// The heading of a relation, from the other entry's side.
fn heading(press: &Press<'_>, edge: &Edge, lang: &Lang) -> Arc<str> {
    let name = format!("inverse-{}", edge.relation);
    match &*edge.relation {
        MENTION => label(press, lang, &name, "mentioned in"),
        CITED => label(press, lang, &name, "cited in"),
        relation => {
            let english = press.dossier.config.kinds.inverses.get(relation);
            label(press, lang, &name, english.map_or(relation, |words| words))
        }
    }
}

fn sentence(press: &Press<'_>, edge: &Edge) -> Option<view::Html> {
    // A text was written later than the day that is shown, and its sentences may say so: there the link is enough.
    if press.dossier.as_of.is_some() {
        return None;
    }
    let entry = press.dossier.entry(&edge.from)?;
    let all = entry.summary.mentions.as_slice();
    let own = edge.mention? as usize;
    let text = &all.get(own)?.sentence;
    // The links of one sentence follow each other; each of them that has no words of its own gets those of its entry.
    let same = |mention: &&Mention| mention.sentence == *text;
    let first = own - all[..own].iter().rev().take_while(same).count();
    let last = own + all[own..].iter().take_while(same).count();
    let mut html = String::with_capacity(text.len() + 24);
    let mut done = 0;
    for (n, mention) in all.iter().enumerate().take(last).skip(first) {
        let (start, end) = (mention.words.start as usize, mention.words.end as usize);
        // A citation in brackets has no words in the sentence.
        if start < done || start == end {
            continue;
        }
        escape(&mut html, text.get(done..start)?);
        let words = text.get(start..end)?;
        let name = if words == &*mention.name { short_title(press, &mention.name, &entry.summary.lang) } else { None };
        html.push_str(if n == own { "<mark>" } else { "" });
        escape(&mut html, name.unwrap_or(words));
        html.push_str(if n == own { "</mark>" } else { "" });
        done = end;
    }
    escape(&mut html, text.get(done..)?);
    Some(html.into())
}

/// What a link that names an entry's id is shown as.
fn short_title<'a>(press: &'a Press<'_>, name: &str, lang: &Lang) -> Option<&'a str> {
    let Found::One(id) = press.dossier.graph.names.find(name) else { return None };
    let summary = &press.dossier.shown(&id, lang)?.summary;
    (*summary.folded == *folded(name)).then(|| &**summary.called_shortly(lang).0)
}
