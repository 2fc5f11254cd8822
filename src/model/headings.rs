//! Which heading a link names.

use std::sync::Arc;

use ahash::HashMap;

use super::body::Heading;

/// The heading that a fragment names: by its id, by its words in any case and form, or by its words with
/// other signs between them.
pub(super) fn find_heading<'a>(headings: &'a [Heading], fragment: &str) -> Option<(usize, &'a Heading)> {
    // Obsidian writes `a#b#c` for a heading below a heading; the last names it.
    let last = fragment.rsplit('#').next().unwrap_or(fragment);
    headings
        .iter()
        .enumerate()
        .find(|(_, heading)| *heading.id == *fragment || *heading.id == *last)
        .or_else(|| {
            let wanted = super::fold(last);
            let is_it = |name: &str| super::folded(name) == wanted;
            headings.iter().enumerate().find(|(_, heading)| is_it(&heading.id) || is_it(&heading.text))
        })
        .or_else(|| {
            let slug = super::slug(last);
            headings.iter().enumerate().find(|(_, heading)| !slug.is_empty() && *heading.id == *slug)
        })
        .or_else(|| {
            // Obsidian writes a blank for a sign: `a#Q A` for `Q&A`.
            let wanted = words_alone(last);
            headings.iter().enumerate().find(|(_, heading)| !wanted.is_empty() && words_alone(&heading.text) == wanted)
        })
}

/// Letters and digits, in any case and form, with a blank for what stands between them.
fn words_alone(text: &str) -> String {
    let folded = super::fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How many headings are looked through one by one; of more the names are kept, since a text of thousands may link to each.
pub(super) const FEW: usize = 32;

/// Headings by their names: what [`Body::heading`] finds, without looking at each.
#[derive(Debug, Clone, Default)]
pub struct HeadingNames {
    ids: HashMap<Arc<str>, usize>,
    /// Ids and words as names are compared.
    folded: HashMap<String, usize>,
    words: HashMap<String, usize>,
}

impl HeadingNames {
    pub(super) fn of(headings: &[Heading]) -> Self {
        let mut names = Self::default();
        for (number, heading) in headings.iter().enumerate() {
            names.ids.entry(Arc::clone(&heading.id)).or_insert(number);
            for name in [&heading.id, &heading.text] {
                names.folded.entry(super::fold(name)).or_insert(number);
            }
            names.words.entry(words_alone(&heading.text)).or_insert(number);
        }
        names
    }

    pub(super) fn find(&self, fragment: &str) -> Option<usize> {
        let last = fragment.rsplit('#').next().unwrap_or(fragment);
        let by_id = || self.ids.get(fragment).into_iter().chain(self.ids.get(last)).min();
        let by_words = || Some(words_alone(last)).filter(|words| !words.is_empty()).and_then(|words| self.words.get(&words));
        let found = by_id().or_else(|| self.folded.get(&super::fold(last)));
        let by_slug = || Some(super::slug(last)).filter(|slug| !slug.is_empty()).and_then(|slug| self.ids.get(&*slug));
        found.or_else(by_slug).or_else(by_words).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_alike_by_their_names_and_one_by_one() {
        let heading = |id: &str, text: &str| Heading {
            level: 2,
            id: Arc::from(id),
            text: Arc::from(text),
            html: Arc::from(text),
            classes: Vec::new(),
            section: 0..0,
            is_nested: false,
        };
        let headings = [
            heading("nums", "Figures"),
            heading("figures", "Nums"),
            heading("figures-1", "Figures"),
            heading("три-цифры", "Три  цифры"),
            heading("qa-v12", "Q&A: v1.2"),
            heading("q-a-v1-2", "Other"),
            heading("", "…"),
        ];
        let names = HeadingNames::of(&headings);
        for fragment in [
            "nums",
            "Nums",
            "figures",
            "FIGURES",
            "figures-1",
            "three",
            "три цифры",
            "ТРИ-ЦИФРЫ",
            "Q A v1 2",
            "q&a v1.2",
            "a#nums",
            "nums#Three",
            "x#Q A: V1.2",
            "",
            "#",
            "…",
            "?",
            "other",
            "qa v12",
        ] {
            assert_eq!(names.find(fragment), find_heading(&headings, fragment).map(|(number, _)| number), "{fragment}");
        }
    }
}
