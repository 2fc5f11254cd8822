//! `robots.txt` as RFC 9309 reads it: whether a path may be asked for, and how long to pause.

use std::time::Duration;

/// The name under which a host may keep this program away.
const NAME: &str = "dossier";

/// The rules that one origin has for this program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Patterns, and whether each allows.
    rules: Vec<(String, bool)>,
    /// The pause that the host asks for.
    pub delay: Option<Duration>,
}

impl Rules {
    /// Reads the rules of the groups that name this program, or else of those for everybody.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (mut own, mut all) = (None, None);
        let mut names: Vec<String> = Vec::new();
        let mut is_in_rules = false;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or(line);
            let Some((field, value)) = line.split_once(':') else { continue };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                if is_in_rules {
                    names.clear();
                    is_in_rules = false;
                }
                let token: String = value.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '*')).collect();
                names.push(token.to_ascii_lowercase());
                // A group without rules allows everything, and is the one that counts.
                for (name, rules) in [(NAME, &mut own), ("*", &mut all)] {
                    if names.iter().any(|known| known == name) {
                        rules.get_or_insert_with(Self::default);
                    }
                }
                continue;
            }
            is_in_rules |= matches!(&*field, "allow" | "disallow" | "crawl-delay");
            for (name, rules) in [(NAME, &mut own), ("*", &mut all)] {
                if names.iter().any(|known| known == name) {
                    rules.get_or_insert_with(Self::default).add(&field, value);
                }
            }
        }
        own.or(all).unwrap_or_default()
    }

    fn add(&mut self, field: &str, value: &str) {
        match field {
            "allow" | "disallow" if !value.is_empty() => self.rules.push((value.to_owned(), field == "allow")),
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
                self.delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(86_400.0)));
            }
            _ => {}
        }
    }

    /// Whether a path (with its query) may be asked for: the longest rule that fits says so, and of two of one length the
    /// one that allows.
    #[must_use]
    pub fn allow(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.map(|(pattern, allows)| (pattern.len(), *allows)).max().is_none_or(|(_, allows)| allows)
    }
}

/// Whether a pattern fits the beginning of a path; `*` stands for anything, `$` at its end for the end of the path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return !to_end || rest.is_empty() };
    for part in between {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    if to_end { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let rules = Rules::read("User-agent: *\nDisallow: /a\nAllow: /a/open\nDisallow: /*.pdf$\nCrawl-delay: 2.5\n");
        for (path, may) in [("/", true), ("/a", false), ("/abc", false), ("/a/open/x", true), ("/x/y.pdf", false), ("/x/y.pdf?z", true)] {
            assert_eq!(rules.allow(path), may, "{path}");
        }
        assert_eq!(rules.delay, Some(Duration::from_millis(2500)));
    }

    #[test]
    fn our_own_group_counts_before_all() {
        let text = "User-agent: other\nUser-agent: Dossier\nDisallow: /ours # a note\n\nUser-agent: *\nDisallow: /\n\nuser-agent: dossier\ndisallow: /more\n";
        let rules = Rules::read(text);
        assert!(rules.allow("/") && !rules.allow("/ours") && !rules.allow("/more"));
        assert!(!Rules::read("User-agent: *\nDisallow: /").allow("/x"));
        assert!(Rules::read("User-agent: *\nDisallow:\n").allow("/x"));
        assert!(Rules::read("User-agent: dossier\n\nUser-agent: *\nDisallow: /").delay.is_none());
        assert!(Rules::read("<html>no robots: here</html>").allow("/x"));
        assert!(Rules::read("").allow("/x"));
    }

    #[test]
    fn no_pattern_is_slow() {
        let rules = Rules::read(&format!("User-agent: *\nDisallow: /{}b\n", "*a".repeat(400)));
        assert!(rules.allow(&format!("/{}", "a".repeat(20_000))));
    }
}
