//! `dossier.yaml`: the settings of a dossier, read against a schema like a front matter, and what the
//! command line overrides.

mod extras;
mod fields;
mod hosting;
mod jurisdictions;
pub mod machines;
mod map;
mod never_publish;
mod timeline;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Level, Outcome, codes, did_you_mean};
use crate::kind::Kinds;
use crate::kind::declared::declared;
use crate::kind::decode::{Vocabulary, decode, written};
use crate::model::date::Day;
use crate::model::{Field, Lang, Node, Record, Value, Wording};
use crate::text::place::{FieldPath, Place};
use crate::text::{Digest, Snapshot, Source, SourceId};
use crate::yaml;

pub use extras::{Cards, Extras};
pub use fields::schema;
pub use hosting::{Host, Hosting, Redirect, Withdrawn};
pub use jurisdictions::Policy;
pub use machines::Machines;
pub use map::Map;
pub use never_publish::{NeverPublish, why};

/// The file that makes a folder a dossier.
pub const SETTINGS: &str = "dossier.yaml";

/// The citation style of the program itself.
pub const OWN_STYLE: &str = "dossier";

/// What to do with HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RawHtml {
    /// Keep what is harmless, drop the rest. The default.
    #[default]
    Sanitize,
    /// Show it as text.
    Escape,
    /// Pass it on as it is.
    Allow,
}

/// `markdown:` in `dossier.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Markdown {
    /// What to do with HTML.
    pub raw_html: RawHtml,
    /// Whether straight quotes, `--` and `...` become the typographic ones of the entry's language.
    pub quotes: bool,
    /// Whether first mentions of terms and actors link by themselves.
    pub autolink: bool,
    /// The languages of the dossier: where there are several, passages are kept apart to be compared.
    pub languages: Vec<Lang>,
}

/// A thread of the timeline: `timeline: threads:` in `dossier.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Thread {
    /// Its name in addresses.
    pub name: Arc<str>,
    /// Language and what it is called in it; none for a thread that the theme has words for.
    pub label: Vec<(Arc<str>, Arc<str>)>,
    /// Names of the kinds it takes.
    pub kinds: Vec<Arc<str>>,
    /// Tags it takes.
    pub tags: Vec<Arc<str>>,
}

/// A dossier's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The title.
    pub title: Wording,
    /// What it is about; may be empty.
    pub description: Wording,
    /// Where it will be published, with a `/` at its end; empty if that is open.
    pub base_url: Arc<str>,
    /// The languages, the main one first.
    pub languages: Vec<Lang>,
    /// The theme's name.
    pub theme: Arc<str>,
    /// The id of the entry whose text opens the home page.
    pub home: Option<Arc<str>>,
    /// Ids of entries or plurals of kinds in the main menu; empty for the theme's own choice.
    pub menu: Vec<Arc<str>>,
    /// The same for the foot of every page.
    pub foot: Vec<Arc<str>>,
    /// Where copies of the site are.
    pub mirrors: Vec<Arc<str>>,
    /// Where the site is in Tor, with a `/` at its end.
    pub onion: Option<Arc<str>>,
    /// Where the link that leaves the site leads.
    pub leave: Option<Arc<str>>,
    /// Whose texts may be used how; may be empty.
    pub licence: Arc<str>,
    /// Whom to write to; may be empty.
    pub contact: Arc<str>,
    /// The id of the entry that says how to suggest a correction.
    pub contact_page: Option<Arc<str>>,
    /// The id of the entry that says what may happen to readers.
    pub safety_page: Option<Arc<str>>,
    /// Key and name of the jurisdictions, in the main language.
    pub jurisdictions: BTreeMap<Arc<str>, Arc<str>>,
    /// The same with their names in other languages.
    pub jurisdiction_names: BTreeMap<Arc<str>, Wording>,
    /// What is done to links that lead to something designated there; one that is not named warns.
    pub designated_links: BTreeMap<Arc<str>, Policy>,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// The threads of the timeline, in order.
    pub threads: Vec<Thread>,
    /// What is drawn of the relations between entries.
    pub map: Map,
    /// What the site does in the reader's browser.
    pub extras: Extras,
    /// What is for programs.
    pub machines: Machines,
    /// What must not be published.
    pub never_publish: NeverPublish,
    /// Where and how the site is served.
    pub hosting: Hosting,
    /// The CSL style of citations: a name, or the path of a `.csl` file from the root.
    pub citation_style: Arc<str>,
    /// The weight of rules.
    pub rules: BTreeMap<String, Level>,
    /// The kinds.
    pub kinds: Arc<Kinds>,
    /// The digest of the file: whatever changes in it is read anew everywhere.
    pub digest: Digest,
}

/// What the command line asks of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Show drafts too.
    pub drafts: bool,
    /// Show the dossier as it stood on this day.
    pub as_of: Option<Day>,
    /// Instead of `base_url:`.
    pub base_url: Option<String>,
    /// Instead of `theme:`.
    pub theme: Option<String>,
    /// Treat warnings as errors.
    pub strict: bool,
    /// The day on which reviews are due. Only `dossier check` sets it: nothing that is built depends on it.
    pub today: Option<Day>,
    /// Let the blank book stand for every card picture: for those who want to know what is wrong and publish nothing.
    pub blank_cards: bool,
}

impl Config {
    /// The main language.
    #[must_use]
    pub fn main(&self) -> &Lang {
        // `read_config` never makes an empty list: it puts `en` where the writer gave none.
        &self.languages[0]
    }

    /// The title in a language, and its own language if that is another.
    #[must_use]
    pub fn title(&self, lang: &Lang) -> (Arc<str>, Option<&Lang>) {
        self.title.in_language(lang, &self.languages)
    }

    /// The name of a jurisdiction in a language, and what it is in where it has none in that.
    #[must_use]
    pub fn jurisdiction(&self, key: &str, lang: &Lang) -> Option<(Arc<str>, Option<Lang>)> {
        let (name, other) = self.jurisdiction_names.get(key)?.in_language(lang, &self.languages);
        Some((name, other.cloned()))
    }

    /// What the dossier is about, in a language; may be empty.
    #[must_use]
    pub fn description(&self, lang: &Lang) -> Arc<str> {
        self.description.in_language(lang, &self.languages).0
    }

    /// The path of `base_url` with `/` at both ends: what an address-independent page (404) must use.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        after_scheme.find('/').map_or("/", |at| &after_scheme[at..])
    }
}

/// Reads `dossier.yaml` and what the command line says instead. `rules` are the names that may be weighed.
#[must_use]
pub fn read_config(snapshot: &Snapshot, options: &Options, rules: &[&crate::diag::Code]) -> Outcome<Config> {
    let mut found = Vec::new();
    let Some(source) = snapshot.source(SETTINGS) else {
        let place = Place::file(&SourceId::new(SETTINGS));
        found.push(Diagnostic::new(&codes::MISSING_SETTINGS, place, "there is no `dossier.yaml`").hint("`dossier init DIR` writes one"));
        return Outcome { value: assemble(&Record::default(), Vec::new(), Digest::default(), options), diagnostics: found };
    };
    found.extend(super::faults(source));
    let node = match yaml::decode(&source.text) {
        Ok(Node::Null) => Node::Map(Vec::new()),
        Ok(node @ Node::Map(_)) => node,
        Ok(other) => {
            let message = format!("the settings are {}, not fields and values", other.what());
            found.push(Diagnostic::new(&codes::INVALID_SETTINGS, Place::file(&source.id), message));
            Node::Map(Vec::new())
        }
        Err(problem) => {
            found.push(problem.diagnostic(&source.id, 0));
            Node::Map(vec![(Arc::from("title"), Node::Text(Arc::from("?")))])
        }
    };
    let declared_kinds = node.get("kinds").map(|kinds| declared(kinds, &source.id)).map_or_else(Vec::new, |outcome| {
        found.extend(outcome.diagnostics);
        outcome.value
    });
    let (none, kinds) = (BTreeMap::new(), Kinds::with(Vec::new()));
    let fields: Vec<&Field> = schema().iter().collect();
    let vocabulary = Vocabulary { jurisdictions: &none, kinds: &kinds };
    let record = decode(&node, &fields, &FieldPath::default(), &source.id, &vocabulary, &mut found);
    let mut config = assemble(&record, declared_kinds, source.digest, options);
    (config.jurisdiction_names, config.designated_links) = jurisdictions::read(&record, source, &mut found);
    let names = config.jurisdiction_names.keys();
    config.jurisdictions = names.filter_map(|key| Some((key.clone(), config.jurisdiction(key, config.main())?.0))).collect();
    hosting::check(&record, source, &mut found);
    map::check(&record, &config.kinds, source, &mut found);
    config.rules = levels(&record, source, rules, &mut found);
    machines::check(&record, source, &mut found);
    extras::check(config.extras, &config.base_url, source, &mut found);
    timeline::check(&config, source, &mut found);
    never_publish::check(&config.never_publish, source, &mut found);
    check_languages(&record, source, &mut found);
    Outcome { value: config, diagnostics: found }
}

fn assemble(record: &Record, declared: Vec<crate::kind::Kind>, digest: Digest, options: &Options) -> Config {
    let text = |name: &str| record.text(name).unwrap_or_else(|| Arc::from(""));
    let mut base_url = options.base_url.clone().unwrap_or_else(|| text("base_url").to_string());
    if !base_url.is_empty() && !base_url.ends_with('/') {
        base_url.push('/');
    }
    let mut languages: Vec<Lang> = Vec::new();
    for tag in record.texts("languages") {
        let lang = Lang::new(&tag);
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    if languages.is_empty() {
        languages.push(Lang::new("en"));
    }
    let theme = options.theme.as_deref().map(Arc::from).or_else(|| record.text("theme"));
    let markdown = record.group("markdown").cloned().unwrap_or_default();
    let kinds = Kinds::with(declared);
    let raw_html = match markdown.text("raw_html").as_deref() {
        Some("escape") => RawHtml::Escape,
        Some("allow") => RawHtml::Allow,
        _ => RawHtml::Sanitize,
    };
    Config {
        title: Wording::of(record.get("title")),
        description: Wording::of(record.get("description")),
        base_url: base_url.into(),
        languages: languages.clone(),
        theme: theme.unwrap_or_else(|| Arc::from("ledger")),
        home: record.text("home"),
        menu: record.texts("menu"),
        foot: record.texts("foot"),
        mirrors: record.texts("mirrors"),
        onion: record.text("onion").map(|onion| if onion.ends_with('/') { onion } else { format!("{onion}/").into() }),
        leave: record.text("leave"),
        licence: text("licence"),
        contact: text("contact"),
        contact_page: record.text("contact_page"),
        safety_page: record.text("safety_page"),
        jurisdictions: BTreeMap::new(),
        jurisdiction_names: BTreeMap::new(),
        designated_links: BTreeMap::new(),
        markdown: Markdown {
            raw_html,
            quotes: markdown.bool("quotes").unwrap_or(true),
            autolink: markdown.bool("autolink").unwrap_or(true),
            languages,
        },
        threads: timeline::threads(record),
        map: map::map(record, &kinds),
        extras: extras::extras(record, options.blank_cards),
        hosting: hosting::hosting(record),
        machines: machines::machines(record),
        never_publish: never_publish::never_publish(record),
        citation_style: record.group("citations").and_then(|citations| citations.text("style")).unwrap_or_else(|| Arc::from(OWN_STYLE)),
        rules: BTreeMap::new(),
        kinds: Arc::new(kinds),
        digest,
    }
}

/// The pairs of a field that is a free map, each with its path; anything else is reported.
fn pairs<'a>(record: &'a Record, field: &str, source: &Source, found: &mut Vec<Diagnostic>) -> Vec<(&'a Arc<str>, &'a Node, FieldPath)> {
    let path = FieldPath::key(field);
    match record.get(field) {
        None | Some(Value::Free(Node::Null)) => Vec::new(),
        Some(Value::Free(Node::Map(pairs))) => pairs.iter().map(|(key, node)| (key, node, path.then(key))).collect(),
        _ => {
            let message = format!("`{field}` must be a group of fields");
            found.push(Diagnostic::new(&codes::WRONG_TYPE, Place::value(&source.id, path), message));
            Vec::new()
        }
    }
}

fn levels(record: &Record, source: &Source, rules: &[&crate::diag::Code], found: &mut Vec<Diagnostic>) -> BTreeMap<String, Level> {
    let mut levels = BTreeMap::new();
    for (key, node, path) in pairs(record, "rules", source, found) {
        let level = match node {
            Node::Text(word) if &**word == "allow" => Level::Allow,
            Node::Text(word) if &**word == "warn" => Level::Warn,
            Node::Text(word) if &**word == "deny" => Level::Deny,
            _ => {
                let message = format!("the weight of `{}` must be `allow`, `warn` or `deny`", written(key));
                found.push(Diagnostic::new(&codes::UNKNOWN_WORD, Place::value(&source.id, path), message));
                continue;
            }
        };
        match rules.iter().find(|code| code.name == &**key) {
            Some(code) if code.fixed => {
                let message = format!("the rule `{key}` cannot be changed: without it there is nothing to publish");
                found.push(Diagnostic::new(&codes::UNKNOWN_RULE, Place::key(&source.id, path), message));
            }
            Some(code) => {
                levels.insert(code.name.to_owned(), level);
            }
            None => {
                let hint = did_you_mean(key, rules.iter().map(|code| code.name));
                let message = format!("there is no rule `{}`", written(key));
                found.push(Diagnostic::new(&codes::UNKNOWN_RULE, Place::key(&source.id, path), message).maybe_hint(hint));
            }
        }
    }
    levels
}

fn check_languages(record: &Record, source: &Source, found: &mut Vec<Diagnostic>) {
    let tags = record.texts("languages");
    for (n, tag) in tags.iter().enumerate() {
        if tags[..n].iter().any(|other| other.eq_ignore_ascii_case(tag)) {
            let place = Place::value(&source.id, FieldPath::key("languages").item(n));
            found.push(Diagnostic::new(&codes::INVALID_SETTINGS, place, format!("the language `{}` stands twice", written(tag))));
        }
    }
}
