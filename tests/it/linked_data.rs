//! What pages say to programs: JSON-LD against schema.org's own terms, references read back by the library that reads BibTeX.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dossier::build::{Build, Memo, Options, build};
use dossier::render::Content;
use serde_json::Value;

/// What schema.org says: types with what they extend, and properties with what may stand there.
struct Terms {
    extends: BTreeMap<String, Vec<String>>,
    properties: BTreeMap<(String, String), BTreeSet<String>>,
}

/// Values that are written as text.
const TEXTS: &[&str] =
    &["Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Boolean", "Float", "CssSelectorType", "PronounceableText"];

impl Terms {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema-org/terms.txt");
        let text = std::fs::read_to_string(path).expect("the terms can be read");
        let mut terms = Terms { extends: BTreeMap::new(), properties: BTreeMap::new() };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, parents)) = line.split_once(" < ") {
                terms.extends.insert(name.to_owned(), parents.split(' ').map(str::to_owned).collect());
            } else {
                let (name, ranges) = line.split_once(" : ").expect("a property has what may stand there");
                let (of, property) = name.split_once(" . ").expect("a property is one of a type");
                terms.properties.insert((of.to_owned(), property.to_owned()), ranges.split(' ').map(str::to_owned).collect());
            }
        }
        terms
    }

    /// A type and all that it extends.
    fn line(&self, name: &str) -> Vec<String> {
        let mut all = vec![name.to_owned()];
        let mut at = 0;
        while at < all.len() {
            let parents = self.extends.get(&all[at]).cloned().unwrap_or_default();
            all.extend(parents.into_iter().filter(|parent| !all.contains(parent)).collect::<Vec<_>>());
            at += 1;
        }
        all
    }

    /// What is wrong with a node and all in it.
    fn faults(&self, node: &Value, faults: &mut BTreeSet<String>) {
        let Some(fields) = node.as_object() else { return };
        let Some(kind) = fields.get("@type").and_then(Value::as_str) else {
            if !fields.contains_key("@id") {
                faults.insert(format!("a node without a type: {node}"));
            }
            return;
        };
        if !self.extends.contains_key(kind) && kind != "Thing" {
            faults.insert(format!("there is no type {kind}, or tests/schema-org/make.py does not name it"));
            return;
        }
        let line = self.line(kind);
        for (property, value) in fields.iter().filter(|(name, _)| !name.starts_with('@')) {
            let ranges = line.iter().chain([&"ThingBase".to_owned()]).find_map(|of| self.properties.get(&(of.clone(), property.clone())));
            let Some(ranges) = ranges else {
                faults.insert(format!("{kind} has no {property}"));
                continue;
            };
            for one in value.as_array().map_or_else(|| vec![value], |all| all.iter().collect()) {
                self.fits(kind, property, one, ranges, faults);
            }
        }
    }

    fn fits(&self, kind: &str, property: &str, value: &Value, ranges: &BTreeSet<String>, faults: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                self.faults(value, faults);
                let of = fields.get("@type").and_then(Value::as_str).unwrap_or("");
                let bare = |name: &str| name.trim_end_matches("Base").to_owned();
                let fits = of.is_empty() || ranges.contains("Thing") || self.line(of).iter().any(|name| ranges.contains(&bare(name)));
                if !fits {
                    faults.insert(format!("{kind}.{property} cannot be a {of}"));
                }
            }
            Value::Null => {
                faults.insert(format!("{kind}.{property} is null"));
            }
            text => {
                // An address may stand for the thing that it is of.
                let is_address = text.as_str().is_some_and(|text| text.starts_with("https://"));
                if !is_address && !TEXTS.iter().any(|known| ranges.contains(*known)) {
                    faults.insert(format!("{kind}.{property} cannot be the text {text}"));
                }
                if text.as_str().is_some_and(|text| text.contains("[[") || text.contains("](")) {
                    faults.insert(format!("{kind}.{property} holds Markdown: {text}"));
                }
            }
        }
    }
}

fn real() -> Build {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = dossier::read::read(root).expect("the dossier of the repository can be read");
    build(&snapshot, &Options { blank_cards: true, ..Options::default() }, &Memo::last()).0
}

fn text(build: &Build, path: &str) -> String {
    let file = build.files.iter().find(|(known, _)| known.as_str() == path).unwrap_or_else(|| panic!("there is no {path}"));
    let Content::Bytes(bytes) = &file.1.content else { panic!("{path} is a copy") };
    String::from_utf8(bytes.to_vec()).expect("a text")
}

/// The JSON-LD of a page.
fn graph(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
    serde_json::from_str(rest.split_once("</script>")?.0).ok()
}

#[test]
fn the_real_dossier_speaks_to_programs() {
    let (build, terms) = (real(), Terms::read());
    let (mut faults, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    let (mut pages, mut graphs) = (0, 0);
    for path in build.files.keys().map(|path| path.as_str()).filter(|path| path.ends_with("index.html")) {
        pages += 1;
        let page = text(&build, path);
        let Some(graph) = graph(&page) else {
            assert!(!page.contains("application/ld+json"), "{path}: the JSON-LD is no JSON");
            continue;
        };
        graphs += 1;
        assert_eq!(graph["@context"], "https://schema.org", "{path}");
        assert_eq!(page.matches("application/ld+json").count(), 1, "{path} has several graphs");
        for node in graph["@graph"].as_array().expect("one graph") {
            kinds.extend(node["@type"].as_str().map(str::to_owned));
            terms.faults(node, &mut faults);
        }
    }
    assert!(faults.is_empty(), "schema.org does not say so:\n{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(graphs > 400 && pages > graphs, "{graphs} graphs on {pages} pages");
    for kind in ["Claim", "Legislation", "Event", "Article", "BreadcrumbList", "DefinedTerm", "WebSite"] {
        assert!(kinds.contains(kind), "no page has a {kind}");
    }
    references_are_read(&build);
}

/// Few dossiers have verdicts, and the real one has none: those of a fixture are held against the same terms.
#[test]
fn a_verdict_is_a_claim_review() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/evidence/verdict.dossier");
    let fixture = std::fs::read_to_string(path).expect("the fixture can be read");
    let files = super::fixtures::inputs(&fixture).into_iter().collect();
    let (build, _) = build(&super::fixtures::snapshot(&files), &Options::default(), &Memo::last());
    let terms = Terms::read();
    let mut reviews = 0;
    for page in ["claims/c/index.html", "claims/d/index.html", "be/claims/c/index.html"] {
        let graph = graph(&text(&build, page)).expect("a graph");
        let mut faults = BTreeSet::new();
        let nodes = graph["@graph"].as_array().expect("nodes");
        nodes.iter().for_each(|node| terms.faults(node, &mut faults));
        assert!(faults.is_empty(), "{page}: {faults:?}");
        let of = |kind: &str| nodes.iter().find(|node| node["@type"] == kind).unwrap_or_else(|| panic!("{page} has no {kind}"));
        let (claim, review) = (of("Claim"), of("ClaimReview"));
        assert_eq!(review["itemReviewed"]["@id"], claim["@id"], "{page}");
        for needed in ["claimReviewed", "reviewRating", "author", "datePublished", "url"] {
            assert!(!review[needed].is_null(), "{page}: a fact check needs {needed}");
        }
        let rating = &review["reviewRating"];
        assert!(rating["alternateName"].is_string() && (rating["ratingValue"].is_null() == rating["bestRating"].is_null()), "{rating}");
        reviews += 1;
    }
    assert_eq!(reviews, 3);
    assert!(!text(&real(), "claims/five-terabytes/index.html").contains("ClaimReview"), "a verdict that nobody recorded");
}

/// The references of the real dossier, read by the library that also reads the bibliographies of writers.
fn references_are_read(build: &Build) {
    for folder in ["", "be/", "ru/"] {
        let bib = text(build, &format!("{folder}citations.bib"));
        let read = biblatex::Bibliography::parse(&bib).expect("BibTeX that can be read");
        let csl: Value = serde_json::from_str(&text(build, &format!("{folder}citations.json"))).expect("JSON");
        let csl = csl.as_array().expect("a list");
        assert!(csl.len() > 150 && read.len() == csl.len(), "{} references and {} in BibTeX", csl.len(), read.len());
        let ris = text(build, &format!("{folder}citations.ris"));
        assert_eq!(ris.matches("TY  - ELEC\r\n").count(), csl.len());
        let keys: BTreeSet<&str> = csl.iter().filter_map(|one| one["id"].as_str()).collect();
        assert_eq!(keys.len(), csl.len(), "two references have one key");
        for one in csl {
            let key = one["id"].as_str().expect("a key");
            let entry = read.get(key).unwrap_or_else(|| panic!("{key} is not in the BibTeX"));
            let title = biblatex::ChunksExt::format_verbatim(entry.title().expect("a title"));
            assert_eq!(title, one["title"].as_str().expect("a title").split_whitespace().collect::<Vec<_>>().join(" "));
            assert_eq!(entry.url().expect("an address"), one["URL"].as_str().expect("an address"));
        }
    }
    let claim = text(build, "claims/five-terabytes/cite.bib");
    assert!(claim.starts_with("@misc{five-terabytes,\n") && claim.contains("claimed"), "{claim}");
    assert_eq!(biblatex::Bibliography::parse(&claim).expect("BibTeX").len(), 1);
}

#[test]
fn the_check_against_schema_org_finds_what_is_wrong() {
    let terms = Terms::read();
    for (node, fault) in [
        (r#"{"@type":"Klaim"}"#, "no type Klaim"),
        (r#"{"@type":"Claim","startDate":"2021"}"#, "Claim has no startDate"),
        (r#"{"@type":"Claim","author":"somebody"}"#, "Claim.author cannot be the text"),
        (r#"{"@type":"Claim","author":{"@type":"Thing","name":"x"}}"#, "Claim.author cannot be a Thing"),
        (r#"{"@type":"Claim","text":"says [[x]]"}"#, "holds Markdown"),
        (r#"{"@type":"Claim","about":{"name":"x"}}"#, "without a type"),
        (r#"{"@type":"Claim","about":{"@type":"Event","text":"x"}}"#, "Event has no text"),
    ] {
        let mut faults = BTreeSet::new();
        terms.faults(&serde_json::from_str(node).expect("JSON"), &mut faults);
        assert!(faults.iter().any(|one| one.contains(fault)), "{node}: {faults:?}");
    }
    let mut faults = BTreeSet::new();
    let good = r#"{"@type":"Claim","text":"x","author":{"@type":"GovernmentOrganization","name":"x"},"appearance":{"@type":"CreativeWork","url":"https://e.example/"}}"#;
    terms.faults(&serde_json::from_str(good).expect("JSON"), &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
}
