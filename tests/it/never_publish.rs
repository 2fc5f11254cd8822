//! What must never be published is looked for in all of the finished site; pictures lose what they tell beside what they show.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::cli::{dossier, err, out, started};

/// A name that is nobody's, and that no test of the program's output may find in a message.
const NAME: &str = "Testa Inventova";

fn put(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, bytes).expect("a file can be written");
}

fn settings(root: &Path, more: &str) {
    let path = root.join("dossier.yaml");
    let text = std::fs::read_to_string(&path).expect("the settings");
    let text = text.split("never_publish:").next().expect("what stands before").trim_end().to_owned();
    std::fs::write(path, format!("{text}\n{more}")).expect("the settings can be written");
}

fn page(title: &str, body: &str) -> Vec<u8> {
    format!("---\nkind: page\ntitle: {title}\n---\n{body}\n").into_bytes()
}

/// Runs the program with a text on its standard input, and the environment of the list.
fn with(root: &Path, arguments: &[&str], stdin: &str, list: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(arguments).current_dir(root).env_remove("DOSSIER_NEVER_PUBLISH");
    if let Some(list) = list {
        command.env("DOSSIER_NEVER_PUBLISH", list);
    }
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    // A program that refuses what was typed may end before it has read anything.
    let written = running.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
    assert!(written.is_ok() || written.is_err_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe));
    running.wait_with_output().expect("the program ends")
}

fn refused(output: &Output) -> String {
    let text = err(output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("error[never-publish]"), "{text}");
    for word in NAME.split(' ').chain(["testa", "inventova"]) {
        assert!(!text.contains(word) && !out(output).contains(word), "the name is told: {text}");
    }
    text
}

#[test]
fn a_name_anywhere_fails_the_build_and_is_not_told() {
    let folder = started();
    let root = folder.path().join("d");
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    let home = std::fs::read(root.join("public/index.html")).expect("a site");
    settings(&root, &format!("never_publish: {{names: [Nobody Atall, {NAME}], patterns: ['(?i)secret-\\d+']}}\n"));
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0), "the settings are not published");

    let sign = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title>Inventova, Testa</title></svg>";
    for (path, bytes, told) in [
        ("content/pages/x.md", page("X", "Said\n*Tes*ta **Inventova** so."), "content/pages/x.md:6"),
        ("content/pages/x.md", page("X", "![Inventova Testa](sign.svg)"), "content/pages/x.md:5"),
        ("content/pages/x.md", page("\"Testa  INVENTOVA\"", "Words."), "content/pages/x.md:3"),
        ("content/pages/x.md", page("X", "Testa\nInventova"), "content/pages/x.md:5"),
        ("content/pages/testa-inventova.md", page("X", "Words."), "a file whose name holds it"),
        ("static/sign.svg", sign.to_vec(), "static/sign.svg:1"),
        ("static/data.bin", b"\x01\x02\xfftESTA inventova\xff".to_vec(), "file names and pictures"),
    ] {
        put(&root, "content/pages/sign.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
        put(&root, path, &bytes);
        let text = refused(&dossier(&root, &["build"]));
        assert!(text.contains("name 2 under `never_publish`") && text.contains(told), "{path}: {text}");
        refused(&dossier(&root, &["check"]));
        std::fs::remove_file(root.join(path)).expect("it was there");
    }
    put(&root, "content/pages/x.md", &page("X", "A SECRET-12."));
    let exported = dossier(&root, &["export", "json"]);
    assert_eq!((exported.status.code(), out(&exported)), (Some(1), String::new()));
    let built = dossier(&root, &["build", "--format", "json"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(err(&built).contains("pattern 1 under `never_publish`") && !err(&built).contains("SECRET"), "{}", err(&built));
    assert_eq!(std::fs::read(root.join("public/index.html")).expect("a site"), home, "the finished site stays");
}

#[test]
fn an_export_is_looked_through_too() {
    let folder = started();
    let root = folder.path().join("d");
    // The name stands in a setting that no page shows.
    let path = root.join("dossier.yaml");
    let text =
        std::fs::read_to_string(&path).expect("the settings").replacen("jurisdictions:\n", &format!("jurisdictions:\n  zz: {NAME}\n"), 1);
    std::fs::write(&path, text).expect("the settings can be written");
    settings(&root, &format!("never_publish: {{names: [{NAME}]}}\n"));
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0));
    let exported = dossier(&root, &["export", "json"]);
    refused(&exported);
    assert_eq!(out(&exported), "");
}

#[test]
fn names_may_be_kept_as_digests_outside_the_dossier() {
    let folder = started();
    let root = folder.path().join("d");
    let list = folder.path().join("kept.txt");
    let shown = list.to_str().expect("text");
    let made = with(&root, &["never-publish", shown], &format!("{NAME}\n\nNobody Atall\n"), None);
    assert_eq!((made.status.code(), err(&made)), (Some(0), String::new()));
    assert!(out(&made).contains("2 names, 2 new"), "{}", out(&made));
    let more = with(&root, &["never-publish", shown], "Atall, Nobody\nSomebody Else\n", None);
    assert!(out(&more).contains("3 names, 1 new"), "{}", out(&more));
    assert!(!std::fs::read_to_string(&list).expect("the list").to_lowercase().contains("testa"));
    for (names, told) in [("", "no name was given"), ("Somebody Else\nab\n", "name 2 has fewer than 3 letters")] {
        let output = with(&root, &["never-publish", shown], names, None);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(told), "{}", err(&output));
    }

    settings(&root, "never_publish:\n  file: ../kept.txt\n");
    put(&root, "content/pages/x.md", &page("X", &format!("{NAME} said so.")));
    let text = refused(&with(&root, &["build"], "", None));
    assert!(text.contains("the name in line 3 of the list") && text.contains("content/pages/x.md:5"), "{text}");
    assert_eq!(with(&root, &["build"], "", Some("")).status.code(), Some(0), "without the list, if that is asked for");

    std::fs::rename(&list, folder.path().join("moved.txt")).expect("moved");
    let gone = with(&root, &["build"], "", None);
    assert_eq!(gone.status.code(), Some(1));
    assert!(err(&gone).contains("error[never-publish-list]") && err(&gone).contains("dossier.yaml:"), "{}", err(&gone));
    refused(&with(&root, &["build"], "", folder.path().join("moved.txt").to_str()));
    std::fs::write(&list, "dossier never-publish 1\nnothing\n").expect("written");
    let broken = with(&root, &["check"], "", None);
    assert!(err(&broken).contains("error[never-publish-list]: line 2 of the list"), "{}", err(&broken));
    let kept = with(&root, &["never-publish", shown], "Somebody Else\n", None);
    assert_eq!(kept.status.code(), Some(2));
    assert_eq!(
        std::fs::read_to_string(&list).expect("the list"),
        "dossier never-publish 1\nnothing\n",
        "what is no list is not written over"
    );
}

#[test]
fn names_and_patterns_that_cannot_be_looked_for() {
    let folder = started();
    let root = folder.path().join("d");
    settings(&root, "never_publish: {names: [ok name, ab], patterns: ['(', 'x*']}\n");
    let text = err(&dossier(&root, &["check"]));
    assert!(text.contains("name 2 under `never_publish` has fewer than 3 letters or digits"), "{text}");
    assert!(text.contains("unclosed group") && text.contains("matches the empty text"), "{text}");
    assert!(text.contains("dossier.yaml:"), "{text}");
}

#[test]
fn pictures_lose_what_they_tell() {
    let folder = started();
    let root = folder.path().join("d");
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xfe\x0fTesta Inventova\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;";
    put(&root, "content/pages/x.md", &page("X", "![A dot](dot.gif)"));
    put(&root, "content/pages/dot.gif", gif);
    put(&root, "static/dot.gif", gif);
    settings(&root, &format!("never_publish: {{names: [{NAME}]}}\n"));
    let built = dossier(&root, &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let published = walkdir::WalkDir::new(root.join("public")).into_iter().map(|entry| entry.expect("listed").into_path());
    let dots: Vec<Vec<u8>> =
        published.filter(|path| path.extension().is_some_and(|end| end == "gif")).map(|path| std::fs::read(path).expect("read")).collect();
    assert_eq!(dots.len(), 2);
    for dot in dots {
        assert_eq!(dot.len(), gif.len() - 19, "the comment is gone, and nothing else");
    }
    assert_eq!(std::fs::read(root.join("content/pages/dot.gif")).expect("read"), gif, "the writer's file is left alone");

    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><!-- Testa Inventova --></svg>";
    put(&root, "static/drawing.svg", drawing);
    let built = dossier(&root, &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    put(&root, "static/photo.avif", b"\0\0\0\x1cftypavif\0\0\0\0Exif\0\0");
    let told = dossier(&root, &["build"]);
    assert_eq!(told.status.code(), Some(1));
    assert!(err(&told).contains("error[picture-metadata]") && err(&told).contains("static/photo.avif"), "{}", err(&told));
}
