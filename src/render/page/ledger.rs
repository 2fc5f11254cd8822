//! The claims ledger: all claims, and those of one standing, claimant or subject, each choice a page of its own so
//! that choosing needs no script. Where there are many claimants or subjects, a page lists them all.

mod picture;

use std::sync::Arc;

use ahash::HashMap;

use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::evidence::ledger::{Filter, Ledger};
use crate::model::{Lang, Standing, slug};
use crate::render::frame::{Head, frame, special};
use crate::render::refs::to_page;
use crate::render::strings::Argument;
use crate::render::{Press, label, ledger};
use crate::text::Digest;
use crate::view;

/// The pages of the ledger, where there are claims.
pub const PAGE: PageType = PageType { name: "ledger", templates: &["ledger.html", "ledger-choices.html"], plan, make };

/// How many claimants and how many subjects a page of the ledger names; the rest are a page away.
const CHOICES: usize = 8;

/// What one page of the ledger is: a choice of claims, or the list of all choices of a sort.
enum Subject {
    Claims(Filter),
    Choices(&'static str),
}

impl Subject {
    /// As the subject of a plan. The colon keeps it apart from ids.
    fn text(&self) -> String {
        match self {
            Self::Claims(Filter::All) => "ledger:all".to_owned(),
            Self::Claims(Filter::Standing(standing)) => format!("ledger:standing:{}", standing.word()),
            Self::Claims(Filter::By(id)) => format!("ledger:by:{id}"),
            Self::Claims(Filter::About(id)) => format!("ledger:about:{id}"),
            Self::Choices(sort) => format!("ledger:{sort}"),
        }
    }

    /// From the subject of a plan.
    fn of(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("ledger:")?;
        Some(match rest.split_once(':') {
            Some(("standing", word)) => Self::Claims(Filter::Standing(Standing::from_word(word)?)),
            Some(("by", id)) => Self::Claims(Filter::By(Arc::from(id))),
            Some(("about", id)) => Self::Claims(Filter::About(Arc::from(id))),
            Some(_) => return None,
            None => match rest {
                "by" => Self::Choices("by"),
                "about" => Self::Choices("about"),
                _ => Self::Claims(Filter::All),
            },
        })
    }

    /// The address without the language.
    fn address(&self, part: usize) -> String {
        let folder = match self {
            Self::Claims(Filter::All) => String::new(),
            Self::Claims(Filter::Standing(standing)) => format!("standing/{}/", standing.word()),
            Self::Claims(Filter::By(id)) => format!("by/{}/", in_address(id)),
            Self::Claims(Filter::About(id)) => format!("about/{}/", in_address(id)),
            Self::Choices(sort) => format!("{sort}/"),
        };
        if part == 1 { format!("ledger/{folder}index.html") } else { format!("ledger/{folder}page-{part}/index.html") }
    }
}

/// An id in an address. Entries of two kinds may have ids that differ by what an address drops, such as a dot; then a
/// digest tells them apart.
fn in_address(id: &str) -> String {
    let name = slug(id);
    if name == id { name } else { format!("{name}-{}", Digest::of(id.as_bytes()).short(8)) }
}

fn is_by(filter: &Filter) -> bool {
    matches!(filter, Filter::By(_))
}

/// The choices of a sort, the largest first.
fn choices<'a>(of: &'a Ledger, sort: &str) -> &'a [Filter] {
    if sort == "by" { &of.by } else { &of.about }
}

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (lang, of) in &press.ledgers {
        let lists = of.choices().into_iter().map(|(filter, count)| (Subject::Claims(filter.clone()), count));
        // What fits on every page of the ledger needs no page of its own.
        let many = ["by", "about"].map(|sort| (Subject::Choices(sort), choices(of, sort).len()));
        let lists = lists.chain(many.into_iter().filter(|(_, count)| *count > CHOICES));
        for (subject, count) in lists {
            plans.extend(parts(press, count).filter_map(|part| {
                let path = in_language(press, lang, &subject.address(part));
                Plan::new(&path, lang, &subject.text()).map(|plan| Plan { part, ..plan })
            }));
        }
    }
    plans
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let (Some(subject), Some(of)) = (Subject::of(&plan.subject), press.ledgers.get(&plan.lang)) else {
        return Page::Text(String::new());
    };
    match subject {
        Subject::Claims(filter) => claims(press, plan, of, filter),
        Subject::Choices(sort) => all_choices(press, plan, of, sort),
    }
}

/// A choice of claims.
fn claims(press: &Press<'_>, plan: &Plan, of: &Ledger, filter: Filter) -> Page {
    let lang = &plan.lang;
    let ids = of.of(&filter);
    let shown = on_page(press, plan, ids).iter();
    let (title, subject) = title(press, lang, &filter);
    let picture = (filter == Filter::All && plan.part == 1).then(|| picture::picture(press, lang, &of.periods));
    let filters = filters(press, lang, of, &filter);
    let list = match &filter {
        Filter::All => "all",
        Filter::Standing(_) => "standing",
        Filter::By(_) => "by",
        Filter::About(_) => "about",
    };
    let Split { pages, previous, next } = links(press, plan, &Subject::Claims(filter), ids.len());
    let view = view::LedgerPage {
        list,
        title: title.clone(),
        subject,
        rows: shown.filter_map(|id| ledger::row(press, id, lang)).collect(),
        total: ids.len(),
        filters,
        picture,
        pages,
        previous,
        next,
    };
    let about = label(press, lang, "ledger-about", "");
    let mut head = Head::new(press, title, about);
    head.trail = if list == "all" { Vec::new() } else { vec![special(press, lang, "ledger")] };
    Page::of("ledger.html", frame(press, plan, head), view)
}

/// The heading of a choice, and the entry it is a choice by.
fn title(press: &Press<'_>, lang: &Lang, filter: &Filter) -> (Arc<str>, Option<view::Ref>) {
    let say = |id: &str, name: &str| -> Arc<str> { press.theme.strings().format(lang, id, &[("name", Argument::Text(name))]).into() };
    match filter {
        Filter::All => (special(press, lang, "ledger").title.clone(), None),
        Filter::Standing(standing) => (say("ledger-title-standing", &ledger::word(press, lang, standing.word())), None),
        Filter::By(id) | Filter::About(id) => {
            let entry = press.refs.get(id, lang).cloned();
            let sort = if is_by(filter) { "ledger-title-by" } else { "ledger-title-about" };
            (say(sort, entry.as_ref().map_or(id, |entry| &entry.title)), entry)
        }
    }
}

/// The other choices: all standings, and the largest of the rest. How many claims each holds is said where all claims are meant: beside
/// those of one claimant or subject a reader would take it for theirs.
fn filters(press: &Press<'_>, lang: &Lang, of: &Ledger, current: &Filter) -> Vec<view::LedgerFilters> {
    let is_of_all = matches!(current, Filter::All | Filter::Standing(_));
    let choice = |filter: &Filter, standing: &str| {
        let count = is_of_all.then(|| of.of(filter).len());
        Some(view::LedgerChoice { to: choice_of(press, lang, filter)?, standing: Arc::from(standing), count, current: filter == current })
    };
    let standings = of.standings.iter().filter_map(|s| choice(&Filter::Standing(*s), s.word()));
    let heading = |sort: &str| label(press, lang, &format!("ledger-filter-{sort}"), sort);
    let mut filters = vec![view::LedgerFilters {
        sort: "standing",
        label: heading("standing"),
        choices: choice(&Filter::All, "").into_iter().chain(standings).collect(),
        all: None,
    }];
    for sort in ["by", "about"] {
        let largest = choices(of, sort);
        let shown: Vec<view::LedgerChoice> = largest.iter().take(CHOICES).filter_map(|filter| choice(filter, "")).collect();
        let title = || label(press, lang, &format!("ledger-every-{sort}"), "all");
        let more = (largest.len() > CHOICES).then(|| to_page(title(), in_language(press, lang, &Subject::Choices(sort).address(1)).into()));
        if !shown.is_empty() {
            filters.push(view::LedgerFilters { sort, label: heading(sort), choices: shown, all: more });
        }
    }
    filters
}

/// The page of a choice of claims, as all pages share it if it is still called so; nothing for an entry that is not shown.
fn choice_of(press: &Press<'_>, lang: &Lang, filter: &Filter) -> Option<view::Ref> {
    let (title, title_lang) = called(press, lang, filter)?;
    let shared = press.site(lang).doors.choices.get(filter);
    let shared = shared.filter(|shared| shared.title == title && shared.lang == title_lang).cloned();
    Some(shared.unwrap_or_else(|| choice_page(press, lang, filter, title, title_lang)))
}

/// What a choice is called, and in which language if it is not that of the page.
fn called(press: &Press<'_>, lang: &Lang, filter: &Filter) -> Option<(Arc<str>, Arc<str>)> {
    match filter {
        Filter::All => Some((label(press, lang, "ledger-all", "all"), Arc::from(""))),
        Filter::Standing(standing) => Some((ledger::word(press, lang, standing.word()), Arc::from(""))),
        Filter::By(id) | Filter::About(id) => Some((short_title(press, id, lang), press.refs.get(id, lang)?.lang.clone())),
    }
}

fn choice_page(press: &Press<'_>, lang: &Lang, filter: &Filter, title: Arc<str>, title_lang: Arc<str>) -> view::Ref {
    let mut page = to_page(title, in_language(press, lang, &Subject::Claims(filter.clone()).address(1)).into());
    page.lang = title_lang;
    page
}

/// The choices that every page of the ledger links to, made once.
pub fn doors(press: &Press<'_>, lang: &Lang) -> HashMap<Filter, view::Ref> {
    let Some(of) = press.ledgers.get(lang) else { return HashMap::default() };
    let largest = ["by", "about"].into_iter().flat_map(|sort| choices(of, sort).iter().take(CHOICES).cloned());
    let all = std::iter::once(Filter::All).chain(of.standings.iter().map(|standing| Filter::Standing(*standing))).chain(largest);
    let page = |filter: Filter| {
        let (title, title_lang) = called(press, lang, &filter)?;
        let page = choice_page(press, lang, &filter, title, title_lang);
        Some((filter, page))
    };
    all.filter_map(page).collect()
}

fn short_title(press: &Press<'_>, id: &Arc<str>, lang: &Lang) -> Arc<str> {
    press.dossier.shown(id, lang).map_or_else(|| id.clone(), |entry| entry.summary.called_shortly(lang).0.clone())
}

/// All claimants or all subjects.
fn all_choices(press: &Press<'_>, plan: &Plan, of: &Ledger, sort: &'static str) -> Page {
    let lang = &plan.lang;
    let largest = choices(of, sort);
    let count = |filter: &Filter| Some(view::Count { entry: choice_of(press, lang, filter)?, count: of.of(filter).len() });
    let Split { pages, previous, next } = links(press, plan, &Subject::Choices(sort), largest.len());
    let title = label(press, lang, &format!("ledger-every-{sort}"), sort);
    let view = view::LedgerChoicesPage {
        list: sort,
        title: title.clone(),
        choices: on_page(press, plan, largest).iter().filter_map(count).collect(),
        total: largest.len(),
        pages,
        previous,
        next,
    };
    let mut head = Head::new(press, title, "".into());
    head.trail = vec![special(press, lang, "ledger")];
    Page::of("ledger-choices.html", frame(press, plan, head), view)
}

/// The page of the claims of one standing.
#[must_use]
pub fn of_standing(press: &Press<'_>, standing: Standing, lang: &Lang) -> view::Ref {
    let address = in_language(press, lang, &Subject::Claims(Filter::Standing(standing)).address(1));
    to_page(ledger::word(press, lang, standing.word()), address.into())
}

fn links(press: &Press<'_>, plan: &Plan, subject: &Subject, total: usize) -> Split {
    split(press, plan, total, &|part| in_language(press, &plan.lang, &subject.address(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_come_back_as_they_went() {
        for subject in [
            Subject::Claims(Filter::All),
            Subject::Claims(Filter::Standing(Standing::PartlyConfirmed)),
            Subject::Claims(Filter::By("a:b".into())),
            Subject::Claims(Filter::About("x".into())),
            Subject::Choices("by"),
            Subject::Choices("about"),
        ] {
            assert_eq!(Subject::of(&subject.text()).map(|back| back.address(2)), Some(subject.address(2)), "{}", subject.text());
        }
        assert!(Subject::of("about").is_none() && Subject::of("ledger:standing:open").is_none());
    }

    #[test]
    fn ids_of_one_form_have_two_addresses() {
        assert_eq!(in_address("five-terabytes"), "five-terabytes");
        assert_ne!(in_address("v1.2"), in_address("v12"));
    }
}
