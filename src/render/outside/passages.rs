//! Pieces of a page that were made here and not by a template: they are stepped over where they stand unchanged.
//!
//! In: pieces in the order in which pages have them, and a page. Out: for each tag, whether one of them begins there and
//! where it ends. Whoever makes a piece answers for it that nothing in it is loud or leads out of the site.

use std::ops::Range;

use crate::view::Html;

/// How much of a piece is looked for; the rest is compared.
const BEGINNING: usize = 64;

/// Where pieces stand on a page, the last first.
#[derive(Default)]
pub struct Passages(Vec<Range<usize>>);

impl Passages {
    /// Where pieces stand on a page, each behind the one before it.
    pub fn of(quiet: &[Html], page: &str) -> Self {
        let page = page.as_bytes();
        let mut from = 0;
        let place_of = |piece: &Html| {
            let piece = piece.as_bytes();
            let beginning = piece.get(..BEGINNING)?;
            let at = memchr::memmem::find_iter(&page[from..], beginning).map(|at| from + at).find(|at| page[*at..].starts_with(piece))?;
            from = at + piece.len();
            Some(at..from)
        };
        let mut places: Vec<_> = quiet.iter().filter_map(place_of).collect();
        places.reverse();
        Self(places)
    }

    /// Where the piece ends that begins with the tag at this place, if one does. Asked for one tag after the other.
    #[inline]
    pub fn over(&mut self, tag: usize) -> Option<usize> {
        // One that begins before stands where no tag could begin it: in a comment, in a value.
        while let Some(place) = self.0.pop_if(|place| place.start <= tag) {
            if place.start == tag {
                return Some(place.end);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags;
    use super::*;

    #[test]
    fn pieces_are_passed_over_where_they_stand_unchanged() {
        let drawing = format!("<svg class=\"map\"><a href=\"x.html\"><text onclick=\"no\">{}</text></a></svg>", "x".repeat(BEGINNING));
        let words = format!("<dl><dd>{}</dd></dl>", "y".repeat(BEGINNING));
        let made: [Html; 2] = [drawing.as_str().into(), words.as_str().into()];
        let tags = |page: &str| tags::html(page).passing(Passages::of(&made, page)).map(|tag| tag.written()).collect::<Vec<_>>();
        assert_eq!(tags(&format!("<p>a</p>{drawing}<i>")), ["<p>", "<p>", "<i>"]);
        assert_eq!(tags(&format!("<p>{}<i>", drawing.replace("</a>", "</a >"))).len(), 8, "one that a template changed");
        assert_eq!(tags(&format!("<!-- {drawing} --><i>")), ["<i>"]);
        assert_eq!(tags(&format!("<p title='{drawing}'>")).len(), 1);
        assert_eq!(tags(&format!("<p>{drawing}<details>{words}</details>{drawing}")).len(), 3 + 6, "each once");
        assert_eq!(tags(&format!("<p title='{drawing}'>{words}<i>")).len(), 2, "one that is in no place for it");
        assert_eq!(tags(&format!("{words}{drawing}<i>")).len(), 4 + 1, "another order");
        assert_eq!(tags(&format!("{drawing}{words}")), [""; 0]);
    }
}
