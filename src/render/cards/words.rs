//! What the card of a page says, and which pages have one.
//!
//! In: an entry, or the dossier for the home page, in a language. Out: a card with its picture, made anew only if no earlier build
//! has one that says the same.

use std::sync::Arc;

use super::{CAN_DRAW, Card, Drawn, Sign};
use crate::kind::effect::Effect;
use crate::kind::linked::details;
use crate::model::{Entry, Lang};
use crate::parse::config::Cards;
use crate::render::page::Plan;
use crate::render::page::entry::day;
use crate::render::{Press, label, law, ledger};
use crate::view;

/// Whether pages of this build have cards: programs that show links take a picture by its whole address, a copy as of a day is no
/// page that is passed on, and a theme without pictures has none here either.
#[must_use]
pub fn takes(press: &Press<'_>) -> bool {
    let config = &press.dossier.config;
    CAN_DRAW
        && config.extras.cards != Cards::Off
        && !config.base_url.is_empty()
        && press.dossier.as_of.is_none()
        && press.theme.manner().pictures
}

/// The card of an entry's page; nothing where its original is what is passed on, or its own picture is.
#[must_use]
pub fn of_entry(press: &Press<'_>, plan: &Plan, entry: &Entry, kind: &Arc<str>, own: Option<&view::Figure>) -> Option<Drawn> {
    let (summary, lang) = (&entry.summary, &plan.lang);
    if !takes(press) || summary.lang != *lang {
        return None;
    }
    if summary.common.neutral_share {
        return blank(press, lang);
    }
    if own.is_some_and(crate::render::frame::is_shown_in_chats) {
        return None;
    }
    let (sign, meaning) = sign(press, plan, entry);
    let reviewed = summary.common.reviewed;
    let card = Card {
        title: summary.called(lang).0.clone(),
        short_title: summary.called_shortly(lang).0.clone(),
        kind: kind.clone(),
        sign,
        meaning,
        reviewed: reviewed.map_or_else(|| Arc::from(""), |_| label(press, lang, "field-reviewed", "reviewed")),
        day: reviewed.map_or_else(|| Arc::from(""), |reviewed| day(press, reviewed, lang)),
        site: press.site(lang).view.title.clone(),
    };
    drawn(press, &card)
}

/// The card of the home page.
#[must_use]
pub fn of_home(press: &Press<'_>, lang: &Lang, title: &Arc<str>) -> Option<Drawn> {
    if !takes(press) {
        return None;
    }
    let site = &press.site(lang).view.title;
    let reviewed = *press.reviewed;
    let card = Card {
        title: title.clone(),
        short_title: site.clone(),
        reviewed: reviewed.map_or_else(|| Arc::from(""), |_| label(press, lang, "field-reviewed", "reviewed")),
        day: reviewed.map_or_else(|| Arc::from(""), |reviewed| day(press, reviewed, lang)),
        site: if title == site { Arc::from("") } else { site.clone() },
        ..Card::default()
    };
    drawn(press, &card)
}

/// The sign of an entry, and what it means: a claim's standing, the label of a designation or an instrument, what an effect may cost.
fn sign(press: &Press<'_>, plan: &Plan, entry: &Entry) -> (Sign, Arc<str>) {
    let (summary, lang) = (&entry.summary, &plan.lang);
    let none = || (Sign::Blank, Arc::from(""));
    match summary.kind.as_str() {
        "claim" => {
            let standing = summary.details.standing_on(press.dossier.as_of);
            standing.map_or_else(none, |standing| (Sign::Standing(standing.word().into()), ledger::word(press, lang, standing.word())))
        }
        "designation" => press.law.register.act(&plan.subject).map_or_else(none, |act| {
            let stamp = law::stamp(press, &act.instrument, lang);
            (Sign::Stamp(stamp.weight), stamp.instrument.title.clone())
        }),
        "instrument" => (Sign::Stamp(law::weight(press, &plan.subject)), summary.called_shortly(lang).0.clone()),
        "effect" => {
            let Some(effect) = details::<Effect>(summary) else { return none() };
            let occurs = |word: &&str| effect.consequence.iter().any(|one| *one.kind == **word);
            // One sign on a card: the gravest, as pages put it first.
            let gravest = ["criminal", "either", "administrative", "unclear", "none"];
            gravest.into_iter().find(occurs).map_or_else(none, |word| (Sign::Strokes(word.into()), ledger::word(press, lang, word)))
        }
        _ => none(),
    }
}

#[cfg(feature = "cards")]
fn drawn(press: &Press<'_>, card: &Card) -> Option<Drawn> {
    let key = card.key();
    let title = super::draw::title(card);
    let alt = card.alt(title.as_deref().unwrap_or(&card.title));
    let missing = super::draw::missing(card).into();
    if press.dossier.config.extras.cards == Cards::Blank {
        let file = super::at(&key, super::draw::blank())?;
        return Some(Drawn { file, alt, key: None, is_new: false, missing });
    }
    let known = press.pieces.and_then(|pieces| pieces.cards.get(&key)).cloned();
    let is_new = known.is_none();
    let file = known.map_or_else(|| super::file(super::draw::draw(card)), Some)?;
    Some(Drawn { file, alt, key: Some(key), is_new, missing })
}

#[cfg(feature = "cards")]
fn blank(press: &Press<'_>, lang: &Lang) -> Option<Drawn> {
    let file = super::file(super::draw::blank())?;
    let alt = label(press, lang, "card-blank", "An open account book, blank");
    Some(Drawn { file, alt, key: None, is_new: false, missing: Arc::from("") })
}

#[cfg(not(feature = "cards"))]
fn drawn(_: &Press<'_>, _: &Card) -> Option<Drawn> {
    None
}

#[cfg(not(feature = "cards"))]
fn blank(_: &Press<'_>, _: &Lang) -> Option<Drawn> {
    None
}
