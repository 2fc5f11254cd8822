//! The writer's loop: files change, the site follows, the browser shows it.
//!
//! In: the folder of a dossier. Out: its site over HTTP, from memory, and after each change what changed, told to every
//! browser that has a page open. A mistake leaves the last good site where it is and is shown over the page.
//!
//! - `door` finds a port.
//! - `watch` says which files changed.
//! - `site` is what is served at this moment, swapped as a whole.
//! - `http` answers as a static host does, for this machine only; `answer` has the bytes and their headers, `host` the
//!   rules that the site brings for its host.
//! - `news` is what a browser is told.
//!
//! `/_desk/` is the page of the module `desk`, made when it is asked for.
//!
//! # The stream of events
//!
//! `GET /_dossier/events` is a stream of server-sent events (`text/event-stream`). Each has the revision as its `id` and
//! one JSON object as its data:
//!
//! ```json
//! {"revision": 1764200000001, "changed": ["claims/x/index.html"], "moved": {"assets/a.1.css": "assets/a.2.css"}, "problems": null}
//! ```
//!
//! - `revision` grows by one with each build, and is larger after a new start than before.
//! - `changed` names every file of the site that is new, gone or has other bytes than in the revision before. It is null
//!   if the revision before was not told on this stream, or if so much changed that a list is of no use: then anything
//!   may have changed, and who shows a page asks for its `ETag`.
//! - `moved` names the style sheets and pictures that have a new address because their bytes changed. A page that only
//!   differs by such addresses is not in `changed`.
//! - `problems` is null if the site is that of the dossier as it is. Else it is an object: `summary` ("2 errors"),
//!   `html` (a list to show), `list` (the mistakes as `--format json` prints them) and `more` (how many are left out);
//!   the site is the last good one.
//!
//! The first event on a stream is the state as it is. A reader that is slow misses revisions, never the newest.
#![expect(clippy::disallowed_methods, reason = "this is an edge: it asks the disk and the clock")]

mod answer;
mod door;
mod host;
mod http;
mod news;
mod site;
mod watch;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::build::{Build, Memo, Options, build, discard};
use crate::model::date::Day;
use crate::read::{read, reread};
use crate::text::Snapshot;
use site::Current;

pub use door::{Door, DoorError, PORT};
pub use watch::Watch;

/// A file that is half written looks like a mistake: one is told of when nothing happened for so long.
const PATIENCE: Duration = Duration::from_millis(60);

/// A file that is written for longer than this is a mistake all the same.
const MOST_PATIENCE: Duration = Duration::from_secs(1);

/// What can happen.
#[derive(Debug)]
pub enum Event {
    /// These files changed, or came, or went; and what lies in these folders.
    Changed(BTreeSet<PathBuf>),
    /// Nobody can say what changed.
    Lost,
    /// The watching itself failed.
    Broken(anyhow::Error),
    /// It is enough.
    Stop,
}

impl Event {
    /// Two events as one.
    #[must_use]
    fn and(self, later: Self) -> Self {
        match (self, later) {
            (Self::Changed(mut paths), Self::Changed(more)) => {
                paths.extend(more);
                Self::Changed(paths)
            }
            (Self::Stop, _) | (_, Self::Stop) => Self::Stop,
            (Self::Broken(error), _) | (_, Self::Broken(error)) => Self::Broken(error),
            (Self::Lost, _) | (_, Self::Lost) => Self::Lost,
        }
    }
}

/// What a writer is told of.
#[derive(Debug)]
pub enum News<'a> {
    /// The site is there, at this address.
    Serving(&'a str),
    /// A build is done.
    Built {
        /// What came out.
        build: &'a Build,
        /// What it was made of.
        snapshot: &'a Snapshot,
        /// How many files of the site are new, gone or other than before.
        changed: usize,
        /// How long it took from the change on.
        took: Duration,
    },
    /// The dossier cannot be read at all; it is waited for.
    Unreadable(&'a anyhow::Error),
}

/// Builds after every change of a dossier, until it is stopped. `make` is a build; `tell` is called after each with what
/// it was made of and when the change was heard of, or with the reason why there is none.
///
/// # Errors
/// When the watching fails, or what `tell` answers.
pub fn follow(
    root: &Path,
    mut snapshot: Arc<Snapshot>,
    watch: &mut Watch,
    mut make: impl FnMut(&Snapshot) -> Build,
    mut tell: impl FnMut(anyhow::Result<Build>, &Arc<Snapshot>, Instant) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    // Whether the dossier is another one than was last told of.
    let mut owed = false;
    let mut waiting = None;
    loop {
        let (event, begun) = waiting.take().unwrap_or_else(|| (watch.wait(), Instant::now()));
        let now = match event {
            Event::Stop => return Ok(()),
            Event::Broken(error) => return Err(error),
            Event::Changed(paths) if root.is_dir() => Ok(reread(&snapshot, root, &paths.into_iter().collect::<Vec<_>>())),
            Event::Changed(_) | Event::Lost => read(root),
        };
        let built = match now {
            Err(error) => {
                owed = true;
                Err(error)
            }
            Ok(now) => {
                // An editor that saves what was there already, or a swap file: the same digests end it here.
                owed |= !now.is_same(&snapshot);
                snapshot = Arc::new(now);
                if !owed {
                    continue;
                }
                let build = make(&snapshot);
                let patient = build.has_errors() && begun.elapsed() < MOST_PATIENCE;
                if let Some(more) = patient.then(|| watch.within(PATIENCE)).flatten() {
                    waiting = Some((more, begun));
                    continue;
                }
                owed = false;
                Ok(build)
            }
        };
        tell(built, &snapshot, begun)?;
    }
}

/// What is asked of the dossier that is served.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What was asked of each build.
    pub options: Options,
    /// Which day it is, for the desk: reviews are due on a day. No build asks.
    pub today: fn() -> Option<Day>,
}

impl Wanted {
    /// The options of a build that knows the day.
    fn now(&self) -> Options {
        Options { today: self.options.as_of.or_else(self.today), ..self.options.clone() }
    }
}

/// Serves a dossier until the writer interrupts the program: builds, answers, and builds after every change.
///
/// # Errors
/// When the dossier cannot be read, the machine cannot watch or serve, or what `tell` answers.
pub fn serve(
    door: Door,
    root: &Path,
    wanted: Wanted,
    make: impl FnMut(&Snapshot) -> Build,
    tell: impl FnMut(News<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let runtime = http::runtime()?;
    http::end_at_interrupt(&runtime);
    run(&runtime, Watch::new(root)?, Place { root, door, wanted }, make, tell)
}

/// A server in this process, for tests and measurements. It ends when it is dropped.
#[derive(Debug)]
pub struct Running {
    /// The address of the site: `http://127.0.0.1:4747/`.
    pub address: String,
    stop: Sender<Event>,
    thread: Option<JoinHandle<anyhow::Result<()>>>,
}

/// Starts a server beside the caller.
///
/// # Errors
/// When the machine cannot watch or serve.
pub fn start(door: Door, root: PathBuf, options: Options) -> anyhow::Result<Running> {
    let (address, watch) = (door.address(), Watch::new(&root)?);
    let stop = watch.sender();
    let loops = move || {
        let runtime = http::runtime()?;
        let mut memo = Memo::default();
        let wanted = Wanted { options, today: || None };
        let options = wanted.options.clone();
        let make = |snapshot: &Snapshot| {
            let (build, kept) = build(snapshot, &options, &memo);
            discard(std::mem::replace(&mut memo, kept));
            build
        };
        let done = run(&runtime, watch, Place { root: &root, door, wanted }, make, |_| Ok(()));
        runtime.shutdown_background();
        done
    };
    let thread = std::thread::Builder::new().name("serve".to_owned()).spawn(loops).context("starting a server")?;
    Ok(Running { address, stop, thread: Some(thread) })
}

impl Drop for Running {
    fn drop(&mut self) {
        // A loop that has ended by itself listens no more.
        let _ = self.stop.send(Event::Stop);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// What is served, and where.
struct Place<'a> {
    root: &'a Path,
    door: Door,
    wanted: Wanted,
}

/// The loop itself. The watching has begun before the first reading, so that nothing is missed between them.
fn run(
    runtime: &tokio::runtime::Runtime,
    mut watch: Watch,
    place: Place<'_>,
    mut make: impl FnMut(&Snapshot) -> Build,
    mut tell: impl FnMut(News<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let begun = Instant::now();
    let Place { root, door, wanted } = place;
    let snapshot = Arc::new(read(root)?);
    let current = Arc::new(Current::new());
    let address = door.address();
    take(Ok(make(&snapshot)), &snapshot, begun, &current, &mut tell)?;
    http::open(runtime, door, Arc::clone(&current), wanted)?;
    tell(News::Serving(&address))?;
    follow(root, snapshot, &mut watch, make, |build, snapshot, begun| take(build, snapshot, begun, &current, &mut tell))
}

/// Puts the result of a build in the place of the last, and tells of it.
fn take(
    build: anyhow::Result<Build>,
    snapshot: &Arc<Snapshot>,
    begun: Instant,
    current: &Current,
    tell: &mut impl FnMut(News<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match build {
        Ok(build) => {
            let build = Arc::new(build);
            let changed = current.swap(&build, snapshot);
            tell(News::Built { build: &build, snapshot, changed, took: begun.elapsed() })
        }
        Err(error) => {
            current.hold(&error);
            tell(News::Unreadable(&error))
        }
    }
}
