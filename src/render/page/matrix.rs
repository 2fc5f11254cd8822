//! The matrix of effects: who, what they do, what may follow; whole and for each who.

mod rows;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::split::{Split, on_page, parts, split};
use super::{Page, PageType, Plan, in_language};
use crate::evidence::matrix::Cell;
use crate::model::Lang;
use crate::render::body::Spot;
use crate::render::frame::{Head, frame, special};
use crate::render::law;
use crate::render::lists::PER_PAGE;
use crate::render::{Press, label};
use crate::view;

/// The matrix, where there are effects.
pub const PAGE: PageType = PageType { name: "matrix", templates: &["matrix.html"], plan, make };

/// How many effects under one head stand on the page of the whole matrix, if all are too many for it.
const FEW: usize = 10;
/// Whom effects strike that strike everybody.
const ANYONE: &str = "anyone";

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let matrix = &press.law.matrix;
    if matrix.cells().next().is_none() {
        return Vec::new();
    }
    let mut plans = Vec::new();
    for lang in &press.dossier.config.languages {
        plans.extend(Plan::new(&in_language(press, lang, &address("", 1)), lang, ""));
        for (who, ids) in matrix.by_who() {
            plans.extend(parts(press, ids.len()).filter_map(|part| {
                let plan = Plan::new(&in_language(press, lang, &address(who, part)), lang, who);
                plan.map(|plan| Plan { part, ..plan })
            }));
        }
    }
    plans
}

/// The address of the matrix, or of its pages for one who, without the language.
#[must_use]
pub fn address(who: &str, part: usize) -> String {
    let folder = if who.is_empty() { String::new() } else { format!("{who}/") };
    if part == 1 { format!("matrix/{folder}index.html") } else { format!("matrix/{folder}page-{part}/index.html") }
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let (lang, who) = (&plan.lang, &plan.subject);
    let whole = special(press, lang, "matrix");
    let about = label(press, lang, "matrix-about", "");
    let mut head = Head::new(press, whole.title.clone(), about);
    if !who.is_empty() {
        head.trail = vec![whole.clone()];
        head.title = label(press, lang, &format!("word-{who}"), who);
    }
    Page::of("matrix.html", frame(press, plan, head), view(press, plan, whole))
}

fn cells<'a>(press: &'a Press<'_>, ids: &'a [Arc<str>]) -> impl Iterator<Item = &'a Cell> {
    ids.iter().filter_map(|id| press.law.matrix.cell(id))
}

fn view(press: &Press<'_>, plan: &Plan, whole: view::Ref) -> view::MatrixPage {
    let (lang, who, matrix) = (&plan.lang, &plan.subject, &press.law.matrix);
    let spot = Spot { root: plan.path.root().into(), lang: lang.clone() };
    let own = matrix.of_who(who);
    let Split { pages, previous, next } = split(press, plan, own.len(), &|part| in_language(press, lang, &address(who, part)));
    let groups = if who.is_empty() {
        let all: usize = matrix.by_who().map(|(_, ids)| ids.len()).sum();
        let most = if all > PER_PAGE { FEW } else { PER_PAGE };
        matrix.by_who().map(|(who, ids)| law::who(press, &[who], cells(press, ids), most, &spot)).collect()
    } else {
        let mut groups = vec![law::who(press, &[&**who], cells(press, on_page(press, plan, own)), PER_PAGE, &spot)];
        let everybody = matrix.of_who(ANYONE);
        if **who != *ANYONE && next.is_none() && !everybody.is_empty() {
            groups.push(law::who(press, &[ANYONE], cells(press, everybody), FEW, &spot));
        }
        groups
    };
    let (labels, rows) = rows::rows(press, &shown(press, plan, next.is_none()), &spot);
    let away = matrix.cells().filter(|cell| who.is_empty() && !cell.force.counts()).take(PER_PAGE);
    view::MatrixPage {
        who: who.clone(),
        whole,
        day: law::day(press, lang),
        filters: filters(press, lang, who),
        groups,
        labels,
        rows,
        away: away.filter_map(|cell| press.refs.get(&cell.id, lang)).cloned().collect(),
        pages,
        previous,
        next,
    }
}

/// The effects of a page, each once: those of its who and, on the last page, those that strike everybody; or all there
/// are, if a page has room for them.
fn shown<'a>(press: &'a Press<'_>, plan: &Plan, is_last: bool) -> Vec<&'a Cell> {
    let (who, matrix) = (&plan.subject, &press.law.matrix);
    let own: Vec<&Arc<str>> = if who.is_empty() {
        matrix.by_who().flat_map(|(_, ids)| ids).collect()
    } else {
        let everybody = matrix.of_who(ANYONE).iter().take(if is_last { FEW } else { 0 });
        on_page(press, plan, matrix.of_who(who)).iter().chain(everybody).collect()
    };
    let mut seen = BTreeSet::new();
    let all: Vec<&Cell> = own.into_iter().filter(|id| seen.insert(*id)).filter_map(|id| matrix.cell(id)).collect();
    if all.len() > PER_PAGE + FEW { Vec::new() } else { all }
}

/// The pages by who.
fn filters(press: &Press<'_>, lang: &Lang, current: &str) -> Vec<view::LawFilter> {
    let one = |(who, ids): (&'static str, &[Arc<str>])| view::LawFilter {
        entry: law::who_page(press, who, lang),
        weight: Arc::from(""),
        count: ids.len(),
        current: who == current,
    };
    press.law.matrix.by_who().map(one).collect()
}
