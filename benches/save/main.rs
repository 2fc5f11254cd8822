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

#[path = "../asked/mod.rs"]
mod asked;
mod edit;
#[path = "../generate/mod.rs"]
mod generate;
mod http;
#[path = "../build/measure.rs"]
#[allow(dead_code, reason = "the other benchmark needs more of it")]
mod measure;
mod memory;
mod times;

use std::process::ExitCode;

use asked::Request;

/// The program's own allocator, so that what is measured is what people run.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The sizes for which there are goals.
const SIZES: [usize; 2] = [1_000, 10_000];

fn main() -> ExitCode {
    let (words, by_cargo) = asked::words();
    let (sizes, runs): (&[usize], usize) = if by_cargo { (&SIZES, 20) } else { (&[40], 1) };
    asked::end(Request::of(&words, sizes, runs).and_then(|request| measure_all(&request)))
}

fn measure_all(request: &Request) -> Result<(), String> {
    let both = [false, true].into_iter();
    for (entries, with_search) in request.sizes.iter().flat_map(|entries| both.clone().map(move |search| (*entries, search))) {
        let folder = asked::folder("dossier-save-")?;
        let mut files = generate::generate(entries);
        if with_search {
            // As it is where the settings say nothing of it.
            files[0].1 = files[0].1.replace("search: false\n", "");
        }
        let search = if with_search { "with" } else { "without" };
        let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).filter(|path| path.starts_with("content/")).collect();
        generate::write(&files, folder.path()).map_err(|error| format!("{}: {error}", folder.path().display()))?;
        println!("{entries} entries, {search} the search, over HTTP");
        http::measure(folder.path(), &paths, request.runs)?;
        println!("{entries} entries, {search} the search, the build alone");
        memory::measure(folder.path(), request.runs)?;
    }
    Ok(())
}
