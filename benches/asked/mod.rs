//! What is asked of a benchmark on its command line, and where it may write: the same for all of them.

use std::path::PathBuf;
use std::process::ExitCode;

/// What `cargo bench` adds to the arguments of every benchmark.
const BY_CARGO: &str = "--bench";

/// The arguments, and whether `cargo bench` started the program. `cargo test --all-targets` starts it too, and wants to know that
/// it runs, not how fast.
pub fn words() -> (Vec<String>, bool) {
    let (by_cargo, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word == BY_CARGO);
    (words, !by_cargo.is_empty())
}

/// What to measure.
pub struct Request {
    /// Dossiers of so many entries, the smallest first.
    pub sizes: Vec<usize>,
    /// How often.
    pub runs: usize,
}

impl Request {
    /// Reads sizes and `--runs`; where they are not named, these are meant.
    pub fn of(words: &[String], sizes: &[usize], runs: usize) -> Result<Self, String> {
        let mut request = Self { sizes: Vec::new(), runs };
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            match word.as_str() {
                "--runs" => request.runs = number(rest.next().ok_or("--runs needs a number")?)?,
                size => request.sizes.push(number(size)?),
            }
        }
        if request.sizes.is_empty() {
            request.sizes = sizes.to_vec();
        }
        request.sizes.sort_unstable();
        request.sizes.dedup();
        Ok(request)
    }
}

/// A number above zero; `10,000` and `10_000` too.
pub fn number(word: &str) -> Result<usize, String> {
    match word.replace([',', '_'], "").parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("`{word}` is not a number of entries or runs (try `cargo bench -- 1000 --runs 5`)")),
    }
}

/// A folder that goes when it is dropped, in `DOSSIER_BENCH_DIR` or among the temporary ones of the system.
pub fn folder(prefix: &str) -> Result<tempfile::TempDir, String> {
    let parent = std::env::var_os("DOSSIER_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(&parent);
    folder.map_err(|error| format!("no temporary folder in {}: {error}", parent.display()))
}

/// Ends the program with what came of it.
pub fn end(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
