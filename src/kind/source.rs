//! A source: a document that something rests on.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{Kind, address, linked};
use crate::diag::Diagnostic;
use crate::model::date::Day;
use crate::model::schema::{Field, Relation, Schema, Shape, Word};
use crate::model::{Details, KindName, Lang, Look, Record, Ref, Summary};
use crate::text::SourceId;

/// The types of documents: Hayagriva's.
pub const TYPES: &[Word] = &[
    ("article", "an article in a periodical or a newspaper's site"),
    ("web", "a page on the web"),
    ("report", "a report of a body or an organisation"),
    ("legislation", "the text of a law or an order"),
    ("case", "a decision of a court"),
    ("book", "a book"),
    ("video", "a film or a recording with pictures"),
    ("audio", "a recording of sound"),
    ("post", "a post in a channel or a network"),
    ("newspaper", "an issue of a newspaper"),
    ("misc", "anything else"),
    ("anthology", "a collection of texts"),
    ("anthos", "a text in a collection"),
    ("artwork", "a work of art"),
    ("blog", "a blog"),
    ("chapter", "a chapter of a book"),
    ("conference", "a conference"),
    ("entry", "an entry of a work of reference"),
    ("exhibition", "an exhibition"),
    ("manuscript", "a manuscript"),
    ("original", "the original of a work"),
    ("patent", "a patent"),
    ("performance", "a performance"),
    ("periodical", "a periodical"),
    ("proceedings", "the papers of a conference"),
    ("reference", "a work of reference"),
    ("repository", "a repository of code or data"),
    ("scene", "a part of a film or a play"),
    ("thesis", "a thesis"),
    ("thread", "a thread of posts"),
];

/// How far a document can be relied on, and for what.
pub const RELIABILITIES: &[Word] = &[
    ("primary", "the document itself: a decision, a recording, a letter"),
    ("official", "a notice or a site of an authority"),
    ("independent", "reporting that checks what it says"),
    ("state-media", "media run by the state it reports on"),
    ("party", "somebody with a stake in what it says"),
    ("retelling", "a report of another report"),
    ("unverified", "nobody has checked it"),
];

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// A word of [`TYPES`].
    pub kind: Option<Arc<str>>,
    /// Who wrote it.
    pub author: Vec<Arc<str>>,
    /// Who published it: an actor's entry or a plain name.
    pub publisher: Option<Ref>,
    /// Its address.
    pub url: Option<Arc<str>>,
    /// The address of an archived copy.
    pub archive_url: Option<Arc<str>>,
    /// Where else it stands. Links are matched against them; they are not shown.
    pub addresses: Vec<Arc<str>>,
    /// What it stands in: a periodical, a site, a collection.
    pub container: Option<Arc<str>>,
    /// When the editors last saw it.
    pub accessed: Option<Day>,
    /// The language it is in.
    pub language: Option<Arc<str>>,
    /// The same, where it is written in Cyrillic letters.
    cyrillic: Option<Lang>,
    /// The language of its title, where the writer says so.
    title_language: Option<Lang>,
    /// A word of [`RELIABILITIES`].
    pub reliability: Option<Arc<str>>,
    /// What else a reader should know of it; inline Markdown.
    pub note: Option<Arc<str>>,
}

impl Source {
    fn schema_type(&self) -> &'static str {
        match self.kind.as_deref() {
            Some("article" | "blog") => "Article",
            Some("newspaper") => "NewsArticle",
            Some("web" | "entry" | "reference") => "WebPage",
            Some("report") => "Report",
            Some("legislation") => "Legislation",
            Some("book") => "Book",
            Some("chapter") => "Chapter",
            Some("thesis") => "Thesis",
            Some("video" | "scene") => "VideoObject",
            Some("audio") => "AudioObject",
            Some("post" | "thread") => "SocialMediaPosting",
            Some("periodical") => "Periodical",
            Some("repository") => "SoftwareSourceCode",
            Some("manuscript") => "Manuscript",
            _ => "CreativeWork",
        }
    }
}

impl Details for Source {
    /// `sameAs` is the document's own address, since `url` is that of its page in the dossier.
    fn linked_data(&self, me: &Summary, look: &dyn Look) -> Option<Json> {
        let mut node = linked::node(self.schema_type());
        linked::put(&mut node, "headline", &*me.common.title);
        linked::put(&mut node, "author", self.author.iter().map(|name| linked::named(name)).collect::<Vec<Json>>());
        linked::put(&mut node, "publisher", linked::actors(look, self.publisher.as_slice()));
        linked::put(&mut node, "datePublished", me.common.date.as_ref().and_then(|date| linked::iso_bounds(date).0));
        let container = self.container.as_ref().map(|name| json!({"@type": "CreativeWork", "name": &**name}));
        linked::put(&mut node, "isPartOf", container);
        linked::put(&mut node, "inLanguage", self.language.as_deref());
        linked::put(&mut node, "sameAs", self.url.as_deref());
        linked::put(&mut node, "archivedAt", self.archive_url.as_deref());
        Some(Json::Object(node))
    }

    /// Of a title that the writer of a Latin entry gave in Cyrillic letters it is plain: it is the document's own.
    fn title_language(&self, me: &Summary, title: &str) -> Option<&Lang> {
        let by_letters = || self.cyrillic.as_ref().filter(|_| !has_cyrillic_letters(&me.lang) && is_cyrillic(title));
        self.title_language.as_ref().or_else(by_letters)
    }

    fn check(&self, _me: &Summary, source: &SourceId, _look: &dyn Look) -> Vec<Diagnostic> {
        address::check(&self.addresses, source)
    }
}

/// Languages that are written in Cyrillic letters.
const CYRILLIC: &[&str] = &["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"];

fn has_cyrillic_letters(lang: &Lang) -> bool {
    let tag = lang.as_str();
    CYRILLIC.contains(&tag.split('-').next().unwrap_or(tag)) && !tag.contains("Latn")
}

/// Whether most letters of a text are Cyrillic: names of outlets and apps stand in Latin ones anywhere.
fn is_cyrillic(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count() * 2 > letters().count()
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let day = |name: &str| record.when(name).and_then(|when| when.earliest());
    Some(Arc::new(Source {
        kind: record.text("type"),
        author: record.texts("author"),
        publisher: record.reference("publisher"),
        url: record.text("url"),
        archive_url: record.text("archive_url"),
        addresses: record.texts("addresses"),
        container: record.text("container"),
        accessed: day("accessed"),
        cyrillic: record.text("language").map(|tag| Lang::new(&tag)).filter(has_cyrillic_letters),
        title_language: record.text("title_language").map(|tag| Lang::new(&tag)),
        language: record.text("language"),
        reliability: record.text("reliability"),
        note: record.text("note"),
    }))
}

fn schema() -> Schema {
    let publisher = Shape::RefOrName(Relation { to: vec!["actor".into()].into(), inverse: "published".into() });
    vec![
        Field::new("type", Shape::Word(TYPES), "article", "What sort of document it is, in Hayagriva's words."),
        Field::new("author", Shape::texts(), "[\"Ivanova, Maryia\"]", "Who wrote it, family name first."),
        Field::new(
            "publisher",
            publisher,
            "The Moscow Times",
            "Who published it: an actor of the dossier by id or name, or else a plain name.",
        ),
        Field::new(
            "container",
            Shape::Text,
            "\"The Moscow Times\"",
            "What it stands in, where that is not the publisher: a periodical, a site, a collection.",
        )
        .labelled("in"),
        Field::new("editor", Shape::texts(), "[\"Ivanova, Maryia\"]", "Who edited it or what it stands in, family name first."),
        Field::new("edition", Shape::Text, "\"2\"", "Which edition it is."),
        Field::new("volume", Shape::Text, "\"12\"", "The volume it is, or stands in."),
        Field::new("issue", Shape::Text, "\"3\"", "The issue it stands in."),
        Field::new("pages", Shape::Text, "12-15", "The pages it stands on."),
        Field::new("location", Shape::Text, "Vilnius", "Where it was published."),
        Field::new("doi", Shape::Text, "10.1000/182", "Its DOI, without `https://doi.org/`.").labelled("DOI"),
        Field::new("isbn", Shape::Text, "978-3-16-148410-0", "Its ISBN.").labelled("ISBN"),
        Field::new(
            "url",
            Shape::Url,
            "https://www.themoscowtimes.com/2021/08/18/belarus-a74832",
            "Its address. Never that of leaked data.",
        )
        .labelled("address"),
        Field::new(
            "archive_url",
            Shape::Url,
            "https://web.archive.org/web/2021/https://www.themoscowtimes.com/2021/08/18/belarus-a74832",
            "The address of an archived copy.",
        )
        .labelled("archived copy"),
        address::field("[mirror.example/a74832]"),
        Field::new("accessed", Shape::Day, "\"2021-08-19\"", "The day somebody last saw it at that address."),
        Field::new("language", Shape::Language, "en", "The language it is in, as a tag."),
        Field::new(
            "title_language",
            Shape::Language,
            "de",
            "The language of its title, if that is not the language of the entry. Of a title in Cyrillic letters in an entry in Latin ones it is taken from `language`.",
        ),
        Field::new("reliability", Shape::Word(RELIABILITIES), "independent", "How far it can be relied on, and for what."),
        Field::new("note", Shape::Prose, "\"Only the opening part was seen.\"", "What else a reader should know of it."),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("source"),
        label: "source".into(),
        plural: "sources".into(),
        title: "Sources".into(),
        doc: "A document that something rests on. Its title and date are the common fields; texts cite it by `[@id]`.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}
