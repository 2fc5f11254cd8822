//! `dossier new`: an entry that is valid at once, in the right folder, never over another file.
//!
//! What will be written is first looked at as if it were there: where the dossier would have a mistake by it that it has not now,
//! nothing is written. What `check --strict` would find only because nothing leads to the entry yet makes it a draft.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::{Failure, args, root, say, tell_all, unknown_kind};
use crate::build::{Examined, Memo, Options, examine};
use crate::diag::{Diagnostic, Severity};
use crate::kind::Kind;
use crate::kind::decode::written;
use crate::kind::scaffold::{Given, lacking, scaffold};
use crate::link::route::reserved_name;
use crate::link::{Dossier, Found};
use crate::model::name::LONGEST_ID;
use crate::model::{Key, Lang, fold, is_id, slug};
use crate::parse::bibliography::{is_key, record_of};
use crate::read::read;
use crate::text::place::{FieldPath, floor_char};
use crate::text::{Snapshot, Source, SourceId};
use crate::yaml::{self, FrontMatter, front_matter};

/// Writes a new entry.
pub fn new(args: &args::New) -> Result<(), Failure> {
    let root = root(args.root.as_deref())?;
    let mut snapshot = read(&root)?;
    let options = Options { drafts: true, strict: true, ..Options::default() };
    let (Examined { dossier, diagnostics: before, .. }, _) = examine(&snapshot, &options, &Memo::last());
    let config = &dossier.config;
    let kind = config.kinds.get(&args.kind).ok_or_else(|| unknown_kind(&config.kinds, &args.kind))?;
    let lang = language(&dossier, args.lang.as_deref())?;
    if args.title.trim().is_empty() {
        return Err(Failure::Usage("the title is empty".to_owned()));
    }
    let id = id(args, kind)?;
    let (source, given) = if lang == *config.main() {
        is_free(&dossier, &id)?;
        (SourceId::new(&format!("content/{}/{id}.md", slug(&kind.plural))), Given::default())
    } else {
        translation(&dossier, &snapshot, kind, &id, &lang)?
    };
    // One that readers see, if there is one: what rests on a draft has nothing under it for them.
    let existing = |kind: &str| {
        let first = dossier.of_kind(kind, config.main()).min_by_key(|entry| entry.summary.common.draft);
        first.map(|entry| entry.summary.id.to_string())
    };
    let jurisdiction = config.jurisdictions.keys().next().map(Arc::clone);
    let given = Given { jurisdiction, ..given };
    if let Some((field, kinds)) = lacking(kind, &existing, &given) {
        let first = kinds.first().map_or("page", |kind| kind.as_str());
        return Err(Failure::Usage(format!(
            "a {} needs `{field}:`, and the dossier has no {} yet; write one first: dossier new {first} TITLE",
            kind.label,
            kinds.join(" or ")
        )));
    }
    if snapshot.sources.contains_key(&source) {
        return Err(Failure::Usage(format!("`{source}` exists already; nothing was written")));
    }
    let mut text = scaffold(kind, args.title.trim(), &existing, &given);
    let mut wrong = mistakes(&before, &mut snapshot, &source, &text, &options);
    if wrong.is_empty() && dossier.entries.values().any(|entry| entry.summary.common.draft) {
        // Drafts are there for whoever refers to them, and not for readers.
        snapshot.sources.remove(&source);
        let options = Options { drafts: false, ..options.clone() };
        let before = examine(&snapshot, &options, &Memo::last()).0.diagnostics;
        wrong = mistakes(&before, &mut snapshot, &source, &text, &options);
    }
    let mut is_draft_since = None;
    if let Some(first) = wrong.first() {
        is_draft_since = Some(written(&first.message));
        let fields = [given.fields.clone(), vec![("draft".to_owned(), draft(first))]].concat();
        text = scaffold(kind, args.title.trim(), &existing, &Given { fields, ..given });
        snapshot.sources.remove(&source);
        let options = Options::default();
        let before = examine(&snapshot, &options, &Memo::last()).0.diagnostics;
        wrong = mistakes(&before, &mut snapshot, &source, &text, &options);
    }
    if !wrong.is_empty() {
        tell_all(&wrong, &snapshot);
        super::warn("nothing was written");
        return Err(Failure::Dossier);
    }
    write(&root, &source, &text)?;
    if let Some(why) = is_draft_since {
        super::warn(&format!("note: it is a draft for now, since {why}; mend that and take `draft: true` out"));
    }
    Ok(())
}

/// The errors, with `strict` the warnings too, that a dossier has with this entry and had not before.
fn mistakes(before: &[Diagnostic], snapshot: &mut Snapshot, entry: &SourceId, text: &str, options: &Options) -> Vec<Diagnostic> {
    snapshot.sources.insert(entry.clone(), Arc::new(Source::from_bytes(entry.as_str(), text.as_bytes())));
    let now = examine(snapshot, options, &Memo::last()).0.diagnostics;
    let is_new =
        |one: &Diagnostic| !before.iter().any(|old| old.code.name == one.code.name && old.place == one.place && old.message == one.message);
    now.into_iter().filter(|one| one.severity == Severity::Error && is_new(one)).collect()
}

/// The field that keeps an entry from readers until this is mended, with a comment that says so.
fn draft(because: &Diagnostic) -> String {
    let says = written(&because.message);
    format!("# It is one for now, since {says}.\n# Mend that and take the next line away.\ndraft: true\n")
}

fn write(root: &Path, source: &SourceId, text: &str) -> Result<(), Failure> {
    let path = source.as_str().split('/').fold(root.to_owned(), |path, part| path.join(part));
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::Usage(format!("{} exists already; nothing was written", path.display())));
        }
        Err(error) => return Err(Failure::Machine(anyhow::Error::new(error).context(format!("writing {}", path.display())))),
    };
    if let Err(error) = file.write_all(text.as_bytes()) {
        drop(file);
        // Half an entry would be a mistake of ours in the writer's dossier.
        drop(std::fs::remove_file(&path));
        return Err(Failure::Machine(anyhow::Error::new(error).context(format!("writing {}", path.display()))));
    }
    say(&path.display().to_string())
}

fn language(dossier: &Dossier, wanted: Option<&str>) -> Result<Lang, Failure> {
    let config = &dossier.config;
    let Some(tag) = wanted else { return Ok(config.main().clone()) };
    config.languages.iter().find(|lang| lang.as_str().eq_ignore_ascii_case(tag)).cloned().ok_or_else(|| {
        let all: Vec<&str> = config.languages.iter().map(Lang::as_str).collect();
        Failure::Usage(format!("the dossier has no language `{}`; it has {}", written(tag), all.join(", ")))
    })
}

/// The id that was typed, if it can be a file's name everywhere; else one made of the title.
fn id(args: &args::New, kind: &Kind) -> Result<String, Failure> {
    let id = args.id.clone().unwrap_or_else(|| from_title(&args.title));
    if args.id.is_none() && id.is_empty() {
        return Err(Failure::Usage("no id can be made of this title; give one with --id".to_owned()));
    }
    if !is_id(&id) || kind.name.as_str() == "source" && !is_key(&id) {
        return Err(Failure::Usage(format!(
            "`{}` is no id: use lower-case letters, digits, `-` and `_`, at most {LONGEST_ID} bytes",
            written(&id)
        )));
    }
    match reserved_name(&id) {
        Some(why) => Err(Failure::Usage(format!("`{id}` can be no id: {why}; give another with --id"))),
        None => Ok(id),
    }
}

/// An id of the first words of a title, without the marks that no citation can hold.
fn from_title(title: &str) -> String {
    const LONGEST: usize = 80;
    let plain: String = slug(title).chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    let mut id = String::new();
    for word in plain.split(['-', '_']).filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + 1 + word.len() > LONGEST {
            break;
        }
        id.push_str(if id.is_empty() { "" } else { "-" });
        id.push_str(&word[..floor_char(word, LONGEST)]);
    }
    id
}

/// Whether no entry goes by this id: not by its own, not by a title or an alias.
fn is_free(dossier: &Dossier, id: &str) -> Result<(), Failure> {
    match dossier.graph.names.find(id) {
        Found::None => Ok(()),
        Found::One(other) if *other == *fold(id) => {
            Err(Failure::Usage(format!("an entry has the id `{id}` already; choose another with --id")))
        }
        Found::One(other) => Err(Failure::Usage(format!("the entry `{other}` goes by the name `{id}`; choose another id with --id"))),
        Found::Several(_) => Err(Failure::Usage(format!("several entries go by the name `{id}`; choose another id with --id"))),
    }
}

/// The file of a translation, beside its original, and what the original says.
fn translation(dossier: &Dossier, snapshot: &Snapshot, kind: &Kind, id: &str, lang: &Lang) -> Result<(SourceId, Given), Failure> {
    let main = dossier.config.main();
    let key = |lang: &Lang| Key { id: Arc::from(fold(id)), lang: lang.clone() };
    let Some(original) = dossier.entry(&key(main)) else {
        return Err(Failure::Usage(format!(
            "there is no `{id}` in `{main}` of which this could be the translation; name the original with --id"
        )));
    };
    if original.summary.kind != kind.name {
        return Err(Failure::Usage(format!("`{id}` is of the kind `{}`, and so is its translation", original.summary.kind)));
    }
    if let Some(there) = dossier.entry(&key(lang)) {
        return Err(Failure::Usage(format!("`{id}` is written in `{lang}` already, in `{}`", there.source)));
    }
    if record_of(&original.source).is_some() {
        let source = SourceId::new(&format!("content/{}/{}.{lang}.md", slug(&kind.plural), original.summary.id));
        return Ok((source, Given::default()));
    }
    let source = SourceId::new(&format!("{}/{}.{lang}.md", original.source.folder(), original.summary.id));
    let fields = snapshot.sources.get(&original.source).map(|source| fields(&source.text)).unwrap_or_default();
    Ok((source, Given { fields, ..Given::default() }))
}

/// The fields of a front matter, each with its lines as they are written; none of one that is all in brackets.
fn fields(text: &str) -> Vec<(String, String)> {
    let FrontMatter::Found { yaml, .. } = front_matter(text) else { return Vec::new() };
    let text = &text[yaml];
    let Ok(crate::model::Node::Map(pairs)) = yaml::decode(text) else { return Vec::new() };
    let mut starts: Vec<(usize, &str)> = Vec::new();
    for (key, _) in &pairs {
        let Some(at) = yaml::locate_key(text, &FieldPath::key(key)) else { return Vec::new() };
        if at.start > 0 && !text[..at.start].ends_with('\n') {
            return Vec::new();
        }
        starts.push((at.start, key));
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let own = |((start, key), end): (&(usize, &str), usize)| {
        let lines: Vec<&str> = text[*start..end].lines().collect();
        // Comments above the next field are that one's.
        let last = lines.iter().rposition(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or(0);
        ((*key).to_owned(), lines[..=last].join("\n") + "\n")
    };
    starts.iter().zip(ends).map(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_titles() {
        assert_eq!(from_title("A \"new\" claim: one"), "a-new-claim-one");
        assert_eq!(from_title("Што рабілі ў за\u{301}мку?"), "што-рабілі-ў-замку");
        assert_eq!(from_title("--- # __ ---"), "");
        let long = from_title(&"дванаццаць ".repeat(40));
        assert!(long.len() <= 80 && is_id(&long), "{long}");
        assert!(is_id(&from_title(&"я".repeat(300))));
    }

    #[test]
    fn fields_are_taken_as_they_are_written() {
        let text = "---\nkind: claim\n# about it\ntitle: 'A'\nhistory:\n  - date: 2021\n    # in it\n    standing: claimed\n\n# next\ndraft: true\n---\n";
        let all = fields(text);
        let of = |name: &str| all.iter().find(|(key, _)| key == name).map(|(_, lines)| lines.as_str());
        assert_eq!(of("title"), Some("title: 'A'\n"));
        assert_eq!(of("history"), Some("history:\n  - date: 2021\n    # in it\n    standing: claimed\n"));
        assert!(fields("---\n{kind: claim, title: A}\n---\n").is_empty());
    }
}
