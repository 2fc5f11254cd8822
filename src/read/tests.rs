//! Folders of every kind, on a real disk.

use std::fs;

use tempfile::TempDir;

use super::*;

/// A dossier of these files.
fn dossier(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().expect("a folder for the test");
    for (path, bytes) in files {
        put(&root, path, bytes);
    }
    root
}

fn put(root: &TempDir, path: &str, bytes: &[u8]) {
    let path = root.path().join(path);
    fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn snapshot(root: &TempDir) -> Snapshot {
    read(root.path()).expect("a folder that can be read")
}

/// The names that were read, `+` before an asset, the fault after it; without the built-in themes.
fn listed(snapshot: &Snapshot) -> Vec<String> {
    let ours = |id: &SourceId| !["themes/ledger/", "themes/plain/"].iter().any(|theme| id.as_str().starts_with(theme));
    let fault = |source: &Source| source.fault.as_ref().map_or_else(String::new, |fault| format!(" {fault:?}"));
    let sources = snapshot.sources.values().filter(|source| ours(&source.id)).map(|source| format!("{}{}", source.id, fault(source)));
    let assets = snapshot.assets.values().filter(|asset| ours(&asset.id)).map(|asset| format!("+{}", asset.id));
    sources.chain(assets).collect()
}

#[test]
fn texts_and_assets() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x08\x08\x06\0\0\0";
    let root = dossier(&[
        ("dossier.yaml", b"title: x\n"),
        ("content/b/one.md", b"\xef\xbb\xbf---\n---\n"),
        ("content/a.bib", b""),
        ("content/a.PNG", png),
        ("content/notes.txt", b"x"),
        ("templates/page.html", b""),
        ("static/style.css", b""),
        ("static/bad.css", b"\xff"),
        ("static/robots.txt", b""),
        ("static/.well-known/security.txt", b""),
        ("themes/mine/theme.yaml", b""),
        ("themes/mine/static/font.woff2", b"x"),
        ("public/index.html", b"never read"),
        ("README.md", b"never read"),
    ]);
    for passed_over in [
        "content/.obsidian/x.md",
        "content/x.md~",
        "content/.DS_Store",
        "content/node_modules/x.md",
        "content/#x.md#",
        "content/old/.dossier-written",
    ] {
        put(&root, passed_over, b"");
    }
    put(&root, "content/old/index.md", b"the output of an earlier build");
    let snapshot = snapshot(&root);
    let expected = [
        "content/a.bib",
        "content/b/one.md",
        "dossier.yaml",
        "static/style.css",
        "templates/page.html",
        "themes/mine/theme.yaml",
        "+content/a.PNG",
        "+content/notes.txt",
        "+static/.well-known/security.txt",
        "+static/bad.css",
        "+static/robots.txt",
        "+themes/mine/static/font.woff2",
    ];
    assert_eq!(listed(&snapshot), expected);
    let picture = &snapshot.assets[&SourceId::new("content/a.PNG")];
    assert_eq!((picture.size, picture.pixels, picture.digest), (png.len() as u64, Some((16, 8)), crate::text::Digest::of(png)));
    assert_eq!(&*snapshot.source("content/b/one.md").expect("read").text, "---\n---\n", "without the byte order mark");
}

#[test]
fn the_built_in_theme_steps_back_for_one_of_its_name() {
    let own = |root: &TempDir| snapshot(root).under("themes/ledger/").map(|source| source.id.to_string()).collect::<Vec<_>>();
    let root = dossier(&[("dossier.yaml", b"")]);
    let built_in = own(&root);
    assert_eq!(built_in, super::built_in().under("themes/ledger/").map(|source| source.id.to_string()).collect::<Vec<_>>());
    put(&root, "themes/ledger/templates/only.html", b"");
    assert_eq!(own(&root), ["themes/ledger/templates/only.html"]);
    fs::remove_dir_all(root.path().join("themes")).expect("removed");
    assert_eq!(own(&root), built_in);
}

#[test]
fn a_root_that_is_none() {
    let root = dossier(&[("file", b"")]);
    let told = |path: &str| format!("{:#}", read(&root.path().join(path)).expect_err("no folder"));
    assert!(told("file").ends_with("file` is no folder"), "{}", told("file"));
    assert!(told("gone").starts_with("reading the folder `"), "{}", told("gone"));
    assert_eq!(listed(&snapshot(&dossier(&[]))), [""; 0], "an empty folder is a dossier without settings");
}

#[test]
fn bad_text() {
    let root = dossier(&[("content/a.md", b"ok \xff"), ("content/b.md", b"a\0b"), ("content/c.md", b"\xff\xfeu\0")]);
    fs::File::create(root.path().join("content/d.md")).and_then(|file| file.set_len(LARGEST_TEXT + 1)).expect("a large file");
    fs::File::create(root.path().join("dossier.yaml")).and_then(|file| file.set_len(3)).expect("zeros");
    fs::create_dir(root.path().join("static")).expect("a folder");
    fs::File::create(root.path().join("static/d.js")).and_then(|file| file.set_len(LARGEST_TEXT + 1)).expect("a large file");
    fs::create_dir(root.path().join("content/folder.md")).expect("a folder");
    let expected = [
        "content/a.md NotUtf8(3..6)",
        "content/b.md Nul(1..2)",
        "content/c.md NotUtf8(0..3)",
        "content/d.md TooLarge(8388609, 8388608)",
        "dossier.yaml Nul(0..1)",
        "+static/d.js",
    ];
    assert_eq!(listed(&snapshot(&root)), expected);
}

#[test]
fn folders_where_files_should_be_and_the_reverse() {
    let root = dossier(&[("content", b""), ("dossier.yaml/x", b"")]);
    let expected = ["content NotAFile(\"not a folder\")", "dossier.yaml NotAFile(\"a folder, not a file\")"];
    assert_eq!(listed(&snapshot(&root)), expected);
}

#[cfg(unix)]
#[test]
fn links() {
    use std::os::unix::fs::symlink;
    let outside = dossier(&[("secret.md", b"")]);
    let root = dossier(&[("content/real/one.md", b"1"), ("data/two.md", b"2"), (".git/config.md", b"")]);
    let link = |target: &str, name: &str| symlink(target, root.path().join(name)).expect("a link");
    link("real", "content/again");
    link("../data/two.md", "content/two.md");
    link("..", "content/real/up");
    link("../..", "content/real/top");
    link(".", "content/self");
    link("round", "content/round");
    link("nowhere.md", "content/gone.md");
    link("/dev/zero", "content/zero.md");
    link("../.git", "content/git");
    symlink(outside.path(), root.path().join("content/out")).expect("a link");
    symlink(outside.path().join("secret.md"), root.path().join("content/out.md")).expect("a link");
    symlink(outside.path(), root.path().join("templates")).expect("a link");
    link("secret.md", "dossier.yaml");
    let circle = "NotAFile(\"a link that leads round in a circle\")";
    let out = "NotAFile(\"a link that leads out of the dossier\")";
    let nowhere = "NotAFile(\"a link that leads nowhere\")";
    let expected = [
        "content/again/one.md".to_owned(),
        format!("content/again/top {circle}"),
        format!("content/again/up {circle}"),
        "content/git NotAFile(\"a link to a hidden file\")".to_owned(),
        format!("content/gone.md {nowhere}"),
        format!("content/out {out}"),
        format!("content/out.md {out}"),
        "content/real/one.md".to_owned(),
        format!("content/real/top {circle}"),
        format!("content/real/up {circle}"),
        format!("content/round {nowhere}"),
        format!("content/self {circle}"),
        "content/two.md".to_owned(),
        format!("content/zero.md {out}"),
        format!("dossier.yaml {nowhere}"),
        format!("templates {out}"),
    ];
    assert_eq!(listed(&snapshot(&root)), expected);
}

#[cfg(unix)]
#[test]
fn folders_that_all_link_to_each_other() {
    let root = dossier(&[]);
    for from in 0..12 {
        put(&root, &format!("content/f{from}/x.md"), b"");
    }
    for (from, to) in (0..144).map(|n| (n / 12, n % 12)).filter(|(from, to)| from != to) {
        std::os::unix::fs::symlink(format!("../f{to}"), root.path().join(format!("content/f{from}/to{to}"))).expect("a link");
    }
    let snapshot = snapshot(&root);
    assert_eq!(snapshot.under("content/").filter(|source| source.fault.is_none()).count(), 12 + 132);
    assert!(snapshot.sources.len() < 2000, "{}", snapshot.sources.len());
}

#[cfg(target_os = "linux")]
#[test]
fn what_must_not_be_opened() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;
    let root =
        dossier(&[("content/locked.md", b""), ("content/shut/x.md", b""), ("content/back\\slash.md", b""), ("content/bell\u{7}.md", b"")]);
    let path = |name: &str| root.path().join(name);
    rustix::fs::mknodat(rustix::fs::CWD, path("content/pipe.md"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0).expect("a pipe");
    let _socket = std::os::unix::net::UnixListener::bind(path("content/socket.png")).expect("a socket");
    fs::write(root.path().join(std::ffi::OsStr::from_bytes(b"content/\xff.md")), b"").expect("a file");
    let pipe = "NotAFile(\"a pipe, a socket or a device, not a plain file\")";
    let mut expected = vec![
        "content/back\\slash.md".to_owned(),
        "content/bell\u{7}.md".to_owned(),
        "content/locked.md".to_owned(),
        format!("content/pipe.md {pipe}"),
        "content/shut/x.md".to_owned(),
        format!("content/socket.png {pipe}"),
        "content/\u{fffd}.md NotAFile(\"its name is not Unicode text\")".to_owned(),
    ];
    assert_eq!(listed(&snapshot(&root)), expected);
    for shut in ["content/locked.md", "content/shut"] {
        fs::set_permissions(path(shut), fs::Permissions::from_mode(0o0)).expect("shut");
    }
    if fs::read(path("content/locked.md")).is_err() {
        // The administrator may read everything.
        expected[2].push_str(" Unreadable(\"permission denied\")");
        expected[4] = "content/shut Unreadable(\"permission denied\")".to_owned();
        assert_eq!(listed(&snapshot(&root)), expected);
    }
    fs::set_permissions(path("content/shut"), fs::Permissions::from_mode(0o700)).expect("opened");
}

/// Two snapshots are one.
fn same(one: &Snapshot, other: &Snapshot) {
    assert_eq!(listed(one), listed(other));
    assert!(one.sources.values().map(|source| source.digest).eq(other.sources.values().map(|source| source.digest)));
    assert!(one.assets.values().map(|asset| (asset.digest, asset.size)).eq(other.assets.values().map(|asset| (asset.digest, asset.size))));
}

#[test]
fn reading_again_what_changed() {
    let root = dossier(&[
        ("dossier.yaml", b"a"),
        ("content/a.md", b"1"),
        ("content/b.png", b"1"),
        ("content/sub/c.md", b"1"),
        ("content/sub/d.md", b"1"),
    ]);
    let mut known = snapshot(&root);
    let mut step = |changed: &[&str]| {
        let paths: Vec<PathBuf> = changed.iter().map(|path| root.path().join(path)).collect();
        let again = reread(&known, root.path(), &paths);
        same(&again, &snapshot(&root));
        known = again;
    };
    put(&root, "content/a.md", b"2");
    step(&["content/a.md"]);
    put(&root, "content/b.png", b"22");
    put(&root, "content/new.md", b"");
    step(&["content/b.png", "content/new.md", "elsewhere"]);
    fs::remove_file(root.path().join("content/a.md")).expect("removed");
    step(&[]);
    fs::rename(root.path().join("content/sub"), root.path().join("content/moved")).expect("moved");
    step(&["content/sub", "content/moved"]);
    put(&root, "content/moved/c.md", b"3");
    put(&root, "content/moved/d.md", b"3");
    step(&["content/moved"]);
    put(&root, "themes/ledger/theme.yaml", b"");
    put(&root, "dossier.yaml", b"b");
    step(&[""]);
    fs::remove_dir_all(root.path().join("themes")).expect("removed");
    step(&["themes"]);
}

#[test]
fn reading_again_opens_nothing_else() {
    let root = dossier(&[("content/a.md", b"1"), ("content/b.md", b"1")]);
    let known = snapshot(&root);
    put(&root, "content/a.md", b"2");
    put(&root, "content/b.md", b"2");
    let again = reread(&known, root.path(), &[root.path().canonicalize().expect("there").join("content/a.md")]);
    assert_eq!(&*again.source("content/a.md").expect("read").text, "2");
    assert_eq!(&*again.source("content/b.md").expect("kept").text, "1", "nobody said that it changed");
}
