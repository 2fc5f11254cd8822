//! Which open questions touch an entry.
//!
//! A question touches what it is `about:` and what it names under `related:`, and an entry that names it under
//! `related:` or links to it in its text. What its own text mentions it does not touch: a text mentions much.

use std::collections::BTreeSet;
use std::sync::Arc;

use ahash::HashMap;

use crate::kind::linked;
use crate::kind::question::Question;
use crate::link::graph::MENTION;
use crate::link::{Dossier, Found};
use crate::model::{Collation, Lang};

/// The open questions that touch each entry: folded ids by folded id, in the order of the questions' titles.
#[must_use]
pub fn touching(dossier: &Dossier, lang: &Lang) -> HashMap<Arc<str>, Vec<Arc<str>>> {
    let order = Collation::of(lang);
    let mut questions: Vec<(Vec<u8>, &Arc<str>)> = Vec::new();
    for key in dossier.entries.keys().filter(|key| key.lang == *dossier.config.main()) {
        let Some(entry) = dossier.shown(&key.id, lang) else { continue };
        if linked::details::<Question>(&entry.summary).is_some_and(Question::is_open) {
            questions.push((order.key(entry.summary.called(lang).0), &key.id));
        }
    }
    questions.sort();
    let mut touched: HashMap<Arc<str>, Vec<Arc<str>>> = HashMap::default();
    for (_, id) in questions {
        for other in touched_by(dossier, id, lang) {
            touched.entry(other).or_default().push(id.clone());
        }
    }
    touched
}

/// What one question touches.
fn touched_by(dossier: &Dossier, id: &Arc<str>, lang: &Lang) -> BTreeSet<Arc<str>> {
    let Some(entry) = dossier.shown(id, lang) else { return BTreeSet::new() };
    let about = linked::details::<Question>(&entry.summary).map_or(&[][..], |question| &question.about);
    let named = about.iter().chain(&entry.summary.common.related);
    let named = named.filter_map(|reference| if let Found::One(id) = dossier.graph.names.find(&reference.0) { Some(id) } else { None });
    let is_link = |relation: &str| relation == MENTION || relation.ends_with("-related");
    let linking = dossier.pointing_to(id, lang).filter(|edge| is_link(&edge.relation)).map(|edge| edge.from.id.clone());
    named.chain(linking).filter(|other| other != id).collect()
}
