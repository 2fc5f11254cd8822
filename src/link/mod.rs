//! All entries together: names, relations both ways, addresses. The result is the `Dossier`, which nobody
//! changes any more.

pub mod autolinks;
pub mod graph;
pub mod marks;
mod moved;
pub mod names;
pub mod pointing;
pub mod resolve;
pub mod route;
mod settings;
pub mod shown;
pub mod transclusion;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;

use crate::diag::{Diagnostic, Outcome, codes};
use crate::model::body::Part;
use crate::model::{Entry, Key, Summary, slug};
use crate::parse::bibliography;
use crate::parse::config::{Config, Options};
use crate::text::noted::{Changed, Noted, Table};
use crate::text::place::{FieldPath, Place};
use crate::text::{Asset, Digest, Snapshot, SourceId};

pub use graph::{Edge, Graph};
use marks::ByThemselves;
pub use names::{Found, Names};
use pointing::AllPoints;
use versions::{Versions, by_id};

/// The linked dossier: all entries that are shown, and how they hang together.
#[derive(Debug)]
pub struct Dossier {
    /// The settings.
    pub config: Arc<Config>,
    /// The entries that are shown.
    pub entries: Noted<BTreeMap<Key, Arc<Entry>>>,
    /// Entries that exist but are not shown: drafts, and what lies after the `--as-of` day.
    pub hidden: Noted<BTreeMap<Key, Arc<Summary>>>,
    /// How they hang together.
    pub graph: Graph,
    /// Files that texts may show or link to, by path from the root, with their address in the site.
    pub files: Noted<BTreeMap<Arc<str>, File>>,
    /// The day the dossier is shown as of.
    pub as_of: Option<crate::model::date::Day>,
    /// The day on which reviews are due; nothing in a build, which knows no day but those of the content.
    pub today: Option<crate::model::date::Day>,
    /// The digest of what every text depends on beside its own links: the settings and the options.
    pub base: Digest,
    /// The same entries by folded id: links ask for them by the hundred thousand.
    by_id: Table<Arc<str>, Versions>,
    /// Which entry a file holds.
    paths: Table<SourceId, Key>,
    /// The same for entries that are not shown.
    hidden_paths: Table<SourceId, Key>,
    /// Whether an entry was left out because its id is taken.
    has_doubles: Noted<bool>,
    /// The files of each name, by path.
    file_names: HashMap<Arc<str>, Vec<Arc<str>>>,
    /// Where each shown entry points, for the next dossier.
    pub points: AllPoints,
    /// All entries as they are written, also those that are not shown, and then those whose id is taken.
    written: Vec<Arc<Entry>>,
    /// How many of them have an id of their own.
    all_entries: usize,
    /// What is wrong with names and with addresses.
    of_names: Arc<[Diagnostic]>,
    of_routes: Arc<[Diagnostic]>,
}

/// The folder of the entries, with the `/`.
pub const CONTENT: &str = "content/";

/// Entries by what they are found by.
pub type Entries = BTreeMap<Key, Arc<Entry>>;

/// A file beside the entries.
#[derive(Debug, Clone)]
pub struct File {
    /// The file.
    pub asset: Asset,
    /// Its address from the site's root: `assets/map.3f2a9c.png`.
    pub address: Arc<str>,
}

/// How many bytes of HTML the texts shown within a text may come to.
pub const LARGEST_TRANSCLUSION: usize = 2_000_000;

/// How many texts may be shown within one another.
pub const DEEPEST_TRANSCLUSION: usize = 64;

/// What a link leads to.
#[derive(Debug)]
pub enum Resolution<'a> {
    /// An entry, maybe at a part of it.
    Entry(&'a Arc<Entry>, Option<Part<'a>>),
    /// A part of the same text.
    Here(Part<'a>),
    /// A file.
    File(&'a File),
    /// An entry that is not shown: the words become plain text.
    Hidden(&'a Arc<Summary>),
    /// An address outside.
    Outside,
    /// Nothing.
    Miss(Miss),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// No entry has this name.
    Unknown,
    /// Several have it; their ids.
    Ambiguous(Vec<Arc<str>>),
    /// The entry is there, the heading is not: the entry's key.
    NoHeading(Key),
    /// The heading is not in this text.
    NoHeadingHere,
    /// No file of this path; the path from the root that was looked for.
    NoFile(String),
    /// An address that would run code: its scheme.
    Unsafe(String),
}

impl Dossier {
    /// Whether all that is gathered from the entries is the same: at most sentences of texts differ, and what they link to, unless
    /// a question links or is linked to (acts and entries are listed with the questions that touch them). Both must be of the same
    /// settings and options.
    #[must_use]
    pub fn gathers_the_same(&self, before: &Self) -> bool {
        fn all<T>(now: &BTreeMap<Key, Arc<T>>, before: &BTreeMap<Key, Arc<T>>, same: impl Fn(&T, &T) -> bool) -> bool {
            let pairs = now.iter().zip(before);
            now.len() == before.len()
                && pairs.into_iter().all(|((a, one), (b, other))| Arc::ptr_eq(one, other) || a == b && same(one, other))
        }
        let same_head = |one: &Entry, other: &Entry| one.source == other.source && one.summary.has_same_head(&other.summary);
        self.graph.names.are_shared(&before.graph.names)
            && all(self.entries.unnoted(), before.entries.unnoted(), same_head)
            && all(self.hidden.unnoted(), before.hidden.unnoted(), Summary::has_same_head)
            && same_files(self.files.unnoted(), before.files.unnoted())
            && !self.questions_touch_others(before)
    }

    /// Whether the same entries of the same kinds are shown and point to the same ones. Both must be of the same settings and options.
    #[must_use]
    pub fn relates_the_same(&self, before: &Self) -> bool {
        self.graph.incoming.is_shared(&before.graph.incoming) && self.graph.routes.are_shared(&before.graph.routes)
    }

    /// Whether a question links, or is linked to, otherwise than before; the front matters are the same.
    fn questions_touch_others(&self, before: &Self) -> bool {
        let (now, before) = (&self.graph.incoming, &before.graph.incoming);
        let is_question = |id: &str| {
            let versions = self.by_id.unnoted().get(id);
            versions.is_some_and(|versions| versions.shown().any(|entry| entry.summary.kind.as_str() == "question"))
        };
        now.differing(before).into_iter().any(|id| {
            let (new, old) = (pointing::edges_to(now, id), pointing::edges_to(before, id));
            let more =
                |these: &[Edge], those: &[Edge]| these.iter().any(|edge| is_question(&edge.from.id) && those.binary_search(edge).is_err());
            is_question(id) || more(new, old) || more(old, new)
        })
    }

    /// Which names, paths and files mean something else than they did.
    fn compare_names(&self, before: &Self, changed: &mut Changed) {
        self.graph.names.compare(&before.graph.names, changed);
        self.paths.compare(&before.paths, changed, PartialEq::eq);
        self.hidden_paths.compare(&before.hidden_paths, changed, PartialEq::eq);
        self.files.compare(&before.files, changed, same_files);
    }

    /// What somebody who looks at both would see change. Both must be of the same settings and options.
    pub fn compare(&self, before: &Self, changed: &mut Changed) {
        let same_entries = |now: &Entries, before: &Entries| {
            now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && Arc::ptr_eq(one, other))
        };
        self.entries.compare(&before.entries, changed, same_entries);
        self.hidden.compare(&before.hidden, changed, |now, before| {
            now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && Arc::ptr_eq(one, other))
        });
        self.by_id.compare(&before.by_id, changed, Versions::is_same);
        self.paths.compare(&before.paths, changed, PartialEq::eq);
        self.hidden_paths.compare(&before.hidden_paths, changed, PartialEq::eq);
        self.has_doubles.compare(&before.has_doubles, changed, PartialEq::eq);
        self.files.compare(&before.files, changed, same_files);
        self.graph.compare(&before.graph, changed);
    }
}

/// Files by path.
type Files = BTreeMap<Arc<str>, File>;

fn same_files(now: &Files, before: &Files) -> bool {
    now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && one.is_same(other))
}

impl File {
    fn is_same(&self, other: &Self) -> bool {
        let (one, another) = (&self.asset, &other.asset);
        self.address == other.address && one.id == another.id && one.digest == another.digest && one.pixels == another.pixels
    }
}

/// What an earlier dossier leaves to the next one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Earlier<'a> {
    /// The dossier, if it is of the same settings and options.
    pub dossier: Option<&'a Dossier>,
    /// Whether nobody will ask for what is kept.
    pub is_last: bool,
}

/// Links all entries. `entries` may come in any order; the result depends on what they say alone, whatever there was earlier.
#[must_use]
pub fn link(
    entries: Vec<Arc<Entry>>,
    snapshot: &Snapshot,
    config: &Arc<Config>,
    options: &Options,
    earlier: Earlier<'_>,
) -> Outcome<Dossier> {
    let Outcome { value: (all, doubles), diagnostics: mut found } = unique(entries);
    found.extend(translations(&all, config));
    let before = earlier.dossier;
    let written: Vec<Arc<Entry>> = all.values().chain(&doubles).cloned().collect();
    let same_names = before.filter(|before| before.all_entries == all.len() && names::are_same(&before.written, &written));
    let (names, of_names) = match same_names {
        Some(before) => (before.graph.names.clone(), before.of_names.clone()),
        None => names::names(all.values(), &doubles),
    };
    found.extend(of_names.iter().cloned());
    let all_entries = all.len();
    let shown::Parted { shown: entries, hidden, whole } = shown::part(all, &names, config, options);
    let same_routes = before.filter(|before| route::are_same(before.entries.unnoted(), &entries));
    let (routes, of_routes) = match same_routes {
        Some(before) => (before.graph.routes.clone(), before.of_routes.clone()),
        None => route::routes(&entries, config),
    };
    found.extend(of_routes.iter().cloned());
    let graph = Graph { names, routes, ..Graph::default() };
    let files = files(snapshot);
    let mut file_names: HashMap<Arc<str>, Vec<Arc<str>>> = HashMap::default();
    for (path, file) in &files {
        file_names.entry(Arc::from(file.asset.id.file_name())).or_default().push(path.clone());
    }
    let paths: HashMap<SourceId, Key> = entries.values().chain(&doubles).map(|entry| (entry.source.clone(), entry.summary.key())).collect();
    let hidden_paths = hidden.iter().map(|(key, entry)| (entry.source.clone(), key.clone())).collect();
    let mut dossier = Dossier {
        by_id: Table::new("entries by id", by_id(&entries, &hidden, whole, config.main())),
        config: config.clone(),
        file_names,
        has_doubles: Noted::new("doubles", paths.len() > entries.len()),
        paths: Table::new("paths", paths),
        hidden_paths: Table::new("hidden paths", hidden_paths),
        files: Noted::new("files", files),
        entries: Noted::new("entries", entries),
        hidden: Noted::new("hidden", hidden.into_iter().map(|(key, entry)| (key, entry.summary.clone())).collect()),
        graph,
        as_of: options.as_of,
        today: options.today,
        base: Digest::of_value(&(config.digest, options)),
        points: AllPoints::default(),
        written,
        all_entries,
        of_names,
        of_routes,
    };
    found.extend(settings::settings(&dossier));
    dossier.points = pointing::points(&dossier, earlier);
    (dossier.graph.incoming, dossier.graph.used_files) = dossier.points.gathered(before);
    if earlier.is_last {
        dossier.points.forget();
    }
    if config.markdown.autolink {
        dossier.graph.autolinks = ByThemselves::of(&dossier, before, same_names.is_some() && same_routes.is_some());
    }
    Outcome { value: dossier, diagnostics: found }
}

/// Entries by key; a second file with a key that is taken is reported and left out. Links to it by its path
/// still find the id, so that one mistake is one diagnostic.
fn unique(mut entries: Vec<Arc<Entry>>) -> Outcome<(Entries, Vec<Arc<Entry>>)> {
    entries.sort_by(|a, b| a.source.cmp(&b.source));
    let mut all: BTreeMap<Key, Arc<Entry>> = BTreeMap::new();
    let mut doubles = Vec::new();
    let mut found = Vec::new();
    for entry in entries {
        let key = entry.summary.key();
        if let Some(first) = all.get(&key) {
            let is_record = [&entry.source, &first.source].into_iter().any(|source| bibliography::record_of(source).is_some());
            let (code, message, hint) = if is_record {
                let message = format!("the citation key `{}` has two meanings", entry.summary.id);
                (&codes::CITATION_KEY_TWICE, message, "rename one of them; keys and ids are compared without case")
            } else {
                let message = format!("another entry has the id `{}` in `{}`", entry.summary.id, key.lang);
                (&codes::DUPLICATE_ID, message, "rename one of the files; ids are compared without case")
            };
            let label = if is_record { "the other one" } else { "this one" };
            found.push(Diagnostic::new(code, Place::file(&entry.source), message).label(Place::file(&first.source), label).hint(hint));
            doubles.push(entry);
        } else {
            all.insert(key, entry);
        }
    }
    Outcome { value: (all, doubles), diagnostics: found }
}

/// Every translation needs an original of the same kind.
fn translations(all: &BTreeMap<Key, Arc<Entry>>, config: &Config) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (key, entry) in all.iter().filter(|(key, _)| key.lang != *config.main()) {
        let original = all.get(&Key { id: key.id.clone(), lang: config.main().clone() });
        match original {
            None => {
                let message = format!("there is no `{}` in `{}` of which this could be the translation", entry.summary.id, config.main());
                found.push(
                    Diagnostic::new(&codes::ORPHAN_TRANSLATION, Place::file(&entry.source), message)
                        .hint("write the original, or take the language out of the file's name"),
                );
            }
            Some(original) if original.summary.kind != entry.summary.kind && !original.summary.broken && !entry.summary.broken => {
                let message =
                    format!("the original is of the kind `{}`, this is of the kind `{}`", original.summary.kind, entry.summary.kind);
                found.push(
                    Diagnostic::new(&codes::KIND_MISMATCH, Place::value(&entry.source, FieldPath::key("kind")), message)
                        .label(Place::value(&original.source, FieldPath::key("kind")), "the original"),
                );
            }
            Some(_) => {}
        }
    }
    found
}

/// The files beside the entries, with hashed names. Files of one name and content are one file.
fn files(snapshot: &Snapshot) -> BTreeMap<Arc<str>, File> {
    let content = snapshot.assets.values().filter(|asset| asset.id.as_str().starts_with(CONTENT));
    content
        .map(|asset| {
            let name = asset.id.file_name();
            let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| (stem, format!(".{}", slug(ending))));
            let stem = slug(stem);
            let stem = if stem.is_empty() { "file" } else { crate::text::place::cut(&stem, 80) };
            let address = format!("assets/{stem}.{}{ending}", asset.digest.short(8));
            (Arc::from(asset.id.as_str()), File { asset: asset.clone(), address: address.into() })
        })
        .collect()
}

/// Pages of the site that a menu may name beside kinds and entries.
pub const SPECIAL: &[&str] = &["ledger", "register", "matrix", "timeline", "map", "tags", "glossary", "corrections"];
