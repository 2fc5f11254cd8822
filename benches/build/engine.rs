//! The engine as the benchmark calls it: the only file here that knows `dossier`'s own functions.
//!
//! A dossier with errors is not measured: half a build is quick.

use std::path::Path;
use std::time::{Duration, Instant};

use dossier::build::{Build, Memo, Options};
use dossier::diag::Severity;
use dossier::text::Snapshot;

/// The stages of a build in order: name and wall time.
pub type Stages = Vec<(String, Duration)>;

/// Reads the dossier and builds it, cold, without writing anything.
pub fn in_memory(root: &Path) -> Stages {
    build(root).0
}

/// The same, and writes the site into `out`.
pub fn to_disk(root: &Path, out: &Path) -> Stages {
    let (mut stages, build, snapshot) = build(root);
    let start = Instant::now();
    dossier::write::write(&build, &snapshot, out).expect("the benchmark's own folder can be written to");
    stages.push(("write".to_owned(), start.elapsed()));
    stages
}

fn build(root: &Path) -> (Stages, Build, Snapshot) {
    let start = Instant::now();
    let snapshot = dossier::read::read(root).expect("the generator has just written this folder");
    let mut stages = vec![("read".to_owned(), start.elapsed())];
    let (build, _memo) = dossier::build::build(&snapshot, &Options::default(), &Memo::default());
    let errors: Vec<&str> =
        build.diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.message.as_str()).collect();
    assert!(errors.is_empty(), "the generated dossier has {} errors, the first: {}", errors.len(), errors[0]);
    stages.extend(build.stages.iter().map(|&(name, wall)| (name.to_owned(), wall)));
    (stages, build, snapshot)
}
