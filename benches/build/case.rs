//! A measured case, in a process of its own: the benchmark calls itself, so that CPU time and peak memory
//! are those of the case alone and every run is a cold one.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::engine::{self, Stages};
use crate::floor;
use crate::measure::{Cost, Meter};

/// The argument that makes the program run one case and nothing else.
pub const ARGUMENT: &str = "--case";

/// The floors, by the names in the table: what the others are compared with.
pub const FLOORS: [&str; 2] = ["floor", "floor, held"];

/// The cases, by the names in the table.
pub const CASES: [&str; 5] = [FLOORS[0], FLOORS[1], "in memory", "to disk", "with search"];

/// What a run of a case came to.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its cost.
    pub cost: Cost,
    /// Its stages; the floors have none.
    pub stages: Stages,
}

/// Runs the case here and prints what it cost, for [`in_child`] to read.
pub fn here(case: &str, root: &Path, out: &Path) {
    let meter = Meter::start();
    let stages = match case {
        "floor" => {
            floor::floor(root, out).expect("the benchmark's own folders can be read and written");
            Stages::new()
        }
        "floor, held" => {
            floor::held(root, out).expect("the benchmark's own folders can be read and written");
            Stages::new()
        }
        "in memory" => engine::in_memory(root),
        "to disk" => engine::to_disk(root, out),
        "with search" => engine::with_search(root),
        _ => panic!("no case is called {case}; there are {CASES:?}"),
    };
    let cost = meter.stop();
    let cpu = cost.cpu.map_or_else(|| "-".to_owned(), |cpu| cpu.as_nanos().to_string());
    let peak = cost.peak.map_or_else(|| "-".to_owned(), |peak| peak.to_string());
    println!("{} {cpu} {peak}", cost.wall.as_nanos());
    for (name, wall) in stages {
        println!("{} {name}", wall.as_nanos());
    }
}

/// Runs the case in a new process with an output folder that does not exist yet. An error says in words
/// what went wrong; the child has said more on standard error.
pub fn in_child(case: &str, root: &Path, out: &Path) -> Result<Run, String> {
    let program = std::env::current_exe().map_err(|error| format!("cannot find myself: {error}"))?;
    let mut command = Command::new(program);
    command.arg(ARGUMENT).arg(case).arg(root).arg(out).stderr(Stdio::inherit());
    // The goals are set for two cores; whoever wants another number sets the variable.
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        command.env("RAYON_NUM_THREADS", "2");
    }
    let output = command.output().map_err(|error| format!("cannot start {case}: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{case}` failed: {}", output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    read(&text).ok_or_else(|| format!("`{case}` printed something else than its cost: {text}"))
}

fn read(text: &str) -> Option<Run> {
    let mut lines = text.lines();
    let mut numbers = lines.next()?.split(' ').map(|number| number.parse::<u64>().ok());
    let wall = Duration::from_nanos(numbers.next()??);
    let cpu = numbers.next()?.map(Duration::from_nanos);
    let peak = numbers.next()?;
    let stages = lines.map(|line| {
        let (wall, name) = line.split_once(' ')?;
        Some((name.to_owned(), Duration::from_nanos(wall.parse().ok()?)))
    });
    Some(Run { cost: Cost { wall, cpu, peak }, stages: stages.collect::<Option<Stages>>()? })
}
