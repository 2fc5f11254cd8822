//! What a writer does to one entry, as text to text.

/// A kind of edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// A word more in a sentence without links.
    Prose,
    /// A sentence with a link more.
    Link,
    /// Another title.
    Title,
    /// Another summary.
    Summary,
    /// Another standing; another date where there is none.
    Standing,
}

impl Edit {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 5] = [Self::Prose, Self::Link, Self::Title, Self::Summary, Self::Standing];

    /// What the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::Link => "link",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Standing => "standing",
        }
    }

    /// Which of the entries the edit is done to, and the id of one to link to.
    pub fn place(self, paths: &[&str], n: usize) -> (usize, String) {
        // Far apart, so that entries of all kinds and lengths have their turn.
        let mut at = n * 7919 % paths.len();
        if self == Self::Standing {
            at = (at..paths.len()).chain(0..at).find(|at| paths[*at].contains("/claims/")).unwrap_or(at);
        }
        let to = paths[(n * 31 + 5) % paths.len()];
        (at, to.rsplit('/').next().unwrap_or(to).trim_end_matches(".md").to_owned())
    }

    /// The text of an entry after the edit; `n` makes each edit another one, `to` is an entry to link to.
    pub fn of(self, text: &str, n: usize, to: &str) -> String {
        match self {
            Self::Prose => {
                // The first paragraph begins behind the front matter; a sentence before it touches no link.
                let at = text.find("\n---\n\n").map_or(text.len(), |at| at + "\n---\n\n".len());
                format!("{}Version {n} of this text says so. {}", &text[..at], &text[at..])
            }
            Self::Link => format!("{text}\nSee also [[{to}]] in version {n}.\n"),
            // Other entries may link by the old title: a writer who does not want to break them leaves it as an alias.
            Self::Title if text.contains("\naliases: ") => replace_line(text, "title: \"", |line| retitled(line, n)),
            Self::Title => {
                replace_line(text, "title: \"", |line| format!("{}\naliases: [{}]", retitled(line, n), &line["title: ".len()..]))
            }
            Self::Summary => replace_line(text, "summary: \"", |line| format!("{} {n}\"", line.trim_end_matches('"'))),
            Self::Standing => match text.rfind("standing: confirmed").or(text.rfind("standing: claimed")) {
                Some(at) => {
                    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
                    let word = if n.is_multiple_of(2) { "denied" } else { "disputed" };
                    format!("{}standing: {word}{}", &text[..at], &text[end..])
                }
                None => replace_line(text, "published: \"", |_| format!("published: \"2021-0{}-11\"", 1 + n % 9)),
            },
        }
    }
}

fn retitled(line: &str, n: usize) -> String {
    format!("{} {n}\"", line.trim_end_matches('"'))
}

fn replace_line(text: &str, start: &str, new: impl Fn(&str) -> String) -> String {
    let mut done = false;
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        if !done && line.starts_with(start) {
            done = true;
            out.push_str(&new(line.trim_end_matches('\n')));
            out.push('\n');
        } else {
            out.push_str(line);
        }
    }
    out
}
