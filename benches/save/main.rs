//! `cargo bench --bench save`: how long a writer waits after saving one entry, at 1,000 and 10,000 entries.
//!
//! ```text
//! cargo bench --bench save                               both sizes, twenty saves of each kind
//! cargo bench --bench save -- 1000 --runs 60             one size, more saves
//! DOSSIER_BENCH_DIR=/dev/shm cargo bench --bench save    on this file system, not the temporary folder's
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark lives at the edge: it times, reads and writes"
)]

mod edit;
#[path = "../generate/mod.rs"]
mod generate;
mod http;
#[path = "../build/measure.rs"]
#[allow(dead_code, reason = "the other benchmark needs more of it")]
mod measure;
mod memory;
mod times;

use std::path::PathBuf;
use std::process::ExitCode;

/// The program's own allocator, so that what is measured is what people run.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The sizes for which there are goals.
const SIZES: [usize; 2] = [1_000, 10_000];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| *word != "--bench").collect();
    match measure_all(&words, words.len() < arguments.len()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Without a size and not by `cargo bench` this is `cargo test --all-targets`, which wants to know that it runs.
fn measure_all(words: &[&str], by_cargo: bool) -> Result<(), String> {
    let (mut sizes, mut runs) = (Vec::new(), if by_cargo { 20 } else { 1 });
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "--runs" => runs = number(rest.next().ok_or("--runs needs a number")?)?,
            size => sizes.push(number(size)?),
        }
    }
    if sizes.is_empty() {
        sizes = if by_cargo { SIZES.to_vec() } else { vec![40] };
    }
    let both = [false, true].into_iter();
    for (entries, with_search) in sizes.into_iter().flat_map(|entries| both.clone().map(move |search| (entries, search))) {
        let parent = std::env::var_os("DOSSIER_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let folder = tempfile::Builder::new().prefix("dossier-save-").tempdir_in(&parent);
        let folder = folder.map_err(|error| format!("no temporary folder in {}: {error}", parent.display()))?;
        let mut files = generate::generate(entries);
        if with_search {
            // As it is where the settings say nothing of it.
            files[0].1 = files[0].1.replace("search: false\n", "");
        }
        let search = if with_search { "with" } else { "without" };
        let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).filter(|path| path.starts_with("content/")).collect();
        generate::write(&files, folder.path()).map_err(|error| format!("{}: {error}", parent.display()))?;
        println!("{entries} entries, {search} the search, over HTTP");
        http::measure(folder.path(), &paths, runs)?;
        println!("{entries} entries, {search} the search, the build alone");
        memory::measure(folder.path(), runs)?;
    }
    Ok(())
}

/// A number above zero; `10,000` and `10_000` too.
fn number(word: &str) -> Result<usize, String> {
    match word.replace([',', '_'], "").parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("`{word}` is not a number of entries or saves (try `cargo bench --bench save -- 1000`)")),
    }
}
