//! What was typed, what it means, and one call. The only module that prints and that knows exit codes.
//!
//! 0 fine, 1 the dossier has errors, 2 wrong usage, 3 the machine failed.
#![expect(clippy::disallowed_methods, reason = "this is an edge: the terminal, the clock, the disk")]

pub mod args;
mod build;
mod copies;
mod export;
mod external;
mod facts;
mod git;
mod guard;
mod keygen;
mod limits;
mod lsp;
mod mv;
mod new;
mod precompress;
mod progress;
mod schema;
mod seal;
mod serve;
mod starter;
mod stats;
mod theme;
mod translated;
mod verify;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{CommandFactory, Parser};

use crate::build::Options;
use crate::diag::Diagnostic;
use crate::diag::show::{Format, show};
use crate::kind::Kinds;
use crate::model::date::{DateError, Day};
use crate::parse::config::SETTINGS;
use crate::text::Snapshot;
use args::{Cli, Command, Shown};

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// The dossier has errors; they have been printed.
    Dossier,
    /// What was typed makes no sense here.
    Usage(String),
    /// The machine failed.
    Machine(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Machine(error)
    }
}

/// Runs the program with these arguments, the first of which is its own name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // `--help` and `--version` are errors to clap, but nothing is wrong.
            let wrong = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(if wrong { 2 } else { 0 });
        }
    };
    let done = match cli.command {
        Command::Build(args) => build::build(&args),
        Command::Serve(args) => serve::serve(&args),
        Command::Diff(args) => facts::diff(&args),
        Command::Check(args) => build::check(&args),
        Command::New(args) => new::new(&args),
        Command::Mv(args) => mv::mv(&args),
        Command::Translated(args) => translated::translated(&args),
        Command::Init(args) => match &args.theme {
            Some(name) => theme::init(&args, name),
            None => starter::init(&args),
        },
        Command::Schema(args) => schema::schema(&args),
        Command::Export(args) => export::export(&args),
        Command::Keygen(args) => keygen::keygen(&args),
        Command::Verify(args) => verify::verify(&args),
        Command::NeverPublish(args) => guard::never_publish(&args),
        Command::Lsp(args) => lsp::lsp(&args),
        Command::Completions(args) => completions(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Dossier) => ExitCode::from(1),
        Err(Failure::Usage(message)) => {
            warn(&format!("error: {message}"));
            ExitCode::from(2)
        }
        Err(Failure::Machine(error)) => {
            warn(&format!("error: {error:#}"));
            ExitCode::from(3)
        }
    }
}

/// Prints diagnostics to standard error, as people read them.
fn tell_all(found: &[Diagnostic], snapshot: &Snapshot) {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    warn(show(found, snapshot, Format::Human { color }).trim_end());
}

/// Writes a line to standard error. Who reads there may stop early (`dossier check 2>&1 | head`): what came of the work does not
/// depend on it.
fn warn(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Writes a line to standard output.
fn say(text: &str) -> Result<(), Failure> {
    print(&format!("{text}\n"))
}

/// Writes to standard output. A reader that went away (`dossier schema | head`) is no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Machine(anyhow::Error::new(error).context("writing to standard output")))
        }
        _ => Ok(()),
    }
}

/// The folder of the dossier: the one named, or the nearest upward that holds `dossier.yaml`.
fn root(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        if !named.is_dir() {
            return Err(Failure::Usage(format!("`{}` is no folder", named.display())));
        }
        if !named.join(SETTINGS).exists() {
            return Err(Failure::Usage(format!(
                "`{}` is no dossier: it holds no `{SETTINGS}`; `dossier init DIR` makes one",
                named.display()
            )));
        }
        return Ok(named.to_owned());
    }
    let here = std::env::current_dir().map_err(|error| anyhow::Error::new(error).context("finding the current folder"))?;
    let found = here.ancestors().find(|folder| folder.join(SETTINGS).exists());
    found.map(Path::to_owned).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no dossier here: neither `{}` nor a folder above it holds `{SETTINGS}`; `dossier init DIR` makes one",
            here.display()
        ))
    })
}

/// What was typed as the options of a build.
fn options(shown: &Shown, base_url: Option<&str>) -> Result<Options, Failure> {
    let as_of = shown.as_of.as_deref().map(|text| day("--as-of", text)).transpose()?;
    if let Some(url) = base_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        return Err(Failure::Usage(format!("--base-url takes a whole address, as https://dossier.example/; `{url}` is none")));
    }
    Ok(Options {
        drafts: shown.drafts,
        as_of,
        base_url: base_url.map(str::to_owned),
        theme: shown.theme.clone(),
        strict: shown.strict,
        today: None,
        blank_cards: false,
    })
}

/// A day that was typed.
fn day(option: &str, text: &str) -> Result<Day, Failure> {
    text.parse().map_err(|error: DateError| {
        let hint = error.hint.map_or_else(String::new, |hint| format!("; {hint}"));
        Failure::Usage(format!("{option} takes one day, as 2021-08-18: {}{hint}", error.message))
    })
}

/// The day by the clock, in UTC. `check` and `serve` ask for it, and only to tell which reviews are due: what is built never
/// depends on it.
fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let days = i64::try_from(since.as_secs() / 86_400).ok()?;
    Day::new(1970, 1, 1)?.plus_days(days)
}

/// What to say of a kind that does not exist.
fn unknown_kind(kinds: &Kinds, name: &str) -> Failure {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
    let hint = crate::diag::did_you_mean(name, names.iter().copied()).unwrap_or_else(|| format!("the kinds are {}", names.join(", ")));
    Failure::Usage(format!("there is no kind `{}`; {hint}", crate::kind::decode::written(name)))
}

fn completions(args: &args::Completions) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dossier", &mut script);
    say(String::from_utf8_lossy(&script).trim_end())
}
