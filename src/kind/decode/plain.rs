//! Values that are one word, number, date or name.

use std::sync::Arc;

use super::address::{self, Fault};
use super::{Reading, Spot, written};
use crate::diag::{Diagnostic, codes, did_you_mean, nearest};
use crate::model::date::{Day, When};
use crate::model::schema::{Shape, Word};
use crate::model::{Date, Node, Ref, Value};
use crate::text::place::Place;

/// So many words are listed in a message; of more only the nearest is named.
const FEW: usize = 12;

impl Reading<'_> {
    /// The value of a node whose shape is no list and no group.
    pub(super) fn plain(&mut self, node: &Node, shape: &Shape, spot: Spot<'_>) -> Option<Value> {
        match shape {
            Shape::Text | Shape::Prose | Shape::TextOrByLanguage => self.text(node, spot).map(Value::Text),
            Shape::Bool => self.bool(node, spot),
            Shape::Number => self.number(node, spot),
            Shape::When | Shape::Interval => self.when(node, spot),
            Shape::Day => self.day(node, spot),
            Shape::Word(words) => self.word(node, words, spot),
            Shape::Jurisdiction => self.jurisdiction(node, spot),
            Shape::Language => self.language(node, spot),
            Shape::Url => self.address(node, address::web_address, spot),
            Shape::Path => self.address(node, address::site_path, spot),
            Shape::Ref(_) | Shape::RefOrName(_) => self.reference(node, spot),
            // `Reading::value` has already taken these.
            Shape::List(_) | Shape::Group(_) | Shape::ByLanguage | Shape::Free => None,
        }
    }

    /// A text without blanks around it. A number is taken for its digits.
    pub(super) fn text(&mut self, node: &Node, spot: Spot<'_>) -> Option<Arc<str>> {
        let text = match node {
            Node::Text(text) => trimmed(text),
            Node::Integer(number) => Arc::from(number.to_string()),
            Node::Float(number) => match digits_of(*number) {
                Some(digits) => Arc::from(digits),
                None => return self.doubtful_number(*number, spot),
            },
            Node::Bool(value) => {
                self.wrong_type(node, "text", spot, Some(format!("if it is a word, put it in quotes: `\"{value}\"`")));
                return None;
            }
            _ => {
                self.wrong_type(node, "text", spot, None);
                return None;
            }
        };
        // XML, and so the feed, cannot hold these, and a terminal would obey them.
        let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) else { return Some(text) };
        let path = written(&spot.path.to_string());
        let message = format!("`{path}` has the control character `{}` in it", written(&c.to_string()));
        self.say(&codes::WRONG_TYPE, spot.path, message, Some("take it out; it came in by a paste".to_owned()));
        None
    }

    /// `19.10` and `19.1` are one number and two articles of a law.
    fn doubtful_number(&mut self, number: f64, spot: Spot<'_>) -> Option<Arc<str>> {
        let (path, number) = (written(&spot.path.to_string()), written(&number.to_string()));
        let message = format!("`{path}` is read as the number {number}, and its digits may not be those that were written");
        self.say(&codes::WRONG_TYPE, spot.path, message, Some(format!("put it in quotes, as in `\"{number}\"`")));
        None
    }

    fn bool(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        if let Node::Bool(value) = node {
            return Some(Value::Bool(*value));
        }
        let meant = match node {
            Node::Text(text) => match text.to_lowercase().as_str() {
                "yes" | "true" | "on" | "y" => Some(true),
                "no" | "false" | "off" | "n" => Some(false),
                _ => None,
            },
            _ => None,
        };
        let hint = meant.map(|value| format!("write `{}: {value}`", spot.field.name));
        self.wrong_type(node, "`true` or `false`", spot, hint);
        None
    }

    fn number(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        match node {
            // Amounts are small: no law knows a sum beyond 2^53.
            #[allow(clippy::cast_precision_loss, reason = "a number beyond 2^53 loses its last digits, and is no amount of a law")]
            Node::Integer(number) => Some(Value::Number(*number as f64)),
            Node::Float(number) if number.is_finite() => Some(Value::Number(*number)),
            // Digits that YAML would print otherwise (`1.50`) come as text, so that no text loses them.
            Node::Text(text) if text.contains('.') && text.parse::<f64>().is_ok_and(f64::is_finite) => text.parse().ok().map(Value::Number),
            Node::Text(text) if text.trim().parse::<f64>().is_ok_and(f64::is_finite) => {
                let hint = format!("write `{}: {}`, without quotes", spot.field.name, written(text.trim()));
                self.wrong_type(node, "a number", spot, Some(hint));
                None
            }
            _ => {
                self.wrong_type(node, "a number", spot, None);
                None
            }
        }
    }

    /// The text of a date. YAML reads a year as a number; a day without quotes is text.
    fn date_text(&mut self, node: &Node, expected: &str, spot: Spot<'_>) -> Option<String> {
        match node {
            Node::Text(text) => Some(text.trim().to_owned()),
            Node::Integer(number) => Some(number.to_string()),
            _ => {
                self.wrong_type(node, expected, spot, None);
                None
            }
        }
    }

    fn when(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let text = self.date_text(node, "a date", spot)?;
        match text.parse::<When>() {
            Ok(when) => Some(Value::When(when)),
            Err(error) => {
                self.say(&codes::INVALID_DATE, spot.path, error.message, error.hint);
                None
            }
        }
    }

    fn day(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let text = self.date_text(node, "a day", spot)?;
        match text.parse::<Day>() {
            Ok(day) => Date::from_day(day).map(|date| Value::When(When::Date(date))),
            Err(error) => {
                self.say(&codes::INVALID_DATE, spot.path, error.message, error.hint);
                None
            }
        }
    }

    fn word(&mut self, node: &Node, words: &'static [Word], spot: Spot<'_>) -> Option<Value> {
        let Node::Text(text) = node else {
            let hint = format!("one of {}", listed(words));
            self.wrong_type(node, "a word", spot, Some(hint));
            return None;
        };
        if let Some((word, _)) = words.iter().find(|(word, _)| *word == text.trim()) {
            return Some(Value::Text(Arc::from(*word)));
        }
        let near = nearest(text, words.iter().map(|(word, _)| *word));
        let all = (near.is_none() || words.len() <= FEW).then(|| format!("the words are {}", listed(words)));
        let message = format!("`{}` is no word for `{}`", written(text), spot.field.name);
        let place = Place::value(self.source, spot.path.clone());
        let found = Diagnostic::new(&codes::UNKNOWN_WORD, place, message).meant(text.trim(), near);
        self.found.push(found.maybe_hint(near.map(|near| format!("did you mean `{near}`?"))).maybe_hint(all));
        None
    }

    fn jurisdiction(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let key = self.text(node, spot)?;
        let known = self.vocabulary.jurisdictions;
        if known.contains_key(&key) {
            return Some(Value::Text(key));
        }
        // A writer may have put the name where the key belongs.
        let by_name = known.iter().find(|(_, name)| name.to_lowercase() == key.to_lowercase());
        let hint = by_name.map(|(key, _)| format!("did you mean `{key}`?")).or_else(|| did_you_mean(&key, known.keys().map(|key| &**key)));
        let declare = || format!("name it in `dossier.yaml`, as in `jurisdictions: {{{}: …}}`", written(&key));
        let message = format!("`dossier.yaml` has no jurisdiction `{}`", written(&key));
        self.say(&codes::UNKNOWN_WORD, spot.path, message, Some(hint.unwrap_or_else(declare)));
        None
    }

    fn language(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let tag = self.text(node, spot)?;
        match address::language_tag(&tag) {
            Ok(()) => Some(Value::Text(tag)),
            Err(hint) => {
                self.say(&codes::WRONG_TYPE, spot.path, format!("`{}` is no language tag", written(&tag)), Some(hint));
                None
            }
        }
    }

    fn address(&mut self, node: &Node, check: fn(&str) -> Result<(), Fault>, spot: Spot<'_>) -> Option<Value> {
        // Not `text`: a control character in an address is the address's fault.
        let text = match node {
            Node::Text(text) => trimmed(text),
            _ => self.text(node, spot)?,
        };
        match check(&text) {
            Ok(()) => Some(Value::Text(text)),
            Err(Fault { why, hint }) => {
                self.say(&codes::INVALID_ADDRESS, spot.path, format!("`{}` {why}", written(&text)), hint);
                None
            }
        }
    }

    fn reference(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        if let Some(name) = linked(node) {
            let message = format!("`{}` takes a name without brackets", written(&spot.path.to_string()));
            self.say(&codes::WRONG_TYPE, spot.path, message, Some(format!("write `{}`", written(name))));
            return None;
        }
        if !matches!(node, Node::Text(_) | Node::Integer(_) | Node::Float(_)) {
            self.wrong_type(node, "the name of an entry", spot, None);
            return None;
        }
        self.text(node, spot).map(|name| Value::Ref(Ref(name)))
    }
}

/// The name in `[[name]]`, which is a link in the text and a list in a list in YAML.
fn linked(node: &Node) -> Option<&str> {
    let name = match node {
        Node::Text(text) => text.trim().strip_prefix("[[")?.strip_suffix("]]")?,
        Node::List(items) => match items.as_slice() {
            [Node::Text(name)] => name,
            [Node::List(inner)] => match inner.as_slice() {
                [Node::Text(name)] => name,
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    };
    // `[[id|words]]` names `id`.
    Some(name.split('|').next().unwrap_or(name).trim())
}

fn trimmed(text: &Arc<str>) -> Arc<str> {
    let inner = text.trim();
    if inner.len() == text.len() { text.clone() } else { Arc::from(inner) }
}

/// The digits of a number with a fraction, if they are surely those that were written: zeros at the end are
/// lost, so there must be two digits after the point, and no exponent.
fn digits_of(number: f64) -> Option<String> {
    let digits = number.to_string();
    let fraction = digits.split_once('.')?.1;
    (number.is_finite() && fraction.len() >= 2 && digits.len() <= 15).then_some(digits)
}

fn listed(words: &[Word]) -> String {
    let words: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
    words.join(", ")
}
