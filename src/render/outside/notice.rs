//! What is said beside links to something designated: made once a build and language, from the entries of the dossier.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::super::law::{act, by_who, stamp};
use super::super::{Press, Together, label};
use crate::diag::Diagnostic;
use crate::evidence::designated::{Designated, Subject};
use crate::evidence::register::Act;
use crate::kind::linked::details;
use crate::kind::source::Source;
use crate::model::{Lang, slug};
use crate::parse::config::Policy;
use crate::render::body::Spot;
use crate::render::frame::{Head, frame};
use crate::render::page::Plan;
use crate::text::Digest;
use crate::text::address::Address;
use crate::view;

/// Stands for the way from a page to the site's root; no text of a dossier holds it.
pub const ROOT: &str = "\u{fdd1}";

/// The template of a notice.
pub const TEMPLATE: &str = "notice.html";

/// Whom the effects strike that speak of following a link and of passing it on.
const FOLLOWING: &[&str] = &["reader", "subscriber", "republisher", "anyone"];

/// How many notices are made one after the other: a template is filled for each.
const TOGETHER: usize = 8;

/// How many effects a notice names.
const EFFECTS: usize = 4;

/// A notice in the language of its pages.
#[derive(Debug)]
pub struct Notice {
    /// Its id on a page.
    pub id: Arc<str>,
    /// Its HTML; [`ROOT`] stands where a page writes its own way to the root.
    pub html: String,
}

/// Words around links.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Words {
    /// What the mark behind a link says.
    pub mark: Arc<str>,
    /// What a link to an archived copy is called.
    pub copy: Arc<str>,
}

/// All notices of one language.
#[derive(Debug)]
pub struct Notices {
    designated: Arc<Designated>,
    policies: Arc<[Policy]>,
    notices: Vec<Notice>,
    /// Words around links.
    pub words: Words,
    /// The archived copies of sources, by the address of the source.
    pub copies: Arc<HashMap<String, Arc<str>>>,
    /// Whom the addresses of sources belong to, each looked up when it is first met: they stand on many pages.
    known: Arc<Known>,
}

/// What [`Designated::look_up`] finds, by address.
type Known = HashMap<Arc<str>, OnceLock<Option<(usize, bool)>>>;

/// What is to be done about a link.
#[derive(Debug)]
pub struct Found<'a> {
    /// The number of the subject.
    pub number: usize,
    /// Whether it leads to a copy elsewhere.
    pub is_copy: bool,
    /// What the settings ask for.
    pub policy: Policy,
    /// What is said.
    pub notice: &'a Notice,
}

impl Notices {
    /// What is to be done about a link to this address; nothing if it leads to nothing designated.
    #[must_use]
    pub fn find(&self, address: &str) -> Option<Found<'_>> {
        let look_up = || self.designated.look_up(address);
        let (number, is_copy) = self.known.get(address).map_or_else(look_up, |known| *known.get_or_init(look_up))?;
        Some(Found { number, is_copy, policy: *self.policies.get(number)?, notice: self.notices.get(number)? })
    }

    /// The digest of all that is said beside links to these addresses.
    #[must_use]
    pub fn said_of(&self, addresses: &[Box<str>]) -> Digest {
        let said = |address: &str| {
            let found = self.find(address)?;
            let subject = self.designated.subjects().get(found.number).map(|subject| &subject.id);
            let Notice { id, html } = found.notice;
            Some((subject, found.is_copy, found.policy, id, html, self.copies.get(address)))
        };
        let all: Vec<_> = addresses.iter().map(|address| said(address)).collect();
        let words = all.iter().any(Option::is_some).then_some(&self.words);
        Digest::of_value(&(words, all))
    }
}

/// What is the same in all languages.
#[derive(Clone)]
struct Shared {
    designated: Arc<Designated>,
    policies: Arc<[Policy]>,
    copies: Arc<HashMap<String, Arc<str>>>,
    known: Arc<Known>,
}

/// Makes the notices of all languages, and the digest of all they say; none where nothing is designated.
///
/// # Errors
/// A mistake in the template of the notice.
pub fn notices(press: &Press<'_>, together: &Together) -> Result<(HashMap<Lang, Notices>, Digest), Box<Diagnostic>> {
    let designated = Designated::of(press.dossier, &press.law.register);
    if designated.is_empty() {
        return Ok((HashMap::new(), Digest::default()));
    }
    let policies: Arc<[Policy]> = designated.subjects().iter().map(|subject| policy(press, subject)).collect();
    let shared = Shared { designated: Arc::new(designated), policies, copies: Arc::new(copies(press)), known: Arc::new(known(press)) };
    let mut all = HashMap::new();
    let mut said = Vec::new();
    for lang in &press.dossier.config.languages {
        let of_lang = of_language(press, &shared, lang, together)?;
        let texts: Vec<&str> = of_lang.notices.iter().map(|notice| &*notice.html).collect();
        said.push(Digest::of_value(&(lang, &of_lang.words, texts)));
        all.insert(lang.clone(), of_lang);
    }
    let mut copies: Vec<_> = shared.copies.iter().collect();
    copies.sort_unstable();
    let digest = Digest::of_value(&(said, copies, &shared.policies, shared.designated.patterns()));
    Ok((all, digest))
}

fn of_language(press: &Press<'_>, shared: &Shared, lang: &Lang, together: &Together) -> Result<Notices, Box<Diagnostic>> {
    let words = Words {
        mark: label(press, lang, "listed-mark", "listed: see the notice"),
        copy: label(press, lang, "source-archive", "archived copy"),
    };
    let subjects = shared.designated.subjects();
    let mut made: Vec<Result<Vec<Notice>, Box<Diagnostic>>> = Vec::new();
    made.resize_with(subjects.len().div_ceil(TOGETHER), || Ok(Vec::new()));
    let works = made.iter_mut().zip(subjects.chunks(TOGETHER)).map(|(made, subjects)| -> Box<dyn FnOnce() + Send + '_> {
        Box::new(move || *made = subjects.iter().map(|subject| notice(press, subject, lang)).collect())
    });
    together(works.collect());
    let notices = made.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let Shared { designated, policies, copies, known } = shared.clone();
    Ok(Notices { designated, policies, notices, words, copies, known })
}

fn acts<'a>(press: &'a Press<'_>, subject: &'a Subject) -> impl Iterator<Item = &'a Act> {
    subject.acts.iter().filter_map(|id| press.law.register.act(id))
}

/// The strictest policy of the jurisdictions in which somebody is designated; one that the settings say nothing of warns.
fn policy(press: &Press<'_>, subject: &Subject) -> Policy {
    let of = |act: &Act| {
        let key = act.jurisdiction.as_ref()?;
        press.dossier.config.designated_links.get(key).copied()
    };
    acts(press, subject).map(|act| of(act).unwrap_or_default()).max().unwrap_or_default()
}

fn copies(press: &Press<'_>) -> HashMap<String, Arc<str>> {
    let sources = press.dossier.of_kind("source", press.dossier.config.main());
    let pairs = sources.filter_map(|entry| {
        let source = details::<Source>(&entry.summary)?;
        let url = source.url.as_ref()?;
        Address::new(url)?;
        Some((url.to_string(), source.archive_url.clone()?))
    });
    pairs.collect()
}

fn known(press: &Press<'_>) -> Known {
    let sources = press.dossier.of_kind("source", press.dossier.config.main());
    let addresses =
        sources.filter_map(|entry| details::<Source>(&entry.summary)).flat_map(|source| source.url.iter().chain(&source.archive_url));
    addresses.map(|address| (address.clone(), OnceLock::new())).collect()
}

fn notice(press: &Press<'_>, subject: &Subject, lang: &Lang) -> Result<Notice, Box<Diagnostic>> {
    let spot = Spot { root: Arc::from(ROOT), lang: lang.clone() };
    let acts: Vec<&Act> = acts(press, subject).collect();
    let following = press.law.matrix.following(acts.iter().copied());
    let groups = by_who(press, &following, Some(FOLLOWING), &spot);
    let mut effects: Vec<view::Effect> = Vec::new();
    for effect in groups.into_iter().flat_map(|group| group.effects) {
        if !effects.iter().any(|known| known.entry.address == effect.entry.address) {
            effects.push(effect);
        }
    }
    let more = effects.len().saturating_sub(EFFECTS);
    effects.truncate(EFFECTS);
    let id: Arc<str> = format!("listed:{}", slug(&subject.id)).into();
    let own = press.refs.get(&subject.id, lang).cloned();
    let view = view::Notice {
        id: id.clone(),
        subject: own.unwrap_or_else(|| crate::render::refs::plain(subject.id.clone())),
        acts: acts.iter().filter_map(|one| act(press, one, &spot)).collect(),
        stamps: acts.iter().map(|one| stamp(press, &one.instrument, lang)).collect(),
        effects,
        more,
        day: crate::render::law::day(press, lang),
    };
    let html = fill(press, &view, lang)?;
    Ok(Notice { id, html })
}

/// Fills the template as if it were a page of its own in the root.
fn fill(press: &Press<'_>, notice: &view::Notice, lang: &Lang) -> Result<String, Box<Diagnostic>> {
    let Some(plan) = Plan::new("index.html", lang, "") else { return Ok(String::new()) };
    let mut page = frame(press, &plan, Head::new(press, Arc::from(""), Arc::from("")));
    page.root = Arc::from(ROOT);
    let html = press.theme.render(TEMPLATE, &press.site(lang).shared, &page, notice)?;
    Ok(html.trim().to_owned())
}
