//! Where what stands under the cursor is written: the file of an entry, the line of a heading, the record of a
//! bibliography, the picture.

use super::now::{Now, file_of};
use super::under::{What, under};
use crate::model::Entry;
use crate::parse::bibliography::pin_record;
use crate::text::place::{At, Place, Span};
use crate::text::{Source, SourceId};

/// A place to go to: a file and its bytes.
pub type Goal = (SourceId, Span);

/// Where what stands at a byte of a file is written.
#[must_use]
pub fn definition(now: Now<'_>, source: &Source, offset: usize) -> Option<Goal> {
    match under(now, source, offset)?.what {
        What::Entry(entry, Some(heading)) => Some((entry.source.clone(), heading_of(now, entry, heading)?)),
        What::Entry(entry, None) => place_of(now, &entry.source),
        What::Here(heading) => Some((source.id.clone(), heading_of(now, &now.entry(source)?, heading)?)),
        What::File(file) => Some((file.asset.id.clone(), 0..0)),
        What::Itself(_) | What::Field(_) | What::Kind(_) | What::Word(..) => None,
    }
}

/// The bytes of a heading in the newest text of its file: by its place, if the text is the one that was built, else by
/// its id.
fn heading_of(now: Now<'_>, entry: &Entry, heading: usize) -> Option<Span> {
    let newest = now.entry(now.snapshot.sources.get(&entry.source)?)?;
    let id = &entry.body.headings.get(heading)?.id;
    let number = newest.body.headings.iter().position(|heading| heading.id == *id)?;
    newest.headings.get(number).cloned()
}

/// Where an entry begins: the title in its front matter, the key of a record.
#[must_use]
pub fn place_of(now: Now<'_>, id: &SourceId) -> Option<Goal> {
    let file = file_of(id);
    let source = now.snapshot.sources.get(&file)?;
    if let Some(place) = pin_record(&Place::file(id), now.snapshot) {
        return match crate::yaml::pin(&place, source).at {
            At::Bytes(start, end) => Some((file, start..end)),
            At::File | At::Value(_) | At::Key(_) => Some((file, 0..0)),
        };
    }
    Some((file, 0..0))
}
