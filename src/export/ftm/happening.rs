//! What happened: designations, events, cases.

use std::sync::Arc;

use super::actor::country;
use super::{Entity, Ftm, date};
use crate::kind::case::Case;
use crate::kind::designation::Designation;
use crate::kind::event::Event;
use crate::kind::linked::details;
use crate::model::{Entry, When};

/// A designation as a `Sanction` of whom it labels: who did it, under which label and law, since when. The schema says
/// that an authority put somebody on a list, not that it was right to.
pub fn designation(ftm: &Ftm<'_>, id: &Arc<str>, entry: &Entry) -> Vec<Entity> {
    let Some(act) = details::<Designation>(&entry.summary) else { return Vec::new() };
    let common = &entry.summary.common;
    let mut entity = ftm.begin(id, entry, "Sanction");
    for (subject, _) in act.subject.iter().filter_map(|subject| ftm.find(subject)) {
        entity.put("entity", Some(ftm.id(&subject)));
    }
    if !entity.properties.contains_key("entity") {
        return Vec::new();
    }
    entity.put("recordId", Some(entry.summary.id.to_string()));
    entity.put("description", Some(common.title.to_string()));
    for (property, references) in [("authority", &act.by), ("program", &vec![act.instrument.clone()]), ("provisions", &act.under)] {
        for name in ftm.names(references) {
            entity.put(property, Some(name.to_string()));
        }
    }
    entity.put("country", country(act.jurisdiction.as_ref()));
    let mut unsaid = Vec::new();
    match &common.date {
        Some(When::Date(day)) if date::exact(*day).is_some() => entity.put("listingDate", date::exact(*day)),
        Some(when) => unsaid.push(format!("Date as recorded: {when} (EDTF).")),
        None => {}
    }
    if let Some(interval) = &act.in_force
        && !date::put_interval(&mut entity, interval)
    {
        unsaid.push(format!("In force as recorded: {interval} (EDTF)."));
    }
    unsaid.into_iter().for_each(|text| entity.put("description", Some(text)));
    if let Some(note) = &act.note {
        entity.text("reason", &ftm.export.inline(entry, note), &entry.summary.lang);
    }
    vec![entity]
}

/// An event or a case as an `Event`. Private persons are not in a dossier, so no case names anybody.
pub fn event(ftm: &Ftm<'_>, id: &Arc<str>, entry: &Entry) -> Vec<Entity> {
    let common = &entry.summary.common;
    let mut entity = ftm.begin(id, entry, "Event");
    entity.put("name", Some(common.title.to_string()));
    entity.put("keywords", Some(entry.summary.kind.to_string()));
    let unsaid = common.date.as_ref().and_then(|when| date::put(&mut entity, when, "date"));
    entity.put("notes", unsaid);
    let mut links = Vec::new();
    if let Some(event) = details::<Event>(&entry.summary) {
        entity.put("location", event.place.as_ref().map(ToString::to_string));
        for (who, other) in event.involves.iter().filter_map(|who| ftm.find(who)) {
            if Ftm::is_legal_entity(other) {
                entity.put("involved", Some(ftm.id(&who)));
            } else {
                links.push(ftm.link(entry, id, &who, "involved"));
            }
        }
    }
    if let Some(case) = details::<Case>(&entry.summary) {
        entity.put("location", case.place.as_ref().map(ToString::to_string));
        entity.text("notes", &ftm.export.inline(entry, &case.outcome), &entry.summary.lang);
    }
    links.insert(0, entity);
    links
}
