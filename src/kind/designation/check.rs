//! What cannot be, or is hardly so, of a designation: law that did not apply that day, a subject that was no more, a
//! body that the instrument does not name.

use super::Designation;
use crate::diag::{Code, Diagnostic, Severity};
use crate::kind::actor::{Actor, is_within};
use crate::kind::instrument::Instrument;
use crate::kind::linked;
use crate::kind::provision::Provision;
use crate::model::date::Order;
use crate::model::{Look, Ref, Summary, When};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// A designation that rests on what was no law that day.
pub static PROVISION_NOT_IN_FORCE: Code = Code {
    name: "provision-not-in-force",
    severity: Severity::Error,
    fixed: false,
    doc: "A designation is dated surely before or after the time in which a provision under `under:` was in force, or in which any of the provisions was in force that its instrument rests on. An act cannot rest on an article that did not apply that day. Dates that may overlap are not reported, and of an instrument that rests on several provisions one that applied is enough: one law may have followed the other.\n\n**Mend it:** Mend the date of the designation or `in_force:` of the provision, or name the provision that did apply. If the authority really relied on it, say so in the text and leave it out of `under:`.",
};

/// A label on what was no more.
pub static DESIGNATED_AFTER_END: Code = Code {
    name: "designated-after-end",
    severity: Severity::Warning,
    fixed: false,
    doc: "A designation is dated surely after the end of its subject (`active:` of the actor). It happens that a body is labelled after it was dissolved; more often one of the dates is wrong, or the label is on whoever came after it.\n\n**Mend it:** Mend the date of the designation or `active:` of the actor, or name the successor as the subject. If the people behind it go on, so does the actor: leave the end open.",
};

/// An act of a body that has no power to it.
pub static BODY_NOT_NAMED: Code = Code {
    name: "body-not-named",
    severity: Severity::Warning,
    fixed: false,
    doc: "A designation is `by:` a body that the instrument does not name under `issued_by:`, and that is no part (`part_of:`) of one it names. Either the instrument is another one, or the list of its issuers is not whole. An instrument without `issued_by:` may be issued by anybody.\n\n**Mend it:** Name the right instrument, or add the body to `issued_by:`. For a class of bodies, such as all district courts, write an entry for the class and make each court `part_of:` it.",
};

/// All mistakes of a designation.
pub fn check(designation: &Designation, me: &Summary, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(date) = &me.common.date {
        found.extend(own_law(designation, date, source, look));
        found.extend(law_of_instrument(designation, date, source, look));
        found.extend(ended(designation, date, source, look));
    }
    found.extend(bodies(designation, source, look));
    found
}

/// Whether a provision surely did not apply on a date.
fn did_not_apply(provision: &Provision, date: &When) -> bool {
    provision.in_force.as_ref().is_some_and(|in_force| in_force.contains(date) == Some(false))
}

fn own_law(designation: &Designation, date: &When, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (n, reference) in designation.under.iter().enumerate() {
        let Some((known, provision)) = linked::find::<Provision>(look, reference) else { continue };
        let Some(in_force) = provision.in_force.as_ref().filter(|_| did_not_apply(provision, date)) else { continue };
        let message = format!("the designation is dated `{date}`, and the provision `{}` is in force `{in_force}`", known.summary.id);
        found.push(
            Diagnostic::new(&PROVISION_NOT_IN_FORCE, Place::value(source, FieldPath::key("under").item(n)), message)
                .label(Place::value(known.source, FieldPath::key("in_force")), "in force here"),
        );
    }
    found
}

/// The provisions of the instrument, if none of them applied. One that the designation names itself is told there.
fn law_of_instrument(designation: &Designation, date: &When, source: &SourceId, look: &dyn Look) -> Option<Diagnostic> {
    let (instrument, details) = linked::find::<Instrument>(look, &designation.instrument)?;
    let is_own = |reference: &Ref| designation.under.iter().any(|own| linked::folded_id(look, own) == linked::folded_id(look, reference));
    let mut labels = Vec::new();
    let mut told = Vec::new();
    for reference in &details.under {
        let (known, provision) = linked::find::<Provision>(look, reference)?;
        if !did_not_apply(provision, date) || is_own(reference) {
            return None;
        }
        let in_force = provision.in_force.as_ref()?;
        told.push(format!("`{}` (in force `{in_force}`)", known.summary.id));
        labels.push(Place::value(known.source, FieldPath::key("in_force")));
    }
    if told.is_empty() {
        return None;
    }
    let message =
        format!("the designation is dated `{date}`, and its instrument `{}` rests on {}", instrument.summary.id, told.join(" and "));
    let diagnostic = Diagnostic::new(&PROVISION_NOT_IN_FORCE, Place::value(source, FieldPath::key("instrument")), message);
    Some(labels.into_iter().fold(diagnostic, |diagnostic, place| diagnostic.label(place, "in force here")))
}

fn ended(designation: &Designation, date: &When, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (n, reference) in designation.subject.iter().enumerate() {
        let Some((known, actor)) = linked::find::<Actor>(look, reference) else { continue };
        let Some(active) = &actor.active else { continue };
        if When::Interval(active.clone()).compare(date) == Order::Before {
            let message = format!("the designation is dated `{date}`, and `{}` was active `{active}`", known.summary.id);
            found.push(
                Diagnostic::new(&DESIGNATED_AFTER_END, Place::value(source, FieldPath::key("subject").item(n)), message)
                    .label(Place::value(known.source, FieldPath::key("active")), "ended here"),
            );
        }
    }
    found
}

fn bodies(designation: &Designation, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
    let Some((instrument, details)) = linked::find::<Instrument>(look, &designation.instrument) else { return Vec::new() };
    // A body that is named wrongly there, or hidden, is no reason to doubt the others.
    if details.issued_by.is_empty() || details.issued_by.iter().any(|body| look.find(body).is_none()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (n, body) in designation.by.iter().enumerate() {
        let Some(known) = look.find(body) else { continue };
        if details.issued_by.iter().any(|named| is_within(look, body, named)) {
            continue;
        }
        let named: Vec<String> = details.issued_by.iter().map(|named| format!("`{}`", named.0)).collect();
        let message = format!("`{}` is not among those who issue `{}`: {}", known.summary.id, instrument.summary.id, named.join(", "));
        found.push(
            Diagnostic::new(&BODY_NOT_NAMED, Place::value(source, FieldPath::key("by").item(n)), message)
                .label(Place::value(instrument.source, FieldPath::key("issued_by")), "issued by these")
                .hint("name the right instrument, or add the body to `issued_by:` there"),
        );
    }
    found
}
