//! References in front matter and in the records of bibliographies: typed fields, and links in texts that are prose.

use std::ops::Range;

use super::{Edit, Work};
use crate::check::prose::texts;
use crate::kind::scaffold::plain_or_quoted;
use crate::model::{Entry, TargetKind, fold};
use crate::parse::bibliography::{pin_record, record_of};
use crate::parse::body::places::Places;
use crate::parse::body::{as_line, inline_with_links};
use crate::text::SourceId;
use crate::text::place::{At, FieldPath, Place, Span};
use crate::yaml::{self, FrontMatter};

impl Work<'_> {
    /// Rewrites what an entry's front matter names.
    pub(super) fn head(&mut self, entry: &Entry) {
        let way = self.way;
        let summary = way.dossier.as_written(entry);
        for (path, reference) in &summary.references {
            if let Some(part) = way.part(&reference.0) {
                self.value(entry, path, &reference.0, part, way.new);
            }
        }
        // Few of the texts can speak of the entry; the rest need not be read.
        for (path, text) in
            texts(way.dossier, summary).into_iter().filter(|(_, text)| text.contains('%') || fold(text).contains(&**way.old))
        {
            self.prose(entry, &path, text);
        }
    }

    /// Rewrites the links of a text that is prose.
    fn prose(&mut self, entry: &Entry, path: &FieldPath, text: &str) {
        let way = self.way;
        let parsed = inline_with_links(text, &entry.source, &way.dossier.config.markdown, &entry.summary.lang);
        if parsed.links.is_empty() {
            return;
        }
        let line = as_line(text);
        let places = Places::new(&line, 0);
        for link in parsed.links {
            let Some(target) = parsed.body.targets.get(link.target as usize) else { continue };
            for span in places.names(&link.span, target) {
                let written = &line[span.clone()];
                let part = match target.kind {
                    TargetKind::File => {
                        let is_it = way.dossier.path_id(entry, &target.name).is_some_and(|id| id == *way.old);
                        way.part_of_path(written).filter(|_| is_it)
                    }
                    _ => way.part(written).map(|part| (part, way.new.to_owned())),
                };
                if let Some((part, new)) = part {
                    self.value(entry, path, &line, span.start + part.start..span.start + part.end, &new);
                }
            }
        }
    }

    /// Rewrites a part of a value: `read` is what it says, `part` the bytes of that.
    fn value(&mut self, entry: &Entry, path: &FieldPath, read: &str, part: Range<usize>, new: &str) {
        let place = Place::value(&entry.source, path.clone());
        let written = self.written(&place);
        let Some((file, span)) = written else { return self.refuse(place) };
        let Some(source) = self.snapshot.sources.get(&file) else { return self.refuse(place) };
        let raw = &source.text[span.clone()];
        let Some(at) = same_place(read, &part, raw) else { return self.refuse(place) };
        // Where the id is all that stands there, without quotes, it must be a text for YAML too.
        let is_bare =
            at.len() == raw.len() && file.file_name().rsplit('.').next().is_some_and(|ending| !ending.eq_ignore_ascii_case("bib"));
        let new = if is_bare { plain_or_quoted(new) } else { new.to_owned() };
        self.refer(&file, Edit::new(span.start + at.start..span.start + at.end, new));
    }

    /// The file and the bytes in which a value is written.
    fn written(&self, place: &Place) -> Option<(SourceId, Span)> {
        let pinned = match record_of(&place.source) {
            Some(_) => pin_record(place, self.snapshot)?,
            None => place.clone(),
        };
        let source = self.snapshot.sources.get(&pinned.source)?;
        let path = match pinned.at {
            At::Bytes(start, end) => return Some((pinned.source, start..end)),
            At::Value(path) => path,
            At::Key(_) | At::File => return None,
        };
        let yaml = match record_of(&place.source) {
            Some(_) => 0..source.text.len(),
            None => match yaml::front_matter(&source.text) {
                FrontMatter::Found { yaml, .. } => yaml,
                _ => return None,
            },
        };
        let span = yaml::locate_whole(&source.text[yaml.clone()], &path)?;
        Some((pinned.source, yaml.start + span.start..yaml.start + span.end))
    }
}

/// Where in the raw text of a value the same words stand as at `part` of what it says: those with as many of them before.
/// Nothing if the two do not hold as many.
fn same_place(read: &str, part: &Range<usize>, raw: &str) -> Option<Range<usize>> {
    let words = read.get(part.clone())?;
    let number = read.match_indices(words).position(|(at, _)| at == part.start)?;
    let all: Vec<usize> = raw.match_indices(words).map(|(at, _)| at).collect();
    if all.len() != read.matches(words).count() {
        return None;
    }
    let at = *all.get(number)?;
    Some(at..at + words.len())
}
