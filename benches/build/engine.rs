//! The engine as the benchmark calls it: the only file here that knows `dossier`'s own functions.
//!
//! A dossier with errors is not measured: half a build is quick.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dossier::build::{Build, Memo, Options, Progress, Stage, build_with};
use dossier::diag::Severity;
use dossier::text::{Snapshot, Source, SourceId};

/// The stages of a build in order: name and wall time.
pub type Stages = Vec<(String, Duration)>;

/// Reads the dossier and builds it, cold, without writing anything.
pub fn in_memory(root: &Path) -> Stages {
    let (stages, build) = build(root);
    // The program ends without giving its memory back piece by piece, and so does the measurement.
    std::mem::forget(build);
    stages
}

/// The same with an index of all words, which the generated dossier's settings leave out.
pub fn with_search(root: &Path) -> Stages {
    let (stages, build) = build_of(root, |snapshot| {
        let settings = snapshot.sources.get(&SourceId::new("dossier.yaml")).expect("the generator writes settings");
        let text = settings.text.replace("search: false", "search: true");
        assert!(*text != *settings.text, "the generated settings say nothing of the search");
        let settings = Source::from_bytes("dossier.yaml", text.as_bytes());
        snapshot.sources.insert(settings.id.clone(), Arc::new(settings));
    });
    std::mem::forget(build);
    stages
}

/// The same as [`in_memory`], and writes the site into `out`.
pub fn to_disk(root: &Path, out: &Path) -> Stages {
    let (mut stages, build) = build(root);
    let start = Instant::now();
    if dossier::write::write(&build.files, out, root).is_err() {
        panic!("the benchmark's own folder cannot be written to");
    }
    stages.push(("write".to_owned(), start.elapsed()));
    std::mem::forget(build);
    stages
}

/// Notes when each stage begins.
struct Watch(Mutex<Vec<(Stage, Instant)>>);

impl Progress for Watch {
    fn stage(&self, stage: Stage, _steps: usize) {
        self.0.lock().expect("no stage panics while it reports").push((stage, Instant::now()));
    }
}

fn build(root: &Path) -> (Stages, Build) {
    build_of(root, |_| {})
}

fn build_of(root: &Path, change: impl FnOnce(&mut Snapshot)) -> (Stages, Build) {
    let start = Instant::now();
    let mut snapshot = dossier::read::read(root).expect("the generator has just written this folder");
    change(&mut snapshot);
    let mut stages = vec![("read".to_owned(), start.elapsed())];
    let watch = Watch(Mutex::new(Vec::new()));
    let (build, memo) = build_with(&snapshot, &Options::default(), &Memo::last(), &watch);
    let errors: Vec<&str> = build.diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.message.as_str()).collect();
    assert!(errors.is_empty(), "the generated dossier has {} errors, the first: {}", errors.len(), errors[0]);
    let begun = watch.0.into_inner().expect("no stage panics while it reports");
    stages.extend(begun.windows(2).map(|pair| (format!("{:?}", pair[0].0).to_lowercase(), pair[1].1 - pair[0].1)));
    std::mem::forget((memo, snapshot));
    (stages, build)
}
