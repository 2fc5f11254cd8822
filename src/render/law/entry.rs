//! What the law says of one entry, for the entry's own page: the acts an explainer is about, the labels on an actor and what they mean, whether a
//! source may be shared, who issues an instrument, what rests on a provision, how an effect stands.

use std::sync::Arc;

use super::{MOST, act, by_who, chain, date, day, effect, named};
use crate::evidence::Named;
use crate::evidence::matrix::Cell;
use crate::evidence::register::{Act, Side};
use crate::kind::explainer::Explainer;
use crate::kind::instrument::Instrument;
use crate::kind::linked::details;
use crate::kind::provision::Provision;
use crate::kind::source::Source;
use crate::model::{Entry, When};
use crate::render::Press;
use crate::render::body::Spot;
use crate::render::page::in_language;
use crate::render::page::register::address;
use crate::render::refs::to_page;
use crate::view;

/// Whom the effects strike that speak of a document: who reads it and who passes it on.
const SHARING: &[&str] = &["reader", "subscriber", "republisher", "outlet", "anyone"];

/// What the law says of an entry; nothing if it says nothing.
#[must_use]
pub fn law(press: &Press<'_>, id: &str, entry: &Entry, spot: &Spot) -> Option<Box<view::Law>> {
    let found = match entry.summary.kind.as_str() {
        "explainer" => of_explainer(press, entry, spot),
        "actor" => of_actor(press, id, spot),
        "source" => of_source(press, id, entry, spot),
        "designation" => of_designation(press, id, spot),
        "instrument" => of_instrument(press, id, entry, spot),
        "provision" => of_provision(press, id, entry, spot),
        "effect" => of_effect(press, id, spot),
        _ => None,
    };
    found.map(|law| Box::new(view::Law { of: Arc::from(entry.summary.kind.as_str()), ..law }))
}

/// Nothing but the day.
fn bare(press: &Press<'_>, spot: &Spot) -> view::Law {
    view::Law {
        of: Arc::from(""),
        day: day(press, &spot.lang),
        acts: Vec::new(),
        more: 0,
        all: None,
        publisher: None,
        publisher_acts: Vec::new(),
        issued_by: Vec::new(),
        under: Vec::new(),
        amended: Vec::new(),
        groups: Vec::new(),
        effect: None,
    }
}

fn acts(press: &Press<'_>, all: &[&Act], spot: &Spot) -> Vec<view::Act> {
    all.iter().take(MOST).filter_map(|one| act(press, one, spot)).collect()
}

/// The acts that an explainer says it is about, and those on whom it is about. Links in its text do not count: a text
/// names many acts that it is not about.
fn of_explainer(press: &Press<'_>, entry: &Entry, spot: &Spot) -> Option<view::Law> {
    let explainer = details::<Explainer>(&entry.summary)?;
    let about: Vec<Arc<str>> = Named::all(press.dossier, &explainer.about).into_iter().filter_map(|named| named.id).collect();
    if about.is_empty() {
        return None;
    }
    let all = press.law.register.about(&about);
    let more = all.len().saturating_sub(MOST);
    (!all.is_empty()).then(|| view::Law { acts: chain(press, &all, true, spot), more, ..bare(press, spot) })
}

fn of_actor(press: &Press<'_>, id: &str, spot: &Spot) -> Option<view::Law> {
    let all: Vec<&Act> = press.law.register.of_entry(Side::Subject, id).collect();
    if all.is_empty() {
        return None;
    }
    let following = press.law.matrix.following(all.iter().copied());
    Some(view::Law {
        acts: chain(press, &all, true, spot),
        more: all.len().saturating_sub(MOST),
        groups: by_who(press, &following, None, spot),
        ..bare(press, spot)
    })
}

/// Of the acts on a source only those count that may be in force: its reader asks about today. Where the dossier knows
/// of no label at all, nothing is said of any.
fn of_source(press: &Press<'_>, id: &str, entry: &Entry, spot: &Spot) -> Option<view::Law> {
    let register = &press.law.register;
    if register.acts().is_empty() {
        return None;
    }
    let in_force = |id: &str| register.of_entry(Side::Subject, id).filter(|act| act.force.counts()).collect::<Vec<&Act>>();
    let own = in_force(id);
    let publisher = details::<Source>(&entry.summary).and_then(|source| source.publisher.as_ref());
    let publisher = publisher.map(|publisher| Named::new(press.dossier, publisher));
    let of_publisher = publisher.as_ref().and_then(|publisher| publisher.id.as_deref()).map(in_force).unwrap_or_default();
    let following = press.law.matrix.following(own.iter().chain(&of_publisher).copied());
    Some(view::Law {
        acts: acts(press, &own, spot),
        more: own.len().saturating_sub(MOST),
        publisher: publisher.filter(|_| !of_publisher.is_empty()).map(|publisher| named(press, &publisher, &spot.lang)),
        publisher_acts: acts(press, &of_publisher, spot),
        groups: by_who(press, &following, Some(SHARING), spot),
        ..bare(press, spot)
    })
}

fn of_designation(press: &Press<'_>, id: &str, spot: &Spot) -> Option<view::Law> {
    let own = press.law.register.act(id)?;
    let following = press.law.matrix.following(std::iter::once(own));
    Some(view::Law { acts: chain(press, &[own], true, spot), groups: by_who(press, &following, None, spot), ..bare(press, spot) })
}

fn of_instrument(press: &Press<'_>, id: &str, entry: &Entry, spot: &Spot) -> Option<view::Law> {
    let instrument = details::<Instrument>(&entry.summary)?;
    let all: Vec<&Act> = press.law.register.of_entry(Side::Instrument, id).collect();
    let effects: Vec<&Cell> = press.law.matrix.triggered_by(id).collect();
    let references = |all: &[crate::model::Ref]| all.iter().map(|one| press.refs.of_reference(press.dossier, one, &spot.lang)).collect();
    let list =
        || to_page(entry.summary.common.title.clone(), in_language(press, &spot.lang, &address("instrument", &entry.summary.id, 1)).into());
    Some(view::Law {
        acts: acts(press, &all, spot),
        more: all.len().saturating_sub(MOST),
        all: (!all.is_empty()).then(list),
        issued_by: references(&instrument.issued_by),
        under: references(&instrument.under),
        groups: by_who(press, &effects, None, spot),
        ..bare(press, spot)
    })
}

fn of_provision(press: &Press<'_>, id: &str, entry: &Entry, spot: &Spot) -> Option<view::Law> {
    let provision = details::<Provision>(&entry.summary)?;
    let moment = press.law.register.moment;
    let mut amended: Vec<_> = provision.amended.iter().filter(|amendment| moment.has_come(&amendment.date)).collect();
    amended.sort_by_key(|amendment| amendment.date.sort_key());
    let effects: Vec<&Cell> = press.law.matrix.under(id).filter(|cell| cell.force.counts()).collect();
    if amended.is_empty() && effects.is_empty() {
        return None;
    }
    let amendment = |when: &When, note: Option<&Arc<str>>| {
        let (date, edtf) = date(press, when, &spot.lang);
        view::Amendment { date, edtf, note: note.map_or_else(|| Arc::from(""), |note| press.inline(entry, note, spot)) }
    };
    Some(view::Law {
        amended: amended.into_iter().map(|one| amendment(&one.date, one.note.as_ref())).collect(),
        groups: by_who(press, &effects, None, spot),
        ..bare(press, spot)
    })
}

fn of_effect(press: &Press<'_>, id: &str, spot: &Spot) -> Option<view::Law> {
    let own = press.law.matrix.cell(id)?;
    Some(view::Law { effect: effect(press, own, spot), ..bare(press, spot) })
}
