//! `dossier init`: a small working dossier in a new folder.

use std::path::Path;

use anyhow::Context;

use super::{Failure, args, say, schema};

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
    let dir = &args.dir;
    if dir.exists() {
        let mut inside = std::fs::read_dir(dir)
            .map_err(|error| Failure::Usage(format!("`{}` is no folder that can be read: {error}", dir.display())))?;
        if inside.next().is_some() {
            return Err(Failure::Usage(format!("`{}` is not empty; choose a new folder", dir.display())));
        }
    }
    let schemas = [("settings", schema::settings()), ("theme", schema::theme()), ("front-matter", schema::front_matter())];
    let mut files: Vec<(String, String)> = FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    for (name, schema) in schemas {
        files.push((format!(".vscode/schema/{name}.json"), schema::pretty(&schema)? + "\n"));
    }
    for (path, text) in &files {
        let path = dir.join(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
        std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    say(&format!("a new dossier is in {}; next: cd {} && dossier serve --open", dir.display(), dir.display()))
}
