//! Whose address it is: one normal form for the many ways to write the same channel, page or site, and what begins
//! with it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::Address;

/// A host and the beginning of a path, in the form in which addresses are compared: `t.me/nexta_live`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    /// The host, without `www.`, the one name of a platform that has several.
    pub host: String,
    /// The path and query in lower case, without a `/` at either end; empty for the whole host.
    pub path: String,
}

/// Hosts that are one platform under several names.
const SAME: &[(&str, &str)] = &[
    ("telegram.me", "t.me"),
    ("telegram.dog", "t.me"),
    ("twitter.com", "x.com"),
    ("m.facebook.com", "facebook.com"),
    ("fb.com", "facebook.com"),
    ("m.vk.com", "vk.com"),
    ("vkontakte.ru", "vk.com"),
    ("vk.ru", "vk.com"),
    ("m.youtube.com", "youtube.com"),
    ("odnoklassniki.ru", "ok.ru"),
];

/// Hosts on which everybody has a page: without a path an address there is nobody's.
const SHARED: &[&str] = &[
    "t.me",
    "x.com",
    "facebook.com",
    "instagram.com",
    "youtube.com",
    "youtu.be",
    "vk.com",
    "ok.ru",
    "tiktok.com",
    "threads.net",
    "github.com",
    "web.archive.org",
    "archive.org",
    "archive.ph",
    "google.com",
    "medium.com",
    "patreon.com",
    "linktr.ee",
    "discord.gg",
];

/// Why a text names nobody's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is neither a host with a dot in it, nor an address, nor `@name`.
    NoAddress,
    /// It is the whole of a platform.
    WholePlatform,
}

impl Pattern {
    /// Reads an address as people write it: `nexta.tv`, `t.me/nexta_live`, `@nexta_live` (of Telegram),
    /// `https://www.youtube.com/@NEXTALive`.
    ///
    /// # Errors
    /// When that is no address, or everybody's.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.contains(char::is_whitespace) {
            return Err(Fault::NoAddress);
        }
        let whole: Cow<'_, str> = match text.strip_prefix('@') {
            Some(name) if !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                format!("https://t.me/{name}").into()
            }
            _ if text.contains("://") => text.into(),
            _ => format!("https://{text}").into(),
        };
        // What stands before an `@` makes an address look like another one.
        let authority = whole.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(Fault::NoAddress);
        }
        let pattern = Self::of_text(&whole).filter(|pattern| pattern.host.contains('.')).ok_or(Fault::NoAddress)?;
        if pattern.path.is_empty() && SHARED.contains(&&*pattern.host) { Err(Fault::WholePlatform) } else { Ok(pattern) }
    }

    fn of_text(text: &str) -> Option<Self> {
        if let Some(name) = text.strip_prefix("tg://resolve?domain=") {
            let name = name.split('&').next().unwrap_or(name);
            return Some(Self { host: "t.me".to_owned(), path: name.to_lowercase() });
        }
        Address::new(text).as_ref().map(Self::of)
    }

    /// The form in which an address is compared.
    #[must_use]
    pub fn of(address: &Address) -> Self {
        let host = address.host().trim_end_matches('.');
        let host = host.strip_prefix("www.").unwrap_or(host);
        let host = SAME.iter().find(|(name, _)| *name == host).map_or(host, |(_, one)| one);
        let path = percent_decode_str(address.path()).decode_utf8_lossy().to_lowercase();
        let path = path.trim_matches('/');
        // `name.t.me` is `t.me/name`, and `t.me/s/name` the same channel in a browser.
        match host.strip_suffix(".t.me") {
            Some(name) => Self { host: "t.me".to_owned(), path: join(name, path) },
            None if host == "t.me" => Self { host: host.to_owned(), path: path.strip_prefix("s/").unwrap_or(path).to_owned() },
            None => Self { host: host.to_owned(), path: path.to_owned() },
        }
    }

    /// All that an address names: itself, and the addresses that it holds, as those of archives, translators and redirects do.
    #[must_use]
    pub fn all_of(text: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Self::of_text(text).into_iter().collect();
        let decoded = percent_decode_str(text).decode_utf8_lossy();
        let start = all.first().map_or(0, |_| 1);
        for (at, _) in decoded.match_indices("http").filter(|(at, _)| *at >= start) {
            let rest = &decoded[at..];
            let scheme = if rest.starts_with("https") { "https" } else { "http" };
            // Archives write `https:/` with one stroke too.
            let Some(inside) = rest[scheme.len()..].strip_prefix(":/") else { continue };
            all.extend(Address::new(&format!("{scheme}://{}", inside.trim_start_matches('/'))).as_ref().map(Self::of));
        }
        all
    }

    /// The hosts at or below which it lies, its own first: `m.site.example`, `site.example`, `example`.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(&*self.host), |host| host.split_once('.').map(|(_, rest)| rest))
    }

    /// The paths at or below which it lies, its own first: `a/b?c`, `a/b`, `a`, and that of the whole host.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let shorter = |path: &&str| {
            let end = path.rfind(['/', '?', '&']).unwrap_or(0);
            self.path.get(..end).filter(|_| !path.is_empty())
        };
        std::iter::successors(Some(&*self.path), shorter)
    }
}

fn join(first: &str, rest: &str) -> String {
    if rest.is_empty() { first.to_owned() } else { format!("{first}/{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(pattern: &str, address: &str) -> bool {
        let pattern = Pattern::read(pattern).expect("an address of the test");
        let is_above = |one: &Pattern| one.hosts().any(|host| host == pattern.host) && one.paths().any(|path| path == pattern.path);
        Pattern::all_of(address).iter().any(is_above)
    }

    #[test]
    fn an_address_lies_below_hosts_and_paths() {
        let one = Pattern { host: "m.site.example".to_owned(), path: "a/ў//b?c&d".to_owned() };
        assert_eq!(one.hosts().collect::<Vec<_>>(), ["m.site.example", "site.example", "example"]);
        assert_eq!(one.paths().collect::<Vec<_>>(), ["a/ў//b?c&d", "a/ў//b?c", "a/ў//b", "a/ў/", "a/ў", "a", ""]);
        assert_eq!(Pattern { path: String::new(), ..one }.paths().collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn one_channel_has_many_addresses() {
        for address in [
            "https://t.me/channel_x",
            "http://T.me/s/Channel_X/123?single",
            "https://telegram.me/channel_x#top",
            "https://channel_x.t.me/",
            "tg://resolve?domain=channel_x&post=3",
            "https://web.archive.org/web/2021/https://t.me/channel_x",
            "https://archive.ph/2021/https:/t.me/s/channel_x",
            "https://translate.example/?u=https%3A%2F%2Ft.me%2Fchannel_x",
        ] {
            assert!(holds("@channel_x", address) && holds("t.me/channel_x", address), "{address}");
        }
        for address in ["https://t.me/channel_xy", "https://t.me/other/channel_x", "https://example.org/channel_x", "https://t.me/"] {
            assert!(!holds("@channel_x", address), "{address}");
        }
    }

    #[test]
    fn a_host_holds_what_is_below_it() {
        for address in ["https://outlet.example/", "http://www.outlet.example/a?b", "https://m.outlet.example/x", "https://OUTLET.example."]
        {
            assert!(holds("outlet.example", address), "{address}");
        }
        assert!(!holds("outlet.example", "https://notoutlet.example/"));
        assert!(!holds("outlet.example", "https://outlet.example.org/"));
        assert!(holds("outlet.example/be", "https://outlet.example/be/news") && !holds("outlet.example/be", "https://outlet.example/best"));
        assert!(holds("пример.бел", "https://xn--e1afmkfd.xn--90ais/x"));
        assert!(
            holds("https://vk.com/wall-1?w=2", "https://m.vk.com/wall-1?w=2&z=3")
                && !holds("https://vk.com/wall-1?w=2", "https://vk.com/wall-1?w=22")
        );
    }

    #[test]
    fn what_is_nobodys_is_refused() {
        for text in ["nexta", "@", "@a b", "", "https://", "a b.example", "mailto:a@b.example"] {
            assert_eq!(Pattern::read(text), Err(Fault::NoAddress), "{text}");
        }
        for text in ["t.me", "https://www.youtube.com/", "telegram.me/"] {
            assert_eq!(Pattern::read(text), Err(Fault::WholePlatform), "{text}");
        }
    }
}
