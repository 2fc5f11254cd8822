//! `dossier export html|epub|zip`: copies of the site for those who read without a network, each to a file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::Failure;
use super::args::{self, Data};
use super::export::{language, put};
use crate::build::{Build, Options};
use crate::export::copy::{Site, book, folder, sheet};
use crate::export::with;
use crate::link::Dossier;
use crate::model::Lang;
use crate::proof::{About, Manifest};
use crate::render::Content;
use crate::text::Snapshot;

/// What is known of a dossier whose copy is written.
pub struct Finished<'a> {
    /// The files it is made of.
    pub snapshot: &'a Snapshot,
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The site.
    pub build: &'a Build,
    /// How it is shown.
    pub options: &'a Options,
}

/// Writes a copy. A file that is one page has its manifest beside it; the others have it in them.
pub fn copy(args: &args::Export, finished: &Finished<'_>) -> Result<(), Failure> {
    let Some(path) = &args.out else { return Err(Failure::Usage("a copy goes to a file: name it with `--out FILE`".to_owned())) };
    let config = &finished.dossier.config;
    let languages: Vec<Lang> = match args.lang.as_deref() {
        None | Some("all") => config.languages.clone(),
        tag => vec![language(tag, &config.languages)?],
    };
    let files = bytes(finished.build)?;
    let about = About::of(finished.dossier, finished.options.as_of, None);
    let made = with(finished.snapshot, finished.dossier, &languages[0], |export| {
        let site = Site { press: export.press, files: &files, about: about.clone(), languages: languages.clone() };
        match args.data {
            Data::Epub => book::book(&site),
            Data::Zip => folder::folder_in_zip(&site),
            _ => Ok(sheet::one_file(&site).into_bytes()),
        }
    });
    // The build has loaded the same theme, so there is one.
    let bytes = made.ok_or(Failure::Dossier)?.map_err(Failure::Usage)?;
    put(path, &bytes)?;
    if args.data == Data::Html {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let manifest = Manifest::of(about, [(name.as_str(), bytes.as_slice())]).text();
        put(&path.with_file_name(format!("{name}.manifest.json")), manifest.as_bytes())?;
    }
    Ok(())
}

/// Every file of the site with its bytes.
fn bytes(build: &Build) -> Result<BTreeMap<String, Arc<[u8]>>, Failure> {
    let read = |path: &Path| std::fs::read(path).with_context(|| format!("reading {}", path.display())).map_err(Failure::Machine);
    let one = |file: &crate::render::OutputFile| match &file.content {
        Content::Bytes(bytes) => Ok(bytes.clone()),
        Content::File(path) => read(path).map(Arc::from),
    };
    build.files.values().map(|file| Ok((file.path.to_string(), one(file)?))).collect()
}
