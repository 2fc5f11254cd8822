//! Writing, on a real disk: whole sites, sites of others, and in `killed` runs that were killed.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::render::Content;
use crate::text::Digest;

mod killed;

type Files = BTreeMap<OutputPath, Arc<OutputFile>>;

fn files(all: &[(&str, &str)]) -> Files {
    let file = |(path, text): &(&str, &str)| OutputFile::text(OutputPath::new(path).expect("a path"), (*text).to_owned());
    all.iter().map(file).map(|file| (file.path.clone(), Arc::new(file))).collect()
}

/// An empty dossier; the site goes to `public` in it.
fn dossier() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn run(root: &TempDir, files: &Files) -> Result<Written, WriteError> {
    write(files, &root.path().join("public"), root.path())
}

fn run_well(root: &TempDir, files: &Files) -> (usize, usize, usize) {
    let written = run(root, files).expect("written");
    (written.written, written.unchanged, written.removed)
}

fn refused(done: Result<Written, WriteError>) -> String {
    match done {
        Err(WriteError::Refused(message)) => message,
        other => panic!("not refused: {other:?}"),
    }
}

/// Every file below a folder with its text, but not the record; folders that are empty with a `/`.
fn listed(folder: &Path) -> Vec<String> {
    fn add(folder: &Path, root: &Path, all: &mut Vec<String>) {
        let entries: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        if entries.is_empty() && folder != root {
            all.push(format!("{}/", folder.strip_prefix(root).expect("below").display()));
        }
        for path in entries {
            let name = path.strip_prefix(root).expect("below").display().to_string();
            match fs::read_to_string(&path) {
                _ if path.is_dir() && !path.is_symlink() => add(&path, root, all),
                Ok(text) if name != record::RECORD => all.push(format!("{name}={text}")),
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    add(folder, folder, &mut all);
    all.sort();
    all
}

fn public(root: &TempDir) -> Vec<String> {
    listed(&root.path().join("public"))
}

/// That nothing is left beside the site.
fn nothing_beside(root: &TempDir) {
    let names: Vec<_> = fs::read_dir(root.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains(".dossier-")), "{names:?}");
}

fn put(root: &TempDir, path: &str, text: &str) {
    let path = root.path().join(path);
    fs::create_dir_all(path.parent().expect("below")).expect("a folder");
    fs::write(path, text).expect("a file");
}

#[test]
fn a_site_takes_the_place_of_the_last() {
    let root = dossier();
    assert_eq!(run_well(&root, &files(&[("index.html", "1"), ("a/b/c.html", "1"), ("a/d.html", "1")])), (3, 0, 0));
    assert_eq!(public(&root), ["a/b/c.html=1", "a/d.html=1", "index.html=1"]);
    assert_eq!(run_well(&root, &files(&[("index.html", "2"), ("a/d.html", "1"), ("e", "")])), (2, 1, 1));
    assert_eq!(public(&root), ["a/d.html=1", "e=", "index.html=2"]);
    let record = fs::read_to_string(root.path().join("public/.dossier-written")).expect("a record");
    let line = |path: &str, text: &str| format!("{}  {path}\n", Digest::quick(text.as_bytes()));
    assert_eq!(record, [line("a/d.html", "1"), line("e", ""), line("index.html", "2")].concat());
    nothing_beside(&root);
    assert_eq!(run(&root, &files(&[("index.html", "22"), ("e", "")])).expect("written").bytes, 2);
    assert_eq!(run_well(&root, &files(&[])), (0, 0, 2));
    assert_eq!(public(&root), [""; 0]);
}

#[test]
fn files_become_folders_and_folders_files() {
    let root = dossier();
    run_well(&root, &files(&[("a", "file"), ("b/c", "file")]));
    run_well(&root, &files(&[("a/x", "1"), ("b", "2")]));
    assert_eq!(public(&root), ["a/x=1", "b=2"]);
}

#[test]
fn what_somebody_changed_is_written_again() {
    let root = dossier();
    let site = files(&[("index.html", "1"), ("kept.html", "1")]);
    run_well(&root, &site);
    put(&root, "public/index.html", "2");
    assert_eq!(run_well(&root, &site), (1, 1, 0));
    assert_eq!(public(&root), ["index.html=1", "kept.html=1"]);
    fs::remove_file(root.path().join("public/kept.html")).expect("removed");
    assert_eq!(run_well(&root, &site), (1, 1, 0));
}

#[test]
fn assets_are_copied_and_must_be_what_the_build_saw() {
    let root = dossier();
    put(&root, "content/map.png", "picture");
    let path = OutputPath::new("assets/map.png").expect("a path");
    let asset = |digest| OutputFile { path: path.clone(), content: Content::File(root.path().join("content/map.png")), digest };
    let site = |digest| Files::from([(path.clone(), Arc::new(asset(digest)))]);
    assert_eq!(run_well(&root, &site(Digest::of(b"picture"))), (1, 0, 0));
    assert_eq!(run_well(&root, &site(Digest::of(b"picture"))), (0, 1, 0));
    let failed = run(&root, &site(Digest::of(b"other"))).expect_err("changed").to_string();
    assert_eq!(failed, "writing `public/assets/map.png`: it changed while the site was built; build again");
    fs::remove_file(root.path().join("content/map.png")).expect("removed");
    let mut many = files(&(0..50).map(|n| (["a", "b", "c", "d", "e"][n % 5], "1")).collect::<Vec<_>>());
    many.extend(site(Digest::of(b"new")));
    assert!(run(&root, &many).is_err());
    assert_eq!(public(&root), ["assets/map.png=picture"], "the old site is as it was");
    nothing_beside(&root);
}

#[test]
fn files_of_others_stay() {
    let root = dossier();
    run_well(&root, &files(&[("index.html", "1"), ("a/b/c.html", "1"), ("gone/x.html", "1")]));
    for path in ["public/CNAME", "public/a/note.txt", "public/gone/deep/er/y.txt", "public/.git/HEAD"] {
        put(&root, path, "mine");
    }
    fs::create_dir_all(root.path().join("public/.git/refs/tags")).expect("folders");
    let mine = [".git/HEAD=mine", ".git/refs/tags/", "CNAME=mine", "a/note.txt=mine", "gone/deep/er/y.txt=mine"];
    for text in ["2", "3"] {
        run_well(&root, &files(&[("index.html", text), ("a/b/c.html", "1")]));
        let site = ["a/b/c.html=1".to_owned(), format!("index.html={text}")];
        let mut all: Vec<String> = mine.iter().map(|line| (*line).to_owned()).chain(site).collect();
        all.sort();
        assert_eq!(public(&root), all);
        nothing_beside(&root);
    }
}

#[test]
fn a_file_of_somebody_in_the_way() {
    let root = dossier();
    run_well(&root, &files(&[("index.html", "1"), ("d/x.html", "1")]));
    put(&root, "public/tags", "mine");
    put(&root, "public/d/mine.html", "mine");
    let before = public(&root);
    let advice = "was not written by dossier, and the site needs its place; move it away, or choose another folder with --out";
    assert_eq!(refused(run(&root, &files(&[("tags", "2")]))), format!("`public/tags` {advice}"));
    assert_eq!(refused(run(&root, &files(&[("tags/a/b.html", "2")]))), format!("`public/tags` {advice}"));
    assert_eq!(refused(run(&root, &files(&[("d", "2")]))), format!("`public/d/mine.html` {advice}"));
    assert_eq!(refused(run(&root, &files(&[("d/mine.html", "2")]))), format!("`public/d/mine.html` {advice}"));
    assert_eq!(public(&root), before);
    nothing_beside(&root);
}

#[test]
fn folders_that_are_refused() {
    let root = dossier();
    for folder in ["content/sub", "static", "templates", "themes", "full"] {
        fs::create_dir_all(root.path().join(folder)).expect("a folder");
    }
    put(&root, "full/mine.txt", "mine");
    put(&root, "file", "mine");
    let to = |out: &Path| refused(write(&files(&[("index.html", "1")]), out, root.path()));
    let at = |out: &str| to(&root.path().join(out));
    let other = "choose another folder with --out";
    assert_eq!(at("full"), format!("`full` holds files that dossier did not write; {other}, or empty it"));
    assert_eq!(at("file"), format!("`file` is a file, not a folder; {other}"));
    assert_eq!(at("content"), format!("`content` lies in `content`, from which the dossier is read; {other}"));
    assert_eq!(at("content/sub/new/er"), format!("`content/sub/new/er` lies in `content`, from which the dossier is read; {other}"));
    assert!(!root.path().join("content/sub/new").exists(), "nothing is made before it is refused");
    assert_eq!(at("static/x"), format!("`static/x` lies in `static`, from which the dossier is read; {other}"));
    assert!(at("").ends_with(&format!("holds the dossier itself; {other}")), "{}", at(""));
    assert!(at("content/..").ends_with(&format!("holds the dossier itself; {other}")));
    assert!(to(root.path().parent().expect("above")).ends_with(&format!("holds the dossier itself; {other}")));
    assert_eq!(to(Path::new("/")), format!("`/` is the root of the disk; {other}"));
    assert!(at("gone/../public").ends_with("leads over a folder that is not there"));
    if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
        assert!(to(&home).ends_with(&format!("is your home folder; {other}")), "{}", to(&home));
    }
    for name in [".dossier-written", "con", "a/LPT1.txt", "a./b", "a ", "x?"] {
        let message = refused(run(&root, &files(&[(name, "1")])));
        assert_eq!(message, format!("no file can have the name `{name}` on every system"));
    }
    assert!(!root.path().join("public").exists());
    nothing_beside(&root);
}

#[test]
fn an_empty_folder_will_do() {
    let root = dossier();
    put(&root, "public/.gitkeep", "");
    put(&root, "public/.git/HEAD", "mine");
    run_well(&root, &files(&[("index.html", "1")]));
    assert_eq!(public(&root), [".git/HEAD=mine", ".gitkeep=", "index.html=1"]);
    let deep = root.path().join("x/y/public");
    write(&files(&[("index.html", "1")]), &deep, root.path()).expect("folders above are made");
    assert_eq!(listed(&deep), ["index.html=1"]);
}

#[cfg(unix)]
#[test]
fn the_folder_may_be_a_link() {
    use std::os::unix::fs::symlink;
    let (root, elsewhere) = (dossier(), dossier());
    fs::create_dir(elsewhere.path().join("www")).expect("a folder");
    symlink(elsewhere.path().join("www"), root.path().join("public")).expect("a link");
    for text in ["1", "2"] {
        run_well(&root, &files(&[("index.html", text)]));
        assert!(root.path().join("public").is_symlink());
        assert_eq!(listed(&elsewhere.path().join("www")), [format!("index.html={text}")]);
    }
    nothing_beside(&elsewhere);
    fs::remove_dir_all(elsewhere.path().join("www")).expect("removed");
    assert_eq!(refused(run(&root, &files(&[]))), "`public` is a link that leads nowhere; choose another folder with --out");
    symlink(".", root.path().join("self")).expect("a link");
    let message = refused(write(&files(&[]), &root.path().join("self"), root.path()));
    assert_eq!(message, "`self` holds the dossier itself; choose another folder with --out");
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_link_in_the_site_is_not_ours() {
    let (root, elsewhere) = (dossier(), dossier());
    run_well(&root, &files(&[("a/index.html", "1"), ("index.html", "1")]));
    put(&elsewhere, "index.html", "mine");
    fs::remove_dir_all(root.path().join("public/a")).expect("removed");
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("public/a")).expect("a link");
    run_well(&root, &files(&[("index.html", "2")]));
    assert_eq!(listed(elsewhere.path()), ["index.html=mine"]);
    assert!(root.path().join("public/a").is_symlink(), "the link is somebody's, and stays");
    assert!(refused(run(&root, &files(&[("a/index.html", "3")]))).starts_with("`public/a` was not written by dossier"));
    assert_eq!(listed(elsewhere.path()), ["index.html=mine"]);
}

#[test]
fn a_second_build_stops() {
    let root = dossier();
    run_well(&root, &files(&[("index.html", "1")]));
    let site = Site::new(&root.path().join("public"), root.path()).expect("a site");
    let held = lock::lock(&site).expect("free");
    match run(&root, &files(&[("index.html", "2")])) {
        Err(WriteError::Busy(message)) => assert_eq!(message, "another build is writing to `public`"),
        other => panic!("not busy: {other:?}"),
    }
    assert_eq!(public(&root), ["index.html=1"]);
    drop(held);
    run_well(&root, &files(&[("index.html", "2")]));
    nothing_beside(&root);
}

#[test]
fn many_builds_at_once_leave_one_site_whole() {
    let root = dossier();
    let site = |n: usize| -> Files { (0..40).flat_map(|at| files(&[(&*format!("d{at}/index.html"), &*n.to_string())])).collect() };
    std::thread::scope(|scope| {
        for n in 0..8 {
            let (root, site) = (&root, &site);
            scope.spawn(move || {
                for _ in 0..10 {
                    match run(root, &site(n)) {
                        Ok(_) | Err(WriteError::Busy(_)) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            });
        }
    });
    let all = public(&root);
    assert_eq!(all.len(), 40);
    let text = all[0].rsplit('=').next().expect("a text").to_owned();
    assert!(all.iter().all(|file| file.ends_with(&format!("={text}"))), "{all:?}");
    nothing_beside(&root);
}

#[test]
fn a_folder_that_appears_meanwhile_is_no_broken_link() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let root = dossier();
    let (out, done) = (root.path().join("public"), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                fs::create_dir(&out).and_then(|()| fs::remove_dir(&out)).expect("made and removed");
            }
        });
        let looks: Vec<_> = (0..20_000).map(|_| Site::new(&out, root.path()).map(|site| site.out)).collect();
        done.store(true, Ordering::Relaxed);
        let real = root.path().canonicalize().expect("there").join("public");
        for look in looks {
            assert_eq!(look.expect("a site"), real);
        }
    });
}

#[test]
fn a_read_only_folder_is_a_failure() {
    let root = dossier();
    run_well(&root, &files(&[("index.html", "1")]));
    let set = |path: &str, read_only: bool| {
        let path = root.path().join(path);
        let mut permissions = path.metadata().expect("there").permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, if read_only { 0o555 } else { 0o755 });
        #[cfg(not(unix))]
        permissions.set_readonly(read_only);
        fs::set_permissions(path, permissions).expect("set");
    };
    set("public", true);
    let failed = run(&root, &files(&[("index.html", "2")]));
    set("public", false);
    assert!(matches!(&failed, Err(WriteError::Failed(error)) if error.to_string() == "`public` is read-only"), "{failed:?}");
    set("", true);
    // The administrator may write everywhere.
    if fs::write(root.path().join("probe"), "").is_err() {
        let failed = run(&root, &files(&[("index.html", "2")]));
        assert!(
            matches!(&failed, Err(WriteError::Failed(error)) if format!("{error:#}").starts_with("writing beside `public`")),
            "{failed:?}"
        );
        assert_eq!(public(&root), ["index.html=1"]);
    }
    set("", false);
}
