//! Which heading a link names.

use std::ops::Range;
use std::sync::Arc;

use ahash::HashMap;

use super::body::Heading;

/// The heading that a fragment names: by its id, by its words in any case and form, or by its words with
/// other signs between them. Obsidian writes `a#b#c` for a heading below a heading: it is the first `c` below the first `b`
/// below the first `a`, or else the first `c`.
pub(super) fn find_heading<'a>(headings: &'a [Heading], fragment: &str) -> Option<(usize, &'a Heading)> {
    let is_it = |heading: &Heading| *heading.id == *fragment;
    let named = |within: Range<usize>, name: &str| named(headings.get(within.clone())?, name).map(|number| within.start + number);
    let end = |number: usize| {
        let below = headings[number + 1..].iter().take_while(|heading| heading.level > headings[number].level);
        number + 1 + below.count()
    };
    let number = headings.iter().position(is_it).or_else(|| below(headings.len(), fragment, named, end))?;
    Some((number, &headings[number]))
}

/// The heading at the end of a way of headings, each below the one before.
fn below(many: usize, way: &str, named: impl Fn(Range<usize>, &str) -> Option<usize>, end: impl Fn(usize) -> usize) -> Option<usize> {
    let mut within = 0..many;
    let mut found = None;
    for name in way.split('#') {
        let Some(number) = named(within, name) else {
            let last = way.rsplit_once('#').map(|(_, last)| last)?;
            return named(0..many, last);
        };
        within = number + 1..end(number);
        found = Some(number);
    }
    found
}

/// The first of these headings that is called so.
fn named(headings: &[Heading], name: &str) -> Option<usize> {
    let first = |is_it: &dyn Fn(&Heading) -> bool| headings.iter().position(is_it);
    first(&|heading| *heading.id == *name)
        .or_else(|| {
            let wanted = super::fold(name);
            let is_it = |name: &str| super::folded(name) == wanted;
            first(&|heading| is_it(&heading.id) || is_it(&heading.text))
        })
        .or_else(|| {
            let slug = super::slug(name);
            first(&|heading| !slug.is_empty() && *heading.id == *slug)
        })
        .or_else(|| {
            // Obsidian writes a blank for a sign: `a#Q A` for `Q&A`.
            let wanted = words_alone(name);
            first(&|heading| !wanted.is_empty() && words_alone(&heading.text) == wanted)
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
    /// Ids and words as names are compared; the numbers of those that are called so, in order.
    folded: HashMap<String, Vec<usize>>,
    words: HashMap<String, Vec<usize>>,
    /// The number after the last heading below each.
    ends: Vec<usize>,
}

impl HeadingNames {
    pub(super) fn of(headings: &[Heading]) -> Self {
        let mut names = Self { ends: vec![headings.len(); headings.len()], ..Self::default() };
        let mut open: Vec<usize> = Vec::new();
        for (number, heading) in headings.iter().enumerate() {
            while let Some(over) = open.pop_if(|over| headings[*over].level >= heading.level) {
                names.ends[over] = number;
            }
            open.push(number);
            names.ids.entry(Arc::clone(&heading.id)).or_insert(number);
            for name in [&heading.id, &heading.text] {
                let same = names.folded.entry(super::fold(name)).or_default();
                if same.last() != Some(&number) {
                    same.push(number);
                }
            }
            names.words.entry(words_alone(&heading.text)).or_default().push(number);
        }
        names
    }

    pub(super) fn find(&self, fragment: &str) -> Option<usize> {
        let known = self.ids.get(fragment).copied();
        known.or_else(|| below(self.ends.len(), fragment, |within, name| self.named(&within, name), |number| self.ends[number]))
    }

    fn named(&self, within: &Range<usize>, name: &str) -> Option<usize> {
        let by_id = |id: &str| self.ids.get(id).copied().filter(|number| within.contains(number));
        let first = |numbers: &Vec<usize>| {
            let first = numbers.get(numbers.partition_point(|number| *number < within.start)).copied();
            first.filter(|number| *number < within.end)
        };
        let by_slug = || Some(super::slug(name)).filter(|slug| !slug.is_empty()).and_then(|slug| by_id(&slug));
        let by_words = || Some(words_alone(name)).filter(|words| !words.is_empty()).and_then(|words| first(self.words.get(&words)?));
        by_id(name).or_else(|| first(self.folded.get(&super::fold(name))?)).or_else(by_slug).or_else(by_words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_alike_by_their_names_and_one_by_one() {
        let at = |level: u8, id: &str, text: &str| Heading {
            level,
            id: Arc::from(id),
            text: Arc::from(text),
            html: Arc::from(text),
            classes: Vec::new(),
            section: 0..0,
            is_nested: false,
        };
        let heading = |id: &str, text: &str| at(2, id, text);
        let headings = [
            heading("nums", "Figures"),
            heading("figures", "Nums"),
            heading("figures-1", "Figures"),
            heading("три-цифры", "Три  цифры"),
            heading("qa-v12", "Q&A: v1.2"),
            heading("q-a-v1-2", "Other"),
            heading("", "…"),
            heading("2020", "2020"),
            at(3, "january", "January"),
            at(4, "nums-1", "Nums"),
            at(3, "july", "July"),
            heading("2021", "2021"),
            at(3, "january-1", "January"),
            at(4, "nums-2", "Nums"),
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
            "2021",
            "2021#July",
            "July#January",
            "2020#2021#January",
        ] {
            assert_eq!(names.find(fragment), find_heading(&headings, fragment).map(|(number, _)| number), "{fragment}");
        }
        for (fragment, id) in [
            ("January", "january"),
            ("2020#January", "january"),
            ("2021#January", "january-1"),
            ("2021#January#Nums", "nums-2"),
            ("2021#nums", "nums-2"),
            ("2020#JULY", "july"),
            ("2021#July", "july"),
            ("nums#january", "january"),
        ] {
            assert_eq!(find_heading(&headings, fragment).map(|(_, heading)| &*heading.id), Some(id), "{fragment}");
            assert_eq!(names.find(fragment).map(|number| &*headings[number].id), Some(id), "{fragment}");
        }
    }
}
