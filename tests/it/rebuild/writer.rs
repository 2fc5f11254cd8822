//! Somebody who writes a dossier and never rests.

use std::collections::BTreeMap;

use super::super::effort::generate::plan::KINDS;
use super::random::Random;

const WORDS: [&str; 16] = [
    "court",
    "list",
    "channel",
    "server",
    "record",
    "ministry",
    "archive",
    "letter",
    "march",
    "fine",
    "union",
    "paper",
    "street",
    "passport",
    "\"quoted\"",
    "naïve",
];

/// An entry as it is written.
#[derive(Clone)]
struct Entry {
    kind: &'static str,
    id: String,
    lang: &'static str,
    folder: String,
    /// Front matter, a field with all its lines each.
    fields: Vec<(&'static str, String)>,
    /// Paragraphs.
    body: Vec<String>,
}

/// The writer and all that is written.
pub struct Writer {
    random: Random,
    entries: Vec<Entry>,
    /// The settings that change.
    settings: BTreeMap<&'static str, String>,
    /// Overrides of the theme, pictures, bibliographies.
    others: BTreeMap<String, String>,
    /// How many names were made up.
    named: usize,
}

impl Writer {
    /// A writer with some sixty entries.
    pub fn new(seed: usize) -> Self {
        let random = Random::of_entry(seed, 7);
        let settings = BTreeMap::from([("title", "title: Test\n".to_owned()), ("languages", "languages: [en, be]\n".to_owned())]);
        let mut writer = Self { random, entries: Vec::new(), settings, others: BTreeMap::new(), named: 0 };
        writer.others.insert("content/pictures/a.png".into(), "a".into());
        for n in 0..56 {
            let kind = KINDS[n % KINDS.len()];
            writer.create(kind);
        }
        for _ in 0..6 {
            writer.translate();
        }
        // Links can lead to what was written later only now.
        for n in 0..writer.entries.len() {
            writer.rewrite(n);
        }
        writer
    }

    /// The files of the dossier.
    pub fn files(&self) -> BTreeMap<String, String> {
        let mut files = self.others.clone();
        let settings: String = self.settings.values().map(String::as_str).collect();
        // A mistake shall not keep the site from being made, as far as that can be asked for.
        let mild = dossier::check::all_codes().into_iter().filter(|code| !code.fixed).map(|code| format!("{}: warn", code.name));
        let rules = mild.collect::<Vec<_>>().join(", ");
        files.insert("dossier.yaml".to_owned(), format!("{settings}rules: {{{rules}}}\njurisdictions: {{by: Belarus}}\n"));
        files.extend(self.entries.iter().map(|entry| (entry.path(), entry.text())));
        files
    }

    /// Does one thing and says what.
    pub fn step(&mut self) -> String {
        let n = self.random.below(self.entries.len());
        let path = self.entries[n].path();
        match self.random.below(40) {
            0..=6 => {
                let text = self.sentence();
                let body = &mut self.entries[n].body;
                let at = self.random.below(body.len());
                body[at] = format!("{text} {}", body[at]);
                format!("prose of {path}")
            }
            7..=12 => {
                let paragraph = self.paragraph();
                let at = self.random.below(self.entries[n].body.len() + 1);
                self.entries[n].body.insert(at, paragraph.clone());
                format!("{path} has one more: {paragraph}")
            }
            13..=14 => {
                let body = &mut self.entries[n].body;
                let gone = if body.len() > 1 { body.remove(self.random.below(body.len())) } else { String::new() };
                format!("{path} is without {gone}")
            }
            15..=23 => {
                let (name, value) = self.field(n);
                self.entries[n].set(name, value.clone());
                format!("{path}: {value}")
            }
            24 => {
                let fields = &mut self.entries[n].fields;
                let (name, _) = fields.remove(self.random.below(fields.len()));
                format!("{path} is without the field {name}")
            }
            25..=26 => {
                let kind = KINDS[self.random.below(KINDS.len())];
                self.create(kind);
                format!("a new {kind}")
            }
            27..=28 => self.translate(),
            29..=30 => {
                let entry = self.entries.remove(n);
                format!("{path} is gone ({})", entry.kind)
            }
            31 => {
                self.rewrite(n);
                format!("{path} is rewritten")
            }
            32..=33 => self.rename(n),
            34..=35 => self.set(),
            36 => self.turn(),
            _ => self.other(),
        }
    }

    fn create(&mut self, kind: &'static str) {
        self.named += 1;
        let id = format!("{}-{kind}", WORDS[self.named % 12].to_owned() + &self.named.to_string());
        self.entries.push(Entry { kind, id, lang: "", folder: format!("{kind}s"), fields: Vec::new(), body: Vec::new() });
        self.rewrite(self.entries.len() - 1);
    }

    fn translate(&mut self) -> String {
        let n = self.random.below(self.entries.len());
        let mut copy = self.entries[n].clone();
        copy.lang = ".be";
        if self.entries.iter().any(|entry| entry.path() == copy.path()) {
            self.entries.retain(|entry| entry.path() != copy.path());
            return format!("no translation of {}", copy.id);
        }
        let title = format!("title: \"Пераклад {} {}\"\n", copy.id, self.word());
        copy.set("title", title);
        copy.fields.retain(|(name, _)| !matches!(*name, "aliases" | "redirect_from"));
        copy.body.push("Па-беларуску.".to_owned());
        let path = copy.path();
        self.entries.push(copy);
        format!("a translation, {path}")
    }

    /// Writes an entry anew, valid as far as its references are.
    fn rewrite(&mut self, n: usize) {
        let mut fields: Vec<(&'static str, String)> = vec![("title", self.title(&self.entries[n].id.clone()))];
        fields.extend(self.own_fields(n));
        for name in ["summary", "tags", "published", "sources"] {
            if !self.random.one_in(3) {
                fields.push((name, self.value(n, name)));
            }
        }
        let count = self.random.between(2, 6);
        self.entries[n].fields = fields;
        self.entries[n].body = (0..count).map(|_| self.paragraph()).collect();
    }

    /// The fields that only its kind has.
    fn own_fields(&mut self, n: usize) -> Vec<(&'static str, String)> {
        let names: &[&'static str] = match self.entries[n].kind {
            "source" => &["url", "publisher", "date", "archive_url"],
            "actor" => &["type"],
            "provision" => &["official_title", "jurisdiction", "in_force", "amended"],
            "instrument" => &["jurisdiction", "issued_by", "under", "stamp"],
            "effect" => &["who", "conduct", "triggered_by", "under", "jurisdiction", "in_force", "standing", "consequence"],
            "event" => &["date", "involves"],
            "claim" => &["statement", "claimed_by", "about", "history", "responses"],
            "explainer" => &["question", "key_points"],
            "term" => &["also"],
            "designation" => &["date", "subject", "instrument", "by", "under", "in_force", "jurisdiction"],
            "case" => &["date", "effect", "outcome"],
            "question" => &["status", "about", "accounts"],
            _ => &[],
        };
        names.iter().map(|name| (*name, self.value(n, name))).collect()
    }

    /// Another value for one of the fields of an entry.
    fn field(&mut self, n: usize) -> (&'static str, String) {
        const COMMON: [&str; 17] = [
            "title",
            "title",
            "short_title",
            "summary",
            "aliases",
            "tags",
            "sources",
            "related",
            "draft",
            "published",
            "updated",
            "reviewed",
            "corrections",
            "redirect_from",
            "image",
            "autolink",
            "date",
        ];
        let own = self.own_fields(n);
        if !own.is_empty() && self.random.one_in(2) {
            let at = self.random.below(own.len());
            return own[at].clone();
        }
        let name = COMMON[self.random.below(COMMON.len())];
        (name, self.value(n, name))
    }

    fn value(&mut self, n: usize, name: &str) -> String {
        let id = self.entries[n].id.clone();
        let day = |random: &mut Random| format!("\"202{}-0{}-1{}\"", random.below(3), random.between(1, 9), random.below(10));
        let date = day(&mut self.random);
        let (a, b) = (self.sentence(), self.sentence().replace('"', "'"));
        let text = a.replace('"', "'");
        match name {
            "title" => self.title(&id),
            "short_title" => format!("short_title: \"{} {}\"\n", self.word(), self.random.below(9)),
            "aliases" => format!("aliases: [{}-{}]\n", self.word(), self.random.below(6)),
            "tags" => format!("tags: [{}, {}]\n", self.word(), self.word()),
            "draft" => format!("draft: {}\n", self.random.one_in(2)),
            "autolink" => format!("autolink: {}\n", self.random.one_in(2)),
            "corrections" => format!("corrections: [{{date: {date}, text: \"{text} [[{}]]\"}}]\n", self.name("")),
            "redirect_from" => format!("redirect_from: [old/{}]\n", self.random.below(5)),
            "image" => format!("image: {{src: ../pictures/{}.png, alt: \"{text}\"}}\n", ["a", "b", "c"][self.random.below(3)]),
            "sources" | "related" | "effect" | "issued_by" | "involves" | "triggered_by" | "under" | "about" | "claimed_by" | "by"
            | "subject" => {
                let kind = match name {
                    "sources" => "source",
                    "under" => "provision",
                    "effect" => "effect",
                    "triggered_by" => "instrument",
                    "related" | "about" => "",
                    _ => "actor",
                };
                format!("{name}: [{}]\n", self.name(kind))
            }
            "instrument" => format!("instrument: {}\n", self.name("instrument")),
            "publisher" => format!("publisher: {}\n", self.name("actor")),
            "url" | "archive_url" => format!("{name}: https://press.example/{}\n", self.random.below(50)),
            "type" => format!("type: {}\n", ["outlet", "group", "state-body"][self.random.below(3)]),
            "official_title" | "conduct" | "statement" | "summary" | "outcome" => format!("{name}: \"{text}\"\n"),
            "question" => format!("question: \"{text}?\"\n"),
            "jurisdiction" => "jurisdiction: by\n".to_owned(),
            "in_force" => format!("in_force: \"202{}-0{}-01/..\"\n", self.random.below(3), self.random.between(1, 9)),
            "amended" => format!("amended: [{{date: {date}}}]\n"),
            "stamp" => format!("stamp: {}\n", ["thin", "thick", "double"][self.random.below(3)]),
            "who" => format!("who: [{}]\n", ["member", "reader", "anyone", "outlet"][self.random.below(4)]),
            "standing" => format!("standing: {}\n", ["confirmed", "disputed", "claimed"][self.random.below(3)]),
            "consequence" => {
                format!("consequence: [{{type: administrative, min: 1, max: {}, unit: base-units}}]\n", self.random.between(2, 30))
            }
            "status" => format!("status: {}\n", ["open", "settled"][self.random.below(2)]),
            "also" => format!("also: [{} {}]\n", self.word(), self.word()),
            "key_points" => format!("key_points: [\"{text}\", \"{b}\"]\n"),
            "history" => {
                let (by, source) = (self.name("actor"), self.name("source"));
                let later = ["confirmed", "disputed", "denied", "partly-confirmed"][self.random.below(4)];
                let more = format!(
                    "  - {{date: \"2022-03-0{}\", standing: {later}, by: {}, note: \"{b}\"}}\n",
                    self.random.between(1, 9),
                    self.name("actor")
                );
                let more = if self.random.one_in(2) { more } else { String::new() };
                format!("history:\n  - {{date: {date}, standing: claimed, by: {by}, sources: [{source}]}}\n{more}")
            }
            "responses" => {
                let stance = ["confirms", "denies", "silent", "declines"][self.random.below(4)];
                format!("responses: [{{by: {}, stance: {stance}, date: {date}}}]\n", self.name("actor"))
            }
            "accounts" => {
                format!("accounts: [{{says: \"{text} [[{}]]\", by: [{}]}}, {{says: \"{b}\"}}]\n", self.name(""), self.name("actor"))
            }
            other => format!("{other}: {date}\n"),
        }
    }

    /// A title; few of them, so that two entries are sometimes called the same, and an old name comes back. One is a word of which
    /// many texts are made: that of an actor or a term links by itself in all of them.
    fn title(&mut self, id: &str) -> String {
        if self.random.one_in(8) {
            return format!("title: \"{}\"\n", self.word().replace('"', ""));
        }
        if self.random.one_in(4) {
            format!("title: \"The {}\"\n", self.word().replace('"', ""))
        } else {
            format!("title: \"{} {id}\"\n", self.word().replace('"', ""))
        }
    }

    fn word(&mut self) -> String {
        WORDS[self.random.below(12)].to_owned()
    }

    fn sentence(&mut self) -> String {
        let count = self.random.between(4, 9);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.random.below(WORDS.len())]).collect();
        format!("Then {}.", words.join(" "))
    }

    /// The name of some entry of a kind: its id, at times its title or an alias, at times of nothing.
    fn name(&mut self, kind: &str) -> String {
        let all: Vec<&Entry> = self.entries.iter().filter(|entry| kind.is_empty() || entry.kind == kind).collect();
        if all.is_empty() || self.random.one_in(40) {
            return format!("nobody-{}", self.random.below(5));
        }
        let entry = all[self.random.below(all.len())];
        let of = |name: &str| entry.fields.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
        match self.random.below(12) {
            0 => of("title").map_or(entry.id.clone(), |line| line.trim_start_matches("title: ").trim().trim_matches('"').to_owned()),
            1 => {
                of("aliases").map_or(entry.id.clone(), |line| line.trim_start_matches("aliases: [").trim().trim_end_matches(']').to_owned())
            }
            _ => entry.id.clone(),
        }
    }

    fn paragraph(&mut self) -> String {
        let text = self.sentence();
        let (name, source) = (self.name(""), self.name("source"));
        match self.random.below(18) {
            0..=2 => format!("{text} See [[{name}]]."),
            3 => format!("{text} See [[{name}#Part one|these words]] here."),
            4 => format!("## Part {}\n\n{text}", ["one", "two", "three"][self.random.below(3)]),
            5 => format!("![[{name}]]"),
            6 => format!("{text} ![[{name}#Part one]] after."),
            7..=8 => format!("{text} [@{source}, p. {}]", self.random.below(9)),
            9 => format!("As @{source} says, {text}"),
            10 => {
                let n = self.random.below(self.entries.len());
                format!("{text} [a file](../{}/{}.md) and {text}", self.entries[n].folder, self.entries[n].id)
            }
            11 => format!("![A picture](../pictures/{}.png \"Title\")", ["a", "b", "c"][self.random.below(3)]),
            12 => format!("```rust\nfn f{}() {{}}\n```", self.random.below(9)),
            13 => format!("{text}[^n{0}]\n\n[^n{0}]: A note with [[{name}]].", self.random.below(90)),
            14 => {
                // The title of a term or an actor, which links by itself.
                let title = self.entries.iter().filter(|entry| matches!(entry.kind, "term" | "actor")).nth(self.random.below(6));
                let title = title.and_then(|entry| {
                    entry.fields.first().map(|(_, line)| line.trim_start_matches("title: ").trim().trim_matches('"').to_owned())
                });
                format!("{text} It names {} too.", title.unwrap_or_default())
            }
            15 => format!("> [!NOTE]\n> {text} [[{name}]]"),
            16 => format!("- one [[{name}]]\n- two {text}"),
            _ => text,
        }
    }

    fn rename(&mut self, n: usize) -> String {
        let path = self.entries[n].path();
        if self.random.one_in(2) {
            self.entries[n].folder = if self.random.one_in(2) { "other".to_owned() } else { format!("{}s", self.entries[n].kind) };
        } else {
            self.named += 1;
            let (old, new) = (self.entries[n].id.clone(), format!("new{}-{}", self.named, self.entries[n].kind));
            for entry in self.entries.iter_mut().filter(|entry| entry.id == old) {
                entry.id.clone_from(&new);
            }
        }
        format!("{path} is now {}", self.entries[n].path())
    }

    /// Makes an actor of a term or a term of an actor: its name links by itself as it did, to another address.
    fn turn(&mut self) -> String {
        let named: Vec<usize> = (0..self.entries.len()).filter(|n| matches!(self.entries[*n].kind, "actor" | "term")).collect();
        let Some(entry) = named.get(self.random.below(named.len().max(1))).map(|n| &mut self.entries[*n]) else {
            return "nobody".to_owned();
        };
        let (kind, id) = (if entry.kind == "actor" { "term" } else { "actor" }, entry.id.clone());
        for entry in self.entries.iter_mut().filter(|entry| entry.id == id) {
            entry.kind = kind;
            entry.fields.retain(|(name, _)| !matches!(*name, "also" | "type"));
            entry.set("type", if kind == "actor" { "type: group\n" } else { "" }.to_owned());
        }
        format!("{id} is of the kind {kind}")
    }

    fn set(&mut self) -> String {
        let ids: Vec<String> = (0..2).map(|_| self.name("")).collect();
        let (name, value) = match self.random.below(9) {
            0 => ("home", format!("home: {}\n", ids[0])),
            1 => ("menu", format!("menu: [claims, timeline, \"{}\"]\n", ids[0])),
            2 => ("citation_style", "citation_style: apa\n".to_owned()),
            3 => ("base_url", "base_url: https://dossier.example/\n".to_owned()),
            4 => (
                "timeline",
                format!("timeline: {{threads: [{{name: acts, label: Acts, kinds: [designation], tags: [{}]}}]}}\n", self.word()),
            ),
            5 => ("description", format!("description: About {}\n", self.word())),
            6 => ("map", format!("map: {{entries: {}}}\n", self.random.one_in(2))),
            7 => ("markdown", format!("markdown: {{autolink: {}}}\n", self.random.one_in(2))),
            _ => ("title", format!("title: Test {}\n", self.word())),
        };
        if name != "title" && self.settings.remove(name).is_some() {
            return format!("no setting {name}");
        }
        self.settings.insert(name, value.clone());
        value
    }

    /// The theme, pictures, a bibliography.
    fn other(&mut self) -> String {
        let n = self.random.below(4);
        let bib = format!("@article{{rec{n}, title = {{Record {}}}, year = {{202{n}}}, url = {{https://x.example/{n}}}}}\n", self.word());
        let (path, text) = match self.random.below(8) {
            0 => ("templates/partials/footer.html", format!("<footer>{n} {{{{ site.title }}}}</footer>\n")),
            1 => ("templates/i18n/en.ftl", format!("alert-note = Note {n}\nword-claimed = said {n}\n")),
            2 => ("static/ledger.css", format!("p {{ margin: {n}px }}\n")),
            3 => ("content/pictures/b.png", format!("b{n}")),
            4 => ("content/pictures/c.png", format!("c{n}")),
            5 => ("content/other/a.png", format!("a{n}")),
            6 => ("content/refs.bib", bib),
            _ => (
                "templates/glossary.html",
                format!("{{% extends \"base.html\" %}}{{% block main %}}{{{{ page.title }}}} {n}{{% endblock main %}}\n"),
            ),
        };
        if self.others.contains_key(path) && self.random.one_in(3) {
            self.others.remove(path);
            return format!("{path} is gone");
        }
        self.others.insert(path.to_owned(), text);
        format!("{path} is new")
    }
}

impl Entry {
    fn path(&self) -> String {
        format!("content/{}/{}{}.md", self.folder, self.id, self.lang)
    }

    fn text(&self) -> String {
        let fields: String = self.fields.iter().map(|(_, value)| value.as_str()).collect();
        format!("---\nkind: {}\n{fields}---\n\n{}\n", self.kind, self.body.join("\n\n"))
    }

    fn set(&mut self, name: &'static str, value: String) {
        match self.fields.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = value,
            None => self.fields.push((name, value)),
        }
    }
}
