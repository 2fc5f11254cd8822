//! `dossier translated`: writes into translations what their originals are now.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::{Failure, args, root, say};
use crate::build::{Options, dossier};
use crate::diag::did_you_mean;
use crate::evidence::translation::{Memory, original};
use crate::kind::decode::written;
use crate::link::{Dossier, Found};
use crate::model::{Entry, Lang};
use crate::read::read;
use crate::text::place::FieldPath;
use crate::yaml::{FrontMatter, front_matter, locate};

/// The field.
const FIELD: &str = "made_from";

/// Records that these translations say what their originals say.
pub fn translated(args: &args::Translated) -> Result<(), Failure> {
    let root = root(args.root.as_deref())?;
    let snapshot = read(&root)?;
    let dossier = dossier(&snapshot, &Options { drafts: true, ..Options::default() });
    let wanted = args.lang.as_deref().map(Lang::new);
    if let Some(lang) = wanted.as_ref().filter(|lang| !dossier.config.languages.contains(lang)) {
        return Err(Failure::Usage(format!("the dossier has no language `{}`", written(lang.as_str()))));
    }
    let ids = args.entries.iter().map(|name| id(&dossier, name)).collect::<Result<Vec<_>, _>>()?;
    let is_meant =
        |entry: &Entry| (args.all || ids.contains(&entry.summary.folded)) && wanted.as_ref().is_none_or(|lang| *lang == entry.summary.lang);
    let mut changes = Vec::new();
    let mut count = 0;
    for entry in dossier.entries.values().filter(|entry| is_meant(entry)) {
        let Some(original) = original(&dossier, entry) else { continue };
        count += 1;
        let source = snapshot.source(entry.source.as_str());
        let new = source.and_then(|source| with_field(&source.text, &Memory::of(&original.summary).to_string()));
        let Some(new) = new else {
            return Err(Failure::Usage(format!("`{}` has no front matter that can be written into", entry.source)));
        };
        if source.is_none_or(|source| *source.text != *new) {
            changes.push((entry.source.clone(), new));
        }
    }
    if count == 0 {
        return Err(Failure::Usage("there is no translation of that; nothing was written".to_owned()));
    }
    for (source, text) in &changes {
        replace(&root.join(source.as_str()), text)?;
        say(source.as_str())?;
    }
    let (done, same) = (changes.len(), count - changes.len());
    say(&format!("{done} written, {same} as they were"))
}

fn id(dossier: &Dossier, name: &str) -> Result<std::sync::Arc<str>, Failure> {
    match dossier.graph.names.find(name) {
        Found::One(id) => Ok(id),
        _ => {
            let ids = dossier.entries.values().map(|entry| entry.summary.id.as_str());
            let hint = did_you_mean(name, ids).map_or_else(String::new, |hint| format!("; {hint}"));
            Err(Failure::Usage(format!("no entry is called `{}`{hint}", written(name))))
        }
    }
}

/// The text of a file with the field in its front matter, all else as it was.
fn with_field(text: &str, value: &str) -> Option<String> {
    let FrontMatter::Found { yaml, .. } = front_matter(text) else { return None };
    let quoted = format!("\"{value}\"");
    if let Some(span) = locate(text, &FieldPath::key(FIELD)) {
        let (before, after) = (&text[..span.start], &text[span.end..]);
        // Where nothing is written yet, the place is right behind the colon.
        let blank = if before.ends_with(':') { " " } else { "" };
        return Some(format!("{before}{blank}{quoted}{after}"));
    }
    let end = if text[..yaml.end].ends_with("\r\n") { "\r\n" } else { "\n" };
    Some(format!("{}{FIELD}: {quoted}{end}{}", &text[..yaml.end], &text[yaml.end..]))
}

/// Writes a file beside the old one and puts it in its place, so that no failure leaves half of it.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.dossier-new"));
    let write = || {
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let Ok(about) = path.metadata() {
            std::fs::set_permissions(&beside, about.permissions())?;
        }
        std::fs::rename(&beside, path)
    };
    let done = write();
    if done.is_err() {
        drop(std::fs::remove_file(&beside));
    }
    Ok(done.with_context(|| format!("writing {}", path.display()))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_put_in_and_replaced_and_nothing_else_is_touched() {
        let check = |text: &str, new: &str| assert_eq!(with_field(text, "01 02").as_deref(), Some(new));
        check("---\ntitle: A # why\n---\nText\n", "---\ntitle: A # why\nmade_from: \"01 02\"\n---\nText\n");
        check("---\r\ntitle: A\r\n---\r\nText", "---\r\ntitle: A\r\nmade_from: \"01 02\"\r\n---\r\nText");
        check("---\nmade_from: '99' # as of May\ntitle: A\n---\n", "---\nmade_from: \"01 02\" # as of May\ntitle: A\n---\n");
        check("---\nmade_from:\ntitle: A\n---\n", "---\nmade_from: \"01 02\"\ntitle: A\n---\n");
        assert_eq!(with_field("Text", "01"), None);
    }
}
