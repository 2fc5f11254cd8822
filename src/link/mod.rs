//! All entries together: names, relations both ways, addresses. The result is the `Dossier`, which nobody
//! changes any more.

pub mod graph;
mod moved;
pub mod names;
pub mod resolve;
pub mod route;
pub mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::HashMap;

use crate::diag::{Diagnostic, Outcome, codes};
use crate::kind::decode::written;
use crate::model::{Entry, Heading, Key, Lang, Summary, TargetKind, Value, fold, slug};
use crate::parse::bibliography;
use crate::parse::config::{Config, Options, SETTINGS};
use crate::text::noted::{Changed, Noted, Table};
use crate::text::place::{FieldPath, Place, Step};
use crate::text::{Asset, Digest, Snapshot, SourceId};

pub use graph::{Edge, Graph};
pub use names::{Found, Names};

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
    /// The digest of what every text depends on beside its own links: the settings and the names that link
    /// by themselves.
    pub base: Noted<Digest>,
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
}

/// All that there is under one id, by language.
#[derive(Debug, Default)]
struct Versions {
    /// The entries that are shown.
    shown: Vec<(Lang, Arc<Entry>)>,
    /// Those that are not.
    hidden: Vec<(Lang, Arc<Summary>)>,
    /// Of the shown ones that an `--as-of` day cut: their front matter as it is written.
    whole: Vec<(Lang, Arc<Summary>)>,
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
    /// An entry, maybe at a heading of it (its number and itself).
    Entry(&'a Arc<Entry>, Option<(usize, &'a Heading)>),
    /// A heading of the same text: its number and itself.
    Here(usize, &'a Heading),
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
        self.files.compare(&before.files, changed, |now, before| {
            now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && one.is_same(other))
        });
        // The names that link by themselves, and what each means, are fed into it.
        self.base.compare(&before.base, changed, PartialEq::eq);
        self.graph.compare(&before.graph, self.base.unnoted() == before.base.unnoted(), changed);
    }
}

impl Versions {
    /// Whether these are the very same values: what is parsed again is taken for new.
    fn is_same(&self, other: &Self) -> bool {
        fn all<T>(now: &[(Lang, Arc<T>)], before: &[(Lang, Arc<T>)]) -> bool {
            now.len() == before.len() && now.iter().zip(before).all(|((a, one), (b, other))| a == b && Arc::ptr_eq(one, other))
        }
        all(&self.shown, &other.shown) && all(&self.hidden, &other.hidden) && all(&self.whole, &other.whole)
    }
}

impl File {
    fn is_same(&self, other: &Self) -> bool {
        let (one, another) = (&self.asset, &other.asset);
        self.address == other.address && one.id == another.id && one.digest == another.digest && one.pixels == another.pixels
    }
}

/// Links all entries. `entries` may come in any order; the result depends on what they say alone.
#[must_use]
pub fn link(entries: Vec<Arc<Entry>>, snapshot: &Snapshot, config: &Arc<Config>, options: &Options) -> Outcome<Dossier> {
    let Outcome { value: (all, doubles), diagnostics: mut found } = unique(entries);
    found.extend(translations(&all, config));
    let (names, shared) = names::names(all.values(), &doubles);
    found.extend(shared);
    let shown::Parted { shown: entries, hidden, whole } = shown::part(all, &names, config, options);
    let (routes, collisions) = route::routes(&entries, config);
    found.extend(collisions);
    let graph = Graph { names, routes, ..Graph::default() };
    let files = files(snapshot);
    let mut file_names: HashMap<Arc<str>, Vec<Arc<str>>> = HashMap::default();
    for (path, file) in &files {
        file_names.entry(Arc::from(file.asset.id.file_name())).or_default().push(path.clone());
    }
    let mut by_id: HashMap<Arc<str>, Versions> = HashMap::default();
    for (key, entry) in &entries {
        by_id.entry(key.id.clone()).or_default().shown.push((key.lang.clone(), entry.clone()));
    }
    for (key, entry) in &hidden {
        by_id.entry(key.id.clone()).or_default().hidden.push((key.lang.clone(), entry.summary.clone()));
    }
    for (key, summary) in whole {
        by_id.entry(key.id).or_default().whole.push((key.lang, summary));
    }
    let paths: HashMap<SourceId, Key> = entries.values().chain(&doubles).map(|entry| (entry.source.clone(), entry.summary.key())).collect();
    let hidden_paths = hidden.iter().map(|(key, entry)| (entry.source.clone(), key.clone())).collect();
    let mut dossier = Dossier {
        by_id: Table::new("entries by id", by_id),
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
        base: Noted::new("base", config.digest),
    };
    found.extend(settings(&dossier));
    let (pointing, used_files) = pointing(&dossier);
    dossier.graph.incoming = Table::new("incoming", graph::incoming(pointing));
    dossier.graph.used_files = Noted::new("used files", used_files);
    if config.markdown.autolink {
        let linked = autolinked(&dossier);
        dossier.base = Noted::new("base", Digest::of_value(&(config.digest, &linked, options)));
        dossier.graph.autolinks = Noted::new("autolinks", graph::autolinks(&linked));
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

/// What `dossier.yaml` names must be there.
fn settings(dossier: &Dossier) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let source = SourceId::new(SETTINGS);
    let config = &dossier.config;
    let entries = [("home", &config.home), ("contact_page", &config.contact_page)];
    for (field, id) in entries.into_iter().filter_map(|(field, id)| Some((field, id.as_ref()?))) {
        if matches!(dossier.graph.names.find(id), Found::One(found) if *found == *fold(id)) {
            continue;
        }
        let hint = crate::diag::did_you_mean(id, dossier.entries.values().map(|entry| entry.summary.id.as_str()));
        let place = Place::value(&source, FieldPath::key(field));
        found.push(Diagnostic::new(&codes::BROKEN_LINK, place, format!("no entry has the id `{}`", written(id))).maybe_hint(hint));
    }
    let lists = [("menu", &config.menu), ("foot", &config.foot)];
    for (field, n, name) in lists.into_iter().flat_map(|(field, names)| names.iter().enumerate().map(move |(n, name)| (field, n, name))) {
        let is_kind = dossier.config.kinds.iter().any(|kind| kind.plural == **name || kind.name.as_str() == &**name);
        if !is_kind && !crate::link::SPECIAL.contains(&&**name) && dossier.graph.names.find(name) == Found::None {
            let place = Place::value(&source, FieldPath::key(field).item(n));
            let plurals = dossier.config.kinds.iter().map(|kind| &*kind.plural);
            let hint = crate::diag::did_you_mean(name, plurals.chain(SPECIAL.iter().copied()));
            found.push(
                Diagnostic::new(&codes::BROKEN_LINK, place, format!("no kind, page or entry is called `{}`", written(name)))
                    .maybe_hint(hint),
            );
        }
    }
    found.extend(moved::missing(dossier));
    found.extend(thread_tags(dossier));
    found
}

/// Tags that a thread of the timeline names and no entry has.
fn thread_tags(dossier: &Dossier) -> Vec<Diagnostic> {
    let entries = dossier.entries.values().map(|entry| &entry.summary).chain(dossier.hidden.values());
    let known: BTreeMap<String, &Arc<str>> = entries.flat_map(|summary| &summary.common.tags).map(|tag| (slug(tag), tag)).collect();
    let threads = dossier.config.threads.iter().enumerate();
    let tags = threads.flat_map(|(n, thread)| thread.tags.iter().enumerate().map(move |(m, tag)| (n, m, tag)));
    let unknown = tags.filter(|(.., tag)| !known.contains_key(&slug(tag)));
    let report = |(n, m, tag): (usize, usize, &Arc<str>)| {
        let place = Place::value(&SourceId::new(SETTINGS), FieldPath::key("timeline").then("threads").item(n).then("tags").item(m));
        let hint = crate::diag::did_you_mean(tag, known.values().map(|tag| &***tag));
        Diagnostic::new(&codes::UNKNOWN_WORD, place, format!("no entry has the tag `{}`", written(tag))).maybe_hint(hint)
    };
    unknown.map(report).collect()
}

/// Pages of the site that a menu may name beside kinds and entries.
pub const SPECIAL: &[&str] = &["ledger", "register", "matrix", "timeline", "map", "tags", "glossary", "corrections"];

/// Every pointing of shown entries at others, and the files they use.
fn pointing(dossier: &Dossier) -> (Vec<graph::Pointing>, BTreeSet<Arc<str>>) {
    let mut all = Vec::new();
    let mut used = BTreeSet::new();
    for (key, entry) in &dossier.entries {
        let kind = &entry.summary.kind;
        for (path, reference) in &entry.summary.references {
            if is_later_step(entry, path, dossier.as_of) {
                continue;
            }
            if let Found::One(to) = dossier.graph.names.find(&reference.0) {
                let relation = dossier.relation(kind, path);
                all.push((to, Edge { relation, from: key.clone(), mention: None }));
            }
        }
        for (n, mention) in entry.summary.mentions.iter().enumerate() {
            let to = match mention.kind {
                TargetKind::File => dossier.path_id(entry, &mention.name),
                _ => {
                    if let Found::One(id) = dossier.graph.names.find(&mention.name) {
                        Some(id)
                    } else {
                        None
                    }
                }
            };
            if let Some(to) = to.filter(|to| *to != key.id) {
                let relation = Arc::from(graph::prose_relation(mention.kind));
                all.push((to, Edge { relation, from: key.clone(), mention: u32::try_from(n).ok() }));
            }
        }
        used.extend(dossier.used_files(entry));
    }
    (all, used)
}

/// Whether a reference stands in a dated group (a step, a response) that is surely later than the day that is shown:
/// then nobody pointed there yet.
fn is_later_step(entry: &Entry, path: &FieldPath, as_of: Option<crate::model::date::Day>) -> bool {
    let (Some(day), [Step::Key(list), Step::Index(n), ..]) = (as_of, &path.0[..]) else { return false };
    let Some(Value::Group(group)) = entry.summary.record.list(list).get(*n) else { return false };
    group.when("date").is_some_and(|date| date.is_on_or_before(day) == Some(false))
}

/// The names that link by themselves, with the entries they name.
fn autolinked(dossier: &Dossier) -> Vec<(Arc<str>, names::Id)> {
    let mut all = Vec::new();
    for (key, entry) in &dossier.entries {
        let summary = &entry.summary;
        if !summary.details.is_autolinked() {
            continue;
        }
        let common = &summary.common;
        let own = std::iter::once(&common.title).chain(&common.short_title).chain(&common.aliases).cloned();
        all.extend(own.chain(summary.details.names()).map(|name| (name, key.id.clone())));
    }
    all
}
