//! `dossier keygen`: a pair of keys. The secret one is written once, for its owner alone, and never shown.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::git::git_folder;
use super::{Failure, args, say};
use crate::parse::config::SETTINGS;
use crate::proof::SecretKey;

/// Makes a pair of keys in two new files.
pub fn keygen(args: &args::Keygen) -> Result<(), Failure> {
    let secret = args.out.clone().unwrap_or_else(|| PathBuf::from("dossier.key"));
    let public = public_beside(&secret)?;
    let here = std::env::current_dir().context("finding the current folder")?;
    let folder = here.join(&secret).parent().map(Path::to_owned).unwrap_or(here);
    let folder = folder.canonicalize().map_err(|error| Failure::Usage(format!("`{}`: {error}", folder.display())))?;
    if folder.ancestors().any(|folder| folder.join(SETTINGS).exists()) {
        let why = "a key does not belong into the dossier that it signs, from where it may be published";
        return Err(Failure::Usage(format!("{why}; name a file elsewhere, as `--out ~/{}`", name(&secret))));
    }
    for path in [&secret, &public] {
        if path.symlink_metadata().is_ok() {
            return Err(Failure::Usage(format!("`{}` is there already, and a key is never written over", path.display())));
        }
    }
    let key = SecretKey::new().map_err(|why| Failure::Machine(anyhow::anyhow!(why)))?;
    put(&secret, &key.text(), true).with_context(|| format!("writing the key `{}`", secret.display()))?;
    if let Err(error) = put(&public, &key.public().text(), false) {
        // Half a pair is of no use.
        let _ = std::fs::remove_file(&secret);
        return Err(Failure::Machine(anyhow::Error::new(error).context(format!("writing the key `{}`", public.display()))));
    }
    say(&format!("secret key: {} (keep it, and a copy of it, to yourself)", secret.display()))?;
    say(&format!("public key: {} (publish it where readers trust you)", public.display()))?;
    say(&format!("readers check with: dossier verify COPY --key {}", key.public().line()))?;
    if folder.ancestors().any(|folder| git_folder(folder).is_some()) {
        say("this folder is under git: see to it that the secret key is never committed")?;
    }
    Ok(())
}

fn public_beside(secret: &Path) -> Result<PathBuf, Failure> {
    if secret.file_name().is_none() {
        return Err(Failure::Usage(format!("`{}` is no name of a file", secret.display())));
    }
    let public = secret.with_extension("pub");
    if public == *secret {
        return Err(Failure::Usage("the secret key cannot end in `.pub`, which is the public one".to_owned()));
    }
    Ok(public)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A new file; a secret one is its owner's alone from the first moment on.
fn put(path: &Path, text: &str, is_secret: bool) -> std::io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if is_secret {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = is_secret;
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
