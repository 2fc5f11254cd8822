//! What the settings say to programs: readers of feeds, browsers that search, those who report a hole.

use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::kind::decode::written;
use crate::model::date::Day;
use crate::model::{Field, Record, Shape};
use crate::text::Source;
use crate::text::place::{FieldPath, Place};

/// What is for programs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Machines {
    /// Who vouches for the ids of feeds, and since when: `dossier.example,2021`.
    pub tag: Option<Arc<str>>,
    /// Whether browsers may offer the search of the site beside their own.
    pub opensearch: bool,
    /// Whom to tell of a hole: an address, if another than `contact`.
    pub security_contact: Option<Arc<str>>,
    /// Until when that holds.
    pub security_expires: Option<Day>,
    /// Where is said how reports are dealt with.
    pub security_policy: Option<Arc<str>>,
    /// The key that reports are encrypted with.
    pub security_encryption: Option<Arc<str>>,
}

/// The settings.
pub(super) fn fields() -> [Field; 3] {
    let security = vec![
        Field::new(
            "contact",
            Shape::Text,
            "security@dossier.example",
            "Whom to tell of a hole: a mail address or an address that begins with its scheme. Without it, `contact`.",
        ),
        Field::new(
            "expires",
            Shape::Day,
            "2027-06-30",
            "Until when the file holds; less than a year ahead is advised. Without it, a year after the newest day on which anything of the dossier was looked at.",
        ),
        Field::new("policy", Shape::Url, "https://dossier.example/pages/security/", "Where readers find how reports are dealt with."),
        Field::new("encryption", Shape::Url, "https://dossier.example/key.asc", "The key with which reports are encrypted."),
    ];
    [
        Field::new(
            "tag",
            Shape::Text,
            "\"dossier.example,2021\"",
            "A host name or mail address and a day, month or year on which it was yours. The ids in feeds begin with it and stay when the site moves to another host; see `docs/machines.md`.",
        ),
        Field::new(
            "opensearch",
            Shape::Bool,
            "false",
            "Whether browsers may offer the search of the site beside their own. Without it, `true`; see `docs/machines.md`.",
        ),
        Field::new(
            "security",
            Shape::Group(security.into()),
            "{expires: 2027-06-30}",
            "What stands in `.well-known/security.txt` beside `contact`.",
        ),
    ]
}

/// What the settings say.
pub(super) fn machines(record: &Record) -> Machines {
    let security = record.group("security").cloned().unwrap_or_default();
    Machines {
        tag: record.text("tag").filter(|tag| is_tag(tag)),
        opensearch: record.bool("opensearch").unwrap_or(true),
        security_contact: security.text("contact"),
        security_expires: security.when("expires").and_then(|when| when.earliest()),
        security_policy: security.text("policy"),
        security_encryption: security.text("encryption"),
    }
}

/// Reports what cannot be used.
pub(super) fn check(record: &Record, source: &Source, found: &mut Vec<Diagnostic>) {
    if let Some(tag) = record.text("tag").filter(|tag| !is_tag(tag)) {
        let message = format!("`{}` is no host name with a date behind a comma", written(&tag));
        let place = Place::value(&source.id, FieldPath::key("tag"));
        found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, message).hint("write it as `dossier.example,2021`"));
    }
    let contact = record.group("security").and_then(|security| security.text("contact"));
    if let Some(contact) = contact.filter(|contact| address_of(contact).is_none()) {
        let message = format!("`{}` is no address that a report could go to", written(&contact));
        let place = Place::value(&source.id, FieldPath::key("security").then("contact"));
        found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, message).hint("a mail address, or `https://…`"));
    }
}

/// Whether a text is a tagging entity of RFC 4151: an authority and a date.
fn is_tag(text: &str) -> bool {
    let Some((authority, date)) = text.split_once(',') else { return false };
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let is_host = !host.is_empty()
        && host.split('.').all(|part| {
            !part.is_empty()
                && !part.starts_with('-')
                && !part.ends_with('-')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        });
    let is_user = |user: &str| !user.is_empty() && user.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
    let users = authority.split_once('@').is_none_or(|(user, _)| is_user(user));
    let parts: Vec<&str> = date.split('-').collect();
    let is_date = (1..=3).contains(&parts.len())
        && parts.iter().enumerate().all(|(n, part)| part.len() == if n == 0 { 4 } else { 2 } && part.bytes().all(|b| b.is_ascii_digit()));
    is_host && users && is_date
}

/// A contact as the address that RFC 9116 asks for; nothing for what is no address.
#[must_use]
pub fn address_of(contact: &str) -> Option<String> {
    if contact.is_empty() || contact.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let scheme = contact.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')))
    {
        // The standard has web addresses with TLS only.
        return (!contact.starts_with("http:") || contact.contains(".onion")).then(|| contact.to_owned());
    }
    let (user, host) = contact.split_once('@')?;
    (!user.is_empty() && host.contains('.')).then(|| format!("mailto:{contact}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_an_authority_and_a_date() {
        for good in ["dossier.example,2021", "a@b.example,2021-08", "x-y.example,2021-08-18"] {
            assert!(is_tag(good), "{good}");
        }
        for bad in [
            "dossier.example",
            ",2021",
            "dossier.example,21",
            "a b,2021",
            "-a.example,2021",
            "x.example,2021-8",
            "@x,2021",
            "x,2021-01-01-01",
        ] {
            assert!(!is_tag(bad), "{bad}");
        }
    }

    #[test]
    fn contacts_become_addresses() {
        assert_eq!(address_of("a@b.example").as_deref(), Some("mailto:a@b.example"));
        assert_eq!(address_of("https://b.example/c").as_deref(), Some("https://b.example/c"));
        assert_eq!(address_of("mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        for none in ["", "by post", "http://b.example/", "somebody", "@b"] {
            assert_eq!(address_of(none), None, "{none}");
        }
    }
}
