//! Where the entries of the map stand: forces pull those together that have to do with each other, and push all
//! others apart; then names that would lie on each other are moved out of each other's way.
//!
//! In: boxes and lines. Out: the middle of each box. The same input gives the same places: each entry begins at a
//! place that follows from its id alone, and the library's random numbers, which it needs only for two things at
//! one point, come from a fixed seed. So a small edit moves its neighbours a little and leaves the rest, mostly:
//! forces settle, they do not remember. They ask who there is and who has to do with whom, and not how long a name
//! is: where they settle takes some 70 ms to find for four hundred entries, and is kept while at most names change.
//! The only function here whose last bit a system's library of mathematics may choose is the `hypot` of the forces
//! between linked entries; places are rounded to whole units.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};

use crate::text::Digest;

/// A thing to be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// What its first place follows from.
    pub id: std::sync::Arc<str>,
    /// Width and height of the box it fills.
    pub size: (f64, f64),
}

/// How far apart forces keep entries: half of a usual name. Their own are looked at when they are moved apart.
const RADIUS: f64 = 55.0;
/// How much wider than high the picture becomes: names are wider than high.
const FLATTENED: f64 = 0.62;
/// The space between two boxes.
const SPACE: (f64, f64) = (10.0, 8.0);
/// How often boxes that overlap are moved apart, at most. They part long before, unless there are hundreds on a heap.
const ROUNDS: usize = 400;
/// By how much the heat of the forces falls each time: a hundred times from 1 to a thousandth.
const COOLING: f64 = 0.066_746;
/// How many of these times entries pass through each other: those that were in each other's way from the start would not find to
/// those that they have to do with. On the real dossier a fifth less lines cross, in half of the time.
const FREE: usize = 60;

/// Where forces settled, before names are looked at.
pub type Settled = Vec<(f64, f64)>;

/// Where things stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    /// The middle of each box, in whole units; the smallest are those of boxes that touch the edges `0,0`.
    pub middles: Vec<(f64, f64)>,
    /// The size of the whole.
    pub size: (f64, f64),
}

/// The digest of all that forces depend on.
#[must_use]
pub fn digest(bodies: &[Body], lines: &[(usize, usize)]) -> Digest {
    Digest::of_value(&(bodies.iter().map(|body| &body.id).collect::<Vec<_>>(), lines))
}

/// Lets the forces settle.
#[must_use]
pub fn settled(bodies: &[Body], lines: &[(usize, usize)]) -> Settled {
    let spread = bodies.iter().map(|_| RADIUS * RADIUS * 4.0).sum::<f64>().sqrt();
    let simulation = SimulationBuilder::default().with_alpha_decay(COOLING).build(bodies.iter().map(|body| first(body, spread)));
    // The forces work in the order of their names.
    let mut simulation = simulation
        .add_force("1 links", Link::new(lines.iter().copied()).distance(140.0))
        .add_force("2 apart", ManyBody::new().strength(-600.0))
        .add_force("3 x", PositionX::new().strength(0.07))
        .add_force("4 y", PositionY::new().strength(0.07));
    simulation.tick(FREE);
    let mut simulation = simulation.add_force("5 boxes", Collide::new().radius(|_| RADIUS).strength(0.7));
    simulation.step();
    simulation.positions().map(|[x, y]| (x, y * FLATTENED)).collect()
}

/// Finds a place for each, from where the forces settled.
#[must_use]
pub fn places(bodies: &[Body], settled: &Settled) -> Places {
    let mut middles = settled.clone();
    part(bodies, &mut middles);
    let (middles, size) = set(bodies, middles);
    Places { middles, size }
}

/// Where a body begins: in a square, by the digest of its id.
fn first(body: &Body, spread: f64) -> Node {
    let digest = Digest::of(body.id.as_bytes()).short(16);
    let part = |digits: &str| f64::from(u32::from_str_radix(digits, 16).unwrap_or(0)) / f64::from(u32::MAX) - 0.5;
    Node::default().position(part(&digest[..8]) * spread, part(&digest[8..]) * spread)
}

/// How many boxes are compared with one together: hardly any two overlap.
const TOGETHER: usize = 8;

/// Moves boxes that overlap out of each other's way, along the shorter way.
fn part(bodies: &[Body], middles: &mut [(f64, f64)]) {
    let (mut xs, mut ys): (Vec<f64>, Vec<f64>) = middles.iter().copied().unzip();
    let (widths, heights): (Vec<f64>, Vec<f64>) = bodies.iter().map(|body| body.size).unzip();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for one in 0..bodies.len() {
            for from in (one + 1..bodies.len()).step_by(TOGETHER) {
                let some = from..bodies.len().min(from + TOGETHER);
                let over = |x: f64, y: f64, width: f64, height: f64| {
                    let over_x = (widths[one] + width) / 2.0 + SPACE.0 - (xs[one] - x).abs();
                    let over_y = (heights[one] + height) / 2.0 + SPACE.1 - (ys[one] - y).abs();
                    (over_x > 0.0) & (over_y > 0.0)
                };
                // Without branches, so that the processor compares several at once.
                let places = xs[some.clone()].iter().zip(&ys[some.clone()]);
                let sizes = widths[some.clone()].iter().zip(&heights[some.clone()]);
                if places.zip(sizes).fold(false, |found, ((x, y), (width, height))| found | over(*x, *y, *width, *height)) {
                    for other in some {
                        moved |= part_two(one, other, (&widths, &heights), (&mut xs, &mut ys));
                    }
                }
            }
        }
        if !moved {
            break;
        }
    }
    middles.iter_mut().zip(xs.into_iter().zip(ys)).for_each(|(middle, place)| *middle = place);
}

/// Moves two boxes apart if they overlap; whether they did.
fn part_two(one: usize, other: usize, (widths, heights): (&[f64], &[f64]), (xs, ys): (&mut [f64], &mut [f64])) -> bool {
    let (a, b) = ((xs[one], ys[one]), (xs[other], ys[other]));
    let x = (widths[one] + widths[other]) / 2.0 + SPACE.0 - (a.0 - b.0).abs();
    let y = (heights[one] + heights[other]) / 2.0 + SPACE.1 - (a.1 - b.1).abs();
    if x <= 0.0 || y <= 0.0 {
        return false;
    }
    let (x, y) = if x < y { (x / 2.0 + 0.5, 0.0) } else { (0.0, y / 2.0 + 0.5) };
    let (x, y) = (if a.0 < b.0 { -x } else { x }, if a.1 < b.1 { -y } else { y });
    (xs[one], ys[one]) = (a.0 + x, a.1 + y);
    (xs[other], ys[other]) = (b.0 - x, b.1 - y);
    true
}

/// Puts everything right of and below 0,0, on whole units.
fn set(bodies: &[Body], middles: Vec<(f64, f64)>) -> (Vec<(f64, f64)>, (f64, f64)) {
    let boxes = || bodies.iter().zip(&middles);
    let left = boxes().map(|(body, middle)| middle.0 - body.size.0 / 2.0).fold(f64::INFINITY, f64::min);
    let top = boxes().map(|(body, middle)| middle.1 - body.size.1 / 2.0).fold(f64::INFINITY, f64::min);
    let right = boxes().map(|(body, middle)| middle.0 + body.size.0 / 2.0).fold(f64::NEG_INFINITY, f64::max);
    let bottom = boxes().map(|(body, middle)| middle.1 + body.size.1 / 2.0).fold(f64::NEG_INFINITY, f64::max);
    let size = if bodies.is_empty() { (0.0, 0.0) } else { ((right - left).ceil(), (bottom - top).ceil()) };
    (middles.iter().map(|(x, y)| ((x - left).round(), (y - top).round())).collect(), size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    /// A web of entries: each is linked to one before it, some to two.
    fn web(count: usize) -> (Vec<Body>, Vec<(usize, usize)>) {
        let bodies = (0..count)
            .map(|n| Body { id: Arc::from(format!("entry-{n}")), size: (70.0 + f64::from(u8::try_from(n % 50).unwrap_or(0)), 42.0) });
        let lines = (1..count).flat_map(|n| [(n, n / 3), (n, (n * 7) % n.max(1))]).filter(|(a, b)| a != b);
        (bodies.collect(), lines.collect())
    }

    fn placed(bodies: &[Body], lines: &[(usize, usize)]) -> Places {
        places(bodies, &settled(bodies, lines))
    }

    fn overlaps(bodies: &[Body], middles: &[(f64, f64)]) -> usize {
        let pairs = (0..bodies.len()).flat_map(|a| (a + 1..bodies.len()).map(move |b| (a, b)));
        let touch = |&(a, b): &(usize, usize)| {
            (middles[a].0 - middles[b].0).abs() < (bodies[a].size.0 + bodies[b].size.0) / 2.0
                && (middles[a].1 - middles[b].1).abs() < (bodies[a].size.1 + bodies[b].size.1) / 2.0
        };
        pairs.filter(touch).count()
    }

    #[test]
    fn no_name_lies_on_another_and_all_are_inside() {
        for count in [1, 2, 30, 120] {
            let (bodies, lines) = web(count);
            let Places { middles, size: (width, height) } = placed(&bodies, &lines);
            assert_eq!(overlaps(&bodies, &middles), 0, "{count}");
            for (body, (x, y)) in bodies.iter().zip(&middles) {
                assert!(x - body.size.0 / 2.0 >= -1.0 && x + body.size.0 / 2.0 <= width + 1.0, "{count}");
                assert!(y - body.size.1 / 2.0 >= -1.0 && y + body.size.1 / 2.0 <= height + 1.0, "{count}");
            }
        }
    }

    #[test]
    fn the_same_input_gives_the_same_places() {
        let (bodies, lines) = web(60);
        assert_eq!(placed(&bodies, &lines), placed(&bodies, &lines));
        assert_eq!(placed(&[], &[]).middles, []);
    }

    #[test]
    fn names_change_nothing_about_where_forces_settle() {
        let (bodies, lines) = web(60);
        let mut longer = bodies.clone();
        longer.iter_mut().step_by(7).for_each(|body| body.size.0 += 60.0);
        assert_eq!(digest(&bodies, &lines), digest(&longer, &lines));
        assert_eq!(settled(&bodies, &lines), settled(&longer, &lines));
        assert_eq!(overlaps(&longer, &placed(&longer, &lines).middles), 0, "they are moved apart by their own names");
        assert_ne!(digest(&bodies, &lines), digest(&bodies, &lines[1..]));
        assert_ne!(digest(&bodies, &lines), digest(&bodies[1..], &lines));
    }

    #[test]
    fn one_entry_more_leaves_the_picture_as_it_is() {
        let (bodies, lines) = web(60);
        let before = placed(&bodies, &lines).middles;
        let mut more = bodies.clone();
        more.push(Body { id: Arc::from("a new one"), size: (80.0, 42.0) });
        let mut linked = lines.clone();
        linked.push((60, 5));
        let after = placed(&more, &linked).middles;
        // Whoever was left of another by more than half a picture still is: nothing was turned round.
        let turned = (0..60)
            .flat_map(|a| (0..60).map(move |b| (a, b)))
            .filter(|&(a, b)| before[a].0 - before[b].0 > 500.0 && after[a].0 < after[b].0);
        assert_eq!(turned.count(), 0);
    }
}
