//! The rules that a site brings for its host: `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them.
//!
//! In: a build. Out: which headers an answer has, and where an old address leads. Everything is seen as if the site lay
//! at the root: here it does, whatever `base_url` says.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;

use crate::build::Build;
use crate::render::{Content, OutputPath};

/// Headers that are the server's own matter: what is cached, how long a body is, and what would bind a browser to this
/// address for longer than the server lives.
const OWN: [&str; 7] =
    ["cache-control", "etag", "content-length", "transfer-encoding", "connection", "strict-transport-security", "location"];

/// What the files for hosts say.
#[derive(Debug, Default)]
pub(super) struct HostRules {
    /// Headers by the pattern of the address they belong to.
    headers: Vec<(String, HeaderName, HeaderValue)>,
    /// Where an old address leads.
    redirects: BTreeMap<String, String>,
    /// The path of `base_url`, with `/` at both ends.
    pub base: String,
}

impl HostRules {
    /// Reads the files of a build.
    pub fn of(build: &Build) -> Self {
        let base = build.dossier.as_ref().map_or("/", |dossier| dossier.config.base_path()).to_owned();
        let headers = text(build, "_headers").map_or_else(Vec::new, |text| read_headers(&text));
        let redirects = text(build, "_redirects").map_or_else(BTreeMap::new, |text| read_redirects(&text, &base));
        Self { headers, redirects, base }
    }

    /// Where a path leads that is no page any more.
    pub fn leads_to(&self, path: &str) -> Option<&str> {
        self.redirects.get(path).map(String::as_str)
    }

    /// Adds the headers that belong to an address.
    pub fn add(&self, path: &str, headers: &mut HeaderMap) {
        for (_, name, value) in self.headers.iter().filter(|(pattern, ..)| matches(pattern, path)) {
            headers.insert(name.clone(), value.clone());
        }
    }

    /// The path as it is from the root of the site, if it was asked for below that of `base_url`.
    pub fn without_base<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.base.len() <= 1 {
            return None;
        }
        path.strip_prefix(&self.base).map(|_| &path[self.base.len() - 1..])
    }
}

fn text(build: &Build, path: &str) -> Option<String> {
    match &build.files.get(&OutputPath::new(path)?)?.content {
        Content::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        // One that the writer put into `static/` is the writer's, and as it is on the disk.
        Content::File(path) => std::fs::read_to_string(path).ok(),
    }
}

/// An address at the beginning of a line, its headers on the lines below it.
fn read_headers(text: &str) -> Vec<(String, HeaderName, HeaderValue)> {
    let mut all = Vec::new();
    let mut pattern = String::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        if !line.starts_with([' ', '\t']) {
            line.trim().clone_into(&mut pattern);
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let (name, value) = (HeaderName::try_from(name.trim()), HeaderValue::try_from(value.trim()));
        if let (Ok(name), Ok(value)) = (name, value)
            && !OWN.contains(&name.as_str())
        {
            all.push((pattern.clone(), name, value));
        }
    }
    all
}

/// `FROM TO 301` on each line. Only whole addresses: patterns are for the host.
fn read_redirects(text: &str, base: &str) -> BTreeMap<String, String> {
    let from_root = |path: &str| path.strip_prefix(base).map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    let pair = |line: &str| {
        let mut words = line.split_whitespace();
        let (from, to) = (words.next()?, words.next()?);
        // 410 and 404 are pages, not ways.
        let is_way = words.next().is_none_or(|status| status.starts_with('3'));
        let is_whole = is_way && from.starts_with('/') && to.starts_with('/') && !to.starts_with("//") && !from.contains(['*', ':']);
        let from = percent_decode_str(from).decode_utf8().ok()?;
        is_whole.then(|| (from_root(&from), from_root(to)))
    };
    text.lines().filter_map(pair).collect()
}

/// Whether an address is meant; `*` stands for any part of it.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_an_address() {
        let text = "# all\n/*\n  X-One: a: b\n  Cache-Control: public\n\n/assets/*\n\tX-Two: c\n  nonsense\n  bad name: x\n";
        let rules = HostRules { headers: read_headers(text), ..HostRules::default() };
        let of = |path: &str| {
            let mut headers = HeaderMap::new();
            rules.add(path, &mut headers);
            headers.iter().map(|(name, value)| format!("{name}={}", value.to_str().unwrap_or("?"))).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("/"), "x-one=a: b");
        assert_eq!(of("/assets/a.css"), "x-one=a: b x-two=c");
    }

    #[test]
    fn redirects_from_the_root() {
        let text = "/d/old/ /d/new/ 301\n/d/* /x/ 301\n/x //evil.example/\n# no\n/other/ /d/\n/d/forced/ /d/new/ 301!\n\
                    /d/gone/ /d/gone/index.html 410!\n/none/ /d/404.html 404\n";
        let read = read_redirects(text, "/d/");
        let lines: Vec<String> = read.iter().map(|(from, to)| format!("{from} {to}")).collect();
        assert_eq!(lines, ["/forced/ /new/", "/old/ /new/", "/other/ /"]);
    }

    #[test]
    fn a_site_below_a_path() {
        let rules = HostRules { base: "/d/".to_owned(), ..HostRules::default() };
        assert_eq!(rules.without_base("/d/x/"), Some("/x/"));
        assert_eq!(rules.without_base("/d/"), Some("/"));
        assert_eq!((rules.without_base("/x/"), HostRules::default().without_base("/x/")), (None, None));
    }
}
