//! What YAML may look like, and what is said of it. The tests of hostile texts hold no clock: a text that takes
//! quadratic time takes minutes, and that is seen.

use super::*;
use crate::diag::{Diagnostic, codes};
use crate::model::Node;
use crate::text::place::{At, Place, Step};
use crate::text::{Snapshot, Source};

fn node(text: &str) -> Node {
    decode(text).unwrap_or_else(|problem| panic!("{text:?}: {problem:?}"))
}

fn text(value: &str) -> Node {
    Node::Text(value.into())
}

/// `history[2].by` as a path.
fn path(written: &str) -> FieldPath {
    let mut steps = Vec::new();
    for part in written.split('.').filter(|part| !part.is_empty()) {
        let (key, numbers) = part.split_once('[').unwrap_or((part, ""));
        if !key.is_empty() {
            steps.push(Step::Key(key.into()));
        }
        steps.extend(numbers.split(['[', ']']).filter_map(|n| n.parse().ok()).map(Step::Index));
    }
    FieldPath(steps)
}

/// The problem of a text: what is marked, what is said, and what is advised.
fn wrong(yaml: &str, marked: &str, message: &str, hint: &str) {
    let problem = decode(yaml).expect_err(yaml);
    let got = (&yaml[problem.at.clone()], problem.message.as_str(), problem.hint.as_deref().unwrap_or(""));
    assert_eq!(got, (marked, message, hint), "{yaml}");
}

#[test]
fn values_of_every_type() {
    let yaml = "n: ~\nb: true\ni: -7\nf: 1.5\nt: да\nl: [1, two]\nm: {b: 1, a: 2}\n";
    let Node::Map(pairs) = node(yaml) else { panic!("no map") };
    let values: Vec<&Node> = pairs.iter().map(|(_, value)| value).collect();
    assert_eq!(*values[0], Node::Null);
    assert_eq!(*values[1], Node::Bool(true));
    assert_eq!(*values[2], Node::Integer(-7));
    assert_eq!(*values[3], Node::Float(1.5));
    assert_eq!(*values[4], text("да"));
    assert_eq!(*values[5], Node::List(vec![Node::Integer(1), text("two")]));
    assert_eq!(*values[6], Node::Map(vec![("b".into(), Node::Integer(1)), ("a".into(), Node::Integer(2))]), "in the writer's order");
}

#[test]
fn nothing_is_null() {
    for yaml in ["", "\n", "# nothing\n", "---\n", "~"] {
        assert_eq!(node(yaml), Node::Null, "{yaml:?}");
    }
    assert_eq!(node("title:\n"), Node::Map(vec![("title".into(), Node::Null)]));
}

#[test]
fn keys_that_are_no_text_are_written_out() {
    let Node::Map(pairs) = node("2021: a\ntrue: b\n0x1F: c\n~: d\n\"q\": e\n") else { panic!("no map") };
    let keys: Vec<&str> = pairs.iter().map(|(key, _)| &**key).collect();
    assert_eq!(keys, ["2021", "true", "0x1F", "~", "q"]);
}

#[test]
fn numbers_keep_the_digits_that_were_written() {
    let yaml = "[19.10, 19.1, +375291234567, 0x1F, 1e3, .inf, 007, 18446744073709551615, 999999999999999999999999999999999999999999, 12, 1_000, '5', -0.50]";
    let words = [
        "19.10",
        "+375291234567",
        "0x1F",
        "1e3",
        ".inf",
        "007",
        "18446744073709551615",
        "999999999999999999999999999999999999999999",
        "1_000",
        "5",
        "-0.50",
    ];
    let Node::List(items) = node(yaml) else { panic!("no list") };
    let kept: Vec<&Node> = items.iter().filter(|item| matches!(item, Node::Text(_))).collect();
    assert_eq!(kept, words.map(text).iter().collect::<Vec<_>>());
    assert_eq!((&items[1], &items[9]), (&Node::Float(19.1), &Node::Integer(12)));
    assert_eq!(
        node("a: &n 1.0\nb: [*n, {c: *n}]\n").get("b"),
        Some(&Node::List(vec![text("1.0"), Node::Map(vec![("c".into(), text("1.0"))])]))
    );
}

#[test]
fn yaml_one_dot_two_words_stay_words() {
    assert_eq!(node("[no, yes, on, off, 2021-08, 12:30]"), Node::List(["no", "yes", "on", "off", "2021-08", "12:30"].map(text).into()));
}

#[test]
fn a_key_twice() {
    let yaml = "a:\n  - б: 1\n    в: 2\n    \"б\" : 3\n";
    let problem = decode(yaml).expect_err("a key twice");
    assert_eq!(&yaml[problem.at.clone()], "\"б\"");
    assert_eq!(problem.message, "the field `б` stands twice");
    let (key, at) = problem.duplicate.clone().expect("says so");
    assert_eq!((key.as_str(), at.to_string().as_str()), ("б", "a[0].б"));
    assert_eq!(locate_key(yaml, &at).map(|span| &yaml[span]), Some("б"), "the first one");
    let shown = problem.diagnostic(&SourceId::new("x.yaml"), 100);
    assert_eq!(
        (shown.code.name, shown.place.at, &shown.labels[0].place.at),
        ("duplicate-field", At::Bytes(100 + problem.at.start, 100 + problem.at.end), &At::Key(at))
    );
    wrong("a: 1\na: 2\n", "a", "the field `a` stands twice", "keep one of the two; for several values write a list");
    wrong("{a: 1, 'a': 2}\n", "'a'", "the field `a` stands twice", "keep one of the two; for several values write a list");
    let many: String = (0..5000).map(|n| format!("k{n}: v\n")).chain(["k77: w\n".to_owned()]).collect();
    assert_eq!(decode(&many).expect_err("twice").message, "the field `k77` stands twice");
}

#[test]
fn tabs() {
    for yaml in ["title: a\n\tkind: b\n", "a:\n\t- b\n", "\ttitle: a\n", "a: |\n\tb\n", "a: b\n  # c\n\t# d\n"] {
        wrong(yaml, "\t", "YAML does not allow tabs here", "use spaces");
    }
}

#[test]
fn colons() {
    wrong("title: a: b\n", ":", "a colon and a blank cannot stand within a value", QUOTE);
    wrong("- x: y: z\n", ":", "a colon and a blank cannot stand within a value", QUOTE);
    wrong("a: \"b\": c\n", ":", "a colon and a blank cannot stand within a value", QUOTE);
    wrong("a: : b\n", ":", "a colon and a blank cannot stand within a value", QUOTE);
    let column = "begin it in the same column as the fields it belongs to";
    wrong("title: a\n  kind: b\n", "kind", "this field is indented too far: the line above has a value already", column);
    let name = "write `name: value`; a line that continues the text above is indented";
    wrong("title\nkind: x\n", "title", "this line has no colon after a field's name", name);
    wrong("a: b\nслово\nc: d\n", "слово", "this line has no colon after a field's name", name);
    wrong("a: b\nc\n", "c", "this line has no colon after a field's name", name);
}

const QUOTE: &str = "put the value in quotes";

#[test]
fn signs_at_the_start_of_a_value() {
    wrong("t: @foo bar\n", "@foo bar", "a value cannot begin with `@`", QUOTE);
    wrong("t: `foo`\n", "`foo`", "a value cannot begin with a backtick", QUOTE);
    wrong("t: %foo\n", "%foo", "a value cannot begin with `%`", QUOTE);
    wrong("%foo\n", "%foo", "a line cannot begin with `%`", "put the text in quotes");
    wrong("t: *Важно*\n", "*Важно*", "a value cannot begin with `*`", QUOTE);
    wrong("t: **bold**\n", "**bold**", "a value cannot begin with `*`", QUOTE);
    wrong("t: & more\n", "& more", "a value cannot begin with `&`", QUOTE);
    wrong("t: *gone\n", "*gone", "`*gone` refers to an anchor that is not there", "put the value in quotes, if it is text");
    wrong("t: !Important x\n", "!Important x", "a value cannot begin with a tag (`!Important`)", "put the value in quotes, if it is text");
    wrong("t: !a!b x\n", "!a!b x", "a value cannot begin with a tag (`!`)", "put the value in quotes, if it is text");
    wrong("t: ! x\n", "! x", "a value cannot begin with a tag (`!`)", "put the value in quotes, if it is text");
    wrong("t: !!int x\n", "!!int x", "this value is not what its tag says", "take the tag out");
    wrong("t: {{ x }}\n", "{ x }", "a field's name cannot be a list or a group", "put the value in quotes, if it is text");
    wrong("t: , b\n", ",", "a value cannot begin with `,`", "write the value, or put it in quotes if it is text");
    wrong("t: ? b\n", "? b", "a value cannot begin with `? `", QUOTE);
    wrong(
        "t: - b\n",
        "-",
        "a list cannot begin on the line of its name",
        "begin the list on the next line; if it is no list, put the value in quotes",
    );
    wrong("<<: {a: b}\n", "<<", "merging with `<<` is not supported", "write the fields out");
    assert_eq!(node("t: !!str 2021\n").get("t"), Some(&text("2021")));
}

#[test]
fn quotes() {
    let double = "write `\"` at the end of the text; a quote within it is written `\\\"`";
    let single = "write `'` at the end of the text; an apostrophe within it is written `''`";
    wrong("a: б\ntitle: \"abc\nkind: x\n", "\"", "this quote is not closed", double);
    wrong("\"abc\nkind: x\n", "\"", "this quote is not closed", double);
    wrong("title: 'abc\n", "'", "this quote is not closed", single);
    wrong("a: \"x\n---\ny\"\n", "\"", "this quote is not closed", double);
    let yaml = "kind: x\ntitle: \"abc\nsummary: \"def\"\n";
    assert_eq!(decode(yaml).expect_err("unclosed").at, 15..16, "the quote that is not closed, not the next one");
    wrong("a: 'it's'\n", "s'", "text after the closing quote", "put the whole value in quotes; an apostrophe within it is written `''`");
    wrong(
        "a: \"say \"hi\" now\"\n",
        "hi\" now\"",
        "text after the closing quote",
        "put the whole value in quotes; a quote within it is written `\\\"`",
    );
    let backslash = "write `\\\\` for a backslash, or use single quotes";
    wrong("a: \"C:\\Users\"\n", "\\U", "`\\U` means nothing in double quotes", backslash);
    wrong("a: \"\\d+\"\n", "\\d", "`\\d` means nothing in double quotes", backslash);
}

#[test]
fn structure() {
    let column = "begin it in the same column as the fields it belongs to";
    wrong("a:\n  b: c\n d: e\n", "d: e", "this line is indented unlike the lines above it", column);
    wrong("a: \"v\"\n  - b\n", "- b", "this line is indented unlike the lines above it", column);
    wrong(
        "a:\n  - b\n  c: d\n",
        "c: d",
        "this line is no item of the list above it",
        "begin it with `- `, or in the column of the list's name",
    );
    wrong("t: [draft] Hello\n", "Hello", "text after the closing bracket", "put the whole value in quotes");
    wrong(
        "t: [a, b\nkind: x\n",
        "[",
        "the bracket `[` is not closed",
        "write `]` after the last item; if it is no list, put the value in quotes",
    );
    wrong(
        "t: {a: b\nkind: x\n",
        "{",
        "the bracket `{` is not closed",
        "write `}` after the last item; if it is no list, put the value in quotes",
    );
    wrong("t: [a, \"b\" c]\n", "c]", "a comma is missing before this", "put a comma between the items, or the item in quotes");
    wrong("t: [a, , b]\n", ",", "a value cannot begin with `,`", "write the value, or put it in quotes if it is text");
    wrong(
        "s: > text\n",
        "text",
        "a text after `|` or `>` begins on the next line",
        "begin it on the next line, indented; or put it in quotes without the sign",
    );
    wrong("a: x\u{1}y\n", "\u{1}", "the character U+0001 is not allowed in YAML", "take it out");
    wrong("a: б\u{7f}\n", "\u{7f}", "the character U+007F is not allowed in YAML", "take it out");
    let one = "take the line out: one file holds one document";
    wrong("a: b\n---\nc: d\n", "---", "a line `---` ends the text before it", one);
    wrong("---\na: b\n...\nc: d\n", "...", "a line `...` ends the text before it", one);
    wrong("  title: a\nkind: б\n", "kind: б", "this line stands further left than the first", "begin all fields in the same column");
}

#[test]
fn bombs_are_refused_quickly() {
    let billion: String = (0..9).map(|n| format!("l{}: &l{} [{}]\n", n + 1, n + 1, format!("*l{n},").repeat(9))).collect();
    let bomb = decode(&format!("l0: &l0 [x, x]\n{billion}")).expect_err("a bomb");
    assert_eq!(bomb.message, "the aliases (`*name`) repeat more than a text may hold");
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(5_000));
    assert_eq!(decode(&long).expect_err("a bomb of text").message, "the aliases (`*name`) repeat more than a text may hold");
    assert!(decode("a: &a [*a]\n").is_err(), "an alias of itself");
    for unit in ["[", "{", "{a: ", "- ", "a: {", "[\n", "{a:\n"] {
        let problem = decode(&unit.repeat(100_000)).expect_err(unit);
        assert_eq!(problem.message, "lists and groups are nested deeper than 64 levels", "{unit}");
    }
    let deep = |levels: usize| "- ".repeat(levels - 1) + "[a]";
    assert!(decode(&deep(DEEPEST)).is_ok() && decode(&deep(DEEPEST + 1)).is_err());
    let many: String = (0..20_000).map(|n| format!("k{n}: [a, b]\n")).collect();
    assert!(decode(&many).is_ok(), "a long text without aliases is no bomb");
    assert!(decode(&"\"".repeat(300_001)).is_err() && decode(&"a: \"\\q\"\n'".repeat(9_999)).is_err());
}

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
