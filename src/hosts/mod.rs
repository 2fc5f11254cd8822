//! What each host reads of a site, and what it cannot take.
//!
//! In: one table of redirects, withdrawn addresses and headers; the hosts that the settings name. Out: the files that these
//! hosts read, and whatever in a finished site is beyond the limits of one. It must not know entries, pages or the disk.
//!
//! - `underscore` writes `_headers` and `_redirects`, which several hosts read.
//! - `nginx`, `caddy`, `vercel` and `s3` write what only they read.
//! - `limits` knows what each host cannot take, with where that is said.

pub mod caddy;
pub mod limits;
pub mod nginx;
pub mod s3;
pub mod underscore;
pub mod vercel;

use crate::parse::config::Host;

/// The folder of what servers of one's own read. They do not pass it on.
pub const FOLDER: &str = "_host/";

/// Files that hosts read and readers do not need.
pub const KEPT: [&str; 5] = ["_headers", "_redirects", ".nojekyll", "vercel.json", ".dossier-written"];

/// The one table of which every host gets its form.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The path of the site on its host, with `/` at both ends.
    pub base: String,
    /// Addresses that lead on and where to, from the root of the host, as they stand in an address.
    pub redirects: Vec<(String, String)>,
    /// Addresses of what was withdrawn.
    pub withdrawn: Vec<String>,
    /// Headers by pattern, from the root of the site; `*` at its end stands for all that begins so. A later one of the same
    /// name takes the place of an earlier.
    pub headers: Vec<Rule>,
    /// Whether packed files lie beside the others.
    pub precompressed: bool,
}

/// Headers of the addresses of one pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The pattern.
    pub path: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
}

impl Table {
    /// Adds a header; one of the same name and pattern makes room for it.
    pub fn set(&mut self, path: &str, name: &str, value: &str) {
        let n = self.headers.iter().position(|rule| rule.path == path).unwrap_or_else(|| {
            self.headers.push(Rule { path: path.to_owned(), headers: Vec::new() });
            self.headers.len() - 1
        });
        let headers = &mut self.headers[n].headers;
        headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        headers.push((name.to_owned(), value.to_owned()));
    }

    /// All headers of what a pattern means, those of wider patterns too.
    #[must_use]
    pub fn headers_of(&self, path: &str) -> Vec<(&str, &str)> {
        let mut all: Vec<(&str, &str)> = Vec::new();
        let mut rules: Vec<&Rule> = self.headers.iter().filter(|rule| is_within(path, &rule.path)).collect();
        // The narrower pattern has the last word.
        rules.sort_by_key(|rule| rule.path.len());
        for (name, value) in rules.into_iter().flat_map(|rule| &rule.headers) {
            all.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
            all.push((name, value));
        }
        all
    }
}

/// Whether all that one pattern means is meant by the other.
fn is_within(path: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(path == pattern, |folder| path.starts_with(folder))
}

/// The files for hosts. Those that several hosts read are always there.
#[must_use]
pub fn files(hosts: &[Host], table: &Table) -> Vec<(&'static str, String)> {
    let has = |host: Host| hosts.contains(&host);
    let mut files =
        vec![("_headers", underscore::headers(table)), ("_redirects", underscore::redirects(hosts, table)), (".nojekyll", String::new())];
    if has(Host::Vercel) {
        files.push(("vercel.json", vercel::config(table)));
    }
    if has(Host::Nginx) || has(Host::Onion) {
        files.push(("_host/nginx.conf", nginx::config(table)));
    }
    if has(Host::Caddy) {
        files.push(("_host/Caddyfile", caddy::config(table)));
    }
    if has(Host::S3) {
        files.push(("_host/s3-website.json", s3::config(table)));
    }
    if has(Host::Onion) {
        files.push(("_host/torrc", TORRC.to_owned()));
    }
    files
}

/// The names of the files for hosts.
#[must_use]
pub fn names(hosts: &[Host]) -> Vec<&'static str> {
    files(hosts, &Table { base: "/".to_owned(), ..Table::default() }).into_iter().map(|(name, _)| name).collect()
}

/// What Tor reads: who asks at the service is handed to a server on this machine.
const TORRC: &str = "\
# Written by dossier: add these lines to /etc/tor/torrc, and have nginx listen at unix:/run/dossier-onion.sock alone.
# The address is then in /var/lib/tor/dossier/hostname; the key beside it is the service: keep it.
HiddenServiceDir /var/lib/tor/dossier/
HiddenServiceVersion 3
HiddenServicePort 80 unix:/run/dossier-onion.sock
";

/// How many bytes a file has at least that is packed: below that nothing is gained.
pub const PACKED_FROM: u64 = 1024;

/// Whether a file is text, which becomes smaller when it is packed.
#[must_use]
pub fn is_packed(path: &str) -> bool {
    const TEXT: [&str; 10] = ["html", "css", "js", "mjs", "svg", "xml", "json", "jsonld", "txt", "webmanifest"];
    // The manifest is made of the finished files, packed ones too; hosts read theirs as they are.
    !path.starts_with('_') && path.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending))
}
