//! Bad input gets a clear error, and nothing is lost: what a fixture cannot hold, because it needs a disk,
//! a megabyte, or chance.

use std::time::Duration;

use dossier::build::{Memo, Options, build};
use dossier::diag::show::{Format, show};
use proptest::prelude::*;

use super::cli::{dossier, err, started};
use super::fixtures::{fixture_files, inputs, snapshot};

/// Codes that no fixture can show, each with the test that does.
pub const SHOWN_ELSEWHERE: &[&str] = &[
    "unreadable-file",  // `files_that_are_none`
    "file-too-large",   // `large_texts_are_refused`
    "missing-settings", // the edge `cli` says it before a build begins
    // the edge `cli` looks through the finished site: `never_publish.rs`
    "never-publish",
    "never-publish-list",
    "uncorrected-change", // two releases: `facts.rs`
    // `reach`: what servers on the loopback answer
    "dead-link",
    "dead-source",
    "moved-link",
    "unsteady-link",
    "downgraded-link",
    "private-address",
    "host-limit", // `hosts`: a site that is too much for one
];

/// The diagnostics of a dossier of one page with this text.
fn said(path: &str, text: &str) -> String {
    let files = [(path.to_owned(), text.to_owned())].into();
    let snapshot = snapshot(&files);
    let (built, _) = build(&snapshot, &Options::default(), &Memo::default());
    show(&built.diagnostics, &snapshot, Format::Human { color: false })
}

/// More than an unoptimised program needs on a slow machine; quadratic work takes minutes.
const QUICK: Duration = Duration::from_secs(20);

/// What `work` gives, and the CPU time it took on the one thread, with the usual stack, that it has to itself: neither
/// other tests, for which all threads of a build may be busy, nor a busy machine make it longer. If it panics, so does this.
fn timed<T: Send>(work: impl FnOnce() -> T + Send) -> (T, Duration) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(2 * 1024 * 1024).build().expect("a thread");
    pool.install(|| {
        let started = thread_time();
        let made = work();
        (made, thread_time() - started)
    })
}

#[cfg(unix)]
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a thread runs for a positive time")
}

/// Wall time, where a thread's own is not told.
#[cfg(not(unix))]
fn thread_time() -> Duration {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed()
}

fn page(body: &str) -> String {
    format!("---\nkind: page\ntitle: T\n---\n{body}")
}

#[test]
fn large_texts_are_refused() {
    let yaml = format!("---\nkind: page\ntitle: T\nsummary: {}\n---\n", "x".repeat(300_000));
    assert!(said("content/a.md", &yaml).contains("error[file-too-large]"));
    let ten_megabytes = format!("---\nkind: page\ntitle: T\nsummary: {}\n---\n", "x: ".repeat(3_500_000));
    let (text, took) = timed(|| said("content/a.md", &ten_megabytes));
    assert!(text.contains("error[file-too-large]"));
    assert!(took < QUICK, "{took:?}");
}

#[test]
fn an_alias_bomb_is_refused_quickly() {
    let mut yaml = String::from("---\nkind: page\ntitle: T\na: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
        yaml += &format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 10].join(","));
    }
    yaml += "---\n";
    let (text, took) = timed(|| said("content/a.md", &yaml));
    assert!(text.contains("error[invalid-yaml]"), "{text}");
    assert!(took < QUICK, "{took:?}");
}

#[test]
fn nesting_is_neither_deep_nor_slow() {
    let deep = 10_000;
    for (name, text) in [
        ("quotes", format!("{}x\n", "> ".repeat(deep))),
        ("brackets", format!("{}x{}\n", "[".repeat(deep), "]".repeat(deep))),
        ("images", format!("{}x{}\n", "![".repeat(deep), "](y)".repeat(deep))),
        ("wikilinks", "[[".repeat(deep)),
        ("embeds", "![[".repeat(deep)),
        ("lists", (0..2_000).map(|n| format!("{}- x\n", "  ".repeat(n))).collect()),
        ("emphasis", "*a **a ".repeat(deep)),
        ("stars", "*".repeat(deep)),
        ("html", "<div>\n".repeat(deep)),
        ("comments", "<!-- ".repeat(deep)),
        // What never ends is looked for to the very end once, and not from each of its beginnings.
        ("sections of data", "<![CDATA[".repeat(30 * deep)),
        ("declarations", "<!A ".repeat(30 * deep)),
        ("scripts", "<script>".repeat(10 * deep)),
        ("drawings with styles", format!("<div>\n{}", "<svg><style>".repeat(10 * deep))),
        ("code", "`".repeat(deep) + "x"),
        ("ticks", (1..2_000).map(|n| "`".repeat(n) + " ").collect()),
        ("footnotes", (0..deep).map(|n| format!("[^{n}] ")).collect::<String>()),
        ("citations", "[@a; ".repeat(deep)),
        ("headings", "# same\n".repeat(deep)),
        ("links to headings", (0..deep / 3).map(|n| format!("## Heading {n}\n\n[[#heading  {n}]] [[#haeding {n}]]\n\n")).collect()),
        ("named blocks", (0..deep).map(|n| format!("a ^x{n}y\n\n^z{n}y\n\n")).collect()),
        ("table", format!("|{}\n|{}\n", "a|".repeat(deep), "-|".repeat(deep))),
        ("references", (0..deep).map(|n| format!("[a{n}]: /b\n")).collect::<String>() + &"[a1]".repeat(deep)),
        ("sentence", "[[t]] ".repeat(deep)),
        ("one line", "word ".repeat(200_000)),
    ] {
        let text = page(&text);
        let ended = std::panic::catch_unwind(|| timed(|| said("content/t.md", &text)));
        let (_, took) = ended.unwrap_or_else(|_| panic!("{name} made the program panic"));
        assert!(took < QUICK, "{name} took {took:?}");
    }
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let text = said("content/a.md", &page("[[no\u{1b}[31mbody\u{7}\u{202e}]]\n"));
    assert!(text.contains("error[broken-link]"), "{text}");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    assert!(!text.contains('\u{202e}'), "{text:?}");
    let text = said("content/a.md", "---\nkind: \"pa\\e[2Jge\"\ntitle: T\n---\n");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
}

#[test]
fn many_mistakes_are_told_in_reasonable_time() {
    let body: String = (0..5_000).map(|n| format!("See [[nobody-{n}]].\n\n")).collect();
    let (text, took) = timed(|| said("content/a.md", &page(&body)));
    assert_eq!(text.matches("error[broken-link]").count(), 5_000);
    assert!(took < QUICK, "{took:?}");
}

#[cfg(unix)]
#[test]
fn files_that_are_none() {
    use std::os::unix::fs::symlink;
    let folder = started();
    let root = folder.path().join("d");
    let pages = root.join("content/pages");
    std::fs::write(folder.path().join("secret.md"), "---\nkind: page\ntitle: Secret\n---\n").expect("a file");
    symlink(folder.path().join("secret.md"), pages.join("out.md")).expect("a link");
    symlink(&pages, pages.join("round")).expect("a link");
    symlink(pages.join("nowhere.md"), pages.join("dangling.md")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(pages.join("pipe.md")).status();
    let checked = dossier(&root, &["check"]);
    let text = err(&checked);
    assert_eq!(checked.status.code(), Some(1), "{text}");
    assert!(text.contains("content/pages/out.md") && text.contains("out of the dossier"), "{text}");
    assert!(text.contains("content/pages/dangling.md"), "{text}");
    if made.is_ok_and(|status| status.success()) {
        assert!(text.contains("content/pages/pipe.md"), "{text}");
    }
    assert!(text.contains("error[unreadable-file]"), "{text}");
}

/// Cuts, doubles, swaps and replaces bytes of a text, as `seed` says.
fn mutated(text: &str, seed: u64) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut state = seed | 1;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % (most.max(1) as u64)).unwrap_or(0)
    };
    for _ in 0..1 + next(6) {
        if bytes.is_empty() {
            break;
        }
        let (at, length) = (next(bytes.len()), next(12));
        let end = (at + length).min(bytes.len());
        match next(4) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            2 => {
                let signs = b"[]()!#*_`-:'\"\\\n\t<>&|@^~{}%\0\xd0\xff";
                bytes[at] = signs[next(signs.len())];
            }
            _ => {
                let to = next(bytes.len());
                bytes.swap(at, to);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Mutated copies of all fixtures: no panic, and every place lies in its text.
    #[test]
    fn mutated_fixtures_never_panic(seed: u64) {
        let files = fixture_files();
        let path = &files[usize::try_from(seed % files.len() as u64).unwrap_or(0)];
        let text = std::fs::read_to_string(path).expect("a fixture can be read");
        let files = inputs(&text).into_iter().map(|(name, text)| { let text = mutated(&text, seed); (name, text) }).collect();
        let snapshot = snapshot(&files);
        let (built, memo) = build(&snapshot, &Options::default(), &Memo::default());
        let _ = show(&built.diagnostics, &snapshot, Format::Human { color: false });
        let (again, _) = build(&snapshot, &Options::default(), &memo);
        prop_assert_eq!(built.files.len(), again.files.len());
        for (path, file) in &built.files {
            prop_assert_eq!(Some(file.digest), again.files.get(path).map(|file| file.digest));
        }
    }
}
