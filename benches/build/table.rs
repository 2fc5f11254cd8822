//! The results as text: one table of costs, one of stages, and how the cost grows with the entries.

use std::time::Duration;

use crate::case::{FLOORS, Run};

/// All runs of one size: each case's name and its best run.
pub struct Size {
    /// How many entries.
    pub entries: usize,
    /// The best run of each case, the floors first.
    pub cases: Vec<(&'static str, Run)>,
}

/// The cost of every case at every size.
pub fn costs(sizes: &[Size]) -> String {
    let head = ["entries", "case", "wall s", "CPU s", "peak MiB", "entries/s", "CPU / floor", "CPU / held"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for size in sizes {
        let floors = FLOORS.map(|floor| size.cases.iter().find(|(case, _)| *case == floor).and_then(|(_, run)| run.cost.cpu));
        for (case, run) in &size.cases {
            let cost = run.cost;
            let mut row = vec![
                thousands(size.entries),
                (*case).to_owned(),
                format!("{:.3}", cost.wall.as_secs_f64()),
                or_unknown(cost.cpu.map(|cpu| format!("{:.3}", cpu.as_secs_f64()))),
                or_unknown(cost.peak.map(|peak| format!("{:.0}", peak as f64 / 1024.0))),
                thousands((size.entries as f64 / cost.wall.as_secs_f64()) as usize),
            ];
            row.extend(floors.map(|floor| or_unknown(cost.cpu.zip(floor).map(|(cpu, floor)| format!("{:.1}", ratio(cpu, floor))))));
            rows.push(row);
        }
    }
    aligned(&rows)
}

/// The wall time of every stage of a case, a column for each size; empty if the case has no stages.
pub fn stages(sizes: &[Size], case: &str) -> String {
    let runs: Vec<(usize, &Run)> =
        sizes.iter().filter_map(|size| size.cases.iter().find(|(name, _)| *name == case).map(|(_, run)| (size.entries, run))).collect();
    let Some((_, first)) = runs.first().filter(|(_, run)| !run.stages.is_empty()) else { return String::new() };
    let head = [format!("{case}, wall ms"), String::new()].into_iter();
    let mut rows = vec![head.chain(runs.iter().map(|(entries, _)| thousands(*entries))).collect::<Vec<_>>()];
    for (name, _) in &first.stages {
        let wall = |run: &Run| run.stages.iter().filter(|(other, _)| other == name).map(|(_, wall)| *wall).sum::<Duration>();
        let times = runs.iter().map(|(_, run)| format!("{:.1}", wall(run).as_secs_f64() * 1_000.0));
        rows.push([String::new(), name.clone()].into_iter().chain(times).collect());
    }
    aligned(&rows)
}

/// From each size to the next: how many times as much time every case takes.
pub fn growth(sizes: &[Size]) -> String {
    let mut text = String::new();
    for pair in sizes.windows(2) {
        let (small, large) = (&pair[0], &pair[1]);
        let times = large.entries as f64 / small.entries as f64;
        text.push_str(&format!("{} / {} ({times:.0} times the entries):", thousands(large.entries), thousands(small.entries)));
        for ((case, before), (_, after)) in small.cases.iter().zip(&large.cases) {
            let wall = ratio(after.cost.wall, before.cost.wall);
            let cpu = before.cost.cpu.zip(after.cost.cpu).map(|(before, after)| format!("{:.1}", ratio(after, before)));
            text.push_str(&format!("  {case} {wall:.1} wall, {} CPU;", or_unknown(cpu)));
        }
        text.push('\n');
    }
    text
}

fn ratio(part: Duration, whole: Duration) -> f64 {
    part.as_secs_f64() / whole.as_secs_f64()
}

fn or_unknown(text: Option<String>) -> String {
    text.unwrap_or_else(|| "unknown".to_owned())
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<String> = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(",")
}

/// The second column to the left, all others to the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
            let cell = if column == 1 { format!("{cell:<width$}  ") } else { format!("{cell:>width$}  ") };
            text.push_str(&cell);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}
