//! `cargo bench`: how long a cold build takes at 100, 1,000 and 10,000 entries, and how that compares with
//! the floor and with itself at another size. The goals are in PERFORMANCE.md.
//!
//! ```text
//! cargo bench                                            all three sizes, each case the best of three runs
//! cargo bench -- 100 1000                                other sizes
//! cargo bench --bench build -- --runs 5                  another number of runs
//! cargo bench --bench build -- --generate 1000 FOLDER    writes the dossier, to try or profile the program on it
//! DOSSIER_BENCH_DIR=/dev/shm cargo bench                 on this file system, not the temporary folder's
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark lives at the edge: it times, reads and writes"
)]

#[path = "../asked/mod.rs"]
mod asked;
mod case;
mod engine;
mod floor;
#[path = "../generate/mod.rs"]
mod generate;
mod measure;
mod table;

use std::path::Path;
use std::process::ExitCode;

use asked::Request;
use case::{CASES, Run};
use table::Size;

/// The program's own allocator, so that what is measured is what people run.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Small sizes hide what grows; the largest alone hides a fixed cost.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() -> ExitCode {
    let (words, by_cargo) = asked::words();
    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    asked::end(match arguments[..] {
        [case::ARGUMENT, case, root, out] => {
            case::here(case, Path::new(root), Path::new(out));
            Ok(())
        }
        ["--generate", entries, folder] => asked::number(entries).and_then(|entries| write_dossier(entries, Path::new(folder))),
        _ => Request::of(&words, if by_cargo { &SIZES } else { &SIZES[..1] }, 3).and_then(|request| measure_all(&request)),
    })
}

fn measure_all(request: &Request) -> Result<(), String> {
    let mut sizes = Vec::new();
    for &entries in &request.sizes {
        sizes.push(measure_size(entries, request.runs)?);
    }
    print!("{}", table::costs(&sizes));
    for case in CASES {
        let stages = table::stages(&sizes, case);
        if !stages.is_empty() {
            print!("\n{stages}");
        }
    }
    if sizes.len() > 1 {
        print!("\n{}", table::growth(&sizes));
    }
    if cfg!(not(target_os = "linux")) {
        println!("\nThis platform does not tell everything: peak memory is known on Linux only, CPU time on Unix.");
    }
    Ok(())
}

fn measure_size(entries: usize, runs: usize) -> Result<Size, String> {
    let folder = asked::folder("dossier-bench-")?;
    let root = folder.path().join("dossier");
    write_dossier(entries, &root)?;
    let mut cases = Vec::new();
    for case in CASES {
        cases.push((case, best_run(case, &root, folder.path(), runs)?));
    }
    Ok(Size { entries, cases })
}

fn write_dossier(entries: usize, root: &Path) -> Result<(), String> {
    let files = generate::generate(entries);
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    eprintln!("{entries} entries, {:.1} MB …", bytes as f64 / 1e6);
    generate::write(&files, root).map_err(|error| format!("{}: {error}", root.display()))
}

/// The run that took the least time: what else the machine does only ever adds to it.
fn best_run(case: &str, root: &Path, folder: &Path, runs: usize) -> Result<Run, String> {
    let mut best: Option<Run> = None;
    for _ in 0..runs {
        // It goes when all is measured: ext4 takes no file's place again for minutes after it was removed, and to find
        // another behind ten thousand of them costs the next run more than all that it does.
        let out = tempfile::Builder::new().prefix("out-").tempdir_in(folder).map(tempfile::TempDir::keep);
        let out = out.map_err(|error| format!("no output folder in {}: {error}", folder.display()))?;
        let run = case::in_child(case, root, &out.join("public"))?;
        if best.as_ref().is_none_or(|best| run.cost.wall < best.cost.wall) {
            best = Some(run);
        }
    }
    best.ok_or_else(|| "no run was asked for".to_owned())
}
