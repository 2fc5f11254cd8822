//! SVG: comments, `<metadata>`, and what drawing programs note for themselves, paths on the artist's disk among it.

/// Prefixes of attributes and elements that are drawing programs' own.
const OWN: [&str; 5] = ["inkscape:", "sodipodi:", "i:", "adobe:", "rdf:"];

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = &rest[rest.find("-->")? + 3..];
        } else if rest.starts_with("<![CDATA[") {
            let end = rest.find("]]>")? + 3;
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else {
            let end = end_of_tag(rest)?;
            let tag = &rest[..end];
            rest = &rest[end..];
            let name = name(tag);
            if name == "metadata" || OWN.iter().any(|own| name.starts_with(own)) {
                if !tag.ends_with("/>") && !tag.starts_with("</") {
                    let closing = format!("</{name}");
                    let at = rest.find(&closing)?;
                    rest = &rest[at..];
                    rest = &rest[end_of_tag(rest)?..];
                }
            } else {
                without_own(tag, &mut out);
            }
        }
    }
    out.push_str(rest);
    Some(out.into_bytes())
}

/// Where a tag ends: a `>` within quotes ends none.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'>', None) => return Some(at + 1),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<').trim_start_matches('/');
    inner.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or(inner)
}

/// The tag without attributes of drawing programs. Names of namespaces stay: elements that are kept may need them.
fn without_own(tag: &str, out: &mut String) {
    let mut rest = tag;
    loop {
        let found = OWN.iter().filter_map(|own| rest.match_indices(own).map(|(at, _)| at).find(|at| begins(rest, *at))).min();
        let Some(at) = found else { break };
        let value = rest[at..].find('=').map(|equals| at + equals + 1);
        let Some((open, quote)) = value.and_then(|from| {
            let open = from + rest[from..].len() - rest[from..].trim_start().len();
            Some((open, rest[open..].chars().next().filter(|c| matches!(c, '"' | '\''))?))
        }) else {
            break;
        };
        let Some(close) = rest[open + 1..].find(quote) else { break };
        out.push_str(rest[..at].trim_end());
        rest = &rest[open + 1 + close + 1..];
    }
    out.push_str(rest);
}

/// Whether an attribute begins at this place: after a blank, and outside of quotes.
fn begins(tag: &str, at: usize) -> bool {
    let before = &tag[..at];
    before.ends_with(char::is_whitespace) && {
        let mut quote = None;
        for c in before.chars() {
            match quote {
                None if matches!(c, '"' | '\'') => quote = Some(c),
                Some(open) if c == open => quote = None,
                _ => {}
            }
        }
        quote.is_none()
    }
}
