//! Blocks of code, coloured by class: the style sheet has the colours, for light and dark.
//!
//! In: a language and a text. Out: `<pre><code>…`. This is the only file that names the highlighting
//! library; its grammars are unpacked when the first block of code is met, and never for a dossier without.

mod names;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use ahash::HashMap;
use syntect::parsing::syntax_definition::{Pattern, SyntaxDefinition};
use syntect::parsing::{ParseState, Regex, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet, SyntaxSetBuilder};

use crate::parse::body::escape::{escape, escaped};

/// A block larger than this, in bytes, is left uncoloured.
const LARGEST: usize = 200_000;
/// So is one with a line longer than this: it was not written by hand, and grammars are slow on it.
const LONGEST_LINE: usize = 2_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The same for blocks with `/*` in them. In the grammar of JavaScript, and so in all that may hold JavaScript, `a /* b */` goes on
/// after `a`, since `/` is an operator, and ends there, since the rest of the line is a comment; the library goes from the one
/// to the other and back for ever (trishume/syntect#460 and #706). A comment is no operator: then there is nothing to go back to.
static MENDED: LazyLock<SyntaxSet> = LazyLock::new(|| {
    let mut mended = SyntaxSetBuilder::new();
    for syntax in two_face::syntax::extra_newlines().into_builder().syntaxes() {
        mended.add(without_return(syntax.clone()));
    }
    mended.build()
});

/// What begins no operator that goes on with an expression, as that grammar has it; and as it should be.
const NO_OPERATOR: [&str; 2] = [r"(?! \+\+ | -- )", r"(?! \+\+ | -- | /\* )"];

/// Grammars that know nothing of JavaScript and are so common that mending the others is not worth the third of a second.
const WITHOUT_SCRIPTS: &[&str] =
    &["Bourne Again Shell (bash)", "C", "C++", "CSS", "Go", "JSON", "Python", "Rust", "SCSS", "SQL", "TOML", "YAML"];

/// The grammars' scopes that have a class, most special first; an empty class takes one away. Grammars
/// tell hundreds of scopes apart, readers a dozen.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "comment"),
    ("punctuation.definition.comment", "comment"),
    ("punctuation.definition.string", "string"),
    ("punctuation.definition.variable", ""),
    ("punctuation.definition.entity", "number"),
    ("punctuation.terminator.entity", "number"),
    ("punctuation.separator.date", "number"),
    ("punctuation", "punctuation"),
    ("string", "string"),
    ("constant.character.escape", "number"),
    ("constant.language", "keyword"),
    ("constant", "number"),
    ("keyword.operator.word", "keyword"),
    ("keyword.operator", "punctuation"),
    ("keyword", "keyword"),
    ("storage.type.function", "keyword"),
    ("storage", "keyword"),
    ("variable.language", "keyword"),
    ("variable.function", "function"),
    ("variable.annotation", "function"),
    ("entity.name.function", "function"),
    ("entity.name.macro", "function"),
    ("support.function", "function"),
    ("support.macro", "function"),
    ("entity.name.tag", "name"),
    ("entity.other.attribute-name", "name"),
    ("meta.mapping.key", "name"),
    ("support.type.property-name", "name"),
    ("entity.name.section", "name"),
    ("markup.heading", "name"),
    ("entity.name", "type"),
    ("entity.other.inherited-class", "type"),
    ("support.type", "type"),
    ("support.class", "type"),
    ("support.constant", "number"),
    ("markup.inserted", "inserted"),
    ("markup.deleted", "deleted"),
    // What is put into a string is no string: `"{x}"`, `"$(date)"`.
    ("meta.interpolation", ""),
    ("source", ""),
];

static RULES: LazyLock<Vec<(Scope, &str)>> =
    LazyLock::new(|| CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect());

/// A block of code as HTML, coloured if its language is known.
#[must_use]
pub fn highlight(language: &str, text: &str) -> String {
    Highlighter::default().highlight(language, text)
}

/// How many lines of a grammar are kept; a line costs some hundred bytes.
const MOST_LINES: usize = 20_000;

/// How many states of a grammar are told apart.
const MOST_STATES: usize = 200;

/// Colours blocks and keeps what became of each line: code is full of lines that were there before, and a grammar takes a thousand
/// times as long as a look-up. Threads share one, so that none reads what another has read.
#[derive(Default)]
pub struct Highlighter {
    /// By the place of the grammar in memory, where it stays.
    known: Mutex<HashMap<usize, Known>>,
}

/// What is known of a grammar's lines.
#[derive(Default)]
struct Known {
    /// How often the numbers of the states began again.
    round: usize,
    /// States in which a line may begin; those of equal numbers are equal.
    states: Vec<Arc<ParseState>>,
    /// By the number of the state at its beginning and its text: what became of a line.
    lines: HashMap<usize, HashMap<Box<str>, Line>>,
    /// How many lines that are.
    many: usize,
}

/// A state with its number, which is its number in one round only.
#[derive(Clone)]
struct Numbered {
    state: Arc<ParseState>,
    number: usize,
    round: usize,
}

/// What became of a line: the state at its end, and its changes of scope.
#[derive(Clone)]
struct Line {
    after: Numbered,
    changes: Arc<[(usize, ScopeStackOp)]>,
}

impl Highlighter {
    /// A block of code as HTML, coloured if its language is known.
    #[must_use]
    pub fn highlight(&self, language: &str, text: &str) -> String {
        let coloured = grammar(language, text).and_then(|grammar| self.coloured(grammar, text));
        coloured.map_or_else(|| plain(language, text), |code| wrapped(language, &code))
    }

    /// The text with classes; nothing if the grammar gives up.
    fn coloured(&self, grammar: Grammar, text: &str) -> Option<String> {
        let mut state = self.of(grammar, |known| known.number(ParseState::new(grammar.syntax)));
        let mut stack = ScopeStack::new();
        let mut classes = HashMap::default();
        let mut spans = Spans { out: String::with_capacity(text.len() * 2), open: "" };
        for line in text.split_inclusive('\n') {
            let read = self.line(grammar, &state, line)?;
            let mut done = 0;
            for (at, change) in &*read.changes {
                let at = (*at).min(line.len());
                if at > done {
                    spans.write(line.get(done..at)?, class_of(&stack, &mut classes));
                    done = at;
                }
                stack.apply(change).ok()?;
            }
            spans.write(line.get(done..)?, class_of(&stack, &mut classes));
            state = read.after;
        }
        spans.turn("");
        Some(spans.out)
    }

    /// Reads a line that begins in a state, unless it was read before.
    fn line(&self, grammar: Grammar, state: &Numbered, line: &str) -> Option<Line> {
        if let Some(read) = self.of(grammar, |known| known.line(state, line)) {
            return Some(read);
        }
        // Others are not kept waiting while the grammar reads.
        let mut parse = ParseState::clone(&state.state);
        let changes = parse.parse_line(line, grammar.set).ok()?.into();
        Some(self.of(grammar, |known| known.add(state, line, parse, changes)))
    }

    /// Asks what is known of a grammar.
    fn of<T>(&self, grammar: Grammar, ask: impl FnOnce(&mut Known) -> T) -> T {
        // A thread that gave up in here left at worst a line unwritten.
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        ask(all.entry(std::ptr::from_ref(grammar.syntax).addr()).or_default())
    }
}

impl Known {
    /// What became of a line that began in a state, if that was read before.
    fn line(&self, state: &Numbered, line: &str) -> Option<Line> {
        let is_of_now = state.round == self.round;
        is_of_now.then(|| self.lines.get(&state.number)?.get(line).cloned()).flatten()
    }

    fn add(&mut self, before: &Numbered, line: &str, after: ParseState, changes: Arc<[(usize, ScopeStackOp)]>) -> Line {
        if self.many >= MOST_LINES {
            self.begin_again();
        }
        let read = Line { after: self.number(after), changes };
        // If the numbers began again, this line began in a state that has none any more.
        if before.round == self.round {
            let lines = self.lines.entry(before.number).or_default();
            self.many += usize::from(lines.insert(line.into(), read.clone()).is_none());
        }
        read
    }

    /// The number of a state. There are few: most lines end as they began. Where each line makes a new one, the
    /// numbers begin again, so that looking for one stays cheap.
    fn number(&mut self, state: ParseState) -> Numbered {
        let known = self.states.iter().position(|known| **known == state);
        let number = known.unwrap_or_else(|| {
            if self.states.len() >= MOST_STATES {
                self.begin_again();
            }
            self.states.push(Arc::new(state));
            self.states.len() - 1
        });
        Numbered { state: Arc::clone(&self.states[number]), number, round: self.round }
    }

    fn begin_again(&mut self) {
        *self = Self { round: self.round + 1, ..Self::default() };
    }
}

/// A block of code as HTML, uncoloured.
#[must_use]
pub fn plain(language: &str, text: &str) -> String {
    wrapped(language, &escaped(text))
}

fn wrapped(language: &str, code: &str) -> String {
    if language.is_empty() {
        return format!("<pre><code>{code}</code></pre>");
    }
    format!("<pre><code class=\"language-{}\">{code}</code></pre>", escaped(language))
}

/// A grammar, and the set it belongs to.
#[derive(Clone, Copy)]
struct Grammar {
    set: &'static SyntaxSet,
    syntax: &'static SyntaxReference,
}

/// The grammar for a block, if it has one and the block is one to colour.
fn grammar(language: &str, text: &str) -> Option<Grammar> {
    if text.len() > LARGEST || text.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let name = names::grammar_name(language)?;
    let syntax = SYNTAXES.find_syntax_by_token(&name)?;
    if !text.contains("/*") || WITHOUT_SCRIPTS.contains(&&*syntax.name) {
        return Some(Grammar { set: &SYNTAXES, syntax });
    }
    Some(Grammar { set: &MENDED, syntax: MENDED.find_syntax_by_token(&name)? })
}

/// Whether a grammar has this name or ending.
#[cfg(test)]
fn is_known(name: &str) -> bool {
    SYNTAXES.find_syntax_by_token(name).is_some()
}

/// A grammar in which a comment is no operator.
fn without_return(mut syntax: SyntaxDefinition) -> SyntaxDefinition {
    let [bad, good] = NO_OPERATOR;
    for pattern in syntax.contexts.values_mut().flat_map(|context| &mut context.patterns) {
        if let Pattern::Match(pattern) = pattern
            && pattern.regex.regex_str().contains(bad)
        {
            pattern.regex = Regex::new(pattern.regex.regex_str().replace(bad, good));
        }
    }
    syntax
}

/// The class of the innermost scope that has one.
fn class_of(stack: &ScopeStack, known: &mut HashMap<Scope, Option<&'static str>>) -> &'static str {
    let class = |scope: &Scope| RULES.iter().find(|(rule, _)| rule.is_prefix_of(*scope)).map(|(_, class)| *class);
    let innermost = stack.as_slice().iter().rev();
    innermost.take(32).find_map(|scope| *known.entry(*scope).or_insert_with(|| class(scope))).unwrap_or("")
}

/// Text in spans, of which neighbours of one class are one.
struct Spans {
    out: String,
    /// The class of the span that is open; empty for none.
    open: &'static str,
}

impl Spans {
    fn write(&mut self, text: &str, class: &'static str) {
        // Blanks have no colour, so they end no span.
        if !text.trim().is_empty() {
            self.turn(class);
        }
        escape(&mut self.out, text);
    }

    fn turn(&mut self, class: &'static str) {
        if class == self.open {
            return;
        }
        if !self.open.is_empty() {
            // The blanks at its end need not be in it.
            let blanks = self.out.len() - self.out.trim_end().len();
            self.out.insert_str(self.out.len() - blanks, "</span>");
        }
        if !class.is_empty() {
            self.out.push_str("<span class=\"c-");
            self.out.push_str(class);
            self.out.push_str("\">");
        }
        self.open = class;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_coloured_by_class() {
        let html = highlight("rust", "// a < b\nfn main() { let x = \"y\"; }\n");
        assert!(html.starts_with("<pre><code class=\"language-rust\"><span class=\"c-comment\">// a &lt; b</span>\n"), "{html}");
        assert!(html.contains("<span class=\"c-keyword\">fn</span> <span class=\"c-function\">main</span>"), "{html}");
        assert!(html.contains("<span class=\"c-string\">&quot;y&quot;</span>"), "{html}");
        assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
    }

    #[test]
    fn lines_that_were_there_before_are_coloured_alike() {
        // In a comment and out of it one line has different colours; each level of brackets is a state of its own.
        let twice = "/*\nlet x = 1;\n*/\nlet x = 1;\n";
        let deep = format!("{}{}{twice}", "(\n".repeat(300), ")\n".repeat(300));
        let one_after_the_other = Highlighter::default();
        for text in [twice, &deep, twice, &deep] {
            assert_eq!(one_after_the_other.highlight("rust", text), highlight("rust", text));
            assert!(highlight("rust", text).contains("c-comment\">/*\nlet x = 1;\n*/</span>\n<span class=\"c-keyword\">let"));
        }
        // The numbers of the states begin again while others hold some.
        let (shared, expected) = (Highlighter::default(), [highlight("rust", twice), highlight("rust", &deep)]);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!([shared.highlight("rust", twice), shared.highlight("rust", &deep)], expected));
            }
        });
    }

    /// What becomes of a block; nothing if that takes a minute.
    fn in_time(language: &'static str, text: &'static str) -> Option<String> {
        let (done, wait) = std::sync::mpsc::channel();
        std::thread::spawn(move || done.send(highlight(language, text)));
        wait.recv_timeout(std::time::Duration::from_secs(60)).ok()
    }

    #[test]
    fn a_comment_after_an_expression_ends() {
        // Each of these took for ever.
        let [bad, _] = NO_OPERATOR;
        for (language, text) in [
            ("js", "a /* b */\n"),
            ("js", "row.from /* Same as \"from\" */\nrow.where /* x\n y */\n"),
            ("html", "<script>a /* b */\n</script>\n"),
            ("markdown", "<script>a /* b */\n</script>\n"),
            ("svelte", "<a href={b /* c */\n}>\n"),
            ("vue", "<script>a /* b */\n</script>\n"),
            ("php", "<script>a /* b */\n</script>\n"),
            ("cfm", "<cfscript>a /* b */\n</cfscript>\n"),
        ] {
            let html = in_time(language, text).unwrap_or_else(|| panic!("{language} never ends: {text}"));
            assert!(html.contains("class=\"c-"), "{html}");
        }
        let html = in_time("js", "a /* b */ + c;\n").expect("it ends");
        assert!(html.contains("a <span class=\"c-comment\">/* b */</span> <span class=\"c-punctuation\">+</span> c"), "{html}");
        let definitions = two_face::syntax::extra_newlines().into_builder();
        let is_there = |syntax: &SyntaxDefinition| {
            let mut patterns = syntax.contexts.values().flat_map(|context| &context.patterns);
            patterns.any(|pattern| matches!(pattern, Pattern::Match(pattern) if pattern.regex.regex_str().contains(bad)))
        };
        assert!(definitions.syntaxes().iter().any(is_there), "there is nothing to mend any more: take it out");
    }

    #[test]
    fn what_is_not_known_is_left_alone() {
        assert_eq!(highlight("", "a < b"), "<pre><code>a &lt; b</code></pre>");
        assert_eq!(highlight("no\"such", "x"), "<pre><code class=\"language-no&quot;such\">x</code></pre>");
        let long = "x".repeat(3000);
        assert_eq!(highlight("rust", &long), plain("rust", &long));
        assert!(highlight("TOML", "a = 1\n").contains("c-number"));
        assert!(highlight("rust,ignore", "fn x() {}").contains("c-keyword"));
    }
}
