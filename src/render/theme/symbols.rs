//! Signs that a page does not use are left out of it: a theme writes its `<symbol>`s once, in the template that all
//! pages share, and no page pays for those of another.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

const START: &str = "<symbol id=\"";
const END: &str = "</symbol>";
const USE: &str = "<use href=\"#";

/// What finds a text, made once: to make it takes longer than to step from one symbol to the next.
static STARTS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(START));
static ENDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(END));
static USES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(USE));

/// The page without the symbols that nothing on it uses. A page in which their tags do not match stays as it is.
pub(super) fn keep_used(mut page: String) -> String {
    let Some(first) = STARTS.find(page.as_bytes()) else { return page };
    let uses = USES.find_iter(page.as_bytes());
    let mut used: BTreeSet<&str> = BTreeSet::new();
    uses.filter_map(|at| until_quote(&page[at + USE.len()..])).for_each(|id| _ = used.insert(id));
    // The symbols stand near the end of a page: what is before the first of them stays where it is.
    let mut rest = &page[first..];
    let mut kept = String::with_capacity(rest.len());
    while let Some(start) = next_start(rest) {
        let (Some(id), Some(end)) = (until_quote(&rest[start + START.len()..]), ENDS.find(&rest.as_bytes()[start..])) else { break };
        let end = start + end + END.len();
        if used.contains(id) {
            kept.push_str(&rest[..end]);
            rest = &rest[end..];
        } else {
            kept.push_str(&rest[..start]);
            // The line of a symbol that is gone goes with it.
            rest = rest[end..].strip_prefix('\n').unwrap_or(&rest[end..]);
        }
    }
    kept.push_str(rest);
    page.truncate(first);
    page.push_str(&kept);
    page
}

/// Where the next symbol begins: most stand right behind another.
fn next_start(text: &str) -> Option<usize> {
    if text.starts_with(START) { Some(0) } else { STARTS.find(text.as_bytes()) }
}

fn until_quote(text: &str) -> Option<&str> {
    memchr::memchr(b'"', text.as_bytes()).map(|end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_that_nothing_uses_is_left_out() {
        let page = "<svg>\n<symbol id=\"a\"><path/></symbol>\n<symbol id=\"b\"/></symbol>\n<symbol id=\"c\">c</symbol>\n</svg><use href=\"#a\"/><use href=\"#c\"/>";
        let kept = "<svg>\n<symbol id=\"a\"><path/></symbol>\n<symbol id=\"c\">c</symbol>\n</svg><use href=\"#a\"/><use href=\"#c\"/>";
        assert_eq!(keep_used(page.to_owned()), kept);
    }

    #[test]
    fn a_page_without_symbols_or_with_half_of_one_stays() {
        for page in ["<p>é</p>", "<symbol id=\"a\">", "<symbol id=\"a"] {
            assert_eq!(keep_used(page.to_owned()), page);
        }
    }
}
