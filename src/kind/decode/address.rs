//! What an address, a path and a language tag look like. Texts in, a reason and a hint out.

use super::written;

/// Why a text is no address, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong: a phrase that may follow the text.
    pub(super) why: String,
    /// What to do about it.
    pub(super) hint: Option<String>,
}

fn fault<T>(why: impl Into<String>, hint: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { why: why.into(), hint: Some(hint.into()) })
}

/// Whether a text is the address of something on the web. Letters of any script may stand in it.
pub(super) fn web_address(text: &str) -> Result<(), Fault> {
    if let Some(c) = text.chars().find(|c| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '<' | '>' | '"')) {
        let why = if c == ' ' { "has a blank in it".to_owned() } else { format!("has the character `{}` in it", written(&c.to_string())) };
        return fault(why, "copy the address from the browser once more");
    }
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return no_web_scheme(text);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    if authority.contains('@') {
        return fault("names a user before the host", "take out what stands before the `@`: it makes an address look like another one");
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    if host.trim_matches('.').is_empty() {
        return fault("has no host", "write the whole address, as in `https://example.org/page`");
    }
    if !port.bytes().all(|byte| byte.is_ascii_digit()) || port.len() > 5 {
        return fault(format!("has the port `{}`", written(port)), "a port is a number; most addresses have none");
    }
    Ok(())
}

fn no_web_scheme(text: &str) -> Result<(), Fault> {
    let why = "is no `http` or `https` address";
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let has_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'));
    let rest = if has_scheme { &text[scheme.len() + 1..] } else { text };
    let host = rest.trim_start_matches('/');
    let slip = !has_scheme || scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let name = host.split(['/', '?', '#', ':']).next().unwrap_or(host);
    let looks_like_host = name.contains('.') && !name.starts_with('.') && !name.ends_with('.');
    if slip && looks_like_host {
        return fault(why, format!("did you mean `https://{}`?", written(host)));
    }
    fault(why, "write the whole address, as in `https://example.org/page`")
}

/// Whether a text is a path that stays inside the site.
pub(super) fn site_path(text: &str) -> Result<(), Fault> {
    if let Some(c) = text.chars().find(|c| c.is_control()) {
        return fault(format!("has the character `{}` in it", written(&c.to_string())), "take it out");
    }
    let inside = text.trim_start_matches('/');
    if text.contains('\\') {
        return fault("has a `\\` in it", format!("write it as `{}`", written(&inside.replace('\\', "/"))));
    }
    if text.contains(':') {
        return fault("is no path inside the site", "write it from the root of the site, as in `claims/old-id`");
    }
    if text.split('/').any(|part| part == "..") {
        return fault("would lead out of the site", "write it from the root of the site, without `..`");
    }
    if inside.len() < text.len() {
        return fault(
            "begins with a `/`",
            format!("write it from the root of the site, `{}`", written(if inside.is_empty() { "claims/old-id" } else { inside })),
        );
    }
    Ok(())
}

/// Whether a text has the form of a BCP 47 language tag (`be`, `be-Latn`, `zh-Hant-TW`); if not, a hint.
pub(super) fn language_tag(text: &str) -> Result<(), String> {
    let hint = || {
        let dashed = text.replace('_', "-");
        let name = LANGUAGE_NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, tag)| *tag);
        let meant = name.or_else(|| is_language_tag(&dashed).then_some(&*dashed));
        meant.map_or_else(|| "write a tag such as `be`, `ru`, `en` or `be-Latn`".to_owned(), |tag| format!("did you mean `{tag}`?"))
    };
    if is_language_tag(text) { Ok(()) } else { Err(hint()) }
}

/// Names that are written where a tag belongs.
const LANGUAGE_NAMES: [(&str, &str); 6] =
    [("Belarusian", "be"), ("Russian", "ru"), ("English", "en"), ("Ukrainian", "uk"), ("Polish", "pl"), ("German", "de")];

fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic()) && text.len() <= 35 && parts.all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(result: Result<(), Fault>) -> String {
        match result {
            Ok(()) => "fine".to_owned(),
            Err(fault) => format!("{}; {}", fault.why, fault.hint.unwrap_or_default()),
        }
    }

    #[test]
    fn addresses_are_of_the_web() {
        for good in [
            "https://example.org",
            "http://example.org:8080/a?b=c#d",
            "HTTPS://пример.бел/сторінка",
            "https://[::1]/x",
            "https://t.me/x?y=a:b@c",
        ] {
            assert_eq!(web_address(good), Ok(()), "{good}");
        }
        let check = |text: &str, expected: &str| assert_eq!(why(web_address(text)), expected, "{text}");
        let whole = "is no `http` or `https` address; write the whole address, as in `https://example.org/page`";
        check("javascript:alert(1)", whole);
        check("data:text/html,x", whole);
        check("javascript://example.org/%0aalert(1)", whole);
        check("some page", "has a blank in it; copy the address from the browser once more");
        check("page", whole);
        check("www.example.org/a", "is no `http` or `https` address; did you mean `https://www.example.org/a`?");
        check("//example.org", "is no `http` or `https` address; did you mean `https://example.org`?");
        check("https:/example.org", "is no `http` or `https` address; did you mean `https://example.org`?");
        check("example.org:80/x", "is no `http` or `https` address; did you mean `https://example.org:80/x`?");
        check("https://", "has no host; write the whole address, as in `https://example.org/page`");
        check(
            "https://good.org@evil.org/",
            "names a user before the host; take out what stands before the `@`: it makes an address look like another one",
        );
        check("https://example.org:port/", "has the port `port`; a port is a number; most addresses have none");
        check("https://a\u{1b}b.org", "has the character `\\u{1b}` in it; copy the address from the browser once more");
        check("https://a.org\\@b.org", "has the character `\\` in it; copy the address from the browser once more");
    }

    #[test]
    fn paths_stay_inside() {
        for good in ["claims/old-id", "old.html", "a/b/", "стары/адрас"] {
            assert_eq!(site_path(good), Ok(()), "{good}");
        }
        let check = |text: &str, expected: &str| assert_eq!(why(site_path(text)), expected, "{text}");
        check("../../etc/passwd", "would lead out of the site; write it from the root of the site, without `..`");
        check("a/../b", "would lead out of the site; write it from the root of the site, without `..`");
        check("/claims/x", "begins with a `/`; write it from the root of the site, `claims/x`");
        check("C:\\x", "has a `\\` in it; write it as `C:/x`");
        check("https://example.org/x", "is no path inside the site; write it from the root of the site, as in `claims/old-id`");
        check("a\u{7}b", "has the character `\\u{7}` in it; take it out");
    }

    #[test]
    fn language_tags_have_their_form() {
        for good in ["be", "be-Latn", "zh-Hant-TW", "sr-Latn-x-old", "ru"] {
            assert_eq!(language_tag(good), Ok(()), "{good}");
        }
        assert_eq!(language_tag("belarusian"), Err("did you mean `be`?".to_owned()));
        for bad in ["", "b", "be_BY", "be-", "бе", "toolonglanguage"] {
            assert!(language_tag(bad).is_err(), "{bad}");
        }
        assert_eq!(language_tag("be_BY"), Err("did you mean `be-BY`?".to_owned()));
    }
}
