//! What writers call the language of a block of code, and what the grammars are called.

/// Names in use that no grammar has, each with the ending or name of one that fits. Languages that have no grammar of their
/// own take that of the one they are made of, where it reads them rightly.
const OTHERS: &[(&str, &str)] = &[
    ("batch", "bat"),
    ("cjs", "js"),
    ("console", "sh"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("dosbatch", "bat"),
    ("fortran", "f90"),
    ("fsharp", "f#"),
    ("geojson", "json"),
    ("golang", "go"),
    ("graphviz", "dot"),
    ("javascriptreact", "tsx"),
    ("json5", "js"),
    ("jsonc", "json"),
    ("jsonl", "json"),
    ("jsx", "tsx"),
    ("mdx", "md"),
    ("mjs", "js"),
    ("mysql", "sql"),
    ("node", "js"),
    ("objc", "objective-c"),
    ("objectivec", "objective-c"),
    ("plsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("python3", "py"),
    ("scheme", "rkt"),
    ("shell", "sh"),
    ("shell-session", "sh"),
    ("shellscript", "sh"),
    ("shellsession", "sh"),
    ("sqlite", "sql"),
    ("xsl", "xml"),
];

/// What is no language: such a block has no colours.
const PLAIN: &[&str] = &["none", "plain", "plaintext", "text", "txt"];

/// The ending or name of the grammar for a block whose first line says this; nothing for a block that is plain text.
pub(super) fn grammar_name(language: &str) -> Option<String> {
    // `rust,ignore` and `js{1,3}` name a language and something else.
    let name = language.split([',', '{', ':', '=']).next().unwrap_or("").trim_start_matches('.').to_ascii_lowercase();
    if name.is_empty() || PLAIN.contains(&&*name) {
        return None;
    }
    let other = OTHERS.iter().find(|(other, _)| *other == name);
    Some(other.map_or(name, |(_, grammar)| (*grammar).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::code::is_known;

    #[test]
    fn every_name_has_a_grammar_and_none_is_taken_from_one() {
        for (name, grammar) in OTHERS {
            assert!(is_known(grammar), "{name}: there is no grammar `{grammar}`");
            assert!(!is_known(name), "{name} is a grammar's own name");
        }
        assert!(OTHERS.is_sorted(), "the names are in order");
    }

    #[test]
    fn names_are_read_as_writers_write_them() {
        let name = |language| grammar_name(language).unwrap_or_default();
        assert_eq!(["rust,ignore", "js{1,3}", ".Python", "Shell"].map(name), ["rust", "js", "python", "sh"]);
        assert_eq!(["", "text", "Plaintext"].map(name), ["", "", ""]);
    }
}
