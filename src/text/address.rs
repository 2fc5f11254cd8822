//! Addresses on the web, taken apart as browsers do it. The only file that names the library for that.

pub mod pattern;

use core::net::{Ipv4Addr, Ipv6Addr};
use std::fmt;

use url::{Host, Url};

pub use pattern::Pattern;

/// An `http` or `https` address without its fragment: what is asked for when somebody opens it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Url);

/// Who can open an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Realm {
    /// Anybody.
    Public,
    /// Users of Tor.
    Onion,
    /// This machine, or those in its network.
    Private,
}

impl Address {
    /// Takes an address; nothing if it is none of the web. One that begins with `//` is taken for `https`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let whole = if text.starts_with("//") { format!("https:{text}") } else { text.to_owned() };
        Self::of(Url::parse(&whole).ok()?)
    }

    fn of(mut url: Url) -> Option<Self> {
        let is_web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
        url.set_fragment(None);
        // Nobody is told a password that slipped into a text. An address with a host can do without a user.
        let is_plain = url.set_username("").is_ok() && url.set_password(None).is_ok();
        (is_web && is_plain).then_some(Self(url))
    }

    /// Where a redirect leads that names its target from here; nothing if that is not on the web.
    #[must_use]
    pub fn join(&self, location: &str) -> Option<Self> {
        Self::of(self.0.join(location).ok()?)
    }

    /// The address as text, letters beyond ASCII encoded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host, in lower case and ASCII.
    #[must_use]
    pub fn host(&self) -> &str {
        // `of` takes no address without one.
        self.0.host_str().unwrap_or_default()
    }

    /// The host, and the port where it is not the usual one.
    #[must_use]
    pub fn authority(&self) -> String {
        self.0.port().map_or_else(|| self.host().to_owned(), |port| format!("{}:{port}", self.host()))
    }

    /// Scheme, host and port: what has one `robots.txt`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}://{}", self.0.scheme(), self.authority())
    }

    /// The path and the query, as a server is asked for them.
    #[must_use]
    pub fn path(&self) -> &str {
        let from = self.0.as_str();
        let start = self.0[..url::Position::BeforePath].len();
        &from[start..]
    }

    /// Whether nobody on the way can read what is asked.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Who can open it.
    #[must_use]
    pub fn realm(&self) -> Realm {
        let name = self.host().trim_end_matches('.');
        let ends = |ending: &str| name == &ending[1..] || name.ends_with(ending);
        let is_private = match self.0.host() {
            Some(Host::Ipv4(ip)) => is_private_v4(ip),
            Some(Host::Ipv6(ip)) => is_private_v6(ip),
            _ => !name.contains('.') || [".localhost", ".local", ".internal", ".home.arpa", ".lan"].into_iter().any(ends),
        };
        match (is_private, ends(".onion")) {
            (_, true) => Realm::Onion,
            (true, _) => Realm::Private,
            _ => Realm::Public,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    // 100.64.0.0/10 lies between a provider and its customers.
    ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified() || (a == 100 && (64..128).contains(&b))
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let inner = ip.to_ipv4_mapped().is_some_and(is_private_v4);
    ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local() || inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_one_form() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(Address::new(text).as_ref().map(Address::as_str), expected, "{text}");
        check("HTTPS://Example.ORG:443/a b#c", Some("https://example.org/a%20b"));
        check("http://example.org", Some("http://example.org/"));
        check("//example.org/x", Some("https://example.org/x"));
        check("https://пример.бел/стр", Some("https://xn--e1afmkfd.xn--90ais/%D1%81%D1%82%D1%80"));
        check("https://user:word@example.org/", Some("https://example.org/"));
        check("mailto:a@b.c", None);
        check("x", None);
        check("https://", None);
    }

    #[test]
    fn parts_and_joins() {
        let address = Address::new("https://example.org:8443/a/b?c=d#e").expect("an address");
        assert_eq!((&*address.authority(), address.path(), address.is_secure()), ("example.org:8443", "/a/b?c=d", true));
        assert_eq!(address.origin(), "https://example.org:8443");
        assert_eq!(address.join("../x").as_ref().map(Address::as_str), Some("https://example.org:8443/x"));
        assert_eq!(address.join("http://other.example/").as_ref().map(Address::is_secure), Some(false));
        assert_eq!(address.join("javascript:x"), None);
    }

    #[test]
    fn realms() {
        let check = |text: &str, realm: Realm| assert_eq!(Address::new(text).expect("an address").realm(), realm, "{text}");
        for text in [
            "http://localhost:3000/",
            "http://127.0.0.1/",
            "http://192.168.1.1/x",
            "http://[::1]/",
            "http://10.0.0.7",
            "http://printer/",
            "http://nas.local/",
        ] {
            check(text, Realm::Private);
        }
        check("http://expyuzz4wqqyqhjn.onion/", Realm::Onion);
        check("https://example.org/", Realm::Public);
        check("https://local.example.org/", Realm::Public);
        check("https://93.184.216.34/", Realm::Public);
    }
}
