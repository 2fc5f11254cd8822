//! What a tag is to those who look, by its name: found once for each tag, and with one look for nearly all.

/// What is asked of a tag with some name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `<a>`, which may lead out of the site.
    Link,
    /// Behind it a notice can stand.
    Block,
    /// At its beginning a notice can stand.
    Holder,
    /// `<meta>`, which promises something.
    Meta,
    /// A script or style.
    Code,
    /// Its text holds no tags, but no code either.
    Words,
    /// Nobody asks anything.
    Other,
}

/// Whether anything is asked of a tag at the last look at a page, by whether it ends an element and by whether it is quiet.
#[inline]
pub fn is_asked(role: Role, is_end: bool, is_quiet: bool) -> bool {
    match role {
        Role::Other => !is_end && !is_quiet,
        Role::Holder => !is_end,
        Role::Link | Role::Block | Role::Meta | Role::Code | Role::Words => true,
    }
}

/// The names somebody asks for. Names in capitals are rare; there a notice stands a little further up.
const NAMES: [(&str, Role); 33] = [
    ("a", Role::Link),
    ("p", Role::Block),
    ("summary", Role::Block),
    ("pre", Role::Block),
    ("h1", Role::Block),
    ("h2", Role::Block),
    ("h3", Role::Block),
    ("h4", Role::Block),
    ("h5", Role::Block),
    ("h6", Role::Block),
    ("li", Role::Holder),
    ("dd", Role::Holder),
    ("td", Role::Holder),
    ("th", Role::Holder),
    ("div", Role::Holder),
    ("section", Role::Holder),
    ("article", Role::Holder),
    ("main", Role::Holder),
    ("header", Role::Holder),
    ("footer", Role::Holder),
    ("blockquote", Role::Holder),
    ("figcaption", Role::Holder),
    ("figure", Role::Holder),
    ("nav", Role::Holder),
    ("aside", Role::Holder),
    ("details", Role::Holder),
    ("body", Role::Holder),
    ("address", Role::Holder),
    ("meta", Role::Meta),
    ("script", Role::Code),
    ("style", Role::Code),
    ("title", Role::Words),
    ("textarea", Role::Words),
];

/// Gives every short name of [`NAMES`] a place of its own in [`SHORT`]; found by trying.
const FACTOR: u64 = 0x0afa_d37a_57c1_683d;

/// Stands where no name is: no name is so long.
const NONE: u64 = u64::MAX;

/// The short names, each where [`place`] says.
static SHORT: [(u64, Role); 64] = {
    let mut all = [(NONE, Role::Other); 64];
    let mut n = 0;
    while n < NAMES.len() {
        let (name, role) = NAMES[n];
        let name = name.as_bytes();
        if name.len() < 8 {
            let mut number = 0;
            let mut byte = name.len();
            while byte > 0 {
                byte -= 1;
                number = number << 8 | name[byte] as u64;
            }
            assert!(all[place(number)].0 == NONE, "two names in one place: another factor is needed");
            all[place(number)] = (number, role);
        }
        n += 1;
    }
    all
};

const fn place(number: u64) -> usize {
    (number.wrapping_mul(FACTOR) >> 58) as usize
}

/// What a tag of this name is.
#[must_use]
pub fn role(name: &str) -> Role {
    // Only the name of a link and of a paragraph is known in capitals too.
    let name = match name {
        "A" => "a",
        "P" => "p",
        _ => name,
    };
    let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    known.unwrap_or_else(|| {
        if is(name, "meta") {
            Role::Meta
        } else if is(name, "script") || is(name, "style") {
            Role::Code
        } else if name.eq_ignore_ascii_case("title") || name.eq_ignore_ascii_case("textarea") {
            Role::Words
        } else {
            Role::Other
        }
    })
}

/// The same of a name of less than eight bytes, as `scan::short_name` reads it. Nothing if it has capitals or a namespace,
/// or is none.
#[inline]
pub fn short_role(number: u64, length: usize) -> Option<Role> {
    let (known, role) = SHORT[place(number)];
    if known == number {
        return Some(role);
    }
    // Small letters have both bits; capitals and colons do not. What begins with anything but a letter is no name.
    let small = u64::from_le_bytes([0x60; 8]) & !(u64::MAX << (8 * length));
    (number & small == small && number.to_le_bytes()[0].is_ascii_lowercase()).then_some(Role::Other)
}

/// Whether a name is this one, in any case and whatever namespace stands before it.
#[must_use]
pub fn is(name: &str, asked: &str) -> bool {
    name.len() >= asked.len() && {
        let (before, local) = name.as_bytes().split_at(name.len() - asked.len());
        local.eq_ignore_ascii_case(asked.as_bytes()) && before.last().is_none_or(|byte| *byte == b':')
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::short_name;
    use super::*;
    use proptest::prelude::*;

    fn quickly(name: &str) -> Option<Role> {
        let (number, length) = short_name(format!("{name}>       ").as_bytes(), 0)?;
        assert_eq!(length, name.len());
        short_role(number, length)
    }

    #[test]
    fn every_name_is_found() {
        for (name, role_of_it) in NAMES {
            assert_eq!(role(name), role_of_it, "{name}");
            assert_eq!(quickly(name), (name.len() < 8).then_some(role_of_it), "{name}");
        }
        for (name, expected) in [("A", Role::Link), ("P", Role::Block), ("LI", Role::Other), ("span", Role::Other), ("Title", Role::Words)]
        {
            assert_eq!(role(name), expected, "{name}");
        }
        for (name, expected) in [("svg:style", Role::Code), ("SCRIPT", Role::Code), ("x:META", Role::Meta), ("x:title", Role::Other)] {
            assert_eq!(role(name), expected, "{name}");
        }
        assert_eq!((quickly("SCRIPT"), quickly("x:META"), quickly("span")), (None, None, Some(Role::Other)));
    }

    proptest! {
        #[test]
        fn both_ways_say_the_same(name in "[a-cA-Z1-6:ў_]{0,3}(a|p|li|meta|style|STYLE|title|h1|)[a-c:0-9é]{0,2}") {
            if let Some(quick) = short_name(format!("{name}        ").as_bytes(), 0).and_then(|(number, length)| short_role(number, length)) {
                prop_assert_eq!(quick, role(&name));
            }
        }
    }
}
