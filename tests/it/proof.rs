//! Manifests, signatures and `dossier verify`, with the program itself: on folders, zips and a server on the loopback.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;

use super::cli::{dossier, err, out, started};

const MANIFEST: &str = ".well-known/dossier-manifest.json";
const SIGNATURE: &str = ".well-known/dossier-manifest.json.minisig";

/// A dossier with a key beside it, built and signed. What the build said.
fn signed() -> (TempDir, String) {
    let folder = started();
    let made = dossier(folder.path(), &["keygen"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let built = dossier(&folder.path().join("d"), &["build", "--sign", "../dossier.key"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let said = out(&built);
    (folder, said)
}

fn site(folder: &TempDir) -> PathBuf {
    folder.path().join("d/public")
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, bytes).expect("a file can be written");
}

fn verified(folder: &TempDir, arguments: &[&str]) -> Output {
    dossier(folder.path(), &[&["verify"], arguments].concat())
}

/// That a check fails with this code and says this on standard error or output.
fn fails(checked: &Output, code: i32, says: &[&str]) {
    let all = out(checked) + &err(checked);
    assert_eq!(checked.status.code(), Some(code), "{all}");
    for words in says {
        assert!(all.contains(words), "`{words}` is not in:\n{all}");
    }
}

fn manifest(site: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(site.join(MANIFEST)).expect("a manifest")).expect("JSON")
}

#[test]
fn the_manifest_lists_the_site_and_says_what_it_is() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root.join("dossier.yaml"), {
        let text = std::fs::read_to_string(root.join("dossier.yaml")).expect("settings");
        text + "mirrors: [\"https://mirror.example/d/\"]\nonion: \"http://abc.onion\"\n"
    });
    write(
        &root.join("content/pages/dated.md"),
        "---\nkind: page\ntitle: Dated\npublished: \"2021-08-18\"\nreviewed: \"2022-02-01\"\n---\nText.\n",
    );
    write(&root.join(".git/HEAD"), "ref: refs/heads/main\n");
    write(&root.join(".git/refs/heads/main"), "0123456789abcdef0123456789abcdef01234567\n");
    let built = dossier(&root, &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let manifest = manifest(&root.join("public"));
    assert_eq!(manifest["format"], "dossier-manifest/1");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["revision"], "0123456789abcdef0123456789abcdef01234567");
    assert_eq!(manifest["mirrors"], serde_json::json!(["https://mirror.example/d/"]));
    assert_eq!(manifest["onion"], "http://abc.onion/");
    assert_eq!(manifest["date"], "2022-02-01");
    assert!(out(&built).contains(&format!("digest sha256:{}\n", manifest["digest"].as_str().expect("a digest"))), "{}", out(&built));
    // Every file, and nothing that is none.
    let listed: Vec<&str> =
        manifest["files"].as_array().expect("a list").iter().map(|file| file["path"].as_str().expect("a path")).collect();
    let all = walkdir::WalkDir::new(root.join("public")).into_iter().map(|entry| entry.expect("listed").into_path());
    let mut there: Vec<String> = all
        .filter(|path| path.is_file())
        .map(|path| path.strip_prefix(root.join("public")).expect("below").to_string_lossy().replace('\\', "/"))
        .filter(|path| path != MANIFEST && path != ".dossier-written")
        .collect();
    there.sort();
    assert_eq!(listed, there);
    // Another revision is another manifest of the same site; an empty one is none.
    for (revision, said) in [("r7", Value::from("r7")), ("", Value::Null)] {
        let again = dossier(&root, &["build", "--revision", revision]);
        assert_eq!(out(&again).lines().last(), out(&built).lines().last());
        assert_eq!(self::manifest(&root.join("public"))["revision"], said);
    }
}

#[test]
fn what_the_writer_put_in_its_place_stops_the_build() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root.join("static").join(MANIFEST), "{}");
    fails(&dossier(&root, &["build"]), 2, &["static/.well-known/dossier-manifest.json` stands where the build writes its own"]);
}

#[test]
fn a_signed_site_is_whole_until_a_byte_changes() {
    let (folder, said) = signed();
    assert!(said.contains(", signed with the key "), "{said}");
    let whole = verified(&folder, &["d/public", "--key", "dossier.pub"]);
    assert_eq!(whole.status.code(), Some(0), "{}{}", out(&whole), err(&whole));
    assert!(out(&whole).contains(" holds: dossier sha256:") && out(&whole).contains("whole: "), "{}", out(&whole));
    let unchecked = verified(&folder, &["d/public"]);
    assert!(unchecked.status.success() && out(&unchecked).contains("--key checks that"), "{}", out(&unchecked));

    let home = site(&folder).join("index.html");
    let mut bytes = std::fs::read(&home).expect("the home page");
    bytes[100] ^= 1;
    write(&home, bytes);
    std::fs::remove_file(site(&folder).join("404.html")).expect("removed");
    write(&site(&folder).join("claims/evil.js"), "x");
    let broken = verified(&folder, &["d/public", "--key", "dossier.pub"]);
    let says =
        ["missing  404.html\n", "changed  index.html (of the same size)\n", "foreign  claims/evil.js\n", "1 missing, 1 changed, 1 foreign"];
    fails(&broken, 1, &says);
    assert_eq!(out(&broken).lines().filter(|line| line.starts_with("changed")).count(), 1);
}

#[test]
fn a_list_that_somebody_made_to_fit_is_not_signed() {
    let (folder, _) = signed();
    // Somebody changes a page and has the manifest follow: the copy is whole, and not the one that was signed.
    let text = std::fs::read_to_string(site(&folder).join(MANIFEST)).expect("a manifest");
    write(&site(&folder).join(MANIFEST), text.replace("\"title\": \"", "\"title\": \"A lie about "));
    assert!(verified(&folder, &["d/public"]).status.success());
    fails(&verified(&folder, &["d/public", "--key", "dossier.pub"]), 1, &["does not hold: the manifest is not what was signed"]);
    let made = dossier(folder.path(), &["keygen", "--out", "other.key"]);
    let line = out(&made).split_whitespace().last().expect("the public key").to_owned();
    fails(&verified(&folder, &["d/public", "--key", &line]), 1, &["is from another key"]);
    std::fs::remove_file(site(&folder).join(SIGNATURE)).expect("removed");
    fails(&verified(&folder, &["d/public", "--key", "dossier.pub"]), 1, &["is not signed"]);
}

#[test]
fn what_is_no_copy_is_said() {
    let folder = started();
    fails(&verified(&folder, &["d/content"]), 1, &["holds no manifest"]);
    fails(&verified(&folder, &["nowhere"]), 2, &["is no folder, no file and no address"]);
    fails(&verified(&folder, &["d", "--key", "nokey"]), 2, &["is no file, and as a key it"]);
    fails(&verified(&folder, &["d/dossier.yaml"]), 1, &["is no zip, or is cut off"]);
    for (text, why) in [("<!doctype html>", "is a page of HTML"), ("{}", "is not one of dossier"), ("", "is no JSON")] {
        write(&folder.path().join("c").join(MANIFEST), text);
        fails(&verified(&folder, &["c"]), 1, &["the manifest of `c`", why]);
    }
}

#[test]
fn the_same_key_signs_the_same_bytes_and_stays_out_of_sight() {
    let (folder, said) = signed();
    let signature = std::fs::read(site(&folder).join(SIGNATURE)).expect("a signature");
    let key = std::fs::read_to_string(folder.path().join("dossier.key")).expect("the key");
    let line = key.lines().nth(1).expect("its line");
    // The key itself in the variable, its file in it, and only its line.
    for value in [key.as_str(), line, folder.path().join("dossier.key").to_str().expect("a path")] {
        let built = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .args(["build", "--out", "../again"])
            .env("DOSSIER_SIGNING_KEY", value)
            .current_dir(folder.path().join("d"))
            .output()
            .expect("the program can be started");
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        assert_eq!(std::fs::read(folder.path().join("again").join(SIGNATURE)).expect("a signature"), signature);
        assert!(!out(&built).contains(&line[90..110]));
    }
    assert!(!said.contains(&line[90..110]));
    // One with a mistake in it is not shown either.
    let built = Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(["build"])
        .env("DOSSIER_SIGNING_KEY", line.replacen('A', "-", 1))
        .current_dir(folder.path().join("d"))
        .output()
        .expect("the program can be started");
    fails(&built, 2, &["the key in DOSSIER_SIGNING_KEY is none of minisign's format"]);
    assert!(!err(&built).contains(&line[90..110]), "{}", err(&built));
    // Nothing of it is anywhere in the site.
    for entry in walkdir::WalkDir::new(site(&folder)) {
        let path = entry.expect("listed").into_path();
        let bytes = if path.is_file() { std::fs::read(&path).expect("a file") } else { continue };
        assert!(memchr::memmem::find(&bytes, &line.as_bytes()[84..124]).is_none(), "{}", path.display());
    }
}

#[test]
fn a_key_that_would_be_published_is_refused() {
    let folder = started();
    let root = folder.path().join("d");
    fails(&dossier(&root, &["keygen"]), 2, &["a key does not belong into the dossier", "--out ~/dossier.key"]);
    assert!(dossier(folder.path(), &["keygen"]).status.success());
    fails(&dossier(folder.path(), &["keygen"]), 2, &["is there already, and a key is never written over"]);
    fails(&dossier(folder.path(), &["keygen", "--out", "x.pub"]), 2, &["cannot end in `.pub`"]);
    let key = std::fs::read_to_string(folder.path().join("dossier.key")).expect("the key");
    let build = |key: &str| dossier(&root, &["build", "--sign", key]);
    fails(&build("../nowhere.key"), 2, &["cannot be read"]);
    fails(&build("../dossier.pub"), 2, &[if cfg!(unix) { "can be read or changed by others" } else { "is a public one" }]);
    // A page in which somebody pasted the key.
    let page = format!("---\nkind: page\ntitle: Oops\n---\n```\n{key}```\n");
    write(&root.join("content/pages/oops.md"), page);
    let refused = build("../dossier.key");
    fails(&refused, 2, &["`pages/oops/index.html` would hold the key that signs the site"]);
    assert!(!err(&refused).contains(&key.lines().nth(1).expect("its line")[90..110]));
    assert!(!root.join("public").exists());
    std::fs::remove_file(root.join("content/pages/oops.md")).expect("removed");
    // One that lies where the dossier is read from.
    std::fs::rename(folder.path().join("dossier.key"), root.join("content/dossier.key")).expect("moved");
    fails(&build("content/dossier.key"), 2, &["which is or becomes the site; keep it elsewhere"]);
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = signed();
    let path = folder.path().join("dossier.key");
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    for wrong in [0o640, 0o604, 0o644, 0o622] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(wrong)).expect("changed");
        let refused = dossier(&folder.path().join("d"), &["build", "--sign", "../dossier.key"]);
        fails(&refused, 2, &["can be read or changed by others", "chmod 600"]);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_copy_is_no_file() {
    let (folder, _) = signed();
    let home = site(&folder).join("index.html");
    std::fs::rename(&home, folder.path().join("index.html")).expect("moved");
    std::os::unix::fs::symlink(folder.path().join("index.html"), &home).expect("a link");
    fails(&verified(&folder, &["d/public"]), 1, &["changed  index.html (no plain file)"]);
}

/// A file in a zip of the test: its name in the list, its name before its bytes, its bytes, and what its list says it is.
struct Zipped<'a> {
    name: &'a str,
    inner: &'a str,
    bytes: &'a [u8],
    mode: u32,
}

fn plain<'a>(name: &'a str, bytes: &'a [u8]) -> Zipped<'a> {
    Zipped { name, inner: name, bytes, mode: 0o100_644 }
}

/// A zip whose files are deflated, or stored where the bytes are few.
fn zip(files: &[Zipped<'_>]) -> Vec<u8> {
    let (mut all, mut list) = (Vec::new(), Vec::new());
    for file in files {
        let (method, packed) = if file.bytes.len() < 100 {
            (0_u16, file.bytes.to_vec())
        } else {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(file.bytes).expect("packed");
            (8, encoder.finish().expect("packed"))
        };
        let at = u32::try_from(all.len()).expect("small");
        let mut crc = flate2::Crc::new();
        crc.update(file.bytes);
        let sizes = |name: &str| {
            let mut head = [method.to_le_bytes(), [0; 2], [0x21, 0]].concat();
            head.extend(crc.sum().to_le_bytes());
            head.extend(u32::try_from(packed.len()).expect("small").to_le_bytes());
            head.extend(u32::try_from(file.bytes.len()).expect("small").to_le_bytes());
            head.extend(u16::try_from(name.len()).expect("small").to_le_bytes());
            head.extend([0, 0]);
            head
        };
        all.extend([&b"PK\x03\x04\x14\0\0\x08"[..], &sizes(file.inner), file.inner.as_bytes(), &packed].concat());
        list.extend([&b"PK\x01\x02\x14\x03\x14\0\0\x08"[..], &sizes(file.name), &[0; 6]].concat());
        list.extend((file.mode << 16).to_le_bytes());
        list.extend(at.to_le_bytes());
        list.extend(file.name.as_bytes());
    }
    let (at, count) = (u32::try_from(all.len()).expect("small"), u16::try_from(files.len()).expect("few"));
    let size = u32::try_from(list.len()).expect("small");
    all.extend(list);
    all.extend(
        [&b"PK\x05\x06\0\0\0\0"[..], &count.to_le_bytes(), &count.to_le_bytes(), &size.to_le_bytes(), &at.to_le_bytes(), &[0, 0]].concat(),
    );
    all
}

/// Every file of the site but the record.
fn files(site: &Path) -> Vec<(String, Vec<u8>)> {
    let all = walkdir::WalkDir::new(site).sort_by_file_name().into_iter().map(|entry| entry.expect("listed").into_path());
    let files = all.filter(|path| path.is_file() && path.file_name().is_some_and(|name| name != ".dossier-written"));
    let name = |path: &Path| path.strip_prefix(site).expect("below").to_string_lossy().replace('\\', "/");
    files.map(|path| (name(&path), std::fs::read(&path).expect("a file"))).collect()
}

#[test]
fn zips_are_checked_without_being_unpacked() {
    let (folder, _) = signed();
    let path = folder.path().join("copy.zip");
    let all = files(&site(&folder));
    let check = |files: &[Zipped<'_>]| {
        write(&path, zip(files));
        verified(&folder, &["copy.zip", "--key", "dossier.pub"])
    };
    let zipped = || all.iter().map(|(name, bytes)| plain(name, bytes)).collect::<Vec<_>>();
    let whole = check(&zipped());
    assert_eq!(whole.status.code(), Some(0), "{}{}", out(&whole), err(&whole));
    // In a folder of its own, as most zips are; what lies beside it is foreign.
    let named: Vec<String> = all.iter().map(|(name, _)| format!("my copy/{name}")).collect();
    let mut inside: Vec<Zipped<'_>> = named.iter().zip(&all).map(|(name, (_, bytes))| plain(name, bytes)).collect();
    assert_eq!(check(&inside).status.code(), Some(0));
    inside.push(plain("run-me.exe", b"x"));
    fails(&check(&inside), 1, &["foreign  /run-me.exe"]);

    let home = all.iter().position(|(name, _)| name == "index.html").expect("the home page");
    let mut changed = all[home].1.clone();
    changed[100] ^= 1;
    let mut other = zipped();
    other[home].bytes = &changed;
    fails(&check(&other), 1, &["changed  index.html (of the same size)"]);
    let bomb = vec![0; 50 << 20];
    other[home].bytes = &bomb;
    fails(&check(&other), 1, &["changed  index.html (more than"]);
    other[home] = Zipped { name: "index.html", inner: "else.html", bytes: &all[home].1, mode: 0o100_644 };
    fails(&check(&other), 1, &["changed  index.html (the zip contradicts itself)"]);
    other[home] = Zipped { name: "index.html", inner: "index.html", bytes: b"/etc/passwd", mode: 0o120_777 };
    fails(&check(&other), 1, &["changed  index.html (a link, not a file)"]);
}

#[test]
fn zips_that_deceive_are_refused() {
    let (folder, _) = signed();
    let path = folder.path().join("copy.zip");
    let check = |bytes: &[u8]| {
        write(&path, bytes);
        verified(&folder, &["copy.zip"])
    };
    for name in ["../evil", "a/../../evil", "/etc/passwd", "a\\..\\evil", "c:evil", "a//b"] {
        fails(&check(&zip(&[plain(MANIFEST, b"{}"), plain(name, b"x")])), 1, &["has names that lead out of it", name, "do not unpack it"]);
    }
    fails(&check(&zip(&[plain("a", b"1"), plain("a", b"2")])), 1, &["holds two files called `a`"]);
    let good = zip(&[plain(MANIFEST, b"{}")]);
    fails(&check(&good), 1, &["is not one of dossier"]);
    fails(&check(&[b"x", &good[..]].concat()), 1, &["with something else before or behind it"]);
    fails(&check(&good[..good.len() - 1]), 1, &["is no zip, or is cut off"]);
    fails(&check(&zip(&[])), 1, &["holds no manifest"]);
    fails(&check(b""), 1, &["is no zip"]);
    // No zip makes the program fall over.
    for at in 0..good.len() {
        let mut broken = good.clone();
        broken[at] ^= 0xff;
        let checked = check(&broken);
        assert!(matches!(checked.status.code(), Some(1 | 3)), "byte {at}: {}", err(&checked));
    }
}

/// Serves what `answer` gives for a path: the line of the status, more headers, and the bytes.
fn serve(answer: impl Fn(&str) -> (String, Vec<u8>) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on the loopback");
    let url = format!("http://{}/", listener.local_addr().expect("its address"));
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || one(stream, &*answer));
        }
    });
    url
}

fn one(mut stream: TcpStream, answer: &(dyn Fn(&str) -> (String, Vec<u8>) + Sync)) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream can be cloned"));
    let mut first = String::new();
    let _ = reader.read_line(&mut first);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let (head, body) = answer(&path);
    let _ = stream.write_all(format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes());
    let _ = stream.write_all(&body);
}

/// What an ordinary host answers for a folder, which keeps `_headers` to itself.
fn host(root: &Path, path: &str) -> (String, Vec<u8>) {
    if path.ends_with("/index.html") {
        return (format!("308 Permanent Redirect\r\nLocation: {}", path.trim_end_matches("index.html")), Vec::new());
    }
    let path = percent_encoding::percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy().into_owned();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    match std::fs::read(root.join(&file)) {
        Ok(bytes) if !file.starts_with('_') => ("200 OK".to_owned(), bytes),
        _ => ("404 Not Found\r\nContent-Type: text/html".to_owned(), b"<!doctype html>nothing".to_vec()),
    }
}

#[test]
fn a_mirror_is_asked_for_every_file() {
    let (folder, _) = signed();
    let root = site(&folder);
    let url = serve(move |path| host(&root, path));
    let whole = verified(&folder, &[&url, "--key", "dossier.pub"]);
    assert_eq!(whole.status.code(), Some(0), "{}{}", out(&whole), err(&whole));
    assert!(out(&whole).contains("files are for the host") && out(&whole).contains("cannot be seen from outside"), "{}", out(&whole));
    let home = site(&folder).join("index.html");
    let mut bytes = std::fs::read(&home).expect("the home page");
    bytes[100] ^= 1;
    write(&home, bytes);
    std::fs::remove_file(site(&folder).join("robots.txt")).expect("removed");
    fails(
        &verified(&folder, &[&url, "--key", "dossier.pub"]),
        1,
        &["changed  index.html", "missing  robots.txt", "1 missing, 1 changed, 0 foreign"],
    );
}

#[test]
fn a_mirror_that_deceives_is_found_out() {
    let (folder, _) = signed();
    let page = || ("200 OK\r\nContent-Type: text/html".to_owned(), b"<!doctype html>welcome".to_vec());
    let url = serve(move |_| page());
    fails(&verified(&folder, &[&url]), 1, &["is a page of HTML, no manifest", "its host answers everything with one page"]);
    // One that passes on the manifest and answers all else with a page.
    let root = site(&folder);
    let url = serve(move |path| if path.contains("dossier-manifest") { host(&root, path) } else { page() });
    fails(&verified(&folder, &[&url, "--key", "dossier.pub"]), 1, &["changed  index.html", "addresses answer with one and the same file"]);
    // One that leads to another host, and one that leads in a circle.
    let url = serve(|_| ("302 Found\r\nLocation: https://elsewhere.example/".to_owned(), Vec::new()));
    fails(&verified(&folder, &[&url]), 1, &["leads to https://elsewhere.example/; check that address"]);
    let url = serve(|path| (format!("302 Found\r\nLocation: {path}"), Vec::new()));
    fails(&verified(&folder, &[&url]), 1, &["leads to "]);
    let url = serve(|_| ("500 Internal Server Error".to_owned(), Vec::new()));
    fails(&verified(&folder, &[&url]), 3, &["answers with 500"]);
    let free = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    fails(&verified(&folder, &[&format!("http://{free}/")]), 3, &["refuses connections"]);
    // One that leads from one page of the site to another.
    let root = site(&folder);
    let url = serve(move |path| if path == "/glossary/" { ("302 Found\r\nLocation: /".to_owned(), Vec::new()) } else { host(&root, path) });
    fails(&verified(&folder, &[&url]), 1, &["changed  glossary/index.html"]);
    // One that answers with more than anybody asked for.
    let root = site(&folder);
    let url = serve(move |path| if path == "/robots.txt" { ("200 OK".to_owned(), vec![b'x'; 9 << 20]) } else { host(&root, path) });
    fails(&verified(&folder, &[&url]), 1, &["changed  robots.txt (more than "]);
}
