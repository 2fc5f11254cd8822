//! The vocabulary of the domain, as plain types: entries and their parts, dates, standings, relations.
//!
//! No stage lives here, nothing is looked up, and nothing knows Markdown or YAML.

pub mod body;
pub mod collate;
pub mod date;
pub mod details;
pub mod entry;
pub mod headings;
pub mod name;
pub mod node;
pub mod record;
pub mod schema;
pub mod standing;
pub mod wording;

pub use body::{Body, Heading, Hole, Link, Mention, Target, TargetKind};
pub use collate::Collation;
pub use date::{Date, Interval, When};
pub use details::{Details, Happening, Known, Look, Moment, Row, RowValue};
pub use entry::{Common, Correction, Entry, Excerpt, Image, Key, Summary};
pub use name::{EntryId, KindName, Lang, fold, folded, is_id, slug};
pub use node::Node;
pub use record::{Record, Ref, Value};
pub use schema::{Field, Relation, Schema, Shape, Word};
pub use standing::{Finding, Stance, Standing};
pub use wording::Wording;
