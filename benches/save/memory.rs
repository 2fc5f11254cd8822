//! Rebuilds in this process, stage by stage, without a server: what of a wait is the build itself.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dossier::build::{Memo, Options, Progress, Stage, build_with};
use dossier::text::{Snapshot, Source};

use super::edit::Edit;
use super::measure::Meter;
use super::times;

/// Notes when each stage begins.
struct Watch(Mutex<Vec<(Stage, Instant)>>);

impl Progress for Watch {
    fn stage(&self, stage: Stage, _steps: usize) {
        self.0.lock().expect("no stage panics while it reports").push((stage, Instant::now()));
    }
}

/// Edits one entry after the other and prints what each kind of edit cost.
pub fn measure(root: &Path, runs: usize) -> Result<(), String> {
    let mut snapshot: Snapshot = dossier::read::read(root).map_err(|error| error.to_string())?;
    let options = Options::default();
    let (_, mut memo) = build_with(&snapshot, &options, &Memo::default(), &dossier::build::Silent);
    let ids: Vec<_> = snapshot.under("content/").map(|source| source.id.clone()).collect();
    let paths: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    for edit in Edit::ALL {
        let (mut walls, mut cpu, mut stages, mut pages) = (Vec::new(), Duration::ZERO, Vec::<(String, Duration)>::new(), 0);
        for n in 0..runs {
            let (at, to) = edit.place(&paths, n);
            let text = edit.of(&snapshot.sources[&ids[at]].text, n, &to);
            snapshot.sources.insert(ids[at].clone(), Arc::new(Source::from_bytes(paths[at], text.as_bytes())));
            let watch = Watch(Mutex::new(Vec::new()));
            let meter = Meter::start();
            let (build, kept) = build_with(&snapshot, &options, &memo, &watch);
            let cost = meter.stop();
            walls.push(cost.wall);
            cpu += cost.cpu.unwrap_or_default();
            pages += build.work.pages;
            let begun = watch.0.into_inner().expect("no stage panics while it reports");
            for (k, pair) in begun.windows(2).enumerate() {
                let time = pair[1].1 - pair[0].1;
                match stages.get_mut(k) {
                    Some((_, sum)) => *sum += time,
                    None => stages.push((format!("{:?}", pair[0].0).to_lowercase(), time)),
                }
            }
            memo = kept;
        }
        let mean = |time: &Duration| time.as_secs_f64() * 1e3 / runs as f64;
        let stages: Vec<String> = stages.iter().map(|(name, sum)| format!("{name} {:.1}", mean(sum))).collect();
        println!("{}", times::line(edit.name(), walls, &format!("CPU {:.0}: {}; {} pages", mean(&cpu), stages.join(", "), pages / runs)));
    }
    Ok(())
}
