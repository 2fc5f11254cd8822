//! Watches the folder of a dossier. The only file that names the watching library.
//!
//! In: the root. Out: [`Event`]s, several changes of a moment as one.
//! What the events mean is not known here; only that files which no build reads (the finished site among them) are no event.
//!
//! Watched are the root itself, without what lies in it, and each folder that is read, with all that lies in it. Such a
//! folder can go and come back: then everything is watched anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use notify::event::ModifyKind;
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use notify_debouncer_full::file_id::{FileId, get_file_id};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::Event;
use crate::read::{FOLDERS, is_input};

/// Editors write a file in several steps; what happens to it within this time is one change.
const MOMENT: Duration = Duration::from_millis(20);

/// How often it is looked whether a moment is over.
const TICK: Duration = Duration::from_millis(10);

/// Up to this many files are a save, and answered at once. More are a checkout or a script: its end is waited for.
const FEW: usize = 8;

/// A checkout is over when nothing happened for this long,
const QUIET: Duration = Duration::from_millis(60);

/// or when it has taken this long already: then the writer wants to see something.
const LONGEST: Duration = Duration::from_secs(1);

/// How often it is looked whether the folders are still the ones that are watched. No event tells of a root that is
/// put back.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// A dossier that is being watched.
pub struct Watch {
    /// The root, as it was named.
    root: PathBuf,
    /// The root without links, in which events name files.
    real: PathBuf,
    send: Sender<Event>,
    receive: Receiver<Event>,
    /// Ends the watching when it is dropped. Nothing while there is nothing to watch.
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    /// Which folders are watched.
    watched: Vec<Option<FileId>>,
}

impl Watch {
    /// Begins to watch the folder of a dossier.
    ///
    /// # Errors
    /// When the system cannot watch it.
    pub fn new(root: &Path) -> anyhow::Result<Self> {
        let (send, receive) = channel();
        let mut watch = Self { root: root.to_owned(), real: root.to_owned(), send, receive, debouncer: None, watched: Vec::new() };
        watch.begin()?;
        Ok(watch)
    }

    /// Where somebody else can put events in.
    #[must_use]
    pub fn sender(&self) -> Sender<Event> {
        self.send.clone()
    }

    /// Waits for what happens next. All that has happened by then is one event.
    pub fn wait(&mut self) -> Event {
        loop {
            match self.receive.recv_timeout(HEARTBEAT) {
                Ok(event) => return self.gather(event),
                Err(RecvTimeoutError::Timeout) if self.is_elsewhere() => return self.begin_again(),
                Err(_) => {}
            }
        }
    }

    /// What happens within this time, if anything does.
    pub fn within(&mut self, time: Duration) -> Option<Event> {
        let event = self.receive.recv_timeout(time).ok()?;
        Some(self.gather(event))
    }

    /// Adds all that has happened since. Where many files change, waits until they are done.
    fn gather(&mut self, mut event: Event) -> Event {
        let begun = Instant::now();
        loop {
            let patience = match &event {
                Event::Stop | Event::Broken(_) => return event,
                Event::Changed(paths) if paths.len() <= FEW => Duration::ZERO,
                Event::Changed(_) | Event::Lost => QUIET.min(LONGEST.saturating_sub(begun.elapsed())),
            };
            match self.receive.recv_timeout(patience) {
                Ok(next) => event = event.and(next),
                Err(_) => break,
            }
        }
        if let Event::Changed(paths) = &event {
            let whole = FOLDERS.iter().map(|folder| self.real.join(folder)).chain([self.real.clone()]);
            if whole.into_iter().any(|folder| paths.contains(&folder)) || self.is_elsewhere() {
                return self.begin_again();
            }
            if paths.iter().any(|path| path.is_dir()) {
                self.look_into_folders();
            }
        }
        event
    }

    /// Whether a folder that is watched is not the one that lies there now.
    fn is_elsewhere(&self) -> bool {
        self.watched != places(&self.root)
    }

    /// Watches anew. Nobody knows what happened meanwhile.
    fn begin_again(&mut self) -> Event {
        match self.begin() {
            Ok(()) => Event::Lost,
            Err(error) => Event::Broken(error),
        }
    }

    /// Watches what is there.
    fn begin(&mut self) -> anyhow::Result<()> {
        self.debouncer = None;
        self.watched = places(&self.root);
        let Ok(real) = self.root.canonicalize() else { return Ok(()) };
        self.real = real;
        let (send, real) = (self.send.clone(), self.real.clone());
        let told = move |batch: DebounceEventResult| {
            if let Some(event) = event(batch, &real) {
                // Nobody listens any more when the program is about to end.
                let _ = send.send(event);
            }
        };
        let mut debouncer = new_debouncer(MOMENT, Some(TICK), told).context("watching for changes")?;
        let folders = FOLDERS.iter().map(|folder| (self.real.join(folder), RecursiveMode::Recursive));
        for (folder, mode) in [(self.real.clone(), RecursiveMode::NonRecursive)].into_iter().chain(folders) {
            match debouncer.watch(&folder, mode) {
                Err(error) if folder.exists() => return Err(refused(error, &folder)),
                // Not there, or gone this moment: when it comes, the watching begins again.
                _ => {}
            }
        }
        self.debouncer = Some(debouncer);
        Ok(())
    }

    /// Where the system watches each folder by itself, one made inside a new one may have been missed.
    fn look_into_folders(&mut self) {
        if RecommendedWatcher::kind() != WatcherKind::Inotify {
            return;
        }
        if let Some(debouncer) = &mut self.debouncer {
            for folder in FOLDERS {
                // One that is not there is no mistake, and if there are too many the library tells of it itself.
                let _ = debouncer.watch(self.real.join(folder), RecursiveMode::Recursive);
            }
        }
    }
}

/// Which folders lie where a dossier is read from: the root, and each of its folders.
fn places(root: &Path) -> Vec<Option<FileId>> {
    let folders = FOLDERS.iter().map(|folder| root.join(folder));
    [root.to_owned()].into_iter().chain(folders).map(|folder| get_file_id(folder).ok()).collect()
}

/// What a batch of the library means; nothing if no build reads any of its files.
fn event(batch: DebounceEventResult, root: &Path) -> Option<Event> {
    match batch {
        Ok(events) if events.iter().any(|event| event.need_rescan()) => Some(Event::Lost),
        Ok(events) => {
            // That a file was read is no change: the build itself reads them all.
            let changes = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
            let each = changes.flat_map(|event| event.paths.iter().map(|path| (path, event.kind)));
            let paths: BTreeSet<PathBuf> = each.filter(|(path, kind)| counts(path, *kind, root)).map(|(path, _)| path.clone()).collect();
            (!paths.is_empty()).then_some(Event::Changed(paths))
        }
        Err(errors) => match errors.into_iter().find(|error| matches!(error.kind, ErrorKind::MaxFilesWatch)) {
            Some(error) => Some(Event::Broken(refused(error, root))),
            None => Some(Event::Lost),
        },
    }
}

/// Whether a change of this file can change the site.
fn counts(path: &Path, kind: EventKind, root: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    // Of a folder that is watched as a whole it only matters that it came or went: some systems also tell of it
    // whenever something in it changes.
    let comes_or_goes = matches!(kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    let is_whole = inside.as_os_str().is_empty() || FOLDERS.iter().any(|folder| inside == Path::new(folder));
    if is_whole { comes_or_goes } else { is_input(inside) }
}

fn refused(error: notify::Error, folder: &Path) -> anyhow::Error {
    let doing = format!("watching `{}` for changes", folder.display());
    match error.kind {
        ErrorKind::MaxFilesWatch => anyhow!(
            "{doing}: the system watches no more folders for this user; raise `fs.inotify.max_user_watches`, or end another program that watches"
        ),
        _ => anyhow::Error::new(error).context(doing),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use notify::event::{AccessKind, CreateKind, Flag, ModifyKind, RemoveKind};
    use notify_debouncer_full::DebouncedEvent;

    use super::*;
    use crate::build::Build;
    use crate::serve::follow;

    fn told(kind: EventKind, path: &str) -> DebounceEventResult {
        Ok(vec![DebouncedEvent::new(notify::Event::new(kind).add_path(PathBuf::from(path)), Instant::now())])
    }

    fn meaning(kind: EventKind, path: &str) -> String {
        match event(told(kind, path), Path::new("/d")) {
            None => "nothing".to_owned(),
            Some(Event::Changed(paths)) => paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "),
            Some(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn what_is_an_event() {
        let (write, read) = (EventKind::Modify(ModifyKind::Any), EventKind::Access(AccessKind::Any));
        assert_eq!(meaning(write, "/d/content/a.md"), "/d/content/a.md");
        assert_eq!(meaning(read, "/d/content/a.md"), "nothing");
        assert_eq!(meaning(write, "/d/content/.a.md.swp"), "nothing");
        assert_eq!(meaning(write, "/d/public/index.html"), "nothing");
        assert_eq!(meaning(write, "/elsewhere/content/a.md"), "nothing");
        // Of a whole folder it matters that it came or went, not that something in it changed.
        assert_eq!(meaning(write, "/d/content"), "nothing");
        assert_eq!(meaning(EventKind::Remove(RemoveKind::Folder), "/d/content"), "/d/content");
        assert_eq!(meaning(EventKind::Create(CreateKind::Folder), "/d/themes"), "/d/themes");
        assert_eq!(meaning(EventKind::Remove(RemoveKind::Any), "/d"), "/d");
    }

    #[test]
    fn what_cannot_be_told_is_lost() {
        let overflow = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        let batch = Ok(vec![DebouncedEvent::new(overflow, Instant::now())]);
        assert!(matches!(event(batch, Path::new("/d")), Some(Event::Lost)));
        let failed = |kind| event(Err(vec![notify::Error::new(kind)]), Path::new("/d"));
        assert!(matches!(failed(ErrorKind::PathNotFound), Some(Event::Lost)));
        let Some(Event::Broken(error)) = failed(ErrorKind::MaxFilesWatch) else { panic!("too many folders end the watching") };
        assert!(error.to_string().contains("max_user_watches"), "{error}");
    }

    /// A dossier that nothing watches, so that only the events that a test sends are heard.
    fn unwatched() -> (tempfile::TempDir, Watch) {
        let folder = tempfile::tempdir().expect("a folder for a test");
        std::fs::create_dir(folder.path().join("content")).expect("a folder");
        std::fs::write(folder.path().join("dossier.yaml"), "title: A dossier\n").expect("a file");
        let (send, receive) = channel();
        let (root, watched) = (folder.path().to_owned(), places(folder.path()));
        (folder, Watch { real: root.clone(), root, send, receive, debouncer: None, watched })
    }

    #[test]
    fn after_lost_events_everything_is_read_again() {
        let (folder, mut watch) = unwatched();
        let before = Arc::new(crate::read::read(folder.path()).expect("a dossier"));
        std::fs::write(folder.path().join("content/new.md"), "x").expect("a file");
        let send = watch.sender();
        send.send(Event::Lost).expect("a listener");
        let mut seen = Vec::new();
        let tell = |_, snapshot: &Arc<crate::text::Snapshot>, _| {
            seen.push(snapshot.source("content/new.md").is_some());
            send.send(Event::Stop).expect("a listener");
            Ok(())
        };
        follow(folder.path(), before, &mut watch, |_| Build::default(), tell).expect("an end");
        assert_eq!(seen, [true]);
    }

    #[test]
    fn what_happens_at_once_is_one_event() {
        let (_folder, mut watch) = unwatched();
        let send = watch.sender();
        for n in 0..500 {
            let path = PathBuf::from(format!("/d/content/{n}.md"));
            send.send(Event::Changed(BTreeSet::from([path]))).expect("a listener");
        }
        assert!(matches!(watch.wait(), Event::Changed(paths) if paths.len() == 500));
        send.send(Event::Changed(BTreeSet::new())).expect("a listener");
        send.send(Event::Lost).expect("a listener");
        assert!(matches!(watch.wait(), Event::Lost), "one lost event makes all unsure");
        send.send(Event::Changed(BTreeSet::new())).expect("a listener");
        send.send(Event::Stop).expect("a listener");
        assert!(matches!(watch.wait(), Event::Stop));
        assert!(watch.within(Duration::from_millis(1)).is_none());
    }
}
