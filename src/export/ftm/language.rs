//! Languages for FollowTheMoney, which names them by three letters.

/// Two letters and three, of the languages of Europe and those that sources are often in.
const CODES: &[(&str, &str)] = &[
    ("ar", "ara"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bs", "bos"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("he", "heb"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("kk", "kaz"),
    ("ko", "kor"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("nl", "nld"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sq", "sqi"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("uz", "uzb"),
    ("zh", "zho"),
];

/// The three letters of a language tag, of whose parts only the first counts.
#[must_use]
pub fn iso_639_3(tag: &str) -> Option<&'static str> {
    let first = tag.split('-').next()?.to_ascii_lowercase();
    CODES.iter().find(|(two, three)| *two == first || *three == first).map(|(_, three)| *three)
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_become_three_letters_or_nothing() {
        assert_eq!(super::iso_639_3("be-tarask"), Some("bel"));
        assert_eq!(super::iso_639_3("rus"), Some("rus"));
        assert_eq!(super::iso_639_3("xx"), None);
    }
}
