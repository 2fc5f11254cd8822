//! The signs of the kinds: small drawings around the point 0,0, in the colour of the text. A word stands beside each:
//! on the map of the dossier in its legend, beside an entry what it is to it. A claim's sign is its two pages.

use crate::render::svg::{Svg, whole};
use crate::view::{Html, Ref};

/// The outline of a kind's sign.
fn outline(kind: &str) -> &'static str {
    match kind {
        "actor" => "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
        "event" => "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
        "designation" => "M-7-7h14v14h-14zM-4-4h8v8h-8z",
        "instrument" => "M-6-6h12v12h-12z",
        "provision" => "M-6-5h12M-6 0h12M-6 5h12",
        "effect" => "M-5-6v12M0-6v12M5-6v12",
        "case" => "M0-7v14M-4 7h8",
        "question" => "M0-7l7 7-7 7-7-7z",
        "explainer" => "M-5-7h10v14h-10zM-2.5-3h5M-2.5 0h5M-2.5 3h5",
        "page" => "M-5-7h10v14h-10z",
        "source" => "M-5-7h6l4 4v10h-10z",
        "term" => "M-6 6L0-7L6 6M-4 2h8",
        "claim" => "M-8.5-6h7v12h-7zM1.5-6h7v12h-7z",
        _ => "M0-7l7 12h-14z",
    }
}

/// What is filled of a sign, and what is drawn over it: of a claim by its standing.
fn inside(kind: &str, standing: &str) -> (&'static str, &'static str) {
    match (kind, standing) {
        ("event", _) => (outline("event"), ""),
        ("claim", "partly-confirmed") => ("M-8.5-6h7v12h-7zM1.5 0h7v6h-7z", ""),
        ("claim", "confirmed") => ("M-8.5-6h7v12h-7zM1.5-6h7v12h-7z", ""),
        ("claim", "disputed") => ("M-8.5-6h7v12h-7z", "M2.5 2l4-7M3.5 5l4-7"),
        ("claim", "denied") => ("M-8.5-6h7v12h-7z", "M1.5-6l7 12m0-12l-7 12"),
        ("claim", "retracted") => ("", "M-10 4L10-4"),
        ("claim", _) => ("M-8.5-6h7v12h-7z", ""),
        _ => ("", ""),
    }
}

/// Draws the sign of an entry at a place, in whole units.
pub fn draw(svg: &mut Svg, kind: &str, standing: &str, place: (f64, f64)) {
    let (before, after) = parts(kind, standing);
    put(svg, (&before, &after), place);
}

/// The same with a sign that was made before.
pub fn put(svg: &mut Svg, (before, after): (&str, &str), (x, y): (f64, f64)) {
    svg.put(before).value(&whole(x)).put(" ").value(&whole(y)).put(after);
}

/// The sign of an entry before and after the numbers of its place. It is made of words that need no escape.
#[must_use]
pub fn parts(kind: &str, standing: &str) -> (String, String) {
    let (filled, over) = inside(kind, standing);
    let (class, outline) = (class(kind), outline(kind));
    // Most signs are one line, which needs no group.
    if filled.is_empty() && over.is_empty() {
        return (format!("<path class=\"{class}\" transform=\"translate("), format!(")\" d=\"{outline}\"/>"));
    }
    let mut after = format!(")\"><path d=\"{outline}\"/>");
    for (class, path) in [(" class=\"f\"", filled), ("", over)] {
        if !path.is_empty() {
            after.push_str(&format!("<path{class} d=\"{path}\"/>"));
        }
    }
    after.push_str("</g>");
    (format!("<g class=\"{class}\" transform=\"translate("), after)
}

/// What the state does is in its own colour.
fn class(kind: &str) -> &'static str {
    if matches!(kind, "designation" | "instrument") { "s st" } else { "s" }
}

/// The sign of a kind alone, beside a word that says what it is.
#[must_use]
pub fn alone(kind: &str) -> Html {
    let (filled, _) = inside(kind, "");
    let class = class(kind);
    let filled = if filled.is_empty() { String::new() } else { format!("<path class=\"f\" d=\"{filled}\"/>") };
    format!(
        "<svg class=\"map\" viewBox=\"-10 -10 20 20\" width=\"20\" height=\"20\" aria-hidden=\"true\"><g class=\"{class}\"><path d=\"{}\"/>{filled}</g></svg>",
        outline(kind)
    )
    .into()
}

/// What stands in words above an entry's name: what it is to another, and where it stands if it is a claim.
#[must_use]
pub fn above(relation: &str, entry: &Ref) -> String {
    match (relation.is_empty(), entry.standing_label.is_empty()) {
        (_, true) => relation.to_owned(),
        (true, false) => entry.standing_label.to_string(),
        (false, false) => format!("{relation} · {}", entry.standing_label),
    }
}
