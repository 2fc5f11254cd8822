//! `dossier init`: a small working dossier in a new folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Failure, args, say, schema, theme};

/// The folder of the theme that a new dossier begins with.
const OWN: &str = "themes/own/";

/// The files of a new dossier, by their path in it.
const FILES: &[(&str, &str)] = &[
    ("dossier.yaml", include_str!("starter/dossier.yaml")),
    ("content/pages/home.md", include_str!("starter/home.md")),
    ("content/actors/example-group.md", include_str!("starter/example-group.md")),
    ("content/claims/example-claim.md", include_str!("starter/example-claim.md")),
    ("content/sources/example-report.md", include_str!("starter/example-report.md")),
    ("content/terms/claim-term.md", include_str!("starter/claim-term.md")),
    ("themes/own/theme.yaml", include_str!("starter/theme.yaml")),
    ("themes/own/static/own.css", include_str!("starter/own.css")),
    (".vscode/settings.json", include_str!("starter/settings.json")),
    (".vscode/extensions.json", include_str!("starter/extensions.json")),
    ("README.md", include_str!("starter/README.md")),
    ("netlify.toml", include_str!("starter/netlify.toml")),
    (".gitignore", "/public/\n/.public.dossier-*\n/.dossier/\n"),
];

/// Writes the files of a new dossier into a folder that is new or empty.
pub fn init(args: &args::Init) -> Result<(), Failure> {
    let dir = args.dir.as_deref().unwrap_or(Path::new("."));
    write(dir, files()?)
}

/// The same with a theme of another name and other files than the one it begins with.
pub(super) fn with_theme(dir: &Path, name: &str, theme: BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    let mut files = files()?;
    files.retain(|path, _| !path.starts_with(OWN));
    files.extend(theme.into_iter().map(|(path, bytes)| (format!("themes/{name}/{path}"), bytes)));
    for path in ["dossier.yaml", "README.md"] {
        if let Some(text) = files.get_mut(path) {
            let written =
                String::from_utf8_lossy(text).replace("theme: own\n", &format!("theme: {name}\n")).replace(OWN, &format!("themes/{name}/"));
            *text = written.replace("own.css", &format!("{name}.css")).into_bytes();
        }
    }
    write(dir, files)
}

fn files() -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files: BTreeMap<String, Vec<u8>> = FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    for (name, schema) in [("settings", schema::settings()), ("theme", schema::theme()), ("front-matter", schema::front_matter())] {
        files.insert(format!(".vscode/schema/{name}.json"), (schema::pretty(&schema)? + "\n").into_bytes());
    }
    Ok(files)
}

fn write(dir: &Path, files: BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    if dir.exists() {
        let mut inside = std::fs::read_dir(dir)
            .map_err(|error| Failure::Usage(format!("`{}` is no folder that can be read: {error}", dir.display())))?;
        if inside.next().is_some() {
            return Err(Failure::Usage(format!("`{}` is not empty; choose a new folder", dir.display())));
        }
    }
    theme::write(dir, &files)?;
    say(&format!("a new dossier is in {}; next: cd {} && dossier serve --open", dir.display(), dir.display()))
}
