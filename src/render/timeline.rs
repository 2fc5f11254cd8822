//! The timeline as templates see it: rows in words, threads by their names, and the strip on an actor's page.

use std::sync::Arc;

use super::body::Spot;
use super::page::in_language;
use super::refs::to_page;
use super::strings::{Argument, Strings};
use super::strip::{self, Mark, Shape};
use super::{Press, label, law, words};
use crate::evidence::timeline::{NO_MONTH, Row, Slot, Timeline, timeline};
use crate::kind::actor;
use crate::link::Dossier;
use crate::model::date::{Part, Precision, When};
use crate::model::{Entry, Happening, KindName, Lang, Moment};
use crate::text::noted::{Changed, Noted};
use crate::view;

/// How many rows the strip of an actor has.
const IN_STRIP: usize = 12;

/// The name of what no thread takes.
pub const OTHER: &str = "other";

/// The timeline in one language, made once a build.
pub struct Shown {
    /// What happened.
    pub timeline: Timeline,
    /// The threads that have rows, in order; what no thread takes comes last.
    pub threads: Noted<Vec<Thread>>,
}

/// A thread that has rows.
#[derive(Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its name in addresses.
    pub name: Arc<str>,
    /// What readers call it.
    pub label: Arc<str>,
    /// The numbers of its rows.
    pub rows: Vec<usize>,
}

impl Shown {
    /// Gathers the moments of a dossier.
    #[must_use]
    pub fn new(dossier: &Dossier, strings: &Strings, lang: &Lang) -> Self {
        let timeline = timeline(dossier, lang);
        let main = dossier.config.main();
        let mut threads: Vec<Thread> = Vec::new();
        for (n, thread) in dossier.config.threads.iter().enumerate() {
            let in_language = |lang: &Lang| thread.label.iter().find(|(tag, _)| **tag == *lang.as_str()).map(|(_, text)| text.clone());
            let label = in_language(lang).or_else(|| in_language(main)).or_else(|| thread.label.first().map(|(_, text)| text.clone()));
            let label = label.unwrap_or_else(|| strings.label(lang, &format!("thread-{}", thread.name), &thread.name));
            threads.push(Thread { name: thread.name.clone(), label, rows: timeline.of_thread(Some(n)).collect() });
        }
        let other = strings.label(lang, "thread-other", OTHER);
        threads.push(Thread { name: Arc::from(OTHER), label: other, rows: timeline.of_thread(None).collect() });
        threads.retain(|thread| !thread.rows.is_empty());
        Self { timeline, threads: Noted::new(&format!("threads {lang}"), threads) }
    }

    /// What is shown otherwise than it was.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.timeline.compare(&before.timeline, changed);
        self.threads.compare(&before.threads, changed, PartialEq::eq);
    }

    /// The number of the lane in which a picture draws a row: its first thread that has a lane.
    #[must_use]
    pub fn lane(&self, row: &Row, dossier: &Dossier) -> usize {
        let name = row.threads.first().and_then(|n| dossier.config.threads.get(*n)).map_or(OTHER, |thread| &*thread.name);
        self.threads.iter().position(|thread| &*thread.name == name).unwrap_or_default()
    }
}

/// Rows by year and month. Ids begin with this and hold a colon.
#[must_use]
pub fn years(press: &Press<'_>, rows: &[&Row], spot: &Spot) -> Vec<view::TimelineYear> {
    let mut years: Vec<view::TimelineYear> = Vec::new();
    let mut last: Option<Slot> = None;
    for row in rows {
        let slot = row.slot;
        let name = slot.year_name();
        let same_year = last.is_some_and(|last| (last.year, last.blanks) == (slot.year, slot.blanks));
        if !same_year {
            years.push(view::TimelineYear { label: year_label(press, slot, &spot.lang), id: year_id(slot).into(), months: Vec::new() });
        }
        if let Some(year) = years.last_mut() {
            if last != Some(slot) {
                let label = month_label(press, slot, &spot.lang);
                year.months.push(view::TimelineMonth { label, id: format!("on:{name}:{}", slot.month).into(), rows: Vec::new() });
            }
            if let (Some(month), Some(row)) = (year.months.last_mut(), self::row(press, row, spot, true)) {
                month.rows.push(row);
            }
        }
        last = Some(slot);
    }
    years
}

/// The id of a year in the list.
#[must_use]
pub fn year_id(slot: Slot) -> String {
    format!("on:{}", slot.year_name())
}

/// A year in words, with a year that is not known to its last digits as a span of years.
#[must_use]
pub fn year_label(press: &Press<'_>, slot: Slot, lang: &Lang) -> Arc<str> {
    use crate::model::date::{Date, Parts, Qualifier};
    let parts = Parts { year: slot.year, year_blanks: slot.blanks, month: None, season: None, day: None, qualifier: Qualifier::default() };
    let date = Date::new(parts).map(|date| words::date(&date.into(), press.theme.strings(), lang));
    date.unwrap_or_else(|| slot.year_name()).into()
}

fn month_label(press: &Press<'_>, slot: Slot, lang: &Lang) -> Arc<str> {
    if slot.month == NO_MONTH { label(press, lang, "month-unknown", "month not known") } else { month(press, slot.month, lang) }
}

/// The name of a month as it stands alone.
#[must_use]
pub fn month(press: &Press<'_>, month: u8, lang: &Lang) -> Arc<str> {
    label(press, lang, &format!("month-{month}"), &month.to_string())
}

/// A row in words; nothing if its entry is not shown, which does not happen.
#[must_use]
pub fn row(press: &Press<'_>, row: &Row, spot: &Spot, with_note: bool) -> Option<view::TimelineRow> {
    let lang = &spot.lang;
    let entry = press.dossier.shown(&row.id, lang)?;
    let moment = &row.moment;
    let none: Arc<str> = Arc::from("");
    let note = moment.note.as_ref().filter(|_| with_note);
    let (what, word) = what(press, moment.what, lang);
    Some(view::TimelineRow {
        date: words::date(&moment.when, press.theme.strings(), lang).into(),
        datetime: datetime(&moment.when),
        precision: precision(&moment.when),
        entry: press.refs.get(&row.id, lang)?.clone(),
        kind: kind(press, &entry.summary.kind, lang),
        what,
        word,
        side: side(press, &entry.summary.kind, moment, lang),
        stamp: press.law.register.act(&row.id).map(|act| law::stamp(press, &act.instrument, lang)),
        by: moment.by.iter().map(|by| press.refs.of_reference(press.dossier, by, lang)).collect(),
        note: note.map_or_else(|| none.clone(), |note| press.inline(entry, note, spot)),
        lang: if entry.summary.lang == *lang { none } else { Arc::from(entry.summary.lang.as_str()) },
    })
}

/// On which page of the book a row stands: on the right what the law is and does, and what only courts and bodies of the
/// state did or said; on the left all else.
fn side(press: &Press<'_>, kind: &KindName, moment: &Moment, lang: &Lang) -> &'static str {
    const LAW: &[&str] = &["designation", "instrument", "provision", "effect", "case"];
    let look = press.dossier.seen_in(lang);
    let is_of_state = || !moment.by.is_empty() && moment.by.iter().all(|by| actor::is_of_state(&look, by));
    if LAW.contains(&kind.as_str()) || is_of_state() { "state" } else { "said" }
}

fn kind(press: &Press<'_>, name: &KindName, lang: &Lang) -> Arc<str> {
    let english = press.dossier.kind(name).map_or(name.as_str(), |kind| &*kind.label);
    label(press, lang, &format!("kind-{name}"), english)
}

/// What happened, in words, and its word.
fn what(press: &Press<'_>, what: Happening, lang: &Lang) -> (Arc<str>, Arc<str>) {
    let say = |id: &str, word: &str| {
        let words = label(press, lang, &format!("word-{word}"), word);
        let text = press.theme.strings().format(lang, id, &[("word", Argument::Text(&words))]);
        (Arc::from(text), Arc::from(word))
    };
    let plain = |word: &str| (label(press, lang, &format!("moment-{word}"), word), Arc::from(word));
    match what {
        Happening::Itself => (Arc::from(""), Arc::from("")),
        Happening::Stands(standing) => say("moment-standing", standing.word()),
        Happening::Answers(stance) => say("moment-answer", stance.word()),
        Happening::InForce => plain("in-force"),
        Happening::OutOfForce => plain("out-of-force"),
        Happening::Amended => plain("amended"),
    }
}

/// A date as HTML takes it in a `<time>`, if it is certain: `2021-08~` would be read as all of August.
fn datetime(when: &When) -> Arc<str> {
    let When::Date(date) = when else { return Arc::from("") };
    let parts = date.parts();
    let known = |part: Option<Part>| part != Some(Part::Unspecified);
    let is_plain =
        parts.qualifier == <_>::default() && parts.year_blanks == 0 && parts.season.is_none() && (1..=9999).contains(&parts.year);
    if is_plain && known(parts.month) && known(parts.day) { date.to_string().into() } else { Arc::from("") }
}

fn precision(when: &When) -> &'static str {
    let blank = |date: crate::model::Date| [date.parts().month, date.parts().day].contains(&Some(Part::Unspecified));
    match when {
        _ if when.is_uncertain() || when.is_approximate() || when.dates().any(blank) => "about",
        When::Interval(_) => "span",
        When::Date(date) if date.precision() == Precision::Day => "day",
        When::Date(_) => "month",
    }
}

/// The mark of a row in a picture.
#[must_use]
pub fn mark<'a>(press: &Press<'_>, row: &'a Row, lane: usize, spot: &Spot) -> Option<Mark<'a>> {
    // Of thousands of rows only this is said: not all that their lines in the list say.
    let (lang, moment) = (&spot.lang, &row.moment);
    let entry = press.refs.get(&row.id, lang)?;
    let of_kind = &press.dossier.shown(&row.id, lang)?.summary.kind;
    let (date, kind) = (words::date(&moment.when, press.theme.strings(), lang), self::kind(press, of_kind, lang));
    let mut title = format!("{date}: {} ({kind})", entry.title);
    let by = moment.by.iter().map(|by| press.refs.of_reference(press.dossier, by, lang).title.clone());
    for words in std::iter::once(what(press, moment.what, lang).0).chain(by).filter(|words| !words.is_empty()) {
        title.push_str(", ");
        title.push_str(&words);
    }
    let shape = if of_kind.as_str() == "designation" { Shape::Stamp } else { Shape::Plain };
    let href = format!("{}{}", spot.root, entry.address);
    Some(Mark { when: &row.moment.when, slot: row.slot, lane, shape, title, href })
}

/// The page of the whole timeline.
#[must_use]
pub fn all(press: &Press<'_>, lang: &Lang) -> view::Ref {
    to_page(label(press, lang, "page-timeline", "Timeline"), in_language(press, lang, "timeline/index.html").into())
}

/// The small timeline of an actor: what happened around it, at most a dozen rows, the newest. Nothing for other kinds, and
/// for an actor around which nothing is dated.
#[must_use]
pub fn strip(press: &Press<'_>, entry: &Entry, id: &Arc<str>, spot: &Spot) -> Option<Box<view::TimelineStrip>> {
    if entry.summary.kind.as_str() != "actor" {
        return None;
    }
    let shown = press.timelines.get(&spot.lang)?;
    let of_actor = shown.timeline.of_actor(press.dossier, id, &spot.lang);
    let newest = &of_actor[of_actor.len().saturating_sub(IN_STRIP)..];
    if newest.is_empty() {
        return None;
    }
    let say = |id: &str, english: &str| label(press, &spot.lang, id, english);
    let title = say("timeline-of-actor", "What happened");
    let about = say("timeline-picture", "Each mark is a row of the list.");
    let (months, more) = (months(press, &spot.lang), |n: usize| more(press, n, &spot.lang));
    let caption = strip::Caption { id: "strip:1", title: &title, about: &about, months: &months, more: &more };
    let draw = || {
        let marks: Vec<Mark<'_>> = newest.iter().filter_map(|row| mark(press, row, 0, spot)).collect();
        strip::draw(&caption, &[], &marks, &|_| None)
    };
    Some(Box::new(view::TimelineStrip {
        picture: if press.theme.manner().pictures { draw() } else { Arc::from("") },
        rows: newest.iter().filter_map(|row| own_row(press, row, id, spot)).collect(),
        total: of_actor.len(),
        all: all(press, &spot.lang),
    }))
}

/// A row on the page of an actor, where nobody need be told that the actor is meant.
fn own_row(press: &Press<'_>, row: &Row, id: &Arc<str>, spot: &Spot) -> Option<view::TimelineRow> {
    let own = press.refs.get(id, &spot.lang)?;
    let mut row = self::row(press, row, spot, false)?;
    row.by.retain(|by| by.address != own.address);
    Some(row)
}

/// The names of the months, for an axis.
#[must_use]
pub fn months(press: &Press<'_>, lang: &Lang) -> [Arc<str>; 12] {
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(|number| month(press, number, lang))
}

/// What stands for rows that a picture has no room for.
#[must_use]
pub fn more(press: &Press<'_>, n: usize, lang: &Lang) -> String {
    let number = f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    press.theme.strings().format(lang, "timeline-more", &[("n", Argument::Number(number))])
}
