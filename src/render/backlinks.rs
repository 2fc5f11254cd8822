//! What links to an entry, by relation; for links in prose with the sentences around them.

use std::sync::Arc;

use super::{Press, label};
use crate::link::Edge;
use crate::link::graph::{CITED, MENTION};
use crate::model::{Lang, Mention};
use crate::view;

/// How many sentences of one entry are shown.
const SENTENCES: usize = 3;

/// What links to an entry, in the order of the relations' names, links in prose last.
#[must_use]
pub fn backlinks(press: &Press<'_>, id: &str, lang: &Lang) -> Vec<view::Backlinks> {
    let mut groups: Vec<view::Backlinks> = Vec::new();
    for edge in press.dossier.pointing_to(id, lang) {
        let Some(entry) = press.refs.get(&edge.from.id, lang) else { continue };
        if groups.last().is_none_or(|group| *group.relation != *edge.relation) {
            groups.push(view::Backlinks { relation: edge.relation.clone(), label: heading(press, edge, lang), items: Vec::new() });
        }
        let Some(group) = groups.last_mut() else { continue };
        if group.items.last().is_none_or(|item| item.entry.address != entry.address) {
            group.items.push(view::Backlink { entry: entry.clone(), sentences: Vec::new() });
        }
        if let (Some(item), Some(sentence)) = (group.items.last_mut(), sentence(press, edge))
            && item.sentences.len() < SENTENCES
            && !item.sentences.contains(&sentence)
        {
            item.sentences.push(sentence);
        }
    }
    for group in &mut groups {
        group.items.sort_by(|a, b| (a.entry.title.to_lowercase(), &a.entry.address).cmp(&(b.entry.title.to_lowercase(), &b.entry.address)));
    }
    groups.sort_by_key(|group| matches!(&*group.relation, MENTION | CITED));
    groups
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
    let entry = press.dossier.entries.get(&edge.from)?;
    let mention: &Mention = entry.summary.mentions.get(edge.mention? as usize)?;
    let (start, end) = (mention.words.start as usize, mention.words.end as usize);
    let text = &mention.sentence;
    let (before, words, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    Some(format!("{}<mark>{}</mark>{}", escape(before), escape(words), escape(after)).into())
}

/// Text as HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
