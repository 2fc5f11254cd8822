//! Messages with places for values, told as cheaply as can be: on thousands of pages the same few hundred are asked for.
//!
//! Most only put values into a line of text: `{ $day } { $month } { $year }`. Their pieces are joined without Fluent. Of
//! those that choose among plural forms, what they say of small numbers is remembered.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use super::{Argument, Bundle, one_stop};

/// Up to which number it is remembered what a message says of it.
const SMALL: usize = 128;

/// A message that needs arguments, of the bundle that has it.
pub(super) struct Message {
    bundle: Arc<Bundle>,
    id: Arc<str>,
    pieces: Option<Arc<Pieces>>,
    /// What it said of each small number `n`.
    counted: OnceLock<Box<[OnceLock<Box<str>>]>>,
}

impl Message {
    pub(super) fn new(bundle: &Arc<Bundle>, id: &Arc<str>) -> Self {
        let pieces = bundle.pieces.get(id).cloned();
        Self { bundle: Arc::clone(bundle), id: id.clone(), pieces, counted: OnceLock::new() }
    }

    /// Its text with these arguments; nothing if one is missing.
    pub(super) fn format(&self, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        if let Some(pieces) = &self.pieces {
            return pieces.join(arguments).map(one_stop);
        }
        let ask = || self.bundle.format(&self.id, Some(&arguments.iter().map(|(name, value)| (*name, value.fluent())).collect()));
        let [("n", Argument::Number(number))] = arguments else { return ask() };
        let Some(small) = small(*number) else { return ask() };
        let known = &self.counted.get_or_init(|| vec![OnceLock::new(); SMALL].into())[small];
        if let Some(text) = known.get() {
            return Some(text.to_string());
        }
        let text = ask()?;
        Some(known.get_or_init(|| text.into()).to_string())
    }
}

/// A number that is remembered: a whole one, from zero on.
fn small(number: f64) -> Option<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what was cut off is told by the comparison")]
    let whole = number as u8;
    (f64::from(whole).to_bits() == number.to_bits()).then_some(usize::from(whole)).filter(|whole| *whole < SMALL)
}

/// A line of text with places in it.
#[derive(Debug, PartialEq)]
pub(super) struct Pieces(Vec<Piece>);

#[derive(Debug, PartialEq)]
enum Piece {
    Text(Box<str>),
    /// The name of an argument.
    Place(Box<str>),
}

impl Pieces {
    /// Reads what stands behind the `=` of a message, if that is one line of text with places in it, and `behind` it
    /// another message begins, or a remark, or nothing.
    pub(super) fn read(line: &str, behind: &str) -> Option<Self> {
        let is_over =
            behind.lines().find(|line| !line.is_empty()).is_none_or(|next| next.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#'));
        let mut rest = line.trim_matches(' ');
        if !is_over || rest.is_empty() || rest.contains(char::is_control) {
            return None;
        }
        let mut pieces = Vec::new();
        while let Some((text, place)) = rest.split_once('{') {
            let (place, after) = place.split_once('}')?;
            let name = place.trim_matches(' ').strip_prefix('$')?;
            let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            if !is_name || text.contains('}') {
                return None;
            }
            if !text.is_empty() {
                pieces.push(Piece::Text(text.into()));
            }
            pieces.push(Piece::Place(name.into()));
            rest = after;
        }
        if rest.contains('}') {
            return None;
        }
        if pieces.is_empty() {
            return None;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.into()));
        }
        Some(Self(pieces))
    }

    /// Joins them; nothing if an argument is missing. Of two of one name the last counts.
    fn join(&self, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let mut out = String::with_capacity(64);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Place(name) => match arguments.iter().rev().find(|(given, _)| *given == &**name)?.1 {
                    Argument::Text(text) => out.push_str(text),
                    // Writing into a string does not fail.
                    Argument::Number(number) => _ = write!(out, "{number}"),
                },
            }
        }
        Some(out)
    }

    /// Whether Fluent says the same of this message: asked once, when it is read.
    pub(super) fn agree(&self, bundle: &Bundle, id: &str) -> bool {
        let names = self.0.iter().filter_map(|piece| match piece {
            Piece::Place(name) => Some(&**name),
            Piece::Text(_) => None,
        });
        let given: Vec<(&str, String)> = names.map(|name| (name, format!("<{name}>"))).collect();
        let arguments: Vec<(&str, Argument<'_>)> = given.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
        let said = bundle.format(id, Some(&arguments.iter().map(|(name, value)| (*name, value.fluent())).collect()));
        said.is_some() && said == self.join(&arguments).map(one_stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece {
        Piece::Text(text.into())
    }

    fn place(name: &str) -> Piece {
        Piece::Place(name.into())
    }

    #[test]
    fn a_line_is_cut_into_pieces() {
        let read = |line: &str| Pieces::read(line, "");
        assert_eq!(read(" a { $b }c{$d-e}"), Some(Pieces(vec![text("a "), place("b"), text("c"), place("d-e")])));
        assert_eq!(read(" { $b } "), Some(Pieces(vec![place("b")])));
        for other in
            ["", " a", " { $n ->", " a { \"b\" }", " { other }", " { -term }", " { $ }", " { $a b }", " a }", " { NUMBER($n) }", " a\tb"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_message_that_goes_on_is_left_to_fluent() {
        for (behind, is_read) in
            [("", true), ("\n\nb = c\n", true), ("# c\n", true), ("    more\n", false), ("\n .x = y\n", false), ("}\n", false)]
        {
            assert_eq!(Pieces::read(" a { $b }", behind).is_some(), is_read, "{behind:?}");
        }
    }

    #[test]
    fn small_numbers_are_whole_and_not_below_zero() {
        assert_eq!([0.0, 1.0, 127.0].map(small), [Some(0), Some(1), Some(127)]);
        assert_eq!([-0.0, -1.0, 0.5, 128.0, 256.0, 1e300, f64::NAN].map(small), [None; 7]);
    }
}
