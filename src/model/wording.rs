//! A text of the settings that readers see in their language: the title of a dossier.

use std::sync::Arc;

use super::name::Lang;
use super::record::Value;

/// A text for all languages, or one for each. Empty if nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Wording {
    /// The texts in the writer's order; one without a language holds in all.
    texts: Vec<(Option<Lang>, Arc<str>)>,
}

impl Wording {
    /// What a field of the shape `TextOrByLanguage` holds.
    #[must_use]
    pub fn of(value: Option<&Value>) -> Self {
        let texts = match value {
            Some(Value::Text(text)) => vec![(None, text.clone())],
            Some(Value::ByLanguage(texts)) => return Self::by_language(texts),
            _ => Vec::new(),
        };
        Self { texts }
    }

    /// Texts by language tags.
    #[must_use]
    pub fn by_language(texts: &[(Arc<str>, Arc<str>)]) -> Self {
        Self { texts: texts.iter().map(|(tag, text)| (Some(Lang::new(tag)), text.clone())).collect() }
    }

    /// The text in a language: in that very one, else in the first of `others` in which there is one, else the first
    /// that was written; with its language, where that is known and another.
    #[must_use]
    pub fn in_language<'a>(&'a self, lang: &Lang, others: &[Lang]) -> (Arc<str>, Option<&'a Lang>) {
        let of = |wanted: &Lang| {
            self.texts.iter().find(|(of, _)| of.as_ref().is_none_or(|of| of.as_str().eq_ignore_ascii_case(wanted.as_str())))
        };
        let found = of(lang).or_else(|| others.iter().find_map(of)).or(self.texts.first());
        found.map_or_else(|| (Arc::from(""), None), |(of, text)| (text.clone(), of.as_ref().filter(|of| *of != lang)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wording: &Wording, lang: &str, text: &str, foreign: Option<&str>) {
        let (found, of) = wording.in_language(&Lang::new(lang), &[Lang::new("en"), Lang::new("ru")]);
        assert_eq!((&*found, of.map(Lang::as_str)), (text, foreign), "{lang}");
    }

    #[test]
    fn a_text_holds_in_all_languages_and_one_by_language_in_its_own() {
        let all = Wording::of(Some(&Value::Text("Labels".into())));
        check(&all, "be", "Labels", None);
        let each = Wording::of(Some(&Value::ByLanguage(vec![("ru".into(), "Ярлыки".into()), ("en".into(), "Labels".into())])));
        check(&each, "ru", "Ярлыки", None);
        check(&each, "be", "Labels", Some("en"));
        check(&Wording::of(None), "en", "", None);
    }
}
