//! What YAML may look like, and what is said of it. The tests of hostile texts hold no clock: a text that takes
//! quadratic time takes minutes, and that is seen.

use super::*;
use crate::diag::{Diagnostic, codes};
use crate::model::Node;
use crate::text::place::{At, Place, Step};
use crate::text::{Snapshot, Source};

mod places;

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
