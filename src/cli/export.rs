//! `dossier export`: the dossier as data, to standard output or to a file, or a copy of it, whole or not at all.

use std::path::Path;

use anyhow::Context;

use super::args::{self, Data, Format, Shown};
use super::copies::{self, Finished};
use super::{Failure, build::tell, guard, options, root};
use crate::build::{Memo, build, dossier};
use crate::export::{ftm, json, with};
use crate::model::Lang;
use crate::read::read;

/// Writes the dossier as data. A dossier with errors is not written: half of it would look like all of it.
pub fn export(args: &args::Export) -> Result<(), Failure> {
    let root = root(args.root.as_deref())?;
    let shown = Shown { root: None, theme: None, drafts: args.drafts, as_of: args.as_of.clone(), strict: false, format: Format::Human };
    let options = options(&shown, None)?;
    if args.statements && args.data != Data::Ftm {
        return Err(Failure::Usage("`--statements` goes with `dossier export ftm`".to_owned()));
    }
    let is_copy = matches!(args.data, Data::Html | Data::Epub | Data::Zip);
    if is_copy && args.out.is_none() {
        return Err(Failure::Usage("a copy goes to a file: name it with `--out FILE`".to_owned()));
    }
    if !is_copy && args.lang.as_deref() == Some("all") {
        return Err(Failure::Usage("`--lang all` goes with `html`, `epub` and `zip`".to_owned()));
    }
    let snapshot = read(&root)?;
    let (mut checked, _) = build(&snapshot, &options, &Memo::default());
    if is_copy {
        // A copy holds what the site holds, in files that are packed: it is looked for here.
        guard::Guard::default().look(&mut checked, &snapshot, &root);
    }
    tell(&checked, &snapshot, &shown);
    if checked.has_errors() {
        return Err(Failure::Dossier);
    }
    let dossier = dossier(&snapshot, &options);
    if is_copy {
        return copies::copy(args, &Finished { snapshot: &snapshot, dossier: &dossier, build: &checked, options: &options });
    }
    let lang = language(args.lang.as_deref(), &dossier.config.languages)?;
    let made = with(&snapshot, &dossier, &lang, |export| match args.data {
        Data::Json => json::text(export),
        Data::Ftm if args.statements => ftm::statements(export),
        _ => ftm::lines(export),
    });
    // The build above has loaded the same theme, so there is one.
    let text = made.ok_or(Failure::Dossier)?;
    let name = if args.data == Data::Json { "export.json" } else { "export.ftm.json" };
    guard::refuse(&dossier, &snapshot, &root, name, text.as_bytes()).map_err(|found| {
        super::tell_all(&found, &snapshot);
        Failure::Dossier
    })?;
    match &args.out {
        None => super::print(&text),
        Some(path) => put(path, text.as_bytes()),
    }
}

/// The language that was asked for, or the main one.
pub(super) fn language(wanted: Option<&str>, languages: &[Lang]) -> Result<Lang, Failure> {
    let Some(tag) = wanted else { return Ok(languages[0].clone()) };
    let known = languages.iter().find(|lang| lang.as_str() == tag);
    known.cloned().ok_or_else(|| {
        let all: Vec<&str> = languages.iter().map(Lang::as_str).collect();
        Failure::Usage(format!("the dossier has no language `{tag}`; it has {}", all.join(", ")))
    })
}

/// Writes a file beside its place first, so that nobody ever finds half of it.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(Failure::Usage(format!("{} is a folder; name a file", path.display())));
    }
    let Some(name) = path.file_name() else {
        return Err(Failure::Usage(format!("`{}` is no file", path.display())));
    };
    let beside = path.with_file_name(format!(".{}.dossier-new", name.to_string_lossy()));
    std::fs::write(&beside, bytes).with_context(|| format!("writing {}", beside.display()))?;
    if let Err(error) = std::fs::rename(&beside, path) {
        // The file beside is ours and of no use; that it cannot be removed either is the smaller trouble.
        let _ = std::fs::remove_file(&beside);
        return Err(Failure::Machine(anyhow::Error::new(error).context(format!("writing {}", path.display()))));
    }
    Ok(())
}
