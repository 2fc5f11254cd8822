//! The field `addresses` of actors and sources: where somebody publishes, as links are matched against it.

use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::kind::decode::written;
use crate::model::schema::{Field, Shape};
use crate::text::SourceId;
use crate::text::address::Pattern;
use crate::text::address::pattern::Fault;
use crate::text::place::{FieldPath, Place};

/// The field.
#[must_use]
pub fn field(example: &'static str) -> Field {
    Field::new(
        "addresses",
        Shape::texts(),
        example,
        "Where it is published: hosts, beginnings of addresses, `@name` of Telegram. Links that lead there are matched against the designations in force; the addresses themselves are never shown.",
    )
}

/// What is no address, or everybody's.
#[must_use]
pub fn check(addresses: &[Arc<str>], source: &SourceId) -> Vec<Diagnostic> {
    let wrong = addresses.iter().enumerate().filter_map(|(n, text)| Pattern::read(text).err().map(|fault| (n, text, fault)));
    let report = |(n, text, fault): (usize, &Arc<str>, Fault)| {
        let (message, hint) = match fault {
            Fault::NoAddress => (
                format!("`{}` is no address", written(text)),
                "write a host, the beginning of an address, or a name on Telegram: `outlet.example`, `t.me/outlet`, `@outlet`",
            ),
            Fault::WholePlatform => {
                (format!("`{}` is the whole of a platform", written(text)), "name the page or channel there, as in `t.me/outlet`")
            }
        };
        let place = Place::value(source, FieldPath::key("addresses").item(n));
        Diagnostic::new(&codes::INVALID_ADDRESS, place, message).hint(hint)
    };
    wrong.map(report).collect()
}
