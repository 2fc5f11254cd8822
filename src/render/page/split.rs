//! A list that is too long for one page: which pages it has, what stands on each, and how they link to each other.

use super::Plan;
use crate::render::Press;
use crate::render::lists::PER_PAGE;
use crate::render::refs::to_page;
use crate::view;

/// The links among the pages of a list.
pub struct Split {
    /// The pages that this one links to; empty if there is only one.
    pub pages: Vec<view::PageLink>,
    /// The page before.
    pub previous: Option<view::Ref>,
    /// The page after.
    pub next: Option<view::Ref>,
}

/// How many entries one page of a list holds.
#[must_use]
pub fn per_page(press: &Press<'_>) -> usize {
    press.theme.manner().per_page.unwrap_or(PER_PAGE)
}

/// The numbers of the pages of a list of so many items; none if it is empty.
pub fn parts(press: &Press<'_>, count: usize) -> impl Iterator<Item = usize> + use<> {
    1..=count.div_ceil(per_page(press))
}

/// The items of a list that stand on a page.
#[must_use]
pub fn on_page<'a, T>(press: &Press<'_>, plan: &Plan, items: &'a [T]) -> &'a [T] {
    items.chunks(per_page(press)).nth(plan.part - 1).unwrap_or(&[])
}

/// The links of a page of a list of so many items; `of` gives the address of each of its pages.
#[must_use]
pub fn split(press: &Press<'_>, plan: &Plan, total: usize, of: &dyn Fn(usize) -> String) -> Split {
    let count = parts(press, total).count();
    let page = |part: usize| (1..=count).contains(&part).then(|| to_page(part.to_string().into(), of(part).into()));
    let link = |number: usize| view::PageLink { number, address: of(number).into(), current: number == plan.part };
    let pages = if count > 1 { near(plan.part, count).map(link).collect() } else { Vec::new() };
    Split { pages, previous: page(plan.part - 1), next: page(plan.part + 1) }
}

/// The pages that a page of a list links to: the first, the last, and five to each side, so that a long
/// list costs no more than a short one.
fn near(part: usize, count: usize) -> impl Iterator<Item = usize> {
    (1..=count).filter(move |n| *n == 1 || *n == count || n.abs_diff(part) <= 5)
}
