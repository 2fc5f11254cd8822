//! `_headers`, which Netlify and Cloudflare Pages read, and `_redirects`, which GitLab Pages and gateways of IPFS read too.

use super::Table;
use crate::parse::config::Host;

/// `_headers`: an address, and its headers on the lines below it.
#[must_use]
pub fn headers(table: &Table) -> String {
    let rule = |rule: &super::Rule| {
        let lines: String = rule.headers.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
        format!("{}\n{lines}", rule.path)
    };
    table.headers.iter().map(rule).collect::<Vec<_>>().join("\n")
}

/// `_redirects`: from, to, and a number on each line.
///
/// Netlify serves a file before it looks here, and there is a page at every old address, for hosts that know no redirects: there `!`
/// says that the line goes first. A gateway of IPFS takes a file with such a line for broken, so it stands only where
/// Netlify alone reads the file.
#[must_use]
pub fn redirects(hosts: &[Host], table: &Table) -> String {
    let reads = |host: &Host| matches!(host, Host::Netlify | Host::Cloudflare | Host::Gitlab | Host::Ipfs);
    let is_netlify_alone = hosts.iter().filter(|host| reads(host)).eq([&Host::Netlify]);
    let force = if is_netlify_alone { "!" } else { "" };
    let mut lines: String = table.redirects.iter().map(|(from, to)| format!("{from} {to} 301{force}\n")).collect();
    if is_netlify_alone {
        lines.extend(table.withdrawn.iter().map(|path| format!("{path} {path}index.html 410!\n")));
    }
    if hosts.contains(&Host::Ipfs) {
        lines += &format!("{}* {0}404.html 404\n", table.base);
    }
    lines
}
