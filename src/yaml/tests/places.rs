//! Where values and keys stand in a text, whatever the text is.

use super::*;

const WHOLE: &str = "kind: claim\ntitle: Пять терабайт # note\n\"quoted key\" : 'it''s'\nempty:\ntags: [ад, \"два\", {три: 4}]\n\
    text: |\n  First Ё line\n  second\nfold: >-\n  folded\nhistory:\n  - date: \"2021\\u002D08\"\n    by:\n    - x\n    - y\n  -\n    date: 2021\n\
    base: &b {n: 12, m: да}\nagain: *b\nlong: one\n  two\nsingle: {date: 2020}\nnested: [[a, 1], []]\n";

#[test]
fn values_and_keys_are_found() {
    for (at, value, key) in [
        ("kind", "claim", "kind"),
        ("title", "Пять терабайт", "title"),
        ("quoted key", "'it''s'", "\"quoted key\""),
        ("empty", "", "empty"),
        ("tags", "[ад, \"два\", {три: 4}]", "tags"),
        ("tags[0]", "ад", "ад"),
        ("tags[1]", "\"два\"", "\"два\""),
        ("tags[2]", "{три: 4}", "{три: 4}"),
        ("tags[2].три", "4", "три"),
        ("text", "First Ё line", "text"),
        ("fold", "folded", "fold"),
        ("history", "- date: \"2021\\u002D08\"", "history"),
        ("history[0]", "date: \"2021\\u002D08\"", "date: \"2021\\u002D08\""),
        ("history[0].date", "\"2021\\u002D08\"", "date"),
        ("history[0].by", "- x", "by"),
        ("history[0].by[1]", "y", "y"),
        ("history[1].date", "2021", "date"),
        ("history[1].date[0]", "2021", "2021"),
        ("kind[0]", "claim", "claim"),
        ("kind[0][0]", "claim", "claim"),
        ("base", "{n: 12, m: да}", "base"),
        ("base.m[0]", "да", "да"),
        ("base.n[0]", "12", "12"),
        ("again", "{n: 12, m: да}", "again"),
        ("again.m", "да", "m"),
        ("long", "one", "long"),
        ("single[0]", "{date: 2020}", "{date: 2020}"),
        ("single[0].date", "2020", "date"),
        ("nested[0][1]", "1", "1"),
        ("nested[1]", "[]", "[]"),
    ] {
        for yaml in [WHOLE.to_owned(), WHOLE.replace('\n', "\r\n")] {
            let found = (locate(&yaml, &path(at)).map(|s| &yaml[s]), locate_key(&yaml, &path(at)).map(|s| &yaml[s]));
            assert_eq!(found, (Some(value), Some(key)), "{at}");
        }
    }
    for at in ["gone", "kind.x", "kind[1]", "tags[3]", "history[1].by", "nested[1][0]", "empty.x"] {
        assert_eq!(locate(WHOLE, &path(at)), None, "{at}");
    }
}

#[test]
fn a_value_is_found_before_a_mistake_further_down() {
    let yaml = "a: x\nb: [1, 2]\nc: @no\n";
    assert_eq!(locate(yaml, &path("b[1]")).map(|span| &yaml[span]), Some("2"));
    assert_eq!(locate(yaml, &path("c")), None);
}

#[test]
fn front_matter_is_found() {
    let found = |text: &str| match front_matter(text) {
        FrontMatter::Found { yaml, body } => Some((text[yaml].to_owned(), text[body..].to_owned())),
        _ => None,
    };
    let some = |yaml: &str, body: &str| Some((yaml.to_owned(), body.to_owned()));
    assert_eq!(found("---\na: b\n---\nText\n"), some("a: b\n", "Text\n"));
    assert_eq!(found("---  \r\na: b\r\n--- \t\r\nText\r\n"), some("a: b\r\n", "Text\r\n"));
    assert_eq!(found("---\n---\n"), some("", ""));
    assert_eq!(found("---\na: b\n---"), some("a: b\n", ""));
    assert_eq!(found("---\na: b\n----\n--- x\n ---\n---\n"), some("a: b\n----\n--- x\n ---\n", ""));
    assert_eq!(found("---\na: |\n  x\n---\n---\n"), some("a: |\n  x\n", "---\n"));
    for text in ["", "--", "----\n", "--- x\n---\n", "\n---\n---\n", " ---\n---\n", "Text\n---\n"] {
        assert_eq!(front_matter(text), FrontMatter::Missing, "{text:?}");
    }
    for text in ["---", "---\n", "---\na: b\n", "---\na: b\n...\n", "---\na: b\n----\n"] {
        assert_eq!(front_matter(text), FrontMatter::Unclosed(0..3), "{text:?}");
    }
}

#[test]
fn places_become_bytes() {
    let text = "---\nзнак: да\nlist: [a, b]\n---\nBody\n";
    let source = Source::from_bytes("content/x.md", text.as_bytes());
    let shown = |place: Place| match pin(&place, &source).at {
        At::Bytes(start, end) => text[start..end].to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(shown(Place::value(&source.id, path("знак"))), "да");
    assert_eq!(shown(Place::key(&source.id, path("знак"))), "знак");
    assert_eq!(shown(Place::value(&source.id, path("list[7].x"))), "[a, b]", "one step up");
    assert_eq!(shown(Place::value(&source.id, path("gone"))), "---");
    assert_eq!(shown(Place::bytes(&source.id, 4..6)), "з");
    assert_eq!(shown(Place::file(&source.id)), "File");
    let bare = Source::from_bytes("content/y.md", b"No front matter");
    assert_eq!(pin(&Place::value(&bare.id, path("a")), &bare).at, At::File);
    let settings = Source::from_bytes("dossier.yaml", b"title: x\n");
    assert_eq!(pin(&Place::value(&settings.id, path("title")), &settings).at, At::Bytes(7, 8));
    assert_eq!(pin(&Place::value(&settings.id, path("gone")), &settings).at, At::File);
}

#[test]
fn ten_thousand_mistakes_in_one_file() {
    let yaml: String = (0..10_000).map(|n| format!("key{n}: value\n")).collect();
    let source = Source::from_bytes("dossier.yaml", yaml.as_bytes());
    let wrong = |n: usize| Diagnostic::new(&codes::UNKNOWN_FIELD, Place::key(&source.id, FieldPath::key(&format!("key{n}"))), "no");
    let mut found: Vec<Diagnostic> = (0..10_000).map(wrong).collect();
    let mut snapshot = Snapshot::default();
    snapshot.sources.insert(source.id.clone(), source.into());
    pin_all(&mut found, &snapshot);
    assert_eq!(found[1].place.at, At::Bytes(12, 16));
    assert!(found.iter().all(|diagnostic| matches!(diagnostic.place.at, At::Bytes(..) | At::File)));
}

/// Any text, of pieces that mean something in YAML.
fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
    let pieces = [
        "a", "б", "k: ", "- ", "\n", "\n  ", "\n    ", "\r\n", "\t", " ", "[", "]", "{", "}", ", ", ":", "\"", "'", "\\", "#", " # ",
        "&a ", "*a", "!t ", "|\n", ">-\n", "? ", "---\n", "...\n", "%", "@", "`", "12", "1.50", "~", "<<: ", "\u{2028}", "\u{85}",
        "\u{feff}", "\u{1}", "💥", "\\u12", "!!int ",
    ];
    proptest::strategy::Strategy::prop_map(proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40), |parts| {
        parts.concat()
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_the_text_is_places_lie_in_it(yaml in any_text()) {
        if let Err(problem) = decode(&yaml) {
            proptest::prop_assert!(yaml.get(problem.at.clone()).is_some(), "{problem:?}");
            proptest::prop_assert!(!problem.message.contains(" at line "), "{problem:?}");
            if let Some((_, path)) = problem.duplicate {
                proptest::prop_assert!(locate_key(&yaml, &path).is_some());
            }
        }
        for at in ["k", "k[0]", "k.a[1]", "[0]", "[0].k", "a[1]"] {
            for span in [locate(&yaml, &path(at)), locate_key(&yaml, &path(at))].into_iter().flatten() {
                proptest::prop_assert!(yaml.get(span.clone()).is_some(), "{at}: {span:?}");
            }
        }
        let text = format!("---\n{yaml}");
        if let FrontMatter::Found { yaml, body } = front_matter(&text) {
            proptest::prop_assert!(text.get(yaml).is_some() && text.get(body..).is_some());
        }
    }
}

#[test]
fn whole_texts_go_to_their_end() {
    let whole = |yaml: &str, to: &str| locate_whole(yaml, &path(to)).map(|at| yaml[at].to_owned());
    for (yaml, to, expected) in [
        ("a: |\n  one\n\n  two\nb: x\n", "a", "|\n  one\n\n  two"),
        ("a:\n  - c: >-\n      one\n      # two\n    d: x\n", "a[0].c", ">-\n      one\n      # two"),
        ("a: one\n  two\n\n  three\nb: x\n", "a", "one\n  two\n\n  three"),
        ("a: one # no\n", "a", "one"),
        ("a:\n  one\n two\nb: x\n", "a", "one\n two"),
        ("a:\n- one\n  two\n- x\n", "a[0]", "one\n  two"),
        ("- a:\n    one\n    two\n  b: x\n", "[0].a", "one\n    two"),
        ("a: \"one\n  two\" # no\n", "a", "\"one\n  two\""),
        ("a: 'it''s'\n", "a", "'it''s'"),
        ("{a: one, b: [two, \"th\\u0072ee\"]}\n", "b[1]", "\"th\\u0072ee\""),
        ("a: &x one\nb: *x\n", "a", "one"),
        ("a: |\n  one", "a", "|\n  one"),
    ] {
        assert_eq!(whole(yaml, to).as_deref(), Some(expected), "{yaml:?}");
    }
    assert_eq!(whole("a: x\n", "b"), None);
}
