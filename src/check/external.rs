//! What was found at the addresses outside, as diagnostics at the places that name them. `reach` asks; nothing here does.

use crate::diag::{Code, Diagnostic, Severity};
use crate::evidence::outgoing::{Outgoing, Role};
use crate::text::address::Address;
use crate::text::place::Place;

/// An address that is gone.
pub static DEAD_LINK: Code = Code {
    name: "dead-link",
    severity: Severity::Warning,
    fixed: false,
    doc: "`dossier check --external` found nothing at an address: its server answers 404 or 410, or there is no such host. Readers who follow it learn nothing. Of a source whose archived copy is named it only says that readers need the copy now.\n\n**Mend it:** Look for the new address, link to an archived copy, or take the link out.",
};

/// A source that is gone and of which there is no copy.
pub static DEAD_SOURCE: Code = Code {
    name: "dead-source",
    severity: Severity::Error,
    fixed: false,
    doc: "`dossier check --external` found nothing at the address of a source, and no archived copy of it is named: nobody can check any more what rests on it.\n\n**Mend it:** Find a copy (`https://web.archive.org/web/*/ADDRESS`), read whether it says what you cite, and name it under `archive_url:`; else find another source.",
};

/// An address that leads elsewhere for good.
pub static MOVED_LINK: Code = Code {
    name: "moved-link",
    severity: Severity::Warning,
    fixed: false,
    doc: "`dossier check --external` was told that an address has moved for good (301 or 308). Such hints are dropped one day, and then the link is dead.\n\n**Mend it:** Open the new address, see that it is the same document, and write it instead.",
};

/// An address that could not be seen.
pub static UNSTEADY_LINK: Code = Code {
    name: "unsteady-link",
    severity: Severity::Warning,
    fixed: false,
    doc: "`dossier check --external` could not see whether an address is still good: no answer in time, a refused connection, a certificate that does not hold, a server that fails or lets no programs in, redirects that go round in a circle. It may be blocked where this machine is, and open elsewhere.\n\n**Mend it:** Open it in a browser. If it is gone there too, treat it as a dead link.",
};

/// An address that loses its encryption on the way.
pub static DOWNGRADED_LINK: Code = Code {
    name: "downgraded-link",
    severity: Severity::Warning,
    fixed: false,
    doc: "An `https` address leads on to an `http` one: everybody on the way sees what readers open, and can change it.\n\n**Mend it:** See whether the document has an address with `https`, or link to an archived copy.",
};

/// An address that only the writer's machine or network knows.
pub static PRIVATE_ADDRESS: Code = Code {
    name: "private-address",
    severity: Severity::Error,
    fixed: false,
    doc: "`dossier check --external` found an address of this machine or its network (`localhost`, `192.168.…`, a name without a dot). It leads readers nowhere, or to something on their own machine.\n\n**Mend it:** Write the public address.",
};

/// The codes of this file.
pub static CODES: &[&Code] = &[&DEAD_LINK, &DEAD_SOURCE, &MOVED_LINK, &UNSTEADY_LINK, &DOWNGRADED_LINK, &PRIVATE_ADDRESS];

/// What was found at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The document, or a passing redirect to it.
    Good,
    /// It has moved to this address for good, and is there.
    Moved(String),
    /// It leads on to this address, which is not encrypted while it is itself.
    Downgraded(String),
    /// It is gone; why: "answers 404 (not found)".
    Dead(String),
    /// It cannot be said; why: "does not answer in time".
    Unsure(String),
    /// Nobody but this machine or its network can open it.
    Private,
    /// It was not looked at; why.
    NotAsked(NotAsked),
}

/// Why an address was not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotAsked {
    /// Its server asks programs to stay away.
    Robots,
    /// It belongs to somebody designated, or leads there.
    Designated,
    /// It is an address of Tor.
    Onion,
    /// Another host was asked for.
    OtherHost,
}

/// The diagnostics for what was found at an address, one for each place that names it.
#[must_use]
pub fn report(outgoing: &Outgoing, finding: &Finding) -> Vec<Diagnostic> {
    outgoing.places.iter().flat_map(|(place, role)| at_place(&outgoing.address, place, role, finding)).collect()
}

fn at_place(address: &Address, place: &Place, role: &Role, finding: &Finding) -> Option<Diagnostic> {
    let say = |code: &'static Code, message: String| Diagnostic::new(code, place.clone(), message);
    Some(match finding {
        Finding::Good | Finding::NotAsked(_) => return None,
        Finding::Dead(why) => match role {
            Role::Source { id, has_copy: false } => {
                say(&DEAD_SOURCE, format!("the source `{id}` is gone, and no copy of it is named: `{address}` {why}"))
                    .hint(format!("look for a copy at https://web.archive.org/web/*/{address} and name it under `archive_url:`"))
            }
            Role::Source { id, has_copy: true } => say(&DEAD_LINK, format!("the source `{id}` is gone: `{address}` {why}"))
                .hint("readers have the copy under `archive_url:`; see that it is there"),
            Role::Copy => say(&DEAD_LINK, format!("the archived copy `{address}` {why}")).hint("look for another copy"),
            Role::Link => say(&DEAD_LINK, format!("`{address}` {why}")).hint("look for its new address, or link to an archived copy"),
        },
        Finding::Moved(to) => {
            say(&MOVED_LINK, format!("`{address}` has moved for good")).hint(format!("see that `{to}` is the same, and write that"))
        }
        Finding::Downgraded(to) => say(&DOWNGRADED_LINK, format!("`{address}` leads on to `{to}`, which is not encrypted"))
            .hint("look for an address with `https`, or link to an archived copy"),
        Finding::Unsure(why) => say(&UNSTEADY_LINK, format!("`{address}` {why}")).hint("open it in a browser"),
        Finding::Private => say(&PRIVATE_ADDRESS, format!("`{address}` is an address of this machine or its network"))
            .hint("write the public address; `--private` looks at such addresses too"),
    })
}
