//! What each host cannot take, with where that is said. Looked up on the day in [`LOOKED_UP`]; `docs/deploy.md` says the same.
//!
//! Paid plans allow more of some; what is here holds for the free ones, on which most dossiers are.

use super::{Table, underscore};
use crate::parse::config::Host;

/// The day on which the limits were looked up.
pub const LOOKED_UP: &str = "2026-11-27";

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The files of the site.
    Files,
    /// The bytes of the site.
    Bytes,
    /// The bytes of each file.
    File,
    /// The bytes of the path of each file.
    Path,
    /// Redirects.
    Redirects,
    /// Addresses that have headers of their own.
    Rules,
    /// The letters of each line of `_redirects`.
    Line,
    /// The letters of each line of `_headers`.
    HeaderLine,
    /// The bytes of `_redirects`.
    RedirectsFile,
    /// The letters of an address in a redirect.
    Address,
    /// Signs in names of files, of which there may be none.
    Signs(&'static str),
    /// Redirects from below `.well-known/`, of which there may be none.
    WellKnown,
}

/// A limit of a host.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Whose.
    pub host: Host,
    /// Of what.
    pub counted: Counted,
    /// The most there may be.
    pub most: u64,
    /// Where that is said.
    pub source: &'static str,
}

const MIB: u64 = 1 << 20;
const GB: u64 = 1_000_000_000;

const CLOUDFLARE_LIMITS: &str = "https://developers.cloudflare.com/pages/platform/limits/";
const CLOUDFLARE_REDIRECTS: &str = "https://developers.cloudflare.com/pages/configuration/redirects/";
const CLOUDFLARE_HEADERS: &str = "https://developers.cloudflare.com/pages/configuration/headers/";
const GITHUB_PAGES: &str = "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits";
const GITHUB_FILES: &str = "https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github";
const GITLAB_REDIRECTS: &str = "https://docs.gitlab.com/user/project/pages/redirects/";
const GITLAB_SIZE: &str = "https://gitlab.com/gitlab-org/gitlab/-/issues/405048";
const VERCEL: &str = "https://vercel.com/docs/routing/redirects/configuration-redirects";
const NETLIFY: &str = "https://github.com/netlify/build/issues/2193";
const S3_KEYS: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html";
const IPFS: &str = "https://specs.ipfs.tech/http-gateways/web-redirects-file/";

/// All limits.
pub const LIMITS: &[Limit] = &[
    limit(Host::Netlify, Counted::Signs("#?"), 0, NETLIFY),
    limit(Host::Cloudflare, Counted::Files, 20_000, CLOUDFLARE_LIMITS),
    limit(Host::Cloudflare, Counted::File, 25 * MIB, CLOUDFLARE_LIMITS),
    limit(Host::Cloudflare, Counted::Redirects, 2_000, CLOUDFLARE_REDIRECTS),
    limit(Host::Cloudflare, Counted::Line, 1_000, CLOUDFLARE_REDIRECTS),
    limit(Host::Cloudflare, Counted::Rules, 100, CLOUDFLARE_HEADERS),
    limit(Host::Cloudflare, Counted::HeaderLine, 2_000, CLOUDFLARE_HEADERS),
    limit(Host::Github, Counted::Bytes, GB, GITHUB_PAGES),
    limit(Host::Github, Counted::File, 100 * MIB, GITHUB_FILES),
    limit(Host::Gitlab, Counted::Bytes, GB, GITLAB_SIZE),
    limit(Host::Gitlab, Counted::Files, 200_000, GITLAB_SIZE),
    limit(Host::Gitlab, Counted::Redirects, 1_000, GITLAB_REDIRECTS),
    limit(Host::Gitlab, Counted::RedirectsFile, 64 * 1024, GITLAB_REDIRECTS),
    limit(Host::Vercel, Counted::Redirects, 2_048, VERCEL),
    limit(Host::Vercel, Counted::Address, 4_096, VERCEL),
    limit(Host::Vercel, Counted::WellKnown, 0, VERCEL),
    limit(Host::S3, Counted::Path, 1_024, S3_KEYS),
    limit(Host::Ipfs, Counted::RedirectsFile, 64 * 1024, IPFS),
];

const fn limit(host: Host, counted: Counted, most: u64, source: &'static str) -> Limit {
    Limit { host, counted, most, source }
}

/// Whether a host limits how many files or bytes a site has, so that each of them counts.
#[must_use]
pub fn is_counted(host: Host) -> bool {
    LIMITS.iter().any(|limit| limit.host == host && matches!(limit.counted, Counted::Files | Counted::Bytes))
}

/// A limit that a site breaks.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The limit.
    pub limit: Limit,
    /// What breaks it, in words.
    pub message: String,
    /// The file that breaks it, if it is one.
    pub path: Option<String>,
}

/// Every limit of a host that a site breaks: its files with their sizes, and its table.
#[must_use]
pub fn broken(host: Host, hosts: &[Host], files: &[(&str, u64)], table: &Table) -> Vec<Broken> {
    LIMITS.iter().filter(|limit| limit.host == host).flat_map(|limit| broken_by(*limit, hosts, files, table)).collect()
}

fn broken_by(limit: Limit, hosts: &[Host], files: &[(&str, u64)], table: &Table) -> Vec<Broken> {
    let most = limit.most;
    let whole = |count: u64, what: &str| {
        let message = format!("{count} {what}; `{}` takes {most}", limit.host.name());
        (count > most).then_some(Broken { limit, message, path: None }).into_iter().collect::<Vec<_>>()
    };
    let each = |count: u64, path: &str, what: &str| {
        let message = format!("`{path}` {what} {count}; `{}` takes {most}", limit.host.name());
        (count > most).then(|| Broken { limit, message, path: Some(path.to_owned()) })
    };
    let lines = |text: &str, what: &str| {
        let long = text.lines().map(|line| line.chars().count() as u64).filter(|length| *length > most).max();
        long.map_or_else(Vec::new, |length| whole(length, what))
    };
    match limit.counted {
        Counted::Files => whole(files.len() as u64, "files"),
        Counted::Bytes => whole(files.iter().map(|(_, size)| size).sum(), "bytes in all files"),
        Counted::File => files.iter().filter_map(|(path, size)| each(*size, path, "has so many bytes:")).collect(),
        Counted::Path => files.iter().filter_map(|(path, _)| each(path.len() as u64, path, "has a path of so many bytes:")).collect(),
        Counted::Redirects => whole(table.redirects.len() as u64, "redirects"),
        Counted::Rules => whole(table.headers.len() as u64, "addresses with headers of their own"),
        Counted::Line => lines(&underscore::redirects(hosts, table), "letters in a line of `_redirects`"),
        Counted::HeaderLine => lines(&underscore::headers(table), "letters in a line of `_headers`"),
        Counted::RedirectsFile => whole(underscore::redirects(hosts, table).len() as u64, "bytes in `_redirects`"),
        Counted::Address => {
            let longest = table.redirects.iter().map(|(from, to)| from.chars().count().max(to.chars().count())).max();
            whole(longest.unwrap_or(0) as u64, "letters in an address that leads on")
        }
        Counted::WellKnown => {
            let below = format!("{}.well-known/", table.base);
            whole(table.redirects.iter().filter(|(from, _)| from.starts_with(&below)).count() as u64, "redirects from below `.well-known/`")
        }
        Counted::Signs(signs) => {
            let named = files.iter().filter(|(path, _)| path.contains(|c| signs.contains(c)));
            let message =
                |path: &str| format!("`{path}` has a sign in its name that `{}` does not take: one of `{signs}`", limit.host.name());
            named.map(|(path, _)| Broken { limit, message: message(path), path: Some((*path).to_owned()) }).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(host: Host, files: &[(&str, u64)], table: &Table) -> Vec<String> {
        broken(host, &[host], files, table).into_iter().map(|broken| broken.message).collect()
    }

    #[test]
    fn each_limit_is_told_of_where_it_is_broken_and_not_before() {
        let path = format!("{}x", "a/".repeat(512));
        let many = |count: usize, length: usize| Table {
            base: "/".to_owned(),
            redirects: (0..count).map(|n| (format!("/{n:0length$}/"), "/".to_owned())).collect(),
            ..Table::default()
        };
        let none = many(0, 1);
        let files: Vec<String> = (0..=20_000).map(|n| n.to_string()).collect();
        let files: Vec<(&str, u64)> = files.iter().map(|path| (&**path, 1)).collect();
        assert_eq!(words(Host::Cloudflare, &files[1..], &none), [""; 0]);
        assert_eq!(words(Host::Cloudflare, &files, &none), ["20001 files; `cloudflare` takes 20000"]);
        assert_eq!(
            words(Host::Cloudflare, &[("v", 25 * MIB + 1)], &none),
            ["`v` has so many bytes: 26214401; `cloudflare` takes 26214400"]
        );
        assert_eq!(words(Host::Cloudflare, &[], &many(2000, 4)), [""; 0]);
        assert_eq!(words(Host::Cloudflare, &[], &many(2001, 4)), ["2001 redirects; `cloudflare` takes 2000"]);
        assert_eq!(words(Host::Cloudflare, &[], &many(1, 1000)), ["1008 letters in a line of `_redirects`; `cloudflare` takes 1000"]);
        let mut headers = none.clone();
        (0..101).for_each(|n| headers.set(&format!("/{n}"), "A", &"x".repeat(if n == 0 { 2000 } else { 1 })));
        let said = [
            "101 addresses with headers of their own; `cloudflare` takes 100",
            "2005 letters in a line of `_headers`; `cloudflare` takes 2000",
        ];
        assert_eq!(words(Host::Cloudflare, &[], &headers), said);
        assert_eq!(words(Host::Github, &[("a", GB), ("b", 1)], &none).len(), 2);
        assert_eq!(words(Host::Gitlab, &[], &many(1001, 60)).len(), 2);
        assert_eq!(words(Host::Ipfs, &[], &many(1001, 60)).len(), 1);
        assert_eq!(words(Host::Vercel, &[], &many(2049, 4)).len(), 1);
        assert_eq!(words(Host::Vercel, &[], &many(1, 4096)).len(), 1);
        let known = Table { redirects: vec![("/.well-known/x/".to_owned(), "/".to_owned())], ..none.clone() };
        assert_eq!(words(Host::Vercel, &[], &known), ["1 redirects from below `.well-known/`; `vercel` takes 0"]);
        assert_eq!(words(Host::S3, &[(&path, 1)], &none).len(), 1);
        assert_eq!(words(Host::Netlify, &[("a#b", 1), ("a?b", 1), ("a", 1)], &none).len(), 2);
        for host in [Host::Nginx, Host::Caddy, Host::Onion] {
            assert_eq!(words(host, &files, &many(5000, 2000)), [""; 0]);
        }
    }
}
