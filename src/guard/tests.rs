//! Names in any dress, patterns, and files of digests.

use super::*;

fn guard(names: &[&str], patterns: &[&str]) -> Withheld {
    let mut withheld = Withheld::new();
    for (n, name) in names.iter().enumerate() {
        withheld.add_name(Item::Name(n), name).expect("a name");
    }
    for pattern in patterns {
        withheld.add_pattern(pattern).expect("a pattern");
    }
    withheld
}

fn found(withheld: &Withheld, path: &str, bytes: &[u8]) -> Vec<Item> {
    withheld.find(path, bytes, &mut Known::default()).into_iter().collect()
}

/// However a name is written down, it is found; by its plain form and by its digest.
#[test]
fn a_name_in_any_dress() {
    let name = "Ann-Maria O'Testova";
    let plain = guard(&[name], &[]);
    let mut hashed = Withheld::new();
    hashed.add_salted(Salted::read(&salted(None, &[7; 16], &[name]).expect("names")).expect("a file"));
    for (path, text) in [
        ("a.html", "<p>Said ann-maria o’testova.</p>"),
        ("a.html", "ANN&nbsp;MARIA\n\n O&#39;Testova"),
        ("a.html", "<td>O'Testova, Ann <b>Ma</b>ria</td>"),
        ("a.html", "<img alt=\"O'Testova Ann Maria\">"),
        ("a.html", "<script type=\"application/ld+json\">{\"name\": \"Ann\\u002dMaria O\\u0027T\\u0065stova\"}</script>"),
        ("feed.xml", "&lt;p&gt;Ann &lt;em&gt;Maria&lt;/em&gt; O&amp;#39;Testova&lt;/p&gt;"),
        ("a.css", ".ann-maria.o-testova, .x { } /* Ann Maria O'Testova */"),
        ("search.json", r#"{"t":"x\nAnn\nMaria O'Testova"}"#),
        ("a.txt", "Ann\u{ad}-Ma\u{200b}ria O\u{2bc}Testova"),
        ("a.html", "href=\"/Ann%20Maria%20O%27Testova\""),
        ("people/ann-maria-o%27testova/index.html", ""),
        ("people/ann-maria-otestova.png", "\u{89}"),
        ("a.pdf", "%PDF\u{0}\u{1}(Ann Maria O'Testova)\u{2}"),
    ] {
        assert_eq!(found(&plain, path, text.as_bytes()), [Item::Name(0)], "{path} {text}");
        assert_eq!(found(&hashed, path, text.as_bytes()), [Item::Hashed(3)], "{path} {text}");
    }
    let utf16 = |order: fn(u16) -> [u8; 2]| name.encode_utf16().flat_map(order).collect::<Vec<_>>();
    for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        for before in [&b"\x89PNG\xff\xfe"[..], b"\x89PNG\xff"] {
            assert_eq!(found(&plain, "a.png", &[before, &bytes[..], b"\xff\xff"].concat()), [Item::Name(0)]);
        }
    }
    for text in ["Ann Maria", "Ann Other-Maria O'Testova", "Ann Maria O'Testovas", "Anna Maria O'Testova", "O'Testova Ann and Maria"] {
        assert_eq!(found(&plain, "a.html", text.as_bytes()), [], "{text}");
        assert_eq!(found(&hashed, "a.html", text.as_bytes()), [], "{text}");
    }
}

#[test]
fn cyrillic_in_any_form() {
    let withheld = guard(&["Алёна Прикладная", "ﬁctive person"], &[]);
    for text in ["алена ПРИКЛАДНАЯ", "Але\u{308}на Прикладная", "\\u0410\\u043b\\u0435\\u043d\\u0430 Прикладная", "&#1040;лена Прикладная"]
    {
        assert_eq!(found(&withheld, "a.json", text.as_bytes()), [Item::Name(0)], "{text}");
    }
    assert_eq!(found(&withheld, "a.txt", b"a Fictive Person"), [Item::Name(1)]);
}

#[test]
fn patterns_are_looked_for_in_what_is_read() {
    let withheld = guard(&[], &[r"(?i)\bpassport\s+[A-Z]{2}\d{7}\b", r"\+375 ?\d{2}"]);
    let text = "<p>pass<b>port</b> mp1234567</p><a href=\"tel:%2B37529\">";
    assert_eq!(found(&withheld, "a.html", text.as_bytes()), [Item::Pattern(0), Item::Pattern(1)]);
    assert_eq!(found(&withheld, "a.html", b"<p>passport MP12345678</p>"), []);
    assert!(compiled("(").expect_err("broken").contains("unclosed group"));
    assert!(compiled("a*").expect_err("everywhere").contains("everything"));
}

#[test]
fn names_that_stand_everywhere_are_refused() {
    assert_eq!(check_name("Li"), Err(Unfit::Short));
    assert_eq!(check_name("- ’ -"), Err(Unfit::Short));
    assert_eq!(check_name("a b c d e f g h i"), Err(Unfit::Long));
    assert_eq!(check_name("Lin"), Ok(()));
}

#[test]
fn a_file_of_digests_grows_and_says_what_is_wrong_with_it() {
    let first = salted(None, &[1; 16], &["Ann Other"]).expect("names");
    assert!(!first.to_lowercase().contains("ann"));
    let read = Salted::read(&first).expect("a file");
    let second = salted(Some(&read), &[2; 16], &["Other, Ann", "Bob Third Person"]).expect("names");
    assert!(second.starts_with(&first), "the salt and what was there stay; a name stands once:\n{second}");
    assert_eq!((read.len(), Salted::read(&second).expect("a file").len()), (1, 2));
    assert_eq!(salted(None, &[1; 16], &["Ann Other", "x"]), Err((1, Unfit::Short)));
    let good = format!("dossier never-publish 1\nsalt {}\n# a note\n\n2 {}\n", "ab".repeat(16), "0F".repeat(32));
    assert_eq!(Salted::read(&good).expect("a file").len(), 1);
    for (text, line) in [
        (String::new(), 1),
        ("names\n".to_owned(), 1),
        (good.replace("salt ", "pepper "), 2),
        (good.replace(&"ab".repeat(16), "ab"), 2),
        (good.replace("2 0F", "9 0F"), 5),
        (good.replace("2 0F", "2 é0"), 5),
        (good.replace("2 0F", "0F"), 5),
    ] {
        assert_eq!(Salted::read(&text).expect_err("broken").line, line, "{text}");
    }
}
