//! Where and how the site is served: `hosts:`, `redirects:`, `withdrawn:`, `headers:` and `precompress:` of the settings.
//!
//! Whether an address is taken and where it leads is known only when the entries are; `link` asks that.

use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::kind::decode::written;
use crate::model::date::Day;
use crate::model::schema::Word;
use crate::model::{Field, Record, Shape, Wording};
use crate::text::Source;
use crate::text::place::{FieldPath, Place};

/// The hosts that the program writes files for and whose limits it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// GitHub Pages.
    Github,
    /// GitLab Pages.
    Gitlab,
    /// Vercel.
    Vercel,
    /// A server of one's own with nginx.
    Nginx,
    /// A server of one's own with Caddy.
    Caddy,
    /// Amazon S3 as a website.
    S3,
    /// IPFS, through its gateways.
    Ipfs,
    /// An onion service.
    Onion,
}

const HOSTS: &[Word] = &[
    ("netlify", "Netlify"),
    ("cloudflare", "Cloudflare Pages"),
    ("github", "GitHub Pages"),
    ("gitlab", "GitLab Pages"),
    ("vercel", "Vercel"),
    ("nginx", "a server of your own with nginx"),
    ("caddy", "a server of your own with Caddy"),
    ("s3", "Amazon S3 as a website"),
    ("ipfs", "IPFS, through its gateways"),
    ("onion", "an onion service, for readers with Tor"),
];

impl Host {
    /// All of them, in the order of their names above.
    pub const ALL: [Self; 10] = [
        Self::Netlify,
        Self::Cloudflare,
        Self::Github,
        Self::Gitlab,
        Self::Vercel,
        Self::Nginx,
        Self::Caddy,
        Self::S3,
        Self::Ipfs,
        Self::Onion,
    ];

    /// Its name in the settings and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().zip(HOSTS).find(|(host, _)| **host == self).map_or("", |(_, (name, _))| *name)
    }

    /// The host of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.name() == name)
    }
}

/// An address that leads to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// Its number in the list, from 0.
    pub number: usize,
    /// The address there was, as it is written.
    pub from: Arc<str>,
    /// The id of an entry, or with a `/` at its beginning a page of the site.
    pub to: Arc<str>,
}

/// An address whose page was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Withdrawn {
    /// Its number in the list, from 0.
    pub number: usize,
    /// The address there was, as it is written.
    pub address: Arc<str>,
    /// Since when.
    pub date: Option<Day>,
    /// Why, for readers; may be empty.
    pub reason: Wording,
}

/// A header that answers have.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Header {
    /// Of which addresses: one, or with `*` at its end all that begin so.
    pub path: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// What it says.
    pub value: Arc<str>,
}

/// Where and how the site is served.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Hosting {
    /// The hosts it goes to.
    pub hosts: Vec<Host>,
    /// Whether packed files lie beside the others.
    pub precompress: bool,
    /// Addresses that lead on.
    pub redirects: Vec<Redirect>,
    /// Addresses of what was withdrawn.
    pub withdrawn: Vec<Withdrawn>,
    /// Headers besides those of the program.
    pub headers: Vec<Header>,
}

/// Headers that keep readers safe, or that only the server itself can say. No setting may weaken them.
const OWN: [&str; 9] = [
    "content-security-policy",
    "referrer-policy",
    "x-content-type-options",
    "location",
    "content-length",
    "content-encoding",
    "transfer-encoding",
    "connection",
    "set-cookie",
];

/// Signs in a value that one server or the other would take for its own.
const UNFIT: [char; 6] = ['$', '{', '}', '`', '\\', '"'];

pub(super) fn fields() -> Vec<Field> {
    let redirect = vec![
        Field::new("from", Shape::Path, "about-us", "The address there was, from the root of the site.").required(),
        Field::new("to", Shape::Text, "about", "Where it leads: the id of an entry, or a page of the site, as `/ledger/`.").required(),
    ];
    let withdrawn = vec![
        Field::new("address", Shape::Path, "cases/x", "The address there was, from the root of the site; it is meant in every language.")
            .required(),
        Field::new("date", Shape::Day, "\"2026-11-01\"", "The day on which it was withdrawn.").required(),
        Field::new("reason", Shape::TextOrByLanguage, "A person asked for it.", "Why, for readers; in several languages `{en: …, be: …}`."),
    ];
    let header = vec![
        Field::new(
            "path",
            Shape::Text,
            "/*",
            "Of which addresses, from the root of the site: one, or with `*` at its end all that begin so.",
        )
        .required(),
        Field::new("name", Shape::Text, "X-Robots-Tag", "Its name. The policies that keep readers safe cannot be changed.").required(),
        Field::new("value", Shape::Text, "noarchive", "What it says.").required(),
    ];
    vec![
        Field::new(
            "hosts",
            Shape::List(Box::new(Shape::Word(HOSTS))),
            "[netlify, onion]",
            "Where the site is served. For each the build writes the files it reads, and `dossier check` looks at its limits. See `docs/deploy.md`.",
        ),
        Field::new(
            "redirects",
            Shape::groups(redirect),
            "[{from: about-us, to: about}]",
            "Addresses that lead on, besides `redirect_from:` of entries. Every host gets them in its own form, and a page leads on where it has none.",
        ),
        Field::new(
            "withdrawn",
            Shape::groups(withdrawn),
            "[{address: cases/x, date: \"2026-11-01\"}]",
            "Addresses whose entries were withdrawn for good: a page says so, and hosts that can answer 410, *gone*.",
        ),
        Field::new(
            "headers",
            Shape::groups(header),
            "[{path: \"/*\", name: X-Robots-Tag, value: noarchive}]",
            "Headers besides those of the program, written for every host that takes any.",
        ),
        Field::new(
            "precompress",
            Shape::Bool,
            "true",
            "Whether a `.gz` and a `.br` lie beside every text file, for servers of your own that send them. `build` takes much longer.",
        ),
    ]
}

/// The settings as they are written.
pub(super) fn hosting(record: &Record) -> Hosting {
    let mut hosts: Vec<Host> = record.texts("hosts").iter().filter_map(|name| Host::named(name)).collect();
    hosts.sort_unstable();
    hosts.dedup();
    // One with a mistake is left out, and the others keep their numbers: mistakes are told of by them.
    let redirect = |(number, group): (usize, &Record)| Some(Redirect { number, from: group.text("from")?, to: group.text("to")? });
    let header = |group: &Record| Some(Header { path: group.text("path")?, name: group.text("name")?, value: group.text("value")? });
    let withdrawn = |(number, group): (usize, &Record)| {
        let date = group.when("date").and_then(|when| when.earliest());
        Some(Withdrawn { number, address: group.text("address")?, date, reason: Wording::of(group.get("reason")) })
    };
    Hosting {
        hosts,
        precompress: record.bool("precompress").unwrap_or(false),
        redirects: record.groups("redirects").into_iter().enumerate().filter_map(redirect).collect(),
        withdrawn: record.groups("withdrawn").into_iter().enumerate().filter_map(withdrawn).collect(),
        headers: record.groups("headers").into_iter().filter_map(header).collect(),
    }
}

/// Reports headers that no server would take, or that would harm readers.
pub(super) fn check(record: &Record, source: &Source, found: &mut Vec<Diagnostic>) {
    let groups = record.groups("headers");
    let mut seen: Vec<(Arc<str>, String)> = Vec::new();
    for (n, group) in groups.into_iter().enumerate() {
        let (Some(path), Some(name), Some(value)) = (group.text("path"), group.text("name"), group.text("value")) else { continue };
        let at = FieldPath::key("headers").item(n);
        let mut say = |field: &str, message: String, hint: &str| {
            found.push(Diagnostic::new(&codes::INVALID_SETTINGS, Place::value(&source.id, at.then(field)), message).hint(hint));
        };
        let inner = path.strip_suffix('*').unwrap_or(&path);
        let is_path = inner.starts_with('/') && inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte));
        if !is_path || (path.ends_with('*') && !inner.ends_with('/')) {
            say(
                "path",
                format!("`{}` is no path that has headers", written(&path)),
                "write one address, as `/search/`, or a folder, as `/assets/*`",
            );
        }
        let lower = name.to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            say("name", format!("`{}` is no name of a header", written(&name)), "letters, digits and `-`");
        } else if OWN.contains(&&*lower) {
            say("name", format!("the header `{name}` cannot be set: readers or the server depend on it"), "leave it out");
        } else if seen.contains(&(path.clone(), lower.clone())) {
            say("name", format!("the header `{name}` of `{}` stands twice", written(&path)), "leave one of the two out");
        }
        if value.is_empty() || !value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) || value.contains(UNFIT) {
            let hint =
                "plain letters, digits and signs; not `$`, `{`, `}`, `\"`, a backquote or a backslash, which servers take for their own";
            say("value", format!("the value of `{}` cannot be sent as it is", written(&name)), hint);
        }
        seen.push((path, lower));
    }
}
