//! The writer's server over HTTP: what it answers, what it refuses, and what it tells of files that change.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dossier::build::{Memo, Options, build};
use dossier::render::Content;
use dossier::serve::{Door, Running, start};
use serde_json::Value;
use tempfile::TempDir;

use super::cli::{dossier, err, started};

/// A machine that compiles at the same time is slow.
const LONG: Duration = Duration::from_secs(300);

/// A dossier and its server.
struct Desk {
    folder: TempDir,
    server: Running,
}

/// An answer.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Desk {
    fn new() -> Self {
        Self::of(started())
    }

    fn of(folder: TempDir) -> Self {
        Self::with(folder, Options::default())
    }

    fn with(folder: TempDir, options: Options) -> Self {
        let door = Door::open("127.0.0.1", Some(0)).expect("a free port");
        let server = start(door, folder.path().join("d"), options).expect("a server");
        Self { folder, server }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("d")
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root(), path, text);
    }

    fn host(&self) -> &str {
        self.server.address.trim_start_matches("http://").trim_end_matches('/')
    }

    fn connect(&self) -> TcpStream {
        connect(self.host())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.host()))
    }

    /// Sends these bytes, and reads until the server closes.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("the server listens");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("the server answers");
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).expect("a status");
        let headers = lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { unchunked(&all[end + 4..]) } else { all[end + 4..].to_vec() };
        Answer { status, headers, body }
    }

    /// Waits until a page holds these words.
    fn until_says(&self, path: &str, words: &str) {
        self.until(path, |answer| answer.text().contains(words));
    }

    /// Waits until a page is there, or gone.
    fn until_is(&self, path: &str, status: u16) {
        self.until(path, |answer| answer.status == status);
    }

    fn until(&self, path: &str, is_it: impl Fn(&Answer) -> bool) {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if is_it(&answer) {
                return;
            }
            assert!(begun.elapsed() < LONG, "{path} stays {}: {}", answer.status, answer.text());
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn events(&self) -> Stream {
        let mut stream = self.stream();
        // The state comes first: from now on nothing is missed.
        stream.next();
        stream
    }

    /// A stream of which nothing was read yet.
    fn stream(&self) -> Stream {
        let mut stream = self.connect();
        let request = format!("GET /_dossier/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.host());
        stream.write_all(request.as_bytes()).expect("the server listens");
        Stream(BufReader::new(stream), 0)
    }

    /// The revision that is served.
    fn revision(&self) -> u64 {
        self.stream().next()["revision"].as_u64().expect("a number")
    }
}

fn connect(host: &str) -> TcpStream {
    let address: SocketAddr = host.parse().expect("an address");
    let stream = TcpStream::connect(address).expect("the server is there");
    stream.set_read_timeout(Some(LONG)).expect("a time limit");
    stream
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(String::from_utf8_lossy(&bytes[..end]).trim(), 16).expect("the size of a piece");
        all.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 2 + size + 2..];
    }
    all
}

/// A stream of events, and the last revision it told of.
struct Stream(BufReader<TcpStream>, u64);

impl Stream {
    /// The next event.
    fn next(&mut self) -> Value {
        let begun = Instant::now();
        loop {
            // A comment now and then says that the stream is alive.
            assert!(begun.elapsed() < LONG, "no event came");
            let mut line = String::new();
            let read = self.0.read_line(&mut line).expect("an event comes in time");
            assert!(read > 0, "the stream ended");
            if let Some(data) = line.trim_end().strip_prefix("data: ") {
                let event: Value = serde_json::from_str(data).expect("JSON");
                self.1 = event["revision"].as_u64().expect("a number");
                return event;
            }
        }
    }

    /// Waits for an event of this kind.
    fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let event = self.next();
            if is_it(&event) {
                return event;
            }
            assert!(begun.elapsed() < LONG, "no such event came, the last was {event}");
        }
    }

    /// Waits until this file of the site is told to be another. One that is slow is told that anything may be.
    fn until_changed(&mut self, path: &str) -> Value {
        self.until(|event| event["changed"].is_null() || changed(event).contains(&path.to_owned()))
    }

    fn until_broken(&mut self) -> Value {
        self.until(|event| !event["problems"].is_null())
    }

    fn until_mended(&mut self) -> Value {
        self.until(|event| event["problems"].is_null())
    }

    /// All events that were not read yet, up to this revision.
    fn up_to(&mut self, revision: u64) -> Vec<Value> {
        let mut all = Vec::new();
        while self.1 < revision {
            all.push(self.next());
        }
        all
    }
}

fn changed(event: &Value) -> Vec<String> {
    event["changed"].as_array().into_iter().flatten().filter_map(|path| path.as_str().map(str::to_owned)).collect()
}

fn entry(title: &str, text: &str) -> String {
    format!("---\nkind: page\ntitle: {title}\n---\n{text}\n")
}

#[test]
fn the_same_bytes_as_build_but_for_the_script() {
    let folder = started();
    write(&folder.path().join("d"), "content/pages/про нас.md", &entry("Про нас", "Текст."));
    write(&folder.path().join("d"), "static/film.bin", &"x".repeat(400_000));
    let desk = Desk::of(folder);
    let snapshot = dossier::read::read(&desk.root()).expect("a dossier");
    let (built, _) = build(&snapshot, &Options::default(), &Memo::default());
    assert!(built.files.len() > 20, "{:?}", built.diagnostics);
    for (path, file) in &built.files {
        let bytes = match &file.content {
            Content::Bytes(bytes) => bytes.to_vec(),
            Content::File(path) => std::fs::read(path).expect("a file"),
        };
        let address: String = path.as_str().bytes().map(|byte| format!("%{byte:02X}")).collect::<String>().replace("%2F", "/");
        let answer = desk.get(&format!("/{address}"));
        assert_eq!(answer.status, 200, "{path}");
        let text = answer.text();
        let got = match text.split_once("<script src=\"/_dossier/") {
            Some((before, rest)) if path.as_str().ends_with(".html") => {
                let (_, after) = rest.split_once("</script>\n").expect("an end");
                [before, after].concat().into_bytes()
            }
            _ => {
                assert!(!path.as_str().ends_with(".html"), "no script in {path}");
                answer.body.clone()
            }
        };
        assert!(got == bytes, "{path} has other bytes");
        assert_eq!(answer.header("content-length"), answer.body.len().to_string(), "{path}");
    }
}

#[test]
fn like_a_static_host() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root, "content/pages/moved.md", "---\nkind: page\ntitle: Moved\nredirect_from: [old/place/]\n---\nHere.\n");
    let desk = Desk::of(folder);
    let home = desk.get("/");
    assert_eq!((home.status, home.header("content-type"), home.header("cache-control")), (200, "text/html; charset=utf-8", "no-cache"));
    assert!(home.header("content-security-policy").contains("frame-ancestors 'none'"), "what `_headers` says");
    assert_eq!(home.header("x-content-type-options"), "nosniff");
    // A folder gets its slash, and keeps what was asked.
    let folder = desk.get("/claims?x=1");
    assert_eq!((folder.status, folder.header("location")), (301, "/claims/?x=1"));
    assert_eq!(desk.get("/claims/").status, 200);
    // An old address leads on; the page for hosts that know no redirects is there too.
    let old = desk.get("/old/place/");
    assert_eq!((old.status, old.header("location")), (301, "/pages/moved/"));
    assert!(desk.get("/old/place/index.html").text().contains("http-equiv=\"refresh\""));
    let missing = desk.get("/no/such/page/");
    assert_eq!((missing.status, missing.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(missing.text().contains("data-missed=\"no/such/page/\""), "the page tells its script what is missing");
    for path in ["/%D0%B6", "/%D0%B6/%D0%B6/"] {
        let missing = desk.get(path);
        assert_eq!((missing.status, missing.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
    }
    let style =
        home.text().split("href=\"").find_map(|rest| rest.split_once(".css\"").map(|(path, _)| format!("{path}.css"))).expect("a style");
    let style = format!("/{}", style.trim_start_matches("./"));
    let sheet = desk.get(&style);
    assert_eq!((sheet.status, sheet.header("content-type"), sheet.header("cache-control")), (200, "text/css; charset=utf-8", "no-cache"));
    // HEAD: the same head, no body.
    let head = desk.ask("HEAD", &style, "");
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, sheet.header("content-length")));
    assert_eq!(head.header("etag"), sheet.header("etag"));
    // Who has it already is told so.
    let tag = sheet.header("etag");
    assert!(tag.starts_with('"'), "a strong tag: {tag}");
    for known in [tag.to_owned(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let same = desk.ask("GET", &style, &format!("If-None-Match: {known}\r\n"));
        assert_eq!((same.status, same.body.len(), same.header("etag")), (304, 0, tag), "{known}");
    }
    assert_eq!(desk.ask("GET", &style, "If-None-Match: \"x\"\r\n").status, 200);
    // A part.
    let size = sheet.body.len();
    let part = desk.ask("GET", &style, "Range: bytes=3-7\r\n");
    assert_eq!((part.status, &part.body[..], part.header("content-length")), (206, &sheet.body[3..8], "5"));
    assert_eq!(part.header("content-range"), format!("bytes 3-7/{size}"));
    assert_eq!(desk.ask("GET", &style, "Range: bytes=-4\r\n").body, sheet.body[size - 4..]);
    let beyond = desk.ask("GET", &style, "Range: bytes=99999999-\r\n");
    assert_eq!((beyond.status, beyond.header("content-range"), beyond.body.len()), (416, &*format!("bytes */{size}"), 0));
    assert_eq!(desk.ask("GET", &style, &format!("Range: bytes=3-7\r\nIf-Range: {tag}\r\n")).status, 206);
    assert_eq!(desk.ask("GET", &style, "Range: bytes=3-7\r\nIf-Range: \"x\"\r\n").body, sheet.body);
    assert_eq!(desk.ask("GET", &style, "Range: bytes=0-1,5-6\r\n").status, 200);
}

#[test]
fn files_from_the_disk_in_parts() {
    let folder = started();
    let bytes: String = (0..200_000).map(|n| char::from(b'a' + u8::try_from(n % 26).expect("a letter"))).collect();
    write(&folder.path().join("d"), "static/film.mp4", &bytes);
    let desk = Desk::of(folder);
    let whole = desk.get("/film.mp4");
    assert_eq!((whole.status, whole.header("content-type"), whole.body == bytes.as_bytes()), (200, "video/mp4", true));
    let part = desk.ask("GET", "/film.mp4", "Range: bytes=150000-199999\r\n");
    assert_eq!((part.status, part.body == bytes.as_bytes()[150_000..]), (206, true));
    assert_eq!(desk.ask("GET", "/film.mp4", &format!("If-None-Match: {}\r\n", whole.header("etag"))).status, 304);
    assert_eq!(desk.ask("HEAD", "/film.mp4", "").header("content-length"), "200000");
    // The bytes on the disk are what is sent, and the tag is theirs.
    let mut events = desk.events();
    desk.write("static/film.mp4", "short");
    events.until_changed("film.mp4");
    let now = desk.get("/film.mp4");
    assert_eq!(now.text(), "short");
    assert_ne!(now.header("etag"), whole.header("etag"));
}

#[test]
fn a_site_that_will_lie_below_a_path() {
    let folder = started();
    let root = folder.path().join("d");
    let settings = std::fs::read_to_string(root.join("dossier.yaml")).expect("settings");
    let settings: String = settings.lines().filter(|line| !line.starts_with("base_url")).map(|line| format!("{line}\n")).collect();
    write(&root, "dossier.yaml", &format!("base_url: https://dossier.example/deep/down/\n{settings}"));
    write(&root, "content/pages/moved.md", "---\nkind: page\ntitle: Moved\nredirect_from: [old/]\n---\nHere.\n");
    let desk = Desk::of(folder);
    assert_eq!((desk.get("/").status, desk.get("/deep/down/").status), (200, 200));
    // `404.html` names everything from the path on: a browser finds it here too.
    let missing = desk.get("/nothing/here").text();
    let style = missing.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style");
    assert!(style.starts_with("/deep/down/assets/"), "{style}");
    assert_eq!(desk.get(style).status, 200);
    assert_eq!(desk.get("/old/").header("location"), "/pages/moved/");
    assert_eq!(desk.get("/deep/down/old/").header("location"), "/pages/moved/");
}

#[test]
fn what_is_refused() {
    let desk = Desk::new();
    let port = desk.host().rsplit_once(':').expect("a port").1.to_owned();
    for path in ["/..%2fdossier.yaml", "/%2e%2e/dossier.yaml", "/../dossier.yaml", "/a/..%5c..%5cx", "/a%00b", "/%ff", "/.%2e/x", "/a/./b"]
    {
        let refused = desk.get(path);
        assert_eq!(refused.status, 400, "{path}");
        assert!(!refused.text().contains("title"), "{path}");
    }
    for path in ["//evil.example/", "/%2fetc/passwd", "/dossier.yaml", "/content/pages/home.md", "/_dossier/", "/_dossier/x", "/c:/x"] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    for host in ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", "localhost:1", &format!("127.0.0.1.evil.example:{port}")] {
        let refused = desk.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(refused.status, 421, "{host}");
        assert!(refused.text().contains(&desk.server.address), "it says where to go: {}", refused.text());
        let refused = desk.raw(&format!("GET /_dossier/events HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(refused.status, 421, "{host}");
    }
    for host in [format!("localhost:{port}"), format!("LocalHost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(desk.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status, 200, "{host}");
    }
    let own = desk.host().to_owned();
    assert_eq!(desk.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    assert_eq!(desk.raw(&format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).status, 400);
    assert_eq!(desk.raw(&format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n")).status, 421);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "NONSENSE"] {
        for path in ["/", "/_dossier/events"] {
            let refused = desk.ask(method, path, "Content-Length: 0\r\n");
            assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD"), "{method} {path}");
        }
    }
    // Nonsense ends a connection, not the server.
    let mut stream = desk.connect();
    stream.write_all(b"\x16\x03\x01 nonsense\r\n\r\n").expect("the server listens");
    drop(stream);
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn a_save_is_told_to_the_browser() {
    let desk = Desk::new();
    desk.write("content/pages/one.md", &entry("One", "Before."));
    let mut events = desk.events();
    desk.until_says("/pages/one/", "Before.");
    let other = desk.get("/claims/").header("etag").to_owned();
    desk.write("content/pages/one.md", &entry("One", "After."));
    let event = events.until_changed("pages/one/index.html");
    assert_eq!(event["problems"], Value::Null);
    assert!(!changed(&event).iter().any(|path| path.starts_with("claims/")), "{event}");
    desk.until_says("/pages/one/", "After.");
    assert_eq!(desk.get("/claims/").header("etag"), other, "a page that did not change keeps its tag");
    // A second stream begins with the state, and knows no step.
    let state = desk.stream().next();
    assert_eq!((&state["changed"], state["revision"].as_u64() >= event["revision"].as_u64()), (&Value::Null, true));
    // A bibliography, the settings, a string of the interface, and an asset are watched as well.
    desk.write(
        "content/sources/new.yaml",
        "fresh:\n  type: web\n  title: Fresh\n  author: A. Writer\n  date: 2024-01-01\n  url: https://example.org/\n",
    );
    desk.until_is("/sources/fresh/", 200);
    let settings = std::fs::read_to_string(desk.root().join("dossier.yaml")).expect("settings");
    let settings: String = settings.lines().filter(|line| !line.starts_with("title")).map(|line| format!("{line}\n")).collect();
    desk.write("dossier.yaml", &format!("title: Another name\n{settings}"));
    desk.until_says("/", "Another name");
    desk.write("static/robots-extra.txt", "x");
    desk.until_is("/robots-extra.txt", 200);
    std::fs::remove_file(desk.root().join("static/robots-extra.txt")).expect("the file can be removed");
    desk.until_is("/robots-extra.txt", 404);
}

#[test]
fn editors_save_in_many_ways() {
    let desk = Desk::new();
    let pages = desk.root().join("content/pages");
    desk.write("content/pages/one.md", &entry("One", "Nothing."));
    let mut events = desk.events();
    // Beside, then over the old one.
    write(&pages, ".one.md.tmp", &entry("One", "By rename."));
    std::fs::rename(pages.join(".one.md.tmp"), pages.join("one.md")).expect("a rename");
    events.until_changed("pages/one/index.html");
    desk.until_says("/pages/one/", "By rename.");
    // The old one away, then a new one, then the old one gone.
    std::fs::rename(pages.join("one.md"), pages.join("one.md~")).expect("a rename");
    write(&pages, "one.md", &entry("One", "By backup."));
    desk.until_says("/pages/one/", "By backup.");
    std::fs::remove_file(pages.join("one.md~")).expect("a removal");
    // Emptied, then written in two halves: what lies between is no mistake to tell of. A machine that has much to do may
    // take so long between the halves that it is.
    let halves = |n: usize| {
        let text = entry("One", &format!("In two halves, {n}."));
        let mut file = std::fs::File::create(pages.join("one.md")).expect("a file");
        file.write_all(&text.as_bytes()[..12]).expect("a half");
        file.flush().expect("a half");
        std::thread::sleep(Duration::from_millis(5));
        file.write_all(&text.as_bytes()[12..]).expect("the other half");
        drop(file);
        desk.until_says("/pages/one/", &format!("In two halves, {n}."));
        events.up_to(desk.revision()).iter().all(|event| event["problems"].is_null())
    };
    assert!((0..5).any(halves), "half a file is told to be a mistake each time");
    let text = std::fs::read_to_string(pages.join("one.md")).expect("a file");
    // Swap files, probes and backups are nothing; the same bytes again are nothing.
    for name in [".one.md.swp", "one.md~", "#one.md#", ".#one.md", ".git/index", "4913"] {
        write(&pages, name, "x");
        std::fs::remove_file(pages.join(name)).expect("a removal");
    }
    write(&pages, "one.md~", "x");
    write(&pages, "one.md", &text);
    write(&desk.root(), "public/index.html", "x");
    write(&desk.root(), "notes.md", "x");
    std::thread::sleep(Duration::from_millis(800));
    for event in events.up_to(desk.revision()) {
        assert_eq!((changed(&event).len(), &event["problems"]), (0, &Value::Null), "{event}");
    }
}

#[test]
fn folders_come_and_go() {
    let desk = Desk::new();
    let content = desk.root().join("content");
    let mut events = desk.events();
    // A folder in a folder, with a file at once, and another one a moment later.
    desk.write("content/new/deep/deeper/a.md", &entry("First", "1"));
    desk.until_is("/pages/a/", 200);
    desk.write("content/new/deep/deeper/b.md", &entry("Second", "2"));
    desk.until_is("/pages/b/", 200);
    std::fs::rename(content.join("new"), content.join("renamed")).expect("a rename");
    desk.write("content/renamed/deep/deeper/c.md", &entry("Third", "3"));
    desk.until_is("/pages/c/", 200);
    assert_eq!((desk.get("/pages/a/").status, desk.get("/pages/b/").status), (200, 200));
    std::fs::remove_dir_all(content.join("renamed")).expect("a removal");
    desk.until_is("/pages/c/", 404);
    events.up_to(desk.revision());
    // Many at once, as a checkout does: told of in a few events, not in hundreds.
    for n in 0..300 {
        desk.write(&format!("content/many/{}/m{n}.md", n % 7), &entry(&format!("Many {n}"), "x"));
    }
    let (mut count, mut seen) = (0, 0);
    while seen < 300 {
        let event = events.next();
        count += 1;
        seen += changed(&event).iter().filter(|path| path.starts_with("pages/m")).count();
        if event["changed"].is_null() {
            seen = 300;
        }
    }
    assert!(count <= 6, "{count} events");
    desk.until_is("/pages/m299/", 200);
}

#[test]
fn the_content_goes_and_comes_back() {
    let desk = Desk::new();
    let root = desk.root();
    let mut events = desk.events();
    let away = root.join("away");
    std::fs::rename(root.join("content"), &away).expect("a rename");
    let event = events.until_broken();
    assert!(event["problems"]["html"].as_str().is_some_and(|html| html.contains("home")), "without its home page: {event}");
    std::fs::rename(&away, root.join("content")).expect("a rename");
    events.until_mended();
    // It is watched again.
    desk.write("content/pages/back.md", &entry("Back", "Again."));
    desk.until_is("/pages/back/", 200);
    // Removed, not only moved; and put back file by file.
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(|file| file.expect("a file").into_path());
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(&path).expect("a file"))).collect();
    std::fs::remove_dir_all(root.join("content")).expect("a removal");
    let event = events.until_broken();
    assert!(event["problems"]["html"].as_str().is_some_and(|html| html.contains("home")), "{event}");
    assert_eq!(desk.get("/pages/back/").status, 200, "the last good site stays");
    for (path, bytes) in files {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    desk.write("content/pages/new.md", &entry("New", "From nothing."));
    desk.until_says("/pages/new/", "From nothing.");
}

#[test]
fn the_whole_dossier_goes_and_comes_back() {
    let desk = Desk::new();
    let (root, away) = (desk.root(), desk.folder.path().join("elsewhere"));
    let mut events = desk.events();
    std::fs::rename(&root, &away).expect("a rename");
    let event = events.until_broken();
    assert!(event["problems"]["html"].as_str().is_some_and(|html| html.contains("reading the folder")), "{event}");
    assert_eq!(desk.get("/claims/example-claim/").status, 200, "the last good site stays");
    write(&away, "content/pages/meanwhile.md", &entry("Meanwhile", "Written elsewhere."));
    std::fs::rename(&away, &root).expect("a rename");
    events.until_mended();
    desk.until_says("/pages/meanwhile/", "Written elsewhere.");
    desk.write("content/pages/back.md", &entry("Back", "Again."));
    desk.until_is("/pages/back/", 200);
}

#[test]
fn a_mistake_is_shown_and_the_last_good_site_stays() {
    let desk = Desk::new();
    let mut events = desk.events();
    let home = desk.get("/").body;
    desk.write("content/pages/wrong.md", &entry("Wrong", "Сюда: [[example-grup]] <b>&"));
    let event = events.until_broken();
    let problems = &event["problems"];
    assert_eq!(problems["summary"], "1 error");
    let first = &problems["list"][0];
    assert_eq!((&first["code"], &first["file"]), (&"broken-link".into(), &"content/pages/wrong.md".into()));
    assert_eq!((&first["line"], &first["column"]), (&5.into(), &7.into()));
    let html = problems["html"].as_str().expect("a list");
    assert!(html.contains("content/pages/wrong.md:5:7"), "{html}");
    assert!(html.contains("Сюда: <mark>[[example-grup]]</mark> &lt;b&gt;&amp;</pre>"), "{html}");
    assert!(html.contains("did you mean") && html.contains("<code>example-group</code>"), "{html}");
    assert!(desk.get("/").body == home, "the last good site");
    // Who opens a page now is told as well.
    assert_eq!(desk.stream().next()["problems"]["summary"], "1 error");
    desk.write("content/pages/wrong.md", &entry("Wrong", "Сюда: [[example-group]]"));
    events.until_mended();
    desk.until_is("/pages/wrong/", 200);
    // Settings that cannot be read.
    let settings = std::fs::read_to_string(desk.root().join("dossier.yaml")).expect("settings");
    desk.write("dossier.yaml", "title: [\n");
    let event = events.until_broken();
    assert_eq!(event["problems"]["list"][0]["file"], "dossier.yaml", "{event}");
    assert_eq!(desk.get("/claims/example-claim/").status, 200);
    std::fs::remove_file(desk.root().join("dossier.yaml")).expect("a removal");
    events.next();
    assert_eq!(desk.get("/claims/example-claim/").status, 200);
    desk.write("dossier.yaml", &settings);
    events.until_mended();
    assert_eq!(desk.get("/pages/wrong/").status, 200);
}

#[test]
fn a_dossier_that_is_broken_from_the_start() {
    let folder = started();
    write(&folder.path().join("d"), "content/pages/wrong.md", &entry("Wrong", "[[example-grup]]"));
    let desk = Desk::of(folder);
    for path in ["/", "/claims/", "/no/such/page"] {
        let page = desk.get(path);
        assert_eq!((page.status, page.header("content-type")), (503, "text/html; charset=utf-8"));
        assert!(page.text().contains("<mark>[[example-grup]]</mark>") && page.text().contains("/_dossier/reload.js"), "{}", page.text());
    }
    let mut events = desk.events();
    desk.write("content/pages/wrong.md", &entry("Wrong", "[[example-group]]"));
    let event = events.until_mended();
    assert_eq!(event["changed"], Value::Null, "everything is new");
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn the_desk_is_served_and_never_built() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root, "content/pages/draft.md", "---\nkind: page\ntitle: A draft\ndraft: true\n---\nNot yet.\n");
    let desk = Desk::of(folder);
    let page = desk.get("/_desk/");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.text().contains("content/pages/draft.md") && page.text().contains(" data-ask data-tag="), "{}", page.text());
    assert!(
        page.text().contains("Claims nobody has answered") && page.text().contains("data-file=\"_desk/index.html\""),
        "{}",
        page.text()
    );
    assert_eq!((desk.get("/_desk").status, desk.get("/_desk").header("location")), (301, "/_desk/"));
    let style = page.text().split("rel=\"stylesheet\" href=\"..").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
    assert_eq!(desk.get(&style.expect("a style")).status, 200, "it wears the theme");
    let tag = page.header("etag").to_owned();
    assert_eq!(desk.ask("HEAD", "/_desk/", "").header("etag"), tag);
    assert_eq!(desk.ask("GET", "/_desk/", &format!("If-None-Match: {tag}\r\n")).status, 304);
    // A mistake is on it, though the site is the last good one.
    desk.write("content/pages/wrong.md", &entry("Wrong", "[[nothing-like-it]]"));
    desk.until_says("/_desk/", "<code>content/pages/wrong.md:5:1</code>");
    assert!(desk.get("/_desk/").text().contains("href=\"../assets/"), "the style sheets are those of the last good site");
    assert_ne!(desk.get("/_desk/").header("etag"), tag, "each build makes another one");
    assert_eq!(dossier(&desk.root(), &["build", "--drafts"]).status.code(), Some(1));
    std::fs::remove_file(desk.root().join("content/pages/wrong.md")).expect("a removal");
    assert_eq!(dossier(&desk.root(), &["build", "--drafts"]).status.code(), Some(0));
    assert!(!desk.root().join("public/_desk").exists(), "it is no part of the site");
}

#[test]
fn what_is_due_stands_on_the_desk_and_stops_no_site() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root, "content/pages/old.md", "---\nkind: page\ntitle: Old\nreviewed: 1970-01-01\nreview_by: 1970-06-01\n---\n");
    let settings = std::fs::read_to_string(root.join("dossier.yaml")).expect("settings");
    write(&root, "dossier.yaml", &format!("{settings}rules: {{review-overdue: deny}}\n"));
    let mut program = Program::start(&root, &["--port", "0"]);
    let line = program.line("serving");
    let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
    assert!(status(host, "/pages/old/").contains(" 200 "), "a build knows no day");
    let mut stream = connect(host);
    stream.write_all(format!("GET /_desk/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).expect("the server listens");
    let mut page = String::new();
    stream.read_to_string(&mut page).expect("an answer");
    assert!(page.contains("the review was due by 1970-06-01"), "{page}");
}

#[test]
fn a_style_alone_reloads_no_page() {
    let folder = started();
    let root = folder.path().join("d");
    write(&root, "static/ledger.css", "body { color: black }\n");
    let desk = Desk::of(folder);
    let mut events = desk.events();
    let before = desk.get("/").header("etag").to_owned();
    // A stream that was slow is told of no step: then another one is made.
    let mut styled = |n: usize| {
        desk.write("static/ledger.css", &format!("body {{ color: rgb({n}, 0, 0) }}\n"));
        events.until(|event| event["changed"].is_null() || event["moved"].as_object().is_some_and(|moved| !moved.is_empty()))
    };
    let event = (1..9).map(&mut styled).find(|event| !event["changed"].is_null()).expect("a step");
    let moved = event["moved"].as_object().expect("an object");
    let (from, to) = moved.iter().next().expect("a pair");
    assert!(from.starts_with("assets/ledger.") && from.ends_with(".css") && moved.len() == 1, "{event}");
    assert!(to.as_str().is_some_and(|to| to.starts_with("assets/ledger.") && to.ends_with(".css") && to != from), "{event}");
    assert_eq!(changed(&event), Vec::<String>::new(), "no page has other words");
    assert_ne!(desk.get("/").header("etag"), before, "but other bytes");
    // With a new word on a page, that page is named.
    desk.write("static/ledger.css", "body { color: teal }\n");
    desk.write("content/pages/word.md", &entry("Word", "New."));
    events.until_changed("pages/word/index.html");
}

#[test]
fn a_file_that_grows_while_it_is_read() {
    let desk = Desk::new();
    let path = desk.root().join("content/pages/long.md");
    let mut file = std::fs::File::create(&path).expect("a file");
    file.write_all(entry("Long", "").as_bytes()).expect("a beginning");
    for n in 0..150 {
        writeln!(file, "Line {n} of many.\n").expect("a line");
        std::thread::sleep(Duration::from_millis(4));
    }
    writeln!(file, "The very end.").expect("the end");
    drop(file);
    desk.until_says("/pages/long/", "The very end.");
}

#[test]
fn a_thousand_events_in_a_second() {
    let desk = Desk::new();
    let mut events = desk.events();
    let begun = Instant::now();
    for n in 0..1000 {
        desk.write(&format!("content/pages/busy{}.md", n % 10), &entry("Busy", &format!("Change {n}.")));
        if n % 10 == 9 {
            std::thread::sleep(Duration::from_millis(8));
        }
    }
    let wrote = begun.elapsed();
    desk.write("content/pages/last.md", &entry("Last", "The last one."));
    let mut count = 1;
    while !desk.get("/pages/last/").text().contains("The last one.") || !desk.get("/pages/busy9/").text().contains("Change 999.") {
        events.next();
        count += 1;
    }
    assert!(count < 400, "{count} builds for 1,000 changes in {wrote:?}");
    for n in 0..10 {
        assert!(desk.get(&format!("/pages/busy{n}/")).text().contains(&format!("Change {}.", 990 + n)), "a stale page");
    }
}

#[test]
fn who_never_reads_holds_nobody_up() {
    let desk = Desk::new();
    let deaf: Vec<Stream> = (0..40).map(|_| desk.stream()).collect();
    let mut events = desk.events();
    // Large events: a mistake of many lines each time, until no buffer of the system can hold them.
    for n in 0..12 {
        let wrong: String = (0..60).map(|link| format!("[[no-such-entry-{n}-{link}]] {}\n\n", "word ".repeat(300))).collect();
        desk.write("content/pages/wrong.md", &entry("Wrong", &wrong));
        events.until(|event| event["problems"]["list"][0]["message"].as_str().is_some_and(|text| text.contains(&format!("entry-{n}-"))));
    }
    desk.write("content/pages/wrong.md", &entry("Wrong", "Mended at last."));
    let mended = events.until_mended();
    desk.until_says("/pages/wrong/", "Mended at last.");
    // One of them wakes up: it may have missed revisions, but not the newest.
    let newest = mended["revision"].as_u64().expect("a number");
    deaf.into_iter().next().expect("a stream").up_to(newest);
}

/// The program itself, serving.
struct Program(Child, BufReader<std::process::ChildStdout>);

impl Program {
    fn start(root: &Path, arguments: &[&str]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_dossier")).arg("serve").args(arguments).current_dir(root))
    }

    fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started");
        let lines = BufReader::new(child.stdout.take().expect("its output"));
        Self(child, lines)
    }

    /// Reads lines until one holds these words.
    fn line(&mut self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            assert!(self.1.read_line(&mut line).expect("a line") > 0, "it ended after:\n{all}");
            if line.contains(words) {
                return line;
            }
            all.push_str(&line);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_program_says_what_it_does() {
    let folder = started();
    let root = folder.path().join("d");
    let mut program = Program::start(&root, &["--port", "0"]);
    let line = program.line("serving http://127.0.0.1:");
    assert!(line.trim_end().ends_with("Ctrl-C ends"), "{line}");
    write(&root, "content/pages/new.md", &entry("New", "x"));
    let line = program.line("changed");
    assert!(line.starts_with("6 entries, ") && line.contains(" files changed, "), "{line}");
    write(&root, "content/pages/new.md", &entry("New", "[[nothing-like-it]]"));
    program.line("the last good site stays until this is mended");
    #[cfg(unix)]
    {
        let id = program.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
        assert_eq!(program.0.wait().expect("its end").code(), Some(0), "Ctrl-C is no failure");
        let mut told = String::new();
        program.0.stderr.take().expect("its errors").read_to_string(&mut told).expect("text");
        assert!(
            told.contains("error[broken-link]: no entry is called `nothing-like-it`") && told.contains("content/pages/new.md:5:1"),
            "{told}"
        );
    }
}

#[test]
fn ports_that_are_taken() {
    let folder = started();
    let root = folder.path().join("d");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let refused = dossier(&root, &["serve", "--port", &port]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(err(&refused).starts_with(&format!("error: port {port} is taken")) && err(&refused).contains("--port"), "{}", err(&refused));
    // The default, if it is free now, is taken by the first; the second says that it takes another.
    let mut one = Program::start(&root, &[]);
    let first = one.line("serving http://127.0.0.1:");
    let mut two = Program::start(&root, &[]);
    assert!(two.line("is taken").contains("port 4747 is taken by another program; the next free one is used"));
    let second = two.line("serving http://127.0.0.1:");
    assert_ne!(first, second);
}

#[test]
fn addresses_that_are_none_and_those_that_others_reach() {
    let folder = started();
    let root = folder.path().join("d");
    for (arguments, code, words) in [
        (&["serve", "--host", "no.such.host.invalid"][..], 2, "--host takes an address or a name of this machine"),
        (&["serve", "--host", "192.0.2.1"], 2, "is no address of this machine"),
        (&["serve", "--port", "70000"], 2, "70000"),
        (&["serve", "--root", "nowhere"], 2, "`nowhere` is no folder"),
        (&["serve", "--root", "content"], 2, "is no dossier"),
    ] {
        let refused = dossier(&root, arguments);
        assert_eq!(refused.status.code(), Some(code), "{arguments:?}");
        assert!(err(&refused).contains(words), "{}", err(&refused));
    }
    let mut open = Program::start(&root, &["--host", "0.0.0.0", "--port", "0"]);
    assert!(open.line("--host 0.0.0.0").contains("others on the network can read everything that is served, drafts too"));
    open.line("serving http://127.0.0.1:");
}

#[test]
fn drafts_and_days_as_asked() {
    let folder = started();
    write(&folder.path().join("d"), "content/pages/draft.md", "---\nkind: page\ntitle: Draft\ndraft: true\n---\nNot yet.\n");
    let mut hidden = Program::start(&folder.path().join("d"), &["--port", "0"]);
    let line = hidden.line("serving");
    let address = |line: &str| line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address").to_owned();
    assert!(status(&address(&line), "/pages/draft/").contains(" 404 "));
    let mut shown = Program::start(&folder.path().join("d"), &["--port", "0", "--drafts"]);
    let line = shown.line("serving");
    assert!(status(&address(&line), "/pages/draft/").contains(" 200 "));
}

fn status(host: &str, path: &str) -> String {
    let mut stream = connect(host);
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).expect("the server listens");
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).expect("a status");
    line
}

/// The browser is whatever the system opens addresses with: here a program that writes down what it is given.
#[cfg(target_os = "linux")]
#[test]
fn it_opens_a_browser() {
    use std::os::unix::fs::PermissionsExt;
    let folder = started();
    let (programs, told) = (folder.path().join("programs"), folder.path().join("told"));
    std::fs::create_dir(&programs).expect("a folder");
    let opener = programs.join("xdg-open");
    std::fs::write(&opener, "#!/bin/sh\nprintf %s \"$1\" > \"$TOLD.new\" && /bin/mv \"$TOLD.new\" \"$TOLD\"\n").expect("a file");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(["serve", "--port", "0", "--open"]).current_dir(folder.path().join("d")).env("PATH", &programs).env("TOLD", &told);
    let mut program = Program::of(&mut command);
    let said = program.line("http://127.0.0.1:");
    let begun = Instant::now();
    while !told.exists() {
        assert!(begun.elapsed() < LONG, "no browser was started");
        std::thread::sleep(Duration::from_millis(20));
    }
    let address = std::fs::read_to_string(&told).expect("what it was given");
    assert!(address.starts_with("http://127.0.0.1:") && said.contains(&address), "{address} and {said}");
}
