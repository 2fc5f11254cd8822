//! The same diagnostics in every format, and texts that want to harm a terminal.

use super::*;
use crate::diag::codes;
use crate::text::Source;

fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let sources = files.iter().map(|(path, text)| Source::from_bytes(path, text.as_bytes()));
    Snapshot { sources: sources.map(|source| (source.id.clone(), source.into())).collect(), ..Snapshot::default() }
}

/// The place of the `nth` time that `words` stand in a file.
fn place(snapshot: &Snapshot, path: &str, words: &str, nth: usize) -> Place {
    let source = snapshot.source(path).expect("a file");
    let start = source.text.match_indices(words).nth(nth).expect("there").0;
    Place::bytes(&source.id, start..start + words.len())
}

fn plain(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    show(diagnostics, snapshot, Format::Human { color: false })
}

const TEXT: &str = "---\ntitle: Што\n---\nГл. [[нексту]] і `x`\tй [[y]].\n";

fn three(files: &Snapshot) -> Vec<Diagnostic> {
    vec![
        Diagnostic::new(&codes::BROKEN_LINK, place(files, "content/а б.md", "нексту", 0), "no entry is called `нексту`")
            .hint("did you mean `некста`?"),
        Diagnostic::new(&codes::DUPLICATE_ALIAS, place(files, "content/b.md", "nexta", 1), "two entries are called `nexta`")
            .label(place(files, "content/b.md", "nexta", 0), "also here")
            .label(place(files, "content/а б.md", "Што", 0), "first used here"),
        {
            let mut whole = Diagnostic::new(&codes::UNREADABLE_FILE, Place::file(&SourceId::new("content/pipe.md")), "this is a pipe")
                .hint("one")
                .hint("two");
            whole.severity = Severity::Warning;
            whole
        },
    ]
}

fn files() -> Snapshot {
    snapshot(&[("content/а б.md", TEXT), ("content/b.md", "aliases: [nexta]\nx: y\nname: nexta\n")])
}

#[test]
fn for_people() {
    let shown = plain(&three(&files()), &files());
    let expected = "\
error[broken-link]: no entry is called `нексту`
 --> content/а б.md:4:7
  |
4 | Гл. [[нексту]] і `x`    й [[y]].
  |       ^^^^^^
  |
  = help: did you mean `некста`?

error[duplicate-alias]: two entries are called `nexta`
 --> content/b.md:3:7
  |
1 | aliases: [nexta]
  |           ----- also here
2 | x: y
3 | name: nexta
  |       ^^^^^
  |
 ::: content/а б.md:2:8
  |
2 | title: Што
  |        --- first used here

warning[unreadable-file]: this is a pipe
--> content/pipe.md
 = help: one
 = help: two
";
    assert_eq!(shown, expected, "\n{shown}");
    let coloured = show(&three(&files()), &files(), Format::Human { color: true });
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}]"));
    assert_eq!(plain(&[], &files()), "");
}

#[test]
fn a_second_place_may_be_a_whole_file() {
    let files = files();
    let found = Diagnostic::new(&codes::DUPLICATE_ID, Place::file(&SourceId::new("a.md")), "twice")
        .label(Place::file(&SourceId::new("b.md")), "this\u{1b} one")
        .hint("rename one");
    let shown = plain(&[found], &files);
    assert_eq!(shown, "error[duplicate-id]: twice\n--> a.md\n::: b.md\n = note: this\\u{1b} one\n = help: rename one\n", "\n{shown}");
}

#[test]
fn as_json() {
    let shown = show(&three(&files()), &files(), Format::Json);
    let all: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(shown.lines().count(), 5);
    let first = "{\"code\":\"broken-link\",\"severity\":\"error\",\"message\":\"no entry is called `нексту`\",\"file\":\"content/а б.md\",\"line\":4,\"column\":7,\"end_line\":4,\"end_column\":13,\"labels\":[],\"hints\":[\"did you mean `некста`?\"]},";
    assert_eq!(shown.lines().nth(1), Some(first));
    assert_eq!(all[1]["labels"][1]["message"], "first used here");
    assert_eq!(all[1]["labels"][1]["end_column"], 11);
    assert_eq!((&all[2]["line"], &all[2]["file"]), (&serde_json::Value::Null, &"content/pipe.md".into()));
    assert_eq!(show(&[], &files(), Format::Json), "[]\n");
}

#[test]
fn as_sarif() {
    let shown = show(&three(&files()), &files(), Format::Sarif);
    let log: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!((&log["version"], &log["runs"][0]["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    assert_eq!(
        (&rules[0]["id"], &rules[1]["id"], rules.as_array().map(Vec::len)),
        (&"broken-link".into(), &"duplicate-alias".into(), Some(3))
    );
    let results = &log["runs"][0]["results"];
    for (number, rule) in [(0, 0), (1, 1), (2, 2)] {
        assert_eq!((&results[number]["ruleIndex"], &results[number]["ruleId"]), (&rule.into(), &rules[rule]["id"]));
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/%D0%B0%20%D0%B1.md");
    assert_eq!(place["region"], serde_json::json!({ "startLine": 4, "startColumn": 7, "endLine": 4, "endColumn": 13 }));
    assert_eq!(results[0]["message"]["text"], "no entry is called `нексту`\nhelp: did you mean `некста`?");
    assert_eq!(results[1]["relatedLocations"][0]["message"]["text"], "also here");
    assert_eq!((&results[2]["level"], results[2]["locations"][0]["physicalLocation"].get("region")), (&"warning".into(), None));
    assert!(show(&[], &files(), Format::Sarif).contains("\"results\": []"));
}

#[test]
fn as_github_commands() {
    let shown = show(&three(&files()), &files(), Format::Github);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(
        lines[0],
        "::error file=content/а б.md,line=4,endLine=4,col=7,endColumn=13,title=broken-link::no entry is called `нексту`%0Ahelp: did you mean `некста`?"
    );
    assert_eq!(lines[2], "::warning file=content/pipe.md,title=unreadable-file::this is a pipe%0Ahelp: one%0Ahelp: two");
    let files = snapshot(&[("content/a,b:c%.md", "x\ny\n")]);
    let over_lines = Diagnostic::new(&codes::BROKEN_LINK, Place::bytes(&SourceId::new("content/a,b:c%.md"), 0..3), "100 %\n::error::x");
    let shown = show(&[over_lines], &files, Format::Github);
    assert_eq!(shown, "::error file=content/a%2Cb%3Ac%25.md,line=1,endLine=2,col=1,title=broken-link::100 %25\\n::error::x\n");
}

#[test]
fn as_html() {
    let shown = show(&three(&files()), &files(), Format::Html);
    let first = "<ol class=\"problems\">
<li class=\"problem error\">
<h3><span class=\"severity\">error</span> no entry is called <code>нексту</code> <span class=\"code\">broken-link</span></h3>
<p class=\"place\">content/а б.md:4:7</p>
<pre><span class=\"number\">4</span> Гл. [[<mark>нексту</mark>]] і `x`\tй [[y]].</pre>
<p class=\"hint\"><span>help:</span> did you mean <code>некста</code>?</p>
</li>
";
    assert!(shown.starts_with(first), "{shown}");
    assert!(shown.contains("<p class=\"place\">content/а б.md:2:8 <span class=\"label\">first used here</span></p>"), "{shown}");
    assert!(shown.contains("<li class=\"problem warning\">") && shown.contains("<p class=\"place\">content/pipe.md</p>"), "{shown}");
}

#[test]
fn no_file_brings_a_page_of_its_own() {
    let files = snapshot(&[("<i>.md", "</pre><script>\"&'\n")]);
    let found = Diagnostic::new(&codes::BROKEN_LINK, place(&files, "<i>.md", "<script>", 0), "`<b>` and a ` alone").hint("<u>");
    let shown = show(&[found], &files, Format::Html);
    assert!(shown.contains("<code>&lt;b&gt;</code> and a ` alone"), "{shown}");
    assert!(shown.contains("&lt;i&gt;.md:1:7"), "{shown}");
    assert!(shown.contains("</span> &lt;/pre&gt;<mark>&lt;script&gt;</mark>&quot;&amp;&#39;</pre>"), "{shown}");
    assert!(shown.contains("</span> &lt;u&gt;</p>"), "{shown}");
}

#[test]
fn counted() {
    let mut found = three(&files());
    assert_eq!(summary(&found), "2 errors, 1 warning");
    found.truncate(1);
    assert_eq!((summary(&found).as_str(), summary(&[]).as_str()), ("1 error", ""));
}

#[test]
fn nothing_that_commands_a_terminal_gets_through() {
    let bad = "\u{1b}[31mr\u{7}\r\u{8}\u{9b}2J\u{202e}lot\u{2066}\u{7f}\u{0}\u{feff}\u{200b}";
    let path = format!("content/{bad}.md");
    let text = format!("one {bad}[[here]]\u{85}\u{2028}x\r\ntwo\n");
    let files = snapshot(&[(&path, &text)]);
    let found = Diagnostic::new(&codes::BROKEN_LINK, place(&files, &path, "here", 0), format!("no `{bad}\n`"))
        .hint(bad)
        .label(place(&files, &path, "one", 0), bad);
    for format in [Format::Human { color: false }, Format::Json, Format::Sarif, Format::Github, Format::Html] {
        let shown = show(std::slice::from_ref(&found), &files, format);
        assert_eq!(shown.chars().find(|c| is_unsafe(*c) && *c != '\n'), None, "{format:?}: {shown}");
    }
    let shown = plain(std::slice::from_ref(&found), &files);
    assert!(shown.starts_with("error[broken-link]: no `\\u{1b}[31mr\\u{7}\\r\\u{8}\\u{9b}2J\\u{202e}lot"), "{shown}");
    assert!(shown.contains("1 | one ␛[31mr␇␍␈�2J�lot�␡␀��[[here]]"), "{shown}");
    let column = text[..text.find("here").expect("there")].chars().count() + 1;
    assert!(shown.contains(&format!(".md:1:{column}\n")), "{shown}");
    let value: serde_json::Value = serde_json::from_str(&show(&[found], &files, Format::Json)).expect("JSON");
    assert_eq!(value[0]["hints"][0], bad, "a machine gets the text as it is");
}

#[test]
fn long_lines_are_cut_around_the_mark() {
    let text = format!("first\n{} [[here]] {}\n", "дліна ".repeat(900), "x".repeat(9000));
    let files = snapshot(&[("a.md", &text)]);
    let shown = plain(&[Diagnostic::new(&codes::BROKEN_LINK, place(&files, "a.md", "here", 0), "no")], &files);
    assert!(shown.contains(" --> a.md:2:5404\n"), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines.iter().all(|line| line.chars().count() < 160), "{shown}");
    let (line, marks) = (lines[3], lines[4]);
    let under: String = line.chars().zip(marks.chars()).filter(|(_, mark)| *mark == '^').map(|(c, _)| c).collect();
    assert_eq!(under, "here", "{shown}");
}

#[test]
fn strange_places_are_shown_somehow() {
    let text = "wide 漢字 tab\t[[x]] 👩‍👩‍👧 e\u{301}\nlast";
    let files = snapshot(&[("a.md", text), ("empty.md", "")]);
    let id = SourceId::new("a.md");
    for start in 0..text.len() + 3 {
        for end in [start, start + 1, start + 7, text.len() + 9, 0] {
            let found = [Diagnostic::new(&codes::BROKEN_LINK, Place { source: id.clone(), at: At::Bytes(start, end) }, "no")];
            let shown = plain(&found, &files);
            assert!(shown.contains('^'), "{start}..{end}\n{shown}");
            let here = crate::text::place::line_column(text, start);
            assert!(shown.contains(&format!("a.md:{}:{}\n", here.line, here.column)), "{start}..{end}\n{shown}");
        }
    }
    let shown = plain(&[Diagnostic::new(&codes::BROKEN_LINK, place(&files, "a.md", "x", 0), "no")], &files);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!((lines[3], lines[4]), ("1 | wide 漢字 tab    [[x]] 👩👩👧 e\u{301}", "  |                    ^"), "{shown}");
    let empty = Diagnostic::new(&codes::MISSING_FRONT_MATTER, Place::bytes(&SourceId::new("empty.md"), 0..0), "no");
    assert!(plain(&[empty], &files).contains("empty.md:1:1"));
    let unpinned = Diagnostic::new(&codes::BROKEN_LINK, Place::value(&id, crate::text::place::FieldPath::key("a")), "no");
    assert!(plain(&[unpinned], &files).contains("--> a.md\n"));
}

#[test]
fn many_second_places_are_counted() {
    let text = "x\n".repeat(900);
    let files = snapshot(&[("a.md", &text)]);
    let id = SourceId::new("a.md");
    let mut found = Diagnostic::new(&codes::AMBIGUOUS_NAME, Place::bytes(&id, 0..1), "which");
    for line in (0..800).step_by(40) {
        found = found.label(Place::bytes(&id, line * 2..line * 2 + 1), "this");
    }
    let shown = plain(&[found], &files);
    assert_eq!(shown.matches("this").count(), 8, "{shown}");
    assert!(shown.contains("= note: and 12 more places"), "{shown}");
}

#[test]
fn many_in_one_large_file() {
    let text = format!("{}\n", "[[x]] ".repeat(100_000)).repeat(8) + &"[[x]]\n".repeat(100_000);
    let files = snapshot(&[("a.md", &text)]);
    let id = SourceId::new("a.md");
    let found: Vec<Diagnostic> = text
        .match_indices("x]]")
        .step_by(90)
        .map(|(at, _)| Diagnostic::new(&codes::BROKEN_LINK, Place::bytes(&id, at..at + 1), "no"))
        .collect();
    assert!(found.len() > 9_000);
    for format in [Format::Human { color: false }, Format::Json, Format::Sarif, Format::Github, Format::Html] {
        assert!(show(&found, &files, format).len() > found.len());
    }
}
