//! The timeline: all dated moments, and each thread of them. A long one is split by years, a long year into pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Page, PageType, Plan, in_language};
use crate::evidence::timeline::{Row, Slot};
use crate::model::Lang;
use crate::render::body::Spot;
use crate::render::frame::{Head, frame};
use crate::render::refs::to_page;
use crate::render::timeline::{Shown, all, mark, mark_says, months, more, row, year_id, year_label, years};
use crate::render::{Press, label, strip};
use crate::view;

/// The timeline, where something is dated.
pub const PAGE: PageType = PageType { name: "timeline", templates: &["timeline.html"], plan, make };

/// How many rows one page holds, unless the theme says so.
const ROWS: usize = 250;

/// How many rows one page holds.
fn most(press: &Press<'_>) -> usize {
    press.theme.manner().per_page.unwrap_or(ROWS)
}

/// What a page shows: which thread of it (none: all), and which year (none: all, or the years to choose from).
struct Choice<'a> {
    thread: Option<&'a str>,
    year: Option<&'a str>,
}

impl<'a> Choice<'a> {
    /// As it stands in a plan: `/`, `claims/`, `claims/2021`. No id of an entry holds a `/`.
    fn read(subject: &'a str) -> Self {
        let (thread, year) = subject.split_once('/').unwrap_or((subject, ""));
        let filled = |text: &'a str| (!text.is_empty()).then_some(text);
        Self { thread: filled(thread), year: filled(year) }
    }

    fn subject(&self) -> String {
        format!("{}/{}", self.thread.unwrap_or(""), self.year.unwrap_or(""))
    }

    /// The address of a page of it, without the language.
    fn address(&self, part: usize) -> String {
        let folder: String = [self.thread, self.year].into_iter().flatten().map(|name| format!("{name}/")).collect();
        let part = if part > 1 { format!("page-{part}/") } else { String::new() };
        format!("timeline/{folder}{part}index.html")
    }
}

/// The rows of a thread, or all of them.
fn rows<'a>(shown: &'a Shown, thread: Option<&str>) -> Vec<&'a Row> {
    let Some(name) = thread else { return shown.timeline.rows.iter().map(|row| &**row).collect() };
    let thread = shown.threads.iter().find(|thread| *thread.name == *name);
    thread.map_or(&[][..], |thread| &thread.rows).iter().filter_map(|n| shown.timeline.rows.get(*n)).map(|row| &**row).collect()
}

/// The years of some rows with the number of rows in each, in order.
fn by_year(rows: &[&Row]) -> Vec<(Slot, usize)> {
    let mut years: Vec<(Slot, usize)> = Vec::new();
    for row in rows {
        match years.last_mut() {
            Some((slot, count)) if (slot.year, slot.blanks) == (row.slot.year, row.slot.blanks) => *count += 1,
            _ => years.push((row.slot, 1)),
        }
    }
    years
}

/// The rows of the year of this name. Rows come by year, so each year is named once.
fn of_year<'a>(rows: &[&'a Row], name: &str) -> Vec<&'a Row> {
    let years = rows.chunk_by(|a, b| (a.slot.year, a.slot.blanks) == (b.slot.year, b.slot.blanks));
    years.filter(|rows| rows[0].slot.year_name() == name).flatten().copied().collect()
}

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (lang, shown) in &press.timelines {
        if shown.timeline.rows.is_empty() {
            continue;
        }
        // A single thread is the timeline itself.
        let threads = shown.threads.iter().filter(|_| shown.threads.len() > 1).map(|thread| Some(&*thread.name));
        for thread in std::iter::once(None).chain(threads) {
            let rows = rows(shown, thread);
            let mut add = |choice: &Choice<'_>, part: usize| {
                let plan = Plan::new(&in_language(press, lang, &choice.address(part)), lang, &choice.subject());
                plans.extend(plan.map(|plan| Plan { part, ..plan }));
            };
            add(&Choice { thread, year: None }, 1);
            if rows.len() > most(press) {
                for (slot, count) in by_year(&rows) {
                    let year = slot.year_name();
                    (1..=count.div_ceil(most(press))).for_each(|part| add(&Choice { thread, year: Some(&year) }, part));
                }
            }
        }
    }
    plans
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let lang = &plan.lang;
    let Some(shown) = press.timelines.get(lang) else { return Page::Text(String::new()) };
    let choice = Choice::read(&plan.subject);
    let spot = Spot { root: plan.path.root().into(), lang: lang.clone() };
    let of_thread = rows(shown, choice.thread);
    let is_split = of_thread.len() > most(press);
    let total = of_thread.len();
    let listed: Vec<&Row> = choice.year.map_or_else(|| of_thread.clone(), |year| of_year(&of_thread, year));
    let parts = if choice.year.is_some() { listed.len().div_ceil(most(press)) } else { 1 };
    let on_page: &[&Row] = match choice.year {
        None if is_split => &[],
        None => &listed,
        Some(_) => listed.chunks(most(press)).nth(plan.part - 1).unwrap_or(&[]),
    };
    let of = |part: usize| in_language(press, lang, &choice.address(part));
    let near = |part: usize| (1..=parts).contains(&part).then(|| to_page(part.to_string().into(), of(part).into()));
    let view = view::TimelinePage {
        threads: threads(press, shown, &choice, lang),
        split: if is_split { split(press, &of_thread, &choice, lang) } else { Vec::new() },
        picture: if choice.year.is_none() && press.theme.manner().pictures {
            picture(press, shown, &of_thread, &choice, &spot)
        } else {
            Arc::from("")
        },
        years: years(press, on_page, &spot),
        total,
        pages: if parts > 1 {
            (1..=parts).map(|number| view::PageLink { number, address: of(number).into(), current: number == plan.part }).collect()
        } else {
            Vec::new()
        },
        previous: near(plan.part - 1),
        next: near(plan.part + 1),
    };
    Page::of("timeline.html", frame(press, plan, head(press, shown, &choice, &of_thread, lang)), view)
}

fn head(press: &Press<'_>, shown: &Shown, choice: &Choice<'_>, rows: &[&Row], lang: &Lang) -> Head {
    let whole = all(press, lang);
    let thread = choice.thread.and_then(|name| shown.threads.iter().find(|thread| *thread.name == *name));
    let year = choice.year.and_then(|name| of_year(rows, name).into_iter().next());
    let said: Vec<Arc<str>> =
        thread.map(|thread| thread.label.clone()).into_iter().chain(year.map(|row| year_label(press, row.slot, lang))).collect();
    let title = if said.is_empty() { whole.title.clone() } else { format!("{}: {}", whole.title, said.join(", ")).into() };
    let mut head = Head::new(press, title, label(press, lang, "timeline-about", ""));
    if !said.is_empty() {
        head.trail.push(whole);
    }
    if let (Some(thread), Some(_)) = (thread, year) {
        let address = in_language(press, lang, &Choice { thread: Some(&thread.name), year: None }.address(1));
        head.trail.push(to_page(thread.label.clone(), address.into()));
    }
    head
}

/// Everything, each thread, what no thread takes. A year stays a year only within its thread.
fn threads(press: &Press<'_>, shown: &Shown, choice: &Choice<'_>, lang: &Lang) -> Vec<view::TimelineThread> {
    if shown.threads.len() < 2 {
        return Vec::new();
    }
    let one = |thread: Option<&str>, title: Arc<str>, count: usize| view::TimelineThread {
        entry: to_page(title, in_language(press, lang, &Choice { thread, year: None }.address(1)).into()),
        count,
        current: choice.thread == thread,
    };
    let everything = one(None, label(press, lang, "timeline-all", "Everything"), shown.timeline.rows.len());
    let threads = shown.threads.iter().map(|thread| one(Some(&thread.name), thread.label.clone(), thread.rows.len()));
    std::iter::once(everything).chain(threads).collect()
}

fn split(press: &Press<'_>, rows: &[&Row], choice: &Choice<'_>, lang: &Lang) -> Vec<view::TimelineThread> {
    let year = |(slot, count): (Slot, usize)| {
        let name = slot.year_name();
        let address = in_language(press, lang, &Choice { thread: choice.thread, year: Some(&name) }.address(1));
        view::TimelineThread { entry: to_page(year_label(press, slot, lang), address.into()), count, current: choice.year == Some(&*name) }
    };
    by_year(rows).into_iter().map(year).collect()
}

/// The picture of a thread in one lane, or of everything with a lane for each thread.
fn picture(press: &Press<'_>, shown: &Shown, rows: &[&Row], choice: &Choice<'_>, spot: &Spot) -> view::Html {
    let lang = &spot.lang;
    let has_lanes = choice.thread.is_none() && shown.threads.len() > 1;
    let lane_of = |row: &Row| if has_lanes { shown.lane(row, press.dossier) } else { 0 };
    // A thread whose rows all stand in lanes above it has none of its own.
    let used: BTreeSet<usize> = rows.iter().map(|row| lane_of(row)).collect();
    let lane = |row: &Row| used.range(..lane_of(row)).count();
    let named = used.iter().filter(|_| has_lanes).filter_map(|n| shown.threads.get(*n));
    let names: Vec<Arc<str>> = named.map(|thread| thread.label.clone()).collect();
    let marks: Vec<strip::Mark<'_>> = rows.iter().enumerate().filter_map(|(n, row)| mark(press, row, lane(row), n, spot)).collect();
    let is_split = rows.len() > most(press);
    let year = |slot: Slot| {
        let name = slot.year_name();
        let address = || in_language(press, lang, &Choice { thread: choice.thread, year: Some(&name) }.address(1));
        Some(if is_split { format!("{}{}", spot.root, address()) } else { format!("#{}", year_id(slot)) })
    };
    let (title, about) = (label(press, lang, "timeline-picture-title", "In one picture"), label(press, lang, "timeline-picture", ""));
    let (months, more) = (months(press, lang), |n: usize| more(press, n, lang));
    let says = |n: usize| rows.get(n).and_then(|one| row(press, one, spot, false)).map(|row| mark_says(&row, spot)).unwrap_or_default();
    let caption = strip::Caption { id: "strip:1", title: &title, about: &about, months: &months, more: &more, says: &says };
    strip::draw(&caption, &names, &marks, &year)
}
