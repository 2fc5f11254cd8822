//! Which revision of the source a site is made of, as git's own files say. Git itself is not asked: it need not be there.
//!
//! What is found is the commit that is checked out. Whether files were changed since only git could tell.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What a file of git that is looked at may weigh; a list of all names of a large repository is the largest.
const LARGEST: u64 = 16 << 20;

/// How many names may stand for each other; git itself follows five.
const STEPS: usize = 5;

/// The commit that is checked out where a folder lies, if that is under git.
#[must_use]
pub fn revision(folder: &Path) -> Option<String> {
    let real = folder.canonicalize().ok()?;
    let git = real.ancestors().find_map(git_folder)?;
    // A further work tree has a folder of its own, and shares the names with the first.
    let shared = text(&git.join("commondir")).map_or_else(|| git.clone(), |path| git.join(path.trim()));
    let mut value = text(&git.join("HEAD"))?;
    for _ in 0..STEPS {
        let Some(name) = value.trim().strip_prefix("ref:").map(str::trim) else { return commit(&value) };
        let is_sane = name.starts_with("refs/") && name.split('/').all(|part| !part.is_empty() && part != "..");
        if !is_sane {
            return None;
        }
        let loose = [&git, &shared].into_iter().find_map(|folder| text(&folder.join(name)));
        value = loose.or_else(|| packed(&shared, name))?;
    }
    None
}

/// Whether a folder is under git; then git's own folder for it.
#[must_use]
pub fn git_folder(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let path = text(&git)?;
    Some(folder.join(path.trim().strip_prefix("gitdir:")?.trim()))
}

fn packed(git: &Path, name: &str) -> Option<String> {
    let all = text(&git.join("packed-refs"))?;
    let found = all.lines().find_map(|line| line.split_once(' ').filter(|(_, other)| *other == name));
    found.map(|(commit, _)| commit.to_owned())
}

/// A commit by SHA-1 or SHA-256.
fn commit(text: &str) -> Option<String> {
    let text = text.trim();
    let is_one = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then(|| text.to_owned())
}

fn text(path: &Path) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

    fn put(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("below")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    #[test]
    fn the_commit_is_found_in_every_way_git_keeps_it() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let root = folder.path();
        put(root, "d/content/x", "");
        assert_eq!(revision(&root.join("d")), None);
        put(root, "d/.git/HEAD", &format!("{COMMIT}\n"));
        assert_eq!(revision(&root.join("d/content")).as_deref(), Some(COMMIT));
        put(root, "d/.git/HEAD", "ref: refs/heads/main\n");
        assert_eq!(revision(&root.join("d")), None);
        put(root, "d/.git/packed-refs", &format!("# pack-refs\n{} refs/heads/maintain\n{COMMIT} refs/heads/main\n", "f".repeat(40)));
        assert_eq!(revision(&root.join("d")).as_deref(), Some(COMMIT));
        put(root, "d/.git/refs/heads/main", &format!("{}\n", "a".repeat(64)));
        assert_eq!(revision(&root.join("d")), Some("a".repeat(64)));
        put(root, "w/.git", "gitdir: ../d/.git/worktrees/w\n");
        put(root, "d/.git/worktrees/w/HEAD", "ref: refs/heads/main\n");
        put(root, "d/.git/worktrees/w/commondir", "../..\n");
        assert_eq!(revision(&root.join("w")), Some("a".repeat(64)));
    }

    #[test]
    fn what_is_no_commit_is_none() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for head in ["", "ref: refs/../../secret", "ref: /etc/passwd", "<html>", "ref: refs/heads/a"] {
            put(folder.path(), ".git/HEAD", head);
            put(folder.path(), ".git/refs/heads/a", "ref: refs/heads/a");
            assert_eq!(revision(folder.path()), None, "{head}");
        }
    }
}
