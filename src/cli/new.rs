//! `dossier new`: an entry that is valid at once, in the right folder, never over another file.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use anyhow::Context;

use super::{Failure, args, root, say, unknown_kind};
use crate::build::{Options, dossier};
use crate::kind::scaffold::scaffold;
use crate::model::{Lang, fold, slug};
use crate::read::read;

/// Writes a new entry.
pub fn new(args: &args::New) -> Result<(), Failure> {
    let root = root(args.root.as_deref())?;
    let snapshot = read(&root)?;
    let dossier = dossier(&snapshot, &Options { drafts: true, ..Options::default() });
    let config = &dossier.config;
    let kind = config.kinds.get(&args.kind).ok_or_else(|| unknown_kind(&config.kinds, &args.kind))?;
    let lang = match &args.lang {
        None => config.main().clone(),
        Some(tag) => {
            let lang = Lang::new(tag);
            if !config.languages.contains(&lang) {
                let all: Vec<&str> = config.languages.iter().map(Lang::as_str).collect();
                return Err(Failure::Usage(format!("the dossier has no language `{tag}`; it has {}", all.join(", "))));
            }
            lang
        }
    };
    if args.title.trim().is_empty() {
        return Err(Failure::Usage("the title is empty".to_owned()));
    }
    let id = id(args)?;
    let is_taken = dossier.entries.keys().chain(dossier.hidden.keys()).any(|key| *key.id == *fold(&id) && key.lang == lang);
    if is_taken {
        return Err(Failure::Usage(format!("an entry has the id `{id}` already; choose another with --id")));
    }
    let ending = if lang == *config.main() { String::new() } else { format!(".{lang}") };
    let folder = root.join("content").join(slug(&kind.plural));
    let path = folder.join(format!("{id}{ending}.md"));
    let existing = |kind: &str| dossier.of_kind(kind, config.main()).next().map(|entry| entry.summary.id.to_string());
    let text = scaffold(kind, args.title.trim(), &existing);
    std::fs::create_dir_all(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::Usage(format!("{} exists already; nothing was written", path.display())));
        }
        Err(error) => return Err(Failure::Machine(anyhow::Error::new(error).context(format!("writing {}", path.display())))),
    };
    file.write_all(text.as_bytes()).with_context(|| format!("writing {}", path.display()))?;
    say(&path.display().to_string())
}

/// The id that was typed, if it can be a file's name everywhere; else one made of the title.
fn id(args: &args::New) -> Result<String, Failure> {
    let id = args.id.clone().unwrap_or_else(|| {
        let words: Vec<String> = slug(&args.title).split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        words.join("-")
    });
    if id.is_empty() {
        return Err(Failure::Usage("no id can be made of this title; give one with --id".to_owned()));
    }
    let fits = id.len() <= 120 && id == slug(&id);
    if fits {
        Ok(id)
    } else {
        Err(Failure::Usage(format!(
            "`{}` is no id: use lower-case letters, digits and `-`, at most 120",
            crate::kind::decode::written(&id)
        )))
    }
}
