//! The law in words: acts, effects and days of `evidence` as templates see them, in the language of a page.
//!
//! The pages of register and matrix and the pages of single entries say the same of an act and of an effect, because
//! all of them ask here.

pub mod entry;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::body::Spot;
use super::refs::{Refs, to_page};
use super::strings::{Argument, Strings};
use super::{Press, label, words};
use crate::evidence::Named;
use crate::evidence::force::{Force, Moment};
use crate::evidence::gap::Gap;
use crate::evidence::matrix::{Cell, Matrix};
use crate::evidence::register::{Act, Register, Side};
use crate::kind::designation::Designation;
use crate::kind::effect::{self, Effect};
use crate::kind::instrument::Instrument;
use crate::kind::linked::details;
use crate::link::Dossier;
use crate::model::date::Precision;
use crate::model::{Entry, Interval, Lang, Ref, When};
use crate::text::noted::{Changed, Noted};
use crate::view;

/// How many acts of one chain, and how many effects under one head, stand on a page that is not all theirs.
pub const MOST: usize = 50;
/// How many effects are named beside an act.
const COSTS: usize = 6;
/// How many cases of an effect are named beside it.
const CASES: usize = 5;

/// What the law pages are made from, once a build.
#[derive(Debug, Clone)]
pub struct Law {
    /// The acts.
    pub register: Noted<Register>,
    /// The effects.
    pub matrix: Noted<Matrix>,
    /// What differs from language to language.
    pub in_language: Noted<BTreeMap<Lang, InLanguage>>,
}

/// What the law pages of one language share.
#[derive(Debug, PartialEq, Eq)]
pub struct InLanguage {
    /// The day for which law is shown.
    day: view::LawDay,
    /// The folded ids of the subjects of the register in the order in which pages list them: by title.
    pub subjects: Vec<Arc<str>>,
    /// The place of each in that order, so that a part of them is sorted without asking for titles.
    pub place: HashMap<Arc<str>, usize>,
}

impl Law {
    /// Reads all of it from a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier, strings: &Strings, refs: &Refs) -> Self {
        let register = Register::of(dossier);
        let matrix = Matrix::of(dossier, register.moment);
        let of_lang = |lang: &Lang| {
            let mut subjects: Vec<Arc<str>> = register.entries(Side::Subject).map(|(id, _)| id.clone()).collect();
            subjects.sort_by_cached_key(|id| (refs.place(id, lang), id.clone()));
            let place = subjects.iter().enumerate().map(|(place, id)| (id.clone(), place)).collect();
            (lang.clone(), InLanguage { day: day_in(strings, register.moment, lang), subjects, place })
        };
        let in_language = dossier.config.languages.iter().map(of_lang).collect();
        Self {
            in_language: Noted::new("law in a language", in_language),
            register: Noted::new("register", register),
            matrix: Noted::new("matrix", matrix),
        }
    }

    /// What of it is not as it was.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        self.register.compare(&before.register, changed, PartialEq::eq);
        self.matrix.compare(&before.matrix, changed, PartialEq::eq);
        self.in_language.compare(&before.in_language, changed, PartialEq::eq);
    }
}

/// The day for which law is shown.
#[must_use]
pub fn day(press: &Press<'_>, lang: &Lang) -> view::LawDay {
    // Pages are planned for the languages of the dossier only, and `Law::of` made a day for each.
    press.law.in_language[lang].day.clone()
}

fn day_in(strings: &Strings, moment: Moment, lang: &Lang) -> view::LawDay {
    let text = moment.day.map_or_else(String::new, |day| words::day(day, strings, lang));
    view::LawDay { text: text.into(), edtf: moment.day.map_or_else(String::new, |day| day.to_string()).into(), as_of: moment.as_of }
}

/// An entry by its folded id or, where it is not shown or none is so called, its title or name as plain words.
#[must_use]
pub fn named(press: &Press<'_>, named: &Named, lang: &Lang) -> view::Ref {
    let shown = named.id.as_ref().and_then(|id| press.refs.get(id, lang));
    shown.cloned().unwrap_or_else(|| press.refs.of_reference(press.dossier, &named.reference, lang))
}

fn all_named(press: &Press<'_>, all: &[Named], lang: &Lang) -> Vec<view::Ref> {
    all.iter().map(|one| named(press, one, lang)).collect()
}

fn by_id(press: &Press<'_>, ids: &[Arc<str>], lang: &Lang) -> Vec<view::Ref> {
    ids.iter().filter_map(|id| press.refs.get(id, lang)).cloned().collect()
}

/// The stamp of an instrument.
#[must_use]
pub fn stamp(press: &Press<'_>, instrument: &Named, lang: &Lang) -> view::Stamp {
    let weight = instrument.id.as_ref().map_or_else(|| Arc::from("thin"), |id| weight(press, id));
    view::Stamp { instrument: named(press, instrument, lang), weight }
}

/// How heavy the stamp of the instrument with this folded id is.
#[must_use]
pub fn weight(press: &Press<'_>, id: &str) -> Arc<str> {
    let entry = press.dossier.shown(id, press.dossier.config.main());
    let instrument = entry.and_then(|entry| details::<Instrument>(&entry.summary));
    instrument.and_then(|instrument| instrument.stamp.clone()).unwrap_or_else(|| Arc::from("thin"))
}

fn force_label(press: &Press<'_>, force: Force, lang: &Lang) -> Arc<str> {
    label(press, lang, &format!("force-{}", force.word()), force.word())
}

fn interval(press: &Press<'_>, interval: Option<&Interval>, lang: &Lang) -> Arc<str> {
    interval.map_or_else(String::new, |interval| words::date(&When::Interval(interval.clone()), press.theme.strings(), lang)).into()
}

/// An act as a page shows it; nothing if its entry is not shown.
#[must_use]
pub fn act(press: &Press<'_>, act: &Act, spot: &Spot) -> Option<view::Act> {
    let lang = &spot.lang;
    let entry = press.dossier.shown(&act.id, lang)?;
    let note = details::<Designation>(&entry.summary).and_then(|designation| designation.note.as_ref());
    Some(view::Act {
        entry: press.refs.get(&act.id, lang)?.clone(),
        precision: act.date.as_ref().map_or("unsure", precision),
        stamp: stamp(press, &act.instrument, lang),
        subjects: all_named(press, &act.subjects, lang),
        by: all_named(press, &act.by, lang),
        under: all_named(press, &act.under, lang),
        in_force: interval(press, act.in_force.as_ref(), lang),
        force: act.force.word(),
        force_label: force_label(press, act.force, lang),
        note: note.map_or_else(|| Arc::from(""), |note| press.inline(entry, note, spot)),
        sources: sources(press, entry, lang),
        questions: by_id(press, &act.questions, lang),
        costs: Vec::new(),
        gap: Arc::from(""),
    })
}

/// The first acts of a chain, each with the time that lies between it and the next one, and on the page of an entry with
/// what may follow from it.
#[must_use]
pub fn chain(press: &Press<'_>, all: &[&Act], with_costs: bool, spot: &Spot) -> Vec<view::Act> {
    let shown = |(n, one): (usize, &&Act)| {
        let gap = all.get(n + 1).and_then(|next| Gap::between(one.date.as_ref()?, next.date.as_ref()?));
        let gap = gap.map_or_else(|| Arc::from(""), |gap| gap_in_words(press, gap, &spot.lang));
        let costs = if with_costs { costs(press, one, &spot.lang) } else { Vec::new() };
        Some(view::Act { gap, costs, ..act(press, one, spot)? })
    };
    all.iter().enumerate().take(MOST).filter_map(shown).collect()
}

/// "64 days", "11 to 71 days", "up to 17 days".
fn gap_in_words(press: &Press<'_>, gap: Gap, lang: &Lang) -> Arc<str> {
    let strings = press.theme.strings();
    #[expect(clippy::cast_precision_loss, reason = "no two acts lie so many years apart")]
    let number = |n: i64| Argument::Number(n as f64);
    let unit = gap.unit.word();
    if gap.least == gap.most {
        let about = if gap.exact { "" } else { "-about" };
        return strings.format(lang, &format!("length-{unit}{about}"), &[("n", number(gap.most))]).into();
    }
    let most = strings.format(lang, &format!("amount-{unit}"), &[("n", number(gap.most))]);
    let (id, arguments) = match gap.least {
        0 => ("amount-most", vec![("max", Argument::Text(&most))]),
        least => ("amount-span", vec![("min", number(least)), ("max", Argument::Text(&most))]),
    };
    strings.format(lang, id, &arguments).into()
}

/// What may follow from an act, in short.
fn costs(press: &Press<'_>, act: &Act, lang: &Lang) -> Vec<view::Cost> {
    const GRAVEST: [&str; 4] = ["criminal", "either", "administrative", "unclear"];
    let cost = |cell: &&Cell| {
        let entry = press.dossier.shown(&cell.id, lang)?;
        let effect = details::<Effect>(&entry.summary)?;
        let occurs = |word: &&&str| effect.consequence.iter().any(|one| *one.kind == ***word);
        let word = |word: &&str| view::Word { word: Arc::from(*word), label: label(press, lang, &format!("word-{word}"), word) };
        Some(view::Cost { entry: press.refs.get(&cell.id, lang)?.clone(), words: GRAVEST.iter().filter(occurs).map(word).collect() })
    };
    press.law.matrix.following(std::iter::once(act)).iter().filter_map(cost).take(COSTS).collect()
}

fn precision(date: &When) -> &'static str {
    let is_day = matches!(date, When::Date(_)) && date.precision() == Precision::Day;
    match (date.is_uncertain() || date.is_approximate(), is_day) {
        (true, _) => "unsure",
        (false, true) => "day",
        (false, false) => "span",
    }
}

fn sources(press: &Press<'_>, entry: &Entry, lang: &Lang) -> Vec<view::Ref> {
    let all: &[Ref] = &entry.summary.common.sources;
    all.iter().map(|source| press.refs.of_reference(press.dossier, source, lang)).collect()
}

/// An effect as a page shows it; nothing if its entry is not shown.
#[must_use]
pub fn effect(press: &Press<'_>, cell: &Cell, spot: &Spot) -> Option<view::Effect> {
    let lang = &spot.lang;
    let entry = press.dossier.shown(&cell.id, lang)?;
    let effect = details::<Effect>(&entry.summary)?;
    let consequence = |one: &effect::Consequence| view::Consequence {
        label: label(press, lang, &format!("word-{}", one.kind), &one.kind),
        word: one.kind.clone(),
        amount: amount(press, one, lang),
        text: one.text.as_ref().map_or_else(|| Arc::from(""), |text| press.inline(entry, text, spot)),
    };
    let review = |(provision, date): &(Named, When)| view::Review {
        provision: named(press, provision, lang),
        date: words::date(date, press.theme.strings(), lang).into(),
        edtf: date.to_string().into(),
    };
    let standing = effect.standing.map(crate::model::Standing::word).unwrap_or_default();
    Some(view::Effect {
        entry: press.refs.get(&cell.id, lang)?.clone(),
        conduct: press.inline(entry, &effect.conduct, spot),
        consequences: effect.consequence.iter().map(consequence).collect(),
        stamps: cell.instruments.iter().map(|instrument| stamp(press, instrument, lang)).collect(),
        under: all_named(press, &cell.under, lang),
        in_force: interval(press, cell.in_force.as_ref(), lang),
        force: cell.force.word(),
        force_label: force_label(press, cell.force, lang),
        standing: Arc::from(standing),
        standing_label: if standing.is_empty() { Arc::from("") } else { label(press, lang, &format!("word-{standing}"), standing) },
        review: cell.review.iter().map(review).collect(),
        cases: by_id(press, &cell.cases[..cell.cases.len().min(CASES)], lang),
        more_cases: cell.cases.len().saturating_sub(CASES),
    })
}

/// How much, in words: "10 to 30 base units". Nothing where the writer gave no number.
fn amount(press: &Press<'_>, one: &effect::Consequence, lang: &Lang) -> Arc<str> {
    let strings = press.theme.strings();
    let say = |id: &str, arguments: &[(&str, Argument<'_>)]| strings.format(lang, id, arguments);
    let unit = one.unit.as_deref();
    let counted = |n: f64| match unit {
        Some(unit) => say(&format!("amount-{unit}"), &[("n", Argument::Number(n))]),
        None => n.to_string(),
    };
    let text = match (one.min, one.max) {
        (Some(min), Some(max)) if min < max => {
            say("amount-span", &[("min", Argument::Number(min)), ("max", Argument::Text(&counted(max)))])
        }
        (_, Some(max)) => say("amount-most", &[("max", Argument::Text(&counted(max)))]),
        (Some(min), None) => say("amount-least", &[("min", Argument::Text(&counted(min)))]),
        (None, None) => String::new(),
    };
    text.into()
}

/// The effects that strike somebody, words of [`effect::WHO`]; of `all` those to show are cut at `most`.
#[must_use]
pub fn who<'a>(press: &Press<'_>, words: &[&str], all: impl Iterator<Item = &'a Cell>, most: usize, spot: &Spot) -> view::WhoEffects {
    let mut all = all.peekable();
    let mut effects = Vec::new();
    while effects.len() < most
        && let Some(cell) = all.next()
    {
        effects.extend(effect(press, cell, spot));
    }
    view::WhoEffects {
        who: words.iter().map(|word| who_page(press, word, &spot.lang)).collect(),
        id: format!("who:{}", words.join("-")).into(),
        effects,
        more: all.count(),
    }
}

/// The page of the matrix for one who.
#[must_use]
pub fn who_page(press: &Press<'_>, word: &str, lang: &Lang) -> view::Ref {
    let address = super::page::in_language(press, lang, &super::page::matrix::address(word, 1));
    to_page(label(press, lang, &format!("word-{word}"), word), address.into())
}

/// The same effects by who they strike, in the order of [`effect::WHO`]: effects that strike the same people stand
/// together, each once. With `only`, no others are named.
#[must_use]
pub fn by_who(press: &Press<'_>, cells: &[&Cell], only: Option<&[&str]>, spot: &Spot) -> Vec<view::WhoEffects> {
    let mut groups: BTreeMap<Vec<usize>, Vec<&Cell>> = BTreeMap::new();
    for cell in cells {
        let struck = effect::WHO
            .iter()
            .enumerate()
            .filter(|(_, (word, _))| cell.who.iter().any(|who| **who == **word) && only.is_none_or(|only| only.contains(word)));
        let places: Vec<usize> = struck.map(|(place, _)| place).collect();
        if !places.is_empty() {
            groups.entry(places).or_default().push(cell);
        }
    }
    let group = |(places, cells): (Vec<usize>, Vec<&Cell>)| {
        let words: Vec<&str> = places.iter().map(|place| effect::WHO[*place].0).collect();
        who(press, &words, cells.into_iter(), MOST, spot)
    };
    groups.into_iter().map(group).collect()
}

/// A date of one day in words and as EDTF.
#[must_use]
pub fn date(press: &Press<'_>, when: &When, lang: &Lang) -> (Arc<str>, Arc<str>) {
    (words::date(when, press.theme.strings(), lang).into(), when.to_string().into())
}

/// A link to a page of the register or the matrix with the title of an entry.
#[must_use]
pub fn filter(entry: &view::Ref, address: String) -> view::Ref {
    let mut page = to_page(entry.title.clone(), address.into());
    page.lang = entry.lang.clone();
    page
}
