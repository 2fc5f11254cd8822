//! What is served at this moment: the last good site, and what is wrong if the dossier is another one by now.
//!
//! It is swapped as a whole: whoever answers a request holds one [`Site`] from its beginning to its end. The channel it
//! lies in is the one lock of the program, and wakes the streams of events; it holds the newest site only, so that a
//! reader who never reads keeps nothing alive.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::watch;

use super::host::HostRules;
use super::news::{self, Changes, Problems};
use crate::build::{Build, par_map};
use crate::render::{Content, OutputFile, OutputPath};
use crate::text::Snapshot;

/// The files of a site.
pub(super) type Files = BTreeMap<OutputPath, Arc<OutputFile>>;

/// What is served.
pub(super) struct Site {
    pub revision: u64,
    /// The last build without errors; none if there was none yet.
    pub good: Option<Arc<Build>>,
    /// The last build, and what it was made of.
    pub last: Option<(Arc<Build>, Arc<Snapshot>)>,
    /// What the files for hosts say.
    pub rules: Arc<HostRules>,
    /// What is wrong with the dossier as it is, to be shown.
    pub problems: Option<Arc<Problems>>,
    /// What is told to those who know the revision before.
    pub step: Arc<str>,
    /// What is told to all others.
    pub state: Arc<str>,
}

/// The current site.
pub(super) struct Current(watch::Sender<Arc<Site>>);

impl Current {
    /// Nothing is served yet.
    pub fn new() -> Self {
        // Larger than any revision of an earlier start: a page that was left open is behind, never ahead.
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let revision = u64::try_from(since.as_millis()).unwrap_or(0);
        let (step, state) = (Arc::from(""), Arc::from(""));
        Self(watch::Sender::new(Arc::new(Site { revision, good: None, last: None, rules: Arc::default(), problems: None, step, state })))
    }

    /// The site as it is now.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.0.borrow())
    }

    /// Hears of every site from now on.
    pub fn subscribe(&self) -> watch::Receiver<Arc<Site>> {
        self.0.subscribe()
    }

    /// Puts the result of a build in the place of the last: its site, or what is wrong. Answers how many files are other
    /// than before.
    pub fn swap(&self, build: &Arc<Build>, snapshot: &Arc<Snapshot>) -> usize {
        let before = self.site();
        let problems = build.has_errors().then(|| Problems::of(build, snapshot));
        let good = if problems.is_none() { Some(build) } else { before.good.as_ref() };
        let (changes, count) = match (&before.good, problems.is_none()) {
            (_, false) => (Changes::default(), 0),
            (Some(old), true) => changes(&old.files, &build.files),
            (None, true) => (Changes { changed: None, ..Changes::default() }, build.files.len()),
        };
        let rules = match problems.is_none() {
            true => Arc::new(HostRules::of(build)),
            false => Arc::clone(&before.rules),
        };
        self.put(&before, good.cloned(), Some((Arc::clone(build), Arc::clone(snapshot))), rules, problems, &changes);
        count
    }

    /// Keeps the site, and tells that the dossier cannot be read.
    pub fn hold(&self, error: &anyhow::Error) {
        let before = self.site();
        let last = before.last.clone();
        let problems = Some(Problems::unreadable(error));
        self.put(&before, before.good.clone(), last, Arc::clone(&before.rules), problems, &Changes::default());
    }

    fn put(
        &self,
        before: &Site,
        good: Option<Arc<Build>>,
        last: Option<(Arc<Build>, Arc<Snapshot>)>,
        rules: Arc<HostRules>,
        problems: Option<Problems>,
        changes: &Changes,
    ) {
        let revision = before.revision + 1;
        let step = news::event(revision, changes, problems.as_ref());
        let state = news::event(revision, &Changes { changed: None, ..Changes::default() }, problems.as_ref());
        let site = Site { revision, good, last, rules, problems: problems.map(Arc::new), step, state };
        self.0.send_replace(Arc::new(site));
    }
}

/// What is other in the new files, and in how many.
fn changes(old: &Files, new: &Files) -> (Changes, usize) {
    let all = other(old, new);
    let moved = moved(&all, old, new);
    // A page that only names a moved file by its new address needs no reload. Nothing else tells the two apart than
    // their bytes.
    let is_only_moved = par_map(&all, |path| match (old.get(*path), new.get(*path)) {
        (Some(before), Some(after)) => !moved.is_empty() && is_same_but_for(&moved, before, after),
        _ => moved.contains_key(path.as_str()) || moved.values().any(|to| **to == *path.as_str()),
    });
    let changed = all.iter().zip(is_only_moved).filter(|(_, only_moved)| !only_moved).map(|(path, _)| Arc::clone(path.shared()));
    (Changes { changed: Some(changed.collect()), moved: moved.clone() }, all.len())
}

/// The paths of the files that are gone, and of those that are new or other. Both are in order, so one is gone through beside the
/// other.
fn other<'a>(old: &'a Files, new: &'a Files) -> Vec<&'a OutputPath> {
    let (mut gone, mut others) = (Vec::new(), Vec::new());
    let mut left = old.iter().peekable();
    for (path, file) in new {
        while let Some((before, _)) = left.next_if(|(before, _)| *before < path) {
            gone.push(before);
        }
        let before = left.next_if(|(before, _)| *before == path);
        if before.is_none_or(|(_, before)| !Arc::ptr_eq(before, file) && before.digest != file.digest) {
            others.push(path);
        }
    }
    gone.extend(left.map(|(path, _)| path));
    gone.extend(others);
    gone
}

/// Style sheets and pictures whose address carries a digest, and changed with it: from the old address to the new one.
fn moved(changed: &[&OutputPath], old: &Files, new: &Files) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut came: BTreeMap<(&str, &str), &OutputPath> = BTreeMap::new();
    for path in changed.iter().filter(|path| !old.contains_key(**path)) {
        came.extend(without_digest(path.as_str()).map(|name| (name, *path)));
    }
    let gone = changed.iter().filter(|path| !new.contains_key(**path));
    let pairs = gone.filter_map(|from| Some((from, came.get(&without_digest(from.as_str())?)?)));
    pairs.map(|(from, to)| (Arc::clone(from.shared()), Arc::clone(to.shared()))).collect()
}

/// What stands before and behind the digest in the address of a style sheet or a picture: `assets/ledger` and `css`
/// of `assets/ledger.3f2a9c1d.css`. A script cannot be swapped in a page that runs it.
fn without_digest(path: &str) -> Option<(&str, &str)> {
    let (rest, ending) = path.strip_prefix("assets/")?.rsplit_once('.')?;
    let (stem, digest) = rest.rsplit_once('.')?;
    let is_digest = digest.len() == 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_digest && !matches!(ending, "js" | "mjs")).then_some((stem, ending))
}

/// Whether two files differ by addresses of moved files only.
fn is_same_but_for(moved: &BTreeMap<Arc<str>, Arc<str>>, before: &OutputFile, after: &OutputFile) -> bool {
    let (Content::Bytes(before), Content::Bytes(after)) = (&before.content, &after.content) else { return false };
    let mut bytes = before.to_vec();
    for (from, to) in moved.iter().filter(|(from, to)| from.len() == to.len()) {
        let places: Vec<usize> = memchr::memmem::find_iter(before, from.as_bytes()).collect();
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
    }
    *bytes == **after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> Files {
        let file = |(path, text): &(&str, &str)| {
            let path = OutputPath::new(path).expect("a path");
            (path.clone(), Arc::new(OutputFile::text(path, (*text).to_owned())))
        };
        all.iter().map(file).collect()
    }

    fn check(old: &[(&str, &str)], new: &[(&str, &str)], changed: &[&str], moved: &[(&str, &str)]) {
        let (changes, _) = changes(&files(old), &files(new));
        let named: Vec<String> = changes.changed.iter().flatten().map(ToString::to_string).collect();
        assert_eq!(named, changed);
        let pairs: Vec<(String, String)> = changes.moved.iter().map(|(from, to)| (from.to_string(), to.to_string())).collect();
        assert_eq!(pairs, moved.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect::<Vec<_>>());
    }

    #[test]
    fn what_changed() {
        check(&[("a", "1"), ("b", "1")], &[("a", "1"), ("b", "2"), ("c", "1")], &["b", "c"], &[]);
        check(&[("a", "1"), ("b", "1")], &[("b", "1")], &["a"], &[]);
    }

    #[test]
    fn a_new_style_alone_changes_no_page() {
        let (one, two) = ("assets/x.11111111.css", "assets/x.22222222.css");
        check(
            &[("a.html", "<assets/x.11111111.css>"), ("b.html", "<assets/x.11111111.css>"), (one, "1")],
            &[("a.html", "<assets/x.22222222.css>"), ("b.html", "<assets/x.22222222.css>!"), (two, "2")],
            &["b.html"],
            &[(one, two)],
        );
        // A script that runs cannot be swapped.
        check(
            &[("a.html", "<assets/x.11111111.js>"), ("assets/x.11111111.js", "1")],
            &[("a.html", "<assets/x.22222222.js>"), ("assets/x.22222222.js", "2")],
            &["assets/x.11111111.js", "a.html", "assets/x.22222222.js"],
            &[],
        );
    }
}
