//! An effect: what a designation does to somebody who does something.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::schema::{Field, Schema, Shape, Word};
use crate::model::{Details, Happening, Interval, KindName, Look, Moment, Record, Ref, Standing, Summary, When};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// A smallest amount above the largest.
pub static AMOUNT_ORDER: Code = Code {
    name: "amount-order",
    severity: Severity::Error,
    fixed: false,
    doc: "A consequence has a `min:` above its `max:`.\n\n**Mend it:** Exchange the two, or mend the wrong one.",
};

/// An amount of nothing.
pub static AMOUNT_WITHOUT_UNIT: Code = Code {
    name: "amount-without-unit",
    severity: Severity::Warning,
    fixed: false,
    doc: "A consequence has a `min:` or `max:` and no `unit:`. Seven what: days or years?\n\n**Mend it:** Add `unit:`.",
};

/// An effect that nothing brings about.
pub static EFFECT_WITHOUT_TRIGGER: Code = Code {
    name: "effect-without-trigger",
    severity: Severity::Warning,
    fixed: false,
    doc: "No designation in the dossier is of a type that the effect names under `triggered_by:`, so nothing brings it about, and it is shown for no actor and no source. Not asked where the dossier is shown as of a day: the designations may have come later.\n\n**Mend it:** Record the designation, mend `triggered_by:`, or keep the effect as a draft until there is one.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&AMOUNT_ORDER, &AMOUNT_WITHOUT_UNIT, &EFFECT_WITHOUT_TRIGGER];

/// Whom an effect strikes.
pub const WHO: &[Word] = &[
    ("member", "who belongs to what is designated"),
    ("leader", "who leads, founds or runs it"),
    ("supporter", "who helps it without belonging to it"),
    ("donor", "who gives it money"),
    ("reader", "who reads or watches it"),
    ("subscriber", "who subscribes to it or follows it"),
    ("republisher", "who shares, reposts or quotes it"),
    ("contributor", "who writes for it or speaks to it"),
    ("outlet", "a newspaper or a site that publishes it or links to it"),
    ("person-abroad", "who is out of the country"),
    ("anyone", "everybody"),
];

/// What sort of consequence.
pub const CONSEQUENCES: &[Word] = &[
    ("administrative", "a fine or arrest under the code of administrative offences"),
    ("criminal", "a punishment under the criminal code"),
    ("either", "one or the other, as the case is treated"),
    ("unclear", "the sources differ, or practice does not follow the text"),
    ("none", "no consequence is known"),
];

/// What amounts are counted in.
pub const UNITS: &[Word] = &[
    ("base-units", "base units, in which the law counts fines"),
    ("days", "days of arrest"),
    ("months", "months"),
    ("years", "years of imprisonment"),
    ("byn", "Belarusian roubles"),
];

/// What may happen.
#[derive(Debug, Clone, PartialEq)]
pub struct Consequence {
    /// A word of [`CONSEQUENCES`].
    pub kind: Arc<str>,
    /// At least so much.
    pub min: Option<f64>,
    /// At most so much.
    pub max: Option<f64>,
    /// A word of [`UNITS`].
    pub unit: Option<Arc<str>>,
    /// The same in words; inline Markdown.
    pub text: Option<Arc<str>>,
}

/// What a designation does to somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Words of [`WHO`].
    pub who: Vec<Arc<str>>,
    /// What they do; inline Markdown.
    pub conduct: Arc<str>,
    /// What may happen to them.
    pub consequence: Vec<Consequence>,
    /// The types of designation that bring it about.
    pub triggered_by: Vec<Ref>,
    /// The provisions it rests on.
    pub under: Vec<Ref>,
    /// Whose law.
    pub jurisdiction: Option<Arc<str>>,
    /// When.
    pub in_force: Option<Interval>,
    /// How sure it is that the effect is as described.
    pub standing: Option<Standing>,
}

impl Details for Effect {
    fn begins(&self) -> Option<When> {
        self.in_force.clone().map(When::Interval)
    }

    fn rests_on(&self) -> &'static [&'static str] {
        &["triggered_by", "under"]
    }

    /// When it came into force and went out of it.
    fn moments(&self, me: &Summary) -> Vec<Moment> {
        let own = me.common.date.iter().map(|date| Moment::new(date.clone(), Happening::Itself));
        own.chain(self.in_force.iter().flat_map(Moment::of_force)).collect()
    }

    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::article(me);
        linked::put(&mut node, "about", linked::references(look, &self.under));
        linked::put(&mut node, "spatialCoverage", linked::jurisdiction(look, self.jurisdiction.as_deref()));
        linked::put(&mut node, "temporalCoverage", self.in_force.as_ref().and_then(linked::iso_interval));
        Some(Json::Object(node))
    }

    fn check(&self, _me: &Summary, source: &SourceId, look: &dyn Look) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = without_trigger(self, source, look).into_iter().collect();
        for (n, consequence) in self.consequence.iter().enumerate() {
            let path = FieldPath::key("consequence").item(n);
            if let (Some(min), Some(max)) = (consequence.min, consequence.max)
                && min > max
            {
                let place = |field: &str| Place::value(source, path.then(field));
                let message = format!("`min` is {min}, more than `max`, {max}");
                found.push(
                    Diagnostic::new(&AMOUNT_ORDER, place("min"), message).label(place("max"), "less than `min`").hint("exchange the two"),
                );
            }
            let amount = consequence.min.map(|_| "min").or_else(|| consequence.max.map(|_| "max"));
            if let (Some(field), None) = (amount, &consequence.unit) {
                let units: Vec<String> = UNITS.iter().map(|(unit, _)| format!("`{unit}`")).collect();
                let message = format!("`{field}` has no unit");
                found.push(
                    Diagnostic::new(&AMOUNT_WITHOUT_UNIT, Place::value(source, path.then(field)), message)
                        .hint(format!("add `unit:`, one of {}", units.join(", "))),
                );
            }
        }
        found
    }
}

fn without_trigger(effect: &Effect, source: &SourceId, look: &dyn Look) -> Option<Diagnostic> {
    let mut names = Vec::new();
    for reference in &effect.triggered_by {
        // An instrument that is not there is told by itself.
        let instrument = look.find(reference)?;
        if !look.pointing(instrument.summary, "designation", "instrument").is_empty() {
            return None;
        }
        names.push(format!("`{}`", instrument.summary.id));
    }
    if names.is_empty() || look.as_of().is_some() {
        return None;
    }
    let message = format!("nothing brings the effect about: no designation is of the type {}", names.join(" or "));
    let place = Place::value(source, FieldPath::key("triggered_by"));
    Some(Diagnostic::new(&EFFECT_WITHOUT_TRIGGER, place, message).hint("record the designation, or mend `triggered_by:`"))
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let who = record.texts("who");
    let consequence: Vec<Consequence> = record.groups("consequence").into_iter().filter_map(consequence).collect();
    let triggered_by = record.references("triggered_by");
    if who.is_empty() || consequence.is_empty() || triggered_by.is_empty() {
        return None;
    }
    Some(Arc::new(Effect {
        who,
        conduct: record.text("conduct")?,
        consequence,
        triggered_by,
        under: record.references("under"),
        jurisdiction: record.text("jurisdiction"),
        in_force: record.interval("in_force"),
        standing: record.text("standing").and_then(|word| Standing::from_word(&word)),
    }))
}

fn consequence(group: &Record) -> Option<Consequence> {
    Some(Consequence {
        kind: group.text("type")?,
        min: group.number("min"),
        max: group.number("max"),
        unit: group.text("unit"),
        text: group.text("text"),
    })
}

fn consequence_schema() -> Vec<Field> {
    vec![
        Field::new("type", Shape::Word(CONSEQUENCES), "administrative", "What sort of consequence it is.").required(),
        Field::new("min", Shape::Number, "10", "The least, in `unit`.").labelled("at least"),
        Field::new("max", Shape::Number, "30", "The most, in `unit`.").labelled("at most"),
        Field::new("unit", Shape::Word(UNITS), "base-units", "What `min` and `max` count."),
        Field::new("text", Shape::Prose, "\"A fine, community work or arrest\"", "The same in words, with what numbers cannot say."),
    ]
}

fn schema() -> Schema {
    vec![
        Field::new("who", Shape::List(Box::new(Shape::Word(WHO))), "[reader, subscriber]", "Whom it strikes.").required(),
        Field::new(
            "conduct",
            Shape::Prose,
            "\"Reposts a listed text to an open channel\"",
            "What they do, as a phrase that follows \"somebody who …\".",
        )
        .required(),
        Field::new(
            "consequence",
            Shape::groups(consequence_schema()),
            "[{type: administrative, min: 10, max: 30, unit: base-units}]",
            "What may happen to them. Amounts only with a source in the text; where the sources differ, one item each.",
        )
        .required(),
        Field::new(
            "triggered_by",
            Shape::references(&["instrument"], "effects"),
            "[extremist-materials]",
            "The types of designation that bring it about.",
        )
        .required()
        .labelled("triggered by"),
        Field::new("under", Shape::references(&["provision"], "effects under it"), "[art-19-11]", "The provisions it rests on."),
        Field::new("jurisdiction", Shape::Jurisdiction, "by", "Whose law it is: a key of `jurisdictions:` in `dossier.yaml`."),
        Field::new("in_force", Shape::Interval, "\"2021-05-14/..\"", "From when to when it holds; `..` for an open end.")
            .labelled("in force"),
        Field::new(
            "standing",
            Shape::Word(Standing::WORDS),
            "disputed",
            "How sure it is that the effect is as described, in the words of a claim's standing.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("effect"),
        label: "effect".into(),
        plural: "effects".into(),
        title: "Effects".into(),
        doc: "What a type of designation does to somebody who does something: who, what they do, what may happen to them, under which provision.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::kind::linked::stage::Stage;

    fn check(consequence: &str, expected: &[&str]) {
        let effect = format!(
            "kind: effect\ntitle: E\nwho: reader\nconduct: Reads\ntriggered_by: i\nconsequence: [{{type: none}}, {{{consequence}}}]\n"
        );
        assert_eq!(Stage::new(&[("e", &effect)]).check("e"), expected, "{consequence}");
    }

    #[test]
    fn amounts_are_in_order_and_have_a_unit() {
        check("type: criminal, min: 3, max: 7, unit: years", &[]);
        check(
            "type: criminal, min: 7, max: 3.5, unit: years",
            &["amount-order consequence[1].min: `min` is 7, more than `max`, 3.5 (exchange the two)"],
        );
        check(
            "type: criminal, max: 7",
            &[
                "amount-without-unit consequence[1].max: `max` has no unit (add `unit:`, one of `base-units`, `days`, `months`, `years`, `byn`)",
            ],
        );
    }
}
