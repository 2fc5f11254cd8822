//! What a translation says of the original it was made from must be readable, and fit it.

use super::Rule;
use crate::diag::{Code, Diagnostic, Severity};
use crate::evidence::translation::{Memory, original};
use crate::link::Dossier;
use crate::model::Entry;
use crate::text::place::{FieldPath, Place};

/// A `made_from:` that says nothing.
pub static INVALID_MADE_FROM: Code = Code {
    name: "invalid-made-from",
    severity: Severity::Error,
    fixed: false,
    doc: "`made_from:` holds digests of the original that a translation was made from, eight hexadecimal digits each: of its front matter, and of each passage of its text. Nobody writes them by hand. An entry in the main language has no original.\n\n**Mend it:** Run `dossier translated ID` when the translation says what the original says, or take the field out.",
};

/// A translation whose passages are not those of its original one by one.
pub static TRANSLATION_OUT_OF_STEP: Code = Code {
    name: "translation-out-of-step",
    severity: Severity::Warning,
    fixed: false,
    doc: "A translation has another number of passages (paragraphs, headings, lists, tables, quotations, blocks of code) than the original had when it was made. When the original changes, readers can only be told that something changed, not where.\n\n**Mend it:** Translate passage by passage: join or split paragraphs as the original does; then run `dossier translated ID`.",
};

/// The rule.
pub const RULE: Rule = Rule { name: "translation", codes: &[&INVALID_MADE_FROM, &TRANSLATION_OUT_OF_STEP], run };

fn run(dossier: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let Some(made_from) = entry.summary.common.made_from.as_deref() else { return Vec::new() };
    let place = Place::value(&entry.source, FieldPath::key("made_from"));
    let invalid = |message: &str| {
        let hint = "`dossier translated ID` writes it into a translation; here, take the field out";
        vec![Diagnostic::new(&INVALID_MADE_FROM, place.clone(), message).hint(hint)]
    };
    if original(dossier, entry).is_none() {
        return invalid("the entry is no translation, and was made from nothing");
    }
    let Some(memory) = Memory::read(made_from) else { return invalid("this is no list of digests") };
    let (had, has) = (memory.len(), entry.summary.passages.len());
    if had == has {
        return Vec::new();
    }
    let message = format!("the translation has {}, its original had {had}", number(has));
    vec![Diagnostic::new(&TRANSLATION_OUT_OF_STEP, place, message).hint("translate passage by passage, then run `dossier translated ID`")]
}

fn number(count: usize) -> String {
    format!("{count} passage{}", if count == 1 { "" } else { "s" })
}
