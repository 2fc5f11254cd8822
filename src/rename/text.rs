//! References in the text of an entry.

use super::{Edit, Work};
use crate::model::{Entry, TargetKind};
use crate::parse::body::places::Places;
use crate::text::place::Place;
use crate::yaml::{self, FrontMatter};

impl Work<'_> {
    /// Rewrites the links of an entry's text.
    pub(super) fn text(&mut self, entry: &Entry) {
        let way = self.way;
        let mut places = None;
        for link in &entry.links {
            let Some(target) = entry.body.targets.get(link.target as usize) else { continue };
            let is_meant = match target.kind {
                TargetKind::Wiki | TargetKind::Embed | TargetKind::Cite => way.part(&target.name).is_some(),
                TargetKind::File => way.dossier.path_id(entry, &target.name).is_some_and(|id| id == *way.old),
                TargetKind::Image | TargetKind::Outside => false,
            };
            let Some(source) = self.snapshot.sources.get(&entry.source).filter(|_| is_meant) else { continue };
            let places = places.get_or_insert_with(|| {
                let start = if let FrontMatter::Found { body, .. } = yaml::front_matter(&source.text) { body } else { 0 };
                Places::new(&source.text, start)
            });
            let mut done = false;
            for span in places.names(&link.span, target) {
                let written = &source.text[span.clone()];
                let part = if target.kind == TargetKind::File {
                    way.part_of_path(written)
                } else {
                    // A name may go over a line; then it is not compared as it is written, but replaced as a whole.
                    way.part(&joined(written))
                        .map(|part| (if written.contains('\n') { 0..written.len() } else { part }, way.new.to_owned()))
                };
                if let Some((part, new)) = part {
                    self.refer(&entry.source, Edit::new(span.start + part.start..span.start + part.end, new));
                    done = true;
                }
            }
            if !done {
                self.refuse(Place::bytes(&entry.source, link.span.clone()));
            }
        }
    }
}

/// A name that goes over a line, as it is read.
fn joined(written: &str) -> String {
    written
        .split(['\n', '\r'])
        .map(|line| line.trim_start_matches([' ', '\t', '>']))
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
