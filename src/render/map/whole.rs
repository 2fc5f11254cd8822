//! The map of the whole dossier. Where its entries stand takes longest to find, and is kept from one build to the next: it
//! depends on their relations and the sizes of their names alone.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use super::layout::{Body, Places, Settled, digest, places, settled};
use super::{label, sign};
use crate::diag::Diagnostic;
use crate::evidence::map::{Line, Strength, Whole, strength};
use crate::model::Lang;
use crate::render::Press;
use crate::render::page::View;
use crate::render::page::split::Split;
use crate::render::svg::{Svg, whole as units};
use crate::render::theme::{Shared, Theme};
use crate::text::Digest;
use crate::view;

/// The room for a name, and how large it and what stands under it are.
const ROOM: f64 = 112.0;
const SIZES: (f64, f64) = (12.0, 11.0);
const LEADING: f64 = 14.0;
/// The height of a sign with the space under it.
const SIGN: f64 = 22.0;
/// The space around the picture, for the ring of the focus.
const EDGE: f64 = 12.0;

/// A map that is still to be drawn, with the words that go with it.
pub struct Undrawn {
    nodes: Vec<Node>,
    words: Vec<Words>,
    bodies: Vec<Body>,
    /// Where the entries settled, and the digest of what that depends on; nothing in a theme without pictures.
    pub settled: Option<(Digest, Arc<Settled>)>,
    lines: Vec<Line>,
    title: Arc<str>,
    says: Arc<str>,
    root: Arc<str>,
    page: view::MapPage,
}

/// An entry on the map.
#[derive(Hash)]
struct Node {
    id: Arc<str>,
    entry: view::Ref,
    name: Arc<str>,
}

/// All that the map shows, in words, and where; the picture comes when it is filled in.
#[must_use]
pub fn undrawn(press: &Press<'_>, whole: &Whole, lang: &Lang, root: Arc<str>) -> Undrawn {
    let node = |id: &Arc<str>| {
        let entry = press.refs.get(id, lang)?.clone();
        let name = press.dossier.shown(id, lang).map_or_else(|| entry.title.clone(), |shown| shown.summary.called_shortly(lang).0.clone());
        Some(Node { id: id.clone(), entry, name })
    };
    // Who is on the map is shown, and who is shown has a reference: none is missing.
    let nodes: Vec<Node> = whole.entries.iter().filter_map(node).collect();
    let groups = groups(press, whole, lang);
    let signs =
        groups.iter().map(|group| view::MapSign { sign: sign::alone(&group.entries[0].entry.kind), label: group.index.title.clone() });
    let page = view::MapPage {
        picture: Arc::from(""),
        signs: signs.collect(),
        shown: nodes.len(),
        left_out: whole.total.saturating_sub(nodes.len()),
        is_cut: whole.is_cut,
        groups,
        pages: Vec::new(),
        previous: None,
        next: None,
    };
    let words = |id: &str| super::super::label(press, lang, id, "");
    let sizes: Vec<Words> = nodes.iter().map(self::words).collect();
    let bodies: Vec<Body> = nodes.iter().zip(&sizes).map(|(node, words)| Body { id: node.id.clone(), size: size(words) }).collect();
    let ends: Vec<(usize, usize)> = whole.lines.iter().map(|line| (line.from, line.to)).collect();
    let settled = || {
        let digest = digest(&bodies, &ends);
        let known = press.pieces.and_then(|pieces| pieces.settled.get(&digest)).cloned();
        (digest, known.unwrap_or_else(|| Arc::new(settled(&bodies, &ends))))
    };
    let settled = press.theme.manner().pictures.then(settled);
    Undrawn {
        nodes,
        words: sizes,
        bodies,
        settled,
        lines: whole.lines.clone(),
        title: words("page-map"),
        says: words("map-desc"),
        root,
        page,
    }
}

impl Undrawn {
    /// Leaves of the words what stands on one page of a list that is split.
    #[must_use]
    pub fn part(mut self, (part, per_page): (usize, usize), Split { pages, previous, next }: Split) -> Self {
        let (mut skip, mut room) = ((part - 1) * per_page, per_page);
        for group in &mut self.page.groups {
            let passed = skip.min(group.entries.len());
            skip -= passed;
            group.entries.drain(..passed);
            group.entries.truncate(room);
            room -= group.entries.len();
        }
        self.page.groups.retain(|group| !group.entries.is_empty());
        (self.page.pages, self.page.previous, self.page.next) = (pages, previous, next);
        self
    }
}

/// The entries by kind with what they point to.
fn groups(press: &Press<'_>, whole: &Whole, lang: &Lang) -> Vec<view::MapGroup> {
    let mut from: BTreeMap<&Arc<str>, Vec<&Line>> = BTreeMap::new();
    for line in &whole.lines {
        from.entry(&whole.entries[line.from]).or_default().push(line);
    }
    let mut groups = Vec::new();
    for kind in press.dossier.config.kinds.iter() {
        let ids = press.lists.of_kind(lang, &kind.name).iter().filter(|id| whole.entries.binary_search(id).is_ok());
        let entry = |id: &Arc<str>| {
            let lines = from.get(id).map_or(&[][..], Vec::as_slice);
            Some(view::MapEntry { entry: press.refs.get(id, lang)?.clone(), relations: relations(press, whole, lines, lang) })
        };
        let entries: Vec<view::MapEntry> = ids.filter_map(entry).collect();
        if !entries.is_empty() {
            groups.push(view::MapGroup { index: crate::render::frame::kind_index(press, lang, &kind.name), entries });
        }
    }
    groups
}

fn relations(press: &Press<'_>, whole: &Whole, lines: &[&Line], lang: &Lang) -> Vec<view::Relation> {
    let mut all: Vec<view::Relation> = Vec::new();
    for line in lines {
        let Some(entry) = press.refs.get(&whole.entries[line.to], lang) else { continue };
        for relation in &line.relations {
            let label = press.relations.label(lang, relation, false);
            match all.iter_mut().find(|known| known.label == *label) {
                Some(known) => known.entries.push(entry.clone()),
                None => all.push(view::Relation { label: label.clone(), entries: vec![entry.clone()] }),
            }
        }
    }
    all
}

/// The digest is that of what is drawn; words, sizes and places follow from it.
impl View for Undrawn {
    fn digest(&self) -> Digest {
        Digest::of_value(&(&self.nodes, &self.lines, &self.title, &self.says, &self.root, &self.page))
    }

    fn fill(&self, theme: &Theme, template: &str, shared: &Shared, frame: &view::Page) -> Result<String, Box<Diagnostic>> {
        let picture = self.settled.as_ref().map_or_else(|| Arc::from(""), |(_, settled)| draw(self, settled));
        let page = view::MapPage { picture, ..self.page.clone() };
        theme.render(template, shared, frame, &page)
    }
}

/// The words of an entry on the map.
struct Words {
    name: Vec<String>,
    under: Vec<String>,
}

fn draw(map: &Undrawn, settled: &Settled) -> view::Html {
    let Places { middles, size: (width, height) } = places(&map.bodies, settled);
    let mut svg = Svg::fixed("map", "map:whole", (width + 2.0 * EDGE, height + 2.0 * EDGE), &map.title, &map.says);
    // A line leads from sign to sign, and a sign is at the top of its box.
    let signs: Vec<(f64, f64)> =
        middles.iter().zip(&map.bodies).map(|(middle, body)| (middle.0 + EDGE, middle.1 - body.size.1 / 2.0 + EDGE + 9.0)).collect();
    for (class, wanted) in [("e", Strength::Typed), ("e d", Strength::Related)] {
        let of_sort = map.lines.iter().filter(|line| line.relations.iter().map(|name| strength(name)).min() == Some(wanted));
        let path: String = of_sort.map(|line| segment(signs[line.from], signs[line.to])).collect();
        if !path.is_empty() {
            svg.leaf("path", &[("class", &class), ("d", &path)]);
        }
    }
    for ((node, words), place) in map.nodes.iter().zip(&map.words).zip(signs) {
        put(&mut svg, node, words, place, &map.root);
    }
    svg.finish()
}

fn segment(from: (f64, f64), to: (f64, f64)) -> String {
    format!("M{} {}L{} {}", units(from.0), units(from.1), units(to.0), units(to.1))
}

fn words(node: &Node) -> Words {
    let under = if node.entry.standing_label.is_empty() { Vec::new() } else { label::lines(&node.entry.standing_label, ROOM, SIZES.1, 1) };
    Words { name: label::lines(&node.name, ROOM, SIZES.0, 2), under }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
fn size(words: &Words) -> (f64, f64) {
    let names = words.name.iter().map(|line| label::width(line, SIZES.0));
    let under = words.under.iter().map(|line| label::width(line, SIZES.1));
    let wide = names.chain(under).fold(20.0, f64::max);
    (wide, SIGN + (words.name.len() + words.under.len()) as f64 * LEADING)
}

/// An entry: its sign and its name under it, all one link.
fn put(svg: &mut Svg, node: &Node, words: &Words, (x, y): (f64, f64), root: &str) {
    svg.open("a", &[("href", &format!("{root}{}", node.entry.address))]);
    sign::draw(svg, &node.entry.kind, &node.entry.standing, (x, y));
    let mut baseline = y + SIGN;
    for line in &words.name {
        let place = (units(x), units(baseline));
        if node.entry.lang.is_empty() {
            svg.words("text", &[("class", &"m"), ("x", &place.0), ("y", &place.1)], line);
        } else {
            svg.words("text", &[("class", &"m"), ("x", &place.0), ("y", &place.1), ("lang", &node.entry.lang)], line);
        }
        baseline += LEADING;
    }
    for line in &words.under {
        svg.words("text", &[("class", &"r m"), ("x", &units(x)), ("y", &units(baseline))], line);
        baseline += LEADING;
    }
    svg.close("a");
}
