//! All that the HTML of a body depends on, as one digest: the key under which `build` keeps it.
//!
//! Whatever `render::body` looks at must be fed here: the text, where it is shown, and what each of its
//! links leads to, through all that it shows of others.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use super::behind::Notes;
use super::body::{BodyWords, Spot};
use super::cite::Cites;
use crate::link::{Dossier, Miss, Resolution};
use crate::model::body::Part;
use crate::model::{Entry, Key, Standing, TargetKind};
use crate::text::Digest;
use crate::text::digest::Feed;

/// The digest of all that the HTML of an entry's text depends on when it is shown at a spot.
#[must_use]
pub fn dependence(dossier: &Dossier, cites: &Cites, words: &BodyWords, entry: &Entry, spot: &Spot, notes: Option<&Notes>) -> Digest {
    let mut feed = Feed::default();
    spot.root.hash(&mut feed);
    spot.lang.hash(&mut feed);
    words.hash(&mut feed);
    dossier.base.hash(&mut feed);
    notes.hash(&mut feed);
    dossier.graph.autolinks.mark(&entry.summary.key()).hash(&mut feed);
    let mut seen = BTreeSet::new();
    feed_entry(dossier, cites, entry, spot, &mut seen, &mut feed);
    feed.digest()
}

fn feed_entry(dossier: &Dossier, cites: &Cites, entry: &Entry, spot: &Spot, seen: &mut BTreeSet<Key>, feed: &mut Feed) {
    let mut waiting = vec![entry];
    while let Some(entry) = waiting.pop() {
        if !seen.insert(entry.summary.key()) {
            continue;
        }
        entry.body.digest().hash(feed);
        entry.summary.id.hash(feed);
        entry.summary.lang.hash(feed);
        entry.summary.common.title.hash(feed);
        for target in &entry.body.targets {
            let resolution = dossier.resolve(entry, target);
            feed_resolution(dossier, &resolution, spot, feed);
            if let (TargetKind::Cite, Resolution::Entry(source, _)) = (target.kind, &resolution) {
                cites.digest(&spot.lang, source).hash(feed);
            }
            if let (TargetKind::Embed, Resolution::Entry(shown, _)) = (target.kind, &resolution) {
                waiting.push(shown);
            }
        }
    }
}

fn feed_resolution(dossier: &Dossier, resolution: &Resolution<'_>, spot: &Spot, feed: &mut Feed) {
    match resolution {
        Resolution::Entry(entry, part) => {
            feed.write_u8(1);
            let key = entry.summary.key();
            dossier.address(&key, &spot.lang).hash(feed);
            key.hash(feed);
            entry.summary.kind.hash(feed);
            entry.summary.lang.hash(feed);
            entry.summary.called(&spot.lang).hash(feed);
            entry.summary.called_shortly(&spot.lang).hash(feed);
            entry.summary.details.standing_on(dossier.as_of).map(Standing::word).hash(feed);
            part.map(words_of).hash(feed);
        }
        Resolution::Here(part) => {
            feed.write_u8(2);
            words_of(*part).hash(feed);
        }
        Resolution::File(file) => {
            feed.write_u8(3);
            file.address.hash(feed);
            file.asset.pixels.hash(feed);
        }
        Resolution::Hidden(summary) => {
            feed.write_u8(4);
            summary.lang.hash(feed);
            summary.called(&spot.lang).hash(feed);
            summary.called_shortly(&spot.lang).hash(feed);
        }
        Resolution::Outside => feed.write_u8(5),
        Resolution::Miss(Miss::Unsafe(_)) => feed.write_u8(6),
        Resolution::Miss(_) => feed.write_u8(7),
    }
}

/// What a link to a part shows of it.
fn words_of(part: Part<'_>) -> (&str, Option<&str>) {
    (part.id(), part.heading().map(|heading| &*heading.html))
}
