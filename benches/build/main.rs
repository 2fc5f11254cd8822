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

mod case;
mod engine;
mod floor;
#[path = "../generate/mod.rs"]
mod generate;
mod measure;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use case::{CASES, Run};
use table::Size;

/// The program's own allocator, so that what is measured is what people run.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Small sizes hide what grows; the largest alone hides a fixed cost.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// What `cargo bench` adds to the arguments of every benchmark.
const BY_CARGO: &str = "--bench";

/// What to measure.
struct Request {
    sizes: Vec<usize>,
    runs: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| *word != BY_CARGO).collect();
    let done = match words[..] {
        [case::ARGUMENT, case, root, out] => {
            case::here(case, Path::new(root), Path::new(out));
            Ok(())
        }
        ["--generate", entries, folder] => number(entries).and_then(|entries| write_dossier(entries, Path::new(folder))),
        _ => request(&words, words.len() < arguments.len()).and_then(|request| measure_all(&request)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Without a size and not by `cargo bench` this is `cargo test --all-targets`, which wants to know that it
/// runs, not how fast.
fn request(words: &[&str], by_cargo: bool) -> Result<Request, String> {
    let mut request = Request { sizes: Vec::new(), runs: 3 };
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "--runs" => request.runs = number(rest.next().ok_or("--runs needs a number")?)?,
            size => request.sizes.push(number(size)?),
        }
    }
    if request.sizes.is_empty() {
        request.sizes = if by_cargo { SIZES.to_vec() } else { vec![SIZES[0]] };
    }
    request.sizes.sort_unstable();
    request.sizes.dedup();
    Ok(request)
}

/// A number above zero; `10,000` and `10_000` too.
fn number(word: &str) -> Result<usize, String> {
    match word.replace([',', '_'], "").parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("`{word}` is not a number of entries or runs (try `cargo bench -- 100 1000`)")),
    }
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
    let parent = std::env::var_os("DOSSIER_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::Builder::new().prefix("dossier-bench-").tempdir_in(&parent);
    let folder = folder.map_err(|error| format!("no temporary folder in {}: {error}", parent.display()))?;
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
        let out = tempfile::Builder::new().prefix("out-").tempdir_in(folder);
        let out = out.map_err(|error| format!("no output folder in {}: {error}", folder.display()))?;
        let run = case::in_child(case, root, &out.path().join("public"))?;
        if best.as_ref().is_none_or(|best| run.cost.wall < best.cost.wall) {
            best = Some(run);
        }
    }
    best.ok_or_else(|| "no run was asked for".to_owned())
}
