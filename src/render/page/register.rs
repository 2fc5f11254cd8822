//! The register of designations: the chain of acts on each subject, whole, by instrument and by body.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::evidence::Named;
use crate::evidence::register::{Act, Side};
use crate::model::{EntryId, Lang, Ref, slug};
use crate::render::body::Spot;
use crate::render::frame::{Head, frame, special};
use crate::render::law::{self, MOST};
use crate::render::refs::Place;
use crate::render::{Press, label};
use crate::view;

/// The register, where there are designations.
pub const PAGE: PageType = PageType { name: "register", templates: &["register.html"], plan, make };

/// What a list of the register is of: everything, or the acts of one instrument or body.
#[derive(Clone, Copy)]
struct Scope<'a> {
    /// In addresses and views: empty, `instrument` or `by`.
    filter: &'static str,
    /// The folded id of the instrument or body.
    id: &'a str,
}

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let register = &press.law.register;
    if register.acts().is_empty() {
        return Vec::new();
    }
    let mut plans = Vec::new();
    for lang in &press.dossier.config.languages {
        plans.extend(pages(press, lang, Scope { filter: "", id: "" }));
        for (filter, side) in [("instrument", Side::Instrument), ("by", Side::Body)] {
            for (id, _) in register.entries(side) {
                plans.extend(pages(press, lang, Scope { filter, id }));
            }
        }
    }
    plans
}

/// The pages of one list.
fn pages(press: &Press<'_>, lang: &Lang, scope: Scope<'_>) -> Vec<Plan> {
    let Some(entry) = place(press, scope) else { return Vec::new() };
    let count = subjects(press, lang, scope).len();
    let page = |part| {
        let path = in_language(press, lang, &address(scope.filter, &entry, part));
        Plan::new(&path, lang, &format!("{}/{}", scope.filter, scope.id)).map(|plan| Plan { part, ..plan })
    };
    parts(press, count).filter_map(page).collect()
}

/// The id of the entry that a list is of; nothing if it is not shown.
fn place(press: &Press<'_>, scope: Scope<'_>) -> Option<EntryId> {
    if scope.filter.is_empty() {
        return Some(EntryId::new(""));
    }
    press.dossier.shown(scope.id, press.dossier.config.main()).map(|entry| entry.summary.id.clone())
}

/// The address of a list, without the language.
#[must_use]
pub fn address(filter: &str, id: &EntryId, part: usize) -> String {
    let folder = if filter.is_empty() { String::new() } else { format!("{filter}/{}/", slug(id.as_str())) };
    if part == 1 { format!("register/{folder}index.html") } else { format!("register/{folder}page-{part}/index.html") }
}

/// The acts of a list, by date.
fn acts<'a>(press: &'a Press<'_>, scope: Scope<'a>) -> Box<dyn Iterator<Item = &'a Act> + 'a> {
    let register = &press.law.register;
    match scope.filter {
        "instrument" => Box::new(register.of_entry(Side::Instrument, scope.id)),
        "by" => Box::new(register.of_entry(Side::Body, scope.id)),
        _ => Box::new(register.acts().iter()),
    }
}

/// The folded ids of the subjects of a list, by title.
fn subjects<'a>(press: &'a Press<'_>, lang: &Lang, scope: Scope<'a>) -> Cow<'a, [Arc<str>]> {
    let Some(all) = press.law.in_language.get(lang) else { return Cow::Borrowed(&[]) };
    if scope.filter.is_empty() {
        return Cow::Borrowed(&all.subjects);
    }
    let ids = acts(press, scope).flat_map(|act| &act.subjects).filter_map(|subject| subject.id.as_ref());
    let places: BTreeSet<usize> = ids.filter_map(|id| all.place.get(id).copied()).collect();
    places.into_iter().filter_map(|place| all.subjects.get(place)).cloned().collect()
}

/// The acts of a list on one subject, by date.
fn acts_on<'a>(press: &'a Press<'_>, scope: Scope<'_>, subject: &str) -> Vec<&'a Act> {
    let is = |named: &Named| named.id.as_deref() == Some(scope.id);
    let belongs = |act: &&Act| match scope.filter {
        "instrument" => is(&act.instrument),
        "by" => act.by.iter().any(is),
        _ => true,
    };
    press.law.register.of_entry(Side::Subject, subject).filter(belongs).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let (filter, id) = plan.subject.split_once('/').unwrap_or(("", ""));
    let filter = ["instrument", "by"].into_iter().find(|known| *known == filter).unwrap_or("");
    let scope = Scope { filter, id };
    let (lang, whole) = (&plan.lang, special(press, &plan.lang, "register"));
    let only = press.refs.get(id, lang).cloned();
    let title = only.as_ref().map_or_else(|| whole.title.clone(), |only| only.title.clone());
    let mut head = Head::new(press, title, label(press, lang, "register-about", ""));
    if only.is_some() {
        head.trail = vec![whole.clone()];
    }
    let view = view(press, plan, scope, only, whole);
    Page::of("register.html", frame(press, plan, head), view)
}

fn view(press: &Press<'_>, plan: &Plan, scope: Scope<'_>, only: Option<view::Ref>, whole: view::Ref) -> view::RegisterPage {
    let (lang, spot) = (&plan.lang, Spot { root: plan.path.root().into(), lang: plan.lang.clone() });
    let subjects = subjects(press, lang, scope);
    let entry = place(press, scope).unwrap_or_else(|| EntryId::new(""));
    let of = |part: usize| in_language(press, lang, &address(scope.filter, &entry, part));
    let Split { pages, previous, next } = split(press, plan, subjects.len(), &of);
    let chain = |(n, id): (usize, &Arc<str>)| {
        let acts = acts_on(press, scope, id);
        let subject = Named { reference: Ref(id.clone()), id: Some(id.clone()) };
        view::Chain {
            id: format!("subject:{}", n + 1).into(),
            subject: law::named(press, &subject, lang),
            more: acts.len().saturating_sub(MOST),
            acts: law::chain(press, &acts, false, &spot),
        }
    };
    let is_first = scope.filter.is_empty() && plan.part == 1;
    let filters = |filter, side| if is_first { filters(press, lang, filter, side) } else { Vec::new() };
    view::RegisterPage {
        filter: scope.filter,
        only,
        whole,
        day: law::day(press, lang),
        total: acts(press, scope).count(),
        in_force: acts(press, scope).filter(|act| act.force.counts()).count(),
        instruments: filters("instrument", Side::Instrument),
        bodies: filters("by", Side::Body),
        chains: on_page(press, plan, &subjects).iter().enumerate().map(chain).collect(),
        pages,
        previous,
        next,
    }
}

/// The lists by instrument or by body, in the order of their titles.
fn filters(press: &Press<'_>, lang: &Lang, filter: &'static str, side: Side) -> Vec<view::LawFilter> {
    let one = |(id, count): (&Arc<str>, usize)| {
        let (entry, order) = press.refs.placed(id, lang)?;
        let place = place(press, Scope { filter, id })?;
        let choice = view::LawFilter {
            entry: law::filter(entry, in_language(press, lang, &address(filter, &place, 1))),
            weight: if side == Side::Instrument { law::weight(press, id) } else { Arc::from("") },
            count,
            current: false,
        };
        Some((order, choice))
    };
    let mut all: Vec<(Place, view::LawFilter)> = press.law.register.entries(side).filter_map(one).collect();
    all.sort_by_key(|(order, _)| *order);
    all.into_iter().map(|(_, choice)| choice).collect()
}
