//! Claims: notes on those who make them and on what they speak of. There is no schema for a claim, and none is a fact.

use std::sync::Arc;

use super::{Entity, Ftm};
use crate::kind::claim::Claim;
use crate::kind::linked::details;
use crate::model::{Entry, Record, Ref};

/// A claim as a `Note` that begins with who claims it and where it stands.
pub fn claim(ftm: &Ftm<'_>, id: &Arc<str>, entry: &Entry) -> Vec<Entity> {
    let Some(claim) = details::<Claim>(&entry.summary) else { return Vec::new() };
    let Some(step) = claim.step_on(ftm.export.press.dossier.as_of) else { return Vec::new() };
    let common = &entry.summary.common;
    let mut entity = ftm.begin(id, entry, "Note");
    let by = ftm.names(&claim.claimed_by).join(", ");
    let statement = ftm.export.inline(entry, &claim.statement);
    entity.put("name", Some(format!("Claim: {}", common.title)));
    let says = format!(
        "A claim by {by}, not a finding. Standing: {}, since {} (EDTF). What is claimed: {statement}",
        step.standing.word(),
        step.date
    );
    entity.text("description", &says, &entry.summary.lang);
    entity.put("keywords", Some("claim".to_owned()));
    entity.put("keywords", Some(format!("standing:{}", step.standing.word())));
    let record = &entry.summary.record;
    for step in record.groups("history") {
        entity.text("notes", &told(ftm, entry, step, "standing"), &entry.summary.lang);
    }
    for response in record.groups("responses") {
        entity.text("notes", &told(ftm, entry, response, "stance"), &entry.summary.lang);
    }
    if let (Some(verdict), Some(group)) = (&claim.verdict, record.group("verdict")) {
        let text = ftm.export.inline(entry, &verdict.text);
        entity.text("notes", &format!("Verdict. {} {text}", told(ftm, entry, group, "finding")), &entry.summary.lang);
    }
    let groups = record.groups("history").into_iter().chain(record.groups("responses")).chain(record.group("verdict"));
    for source in groups.flat_map(|group| ftm.found(&group.references("sources"), "source")) {
        entity.put("proof", Some(ftm.id(&source)));
    }
    for (other, about) in claim.claimed_by.iter().chain(&claim.about).filter_map(|reference| ftm.find(reference)) {
        if Ftm::is_entity(about) {
            entity.put("entity", Some(ftm.id(&other)));
        }
    }
    vec![entity]
}

/// A step of the history or an answer, in a line: "2021-08-18: claimed, Cyber Partisans. …".
fn told(ftm: &Ftm<'_>, entry: &Entry, group: &Record, word: &str) -> String {
    let when = group.when("date").map_or_else(|| "undated".to_owned(), |when| when.to_string());
    let by: Vec<Ref> = group.reference("by").into_iter().chain(group.references("by")).collect();
    let by = ftm.names(&by).join(", ");
    let note = group.text("note").map(|note| ftm.export.inline(entry, &note)).unwrap_or_default();
    let word = group.text(word).unwrap_or_else(|| Arc::from(""));
    let by = if by.is_empty() { String::new() } else { format!(", {by}") };
    let note = if note.is_empty() { String::new() } else { format!(" {note}") };
    format!("{when}: {word}{by}.{note}")
}
