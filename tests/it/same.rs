//! The same input gives the same bytes: the program itself builds the real dossier twice, under everything that may differ
//! between two machines, and every byte is compared.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::cli::{err, out, started};

/// What a dossier is read from.
const INPUT: [&str; 2] = ["dossier.yaml", "content"];

/// Every file of the real dossier, by path.
fn input() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = INPUT.iter().flat_map(|name| walkdir::WalkDir::new(root.join(name)).sort_by_file_name());
    let files = all.map(|entry| entry.expect("the dossier can be listed").into_path()).filter(|path| path.is_file());
    let inside = |path: &Path| path.strip_prefix(root).expect("below the root").to_owned();
    files.map(|path| (inside(&path), fs::read(&path).expect("a file of the dossier"))).collect()
}

/// Writes the files in this order, so that the disk lists them in another, each with this time.
fn copied<'a>(root: &Path, files: impl Iterator<Item = &'a (PathBuf, Vec<u8>)>, modified: SystemTime) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        File::options().append(true).open(&path).and_then(|file| file.set_modified(modified)).expect("a time");
    }
}

/// A machine, as far as a program can tell it from another.
struct Machine<'a> {
    folder: &'a Path,
    variables: &'a [(&'a str, &'a str)],
    umask: &'a str,
}

impl Machine<'_> {
    /// Builds, and says what was printed.
    fn build(&self, arguments: &[&str]) -> String {
        let program = env!("CARGO_BIN_EXE_dossier");
        let mut command = if cfg!(unix) {
            let mut shell = Command::new("sh");
            shell.args(["-c", "umask \"$1\"; shift; exec \"$@\"", "sh", self.umask, program]);
            shell
        } else {
            Command::new(program)
        };
        let built = command.arg("build").args(arguments).envs(self.variables.iter().copied()).current_dir(self.folder).output();
        let built = built.expect("the program can be started");
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        out(&built)
    }
}

/// Every file of a site with its bytes.
fn site(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("the site can be listed").into_path());
    let files = all.filter(|path| path.is_file());
    files.map(|path| (path.strip_prefix(root).expect("below the root").to_owned(), fs::read(&path).expect("a file"))).collect()
}

fn digest(said: &str) -> String {
    said.lines().find_map(|line| line.strip_prefix("digest ")).expect("the digest of the site").to_owned()
}

#[test]
fn the_same_bytes_on_every_machine() {
    let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let files = input();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let (here, there) = (one.path().join("d"), other.path().join("ein Ordner/Беларусь"));
    copied(&here, files.iter(), long_ago);
    copied(&there, files.iter().rev(), SystemTime::now());
    let home = there.display().to_string();
    let plain = Machine {
        folder: &here,
        variables: &[("TZ", "UTC"), ("LC_ALL", "C"), ("LANG", "C"), ("HOME", "/nowhere"), ("USER", "a"), ("RAYON_NUM_THREADS", "1")],
        umask: "022",
    };
    let strange = Machine {
        folder: &there.join("content"),
        variables: &[
            ("TZ", "Pacific/Kiritimati"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "be_BY.UTF-8"),
            ("HOME", &home),
            ("USER", "б"),
            ("LOGNAME", "б"),
            ("SOURCE_DATE_EPOCH", "1"),
            ("RAYON_NUM_THREADS", "13"),
        ],
        umask: "077",
    };
    let first = plain.build(&[]);
    // The second goes over the site of another dossier.
    let small = started();
    let over = there.parent().expect("a folder").join("site");
    let before = Machine { folder: &small.path().join("d"), ..plain }.build(&["--out", over.to_str().expect("a path")]);
    let second = strange.build(&["--out", "../../site"]);
    assert_eq!(digest(&first), digest(&second));
    assert_ne!(digest(&first), digest(&before), "a digest that never changes says nothing");

    let (first, second) = (site(&here.join("public")), site(&over));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differing: Vec<&PathBuf> = first.iter().filter(|(path, bytes)| second[*path] != **bytes).map(|(path, _)| path).collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert!(first.len() > 1000 && first.keys().any(|path| path.ends_with("dossier-manifest.json")), "{} files", first.len());
}
