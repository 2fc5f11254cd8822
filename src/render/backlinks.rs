//! What links to an entry, by relation; for links in prose with the sentences around them.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use ahash::HashMap;

use super::body::Spot;
use super::excerpt::short_title;
use super::page::sources::said;
use super::refs::Place;
use super::{Press, label};
use crate::link::Edge;
use crate::link::graph::{CITED, MENTION};
use crate::model::{Key, Lang, Mention};
use crate::parse::body::escape::{attribute, escape};
use crate::text::noted::{Asked, is_noting, note_all, noting};
use crate::view;

/// The longest group that stands whole on the page of an entry: a page of its own is worth going to only for more than half of
/// what it holds.
pub const MOST: usize = 16;
/// How many entries of a longer group stand there.
const FIRST: usize = 8;
/// How many sentences of one entry are shown.
const SENTENCES: usize = 3;

/// What links to an entry by one relation. What it says is made only of those entries that a page shows.
pub struct Group {
    /// The first relation of this heading.
    relation: Arc<str>,
    /// Whether it is links in prose.
    is_prose: bool,
    /// The heading.
    label: Arc<str>,
    /// All that point to the entry, by whatever relation.
    all: Arc<[Edge]>,
    /// Those of this heading by their number, in the order in which their entries are shown, those of one entry in their own order.
    edges: Vec<(Place, usize)>,
    /// Where the edges of each entry begin.
    starts: Vec<usize>,
}

/// What links to the entries that have pages of links: each of these shows a hundred of what may be thousands, and they are grouped
/// once for all of them.
#[derive(Default)]
pub struct Shared(Mutex<HashMap<Key, Arc<Grouped>>>);

/// What links to an entry, and what was asked for to group it.
#[derive(Default)]
pub struct Grouped {
    /// The groups.
    pub groups: Vec<Group>,
    /// Nothing where nobody notes it.
    asked: Option<Asked>,
}

/// What links to an entry, for one of the pages that show parts of it. Of one build's pages all are noted or none is, so
/// that whoever finds it made gets all notes that he needs.
#[must_use]
pub fn shared(press: &Press<'_>, id: &Arc<str>, lang: &Lang) -> Arc<Grouped> {
    let key = Key { id: Arc::clone(id), lang: lang.clone() };
    let known = press.backlinks.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(known) = known {
        known.asked.iter().for_each(note_all);
        return known;
    }
    let made = if is_noting() {
        let (groups, asked) = noting(|| groups(press, id, lang));
        Grouped { groups, asked: Some(asked) }
    } else {
        Grouped { groups: groups(press, id, lang), asked: None }
    };
    let made = Arc::new(made);
    press.backlinks.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
    made
}

/// What links to an entry: a group for each heading, in the order of the headings, links in prose last. Two
/// relations of one heading are one group: a reader does not care by which field a source is cited.
#[must_use]
pub fn groups(press: &Press<'_>, id: &str, lang: &Lang) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last: Option<(&Arc<str>, usize)> = None;
    let Some(all) = press.dossier.graph.incoming.get(id) else { return groups };
    for (number, edge) in all.iter().enumerate().filter(|(_, edge)| press.dossier.points_in(edge, lang)) {
        let Some((_, place)) = press.refs.placed(&edge.from.id, lang) else { continue };
        // Edges come sorted by relation, so the group is looked up once for each.
        let group = match last {
            Some((relation, group)) if *relation == edge.relation => group,
            _ => {
                let label = heading(press, edge, lang);
                let is_prose = matches!(&*edge.relation, MENTION | CITED);
                groups.iter().position(|group| group.is_prose == is_prose && group.label == label).unwrap_or_else(|| {
                    groups.push(Group {
                        relation: edge.relation.clone(),
                        is_prose,
                        label,
                        all: Arc::clone(all),
                        edges: Vec::new(),
                        starts: Vec::new(),
                    });
                    groups.len() - 1
                })
            }
        };
        last = Some((&edge.relation, group));
        groups[group].edges.push((place, number));
    }
    groups.sort_by(|a, b| (a.is_prose, &a.label).cmp(&(b.is_prose, &b.label)));
    for group in &mut groups {
        group.edges.sort_by_key(|(place, _)| *place);
        let edges = &group.edges;
        group.starts = (0..edges.len()).filter(|at| *at == 0 || edges[at - 1].0 != edges[*at].0).collect();
    }
    groups
}

impl Group {
    /// How many entries it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The edges of some of its entries.
    fn entries(&self, part: Range<usize>) -> impl Iterator<Item = Vec<&Edge>> {
        let end = |number: usize| self.starts.get(number + 1).copied().unwrap_or(self.edges.len());
        let of = move |number: usize| self.edges[self.starts[number]..end(number)].iter().map(|(_, edge)| &self.all[*edge]).collect();
        part.take_while(|number| *number < self.starts.len()).map(of)
    }

    /// Some of its entries as a page shows them, each with its first sentences. `id` is what they link to.
    #[must_use]
    pub fn shown(&self, press: &Press<'_>, id: &str, spot: &Spot, part: Range<usize>) -> view::Backlinks {
        let items: Vec<view::Backlink> = self.entries(part).filter_map(|edges| item(press, &edges, id, &spot.lang)).collect();
        let list = list(press, &items, spot);
        view::Backlinks { relation: self.relation.clone(), label: self.label.clone(), items, list, more: 0 }
    }
}

/// An entry with its first sentences.
fn item(press: &Press<'_>, edges: &[&Edge], id: &str, lang: &Lang) -> Option<view::Backlink> {
    let mut sentences: Vec<view::Html> = Vec::new();
    let mut add = |sentence: view::Html| {
        if sentences.len() < SENTENCES && !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
        sentences.len() < SENTENCES
    };
    for edge in edges {
        let has_room = if edge.mention.is_some() {
            sentence(press, edge).is_none_or(&mut add)
        } else {
            said(press, edge, id, lang).into_iter().all(&mut add)
        };
        if !has_room {
            break;
        }
    }
    Some(view::Backlink { entry: press.refs.get(&edges.first()?.from.id, lang)?.clone(), sentences })
}

/// Entries with their sentences as items of a list. Written here and not by a template: what many link to has pages of hundreds.
fn list(press: &Press<'_>, items: &[view::Backlink], spot: &Spot) -> view::Html {
    let link = press.theme.links(&press.site(&spot.lang).shared, &spot.root);
    let mut html = String::new();
    for item in items {
        html.push_str(if html.is_empty() { "<li>" } else { "\n<li>" });
        link(&item.entry, &mut html);
        for sentence in &item.sentences {
            html.push_str("<p");
            if !item.entry.text_lang.is_empty() {
                attribute(&mut html, "lang", &item.entry.text_lang);
            }
            html.push('>');
            html.push_str(sentence);
            html.push_str("</p>");
        }
        html.push_str("</li>");
    }
    html.into()
}

/// Whether so much links to an entry that all of it may have pages of its own, which show the same groups.
#[must_use]
pub fn may_have_pages(press: &Press<'_>, id: &str) -> bool {
    press.dossier.graph.incoming.get(id).is_some_and(|edges| edges.len() > MOST)
}

/// What links to an entry as its own page shows it: each group whole, or the first few of a long one.
#[must_use]
pub fn first(press: &Press<'_>, id: &Arc<str>, spot: &Spot) -> Vec<view::Backlinks> {
    let shown = |group: &Group| {
        let count = group.count();
        let first = if count > MOST { FIRST } else { count };
        view::Backlinks { more: count - first, ..group.shown(press, id, spot, 0..first) }
    };
    let all = |groups: &[Group]| groups.iter().map(shown).collect();
    if may_have_pages(press, id) { all(&shared(press, id, &spot.lang).groups) } else { all(&groups(press, id, &spot.lang)) }
}

/// The heading of a relation, from the other entry's side.
fn heading(press: &Press<'_>, edge: &Edge, lang: &Lang) -> Arc<str> {
    let known = press.relations.heading(lang, &edge.relation).cloned();
    known.unwrap_or_else(|| label(press, lang, &format!("inverse-{}", edge.relation), &edge.relation))
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
